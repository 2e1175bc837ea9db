//! Figures in texts that differ from the scores.
//!
//! Only one exact pattern counts as a statement of a result: one of the words *nilai*, *predikat* or *bobot*; then only
//! words that lead on ([`LEADING`]), names of components, or codes after *komponen*; then a number with decimals
//! (without per cent or unit) or a letter of the scales. A sentence is passed over whole if it holds another year or a
//! word that gives the figure another owner ([`FOREIGN`]): a missed slip is better than a false alarm. A sentence that
//! compares years ([`COMPARING`]) may hold last year's figures as well as this year's, and the differences of both.

use crate::diag::{Code, Diagnostic, Found};
use crate::instrument::{Instrument, Method};
use crate::num::{self, Number, Ratio};
use crate::project::{Case, Scored};
use crate::score::{ScoreSheet, Trace};

use super::text::{Kind, Passage, Phrases, Word};
use super::years::{Years, near};

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
    "akreditasi", "anggaran", "batas", "ditargetkan", "ikm", "iku", "indeks", "indikator", "kepatuhan", "kepuasan", "kuesioner",
    "maksimal", "maksimum", "mandiri", "maturitas", "minimal", "minimum", "nasional", "ombudsman", "opini", "paling", "pegawai",
    "provinsi", "rata-rata", "realisasi", "reformasi", "rentang", "seharusnya", "skala", "skp", "spbe", "spip", "survei", "target",
];

/// Words of a sentence that sets years beside each other.
#[rustfmt::skip]
const COMPARING: &[&str] = &[
    "dibanding", "dibandingkan", "kenaikan", "lalu", "meningkat", "menjadi", "menurun", "naik", "peningkatan",
    "penurunan", "sebelumnya", "selisih", "semula", "turun",
];

/// Further words that may stand before a figure of such a sentence.
#[rustfmt::skip]
const BETWEEN_YEARS: &[&str] = &[
    "berpredikat", "dan", "dari", "kategori", "mengalami", "predikat", "predikatnya", "sehingga", "tahun",
];

/// Words that may follow a whole number that is a result. A noun in this place would mean that the number counts
/// things.
#[rustfmt::skip]
const AFTER_WHOLE: &[&str] = &[
    "atau", "berpredikat", "dalam", "dan", "dari", "dengan", "kategori", "meningkat", "menurun", "naik", "pada",
    "predikat", "sehingga", "turun", "untuk", "yang",
];

/// Words whose figure has a unit.
const UNITS: &[&str] = &["hari", "juta", "kali", "miliar", "orang", "persen", "poin", "rupiah", "triliun", "unit"];

/// Words before a grade.
const GRADE: &[&str] = &["predikat", "predikatnya", "berpredikat"];

/// The weight of all components together.
const WHOLE: i64 = 100;

/// The most words between *nilai* and its figure.
const FARTHEST: usize = 24;

/// The measure that the sentence gives to the figure.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Measure {
    Points,
    Weight,
    Grade,
}

/// A figure as typed.
enum Figure<'a> {
    Number(Number),
    /// A letter, or the letter of a word of the scale, with how many words it has.
    Letter(&'a str, usize),
}

/// Names and codes of an instrument, for finding the components that a sentence speaks of.
pub(super) struct Names<'a> {
    phrases: Phrases<&'a str>,
    /// Words of the grades, with their letters.
    grades: Phrases<&'a str>,
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
        let grades = instrument.grades.iter().map(|band| (band.word.as_str(), band.letter.as_str()));
        Self { phrases: Phrases::new(list), grades: Phrases::new(grades) }
    }
}

/// Rule `angka_dalam_teks`: compares the figures in the texts with the scores.
pub(super) fn figures_in_texts(
    project: &Scored,
    case: &Case,
    instrument: &Instrument,
    names: &Names<'_>,
    passages: &[Passage<'_>],
) -> Found {
    let Some(sheet) = &case.sheet else { return Vec::new() };
    let office = project.office(&case.office).into_iter().flat_map(|o| &o.value.names.value);
    let office = Phrases::new(office.map(|n| (n.name.value.0.as_str(), ())));
    let reader =
        Reader { year: case.id.year, instrument, names, sheet, office, years: Years::of(project, case, sheet) };
    let statements = passages.iter().filter(|p| p.kind == Kind::Statement);
    statements.flat_map(|p| p.sentences().flat_map(|s| reader.sentence(p, s)).collect::<Vec<_>>()).collect()
}

struct Reader<'a> {
    year: i32,
    instrument: &'a Instrument,
    names: &'a Names<'a>,
    sheet: &'a ScoreSheet,
    /// Names of the office itself.
    office: Phrases<()>,
    years: Years,
}

/// The subject of a figure, as far as the sentence tells it, before the figure is compared.
#[derive(Default)]
struct Subject<'a> {
    /// The component that the pattern itself names.
    named: Option<&'a str>,
    /// Components named earlier in the sentence.
    mentioned: Vec<&'a str>,
    /// True if the pattern speaks of the result as a whole.
    whole: bool,
    /// True if the pattern may speak of the result as a whole: *nilai hasil evaluasi*.
    perhaps_whole: bool,
}

impl<'a> Reader<'a> {
    fn sentence(&self, passage: &Passage<'_>, words: &[Word<'_>]) -> Found {
        if words.iter().any(|w| FOREIGN.contains(&w.lower.as_str()) || self.other_year(w)) {
            return Vec::new();
        }
        if words.iter().any(|w| COMPARING.contains(&w.lower.as_str())) {
            return self.between_years(passage, words);
        }
        (0..words.len()).filter_map(|index| self.statement(passage, words, index)).collect()
    }

    fn other_year(&self, word: &Word<'_>) -> bool {
        let year = word.text.len() == 4 && (word.text.starts_with("19") || word.text.starts_with("20"));
        year && word.text.parse::<i32>().is_ok_and(|y| y != self.year)
    }

    /// The faults of a sentence that compares years. Its figures stand after *nilai* or *hasil evaluasi*; between them
    /// stand only words that lead on or compare, names, and other figures.
    fn between_years(&self, passage: &Passage<'_>, words: &[Word<'_>]) -> Found {
        let is = |at: usize, list: &[&str]| words.get(at).is_some_and(|w| list.contains(&w.lower.as_str()));
        let begins = |at: usize| is(at, &["nilai", "nilainya"]) || is(at, &["hasil"]) && is(at + 1, &["evaluasi"]);
        let own_year = self.year.to_string();
        let mut found = Vec::new();
        let mut at = 0;
        while at < words.len() {
            if !begins(at) {
                at += 1;
                continue;
            }
            let (mut start, mut code) = (at, "total");
            at += 1;
            while at < words.len() {
                if let Some((length, named)) = self.name(words, at) {
                    code = named;
                    at += length;
                } else if let Some((length, _)) = self.office.at(words, at) {
                    at += length;
                } else if let Some((letter, length)) = self.letter_at(words, at) {
                    let known = self.years.letters.iter().any(|l| l == letter);
                    if is(at - 1, GRADE) && self.years.known && !known {
                        found.push(fault(
                            Code::D184,
                            passage,
                            &words[at - 1..at + length],
                            &self.sheet.grade.letter,
                            "predikat",
                        ));
                    }
                    at += length;
                } else if let Some(number) = decimal(words[at].text).or_else(|| whole_number(words, at)) {
                    let known = self.years.values.iter().any(|value| near(&number, value));
                    // In a comparison of years, `poin` stands for points.
                    let points = self.years.known && is(at + 1, &["poin"]);
                    let counts = points || !measured(&words[at], words.get(at + 1));
                    if counts && !known && (self.years.known || this_year(words, start, at)) {
                        let expected = self.value(Measure::Points, code).map(|value| self.sheet.text(&value));
                        found.push(fault(Code::D183, passage, &words[start..=at], &expected.unwrap_or_default(), code));
                    }
                    start = at;
                    at += 1;
                } else if alone(words, at)
                    || ![LEADING, COMPARING, BETWEEN_YEARS, UNITS].iter().any(|list| is(at, list))
                        && !begins(at)
                        && words[at].text != own_year
                {
                    break;
                } else {
                    at += 1;
                }
            }
        }
        found
    }

    /// The diagnostic of the statement that begins with this word; none if no statement begins here, or if it is right.
    fn statement(&self, passage: &Passage<'_>, words: &[Word<'_>], index: usize) -> Option<Diagnostic> {
        let measure = match words[index].lower.as_str() {
            "nilai" | "nilainya" => Measure::Points,
            "bobot" | "bobotnya" => Measure::Weight,
            word if GRADE.contains(&word) => Measure::Grade,
            _ => return None,
        };
        let mut subject = self.before(&words[..index]);
        if measure == Measure::Grade && subject.mentioned.is_empty() {
            subject.whole = speaks_of_whole(&words[..index]);
        }
        let (mut at, mut part) = (index + 1, false);
        while at < words.len() && at - index <= FARTHEST {
            if let Some((length, code)) = self.name(words, at) {
                subject.named = Some(code);
                at += length;
                continue;
            }
            let word = &words[at];
            if let Some(figure) = self.figure(measure, words, at) {
                let (wrong, length) = match figure {
                    Figure::Number(number) => (self.number(measure, &number, &subject, passage), 1),
                    Figure::Letter(letter, length) => (self.letter(letter, &subject, passage), length),
                };
                let (code, expected, of) = wrong?;
                return Some(fault(code, passage, &words[index..at + length], &expected, &of));
            }
            if alone(words, at) || !LEADING.contains(&word.lower.as_str()) {
                return None;
            }
            subject.whole |= ["akhir", "total", "akip", "sakip", "keseluruhan"].contains(&word.lower.as_str());
            // `nilai akhir komponen ini` speaks of a component, not of the whole.
            part |= ["komponen", "subkomponen"].contains(&word.lower.as_str());
            subject.whole &= !part;
            subject.perhaps_whole |= word.lower == "evaluasi";
            at += 1;
        }
        None
    }

    /// The components that the words before the pattern name: exactly, if the name follows *komponen*, else in passing.
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

    fn figure<'b>(&'b self, measure: Measure, words: &'b [Word<'_>], at: usize) -> Option<Figure<'b>> {
        if measure != Measure::Grade
            && !measured(&words[at], words.get(at + 1))
            && let Some(number) = decimal(words[at].text)
                .or_else(|| if measure == Measure::Points { whole_number(words, at) } else { None })
        {
            return Some(Figure::Number(number));
        }
        let (letter, length) = self.letter_at(words, at)?;
        // `nilai A` may speak of the component A as well, and a word of the scale may be an ordinary word.
        let clear =
            measure == Measure::Grade || measure == Measure::Points && words[at].text == letter && letter.len() > 1;
        clear.then_some(Figure::Letter(letter, length))
    }

    /// A letter of the scales here, or the letter of a word of the grades, with how many words it has.
    fn letter_at<'b>(&'b self, words: &'b [Word<'_>], at: usize) -> Option<(&'b str, usize)> {
        if let Some((length, letters)) = self.names.grades.at(words, at) {
            return letters.first().map(|letter| (*letter, length));
        }
        let word = &words[at];
        let scales = self.instrument.subcomponents().filter_map(|s| match &s.method {
            Method::Letter(scale) => Some(scale),
            _ => None,
        });
        let choices = scales.flat_map(|s| &s.choices).map(|c| c.code.as_str());
        let grades = self.instrument.grades.iter().map(|b| b.letter.as_str());
        let letter = grades.chain(choices).any(|l| l == word.text && l.chars().all(|c| c.is_ascii_uppercase()));
        letter.then_some((word.text, 1))
    }

    /// The points or the weight of a code, or of the whole.
    fn value(&self, measure: Measure, code: &str) -> Option<Ratio> {
        let rows = self.sheet.rows();
        let row = rows.iter().find(|row| row.code == code);
        match measure {
            Measure::Weight if code == "total" => Some(num::ratio(WHOLE)),
            Measure::Weight => row.map(|row| row.weight.0.clone()),
            _ if code == "total" => Some(self.sheet.total.0.clone()),
            _ => row.map(|row| row.points.0.clone()),
        }
    }

    /// The code of the diagnostic, the expected value and whose value it is; none if the number is a value that fits.
    fn number(
        &self,
        measure: Measure,
        number: &Number,
        subject: &Subject<'_>,
        passage: &Passage<'_>,
    ) -> Option<(Code, String, String)> {
        let rows = self.sheet.rows();
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
        let known: Vec<(&str, Ratio)> =
            wanted.into_iter().filter_map(|code| Some((code, self.value(measure, code)?))).collect();
        // The weight of the whole is right in any sentence.
        let whole = measure == Measure::Weight && self.same(number, &num::ratio(WHOLE));
        if whole || known.is_empty() || known.iter().any(|(_, value)| self.same(number, value)) {
            return None;
        }
        let (code, value) = known.into_iter().next()?;
        Some((Code::D183, self.sheet.text(&value), code.to_owned()))
    }

    /// True if the number is the value as printed, or the printed value with fewer decimals.
    fn same(&self, number: &Number, value: &Ratio) -> bool {
        near(number, &self.sheet.rounding.apply(value))
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
            // A component as a whole has no letter of its own, unless it is a sub-component itself.
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

fn fault(code: Code, passage: &Passage<'_>, words: &[Word<'_>], expected: &str, of: &str) -> Diagnostic {
    let found = words.iter().map(|w| w.text).collect::<Vec<_>>().join(" ");
    let place = words[0].to(&words[words.len() - 1], passage.at);
    Diagnostic::new(code).at(place).arg("found", found).arg("expected", expected).arg("code", of)
}

/// True for a figure with a unit.
fn measured(word: &Word<'_>, next: Option<&Word<'_>>) -> bool {
    word.tail.contains('%') || next.is_some_and(|w| UNITS.contains(&w.lower.as_str()))
}

/// True if the words before a grade state the result as a whole: *nilai akhir 67,25 dengan predikat*.
fn speaks_of_whole(words: &[Word<'_>]) -> bool {
    let total = words.windows(2).any(|pair| {
        ["nilai", "nilainya"].contains(&pair[0].lower.as_str())
            && ["akhir", "keseluruhan", "total"].contains(&pair[1].lower.as_str())
    });
    total && !words.iter().any(|w| ["komponen", "subkomponen"].contains(&w.lower.as_str()))
}

/// True for *kinerja* alone: *nilai kinerja* may be the value of an indicator or an employee.
fn alone(words: &[Word<'_>], at: usize) -> bool {
    words[at].lower == "kinerja" && (at == 0 || words[at - 1].lower != "akuntabilitas")
}

/// True if a figure of a sentence that compares years must be this year's, whatever last year's result was: it follows
/// *menjadi*, or it is the only figure and no word before it looks back.
fn this_year(words: &[Word<'_>], start: usize, at: usize) -> bool {
    let before = |back: usize| at.checked_sub(back).map(|i| words[i].lower.as_str());
    let becomes = before(1) == Some("menjadi") || before(1) == Some("sebesar") && before(2) == Some("menjadi");
    let back = |list: &[Word<'_>]| list.iter().any(|w| w.lower == "dari" || COMPARING.contains(&w.lower.as_str()));
    let first = ["nilai", "nilainya", "hasil"].contains(&words[start].lower.as_str());
    becomes || first && !back(&words[..at]) && !words[at..].iter().any(|w| w.lower == "menjadi")
}

/// A whole number right after *nilai akhir*, *nilai total* or *nilai hasil evaluasi*, if it does not count things.
fn whole_number(words: &[Word<'_>], at: usize) -> Option<Number> {
    let word = &words[at];
    let digits = !word.text.starts_with('0') && word.text.len() <= 3 && word.text.bytes().all(|b| b.is_ascii_digit());
    let follows = |w: &Word<'_>| [AFTER_WHOLE, COMPARING].iter().any(|list| list.contains(&w.lower.as_str()));
    let closed = word.ends || !word.tail.is_empty() || words.get(at + 1).is_none_or(follows);
    if !digits || !closed {
        return None;
    }
    let before = &words[..at];
    let leads = ["adalah", "sebesar", "yaitu", "yakni", "menjadi", "meningkat", "menurun", "naik", "turun"];
    let lead = before.iter().rev().take_while(|w| leads.contains(&w.lower.as_str()));
    let before = &before[..at - lead.count()];
    let kinds = ["akhir", "akip", "evaluasi", "hasil", "sakip", "total"];
    let length = before.iter().rev().take_while(|w| kinds.contains(&w.lower.as_str())).count();
    let (rest, kind) = before.split_at(before.len() - length);
    let named = kind.iter().any(|w| ["akhir", "evaluasi", "total"].contains(&w.lower.as_str()));
    let points = rest.last().is_some_and(|w| ["nilai", "nilainya"].contains(&w.lower.as_str()));
    (named && points).then(|| num::parse(word.text).ok())?.filter(|number| number.value <= num::ratio(WHOLE))
}

/// A number with decimals after a comma or a point. Three digits after a point would be thousands.
fn decimal(text: &str) -> Option<Number> {
    let (whole, fraction) = text.split_once([',', '.'])?;
    let digits =
        |part: &str, most: usize| !part.is_empty() && part.len() <= most && part.bytes().all(|b| b.is_ascii_digit());
    let thousands = text.contains('.') && fraction.len() == 3;
    (digits(whole, 3) && digits(fraction, 4) && !thousands).then(|| num::parse(&format!("{whole}.{fraction}")).ok())?
}
