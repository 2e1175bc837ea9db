//! The walk through Typst's frames that flattens a document.

use std::collections::BTreeMap;

use typst::foundations::{Content, StyleChain};
use typst::introspection::{Location, Tag};
use typst::layout::{Abs, Frame, FrameItem, GridCell, GroupItem, PlaceElem, Point, Rect, RepeatElem, Size, Transform};
use typst::model::{FootnoteElem, FootnoteEntry, HeadingElem, OutlineElem, TableCell};
use typst::pdf::{ArtifactElem, ArtifactKind};
use typst::syntax::Span;
use typst::text::{SubElem, SuperElem, TextItem};
use typst::visualize::{CurveItem, Geometry, Paint, Shape};
use typst_layout::PagedDocument;

use super::page::{
    Cell, Context, Flat, Line, Mark, MarkKind, Outline, Page, Run, bounds, colour, common, is_straight, is_thin,
};
use super::texts::{Texts, is_blank};

/// The effect of an open element on its content.
#[derive(Clone, Copy)]
enum Effect {
    Artifact(ArtifactKind),
    Repeated,
    Heading,
    Outline,
    Footnote,
    Script,
}

/// The open elements, outermost first. An element may end before one that began inside it.
type Open = Vec<(Location, Effect)>;

/// Flattens a document, and counts its glyphs in `texts`.
pub(super) fn flatten<'a>(document: &'a PagedDocument, texts: &mut Texts<'_>) -> Flat<'a> {
    let mut walk = Walk {
        texts,
        open: Vec::new(),
        context: Context::default(),
        parents: BTreeMap::new(),
        cells: BTreeMap::new(),
        page: Page::new(0, Size::zero(), None),
        z: 0,
    };
    let mut pages = Vec::with_capacity(document.pages().len());
    for (index, page) in document.pages().iter().enumerate() {
        let paper = page.fill_or_white().as_ref().and_then(colour);
        walk.page = Page::new(index + 1, page.frame.size(), paper);
        walk.frame(&page.frame, Transform::identity(), None);
        pages.push(std::mem::replace(&mut walk.page, Page::new(0, Size::zero(), None)));
    }
    Flat { pages, cells: walk.cells.into_values().filter(|cell| !cell.later.is_empty()).collect() }
}

struct Walk<'a, 't, 's> {
    texts: &'t mut Texts<'s>,
    open: Open,
    /// The context that the open elements make together.
    context: Context,
    /// The open elements inside each element whose parts stand elsewhere: footnotes, floats, cells.
    parents: BTreeMap<u128, Open>,
    cells: BTreeMap<u128, Cell>,
    page: Page<'a>,
    z: usize,
}

impl<'a> Walk<'a, '_, '_> {
    fn frame(&mut self, frame: &'a Frame, ts: Transform, clip: Option<Rect>) {
        for (at, item) in frame.items() {
            let ts = ts.pre_concat(Transform::translate(at.x, at.y));
            self.z += 1;
            match item {
                FrameItem::Group(group) => self.group(group, ts.pre_concat(group.transform), clip),
                FrameItem::Text(item) => self.text(item, ts, clip),
                FrameItem::Shape(shape, span) => self.shape(shape, *span, ts, clip),
                FrameItem::Image(_, size, span) => {
                    let bounds = bounds(Rect::from_pos_size(Point::zero(), *size), ts);
                    self.mark(bounds, MarkKind::Image, *span, clip);
                }
                FrameItem::Tag(Tag::Start(element, _)) => self.start(element),
                FrameItem::Tag(Tag::End(location, ..)) => self.end(*location),
                FrameItem::Link(..) => {}
            }
        }
    }

    fn group(&mut self, group: &'a GroupItem, ts: Transform, clip: Option<Rect>) {
        let clip = match &group.clip {
            None => clip,
            Some(curve) => {
                let own = bounds(curve.bbox(None), ts);
                Some(clip.map_or(own, |outer| common(outer, own)))
            }
        };
        let Some(parent) = group.parent.map(|parent| parent.location.hash()) else {
            return self.frame(&group.frame, ts, clip);
        };
        let Some(inside) = self.parents.get(&parent).cloned() else {
            // A float at the head of the page comes before its element in the text.
            return self.frame(&group.frame, ts, clip);
        };
        let (runs, marks) = (self.page.runs.len(), self.page.marks.len());
        let outside = std::mem::replace(&mut self.open, inside);
        self.refold();
        self.frame(&group.frame, ts, clip);
        // The next part continues with the elements that are open now.
        let inside = std::mem::replace(&mut self.open, outside);
        self.parents.insert(parent, inside);
        self.refold();
        if let Some(cell) = self.cells.get_mut(&parent) {
            cell.height += group.frame.height();
            if cell.page != self.page.number && (self.page.runs.len() > runs || self.page.marks.len() > marks) {
                cell.later.push((self.page.number, runs));
            }
        }
    }

    fn start(&mut self, element: &Content) {
        let Some(location) = element.location() else { return };
        let mut has_parts = false;
        let effect = if let Some(artifact) = element.to_packed::<ArtifactElem>() {
            Some(Effect::Artifact(artifact.kind.get(StyleChain::default())))
        } else if let Some(cell) = element.to_packed::<TableCell>() {
            has_parts = true;
            let repeated = cell.is_repeated.get(StyleChain::default());
            if !repeated {
                let single = cell.rowspan.get(StyleChain::default()).get() == 1;
                let cell = Cell { page: self.page.number, single, height: Abs::zero(), later: Vec::new() };
                self.cells.insert(location.hash(), cell);
            }
            repeated.then_some(Effect::Repeated)
        } else if let Some(cell) = element.to_packed::<GridCell>() {
            has_parts = true;
            cell.is_repeated.get(StyleChain::default()).then_some(Effect::Repeated)
        } else if element.is::<FootnoteElem>() || element.is::<PlaceElem>() {
            has_parts = true;
            None
        } else if element.is::<FootnoteEntry>() {
            Some(Effect::Footnote)
        } else if element.is::<HeadingElem>() {
            Some(Effect::Heading)
        } else if element.is::<OutlineElem>() {
            Some(Effect::Outline)
        } else if element.is::<RepeatElem>() {
            // Leaders, such as the dots of an outline.
            Some(Effect::Artifact(ArtifactKind::Layout))
        } else if element.is::<SubElem>() || element.is::<SuperElem>() {
            Some(Effect::Script)
        } else {
            None
        };
        if let Some(effect) = effect {
            self.open.push((location, effect));
            self.refold();
        }
        if has_parts {
            self.parents.insert(location.hash(), self.open.clone());
        }
    }

    fn end(&mut self, location: Location) {
        if let Some(index) = self.open.iter().rposition(|(open, _)| *open == location) {
            self.open.remove(index);
            self.refold();
        }
    }

    fn refold(&mut self) {
        let mut context = Context::default();
        for (_, effect) in &self.open {
            match effect {
                Effect::Artifact(kind) => {
                    context.marginal = matches!(kind, ArtifactKind::Header | ArtifactKind::Footer);
                    context.decoration = !context.marginal;
                }
                Effect::Repeated => context.repeated = true,
                Effect::Heading => context.heading = true,
                Effect::Outline => context.outline = true,
                Effect::Footnote => context.footnote = true,
                Effect::Script => context.script = true,
            }
        }
        self.context = context;
    }

    fn text(&mut self, item: &'a TextItem, ts: Transform, clip: Option<Rect>) {
        self.texts.placed(item, self.context, self.page.number);
        let (mut cursor, mut ink) = (Abs::zero(), None);
        for glyph in &item.glyphs {
            let before = cursor;
            cursor += glyph.x_advance.at(item.size);
            if !item.text.get(glyph.range()).is_none_or(is_blank) {
                ink = Some((ink.map_or(before, |(start, _)| start), cursor));
            }
        }
        let Some((start, end)) = ink else { return };
        let cap = item.font.metrics().cap_height.at(item.size);
        let core = Rect::new(Point::new(start, -cap), Point::new(end, Abs::zero()));
        let upwards = |height: Abs| Point::new(ts.kx.of(height), ts.sy.of(height)).hypot();
        self.page.runs.push(Run {
            item,
            core: bounds(core, ts),
            em: upwards(item.size),
            cap: upwards(cap),
            straight: is_straight(ts),
            clip,
            context: self.context,
            z: self.z,
        });
    }

    fn shape(&mut self, shape: &'a Shape, span: Span, ts: Transform, clip: Option<Rect>) {
        let visible = |paint: &Paint| colour(paint).is_none_or(|[.., alpha]| alpha > 0);
        let stroked = shape.stroke.as_ref().is_some_and(|s| s.thickness > Abs::zero() && visible(&s.paint));
        let fill = shape.fill.as_ref().filter(|paint| visible(paint));
        let own = shape.geometry.bbox(None);
        if stroked {
            self.lines(&shape.geometry, ts, clip);
        }
        let kind = match fill {
            Some(_) if matches!(&shape.geometry, Geometry::Rect(_)) && is_thin(own) => {
                let middle = Point::new((own.min.x + own.max.x) / 2.0, (own.min.y + own.max.y) / 2.0);
                let (from, to) = if own.size().x > own.size().y {
                    (Point::new(own.min.x, middle.y), Point::new(own.max.x, middle.y))
                } else {
                    (Point::new(middle.x, own.min.y), Point::new(middle.x, own.max.y))
                };
                self.line(from, to, ts, clip);
                MarkKind::Stroked
            }
            Some(paint) => {
                let outline = match (&shape.geometry, ts.invert()) {
                    (Geometry::Curve(curve), Some(inverse)) => Some(Outline { curve, rule: shape.fill_rule, inverse }),
                    _ => None,
                };
                MarkKind::Filled { colour: colour(paint), outline }
            }
            None if stroked => MarkKind::Stroked,
            None => return,
        };
        self.mark(bounds(own, ts), kind, span, clip);
    }

    fn mark(&mut self, bounds: Rect, kind: MarkKind<'a>, span: Span, clip: Option<Rect>) {
        let bounds = clip.map_or(bounds, |clip| common(bounds, clip));
        let shown = bounds.min.x <= bounds.max.x && bounds.min.y <= bounds.max.y;
        if shown {
            self.page.marks.push(Mark { bounds, kind, context: self.context, z: self.z, span });
        }
    }

    /// Notes the straight edges of a geometry as lines.
    fn lines(&mut self, geometry: &Geometry, ts: Transform, clip: Option<Rect>) {
        match geometry {
            Geometry::Line(end) => self.line(Point::zero(), *end, ts, clip),
            Geometry::Rect(size) => {
                let (right, bottom) = (Point::with_x(size.x), Point::with_y(size.y));
                let far = right + bottom;
                for (from, to) in [(Point::zero(), right), (right, far), (bottom, far), (Point::zero(), bottom)] {
                    self.line(from, to, ts, clip);
                }
            }
            Geometry::Curve(curve) => {
                let (mut first, mut last) = (Point::zero(), Point::zero());
                for item in &curve.0 {
                    match item {
                        CurveItem::Move(to) => (first, last) = (*to, *to),
                        CurveItem::Line(to) => {
                            self.line(last, *to, ts, clip);
                            last = *to;
                        }
                        CurveItem::Cubic(_, _, to) => last = *to,
                        CurveItem::Close => {
                            self.line(last, first, ts, clip);
                            last = first;
                        }
                    }
                }
            }
        }
    }

    fn line(&mut self, from: Point, to: Point, ts: Transform, clip: Option<Rect>) {
        let whole = bounds(Rect::new(from.min(to), from.max(to)), ts);
        let shown = clip.map_or(whole, |clip| common(whole, clip));
        let size = shown.size();
        let upright = size.x.approx_empty();
        // A line along one axis, with some length: a slanted line is no rule of a table.
        if upright != size.y.approx_empty() {
            self.page.lines.push(Line { bounds: shown, upright });
        }
    }
}
