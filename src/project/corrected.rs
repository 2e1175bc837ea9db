//! Works the ledger of a case into its files as typed.

use std::collections::BTreeMap;

use crate::diag::{Checked, FileId, Files, has_errors};
use crate::evaluation::{EvaluationFile, EvaluationId, WorksheetFile};
use crate::register::LetterEntry;
use crate::revision::{Applied, Ledger, Trees, apply};
use crate::source::{self, Document, Node};

/// The files of one case as trees.
#[derive(Clone, Copy)]
pub(super) struct AsTyped<'a> {
    pub(super) evaluation: &'a Document,
    pub(super) worksheet: Option<&'a Document>,
    /// The letter file with the case's entry in it.
    pub(super) letter: Option<(&'a Document, &'a Node)>,
    pub(super) ledger: (&'a Ledger, &'a Document),
}

/// The same files after corrections, read again.
#[derive(Debug)]
pub(super) struct Corrected {
    pub(super) entry: Option<EvaluationFile>,
    pub(super) answers: Option<WorksheetFile>,
    pub(super) letter: Option<LetterEntry>,
    pub(super) applied: Vec<Applied>,
}

/// Works the ledger in. The faults are those of the ledger and those of the corrected files.
pub(super) fn corrected(files: &Files, typed: AsTyped<'_>) -> Checked<Corrected> {
    let mut found = Vec::new();
    let mut trees = Trees {
        evaluation: typed.evaluation.root.clone(),
        worksheet: typed.worksheet.map(|d| d.root.clone()),
        letter: typed.letter.map(|(_, node)| node.clone()),
    };
    let (ledger, document) = typed.ledger;
    let applied = apply(&mut trees, ledger, document, &mut found);
    if has_errors(&found) {
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

/// The letter file of the year of an evaluation, and the entry of the evaluation in it.
pub(crate) fn letter_node<'a>(
    files: &Files,
    documents: &'a BTreeMap<FileId, Document>,
    id: &EvaluationId,
) -> Option<(&'a Document, &'a Node)> {
    let name = format!("surat/{}.yaml", id.year);
    let document = documents.iter().find(|(file, _)| files.name(**file) == name).map(|(_, d)| d)?;
    Some((document, document.root.get("surat")?.get(&id.stem)?))
}
