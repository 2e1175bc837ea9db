//! The two shapes of failure: [`Found`] for reading and checking, [`Refusal`] for a single act; and [`Checked`], the
//! result of reading.

use super::{Diagnostic, Files};

/// Everything that was found, in order of discovery: errors, warnings and notes.
///
/// Reading and checking go on after a fault, so they gather: a function that checks a part takes `&mut Found`.
pub type Found = Vec<Diagnostic>;

/// The one reason why something was not done. Boxed, since it stands in a `Result` beside small values.
///
/// `?` turns it into a [`Found`] where several may be told.
pub type Refusal = Box<Diagnostic>;

impl From<Diagnostic> for Found {
    fn from(fault: Diagnostic) -> Self {
        vec![fault]
    }
}

impl From<Refusal> for Found {
    fn from(refusal: Refusal) -> Self {
        vec![*refusal]
    }
}

/// True if one of them is an error.
pub fn has_errors(found: &[Diagnostic]) -> bool {
    found.iter().any(Diagnostic::is_error)
}

/// A value, if no error was found, and everything that was found on the way.
///
/// A check goes on after the first fault, so that one run finds them all.
///
/// ```
/// use lhe::diag::{Checked, Code, Diagnostic};
///
/// assert_eq!(Checked::new(3, Vec::new()).value, Some(3));
/// assert_eq!(Checked::new(3, vec![Diagnostic::new(Code::Y011)]).value, None);
/// ```
#[derive(Clone, Debug)]
pub struct Checked<T> {
    /// The value, absent if any error was found.
    pub value: Option<T>,
    /// All errors, warnings and notes in the order in which they were found.
    pub diagnostics: Found,
}

impl<T> Checked<T> {
    /// Keeps the value if `diagnostics` holds no error.
    pub fn new(value: T, diagnostics: Found) -> Self {
        let value = (!has_errors(&diagnostics)).then_some(value);
        Self { value, diagnostics }
    }

    /// Makes a result without a value.
    pub fn failed(diagnostics: Found) -> Self {
        Self { value: None, diagnostics }
    }

    /// Moves the diagnostics to `sink` and returns the value.
    pub fn drain_into(self, sink: &mut Found) -> Option<T> {
        sink.extend(self.diagnostics);
        self.value
    }
}

/// An act that may be refused, as a part of reading that goes on.
impl<T> From<Result<T, Refusal>> for Checked<T> {
    fn from(outcome: Result<T, Refusal>) -> Self {
        match outcome {
            Ok(value) => Self { value: Some(value), diagnostics: Vec::new() },
            Err(refusal) => Self::failed(refusal.into()),
        }
    }
}

/// Orders diagnostics by file name, place and code, and drops exact repetitions.
pub fn sort(diagnostics: &mut Found, files: &Files) {
    let key = |d: &Diagnostic| {
        let name = d.place.map(|p| files.name(p.file).to_owned()).or_else(|| d.file.clone());
        (name.unwrap_or_default(), d.place.map_or(0, |p| p.start), d.code)
    };
    diagnostics.sort_by_cached_key(key);
    diagnostics.dedup();
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::diag::Code;

    fn refused() -> Result<u8, Refusal> {
        Err(Diagnostic::new(Code::A007).into())
    }

    #[test]
    fn a_refusal_becomes_a_list_by_itself() {
        let several = || -> Result<u8, Found> { Ok(refused()?) };
        assert_eq!(several().expect_err("refused").len(), 1);
        let mut found = Found::new();
        assert_eq!(Checked::from(refused()).drain_into(&mut found), None);
        assert!(has_errors(&found));
        assert_eq!(Checked::from(Ok(7)).drain_into(&mut found), Some(7));
    }
}
