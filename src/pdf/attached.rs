//! Reads the files that are attached to a PDF (ISO 32000-1, 7.11.4).

use std::collections::BTreeMap;

use lopdf::{Dictionary, Document};

use super::file::{catalog, entry, text};

/// The most bytes of all attached files together; those of a report have some hundred kilobytes.
const LARGEST: usize = 64 << 20;

/// The associated files of a PDF by name.
pub(crate) fn of(document: &Document) -> BTreeMap<String, Vec<u8>> {
    let list = entry(document, catalog(document), b"AF").and_then(|list| list.as_array().ok());
    let mut left = LARGEST;
    let files = list.into_iter().flatten().filter_map(|object| {
        let specification = document.dereference(object).ok()?.1.as_dict().ok()?;
        let (name, bytes) = one(document, specification, left)?;
        left -= bytes.len();
        Some((name, bytes))
    });
    files.collect()
}

/// The associated file of a name.
pub(crate) fn named(document: &Document, name: &str) -> Option<Vec<u8>> {
    let list = entry(document, catalog(document), b"AF").and_then(|list| list.as_array().ok());
    let mut files = list.into_iter().flatten().filter_map(|object| document.dereference(object).ok()?.1.as_dict().ok());
    let file = files.find(|specification| name_of(document, specification).as_deref() == Some(name))?;
    one(document, file, LARGEST).map(|(_, bytes)| bytes)
}

fn name_of(document: &Document, specification: &Dictionary) -> Option<String> {
    let name = [&b"UF"[..], b"F"].iter().find_map(|key| entry(document, Some(specification), key)?.as_str().ok())?;
    Some(text(name).trim_start_matches('/').to_owned())
}

fn one(document: &Document, specification: &Dictionary, left: usize) -> Option<(String, Vec<u8>)> {
    let name = name_of(document, specification)?;
    let embedded = entry(document, Some(specification), b"EF")?.as_dict().ok()?;
    let stream = entry(document, Some(embedded), b"F")?.as_stream().ok()?;
    let bytes = stream.get_plain_content_with_limit(left).ok()?;
    Some((name, bytes))
}
