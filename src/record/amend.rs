//! Adds a version to an issued object: the files of the version before it, a new event, and a new description.

use std::collections::BTreeMap;

use serde_json::Value;

use crate::archive::{Content, Deposited, EVENT_FILE, Event, User, Writer};
use crate::diag::Found;
use crate::os;

use super::Record;
use super::issued::META_FILE;
use super::meta::metadata;

/// Deposits an event of this kind about an issued object, with the file that came along, if there is one.
///
/// # Errors
/// Faults of the store and the disk; nothing has changed then.
pub(crate) fn amend(
    writer: &mut Writer,
    record: &Record,
    object: &str,
    (kind, message): (&str, String),
    data: Value,
    file: Option<(&str, &[u8])>,
) -> Result<Deposited, Found> {
    let newest = writer.store().versions(object)?.pop();
    let version = newest.as_ref().map_or(0, |newest| newest.number) + 1;
    let meta = metadata(object, &record.after(object, version, kind, &data));
    let before = newest.map(|newest| newest.files).unwrap_or_default().into_keys();
    let carried = before.filter(|path| path != EVENT_FILE).map(|path| (path, Content::Carried));
    let mut files: BTreeMap<String, Content<'_>> = carried.collect();
    files.insert(META_FILE.to_owned(), Content::Bytes(&meta));
    files.extend(file.map(|(path, bytes)| (path.to_owned(), Content::Bytes(bytes))));
    writer.deposit(object, &files, &Event { kind: kind.to_owned(), message, user: user(), time: os::now(), data })
}

/// The person who issues: `LHE_PETUGAS`, else the user of this machine. Only the archive records the name.
pub fn user() -> User {
    let named = ["LHE_PETUGAS", "USER", "USERNAME"].into_iter().find_map(os::variable);
    let name = named.map(|name| name.trim().to_owned()).filter(|name| !name.is_empty());
    let name = name.unwrap_or_else(|| "lhe".to_owned());
    // RFC 8141: every other byte is written as %XX.
    let plain = |b: u8| match b {
        b'A'..=b'Z' | b'a'..=b'z' | b'0'..=b'9' | b'-' | b'.' | b'_' => char::from(b).to_string(),
        other => format!("%{other:02X}"),
    };
    let address = format!("urn:lhe:petugas:{}", name.bytes().map(plain).collect::<String>());
    User { name, address }
}
