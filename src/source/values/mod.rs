//! From the tree to typed values, with every fault of the types.
//!
//! `decode` fills derived structs by a serde Deserializer. `decoder` is where it stands in the tree, `access` how it
//! walks on from there, `context` all that it shares with the others of its file. `typed` and `prose` check a text.
//! `leaf`, `date`, `spanned` and `format` are the types that callers use.

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

pub use date::{Date, PartialDate, Year};
pub use decode::decode;
pub use format::Format;
pub use leaf::{Name, Prose, Token, YesNo};
pub use spanned::{Anything, Entries, ShortOr, Spanned};

#[cfg(test)]
mod tests;
