//! Reads everything that the pages of a PDF show, and compares two PDFs by it.
//!
//! The text of a glyph is the text that its font gives: a font that lies about its glyphs is believed. Text under a
//! later shape counts as visible, and so does optional content.

use lopdf::Document;

mod budget;
mod cmap;
mod compare;
mod font;
mod geometry;
mod interpret;
mod lex;
mod matching;
mod model;
mod object;
mod read;
mod standard_fonts;
mod state;
mod words;

#[cfg(test)]
mod tests;

pub use compare::{Declared, Difference, Kind, compare};
pub use model::{Area, Fault, Mark, Page, What};
pub use words::{find, text};

/// Reads everything that is drawn on each page.
///
/// Lengths are those of [`Area`]. Marks wholly outside the visible box of the page are left out. Fonts that cannot be
/// read give U+FFFD. Content that cannot be read is a [`Fault`], since it could show anything.
pub fn read(document: &Document) -> Result<Vec<Page>, Fault> {
    read::read(document)
}

/// The place at which a page shows a box. The corners of the box are in the page's own lengths, in thousandths of a
/// point: left, bottom, right, top. `None` if the page does not tell its size.
pub(super) fn placed(document: &Document, page: &lopdf::Dictionary, corners: [i64; 4]) -> Option<Area> {
    read::placed(document, page, corners)
}

/// A scanned page shows fewer glyphs than this: they are a few words of a stamp.
const MAX_STAMP: usize = 200;

/// The number of squares along each side of a page. The cover of images is measured in these squares.
const GRID: i64 = 20;

/// True if the pages are scans.
///
/// On every page of a scan, images cover at least 80 % of the page and fewer than 200 glyphs are visible. A document
/// without pages is not a scan.
pub fn is_scan(pages: &[Page]) -> bool {
    !pages.is_empty() && pages.iter().all(is_scanned)
}

fn is_scanned(page: &Page) -> bool {
    let visible = |mark: &&Mark| !mark.invisible && matches!(&mark.what, What::Text(text) if !text.trim().is_empty());
    let mut covered = [[false; GRID as usize]; GRID as usize];
    for image in page.marks.iter().filter(|mark| mark.what == What::Image) {
        for (row, y) in covered.iter_mut().zip(0..GRID) {
            let y = page.height * (2 * y + 1) / (2 * GRID);
            if (image.area.bottom..=image.area.top).contains(&y) {
                for (square, x) in row.iter_mut().zip(0..GRID) {
                    let x = page.width * (2 * x + 1) / (2 * GRID);
                    *square |= (image.area.left..=image.area.right).contains(&x);
                }
            }
        }
    }
    let squares = covered.iter().flatten().filter(|&&square| square).count();
    squares * 100 >= 80 * covered.len() * covered.len() && page.marks.iter().filter(visible).count() < MAX_STAMP
}
