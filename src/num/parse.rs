//! Numbers as people type them: an optional minus, digits, and optionally a point with more digits.

use num_bigint::BigInt;
use num_traits::Pow;

use super::Ratio;

/// The longest number that is read, in bytes.
const LONGEST: usize = 40;

/// A number together with its text: as it was typed (`12.50` stays `12.50`), or with the decimals that a page prints.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Number {
    /// In neutral notation: a point before the decimals, no grouping.
    pub text: String,
    /// The exact value.
    pub value: Ratio,
}

/// The reason why a text is no number. Each reason has its own hint.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Fault {
    /// An empty text, or `~`.
    Empty,
    /// A decimal comma, `12,50`.
    Comma,
    /// Points or spaces between thousands, `1.250.000`.
    Thousands,
    /// An exponent, a base prefix, an underscore: `1e2`, `0x10`, `1_000`.
    Notation,
    /// More than 40 characters.
    TooLong,
    /// Any other text.
    NotANumber,
}

/// Reads a number exactly, without a float.
///
/// ```
/// use lhe::num::{Fault, parse, ratio};
///
/// let number = parse("12.50").unwrap();
/// assert_eq!(number.text, "12.50");
/// assert_eq!(number.value * ratio(2), ratio(25));
/// assert_eq!(parse("12,50"), Err(Fault::Comma));
/// ```
///
/// # Errors
/// The fault names the form that the text has instead (a decimal comma, an exponent), so that a hint can say how to
/// type it.
pub fn parse(text: &str) -> Result<Number, Fault> {
    if text.is_empty() || text == "~" {
        return Err(Fault::Empty);
    }
    if text.len() > LONGEST {
        return Err(Fault::TooLong);
    }
    let unsigned = text.strip_prefix('-').unwrap_or(text);
    let (whole, fraction) = unsigned.split_once('.').unwrap_or((unsigned, ""));
    let digits = |s: &str| !s.is_empty() && s.bytes().all(|b| b.is_ascii_digit());
    if !digits(whole) || (unsigned.contains('.') && !digits(fraction)) {
        return Err(fault(unsigned));
    }
    let scale = BigInt::from(10).pow(fraction.len());
    let digits: BigInt = format!("{whole}{fraction}").parse().map_err(|_| Fault::NotANumber)?;
    let value = Ratio::new(digits, scale);
    let value = if unsigned.len() < text.len() { -value } else { value };
    Ok(Number { text: text.to_owned(), value })
}

fn fault(text: &str) -> Fault {
    let only = |allowed: &str| text.chars().all(|c| c.is_ascii_digit() || allowed.contains(c));
    let digits = text.bytes().any(|b| b.is_ascii_digit());
    let thousands = text.split('.').skip(1).all(|group| group.len() == 3) && text.matches('.').count() > 1;
    if !digits {
        Fault::NotANumber
    } else if only(".") && thousands || only(" ") {
        Fault::Thousands
    } else if only(",") && text.matches(',').count() == 1 {
        Fault::Comma
    } else if only(".,") && text.contains(',') {
        Fault::Thousands
    } else if text.bytes().next().is_some_and(|b| b.is_ascii_digit() || b == b'.' || b == b'+') {
        let letters: Vec<char> = text.chars().filter(|c| c.is_alphabetic()).collect();
        if letters.len() <= 2 || text.contains('_') { Fault::Notation } else { Fault::NotANumber }
    } else {
        Fault::NotANumber
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::num::ratio;

    #[test]
    fn text_is_kept_and_value_is_exact() {
        let n = parse("12.50").unwrap();
        assert_eq!(n.text, "12.50");
        assert_eq!(n.value, Ratio::new(25.into(), 2.into()));
        assert_eq!(parse("-0.1").unwrap().value, -Ratio::new(1.into(), 10.into()));
        assert_eq!(parse("0012").unwrap().value, ratio(12));
        let long = parse("33.333333333333333333333").unwrap();
        assert_eq!(long.value * ratio(3), parse("99.999999999999999999999").unwrap().value);
    }

    #[test]
    fn what_is_no_number_is_refused_by_name() {
        for (text, expected) in [
            ("", Fault::Empty),
            ("~", Fault::Empty),
            ("12,50", Fault::Comma),
            ("1.250.000", Fault::Thousands),
            ("1.250,00", Fault::Thousands),
            ("1e2", Fault::Notation),
            ("0x10", Fault::Notation),
            ("1_000", Fault::Notation),
            ("+5", Fault::Notation),
            (".5", Fault::Notation),
            ("5.", Fault::Notation),
            ("dua", Fault::NotANumber),
            ("-", Fault::NotANumber),
            ("12 %", Fault::Notation),
            ("１２", Fault::NotANumber),
            ("11111111111111111111111111111111111111111", Fault::TooLong),
        ] {
            assert_eq!(parse(text).unwrap_err(), expected, "{text:?}");
        }
    }
}
