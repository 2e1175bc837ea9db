//! Digests in hexadecimal: SHA-256 for the program's own, SHA-512 where OCFL and BagIt want it.

use std::io::{self, Read};

use sha2::{Digest, Sha256, Sha512};

/// SHA-256 in hexadecimal, small letters.
pub fn sha256(bytes: &[u8]) -> String {
    hex::encode(Sha256::digest(bytes))
}

/// SHA-512 in hexadecimal, small letters.
pub fn sha512(bytes: &[u8]) -> String {
    hex::encode(Sha512::digest(bytes))
}

/// True for a text as [`sha256`] writes it.
pub fn is_sha256(text: &str) -> bool {
    is_hex(text, 64)
}

/// True for a text as [`sha512`] writes it.
pub fn is_sha512(text: &str) -> bool {
    is_hex(text, 128)
}

fn is_hex(text: &str, length: usize) -> bool {
    text.len() == length && text.bytes().all(|b| matches!(b, b'0'..=b'9' | b'a'..=b'f'))
}

/// Both digests of a file, and its length.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Digests {
    /// SHA-512 in hexadecimal.
    pub sha512: String,
    /// SHA-256 in hexadecimal.
    pub sha256: String,
    /// Length in bytes.
    pub bytes: u64,
}

/// Reads a source of any size to its end, piece by piece.
///
/// # Errors
/// The error of the source.
pub fn read(mut source: impl Read) -> io::Result<Digests> {
    let (mut long, mut short, mut bytes) = (Sha512::new(), Sha256::new(), 0);
    let mut piece = vec![0; 1 << 16];
    loop {
        let length = source.read(&mut piece)?;
        if length == 0 {
            let (sha512, sha256) = (hex::encode(long.finalize()), hex::encode(short.finalize()));
            return Ok(Digests { sha512, sha256, bytes });
        }
        long.update(&piece[..length]);
        short.update(&piece[..length]);
        bytes += length as u64;
    }
}

/// The SHA-256 of the bytes added so far.
#[derive(Clone, Debug, Default)]
pub struct Growing(Sha256);

impl Growing {
    /// Adds bytes behind the earlier ones.
    pub fn add(&mut self, bytes: &[u8]) {
        self.0.update(bytes);
    }

    /// The digest up to here in hexadecimal.
    pub fn sha256(&self) -> String {
        hex::encode(self.0.clone().finalize())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const SHORT: &str = "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad";

    #[test]
    fn digests_are_those_of_the_standard() {
        // FIPS 180-2, B.1 and C.1.
        assert_eq!(sha256(b"abc"), SHORT);
        assert!(sha512(b"abc").starts_with("ddaf35a193617abacc417349ae20413112e6fa4e89a97ea2"));
        let read = read(b"abc".as_slice()).expect("reads");
        assert_eq!(read, Digests { sha512: sha512(b"abc"), sha256: SHORT.to_owned(), bytes: 3 });
        let mut growing = Growing::default();
        growing.add(b"a");
        assert_eq!(growing.sha256(), sha256(b"a"));
        growing.add(b"bc");
        assert_eq!(growing.sha256(), SHORT);
    }

    #[test]
    fn only_small_letters_of_the_right_number_are_a_digest() {
        assert!(is_sha256(SHORT) && !is_sha512(SHORT) && is_sha512(&SHORT.repeat(2)));
        assert!(!is_sha256(&SHORT.to_uppercase()) && !is_sha256(&SHORT[1..]));
    }
}
