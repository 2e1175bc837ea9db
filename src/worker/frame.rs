//! The frame: length of the head (u32, little endian), head as JSON, then the blobs that the head announces.

use std::collections::VecDeque;
use std::io::{self, Read, Write};

use serde::de::DeserializeOwned;
use serde::{Deserialize, Serialize};

/// Longest head. A report with its templates is some hundred kilobytes.
const LONGEST_HEAD: usize = 64 << 20;

/// All blobs of a frame together.
const LONGEST_BLOBS: u64 = 512 << 20;

/// What stands in the head beside the content: the lengths of the blobs, in order.
#[derive(Serialize, Deserialize)]
struct Head<T> {
    content: T,
    blobs: Vec<u64>,
}

/// The blobs of a frame that was read, to be taken in order.
pub(super) struct Blobs(VecDeque<Vec<u8>>);

impl Blobs {
    /// The next blob.
    pub(super) fn take(&mut self) -> io::Result<Vec<u8>> {
        self.0.pop_front().ok_or_else(|| invalid("a blob is missing"))
    }

    /// Checks that all blobs were taken.
    pub(super) fn end(self) -> io::Result<()> {
        if self.0.is_empty() { Ok(()) } else { Err(invalid("too many blobs")) }
    }
}

/// Writes a frame and flushes.
pub(super) fn write(out: &mut impl Write, content: &impl Serialize, blobs: &[&[u8]]) -> io::Result<()> {
    let head = Head { content, blobs: blobs.iter().map(|blob| blob.len() as u64).collect() };
    let head = serde_json::to_vec(&head).map_err(io::Error::other)?;
    if head.len() > LONGEST_HEAD || head_sum(blobs.iter().map(|blob| blob.len() as u64)) > LONGEST_BLOBS {
        return Err(invalid("frame too long"));
    }
    let length = u32::try_from(head.len()).map_err(io::Error::other)?;
    out.write_all(&length.to_le_bytes())?;
    out.write_all(&head)?;
    for blob in blobs {
        out.write_all(blob)?;
    }
    out.flush()
}

/// Reads a frame; none at the end of input, if that falls between two frames.
pub(super) fn read<T: DeserializeOwned>(input: &mut impl Read) -> io::Result<Option<(T, Blobs)>> {
    let mut length = [0; 4];
    if !fill_or_end(input, &mut length)? {
        return Ok(None);
    }
    let length = u32::from_le_bytes(length) as usize;
    if length > LONGEST_HEAD {
        return Err(invalid("head too long"));
    }
    let mut head = vec![0; length];
    input.read_exact(&mut head)?;
    let head: Head<T> = serde_json::from_slice(&head).map_err(io::Error::other)?;
    if head_sum(head.blobs.iter().copied()) > LONGEST_BLOBS {
        return Err(invalid("blobs too long"));
    }
    let mut blobs = VecDeque::with_capacity(head.blobs.len());
    for length in head.blobs {
        let mut blob = vec![0; usize::try_from(length).map_err(io::Error::other)?];
        input.read_exact(&mut blob)?;
        blobs.push_back(blob);
    }
    Ok(Some((head.content, Blobs(blobs))))
}

/// Fills the buffer; false if the input ends before its first byte.
fn fill_or_end(input: &mut impl Read, buffer: &mut [u8]) -> io::Result<bool> {
    let first = loop {
        match input.read(buffer) {
            Ok(read) => break read,
            Err(error) if error.kind() == io::ErrorKind::Interrupted => {}
            Err(error) => return Err(error),
        }
    };
    if first > 0 {
        input.read_exact(&mut buffer[first..])?;
    }
    Ok(first > 0)
}

fn head_sum(lengths: impl Iterator<Item = u64>) -> u64 {
    lengths.fold(0, u64::saturating_add)
}

fn invalid(reason: &'static str) -> io::Error {
    io::Error::new(io::ErrorKind::InvalidData, reason)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn frames_follow_each_other_until_the_end() {
        let mut wire = Vec::new();
        write(&mut wire, &"a", &[b"xyz", b""]).expect("writes");
        write(&mut wire, &"b", &[]).expect("writes");
        let mut input = wire.as_slice();
        let (content, mut blobs) = read::<String>(&mut input).expect("reads").expect("a frame");
        assert_eq!((content.as_str(), blobs.take().expect("first")), ("a", b"xyz".to_vec()));
        assert!(blobs.take().expect("second").is_empty() && blobs.take().is_err());
        assert!(read::<String>(&mut input).expect("reads").is_some());
        assert!(read::<String>(&mut input).expect("reads").is_none());
    }

    #[test]
    fn a_frame_cut_short_or_too_long_is_an_error() {
        let mut wire = Vec::new();
        write(&mut wire, &"a", &[b"xyz"]).expect("writes");
        for cut in [1, 5, wire.len() - 1] {
            assert!(read::<String>(&mut &wire[..cut]).is_err(), "{cut}");
        }
        assert!(read::<String>(&mut [0xff; 8].as_slice()).is_err());
        let greedy = br#"{"content":"a","blobs":[99999999999]}"#;
        let mut wire = u32::try_from(greedy.len()).expect("short").to_le_bytes().to_vec();
        wire.extend_from_slice(greedy);
        assert!(read::<String>(&mut wire.as_slice()).is_err());
    }
}
