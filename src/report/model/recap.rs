//! The recap (ikhtisar) of a season, the only document with ranks.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};

use super::correction::KoreksiIkhtisar;
use super::page::{Dokumen, Instansi, Kop, MusimLaporan, PenandatanganLaporan, Surat};
use super::result::PredikatLaporan;
use super::text::{Narasi, Teks, Ukuran};

/// The recap of one season, ready for a template.
#[derive(Clone, Debug, Default, Deserialize, Serialize)]
pub struct Ikhtisar {
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
    /// Year that was evaluated.
    pub tahun: Teks,
    /// The year before.
    pub tahun_lalu: Teks,
    /// Standing sentences by name, see `lhe template list`.
    pub teks: BTreeMap<String, Narasi>,
    /// Legal basis, assignment, team.
    pub musim: MusimLaporan,
    /// Instruments in use.
    pub instrumen: Vec<InstrumenIkhtisar>,
    /// Description of the year in the writer's own words; possibly empty.
    pub uraian: Narasi,
    /// Number of evaluated offices: `11 (sebelas)`.
    pub jumlah: Teks,
    /// Rankings, one for each table of grades in use.
    pub kelompok: Vec<KelompokPeringkat>,
    /// True if there is more than one ranking.
    pub beberapa_kelompok: bool,
    /// Findings that several offices share.
    pub temuan: Vec<TemuanBersama>,
    /// Recommendations for the whole government.
    pub rekomendasi: Vec<RekomendasiIkhtisar>,
    /// Results by cluster; empty if no office has one.
    pub klaster: Vec<BarisKlaster>,
    /// Offices that were not evaluated.
    pub tidak_dievaluasi: Vec<TidakDievaluasi>,
    /// The changes, if this recap replaces another one.
    pub koreksi: KoreksiIkhtisar,
    /// Who signs.
    pub penandatangan: PenandatanganLaporan,
    /// Who gets a copy.
    pub tembusan: Vec<Teks>,
}

/// An instrument in use.
#[derive(Clone, Debug, Default, Deserialize, Serialize)]
pub struct InstrumenIkhtisar {
    /// Short name with its edition.
    pub sebutan: Teks,
    /// Full legal reference.
    pub dasar: Teks,
}

/// Offices that may be ranked together: their grade tables agree.
#[derive(Clone, Debug, Default, Deserialize, Serialize)]
pub struct KelompokPeringkat {
    /// Names of its instruments.
    pub judul: Teks,
    /// Its grade table.
    pub predikat: Vec<PredikatLaporan>,
    /// The sentence on its average, highest and lowest.
    pub kalimat: Narasi,
    /// Number of offices: `11 (sebelas)`.
    pub jumlah: Teks,
    /// Average of the totals, rounded as the instrument rounds.
    pub rata_rata: Teks,
    /// Grade that the average would have.
    pub predikat_rata_rata: Teks,
    /// Offices with the highest total.
    pub tertinggi: Teks,
    /// The highest total.
    pub nilai_tertinggi: Teks,
    /// Offices with the lowest total.
    pub terendah: Teks,
    /// The lowest total.
    pub nilai_terendah: Teks,
    /// Ranking, highest first; equal totals share a rank and stand in the order of their names.
    pub peringkat: Vec<BarisPeringkat>,
    /// Component columns, one table for each instrument.
    pub rekap: Vec<RekapInstrumen>,
    /// True if there is only one instrument, so that one table shows rank and components.
    pub satu_instrumen: bool,
    /// True if any office has a value of last year.
    pub ada_lalu: bool,
    /// True if any change from last year is known.
    pub ada_perubahan: bool,
    /// Offices by grade, best first.
    pub sebaran: Vec<BatangSebaran>,
    /// The picture of the distribution in words.
    pub alt_sebaran: Teks,
}

/// One office in a ranking.
#[derive(Clone, Debug, Default, Deserialize, Serialize)]
pub struct BarisPeringkat {
    /// Id of the office; not for printing.
    pub id: String,
    /// Rank.
    pub peringkat: Teks,
    /// Name.
    pub opd: Teks,
    /// Points by component, in the order of the columns of its instrument.
    pub komponen: Vec<Teks>,
    /// Total.
    pub total: Teks,
    /// Letter.
    pub predikat: Teks,
    /// Word.
    pub sebutan: Teks,
    /// Last year's total as issued, or `–`.
    pub lalu: Teks,
    /// Last year's letter, or `–`.
    pub predikat_lalu: Teks,
    /// Change of the total: `+2,10`, `−0,45`, `0,00`; `–` if last year cannot be compared.
    pub perubahan: Teks,
}

/// The offices of one instrument with their component columns.
#[derive(Clone, Debug, Default, Deserialize, Serialize)]
pub struct RekapInstrumen {
    /// Short name with its edition.
    pub sebutan: Teks,
    /// Columns.
    pub kolom: Vec<KolomKomponen>,
    /// Offices in the order of the ranking.
    pub baris: Vec<BarisPeringkat>,
    /// The sentence on its strongest and weakest component.
    pub kalimat: Narasi,
    /// Component with the highest average share of its weight.
    pub terkuat: Teks,
    /// That share in percent.
    pub persen_terkuat: Teks,
    /// Component with the lowest average share of its weight.
    pub terlemah: Teks,
    /// That share in percent.
    pub persen_terlemah: Teks,
    /// Average of the totals.
    pub rata_rata: Teks,
    /// The picture of averages in words.
    pub alt: Teks,
}

/// A component column.
#[derive(Clone, Debug, Default, Deserialize, Serialize)]
pub struct KolomKomponen {
    /// Heading letter: A, B, ….
    pub huruf: Teks,
    /// Name.
    pub nama: Teks,
    /// Weight.
    pub bobot: Teks,
    /// Average of the offices' points, rounded as the instrument rounds.
    pub rata_rata: Teks,
    /// Average in percent of the weight.
    pub persen: Teks,
    /// That percent as length.
    pub panjang: Ukuran,
}

/// A grade and how many offices have it.
#[derive(Clone, Debug, Default, Deserialize, Serialize)]
pub struct BatangSebaran {
    /// Letter.
    pub huruf: Teks,
    /// Word.
    pub sebutan: Teks,
    /// How many.
    pub jumlah: Teks,
    /// Share of the offices in percent.
    pub persen: Teks,
    /// Length in percent of the most frequent grade.
    pub panjang: Ukuran,
}

/// A criterion on which several offices have findings.
#[derive(Clone, Debug, Default, Deserialize, Serialize)]
pub struct TemuanBersama {
    /// Number.
    pub nomor: Teks,
    /// Code.
    pub kode: Teks,
    /// Wording of the criterion, or name of the sub-component or component.
    pub kriteria: Teks,
    /// Name of its component.
    pub komponen: Teks,
    /// How many offices: `4 (empat)`.
    pub jumlah: Teks,
    /// Their names.
    pub opd: Teks,
}

/// A recommendation for the whole government.
#[derive(Clone, Debug, Default, Deserialize, Serialize)]
pub struct RekomendasiIkhtisar {
    /// Number.
    pub nomor: Teks,
    /// Text.
    pub uraian: Narasi,
}

/// A cluster of offices.
#[derive(Clone, Debug, Default, Deserialize, Serialize)]
pub struct BarisKlaster {
    /// Name.
    pub nama: Teks,
    /// Number of evaluated offices.
    pub jumlah: Teks,
    /// Average of the totals.
    pub rata_rata: Teks,
    /// Highest total.
    pub tertinggi: Teks,
    /// Lowest total.
    pub terendah: Teks,
}

/// An office that was not evaluated.
#[derive(Clone, Debug, Default, Deserialize, Serialize)]
pub struct TidakDievaluasi {
    /// Number.
    pub nomor: Teks,
    /// Name.
    pub opd: Teks,
    /// Reason, or the sentence that none is given.
    pub alasan: Narasi,
}
