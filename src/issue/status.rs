//! The state of each document: draft, issued, out of date, corrected, replaced; with the reasons.

use std::path::Path;

use crate::diag::{Found, Phrase, Term};
use crate::draft::{Records, compose, departures, quoted};
use crate::project::{Case, Chosen, Project, Unit};
use crate::record::issued::IssuedRevision;
use crate::record::{DocumentId, RECAP, number};
use crate::register::RevisionKind;

use super::deposit::typed_letter;

/// The state of a document.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum State {
    /// Not issued.
    Draft,
    /// Issued, and its data still gives the same report.
    Issued,
    /// Issued, but its data no longer gives the same report.
    Stale,
    /// Issued and then corrected: the next revision is a draft.
    Corrected,
    /// A revision that another one replaced.
    Replaced,
}

impl State {
    /// The word for scripts.
    pub fn word(self) -> &'static str {
        self.term().name()
    }

    /// The word for people.
    pub fn term(self) -> Term {
        match self {
            Self::Draft => Term::Draft,
            Self::Issued => Term::Issued,
            Self::Stale => Term::Stale,
            Self::Corrected => Term::Corrected,
            Self::Replaced => Term::Replaced,
        }
    }
}

/// One document, or one revision of it, with its state.
#[derive(Clone, Debug)]
pub struct Standing {
    /// The document.
    pub id: DocumentId,
    /// The revision.
    pub revision: u32,
    /// Its state.
    pub state: State,
    /// Number of its letter, if known.
    pub number: Option<String>,
    /// Date of its letter as typed.
    pub date: Option<String>,
    /// Why it is so: names, values, files.
    pub reasons: Vec<Phrase>,
}

/// The states of the chosen documents; replaced revisions come before the revision in force.
///
/// `output` is the folder of drafts. The diagnostics are those that composing finds.
pub fn standings(project: &Project, chosen: &Chosen, output: &Path) -> (Vec<Standing>, Found) {
    let records = Records::read(output);
    let mut list = Vec::new();
    let mut found = Vec::new();
    for unit in chosen.units() {
        standing(project, unit, output, &records, &mut list, &mut found);
    }
    orphans(project, chosen, &mut list);
    (list, found)
}

/// Adds issued evaluations whose files are gone: an issued document never disappears from the list.
fn orphans(project: &Project, chosen: &Chosen, list: &mut Vec<Standing>) {
    if chosen.cases.len() < project.cases.len() {
        return;
    }
    for (id, revisions) in project.issued_without_file() {
        for (index, one) in revisions.iter().enumerate() {
            let state = if index + 1 < revisions.len() { State::Replaced } else { State::Issued };
            list.push(Standing {
                id: id.clone(),
                revision: one.number,
                state,
                number: one.letter.clone(),
                date: one.date.clone(),
                reasons: vec![Term::FileGone.into()],
            });
        }
    }
}

fn standing(
    project: &Project,
    unit: Unit,
    output: &Path,
    records: &Records,
    list: &mut Vec<Standing>,
    found: &mut Found,
) {
    let id = project.unit_id(unit);
    let own = project.record.revisions(&id.to_string());
    let (revision, issued, _) = project.unit_revision(unit);
    for (index, old) in own.iter().enumerate() {
        let next = own.get(index + 1);
        let kind = |r: &IssuedRevision| r.kind.map_or(Term::Issued, RevisionKind::term);
        let (state, reasons) = match next {
            Some(next) => {
                let number = Box::new(number(next));
                (State::Replaced, vec![Phrase::Revised { kind: kind(next), revision: next.number, number }])
            }
            None if !issued => (State::Corrected, pending(project, unit, old)),
            None => {
                let (changes, faults) = departures(project, unit);
                found.extend(faults);
                let state = if changes.is_empty() { State::Issued } else { State::Stale };
                let mut reasons = changes;
                if state == State::Issued {
                    reasons.extend(later_last_year(project, unit));
                }
                (state, reasons)
            }
        };
        let (number, date) = (old.letter.clone(), old.date.clone());
        list.push(Standing { id: id.clone(), revision: old.number, state, number, date, reasons });
    }
    if issued {
        return;
    }
    for target in project.unit_targets(unit) {
        let id = project.document_id(target);
        let blocked = project.is_target_blocked(target);
        let bundle = if blocked { None } else { compose(project, target, true).drain_into(found) };
        let reason = match bundle {
            None => Term::Incomplete,
            Some(bundle) if records.holds(output, &id, &bundle.fingerprint) => Term::DraftCurrent,
            Some(_) if records.knows(&id) => Term::DraftOld,
            Some(_) => Term::DraftMissing,
        };
        let reasons = vec![reason.into()];
        let (number, date) = typed_letter(project, unit);
        list.push(Standing { id, revision, state: State::Draft, number, date, reasons });
    }
}

/// The reasons for which an issued unit waits for its next revision.
fn pending(project: &Project, unit: Unit, last: &IssuedRevision) -> Vec<Phrase> {
    match unit {
        Unit::Case(index) => {
            let entries = project.cases[index].ledger.iter().flat_map(|(_, ledger)| &ledger.entries);
            let new = entries.skip(last.corrections.len()).map(|entry| entry.value.id.value.0.as_str());
            vec![Phrase::Waiting { corrections: new.collect::<Vec<_>>().join(", ") }]
        }
        Unit::Recap(year) => vec![Phrase::Prepared { revision: last.number + 1, year }],
    }
}

/// Tells that a later revision exists of the result that an issued letter shows for last year. This is no fault of the
/// letter.
fn later_last_year(project: &Project, unit: Unit) -> Option<Phrase> {
    let Unit::Case(index) = unit else { return None };
    let quoted = quoted(project, &project.cases[index]).ok().flatten()?.last_year?;
    let last = project.record.last(&quoted.document)?;
    let old = quoted.revision.map_or(Term::Draft.into(), |number| Phrase::Revision { number });
    (quoted.revision != Some(last.number)).then(|| Phrase::QuotesOlder {
        document: quoted.document,
        quoted: Box::new(old),
        last: last.number,
    })
}

/// Another document that a changed case touches.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Touched {
    /// The document.
    pub id: DocumentId,
    /// Its state after the change: a draft is made again, an issued document becomes out of date.
    pub state: State,
}

/// Other documents that a changed case touches: drafts that are made again, issued ones that become out of date.
pub(super) fn touched(project: &Project, before: &Project, case: &Case) -> Vec<Touched> {
    let old = before.cases.iter().find(|known| known.id == case.id);
    let total = |case: &Case| case.sheet.as_ref().map(|sheet| sheet.text(&sheet.total.0));
    if old.is_some_and(|old| total(old) == total(case)) {
        return Vec::new();
    }
    let mut list = Vec::new();
    let recap = DocumentId { year: case.id.year, name: RECAP.to_owned() };
    if !project.record.revisions(&recap.to_string()).is_empty() {
        list.push(Touched { id: recap, state: State::Stale });
    } else if project.recaps.contains_key(&case.id.year) {
        list.push(Touched { id: recap, state: State::Draft });
    }
    // Next year's drafts quote the issued result; before the first issue they quote the present data.
    if project.record.revisions(&case.id.to_string()).is_empty() {
        let next = project.cases.iter().filter(|next| {
            next.id.year == case.id.year + 1 && project.takes_over(&case.office, &next.office) && !next.revision.issued
        });
        list.extend(next.map(|next| Touched { id: DocumentId::from(&next.id), state: State::Draft }));
    }
    list
}
