//! What is asked of a worker and what it answers, with their form on the wire.

use std::borrow::Cow;
use std::collections::BTreeMap;
use std::io::{self, Read, Write};

use serde::{Deserialize, Serialize};

use crate::template::Fault;
use crate::typeset::{Attachment, PageBox, Standard};

use super::Outcome;
use super::frame::{self, Blobs};

/// Everything that one PDF is made from. Carries ids and bytes; knows no office.
#[derive(Clone, Debug, PartialEq)]
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
#[derive(Clone, Debug, PartialEq)]
pub struct Answer {
    /// The bytes.
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

/// An order without its bytes, which follow as blobs: images by name, then attachments.
#[derive(Serialize, Deserialize)]
struct OrderHead<'a> {
    report: Cow<'a, serde_json::Value>,
    required: Cow<'a, [String]>,
    main: Cow<'a, str>,
    templates: Cow<'a, BTreeMap<String, String>>,
    library: Cow<'a, BTreeMap<String, String>>,
    images: Vec<Cow<'a, str>>,
    attachments: Vec<AttachmentHead<'a>>,
    standard: Standard,
    identifier: Cow<'a, str>,
    date: (i32, u8, u8),
    pages: Cow<'a, [PageBox]>,
    prove_layout: bool,
    mark: Option<Cow<'a, str>>,
}

#[derive(Serialize, Deserialize)]
struct AttachmentHead<'a> {
    name: Cow<'a, str>,
    mime: Cow<'a, str>,
    description: Cow<'a, str>,
    relationship: Cow<'a, str>,
}

#[derive(Serialize, Deserialize)]
enum AnswerHead {
    Ok { pages: usize, timings: Timings, peak_kb: Option<u64> },
    Err { faults: Vec<Fault> },
}

impl Order {
    /// Writes the order as one frame.
    pub(super) fn write(&self, out: &mut impl Write) -> io::Result<()> {
        let head = OrderHead {
            report: Cow::Borrowed(&self.report),
            required: Cow::Borrowed(&self.required),
            main: Cow::Borrowed(&self.main),
            templates: Cow::Borrowed(&self.templates),
            library: Cow::Borrowed(&self.library),
            images: self.images.keys().map(|name| Cow::Borrowed(name.as_str())).collect(),
            attachments: self.attachments.iter().map(AttachmentHead::of).collect(),
            standard: self.standard,
            identifier: Cow::Borrowed(&self.identifier),
            date: self.date,
            pages: Cow::Borrowed(&self.pages),
            prove_layout: self.prove_layout,
            mark: self.mark.as_deref().map(Cow::Borrowed),
        };
        let images = self.images.values().map(Vec::as_slice);
        let attached = self.attachments.iter().map(|file| file.bytes.as_slice());
        frame::write(out, &head, &images.chain(attached).collect::<Vec<_>>())
    }

    /// Reads the next order; none at the end of input.
    pub(super) fn read(input: &mut impl Read) -> io::Result<Option<Self>> {
        let Some((head, mut blobs)) = frame::read::<OrderHead<'static>>(input)? else { return Ok(None) };
        let mut images = BTreeMap::new();
        for name in head.images {
            images.insert(name.into_owned(), blobs.take()?);
        }
        let mut attachments = Vec::with_capacity(head.attachments.len());
        for file in head.attachments {
            attachments.push(file.with(blobs.take()?));
        }
        blobs.end()?;
        Ok(Some(Self {
            report: head.report.into_owned(),
            required: head.required.into_owned(),
            main: head.main.into_owned(),
            templates: head.templates.into_owned(),
            library: head.library.into_owned(),
            images,
            attachments,
            standard: head.standard,
            identifier: head.identifier.into_owned(),
            date: head.date,
            pages: head.pages.into_owned(),
            prove_layout: head.prove_layout,
            mark: head.mark.map(Cow::into_owned),
        }))
    }
}

impl<'a> AttachmentHead<'a> {
    fn of(file: &'a Attachment) -> Self {
        Self {
            name: Cow::Borrowed(&file.name),
            mime: Cow::Borrowed(&file.mime),
            description: Cow::Borrowed(&file.description),
            relationship: Cow::Borrowed(&file.relationship),
        }
    }

    fn with(self, bytes: Vec<u8>) -> Attachment {
        Attachment {
            name: self.name.into_owned(),
            mime: self.mime.into_owned(),
            description: self.description.into_owned(),
            relationship: self.relationship.into_owned(),
            bytes,
        }
    }
}

/// Writes an answer as one frame.
pub(super) fn write_outcome(outcome: &Outcome, out: &mut impl Write) -> io::Result<()> {
    match outcome {
        Ok(answer) => {
            let head = AnswerHead::Ok { pages: answer.pages, timings: answer.timings, peak_kb: answer.peak_kb };
            frame::write(out, &head, &[&answer.pdf])
        }
        Err(faults) => frame::write(out, &AnswerHead::Err { faults: faults.clone() }, &[]),
    }
}

/// Reads an answer; the end of input is an error, since an answer is expected.
pub(super) fn read_outcome(input: &mut impl Read) -> io::Result<Outcome> {
    let Some((head, blobs)) = frame::read::<AnswerHead>(input)? else {
        return Err(io::ErrorKind::UnexpectedEof.into());
    };
    let mut blobs: Blobs = blobs;
    let outcome = match head {
        AnswerHead::Ok { pages, timings, peak_kb } => Ok(Answer { pdf: blobs.take()?, pages, timings, peak_kb }),
        AnswerHead::Err { faults } => Err(faults),
    };
    blobs.end()?;
    Ok(outcome)
}
