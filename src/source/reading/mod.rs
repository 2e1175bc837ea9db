//! From the text of a file to its tree, with every fault of the YAML itself.
//!
//! [`check`] applies rules and limits before the parser sees the text. [`read`] makes the tree, or [`syntax`] explains
//! why there is none. [`account`] then walks over tree and bytes together: it finds text that the parser would drop or
//! misread in silence, and gives the collections their places.

mod account;
mod check;
mod read;
mod syntax;

pub use check::text;

use crate::diag::{Checked, Code, Diagnostic, FileId, Files, Found, Place};

use super::faults;
use super::layout::lines::Lines;
use super::node::{Document, Kind};

use read::Failure;

/// Reads a file into a tree. The tree is absent if any error was found.
///
/// ```
/// use lhe::diag::Files;
/// use lhe::source::parse;
///
/// let mut files = Files::default();
/// let file = files.add("uji.yaml", "uraian: Indikator nomor #3 belum\n");
/// let checked = parse(&files, file);
/// assert!(checked.value.is_none());
/// assert_eq!(checked.diagnostics[0].code.name(), "Y031"); // YAML would drop the rest as a comment
/// ```
pub fn parse(files: &Files, file: FileId) -> Checked<Document> {
    let (document, diagnostics) = tree(files, file);
    match document {
        Some(document) => Checked::new(document, diagnostics),
        None => Checked::failed(diagnostics),
    }
}

/// Makes the tree of a file, if it has one, and lists the faults of reading.
pub(super) fn tree(files: &Files, file: FileId) -> (Option<Document>, Found) {
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
            // The tree of a file that is broken all over means nothing.
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
        // `check` has already reported the tab or the mark that stopped the parser.
        Failure::Yaml(_) if text.starts_with('\u{feff}') || diagnostics.iter().any(|d| d.code == Code::Y009) => {}
        Failure::Yaml(error) => diagnostics.extend(syntax::explain(&error, text, file, &lines)),
    }
    (None, diagnostics)
}

#[cfg(test)]
mod tests;
