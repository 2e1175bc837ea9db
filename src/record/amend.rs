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
    message: (&str, String),
    data: Value,
    file: Option<(&str, &[u8])>,
) -> Result<Deposited, Found> {
    let files = file.into_iter().map(|(path, bytes)| (path.to_owned(), Content::Bytes(bytes))).collect();
    add(writer, record, object, message, data, files, |path| path != EVENT_FILE)
}

/// Deposits an event of this kind with these files, those of the version before that are carried, and a new
/// description. The object may be new.
///
/// # Errors
/// Faults of the store and the disk; nothing has changed then.
pub(crate) fn add(
    writer: &mut Writer,
    record: &Record,
    object: &str,
    (kind, message): (&str, String),
    data: Value,
    files: BTreeMap<String, Content<'_>>,
    carried: fn(&str) -> bool,
) -> Result<Deposited, Found> {
    let newest = match writer.store().newest(object) {
        Some(_) => writer.store().versions(object)?.pop(),
        None => None,
    };
    let version = newest.as_ref().map_or(0, |newest| newest.number) + 1;
    let meta = metadata(object, &record.after(object, version, kind, &data));
    let mut files = files;
    files.insert(META_FILE.to_owned(), Content::Bytes(&meta));
    for path in newest.map(|newest| newest.files).unwrap_or_default().into_keys().filter(|path| carried(path)) {
        files.entry(path).or_insert(Content::Carried);
    }
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
