//! The parts of every document: page, letterhead, head, season, closing and signature.

use serde::{Deserialize, Serialize};

use super::text::{Narasi, Teks, Ukuran};

/// Kind, identity and page of the document.
#[derive(Clone, Debug, Default, Deserialize, Serialize)]
pub struct Dokumen {
    /// `lhe-surat`, `lhe-bab`, `lke`, `ikhtisar` or `ikhtisar-bab`.
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
    /// Paper and margins.
    pub halaman: Halaman,
    /// Footer text on each page, such as `LHE AKIP 2022 – Dinas …`.
    pub kaki: Teks,
    /// The parts of the page that prepare electronic signing.
    pub tte: Tte,
}

/// Paper and margins in millimetres.
#[derive(Clone, Debug, Default, Deserialize, Serialize)]
pub struct Halaman {
    /// Width of an upright page; the height of a landscape one.
    pub lebar: Ukuran,
    /// Height of an upright page; the width of a landscape one.
    pub tinggi: Ukuran,
    /// Margins of an upright page.
    pub margin: Margin,
    /// Margins of a landscape page.
    pub mendatar: Margin,
}

/// Margins in millimetres.
#[derive(Clone, Debug, Default, Deserialize, Serialize)]
pub struct Margin {
    /// Left.
    pub kiri: Ukuran,
    /// Right.
    pub kanan: Ukuran,
    /// Top.
    pub atas: Ukuran,
    /// Bottom.
    pub bawah: Ukuran,
}

/// The parts of the page that prepare electronic signing.
#[derive(Clone, Debug, Default, Deserialize, Serialize)]
pub struct Tte {
    /// True if the sentence of electronic signing stands at the foot of each page.
    pub ada_kaki: bool,
    /// That sentence, or empty.
    pub kaki: Teks,
    /// True if the signature block holds a placeholder for the signing service.
    pub ada_penanda: bool,
    /// That placeholder, or empty.
    pub penanda: Teks,
    /// True if the signature block holds a QR code with number and digest; its picture is `/lhe/qr.svg`.
    pub ada_qr: bool,
    /// Text alternative of the QR code.
    pub alt_qr: Teks,
}

/// The government.
#[derive(Clone, Debug, Default, Deserialize, Serialize)]
pub struct Instansi {
    /// Name, such as `Kabupaten …`.
    pub nama: Teks,
    /// Head of the government, such as `Bupati …`.
    pub kepala: Teks,
    /// The printed word for an OPD.
    pub sebutan_opd: Teks,
    /// Name of the inspectorate.
    pub inspektorat: Teks,
}

/// Letterhead.
#[derive(Clone, Debug, Default, Deserialize, Serialize)]
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
#[derive(Clone, Debug, Default, Deserialize, Serialize)]
pub struct Gambar {
    /// Path of the picture in the world that Typst sees.
    pub berkas: Teks,
    /// Text alternative.
    pub alt: Teks,
}

/// The lines above the letter.
#[derive(Clone, Debug, Default, Deserialize, Serialize)]
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

/// A covering letter in front of a report in chapters.
#[derive(Clone, Debug, Default, Deserialize, Serialize)]
pub struct Pengantar {
    /// True if there is one.
    pub ada: bool,
    /// Number, date, addressee.
    pub surat: Surat,
    /// Text of the letter.
    pub isi: Narasi,
    /// Who signs the letter on its own date.
    pub penandatangan: PenandatanganLaporan,
}

/// Closing sentences.
#[derive(Clone, Debug, Default, Deserialize, Serialize)]
pub struct Penutup {
    /// True if there is a deadline.
    pub ada_tenggat: bool,
    /// Deadline of follow-up.
    pub tenggat: Teks,
    /// True if a channel is named.
    pub ada_saluran: bool,
    /// Channel for reports of follow-up.
    pub saluran: Teks,
}

/// Season data.
#[derive(Clone, Debug, Default, Deserialize, Serialize)]
pub struct MusimLaporan {
    /// Legal basis, in order.
    pub dasar_hukum: Vec<Teks>,
    /// True if an assignment letter is given.
    pub ada_surat_tugas: bool,
    /// Number of the assignment letter, or empty.
    pub surat_tugas_nomor: Teks,
    /// Date of the assignment letter, or empty.
    pub surat_tugas_tanggal: Teks,
    /// True if the time of the work is given.
    pub ada_pelaksanaan: bool,
    /// `6 Maret 2023 sampai dengan 14 April 2023`, or empty.
    pub pelaksanaan: Teks,
    /// Members of the team, in order.
    pub tim: Vec<AnggotaTim>,
}

/// A member of the team.
#[derive(Clone, Debug, Default, Deserialize, Serialize)]
pub struct AnggotaTim {
    /// Role.
    pub peran: Teks,
    /// Name.
    pub nama: Teks,
}

/// Signature block.
#[derive(Clone, Debug, Default, Deserialize, Serialize)]
pub struct PenandatanganLaporan {
    /// Lines above the office held: the chain of a.n. and u.b.
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
