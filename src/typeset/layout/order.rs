//! Rules about order: rows stay whole, headings stay with their text, no page is empty.

use typst::layout::Abs;

use crate::diag::Code;

use super::page::{Flat, MarkKind, Page, Run};
use super::paper::{PageBox, length};
use super::report::Report;
use super::texts::Texts;

/// The first run behind each needless cut of a row: page and index.
pub(super) struct Cuts(Vec<(usize, usize)>);

impl Cuts {
    /// Rule 6: a row that has room on one page is not cut. A row of four fifths of a page and more may be cut, since
    /// the repeated head of its table takes room too. A cell over several rows may be cut between the rows.
    pub(super) fn of(flat: &Flat<'_>, boxes: &[PageBox]) -> Self {
        let mut cuts = Vec::new();
        for cell in flat.cells.iter().filter(|cell| cell.single) {
            for (number, run) in &cell.later {
                let page = flat.pages.get(number - 1);
                if page.is_some_and(|page| cell.height < area_height(page, boxes) * 0.8) {
                    cuts.push((*number, *run));
                }
            }
        }
        cuts.sort_unstable();
        // The cells of one row are one cut.
        cuts.dedup_by_key(|(number, _)| *number);
        Self(cuts)
    }
}

fn area_height(page: &Page<'_>, boxes: &[PageBox]) -> Abs {
    let margins = PageBox::find(boxes, page.size).map(|known| length(known.top) + length(known.bottom));
    page.size.y - margins.unwrap_or_default()
}

/// The last text of a page's body in the order of reading.
fn last<'p, 'a>(page: &'p Page<'a>) -> Option<&'p Run<'a>> {
    page.runs.iter().rfind(|run| run.context.is_body() && !run.context.footnote)
}

/// Checks rules 6, 7 and 11: cut rows, lone headings, empty pages.
pub(super) fn check(
    page: &Page<'_>,
    before: Option<&Page<'_>>,
    cuts: &Cuts,
    texts: &Texts<'_>,
    report: &mut Report<'_>,
) {
    for (_, index) in cuts.0.iter().filter(|(number, _)| *number == page.number) {
        if let Some(run) = page.runs.get(*index) {
            report.run(Code::P025, run, page.number, texts);
        }
    }
    let Some(last) = last(page) else {
        let picture = |kind: &MarkKind<'_>| matches!(kind, MarkKind::Image);
        if !page.marks.iter().any(|mark| mark.context.is_body() && picture(&mark.kind)) {
            report.empty(page.number, before.and_then(last), texts);
        }
        return;
    };
    let follows = page.marks.iter().any(|mark| {
        mark.z > last.z && mark.context.is_body() && !mark.context.footnote && !matches!(mark.kind, MarkKind::Stroked)
    });
    if last.context.heading && !last.context.outline && !follows {
        report.run(Code::P026, last, page.number, texts);
    }
}
