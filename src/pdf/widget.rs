//! The visible boxes of signatures, with their places on the page as it is shown.

use lopdf::{Dictionary, Document, Object, ObjectId};

use super::file::{entry, fields};
use super::page;

/// The visible box of a signature.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Widget {
    /// Name of the field.
    pub field: String,
    /// Page, from 1; 0 if no page shows the box.
    pub page: usize,
    /// Left, bottom, right, top in thousandths of a point.
    pub area: [i64; 4],
}

/// The visible boxes of all signature fields.
pub(crate) fn all(document: &Document) -> Vec<Widget> {
    let fields = fields(document).into_iter().filter(|(_, _, kind)| kind.as_deref() == Some(b"Sig"));
    fields.flat_map(|(id, name, _)| boxes(document, &name, id)).collect()
}

/// The visible boxes of a field: one for each page that shows it, or one on no page.
pub(crate) fn boxes(document: &Document, name: &str, id: ObjectId) -> Vec<Widget> {
    let Some(area) = document.get_dictionary(id).ok().and_then(|field| visible(document, field)) else {
        return Vec::new();
    };
    let mut all = Vec::new();
    for (number, page) in document.get_pages() {
        let Ok(page) = document.get_dictionary(page) else { continue };
        let list = entry(document, Some(page), b"Annots").and_then(|list| list.as_array().ok());
        if list.is_some_and(|list| list.contains(&Object::Reference(id))) {
            // If the page does not tell its size, the box may be anywhere.
            let area = page::placed(document, page, area).map_or(EVERYWHERE, |a| [a.left, a.bottom, a.right, a.top]);
            let page = usize::try_from(number).unwrap_or(0);
            all.push(Widget { field: name.to_owned(), page, area });
        }
    }
    if all.is_empty() {
        all.push(Widget { field: name.to_owned(), page: 0, area });
    }
    all
}

/// The area of a box whose place is unknown.
const EVERYWHERE: [i64; 4] = [-FAR, -FAR, FAR, FAR];

/// A thousand metres, in thousandths of a point: further than any page.
const FAR: i64 = 3_000_000_000;

/// The area of an annotation; `None` if the annotation is hidden or has no size (ISO 32000-1, 12.5.3).
pub(crate) fn visible(document: &Document, annotation: &Dictionary) -> Option<[i64; 4]> {
    let flags = entry(document, Some(annotation), b"F").and_then(|flags| flags.as_i64().ok()).unwrap_or(0);
    let list = entry(document, Some(annotation), b"Rect")?.as_array().ok()?;
    let numbers: Option<Vec<i64>> =
        list.iter().map(|one| document.dereference(one).ok().and_then(|(_, one)| thousandths(one))).collect();
    let numbers = numbers.and_then(|all| <[i64; 4]>::try_from(all).ok()).unwrap_or(EVERYWHERE);
    let [a, b, c, d] = numbers.map(|number| number.clamp(-FAR, FAR));
    let area = [a.min(c), b.min(d), a.max(c), b.max(d)];
    (area[0] < area[2] && area[1] < area[3] && flags & 0b10 == 0).then_some(area)
}

/// A number of a PDF in thousandths. A real number is read through its text, so that nothing calculates with a float.
fn thousandths(object: &Object) -> Option<i64> {
    match object {
        Object::Integer(whole) => whole.checked_mul(1000),
        Object::Real(real) => {
            let text = format!("{real:.3}");
            text.replace('.', "").parse().ok()
        }
        _ => None,
    }
}
