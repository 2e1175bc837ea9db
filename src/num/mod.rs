//! Exact numbers: each number that is scored is a ratio of two integers of any size.
//!
//! There is no float, no overflow, no input and no output. A value is rounded only where a caller names a
//! [`Rounding`]. A number that was typed keeps its text: `12.50` stays `12.50`.
//!
//! ```
//! use lhe::num::{Rounding, RoundingRule, decimal, parse, ratio};
//!
//! let third = parse("12.50").unwrap().value / ratio(3); // 25/6, exactly
//! let printed = Rounding { decimals: 2, rule: RoundingRule::HalfUp }.apply(&third);
//! assert_eq!(decimal(&printed, 2), "4,17");
//! ```

mod format;
mod parse;
mod rounding;

pub use format::{decimal, decimal_text, group_thousands, plain, with_comma};
pub use parse::{Fault, Number, parse};
pub use rounding::{Rounding, RoundingRule};

use num_rational::BigRational;
use num_traits::Zero;

/// An exact ratio.
pub type Ratio = BigRational;

/// Makes a ratio of an integer.
pub fn ratio(n: i64) -> Ratio {
    Ratio::from_integer(n.into())
}

macro_rules! quantity {
    ($(#[$doc:meta])* $name:ident) => {
        $(#[$doc])*
        #[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
        pub struct $name(pub Ratio);

        impl $name {
            /// The quantity 0.
            pub fn zero() -> Self {
                Self(Ratio::zero())
            }
        }

        impl std::iter::Sum for $name {
            fn sum<I: Iterator<Item = Self>>(iter: I) -> Self {
                Self(iter.map(|q| q.0).sum())
            }
        }

        impl<'a> std::iter::Sum<&'a Self> for $name {
            fn sum<I: Iterator<Item = &'a Self>>(iter: I) -> Self {
                Self(iter.map(|q| &q.0).sum())
            }
        }
    };
}

quantity! {
    /// `nilai`: points reached, out of 100 for a whole evaluation.
    Points
}
quantity! {
    /// `bobot`: the share of 100 that a part carries.
    Weight
}
quantity! {
    /// `nilai jawaban`: the worth of an answer, from 0 to 1.
    AnswerValue
}
