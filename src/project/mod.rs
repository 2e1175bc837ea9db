//! A project on disk, in three stages: read, scored, checked. Also finding one, and starting a new one.
//!
//! Each stage is a type of its own that is made whole from the stage before and reads through to it ([`Read`] <
//! [`Scored`] < [`Project`]); no field is filled in or changed later.

mod check;
mod checked;
mod choose;
mod corrected;
mod documents;
mod editions;
mod evaluations;
mod explain;
mod find;
mod previous;
mod read;
mod reader;
mod revise;
#[cfg(test)]
pub(crate) mod sample;
mod scored;
mod shelf;
mod start;
mod wording;

pub use check::rules::{RULES, Rule};
pub use checked::Project;
pub(crate) use corrected::letter_node;
pub use documents::{Chosen, Target, Unit};
pub use explain::{
    Amount, Answer, Component, Explained, Formula, Group, Head, Node, Said, Subcomponent, Total, Typed, Unexplained,
    explain,
};
pub use find::{SETTINGS, find};
pub(crate) use previous::{LastYear, as_quoted, last_year};
pub use read::Read;
pub use revise::Revision;
pub(crate) use revise::digests;
pub use scored::{Case, Scored};
pub(crate) use shelf::LARGEST;
pub use start::{EXAMPLE_YEAR, init, new_evaluation};
pub use wording::built_in::{Template, TemplateKind, unknown};
pub use wording::list::{eject, templates};
pub(crate) use wording::sentences::OWN_SENTENCES;
