//! Reading an evaluation and checking everything that concerns this one evaluation.

use std::collections::BTreeMap;

use crate::diag::{Checked, Code, Diagnostic, FileId, Files, Found, Hint, Note, nearest};
use crate::instrument::Instrument;
use crate::num::{Number, decimal, ratio};
use crate::source::{self, Document, Spanned, Token};

use super::answers;
use super::model::{Evaluation, EvaluationId};
use super::read::{EvaluationFile, InputLevel, WorksheetFile};

/// Reads an evaluation file; its answers are checked by [`Evaluation::new`] once the instrument is known.
pub fn load(files: &Files, file: FileId) -> Checked<(EvaluationFile, Document)> {
    source::load(files, file)
}

/// Reads a worksheet file (`.lke.yaml`).
pub fn load_worksheet(files: &Files, file: FileId) -> Checked<(WorksheetFile, Document)> {
    source::load(files, file)
}

impl Evaluation {
    /// Checks a typed evaluation against its instrument.
    ///
    /// `worksheet` is the `.lke.yaml` beside it, if there is one. All faults are found in one go: unknown
    /// codes, answers outside their scale, missing answers, findings and recommendations that point nowhere.
    ///
    /// ```ignore
    /// let (entry, _) = evaluation::load(&files, file).value?;
    /// let id = EvaluationId { year: 2023, stem: "dinas-x".to_owned() };
    /// let checked = Evaluation::new(id, entry, None, &instrument);
    /// report(&checked.diagnostics); // all faults of the file; a warning leaves the value usable
    /// let sheet = score::calculate(&instrument, &checked.value?.answers, Whose::Evaluator)?;
    /// ```
    pub fn new(
        id: EvaluationId,
        entry: EvaluationFile,
        worksheet: Option<WorksheetFile>,
        instrument: &Instrument,
    ) -> Checked<Self> {
        let mut found = Vec::new();
        let level = entry.level.as_ref().map_or(InputLevel::Criterion, |l| l.value);
        if entry.year.value.0 != id.year {
            found.push(
                Diagnostic::new(Code::D116).at(entry.year.at).arg("typed", entry.year.value.0).arg("folder", id.year),
            );
        }
        let place = entry.opd.at;
        let typed = match (&entry.answers, worksheet) {
            (Some(inside), Some(outside)) => {
                found.push(Diagnostic::new(Code::D117).at(inside.at).related(outside.answers.at, Note::AlsoHere));
                None
            }
            (Some(inside), None) => Some(inside.clone()),
            (None, Some(outside)) => Some(outside.answers),
            (None, None) => {
                found.push(Diagnostic::new(Code::D118).at(place));
                None
            }
        };
        if level != InputLevel::Criterion && entry.value_source.is_none() {
            let at = entry.level.as_ref().map_or(place, |l| l.at);
            found.push(Diagnostic::new(Code::D115).at(at));
        }
        let documents: Vec<&str> = entry.documents.0.iter().map(|(id, _)| id.value.0.as_str()).collect();
        let (answers, answers_place) = match &typed {
            Some(typed) => (answers::resolve(typed, level, instrument, &documents, &mut found), typed.at),
            None => (BTreeMap::new(), place),
        };
        references(&entry, instrument, &mut found);
        rupiah(&entry, &mut found);
        Checked::new(Self { id, level, entry, answers, answers_place }, found)
    }
}

/// The largest amount of rupiah: larger ones cannot be spelled out.
const LARGEST_RUPIAH: i64 = 999_999_999_999_999;

/// Checks that amounts of rupiah are whole (`850.000` would be read as eight hundred and fifty), positive or zero, not
/// too large to be spelled out, and that no more is spent than the budget holds.
fn rupiah(entry: &EvaluationFile, found: &mut Found) {
    let profile = || entry.profile.iter().flat_map(|p| p.budget.iter().chain(&p.spent));
    let whole = |number: &Spanned<Number>| !number.value.text.contains('.');
    for number in profile().filter(|n| !whole(n)) {
        let plain = number.value.text.replace('.', "");
        found.push(Diagnostic::new(Code::D126).at(number.at).arg("value", &number.value.text).hint(Hint::Write(plain)));
    }
    for number in profile().filter(|n| whole(n) && !(ratio(0)..=ratio(LARGEST_RUPIAH)).contains(&n.value.value)) {
        found.push(Diagnostic::new(Code::D232).at(number.at).arg("value", &number.value.text));
    }
    let both = entry.profile.as_ref().and_then(|p| p.budget.as_ref().zip(p.spent.as_ref()));
    if let Some((budget, spent)) = both.filter(|(b, s)| whole(b) && whole(s) && s.value.value > b.value.value) {
        let fault = Diagnostic::new(Code::D233).at(spent.at).related(budget.at, Note::ComparedHere);
        found.push(fault.arg("spent", decimal(&spent.value.value, 0)).arg("budget", decimal(&budget.value.value, 0)));
    }
}

/// Checks that findings, recommendations and descriptions point at something that exists.
fn references(entry: &EvaluationFile, instrument: &Instrument, found: &mut Found) {
    let codes = instrument.codes();
    let known = |code: &Spanned<Token>, found: &mut Found| {
        if !codes.contains(&code.value.0.as_str()) {
            let mut fault =
                Diagnostic::new(Code::D101).at(code.at).arg("code", &code.value.0).arg("instrument", &instrument.id);
            fault.hints.extend(nearest(&code.value.0, codes.iter().copied()).map(Hint::DidYouMean));
            found.push(fault);
        }
    };
    let level = entry.level.as_ref().map_or(InputLevel::Criterion, |l| l.value);
    for (code, _) in &entry.descriptions.0 {
        let subcomponent = level != InputLevel::Component && instrument.subcomponent(&code.value.0).is_some();
        if instrument.component(&code.value.0).is_none() && !subcomponent && codes.contains(&code.value.0.as_str()) {
            found.push(Diagnostic::new(Code::D171).at(code.at).arg("code", &code.value.0));
        }
        known(code, found);
    }
    let mut seen: Vec<&Spanned<Token>> = Vec::new();
    let findings = entry.findings.iter().map(|f| &f.id);
    for id in findings.chain(entry.recommendations.iter().map(|r| &r.id)) {
        if let Some(first) = seen.iter().find(|known| known.value.0 == id.value.0) {
            found.push(Diagnostic::new(Code::D119).at(id.at).arg("id", &id.value.0).related(first.at, Note::FirstHere));
        }
        seen.push(id);
    }
    for finding in &entry.findings {
        if finding.about.value.is_empty() {
            found.push(Diagnostic::new(Code::D120).at(finding.about.at).arg("id", &finding.id.value.0));
        }
        for code in &finding.about.value {
            known(code, found);
        }
        let answered = |r: &super::read::Recommendation| r.findings.iter().any(|f| f.value.0 == finding.id.value.0);
        // A recommendation for an unknown finding is most likely meant for this one. It is reported by itself.
        let astray = |r: &super::read::Recommendation| {
            r.findings.iter().any(|f| !entry.findings.iter().any(|known| known.id.value.0 == f.value.0))
        };
        if !entry.recommendations.iter().any(|r| answered(r) || astray(r)) {
            found.push(Diagnostic::new(Code::D122).at(finding.id.at).arg("id", &finding.id.value.0));
        }
    }
    for recommendation in &entry.recommendations {
        for id in &recommendation.findings {
            let ids = entry.findings.iter().map(|f| f.id.value.0.as_str());
            if !ids.clone().any(|known| known == id.value.0) {
                let known = ids.collect::<Vec<_>>().join(", ");
                let mut fault = Diagnostic::new(Code::D121)
                    .at(id.at)
                    .arg("id", &id.value.0)
                    .arg("recommendation", &recommendation.id.value.0);
                fault.hints.extend((!known.is_empty()).then_some(Hint::Choices(known)));
                found.push(fault);
            }
        }
        if recommendation.findings.is_empty() && recommendation.about.is_empty() {
            found.push(Diagnostic::new(Code::D123).at(recommendation.id.at).arg("id", &recommendation.id.value.0));
        }
        for code in &recommendation.about {
            known(code, found);
        }
    }
}
