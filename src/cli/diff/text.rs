//! `lhe diff`: a difference on the terminal and as JSON.

use serde_json::json;

use crate::cli::printer::Printer;
use crate::diag::{Lang, Phrase};
use crate::issue::{Compared, Side};

/// A side in words.
fn name(side: &Side, printer: &Printer) -> String {
    match (side.revision, printer.lang) {
        (Some(number), Lang::Id) => format!("{} revisi {number}", side.id),
        (Some(number), Lang::En) => format!("{} revision {number}", side.id),
        (None, Lang::Id) => format!("{} (data sekarang)", side.id),
        (None, Lang::En) => format!("{} (present data)", side.id),
    }
}

pub(super) fn text(compared: &Compared, printer: &Printer) -> String {
    let mut lines = vec![format!("{} → {}", name(&compared.old, printer), name(&compared.new, printer))];
    if compared.components_only {
        lines.push(match printer.lang {
            Lang::Id => format!(
                "  peraturannya berbeda ({}; {}): hanya komponen yang ditampilkan",
                compared.old.instrument, compared.new.instrument
            ),
            Lang::En => format!(
                "  their regulations differ ({}; {}): components only",
                compared.old.instrument, compared.new.instrument
            ),
        });
    }
    if compared.differences.is_empty() {
        lines.push(format!("  {}", printer.pick("tidak ada perbedaan", "no difference")));
    }
    for difference in &compared.differences {
        let nothing = printer.pick("(tidak ada)", "(none)");
        let text =
            |side: &Option<Phrase>| side.as_ref().map_or_else(|| nothing.to_owned(), |side| side.text(printer.lang));
        let (old, new) = (text(&difference.old), text(&difference.new));
        let word = difference.aspect.term().text(printer.lang);
        let width = if printer.lang == Lang::Id { 11 } else { 14 };
        let head = format!("  {word:<width$} {:<8}", difference.code);
        if old.chars().count() + new.chars().count() > 60 {
            lines.push(format!("{}\n    − {old}\n    + {new}", head.trim_end()));
        } else {
            lines.push(format!("{head} {old} → {new}  {}", difference.name).trim_end().to_owned());
        }
    }
    lines.join("\n")
}

pub(super) fn record(compared: &Compared) -> String {
    let side = |side: &Side| json!({ "dokumen": side.id, "revisi": side.revision, "instrumen": side.instrument });
    let changes: Vec<_> = compared
        .differences
        .iter()
        .map(|d| json!({ "jenis": d.aspect.word(), "kode": d.code, "semula": d.old.as_ref().map(Phrase::kept), "menjadi": d.new.as_ref().map(Phrase::kept) }))
        .collect();
    json!({
        "schema": 1,
        "dari": side(&compared.old),
        "ke": side(&compared.new),
        "hanya_komponen": compared.components_only,
        "perubahan": changes,
    })
    .to_string()
}
