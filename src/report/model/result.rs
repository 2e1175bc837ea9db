//! One office's result in an LHE: scores, findings, recommendations, follow-up.

use serde::{Deserialize, Serialize};

use super::text::{Narasi, Teks};

/// The evaluated office.
#[derive(Clone, Debug, Default, Deserialize, Serialize)]
pub struct OpdLaporan {
    /// Name at the date of the letter.
    pub nama: Teks,
    /// True if the office had another name in the evaluated year.
    pub berganti_nama: bool,
    /// That other name, or empty.
    pub nama_lama: Teks,
}

/// Agreed minutes of the confirmation with the office.
#[derive(Clone, Debug, Default, Deserialize, Serialize)]
pub struct KonfirmasiLaporan {
    /// True if there are minutes.
    pub ada: bool,
    /// Number of the minutes, or empty.
    pub nomor: Teks,
    /// Date of the minutes, or empty.
    pub tanggal: Teks,
}

/// The instrument as the letter describes it.
#[derive(Clone, Debug, Default, Deserialize, Serialize)]
pub struct InstrumenLaporan {
    /// Short name of the regulation.
    pub sebutan: Teks,
    /// Full legal reference.
    pub dasar: Teks,
    /// Method by which the value is made.
    pub metode: Narasi,
    /// Number of components: `4 (empat)`.
    pub jumlah_komponen: Teks,
    /// Answer scales that the letter explains.
    pub skala: Vec<SkalaLaporan>,
    /// Grades of the total.
    pub predikat: Vec<PredikatLaporan>,
}

/// An answer scale as a table.
#[derive(Clone, Debug, Default, Deserialize, Serialize)]
pub struct SkalaLaporan {
    /// Title.
    pub judul: Teks,
    /// Rows.
    pub baris: Vec<BarisSkala>,
}

/// One answer of a scale.
#[derive(Clone, Debug, Default, Deserialize, Serialize)]
pub struct BarisSkala {
    /// Letter or word.
    pub jawaban: Teks,
    /// Value of the answer.
    pub nilai: Teks,
    /// Meaning of the answer.
    pub arti: Teks,
}

/// One grade of the total.
#[derive(Clone, Debug, Default, Deserialize, Serialize)]
pub struct PredikatLaporan {
    /// Letter.
    pub huruf: Teks,
    /// Interval in words of the regulation: `>80–90`.
    pub rentang: Teks,
    /// Word.
    pub sebutan: Teks,
}

/// Total and grade.
#[derive(Clone, Debug, Default, Deserialize, Serialize)]
pub struct Hasil {
    /// Weight of the whole: `100,00`.
    pub bobot: Teks,
    /// Total.
    pub total: Teks,
    /// Letter.
    pub predikat: Teks,
    /// Word.
    pub sebutan: Teks,
    /// Total in percent of the weight of the whole.
    pub persen: Teks,
    /// True if the word itself has brackets, as `Cukup (Memadai)` has.
    pub berkurung: bool,
}

/// Last year's result as it was issued.
#[derive(Clone, Debug, Default, Deserialize, Serialize)]
pub struct TahunLalu {
    /// True if there is one.
    pub ada: bool,
    /// The year.
    pub tahun: Teks,
    /// Total, or `–`.
    pub total: Teks,
    /// Letter, or `–`.
    pub predikat: Teks,
    /// Word, or empty.
    pub sebutan: Teks,
    /// True if the letter may say that the total rose or fell.
    pub ada_tren: bool,
    /// True if the total rose.
    pub naik: bool,
    /// True if the total fell.
    pub turun: bool,
    /// Size of the change, without sign.
    pub selisih: Teks,
    /// Components of another regulation, for the small second table.
    pub komponen_lain: Vec<BarisLain>,
    /// Name of that other regulation, or empty.
    pub instrumen_lain: Teks,
    /// True if `komponen_lain` is to be printed.
    pub ada_komponen_lain: bool,
}

/// A component of last year's regulation.
#[derive(Clone, Debug, Default, Deserialize, Serialize)]
pub struct BarisLain {
    /// Name.
    pub nama: Teks,
    /// Weight.
    pub bobot: Teks,
    /// Value as issued.
    pub nilai: Teks,
}

/// A row of the score table.
#[derive(Clone, Debug, Default, Deserialize, Serialize)]
pub struct BarisNilai {
    /// True for a component, printed bold.
    pub komponen: bool,
    /// True for a group between component and sub-component.
    pub kelompok: bool,
    /// Number or letter in the first column.
    pub nomor: Teks,
    /// Name.
    pub nama: Teks,
    /// Weight.
    pub bobot: Teks,
    /// Last year's value, or `–`.
    pub nilai_lalu: Teks,
    /// This year's value.
    pub nilai: Teks,
    /// This year's value in percent of the weight.
    pub persen: Teks,
}

/// The part of the letter about one component.
#[derive(Clone, Debug, Default, Deserialize, Serialize)]
pub struct KomponenLaporan {
    /// Code.
    pub kode: Teks,
    /// Heading letter: A, B, ….
    pub huruf: Teks,
    /// Name.
    pub nama: Teks,
    /// Weight.
    pub bobot: Teks,
    /// Points.
    pub nilai: Teks,
    /// Points in percent of the weight.
    pub persen: Teks,
    /// The sentence that names its value.
    pub kalimat: Narasi,
    /// Its groups and sub-components as a table; empty if the component's value was typed.
    pub rincian: Vec<BarisRincian>,
    /// Description, possibly empty.
    pub uraian: Narasi,
    /// True if there is a description.
    pub ada_uraian: bool,
    /// Descriptions of sub-components.
    pub subkomponen: Vec<UraianSubkomponen>,
    /// Findings.
    pub catatan: Vec<CatatanLaporan>,
    /// True if there is a finding.
    pub ada_catatan: bool,
    /// Recommendations.
    pub rekomendasi: Vec<RekomendasiLaporan>,
    /// True if there is a recommendation.
    pub ada_rekomendasi: bool,
    /// References to recommendations that answer findings of this component, but are printed under another one.
    pub rujukan: Vec<Rujukan>,
}

/// A group or sub-component in the table of its component.
#[derive(Clone, Debug, Default, Deserialize, Serialize)]
pub struct BarisRincian {
    /// True for a group between component and sub-component.
    pub kelompok: bool,
    /// Number or letter.
    pub nomor: Teks,
    /// Name.
    pub nama: Teks,
    /// Weight.
    pub bobot: Teks,
    /// Points.
    pub nilai: Teks,
    /// Points in percent of the weight.
    pub persen: Teks,
}

/// A recommendation printed under another component.
#[derive(Clone, Debug, Default, Deserialize, Serialize)]
pub struct Rujukan {
    /// Number under that component.
    pub nomor: Teks,
    /// Heading letter of that component.
    pub huruf: Teks,
    /// Name of that component.
    pub nama: Teks,
}

/// Description of one sub-component.
#[derive(Clone, Debug, Default, Deserialize, Serialize)]
pub struct UraianSubkomponen {
    /// Name.
    pub nama: Teks,
    /// Weight.
    pub bobot: Teks,
    /// Points.
    pub nilai: Teks,
    /// Text.
    pub uraian: Narasi,
}

/// A finding.
#[derive(Clone, Debug, Default, Deserialize, Serialize)]
pub struct CatatanLaporan {
    /// Number inside the component.
    pub nomor: Teks,
    /// Text.
    pub uraian: Narasi,
    /// True if the office answered.
    pub ada_tanggapan: bool,
    /// `menerima`, `menerima sebagian`, `menolak`, or empty.
    pub sikap: Teks,
    /// The office's answer.
    pub tanggapan: Narasi,
}

/// A recommendation.
#[derive(Clone, Debug, Default, Deserialize, Serialize)]
pub struct RekomendasiLaporan {
    /// Number inside the component.
    pub nomor: Teks,
    /// Text.
    pub uraian: Narasi,
    /// True if it has an addressee other than that of the letter.
    pub ada_kepada: bool,
    /// Addressee.
    pub kepada: Teks,
    /// True if it has a deadline of its own.
    pub ada_tenggat: bool,
    /// Deadline.
    pub tenggat: Teks,
}

/// Follow-up of a recommendation of last year.
#[derive(Clone, Debug, Default, Deserialize, Serialize)]
pub struct TindakLanjutLaporan {
    /// Number in the table.
    pub nomor: Teks,
    /// The recommendation.
    pub rekomendasi: Narasi,
    /// Letter or report that it comes from, or empty.
    pub dari: Teks,
    /// Status in words.
    pub status: Teks,
    /// Remark, possibly empty.
    pub keterangan: Narasi,
}

/// How many recommendations of last year have one status.
#[derive(Clone, Debug, Default, Deserialize, Serialize)]
pub struct JumlahStatus {
    /// Status in words.
    pub status: Teks,
    /// How many: `2 (dua)`.
    pub jumlah: Teks,
}
