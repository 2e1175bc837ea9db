//! The worksheet (lembar kerja evaluasi) as pages print it.

use serde::{Deserialize, Serialize};

use super::text::{Narasi, Teks};

/// The worksheet.
#[derive(Clone, Debug, Default, Deserialize, Serialize)]
pub struct Lke {
    /// True if the worksheet is printed.
    pub ada: bool,
    /// True for an annex of the LHE, false for a document of its own.
    pub lampiran: bool,
    /// True if any own answer of the office is known.
    pub ada_mandiri: bool,
    /// True if any answer of the panel is known.
    pub ada_panel: bool,
    /// Components in order.
    pub komponen: Vec<LkeKomponen>,
    /// True if the office's own total is known.
    pub ada_total_mandiri: bool,
    /// The office's own total, or empty.
    pub total_mandiri: Teks,
    /// Grade of the office's own total, or empty.
    pub predikat_mandiri: Teks,
}

/// A component of the worksheet.
#[derive(Clone, Debug, Default, Deserialize, Serialize)]
pub struct LkeKomponen {
    /// Code.
    pub kode: Teks,
    /// Name.
    pub nama: Teks,
    /// Weight.
    pub bobot: Teks,
    /// The office's own points, or `–`.
    pub mandiri: Teks,
    /// Points.
    pub nilai: Teks,
    /// Groups, sub-components and criteria, in order.
    pub baris: Vec<BarisLke>,
}

/// A row of the worksheet. Cells without content hold `–`. Under a sub-component that is answered by one letter, the
/// cells of a criterion that nobody judged by itself are empty.
#[derive(Clone, Debug, Default, Deserialize, Serialize)]
pub struct BarisLke {
    /// True for a group between component and sub-component.
    pub kelompok: bool,
    /// True for a sub-component; its points are the sub-total of the criteria below.
    pub subkomponen: bool,
    /// True for a criterion.
    pub kriteria: bool,
    /// Code.
    pub kode: Teks,
    /// Name or wording.
    pub uraian: Teks,
    /// Weight; for a criterion the most points that it can reach.
    pub bobot: Teks,
    /// The office's own answer.
    pub mandiri: Teks,
    /// The team's answer.
    pub jawaban: Teks,
    /// The panel's answer.
    pub panel: Teks,
    /// Worth of the answer that counts, 0 to 1.
    pub nilai_jawaban: Teks,
    /// Points.
    pub nilai: Teks,
    /// Remark of the evaluator, possibly empty.
    pub keterangan: Narasi,
    /// Evidence: titles and pages, one text each.
    pub bukti: Vec<Teks>,
}
