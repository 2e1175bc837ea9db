//! Points, totals, grade, and the trace from each number back to its answers.
//!
//! No input or output, no float. Rounding is a step of the instrument and happens nowhere else: a parent
//! adds the rounded values of its children, so every printed table adds up, and the grade is taken on the
//! printed total.

mod calculate;
mod dependency;
mod examples;
mod plausible;
mod sheet;

pub use calculate::{Whose, calculate};
pub use dependency::dependencies;
pub use examples::{plain_answers, verify as verify_examples};
pub use plausible::implausible;
pub use sheet::{
    AnswerTrace, ComponentScore, Grade, GroupScore, Level, ObjectTrace, Row, ScoreSheet, SubcomponentScore, Trace,
};

#[cfg(test)]
mod tests;
