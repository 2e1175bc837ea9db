//! The closed and open texts that data is made of, each with its own reading rules.
//!
//! Each type asks the deserializer for a newtype under a reserved name. [`super::decode()`] knows these names,
//! checks the text, notes its fault, and always hands on a text that these types can take.

use std::fmt;

use serde::de::{Deserialize, Deserializer, Error, Visitor};

use crate::num::{self, Number};

use super::date::{Date, PartialDate, Year};

/// The kinds of text, by reserved name.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Leaf {
    Prose,
    Name,
    Token,
    Number,
    Date,
    PartialDate,
    YesNo,
    Year,
}

impl Leaf {
    const ALL: [(&'static str, Self); 8] = [
        ("$lhe::prose", Self::Prose),
        ("$lhe::name", Self::Name),
        ("$lhe::token", Self::Token),
        ("$lhe::number", Self::Number),
        ("$lhe::date", Self::Date),
        ("$lhe::partial_date", Self::PartialDate),
        ("$lhe::yes_no", Self::YesNo),
        ("$lhe::year", Self::Year),
    ];

    /// Finds the kind of a reserved name.
    pub(super) fn from_name(name: &str) -> Option<Self> {
        Self::ALL.iter().find(|(n, _)| *n == name).map(|(_, leaf)| *leaf)
    }

    fn name(self) -> &'static str {
        Self::ALL.iter().find(|(_, leaf)| *leaf == self).map_or("", |(name, _)| name)
    }

    /// A text that the type takes, for a value that is never used, since a fault was noted.
    pub(super) fn placeholder(self) -> &'static str {
        match self {
            Self::Prose | Self::Name | Self::Token => "-",
            Self::Number => "0",
            Self::Date | Self::PartialDate => "2000-01-01",
            Self::YesNo => "tidak",
            Self::Year => "2000",
        }
    }
}

/// Makes the value of the text that the deserializer hands on.
struct LeafVisitor<T>(fn(&str) -> Option<T>);

impl<'de, T> Visitor<'de> for LeafVisitor<T> {
    type Value = T;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("a scalar")
    }

    fn visit_str<E: Error>(self, text: &str) -> Result<T, E> {
        (self.0)(text).ok_or_else(|| E::custom("text does not fit its type"))
    }

    fn visit_newtype_struct<D: Deserializer<'de>>(self, deserializer: D) -> Result<T, D::Error> {
        let text = String::deserialize(deserializer)?;
        self.visit_str(&text)
    }
}

macro_rules! leaf {
    ($type:ty, $leaf:ident, $make:expr) => {
        impl<'de> Deserialize<'de> for $type {
            fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
                deserializer.deserialize_newtype_struct(Leaf::$leaf.name(), LeafVisitor($make))
            }
        }
    };
}

macro_rules! text {
    ($(#[$doc:meta])* $type:ident) => {
        $(#[$doc])*
        #[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
        pub struct $type(pub String);

        impl AsRef<str> for $type {
            fn as_ref(&self) -> &str {
                &self.0
            }
        }

        impl fmt::Display for $type {
            fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.write_str(&self.0)
            }
        }

        leaf!($type, $type, |text| Some(Self(text.to_owned())));
    };
}

text! {
    /// Free text, several lines only as a `|` block; line ends at the end are cut off. Never empty.
    Prose
}
text! {
    /// Free text of one line: names, numbers of letters, file names. Never empty.
    Name
}
text! {
    /// A closed short text without any space: an id or a code. Never empty.
    Token
}

/// `ya` or `tidak`.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct YesNo(pub bool);

leaf!(Number, Number, |text| num::parse(text).ok());
leaf!(Date, Date, Date::from_text);
leaf!(PartialDate, PartialDate, PartialDate::from_text);
leaf!(YesNo, YesNo, yes_no);
leaf!(Year, Year, Year::from_text);

/// Reads `ya` or `tidak`.
pub(super) fn yes_no(text: &str) -> Option<YesNo> {
    match text {
        "ya" => Some(YesNo(true)),
        "tidak" => Some(YesNo(false)),
        _ => None,
    }
}
