//! The user's own editor.

use std::io;
use std::path::Path;

/// Opens a file in an editor of the user's choice and waits until it ends. The editor may be given with arguments.
///
/// # Errors
/// Whatever the system says, or that the editor ended with a failure.
pub fn edit(editor: &str, path: &Path) -> io::Result<()> {
    let mut words = editor.split_whitespace();
    let program = words.next().unwrap_or("vi");
    let status = std::process::Command::new(program).args(words).arg(path).status()?;
    if status.success() { Ok(()) } else { Err(io::Error::other(status.to_string())) }
}
