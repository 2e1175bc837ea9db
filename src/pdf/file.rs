//! Loads a PDF without any repair, cuts it into revisions, and finds its signatures with the bytes that they cover.
//!
//! Readers repair broken files, each in its own way: one may show a text that another ignores. So a file that needs
//! repair is refused.

use std::collections::BTreeSet;

use lopdf::xref::XrefEntry;
use lopdf::{Dictionary, Document, LoadOptions, Object, ObjectId};

use crate::diag::{Finding, Word, harmless};

use super::bytes::{find, rfind};
use super::strict;

/// How deep fields and pages may be nested.
pub(crate) const DEEPEST: usize = 32;

/// Loads a whole file strictly.
pub(crate) fn load(bytes: &[u8]) -> Result<Document, Finding> {
    if bytes.is_empty() {
        return Err(Word::Empty.plain());
    }
    if !bytes.starts_with(b"%PDF-") {
        return Err(Word::NotPdf.plain());
    }
    let body = ends(bytes).ok_or_else(|| Word::Truncated.plain())?;
    let options = LoadOptions { strict: true, ..LoadOptions::default() };
    let document = Document::load_mem_with_options(bytes, options).map_err(|error| match error {
        lopdf::Error::InvalidPassword | lopdf::Error::AlreadyEncrypted => Word::Encrypted.plain(),
        lopdf::Error::Decryption(_) => Word::Encrypted.plain(),
        other => Word::Unreadable.about(other),
    })?;
    // Some encrypted files open with the empty password, without asking for one.
    if document.is_encrypted() || document.was_encrypted() {
        return Err(Word::Encrypted.plain());
    }
    if document.xref_recovery.is_some() {
        return Err(Word::Unreadable.about("xref"));
    }
    if last_start(body) != Some(document.xref_start) {
        return Err(Word::OtherTable.plain());
    }
    if document.catalog().is_err() || document.get_pages().is_empty() {
        return Err(Word::Unreadable.about("Catalog"));
    }
    strict::check(bytes, &document)?;
    // lopdf leaves out an object that it cannot read; a strict reader would stop there.
    let named = document.reference_table.entries.iter();
    let lost = named.filter(|(id, entry)| match entry {
        XrefEntry::Normal { generation, .. } => !document.has_object((**id, *generation)),
        XrefEntry::Compressed { .. } => !document.has_object((**id, 0)),
        _ => false,
    });
    // lopdf keeps neither the stream of the table itself nor the streams that hold other objects.
    let mut lost = lost.filter(
        |(_, entry)| matches!(entry, XrefEntry::Normal { offset, .. } if !is_container(bytes, *offset as usize)),
    );
    match lost.next() {
        Some((id, _)) => Err(Word::Unreadable.about(format!("{id} 0 obj"))),
        None => Ok(document),
    }
}

fn is_container(bytes: &[u8], offset: usize) -> bool {
    let head = bytes.get(offset..(offset + 400).min(bytes.len())).unwrap_or_default();
    [&b"/ObjStm"[..], b"/XRef"].iter().any(|kind| find(head, kind).is_some())
}

/// The bytes up to `%%EOF`, behind which one end of line may follow. `None` if the file does not end like this.
fn ends(bytes: &[u8]) -> Option<&[u8]> {
    let body = bytes.strip_suffix(b"\r\n").or_else(|| bytes.strip_suffix(b"\n")).or_else(|| bytes.strip_suffix(b"\r"));
    let body = body.unwrap_or(bytes);
    body.ends_with(b"%%EOF").then_some(body)
}

/// The number behind the last `startxref`.
fn last_start(body: &[u8]) -> Option<usize> {
    let at = rfind(body, b"startxref")? + b"startxref".len();
    let text = std::str::from_utf8(body.get(at..)?.strip_suffix(b"%%EOF")?).ok()?;
    text.trim().parse().ok()
}

/// True if the prefix of this length ends like a whole file.
pub(crate) fn is_end(bytes: &[u8], length: usize) -> bool {
    bytes.get(..length).is_some_and(|prefix| ends(prefix).is_some())
}

/// Lengths of all prefixes that end in `%%EOF`, with and without the end of line behind it, shortest first.
pub fn prefixes(bytes: &[u8]) -> Vec<usize> {
    let mut all = Vec::new();
    let mut from = 0;
    while let Some(at) = find(bytes.get(from..).unwrap_or_default(), b"%%EOF") {
        let end = from + at + b"%%EOF".len();
        all.push(end);
        let behind = bytes.get(end..).unwrap_or_default();
        for line in [&b"\r\n"[..], b"\n", b"\r"] {
            if behind.starts_with(line) {
                all.push(end + line.len());
                break;
            }
        }
        from = end;
    }
    all
}

/// A signature field with its value.
#[derive(Debug)]
pub(crate) struct Field {
    /// Full name.
    pub(crate) name: String,
    /// The field's object.
    pub(crate) id: ObjectId,
    /// The object of the signature dictionary, or the reason why the dictionary is refused.
    pub(crate) value: Result<ObjectId, Finding>,
}

/// All fields of the form: object, full name, and kind, which may be inherited.
pub(crate) fn fields(document: &Document) -> Vec<(ObjectId, String, Option<Vec<u8>>)> {
    let mut found = Vec::new();
    let mut seen = BTreeSet::new();
    let Some(form) = entry(document, catalog(document), b"AcroForm").and_then(|form| form.as_dict().ok()) else {
        return found;
    };
    let roots = entry(document, Some(form), b"Fields").and_then(|list| list.as_array().ok());
    for root in roots.into_iter().flatten() {
        if let Ok(id) = root.as_reference() {
            walk(document, id, "", None, DEEPEST, &mut seen, &mut found);
        }
    }
    found
}

fn walk(
    document: &Document,
    id: ObjectId,
    above: &str,
    kind: Option<&[u8]>,
    depth: usize,
    seen: &mut BTreeSet<ObjectId>,
    found: &mut Vec<(ObjectId, String, Option<Vec<u8>>)>,
) {
    let (Some(depth), true) = (depth.checked_sub(1), seen.insert(id)) else { return };
    let Ok(dictionary) = document.get_dictionary(id) else { return };
    let own = entry(document, Some(dictionary), b"T").and_then(|name| name.as_str().ok()).map(text);
    let name = match (above, own) {
        (_, None) => above.to_owned(),
        ("", Some(own)) => own,
        (above, Some(own)) => format!("{above}.{own}"),
    };
    let own_kind = entry(document, Some(dictionary), b"FT").and_then(|kind| kind.as_name().ok());
    let kind = own_kind.or(kind);
    found.push((id, name.clone(), kind.map(<[u8]>::to_vec)));
    let kids = entry(document, Some(dictionary), b"Kids").and_then(|kids| kids.as_array().ok());
    for kid in kids.into_iter().flatten().filter_map(|kid| kid.as_reference().ok()) {
        walk(document, kid, &name, kind, depth, seen, found);
    }
}

/// The signed signature fields, in the order of the ends of the bytes that they cover: the outermost is the last.
pub(crate) fn signed_fields(document: &Document) -> Vec<Field> {
    let signed = fields(document).into_iter().filter(|(_, _, kind)| kind.as_deref() == Some(b"Sig"));
    let mut all: Vec<Field> = signed
        .filter_map(|(id, name, _)| {
            let dictionary = document.get_dictionary(id).ok()?;
            let value = dictionary.get(b"V").ok()?;
            let value = match value {
                Object::Null => return None,
                Object::Reference(value) => match document.reference_table.get(value.0) {
                    Some(XrefEntry::Normal { .. }) => Ok(*value),
                    _ => Err(Word::Compressed.plain()),
                },
                _ => Err(Word::DirectObject.plain()),
            };
            Some(Field { name, id, value })
        })
        .collect();
    let end = |field: &Field| {
        let value = field.value.as_ref().ok()?;
        let range = document.get_dictionary(*value).ok()?.get(b"ByteRange").ok()?.as_array().ok()?;
        let number = |index: usize| range.get(index)?.as_i64().ok();
        number(2)?.checked_add(number(3)?)
    };
    all.sort_by_key(end);
    all
}

/// The bytes that a signature covers: two ranges, the second up to the end that the file had then.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Covered {
    /// End of the first range, which begins at the start of the file.
    pub(crate) first: usize,
    /// Start of the second range.
    pub(crate) second: usize,
    /// End of the second range.
    pub(crate) end: usize,
}

impl Covered {
    pub(crate) fn parts(self, bytes: &[u8]) -> [&[u8]; 2] {
        [bytes.get(..self.first).unwrap_or_default(), bytes.get(self.second..self.end).unwrap_or_default()]
    }
}

/// Checks the ranges of a signature rule by rule: they begin at 0, leave out exactly the contents of this very object,
/// and end at the end of a revision that holds the same object. These rules stop wrapping, incremental saving and
/// forged ranges.
///
/// Returns the ranges, the contents, and the document of that revision if something was added later.
pub(crate) fn covered(
    bytes: &[u8],
    document: &Document,
    id: ObjectId,
) -> Result<(Covered, Vec<u8>, Option<Document>), Finding> {
    let dictionary = document.get_dictionary(id).map_err(|_| Word::DirectObject.plain())?;
    let shape = || Word::RangeShape.plain();
    let range = dictionary.get(b"ByteRange").and_then(Object::as_array).map_err(|_| shape())?;
    let numbers: Option<Vec<usize>> = range.iter().map(|n| usize::try_from(n.as_i64().ok()?).ok()).collect();
    let [0, first, second, long] = numbers.as_deref().ok_or_else(shape)? else { return Err(shape()) };
    let end = second.checked_add(*long).filter(|end| *end <= bytes.len() && first < second).ok_or_else(shape)?;
    let covered = Covered { first: *first, second: *second, end };
    let contents = dictionary.get(b"Contents").and_then(Object::as_str).map_err(|_| Word::GapShape.plain())?;
    let gap = bytes.get(covered.first..covered.second).unwrap_or_default();
    let digits = gap.strip_prefix(b"<").and_then(|gap| gap.strip_suffix(b">"));
    let plain = digits.and_then(|digits| hex::decode(digits).ok()).ok_or_else(|| Word::GapShape.plain())?;
    if plain != contents {
        return Err(Word::GapShape.plain());
    }
    inside(bytes, document, id, covered)?;
    if end == bytes.len() {
        return Ok((covered, plain, None));
    }
    if !is_end(bytes, end) {
        return Err(Word::RangeEnd.plain());
    }
    let revision = load(bytes.get(..end).unwrap_or_default()).map_err(|_| Word::RangeEnd.plain())?;
    let same = revision.get_object(id).ok() == document.get_object(id).ok();
    let held = signed_fields(&revision).iter().any(|field| field.value == Ok(id));
    if same && held { Ok((covered, plain, Some(revision))) } else { Err(Word::RevisionOther.plain()) }
}

/// Checks that the gap lies in the object to which the table leads, directly behind the key `/Contents`.
fn inside(bytes: &[u8], document: &Document, id: ObjectId, covered: Covered) -> Result<(), Finding> {
    let elsewhere = || Word::GapElsewhere.plain();
    let Some(XrefEntry::Normal { offset, .. }) = document.reference_table.get(id.0) else {
        return Err(Word::Compressed.plain());
    };
    let start = *offset as usize;
    let before = bytes.get(start..covered.first).ok_or_else(elsewhere)?;
    let other = document.reference_table.entries.values().any(|entry| match entry {
        XrefEntry::Normal { offset, .. } => (*offset as usize) > start && (*offset as usize) < covered.second,
        _ => false,
    });
    let blank = |byte: &u8| matches!(byte, b' ' | b'\n' | b'\r' | b'\t' | 0 | 12);
    let kept = before.iter().rposition(|byte| !blank(byte)).map_or(0, |at| at + 1);
    let named = before.get(..kept).is_some_and(|before| before.ends_with(b"/Contents"));
    if other || !named {
        return Err(elsewhere());
    }
    Ok(())
}

pub(crate) fn catalog(document: &Document) -> Option<&Dictionary> {
    document.catalog().ok()
}

/// An entry of a dictionary; a reference is followed.
pub(crate) fn entry<'a>(document: &'a Document, dictionary: Option<&'a Dictionary>, key: &[u8]) -> Option<&'a Object> {
    let object = dictionary?.get(key).ok()?;
    document.dereference(object).ok().map(|(_, object)| object)
}

/// A text string as readers show it: UTF-16 or UTF-8 if it begins with their mark, else one character for each byte
/// (ISO 32000-1, 7.9.2).
pub(crate) fn text(bytes: &[u8]) -> String {
    harmless(&plain_text(bytes))
}

fn plain_text(bytes: &[u8]) -> String {
    match bytes {
        [0xfe, 0xff, rest @ ..] => {
            let units: Vec<u16> =
                rest.chunks(2).map(|pair| pair.iter().fold(0, |sum, b| sum << 8 | u16::from(*b))).collect();
            String::from_utf16_lossy(&units)
        }
        [0xef, 0xbb, 0xbf, rest @ ..] => String::from_utf8_lossy(rest).into_owned(),
        plain => plain.iter().map(|byte| char::from(*byte)).collect(),
    }
}

/// Finds scripts, actions that run by themselves, and XFA forms. No report of ours has one, and each can show something
/// other than the signed content.
pub(crate) fn active(document: &Document) -> Vec<Finding> {
    let mut found = Vec::new();
    let catalog = catalog(document);
    let names = entry(document, catalog, b"Names").and_then(|names| names.as_dict().ok());
    let form = entry(document, catalog, b"AcroForm").and_then(|form| form.as_dict().ok());
    for (dictionary, keys) in [(catalog, &[&b"OpenAction"[..], b"AA"][..]), (names, &[b"JavaScript"])] {
        for key in keys {
            if entry(document, dictionary, key).is_some_and(|object| !is_place(document, object)) {
                found.push(Word::Script.about(text(key)));
            }
        }
    }
    if entry(document, form, b"XFA").is_some() {
        found.push(Word::Xfa.plain());
    }
    let kinds: [&[u8]; 4] = [b"JavaScript", b"Launch", b"SubmitForm", b"ImportData"];
    let mut open: Vec<&Object> = document.objects.values().collect();
    while let Some(object) = open.pop() {
        let dictionary = match object {
            Object::Array(list) => {
                open.extend(list);
                continue;
            }
            Object::Dictionary(dictionary) => dictionary,
            Object::Stream(stream) => &stream.dict,
            _ => continue,
        };
        open.extend(dictionary.iter().map(|(_, value)| value));
        let kind = dictionary.get(b"S").and_then(Object::as_name).ok();
        if let Some(kind) = kind.filter(|kind| kinds.contains(kind)) {
            found.push(Word::Script.about(text(kind)));
        }
    }
    found.dedup();
    found
}

/// True if an open action is only a place in the document, so that it runs nothing.
fn is_place(document: &Document, object: &Object) -> bool {
    object.as_array().is_ok()
        || object.as_dict().is_ok_and(|action| {
            entry(document, Some(action), b"S").and_then(|kind| kind.as_name().ok()) == Some(b"GoTo")
        })
}
