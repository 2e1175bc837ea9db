//! `lhe correct`: what a correction does, before it is written.

use crate::cli::printer::Printer;
use crate::diag::Lang;
use crate::draft::rank_change;
use crate::issue::touched;
use crate::project::{Case, Project};
use crate::register::RevisionKind;

/// What the correction does: values, total, grade, rank, and what the document will be.
pub(super) fn show(before: &Project, old: &Case, after: &Project, new: &Case, printer: &Printer) {
    let (Some(then), Some(now)) = (&old.sheet, &new.sheet) else { return };
    let mut lines = Vec::new();
    for (a, b) in then.rows().into_iter().zip(now.rows()) {
        let (x, y) = (then.text(&a.points.0), now.text(&b.points.0));
        if x != y {
            lines.push(format!("  {:<6} {x:>7} → {y:>7}  {}", b.code, b.name));
        }
    }
    let total = |sheet: &crate::score::ScoreSheet| format!("{} ({})", sheet.text(&sheet.total.0), sheet.grade.letter);
    let (x, y) = (total(then), total(now));
    if x == y && lines.is_empty() {
        lines.push(match printer.lang {
            Lang::Id => format!("  nilai tidak berubah: {x}"),
            Lang::En => format!("  no value changes: {x}"),
        });
    } else {
        lines.push(format!("  total  {x} → {y}"));
    }
    if let (true, Ok(Some(rank))) = (x != y, rank_change(after, new)) {
        lines.push(match printer.lang {
            Lang::Id => format!("  peringkat {} → {} dari {} ({})", rank.before, rank.after, rank.of, rank.document),
            Lang::En => format!("  rank {} → {} of {} ({})", rank.before, rank.after, rank.of, rank.document),
        });
    }
    let kind = new.revision.kind.map_or(printer.pick("belum terbit", "not issued yet"), RevisionKind::word);
    lines.push(format!("  {} revisi {}: {kind}", new.id, new.revision.number));
    let touched = touched(after, before, new);
    if !touched.is_empty() {
        lines.push(format!("  {}: {}", printer.pick("ikut tersentuh", "touched as well"), touched.join(", ")));
    }
    for line in lines {
        printer.result(&line);
    }
}
