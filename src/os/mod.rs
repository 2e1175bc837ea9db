//! The one interface to the outside: files, locks, the clock, the environment.
//!
//! No other module writes a file or asks the machine. A file is always whole: it is written under a temporary
//! name in the same folder, flushed to the disk, and only then given its name.

#![expect(clippy::disallowed_methods, reason = "this module is where the outside is reached")]

mod disk;
mod edit;
mod lock;
mod secret;

pub use disk::{
    Kind, append, cut, entries, make_folders, now, open, remove, remove_empty, rename, rfc3339, seconds, sync,
    write_new,
};

pub use edit::edit;
pub use lock::{Lock, lock, lock_shared};
pub use secret::{Secret, passphrase_of, passphrase_typed};

use std::fs::{self, File};
use std::io::{self, Write};
use std::path::{Path, PathBuf};
use std::time::{Duration, Instant};

use crate::diag::{Arg, Term};

/// Writes these bytes as a whole file, which replaces an old one; the missing folders above it are made.
///
/// # Errors
/// The system's error; the old file then still stands whole.
pub fn replace(path: &Path, bytes: &[u8]) -> io::Result<()> {
    let temporary = write_temporary(path, bytes)?;
    fs::rename(&temporary, path).inspect_err(|_| drop(fs::remove_file(&temporary)))
}

/// Makes a new file, and the missing folders above it.
///
/// # Errors
/// `AlreadyExists` if the file exists, which then stays as it is; else the system's error.
pub fn create(path: &Path, bytes: &[u8]) -> io::Result<()> {
    let temporary = write_temporary(path, bytes)?;
    let linked = fs::hard_link(&temporary, path);
    drop(fs::remove_file(&temporary));
    linked
}

fn write_temporary(path: &Path, bytes: &[u8]) -> io::Result<PathBuf> {
    let folder = path.parent().unwrap_or(Path::new("."));
    fs::create_dir_all(folder)?;
    let name = path.file_name().map(|n| n.to_string_lossy().into_owned()).unwrap_or_default();
    let temporary = folder.join(format!(".{name}.{}.tmp", std::process::id()));
    let written = File::create(&temporary).and_then(|mut file| {
        file.write_all(bytes)?;
        file.sync_all()
    });
    written.inspect_err(|_| drop(fs::remove_file(&temporary)))?;
    Ok(temporary)
}

/// True if the path leads to a folder that this process can see.
pub fn is_folder(path: &Path) -> bool {
    path.is_dir()
}

/// True if the path leads to a file that this process can see.
pub fn is_file(path: &Path) -> bool {
    path.is_file()
}

/// True if anything has that name, even a link that leads nowhere.
pub fn is_taken(path: &Path) -> bool {
    path.symlink_metadata().is_ok()
}

/// Reads a file of at most `limit` bytes.
///
/// # Errors
/// `FileTooLarge` above the limit, `IsADirectory` for anything but a file, else the system's error.
pub fn read(path: &Path, limit: u64) -> io::Result<Vec<u8>> {
    let found = fs::metadata(path)?;
    // A device or a pipe has no length and may have no end.
    if !found.is_file() {
        return Err(io::ErrorKind::IsADirectory.into());
    }
    if found.len() > limit {
        return Err(io::ErrorKind::FileTooLarge.into());
    }
    fs::read(path)
}

/// Reads a file that lies inside `root` when all links are followed.
///
/// # Errors
/// `PermissionDenied` if the file lies outside, else an error of [`read`].
pub fn read_inside(root: &Path, path: &str, limit: u64) -> io::Result<Vec<u8>> {
    let full = fs::canonicalize(root.join(path))?;
    if !full.starts_with(fs::canonicalize(root)?) {
        return Err(io::ErrorKind::PermissionDenied.into());
    }
    read(&full, limit)
}

/// Resolves the path of a file or folder to the one without links and `..`.
///
/// # Errors
/// The system's error.
pub fn canonical(path: &Path) -> io::Result<PathBuf> {
    fs::canonicalize(path)
}

/// Lists the names in a folder, sorted, without hidden names. A missing folder counts as empty.
///
/// # Errors
/// The system's error; a missing folder is no error.
pub fn list(path: &Path) -> io::Result<Vec<String>> {
    let entries = match fs::read_dir(path) {
        Ok(entries) => entries,
        Err(error) if error.kind() == io::ErrorKind::NotFound => return Ok(Vec::new()),
        Err(error) => return Err(error),
    };
    let mut names = Vec::new();
    for entry in entries {
        let name = entry?.file_name().to_string_lossy().into_owned();
        if !name.starts_with('.') {
            names.push(name);
        }
    }
    names.sort();
    Ok(names)
}

/// The system's reason in words of ours; its own sentence is kept for what has none.
pub fn reason(error: &io::Error) -> Arg {
    use io::ErrorKind;
    match error.kind() {
        ErrorKind::NotFound => Term::NotFound.into(),
        ErrorKind::PermissionDenied => Term::Denied.into(),
        ErrorKind::FileTooLarge => Term::TooLarge.into(),
        ErrorKind::NotADirectory | ErrorKind::IsADirectory | ErrorKind::AlreadyExists => Term::NameTaken.into(),
        ErrorKind::StorageFull => Term::DiskFull.into(),
        ErrorKind::ReadOnlyFilesystem => Term::ReadOnly.into(),
        _ => error.into(),
    }
}

/// Reads an environment variable, if it is set and is UTF-8.
pub fn variable(name: &str) -> Option<String> {
    std::env::var(name).ok()
}

/// Gives the folder that relative paths start from.
///
/// # Errors
/// The system's error.
pub fn current_folder() -> io::Result<PathBuf> {
    std::env::current_dir()
}

/// Gives the path of the running program, which workers are started from.
///
/// # Errors
/// The system's error.
pub fn program() -> io::Result<PathBuf> {
    std::env::current_exe()
}

/// Gives the number of processors that this process may use.
pub fn processors() -> usize {
    std::thread::available_parallelism().map_or(1, usize::from)
}

/// Gives the peak resident memory of this process in KiB, if the system tells it (Linux does).
pub fn peak_memory_kb() -> Option<u64> {
    let status = fs::read_to_string("/proc/self/status").ok()?;
    let line = status.lines().find_map(|line| line.strip_prefix("VmHWM:"))?;
    line.trim().strip_suffix("kB")?.trim().parse().ok()
}

/// A stop watch. Its readings are shown to people and never enter an output.
#[derive(Clone, Copy, Debug)]
pub struct Watch(Instant);

impl Watch {
    /// Starts it.
    pub fn start() -> Self {
        Self(Instant::now())
    }

    /// Gives the time since the start.
    pub fn elapsed(&self) -> Duration {
        self.0.elapsed()
    }
}

/// A time in whole microseconds.
pub fn micros(time: Duration) -> u64 {
    u64::try_from(time.as_micros()).unwrap_or(u64::MAX)
}
