//! Writes and reads one line of the log: canonical JSON.
//!
//! ```json
//! {"data":{…},"event":"terbit","object":"2023/dinas-x","prev":"<SHA-256>","seq":7,"state":"<SHA-256>","time":"…","version":1}
//! ```
//!
//! Canonical JSON has its keys sorted by their bytes, no spaces, whole numbers only, and text as it was given. A line
//! ends with a line feed, which belongs to the line. `prev` is the SHA-256 of the whole line before, which is also the
//! digest of the file `peristiwa.json` in the version that the line before made. `state` is the SHA-256 of one
//! canonical JSON object, from path to SHA-512, of all other files of the version. So the newest line proves every
//! byte of the store.

use std::collections::BTreeMap;

use serde_json::{Map, Value, json};

use crate::digest::{is_sha256, sha256};

use super::event::{EVENT_FILE, Event, Recorded};
use super::layout;

/// The longest line that is written or read.
pub(super) const LONGEST: usize = 16 << 20;

/// `prev` of the first line.
pub(super) const ORIGIN: &str = "0000000000000000000000000000000000000000000000000000000000000000";

/// Canonical text of a value; none if the value holds a fraction, since programs write fractions differently.
pub(super) fn canonical(value: &Value) -> Option<String> {
    let mut out = String::new();
    put(value, &mut out).then_some(out)
}

fn put(value: &Value, out: &mut String) -> bool {
    match value {
        Value::Number(number) if !(number.is_u64() || number.is_i64()) => return false,
        Value::Array(list) => {
            for (index, item) in list.iter().enumerate() {
                out.push(if index == 0 { '[' } else { ',' });
                if !put(item, out) {
                    return false;
                }
            }
            out.push_str(if list.is_empty() { "[]" } else { "]" });
        }
        Value::Object(map) => {
            let sorted: BTreeMap<&String, &Value> = map.iter().collect();
            for (index, (key, item)) in sorted.into_iter().enumerate() {
                out.push(if index == 0 { '{' } else { ',' });
                out.push_str(&Value::from(key.as_str()).to_string());
                out.push(':');
                if !put(item, out) {
                    return false;
                }
            }
            out.push_str(if map.is_empty() { "{}" } else { "}" });
        }
        plain => out.push_str(&plain.to_string()),
    }
    true
}

/// The value of `state`: one digest over the paths and digests of a version, without its event file.
pub(super) fn state_digest(state: &BTreeMap<String, String>) -> String {
    let rest = state.iter().filter(|(path, _)| *path != EVENT_FILE);
    let map: Map<String, Value> = rest.map(|(path, digest)| (path.clone(), digest.as_str().into())).collect();
    sha256(canonical(&Value::from(map)).unwrap_or_default().as_bytes())
}

/// The line of an event that made this version of this object; none if its data holds a fraction or is too long.
pub(super) fn write(event: &Event, object: &str, version: u32, seq: u64, prev: &str, state: &str) -> Option<Vec<u8>> {
    let line = json!({
        "data": event.data,
        "event": event.kind,
        "object": object,
        "prev": prev,
        "seq": seq,
        "state": state,
        "time": event.time,
        "version": version,
    });
    let mut text = canonical(&line)?;
    text.push('\n');
    (text.len() <= LONGEST).then(|| text.into_bytes())
}

/// Reads a line with its line feed; none unless it is exactly as [`write()`] makes it.
pub(super) fn parse(line: &[u8]) -> Option<Recorded> {
    let value: Value = serde_json::from_slice(line.strip_suffix(b"\n")?).ok()?;
    // A repeated key, a space or another order is not canonical: this program did not write such a line.
    if canonical(&value)?.as_bytes() != &line[..line.len() - 1] {
        return None;
    }
    let map = value.as_object().filter(|map| map.len() == 8)?;
    let text = |key: &str| map.get(key)?.as_str().map(str::to_owned);
    Some(Recorded {
        seq: map.get("seq")?.as_u64()?,
        time: text("time").filter(|time| layout::is_time(time))?,
        event: text("event").filter(|word| is_word(word))?,
        object: text("object").filter(|id| layout::is_object(id))?,
        version: map.get("version")?.as_u64().and_then(|n| u32::try_from(n).ok())?,
        data: canonical(map.get("data")?)?.into_boxed_str(),
        state: text("state").filter(|digest| is_sha256(digest))?,
        prev: text("prev").filter(|digest| is_sha256(digest))?,
    })
}

/// True for a word that may name an event: small letters, digits, `_` and `-`.
pub(super) fn is_word(word: &str) -> bool {
    let plain = |b: u8| b.is_ascii_lowercase() || b.is_ascii_digit() || b == b'_' || b == b'-';
    !word.is_empty() && word.len() <= 40 && word.bytes().all(plain)
}
