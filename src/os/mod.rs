//! The one interface to the outside: files, locks, the clock, the environment.
//!
//! Nothing else writes a file or asks the machine. A file is always whole: it is written under a temporary
//! name in the same folder, flushed to the disk, and only then given its name.

#![expect(clippy::disallowed_methods, reason = "this module is where the outside is reached")]

mod disk;
mod edit;
mod secret;

pub use disk::{
    Kind, append, cut, entries, lock_shared, make_folder, make_folders, now, open, remove, remove_empty, rename,
    rfc3339, seconds, sync, write_new,
};

pub use edit::edit;
pub use secret::{Secret, passphrase_of, passphrase_typed};

use std::fs::{self, File, OpenOptions};
use std::io::{self, Write};
use std::path::{Path, PathBuf};
use std::time::{Duration, Instant};

/// Replaces a file by these bytes, or makes it; folders above are made.
///
/// # Errors
/// Whatever the system says; the old file is then still there, whole.
pub fn replace(path: &Path, bytes: &[u8]) -> io::Result<()> {
    let temporary = write_temporary(path, bytes)?;
    fs::rename(&temporary, path).inspect_err(|_| drop(fs::remove_file(&temporary)))
}

/// Makes a file that did not exist; folders above are made.
///
/// # Errors
/// `AlreadyExists` if there is one; it is left alone.
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

/// Makes a folder with these files in one step: it is filled under a temporary name and then renamed.
///
/// # Errors
/// `AlreadyExists` if there is one; it is left alone.
pub fn create_folder(path: &Path, files: &[(String, &[u8])]) -> io::Result<()> {
    if is_taken(path) {
        return Err(io::ErrorKind::AlreadyExists.into());
    }
    let parent = path.parent().unwrap_or(Path::new("."));
    fs::create_dir_all(parent)?;
    let name = path.file_name().map(|n| n.to_string_lossy().into_owned()).unwrap_or_default();
    let temporary = parent.join(format!(".{name}.{}.tmp", std::process::id()));
    sweep(parent)?;
    let filled = fs::create_dir(&temporary).and_then(|()| {
        for (name, bytes) in files {
            let full = temporary.join(name);
            fs::create_dir_all(full.parent().unwrap_or(&temporary))?;
            let mut file = File::create(&full)?;
            file.write_all(bytes)?;
            file.sync_all()?;
            sync_folder(full.parent().unwrap_or(&temporary))?;
        }
        sync_folder(&temporary)?;
        // A rename onto an existing folder fails unless that folder is empty; an issued one never is.
        fs::rename(&temporary, path)
    });
    filled.inspect_err(|_| drop(fs::remove_dir_all(&temporary)))?;
    sync_folder(parent)
}

/// Removes what a process that was killed left of an earlier attempt. The caller holds the lock of the archive.
fn sweep(parent: &Path) -> io::Result<()> {
    for entry in fs::read_dir(parent)? {
        let entry = entry?;
        let left = entry.file_name().to_string_lossy().into_owned();
        if left.starts_with('.') && left.ends_with(".tmp") {
            fs::remove_dir_all(entry.path())?;
        }
    }
    Ok(())
}

/// Flushes a folder's list of names, where the system can do that.
fn sync_folder(path: &Path) -> io::Result<()> {
    if cfg!(unix) { File::open(path)?.sync_all() } else { Ok(()) }
}

/// True for a folder that can be seen.
pub fn is_folder(path: &Path) -> bool {
    path.is_dir()
}

/// True for a file that can be seen.
pub fn is_file(path: &Path) -> bool {
    path.is_file()
}

/// True for anything of that name, also a link that leads nowhere.
pub fn is_taken(path: &Path) -> bool {
    path.symlink_metadata().is_ok()
}

/// Reads a file that may be at most `limit` bytes long.
///
/// # Errors
/// `FileTooLarge` above the limit, else whatever the system says.
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

/// Reads a file that must lie inside `root`, also after following links.
///
/// # Errors
/// `PermissionDenied` if it lies outside, else as [`read`].
pub fn read_inside(root: &Path, path: &str, limit: u64) -> io::Result<Vec<u8>> {
    let full = fs::canonicalize(root.join(path))?;
    if !full.starts_with(fs::canonicalize(root)?) {
        return Err(io::ErrorKind::PermissionDenied.into());
    }
    read(&full, limit)
}

/// The one path of a file or folder, without links and `..`.
///
/// # Errors
/// Whatever the system says.
pub fn canonical(path: &Path) -> io::Result<PathBuf> {
    fs::canonicalize(path)
}

/// Names in a folder, sorted; hidden ones are left out. A missing folder is empty.
///
/// # Errors
/// Whatever the system says, except that the folder is missing.
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

/// A lock that is held until it is dropped.
#[derive(Debug)]
pub struct Lock(File);

impl Drop for Lock {
    fn drop(&mut self) {
        // Closing would not do: a process that is being started at this moment still holds a copy.
        let _ = self.0.unlock();
    }
}

/// Locks a file (made if missing) against other processes, or fails at once.
///
/// # Errors
/// `WouldBlock` if another process holds it, else whatever the system says.
pub fn lock(path: &Path) -> io::Result<Lock> {
    if let Some(folder) = path.parent() {
        fs::create_dir_all(folder)?;
    }
    let file = OpenOptions::new().create(true).truncate(false).write(true).open(path)?;
    match file.try_lock() {
        Ok(()) => Ok(Lock(file)),
        Err(fs::TryLockError::WouldBlock) => Err(io::ErrorKind::WouldBlock.into()),
        Err(fs::TryLockError::Error(error)) => Err(error),
    }
}

/// The system's reason in words of ours; its own sentence is kept for what has none.
pub fn reason(error: &io::Error) -> String {
    use io::ErrorKind;
    match error.kind() {
        ErrorKind::NotFound => "@@not-found".to_owned(),
        ErrorKind::PermissionDenied => "@@denied".to_owned(),
        ErrorKind::FileTooLarge => "@@too-large".to_owned(),
        ErrorKind::NotADirectory | ErrorKind::IsADirectory | ErrorKind::AlreadyExists => "@@folder".to_owned(),
        ErrorKind::StorageFull => "@@full".to_owned(),
        ErrorKind::ReadOnlyFilesystem => "@@read-only".to_owned(),
        _ => error.to_string(),
    }
}

/// An environment variable as text, if it is set and is text.
pub fn variable(name: &str) -> Option<String> {
    std::env::var(name).ok()
}

/// The folder that relative paths start from.
///
/// # Errors
/// Whatever the system says.
pub fn current_folder() -> io::Result<PathBuf> {
    std::env::current_dir()
}

/// The program that is running, for starting workers.
///
/// # Errors
/// Whatever the system says.
pub fn program() -> io::Result<PathBuf> {
    std::env::current_exe()
}

/// How many processors may be used.
pub fn processors() -> usize {
    std::thread::available_parallelism().map_or(1, usize::from)
}

/// Peak resident memory of this process in KiB, where the system tells (Linux).
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

    /// Time since the start.
    pub fn elapsed(&self) -> Duration {
        self.0.elapsed()
    }
}
