//! Dates as they are typed, `2023-05-08`, and months, `2023-05`.

use std::fmt;
use std::ops::RangeInclusive;

use time::Month;

use crate::diag::Term;

/// A year of four digits, 1900 to 2999.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Year(pub i32);

impl Year {
    /// The years that the program knows.
    pub const ALL: RangeInclusive<i32> = 1900..=2999;

    /// Reads four digits as a year from 1900 to 2999.
    pub fn from_text(text: &str) -> Option<Self> {
        let year = i32::try_from(digits(text, 4).ok()?).ok()?;
        Self::ALL.contains(&year).then_some(Self(year))
    }
}

impl fmt::Display for Year {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.0.fmt(f)
    }
}

/// A date of the calendar, typed `2023-05-08`.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Date {
    /// Year, 1900 to 2999.
    pub year: i32,
    /// Month, 1 to 12.
    pub month: u32,
    /// Day, 1 to 31.
    pub day: u32,
}

/// A date whose day may still be open, typed `2023-05-08` or `2023-05`.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct PartialDate {
    /// Year, 1900 to 2999.
    pub year: i32,
    /// Month, 1 to 12.
    pub month: u32,
    /// Day, if known.
    pub day: Option<u32>,
}

/// The reason why a text is no date.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum DateFault {
    /// It is not written as year, month, day.
    Form,
    /// It is written so, but the calendar has no such day.
    Calendar,
}

impl Date {
    /// Makes a date, if it exists in the calendar and the year is 1900 to 2999.
    ///
    /// ```
    /// use lhe::source::Date;
    ///
    /// assert_eq!(Date::new(2024, 2, 29), Date::from_text("2024-02-29"));
    /// assert_eq!(Date::new(2023, 2, 29), None);
    /// ```
    pub fn new(year: i32, month: u32, day: u32) -> Option<Self> {
        let named = Month::try_from(u8::try_from(month).ok()?).ok()?;
        time::Date::from_calendar_date(year, named, u8::try_from(day).ok()?).ok()?;
        Year::ALL.contains(&year).then_some(Self { year, month, day })
    }

    /// Reads `2023-05-08`.
    pub fn from_text(text: &str) -> Option<Self> {
        Self::read(text).ok()
    }

    pub(super) fn read(text: &str) -> Result<Self, DateFault> {
        let (rest, day) = text.rsplit_once('-').ok_or(DateFault::Form)?;
        let (year, month) = year_month(rest)?;
        let day = digits(day, 2)?;
        Self::new(year, month, day).ok_or(DateFault::Calendar)
    }

    /// Guesses the date meant by `8/5/2023`, `08-05-2023`, `2023/5/8` or `8 Mei 2023`: day before month, as in Indonesia.
    ///
    /// # Errors
    /// [`DateFault::Calendar`] for such a text without such a day, [`DateFault::Form`] for any other text.
    pub(super) fn guess(text: &str) -> Result<Self, DateFault> {
        let parts: Vec<&str> = text.split(['/', '-', '.', ' ']).filter(|part| !part.is_empty()).collect();
        let [first, month, last] = parts.as_slice() else { return Err(DateFault::Form) };
        let short = |text: &str| digits(text, text.len().clamp(1, 2));
        let month = short(month).ok().or_else(|| month_of(month)).ok_or(DateFault::Form)?;
        let (year, day) = if first.len() == 4 { (first, last) } else { (last, first) };
        let year = i32::try_from(digits(year, 4)?).map_err(|_| DateFault::Form)?;
        Self::new(year, month, short(day)?).ok_or(DateFault::Calendar)
    }
}

impl PartialDate {
    /// Reads `2023-05-08` or `2023-05`.
    ///
    /// ```
    /// use lhe::source::PartialDate;
    ///
    /// let month = PartialDate::from_text("2023-05").unwrap();
    /// assert_eq!((month.day, month.to_string()), (None, "2023-05".to_owned()));
    /// ```
    pub fn from_text(text: &str) -> Option<Self> {
        Self::read(text).ok()
    }

    pub(super) fn read(text: &str) -> Result<Self, DateFault> {
        if text.matches('-').count() == 2 {
            let Date { year, month, day } = Date::read(text)?;
            return Ok(Self { year, month, day: Some(day) });
        }
        let (year, month) = year_month(text)?;
        Date::new(year, month, 1).ok_or(DateFault::Calendar)?;
        Ok(Self { year, month, day: None })
    }

    /// The whole date, if the day is known.
    pub fn full(self) -> Option<Date> {
        Some(Date { year: self.year, month: self.month, day: self.day? })
    }
}

impl From<Date> for PartialDate {
    fn from(date: Date) -> Self {
        Self { year: date.year, month: date.month, day: Some(date.day) }
    }
}

impl fmt::Display for Date {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{:04}-{:02}-{:02}", self.year, self.month, self.day)
    }
}

impl fmt::Display for PartialDate {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{:04}-{:02}", self.year, self.month)?;
        self.day.map_or(Ok(()), |day| write!(f, "-{day:02}"))
    }
}

fn year_month(text: &str) -> Result<(i32, u32), DateFault> {
    let (year, month) = text.split_once('-').ok_or(DateFault::Form)?;
    let year = i32::try_from(digits(year, 4)?).map_err(|_| DateFault::Form)?;
    Ok((year, digits(month, 2)?))
}

fn digits(text: &str, length: usize) -> Result<u32, DateFault> {
    let good = text.len() == length && text.bytes().all(|b| b.is_ascii_digit());
    if good { text.parse().map_err(|_| DateFault::Form) } else { Err(DateFault::Form) }
}

/// The number of an Indonesian month name, whole or its first three letters.
fn month_of(name: &str) -> Option<u32> {
    let name = name.to_lowercase();
    let fits = |month: &str| month == name || (name.len() == 3 && month.starts_with(&name));
    let index = Term::MONTHS.iter().position(|month| fits(&month.name().to_lowercase()))?;
    u32::try_from(index + 1).ok()
}
