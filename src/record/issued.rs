//! Revisions that were issued, folded from the archive's log. There is no second register.
//!
//! One object per evaluation (`2023/dinas-x`) and per recap (`2023/ikhtisar`). `terbit` makes a revision, `nomor` adds
//! number and date to a revision that was issued without them, `masuk` keeps a file with a revision. Events about the
//! archive itself (fixity runs, hand-overs) stand in objects of their own.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};

use crate::diag::Term;
use crate::register::{RevisionKind, plain_number};
use crate::report::Printed;

use super::Kind;
use super::kept::{Kept, Role};

/// The event that makes a revision.
pub(crate) const ISSUE: &str = "terbit";

/// The event that records number and date later.
pub(crate) const NUMBER: &str = "nomor";

/// The file of a version that holds its result, see `IssuedResult`.
pub(crate) const RESULT_FILE: &str = "nilai.json";

/// The file of a version that describes it and all others of its object.
pub(crate) const META_FILE: &str = "meta.json";

/// Data of the event `terbit`.
#[derive(Clone, Debug, Deserialize, Serialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct IssueEvent {
    #[serde(rename = "revisi")]
    pub(crate) revision: u32,
    /// `terbit`, `ralat` or `penggantian`.
    #[serde(rename = "jenis")]
    pub(crate) kind: String,
    #[serde(rename = "nomor")]
    pub(crate) number: Option<String>,
    /// The letter's date as typed, `2023-05-08` or `2023-05`.
    #[serde(rename = "tanggal")]
    pub(crate) date: Option<String>,
    #[serde(rename = "klasifikasi")]
    pub(crate) classification: Option<String>,
    #[serde(rename = "penandatangan")]
    pub(crate) signatory: String,
    #[serde(rename = "dokumen")]
    pub(crate) documents: BTreeMap<Kind, IssuedDocument>,
    /// SHA-256 of the evaluation's files as typed, by name: of their canonical text, without `internal`.
    #[serde(rename = "dasar")]
    pub(crate) base: BTreeMap<String, String>,
    /// Every entry of the ledger that this revision includes, in order.
    #[serde(rename = "koreksi")]
    pub(crate) corrections: Vec<IssuedCorrection>,
    /// The person who issued it. The archive's own inventories name the person too, but only the log is chained.
    #[serde(rename = "petugas")]
    pub(crate) officer: String,
    #[serde(rename = "menggantikan")]
    pub(crate) replaces: Option<ReplacedLetter>,
    #[serde(rename = "total")]
    pub(crate) total: Option<Printed>,
    #[serde(rename = "predikat")]
    pub(crate) grade: Option<String>,
    #[serde(rename = "pembuat")]
    pub(crate) maker: Maker,
    /// Retention by the schedule of the region; not in the first logs.
    #[serde(rename = "retensi")]
    pub(crate) retention: Option<String>,
    /// The reasons for this revision, one for each new correction; not in the first logs.
    #[serde(rename = "alasan", default)]
    pub(crate) reasons: Vec<String>,
}

/// One document of a revision.
#[derive(Clone, Debug, Deserialize, Serialize)]
#[serde(deny_unknown_fields)]
pub struct IssuedDocument {
    /// Fingerprint of its bundle.
    #[serde(rename = "bundel")]
    pub bundle: String,
    /// SHA-256 of its composed report.
    #[serde(rename = "laporan")]
    pub report: String,
    /// SHA-256 of the PDF.
    #[serde(rename = "pdf")]
    pub pdf: String,
    /// Pages.
    #[serde(rename = "halaman")]
    pub pages: usize,
}

/// An entry of the ledger that was issued.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize, Serialize)]
#[serde(deny_unknown_fields)]
pub struct IssuedCorrection {
    /// Its id.
    #[serde(rename = "id")]
    pub id: String,
    /// SHA-256 of its canonical text.
    #[serde(rename = "sidik")]
    pub digest: String,
}

/// The letter that a revision replaces.
#[derive(Clone, Debug, Deserialize, Serialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct ReplacedLetter {
    #[serde(rename = "revisi")]
    pub(crate) revision: u32,
    #[serde(rename = "nomor")]
    pub(crate) number: Option<String>,
    #[serde(rename = "tanggal")]
    pub(crate) date: Option<String>,
}

/// The program that made a revision.
#[derive(Clone, Debug, Deserialize, Serialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct Maker {
    #[serde(rename = "program")]
    pub(crate) program: String,
    #[serde(rename = "versi")]
    pub(crate) version: String,
    #[serde(rename = "bangunan")]
    pub(crate) build: String,
}

/// Data of the event `nomor`.
#[derive(Clone, Debug, Deserialize, Serialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct NumberEvent {
    #[serde(rename = "revisi")]
    pub(crate) revision: u32,
    #[serde(rename = "nomor")]
    pub(crate) number: String,
    #[serde(rename = "tanggal")]
    pub(crate) date: String,
    #[serde(rename = "petugas")]
    pub(crate) officer: String,
}

/// One issued revision of an evaluation or a recap.
#[derive(Clone, Debug)]
pub struct IssuedRevision {
    /// Its number; 0 is the first issue.
    pub number: u32,
    /// The version of the object that holds it.
    pub version: u32,
    /// When it was deposited.
    pub time: String,
    /// Its kind; none for revision 0.
    pub kind: Option<RevisionKind>,
    /// Number of its letter, also if recorded later.
    pub letter: Option<String>,
    /// Date of its letter as typed.
    pub date: Option<String>,
    /// True if number and date were recorded after the issue.
    pub numbered_later: bool,
    /// Its documents by kind.
    pub documents: BTreeMap<Kind, IssuedDocument>,
    /// Digests of the evaluation's files as typed.
    pub base: BTreeMap<String, String>,
    /// The entries that it includes.
    pub corrections: Vec<IssuedCorrection>,
    /// Total, as printed; none for a recap.
    pub total: Option<Printed>,
    /// Grade.
    pub grade: Option<String>,
    /// The build that made it.
    pub build: String,
    /// Classification of the file.
    pub classification: Option<String>,
    /// Retention.
    pub retention: Option<String>,
    /// Office held and name of the official who is to sign.
    pub signatory: String,
    /// The reasons for it, one for each new correction.
    pub reasons: Vec<String>,
    /// Files that are kept with it, in the order in which they came.
    pub kept: Vec<Kept>,
    /// True if a later revision took its place.
    pub replaced: bool,
}

/// How a revision stands in the archive.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Keeping {
    /// Issued; its signed file is not in the archive yet.
    Unsigned,
    /// Its signed file, or a scan of it, is in the archive.
    Signed,
    /// A later revision took its place.
    Replaced,
}

impl Keeping {
    /// All of them.
    pub const ALL: [Self; 3] = [Self::Unsigned, Self::Signed, Self::Replaced];

    /// The word for scripts.
    pub fn word(self) -> &'static str {
        self.term().name()
    }

    /// The word for people.
    pub fn term(self) -> Term {
        match self {
            Self::Unsigned => Term::Issued,
            Self::Signed => Term::Signed,
            Self::Replaced => Term::Replaced,
        }
    }
}

impl IssuedRevision {
    /// True if its letter has this number, given as by [`plain_number`].
    pub(crate) fn is_numbered(&self, plain: &str) -> bool {
        self.letter.as_deref().is_some_and(|own| plain_number(own) == plain)
    }

    /// The state of this revision in the archive.
    pub fn keeping(&self) -> Keeping {
        if self.replaced {
            Keeping::Replaced
        } else if self.signed().is_some() {
            Keeping::Signed
        } else {
            Keeping::Unsigned
        }
    }

    /// The signed file of the principal document, else a scan of it. A file without faults wins over one that was kept
    /// in spite of faults; then more signatures win over fewer; then the newest wins.
    pub fn signed(&self) -> Option<&Kept> {
        let of = |role: Role| {
            let main = |kept: &&Kept| kept.file.role == role && kept.file.document.is_none_or(Kind::is_principal);
            let sound = |kept: &&Kept| (kept.file.reason.is_none(), kept.file.signatures.len());
            self.kept.iter().filter(main).max_by_key(sound)
        };
        of(Role::Signed).or_else(|| of(Role::Scan))
    }
}
