//! What a letter says: plain data with the Indonesian field names that template authors see.
//!
//! Every number and date is text already; every text knows where it comes from. A template may only place
//! these texts and ask whether a list is empty or a flag is set.

use serde::Serialize;

/// A text to be printed, with the origin it was made from: `file#/pointer/into/the/file`.
///
/// Origins name YAML paths, not lines: a line that moves because a neighbour's entry was added in a shared
/// file must not change this report. `explain` turns a path into file and line.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize)]
pub struct Teks {
    /// The text as printed.
    pub teks: String,
    /// Where it comes from; absent for texts that belong to the program or the instrument's grammar.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub asal: Option<String>,
}

impl Teks {
    /// A text without origin.
    pub fn tetap(teks: impl Into<String>) -> Self {
        Self { teks: teks.into(), asal: None }
    }

    /// A text with its origin.
    pub fn dari(teks: impl Into<String>, asal: impl Into<String>) -> Self {
        Self { teks: teks.into(), asal: Some(asal.into()) }
    }
}

/// A length in millimetres, as digits that Typst may read as code.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Ukuran {
    /// Digits with at most one point.
    pub ukuran: String,
}

/// One paragraph or sub-point of free text.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Alinea {
    /// True for a line that was typed with `- `.
    pub butir: bool,
    /// Pieces in reading order.
    pub potongan: Vec<Potongan>,
}

/// A piece of a paragraph.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Potongan {
    /// The text.
    pub teks: Teks,
    /// True for `_words_` in a foreign language.
    pub miring: bool,
}

/// Free text: the closed markup of paragraphs, sub-points and emphasis.
pub type Narasi = Vec<Alinea>;

/// A whole report, ready for a template.
#[derive(Clone, Debug, Serialize)]
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
    /// Closing.
    pub penutup: Penutup,
    /// Who signs.
    pub penandatangan: PenandatanganLaporan,
    /// Who gets a copy.
    pub tembusan: Vec<Teks>,
}

/// Kind, identity and page of the document.
#[derive(Clone, Debug, Serialize)]
pub struct Dokumen {
    /// `lhe-surat`.
    pub jenis: String,
    /// `<tahun>/<berkas>`.
    pub id: String,
    /// `Evaluasi`, `Evaluasi Ulang` or `Evaluasi Mandiri`.
    pub evaluasi: Teks,
    /// Title for the document properties.
    pub judul: Teks,
    /// Author for the document properties.
    pub pengarang: Teks,
    /// True while the report is a draft.
    pub draf: bool,
    /// Page width in millimetres.
    pub lebar: Ukuran,
    /// Page height in millimetres.
    pub tinggi: Ukuran,
    /// Footer text on each page, such as `LHE AKIP 2022 – Dinas …`.
    pub kaki: Teks,
}

/// The government.
#[derive(Clone, Debug, Serialize)]
pub struct Instansi {
    /// Such as Kabupaten ….
    pub nama: Teks,
    /// Head of the government, such as Bupati ….
    pub kepala: Teks,
    /// The printed word for an OPD.
    pub sebutan_opd: Teks,
    /// Name of the inspectorate.
    pub inspektorat: Teks,
}

/// Letterhead.
#[derive(Clone, Debug, Serialize)]
pub struct Kop {
    /// The logo, if the project has one.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub logo: Option<Gambar>,
    /// True if there is a logo.
    pub ada_logo: bool,
    /// Lines above the office's own name, in capitals.
    pub baris: Vec<Teks>,
    /// The office's own name, the last line.
    pub kantor: Teks,
    /// Address lines.
    pub alamat: Vec<Teks>,
}

/// A picture by the name under which the bundle holds it.
#[derive(Clone, Debug, Serialize)]
pub struct Gambar {
    /// Path in the world given to Typst.
    pub berkas: Teks,
    /// Text alternative.
    pub alt: Teks,
}

/// The lines above the letter.
#[derive(Clone, Debug, Serialize)]
pub struct Surat {
    /// Letter number, or the gap or placeholder that stands for it.
    pub nomor: Teks,
    /// Marking.
    pub sifat: Teks,
    /// Annexes.
    pub lampiran: Teks,
    /// Place, or empty.
    pub tempat: Teks,
    /// Date, or the gap or placeholder that stands for it.
    pub tanggal: Teks,
    /// Addressee.
    pub yth: Teks,
    /// Place of the addressee.
    pub di: Teks,
}

/// The evaluated office.
#[derive(Clone, Debug, Serialize)]
pub struct OpdLaporan {
    /// Name at the date of the letter.
    pub nama: Teks,
    /// True if its name was another one in the evaluated year.
    pub berganti_nama: bool,
    /// That other name, or empty.
    pub nama_lama: Teks,
}

/// The instrument as the letter describes it.
#[derive(Clone, Debug, Serialize)]
pub struct InstrumenLaporan {
    /// Short name of the regulation.
    pub sebutan: Teks,
    /// Full legal reference.
    pub dasar: Teks,
    /// How the value is made.
    pub metode: Narasi,
    /// Number of components: `4 (empat)`.
    pub jumlah_komponen: Teks,
    /// Answer scales that the letter explains.
    pub skala: Vec<SkalaLaporan>,
    /// Grades of the total.
    pub predikat: Vec<PredikatLaporan>,
}

/// An answer scale as a table.
#[derive(Clone, Debug, Serialize)]
pub struct SkalaLaporan {
    /// Title.
    pub judul: Teks,
    /// Rows.
    pub baris: Vec<BarisSkala>,
}

/// One answer of a scale.
#[derive(Clone, Debug, Serialize)]
pub struct BarisSkala {
    /// Letter or word.
    pub jawaban: Teks,
    /// Its value.
    pub nilai: Teks,
    /// What it means.
    pub arti: Teks,
}

/// One grade of the total.
#[derive(Clone, Debug, Serialize)]
pub struct PredikatLaporan {
    /// Letter.
    pub huruf: Teks,
    /// Interval in words of the regulation: `>80–90`.
    pub rentang: Teks,
    /// Word.
    pub sebutan: Teks,
}

/// Season data.
#[derive(Clone, Debug, Serialize)]
pub struct MusimLaporan {
    /// Legal basis, in order.
    pub dasar_hukum: Vec<Teks>,
    /// True if an assignment letter is given.
    pub ada_surat_tugas: bool,
    /// Its number, or empty.
    pub surat_tugas_nomor: Teks,
    /// Its date, or empty.
    pub surat_tugas_tanggal: Teks,
    /// True if the time of the work is given.
    pub ada_pelaksanaan: bool,
    /// `6 Maret 2023 sampai dengan 14 April 2023`, or empty.
    pub pelaksanaan: Teks,
}

/// Total and grade.
#[derive(Clone, Debug, Serialize)]
pub struct Hasil {
    /// Weight of the whole: `100,00`.
    pub bobot: Teks,
    /// Total.
    pub total: Teks,
    /// Letter.
    pub predikat: Teks,
    /// Word.
    pub sebutan: Teks,
    /// True if the word has brackets of its own, such as `Cukup (Memadai)`.
    pub berkurung: bool,
}

/// Last year's result as it was issued.
#[derive(Clone, Debug, Serialize)]
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
    /// True if one sentence on rise or fall may be printed.
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
#[derive(Clone, Debug, Serialize)]
pub struct BarisLain {
    /// Name.
    pub nama: Teks,
    /// Weight.
    pub bobot: Teks,
    /// Value as issued.
    pub nilai: Teks,
}

/// A row of the score table.
#[derive(Clone, Debug, Serialize)]
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
}

/// What the letter says of one component.
#[derive(Clone, Debug, Serialize)]
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
    /// Recommendations that answer findings of this component too, but are printed under another one.
    pub rujukan: Vec<Rujukan>,
}

/// A recommendation printed under another component.
#[derive(Clone, Debug, Serialize)]
pub struct Rujukan {
    /// Its number there.
    pub nomor: Teks,
    /// Heading letter of that component.
    pub huruf: Teks,
    /// Name of that component.
    pub nama: Teks,
}

/// Description of one sub-component.
#[derive(Clone, Debug, Serialize)]
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
#[derive(Clone, Debug, Serialize)]
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
#[derive(Clone, Debug, Serialize)]
pub struct RekomendasiLaporan {
    /// Number inside the component.
    pub nomor: Teks,
    /// Text.
    pub uraian: Narasi,
    /// True if it is addressed to somebody else than the addressee of the letter.
    pub ada_kepada: bool,
    /// To whom.
    pub kepada: Teks,
    /// True if it has a deadline of its own.
    pub ada_tenggat: bool,
    /// Deadline.
    pub tenggat: Teks,
}

/// Follow-up of a recommendation of last year.
#[derive(Clone, Debug, Serialize)]
pub struct TindakLanjutLaporan {
    /// Number in the table.
    pub nomor: Teks,
    /// The recommendation.
    pub rekomendasi: Narasi,
    /// Letter or report it comes from, or empty.
    pub dari: Teks,
    /// Status in words.
    pub status: Teks,
    /// Remark, possibly empty.
    pub keterangan: Narasi,
}

/// Closing sentences.
#[derive(Clone, Debug, Serialize)]
pub struct Penutup {
    /// True if there is a deadline.
    pub ada_tenggat: bool,
    /// Deadline of follow-up.
    pub tenggat: Teks,
    /// True if a channel is named.
    pub ada_saluran: bool,
    /// Where follow-up is reported.
    pub saluran: Teks,
}

/// Signature block.
#[derive(Clone, Debug, Serialize)]
pub struct PenandatanganLaporan {
    /// Lines above: a.n., u.b. chain.
    pub rangkaian: Vec<Teks>,
    /// Office held, with `Plt.` in front where it applies.
    pub jabatan: Teks,
    /// Name with titles.
    pub nama: Teks,
    /// True if a rank is printed.
    pub ada_pangkat: bool,
    /// `Pembina Utama Muda (IV/c)`, or empty.
    pub pangkat: Teks,
    /// True if a NIP is printed.
    pub ada_nip: bool,
    /// `NIP …`, or empty.
    pub nip: Teks,
}
