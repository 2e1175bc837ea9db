//! Shorthand for objects that may be missing, of another kind, or behind a reference.

#![expect(clippy::disallowed_types, reason = "geometry of pages: nothing here is a score")]

use lopdf::{Dictionary, Document, Object};

/// The object behind references; `None` if there is none.
pub(super) fn follow<'a>(document: &'a Document, object: Option<&'a Object>) -> Option<&'a Object> {
    document.dereference(object?).ok().map(|(_, object)| object)
}

/// A dictionary, also that of a stream.
pub(super) fn dictionary<'a>(document: &'a Document, object: Option<&'a Object>) -> Option<&'a Dictionary> {
    match follow(document, object)? {
        Object::Dictionary(dictionary) => Some(dictionary),
        Object::Stream(stream) => Some(&stream.dict),
        _ => None,
    }
}

/// The entries of an array.
pub(super) fn array<'a>(document: &'a Document, object: Option<&'a Object>) -> Option<&'a [Object]> {
    follow(document, object)?.as_array().ok().map(Vec::as_slice)
}

/// A number.
pub(super) fn number(document: &Document, object: Option<&Object>) -> Option<f64> {
    follow(document, object)?.as_float().ok().map(f64::from)
}

/// The first `N` entries of an array as numbers; `None` if there are fewer entries.
pub(super) fn numbers<const N: usize>(document: &Document, object: Option<&Object>) -> Option<[f64; N]> {
    let numbers: Option<Vec<f64>> =
        array(document, object)?.iter().take(N).map(|entry| number(document, Some(entry))).collect();
    numbers?.try_into().ok()
}
