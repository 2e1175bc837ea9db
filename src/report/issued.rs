//! Results as other documents quote them.
//!
//! Next year's letter quotes the values and recommendations of the last issued revision, a replacement those of the
//! LHE that it withdraws, a recap all totals of its year. The bundle keeps a copy of each quote (`sumber.json`) with
//! revision and digest, so that it can be proved without the quoted documents.

use std::collections::BTreeMap;
use std::fmt;

use serde::de::{Error as _, Unexpected};
use serde::{Deserialize, Deserializer, Serialize, Serializer};

use crate::evaluation::Evaluation;
use crate::instrument::Instrument;
use crate::num::Number;
use crate::score::{Row, ScoreSheet};

use super::model::Teks;
use super::previous::{Previous, PreviousValue};

/// The result of one evaluation, as printed.
#[derive(Clone, Debug, Default, PartialEq, Eq, Deserialize, Serialize)]
pub struct IssuedResult {
    /// `<tahun>/<berkas>`.
    #[serde(rename = "dokumen")]
    pub document: String,
    /// Revision, if it was issued.
    #[serde(rename = "revisi")]
    pub revision: Option<u32>,
    /// SHA-256 of the composed report, if it was issued.
    #[serde(rename = "laporan")]
    pub report: Option<String>,
    /// Number of the letter, if it has one.
    #[serde(rename = "nomor")]
    pub number: Option<String>,
    /// Date of the letter, as printed.
    #[serde(rename = "tanggal")]
    pub date: Option<String>,
    /// Id of the instrument.
    #[serde(rename = "instrumen")]
    pub instrument: String,
    /// The evaluation or worksheet file that the values come from.
    #[serde(rename = "berkas")]
    pub file: String,
    /// Components, groups and sub-components in order.
    #[serde(rename = "nilai")]
    pub rows: Vec<IssuedValue>,
    /// Total, as printed.
    #[serde(rename = "total")]
    pub total: Printed,
    /// Letter.
    #[serde(rename = "predikat")]
    pub grade: String,
    /// Word.
    #[serde(rename = "sebutan")]
    pub word: String,
    /// Recommendations by id.
    #[serde(rename = "rekomendasi")]
    pub recommendations: BTreeMap<String, IssuedText>,
}

/// One value, as printed.
#[derive(Clone, Debug, Default, PartialEq, Eq, Deserialize, Serialize)]
pub struct IssuedValue {
    /// Code.
    #[serde(rename = "kode")]
    pub code: String,
    /// Value.
    #[serde(rename = "nilai")]
    pub value: Printed,
}

/// A number that an issued document prints. Files of the program hold it as it is printed, `"78,50"`; it becomes a
/// number when the file is read, and a file with any other text in this place is refused.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Printed(pub Number);

impl Default for Printed {
    fn default() -> Self {
        Self(Number::count(0))
    }
}

impl fmt::Display for Printed {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0.printed())
    }
}

impl Serialize for Printed {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_str(self)
    }
}

impl<'de> Deserialize<'de> for Printed {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let text = String::deserialize(deserializer)?;
        let refuse = |_| D::Error::invalid_value(Unexpected::Str(&text), &"a number as documents print it");
        Number::read_printed(&text).map(Self).map_err(refuse)
    }
}

/// A text with its origin.
#[derive(Clone, Debug, Default, PartialEq, Eq, Deserialize, Serialize)]
pub struct IssuedText {
    /// The text as typed.
    #[serde(rename = "teks")]
    pub text: String,
    /// Where it was typed.
    #[serde(rename = "asal")]
    pub origin: String,
}

/// The quotes of a document.
#[derive(Clone, Debug, Default, PartialEq, Eq, Deserialize, Serialize)]
pub struct Quoted {
    /// Last year's result, unless it comes from `riwayat`.
    #[serde(rename = "tahun_lalu", skip_serializing_if = "Option::is_none", default)]
    pub last_year: Option<IssuedResult>,
    /// The result that this revision replaces.
    #[serde(rename = "digantikan", skip_serializing_if = "Option::is_none", default)]
    pub replaced: Option<IssuedResult>,
    /// Notes under the score table about last year.
    #[serde(rename = "catatan_tahun_lalu", skip_serializing_if = "Vec::is_empty", default)]
    pub notes: Vec<Teks>,
    /// True if the letter shows no value of last year, whatever `riwayat` has.
    #[serde(rename = "tanpa_tahun_lalu", skip_serializing_if = "std::ops::Not::not", default)]
    pub without_last_year: bool,
    /// `ralat` or `penggantian` for each revision from 1 to this one.
    #[serde(rename = "jenis", skip_serializing_if = "Vec::is_empty", default)]
    pub kinds: Vec<String>,
    /// How many corrections the revision before this one includes.
    #[serde(rename = "koreksi_lama", skip_serializing_if = "Option::is_none", default)]
    pub corrections_before: Option<usize>,
    /// The office's place in an issued recap, before and after.
    #[serde(rename = "peringkat", skip_serializing_if = "Option::is_none", default)]
    pub rank: Option<RankChange>,
    /// Earlier recommendations that are followed up, by `<tahun>/<berkas>/<id>`.
    #[serde(rename = "rekomendasi", skip_serializing_if = "BTreeMap::is_empty", default)]
    pub recommendations: BTreeMap<String, QuotedRecommendation>,
    /// The results that a recap ranks.
    #[serde(rename = "evaluasi", skip_serializing_if = "Vec::is_empty", default)]
    pub ranked: Vec<RankedResult>,
    /// The results that the replaced recap ranked.
    #[serde(rename = "evaluasi_lama", skip_serializing_if = "Vec::is_empty", default)]
    pub ranked_before: Vec<RankedResult>,
    /// Revision, number and date of the replaced recap.
    #[serde(rename = "ikhtisar_lama", skip_serializing_if = "Option::is_none", default)]
    pub replaced_recap: Option<ReplacedRecap>,
}

impl Quoted {
    /// True if the document quotes nothing.
    pub fn is_empty(&self) -> bool {
        *self == Self::default()
    }
}

/// An earlier recommendation.
#[derive(Clone, Debug, Default, PartialEq, Eq, Deserialize, Serialize)]
pub struct QuotedRecommendation {
    /// Revision of the letter that holds it, if that was issued.
    #[serde(rename = "revisi")]
    pub revision: Option<u32>,
    /// Text of the recommendation.
    #[serde(rename = "isi")]
    pub text: IssuedText,
    /// Number of that letter.
    #[serde(rename = "nomor")]
    pub number: Option<IssuedText>,
}

/// The place of an office in an issued recap.
#[derive(Clone, Debug, Default, PartialEq, Eq, Deserialize, Serialize)]
pub struct RankChange {
    /// The recap, `<tahun>/ikhtisar`.
    #[serde(rename = "dokumen")]
    pub document: String,
    /// Revision of the recap.
    #[serde(rename = "revisi")]
    pub revision: u32,
    /// SHA-256 of its composed report.
    #[serde(rename = "laporan")]
    pub report: String,
    /// Its number, if it has one.
    #[serde(rename = "nomor")]
    pub number: Option<String>,
    /// Its date, as printed.
    #[serde(rename = "tanggal")]
    pub date: Option<String>,
    /// Place of the office in that recap.
    #[serde(rename = "semula")]
    pub before: usize,
    /// Place that the corrected total would have there, with all other totals unchanged.
    #[serde(rename = "menjadi")]
    pub after: usize,
    /// How many offices the same ranking holds.
    #[serde(rename = "jumlah")]
    pub of: usize,
}

/// One result that a recap ranks.
#[derive(Clone, Debug, Default, PartialEq, Eq, Deserialize, Serialize)]
pub struct RankedResult {
    /// `<tahun>/<berkas>`.
    #[serde(rename = "dokumen")]
    pub document: String,
    /// Name of the office as the recap prints it.
    #[serde(rename = "nama")]
    pub name: String,
    /// Revision, if it was issued.
    #[serde(rename = "revisi")]
    pub revision: Option<u32>,
    /// SHA-256 of the composed report, if it was issued.
    #[serde(rename = "laporan")]
    pub report: Option<String>,
    /// Index of its ranking, from 0.
    #[serde(rename = "kelompok")]
    pub group: usize,
    /// Place in that ranking.
    #[serde(rename = "peringkat")]
    pub rank: usize,
    /// Total, as printed.
    #[serde(rename = "total")]
    pub total: Printed,
    /// Letter.
    #[serde(rename = "predikat")]
    pub grade: String,
}

/// A recap that a later revision replaces.
#[derive(Clone, Debug, Default, PartialEq, Eq, Deserialize, Serialize)]
pub struct ReplacedRecap {
    /// Revision of the recap.
    #[serde(rename = "revisi")]
    pub revision: u32,
    /// SHA-256 of its composed report.
    #[serde(rename = "laporan")]
    pub report: String,
    /// Its number, if it has one.
    #[serde(rename = "nomor")]
    pub number: Option<String>,
    /// Its date, as printed.
    #[serde(rename = "tanggal")]
    pub date: Option<String>,
}

impl IssuedResult {
    /// The result of an evaluation, without its letter.
    ///
    /// `file` is the evaluation or worksheet file that holds the answers. `origin` turns a place into an origin.
    pub fn of(
        evaluation: &Evaluation,
        instrument: &Instrument,
        sheet: &ScoreSheet,
        file: &str,
        origin: &dyn Fn(crate::diag::Place) -> String,
    ) -> Self {
        let row = |row: Row<'_>| IssuedValue { code: row.code.to_owned(), value: Printed(sheet.number(&row.points.0)) };
        let recommendations = evaluation.entry.recommendations.iter().map(|r| {
            let text = IssuedText { text: r.text.value.0.clone(), origin: origin(r.text.at) };
            (r.id.value.0.clone(), text)
        });
        Self {
            document: evaluation.id.to_string(),
            instrument: instrument.id.clone(),
            file: file.to_owned(),
            rows: sheet.rows().into_iter().map(row).collect(),
            total: Printed(sheet.number(&sheet.total.0)),
            grade: sheet.grade.letter.clone(),
            word: sheet.grade.word.clone(),
            recommendations: recommendations.collect(),
            ..Self::default()
        }
    }

    /// The value of a code, as printed.
    pub fn value(&self, code: &str) -> Option<&Printed> {
        self.rows.iter().find(|row| row.code == code).map(|row| &row.value)
    }

    /// The same as last year's result.
    pub fn as_previous<'a>(&self, year: i32, instrument: &'a Instrument) -> Previous<'a> {
        let origin = |code: &str| format!("{}#nilai/{code}", self.file);
        let value = |row: &IssuedValue| PreviousValue {
            code: row.code.clone(),
            text: Teks::dari(&row.value.0, origin(&row.code)),
            exact: row.value.0.value.clone(),
        };
        Previous {
            year,
            instrument,
            values: self.rows.iter().map(value).collect(),
            total: Teks::dari(&self.total.0, origin("total")),
            exact_total: self.total.0.value.clone(),
            letter: Teks::dari(&self.grade, origin("predikat")),
            word: Teks::dari(&self.word, origin("predikat")),
            consistent: true,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_printed_number_is_read_once_and_written_as_it_was() {
        let text = r#"{"kode":"1.b","nilai":"12,50"}"#;
        let value: IssuedValue = serde_json::from_str(text).expect("a value");
        assert_eq!(value.value.0.text, "12.50");
        assert_eq!(serde_json::to_string(&value).expect("JSON"), text);
    }

    #[test]
    fn a_text_that_no_document_prints_as_a_number_is_refused() {
        for wrong in ["12.50", "", "–", "dua"] {
            let text = format!(r#"{{"kode":"1.b","nilai":"{wrong}"}}"#);
            let error = serde_json::from_str::<IssuedValue>(&text).expect_err("refused").to_string();
            assert!(error.contains("a number as documents print it"), "{error}");
        }
    }
}
