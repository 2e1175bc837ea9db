//! The ledger as it is typed: `evaluasi/<tahun>/<berkas>.koreksi.yaml`.

use serde::Deserialize;

use crate::diag::{Checked, FileId, Files};
use crate::register::RevisionKind;
use crate::source::{self, Anything, Date, Document, Format, Name, Prose, Spanned, Token};

/// Reads a ledger.
pub fn load(files: &Files, file: FileId) -> Checked<(Ledger, Document)> {
    source::load(files, file)
}

/// The corrections of one evaluation, in the order in which they are worked in.
#[derive(Clone, Debug, Deserialize)]
pub struct Ledger {
    /// Shape of the file, always 1.
    #[serde(rename = "format")]
    pub format: Format,
    /// Entries. An issued entry never changes; a new entry takes it back.
    #[serde(rename = "koreksi")]
    pub entries: Vec<Spanned<Correction>>,
}

/// One decision, with everything that it changes.
#[derive(Clone, Debug, Deserialize)]
pub struct Correction {
    /// Id inside the ledger.
    #[serde(rename = "id")]
    pub id: Spanned<Token>,
    /// Kind of the new document. If absent, the project's setting decides, by whether a value changes.
    #[serde(rename = "jenis")]
    pub kind: Option<Spanned<RevisionKind>>,
    /// Day of the decision.
    #[serde(rename = "tanggal")]
    pub date: Spanned<Date>,
    /// Minutes or letter that the decision rests on.
    #[serde(rename = "dasar")]
    pub basis: Spanned<Name>,
    /// Why.
    #[serde(rename = "alasan")]
    pub reason: Spanned<Prose>,
    /// Who asked for it.
    #[serde(rename = "diminta")]
    pub requested_by: Option<Spanned<Name>>,
    /// Who decided.
    #[serde(rename = "diputuskan")]
    pub decided_by: Spanned<Name>,
    /// The changes.
    #[serde(rename = "perubahan")]
    pub changes: Spanned<Vec<Spanned<Change>>>,
}

/// One change. `semula` with `menjadi` changes a value, `menjadi` alone adds one, and `semula` alone removes one.
#[derive(Clone, Debug, Deserialize)]
#[serde(rename = "$lhe::by_key")]
pub enum Change {
    /// An answer, or a field beside it.
    #[serde(rename = "kode")]
    Answer(AnswerChange),
    /// A field of a finding or a recommendation.
    #[serde(rename = "id")]
    Item(ItemChange),
    /// Number or date of the letter.
    #[serde(rename = "surat")]
    Letter(LetterChange),
    /// Anything else in the evaluation, by its path.
    #[serde(rename = "letak")]
    Path(PathChange),
    /// Removes a finding or recommendation.
    #[serde(rename = "hapus")]
    Remove(Removal),
    /// Adds a finding, recommendation or follow-up.
    #[serde(rename = "tambah")]
    Add(Addition),
}

/// `kode`: an answer.
#[derive(Clone, Debug, Deserialize)]
pub struct AnswerChange {
    /// Code of a criterion, sub-component or component, as it is answered.
    #[serde(rename = "kode")]
    pub code: Spanned<Token>,
    /// The object, where a criterion is judged per object.
    #[serde(rename = "objek")]
    pub object: Option<Spanned<Token>>,
    /// A field beside the answer, such as `keterangan`.
    #[serde(rename = "bidang")]
    pub field: Option<Spanned<Token>>,
    /// The present value.
    #[serde(rename = "semula")]
    pub from: Option<Spanned<Anything>>,
    /// The value that replaces it.
    #[serde(rename = "menjadi")]
    pub to: Option<Spanned<Anything>>,
}

/// `id`: a field of a finding or a recommendation.
#[derive(Clone, Debug, Deserialize)]
pub struct ItemChange {
    /// Its id.
    #[serde(rename = "id")]
    pub id: Spanned<Token>,
    /// The field, such as `tanggapan/uraian`; `uraian` if absent.
    #[serde(rename = "bidang")]
    pub field: Option<Spanned<Token>>,
    /// The present value.
    #[serde(rename = "semula")]
    pub from: Option<Spanned<Anything>>,
    /// The value that replaces it.
    #[serde(rename = "menjadi")]
    pub to: Option<Spanned<Anything>>,
}

/// `surat`: number or date of the letter.
#[derive(Clone, Debug, Deserialize)]
pub struct LetterChange {
    /// Number or date.
    #[serde(rename = "surat")]
    pub field: Spanned<LetterField>,
    /// The present value.
    #[serde(rename = "semula")]
    pub from: Option<Spanned<Anything>>,
    /// The value that replaces it.
    #[serde(rename = "menjadi")]
    pub to: Option<Spanned<Anything>>,
}

/// The two parts of a letter that can be corrected.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Deserialize)]
pub enum LetterField {
    /// Its number.
    #[serde(rename = "nomor")]
    Number,
    /// Its date.
    #[serde(rename = "tanggal")]
    Date,
}

impl LetterField {
    /// The word as it is typed.
    pub fn word(self) -> &'static str {
        match self {
            Self::Number => "nomor",
            Self::Date => "tanggal",
        }
    }
}

/// `letak`: anything else, by its path in the evaluation file.
#[derive(Clone, Debug, Deserialize)]
pub struct PathChange {
    /// The path, such as `/gambaran/iku/0/realisasi`.
    #[serde(rename = "letak")]
    pub path: Spanned<Token>,
    /// The present value.
    #[serde(rename = "semula")]
    pub from: Option<Spanned<Anything>>,
    /// The value that replaces it.
    #[serde(rename = "menjadi")]
    pub to: Option<Spanned<Anything>>,
}

/// `hapus`: removes a finding or recommendation.
#[derive(Clone, Debug, Deserialize)]
pub struct Removal {
    /// Its id.
    #[serde(rename = "hapus")]
    pub id: Spanned<Token>,
}

/// `tambah`: adds an item, written as it would be typed in the evaluation file.
#[derive(Clone, Debug, Deserialize)]
pub struct Addition {
    /// The item.
    #[serde(rename = "tambah")]
    pub what: Added,
}

/// The three lists that can be added to.
#[derive(Clone, Debug, Deserialize)]
pub struct Added {
    /// A finding.
    #[serde(rename = "catatan")]
    pub finding: Option<Spanned<Anything>>,
    /// A recommendation.
    #[serde(rename = "rekomendasi")]
    pub recommendation: Option<Spanned<Anything>>,
    /// A follow-up of an earlier recommendation.
    #[serde(rename = "tindak_lanjut")]
    pub follow_up: Option<Spanned<Anything>>,
}
