//! The layout proof: what a reader must be able to rely on, asked of the finished pages.
//!
//! A PDF can be valid and still print one line on top of another, or lose a table row over the edge: no standard
//! asks. So each page is flattened ([`walk`] to [`page`]) and held against rules about places ([`geometry`], [`crossing`]),
//! order ([`order`]) and the texts of the report ([`texts`]). `docs/adr/0012-layout-proof.md` tells the rules, the
//! tolerances and the known gaps; `tests/random/reports.py` looks for false alarms.

mod crossing;
mod geometry;
mod order;
mod page;
mod report;
mod sweep;
mod texts;
mod walk;

#[cfg(test)]
mod tests;

use serde::{Deserialize, Serialize};
use typst::layout::{Abs, Size};
use typst_layout::PagedDocument;

use super::world::Files;
use crate::template::{Fault, Rendered};

/// A size of page that a document may have, with the margins that its text keeps: hundredths of a millimetre.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct PageBox {
    /// Width of the page.
    pub width: u32,
    /// Height of the page.
    pub height: u32,
    /// Left margin.
    pub left: u32,
    /// Right margin.
    pub right: u32,
    /// Top margin.
    pub top: u32,
    /// Bottom margin.
    pub bottom: u32,
}

impl PageBox {
    fn size(&self) -> Size {
        Size::new(length(self.width), length(self.height))
    }

    /// The box for a page of this size, within 0.1 pt.
    fn find(list: &[Self], size: Size) -> Option<&Self> {
        let near = |a: Abs, b: Abs| (a - b).abs() <= Abs::pt(0.1);
        list.iter().find(|page| near(page.size().x, size.x) && near(page.size().y, size.y))
    }
}

/// Typst's length of hundredths of a millimetre.
fn length(hundredths: u32) -> Abs {
    Abs::mm(hundredths.into()) * 0.01
}

/// Every fault of the layout, page by page, [`report::MOST`] at most. No boxes, no rules about size and margins.
/// `mark` is what each page shows as decoration.
pub(super) fn prove(
    document: &PagedDocument,
    boxes: &[PageBox],
    mark: Option<&str>,
    rendered: &Rendered,
    world: &Files,
) -> Vec<Fault> {
    let mut texts = texts::Texts::of(world.main(), rendered);
    let flat = walk::flatten(document, &mut texts);
    let mut report = report::Report::new(world, rendered);
    let cuts = order::Cuts::of(&flat, boxes);
    let mut before = None;
    for page in &flat.pages {
        // What stands on a page of the wrong size is out of place everywhere.
        if geometry::check(page, boxes, &texts, &mut report) {
            crossing::check(page, &texts, &mut report);
            order::check(page, before, &cuts, &texts, &mut report);
        }
        let marked = |mark: &str| page.runs.iter().any(|run| run.context.decoration && run.item.text == mark);
        if let Some(mark) = mark.filter(|mark| !marked(mark)) {
            report.unmarked(page, mark, &texts);
        }
        before = Some(page);
    }
    texts.check(&mut report);
    report.faults()
}
