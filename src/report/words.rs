//! Numbers and dates in Indonesian words.

use crate::diag::{Phrase, Term};
use crate::source::{Date, PartialDate};

const UNITS: [&str; 12] =
    ["nol", "satu", "dua", "tiga", "empat", "lima", "enam", "tujuh", "delapan", "sembilan", "sepuluh", "sebelas"];

/// A whole number in words (`terbilang`), such as `seribu dua ratus lima`.
pub fn spell(number: u64) -> String {
    let joined = |head: String, rest: u64| if rest == 0 { head } else { format!("{head} {}", spell(rest)) };
    match number {
        0..=11 => UNITS[usize::try_from(number).unwrap_or(0)].to_owned(),
        12..=19 => format!("{} belas", spell(number - 10)),
        20..=99 => joined(format!("{} puluh", spell(number / 10)), number % 10),
        100..=199 => joined("seratus".to_owned(), number - 100),
        200..=999 => joined(format!("{} ratus", spell(number / 100)), number % 100),
        1_000..=1_999 => joined("seribu".to_owned(), number - 1_000),
        2_000..=999_999 => joined(format!("{} ribu", spell(number / 1_000)), number % 1_000),
        1_000_000..=999_999_999 => joined(format!("{} juta", spell(number / 1_000_000)), number % 1_000_000),
        1_000_000_000..=999_999_999_999 => {
            joined(format!("{} miliar", spell(number / 1_000_000_000)), number % 1_000_000_000)
        }
        _ => joined(format!("{} triliun", spell(number / 1_000_000_000_000)), number % 1_000_000_000_000),
    }
}

/// The name of a month, 1 to 12.
pub fn month(number: u32) -> &'static str {
    month_of(number).map_or("", Term::name)
}

fn month_of(number: u32) -> Option<Term> {
    Term::MONTHS.get((number as usize).saturating_sub(1)).copied()
}

/// A date as a message tells it, in the language of the message.
pub(super) fn told(day: Date) -> Phrase {
    match month_of(day.month) {
        Some(month) => Phrase::Day { day: day.day, month, year: day.year },
        None => date(day).into(),
    }
}

/// A date as letters print it: `8 Mei 2023`.
pub fn date(date: Date) -> String {
    format!("{} {} {}", date.day, month(date.month), date.year)
}

/// A date as letters print it, with a gap in place of a day that is written by hand: `…… Mei 2023`.
pub fn partial_date(date: PartialDate) -> String {
    let day = date.day.map_or_else(|| "……".to_owned(), |day| day.to_string());
    format!("{day} {} {}", month(date.month), date.year)
}

/// Joins names to `A`, `A dan B` or `A, B, dan C`. If a name itself holds `dan` or a comma, semicolons divide the
/// names: `A dan B; C`.
pub(super) fn join<T: AsRef<str>>(names: &[T]) -> String {
    if names.len() > 1 && names.iter().any(|name| name.as_ref().contains(" dan ") || name.as_ref().contains(", ")) {
        return names.iter().map(AsRef::as_ref).collect::<Vec<_>>().join("; ");
    }
    match names {
        [] => String::new(),
        [one] => one.as_ref().to_owned(),
        [one, two] => format!("{} dan {}", one.as_ref(), two.as_ref()),
        [front @ .., last] => {
            let front: Vec<&str> = front.iter().map(AsRef::as_ref).collect();
            format!("{}, dan {}", front.join(", "), last.as_ref())
        }
    }
}

/// A date of the log as letters print it.
pub fn printed_date(typed: &str) -> String {
    PartialDate::from_text(typed).map_or_else(|| typed.to_owned(), partial_date)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::diag::Lang;

    #[test]
    fn a_date_of_a_message_is_told_in_its_language() {
        let day = Date { year: 2023, month: 5, day: 8 };
        assert_eq!(told(day).text(Lang::Id), date(day));
        assert_eq!(told(day).text(Lang::En), "8 May 2023");
    }

    #[test]
    fn terbilang() {
        for (number, words) in [
            (0, "nol"),
            (4, "empat"),
            (11, "sebelas"),
            (12, "dua belas"),
            (20, "dua puluh"),
            (21, "dua puluh satu"),
            (100, "seratus"),
            (111, "seratus sebelas"),
            (1_000, "seribu"),
            (1_205, "seribu dua ratus lima"),
            (2_000, "dua ribu"),
            (11_000, "sebelas ribu"),
            (100_000, "seratus ribu"),
            (1_000_000, "satu juta"),
            (
                1_234_567_890,
                "satu miliar dua ratus tiga puluh empat juta lima ratus enam puluh tujuh ribu delapan ratus sembilan puluh",
            ),
            (2_000_000_000_000, "dua triliun"),
        ] {
            assert_eq!(spell(number), words);
        }
    }
}
