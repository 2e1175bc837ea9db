//! Looks up names, addressees and signatories by date, and finds contradictions in the history.

use num_traits::Signed;

use crate::diag::{Code, Diagnostic, Found, is_one_line};
use crate::instrument::Instrument;
use crate::num::{Number, Ratio, decimal_text};
use crate::source::{Date, PartialDate, Spanned};

use super::letter::{LetterEntry, RecapLetter};
use super::read::{DatedHead, DatedName, HistoryEntry, Office, Season, Settings, Signatory};

impl Office {
    /// The name in force on a day.
    pub fn name_on(&self, day: Date) -> Option<&Spanned<crate::source::Name>> {
        latest(&self.names.value, day, |n: &DatedName| n.since.value).map(|n| &n.name)
    }

    /// The addressee in force on a day.
    pub fn head_on(&self, day: Date) -> Option<&Spanned<crate::source::Name>> {
        latest(&self.heads.value, day, |h: &DatedHead| h.since.value).map(|h| &h.title)
    }

    /// True if the office existed on any day of the year.
    pub fn existed_in(&self, year: i32) -> bool {
        let began = self.since.as_ref().is_none_or(|d| d.value.year <= year);
        let ended = self
            .ended
            .as_ref()
            .is_some_and(|d| d.value.year < year || (d.value.year == year && d.value.month == 1 && d.value.day == 1));
        began && !ended
    }
}

fn latest<T>(entries: &[T], day: Date, since: impl Fn(&T) -> Date) -> Option<&T> {
    entries.iter().filter(|e| since(e) <= day).max_by_key(|e| since(e))
}

/// The name of an office on a day, for messages; the id of the office if no name is in force.
pub fn office_name(office: &Office, day: Date) -> &str {
    office.name_on(day).map_or(office.id.value.0.as_str(), |n| n.value.0.as_str())
}

impl Settings {
    /// The season of a year.
    pub fn season(&self, year: i32) -> Option<&Season> {
        self.seasons.0.iter().find(|(y, _)| y.value.0 == year).map(|(_, season)| season)
    }

    /// All holders of a role.
    pub fn role(&self, role: &str) -> Option<&[Spanned<Signatory>]> {
        self.signatories.0.iter().find(|(r, _)| r.value.0 == role).map(|(_, list)| list.as_slice())
    }

    /// The holder of a role on a day: the latest entry that covers the day.
    pub fn signatory(&self, role: &str, day: Date) -> Option<&Spanned<Signatory>> {
        let covers = |s: &&Spanned<Signatory>| {
            s.value.since.value <= day && s.value.until.as_ref().is_none_or(|until| day <= until.value)
        };
        self.role(role)?.iter().filter(covers).max_by_key(|s| s.value.since.value)
    }
}

/// True for a letter number with a gap (`____`) that is filled in by hand later.
pub fn is_gap(number: &str) -> bool {
    number.contains("__")
}

/// A letter number in a form for comparison, without spaces, capitals and the zeros in front of a group of digits.
pub fn plain_number(number: &str) -> String {
    let text: String = number.split_whitespace().collect::<String>().to_lowercase();
    let mut plain = String::with_capacity(text.len());
    let mut inside = false;
    let mut rest = text.chars().peekable();
    while let Some(c) = rest.next() {
        let leading = c == '0' && !inside && rest.peek().is_some_and(char::is_ascii_digit);
        inside = !leading && c.is_ascii_digit();
        if !leading {
            plain.push(c);
        }
    }
    plain
}

/// The day that dates the document and decides its names and signatories: the letter's date (the last day of the month
/// if only the month is known), else the end of the fieldwork, else 31 December of the year.
pub fn letter_date(letter: Option<&LetterEntry>, season: &Season, year: i32) -> Date {
    document_date(letter.and_then(|l| l.date.as_ref()), season, year)
}

/// As [`letter_date`], for the recap of a season.
pub fn recap_date(letter: Option<&RecapLetter>, season: &Season, year: i32) -> Date {
    document_date(letter.and_then(|l| l.date.as_ref()), season, year)
}

fn document_date(typed: Option<&Spanned<PartialDate>>, season: &Season, year: i32) -> Date {
    let typed = typed.map(|d| last_day(d.value));
    typed.or_else(|| season.fieldwork.as_ref().map(|f| f.end.value)).unwrap_or(Date { year, month: 12, day: 31 })
}

/// The day itself, or the last day of the month if only the month is known.
pub fn last_day(date: PartialDate) -> Date {
    let month_end = (28..=31).rev().find_map(|day| Date::new(date.year, date.month, day));
    date.full().or(month_end).unwrap_or(Date { year: date.year, month: date.month, day: 28 })
}

/// Finds contradictions inside one office's issued result. The result is printed as issued all the same.
///
/// The sum may depart from the total by half a last place for each part plus one last place of the total, since issued
/// values are cut as well as rounded.
pub fn history_faults(entry: &HistoryEntry, instrument: &Instrument) -> Found {
    let mut found = Vec::new();
    for (code, _) in &entry.components.0 {
        if instrument.component(&code.value.0).is_none() {
            found.push(
                Diagnostic::new(Code::D152).at(code.at).arg("code", &code.value.0).arg("instrument", &instrument.id),
            );
        }
    }
    let total = &entry.total.value;
    if !entry.components.0.is_empty() {
        let sum: Ratio = entry.components.0.iter().map(|(_, n)| n.value.value.clone()).sum();
        let half: Ratio = entry.components.0.iter().map(|(_, n)| last_place(&n.value) / crate::num::ratio(2)).sum();
        if (&sum - &total.value).abs() > half + last_place(total) {
            found.push(
                Diagnostic::new(Code::D150)
                    .at(entry.total.at)
                    .arg("total", &total.text)
                    .arg("sum", decimal_text(&sum, 2)),
            );
        }
    }
    let band = instrument.grade(&total.value);
    let word = entry.word.as_ref().map(|w| w.value.0.as_str());
    let fits =
        band.is_some_and(|b| b.letter == entry.grade.value.0 && word.is_none_or(|w| w.eq_ignore_ascii_case(&b.word)));
    if !fits {
        found.push(
            Diagnostic::new(Code::D151)
                .at(entry.grade.at)
                .arg("grade", &entry.grade.value.0)
                .arg("word", word.unwrap_or("–"))
                .arg("expected", band.map_or_else(|| "–".to_owned(), |b| format!("{} ({})", b.letter, b.word)))
                .arg("total", &total.text),
        );
    }
    found
}

/// One unit of the last decimal as typed: a hundredth for `12.50`.
pub fn last_place(number: &Number) -> Ratio {
    Ratio::new(1.into(), num_traits::pow(10.into(), number.decimals()))
}

/// True for a complete letter number, as it is printed.
pub fn is_number(number: &str) -> bool {
    const LONGEST: usize = 100;
    number.chars().count() <= LONGEST
        && !number.trim().is_empty()
        && !is_gap(number)
        && is_one_line(number)
        && number.trim() == number
}

#[cfg(test)]
mod tests {
    use super::plain_number;

    #[test]
    fn one_letter_number_in_several_spellings() {
        for spelling in ["700.1.2.1/107/ITDA/2023", "700.1.2.1/0107/Itda/2023", "700.1.2.1 / 00107 / itda / 2023"] {
            assert_eq!(plain_number(spelling), "700.1.2.1/107/itda/2023");
        }
        assert_eq!(plain_number("700/000/X.10"), "700/0/x.10");
        assert_ne!(plain_number("700/1070"), plain_number("700/107"));
    }
}
