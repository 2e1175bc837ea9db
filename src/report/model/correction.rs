//! The part of a corrigendum or a replacement about the revision itself, and its annex.

use serde::{Deserialize, Serialize};

use super::text::{Narasi, Teks};

/// The corrections of a revised document.
#[derive(Clone, Debug, Default, Deserialize, Serialize)]
pub struct KoreksiLaporan {
    /// True if this document is a corrigendum or a replacement.
    pub ada: bool,
    /// True if it is a corrigendum.
    pub ralat: bool,
    /// Number of the revision.
    pub revisi: Teks,
    /// Number of the letter that it corrects or replaces, or a dash.
    pub nomor_lama: Teks,
    /// Date of that letter, or empty.
    pub tanggal_lama: Teks,
    /// Entries of the ledger, in order.
    pub butir: Vec<ButirKoreksi>,
    /// True if a value, the total or the grade changes.
    pub nilai_berubah: bool,
    /// The score table before and after, without the total.
    pub nilai: Vec<BarisDampak>,
    /// Total before.
    pub total_semula: Teks,
    /// Total now.
    pub total_menjadi: Teks,
    /// Change of the total, with its sign.
    pub total_selisih: Teks,
    /// Grade before, with its word.
    pub predikat_semula: Teks,
    /// Grade now, with its word.
    pub predikat_menjadi: Teks,
    /// True if the grade changes.
    pub predikat_berubah: bool,
    /// True if an issued recap ranks the office.
    pub dalam_ikhtisar: bool,
}

/// One entry of the ledger.
#[derive(Clone, Debug, Default, Deserialize, Serialize)]
pub struct ButirKoreksi {
    /// Number of the entry in the annex.
    pub nomor: Teks,
    /// Day of the decision.
    pub tanggal: Teks,
    /// Minutes or letter that the decision rests on.
    pub dasar: Teks,
    /// Reason.
    pub alasan: Narasi,
    /// True if the entry names who asked for it.
    pub ada_diminta: bool,
    /// Who asked, or empty.
    pub diminta: Teks,
    /// Who decided.
    pub diputuskan: Teks,
    /// The changes.
    pub perubahan: Vec<PerubahanLaporan>,
}

/// One change.
#[derive(Clone, Debug, Default, Deserialize, Serialize)]
pub struct PerubahanLaporan {
    /// Name of the part that changes.
    pub bagian: Teks,
    /// True if the part had a text before.
    pub ada_semula: bool,
    /// Text before.
    pub semula: Narasi,
    /// True if the part has a text now.
    pub ada_menjadi: bool,
    /// Text now.
    pub menjadi: Narasi,
}

/// A row of the score table before and after.
#[derive(Clone, Debug, Default, Deserialize, Serialize)]
pub struct BarisDampak {
    /// True for a component, printed bold.
    pub komponen: bool,
    /// Number or letter in the first column.
    pub nomor: Teks,
    /// Name.
    pub nama: Teks,
    /// Weight.
    pub bobot: Teks,
    /// Value before.
    pub semula: Teks,
    /// Value now.
    pub menjadi: Teks,
    /// Change, with its sign.
    pub selisih: Teks,
}

/// The corrections of a revised recap.
#[derive(Clone, Debug, Default, Deserialize, Serialize)]
pub struct KoreksiIkhtisar {
    /// True if this recap replaces an issued one.
    pub ada: bool,
    /// Number of the revision.
    pub revisi: Teks,
    /// Number of the letter that it replaces, or a dash.
    pub nomor_lama: Teks,
    /// Date of that letter, or empty.
    pub tanggal_lama: Teks,
    /// Offices whose total, grade or rank changes.
    pub baris: Vec<BarisPerubahanPeringkat>,
}

/// An office whose place or result changed since the replaced recap.
#[derive(Clone, Debug, Default, Deserialize, Serialize)]
pub struct BarisPerubahanPeringkat {
    /// Name.
    pub opd: Teks,
    /// Rank before, or a dash.
    pub peringkat_semula: Teks,
    /// Rank now, or a dash.
    pub peringkat_menjadi: Teks,
    /// Total before, or a dash.
    pub total_semula: Teks,
    /// Total now, or a dash.
    pub total_menjadi: Teks,
    /// Grade before, or a dash.
    pub predikat_semula: Teks,
    /// Grade now, or a dash.
    pub predikat_menjadi: Teks,
}
