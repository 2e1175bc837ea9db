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
mod object;
mod read;
mod standard_fonts;
mod state;
mod words;

#[cfg(test)]
mod tests;

pub use compare::{Declared, Difference, Kind, compare};
pub use words::{find, text};

/// A box on a page.
///
/// Lengths are thousandths of a point, from the lower left corner of the page's visible box, as the page is shown
/// (`Rotate` applied, `UserUnit` not).
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub struct Area {
    /// The left edge.
    pub left: i64,
    /// The lower edge.
    pub bottom: i64,
    /// The right edge.
    pub right: i64,
    /// The upper edge.
    pub top: i64,
}

impl Area {
    /// The smallest box around both.
    fn with(self, other: Self) -> Self {
        Self {
            left: self.left.min(other.left),
            bottom: self.bottom.min(other.bottom),
            right: self.right.max(other.right),
            top: self.top.max(other.top),
        }
    }

    /// The box grown on every side.
    fn grown(self, by: i64) -> Self {
        Self { left: self.left - by, bottom: self.bottom - by, right: self.right + by, top: self.top + by }
    }

    /// The box moved.
    fn moved(self, (x, y): (i64, i64)) -> Self {
        Self { left: self.left + x, bottom: self.bottom + y, right: self.right + x, top: self.top + y }
    }

    /// True if the other box lies within this one; edges may coincide.
    fn holds(self, other: Self) -> bool {
        self.left <= other.left && self.bottom <= other.bottom && self.right >= other.right && self.top >= other.top
    }

    /// True if the boxes share at least one point.
    fn touches(self, other: Self) -> bool {
        self.left <= other.right && other.left <= self.right && self.bottom <= other.top && other.bottom <= self.top
    }

    fn width(self) -> i64 {
        self.right - self.left
    }

    fn height(self) -> i64 {
        self.top - self.bottom
    }
}

/// The kind of a mark.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum What {
    /// The Unicode text of one glyph, which may be white space; U+FFFD if its font gives no text.
    Text(String),
    /// An image.
    Image,
    /// A painted path or shading, or an annotation for which each viewer draws an appearance of its own.
    Shape,
}

/// One thing drawn on a page.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Mark {
    /// The kind of thing that was drawn.
    pub what: What,
    /// Its place, in the lengths of [`Area`]. A glyph goes from its origin to the next one, and from 0.2 of the font
    /// size below its line to 0.8 above. Shapes and images end where their clip surely hides them.
    pub area: Area,
    /// True for text that is placed but not painted, as under a scan (text rendering modes 3 and 7).
    pub invisible: bool,
}

/// A page.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Page {
    /// Its width as shown, in thousandths of a point.
    pub width: i64,
    /// Its height as shown, in thousandths of a point.
    pub height: i64,
    /// Everything that is drawn on it, in the order of drawing.
    pub marks: Vec<Mark>,
}

/// The reason why the pages cannot be read.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Fault {
    /// The page, from 1; 0 if the fault is in the whole document.
    pub page: usize,
    /// One word: `encrypted`, `no-pages`, `page`, `page-box`, `stream` (a content cannot be decoded), `inline-image`
    /// (it has no end), `form-depth`, `states` (too many `q`) or `too-large` (more content than will be read).
    pub reason: &'static str,
}

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
