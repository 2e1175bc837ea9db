//! Limits the cost of reading one document: a hostile file must end in a fault, before it takes hours or all the
//! memory.

use std::borrow::Cow;

use lopdf::{Document, Error, Object, Stream};

use super::object::follow;

/// The most inflated bytes of all streams together.
const MAX_BYTES: usize = 256 << 20;

/// The most operators, glyphs and the like of all pages together.
const MAX_STEPS: usize = 5_000_000;

/// The bytes and steps that are left.
pub(super) struct Budget {
    bytes: usize,
    steps: usize,
}

impl Budget {
    /// The budget of one document.
    pub(super) fn new() -> Self {
        Self { bytes: MAX_BYTES, steps: MAX_STEPS }
    }

    /// Takes steps; the error is the reason of a fault.
    pub(super) fn step(&mut self, count: usize) -> Result<(), &'static str> {
        self.steps = self.steps.checked_sub(count).ok_or("too-large")?;
        Ok(())
    }

    /// The content of a stream, `most` bytes at most; the error is the reason of a fault.
    pub(super) fn inflate(
        &mut self,
        document: &Document,
        stream: &Stream,
        most: usize,
    ) -> Result<Vec<u8>, &'static str> {
        match direct(document, stream).get_plain_content_with_limit(self.bytes.min(most)) {
            Ok(bytes) => {
                self.bytes = self.bytes.saturating_sub(bytes.len());
                Ok(bytes)
            }
            Err(Error::Decompress(lopdf::DecompressError::MemoryLimitExceeded { .. })) => {
                // The stream was inflated up to the limit. That must cost bytes, or each further stream would do the
                // same work for nothing.
                self.bytes = self.bytes.saturating_sub(most);
                Err("too-large")
            }
            Err(_) => {
                self.step(1000)?;
                Err("stream")
            }
        }
    }
}

/// The stream with its filters in place of references to them. lopdf does not follow such references and would return
/// the bytes undecoded.
fn direct<'a>(document: &'a Document, stream: &'a Stream) -> Cow<'a, Stream> {
    let mut direct = Cow::Borrowed(stream);
    for key in [b"Filter".as_slice(), b"DecodeParms"] {
        let Ok(value) = stream.dict.get(key) else { continue };
        let elsewhere = |value: &Object| matches!(value, Object::Reference(_));
        if elsewhere(value) || value.as_array().is_ok_and(|entries| entries.iter().any(elsewhere)) {
            let resolved = |value| follow(document, Some(value)).cloned().unwrap_or(Object::Null);
            let value = match resolved(value) {
                Object::Array(entries) => Object::Array(entries.iter().map(resolved).collect()),
                value => value,
            };
            direct.to_mut().dict.set(key, value);
        }
    }
    direct
}
