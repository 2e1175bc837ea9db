//! Checks numbers and dates of letters against each other and against the season.

use std::collections::{BTreeMap, BTreeSet};

use crate::diag::{Code, Diagnostic, Found, Hint, Note, Place, nearest};
use crate::project::Scored;
use crate::register::{FormWord, LetterFile, RevisionLetter, is_gap, plain_number};
use crate::source::{Entries, Name, PartialDate, Spanned, Token};

/// A letter's number, the case that it belongs to, and whether it is that of a revision.
type Numbered<'a> = (&'a Spanned<Name>, Option<usize>, bool);

/// Checks numbers and dates of all letters; returns the cases that wait.
pub(super) fn letters(project: &Scored, found: &mut Found) -> BTreeSet<usize> {
    let mut numbers: Vec<Numbered<'_>> = Vec::new();
    let histories = project.histories.values().flat_map(|h| &h.results.0);
    numbers.extend(histories.filter_map(|(_, entry)| Some((entry.letter.as_ref()?, None, false))));
    for (year, file) in &project.letters {
        for (stem, letter) in &file.letters.0 {
            let case = project.cases.iter().position(|c| c.id.year == *year && c.id.stem == stem.value.0);
            if case.is_none() {
                let mut fault = Diagnostic::new(Code::D148).at(stem.at).arg("stem", &stem.value.0).arg("year", year);
                let stems = project.cases.iter().filter(|c| c.id.year == *year).map(|c| c.id.stem.as_str());
                fault.hints.extend(nearest(&stem.value.0, stems).map(Hint::DidYouMean));
                found.push(fault);
            }
            revision_keys(&letter.revisions, found);
            let cover = letter.cover.as_ref().and_then(|c| c.number.as_ref());
            numbers.extend(letter.number.iter().chain(cover).map(|number| (number, case, false)));
            numbers.extend(letter.revisions.iter().filter_map(|(_, own)| Some((own.number.as_ref()?, case, true))));
            if let (Some(cover), Some(case)) = (&letter.cover, case.map(|i| &project.cases[i]))
                && project.form(case) == FormWord::Letter
            {
                let at = cover.number.as_ref().map(|n| n.at).or_else(|| cover.date.as_ref().map(|d| d.at));
                found.push(Diagnostic::new(Code::D234).at(at.unwrap_or(stem.at)).arg("id", &case.id));
            }
        }
        dates(project, *year, file, found);
    }
    for recap in project.letters.values().filter_map(|file| file.recap.as_ref()) {
        revision_keys(&recap.revisions, found);
        let later = recap.revisions.iter().filter_map(|(_, own)| own.number.as_ref());
        numbers.extend(recap.number.iter().chain(later).map(|number| (number, None, false)));
    }
    let mut blocked: BTreeSet<usize> = used_twice(&numbers, found).into_iter().collect();
    for (folder, year) in &project.faulty_years {
        blocked.extend((0..project.cases.len()).filter(|index| match folder.as_str() {
            "surat" => project.cases[*index].id.year == *year,
            "ikhtisar" => false,
            _ => project.cases[*index].id.year == year + 1 && !evaluated_before(project, *index),
        }));
    }
    blocked
}

/// Revisions are numbered from 1 without gaps.
fn revision_keys(revisions: &Entries<Token, RevisionLetter>, found: &mut Found) {
    for (index, (key, _)) in revisions.iter().enumerate() {
        if key.value.0 != (index + 1).to_string() {
            found.push(Diagnostic::new(Code::D240).at(key.at).arg("key", &key.value.0));
        }
    }
}

/// Checks the order in time: the fieldwork, the confirmation, the letters, the recap.
fn dates(project: &Scored, year: i32, file: &LetterFile, found: &mut Found) {
    let letters = file.letters.0.iter().map(|(_, letter)| letter);
    let covers = letters.clone().filter_map(|letter| letter.cover.as_ref()?.date.as_ref());
    let issued: Vec<_> = letters.clone().filter_map(|letter| letter.date.as_ref()).chain(covers).collect();
    let revised = letters.flat_map(|letter| &letter.revisions.0).filter_map(|(_, own)| own.date.as_ref());
    let recap = file.recap.as_ref().and_then(|recap| recap.date.as_ref());
    if let Some(fieldwork) = project.settings.as_ref().and_then(|s| s.season(year)?.fieldwork.as_ref()) {
        for date in issued
            .iter()
            .copied()
            .chain(recap)
            .chain(revised)
            .filter(|d| is_before(d.value, fieldwork.end.value.into()))
        {
            found.push(Diagnostic::new(Code::D149).at(date.at).related(fieldwork.end.at, Note::ComparedHere));
        }
    }
    if let Some(recap) = recap
        && let Some(letter) = issued.iter().filter(|d| is_before(recap.value, d.value)).max_by_key(|d| d.value)
    {
        found.push(Diagnostic::new(Code::D229).at(recap.at).related(letter.at, Note::ComparedHere));
    }
    for case in project.cases.iter().filter(|case| case.id.year == year) {
        let own = file.letters.0.iter().find(|(stem, _)| stem.value.0 == case.id.stem);
        let Some(letter) = own.and_then(|(_, letter)| letter.date.as_ref()) else { continue };
        let Some(evaluation) = &case.evaluation else { continue };
        let entry = &evaluation.entry;
        let responses = entry.findings.iter().filter_map(|f| f.response.as_ref()?.date.as_ref());
        let minutes = entry.confirmation.iter().map(|c| ("berita_acara", &c.minutes.date));
        for (key, date) in responses.map(|date| ("tanggapan", date)).chain(minutes) {
            if is_before(letter.value, date.value.into()) {
                let fault = Diagnostic::new(Code::D231).at(date.at).related(letter.at, Note::ComparedHere);
                found.push(fault.arg("key", key).arg("date", date.value));
            }
        }
    }
}

/// True if a date is certainly before another one. A date without a day is before only if its month is.
fn is_before(date: PartialDate, other: PartialDate) -> bool {
    let days = date.day.zip(other.day).is_some_and(|(day, other)| day < other);
    let months = ((date.year, date.month), (other.year, other.month));
    months.0 < months.1 || months.0 == months.1 && days
}

/// Reports numbers that two letters carry, and returns the cases of these letters. A gap does not count as a number.
fn used_twice(numbers: &[Numbered<'_>], found: &mut Found) -> Vec<usize> {
    let mut seen: BTreeMap<String, (Place, Option<usize>)> = BTreeMap::new();
    let mut blocked = Vec::new();
    for (number, case, revision) in numbers.iter().filter(|(n, _, _)| !is_gap(&n.value.0)) {
        let text = number.value.0.as_str();
        let plain = plain_number(text);
        match seen.get(&plain) {
            // A corrigendum may keep the number. A replacement may not, which is checked when it is issued.
            Some((_, other)) if *revision && other.is_some() && other == case => {}
            Some((first, other)) => {
                let fault = Diagnostic::new(Code::D147).at(number.at).arg("number", text);
                found.push(fault.related(*first, Note::FirstHere));
                blocked.extend([*other, *case].into_iter().flatten());
            }
            None => drop(seen.insert(plain, (number.at, *case))),
        }
    }
    blocked
}

/// True if last year's result of the office comes from an evaluation, so that its history is not used.
fn evaluated_before(project: &Scored, index: usize) -> bool {
    let case = &project.cases[index];
    project.cases.iter().any(|c| c.id.year == case.id.year - 1 && c.office == case.office && c.regular)
}
