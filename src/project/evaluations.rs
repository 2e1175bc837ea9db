//! One evaluation of a project: its files read side by side, its corrections worked in, its scores.

use rayon::prelude::*;

use crate::diag::{Checked, Code, Diagnostic, FileId, Hint, nearest};
use crate::evaluation::{self, Evaluation, EvaluationId, EvaluationKind};
use crate::instrument::{self, BUILT_IN};
use crate::register::LetterEntry;
use crate::revision::{self, Applied, Ledger};
use crate::score::{self, ScoreSheet, Whose};
use crate::source::{self, Document};

use super::corrected::{Typed, corrected};
use super::model::{Project, year};
use super::revise::Revision;

/// One evaluation and its scores.
#[derive(Debug)]
pub struct Case {
    /// Identity.
    pub id: EvaluationId,
    /// The evaluation file.
    pub file: FileId,
    /// The `.lke.yaml` beside it.
    pub worksheet: Option<FileId>,
    /// Its ledger of corrections.
    pub ledger: Option<(FileId, Ledger)>,
    /// What the whole ledger changed.
    pub(crate) applied: Vec<Applied>,
    /// Its letter after corrections, and of the revision that it is.
    pub(crate) letter: Option<LetterEntry>,
    /// Which revision the data gives now.
    pub revision: Revision,
    /// Id of its office, also if the rest of the file is faulty; the file name if even that cannot be read.
    pub office: String,
    /// True for the yearly evaluation, the one that next year's letter looks back to.
    pub regular: bool,
    /// The evaluation, if it is without error.
    pub evaluation: Option<Evaluation>,
    /// Index of its instrument.
    pub instrument: Option<usize>,
    /// The evaluator's scores.
    pub sheet: Option<ScoreSheet>,
    /// The office's own scores, if complete.
    pub own: Option<ScoreSheet>,
    /// True if an error stops this letter: in its own files, in its entry of a letter file or of last year's history,
    /// a number used twice, a letter file or a history that cannot be read (a draft without its number, or without
    /// last year, would look as if there were none).
    pub blocked: bool,
}

/// The files of one case, read.
struct Read {
    documents: Vec<(FileId, Document)>,
    entry: Option<evaluation::EvaluationFile>,
    /// None if there is no worksheet; none inside if it is faulty.
    answers: Option<Option<evaluation::WorksheetFile>>,
    ledger: Option<Ledger>,
    letter: Option<LetterEntry>,
    applied: Vec<Applied>,
    found: Vec<Diagnostic>,
}

impl Read {
    fn new(project: &Project, case: &Case, ledger: Option<FileId>) -> Self {
        let files = &project.files;
        let mut read = Self {
            documents: Vec::new(),
            entry: None,
            answers: None,
            ledger: None,
            letter: None,
            applied: Vec::new(),
            found: Vec::new(),
        };
        match ledger {
            None => {
                read.entry = read.keep(case.file, evaluation::load(files, case.file));
                read.answers = case.worksheet.map(|file| read.keep(file, evaluation::load_worksheet(files, file)));
            }
            Some(ledger) => read.corrected(project, case, ledger),
        }
        read
    }

    /// What the whole ledger makes of the files; what is typed in them counts only where no correction changes it.
    fn corrected(&mut self, project: &Project, case: &Case, file: FileId) {
        let files = &project.files;
        let evaluation = source::parse(files, case.file).drain_into(&mut self.found);
        let worksheet = case.worksheet.map(|file| source::parse(files, file).drain_into(&mut self.found));
        let ledger = revision::load(files, file).drain_into(&mut self.found);
        if let (Some(evaluation), Some((ledger, document))) = (&evaluation, &ledger) {
            let typed = Typed {
                evaluation,
                worksheet: worksheet.as_ref().and_then(Option::as_ref),
                letter: project.letter_node(case),
                ledger: (ledger, document),
            };
            if let Some(made) = corrected(files, typed).drain_into(&mut self.found) {
                self.entry = made.entry;
                self.answers = case.worksheet.map(|_| made.answers);
                self.letter = made.letter;
                self.applied = made.applied;
            } else {
                self.answers = case.worksheet.map(|_| None);
            }
        }
        self.documents.extend(evaluation.map(|document| (case.file, document)));
        self.documents.extend(case.worksheet.zip(worksheet.flatten()));
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

impl Case {
    /// The files that it is made of.
    pub(crate) fn files(&self) -> impl Iterator<Item = FileId> {
        std::iter::once(self.file).chain(self.worksheet).chain(self.ledger.as_ref().map(|(file, _)| *file))
    }

    /// A case of which nothing is known but that it exists.
    fn unread(id: EvaluationId, file: FileId) -> Self {
        Self {
            office: id.stem.clone(),
            regular: true,
            id,
            file,
            worksheet: None,
            ledger: None,
            applied: Vec::new(),
            letter: None,
            revision: Revision::default(),
            evaluation: None,
            instrument: None,
            sheet: None,
            own: None,
            blocked: false,
        }
    }
}

impl Project {
    /// Reads all evaluations, each with its worksheet and its ledger.
    pub(crate) fn evaluations(&mut self) {
        let mut found = Vec::new();
        for folder in self.list("evaluasi") {
            let Some(year) = year(&folder) else {
                let example = match self.shelf.is_folder(&format!("evaluasi/{folder}")) {
                    true => "evaluasi/2023".to_owned(),
                    false if folder.ends_with(".yaml") => format!("evaluasi/2023/{folder}"),
                    // A paper of another kind may lie here.
                    false => continue,
                };
                let fault = Diagnostic::new(Code::U005).in_file(format!("evaluasi/{folder}"));
                self.diagnostics.push(fault.arg("example", example));
                continue;
            };
            let names = self.list_yaml(&format!("evaluasi/{folder}"));
            for name in &names {
                let path = format!("evaluasi/{folder}/{name}");
                let Some(stem) = name.strip_suffix(".yaml") else { continue };
                if let Some(owner) = stem.strip_suffix(".koreksi") {
                    if !names.contains(&format!("{owner}.yaml")) {
                        self.diagnostics.push(Diagnostic::new(Code::K008).in_file(path));
                    }
                    continue;
                }
                if let Some(owner) = stem.strip_suffix(".lke") {
                    if !names.contains(&format!("{owner}.yaml")) {
                        self.diagnostics.push(Diagnostic::new(Code::D164).in_file(path));
                    }
                    continue;
                }
                if !EvaluationId::is_name(stem) {
                    let suggestion = format!("{}.yaml", plain_name(stem));
                    self.diagnostics.push(Diagnostic::new(Code::D163).in_file(path).arg("suggestion", suggestion));
                    // Known, but not read: what refers to it shall not be told that it does not exist.
                    let file = self.files.add(format!("evaluasi/{folder}/{name}"), String::new());
                    self.cases.push(Case::unread(EvaluationId { year, stem: plain_name(stem) }, file));
                    continue;
                }
                let worksheet = names.contains(&format!("{stem}.lke.yaml"));
                let worksheet = worksheet.then(|| format!("evaluasi/{folder}/{stem}.lke.yaml"));
                let ledger = names.contains(&format!("{stem}.koreksi.yaml"));
                let ledger = ledger.then(|| format!("evaluasi/{folder}/{stem}.koreksi.yaml"));
                let id = EvaluationId { year, stem: stem.to_owned() };
                found.extend(self.case(id, &path, worksheet.as_deref(), ledger.as_deref()));
            }
        }
        // Files do not depend on each other: they are read side by side, and looked at in their order.
        let project: &Self = self;
        let read: Vec<Read> = found.par_iter().map(|(case, ledger)| Read::new(project, case, *ledger)).collect();
        for ((case, _), read) in found.into_iter().zip(read) {
            self.take_case(case, read);
        }
        self.cases.sort_by(|a, b| a.id.cmp(&b.id));
    }

    /// A case with the texts of its files; one that cannot be read is only known to exist.
    fn case(
        &mut self,
        id: EvaluationId,
        path: &str,
        worksheet: Option<&str>,
        ledger: Option<&str>,
    ) -> Option<(Case, Option<FileId>)> {
        let Some(file) = self.add(path) else {
            let file = self.files.add(path, String::new());
            self.cases.push(Case::unread(id, file));
            return None;
        };
        let mut case = Case::unread(id, file);
        if let Some(name) = worksheet {
            case.worksheet = self.add(name);
            if case.worksheet.is_none() {
                self.cases.push(case);
                return None;
            }
        }
        let read = ledger.map(|name| self.add(name));
        if read == Some(None) {
            self.cases.push(case);
            return None;
        }
        Some((case, read.flatten()))
    }

    fn take_case(&mut self, mut case: Case, read: Read) {
        self.diagnostics.extend(read.found);
        let ledger =
            read.documents.iter().map(|(file, _)| *file).find(|f| *f != case.file && Some(*f) != case.worksheet);
        self.documents.extend(read.documents);
        match &read.entry {
            Some(entry) => {
                case.office.clone_from(&entry.opd.value.0);
                case.regular = entry.kind.is_none_or(|kind| kind == EvaluationKind::Regular);
            }
            None => {
                // Faulty, but its office may be readable: who looks back to it shall not find nothing.
                let document = source::parse(&self.files, case.file).value;
                case.office = document
                    .and_then(|d| Some(d.find("/opd")?.text()?.to_owned()))
                    .unwrap_or_else(|| case.id.stem.clone());
            }
        }
        case.ledger = ledger.zip(read.ledger);
        case.letter = read.letter;
        case.applied = read.applied;
        if let (Some(entry), Some(answers)) = (read.entry, read.answers.map_or(Some(None), |read| read.map(Some))) {
            self.score(&mut case, entry, answers);
        }
        self.cases.push(case);
    }

    fn score(
        &mut self,
        case: &mut Case,
        entry: evaluation::EvaluationFile,
        answers: Option<evaluation::WorksheetFile>,
    ) {
        let season = self.settings.as_ref().map(|s| s.season(case.id.year).map(|s| s.instrument.clone()));
        let (id, at) = match (&entry.instrument, season) {
            (Some(own), _) => (own.value.0.clone(), own.at),
            (None, Some(Some(season))) => (season.value.0, season.at),
            (None, Some(None)) => {
                let fault = Diagnostic::new(Code::D142).at(entry.year.at).arg("year", case.id.year);
                return self.diagnostics.push(fault);
            }
            // `lhe.yaml` is faulty and was reported; without it nobody knows the instrument.
            (None, None) => return,
        };
        if self.faulty_instruments.iter().any(|known| instrument::means(&id, known)) {
            return;
        }
        let Some(index) = self.instrument(&id) else {
            let known = BUILT_IN.iter().map(|b| b.id).chain(self.instruments.iter().map(|i| i.id.as_str()));
            let known: Vec<&str> = known.collect();
            let mut fault = Diagnostic::new(Code::D141).at(at).arg("id", &id);
            match nearest(&id, known.iter().copied()) {
                Some(word) => fault.hints.push(Hint::DidYouMean(word)),
                None => fault.hints.push(Hint::Choices(known.join(", "))),
            }
            return self.diagnostics.push(fault);
        };
        case.instrument = Some(index);
        let instrument = &self.instruments[index];
        let checked = Evaluation::new(case.id.clone(), entry, answers, instrument);
        let Some(evaluation) = checked.drain_into(&mut self.diagnostics) else { return };
        case.sheet = score::calculate(instrument, &evaluation.answers, Whose::Evaluator);
        case.own = score::calculate(instrument, &evaluation.answers, Whose::Office);
        if let Some(sheet) = &case.sheet {
            self.diagnostics.extend(score::dependencies(instrument, sheet));
            self.diagnostics.extend(score::implausible(instrument, sheet));
        }
        case.evaluation = Some(evaluation);
    }
}

/// A file name as an evaluation may have it: lower case, with `-` for everything else.
fn plain_name(stem: &str) -> String {
    let plain = |c: char| if c.is_ascii_alphanumeric() { c.to_ascii_lowercase() } else { '-' };
    stem.chars().map(plain).collect()
}
