//! Reads a YAML file into typed values with exact places, and finds every fault of the file in one run.
//!
//! [`text`] makes a text of the bytes of a file. [`parse`] makes a tree of [`Node`]s, in which every scalar is as typed
//! (`reading`). [`decode()`] fills plain derived structs from the tree, notes each fault and goes on (`values`). [`load`]
//! parses and decodes. [`emit()`] writes a tree. `layout` tells from the text alone where things lie in it; `node` and
//! `faults` stand below these folders. No other module names `serde_yaml`, and here `reading` alone does.
//!
//! ```
//! use lhe::diag::Files;
//! use lhe::num::Number;
//! use lhe::source::{Spanned, Token, load};
//!
//! #[derive(serde::Deserialize)]
//! struct Sheet {
//!     opd: Token,
//!     nilai: Option<Spanned<Number>>,
//! }
//!
//! let mut files = Files::default();
//! let file = files.add("uji.yaml", "opd: dinas-x\nnilai: 12.50\n");
//! let (sheet, document) = load::<Sheet>(&files, file).value.unwrap();
//! assert_eq!(sheet.opd.as_str(), "dinas-x");
//! let nilai = sheet.nilai.unwrap();
//! assert_eq!(nilai.value.text, "12.50");
//! assert_eq!(files.locate(nilai.at), "uji.yaml:2:8");
//! assert_eq!(document.pointer_at(nilai.at), "/nilai");
//! ```
//!
//! How to write a type that is read:
//! - Fields are [`Prose`], [`Name`], [`Token`], [`crate::num::Number`], [`Date`], [`PartialDate`], [`YesNo`],
//!   [`Year`], enums of unit variants, `Vec`, [`Entries`], other structs, and any of these in [`Spanned`].
//! - An absent key is `None` for an `Option`, empty for a list or a map, and a fault for anything else. A key without
//!   a value is always a fault.
//! - A short or a full form is [`ShortOr`], or an enum under a reserved name (see there).
//! - serde's `flatten`, `untagged`, `default`, `tag`, `alias` and `try_from` are banned: they lose the places, or stop at
//!   the first fault.

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
/// The second step looks for its faults even if the first found some, as long as there is a tree.
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
