//! The manifest of everything that one PDF depends on, with digests.
//!
//! One manifest is fingerprint, `/ID` of the PDF, attachment and what `issue` keeps. It holds this office's
//! slices only, nothing of `internal:`, and no line numbers, so an entry added for another office changes
//! nothing here.

mod manifest;
mod qr;
mod slice;

pub use manifest::{BUILD_ID, Bundle, Ingredient, Kept, Parts, Role, assemble, pack_templates, reassemble, sha256};
pub use slice::{Omit, prune, select};
