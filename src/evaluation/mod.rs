//! One evaluation: answers, evidence, findings, recommendations, follow-up; and the registers it leans on.

mod answers;
mod check;
mod model;
pub(crate) mod read;
pub mod register;

pub use check::{load, load_worksheet};
pub use model::{AnswerRecord, Evaluation, EvaluationId, Judgement, Verdict};
pub use read::{
    AnswerEntry, AnswerForm, AnswerList, Attitude, EvaluationFile, EvaluationKind, Finding, FollowUp, FollowUpStatus,
    InputLevel, Met, ProfileEntry, Recommendation, ValueSource, WorksheetFile,
};
