//! The parts that only the report in chapters has: the office in figures, the summary, pictures.

use serde::{Deserialize, Serialize};

use super::text::{Narasi, Teks, Ukuran};

/// The office in words and figures.
#[derive(Clone, Debug, Default, Deserialize, Serialize)]
pub struct Gambaran {
    /// True if the evaluation describes the office.
    pub ada: bool,
    /// Task of the office, possibly empty.
    pub tugas: Narasi,
    /// How the accountability system is put into practice, possibly empty.
    pub implementasi: Narasi,
    /// Key indicators.
    pub iku: Vec<BarisIku>,
    /// True if any indicator has a result.
    pub ada_realisasi_iku: bool,
    /// True if the budget is given.
    pub ada_pagu: bool,
    /// Budget: `Rp12.500.000.000,00`.
    pub pagu: Teks,
    /// Budget in words: `dua belas miliar lima ratus juta rupiah`.
    pub pagu_terbilang: Teks,
    /// True if the amount spent is given.
    pub ada_realisasi: bool,
    /// Amount spent: `Rp11.900.000.000,00`.
    pub realisasi: Teks,
    /// Amount spent in words.
    pub realisasi_terbilang: Teks,
    /// Amount spent in percent of the budget, two decimals; empty unless both are given.
    pub persen_realisasi: Teks,
}

/// A key indicator (indikator kinerja utama).
#[derive(Clone, Debug, Default, Deserialize, Serialize)]
pub struct BarisIku {
    /// Number in the table.
    pub nomor: Teks,
    /// Aim.
    pub sasaran: Teks,
    /// Indicator.
    pub indikator: Teks,
    /// Target as typed.
    pub target: Teks,
    /// Result as typed, or `–`.
    pub realisasi: Teks,
}

/// The executive summary.
#[derive(Clone, Debug, Default, Deserialize, Serialize)]
pub struct Ringkasan {
    /// The team's own words, possibly empty.
    pub uraian: Narasi,
    /// Number of findings: `4 (empat)`.
    pub jumlah_catatan: Teks,
    /// Number of recommendations: `3 (tiga)`.
    pub jumlah_rekomendasi: Teks,
    /// Component with the highest share of its weight.
    pub terkuat: Teks,
    /// That share in percent, two decimals.
    pub persen_terkuat: Teks,
    /// Component with the lowest share of its weight.
    pub terlemah: Teks,
    /// That share in percent, two decimals.
    pub persen_terlemah: Teks,
}

/// Pictures of the result. Lengths are percent of the longest possible bar.
#[derive(Clone, Debug, Default, Deserialize, Serialize)]
pub struct Grafik {
    /// Components against their weight, with last year beside if it is comparable.
    pub komponen: Vec<Batang>,
    /// True if last year's bars are shown.
    pub ada_lalu: bool,
    /// The picture of components in words.
    pub alt_komponen: Teks,
    /// Totals of last year and this year, out of 100.
    pub tahun: Vec<BatangTahun>,
    /// The picture of totals in words.
    pub alt_tahun: Teks,
}

/// A bar: a component's points in percent of its weight.
#[derive(Clone, Debug, Default, Deserialize, Serialize)]
pub struct Batang {
    /// Name.
    pub nama: Teks,
    /// Points.
    pub nilai: Teks,
    /// Weight.
    pub bobot: Teks,
    /// Percent, two decimals.
    pub persen: Teks,
    /// Percent as length.
    pub panjang: Ukuran,
    /// Last year's percent, or `–`.
    pub persen_lalu: Teks,
    /// Last year's percent as length, 0 if there is none.
    pub panjang_lalu: Ukuran,
}

/// A bar: the total of a year.
#[derive(Clone, Debug, Default, Deserialize, Serialize)]
pub struct BatangTahun {
    /// The year.
    pub tahun: Teks,
    /// Total.
    pub total: Teks,
    /// Letter.
    pub predikat: Teks,
    /// Total as length.
    pub panjang: Ukuran,
    /// True for the evaluated year.
    pub ini: bool,
}
