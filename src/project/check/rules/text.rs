//! The free texts of an evaluation, as words with their places.

use std::collections::BTreeMap;

use crate::diag::{FileId, Files, Place};
use crate::evaluation::EvaluationFile;
use crate::source::{Prose, Spanned};

/// The kind of a text.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Kind {
    /// The evaluator's statements on the evaluated year: descriptions, findings, recommendations, the executive
    /// summary.
    Statement,
    /// Texts of others, plans, and the follow-up of earlier years: their figures are not results of this evaluation.
    Other,
}

/// One text of an evaluation.
#[derive(Clone, Debug)]
pub(super) struct Passage<'a> {
    /// Where it stands.
    pub(super) at: Place,
    /// Its kind.
    pub(super) kind: Kind,
    /// The codes that it is about, the most important first.
    pub(super) codes: Vec<&'a str>,
    /// Its words.
    pub(super) words: Vec<Word<'a>>,
}

/// A word without the marks around it.
#[derive(Clone, Debug)]
pub(super) struct Word<'a> {
    /// First byte in the file.
    pub(super) start: usize,
    /// As typed, without marks.
    pub(super) text: &'a str,
    /// In lower case.
    pub(super) lower: String,
    /// The marks that follow it.
    pub(super) tail: &'a str,
    /// True if a sentence, or a point of a list, ends after it.
    pub(super) ends: bool,
}

impl Word<'_> {
    /// The place from the first byte of this word to the last of the other.
    pub(super) fn to(&self, last: &Word<'_>, whole: Place) -> Place {
        Place::new(whole.file, self.start, last.start + last.text.len())
    }
}

impl Passage<'_> {
    /// The sentences.
    pub(super) fn sentences(&self) -> impl Iterator<Item = &[Word<'_>]> {
        self.words.split_inclusive(|word| word.ends)
    }

    /// True if both hold the same words; capitals, marks and line ends make no difference.
    pub(super) fn same(&self, other: &Passage<'_>) -> bool {
        let (own, other) = (&self.words, &other.words);
        own.len() == other.len() && own.iter().zip(other).all(|(a, b)| a.lower == b.lower)
    }

    /// The number of characters in its words.
    pub(super) fn length(&self) -> usize {
        self.words.iter().map(|w| w.text.chars().count() + 1).sum()
    }
}

/// All texts of an evaluation that reach the letter or its bundle.
pub(super) fn passages<'a>(entry: &'a EvaluationFile, files: &'a Files) -> Vec<Passage<'a>> {
    let mut list = Vec::new();
    let mut add = |at: Place, kind, codes: Vec<&'a str>| {
        list.push(Passage { at, kind, codes, words: words(files.text(at.file), at) });
    };
    for (code, text) in &entry.descriptions.0 {
        add(text.at, Kind::Statement, vec![&code.value.0]);
    }
    for finding in &entry.findings {
        let codes: Vec<&str> = finding.about.value.iter().map(|c| c.value.0.as_str()).collect();
        add(finding.text.at, Kind::Statement, codes.clone());
        let response: Option<&Spanned<Prose>> = finding.response.as_ref().and_then(|r| r.text.as_ref());
        if let Some(text) = response {
            add(text.at, Kind::Other, codes);
        }
    }
    for recommendation in &entry.recommendations {
        let answered =
            entry.findings.iter().filter(|f| recommendation.findings.iter().any(|id| id.value.0 == f.id.value.0));
        let codes = answered.flat_map(|f| &f.about.value).chain(&recommendation.about);
        add(recommendation.text.at, Kind::Statement, codes.map(|c| c.value.0.as_str()).collect());
        if let Some(addressee) = &recommendation.addressee {
            add(addressee.at, Kind::Other, Vec::new());
        }
    }
    for follow_up in &entry.follow_ups {
        if let Some(remark) = &follow_up.value.remark {
            add(remark.at, Kind::Other, Vec::new());
        }
    }
    if let Some(profile) = &entry.profile {
        if let Some(task) = &profile.task {
            add(task.at, Kind::Other, Vec::new());
        }
        if let Some(practice) = &profile.practice {
            add(practice.at, Kind::Statement, Vec::new());
        }
    }
    if let Some(summary) = &entry.summary {
        add(summary.at, Kind::Statement, Vec::new());
    }
    list
}

/// The words of a stretch of a file.
pub(super) fn words(file: &str, at: Place) -> Vec<Word<'_>> {
    let (from, to) = (at.start as usize, at.end as usize);
    let Some(text) = file.get(from..to) else { return Vec::new() };
    let mut words: Vec<Word<'_>> = Vec::new();
    let mut line_start = from;
    for line in text.split_inclusive('\n') {
        let point = line.trim_start().starts_with("- ");
        if let (true, Some(last)) = (point || line.trim().is_empty(), words.last_mut()) {
            last.ends = true;
        }
        let mut rest = line;
        while let Some(begin) = rest.find(|c: char| !c.is_whitespace()) {
            let stretch = &rest[begin..];
            let raw = &stretch[..stretch.find(char::is_whitespace).unwrap_or(stretch.len())];
            let start = line_start + (line.len() - rest.len()) + begin;
            rest = &stretch[raw.len()..];
            let core = raw.trim_start_matches(|c: char| !c.is_alphanumeric());
            let word = core.trim_end_matches(|c: char| !c.is_alphanumeric());
            if word.is_empty() {
                continue;
            }
            let tail = &core[word.len()..];
            words.push(Word {
                start: start + raw.len() - core.len(),
                text: word,
                lower: word.to_lowercase(),
                tail,
                ends: tail.contains(['.', ';', '!', '?']),
            });
        }
        line_start += line.len();
    }
    words
}

/// Phrases to look for, each with its meanings. Of several phrases that fit, the longest is found.
#[derive(Clone, Debug)]
pub(super) struct Phrases<T> {
    /// By first word; longest first.
    known: BTreeMap<String, Vec<Phrase<T>>>,
}

#[derive(Clone, Debug)]
struct Phrase<T> {
    words: Vec<String>,
    meanings: Vec<T>,
}

impl<T> Phrases<T> {
    /// Makes the table from phrases in any order. A phrase that is given several times has several meanings.
    pub(super) fn new<'a>(phrases: impl IntoIterator<Item = (&'a str, T)>) -> Self {
        let mut known: BTreeMap<String, Vec<Phrase<T>>> = BTreeMap::new();
        for (text, meaning) in phrases {
            let list: Vec<String> =
                words(text, Place::new(FileId::from_number(0), 0, text.len())).into_iter().map(|w| w.lower).collect();
            let Some(first) = list.first() else { continue };
            let same_start = known.entry(first.clone()).or_default();
            match same_start.iter_mut().find(|phrase| phrase.words == list) {
                Some(phrase) => phrase.meanings.push(meaning),
                None => same_start.push(Phrase { words: list, meanings: vec![meaning] }),
            }
        }
        for list in known.values_mut() {
            list.sort_by_key(|phrase| std::cmp::Reverse(phrase.words.len()));
        }
        Self { known }
    }

    /// The longest phrase that begins with this word: the number of its words, and its meanings.
    pub(super) fn at(&self, words: &[Word<'_>], index: usize) -> Option<(usize, &[T])> {
        let rest = words.get(index..)?;
        let fits = |phrase: &&Phrase<T>| {
            phrase.words.len() <= rest.len() && phrase.words.iter().zip(rest).all(|(known, word)| *known == word.lower)
        };
        let phrase = self.known.get(&rest.first()?.lower)?.iter().find(fits)?;
        Some((phrase.words.len(), &phrase.meanings))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(text: &str) -> Vec<Word<'_>> {
        words(text, Place::new(FileId::from_number(0), 0, text.len()))
    }

    #[test]
    fn words_know_where_they_stand() {
        let text = "|\n    Nilai (BB) sebesar _24,30_.\n    - satu\n    - dua";
        let list = read(text);
        let seen: Vec<&str> = list.iter().map(|w| w.text).collect();
        assert_eq!(seen, ["Nilai", "BB", "sebesar", "24,30", "satu", "dua"]);
        assert!(list.iter().all(|w| text[w.start..].starts_with(w.text)));
        let ends: Vec<&str> = list.iter().filter(|w| w.ends).map(|w| w.text).collect();
        assert_eq!(ends, ["24,30", "satu"]);
    }

    #[test]
    fn the_longest_phrase_is_found() {
        let phrases = Phrases::new([("Dinas Pendidikan", 1), ("Dinas Pendidikan dan Kebudayaan", 2)]);
        let list = read("pada DINAS Pendidikan dan Kebudayaan, Dinas Pendidikan");
        assert_eq!(phrases.at(&list, 1), Some((4, &[2][..])));
        assert_eq!(phrases.at(&list, 5), Some((2, &[1][..])));
        assert_eq!(phrases.at(&list, 0), None);
    }
}
