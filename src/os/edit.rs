//! The user's own editor.

use std::io;
use std::path::Path;

/// Opens a file in the user's editor and waits until the editor ends. `editor` may carry arguments.
///
/// # Errors
/// The system's error, or the failure that the editor ended with.
pub fn edit(editor: &str, path: &Path) -> io::Result<()> {
    let mut words = editor.split_whitespace();
    let program = words.next().unwrap_or("vi");
    let status = std::process::Command::new(program).args(words).arg(path).status()?;
    if status.success() { Ok(()) } else { Err(io::Error::other(status.to_string())) }
}
