//! Numbers as Indonesian text: a comma before the decimals, points between thousands.

use num_bigint::BigInt;
use num_traits::{Pow, Signed};

use super::{Fault, Number, Ratio, Rounding, RoundingRule, parse};

impl Number {
    /// A value rounded half up to exactly `decimals` decimals: `78.5` to two decimals has the text `78.50`.
    ///
    /// A caller that uses another rule rounds before.
    pub fn rounded(value: &Ratio, decimals: u32) -> Self {
        let value = Rounding { decimals, rule: RoundingRule::HalfUp }.apply(value);
        Self { text: fixed(&value, decimals), value }
    }

    /// An exact value with as many decimals as it has, up to four; else its text is the fraction itself (`135/32`).
    pub fn shortest(value: &Ratio) -> Self {
        let four = Self::rounded(value, 4);
        let text = if four.value == *value {
            four.text.trim_end_matches('0').trim_end_matches('.').to_owned()
        } else {
            format!("{}/{}", value.numer(), value.denom())
        };
        Self { text, value: value.clone() }
    }

    /// How many of something.
    pub fn count(number: usize) -> Self {
        Self { text: number.to_string(), value: Ratio::from_integer(number.into()) }
    }

    /// The number as a count; none if it is no whole number, or below zero.
    pub fn as_count(&self) -> Option<usize> {
        self.value.is_integer().then(|| self.value.to_integer().try_into().ok())?
    }

    /// How many decimals its text has: 2 for `12.50`.
    pub fn decimals(&self) -> usize {
        self.text.split_once('.').map_or(0, |(_, fraction)| fraction.len())
    }

    /// The number as pages print it: `1.250,50` for a number whose text is `1250.50`.
    pub fn printed(&self) -> String {
        if self.text.contains('/') {
            return self.text.clone();
        }
        let (sign, plain) = self.text.strip_prefix('-').map_or(("", self.text.as_str()), |rest| ("-", rest));
        let (whole, fraction) = plain.split_once('.').unwrap_or((plain, ""));
        let whole = group_thousands(whole);
        if fraction.is_empty() { format!("{sign}{whole}") } else { format!("{sign}{whole},{fraction}") }
    }

    /// Reads what [`Number::printed`] wrote, and nothing else. Only for files that the program itself wrote: what people
    /// type is read by [`parse()`].
    ///
    /// # Errors
    /// Names what the text is instead.
    pub fn read_printed(text: &str) -> Result<Self, Fault> {
        let number = parse(&text.replace('.', "").replace(',', "."))?;
        if number.printed() == text { Ok(number) } else { Err(Fault::NotANumber) }
    }
}

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
    Number::rounded(value, decimals).printed()
}

/// Writes a value for JSON and CSV: a decimal point, no grouping, exactly `decimals` decimals.
pub fn decimal_text(value: &Ratio, decimals: u32) -> String {
    Number::rounded(value, decimals).text
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
    Number::shortest(value).printed()
}

/// A number as it was typed, with a comma in place of the point: `80.5` as `80,5`. Nothing else changes, not even a zero.
pub fn with_comma(typed: &str) -> String {
    typed.replace('.', ",")
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

/// The text of a value that has no more decimals than these.
fn fixed(rounded: &Ratio, decimals: u32) -> String {
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

    #[test]
    fn a_printed_number_is_read_as_the_number_it_was_made_from() {
        for text in ["78.50", "0.00", "-0.45", "1250.00", "1234567", "12", "0.875"] {
            let number = parse(text).unwrap();
            assert_eq!(Number::read_printed(&number.printed()), Ok(number), "{text}");
        }
        for value in ["78.5", "0.005", "999.995"].map(|text| parse(text).unwrap().value) {
            let number = Number::rounded(&value, 2);
            assert_eq!(parse(&number.text).unwrap(), number);
            assert_eq!(number.decimals(), 2);
        }
        assert_eq!(Number::shortest(&parse("67.50").unwrap().value).text, "67.5");
        for other in ["12.50", "78,50 ", "1250,00", "+1,50", "", "–", "0012", "12,", "1,2,3"] {
            assert!(Number::read_printed(other).is_err(), "{other:?}");
        }
    }
}
