//! Adding to what was issued: a version that carries everything of the one before, with its description anew.

use std::collections::BTreeMap;

use serde_json::Value;

use crate::archive::{Content, Deposited, EVENT_FILE, Event, Writer};
use crate::diag::Diagnostic;
use crate::os;

use super::issue::user;
use super::issued::{self, Issued, META_FILE};
use super::kept;

/// Deposits an event of this kind about an object that was issued, and the file that came with it, if one did.
///
/// # Errors
/// Faults of the store and the disk; nothing has changed then.
pub(super) fn amend(
    writer: &mut Writer,
    issued: &Issued,
    object: &str,
    (kind, message): (&str, String),
    data: Value,
    file: Option<(&str, &[u8])>,
) -> Result<Deposited, Vec<Diagnostic>> {
    let newest = writer.store().versions(object).map_err(|fault| vec![*fault])?.pop();
    let version = newest.as_ref().map_or(0, |newest| newest.number) + 1;
    let meta = kept::metadata(object, &issued::after(issued, object, version, kind, &data));
    let before = newest.map(|newest| newest.files).unwrap_or_default().into_keys();
    let carried = before.filter(|path| path != EVENT_FILE).map(|path| (path, Content::Carried));
    let mut files: BTreeMap<String, Content<'_>> = carried.collect();
    files.insert(META_FILE.to_owned(), Content::Bytes(&meta));
    files.extend(file.map(|(path, bytes)| (path.to_owned(), Content::Bytes(bytes))));
    writer.deposit(object, &files, &Event { kind: kind.to_owned(), message, user: user(), time: os::now(), data })
}
