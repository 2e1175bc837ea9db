//! The wording of documents: templates, standing sentences, and the checks of a project's own.

pub(super) mod built_in;
mod lint;
pub(super) mod list;
pub(super) mod logo;
pub(crate) mod sentences;
pub(crate) mod templates;
