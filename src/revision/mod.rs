//! Corrections: the ledger of an evaluation as it is typed, and its entries worked into the evaluation.
//!
//! A correction never edits a file. [`apply()`] takes the trees of evaluation, worksheet and letter as they were read
//! and works in the entries of `<berkas>.koreksi.yaml` one after the other. The result is then read like any other
//! file. A corrected node keeps its place in the ledger, so that a printed number leads there.

mod apply;
mod change;
mod read;

#[cfg(test)]
mod tests;

pub use apply::{Applied, Trees, apply, counting};
pub use change::{Subject, describe};
pub use read::{Change, Correction, Ledger, LetterField, load};
