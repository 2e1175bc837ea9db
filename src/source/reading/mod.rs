//! From the text of a file to its tree, with every fault of the YAML itself.

pub(super) mod account;
pub(super) mod check;
pub(super) mod read;
pub(super) mod syntax;

pub use check::text;
