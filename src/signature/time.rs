//! Points in time as seconds since 1970, read from time stamps, from dates in PDF files, and in the form of RFC 3339.

use time::{Date, Month, Time, UtcDateTime};

/// A point in time: seconds since 1970-01-01T00:00:00Z.
pub type Seconds = u64;

/// Reads a `GeneralizedTime` in UTC: `20230508030405Z`, also with fractions of a second, which are cut off
/// (RFC 3161, 2.4.2 permits them, DER readers for certificates refuse them).
pub(super) fn generalized(text: &[u8]) -> Option<Seconds> {
    let text = std::str::from_utf8(text).ok()?.strip_suffix('Z')?;
    let (whole, fraction) = text.split_once('.').map_or((text, None), |(whole, fraction)| (whole, Some(fraction)));
    let digits = |text: &str| !text.is_empty() && text.bytes().all(|b| b.is_ascii_digit());
    if whole.len() != 14 || !digits(whole) || fraction.is_some_and(|fraction| !digits(fraction)) {
        return None;
    }
    let part = |from: usize, to: usize| whole.get(from..to)?.parse::<u64>().ok();
    seconds([part(0, 4)?, part(4, 6)?, part(6, 8)?, part(8, 10)?, part(10, 12)?, part(12, 14)?])
}

/// Reads a PDF date (ISO 32000-1, 7.9.4): `D:20230508100405+07'00'`.
pub(super) fn of_pdf(text: &[u8]) -> Option<Seconds> {
    let text = std::str::from_utf8(text).ok()?.strip_prefix("D:")?;
    let part = |from: usize, to: usize, missing: u64| match text.get(from..to) {
        Some(digits) if digits.bytes().all(|b| b.is_ascii_digit()) => digits.parse().ok(),
        Some(_) => None,
        None => Some(missing),
    };
    let local =
        seconds([part(0, 4, 0)?, part(4, 6, 1)?, part(6, 8, 1)?, part(8, 10, 0)?, part(10, 12, 0)?, part(12, 14, 0)?])?;
    let zone = text.get(14..).unwrap_or_default();
    let number = |from: usize| zone.get(from..from + 2).and_then(|digits| digits.parse::<u64>().ok()).unwrap_or(0);
    let offset = number(1) * 3600 + number(4) * 60;
    match zone.bytes().next() {
        Some(b'+') => local.checked_sub(offset),
        Some(b'-') => local.checked_add(offset),
        _ => Some(local),
    }
}

/// Reads `2023-05-08T03:04:05Z`.
pub fn of_rfc3339(text: &str) -> Option<Seconds> {
    let plain: String = text.strip_suffix('Z')?.chars().filter(|c| !matches!(c, '-' | ':' | 'T')).collect();
    (text.len() == 20).then_some(())?;
    generalized(format!("{plain}Z").as_bytes())
}

/// Seconds of a date and time of the Gregorian calendar. A leap second counts as the first of the next minute.
fn seconds([year, month, day, hour, minute, second]: [u64; 6]) -> Option<Seconds> {
    let small = |number: u64| u8::try_from(number).ok();
    let month = Month::try_from(small(month)?).ok()?;
    let date = Date::from_calendar_date(i32::try_from(year).ok()?, month, small(day)?).ok()?;
    let whole = UtcDateTime::new(date, Time::from_hms(small(hour)?, small(minute)?, 0).ok()?);
    let since = u64::try_from(whole.unix_timestamp()).ok()?;
    (second <= 60).then_some(since + second)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn times_are_read_as_they_are_written() {
        assert_eq!(generalized(b"19700101000000Z"), Some(0));
        assert_eq!(generalized(b"20230508030405Z"), Some(1_683_515_045));
        assert_eq!(generalized(b"20230508030405.123456Z"), Some(1_683_515_045));
        assert_eq!(generalized(b"20000229000000Z"), Some(951_782_400));
        assert_eq!(of_rfc3339("2100-03-01T00:00:00Z"), Some(4_107_542_400));
        assert_eq!(of_pdf(b"D:20230508100405+07'00'"), Some(1_683_515_045));
        assert_eq!(of_pdf(b"D:20230508030405Z"), Some(1_683_515_045));
        assert_eq!(of_pdf(b"D:2023"), Some(1_672_531_200));
        assert_eq!(generalized(b"20161231235960Z"), generalized(b"20170101000000Z"));
        assert_eq!(generalized(b"99991231235959Z"), Some(253_402_300_799));
        assert_eq!(generalized(b"19691231235959Z"), None);
        for bad in [
            &b"20230230000000Z"[..],
            b"20230508030405",
            b"2023050803040Z",
            b"20230508030405.Z",
            b"20230508030461Z",
            b"x",
        ] {
            assert_eq!(generalized(bad), None);
        }
    }
}
