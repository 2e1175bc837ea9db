//! Values beside each other: typed history and this project's own evaluation of the year, printed values and their
//! parts.

use num_traits::Signed;

use crate::diag::{Code, Diagnostic, Place};
use crate::num::{Number, Ratio, with_comma};
use crate::project::{Case, Scored};
use crate::register::{HistoryEntry, last_place};

/// Rules `riwayat_ganda` and `riwayat_berbeda` for one office's entry of a year; `at` is the office's id there.
pub(in crate::project::check) fn beside_evaluation(
    project: &Scored,
    year: i32,
    office: &str,
    at: Place,
    entry: &HistoryEntry,
) -> Option<Diagnostic> {
    // Only a regular evaluation is last year's result. Where there is only a repeated one, the history counts.
    let case = project.cases.iter().find(|c| c.id.year == year && c.office == office && c.regular)?;
    let differences = differences(project, year, case, entry);
    if differences.is_empty() {
        return Some(Diagnostic::new(Code::D166).at(at).arg("id", &case.id));
    }
    let place = differences.first().map_or(at, |(place, _)| *place);
    let texts: Vec<&str> = differences.iter().map(|(_, text)| text.as_str()).collect();
    Some(Diagnostic::new(Code::D185).at(place).arg("id", &case.id).arg("differences", texts.join(", ")))
}

/// The differences: the place in the history, and a text with code, typed and computed value.
fn differences(project: &Scored, year: i32, case: &Case, entry: &HistoryEntry) -> Vec<(Place, String)> {
    let Some(sheet) = &case.sheet else { return Vec::new() };
    let mut found = Vec::new();
    let mut compare = |code: &str, at: Place, typed: &Number, computed: &Ratio| {
        // Issued values are cut as well as rounded: a deviation of less than one unit of the last place is accepted.
        if (&typed.value - sheet.rounding.apply(computed)).abs() >= last_place(typed) {
            found.push((at, format!("`{code}` {} ≠ {}", with_comma(&typed.text), sheet.text(computed))));
        }
    };
    let histories = project.histories.get(&year);
    let instrument = histories.and_then(|h| project.history_instrument(h)).map(|i| i.id.as_str());
    // Codes of another regulation mean other components.
    if instrument.is_some() && instrument == case.instrument.map(|i| project.instruments[i].id.as_str()) {
        for (code, typed) in &entry.components.0 {
            if let Some(component) = sheet.component(&code.value.0) {
                compare(&code.value.0, typed.at, &typed.value, &component.points.0);
            }
        }
    }
    compare("total", entry.total.at, &entry.total.value, &sheet.total.0);
    let grade = &entry.grade;
    if grade.value.0 != sheet.grade.letter {
        found.push((grade.at, format!("`predikat` {} ≠ {}", grade.value.0, sheet.grade.letter)));
    }
    found
}

/// Rule `rincian_tidak_berjumlah`: an edition that rounds late prints values that differ from the sum of their parts.
pub(super) fn sums(case: &Case) -> Option<Diagnostic> {
    let (evaluation, sheet) = (case.evaluation.as_ref()?, case.sheet.as_ref()?);
    if !sheet.late_rounding {
        return None;
    }
    let gaps: Vec<String> =
        sheet.printed_gaps().iter().map(|(code, value, sum)| format!("`{code}` {value} ≠ {sum}")).collect();
    let fault = || Diagnostic::new(Code::D186).at(evaluation.entry.opd.at).arg("gaps", gaps.join(", "));
    (!gaps.is_empty()).then(fault)
}
