//! Locks on files, held by this process until they are dropped.

use std::fs::{self, File, OpenOptions};
use std::io;
use std::path::Path;

/// A lock that is held until it is dropped.
#[derive(Debug)]
pub struct Lock(File);

impl Drop for Lock {
    fn drop(&mut self) {
        // Closing the file is not enough: a process that starts at this moment still holds a copy of it.
        let _ = self.0.unlock();
    }
}

/// Locks a file for this process alone, or fails at once. The file is made if it is missing.
///
/// # Errors
/// `WouldBlock` if another process holds the file, else the system's error.
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

/// Locks a file together with other readers, so that no process can lock it alone; `None` if there is no such file.
///
/// # Errors
/// `WouldBlock` if another process holds the file alone, else the system's error.
pub fn lock_shared(path: &Path) -> io::Result<Option<Lock>> {
    let file = match File::open(path) {
        Ok(file) => file,
        Err(error) if error.kind() == io::ErrorKind::NotFound => return Ok(None),
        Err(error) => return Err(error),
    };
    match file.try_lock_shared() {
        Ok(()) => Ok(Some(Lock(file))),
        Err(fs::TryLockError::WouldBlock) => Err(io::ErrorKind::WouldBlock.into()),
        Err(fs::TryLockError::Error(error)) => Err(error),
    }
}
