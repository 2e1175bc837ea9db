//! Reads pages with their boxes, contents and annotations.

#![expect(clippy::float_arithmetic, clippy::disallowed_types, reason = "geometry of pages: nothing here is a score")]

use lopdf::{Dictionary, Document, Object, Stream};

use super::geometry::{Matrix, Rect, mill, points};
use super::interpret::Interpreter;
use super::object::{array, dictionary, follow, numbers};
use super::state::State;
use super::{Area, Fault, Mark, Page, What};

/// The most nodes above a page that are asked for an attribute, since their chain can be a circle.
const MAX_PARENTS: usize = 256;

/// Flags of an annotation that is not shown: hidden, no view.
const NOT_SHOWN: i64 = 2 | 32;

/// See [`super::read()`].
pub(super) fn read(document: &Document) -> Result<Vec<Page>, Fault> {
    if document.is_encrypted() {
        return Err(Fault { page: 0, reason: "encrypted" });
    }
    let mut interpreter = Interpreter::new(document);
    let mut pages = Vec::new();
    for (at, id) in document.page_iter().enumerate() {
        let fault = |reason| Fault { page: at + 1, reason };
        let page = document.get_dictionary(id).map_err(|_| fault("page"))?;
        pages.push(read_page(&mut interpreter, page).map_err(fault)?);
    }
    if pages.is_empty() { Err(Fault { page: 0, reason: "no-pages" }) } else { Ok(pages) }
}

fn read_page<'a>(interpreter: &mut Interpreter<'a>, page: &'a Dictionary) -> Result<Page, &'static str> {
    interpreter.budget.step(1)?;
    let document = interpreter.document;
    let (matrix, clip) = shown(document, page).ok_or("page-box")?;
    let state = State::new(matrix, clip);

    let resources = dictionary(document, inherited(document, page, b"Resources"));
    let content = contents(interpreter, page)?;
    interpreter.run(&content, resources, state.clone(), 0)?;
    for annotation in array(document, page.get(b"Annots").ok()).unwrap_or_default() {
        if let Some(annotation) = dictionary(document, Some(annotation)) {
            draw_annotation(interpreter, annotation, matrix, clip)?;
        }
    }
    Ok(Page { width: mill(clip.right), height: mill(clip.top), marks: std::mem::take(&mut interpreter.marks) })
}

/// The map from the page's own lengths to those of the page as it is shown, and the visible box of the page there.
fn shown(document: &Document, page: &Dictionary) -> Option<(Matrix, Rect)> {
    let media = inherited(document, page, b"MediaBox").and_then(|object| numbers(document, Some(object)));
    let media = Rect::corners(media?);
    let crop = inherited(document, page, b"CropBox").and_then(|object| numbers(document, Some(object)));
    // A crop box that reaches beyond the media box is cut; a crop box wholly beside the media box is ignored.
    let shown = crop.and_then(|crop| Rect::corners(crop).meet(media)).unwrap_or(media);
    let turn = match inherited(document, page, b"Rotate").and_then(|object| follow(document, Some(object))) {
        Some(Object::Integer(degrees)) => degrees.rem_euclid(360),
        _ => 0,
    };
    let Rect { left, bottom, right, top } = shown;
    let matrix = Matrix(match turn {
        90 => [0.0, -1.0, 1.0, 0.0, -bottom, right],
        180 => [-1.0, 0.0, 0.0, -1.0, right, top],
        270 => [0.0, 1.0, -1.0, 0.0, top, -left],
        _ => [1.0, 0.0, 0.0, 1.0, -left, -bottom],
    });
    Some((matrix, matrix.bounds(shown)))
}

/// See [`crate::pdf::page::placed`].
pub(super) fn placed(document: &Document, page: &Dictionary, corners: [i64; 4]) -> Option<Area> {
    let (matrix, _) = shown(document, page)?;
    Some(matrix.bounds(Rect::corners(corners.map(points))).area())
}

/// An attribute of the page or of a node above it.
fn inherited<'a>(document: &'a Document, page: &'a Dictionary, key: &[u8]) -> Option<&'a Object> {
    let mut node = page;
    for _ in 0..MAX_PARENTS {
        if let Some(value) = follow(document, node.get(key).ok()).filter(|value| !value.is_null()) {
            return Some(value);
        }
        node = dictionary(document, node.get(b"Parent").ok())?;
    }
    None
}

/// The content streams of a page, one after the other.
fn contents(interpreter: &mut Interpreter<'_>, page: &Dictionary) -> Result<Vec<u8>, &'static str> {
    let document = interpreter.document;
    let single = page.get(b"Contents").ok();
    let parts = array(document, single).unwrap_or(single.map_or(&[], std::slice::from_ref));
    let mut content = Vec::new();
    for part in parts {
        interpreter.budget.step(1)?;
        if let Some(Object::Stream(stream)) = follow(document, Some(part)) {
            content.extend(interpreter.budget.inflate(document, stream, usize::MAX)?);
            // A token never continues in the next stream.
            content.push(b'\n');
        }
    }
    Ok(content)
}

fn draw_annotation<'a>(
    interpreter: &mut Interpreter<'a>,
    annotation: &'a Dictionary,
    page: Matrix,
    clip: Rect,
) -> Result<(), &'static str> {
    interpreter.budget.step(1)?;
    let document = interpreter.document;
    let subtype = annotation.get(b"Subtype").and_then(Object::as_name).unwrap_or_default();
    let flags = follow(document, annotation.get(b"F").ok()).and_then(|flags| flags.as_i64().ok()).unwrap_or(0);
    let Some(place) = numbers(document, annotation.get(b"Rect").ok()).map(Rect::corners) else { return Ok(()) };
    if flags & NOT_SHOWN != 0 || subtype == b"Popup" {
        return Ok(());
    }
    let Some(form) = appearance(document, annotation) else {
        let field = dictionary(document, annotation.get(b"Parent").ok());
        let kind = annotation.get(b"FT").or_else(|error| field.map_or(Err(error), |field| field.get(b"FT")));
        let silent = subtype == b"Link" || subtype == b"Widget" && matches!(kind.and_then(Object::as_name), Ok(b"Sig"));
        let empty = place.left >= place.right || place.bottom >= place.top;
        if let Some(area) = page.bounds(place).meet(clip).filter(|_| !silent && !empty) {
            interpreter.marks.push(Mark { what: What::Shape, area: area.area(), invisible: false });
        }
        return Ok(());
    };
    // The appearance is moved and stretched so that its box, turned by its matrix, fills the rectangle.
    let bounds = numbers(document, form.dict.get(b"BBox").ok()).map_or(Rect::EMPTY, Rect::corners);
    let own = numbers(document, form.dict.get(b"Matrix").ok()).map_or(Matrix::IDENTITY, Matrix);
    let from = own.bounds(bounds);
    let stretch = |from: f64, to: f64| if from > 0.0 { to / from } else { 1.0 };
    let across = stretch(from.right - from.left, place.right - place.left);
    let up = stretch(from.top - from.bottom, place.top - place.bottom);
    let fit = Matrix([across, 0.0, 0.0, up, place.left - from.left * across, place.bottom - from.bottom * up]);
    interpreter.form(form, None, State::new(fit.then(page), clip), 1)
}

/// The normal appearance of an annotation, in its present state.
fn appearance<'a>(document: &'a Document, annotation: &'a Dictionary) -> Option<&'a Stream> {
    let normal = dictionary(document, annotation.get(b"AP").ok())?.get(b"N").ok();
    match follow(document, normal)? {
        Object::Stream(form) => Some(form),
        Object::Dictionary(states) => {
            let state = annotation.get(b"AS").and_then(Object::as_name).ok()?;
            follow(document, states.get(state).ok())?.as_stream().ok()
        }
        _ => None,
    }
}
