//! A project on disk: find it, read it, check it, compose its letters, build and issue them.

mod build;
mod choose;
mod compose;
mod crosscheck;
mod find;
mod issue;
mod lint;
mod load;
mod previous;
mod records;
mod start;
mod templates;

pub use build::{BuildSettings, Event, Summary, build};
pub use find::find;
pub use issue::{Issued, issue};
pub use load::{Case, Project, reason};
pub use start::{EXAMPLE_YEAR, init, new_evaluation};
pub use templates::{Template, TemplateKind, built_in, eject, templates, unknown};
