//! Numbers as Indonesian text: a comma before the decimals, points between thousands.

use num_bigint::BigInt;
use num_traits::{Pow, Signed};

use super::{Ratio, Rounding, RoundingRule};

/// Writes a value with exactly `decimals` decimals, a decimal comma and points between thousands.
///
/// A value with more decimals is rounded half up. A caller with a rule of its own rounds before.
///
/// ```
/// use lhe::num::{decimal, parse};
///
/// assert_eq!(decimal(&parse("78.5").unwrap().value, 2), "78,50");
/// assert_eq!(decimal(&parse("1250").unwrap().value, 2), "1.250,00");
/// ```
pub fn decimal(value: &Ratio, decimals: u32) -> String {
    let plain = fixed(value, decimals);
    let (sign, plain) = plain.strip_prefix('-').map_or(("", plain.as_str()), |rest| ("-", rest));
    let (whole, fraction) = plain.split_once('.').unwrap_or((plain, ""));
    let whole = group_thousands(whole);
    if fraction.is_empty() { format!("{sign}{whole}") } else { format!("{sign}{whole},{fraction}") }
}

/// Writes a value for JSON and CSV: a decimal point, no grouping, exactly `decimals` decimals.
pub fn decimal_text(value: &Ratio, decimals: u32) -> String {
    fixed(value, decimals)
}

/// Writes an exact value for people: with all its decimals if these are at most four, else as a fraction.
///
/// ```
/// use lhe::num::{parse, plain, ratio};
///
/// assert_eq!(plain(&parse("67.50").unwrap().value), "67,5");
/// assert_eq!(plain(&(ratio(135) / ratio(32))), "135/32");
/// ```
pub fn plain(value: &Ratio) -> String {
    let four = Rounding { decimals: 4, rule: RoundingRule::HalfUp }.apply(value);
    if four != *value {
        return format!("{}/{}", value.numer(), value.denom());
    }
    decimal(value, 4).trim_end_matches('0').trim_end_matches(',').to_owned()
}

/// Puts a point between each group of three digits, from the right.
pub fn group_thousands(digits: &str) -> String {
    let mut out = String::with_capacity(digits.len() + digits.len() / 3);
    for (index, digit) in digits.chars().enumerate() {
        if index > 0 && (digits.len() - index).is_multiple_of(3) {
            out.push('.');
        }
        out.push(digit);
    }
    out
}

fn fixed(value: &Ratio, decimals: u32) -> String {
    let rounded = Rounding { decimals, rule: RoundingRule::HalfUp }.apply(value);
    let scaled = (rounded.abs() * Ratio::from_integer(BigInt::from(10).pow(decimals))).to_integer().to_string();
    let places = decimals as usize;
    let padded = format!("{scaled:0>width$}", width = places + 1);
    let (whole, fraction) = padded.split_at(padded.len() - places);
    let sign = if rounded.is_negative() { "-" } else { "" };
    if places == 0 { format!("{sign}{whole}") } else { format!("{sign}{whole}.{fraction}") }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::num::parse;

    #[test]
    fn indonesian_and_neutral() {
        let n = |text: &str| parse(text).unwrap().value;
        assert_eq!(decimal(&n("78.5"), 2), "78,50");
        assert_eq!(decimal(&n("0"), 2), "0,00");
        assert_eq!(decimal(&n("0.05"), 2), "0,05");
        assert_eq!(decimal(&n("1234567.891"), 2), "1.234.567,89");
        assert_eq!(decimal(&n("-0.004"), 2), "0,00");
        assert_eq!(decimal(&n("12345"), 0), "12.345");
        assert_eq!(decimal_text(&n("1234.5"), 2), "1234.50");
        assert_eq!(["67.5", "80", "0", "0.875", "1200"].map(|t| plain(&n(t))), ["67,5", "80", "0", "0,875", "1.200"]);
        assert_eq!(plain(&(n("135") / n("32"))), "135/32");
    }
}
