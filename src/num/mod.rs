//! Exact numbers: everything that is scored is a ratio of two integers of any size.
//!
//! No float, no overflow path, no input or output. Rounding happens only where a caller names a
//! [`Rounding`]; text such as `12.50` is kept as it was typed.

mod format;
mod parse;
mod rounding;

pub use format::{decimal, decimal_text, group_thousands, plain};
pub use parse::{Fault, Number, parse};
pub use rounding::{Rounding, RoundingRule};

use num_rational::BigRational;
use num_traits::Zero;

/// An exact ratio.
pub type Ratio = BigRational;

/// A ratio from an integer.
pub fn ratio(n: i64) -> Ratio {
    Ratio::from_integer(n.into())
}

macro_rules! quantity {
    ($(#[$doc:meta])* $name:ident) => {
        $(#[$doc])*
        #[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
        pub struct $name(pub Ratio);

        impl $name {
            /// Nothing of it.
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
