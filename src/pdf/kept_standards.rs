//! Finds the losses of PDF/A and PDF/UA that a signature or a server can cause. This is no validator: it looks only at
//! additions to a file that was valid before (ISO 19005-3, 6.1.3, 6.3, 6.4; ISO 14289-1, 7.18).

use lopdf::{Dictionary, Document, Object};

use crate::diag::{Finding, Word};

use super::bytes::find;
use super::file::{catalog, entry, fields, text};
use super::widget::visible;

/// Print must be on, and Invisible, Hidden, NoView and ToggleNoView off: ISO 19005-3, 6.3.2.
const PRINT: i64 = 0b100;
const UNSEEN: i64 = 0b1_0010_0011;

/// The requirements of the standards that the file no longer meets.
pub(crate) fn lost(document: &Document) -> Vec<Finding> {
    let mut found = Vec::new();
    if document.trailer.get(b"ID").is_err() {
        found.push(Word::IdLost.plain());
    }
    let catalog = catalog(document);
    let metadata = entry(document, catalog, b"Metadata").and_then(|metadata| metadata.as_stream().ok());
    let claim = metadata.and_then(|stream| stream.get_plain_content_with_limit(1 << 22).ok());
    if claim.is_none_or(|xmp| find(&xmp, b"pdfaid").is_none()) {
        found.push(Word::ClaimLost.plain());
    }
    if entry(document, catalog, b"StructTreeRoot").is_none() || entry(document, catalog, b"MarkInfo").is_none() {
        found.push(Word::TagsLost.plain());
    }
    let form = entry(document, catalog, b"AcroForm").and_then(|form| form.as_dict().ok());
    if entry(document, form, b"NeedAppearances").is_some_and(|flag| matches!(flag, Object::Boolean(true))) {
        found.push(Word::NeedAppearances.plain());
    }
    for (id, name, kind) in fields(document) {
        let Ok(field) = document.get_dictionary(id) else { continue };
        if kind.as_deref() == Some(b"Sig") && field.has(b"Rect") {
            widget(document, &name, field, &mut found);
        }
    }
    found
}

fn widget(document: &Document, name: &str, field: &Dictionary, found: &mut Vec<Finding>) {
    let flags = entry(document, Some(field), b"F").and_then(|flags| flags.as_i64().ok()).unwrap_or(0);
    if flags & PRINT == 0 || flags & UNSEEN != 0 {
        found.push(Word::WidgetFlags.about(name));
    }
    if visible(document, field).is_some() {
        // ISO 14289-1, 7.18.1 and 7.18.4: a visible field has a description and stands inside a Form tag.
        if !field.has(b"TU") || !field.has(b"StructParent") {
            found.push(Word::WidgetUntagged.about(name));
        }
        let looks = entry(document, Some(field), b"AP").and_then(|looks| looks.as_dict().ok());
        let normal = entry(document, looks, b"N").and_then(|normal| normal.as_stream().ok());
        if let Some(normal) = normal {
            fonts(document, &normal.dict, 8, found);
        }
    }
}

/// Finds fonts that are not embedded, in an appearance and in the appearances inside it.
fn fonts(document: &Document, appearance: &Dictionary, depth: usize, found: &mut Vec<Finding>) {
    let Some(depth) = depth.checked_sub(1) else { return };
    let resources = entry(document, Some(appearance), b"Resources").and_then(|all| all.as_dict().ok());
    let inside = |key: &[u8]| {
        let all = entry(document, resources, key).and_then(|all| all.as_dict().ok());
        all.into_iter().flat_map(|all| all.iter()).filter_map(|(_, object)| document.dereference(object).ok())
    };
    for (_, font) in inside(b"Font") {
        let Ok(font) = font.as_dict() else { continue };
        let below = entry(document, Some(font), b"DescendantFonts").and_then(|list| list.as_array().ok()?.first());
        let below =
            below.and_then(|below| document.dereference(below).ok()).and_then(|(_, below)| below.as_dict().ok());
        let descriptor = entry(document, Some(below.unwrap_or(font)), b"FontDescriptor").and_then(|d| d.as_dict().ok());
        let embedded =
            descriptor.is_some_and(|d| [&b"FontFile"[..], b"FontFile2", b"FontFile3"].iter().any(|k| d.has(k)));
        if !embedded {
            let name = entry(document, Some(font), b"BaseFont").and_then(|name| name.as_name().ok()).map(text);
            let lost = Word::FontNotEmbedded.about(name.unwrap_or_default());
            if !found.contains(&lost) {
                found.push(lost);
            }
        }
    }
    for (_, object) in inside(b"XObject") {
        if let Ok(stream) = object.as_stream() {
            fonts(document, &stream.dict, depth, found);
        }
    }
}
