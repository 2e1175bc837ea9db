//! Drafts: documents composed, made into bundles, rendered over workers, skipped if unchanged, and proven again.

mod build;
mod check;
mod compose;
mod departures;
mod fingerprints;
mod prove;
mod quote;
mod render;
mod slices;

pub use build::{Event, Summary, build};
pub use check::check;
pub(crate) use compose::{compose, standard};
pub use compose::{compose_faults, recap_report};
pub(crate) use departures::departures;
pub(crate) use fingerprints::Records;
pub use prove::{Proof, Proven};
pub(crate) use prove::{bundle_files, prove, quotes_of};
pub(crate) use quote::quoted;
pub use quote::rank_change;
pub use render::BuildSettings;
pub(crate) use render::{render, render_one};
