//! A diagnostic with its parts.

use super::arg::{Arg, Args};
use super::codes::Code;
use super::notes::{Hint, Note};
use super::place::Place;
use super::severity::Severity;

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
