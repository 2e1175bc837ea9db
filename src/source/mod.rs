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
pub use reading::text;
pub use values::{
    Anything, Date, Entries, Format, Name, PartialDate, Prose, ShortOr, Spanned, Token, Year, YesNo, decode,
};

use serde::de::DeserializeOwned;

use crate::diag::{Checked, Code, Diagnostic, FileId, Files, Place};

use layout::lines::Lines;
use reading::read::{self, Failure};
use reading::{account, check, syntax};

/// Reads a file into a tree. The tree is absent if any error was found.
pub fn parse(files: &Files, file: FileId) -> Checked<Document> {
    let (document, diagnostics) = tree(files, file);
    match document {
        Some(document) => Checked::new(document, diagnostics),
        None => Checked::failed(diagnostics),
    }
}

/// Reads a file into a value and its tree, with all faults of both steps.
///
/// Typed faults are looked for even if reading found some, as long as there is a tree.
pub fn load<T: DeserializeOwned>(files: &Files, file: FileId) -> Checked<(T, Document)> {
    let (document, mut diagnostics) = tree(files, file);
    let Some(document) = document else { return Checked::failed(diagnostics) };
    match decode(&document, files).drain_into(&mut diagnostics) {
        Some(value) => Checked::new((value, document), diagnostics),
        None => Checked::failed(diagnostics),
    }
}

/// The tree of a file, if it has one, and what reading found.
fn tree(files: &Files, file: FileId) -> (Option<Document>, Vec<Diagnostic>) {
    let text = files.text(file);
    let found = check::check(text, file);
    let mut diagnostics = found.diagnostics;
    if found.stop {
        return (None, diagnostics);
    }
    let lines = Lines::of(text);
    let failure = match read::read(text, file, &lines) {
        Ok(root) if root.kind == Kind::Empty => Failure::Empty,
        Ok(mut root) => {
            let (faults, damage) = account::account(text, file, &mut root);
            diagnostics.extend(faults);
            // Of a file that is broken all over, the tree means nothing.
            let sound = damage.len() < faults::MOST;
            return (sound.then_some(Document { file, root, damage }), diagnostics);
        }
        Err(failure) => failure,
    };
    match failure {
        Failure::Empty => diagnostics.push(Diagnostic::new(Code::Y011).at(Place::new(file, 0, 0))),
        Failure::TooDeep => diagnostics.push(Diagnostic::new(Code::Y004).at(Place::new(file, 0, 1))),
        Failure::TooManyNodes => {
            let at = text.find('*').unwrap_or(0);
            diagnostics.push(Diagnostic::new(Code::Y006).at(Place::new(file, at, at + 1)));
        }
        // A tab or a mark that the parser stumbles over was reported already.
        Failure::Yaml(_) if text.starts_with('\u{feff}') || diagnostics.iter().any(|d| d.code == Code::Y009) => {}
        Failure::Yaml(error) => diagnostics.extend(syntax::explain(&error, text, file, &lines)),
    }
    (None, diagnostics)
}

#[cfg(test)]
mod fixtures;
#[cfg(test)]
mod properties;
#[cfg(test)]
mod tests;
