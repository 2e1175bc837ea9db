//! Points, totals, grade, and the trace from each number back to its answers.
//!
//! This module does no input or output and uses no float. Values are rounded at the level that the instrument names,
//! and nowhere else: a parent adds the rounded values of its children, so that every printed table adds up, and the
//! grade is taken on the printed total.

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
