//! A PDF that is read once, so that all answers about it come from the same reading.

use std::collections::BTreeMap;

use lopdf::Document;

use crate::diag::{Finding, Word};

use super::file::load;
use super::page::{self, Page};
use super::widget::{self, Widget};
use super::{Changes, attached, changes};

/// A file, and the document in it if the file can be judged.
///
/// ```ignore
/// let pdf = Pdf::open(&bytes); // reads once; a broken file answers too
/// let report = pdf.attachment("laporan.json"); // bytes of an attached file
/// let pages = pdf.pages()?; // text, images and shapes of each page
/// let changes = pdf.added_to(&issued)?; // `changes.forbidden` is empty if only signatures came
/// let verified = pdf.verify(&trust, now); // the signatures, by the module `signature`
/// ```
pub struct Pdf<'a> {
    pub(crate) bytes: &'a [u8],
    pub(crate) document: Result<Document, Finding>,
}

impl<'a> Pdf<'a> {
    /// Reads a file strictly. A file that cannot be judged has no attachments, pages or boxes, and [`Pdf::verify`]
    /// calls it broken.
    pub fn open(bytes: &'a [u8]) -> Self {
        Self { bytes, document: load(bytes) }
    }

    /// The bytes of the file.
    pub fn bytes(&self) -> &'a [u8] {
        self.bytes
    }

    /// The attached files by name.
    pub fn attachments(&self) -> BTreeMap<String, Vec<u8>> {
        self.document.as_ref().map(attached::of).unwrap_or_default()
    }

    /// The attached file of a name.
    pub fn attachment(&self, name: &str) -> Option<Vec<u8>> {
        attached::named(self.document.as_ref().ok()?, name)
    }

    /// Everything that the file shows, page by page.
    ///
    /// # Errors
    /// The reason why the file or one of its pages cannot be read.
    pub fn pages(&self) -> Result<Vec<Page>, Finding> {
        let document = self.document.as_ref().map_err(Clone::clone)?;
        page::read(document).map_err(|fault| Word::Unreadable.about(format!("{} {}", fault.page, fault.reason)))
    }

    /// The visible boxes of the signature fields.
    pub fn widgets(&self) -> Vec<Widget> {
        self.document.as_ref().map(widget::all).unwrap_or_default()
    }

    /// Lists the additions to an earlier state of the file, with whose bytes the file begins.
    ///
    /// # Errors
    /// The reason why one of the two states cannot be read.
    pub fn added_to(&self, before: &[u8]) -> Result<Changes, Finding> {
        let document = self.document.as_ref().map_err(Clone::clone)?;
        Ok(changes::between(&load(before)?, document, None))
    }
}
