//! The wording of documents: templates, standing sentences, and the checks of a project's own.

mod lint;
pub(super) mod logo;
pub(crate) mod sentences;
pub(crate) mod templates;
