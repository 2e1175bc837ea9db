//! What is asked of a worker and what it answers, with their form on the wire.

use std::collections::BTreeMap;
use std::io::{self, Read, Write};

use serde::{Deserialize, Serialize};

use crate::template::Fault;
use crate::typeset::{Attachment, PageBox, Standard};

use super::frame;

/// Everything that one PDF is made from. Carries ids and bytes; knows no office.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Order {
    /// The composed report.
    pub report: serde_json::Value,
    /// Places of the report (JSON pointers, `*` for every element of a list) whose texts the template must print.
    pub required: Vec<String>,
    /// Name of the template to begin with.
    pub main: String,
    /// Templates by name.
    pub templates: BTreeMap<String, String>,
    /// Typst sources by path, such as `lib/gaya.typ`.
    pub library: BTreeMap<String, String>,
    /// Images by path.
    #[serde(with = "by_name")]
    pub images: BTreeMap<String, Vec<u8>>,
    /// Files to attach, in order.
    pub attachments: Vec<Attachment>,
    /// The standard of the PDF.
    pub standard: Standard,
    /// What the PDF's `/ID` is made from.
    pub identifier: String,
    /// Year, month and day of the document.
    pub date: (i32, u8, u8),
    /// The sizes of page that the document may have, with their margins.
    pub pages: Vec<PageBox>,
    /// Whether the layout is proven.
    pub prove_layout: bool,
    /// What each page must show as decoration while the document is a draft.
    pub mark: Option<String>,
}

/// A finished PDF and what it took.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Answer {
    /// The bytes.
    #[serde(with = "serde_bytes")]
    pub pdf: Vec<u8>,
    /// Number of pages.
    pub pages: usize,
    /// Where the time went.
    pub timings: Timings,
    /// Peak memory of the worker so far in KiB, where the system tells.
    pub peak_kb: Option<u64>,
}

/// Time of each phase in microseconds. Never part of an output.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Timings {
    /// Template.
    pub template_us: u64,
    /// Parsing, evaluation and layout.
    pub layout_us: u64,
    /// Proof of the layout.
    pub proof_us: u64,
    /// PDF export.
    pub pdf_us: u64,
}

/// The outcome of an order: an answer with the PDF, or the faults that prevented it.
pub type Outcome = Result<Answer, Vec<Fault>>;

/// Images by name, each in one string of bytes.
mod by_name {
    use std::collections::BTreeMap;

    use serde::{Deserialize, Deserializer, Serializer};
    use serde_bytes::{ByteBuf, Bytes};

    pub(super) fn serialize<S: Serializer>(files: &BTreeMap<String, Vec<u8>>, out: S) -> Result<S::Ok, S::Error> {
        out.collect_map(files.iter().map(|(name, bytes)| (name, Bytes::new(bytes))))
    }

    pub(super) fn deserialize<'de, D: Deserializer<'de>>(input: D) -> Result<BTreeMap<String, Vec<u8>>, D::Error> {
        let files = BTreeMap::<String, ByteBuf>::deserialize(input)?;
        Ok(files.into_iter().map(|(name, bytes)| (name, bytes.into_vec())).collect())
    }
}

impl Order {
    /// Writes the order as one frame.
    pub(super) fn write(&self, out: &mut impl Write) -> io::Result<()> {
        frame::write(out, self)
    }

    /// Reads the next order; none at the end of input.
    pub(super) fn read(input: &mut impl Read) -> io::Result<Option<Self>> {
        frame::read(input)
    }
}

/// Writes an answer as one frame.
pub(super) fn write_outcome(outcome: &Outcome, out: &mut impl Write) -> io::Result<()> {
    frame::write(out, outcome)
}

/// Reads an answer; the end of input is an error, since an answer is expected.
pub(super) fn read_outcome(input: &mut impl Read) -> io::Result<Outcome> {
    frame::read(input)?.ok_or_else(|| io::ErrorKind::UnexpectedEof.into())
}
