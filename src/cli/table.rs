//! Pieces of output that several commands show: columns, counts, totals, places.

use serde_json::{Value, json};
use unicode_width::UnicodeWidthStr;

use crate::custody::Row;
use crate::diag::{Lang, Place};
use crate::num::Number;
use crate::project::{Project, Unit};
use crate::record::Keeping;
use crate::score::ScoreSheet;

use super::printer::Printer;

/// Prints rows in columns as wide as their widest cell; `right` tells which are aligned right.
pub(super) fn print<const N: usize>(rows: &[[String; N]], right: &[bool; N], printer: &Printer) {
    let widths: Vec<usize> = (0..N).map(|i| rows.iter().map(|r| r[i].width()).max().unwrap_or(0)).collect();
    for row in rows {
        let cells: Vec<String> = (0..N)
            .map(|i| {
                let pad = " ".repeat(widths[i] - row[i].width());
                if right[i] { format!("{pad}{}", row[i]) } else { format!("{}{pad}", row[i]) }
            })
            .collect();
        printer.data(cells.join("  ").trim_end());
    }
}

/// The number of revisions in each state.
pub(super) fn counts(rows: &[Row<'_>], lang: Lang) -> String {
    let count = |state| rows.iter().filter(|row| row.revision.keeping() == state).count();
    let parts: Vec<String> =
        Keeping::ALL.into_iter().map(|state| format!("{} {}", count(state), state.term().text(lang))).collect();
    parts.join(", ")
}

/// Total and grade as they are printed in the letter.
pub(super) fn result(sheet: Option<&ScoreSheet>) -> Option<(Number, String)> {
    sheet.map(|s| (s.number(&s.total.0), s.grade.letter.clone()))
}

/// Total and grade as text; empty where there are none.
pub(super) fn shown(result: Option<(Number, String)>) -> (String, String) {
    result.map(|(total, letter)| (total.printed(), letter)).unwrap_or_default()
}

/// Total and grade of the evaluation that a unit is about; empty for a recap.
pub(super) fn total_and_grade(project: &Project, unit: Unit) -> (String, String) {
    match unit {
        Unit::Case(index) => shown(result(project.cases[index].sheet.as_ref())),
        Unit::Recap(_) => shown(None),
    }
}

/// A place as JSON: file, line and column.
pub(super) fn place(project: &Project, at: Place) -> Value {
    let position = project.files.position(at.file, at.start);
    json!({ "file": project.files.name(at.file), "line": position.line, "column": position.column })
}
