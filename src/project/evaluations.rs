//! The evaluations of a project as typed. The files of each are read in parallel, its corrections are worked in, and
//! the instrument that holds for it is found.

use rayon::prelude::*;

use crate::diag::{Checked, Code, Diagnostic, FileId, Found};
use crate::evaluation::{self, EvaluationFile, EvaluationId, EvaluationKind, WorksheetFile};
use crate::record::Record;
use crate::register::{LetterEntry, Settings};
use crate::revision::{self, Applied, Ledger};
use crate::source::{self, Document, Year};

use super::corrected::{self, AsTyped, corrected};
use super::editions;
use super::reader::Reader;

/// One evaluation as typed and corrected, before it is scored.
#[derive(Debug)]
pub(super) struct Typed {
    pub(super) id: EvaluationId,
    pub(super) file: FileId,
    pub(super) worksheet: Option<FileId>,
    pub(super) ledger: Option<(FileId, Ledger)>,
    /// The changes that the whole ledger made.
    pub(super) applied: Vec<Applied>,
    /// Its letter after corrections; none without a ledger.
    pub(super) letter: Option<LetterEntry>,
    /// Id of its office, even if the rest of the file is faulty; the file name if the id cannot be read either.
    pub(super) office: String,
    pub(super) regular: bool,
    /// Evaluation and worksheet, if both could be read.
    pub(super) entries: Option<(EvaluationFile, Option<WorksheetFile>)>,
    /// Index of the instrument that holds for it.
    pub(super) instrument: Option<usize>,
    /// Faults of its files that stop its letter although they have no place in these files.
    pub(super) faults: Found,
}

impl Typed {
    /// An evaluation that is known to exist, with nothing else known of it.
    fn unread(id: EvaluationId, file: FileId, worksheet: Option<FileId>) -> Self {
        Self {
            office: id.stem.clone(),
            regular: true,
            id,
            file,
            worksheet,
            ledger: None,
            applied: Vec::new(),
            letter: None,
            entries: None,
            instrument: None,
            faults: Vec::new(),
        }
    }
}

/// The texts of the files of one evaluation, before they are parsed.
struct Texts {
    id: EvaluationId,
    file: FileId,
    worksheet: Option<FileId>,
    ledger: Option<FileId>,
}

/// The files of one evaluation, parsed.
struct Parsed {
    documents: Vec<(FileId, Document)>,
    entry: Option<EvaluationFile>,
    /// None if there is no worksheet; `Some(None)` if the worksheet is faulty.
    answers: Option<Option<WorksheetFile>>,
    ledger: Option<Ledger>,
    letter: Option<LetterEntry>,
    applied: Vec<Applied>,
    found: Found,
}

impl Parsed {
    fn of(reader: &Reader, texts: &Texts) -> Self {
        let files = &reader.files;
        let mut parsed = Self {
            documents: Vec::new(),
            entry: None,
            answers: None,
            ledger: None,
            letter: None,
            applied: Vec::new(),
            found: Vec::new(),
        };
        match texts.ledger {
            None => {
                parsed.entry = parsed.keep(texts.file, evaluation::load(files, texts.file));
                parsed.answers = texts.worksheet.map(|file| parsed.keep(file, evaluation::load_worksheet(files, file)));
            }
            Some(ledger) => parsed.corrected(reader, texts, ledger),
        }
        parsed
    }

    /// Works the whole ledger into the files. A typed value counts only where no correction changes it.
    fn corrected(&mut self, reader: &Reader, texts: &Texts, file: FileId) {
        let files = &reader.files;
        let evaluation = source::parse(files, texts.file).drain_into(&mut self.found);
        let worksheet = texts.worksheet.map(|file| source::parse(files, file).drain_into(&mut self.found));
        let ledger = revision::load(files, file).drain_into(&mut self.found);
        if let (Some(evaluation), Some((ledger, document))) = (&evaluation, &ledger) {
            let typed = AsTyped {
                evaluation,
                worksheet: worksheet.as_ref().and_then(Option::as_ref),
                letter: corrected::letter_node(files, &reader.documents, &texts.id),
                ledger: (ledger, document),
            };
            if let Some(made) = corrected(files, typed).drain_into(&mut self.found) {
                self.entry = made.entry;
                self.answers = texts.worksheet.map(|_| made.answers);
                self.letter = made.letter;
                self.applied = made.applied;
            } else {
                self.answers = texts.worksheet.map(|_| None);
            }
        }
        self.documents.extend(evaluation.map(|document| (texts.file, document)));
        self.documents.extend(texts.worksheet.zip(worksheet.flatten()));
        if let Some((ledger, document)) = ledger {
            self.documents.push((file, document));
            self.ledger = Some(ledger);
        }
    }

    fn keep<T>(&mut self, file: FileId, read: Checked<(T, Document)>) -> Option<T> {
        let (value, document) = read.drain_into(&mut self.found)?;
        self.documents.push((file, document));
        Some(value)
    }
}

/// Reads all evaluations, each with its worksheet and its ledger, ordered by year and file.
pub(super) fn all(reader: &mut Reader, settings: Option<&Settings>, record: &Record) -> Vec<Typed> {
    let mut all = Vec::new();
    let mut readable = Vec::new();
    for folder in reader.list("evaluasi") {
        let Some(Year(year)) = Year::from_text(&folder) else {
            let example = match reader.shelf.is_folder(&format!("evaluasi/{folder}")) {
                true => "evaluasi/2023".to_owned(),
                false if folder.ends_with(".yaml") => format!("evaluasi/2023/{folder}"),
                // A file of another kind may lie in this folder.
                false => continue,
            };
            let fault = Diagnostic::new(Code::U005).in_file(format!("evaluasi/{folder}"));
            reader.found.push(fault.arg("example", example));
            continue;
        };
        let names = reader.list_yaml(&format!("evaluasi/{folder}"));
        for name in &names {
            let path = format!("evaluasi/{folder}/{name}");
            let Some(stem) = name.strip_suffix(".yaml") else { continue };
            if let Some((owner, code)) = beside(stem) {
                if !names.contains(&format!("{owner}.yaml")) {
                    reader.found.push(Diagnostic::new(code).in_file(path));
                }
                continue;
            }
            if !EvaluationId::is_name(stem) {
                let suggestion = format!("{}.yaml", plain_name(stem));
                reader.found.push(Diagnostic::new(Code::D163).in_file(&path).arg("suggestion", suggestion));
                // The evaluation is known though not read: documents that refer to it shall not hear that it does not
                // exist.
                let file = reader.files.add(path, String::new());
                all.push(Typed::unread(EvaluationId { year, stem: plain_name(stem) }, file, None));
                continue;
            }
            let other = |ending: &str| {
                let name = format!("{stem}.{ending}.yaml");
                names.contains(&name).then(|| format!("evaluasi/{folder}/{name}"))
            };
            let id = EvaluationId { year, stem: stem.to_owned() };
            match texts(reader, id, &path, other("lke").as_deref(), other("koreksi").as_deref()) {
                Ok(texts) => readable.push(texts),
                Err(unread) => all.push(*unread),
            }
        }
    }
    // The files do not depend on each other: they are parsed in parallel, and the results are taken in the order of the
    // files.
    let shared: &Reader = reader;
    let parsed: Vec<Parsed> = readable.par_iter().map(|texts| Parsed::of(shared, texts)).collect();
    for (texts, parsed) in readable.into_iter().zip(parsed) {
        all.push(typed(reader, settings, record, texts, parsed));
    }
    all.sort_by(|a, b| a.id.cmp(&b.id));
    all
}

/// The stem of the evaluation that a ledger or worksheet belongs to, and the code to report if that evaluation is
/// missing.
fn beside(stem: &str) -> Option<(&str, Code)> {
    let ledger = stem.strip_suffix(".koreksi").map(|owner| (owner, Code::K008));
    ledger.or_else(|| stem.strip_suffix(".lke").map(|owner| (owner, Code::D164)))
}

/// Adds the texts of the files of an evaluation. If its file cannot be read, the evaluation is only known to exist.
fn texts(
    reader: &mut Reader,
    id: EvaluationId,
    path: &str,
    worksheet: Option<&str>,
    ledger: Option<&str>,
) -> Result<Texts, Box<Typed>> {
    let Some(file) = reader.add(path) else {
        let file = reader.files.add(path, String::new());
        return Err(Box::new(Typed::unread(id, file, None)));
    };
    let worksheet = match worksheet.map(|name| reader.add(name)) {
        None => None,
        Some(Some(worksheet)) => Some(worksheet),
        Some(None) => return Err(Box::new(Typed::unread(id, file, None))),
    };
    match ledger.map(|name| reader.add(name)) {
        Some(None) => Err(Box::new(Typed::unread(id, file, worksheet))),
        read => Ok(Texts { id, file, worksheet, ledger: read.flatten() }),
    }
}

/// Keeps trees and faults of a parsed evaluation, and finds its office and its instrument.
fn typed(reader: &mut Reader, settings: Option<&Settings>, record: &Record, texts: Texts, parsed: Parsed) -> Typed {
    let Texts { id, file, worksheet, ledger } = texts;
    reader.found.extend(parsed.found);
    reader.documents.extend(parsed.documents);
    let (office, regular) = match &parsed.entry {
        Some(entry) => (entry.opd.value.0.clone(), entry.kind.is_none_or(|kind| kind == EvaluationKind::Regular)),
        None => {
            // The office of a faulty file may still be readable: next year's letter of that office must find this
            // evaluation.
            let document = source::parse(&reader.files, file).value;
            let office = document.and_then(|d| Some(d.find("/opd")?.text()?.to_owned()));
            (office.unwrap_or_else(|| id.stem.clone()), true)
        }
    };
    let ledger = ledger.zip(parsed.ledger);
    let entries = parsed.entry.zip(parsed.answers.map_or(Some(None), |read| read.map(Some)));
    let chosen = entries.as_ref().and_then(|(entry, _)| chosen(reader, settings, &id, entry));
    let mut faults = Vec::new();
    let instrument = chosen.map(|own| {
        let object = id.to_string();
        let Some(last) = record.last(&object) else { return own };
        let pending = ledger.as_ref().is_some_and(|(_, ledger)| ledger.entries.len() > last.corrections.len());
        editions::as_issued(reader, record, &object, last, (own, pending)).unwrap_or_else(|found| {
            faults = found;
            own
        })
    });
    let (letter, applied) = (parsed.letter, parsed.applied);
    Typed { id, file, worksheet, ledger, applied, letter, office, regular, entries, instrument, faults }
}

/// The instrument that an evaluation names, else that of its season.
fn chosen(
    reader: &mut Reader,
    settings: Option<&Settings>,
    id: &EvaluationId,
    entry: &EvaluationFile,
) -> Option<usize> {
    let season = settings.map(|s| s.season(id.year).map(|s| s.instrument.clone()));
    let (wanted, at) = match (&entry.instrument, season) {
        (Some(own), _) => (own.value.0.clone(), own.at),
        (None, Some(Some(season))) => (season.value.0, season.at),
        (None, Some(None)) => {
            reader.found.push(Diagnostic::new(Code::D142).at(entry.year.at).arg("year", id.year));
            return None;
        }
        // `lhe.yaml` is faulty and was reported; the instrument stands in it.
        (None, None) => return None,
    };
    editions::typed(reader, &wanted, at)
}

/// A file name in the form that evaluations must have: lower case, with `-` for every other character.
fn plain_name(stem: &str) -> String {
    let plain = |c: char| if c.is_ascii_alphanumeric() { c.to_ascii_lowercase() } else { '-' };
    stem.chars().map(plain).collect()
}
