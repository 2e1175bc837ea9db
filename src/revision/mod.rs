//! Corrections: the ledger of an evaluation as it is typed, and the tree that it makes of what was typed before.
//!
//! A correction never edits a file. The trees of evaluation, worksheet and letter are taken as they were read, the
//! entries of `<berkas>.koreksi.yaml` are worked in one after the other, and the result is read like any other file.
//! A corrected node keeps the place at which it stands in the ledger, so that a printed number leads there.

mod apply;
mod change;
mod read;

#[cfg(test)]
mod tests;

pub use apply::{Applied, Trees, apply, counting};
pub use change::{Subject, describe};
pub use read::{Change, Correction, Ledger, LetterField, load};
