//! Rules about the place of one thing: on the paper, inside the margins, unclipped, large enough.

use typst::layout::{Abs, Em, Point, Rect};

use crate::diag::{Code, Term};
use crate::template::Fault;

use super::page::{Mark, MarkKind, Page, Run};
use super::paper::{PageBox, length};
use super::report::Report;
use super::texts::Texts;

/// How far a text may reach over a margin. Sideways there are side bearings and hanging punctuation, vertically
/// descenders and the space of a line above its capitals.
const SIDEWAYS: Em = Em::new(0.6);
const VERTICALLY: Em = Em::new(0.3);

/// How far a text may reach out of the part of the page that is shown there.
const CLIPPED: Em = Em::new(0.1);

/// Checks rules 1, 2, 4, 8 and 11: paper, margins, clipping, size of text, size of page. False if no box has the size
/// of the page.
pub(super) fn check(page: &Page<'_>, boxes: &[PageBox], texts: &Texts<'_>, report: &mut Report<'_>) -> bool {
    // The tolerance of all lengths; how far pictures and shapes may reach over a margin, which is the padding of a
    // coloured ground; the smallest text that people can read on paper.
    let (near, mark_slack, smallest) = (Abs::pt(0.1), Abs::pt(6.0), Abs::pt(5.0));
    let paper = Rect::from_pos_size(Point::zero(), page.size);
    let known = PageBox::find(boxes, page.size);
    if known.is_none() && !boxes.is_empty() {
        let size = format!("{:.0} × {:.0} mm", page.size.x.to_mm(), page.size.y.to_mm());
        report.size(page, &size, texts);
        return false;
    }
    let area = known.map(|page| area(page, paper));
    for run in page.runs.iter().filter(|run| !run.context.decoration) {
        if side(run.core, paper, near, near).is_some() {
            report.run(Code::P020, run, page.number, texts);
        } else if let Some(side) = area
            .filter(|_| !run.context.marginal)
            .and_then(|area| side(run.core, area, SIDEWAYS.at(run.em), vertically(run)))
        {
            report.run_with(Code::P021, run, page.number, texts, Some(("side", side.into())));
        }
        let slack = CLIPPED.at(run.em);
        if run.clip.is_some_and(|clip| side(run.core, clip, slack, slack).is_some()) {
            report.run(Code::P023, run, page.number, texts);
        }
        if run.em < smallest - near && !run.context.script {
            report.run(Code::P028, run, page.number, texts);
        }
    }
    for mark in page.marks.iter().filter(|mark| !mark.context.decoration) {
        if side(mark.bounds, paper, near, near).is_some() {
            report.mark(named(Code::P020, mark, page.number), mark.span);
        } else if let Some(side) =
            area.filter(|_| !mark.context.marginal).and_then(|area| side(mark.bounds, area, mark_slack, mark_slack))
        {
            report.mark(named(Code::P021, mark, page.number).arg("side", side), mark.span);
        }
    }
    true
}

/// The vertical tolerance of a run. A superscript stands as high above its line as it is large.
fn vertically(run: &Run<'_>) -> Abs {
    if run.context.script { run.em } else { VERTICALLY.at(run.em) }
}

fn area(page: &PageBox, paper: Rect) -> Rect {
    let mut area = paper;
    area.min.x += length(page.left);
    area.min.y += length(page.top);
    area.max.x -= length(page.right);
    area.max.y -= length(page.bottom);
    area
}

/// The side on which `inner` reaches out of `outer` by more than the tolerance.
fn side(inner: Rect, outer: Rect, sideways: Abs, vertically: Abs) -> Option<Term> {
    let out = [
        (outer.min.x - inner.min.x > sideways, Term::Left),
        (inner.max.x - outer.max.x > sideways, Term::Right),
        (outer.min.y - inner.min.y > vertically, Term::Top),
        (inner.max.y - outer.max.y > vertically, Term::Bottom),
    ];
    out.into_iter().find_map(|(is_out, side)| is_out.then_some(side))
}

fn named(code: Code, mark: &Mark<'_>, page: usize) -> Fault {
    let word = match mark.kind {
        MarkKind::Image => Term::Image,
        MarkKind::Filled { .. } | MarkKind::Stroked => Term::Shape,
    };
    Fault::new(code).arg("text", word).arg("page", page)
}
