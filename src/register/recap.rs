//! `ikhtisar/<tahun>.yaml`: the narrative of a season's recap. Without that file no recap is made.

use serde::Deserialize;

use crate::source::{Format, Name, Prose, Spanned, Token};

use super::output::FormWord;

/// `ikhtisar/<tahun>.yaml`. Number, date and addressee of its letter stand in `surat/<tahun>.yaml`.
#[derive(Clone, Debug, Deserialize)]
pub struct RecapFile {
    /// Shape of the file, always 1.
    #[serde(rename = "format")]
    pub format: Format,
    /// Letter, or one compiled report in chapters.
    #[serde(rename = "bentuk")]
    pub form: Option<FormWord>,
    /// Role that signs, if it differs from the default.
    #[serde(rename = "penandatangan")]
    pub signatory: Option<Spanned<Token>>,
    /// Marking, if it differs from the default.
    #[serde(rename = "sifat")]
    pub marking: Option<Spanned<Name>>,
    /// Annex line, if it differs from the default.
    #[serde(rename = "lampiran")]
    pub annex: Option<Spanned<Name>>,
    /// Place of the addressee.
    #[serde(rename = "di")]
    pub place: Option<Spanned<Name>>,
    /// Opening in own words, in place of the standing one.
    #[serde(rename = "pembuka")]
    pub opening: Option<Spanned<Prose>>,
    /// What the year shows, in own words.
    #[serde(rename = "uraian")]
    pub description: Option<Spanned<Prose>>,
    /// Recommendations for the whole government.
    #[serde(rename = "rekomendasi")]
    pub recommendations: Vec<RecapAdvice>,
    /// Closing in own words, in place of the standing one.
    #[serde(rename = "penutup")]
    pub closing: Option<Spanned<Prose>>,
    /// Copies.
    #[serde(rename = "tembusan")]
    pub copies_to: Option<Vec<Spanned<Name>>>,
}

impl RecapFile {
    /// The recap of a season for which nobody wrote anything.
    pub fn plain() -> Self {
        Self {
            format: Format::One,
            form: None,
            signatory: None,
            marking: None,
            annex: None,
            place: None,
            opening: None,
            description: None,
            recommendations: Vec::new(),
            closing: None,
            copies_to: None,
        }
    }
}

/// A recommendation for the whole government.
#[derive(Clone, Debug, Deserialize)]
pub struct RecapAdvice {
    /// Text.
    #[serde(rename = "uraian")]
    pub text: Spanned<Prose>,
}
