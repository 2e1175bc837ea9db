//! The ledger of a case worked into what was typed.

use crate::diag::{Checked, Diagnostic, Files};
use crate::evaluation::{self, Evaluation, EvaluationFile, WorksheetFile};
use crate::instrument::Instrument;
use crate::register::LetterEntry;
use crate::revision::{Applied, Ledger, Trees, apply};
use crate::score::{self, ScoreSheet, Whose};
use crate::source::{self, Document, Node};

use super::evaluations::Case;
use super::model::Project;

/// The files of one case as trees.
#[derive(Clone, Copy)]
pub(crate) struct Typed<'a> {
    pub(crate) evaluation: &'a Document,
    pub(crate) worksheet: Option<&'a Document>,
    /// The letter file with the case's entry in it.
    pub(crate) letter: Option<(&'a Document, &'a Node)>,
    pub(crate) ledger: (&'a Ledger, &'a Document),
}

/// The same files after corrections, read again.
#[derive(Debug)]
pub(crate) struct Corrected {
    pub(crate) entry: Option<EvaluationFile>,
    pub(crate) answers: Option<WorksheetFile>,
    pub(crate) letter: Option<LetterEntry>,
    pub(crate) applied: Vec<Applied>,
}

/// Works the ledger in. Faults are those of the ledger and of what it makes.
pub(crate) fn corrected(files: &Files, typed: Typed<'_>) -> Checked<Corrected> {
    let mut found = Vec::new();
    let mut trees = Trees {
        evaluation: typed.evaluation.root.clone(),
        worksheet: typed.worksheet.map(|d| d.root.clone()),
        letter: typed.letter.map(|(_, node)| node.clone()),
    };
    let (ledger, document) = typed.ledger;
    let applied = apply(&mut trees, ledger, document, &mut found);
    if found.iter().any(Diagnostic::is_error) {
        return Checked::failed(found);
    }
    let entry = source::decode(&typed.evaluation.with_root(trees.evaluation), files).drain_into(&mut found);
    let answers = typed.worksheet.zip(trees.worksheet);
    let answers = answers.and_then(|(d, root)| source::decode(&d.with_root(root), files).drain_into(&mut found));
    let letter_file = typed.letter.map_or(document, |(d, _)| d);
    let letter = trees
        .letter
        .and_then(|root| source::decode::<LetterEntry>(&letter_file.with_root(root), files).drain_into(&mut found));
    Checked::new(Corrected { entry, answers, letter, applied }, found)
}

/// What a case is with its corrections.
#[derive(Debug)]
pub struct Variant {
    /// The evaluation.
    pub evaluation: Evaluation,
    /// The evaluator's scores.
    pub sheet: Option<ScoreSheet>,
    /// The office's own scores, if complete.
    pub own: Option<ScoreSheet>,
}

impl Project {
    /// The typed files of a case that has a ledger.
    pub(crate) fn typed<'a>(&'a self, case: &'a Case) -> Option<Typed<'a>> {
        let (file, ledger) = case.ledger.as_ref()?;
        Some(Typed {
            evaluation: self.documents.get(&case.file)?,
            worksheet: case.worksheet.and_then(|file| self.documents.get(&file)),
            letter: self.letter_node(case),
            ledger: (ledger, self.documents.get(file)?),
        })
    }

    /// The letter file of a case's year, and the case's entry in it.
    pub(crate) fn letter_node(&self, case: &Case) -> Option<(&Document, &Node)> {
        let name = format!("surat/{}.yaml", case.id.year);
        let document = self.documents.iter().find(|(file, _)| self.files.name(**file) == name).map(|(_, d)| d)?;
        Some((document, document.root.get("surat")?.get(&case.id.stem)?))
    }

    /// A case with its ledger, scored by its instrument; none if it has no ledger.
    pub fn variant(&self, case: &Case) -> Option<Checked<Variant>> {
        let typed = self.typed(case)?;
        let instrument = &self.instruments[case.instrument?];
        let mut found = Vec::new();
        let value = corrected(&self.files, typed).drain_into(&mut found);
        let value = value.and_then(|c| evaluated(case, c, instrument).drain_into(&mut found));
        Some(match value {
            Some(variant) => Checked::new(variant, found),
            None => Checked::failed(found),
        })
    }

    /// A case without ledger, read again.
    pub(crate) fn plain_variant(&self, case: &Case) -> Checked<Variant> {
        let mut found = Vec::new();
        let entry = evaluation::load(&self.files, case.file).drain_into(&mut found).map(|(entry, _)| entry);
        let answers = case.worksheet.map(|file| evaluation::load_worksheet(&self.files, file));
        let answers = answers.and_then(|read| read.drain_into(&mut found)).map(|(answers, _)| answers);
        let Some(index) = case.instrument else { return Checked::failed(found) };
        let typed = Corrected { entry, answers, letter: None, applied: Vec::new() };
        let made = evaluated(case, typed, &self.instruments[index]).drain_into(&mut found);
        match made {
            Some(variant) => Checked::new(variant, found),
            None => Checked::failed(found),
        }
    }
}

/// Checks and scores what corrections made.
pub(crate) fn evaluated(case: &Case, corrected: Corrected, instrument: &Instrument) -> Checked<Variant> {
    let Corrected { entry, answers, .. } = corrected;
    let Some(entry) = entry else { return Checked::failed(Vec::new()) };
    let Checked { value, diagnostics } = evaluation::Evaluation::new(case.id.clone(), entry, answers, instrument);
    let Some(evaluation) = value else { return Checked::failed(diagnostics) };
    let sheet = score::calculate(instrument, &evaluation.answers, Whose::Evaluator);
    let own = score::calculate(instrument, &evaluation.answers, Whose::Office);
    Checked::new(Variant { evaluation, sheet, own }, diagnostics)
}
