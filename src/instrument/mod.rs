//! One edition of a regulation as data: components, weights, scales, method, rounding, grades.
//!
//! A new or local edition is a new file, never a line of Rust. The three national editions are built in.

mod build;
mod check;
mod model;
mod read;

pub use build::load;
pub use model::{
    AnswerScale, Choice, Component, Criterion, DependencyCheck, Edition, Example, GradeBand, Group, GroupHead,
    Instrument, Limit, Method, NotApplicablePolicy, RoundingLevel, Subcomponent, Unanswered, Uncertain, means,
};

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

/// The released editions.
pub const BUILT_IN: &[BuiltIn] = &[
    BuiltIn {
        id: "permenpanrb-12-2015/peraturan@1",
        file: "permenpanrb-12-2015-peraturan.yaml",
        text: include_str!("../../data/instruments/permenpanrb-12-2015-peraturan.yaml"),
    },
    BuiltIn {
        id: "permenpanrb-12-2015/skpd@1",
        file: "permenpanrb-12-2015-skpd.yaml",
        text: include_str!("../../data/instruments/permenpanrb-12-2015-skpd.yaml"),
    },
    BuiltIn {
        id: "permenpanrb-88-2021/umum@1",
        file: "permenpanrb-88-2021-umum.yaml",
        text: include_str!("../../data/instruments/permenpanrb-88-2021-umum.yaml"),
    },
];
