//! A page after flattening, and the few functions of geometry that the rules share.

use typst::layout::{Abs, Point, Ratio, Rect, Size, Transform};
use typst::syntax::Span;
use typst::text::TextItem;
use typst::visualize::{Curve, FillRule, Paint, ProcessColorSpace};

/// All pages, and the table cells that were cut.
pub(super) struct Flat<'a> {
    pub(super) pages: Vec<Page<'a>>,
    pub(super) cells: Vec<Cell>,
}

/// One page.
pub(super) struct Page<'a> {
    /// Number of the sheet, from 1.
    pub(super) number: usize,
    pub(super) size: Size,
    /// Colour of the paper; `None` unless it is one solid colour.
    pub(super) paper: Option<[u8; 4]>,
    pub(super) runs: Vec<Run<'a>>,
    pub(super) marks: Vec<Mark<'a>>,
    pub(super) lines: Vec<Line>,
}

impl Page<'_> {
    pub(super) fn new(number: usize, size: Size, paper: Option<[u8; 4]>) -> Self {
        Self { number, size, paper, runs: Vec::new(), marks: Vec::new(), lines: Vec::new() }
    }
}

/// The elements around an item.
#[derive(Clone, Copy, Debug, Default)]
pub(super) struct Context {
    /// Inside decoration: an artifact other than a page header or footer. Rules about text pass it over.
    pub(super) decoration: bool,
    /// Inside a page header or footer.
    pub(super) marginal: bool,
    /// Inside a table header or footer that is printed again.
    pub(super) repeated: bool,
    pub(super) heading: bool,
    pub(super) outline: bool,
    pub(super) footnote: bool,
    /// Subscript or superscript.
    pub(super) script: bool,
}

impl Context {
    /// True for an item of the page's body that is not repeated.
    pub(super) fn is_body(self) -> bool {
        !(self.decoration || self.marginal || self.repeated)
    }
}

/// A run of text with visible characters.
pub(super) struct Run<'a> {
    pub(super) item: &'a TextItem,
    /// The box of the text: its width without spaces at the ends, from the baseline up to the height of capitals. A box
    /// from descender to ascender would touch its neighbours wherever lines are set tight.
    pub(super) core: Rect,
    /// The size of the text on the page.
    pub(super) em: Abs,
    /// The height of capitals on the page.
    pub(super) cap: Abs,
    /// True if the text is parallel to the page. The core of a slanted text is larger than the text.
    pub(super) straight: bool,
    /// The part of the page that is shown here.
    pub(super) clip: Option<Rect>,
    pub(super) context: Context,
    /// Position in the order of painting.
    pub(super) z: usize,
}

/// An image or a shape.
pub(super) struct Mark<'a> {
    /// The part of it that is shown.
    pub(super) bounds: Rect,
    pub(super) kind: MarkKind<'a>,
    pub(super) context: Context,
    pub(super) z: usize,
    pub(super) span: Span,
}

/// The kind of a mark.
pub(super) enum MarkKind<'a> {
    Image,
    /// A shape with a fill. The colour is `None` for gradients and patterns.
    Filled {
        colour: Option<[u8; 4]>,
        outline: Option<Outline<'a>>,
    },
    /// A shape with a stroke only.
    Stroked,
}

/// The outline of a shape that is no rectangle. `inverse` turns a point of the page into a point of the curve.
pub(super) struct Outline<'a> {
    pub(super) curve: &'a Curve,
    pub(super) rule: FillRule,
    pub(super) inverse: Transform,
}

impl Mark<'_> {
    /// True if the shape or image covers this point of the page.
    pub(super) fn contains(&self, point: Point) -> bool {
        let inside = self.bounds.min.x <= point.x
            && point.x <= self.bounds.max.x
            && self.bounds.min.y <= point.y
            && point.y <= self.bounds.max.y;
        inside
            && match &self.kind {
                MarkKind::Image | MarkKind::Filled { outline: None, .. } => true,
                MarkKind::Filled { outline: Some(outline), .. } => {
                    outline.curve.contains(outline.rule, point.transform(outline.inverse))
                }
                MarkKind::Stroked => false,
            }
    }
}

/// A straight line along one axis of the page.
pub(super) struct Line {
    pub(super) bounds: Rect,
    pub(super) upright: bool,
}

/// A table cell that is not a repetition.
pub(super) struct Cell {
    /// The page on which the cell begins.
    pub(super) page: usize,
    /// True if the cell lies in one row.
    pub(super) single: bool,
    /// The height of all parts together.
    pub(super) height: Abs,
    /// Page and index of the first run of each part on a later page.
    pub(super) later: Vec<(usize, usize)>,
}

/// The smallest rectangle, parallel to the page, around a transformed one.
pub(super) fn bounds(rect: Rect, ts: Transform) -> Rect {
    let corners = [rect.min, Point::new(rect.max.x, rect.min.y), rect.max, Point::new(rect.min.x, rect.max.y)]
        .map(|corner| corner.transform(ts));
    let [first, rest @ ..] = corners;
    let min = rest.iter().fold(first, |min, corner| min.min(*corner));
    Rect::new(min, rest.iter().fold(first, |max, corner| max.max(*corner)))
}

/// True if a filled rectangle counts as a line: one side is 2 pt or less.
pub(super) fn is_thin(rect: Rect) -> bool {
    rect.size().x.min(rect.size().y) <= Abs::pt(2.0)
}

/// The rectangle that two rectangles share. Its sides are negative if they share none.
pub(super) fn common(a: Rect, b: Rect) -> Rect {
    Rect::new(a.min.max(b.min), a.max.min(b.max))
}

/// True if a transformed rectangle stays parallel to the page: it is turned by a multiple of 90 degrees, or not at all.
pub(super) fn is_straight(ts: Transform) -> bool {
    let none = |ratio: Ratio| ratio.abs().get() < 1e-6;
    (none(ts.kx) && none(ts.ky)) || (none(ts.sx) && none(ts.sy))
}

/// Red, green, blue and alpha; `None` for gradients and patterns.
pub(super) fn colour(paint: &Paint) -> Option<[u8; 4]> {
    match paint {
        Paint::Solid(colour) => Some(colour.to_process().to_space(ProcessColorSpace::Srgb).to_vec4_u8()),
        Paint::Gradient(_) | Paint::Tiling(_) => None,
    }
}
