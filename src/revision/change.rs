//! The part of an evaluation that a change concerns.

use crate::diag::Place;
use crate::source::{Kind, Node};

use super::read::LetterField;

/// The part of an evaluation that a change concerns.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Subject {
    /// The answer at a code, or a field beside it.
    Answer {
        /// Code.
        code: String,
        /// Object or field below it; none for the answer as a whole.
        part: Option<String>,
    },
    /// A finding, or a field of one.
    Finding {
        /// Its id.
        id: String,
        /// The field; none for the whole.
        field: Option<String>,
    },
    /// A recommendation, or a field of one.
    Recommendation {
        /// Its id.
        id: String,
        /// The field; none for the whole.
        field: Option<String>,
    },
    /// A follow-up of an earlier recommendation that was added.
    FollowUp,
    /// Number or date of the letter.
    Letter(LetterField),
    /// Anything else, by its path.
    Path(String),
}

/// A node as one text for people: a scalar is shown as it is, a list by its items with commas.
///
/// Of a finding, a recommendation or a full answer only the text (`uraian`, `jawaban`) is shown; another map is shown
/// as `key: value` pairs.
pub fn describe(node: &Node) -> String {
    match &node.kind {
        Kind::Scalar(text) => text.trim().to_owned(),
        Kind::Empty => String::new(),
        Kind::Seq(items) => items.iter().map(describe).collect::<Vec<_>>().join(", "),
        Kind::Map(entries) => {
            let own = node.get("uraian").or_else(|| node.get("jawaban")).filter(|_| entries.len() > 1);
            own.map_or_else(
                || {
                    let part = |(key, value): &(Node, Node)| {
                        format!("{}: {}", key.text().unwrap_or_default(), describe(value))
                    };
                    entries.iter().map(part).collect::<Vec<_>>().join("; ")
                },
                describe,
            )
        }
    }
}

/// Where the text of [`describe()`] stands: at its first scalar, since the place where a map or a list begins depends
/// on its style.
pub(super) fn place(node: &Node) -> Place {
    let own = node.get("uraian").or_else(|| node.get("jawaban"));
    match (own, &node.kind) {
        (Some(own), _) => place(own),
        (None, Kind::Map(entries)) => entries.first().map_or(node.place, |(_, value)| place(value)),
        (None, Kind::Seq(items)) => items.first().map_or(node.place, place),
        _ => node.place,
    }
}
