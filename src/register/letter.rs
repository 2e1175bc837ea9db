//! `surat/<tahun>.yaml`: numbers and dates of the letters of one season.

use serde::Deserialize;

use crate::source::{Entries, Format, Name, PartialDate, Spanned, Token};

/// `surat/<tahun>.yaml`.
#[derive(Clone, Debug, Deserialize)]
pub struct LetterFile {
    /// Shape of the file, always 1.
    #[serde(rename = "format")]
    pub format: Format,
    /// How numbers come into being.
    #[serde(rename = "penomoran")]
    pub numbering: Option<Numbering>,
    /// Letters by evaluation (file stem).
    #[serde(rename = "surat")]
    pub letters: Entries<Token, LetterEntry>,
    /// The recap's letter.
    #[serde(rename = "ikhtisar")]
    pub recap: Option<RecapLetter>,
}

/// `penomoran`.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Deserialize)]
pub enum Numbering {
    /// Typed here before printing.
    #[default]
    #[serde(rename = "diketik")]
    Typed,
    /// Written by hand into a printed gap.
    #[serde(rename = "tulis_tangan")]
    Handwritten,
    /// Placeholders of the signing system are printed.
    #[serde(rename = "tag")]
    Tag,
}

/// Number and date of a letter, as far as they are known.
#[derive(Clone, Debug, Deserialize)]
pub struct LetterEntry {
    /// Number; `____` marks a gap.
    #[serde(rename = "nomor")]
    pub number: Option<Spanned<Name>>,
    /// Date, possibly without day.
    #[serde(rename = "tanggal")]
    pub date: Option<Spanned<PartialDate>>,
    /// The covering letter in front of a report in chapters, which is made only if this is given.
    #[serde(rename = "pengantar")]
    pub cover: Option<CoverEntry>,
    /// Letters of its revisions, by their number from 1.
    #[serde(rename = "revisi")]
    pub revisions: Entries<Token, RevisionLetter>,
}

/// `revisi`: number and date of a corrigendum or a replacement. A corrigendum without them keeps those of the letter
/// that it corrects.
#[derive(Clone, Debug, Deserialize)]
pub struct RevisionLetter {
    /// Number; `____` marks a gap.
    #[serde(rename = "nomor")]
    pub number: Option<Spanned<Name>>,
    /// Date, possibly without day.
    #[serde(rename = "tanggal")]
    pub date: Option<Spanned<PartialDate>>,
    /// The covering letter, of an LHE in chapters.
    #[serde(rename = "pengantar")]
    pub cover: Option<CoverEntry>,
}

impl LetterEntry {
    /// The letter of a revision.
    pub fn revision(&self, number: u32) -> Option<&RevisionLetter> {
        revision(&self.revisions, number)
    }
}

fn revision(all: &Entries<Token, RevisionLetter>, number: u32) -> Option<&RevisionLetter> {
    all.iter().find(|(key, _)| key.value.0 == number.to_string()).map(|(_, letter)| letter)
}

/// `pengantar`: number and date of a covering letter.
#[derive(Clone, Debug, Deserialize)]
pub struct CoverEntry {
    /// Number; `____` marks a gap.
    #[serde(rename = "nomor")]
    pub number: Option<Spanned<Name>>,
    /// Date, possibly without day.
    #[serde(rename = "tanggal")]
    pub date: Option<Spanned<PartialDate>>,
}

/// The recap's letter.
#[derive(Clone, Debug, Deserialize)]
pub struct RecapLetter {
    /// Number.
    #[serde(rename = "nomor")]
    pub number: Option<Spanned<Name>>,
    /// Date.
    #[serde(rename = "tanggal")]
    pub date: Option<Spanned<PartialDate>>,
    /// Addressee.
    #[serde(rename = "tujuan")]
    pub addressee: Option<Spanned<Name>>,
    /// Letters of its revisions, by their number from 1.
    #[serde(rename = "revisi")]
    pub revisions: Entries<Token, RevisionLetter>,
}

impl RecapLetter {
    /// The letter of a revision.
    pub fn revision(&self, number: u32) -> Option<&RevisionLetter> {
        revision(&self.revisions, number)
    }
}
