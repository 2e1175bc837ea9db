//! A project on disk: find it, read it, check it, or start a new one.

pub(crate) mod check;
mod choose;
mod corrected;
pub(crate) mod documents;
mod evaluations;
mod find;
pub(crate) mod model;
mod previous;
pub(crate) mod revise;
#[cfg(test)]
pub(crate) mod sample;
pub(crate) mod shelf;
mod start;
pub(crate) mod wording;

pub use check::rules::{RULES, Rule};
pub use corrected::Variant;
pub use documents::{Chosen, Target, Unit};
pub use evaluations::Case;
pub use find::{SETTINGS, find};
pub use model::Project;
pub(crate) use previous::{LastYear, as_quoted, last_year};
pub use revise::Revision;
pub(crate) use revise::digests;
pub(crate) use shelf::LARGEST;
pub use start::{EXAMPLE_YEAR, init, new_evaluation};
pub(crate) use wording::sentences::OWN_SENTENCES;
pub use wording::templates::{Template, TemplateKind, eject, templates, unknown};
