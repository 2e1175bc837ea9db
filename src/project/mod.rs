//! A project on disk: find it, read it, check it, compose its letters, build and issue them.

mod build;
mod choose;
mod compose;
mod correct;
mod crosscheck;
mod documents;
mod find;
mod issue;
mod issued;
mod lint;
mod load;
mod previous;
mod quote;
mod records;
mod revise;
mod rules;
mod sentences;
mod shelf;
mod standing;
mod start;
mod templates;

pub use build::{BuildSettings, Event, Summary, build};
pub use documents::{Chosen, DocumentId, Target};
pub use find::{SETTINGS, find};
pub use correct::Variant;
pub use issue::{Issued, Unit, issue, number, user};
pub use issued::{IssuedDocument, IssuedRevision};
pub use revise::Revision;
pub use standing::{Standing, State};
pub use load::{Case, Project, reason};
pub use rules::{RULES, Rule};
pub use start::{EXAMPLE_YEAR, init, new_evaluation};
pub use templates::{Template, TemplateKind, eject, templates, unknown};
