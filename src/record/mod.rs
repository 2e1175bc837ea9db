//! Revisions that were issued, folded from the log of the archive, with the files kept beside them; also adding to
//! them.
//!
//! This module knows no data of a project.

pub(crate) mod amend;
mod fold;
mod id;
pub(crate) mod issued;
pub(crate) mod kept;
mod kind;
pub(crate) mod messages;
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
pub(crate) use meta::with_date;
pub use meta::{cited, number};
