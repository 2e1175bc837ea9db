//! The content of a document: plain data with the Indonesian field names that template authors see.
//!
//! Every number and date is text already, and every text carries its origin. A template may only place these texts, and
//! ask whether a list is empty or a flag is set.

mod chapter;
mod correction;
mod difference;
mod page;
mod recap;
mod result;
mod text;
mod worksheet;

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};

pub use chapter::*;
pub use correction::*;
pub use difference::*;
pub use page::*;
pub use recap::*;
pub use result::*;
pub use text::*;
pub use worksheet::*;

/// A whole report, ready for a template.
#[derive(Clone, Debug, Default, Deserialize, Serialize)]
pub struct Laporan {
    /// Shape number of this structure.
    pub format: u32,
    /// Document kind and identity.
    pub dokumen: Dokumen,
    /// The government.
    pub instansi: Instansi,
    /// Letterhead.
    pub kop: Kop,
    /// Number, date, addressee.
    pub surat: Surat,
    /// The covering letter.
    pub pengantar: Pengantar,
    /// Standing sentences by name, see `lhe template list`.
    pub teks: BTreeMap<String, Narasi>,
    /// The evaluated office.
    pub opd: OpdLaporan,
    /// Year that was evaluated.
    pub tahun: Teks,
    /// The instrument and its method.
    pub instrumen: InstrumenLaporan,
    /// Legal basis, assignment, team.
    pub musim: MusimLaporan,
    /// Total and grade.
    pub hasil: Hasil,
    /// Last year's result as printed.
    pub tahun_lalu: TahunLalu,
    /// Rows of the score table, in order, without the total.
    pub tabel: Vec<BarisNilai>,
    /// One per component: description, findings, recommendations.
    pub komponen: Vec<KomponenLaporan>,
    /// True if any component has a finding.
    pub ada_catatan: bool,
    /// True if any component has a recommendation.
    pub ada_rekomendasi: bool,
    /// Follow-up of last year's recommendations.
    pub tindak_lanjut: Vec<TindakLanjutLaporan>,
    /// Notes under the score table (rounding, history that does not add up, predecessors).
    pub keterangan_tabel: Vec<Teks>,
    /// The number of these recommendations by status.
    pub tindak_lanjut_ringkas: Vec<JumlahStatus>,
    /// Confirmation with the office.
    pub konfirmasi: KonfirmasiLaporan,
    /// The office in words and figures.
    pub gambaran: Gambaran,
    /// The executive summary.
    pub ringkasan: Ringkasan,
    /// Pictures of the result.
    pub grafik: Grafik,
    /// The worksheet.
    pub lke: Lke,
    /// The corrections, if this document is a corrigendum or a replacement.
    pub koreksi: KoreksiLaporan,
    /// Closing.
    pub penutup: Penutup,
    /// Who signs.
    pub penandatangan: PenandatanganLaporan,
    /// Who gets a copy.
    pub tembusan: Vec<Teks>,
}
