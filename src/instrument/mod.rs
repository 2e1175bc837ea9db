//! One edition of a regulation as data: components, weights, scales, method, rounding, grades.
//!
//! A new edition is a YAML file and needs no Rust. The national editions (`data/instruments`) are built in; a project
//! keeps local ones in its folder `instrumen`.

mod build;
mod check;
mod model;
mod read;

pub use build::load;
pub use model::{
    AnswerScale, Choice, Component, Criterion, DependencyCheck, Edition, Example, GradeBand, Group, GroupHead,
    Instrument, Limit, Method, Subcomponent, Uncertain, means,
};
pub use read::{NotApplicablePolicy, RoundingLevel, Unanswered};

/// A released edition inside the program.
#[derive(Clone, Copy, Debug)]
pub struct BuiltIn {
    /// Its id.
    pub id: &'static str,
    /// Name of its file in `data/instruments`.
    pub file: &'static str,
    /// Its text.
    pub text: &'static str,
}

/// The released editions: all files `data/instruments/*.yaml`, in the order of their names. `build.rs` makes the table.
pub const BUILT_IN: &[BuiltIn] = &include!(concat!(env!("OUT_DIR"), "/instruments.rs"));
