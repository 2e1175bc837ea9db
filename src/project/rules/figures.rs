//! Figures in texts that differ from the scores.
//!
//! Only one exact pattern counts as a statement of a result: one of the words *nilai*, *predikat* or *bobot*; then
//! nothing but words that lead on ([`LEADING`]), names of components or codes after *komponen*; then a number with
//! decimals (without per cent or unit) or a letter of the scales. A sentence that holds another year or a word that
//! makes the figure somebody else's ([`FOREIGN`]) is passed over whole: a missed slip is better than a false alarm.

use num_traits::Signed;

use crate::diag::{Code, Diagnostic};
use crate::evaluation::register::last_place;
use crate::instrument::{Instrument, Method};
use crate::num::{self, Number, Ratio};
use crate::score::{ScoreSheet, Trace};

use super::super::load::Case;
use super::text::{Kind, Passage, Phrases, Word};

/// Words that may stand between *nilai* and its figure.
#[rustfmt::skip]
const LEADING: &[&str] = &[
    "adalah", "akhir", "akip", "akuntabilitas", "atas", "berupa", "dengan", "dicapai", "diperoleh", "evaluasi",
    "hasil", "implementasi", "ini", "instansi", "keseluruhan", "kinerja", "komponen", "pada", "pemerintah", "penerapan",
    "sakip", "sebesar", "sistem", "sub", "subkomponen", "tersebut", "total", "untuk", "yaitu", "yakni", "yang",
];

/// Words of a sentence whose figure is not this evaluation's result.
#[rustfmt::skip]
const FOREIGN: &[&str] = &[
    "akreditasi", "anggaran", "batas", "ditargetkan", "ikm", "iku", "indeks", "indikator", "kenaikan",
    "kepuasan", "kuesioner", "lalu", "maksimal", "maksimum", "mandiri", "maturitas", "meningkat", "menjadi",
    "menurun", "minimal", "minimum", "naik", "nasional", "opini", "paling", "pegawai", "peningkatan", "penurunan",
    "provinsi", "rata-rata", "realisasi", "rentang", "sebelumnya", "seharusnya", "selisih", "semula", "skala", "skp",
    "spbe", "spip", "survei", "target", "turun",
];

/// The most words between *nilai* and its figure.
const FARTHEST: usize = 24;

/// What the sentence says the figure is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Measure {
    Points,
    Weight,
    Grade,
}

/// A figure as typed.
enum Figure {
    Number(Number),
    Letter,
}

/// Names and codes of an instrument, for finding what a sentence speaks of.
pub(super) struct Names<'a> {
    phrases: Phrases<&'a str>,
}

impl<'a> Names<'a> {
    pub(super) fn of(instrument: &'a Instrument) -> Self {
        let mut list: Vec<(&str, &str)> = Vec::new();
        for component in &instrument.components {
            list.push((&component.name, &component.code));
            let heads = component.groups.iter().filter_map(|g| g.head.as_ref());
            list.extend(heads.map(|head| (head.name.as_str(), head.code.as_str())));
            list.extend(component.subcomponents().map(|s| (s.name.as_str(), s.code.as_str())));
        }
        Self { phrases: Phrases::new(list) }
    }
}

/// Rule `angka_dalam_teks`: what the texts say of the scores.
pub(super) fn figures_in_texts(
    case: &Case,
    instrument: &Instrument,
    names: &Names<'_>,
    passages: &[Passage<'_>],
) -> Vec<Diagnostic> {
    let Some(sheet) = &case.sheet else { return Vec::new() };
    let reader = Reader { year: case.id.year, instrument, names, sheet };
    let statements = passages.iter().filter(|p| p.kind == Kind::Statement);
    statements.flat_map(|p| p.sentences().flat_map(|s| reader.sentence(p, s)).collect::<Vec<_>>()).collect()
}

struct Reader<'a> {
    year: i32,
    instrument: &'a Instrument,
    names: &'a Names<'a>,
    sheet: &'a ScoreSheet,
}

/// What is known of a figure before it is compared.
#[derive(Default)]
struct Subject<'a> {
    /// The component that the pattern itself names.
    named: Option<&'a str>,
    /// Components named earlier in the sentence.
    mentioned: Vec<&'a str>,
    /// True if the pattern says that it is the result as a whole.
    whole: bool,
    /// True if the pattern may mean the result as a whole: *nilai hasil evaluasi*.
    perhaps_whole: bool,
}

impl<'a> Reader<'a> {
    fn sentence(&self, passage: &Passage<'_>, words: &[Word<'_>]) -> Vec<Diagnostic> {
        if words.iter().any(|w| FOREIGN.contains(&w.lower.as_str()) || self.other_year(w)) {
            return Vec::new();
        }
        (0..words.len()).filter_map(|index| self.statement(passage, words, index)).collect()
    }

    fn other_year(&self, word: &Word<'_>) -> bool {
        let year = word.text.len() == 4 && (word.text.starts_with("19") || word.text.starts_with("20"));
        year && word.text.parse::<i32>().is_ok_and(|y| y != self.year)
    }

    /// The diagnostic of the statement that begins with this word, if there is one and it is wrong.
    fn statement(&self, passage: &Passage<'_>, words: &[Word<'_>], index: usize) -> Option<Diagnostic> {
        let measure = match words[index].lower.as_str() {
            "nilai" | "nilainya" => Measure::Points,
            "bobot" | "bobotnya" => Measure::Weight,
            "predikat" | "predikatnya" | "berpredikat" => Measure::Grade,
            _ => return None,
        };
        let mut subject = self.before(&words[..index]);
        let mut at = index + 1;
        while at < words.len() && at - index <= FARTHEST {
            if let Some((length, code)) = self.name(words, at) {
                subject.named = Some(code);
                at += length;
                continue;
            }
            let word = &words[at];
            if let Some(figure) = self.figure(measure, word, words.get(at + 1)) {
                let place = words[index].to(word, passage.at);
                let wrong = match figure {
                    Figure::Number(number) => self.number(measure, &number, &subject, passage),
                    Figure::Letter => self.letter(word.text, &subject, passage),
                };
                let (code, expected, of) = wrong?;
                let found = words[index..=at].iter().map(|w| w.text).collect::<Vec<_>>().join(" ");
                let fault = Diagnostic::new(code).at(place);
                return Some(fault.arg("found", found).arg("expected", expected).arg("code", of));
            }
            // A *nilai kinerja* alone may be that of an indicator or an employee.
            let alone = word.lower == "kinerja" && words[at - 1].lower != "akuntabilitas";
            if alone || !LEADING.contains(&word.lower.as_str()) {
                return None;
            }
            subject.whole |= ["akhir", "total", "akip", "sakip", "keseluruhan"].contains(&word.lower.as_str());
            subject.perhaps_whole |= word.lower == "evaluasi";
            at += 1;
        }
        None
    }

    /// What the words before the pattern name: exactly, right after *komponen*, or in passing.
    fn before(&self, words: &[Word<'_>]) -> Subject<'a> {
        let mut subject = Subject::default();
        let mut at = 0;
        while at < words.len() {
            match self.name(words, at) {
                Some((length, code)) => {
                    let exact = at > 0 && ["komponen", "subkomponen"].contains(&words[at - 1].lower.as_str());
                    subject.named = exact.then_some(code).or(subject.named);
                    subject.mentioned.push(code);
                    at += length;
                }
                None => at += 1,
            }
        }
        subject
    }

    /// A name of the instrument here, or one of its codes after *komponen*.
    fn name(&self, words: &[Word<'_>], at: usize) -> Option<(usize, &'a str)> {
        if let Some((length, codes)) = self.names.phrases.at(words, at) {
            return codes.first().map(|code| (length, *code));
        }
        let after = at > 0 && ["komponen", "subkomponen"].contains(&words[at - 1].lower.as_str());
        let codes = self.instrument.codes();
        let code = codes.into_iter().find(|code| *code == words[at].text);
        code.filter(|_| after).map(|code| (1, code))
    }

    fn figure(&self, measure: Measure, word: &Word<'_>, next: Option<&Word<'_>>) -> Option<Figure> {
        let unit = ["persen", "poin", "juta", "miliar", "triliun", "rupiah"];
        let measured = word.tail.contains('%') || next.is_some_and(|w| unit.contains(&w.lower.as_str()));
        if measure != Measure::Grade
            && !measured
            && let Some(number) = decimal(word.text)
        {
            return Some(Figure::Number(number));
        }
        let scales = self.instrument.subcomponents().filter_map(|s| match &s.method {
            Method::Letter(scale) => Some(scale),
            _ => None,
        });
        let choices = scales.flat_map(|s| &s.choices).map(|c| c.code.as_str());
        let grades = self.instrument.grades.iter().map(|b| b.letter.as_str());
        let letter = grades.chain(choices).any(|l| l == word.text && l.chars().all(|c| c.is_ascii_uppercase()));
        // `nilai A` may as well speak of the component A.
        let clear = measure == Measure::Grade || measure == Measure::Points && word.text.len() > 1;
        (letter && clear).then_some(Figure::Letter)
    }

    /// Code, value expected and whose it is, if the number is none that it can be.
    fn number(
        &self,
        measure: Measure,
        number: &Number,
        subject: &Subject<'_>,
        passage: &Passage<'_>,
    ) -> Option<(Code, String, String)> {
        let rows = self.sheet.rows();
        let hundred = num::ratio(100);
        let value = |code: &str| -> Option<Ratio> {
            let row = rows.iter().find(|row| row.code == code);
            match measure {
                Measure::Weight if code == "total" => Some(hundred.clone()),
                Measure::Weight => row.map(|row| row.weight.0.clone()),
                _ if code == "total" => Some(self.sheet.total.0.clone()),
                _ => row.map(|row| row.points.0.clone()),
            }
        };
        let mut wanted: Vec<&str> = Vec::new();
        if let Some(code) = subject.named {
            wanted.push(code);
        } else if subject.whole {
            wanted.push("total");
        } else {
            let components: Vec<_> = passage.codes.iter().filter_map(|c| self.instrument.component_of(c)).collect();
            wanted.extend(passage.codes.iter().filter(|code| rows.iter().any(|row| row.code == **code)).take(1));
            for component in components {
                let inside = |code: &str| self.instrument.component_of(code).is_some_and(|c| c.code == component.code);
                wanted.extend(rows.iter().map(|row| row.code).filter(|code| inside(code)));
            }
            wanted.extend(&subject.mentioned);
            wanted.extend(subject.perhaps_whole.then_some("total"));
            if passage.codes.is_empty() {
                wanted.push("total");
                wanted.extend(rows.iter().map(|row| row.code));
            }
        }
        let known: Vec<(&str, Ratio)> = wanted.into_iter().filter_map(|code| Some((code, value(code)?))).collect();
        if known.is_empty() || known.iter().any(|(_, value)| self.same(number, value)) {
            return None;
        }
        let (code, value) = known.into_iter().next()?;
        Some((Code::D183, self.sheet.text(&value), code.to_owned()))
    }

    /// True if the number is the value as printed, or the printed value with fewer decimals.
    fn same(&self, number: &Number, value: &Ratio) -> bool {
        let printed = self.sheet.rounding.apply(value);
        (&number.value - printed).abs() < last_place(number)
    }

    fn letter(&self, letter: &str, subject: &Subject<'_>, passage: &Passage<'_>) -> Option<(Code, String, String)> {
        let answers = |inside: &dyn Fn(&str) -> bool| -> Vec<(String, String)> {
            let subs = self.sheet.subcomponents().filter(|s| inside(&s.code));
            subs.filter_map(|s| match &s.trace {
                Trace::Letter(answer) => Some((s.code.clone(), answer.answer.clone())),
                _ => None,
            })
            .collect()
        };
        let total = || ("predikat".to_owned(), self.sheet.grade.letter.clone());
        let component = |code: &str| self.instrument.component_of(code).map(|c| c.code.as_str());
        let wanted = match subject.named {
            // A component as a whole has no letter of its own, unless it is one sub-component.
            Some(code) => answers(&|sub| sub == code),
            None if subject.whole => vec![total()],
            None => {
                let about: Vec<_> = passage.codes.iter().chain(&subject.mentioned).map(|c| component(c)).collect();
                let inside = |sub: &str| about.is_empty() || about.contains(&component(sub));
                std::iter::once(total()).chain(answers(&inside)).collect()
            }
        };
        if wanted.is_empty() || wanted.iter().any(|(_, known)| known == letter) {
            return None;
        }
        wanted.into_iter().next().map(|(code, known)| (Code::D184, known, code))
    }
}

/// A number with decimals, comma or point. Three digits after a point would be thousands.
fn decimal(text: &str) -> Option<Number> {
    let (whole, fraction) = text.split_once([',', '.'])?;
    let digits =
        |part: &str, most: usize| !part.is_empty() && part.len() <= most && part.bytes().all(|b| b.is_ascii_digit());
    let thousands = text.contains('.') && fraction.len() == 3;
    (digits(whole, 3) && digits(fraction, 4) && !thousands).then(|| num::parse(&format!("{whole}.{fraction}")).ok())?
}
