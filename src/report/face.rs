//! The face of a composed report: the few things of it that the program itself reads, besides its templates.
//!
//! A report goes into a bundle as JSON. Whoever needs something of it later (the signatory, the page, the number) reads
//! it here, once and by type, from a report just composed or from one that was archived.

use serde::Deserialize;
use serde_json::Value;

use super::model::{Halaman, Teks};

/// What the program reads of a composed report.
///
/// ```text
/// let face = Face::of(&report)?;
/// let height = face.dokumen.halaman.tinggi.hundredths(); // of a millimetre
/// ```
#[derive(Clone, Debug, Deserialize)]
pub struct Face {
    /// Page and electronic signing.
    pub dokumen: FaceDocument,
    /// Number and date; none in a document that is no letter.
    #[serde(default)]
    pub surat: Option<FaceLetter>,
    /// The signature block; none in a document that nobody signs.
    #[serde(default)]
    pub penandatangan: Option<FaceSignatory>,
    /// The worksheet as a part of the report; none in a recap.
    #[serde(default)]
    pub lke: Option<FaceWorksheet>,
    /// The rankings of a recap.
    #[serde(default)]
    pub kelompok: Vec<FaceRanking>,
}

/// Page and electronic signing of a document.
#[derive(Clone, Debug, Deserialize)]
pub struct FaceDocument {
    /// Paper and margins.
    pub halaman: Halaman,
    /// Electronic signing.
    pub tte: FaceSigning,
}

/// Electronic signing of a document.
#[derive(Clone, Debug, Deserialize)]
pub struct FaceSigning {
    /// True if the signature block holds a QR code with number and digest.
    pub ada_qr: bool,
}

/// Number and date of a letter.
#[derive(Clone, Debug, Deserialize)]
pub struct FaceLetter {
    /// Number, or the gap or placeholder that stands for it.
    pub nomor: Teks,
    /// Date, or the gap or placeholder that stands for it.
    pub tanggal: Teks,
}

/// The signature block.
#[derive(Clone, Debug, Deserialize)]
pub struct FaceSignatory {
    /// Office held.
    pub jabatan: Teks,
    /// Name with titles.
    pub nama: Teks,
    /// Rank, or empty.
    pub pangkat: Teks,
    /// `NIP …`, or empty.
    pub nip: Teks,
}

impl FaceSignatory {
    /// Office and name as one line: `Inspektur, Drs. Suryana Mahardika, M.Si.`.
    pub fn line(&self) -> String {
        format!("{}, {}", self.jabatan.teks, self.nama.teks)
    }
}

/// The worksheet as a part of a report.
#[derive(Clone, Debug, Deserialize)]
pub struct FaceWorksheet {
    /// True if it is printed.
    pub ada: bool,
}

/// One ranking of a recap.
#[derive(Clone, Debug, Deserialize)]
pub struct FaceRanking {
    /// Its rows.
    pub peringkat: Vec<FaceRanked>,
}

/// One row of a ranking.
#[derive(Clone, Debug, Deserialize)]
pub struct FaceRanked {
    /// Name of the office.
    pub opd: Teks,
    /// Total as printed.
    pub total: Teks,
}

impl Face {
    /// Reads a composed report.
    ///
    /// # Errors
    /// A part is missing or of another type.
    pub fn of(report: &Value) -> serde_json::Result<Self> {
        Self::deserialize(report)
    }

    /// The number that a QR code of the document shows; none if there is no such code.
    pub fn qr(&self) -> Option<&str> {
        self.surat.as_ref().filter(|_| self.dokumen.tte.ada_qr).map(|letter| letter.nomor.teks.as_str())
    }
}
