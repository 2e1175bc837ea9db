//! A page as it was read: what is drawn on it, and where.

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
    pub(super) fn with(self, other: Self) -> Self {
        Self {
            left: self.left.min(other.left),
            bottom: self.bottom.min(other.bottom),
            right: self.right.max(other.right),
            top: self.top.max(other.top),
        }
    }

    /// The box grown on every side.
    pub(super) fn grown(self, by: i64) -> Self {
        Self { left: self.left - by, bottom: self.bottom - by, right: self.right + by, top: self.top + by }
    }

    /// The box moved.
    pub(super) fn moved(self, (x, y): (i64, i64)) -> Self {
        Self { left: self.left + x, bottom: self.bottom + y, right: self.right + x, top: self.top + y }
    }

    /// True if the other box lies within this one; edges may coincide.
    pub(super) fn holds(self, other: Self) -> bool {
        self.left <= other.left && self.bottom <= other.bottom && self.right >= other.right && self.top >= other.top
    }

    /// True if the boxes share at least one point.
    pub(super) fn touches(self, other: Self) -> bool {
        self.left <= other.right && other.left <= self.right && self.bottom <= other.top && other.bottom <= self.top
    }

    pub(super) fn width(self) -> i64 {
        self.right - self.left
    }

    pub(super) fn height(self) -> i64 {
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
