//! A passphrase: typed without being shown, or read from a file descriptor or the environment. Never an argument, which
//! every user of a machine can see.

use std::fs::File;
use std::io::{self, IsTerminal, Read};

/// Where a passphrase comes from.
#[derive(Clone, Debug)]
pub enum Secret {
    /// An environment variable of this name.
    Variable(String),
    /// An open file descriptor.
    Descriptor(u32),
}

/// The most that is read of a passphrase.
const LONGEST: u64 = 4096;

/// Reads a passphrase from where it is kept; a line feed at its end is no part of it.
///
/// # Errors
/// `NotFound` if there is none, `Unsupported` for descriptors on systems without `/dev/fd`, else what the system says.
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

/// Asks for a passphrase on the terminal without showing it; none if there is no terminal.
///
/// # Errors
/// Whatever the terminal says.
pub fn passphrase_typed(question: &str) -> io::Result<Option<String>> {
    if !io::stdin().is_terminal() {
        return Ok(None);
    }
    rpassword::prompt_password(question).map(Some)
}
