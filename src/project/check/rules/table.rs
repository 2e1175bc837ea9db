//! The table of rules, in the order in which people meet them.

use crate::diag::{Code, Lang};

/// One content rule.
#[derive(Clone, Copy, Debug)]
pub struct Rule {
    /// Its name, as typed under `aturan`.
    pub name: &'static str,
    /// The codes that it raises.
    pub codes: &'static [Code],
    /// True if it is always an error, because a letter that breaks it would not be true.
    pub fixed: bool,
    id: &'static str,
    en: &'static str,
}

impl Rule {
    /// Its finding, in one line.
    pub fn text(&self, lang: Lang) -> &'static str {
        match lang {
            Lang::Id => self.id,
            Lang::En => self.en,
        }
    }
}

const fn rule(name: &'static str, codes: &'static [Code], id: &'static str, en: &'static str) -> Rule {
    Rule { name, codes, fixed: false, id, en }
}

const fn fixed(name: &'static str, codes: &'static [Code], id: &'static str, en: &'static str) -> Rule {
    Rule { name, codes, fixed: true, id, en }
}

/// All rules. A name never changes: it stands in the `lhe.yaml` of many projects.
pub const RULES: &[Rule] = &[
    // ── findings and recommendations ─────────────────────────────────────────────────────────────────────────
    rule(
        "catatan_tanpa_rekomendasi",
        &[Code::D122],
        "catatan yang tidak dijawab rekomendasi mana pun",
        "a finding that no recommendation answers",
    ),
    rule(
        "rekomendasi_tanpa_catatan",
        &[Code::D180],
        "rekomendasi tanpa `atas`, hanya dengan `pada`",
        "a recommendation without `atas`, with `pada` only",
    ),
    rule(
        "rekomendasi_tanpa_tenggat",
        &[Code::D181],
        "rekomendasi tanpa `tenggat`, dan musimnya juga tanpa",
        "a recommendation without deadline in a season without one",
    ),
    rule(
        "rekomendasi_tanpa_tujuan",
        &[Code::D182],
        "rekomendasi tanpa `kepada` di OPD tanpa `kepala`",
        "a recommendation without addressee in an office without head",
    ),
    rule(
        "catatan_tanpa_tanggapan",
        &[Code::D190],
        "catatan tanpa tanggapan, padahal ada berita acara konfirmasi",
        "a finding without response although there are minutes of confirmation",
    ),
    rule(
        "rekomendasi_lalu_tanpa_tindak_lanjut",
        &[Code::D154],
        "rekomendasi tahun lalu yang tidak disebut di `tindak_lanjut`",
        "a recommendation of last year that `tindak_lanjut` does not name",
    ),
    // ── scores ───────────────────────────────────────────────────────────────────────────────────────────────
    rule(
        "angka_dalam_teks",
        &[Code::D183, Code::D184],
        "nilai, bobot atau predikat dalam teks yang berbeda dari hasilnya",
        "points, weight or grade in a text that differ from the result",
    ),
    rule(
        "jawaban_dihitung_nol",
        &[Code::D105],
        "jawaban yang belum diisi dan dihitung nol",
        "answers that are missing and count as zero",
    ),
    rule(
        "jawaban_melebihi",
        &[Code::D130],
        "jawaban yang lebih baik daripada jawaban yang mendasarinya",
        "an answer that is better than what it rests on",
    ),
    rule(
        "mandiri_belum_lengkap",
        &[Code::D114],
        "penilaian mandiri yang belum lengkap",
        "a self-assessment that is incomplete",
    ),
    rule(
        "nilai_tidak_mungkin",
        &[Code::D131],
        "nilai diketik yang tidak dapat dihasilkan skalanya",
        "a typed value that its scale cannot produce",
    ),
    rule(
        "rincian_tidak_berjumlah",
        &[Code::D186],
        "nilai tercetak yang berbeda dari jumlah rinciannya",
        "a printed value that differs from the sum of its parts",
    ),
    rule(
        "realisasi_melebihi_pagu",
        &[Code::D233],
        "realisasi anggaran yang melebihi pagunya",
        "a budget of which more was spent than it holds",
    ),
    // ── history ──────────────────────────────────────────────────────────────────────────────────────────────
    rule(
        "jumlah_riwayat",
        &[Code::D150],
        "total riwayat yang berbeda dari jumlah komponennya",
        "a total of the history that differs from the sum of its components",
    ),
    rule(
        "predikat_riwayat",
        &[Code::D151],
        "predikat riwayat yang tidak cocok dengan total atau sebutannya",
        "a grade of the history that does not fit its total or word",
    ),
    rule(
        "riwayat_berbeda",
        &[Code::D185],
        "riwayat yang berbeda dari evaluasi tahun itu sendiri",
        "a history that differs from the evaluation of that year",
    ),
    rule(
        "riwayat_ganda",
        &[Code::D166],
        "riwayat yang juga ada sebagai evaluasi",
        "a history that also exists as an evaluation",
    ),
    // ── other offices ────────────────────────────────────────────────────────────────────────────────────────
    rule(
        "nama_opd_lain",
        &[Code::D187],
        "nama OPD lain dalam teks, kecuali sesudah `bersama` dan sejenisnya",
        "another office's name in a text, unless after `bersama` and the like",
    ),
    rule(
        "indikator_opd_lain",
        &[Code::D188],
        "indikator atau sasaran OPD lain dalam teks",
        "another office's indicator or aim in a text",
    ),
    rule(
        "teks_disalin",
        &[Code::D189],
        "teks yang sama dengan teks OPD lain dan menyebut nama OPD lain",
        "a text that is the same as another office's and names another office",
    ),
    rule(
        "opd_tanpa_evaluasi",
        &[Code::D155],
        "OPD terdaftar yang tidak dievaluasi tanpa alasan",
        "a registered office that is not evaluated, without reason",
    ),
    // ── letters ──────────────────────────────────────────────────────────────────────────────────────────────
    fixed(
        "nomor_ganda",
        &[Code::D147, Code::A006],
        "nomor surat yang dipakai dua kali",
        "a letter number that is used twice",
    ),
    rule(
        "surat_mendahului_evaluasi",
        &[Code::D149],
        "surat bertanggal sebelum evaluasi selesai",
        "a letter dated before the evaluation ended",
    ),
    rule(
        "ikhtisar_mendahului_surat",
        &[Code::D229],
        "surat ikhtisar bertanggal sebelum sebuah surat musimnya",
        "a recap dated before a letter of its season",
    ),
    rule(
        "konfirmasi_sesudah_surat",
        &[Code::D231],
        "tanggapan atau berita acara bertanggal sesudah suratnya",
        "a response or minutes dated after the letter",
    ),
    rule(
        "pengantar_tidak_dicetak",
        &[Code::D234],
        "isian `pengantar` untuk LHE berbentuk surat",
        "an entry `pengantar` for an LHE that is a letter",
    ),
    rule(
        "surat_tanpa_evaluasi",
        &[Code::D148],
        "isian surat untuk evaluasi yang tidak ada",
        "an entry of a letter for an evaluation that does not exist",
    ),
    fixed(
        "penandatangan_tidak_menjabat",
        &[Code::D144],
        "penandatangan yang tidak menjabat pada tanggal surat",
        "a signatory who is not in office on the date of the letter",
    ),
    fixed(
        "kepala_tidak_menjabat",
        &[Code::D145],
        "OPD tanpa nama atau kepala pada tanggal surat",
        "an office without name or head on the date of the letter",
    ),
];

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_code_belongs_to_one_rule_and_a_rule_has_one_level() {
        let mut codes: Vec<Code> = RULES.iter().flat_map(|r| r.codes).copied().collect();
        let count = codes.len();
        codes.sort();
        codes.dedup();
        assert_eq!(codes.len(), count);
        for rule in RULES {
            assert!(rule.codes.iter().all(|c| c.severity() == rule.codes[0].severity()), "{}", rule.name);
            assert!(!rule.fixed || rule.codes[0].severity() == crate::diag::Severity::Error, "{}", rule.name);
        }
    }
}
