//! From the tree to typed values, with every fault of the types.

mod access;
mod context;
mod date;
mod decode;
mod decoder;
mod format;
mod leaf;
mod prose;
mod spanned;
mod typed;

pub use date::{Date, PartialDate};
pub use decode::decode;
pub use format::Format;
pub use leaf::{Name, Prose, Token, Year, YesNo};
pub use spanned::{Anything, Entries, ShortOr, Spanned};

#[cfg(test)]
mod tests;
