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
mod paper;
mod report;
mod sweep;
mod texts;
mod walk;

#[cfg(test)]
mod tests;

use typst_layout::PagedDocument;

use super::world::Files;
use crate::template::{Fault, Rendered};

pub use paper::PageBox;

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
