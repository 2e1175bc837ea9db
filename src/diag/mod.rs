//! A diagnostic as a value: code, severity, places, arguments, hints.
//!
//! Texts exist in Indonesian and English (`codes`, `notes`, `finding`, `words`, `phrases`); they are chosen when a diagnostic is
//! shown (`render`), never when it is made: until then an argument ([`Arg`]) keeps what it stands for. Nothing here
//! reads or prints.
//!
//! Failure has two shapes. Reading and checking tell everything: they return [`Checked`], or [`Found`] as the error of a
//! `Result`, and their parts push into `&mut Found`. A single act has one reason not to happen, a [`Refusal`], which `?`
//! turns into a `Found`.

mod arg;
mod codes;
mod common;
mod diagnostic;
mod finding;
mod found;
mod lang;
mod notes;
mod phrases;
mod place;
mod plain;
mod render;
mod severity;
mod words;

pub use arg::{Arg, Args};
pub use codes::Code;
pub use diagnostic::Diagnostic;
pub use finding::{Finding, Word};
pub use found::{Checked, Found, Refusal, has_errors, sort};
pub use lang::Lang;
pub use notes::{Hint, Note};
pub use phrases::Phrase;
pub use place::{FileId, Files, Place, Position};
pub use plain::{beginning, harmless, is_one_line, turns};
pub use render::{human, json};
pub use severity::Severity;
pub use words::Term;

/// Finds the candidate nearest to `typed` by edit distance, if it is near enough to be meant.
///
/// ```
/// use lhe::diag::nearest;
///
/// assert_eq!(nearest("statuss", ["status", "catatan"]), Some("status".to_owned()));
/// assert_eq!(nearest("xyzzy", ["status", "catatan"]), None);
/// ```
pub fn nearest<'a>(typed: &str, candidates: impl IntoIterator<Item = &'a str>) -> Option<String> {
    let lower = typed.to_lowercase();
    let mut near: Vec<(usize, &str)> = candidates
        .into_iter()
        .map(|c| (strsim::damerau_levenshtein(&lower, &c.to_lowercase()), c))
        .filter(|(distance, c)| *distance <= 1.max(typed.chars().count().min(c.chars().count()) / 3))
        .collect();
    near.sort_unstable();
    near.dedup();
    match near.as_slice() {
        [(_, only)] => Some((*only).to_owned()),
        [(first, word), (second, _), ..] if first < second => Some((*word).to_owned()),
        // Two candidates are equally near: a guess would be wrong half of the time.
        _ => None,
    }
}
