//! Last year's result as it was issued, from last year's evaluation in the project or from `riwayat`.

use crate::instrument::Instrument;
use crate::num::Ratio;
use crate::register::HistoryEntry;

use super::figure;
use super::model::Teks;

/// One value of last year by code.
#[derive(Clone, Debug)]
pub struct PreviousValue {
    /// Code of a component, group or sub-component.
    pub code: String,
    /// As printed.
    pub text: Teks,
    /// The same as a number.
    pub exact: Ratio,
}

/// Last year's result of one office.
#[derive(Clone, Debug)]
pub struct Previous<'a> {
    /// The year.
    pub year: i32,
    /// Its instrument.
    pub instrument: &'a Instrument,
    /// Values by code.
    pub values: Vec<PreviousValue>,
    /// Total.
    pub total: Teks,
    /// The total as a number.
    pub exact_total: Ratio,
    /// Letter.
    pub letter: Teks,
    /// Word.
    pub word: Teks,
    /// False if the issued parts do not add up, or letter and word disagree with the total.
    pub consistent: bool,
}

/// Why last year's result is not there, or is another office's.
#[derive(Clone, Copy, Debug)]
pub enum PreviousNote<'a> {
    /// The office is a union of these, each evaluated by itself.
    Merged(&'a [&'a str]),
    /// It was not evaluated.
    NotEvaluated,
    /// The project says nothing of that year.
    Unavailable,
    /// The office did not exist.
    NotYetThere,
    /// The result is that of the office it took the place of.
    OfPredecessor(&'a str),
}

impl PreviousNote<'_> {
    /// The sentence under the table; `word` is what the project calls its offices.
    pub fn text(&self, year: i32, word: &str) -> String {
        match self {
            Self::Merged(names) => format!(
                "Nilai tahun {year} tidak ditampilkan karena {word} ini merupakan gabungan dari {} yang dievaluasi sendiri-sendiri.",
                names.join(" dan ")
            ),
            Self::NotEvaluated => format!("{word} ini tidak dievaluasi untuk tahun {year}."),
            Self::Unavailable => format!("Nilai tahun {year} tidak tersedia."),
            Self::NotYetThere => format!("{word} ini belum ada pada tahun {year}."),
            Self::OfPredecessor(name) => {
                format!("Nilai tahun {year} adalah nilai {name}, yang digantikan {word} ini.")
            }
        }
    }
}

impl<'a> Previous<'a> {
    /// The result that `riwayat` holds, printed with the decimals as typed.
    pub fn from_history(
        year: i32,
        instrument: &'a Instrument,
        entry: &HistoryEntry,
        origin: &dyn Fn(crate::diag::Place) -> String,
        consistent: bool,
    ) -> Self {
        let values = entry.components.0.iter().map(|(code, number)| PreviousValue {
            code: code.value.0.clone(),
            text: Teks::dari(figure::typed(&number.value), origin(number.at)),
            exact: number.value.value.clone(),
        });
        let word = entry.word.as_ref().map_or_else(
            || Teks::dari(word_of(instrument, &entry.grade.value.0), origin(entry.grade.at)),
            |word| Teks::dari(&word.value.0, origin(word.at)),
        );
        Self {
            year,
            instrument,
            values: values.collect(),
            total: Teks::dari(figure::typed(&entry.total.value), origin(entry.total.at)),
            exact_total: entry.total.value.value.clone(),
            letter: Teks::dari(&entry.grade.value.0, origin(entry.grade.at)),
            word,
            consistent,
        }
    }

    /// Last year's value of a code as a number, if there is one.
    pub fn exact(&self, code: &str) -> Option<Ratio> {
        self.values.iter().find(|v| v.code == code).map(|v| v.exact.clone())
    }

    /// Last year's value of a code, or a dash.
    pub fn value(&self, code: &str) -> Teks {
        self.values.iter().find(|v| v.code == code).map_or_else(|| Teks::tetap("–"), |v| v.text.clone())
    }
}

fn word_of(instrument: &Instrument, letter: &str) -> String {
    instrument.grades.iter().find(|b| b.letter == letter).map(|b| b.word.clone()).unwrap_or_default()
}
