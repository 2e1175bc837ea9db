//! Drafts: documents composed, made into bundles, rendered over workers, skipped if unchanged, and proven again.

pub(crate) mod build;
pub(crate) mod compose;
mod departures;
pub(crate) mod fingerprints;
pub(crate) mod prove;
mod quote;
mod slices;

pub use build::{BuildSettings, Event, Summary, build};
pub use prove::{Proof, Proven};
