//! The second stage: scores every evaluation with the instrument that holds for it, and finds its revision.

use std::collections::BTreeSet;
use std::ops::Deref;

use rayon::prelude::*;

use crate::diag::{Code, Diagnostic, FileId, Found, has_errors};
use crate::evaluation::{Evaluation, EvaluationFile, EvaluationId, WorksheetFile};
use crate::instrument::Instrument;
use crate::record::{DocumentId, IssuedRevision, RECAP};
use crate::register::LetterEntry;
use crate::revision::{Applied, Ledger};
use crate::score::{self, ScoreSheet, Whose};

use super::evaluations::Typed;
use super::read::{Read, Reading};
use super::revise::{self, Revision, Subject};

/// One evaluation and its scores.
#[derive(Debug)]
pub struct Case {
    /// Identity.
    pub id: EvaluationId,
    /// The evaluation file.
    pub file: FileId,
    /// The `.lke.yaml` beside it.
    pub worksheet: Option<FileId>,
    /// Its ledger of corrections.
    pub ledger: Option<(FileId, Ledger)>,
    /// The changes that the whole ledger made.
    pub(crate) applied: Vec<Applied>,
    /// Its letter in its present revision, after corrections.
    pub(crate) letter: Option<LetterEntry>,
    /// The revision that the data gives.
    pub revision: Revision,
    /// Id of its office, even if the rest of the file is faulty; the file name if the id cannot be read either.
    pub office: String,
    /// True for the yearly evaluation, whose result next year's letter shows.
    pub regular: bool,
    /// The evaluation, if it is without error.
    pub evaluation: Option<Evaluation>,
    /// Index of the instrument that holds for it.
    pub instrument: Option<usize>,
    /// The evaluator's scores.
    pub sheet: Option<ScoreSheet>,
    /// The office's own scores, if complete.
    pub own: Option<ScoreSheet>,
}

/// A project as read and scored; reads through to the stage before it.
#[derive(Debug)]
pub struct Scored {
    read: Read,
    /// Evaluations, ordered by year and file.
    pub cases: Vec<Case>,
    /// Cases that wait because their files contradict the issued revision.
    pub(super) held: BTreeSet<usize>,
}

impl Deref for Scored {
    type Target = Read;

    fn deref(&self) -> &Read {
        &self.read
    }
}

/// A case as it was made, with its diagnostics.
struct Made {
    case: Case,
    found: Found,
    held: bool,
}

impl Scored {
    /// Scores the evaluations that were read, and hands on all diagnostics so far.
    pub(super) fn of(reading: Reading) -> (Self, Found) {
        let Reading { read, typed, mut found } = reading;
        // Evaluations do not depend on each other.
        let made: Vec<Made> = typed.into_par_iter().map(|typed| made(&read, typed)).collect();
        let held = made.iter().enumerate().filter(|(_, made)| made.held).map(|(index, _)| index).collect();
        let mut cases = Vec::with_capacity(made.len());
        for Made { case, found: new, .. } in made {
            found.extend(new);
            cases.push(case);
        }
        let scored = Self { read, cases, held };
        let gone = scored.issued_without_file().into_iter().map(|(id, _)| {
            let name = format!("evaluasi/{id}.yaml");
            Diagnostic::new(Code::A049).in_file(name).arg("id", id)
        });
        found.extend(gone);
        (scored, found)
    }

    /// The same project after a deposit for an object: with the new record, and with the revision that follows from it
    /// for the case of the object.
    pub(super) fn recorded(self, record: crate::record::Record, object: &str) -> Self {
        let Self { read, cases, held } = self;
        let read = Read { record, ..read };
        let again = |case: Case| if case.id.to_string() == object { case.again(&read) } else { case };
        let cases = cases.into_iter().map(again).collect();
        Self { read, cases, held }
    }

    /// Issued evaluations whose file is no longer in the project.
    pub(crate) fn issued_without_file(&self) -> Vec<(DocumentId, &[IssuedRevision])> {
        let gone =
            |object: &str| DocumentId::read(object).filter(|id| id.name != RECAP && self.named(object).is_none());
        self.record.objects().filter_map(|(object, list)| Some((gone(object)?, list))).collect()
    }

    /// The evaluation of this name, `<tahun>/<berkas>`.
    pub(crate) fn named(&self, name: &str) -> Option<&Case> {
        let id = DocumentId::read(name)?;
        self.cases.iter().find(|case| case.id.year == id.year && case.id.stem == id.name)
    }
}

/// Scores an evaluation and finds its revision.
fn made(read: &Read, typed: Typed) -> Made {
    let Typed { id, file, worksheet, ledger, applied, letter, office, regular, entries, instrument, faults } = typed;
    let mut found = Vec::new();
    let by = instrument.map(|index| &read.instruments[index]);
    let evaluation = entries.zip(by).and_then(|(entries, by)| checked(&id, entries, by, &mut found));
    let scores = |whose| evaluation.as_ref().zip(by).and_then(|(e, by)| score::calculate(by, &e.answers, whose));
    let (sheet, own) = (scores(Whose::Evaluator), scores(Whose::Office));
    if let (Some(by), Some(sheet)) = (by, &sheet) {
        found.extend(score::dependencies(by, sheet));
        found.extend(score::implausible(by, sheet));
    }
    let subject = Subject {
        read,
        id: &id,
        file,
        worksheet,
        ledger: ledger.as_ref(),
        letter: letter.as_ref(),
        sheet: sheet.as_ref(),
    };
    let mut revised = faults;
    let (revision, letter) = revise::revision(&subject, &mut revised);
    let held = has_errors(&revised);
    found.extend(revised);
    let case = Case {
        id,
        file,
        worksheet,
        ledger,
        applied,
        letter,
        revision,
        office,
        regular,
        evaluation,
        instrument,
        sheet,
        own,
    };
    Made { case, found, held }
}

/// The evaluation, if it is without error.
fn checked(
    id: &EvaluationId,
    (entry, answers): (EvaluationFile, Option<WorksheetFile>),
    instrument: &Instrument,
    found: &mut Found,
) -> Option<Evaluation> {
    Evaluation::new(id.clone(), entry, answers, instrument).drain_into(found)
}

impl Case {
    /// All files that the case is made of.
    pub(crate) fn files(&self) -> impl Iterator<Item = FileId> {
        std::iter::once(self.file).chain(self.worksheet).chain(self.ledger.as_ref().map(|(file, _)| *file))
    }

    /// The case under a changed record: another revision and another letter, the same data.
    fn again(self, read: &Read) -> Self {
        let subject = Subject {
            read,
            id: &self.id,
            file: self.file,
            worksheet: self.worksheet,
            ledger: self.ledger.as_ref(),
            letter: self.letter.as_ref(),
            sheet: self.sheet.as_ref(),
        };
        // Departures from the issued revision were found before.
        let (revision, letter) = revise::revision(&subject, &mut Vec::new());
        Self { revision, letter, ..self }
    }
}
