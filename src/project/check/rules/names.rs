//! Names and indicators of other offices in the texts of an evaluation: most often the text was copied.

use std::collections::{BTreeMap, BTreeSet};

use crate::diag::{Code, Diagnostic, Found, Note, Place};
use crate::project::{Case, Scored};
use crate::register::{Office, OfficeKind};

use super::text::{Passage, Phrases, Word};

/// Words before a name that speak of working together.
const TOGETHER: &[&str] = &["antara", "bersama", "bersama-sama", "dengan", "ke", "kepada", "melalui"];

/// Words that stand between such a word and the name.
const TITLES: &[&str] = &["kepala", "sekretaris", "direktur", "plt", "pimpinan"];

/// A text shorter than this may well stand in two evaluations.
const SHORTEST_COPY: usize = 60;

/// Shorter initials too often mean something else.
const SHORTEST_INITIALS: usize = 4;

/// An indicator of fewer words may well belong to two offices.
const SHORTEST_INDICATOR: usize = 4;

/// A name by which an office is known.
#[derive(Clone, Copy, Debug)]
struct Known<'a> {
    office: &'a Office,
    /// True for initials, which count in capitals only.
    initials: bool,
}

/// The names and indicators by which other offices are recognised.
pub(super) struct Register<'a> {
    project: &'a Scored,
    names: Phrases<Known<'a>>,
    /// Indicators and aims by year, with the id of the office.
    indicators: BTreeMap<i32, Phrases<&'a str>>,
}

/// A name or an indicator of another office in a text.
pub(super) struct Mention {
    place: Place,
    /// As typed.
    name: String,
    /// Id of the other office.
    office: String,
    indicator: bool,
}

impl<'a> Register<'a> {
    pub(super) fn of(project: &'a Scored) -> Self {
        let names = office_names(project);
        let known = names.iter().map(|(name, office, initials)| {
            (name.as_str(), Known { office: &project.offices[*office].value, initials: *initials })
        });
        let mut by_year: BTreeMap<i32, Vec<(&str, &str)>> = BTreeMap::new();
        for case in &project.cases {
            by_year.entry(case.id.year).or_default().extend(indicators(case).map(|text| (text, case.office.as_str())));
        }
        let indicators = by_year.into_iter().map(|(year, list)| (year, Phrases::new(list))).collect();
        Self { project, names: Phrases::new(known), indicators }
    }

    /// The mentions of other offices in a text of this case.
    pub(super) fn mentions(&self, case: &Case, passage: &Passage<'_>) -> Vec<Mention> {
        let words = &passage.words;
        let mut found = Vec::new();
        let mut together = 0;
        let mut at = 0;
        while at < words.len() {
            if let Some((length, office)) = self.indicator(case, words, at) {
                found.push(self.mention(passage, at, length, office, true));
                at += length;
            } else if let Some((length, office)) = self.name(case, words, at) {
                let listed = at > 0 && together > 0 && follows(words, together, at);
                if listed || is_together(words, at) {
                    together = at + length;
                } else if let Some(office) = office.filter(|_| !self.elsewhere(&words[at + length..])) {
                    found.push(self.mention(passage, at, length, &office.id.value.0, false));
                }
                at += length;
            } else {
                at += 1;
            }
        }
        found
    }

    fn mention(&self, passage: &Passage<'_>, at: usize, length: usize, office: &str, indicator: bool) -> Mention {
        let words = &passage.words[at..at + length];
        Mention {
            place: words[0].to(&words[length - 1], passage.at),
            name: words.iter().map(|w| w.text).collect::<Vec<_>>().join(" "),
            office: office.to_owned(),
            indicator,
        }
    }

    /// The length of the name that begins here, and its office if that is another one. A name that this office has too
    /// counts as its own.
    fn name(&self, case: &Case, words: &[Word<'_>], at: usize) -> Option<(usize, Option<&'a Office>)> {
        let (length, known) = self.names.at(words, at)?;
        let capital = words[at].text.chars().all(|c| !c.is_lowercase());
        let fits: Vec<&Known<'_>> = known.iter().filter(|k| capital || !k.initials).collect();
        let first = fits.first()?;
        let own = fits.iter().any(|k| related(self.project, &k.office.id.value.0, &case.office));
        let other = (!own && self.is_telling(first.office, case)).then_some(first.office);
        Some((length, other))
    }

    /// True if the name of that office is a sign of a mistake in a text on this one.
    fn is_telling(&self, other: &Office, case: &Case) -> bool {
        let own = self.project.office(&case.office).map(|office| office.value.kind);
        match other.kind {
            // The inspectorate evaluates: its name belongs in every letter.
            OfficeKind::Inspektorat => false,
            // For other offices a kecamatan is a place, and each office has a *Bagian Umum* of its own.
            OfficeKind::Kecamatan | OfficeKind::Bagian => own == Some(other.kind),
            _ => true,
        }
    }

    fn indicator(&self, case: &Case, words: &[Word<'_>], at: usize) -> Option<(usize, &'a str)> {
        let (length, offices) = self.indicators.get(&case.id.year)?.at(words, at)?;
        let own = offices.iter().any(|office| related(self.project, office, &case.office));
        let other = offices.first().filter(|_| !own && length >= SHORTEST_INDICATOR)?;
        Some((length, other))
    }

    /// True if the words after the name show that it belongs to an office of another government.
    fn elsewhere(&self, rest: &[Word<'_>]) -> bool {
        match rest.first().map(|w| w.lower.as_str()) {
            Some("provinsi") => true,
            Some("kabupaten" | "kota") => !self.own_government(rest),
            _ => false,
        }
    }

    fn own_government(&self, rest: &[Word<'_>]) -> bool {
        let name = self.project.settings.as_ref().map(|s| s.government.name.value.0.to_lowercase()).unwrap_or_default();
        name.split_whitespace().zip(rest).all(|(own, word)| own == word.lower)
    }
}

/// The names of all offices: each name of each period, the id if it is no ordinary word, and the initials of a long
/// name. Each comes with the index of its office, and with a flag that is true for initials.
fn office_names(project: &Scored) -> Vec<(String, usize, bool)> {
    let all = project.offices.iter().flat_map(|o| &o.value.names.value);
    let ordinary: BTreeSet<String> =
        all.flat_map(|n| n.name.value.0.split_whitespace()).map(str::to_lowercase).collect();
    let mut names = Vec::new();
    for (index, office) in project.offices.iter().enumerate() {
        let office = &office.value;
        for name in &office.names.value {
            let text = name.name.value.0.as_str();
            names.push((text.to_owned(), index, false));
            let firsts = text.split_whitespace().filter_map(|w| w.chars().next());
            let initials: String = firsts.filter(|c| c.is_uppercase()).collect();
            if initials.chars().count() >= SHORTEST_INITIALS && !ordinary.contains(&initials.to_lowercase()) {
                names.push((initials, index, true));
            }
        }
        if office.kind == OfficeKind::Kecamatan {
            // `Camat Muara`; titles of other heads hold the name of the office anyway.
            names.extend(office.heads.value.iter().map(|head| (head.title.value.0.clone(), index, false)));
        }
        let id = office.id.value.0.replace('-', " ");
        if id.contains(' ') || !ordinary.contains(&id) {
            names.push((id, index, false));
        }
    }
    names.sort();
    names.dedup();
    names
}

fn indicators(case: &Case) -> impl Iterator<Item = &str> {
    let profile = case.evaluation.as_ref().and_then(|e| e.entry.profile.as_ref());
    let entries = profile.into_iter().flat_map(|p| &p.indicators);
    entries.flat_map(|entry| [entry.indicator.value.0.as_str(), entry.aim.value.0.as_str()])
}

/// True if the ids are equal, or if one office became the other, directly or over further offices.
fn related(project: &Scored, one: &str, other: &str) -> bool {
    let becomes = |from: &str, to: &str| {
        let mut open = vec![from.to_owned()];
        let mut seen = BTreeSet::new();
        while let Some(id) = open.pop() {
            if id == to {
                return true;
            }
            if seen.insert(id.clone()) {
                let next = project.office(&id).into_iter().flat_map(|o| &o.value.successors);
                open.extend(next.map(|s| s.value.0.clone()));
            }
        }
        false
    };
    becomes(one, other) || becomes(other, one)
}

/// True if the word before the name, with titles skipped, speaks of working together.
fn is_together(words: &[Word<'_>], at: usize) -> bool {
    let before = words[..at].iter().rev().find(|w| !TITLES.contains(&w.lower.as_str()));
    before.is_some_and(|w| TOGETHER.contains(&w.lower.as_str()))
}

/// True if a name continues a list of names: `dengan Dinas A, Dinas B dan Dinas C`.
fn follows(words: &[Word<'_>], end: usize, at: usize) -> bool {
    let between = &words[end..at];
    let joined =
        |w: &Word<'_>| ["dan", "serta", "atau"].contains(&w.lower.as_str()) || TITLES.contains(&w.lower.as_str());
    let comma = words[end - 1].tail.starts_with(',');
    between.len() <= 2 && between.iter().all(joined) && (comma || !between.is_empty())
}

/// The mentions of one text as diagnostics. If the text also stands in another evaluation, which `copy` finds, they
/// become one diagnostic.
pub(super) fn diagnostics(
    passage: &Passage<'_>,
    mentions: &[Mention],
    copy: impl FnOnce(&Passage<'_>) -> Option<(String, Place)>,
) -> Found {
    let copied = (passage.length() >= SHORTEST_COPY).then(|| copy(passage)).flatten();
    if let (Some(first), Some((id, at))) = (mentions.first(), copied) {
        let fault = Diagnostic::new(Code::D189).at(first.place).arg("id", id).arg("name", &first.name);
        return vec![fault.related(at, Note::AlsoHere)];
    }
    let one = |mention: &Mention| {
        let code = if mention.indicator { Code::D188 } else { Code::D187 };
        Diagnostic::new(code).at(mention.place).arg("name", &mention.name).arg("id", &mention.office)
    };
    mentions.iter().map(one).collect()
}
