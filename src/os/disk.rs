//! Single steps on the disk. The caller (`archive`) orders them so that a crash between any two of them does no harm.

use std::fs::{self, File, OpenOptions};
use std::io::{self, Read, Write};
use std::path::Path;
use std::time::{SystemTime, UNIX_EPOCH};

use time::UtcDateTime;

/// The kind of an entry of a folder. A link is not followed.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Kind {
    /// A file.
    File,
    /// A folder.
    Folder,
    /// A link, a device, a socket.
    Other,
}

/// Lists the names in a folder with their kinds, sorted, hidden names included. A missing folder counts as empty.
///
/// # Errors
/// The system's error; a missing folder is no error.
pub fn entries(path: &Path) -> io::Result<Vec<(String, Kind)>> {
    let found = match fs::read_dir(path) {
        Ok(found) => found,
        Err(error) if error.kind() == io::ErrorKind::NotFound => return Ok(Vec::new()),
        Err(error) => return Err(error),
    };
    let mut all = Vec::new();
    for entry in found {
        let entry = entry?;
        let kind = entry.file_type()?;
        let kind = match (kind.is_file(), kind.is_dir()) {
            (true, _) => Kind::File,
            (_, true) => Kind::Folder,
            _ => Kind::Other,
        };
        all.push((entry.file_name().to_string_lossy().into_owned(), kind));
    }
    all.sort();
    Ok(all)
}

/// Opens a file for reading piece by piece.
///
/// # Errors
/// The system's error.
pub fn open(path: &Path) -> io::Result<impl Read + use<>> {
    File::open(path)
}

/// Makes a new file with these bytes and flushes it. After a failure the caller removes the rest of it.
///
/// # Errors
/// `AlreadyExists` if there is one, else the system's error.
pub fn write_new(path: &Path, bytes: &[u8]) -> io::Result<()> {
    let mut file = OpenOptions::new().write(true).create_new(true).open(path)?;
    file.write_all(bytes)?;
    file.sync_all()
}

/// Appends bytes to a file, which is made if it is missing, and flushes it. A failure cuts the file to its old length
/// again, if the system lets it.
///
/// # Errors
/// The system's error.
pub fn append(path: &Path, bytes: &[u8]) -> io::Result<()> {
    let mut file = OpenOptions::new().append(true).create(true).open(path)?;
    let length = file.metadata()?.len();
    file.write_all(bytes).and_then(|()| file.sync_all()).inspect_err(|_| drop(file.set_len(length)))
}

/// Cuts a file to a length in bytes and flushes it.
///
/// # Errors
/// The system's error.
pub fn cut(path: &Path, length: u64) -> io::Result<()> {
    let file = OpenOptions::new().write(true).open(path)?;
    file.set_len(length)?;
    file.sync_all()
}

/// Makes a folder and the missing folders above it.
///
/// # Errors
/// The system's error.
pub fn make_folders(path: &Path) -> io::Result<()> {
    fs::create_dir_all(path)
}

/// Renames a file or folder in one step. A file of the new name is replaced.
///
/// # Errors
/// The system's error.
pub fn rename(from: &Path, to: &Path) -> io::Result<()> {
    fs::rename(from, to)
}

/// Removes a file, or a folder with everything in it. If it is missing, nothing happens.
///
/// # Errors
/// The system's error.
pub fn remove(path: &Path) -> io::Result<()> {
    let removed = match path.symlink_metadata() {
        Ok(found) if found.is_dir() => fs::remove_dir_all(path),
        Ok(_) => fs::remove_file(path),
        Err(error) => Err(error),
    };
    removed.or_else(|error| if error.kind() == io::ErrorKind::NotFound { Ok(()) } else { Err(error) })
}

/// Removes an empty folder.
///
/// # Errors
/// The system's error; a folder that holds something stays.
pub fn remove_empty(path: &Path) -> io::Result<()> {
    fs::remove_dir(path)
}

/// Flushes a folder's list of names, where the system can do that.
///
/// # Errors
/// The system's error.
pub fn sync(folder: &Path) -> io::Result<()> {
    if cfg!(unix) { File::open(folder)?.sync_all() } else { Ok(()) }
}

/// Reads this machine's clock, in UTC by RFC 3339 to the second: `2023-05-08T03:04:05Z`.
///
/// The time is recorded and never calculated with: no report may depend on it.
pub fn now() -> String {
    // A clock before 1970 is wrong in any case.
    rfc3339(seconds())
}

/// Reads this machine's clock in seconds since 1970, UTC.
pub fn seconds() -> u64 {
    SystemTime::now().duration_since(UNIX_EPOCH).map_or(0, |since| since.as_secs())
}

/// Seconds since 1970 as a date and time of the Gregorian calendar, `2023-05-08T03:04:05Z`. Whatever lies behind the
/// year 9999 is shown as its last second.
pub fn rfc3339(seconds: u64) -> String {
    let since = i64::try_from(seconds).unwrap_or(i64::MAX);
    let time = UtcDateTime::from_unix_timestamp(since).unwrap_or(UtcDateTime::MAX);
    let ((year, month, day), (hour, minute, second)) = (time.to_calendar_date(), time.as_hms());
    format!("{year:04}-{:02}-{day:02}T{hour:02}:{minute:02}:{second:02}Z", u8::from(month))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn dates_are_those_of_the_calendar() {
        for (seconds, text) in [
            (0, "1970-01-01T00:00:00Z"),
            (951_782_399, "2000-02-28T23:59:59Z"),
            (951_782_400, "2000-02-29T00:00:00Z"),
            (951_868_800, "2000-03-01T00:00:00Z"),
            (1_683_515_045, "2023-05-08T03:04:05Z"),
            (4_107_542_400, "2100-03-01T00:00:00Z"),
            (1_735_689_599, "2024-12-31T23:59:59Z"),
            (u64::MAX, "9999-12-31T23:59:59Z"),
        ] {
            assert_eq!(rfc3339(seconds), text);
        }
    }
}
