//! Values of arguments as they are typed.

use clap::builder::RangedI64ValueParser;

use crate::signature;
use crate::source::{Date, Year};

/// A year as it is typed.
pub(super) fn year() -> RangedI64ValueParser<i32> {
    clap::value_parser!(i32).range(i64::from(*Year::ALL.start())..=i64::from(*Year::ALL.end()))
}

/// A day as it is typed: `2023-05-08`.
pub(super) fn date(text: &str) -> Result<Date, String> {
    Date::from_text(text).ok_or_else(|| "TTTT-BB-HH: 2023-05-08".to_owned())
}

/// A point in time as it is typed: `2023-05-08` (its midnight in UTC) or `2023-05-08T03:04:05Z`.
pub(super) fn moment(text: &str) -> Result<u64, String> {
    let whole = if text.len() == 10 { format!("{text}T00:00:00Z") } else { text.to_owned() };
    signature::of_rfc3339(&whole).ok_or_else(|| "TTTT-BB-HH, TTTT-BB-HHTjj:mm:ddZ".to_owned())
}
