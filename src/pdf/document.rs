//! A PDF that is asked several things: read once, so that all answers are about the same reading.

use std::collections::BTreeMap;

use lopdf::Document;

use crate::diag::{Finding, Word};

use super::file::load;
use super::page::{self, Page};
use super::widget::{self, Widget};
use super::{Changes, attached, changes};

/// A file, and the document in it if it can be judged.
pub struct Pdf<'a> {
    pub(crate) bytes: &'a [u8],
    pub(crate) document: Result<Document, Finding>,
}

impl<'a> Pdf<'a> {
    /// Reads a file strictly. One that cannot be judged has no attachments, pages or boxes, and is broken when verified.
    pub fn open(bytes: &'a [u8]) -> Self {
        Self { bytes, document: load(bytes) }
    }

    /// Its bytes.
    pub fn bytes(&self) -> &'a [u8] {
        self.bytes
    }

    /// The files that it carries, by name.
    pub fn attachments(&self) -> BTreeMap<String, Vec<u8>> {
        self.document.as_ref().map(attached::of).unwrap_or_default()
    }

    /// One of the files that it carries.
    pub fn attachment(&self, name: &str) -> Option<Vec<u8>> {
        attached::named(self.document.as_ref().ok()?, name)
    }

    /// What it shows, page by page.
    ///
    /// # Errors
    /// Why it cannot be read.
    pub fn pages(&self) -> Result<Vec<Page>, Finding> {
        let document = self.document.as_ref().map_err(Clone::clone)?;
        page::read(document).map_err(|fault| Word::Unreadable.about(format!("{} {}", fault.page, fault.reason)))
    }

    /// The visible boxes of its signature fields.
    pub fn widgets(&self) -> Vec<Widget> {
        self.document.as_ref().map(widget::all).unwrap_or_default()
    }

    /// What was added to an earlier state of it, whose bytes it begins with.
    ///
    /// # Errors
    /// Why one of them cannot be read.
    pub fn added_to(&self, before: &[u8]) -> Result<Changes, Finding> {
        let document = self.document.as_ref().map_err(Clone::clone)?;
        Ok(changes::between(&load(before)?, document, None))
    }
}
