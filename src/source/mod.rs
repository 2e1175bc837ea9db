//! Reads a YAML file into typed values with exact places, and finds every fault of the file in one run.
//!
//! The only module that names `serde_yaml`. [`parse`] checks the text and makes a tree of [`Node`]s in which every
//! scalar is as typed; [`decode()`] fills plain derived structs from the tree, noting faults and going on; [`load`]
//! does both. [`text`] comes before: it makes a text of the bytes of a file.
//!
//! How to write a type that is read:
//! - Fields are [`Prose`], [`Name`], [`Token`], [`crate::num::Number`], [`Date`], [`PartialDate`], [`YesNo`],
//!   [`Year`], enums of unit variants, `Vec`, [`Entries`], other structs, and any of these in [`Spanned`].
//! - An absent key is `None` for an `Option`, empty for a list or a map, and a fault for anything else. A key without
//!   a value is always a fault.
//! - A short or a full form is [`ShortOr`], or an enum under a reserved name (see there).
//! - Banned are serde's `flatten`, `untagged`, `default`, `tag`, `alias` and `try_from`: they go round the places, or
//!   stop at the first fault.

mod emit;
mod faults;
mod layout;
mod node;
mod reading;
mod values;

pub use emit::emit;
pub use node::{Document, Kind, Node, Style, step};
pub use reading::{parse, text};
pub use values::{
    Anything, Date, Entries, Format, Name, PartialDate, Prose, ShortOr, Spanned, Token, Year, YesNo, decode,
};

use serde::de::DeserializeOwned;

use crate::diag::{Checked, FileId, Files};

/// Reads a file into a value and its tree, with all faults of both steps.
///
/// Typed faults are looked for even if reading found some, as long as there is a tree.
pub fn load<T: DeserializeOwned>(files: &Files, file: FileId) -> Checked<(T, Document)> {
    let (document, mut diagnostics) = reading::tree(files, file);
    let Some(document) = document else { return Checked::failed(diagnostics) };
    match decode(&document, files).drain_into(&mut diagnostics) {
        Some(value) => Checked::new((value, document), diagnostics),
        None => Checked::failed(diagnostics),
    }
}

#[cfg(test)]
mod fixtures;
#[cfg(test)]
mod properties;
#[cfg(test)]
mod tests;
