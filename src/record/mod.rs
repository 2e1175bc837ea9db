//! What was issued, folded from the log of the archive: revisions, what is kept with them, and adding to them.
//!
//! Knows no data of a project.

pub(crate) mod amend;
mod id;
pub(crate) mod issued;
pub(crate) mod kept;
pub(crate) mod paths;
pub(crate) mod quotes;

pub use amend::user;
pub use id::DocumentId;
pub(crate) use id::RECAP;
pub use issued::{IssuedDocument, IssuedRevision, Keeping};
pub use kept::{Kept, KeptFile, NotedSignature, Role, cited};
