//! The input of one PDF.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};

use crate::template::Rendered;

use super::layout::PageBox;

/// The standard that the PDF declares, and that Typst checks. A PDF of either standard is tagged and declares PDF/UA-1.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub enum Standard {
    /// PDF/A-3a: permits attachments.
    #[default]
    #[serde(rename = "a-3a")]
    A3a,
    /// PDF/A-2a: for archives that refuse attachments.
    #[serde(rename = "a-2a")]
    A2a,
}

impl Standard {
    /// The name as the standards write it.
    pub fn name(self) -> &'static str {
        match self {
            Self::A3a => "PDF/A-3a + PDF/UA-1",
            Self::A2a => "PDF/A-2a + PDF/UA-1",
        }
    }
}

/// A file to be attached to the PDF.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Attachment {
    /// Name; a path without leading `/`.
    pub name: String,
    /// MIME type.
    pub mime: String,
    /// Description.
    pub description: String,
    /// `source`, `data`, `alternative` or `supplement`.
    pub relationship: String,
    /// Content.
    #[serde(with = "serde_bytes")]
    pub bytes: Vec<u8>,
}

/// The input of one PDF. Names of files must repeat from job to job, since Typst never forgets a name.
#[derive(Clone, Copy, Debug)]
pub struct Job<'a> {
    /// The main source.
    pub main: &'a Rendered,
    /// Further Typst sources by path: `lib/gaya.typ` is imported as `/lib/gaya.typ`.
    pub library: &'a BTreeMap<String, String>,
    /// Images by path.
    pub images: &'a BTreeMap<String, Vec<u8>>,
    /// Files to attach, in order.
    pub attachments: &'a [Attachment],
    /// The standard.
    pub standard: Standard,
    /// The text that the PDF's `/ID` is made from. Every document has its own.
    pub identifier: &'a str,
    /// Year, month and day of the document, taken as midnight UTC.
    pub date: (i32, u8, u8),
    /// The sizes of page that the document may have, with their margins. An empty list permits every size and asks no
    /// margins.
    pub pages: &'a [PageBox],
    /// True if the finished pages are checked by the rules of layout. The check changes no byte of the PDF.
    pub prove_layout: bool,
    /// The text that each page of a draft must show as decoration, such as `DRAF`.
    pub mark: Option<&'a str>,
}
