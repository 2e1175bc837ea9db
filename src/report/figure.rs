//! The forms in which a page prints a number, apart from the plain one (`78,50`). Each form carries its number.

use num_traits::Signed;

use crate::num::{Number, with_comma};

use super::model::Printable;
use super::words;

/// A count without grouping, also a rank: `12`.
pub(super) fn count(number: usize) -> Printable {
    let number = Number::count(number);
    Printable::figure(number.text.clone(), number)
}

/// A count as letters print it: `4 (empat)`.
pub(super) fn counted(number: usize) -> Printable {
    Printable::figure(format!("{number} ({})", words::spell(number as u64)), Number::count(number))
}

/// An amount of money: `Rp12.500.000,00`.
pub(super) fn rupiah(amount: &Number) -> Printable {
    let amount = Number::rounded(&amount.value, 2);
    Printable::figure(format!("Rp{}", amount.printed()), amount)
}

/// A number as somebody typed it, with a decimal comma: `80,5`.
pub(super) fn typed(number: &Number) -> Printable {
    Printable::figure(with_comma(&number.text), number.clone())
}

/// A change with its sign: `+2,10`, `−0,45`, `0,00`.
///
/// `size` is the change without its sign as it is printed. The sign is that of the exact change, so that a small one
/// may be printed as `−0,00`.
pub(super) fn change(exact: &crate::num::Ratio, size: Number) -> Printable {
    let printed = size.printed();
    if exact.is_positive() {
        Printable::figure(format!("+{printed}"), size)
    } else if exact.is_negative() {
        let negative = Number { text: format!("-{}", size.text), value: -size.value };
        Printable::figure(format!("−{printed}"), negative)
    } else {
        Printable::figure(printed, size)
    }
}

#[cfg(test)]
mod tests {
    use crate::num::parse;

    use super::super::model::Teks;
    use super::*;

    /// The number that somebody reads in a printed figure.
    fn read(printed: &str) -> Number {
        let bare = printed.strip_prefix("Rp").unwrap_or(printed);
        let bare = bare.split_once(" (").map_or(bare, |(number, _)| number);
        let neutral: String = bare.replace('.', "").replace(',', ".").replace('−', "-").replace('+', "");
        parse(&neutral).expect(printed)
    }

    #[test]
    fn a_printed_figure_and_its_number_agree_in_every_form() {
        let number = |text: &str| parse(text).unwrap();
        let size = || Number::rounded(&number("2.1").value, 2);
        let forms: Vec<(&str, Printable)> = vec![
            ("78,50", Number::rounded(&number("78.5").value, 2).into()),
            ("1.234.567,89", number("1234567.89").into()),
            ("67,5", Number::shortest(&number("67.50").value).into()),
            ("1234", count(1234)),
            ("4 (empat)", counted(4)),
            ("Rp12.500.000,00", rupiah(&number("12500000"))),
            ("0080,5", typed(&number("0080.5"))),
            ("+2,10", change(&number("2.1").value, size())),
            ("−2,10", change(&number("-2.1").value, size())),
            ("−0,00", change(&number("-0.001").value, Number::rounded(&number("0.001").value, 2))),
            ("0,00", change(&number("0").value, Number::rounded(&number("0").value, 2))),
        ];
        for (expected, content) in forms {
            let teks = Teks::tetap(content);
            assert_eq!(teks.teks, expected);
            assert_eq!(teks.number(), Some(&read(expected)), "{expected}");
        }
        assert_eq!(Teks::tetap(Number::shortest(&(number("135").value / number("32").value))).teks, "135/32");
        assert_eq!(Teks::tetap("78,50").number(), None, "words carry no number, whatever they look like");
    }

    #[test]
    fn a_report_as_json_holds_the_text_alone() {
        let teks = Teks::dari(counted(4), "lhe.yaml#/x");
        let json = serde_json::to_value(&teks).expect("JSON");
        assert_eq!(json, serde_json::json!({"teks": "4 (empat)", "asal": "lhe.yaml#/x"}));
    }
}
