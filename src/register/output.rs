//! `keluaran` and `tte` of `lhe.yaml`: paper, form, standard, electronic signing.

use serde::Deserialize;

use crate::diag::Term;
use crate::num::Number;
use crate::source::{Name, Spanned, YesNo};

/// `keluaran`.
#[derive(Clone, Debug, Deserialize)]
pub struct OutputSettings {
    /// Paper.
    #[serde(rename = "kertas")]
    pub paper: Option<PaperWord>,
    /// Margins.
    #[serde(rename = "margin")]
    pub margins: Option<MarginEntry>,
    /// PDF standard.
    #[serde(rename = "standar")]
    pub standard: Option<StandardWord>,
    /// Form of the LHE, unless its season or office says otherwise.
    #[serde(rename = "bentuk")]
    pub form: Option<FormWord>,
    /// Where the worksheet goes, unless the season or the office says otherwise.
    #[serde(rename = "lke")]
    pub worksheet: Option<WorksheetWord>,
    /// May the office's own answers enter the attached bundle?
    #[serde(rename = "mandiri")]
    pub attach_own_answers: Option<YesNo>,
    /// May the evaluator's remarks enter the attached bundle?
    #[serde(rename = "keterangan")]
    pub attach_remarks: Option<YesNo>,
}

/// Paper.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Deserialize)]
pub enum PaperWord {
    /// 210 × 297 mm.
    #[serde(rename = "a4")]
    A4,
    /// 215 × 330 mm (folio).
    #[serde(rename = "f4")]
    F4,
}

/// `margin`: millimetres at each side of an upright page.
#[derive(Clone, Debug, Deserialize)]
pub struct MarginEntry {
    /// Left.
    #[serde(rename = "kiri")]
    pub left: Option<Spanned<Number>>,
    /// Right.
    #[serde(rename = "kanan")]
    pub right: Option<Spanned<Number>>,
    /// Top.
    #[serde(rename = "atas")]
    pub top: Option<Spanned<Number>>,
    /// Bottom, with the footer and the line of an electronic signature in it.
    #[serde(rename = "bawah")]
    pub bottom: Option<Spanned<Number>>,
}

/// PDF standard.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Deserialize)]
pub enum StandardWord {
    /// PDF/A-3a and PDF/UA-1, bundle attached.
    #[serde(rename = "a-3a")]
    A3a,
    /// PDF/A-2a and PDF/UA-1, nothing attached.
    #[serde(rename = "a-2a")]
    A2a,
}

/// `bentuk`: the two forms of PermenPANRB 12/2015, chapter IV.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Deserialize)]
pub enum FormWord {
    /// Short form: a letter.
    #[default]
    #[serde(rename = "surat")]
    Letter,
    /// Long form: a report in chapters.
    #[serde(rename = "bab")]
    Chapters,
}

/// `lke`: where the worksheet (lembar kerja evaluasi) goes.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Deserialize)]
pub enum WorksheetWord {
    /// It is not printed.
    #[default]
    #[serde(rename = "tidak")]
    None,
    /// As an annex of the LHE.
    #[serde(rename = "lampiran")]
    Annex,
    /// As a document of its own.
    #[serde(rename = "tersendiri")]
    Separate,
}

/// `koreksi`: the kind of document that a correction of an issued LHE makes, unless its entry says otherwise.
#[derive(Clone, Copy, Debug, Deserialize)]
pub struct CorrectionSettings {
    /// The kind if no value changes; a corrigendum if absent.
    #[serde(rename = "teks")]
    pub texts: Option<RevisionKind>,
    /// The kind if a value changes; a replacement if absent. With `ralat` here, entries may say `ralat` too.
    #[serde(rename = "nilai")]
    pub values: Option<RevisionKind>,
}

/// The kind of a document that corrects an issued one.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Deserialize)]
pub enum RevisionKind {
    /// Corrects slips; no value changes, and the letter keeps its number.
    #[serde(rename = "ralat")]
    Corrigendum,
    /// A new LHE with a number of its own, which withdraws the one before.
    #[serde(rename = "penggantian")]
    Replacement,
}

impl RevisionKind {
    /// The kind that a word stands for.
    pub fn of_word(word: &str) -> Option<Self> {
        [Self::Corrigendum, Self::Replacement].into_iter().find(|kind| kind.word() == word)
    }

    /// The word as it is typed.
    pub fn word(self) -> &'static str {
        self.term().name()
    }

    /// The word for people.
    pub fn term(self) -> Term {
        match self {
            Self::Corrigendum => Term::Corrigendum,
            Self::Replacement => Term::Replacement,
        }
    }
}

/// `tte`: the things on a page that prepare electronic signing, whoever signs.
#[derive(Clone, Debug, Deserialize)]
pub struct SigningSettings {
    /// Print the sentence of electronic signing at the foot of each page?
    #[serde(rename = "kaki")]
    pub footer: Option<YesNo>,
    /// Placeholder in the signature block, which the signing service replaces by its visible block.
    #[serde(rename = "penanda")]
    pub placeholder: Option<Spanned<Name>>,
    /// Print a QR code with document number and digest of the bundle? The signing service adds its own.
    #[serde(rename = "qr")]
    pub qr: Option<YesNo>,
}

/// `arsip`: notes for the archive, and the source of time stamps. They never enter a letter.
#[derive(Clone, Debug, Deserialize)]
pub struct ArchiveSettings {
    /// Retention by the schedule of the region (jadwal retensi arsip), as noted in the archive.
    #[serde(rename = "retensi")]
    pub retention: Option<Retention>,
    /// Address of a time stamp server (RFC 3161).
    #[serde(rename = "stempel_waktu")]
    pub stamps: Option<Spanned<Name>>,
}

/// `arsip.retensi`: how long a file is kept in use and at rest, as the schedule words it (`2 tahun`), and what happens
/// to the file afterwards.
#[derive(Clone, Debug, Deserialize)]
pub struct Retention {
    /// Time in use.
    #[serde(rename = "aktif")]
    pub active: Spanned<Name>,
    /// Time at rest.
    #[serde(rename = "inaktif")]
    pub inactive: Spanned<Name>,
    /// The fate of the file afterwards.
    #[serde(rename = "nasib")]
    pub fate: Fate,
}

impl Retention {
    /// The text of the note in the archive: `aktif 2 tahun, inaktif 3 tahun, permanen`.
    pub fn text(&self) -> String {
        let Self { active, inactive, fate } = self;
        format!("aktif {}, inaktif {}, {}", active.value.0, inactive.value.0, fate.word())
    }
}

/// `arsip.retensi.nasib`.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Deserialize)]
pub enum Fate {
    /// Kept for ever.
    #[serde(rename = "permanen")]
    Permanent,
    /// Destroyed.
    #[serde(rename = "musnah")]
    Destroyed,
    /// Looked at again.
    #[serde(rename = "dinilai_kembali")]
    Reviewed,
}

impl Fate {
    fn word(self) -> &'static str {
        match self {
            Self::Permanent => "permanen",
            Self::Destroyed => "musnah",
            Self::Reviewed => "dinilai kembali",
        }
    }
}
