//! Passphrases: typed without being shown, or read from a file descriptor or the environment. An argument is no source,
//! since every user of a machine can see it.

use std::fs::File;
use std::io::{self, IsTerminal, Read};

/// The source of a passphrase.
#[derive(Clone, Debug)]
pub enum Secret {
    /// The environment variable of this name.
    Variable(String),
    /// An open file descriptor.
    Descriptor(u32),
}

/// The most bytes that are read of a passphrase.
const LONGEST: u64 = 4096;

/// Reads a passphrase from its source, without the line end behind it.
///
/// # Errors
/// `NotFound` if it is missing or empty, `Unsupported` for a descriptor on a system without `/dev/fd`, else the system's
/// error.
pub fn passphrase_of(secret: &Secret) -> io::Result<String> {
    let text = match secret {
        Secret::Variable(name) => std::env::var(name).map_err(|_| io::Error::from(io::ErrorKind::NotFound))?,
        Secret::Descriptor(_) if !cfg!(unix) => return Err(io::ErrorKind::Unsupported.into()),
        Secret::Descriptor(number) => {
            let mut text = String::new();
            File::open(format!("/dev/fd/{number}"))?.take(LONGEST).read_to_string(&mut text)?;
            text
        }
    };
    let text = text.trim_end_matches(['\r', '\n']).to_owned();
    if text.is_empty() { Err(io::ErrorKind::NotFound.into()) } else { Ok(text) }
}

/// Asks for a passphrase on the terminal without showing it; `None` without a terminal.
///
/// # Errors
/// The terminal's error.
pub fn passphrase_typed(question: &str) -> io::Result<Option<String>> {
    if !io::stdin().is_terminal() {
        return Ok(None);
    }
    rpassword::prompt_password(question).map(Some)
}
