//! `lhe correct`: the effect of a correction, before it is written.

use crate::cli::printer::Printer;
use crate::diag::{Lang, Phrase};
use crate::issue::Effect;
use crate::num::Number;
use crate::score::Grade;

/// Shows values, total, grade, rank, and the document that follows.
pub(super) fn show(effect: &Effect, printer: &Printer) {
    let rows = effect.rows.iter().map(|row| {
        let (before, after) = (row.points.before.printed(), row.points.after.printed());
        format!("  {:<6} {before:>7} → {after:>7}  {}", row.code, row.name)
    });
    let mut lines: Vec<String> = rows.collect();
    let result = |total: &Number, grade: &Grade| format!("{} ({})", total.printed(), grade.letter);
    let before = result(&effect.total.before, &effect.grade.before);
    if lines.is_empty() && !effect.result_differs() {
        lines.push(match printer.lang {
            Lang::Id => format!("  nilai tidak berubah: {before}"),
            Lang::En => format!("  no value changes: {before}"),
        });
    } else {
        lines.push(format!("  total  {before} → {}", result(&effect.total.after, &effect.grade.after)));
    }
    if let Some(rank) = &effect.rank {
        lines.push(match printer.lang {
            Lang::Id => format!("  peringkat {} → {} dari {} ({})", rank.before, rank.after, rank.of, rank.document),
            Lang::En => format!("  rank {} → {} of {} ({})", rank.before, rank.after, rank.of, rank.document),
        });
    }
    let kind =
        effect.kind.map_or(printer.pick("belum terbit", "not issued yet"), |kind| kind.term().text(printer.lang));
    let revision = Phrase::RevisionOf { object: effect.id.to_string(), revision: effect.revision };
    lines.push(format!("  {}: {kind}", revision.text(printer.lang)));
    let touched: Vec<String> =
        effect.touched.iter().map(|one| format!("{} ({})", one.id, one.state.term().text(printer.lang))).collect();
    if !touched.is_empty() {
        lines.push(format!("  {}: {}", printer.pick("ikut tersentuh", "touched as well"), touched.join(", ")));
    }
    for line in lines {
        printer.result(&line);
    }
}
