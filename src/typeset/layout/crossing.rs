//! Rules about two things on a page: text over text, lines through text, text under a mark, text in the colour of its
//! ground.

use typst::layout::{Em, Point, Rect};
use typst::text::TextItem;

use crate::diag::Code;

use super::page::{Line, Mark, MarkKind, Page, Run, colour, common};
use super::report::Report;
use super::sweep::sweep;
use super::texts::{Texts, shorten};

/// How far two things may overlap sideways, because of kerning, side bearings, or a stroke at the edge of a cell.
const TOUCH: Em = Em::new(0.15);

/// How far two texts may overlap in height, as a part of the smaller height of capitals.
const SHARED: Em = Em::new(0.25);

/// A text is visible if red, green or blue differs from its ground by at least this much of 255.
const CONTRAST: u8 = 24;

/// A fill hides the text below it if its alpha is at least this much of 255.
const OPAQUE: u8 = 128;

/// Checks rules 3, 5 and 8, and the colour of text. Slanted text is left out, since its box is larger than its shape.
pub(super) fn check(page: &Page<'_>, texts: &Texts<'_>, report: &mut Report<'_>) {
    let runs: Vec<&Run<'_>> = page.runs.iter().filter(|run| run.straight && !run.context.decoration).collect();
    let marks: Vec<&Mark<'_>> = page.marks.iter().filter(|mark| !matches!(mark.kind, MarkKind::Stroked)).collect();
    let (first_mark, first_line) = (runs.len(), runs.len() + marks.len());
    let mut rects: Vec<Rect> = runs.iter().map(|run| run.core).collect();
    rects.extend(marks.iter().map(|mark| mark.bounds));
    rects.extend(page.lines.iter().map(|line| line.bounds));
    // The ground of each run: the last fill or image that was painted before it.
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

/// Rule 3: two texts overlap if they share more than 0.15 em of width and more than a quarter of the smaller height of
/// capitals.
fn overlap(one: &Run<'_>, other: &Run<'_>, page: usize, texts: &Texts<'_>, report: &mut Report<'_>) {
    let shared = common(one.core, other.core).size();
    if shared.x > TOUCH.at(one.em.min(other.em)) && shared.y > SHARED.at(one.cap.min(other.cap)) {
        let (first, second) = if one.z < other.z { (one, other) } else { (other, one) };
        let other = shorten(&first.item.text);
        report.run_with(Code::P022, second, page, texts, Some(("other", other.into())));
    }
}

/// Rule 8: a mark that was painted later hides the text.
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

/// Rule 5: a line goes through the text. An upright line counts if it passes half the height of the letters, and a
/// level one if it runs along the letters for more than 0.15 em; both must lie at least 0.15 em inside the core. An
/// underline lies below the baseline, and so outside the core.
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

/// The colour that shows where one colour, which may be transparent, lies over another.
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

/// True if a text has almost the colour of its ground.
fn is_invisible(item: &TextItem, beneath: [u8; 4]) -> bool {
    let Some(fill) = colour(&item.fill).filter(|_| item.stroke.is_none()) else { return false };
    let shown = over(fill, Some(beneath));
    (0..3).all(|i| shown[i].abs_diff(beneath[i]) < CONTRAST)
}
