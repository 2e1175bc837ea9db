//! What can be printed: texts with their origin, lengths, and free text made of them.

use serde::{Deserialize, Serialize};

/// A text to be printed, with the origin it was made from: `file#/pointer/into/the/file`.
///
/// Origins name YAML paths, not lines: a line that moves because a neighbour's entry was added in a shared
/// file must not change this report. `explain` turns a path into file and line.
#[derive(Clone, Debug, Default, PartialEq, Eq, Deserialize, Serialize)]
pub struct Teks {
    /// The text as printed.
    pub teks: String,
    /// Where it comes from; absent for texts that belong to the program or the instrument's grammar.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub asal: Option<String>,
}

impl Teks {
    /// A text without origin.
    pub fn tetap(teks: impl Into<String>) -> Self {
        Self { teks: teks.into(), asal: None }
    }

    /// A text with its origin.
    pub fn dari(teks: impl Into<String>, asal: impl Into<String>) -> Self {
        Self { teks: teks.into(), asal: Some(asal.into()) }
    }
}

/// A length in millimetres or in percent of a chart, as digits that Typst may read as code.
#[derive(Clone, Debug, Default, PartialEq, Eq, Deserialize, Serialize)]
pub struct Ukuran {
    /// Digits with at most one point.
    pub ukuran: String,
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
