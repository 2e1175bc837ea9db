//! A diagnostic as a value: code, severity, places, arguments, hints.
//!
//! Texts exist in Indonesian and English (`codes`, `notes`, `finding`, `words`); they are chosen when a diagnostic is
//! shown (`render`), never when it is made: until then an argument ([`Arg`]) keeps what it stands for. Nothing here
//! reads or prints.
//!
//! Failure has two shapes. Reading and checking tell everything: they return [`Checked`], or [`Found`] as the error of a
//! `Result`, and their parts push into `&mut Found`. A single act has one reason not to happen, a [`Refusal`], which `?`
//! turns into a `Found`.

mod arg;
mod codes;
mod common;
mod finding;
mod found;
mod notes;
mod place;
mod plain;
mod render;
mod words;

pub use arg::{Arg, Args};
pub use codes::Code;
pub use finding::{Finding, Word};
pub use found::{Checked, Found, Refusal, has_errors, sort};
pub use notes::{Hint, Note};
pub use place::{FileId, Files, Place, Position};
pub use plain::{harmless, is_one_line, turns};
pub use render::{human, json};
pub use words::Term;

/// The language of messages. Indonesian is the default; the machine's locale plays no part.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Lang {
    /// Bahasa Indonesia.
    #[default]
    Id,
    /// English.
    En,
}

/// How grave a diagnostic is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Severity {
    /// `keterangan`: worth knowing, nothing to do.
    Note,
    /// `peringatan`: the report can be made, but somebody should look.
    Warning,
    /// `galat`: the report is not made.
    Error,
}

/// One fault, or one thing worth knowing, with its places.
///
/// ```
/// use lhe::diag::{Code, Diagnostic, Files, Lang, Place, human};
///
/// let mut files = Files::default();
/// let file = files.add("uji.yaml", "nilai: 12,50\n");
/// let fault = Diagnostic::new(Code::Y062).at(Place::new(file, 7, 12)).arg("text", "12,50").arg("right", "12.50");
/// assert!(human(&fault, &files, Lang::Id).starts_with("galat[Y062]: "));
/// ```
#[derive(Clone, Debug, PartialEq)]
pub struct Diagnostic {
    /// The stable code; it decides the text.
    pub code: Code,
    /// Usually the code's own severity.
    pub severity: Severity,
    /// The place in a file, if it has one.
    pub place: Option<Place>,
    /// The name of the file, for a fault without a place inside it (a file that cannot be read).
    pub file: Option<String>,
    /// The values that the text names, by placeholder name.
    pub args: Args,
    /// Further places that matter, each with a short text.
    pub related: Vec<(Place, Note)>,
    /// Hints for this case, beside the standing hint of the code.
    pub hints: Vec<Hint>,
}

impl Diagnostic {
    /// Makes a diagnostic with the severity and the hint that belong to the code.
    pub fn new(code: Code) -> Self {
        Self {
            code,
            severity: code.severity(),
            place: None,
            file: None,
            args: Args::default(),
            related: Vec::new(),
            hints: Vec::new(),
        }
    }

    /// Sets the place.
    pub fn at(mut self, place: Place) -> Self {
        self.place = Some(place);
        self
    }

    /// Sets the file, for faults without a place inside it.
    pub fn in_file(mut self, name: impl Into<String>) -> Self {
        self.file = Some(name.into());
        self
    }

    /// Gives a value for the placeholder `name` of the text.
    pub fn arg(mut self, name: &'static str, value: impl Into<Arg>) -> Self {
        self.args.push(name, value);
        self
    }

    /// Adds a further place with a short text.
    pub fn related(mut self, place: Place, note: Note) -> Self {
        self.related.push((place, note));
        self
    }

    /// Adds a hint to the one that belongs to the code.
    pub fn hint(mut self, hint: Hint) -> Self {
        self.hints.push(hint);
        self
    }

    /// True if the severity is [`Severity::Error`].
    pub fn is_error(&self) -> bool {
        self.severity == Severity::Error
    }
}

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
