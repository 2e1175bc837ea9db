//! Faults of the layout with their place in the template.

use typst::WorldExt;
use typst::syntax::Span;
use typst::text::TextItem;

use crate::diag::{Arg, Code};
use crate::template::{Fault, Rendered};
use crate::typeset::lift::elsewhere;
use crate::typeset::world::Files;

use super::page::{Page, Run};
use super::texts::{Texts, at, shorten};

/// The most faults reported of one document: one wrong margin can make hundreds.
pub(super) const MOST: usize = 20;

/// The faults found so far.
pub(super) struct Report<'a> {
    world: &'a Files,
    rendered: &'a Rendered,
    faults: Vec<Fault>,
}

impl<'a> Report<'a> {
    pub(super) fn new(world: &'a Files, rendered: &'a Rendered) -> Self {
        Self { world, rendered, faults: Vec::new() }
    }

    pub(super) fn faults(self) -> Vec<Fault> {
        self.faults
    }

    /// Reports a fault of a run of text.
    pub(super) fn run(&mut self, code: Code, run: &Run<'_>, page: usize, texts: &Texts<'_>) {
        self.run_with(code, run, page, texts, None);
    }

    /// Reports a fault as [`run`](Self::run) does, with one more value.
    pub(super) fn run_with(
        &mut self,
        code: Code,
        run: &Run<'_>,
        page: usize,
        texts: &Texts<'_>,
        more: Option<(&str, Arg)>,
    ) {
        let mut fault = Fault::new(code).arg("text", shorten(&run.item.text)).arg("page", page);
        if let Some((name, value)) = more {
            fault = fault.arg(name, value);
        }
        let fault = self.at_run(fault, run, texts);
        self.add(fault);
    }

    /// Reports a page of a wrong size, at its first text. Each size is reported once.
    pub(super) fn size(&mut self, page: &Page<'_>, size: &str, texts: &Texts<'_>) {
        let told = |fault: &Fault| fault.code == Code::P031 && fault.args.text("size") == Some(size);
        if self.faults.iter().any(told) {
            return;
        }
        let fault = Fault::new(Code::P031).arg("page", page.number).arg("size", size);
        let first = page.runs.iter().find(|run| run.context.is_body());
        let fault = first.map_or(fault.clone(), |run| self.at_run(fault, run, texts));
        self.add(fault);
    }

    /// Reports the first page of a draft that lacks its mark.
    pub(super) fn unmarked(&mut self, page: &Page<'_>, mark: &str, texts: &Texts<'_>) {
        if self.faults.iter().any(|fault| fault.code == Code::P034) {
            return;
        }
        let fault = Fault::new(Code::P034).arg("page", page.number).arg("mark", mark);
        let first = page.runs.iter().find(|run| run.context.is_body());
        let fault = first.map_or(fault.clone(), |run| self.at_run(fault, run, texts));
        self.add(fault);
    }

    /// Reports an empty page, at the last text before it.
    pub(super) fn empty(&mut self, page: usize, before: Option<&Run<'_>>, texts: &Texts<'_>) {
        let text = before.map_or("–".to_owned(), |run| shorten(&run.item.text));
        let fault = Fault::new(Code::P032).arg("page", page).arg("text", text);
        let fault = before.map_or(fault.clone(), |run| self.at_run(fault, run, texts));
        self.add(fault);
    }

    fn at_run(&self, fault: Fault, run: &Run<'_>, texts: &Texts<'_>) -> Fault {
        match texts.piece(run.item) {
            Some(piece) => at(fault, piece),
            None => self.locate(fault, spans(run.item)),
        }
    }

    /// Reports a fault of an image or a shape.
    pub(super) fn mark(&mut self, fault: Fault, span: Span) {
        let fault = self.locate(fault, std::iter::once((span, 0)));
        self.add(fault);
    }

    /// Adds a fault, unless there are too many or this place on this page has one already. The lines of a paragraph are
    /// one fault. A word that is too long for its column is one fault too, although it leaves the margin and crosses a
    /// line.
    pub(super) fn add(&mut self, fault: Fault) {
        let told = |other: &Fault| {
            let same = |name| other.args.get(name) == fault.args.get(name);
            let place = other.template == fault.template && other.origin == fault.origin && same("page");
            place && (same("text") || other.code == fault.code && fault.template.is_some())
        };
        if self.faults.len() < MOST && !self.faults.iter().any(told) {
            self.faults.push(fault);
        }
    }

    /// Places a fault at the first span inside the template, else at one inside the style.
    fn locate(&self, fault: Fault, spans: impl Iterator<Item = (Span, usize)>) -> Fault {
        let mut style = None;
        for (span, offset) in spans {
            if span.id() == Some(self.world.main().id()) {
                let range = self.world.range(span);
                let start = range.map(|range| (range.start + offset).min(range.end));
                if let Some(place) = start.and_then(|start| self.rendered.locate(start)) {
                    return fault.at(place.template, place.line, place.column);
                }
            }
            style = style.or_else(|| elsewhere(span.into(), self.world));
        }
        Fault { template: style, ..fault }
    }
}

/// The places in the source that a run's glyphs come from.
fn spans(item: &TextItem) -> impl Iterator<Item = (Span, usize)> {
    let mut last = Span::detached();
    item.glyphs.iter().filter_map(move |glyph| {
        let (span, offset) = glyph.span;
        (std::mem::replace(&mut last, span) != span).then_some((span, usize::from(offset)))
    })
}
