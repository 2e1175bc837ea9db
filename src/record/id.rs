//! The identity of a document.

use crate::evaluation::EvaluationId;

/// `<tahun>/<nama>`: the identity of a document, and the place of its PDF.
///
/// The LHE of an evaluation has the evaluation's own name; its worksheet adds `.lke`; a recap is `ikhtisar`.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct DocumentId {
    /// Year that was evaluated.
    pub year: i32,
    /// Name inside the year.
    pub name: String,
}

impl DocumentId {
    /// Reads `2023/dinas-x`; none for anything else.
    pub fn read(text: &str) -> Option<Self> {
        let (year, name) = text.split_once('/')?;
        let plain = year.len() == 4 && year.bytes().all(|b| b.is_ascii_digit());
        (plain && !name.is_empty()).then(|| Some(Self { year: year.parse().ok()?, name: name.to_owned() }))?
    }
}

impl std::fmt::Display for DocumentId {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "{}/{}", self.year, self.name)
    }
}

impl From<&EvaluationId> for DocumentId {
    fn from(id: &EvaluationId) -> Self {
        Self { year: id.year, name: id.stem.clone() }
    }
}
