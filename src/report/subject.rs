//! The input of an LHE.

use crate::diag::Place;
use crate::evaluation::Evaluation;
use crate::instrument::Instrument;
use crate::register::{FormWord, LetterEntry, Numbering, Office, RevisionKind, Season, Settings, WorksheetWord};
use crate::revision::{Applied, Correction};
use crate::score::ScoreSheet;
use crate::source::Spanned;

use super::issued::{IssuedResult, Quoted};
use super::model::Teks;
use super::previous::Previous;
use super::wording::Wording;

/// The numbering of a season, and one office's letter.
#[derive(Clone, Copy, Debug)]
pub struct Numbers<'a> {
    /// Way in which letters get their numbers.
    pub numbering: Numbering,
    /// Number and date, as far as they are known.
    pub letter: Option<&'a LetterEntry>,
}

/// A recommendation of an earlier evaluation.
#[derive(Clone, Debug)]
pub struct Reference {
    /// Text of the recommendation, with its origin.
    pub text: Teks,
    /// Number of the letter that issued it, or empty.
    pub letter: Teks,
}

/// The documents that an evaluation can have.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Document {
    /// The LHE in a form, with or without the worksheet as annex.
    Lhe(FormWord, WorksheetWord),
    /// The worksheet as a document of its own.
    Worksheet,
}

/// The input of an LHE.
#[derive(Clone, Copy)]
pub struct Subject<'a> {
    /// Turns a place into an origin, `file#/pointer`.
    pub origin: &'a dyn Fn(Place) -> String,
    /// Name of the evaluation file.
    pub file: &'a str,
    /// The document to be composed.
    pub document: Document,
    /// Settings of the project.
    pub settings: &'a Settings,
    /// Standing sentences.
    pub wording: &'a Wording,
    /// Season of the evaluated year.
    pub season: &'a Season,
    /// The evaluated office.
    pub office: &'a Office,
    /// Numbering and letter.
    pub numbers: Numbers<'a>,
    /// The instrument.
    pub instrument: &'a Instrument,
    /// The evaluation.
    pub evaluation: &'a Evaluation,
    /// Its scores.
    pub sheet: &'a ScoreSheet,
    /// The office's own scores, if complete.
    pub own: Option<&'a ScoreSheet>,
    /// Last year's result, if there is one that may be printed.
    pub previous: Option<&'a Previous<'a>>,
    /// Notes about last year (not evaluated, several predecessors).
    pub previous_notes: &'a [Teks],
    /// Finds a recommendation of an earlier evaluation.
    pub reference: &'a dyn Fn(&str) -> Option<Reference>,
    /// The data of the revision, if the document is one.
    pub revised: Option<Revised<'a>>,
    /// True while the report is a draft.
    pub draft: bool,
}

/// The data that make an LHE a revision.
#[derive(Clone, Copy)]
pub struct Revised<'a> {
    /// Number of the revision, from 1.
    pub number: u32,
    /// Corrigendum or replacement.
    pub kind: RevisionKind,
    /// The result that it replaces.
    pub replaced: &'a IssuedResult,
    /// Everything else that it quotes.
    pub quoted: &'a Quoted,
    /// All entries of the ledger up to this revision.
    pub entries: &'a [Spanned<Correction>],
    /// How many of these entries are older than this revision.
    pub before: usize,
    /// The changes that all these entries made.
    pub applied: &'a [Applied],
}
