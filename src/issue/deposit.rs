//! Issues documents by depositing them: PDF, bundle and result become a version of the object in the archive, and are
//! never written again.

use std::collections::BTreeMap;

use serde_json::json;

use crate::archive::{Content, Writer};
use crate::bundle::{BUILD_ID, Bundle};
use crate::diag::{Code, Diagnostic, Found, Phrase, Refusal, has_errors};
use crate::digest::sha256;
use crate::draft::{BuildSettings, compose, departures, render};
use crate::project::{Project, Unit};
use crate::record::amend::{add, user};
use crate::record::issued::{ISSUE, IssueEvent, IssuedDocument, IssuedRevision, Maker, RESULT_FILE, ReplacedLetter};
use crate::record::paths::is_kept;
use crate::record::{DocumentId, Kind, messages};
use crate::register::{Numbering, RevisionKind, is_gap, plain_number};
use crate::report::{FaceSignatory, Printed};
use crate::source::{Name, PartialDate, Spanned};
use crate::worker::Answer;

/// A unit that was just issued.
#[derive(Clone, Debug)]
pub struct Issued {
    /// The object.
    pub id: DocumentId,
    /// Its revision.
    pub revision: u32,
    /// Its kind; none for the first issue.
    pub kind: Option<RevisionKind>,
    /// The version of the object that holds it.
    pub version: u32,
    /// The number of its letter as printed, if known.
    pub number: Option<String>,
    /// Pages of all its documents.
    pub pages: usize,
    /// Facts worth knowing: a missing response, an interrupted earlier deposit that was completed.
    pub found: Found,
}

/// The faults that stop an issue, with A007 added if none of them is an error: a refusal without an error would look as
/// if nothing had happened.
fn or_not_ready(mut found: Found, id: &DocumentId) -> Found {
    if !has_errors(&found) {
        found.push(Diagnostic::new(Code::A007).arg("id", id));
    }
    found
}

/// Number and date of a letter as typed.
#[derive(Default)]
struct Letter {
    number: Option<Spanned<Name>>,
    date: Option<Spanned<PartialDate>>,
}

/// Number and date of a unit's letter as typed.
pub(super) fn typed_letter(project: &Project, unit: Unit) -> (Option<String>, Option<String>) {
    let letter = unit_letter(project, unit);
    (letter.number.map(|n| n.value.0), letter.date.map(|d| d.value.to_string()))
}

fn unit_letter(project: &Project, unit: Unit) -> Letter {
    match unit {
        Unit::Case(index) => {
            let letter = project.cases[index].letter.as_ref();
            let number = letter.and_then(|l| l.number.clone());
            Letter { number, date: letter.and_then(|l| l.date.clone()) }
        }
        Unit::Recap(year) => project
            .recap_letter(year)
            .map_or_else(Letter::default, |letter| Letter { number: letter.number, date: letter.date }),
    }
}

/// Issues one unit. None if exactly this revision was issued before and its data still gives the same report.
///
/// # Errors
/// Every fault that stops it: errors of its data, a missing or used number, data that was changed after an issue,
/// faults of rendering and of the disk. Nothing is written then.
pub fn issue(
    project: &Project,
    writer: &mut Writer,
    unit: Unit,
    settings: &BuildSettings,
) -> Result<Option<Issued>, Found> {
    let id = project.unit_id(unit);
    let (revision, done, kind) = project.unit_revision(unit);
    let stops = |d: &Diagnostic| d.is_error() || d.code == Code::D165;
    let concerning: Found = project.concerning(&unit.chosen()).into_iter().filter(stops).collect();
    let blocked = matches!(unit, Unit::Case(index) if project.is_blocked(index));
    if blocked || !concerning.is_empty() {
        return Err(or_not_ready(concerning, &id));
    }
    if done {
        // With the same data the unit is done, as after an interruption. With other data somebody wants a change.
        let (changes, mut found) = departures(project, unit);
        if changes.is_empty() && !has_errors(&found) {
            return Ok(None);
        }
        let code = if matches!(unit, Unit::Recap(_)) { Code::A046 } else { Code::A001 };
        let mut fault = Diagnostic::new(code).in_file(format!("arsip: {id}")).arg("id", &id);
        fault.severity = crate::diag::Severity::Error;
        found.push(fault.arg("reason", Phrase::Clauses(changes)).arg("next", revision + 1).arg("revision", revision));
        return Err(found);
    }
    let letter = numbered(project, unit, kind)?;
    if let Unit::Recap(year) = unit {
        ranked_are_issued(project, year, &id)?;
    }
    let mut found = Vec::new();
    let mut bundles: Vec<(Kind, Bundle)> = Vec::new();
    for target in project.unit_targets(unit) {
        let Some(bundle) = compose(project, target, false).drain_into(&mut found) else {
            return Err(or_not_ready(found, &id));
        };
        bundles.push((target.kind, bundle));
    }
    let signatory = signatory(&bundles, &id)?;
    let nip = signatory.nip.teks.as_str();
    if nip.contains('0') && nip.chars().filter(char::is_ascii_digit).all(|c| c == '0') {
        return Err(vec![Diagnostic::new(Code::A008).in_file("lhe.yaml").arg("id", &id)]);
    }
    let orders = bundles.iter().map(|(_, bundle)| bundle.order.clone()).collect();
    let answers = render(project, &id, orders, settings)?;
    let mut notes = unconfirmed(project, unit);
    let event = event(project, unit, &letter, &signatory, &bundles, &answers);
    let number = event.number.clone();
    let files = files(project, unit, &id, &event, &bundles, &answers);
    let contents = files.iter().map(|(name, bytes)| (name.clone(), Content::Bytes(bytes))).collect();
    let message = messages::issued(&id, &event.kind, event.revision, event.number.as_deref());
    // The signed files and papers that were kept with earlier revisions are carried into the new version.
    let deposited = add(writer, &project.record, &id.to_string(), (ISSUE, message), json!(event), contents, is_kept)?;
    notes.extend(deposited.found);
    let pages = answers.iter().map(|answer| answer.pages).sum();
    let issued = Issued { id, revision, kind, version: deposited.version, number, pages, found: notes };
    Ok(Some(issued))
}

/// Warnings of an issue: no minutes of the confirmation, findings without response.
pub(super) fn unconfirmed(project: &Project, unit: Unit) -> Found {
    let Unit::Case(index) = unit else { return Vec::new() };
    let case = &project.cases[index];
    let Some(evaluation) = &case.evaluation else { return Vec::new() };
    let mut found = Vec::new();
    let name = project.files.name(case.file);
    if evaluation.entry.confirmation.is_none() {
        found.push(Diagnostic::new(Code::A040).in_file(name).arg("id", &case.id));
    }
    // If there are minutes of the confirmation, a content rule asks for the responses.
    let asked = evaluation.entry.confirmation.is_none();
    let silent = evaluation.entry.findings.iter().filter(|finding| asked && finding.response.is_none());
    let silent: Vec<&str> = silent.map(|finding| finding.id.value.0.as_str()).collect();
    if !silent.is_empty() {
        found.push(Diagnostic::new(Code::A041).in_file(name).arg("id", &case.id).arg("ids", silent.join(", ")));
    }
    found
}

/// The files of a version: PDF and bundle of each document, and the result that others quote.
fn files(
    project: &Project,
    unit: Unit,
    id: &DocumentId,
    event: &IssueEvent,
    bundles: &[(Kind, Bundle)],
    answers: &[Answer],
) -> BTreeMap<String, Vec<u8>> {
    let mut files = BTreeMap::new();
    for ((kind, bundle), answer) in bundles.iter().zip(answers) {
        files.insert(kind.pdf(id), answer.pdf.clone());
        for file in &bundle.files {
            files.insert(format!("{}/{}", kind.bundle(), file.name), file.bytes.clone());
        }
    }
    if let Unit::Case(index) = unit
        && let Some(mut result) = project.present_result(&project.cases[index])
    {
        result.revision = Some(event.revision);
        result.report = event.documents.get(&Kind::Lhe).map(|lhe| lhe.report.clone());
        result.number.clone_from(&event.number);
        files.insert(RESULT_FILE.to_owned(), serde_json::to_vec_pretty(&result).unwrap_or_default());
    }
    files
}

/// The official who signs, from the document that people mean by the unit.
///
/// # Errors
/// P009 if that document has no signature block: a document that nobody signs is never issued.
fn signatory(bundles: &[(Kind, Bundle)], id: &DocumentId) -> Result<FaceSignatory, Refusal> {
    let principal = bundles.iter().find(|(kind, _)| kind.is_principal());
    let signatory = principal.and_then(|(_, bundle)| bundle.face.penandatangan.clone());
    signatory.ok_or_else(|| Box::new(Diagnostic::internal(format!("{id}: penandatangan"))))
}

fn event(
    project: &Project,
    unit: Unit,
    letter: &Letter,
    signatory: &FaceSignatory,
    bundles: &[(Kind, Bundle)],
    answers: &[Answer],
) -> IssueEvent {
    let (revision, _, kind) = project.unit_revision(unit);
    let id = project.unit_id(unit).to_string();
    let before = project.record.last(&id);
    let case = match unit {
        Unit::Case(index) => Some(&project.cases[index]),
        Unit::Recap(_) => None,
    };
    let documents = bundles.iter().zip(answers).map(|((kind, bundle), answer)| {
        let document = IssuedDocument {
            bundle: bundle.fingerprint.clone(),
            report: bundle.report_digest.clone(),
            pdf: sha256(&answer.pdf),
            pages: answer.pages,
        };
        (*kind, document)
    });
    let class = project.settings.as_ref().and_then(|s| s.defaults.classification.as_ref());
    let sheet = case.and_then(|case| case.sheet.as_ref());
    IssueEvent {
        revision,
        kind: kind.map_or(ISSUE, RevisionKind::word).to_owned(),
        number: letter.number.as_ref().map(|n| n.value.0.clone()),
        date: letter.date.as_ref().map(|d| d.value.to_string()),
        classification: class.map(|class| class.value.0.clone()),
        signatory: signatory.line(),
        documents: documents.collect(),
        base: case.map(|case| project.base_digests(case.file, case.worksheet)).unwrap_or_default(),
        corrections: case.map(|case| project.corrections(case.ledger.as_ref())).unwrap_or_default(),
        replaces: before.map(|before| ReplacedLetter {
            revision: before.number,
            number: before.letter.clone(),
            date: before.date.clone(),
        }),
        officer: user().name,
        total: sheet.map(|sheet| Printed(sheet.number(&sheet.total.0))),
        grade: sheet.map(|sheet| sheet.grade.letter.clone()),
        maker: Maker {
            program: "lhe".to_owned(),
            version: env!("CARGO_PKG_VERSION").to_owned(),
            build: BUILD_ID.to_owned(),
        },
        retention: project.settings.as_ref().and_then(|s| Some(s.archive.as_ref()?.retention.as_ref()?.text())),
        reasons: case.map(|case| reasons(case, before)).unwrap_or_default(),
    }
}

/// The reasons for a revision: those of the corrections that the revision before it did not include.
fn reasons(case: &crate::project::Case, before: Option<&IssuedRevision>) -> Vec<String> {
    let known = before.map_or(0, |before| before.corrections.len());
    let entries = case.ledger.iter().flat_map(|(_, ledger)| &ledger.entries).skip(known);
    entries.map(|entry| entry.value.reason.value.0.trim().to_owned()).collect()
}

/// Checks that a recap rests on issued LHEs: each ranked one must be issued, and its data must still give it.
fn ranked_are_issued(project: &Project, year: i32, id: &DocumentId) -> Result<(), Found> {
    let cases = 0..project.cases.len();
    let ranked = cases.filter(|i| project.cases[*i].id.year == year && project.cases[*i].regular);
    // An edit of an LHE's own files blocks that LHE. Files that all letters share may change from year to year.
    let open = ranked.filter(|index| !project.cases[*index].revision.issued || project.is_blocked(*index));
    let ids: Vec<String> = open.map(|index| project.cases[index].id.to_string()).collect();
    if ids.is_empty() {
        return Ok(());
    }
    let fault = Diagnostic::new(Code::A010).in_file(format!("ikhtisar/{year}.yaml"));
    Err(vec![fault.arg("id", id).arg("ids", ids.join(", "))])
}

/// Number and date of the letter: known and unused, or announced as coming later.
fn numbered(project: &Project, unit: Unit, kind: Option<RevisionKind>) -> Result<Letter, Found> {
    let id = project.unit_id(unit);
    let numbering = project.numbering(id.year);
    let Letter { number, date } = unit_letter(project, unit);
    let gap = number.as_ref().is_some_and(|n| is_gap(&n.value.0)) || numbering != Numbering::Typed;
    let Some(number) = number.filter(|n| !is_gap(&n.value.0)) else {
        if gap {
            return Ok(Letter { number: None, date });
        }
        let file = format!("surat/{}.yaml", id.year);
        return Err(vec![match kind {
            None => Diagnostic::new(Code::A003).in_file(file).arg("id", &id),
            Some(kind) => {
                let fault = Diagnostic::new(Code::K018).in_file(file).arg("id", &id).arg("kind", kind.term());
                fault.arg("revision", project.unit_revision(unit).0)
            }
        }]);
    };
    if date.is_none() && !gap {
        return Err(vec![Diagnostic::new(Code::A005).at(number.at).arg("id", &id)]);
    }
    let text = number.value.0.as_str();
    let own = project.record.revisions(&id.to_string());
    let plain = plain_number(text);
    if kind == Some(RevisionKind::Replacement) && own.iter().any(|revision| revision.is_numbered(&plain)) {
        return Err(vec![Diagnostic::new(Code::K015).at(number.at).arg("id", &id).arg("number", text)]);
    }
    unused(project, &id, text).map_err(|fault| fault.at(number.at))?;
    Ok(Letter { number: Some(number), date })
}

/// Refuses a number that another issued document has.
pub(super) fn unused(project: &Project, id: &DocumentId, number: &str) -> Result<(), Diagnostic> {
    match project.record.used_by(number, &id.to_string()) {
        Some((other, _)) => Err(Diagnostic::new(Code::A006).arg("number", number).arg("other", other)),
        None => Ok(()),
    }
}
