//! The values that a message names. They are put into words when the message is shown, in its language.

use std::fmt::Display;

use serde::{Deserialize, Serialize};

use super::{Finding, Lang, Phrase, Term};

/// One value of a message.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum Arg {
    /// The same in every language: a name, a number, a date, a word of a file.
    Text(String),
    /// A word that depends on the language.
    Term(Term),
    /// Words with values in them.
    Phrase(Phrase),
    /// What the verification of a signed file found, each as a sentence.
    Findings(Vec<Finding>),
}

impl Arg {
    /// A sentence of a library: one of ours if it is known, else as it is.
    pub fn known(text: impl Into<String>) -> Self {
        let text = text.into();
        Term::from_name(&text).map_or(Self::Text(text), Self::Term)
    }

    /// The words for people, in the language asked for.
    pub fn text(&self, lang: Lang) -> String {
        match self {
            Self::Text(text) => text.clone(),
            Self::Term(term) => term.text(lang).to_owned(),
            Self::Phrase(phrase) => phrase.text(lang),
            Self::Findings(list) => list.iter().map(|found| found.text(lang)).collect::<Vec<_>>().join("; "),
        }
    }

    /// The value for scripts: stable names in place of words, the same in every language.
    pub fn neutral(&self) -> String {
        match self {
            Self::Text(text) => text.clone(),
            Self::Term(term) => term.name().to_owned(),
            Self::Phrase(phrase) => phrase.kept(),
            Self::Findings(list) => list.iter().map(Finding::noted).collect::<Vec<_>>().join("; "),
        }
    }
}

impl<T: Display> From<T> for Arg {
    fn from(value: T) -> Self {
        Self::Text(value.to_string())
    }
}

impl From<Term> for Arg {
    fn from(term: Term) -> Self {
        Self::Term(term)
    }
}

impl From<Phrase> for Arg {
    fn from(phrase: Phrase) -> Self {
        Self::Phrase(phrase)
    }
}

impl From<Finding> for Arg {
    fn from(found: Finding) -> Self {
        Self::Findings(vec![found])
    }
}

impl From<&Finding> for Arg {
    fn from(found: &Finding) -> Self {
        found.clone().into()
    }
}

/// The values of one message, by placeholder name, in the order in which they were given.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct Args(Vec<(String, Arg)>);

impl Args {
    /// Adds a value.
    pub fn push(&mut self, name: &str, value: impl Into<Arg>) {
        self.0.push((name.to_owned(), value.into()));
    }

    /// The value of that name.
    pub fn get(&self, name: &str) -> Option<&Arg> {
        self.0.iter().find(|(key, _)| key == name).map(|(_, value)| value)
    }

    /// The value of that name, if it is the same in every language.
    pub fn text(&self, name: &str) -> Option<&str> {
        match self.get(name)? {
            Arg::Text(text) => Some(text),
            Arg::Term(_) | Arg::Phrase(_) | Arg::Findings(_) => None,
        }
    }

    /// All names and values.
    pub fn iter(&self) -> impl Iterator<Item = (&str, &Arg)> {
        self.0.iter().map(|(name, value)| (name.as_str(), value))
    }

    /// Replaces `{name}` in one pass, so that a value that itself contains braces is left alone.
    pub(super) fn fill(&self, template: &str, lang: Lang) -> String {
        let mut out = String::with_capacity(template.len());
        let mut rest = template;
        while let Some(open) = rest.find('{') {
            out.push_str(&rest[..open]);
            rest = &rest[open + 1..];
            let Some(close) = rest.find('}') else {
                out.push('{');
                break;
            };
            let name = &rest[..close];
            match self.get(name) {
                Some(value) => out.push_str(&value.text(lang)),
                None => out.push_str(&format!("{{{name}}}")),
            }
            rest = &rest[close + 1..];
        }
        out.push_str(rest);
        out
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::diag::Word;

    #[test]
    fn values_with_braces_are_not_filled_again() {
        let mut args = Args::default();
        args.push("x", "{y}");
        args.push("y", "no");
        assert_eq!(args.fill("a {x} b", Lang::Id), "a {y} b");
    }

    #[test]
    fn words_depend_on_the_language_and_what_was_typed_does_not() {
        let mut args = Args::default();
        args.push("reason", Term::NotFound);
        args.push("found", Word::Certified.about("x"));
        args.push("typed", "@@not-found");
        assert_eq!(
            args.fill("{reason}, {found}, {typed}", Lang::En),
            "not found, the certification signature forbids this change: x, @@not-found"
        );
        let neutral: Vec<String> = args.iter().map(|(_, value)| value.neutral()).collect();
        assert_eq!(neutral, ["@@not-found", "dilarang_sertifikasi: x", "@@not-found"]);
        assert_eq!((args.text("typed"), args.text("reason")), (Some("@@not-found"), None));
    }

    #[test]
    fn a_known_sentence_of_a_library_becomes_ours() {
        assert_eq!(Arg::known("unclosed string"), Arg::Term(Term::UnclosedString));
        assert_eq!(Arg::known("another"), Arg::from("another"));
    }
}
