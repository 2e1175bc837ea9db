//! The frame: its length (u32, little endian), then the content in CBOR (RFC 8949), byte strings as they are.

use std::io::{self, Read, Write};

use ciborium::de::Error;
use serde::Serialize;
use serde::de::DeserializeOwned;

/// Longest frame. A report with its templates is some hundred kilobytes, a long PDF some megabytes.
const LONGEST: u32 = 576 << 20;

/// Writes a frame and flushes.
pub(super) fn write(out: &mut impl Write, content: &impl Serialize) -> io::Result<()> {
    let mut body = Vec::new();
    ciborium::into_writer(content, &mut body).map_err(io::Error::other)?;
    let length = u32::try_from(body.len()).ok().filter(|length| *length <= LONGEST);
    out.write_all(&length.ok_or_else(|| invalid("frame too long"))?.to_le_bytes())?;
    out.write_all(&body)?;
    out.flush()
}

/// Reads a frame; none at the end of input, if that falls between two frames. No more is held than has arrived,
/// whatever lengths the content announces.
pub(super) fn read<T: DeserializeOwned>(input: &mut impl Read) -> io::Result<Option<T>> {
    let mut length = [0; 4];
    if !fill_or_end(input, &mut length)? {
        return Ok(None);
    }
    let length = u32::from_le_bytes(length);
    if length > LONGEST {
        return Err(invalid("frame too long"));
    }
    let mut body = input.take(length.into());
    let content = ciborium::from_reader(&mut body).map_err(|error| match error {
        Error::Io(error) => error,
        other => io::Error::new(io::ErrorKind::InvalidData, other),
    })?;
    if body.limit() > 0 { Err(invalid("more than one content in a frame")) } else { Ok(Some(content)) }
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

fn invalid(reason: &'static str) -> io::Error {
    io::Error::new(io::ErrorKind::InvalidData, reason)
}

#[cfg(test)]
mod tests {
    use serde_bytes::ByteBuf;

    use super::*;

    /// A frame around bytes that need not be CBOR.
    fn framed(body: &[u8]) -> Vec<u8> {
        [&u32::try_from(body.len()).expect("short").to_le_bytes(), body].concat()
    }

    #[test]
    fn frames_follow_each_other_until_the_end() {
        let mut wire = Vec::new();
        write(&mut wire, &("a", ByteBuf::from(*b"xyz"))).expect("writes");
        write(&mut wire, &("b", ByteBuf::new())).expect("writes");
        let mut input = wire.as_slice();
        let mut next = || read::<(String, ByteBuf)>(&mut input).expect("reads");
        assert_eq!(next(), Some(("a".to_owned(), ByteBuf::from(*b"xyz"))));
        assert_eq!(next(), Some(("b".to_owned(), ByteBuf::new())));
        assert_eq!(next(), None);
    }

    #[test]
    fn bytes_stand_in_a_frame_as_they_are() {
        let mut wire = Vec::new();
        write(&mut wire, &ByteBuf::from(vec![255; 1 << 20])).expect("writes");
        assert!(wire.len() < (1 << 20) + 16, "{}", wire.len());
    }

    #[test]
    fn a_frame_cut_short_or_too_long_is_an_error() {
        let mut wire = Vec::new();
        write(&mut wire, &("a", ByteBuf::from(*b"xyz"))).expect("writes");
        for cut in 1..wire.len() {
            assert!(read::<(String, ByteBuf)>(&mut &wire[..cut]).is_err(), "{cut}");
        }
        assert!(read::<String>(&mut [0xff; 8].as_slice()).is_err());
        // The text ends before its frame does.
        assert!(read::<String>(&mut framed(b"\x61ab").as_slice()).is_err());
    }

    #[test]
    fn lengths_that_a_content_only_announces_cost_nothing() {
        let eight = |kind: u8| framed(&[&[kind | 27][..], &[0xff; 8], b"abc"].concat());
        assert!(read::<ByteBuf>(&mut eight(0x40).as_slice()).is_err());
        assert!(read::<String>(&mut eight(0x60).as_slice()).is_err());
        assert!(read::<Vec<u64>>(&mut eight(0x80).as_slice()).is_err());
        assert!(read::<serde_json::Value>(&mut eight(0xa0).as_slice()).is_err());
        // A list in a list in a list …
        assert!(read::<serde_json::Value>(&mut framed(&[0x81; 100_000]).as_slice()).is_err());
    }

    proptest::proptest! {
        #[test]
        fn no_frame_makes_it_panic(body in proptest::collection::vec(proptest::num::u8::ANY, 0..200)) {
            let _ = read::<crate::worker::Order>(&mut framed(&body).as_slice());
            let _ = read::<serde_json::Value>(&mut framed(&body).as_slice());
        }
    }
}
