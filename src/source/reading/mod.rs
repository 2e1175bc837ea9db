//! From the text of a file to its tree, with every fault of the YAML itself.
//!
//! [`check`] holds before the parser sees the text; [`read`] makes the tree, [`syntax`] says what is wrong if there is
//! none; [`account`] walks over the tree once more and finds what the parser accepts and people do not mean.

mod account;
mod check;
mod read;
mod syntax;

pub use check::text;

use crate::diag::{Checked, Code, Diagnostic, FileId, Files, Place};

use super::faults;
use super::layout::lines::Lines;
use super::node::{Document, Kind};

use read::Failure;

/// Reads a file into a tree. The tree is absent if any error was found.
pub fn parse(files: &Files, file: FileId) -> Checked<Document> {
    let (document, diagnostics) = tree(files, file);
    match document {
        Some(document) => Checked::new(document, diagnostics),
        None => Checked::failed(diagnostics),
    }
}

/// The tree of a file, if it has one, and what reading found.
pub(super) fn tree(files: &Files, file: FileId) -> (Option<Document>, Vec<Diagnostic>) {
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
mod tests;
