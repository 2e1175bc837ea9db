//! The manifest of everything that one PDF depends on, with digests.
//!
//! The digest of the manifest is the fingerprint of the bundle, and the `/ID` of the PDF is made from it. The manifest
//! is attached to the PDF, and `issue` keeps it. It names slices of this office's data only, nothing under `internal`,
//! and no line numbers, so that an entry added for another office leaves it unchanged.

mod manifest;
mod qr;
mod read;
mod slice;

pub use manifest::{BUILD_ID, Bundle, Ingredient, Kept, Parts, Role, assemble, pack_templates, reassemble};
pub use read::Manifest;
pub use slice::{Omit, prune, select};
