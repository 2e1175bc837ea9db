//! The layout proof: checks the finished pages for faults that a reader would see.
//!
//! A PDF can be valid and still print one line on top of another, or lose a table row over the edge: no standard checks
//! that. So each page is flattened ([`walk`] makes [`page`]) and held against rules about places ([`geometry`],
//! [`crossing`]), order ([`order`]) and the texts of the report ([`texts`]). `docs/adr/0012-layout-proof.md` lists the
//! rules, the tolerances and the known gaps; `tests/random/reports.py` looks for false alarms.

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

/// A size of page that a document may have, and the margins that its text keeps, in hundredths of a millimetre.
///
/// A4 with a left margin of 30 mm has `width: 21000`, `height: 29700` and `left: 3000`.
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

/// Hundredths of a millimetre as a length of Typst.
fn length(hundredths: u32) -> Abs {
    Abs::mm(hundredths.into()) * 0.01
}

/// The faults of the layout, page by page, [`report::MOST`] at most. Without boxes no rule about size and margins
/// applies. `mark` is the text that each page must show as decoration.
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
        // On a page of the wrong size everything is out of place, so no further rule is asked.
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
    texts.faults().for_each(|fault| report.add(fault));
    report.faults()
}
