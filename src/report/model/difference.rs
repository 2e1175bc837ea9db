//! The differences of two results, as a document for the office.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};

use super::page::{Dokumen, Instansi, Kop};
use super::text::{Narasi, Teks};

/// The differences of two results, ready for a template.
#[derive(Clone, Debug, Default, Deserialize, Serialize)]
pub struct Perbedaan {
    /// Shape number of this structure.
    pub format: u32,
    /// Document kind and identity.
    pub dokumen: Dokumen,
    /// The government.
    pub instansi: Instansi,
    /// Letterhead.
    pub kop: Kop,
    /// Standing sentences by name; a difference has none.
    pub teks: BTreeMap<String, Narasi>,
    /// The office.
    pub opd: Teks,
    /// Name of the old side.
    pub dari: Teks,
    /// Name of the new side.
    pub ke: Teks,
    /// True if only components are compared, since the regulations differ.
    pub hanya_komponen: bool,
    /// Instrument of the old side.
    pub instrumen_dari: Teks,
    /// Instrument of the new side.
    pub instrumen_ke: Teks,
    /// Answers, values, total and grade.
    pub nilai: Vec<BarisPerbedaan>,
    /// Findings and recommendations.
    pub uraian: Vec<BarisPerbedaan>,
}

/// One thing that differs.
#[derive(Clone, Debug, Default, Deserialize, Serialize)]
pub struct BarisPerbedaan {
    /// Name of the part that differs.
    pub bagian: Teks,
    /// True if the old side has it.
    pub ada_semula: bool,
    /// Text of the old side.
    pub semula: Narasi,
    /// True if the new side has it.
    pub ada_menjadi: bool,
    /// Text of the new side.
    pub menjadi: Narasi,
}
