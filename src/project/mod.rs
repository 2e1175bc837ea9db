//! A project on disk: find it, read it, check it, compose its letters, build and issue them.

mod build;
mod choose;
mod compose;
mod crosscheck;
mod documents;
mod find;
mod issue;
mod lint;
mod load;
mod previous;
mod records;
mod rules;
mod sentences;
mod start;
mod templates;

pub use build::{BuildSettings, Event, Summary, build};
pub use documents::{Chosen, DocumentId, Target};
pub use find::{SETTINGS, find};
pub use issue::{Issued, issue};
pub use load::{Case, Project, reason};
pub use rules::{RULES, Rule};
pub use start::{EXAMPLE_YEAR, init, new_evaluation};
pub use templates::{Template, TemplateKind, eject, templates, unknown};
