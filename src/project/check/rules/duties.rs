//! Rules on the parts that a finding and a recommendation need: each other, an addressee, a deadline, an answer.

use crate::diag::{Code, Diagnostic, Found};
use crate::evaluation::{EvaluationFile, Recommendation};
use crate::project::{Case, Scored};

/// Applies the rules on findings and recommendations of one evaluation that no other check covers.
pub(super) fn of(project: &Scored, case: &Case) -> Found {
    let Some(evaluation) = &case.evaluation else { return Vec::new() };
    let entry = &evaluation.entry;
    let mut found = without_finding(entry);
    found.extend(without_deadline(project, case, entry));
    found.extend(without_addressee(project, case, entry));
    found.extend(without_response(entry));
    found
}

/// Rule `rekomendasi_tanpa_catatan`. A recommendation that names no finding at all is an error of its own (D123).
fn without_finding(entry: &EvaluationFile) -> Found {
    let bare = entry.recommendations.iter().filter(|r| r.findings.is_empty() && !r.about.is_empty());
    bare.map(|r| Diagnostic::new(Code::D180).at(r.id.at).arg("id", &r.id.value.0)).collect()
}

/// Rule `rekomendasi_tanpa_tenggat`: reported once an evaluation, since one line of the season mends them all.
fn without_deadline(project: &Scored, case: &Case, entry: &EvaluationFile) -> Option<Diagnostic> {
    let season = project.settings.as_ref()?.season(case.id.year)?;
    let open: Vec<&Recommendation> = entry.recommendations.iter().filter(|r| r.deadline.is_none()).collect();
    let first = open.first().filter(|_| season.deadline.is_none())?;
    Some(Diagnostic::new(Code::D181).at(first.id.at).arg("ids", ids(&open)).arg("year", case.id.year))
}

/// Rule `rekomendasi_tanpa_tujuan`: reported once an evaluation, since one line of the register mends them all. A head
/// who is not in office on the date of the letter is an error of its own (D145).
fn without_addressee(project: &Scored, case: &Case, entry: &EvaluationFile) -> Option<Diagnostic> {
    let office = &project.office(&case.office)?.value;
    let open: Vec<&Recommendation> = entry.recommendations.iter().filter(|r| r.addressee.is_none()).collect();
    let first = open.first().filter(|_| office.heads.value.is_empty())?;
    Some(Diagnostic::new(Code::D182).at(first.id.at).arg("ids", ids(&open)).arg("office", &case.office))
}

/// Rule `catatan_tanpa_tanggapan`. Before the confirmation nobody can have answered.
fn without_response(entry: &EvaluationFile) -> Option<Diagnostic> {
    entry.confirmation.as_ref()?;
    let open: Vec<_> = entry.findings.iter().filter(|f| f.response.is_none()).collect();
    let first = open.first()?;
    let ids: Vec<String> = open.iter().map(|f| format!("`{}`", f.id.value.0)).collect();
    Some(Diagnostic::new(Code::D190).at(first.id.at).arg("ids", ids.join(", ")))
}

fn ids(recommendations: &[&Recommendation]) -> String {
    recommendations.iter().map(|r| format!("`{}`", r.id.value.0)).collect::<Vec<_>>().join(", ")
}
