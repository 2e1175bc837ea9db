//! The printable things: texts with their origin, lengths, and free text made of texts.

use serde::{Deserialize, Serialize};

use crate::num::Number;

/// A text to be printed, with the origin it was made from: `file#/pointer/into/the/file`.
///
/// Origins name YAML paths, not lines: a line that moves because a neighbour's entry was added in a shared
/// file must not change this report. `explain` turns a path into file and line.
///
/// A text that prints a number carries that number: `78,50` carries 78.50, and `4 (empat)` carries 4. Tables for other
/// programs and later calculations take it from there and never read the printed text. A report as JSON holds the
/// text alone.
#[derive(Clone, Debug, Default, PartialEq, Eq, Deserialize, Serialize)]
pub struct Teks {
    /// The text as printed.
    pub teks: String,
    /// Where it comes from; absent for texts that belong to the program or the instrument's grammar.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub asal: Option<String>,
    /// The number that the text prints. Only this file can set it, so that text and number agree.
    #[serde(skip)]
    number: Option<Number>,
}

impl Teks {
    /// A text without origin.
    pub fn tetap(content: impl Into<Printable>) -> Self {
        Self::with_origin(content, None)
    }

    /// A text with its origin.
    pub fn dari(content: impl Into<Printable>, asal: impl Into<String>) -> Self {
        Self::with_origin(content, Some(asal.into()))
    }

    /// A text with its origin, if it has one.
    pub fn with_origin(content: impl Into<Printable>, asal: Option<String>) -> Self {
        let Printable { text, number } = content.into();
        Self { teks: text, asal, number }
    }

    /// The number that the text prints; `None` for other texts, such as a name or a dash.
    pub fn number(&self) -> Option<&Number> {
        self.number.as_ref()
    }
}

/// The content of a text: words, or a number in the form that pages print.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Printable {
    text: String,
    number: Option<Number>,
}

impl Printable {
    /// A number that is printed in a form of its own. The forms stand in `report::figure`.
    pub(in crate::report) fn figure(text: String, number: Number) -> Self {
        Self { text, number: Some(number) }
    }
}

impl From<String> for Printable {
    fn from(text: String) -> Self {
        Self { text, number: None }
    }
}

impl From<&String> for Printable {
    fn from(text: &String) -> Self {
        text.clone().into()
    }
}

impl From<&str> for Printable {
    fn from(text: &str) -> Self {
        text.to_owned().into()
    }
}

impl From<Number> for Printable {
    /// `78,50`.
    fn from(number: Number) -> Self {
        Self { text: number.printed(), number: Some(number) }
    }
}

impl From<&Number> for Printable {
    fn from(number: &Number) -> Self {
        number.clone().into()
    }
}

/// A length in millimetres or in percent of a chart, which Typst reads as code: digits with at most one point.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize, Serialize)]
pub struct Ukuran {
    #[serde(with = "digits")]
    ukuran: Number,
}

impl Ukuran {
    /// A whole length.
    pub fn whole(length: usize) -> Self {
        Number::count(length).into()
    }

    /// The length in hundredths of its unit. Finer digits are cut off, and a length below zero is 0.
    pub fn hundredths(&self) -> u32 {
        let hundredths = &self.ukuran.value * crate::num::ratio(100);
        hundredths.to_integer().try_into().unwrap_or_default()
    }
}

impl Default for Ukuran {
    fn default() -> Self {
        Self::whole(0)
    }
}

impl From<Number> for Ukuran {
    fn from(ukuran: Number) -> Self {
        Self { ukuran }
    }
}

/// A length as a text in JSON, such as `"25.5"`.
mod digits {
    use serde::de::{Error, Unexpected};
    use serde::{Deserialize, Deserializer, Serializer};

    use crate::num::{self, Number};

    pub(super) fn serialize<S: Serializer>(number: &Number, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.serialize_str(&number.text)
    }

    pub(super) fn deserialize<'de, D: Deserializer<'de>>(deserializer: D) -> Result<Number, D::Error> {
        let text = String::deserialize(deserializer)?;
        num::parse(&text).map_err(|_| D::Error::invalid_value(Unexpected::Str(&text), &"a length in digits"))
    }
}

/// One paragraph or sub-point of free text.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize, Serialize)]
pub struct Alinea {
    /// True for a line that was typed with `- `.
    pub butir: bool,
    /// Pieces in reading order.
    pub potongan: Vec<Potongan>,
}

/// A piece of a paragraph.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize, Serialize)]
pub struct Potongan {
    /// The text.
    pub teks: Teks,
    /// True for `_words_` in a foreign language.
    pub miring: bool,
    /// True for the result itself, where a sentence names it.
    pub tebal: bool,
}

/// Free text: the closed markup of paragraphs, sub-points and emphasis.
pub type Narasi = Vec<Alinea>;
