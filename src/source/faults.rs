//! Faults that concern both steps, reading and decoding: the limit of their number, the places where reading found one,
//! and the two faults that either step may be the first to notice.

use crate::diag::{Code, Diagnostic, FileId, Place, beginning};

/// The most faults of one file that each of the two steps reports.
pub(super) const MOST: usize = 1000;

/// A fault that reading found in or at a scalar.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) struct Damage {
    pub(super) place: Place,
    /// The fault may have swallowed other keys of the same map, so these are not reported as missing.
    pub(super) hides_keys: bool,
}

/// Y013: the space at byte `at` only looks like a plain one.
pub(super) fn special_space(file: FileId, at: usize, c: char) -> Diagnostic {
    let number = format!("U+{:04X}", c as u32);
    let name = if c == '\u{a0}' { format!("NBSP, {number}") } else { number };
    Diagnostic::new(Code::Y013).at(Place::new(file, at, at + c.len_utf8())).arg("char", name)
}

/// Y029: the dash at byte `at` lacks the space that makes it a list item.
pub(super) fn tight_dash(text: &str, file: FileId, at: usize) -> Diagnostic {
    let line = text[at + 1..].lines().next().unwrap_or("").trim_end();
    Diagnostic::new(Code::Y029).at(Place::new(file, at, at + 1)).arg("text", beginning(line, SHOWN))
}

/// The most characters of a line that a hint repeats.
const SHOWN: usize = 40;
