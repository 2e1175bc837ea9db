//! Rules about two things: text on text, lines through text, text under something, text in the colour of its ground.

use typst::layout::{Em, Point, Rect};
use typst::text::TextItem;

use crate::diag::Code;

use super::page::{Line, Mark, MarkKind, Page, Run, colour, common};
use super::report::Report;
use super::sweep::sweep;
use super::texts::Texts;

/// How far two things may reach into each other sideways: kerning, side bearings, a stroke at the edge of a cell.
const TOUCH: Em = Em::new(0.15);

/// What two texts may share in height, as a part of the height of the smaller capitals.
const SHARED: Em = Em::new(0.25);

/// Least difference of one of red, green and blue between a text and what lies beneath it, of 255.
const CONTRAST: u8 = 24;

/// A fill with less than this of 255 lets the text below it through.
const OPAQUE: u8 = 128;

/// Rules 3, 5 and 8, and the colour of text. Text in slanted lines is left out: the box round it is not its shape.
pub(super) fn check(page: &Page<'_>, texts: &Texts<'_>, report: &mut Report<'_>) {
    let runs: Vec<&Run<'_>> = page.runs.iter().filter(|run| run.straight && !run.context.decoration).collect();
    let marks: Vec<&Mark<'_>> = page.marks.iter().filter(|mark| !matches!(mark.kind, MarkKind::Stroked)).collect();
    let (first_mark, first_line) = (runs.len(), runs.len() + marks.len());
    let mut rects: Vec<Rect> = runs.iter().map(|run| run.core).collect();
    rects.extend(marks.iter().map(|mark| mark.bounds));
    rects.extend(page.lines.iter().map(|line| line.bounds));
    // What lies beneath each run: the last fill that was painted before it.
    let mut grounds: Vec<Option<&Mark<'_>>> = vec![None; runs.len()];
    sweep(&rects, |one, other| {
        let (low, high) = (one.min(other), one.max(other));
        let Some(run) = runs.get(low) else { return };
        if high < first_mark {
            overlap(run, runs[high], page.number, texts, report);
        } else if high < first_line {
            let mark = marks[high - first_mark];
            if mark.z > run.z {
                covered(run, mark, page.number, texts, report);
            } else if is_ground(mark) && mark.contains(middle(run.core)) && grounds[low].is_none_or(|g| g.z < mark.z) {
                grounds[low] = Some(mark);
            }
        } else if crosses(&page.lines[high - first_line], run) {
            report.run(Code::P024, run, page.number, texts);
        }
    });
    for (run, ground) in runs.iter().zip(grounds) {
        let beneath = match ground.map(|mark| &mark.kind) {
            None => page.paper,
            Some(MarkKind::Filled { colour, .. }) => colour.map(|colour| over(colour, page.paper)),
            Some(_) => None,
        };
        if beneath.is_some_and(|beneath| is_invisible(run.item, beneath)) {
            report.run(Code::P033, run, page.number, texts);
        }
    }
}

/// Rule 3: wider than 0.15 em and higher than a quarter of the smaller capitals.
fn overlap(one: &Run<'_>, other: &Run<'_>, page: usize, texts: &Texts<'_>, report: &mut Report<'_>) {
    let shared = common(one.core, other.core).size();
    if shared.x > TOUCH.at(one.em.min(other.em)) && shared.y > SHARED.at(one.cap.min(other.cap)) {
        let (first, second) = if one.z < other.z { (one, other) } else { (other, one) };
        let other = report.shorten(&first.item.text);
        report.run_with(Code::P022, second, page, texts, Some(("other", &other)));
    }
}

/// Rule 8: something that was painted later hides the text.
fn covered(run: &Run<'_>, mark: &Mark<'_>, page: usize, texts: &Texts<'_>, report: &mut Report<'_>) {
    let shared = common(run.core, mark.bounds);
    let size = shared.size();
    let hides = match mark.kind {
        MarkKind::Filled { colour: Some([.., alpha]), .. } => alpha >= OPAQUE,
        MarkKind::Filled { colour: None, .. } | MarkKind::Image => true,
        MarkKind::Stroked => false,
    };
    if hides && size.x > TOUCH.at(run.em) && size.y > SHARED.at(run.cap) && mark.contains(middle(shared)) {
        report.run(Code::P027, run, page, texts);
    }
}

/// Rule 5: a line that goes through the text by more than 0.15 em, one that stands at half the height of its
/// letters, one that lies anywhere along them. An underline lies below the baseline and so outside the core.
fn crosses(line: &Line, run: &Run<'_>) -> bool {
    let (core, line_box, touch) = (run.core, line.bounds, TOUCH.at(run.em));
    let inside = |at, from, to| from + touch < at && at < to - touch;
    let shared = common(core, line_box).size();
    if line.upright {
        let height = middle(core).y;
        inside(line_box.min.x, core.min.x, core.max.x) && line_box.min.y < height && height < line_box.max.y
    } else {
        inside(line_box.min.y, core.min.y, core.max.y) && shared.x > touch
    }
}

fn middle(rect: Rect) -> Point {
    Point::new((rect.min.x + rect.max.x) / 2.0, (rect.min.y + rect.max.y) / 2.0)
}

fn is_ground(mark: &Mark<'_>) -> bool {
    match mark.kind {
        MarkKind::Image => true,
        MarkKind::Filled { colour, .. } => colour.is_none_or(|[.., alpha]| alpha >= OPAQUE),
        MarkKind::Stroked => false,
    }
}

/// A colour over another one, as far as it is transparent.
fn over(colour: [u8; 4], ground: Option<[u8; 4]>) -> [u8; 4] {
    let [_, _, _, alpha] = colour;
    let ground = ground.unwrap_or([255; 4]);
    let mut mixed = [255; 4];
    for i in 0..3 {
        let sum = u16::from(colour[i]) * u16::from(alpha) + u16::from(ground[i]) * u16::from(255 - alpha);
        mixed[i] = u8::try_from(sum / 255).unwrap_or(u8::MAX);
    }
    mixed
}

/// Whether a text has almost the colour of what lies beneath it.
fn is_invisible(item: &TextItem, beneath: [u8; 4]) -> bool {
    let Some(fill) = colour(&item.fill).filter(|_| item.stroke.is_none()) else { return false };
    let shown = over(fill, Some(beneath));
    (0..3).all(|i| shown[i].abs_diff(beneath[i]) < CONTRAST)
}
