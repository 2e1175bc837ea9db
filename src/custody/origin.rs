//! The origin of a PDF: one of ours with additions, one of ours made again elsewhere, a scan, or unknown.

use serde_json::Value;

use crate::diag::{Arg, Diagnostic, Finding, Found, Phrase, Refusal, Term, Word};
use crate::pdf::page::{self, Declared, Difference, Page};
use crate::pdf::{self, Changes, Pdf};
use crate::record::issued::{IssuedDocument, IssuedRevision};
use crate::record::{DocumentId, Kind};
use crate::register::plain_number;
use crate::report::Face;
use crate::{digest, signature};

use super::carried::manifest;
use super::declared;
use super::holdings::Holdings;

/// A document of an issued revision.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Belongs {
    /// The object, `2023/dinas-x`.
    pub object: DocumentId,
    /// The revision.
    pub revision: u32,
    /// The document of that revision.
    pub kind: Kind,
}

/// The way in which the report in a file was recognised.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum KnownBy {
    /// By the bundle that it carries.
    Bundle,
    /// By the number printed in it.
    Number,
    /// By the name that somebody gave.
    Named,
}

impl KnownBy {
    /// The word for scripts.
    pub fn word(self) -> &'static str {
        self.term().name()
    }

    /// The word for people.
    pub fn term(self) -> Term {
        match self {
            Self::Bundle => Term::Bundle,
            Self::Number => Term::LetterNumber,
            Self::Named => Term::Named,
        }
    }
}

/// The origin of a file.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Origin {
    /// It begins with the exact bytes of an issued PDF.
    Original {
        /// The document.
        of: Belongs,
        /// The changes that were added to them; none if the file ends there.
        added: Option<Changes>,
    },
    /// It was made again, or stamped: it shows the same as an issued PDF, apart from the differences.
    Remade {
        /// The document.
        of: Belongs,
        /// The way in which the document was recognised.
        by: KnownBy,
        /// All differences from the issued PDF.
        differences: Vec<Difference>,
    },
    /// Pictures of pages, whose content only people can read.
    Scan(Option<Belongs>),
    /// It does not come from this archive.
    Unknown,
}

impl Origin {
    /// The word for scripts.
    pub fn word(&self) -> &'static str {
        self.term().name()
    }

    /// The word for people.
    pub fn term(&self) -> Term {
        match self {
            Self::Original { .. } => Term::Original,
            Self::Remade { .. } => Term::Remade,
            Self::Scan(_) => Term::Scan,
            Self::Unknown => Term::UnknownOrigin,
        }
    }

    /// The document in the file, if it is known.
    pub fn of(&self) -> Option<&Belongs> {
        match self {
            Self::Original { of, .. } | Self::Remade { of, .. } => Some(of),
            Self::Scan(of) => of.as_ref(),
            Self::Unknown => None,
        }
    }

    /// True if something differs outside the declared places.
    pub(super) fn differs_elsewhere(&self) -> bool {
        matches!(self, Self::Remade { differences, .. } if differences.iter().any(|d| d.declared.is_none()))
    }
}

impl Holdings {
    /// The revision of a document.
    pub fn revision(&self, of: &Belongs) -> Option<&IssuedRevision> {
        self.record.revisions(&of.object.to_string()).get(of.revision as usize)
    }

    /// All documents of all revisions.
    fn documents(&self) -> impl Iterator<Item = (Belongs, &IssuedRevision)> {
        self.record.objects().flat_map(|(object, list)| {
            let id = DocumentId::read(object);
            list.iter().filter_map(move |revision| Some((id.clone()?, revision))).flat_map(|(object, revision)| {
                revision.documents.keys().map(move |kind| {
                    (Belongs { object: object.clone(), revision: revision.number, kind: *kind }, revision)
                })
            })
        })
    }

    /// The PDF as it was issued.
    ///
    /// # Errors
    /// The faults of the store.
    pub fn issued_pdf(&self, of: &Belongs) -> Result<Vec<u8>, Refusal> {
        self.file(of, &of.kind.pdf(&of.object))
    }

    /// A file of the version that holds a revision.
    pub(super) fn file(&self, of: &Belongs, path: &str) -> Result<Vec<u8>, Refusal> {
        let object = of.object.to_string();
        let version = self.revision(of).map_or(0, |revision| revision.version);
        self.record.file(&object, version, path)
    }

    /// Finds out the origin of a file. `named` is the report that somebody says it is.
    ///
    /// # Errors
    /// The faults of the store.
    pub fn origin(&self, pdf: &Pdf<'_>, named: Option<&Belongs>) -> Result<Origin, Found> {
        if let Some((of, length)) = self.by_prefix(pdf.bytes()) {
            let before = pdf.bytes().get(..length).unwrap_or_default();
            let added = (length < pdf.bytes().len()).then(|| pdf.added_to(before));
            let broken = |finding: Finding| Changes { forbidden: vec![finding], ..Changes::default() };
            let mut added = added.map(|added| added.unwrap_or_else(broken));
            if let Some(added) = added.as_mut().filter(|added| !added.widgets.is_empty()) {
                self.covered(&of, added)?;
            }
            return Ok(Origin::Original { of, added });
        }
        let Ok(theirs) = pdf.pages() else { return Ok(Origin::Unknown) };
        if page::is_scan(&theirs) {
            return Ok(Origin::Scan(named.cloned()));
        }
        let found = self
            .by_bundle(pdf)
            .map(|of| (of, KnownBy::Bundle))
            .or_else(|| named.map(|of| (of.clone(), KnownBy::Named)))
            .or_else(|| self.by_number(&theirs).map(|of| (of, KnownBy::Number)));
        let Some((of, by)) = found else { return Ok(Origin::Unknown) };
        let differences = self.differences(&of, pdf, &theirs)?;
        Ok(Origin::Remade { of, by, differences })
    }

    /// The document with whose exact bytes the file begins, and their length.
    fn by_prefix(&self, file: &[u8]) -> Option<(Belongs, usize)> {
        let mut digest = digest::Growing::default();
        let mut from = 0;
        for end in pdf::prefixes(file) {
            digest.add(file.get(from..end)?);
            from = end;
            let found = digest.sha256();
            if let Some(of) = self.document(|document| document.pdf == found) {
                return Some((of, end));
            }
        }
        None
    }

    fn by_bundle(&self, pdf: &Pdf<'_>) -> Option<Belongs> {
        let (fingerprint, _) = manifest(pdf)?;
        self.document(|document| document.bundle == fingerprint)
    }

    /// The first document that fits.
    fn document(&self, fits: impl Fn(&IssuedDocument) -> bool) -> Option<Belongs> {
        let known = |(of, revision): &(Belongs, &IssuedRevision)| revision.documents.get(&of.kind).is_some_and(&fits);
        self.documents().find(known).map(|(of, _)| of)
    }

    /// The one report whose number stands on the first pages; none if several do.
    fn by_number(&self, pages: &[Page]) -> Option<Belongs> {
        let text: Vec<String> = pages.iter().take(3).map(|page| plain_number(&page::text(page))).collect();
        let mut found = self.documents().filter(|(of, revision)| {
            let number = revision.letter.as_deref().map(plain_number).filter(|number| number.len() > 5);
            of.kind.is_principal() && number.is_some_and(|number| text.iter().any(|text| text.contains(&number)))
        });
        let (of, _) = found.next()?;
        // Revisions share a number if one of them is a corrigendum, which keeps it: the newest is meant.
        let last = found.last().map(|(of, _)| of);
        match last {
            None => Some(of),
            Some(last) if last.object == of.object => Some(last),
            Some(_) => None,
        }
    }

    fn differences(&self, of: &Belongs, pdf: &Pdf<'_>, theirs: &[Page]) -> Result<Vec<Difference>, Refusal> {
        let (ours, mut areas) = self.ours(of)?;
        areas.extend(declared::boxes(&ours, &pdf.widgets()));
        let mut all = page::compare(&ours, theirs, &areas);
        // Others may add something in these places, but our print must stay.
        for difference in all.iter_mut().filter(|d| matches!(d.declared.as_deref(), Some("kaki" | "tanda_tangan"))) {
            if !difference.ours.is_empty() && difference.kind == page::Kind::Text {
                difference.declared = None;
            }
        }
        Ok(all)
    }

    /// The pages of a document as issued, and the places that others fill in. A number or a date that was printed is no
    /// such place.
    fn ours(&self, of: &Belongs) -> Result<(Vec<Page>, Vec<Declared>), Refusal> {
        let damaged = |reason: Arg| Box::new(Diagnostic::unread(format!("arsip: {}", of.object), reason));
        let issued = self.issued_pdf(of)?;
        let ours = Pdf::open(&issued).pages().map_err(|finding| damaged(finding.into()))?;
        let folder = of.kind.bundle();
        let report = self.file(of, &format!("{folder}/laporan.json"))?;
        let report: Value = serde_json::from_slice(&report).map_err(|error| damaged(error.into()))?;
        let printed = |revision: &IssuedRevision| !revision.numbered_later && revision.letter.is_some();
        let known = self.revision(of).is_some_and(printed);
        let face = Face::of(&report).map_err(|error| damaged(error.into()))?;
        let mut areas = declared::areas(&ours, &face);
        areas.retain(|area| !known || !matches!(area.name.as_str(), "nomor" | "tanggal"));
        Ok((ours, areas))
    }

    /// Reports boxes that cover our print and could show something else. Over the signature block a box is in its right
    /// place.
    fn covered(&self, of: &Belongs, added: &mut Changes) -> Result<(), Refusal> {
        let (ours, areas) = self.ours(of)?;
        for widget in &added.widgets {
            let under = widget.page.checked_sub(1).and_then(|index| ours.get(index));
            let covers = under.is_none_or(|page| signature::covers(page, widget.area));
            if covers && !areas.iter().any(|area| area.page == widget.page && declared::holds(area, widget.area)) {
                added.forbidden.push(Word::WidgetCovers.about(Phrase::Page { number: widget.page }));
            }
        }
        Ok(())
    }
}
