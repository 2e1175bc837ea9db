//! What was issued, folded from the log of the archive: revisions, what is kept with them, and adding to them.
//!
//! Knows no data of a project.

pub(crate) mod amend;
mod fold;
mod id;
pub(crate) mod issued;
pub(crate) mod kept;
mod kind;
mod meta;
pub(crate) mod paths;

pub use amend::user;
pub use fold::Record;
pub(crate) use fold::{QUOTED_FILE, unknown};
pub use id::DocumentId;
pub use issued::{IssuedCorrection, IssuedDocument, IssuedRevision, Keeping};
pub use kept::{Kept, KeptFile, NotedSignature, Role};
pub use kind::Kind;
pub(crate) use kind::RECAP;
pub use meta::cited;
pub(crate) use meta::metadata;
