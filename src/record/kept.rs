//! Files that came back and are kept with an issued revision: signed ones, scans, supporting papers.

use serde::{Deserialize, Serialize};

use crate::diag::Term;

use super::Kind;

/// The event that takes in a file.
pub(crate) const INTAKE: &str = "masuk";

/// The event that records a fixity run; its object holds only such events.
pub(crate) const FIXITY: &str = "pemeriksaan";

/// The event that records a hand-over.
pub(crate) const EXPORT: &str = "ekspor";

/// The beginning of the names of objects about the archive itself. The id of an evaluation begins with a year instead.
pub(crate) const OWN: &str = "arsip/";

/// The role of a file for its report.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Deserialize, Serialize)]
pub enum Role {
    /// The report, signed.
    #[serde(rename = "bertanda_tangan")]
    Signed,
    /// A scan of the report.
    #[serde(rename = "pindaian")]
    Scan,
    /// Minutes of the confirmation.
    #[serde(rename = "berita_acara")]
    Minutes,
    /// The office's response.
    #[serde(rename = "tanggapan")]
    Response,
    /// The assignment letter.
    #[serde(rename = "surat_tugas")]
    Assignment,
    /// Another paper.
    #[serde(rename = "lainnya")]
    Other,
}

impl Role {
    /// All of them, in the order in which they are offered.
    pub const ALL: [Self; 6] = [Self::Signed, Self::Scan, Self::Minutes, Self::Response, Self::Assignment, Self::Other];

    /// The word for scripts.
    pub fn word(self) -> &'static str {
        self.term().name()
    }

    /// The word for people.
    pub fn term(self) -> Term {
        match self {
            Self::Signed => Term::Signed,
            Self::Scan => Term::Scan,
            Self::Minutes => Term::Minutes,
            Self::Response => Term::Response,
            Self::Assignment => Term::Assignment,
            Self::Other => Term::OtherPaper,
        }
    }

    /// The way back from [`Role::word`].
    pub fn from_word(word: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|role| role.word() == word)
    }
}

/// A signature as it was found at intake.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize, Serialize)]
#[serde(deny_unknown_fields)]
pub struct NotedSignature {
    /// Name on the certificate.
    #[serde(rename = "nama")]
    pub name: Option<String>,
    /// The time of signing: by the time stamp if that is proven, else as claimed.
    #[serde(rename = "waktu")]
    pub time: Option<String>,
    /// The basis of the time: `stempel_waktu` or `pernyataan`.
    #[serde(rename = "dasar_waktu")]
    pub time_by: Option<String>,
    /// Level by ETSI EN 319 142-1.
    #[serde(rename = "tingkat")]
    pub level: String,
    /// Is it intact?
    #[serde(rename = "utuh")]
    pub intact: bool,
    /// Was its signer to be trusted? None if nobody could tell.
    #[serde(rename = "dipercaya")]
    pub trusted: Option<bool>,
}

/// Data of the event `masuk`: a file that was taken in.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize, Serialize)]
#[serde(deny_unknown_fields)]
pub struct KeptFile {
    /// The revision it belongs to.
    #[serde(rename = "revisi")]
    pub revision: u32,
    /// Its role.
    #[serde(rename = "peran")]
    pub role: Role,
    /// Which document of the revision: `lhe`, `lke`, `ikhtisar`; none for supporting papers.
    #[serde(rename = "dokumen")]
    pub document: Option<Kind>,
    /// Its path in the version.
    #[serde(rename = "berkas")]
    pub path: String,
    /// The name under which it came.
    #[serde(rename = "nama_asal")]
    pub original_name: String,
    /// SHA-256.
    #[serde(rename = "sha256")]
    pub digest: String,
    /// Length in bytes.
    #[serde(rename = "bita")]
    pub bytes: u64,
    /// `asli`, `dibuat_ulang`, `pindaian`, or `tidak_dikenal`.
    #[serde(rename = "asal")]
    pub origin: String,
    /// Its signatures.
    #[serde(rename = "tanda_tangan")]
    pub signatures: Vec<NotedSignature>,
    /// Number, if it came with the file.
    #[serde(rename = "nomor")]
    pub number: Option<String>,
    /// Date, likewise.
    #[serde(rename = "tanggal")]
    pub date: Option<String>,
    /// Facts about the file, by stable words: a visible box, a lost standard, a difference.
    #[serde(rename = "temuan")]
    pub findings: Vec<String>,
    /// The reason for keeping it in spite of its faults.
    #[serde(rename = "alasan")]
    pub reason: Option<String>,
    /// Who took it in.
    #[serde(rename = "petugas")]
    pub officer: String,
}

/// A kept file with the version that holds it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Kept {
    /// The version.
    pub version: u32,
    /// When it was taken in.
    pub time: String,
    /// The file.
    pub file: KeptFile,
}
