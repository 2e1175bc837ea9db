//! What a page holds once it is flattened, and the little geometry that the rules share.

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
    /// Colour of the paper; none if it is not one colour.
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

/// What surrounds an item.
#[derive(Clone, Copy, Debug, Default)]
pub(super) struct Context {
    /// Inside an artifact that is no page header or footer: decoration, which no rule about text concerns.
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
    /// Text of the page's own area, told once.
    pub(super) fn is_body(self) -> bool {
        !(self.decoration || self.marginal || self.repeated)
    }
}

/// A run of text that shows ink.
pub(super) struct Run<'a> {
    pub(super) item: &'a TextItem,
    /// Advance width without spaces at the ends, from the baseline up to the height of capitals. An ascender and
    /// descender box would touch its neighbours wherever lines are set tight.
    pub(super) core: Rect,
    /// The size of the text on the page.
    pub(super) em: Abs,
    /// The height of capitals on the page.
    pub(super) cap: Abs,
    /// Whether the core is parallel to the page; if not, it is larger than the text.
    pub(super) straight: bool,
    /// What is shown of the page here.
    pub(super) clip: Option<Rect>,
    pub(super) context: Context,
    /// Position in the order of painting.
    pub(super) z: usize,
}

/// An image or a shape.
pub(super) struct Mark<'a> {
    /// What is shown of it.
    pub(super) bounds: Rect,
    pub(super) kind: MarkKind<'a>,
    pub(super) context: Context,
    pub(super) z: usize,
    pub(super) span: Span,
}

/// What a mark is.
pub(super) enum MarkKind<'a> {
    Image,
    /// A shape with a fill; the colour is none for gradients and patterns.
    Filled {
        colour: Option<[u8; 4]>,
        outline: Option<Outline<'a>>,
    },
    /// A shape that is only drawn round.
    Stroked,
}

/// The outline of a shape that is no rectangle, and the way from the page to it.
pub(super) struct Outline<'a> {
    pub(super) curve: &'a Curve,
    pub(super) rule: FillRule,
    pub(super) inverse: Transform,
}

impl Mark<'_> {
    /// Whether the shape or image lies at this point of the page.
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
    /// The page that it begins on.
    pub(super) page: usize,
    /// Whether it lies in one row.
    pub(super) single: bool,
    /// The height of all its parts.
    pub(super) height: Abs,
    /// Page and index of the first run of each part on a later page.
    pub(super) later: Vec<(usize, usize)>,
}

/// The smallest rectangle of the page round a transformed one.
pub(super) fn bounds(rect: Rect, ts: Transform) -> Rect {
    let corners = [rect.min, Point::new(rect.max.x, rect.min.y), rect.max, Point::new(rect.min.x, rect.max.y)]
        .map(|corner| corner.transform(ts));
    let [first, rest @ ..] = corners;
    let min = rest.iter().fold(first, |min, corner| min.min(*corner));
    Rect::new(min, rest.iter().fold(first, |max, corner| max.max(*corner)))
}

/// Whether a filled rectangle is a line: one side is 2 pt or less.
pub(super) fn is_thin(rect: Rect) -> bool {
    rect.size().x.min(rect.size().y) <= Abs::pt(2.0)
}

/// What two rectangles have in common; its sides are negative if that is nothing.
pub(super) fn common(a: Rect, b: Rect) -> Rect {
    Rect::new(a.min.max(b.min), a.max.min(b.max))
}

/// Whether the sides of a rectangle stay parallel to the page: no turn, or one by a multiple of 90 degrees.
pub(super) fn is_straight(ts: Transform) -> bool {
    let none = |ratio: Ratio| ratio.abs().get() < 1e-6;
    (none(ts.kx) && none(ts.ky)) || (none(ts.sx) && none(ts.sy))
}

/// Red, green, blue and alpha; none for gradients and patterns.
pub(super) fn colour(paint: &Paint) -> Option<[u8; 4]> {
    match paint {
        Paint::Solid(colour) => Some(colour.to_process().to_space(ProcessColorSpace::Srgb).to_vec4_u8()),
        Paint::Gradient(_) | Paint::Tiling(_) => None,
    }
}
