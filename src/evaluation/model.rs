//! A checked evaluation: every answer fits its scale, every reference points somewhere.

use std::collections::BTreeMap;

use crate::diag::Place;
use crate::num::Ratio;
use crate::source::{Entries, Name, Prose, Spanned, Token};

use super::read::{EvaluationFile, InputLevel, ProbeEntry};

/// `<tahun>/<berkas>`: the identity of an evaluation.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct EvaluationId {
    /// Year that was evaluated.
    pub year: i32,
    /// File name without ending.
    pub stem: String,
}

impl EvaluationId {
    /// True if `text` may name the file of an evaluation, and so an office: it holds only a–z, digits and `-`.
    pub fn is_name(text: &str) -> bool {
        let plain = |c: char| c.is_ascii_lowercase() || c.is_ascii_digit() || c == '-';
        !text.is_empty() && text.chars().all(plain)
    }
}

impl std::fmt::Display for EvaluationId {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "{}/{}", self.year, self.stem)
    }
}

/// One evaluation, ready to be scored.
#[derive(Clone, Debug)]
pub struct Evaluation {
    /// Identity.
    pub id: EvaluationId,
    /// Level at which the evaluator typed.
    pub level: InputLevel,
    /// The file as typed. The checked answers, of this file or of its worksheet, are in `answers`.
    pub entry: EvaluationFile,
    /// Answers by code.
    pub answers: BTreeMap<String, AnswerRecord>,
    /// Where the answers stand.
    pub answers_place: Place,
}

/// All answers to one code.
#[derive(Clone, Debug)]
pub struct AnswerRecord {
    /// Where the code stands.
    pub at: Place,
    /// The team's answer.
    pub team: Option<Judgement>,
    /// The panel's answer.
    pub panel: Option<Judgement>,
    /// The office's own answer.
    pub own: Option<Judgement>,
    /// Evidence as `id/page`.
    pub evidence: Vec<Spanned<Name>>,
    /// Remark of the evaluator; for a criterion that does not apply, the reason.
    pub remark: Option<Spanned<Prose>>,
    /// The probing list under a letter, which never scores.
    pub probing: Entries<Token, ProbeEntry>,
}

impl AnswerRecord {
    /// A record with the team's answer alone.
    pub fn of_team(at: Place, team: Option<Judgement>) -> Self {
        Self { at, team, panel: None, own: None, evidence: Vec::new(), remark: None, probing: Entries(Vec::new()) }
    }

    /// The answer that counts: the panel's if there is one, else the team's.
    pub fn effective(&self) -> Option<&Judgement> {
        self.panel.as_ref().or(self.team.as_ref())
    }
}

/// An answer and where it stands.
#[derive(Clone, Debug)]
pub struct Judgement {
    /// Where it stands.
    pub at: Place,
    /// The answer itself.
    pub verdict: Verdict,
}

/// The content of an answer.
#[derive(Clone, Debug)]
pub enum Verdict {
    /// A choice of the scale.
    Choice(String),
    /// A choice per object, averaged exactly.
    Objects(Vec<(String, Place, String)>),
    /// The criterion does not apply; the reason is in the file.
    NotApplicable,
    /// Typed points, with the text as typed.
    Points(Ratio, String),
}
