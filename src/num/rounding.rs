//! Named rounding rules. An instrument names the rule, the number of decimals and the level.

use num_bigint::BigInt;
use num_traits::{Pow, Signed};

use super::Ratio;

/// The rule that picks one of the two neighbours of a value.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum RoundingRule {
    /// `setengah_ke_atas`: a half goes away from zero, as in school and in spreadsheets.
    HalfUp,
    /// `setengah_ke_genap`: a half goes to the even neighbour.
    HalfEven,
    /// `potong`: the rest is cut off.
    Truncate,
}

/// A rule and a number of decimals.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Rounding {
    /// Decimals kept, at most 6.
    pub decimals: u32,
    /// The rule.
    pub rule: RoundingRule,
}

impl Rounding {
    /// Rounds a value to the wanted decimals by the rule.
    ///
    /// ```
    /// use lhe::num::{Rounding, RoundingRule, parse};
    ///
    /// let value = parse("78.345").unwrap().value;
    /// let printed = Rounding { decimals: 2, rule: RoundingRule::HalfEven }.apply(&value);
    /// assert_eq!(printed, parse("78.34").unwrap().value);
    /// ```
    pub fn apply(&self, value: &Ratio) -> Ratio {
        let scale = BigInt::from(10).pow(self.decimals);
        let scaled = value * Ratio::from_integer(scale.clone());
        let floor = scaled.abs().floor();
        let rest = scaled.abs() - &floor;
        let half = Ratio::new(1.into(), 2.into());
        let up = match self.rule {
            RoundingRule::HalfUp => rest >= half,
            RoundingRule::HalfEven => {
                rest > half || (rest == half && floor.to_integer() % BigInt::from(2) != BigInt::from(0))
            }
            RoundingRule::Truncate => false,
        };
        let whole = floor.to_integer() + if up { 1 } else { 0 };
        let rounded = Ratio::new(whole, scale);
        if value.is_negative() { -rounded } else { rounded }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::num::parse;

    #[test]
    fn rules_differ_only_at_halves_and_rests() {
        for (text, up, even, cut) in [
            ("1.005", "1.01", "1.00", "1.00"),
            ("1.015", "1.02", "1.02", "1.01"),
            ("1.0149999", "1.01", "1.01", "1.01"),
            ("2.675", "2.68", "2.68", "2.67"),
            ("-1.005", "-1.01", "-1.00", "-1.00"),
            ("7", "7", "7", "7"),
        ] {
            for (rule, expected) in
                [(RoundingRule::HalfUp, up), (RoundingRule::HalfEven, even), (RoundingRule::Truncate, cut)]
            {
                let rounding = Rounding { decimals: 2, rule };
                let value = rounding.apply(&parse(text).unwrap().value);
                assert_eq!(value, parse(expected).unwrap().value, "{text} {rule:?}");
            }
        }
    }
}
