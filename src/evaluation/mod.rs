//! One evaluation: answers, evidence, findings, recommendations, follow-up.

mod answers;
mod check;
mod model;
pub(crate) mod read;

pub use check::{load, load_worksheet};
pub use model::{AnswerRecord, Evaluation, EvaluationId, Judgement, Verdict};
pub use read::{
    AnswerEntry, AnswerForm, AnswerList, Attitude, EvaluationFile, EvaluationKind, Finding, FollowUp, FollowUpStatus,
    InputLevel, Met, ProfileEntry, Recommendation, ValueSource, WorksheetFile,
};
