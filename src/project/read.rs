//! The first stage: reads every file of a project once and finds every fault of every file. Nothing is scored yet.

use std::collections::{BTreeMap, BTreeSet};
use std::path::PathBuf;

use crate::archive::Store;
use crate::bundle::{Ingredient, Role};
use crate::diag::{Code, Diagnostic, FileId, Files, Found, Place};
use crate::instrument::{self, Instrument};
use crate::record::Record;
use crate::register::{HistoryFile, LetterFile, Office, OfficeFile, RecapFile, Settings};
use crate::report::{Quoted, Wording};
use crate::source::{self, Document, Spanned, Year};

use super::evaluations::{self, Typed};
use super::reader::Reader;
use super::shelf::Shelf;
use super::wording::templates::{self, TemplateSet};
use super::wording::{logo, sentences};
use super::{editions, find};

/// The contents of a project's files.
///
/// The value is made whole and never changes; the faults found on the way stand beside it in `Reading`.
#[derive(Debug)]
pub struct Read {
    /// Its folder; empty for a project that is read from a bundle.
    pub root: PathBuf,
    /// Where its files come from.
    pub(crate) shelf: Shelf,
    /// The issued revisions, as the archive was when it was read.
    pub(crate) record: Record,
    /// True if the archive cannot be read: nobody knows what was issued.
    pub(crate) archive_faulty: bool,
    /// For a project that is read from a bundle: the quotes of its document.
    pub(crate) quoted: Option<Quoted>,
    /// All texts.
    pub files: Files,
    /// Parsed trees by file.
    pub documents: BTreeMap<FileId, Document>,
    /// `lhe.yaml`.
    pub settings: Option<Settings>,
    /// `opd.yaml`.
    pub offices: Vec<Spanned<Office>>,
    /// `surat/<tahun>.yaml`.
    pub letters: BTreeMap<i32, LetterFile>,
    /// `riwayat/<tahun>.yaml`.
    pub histories: BTreeMap<i32, HistoryFile>,
    /// `ikhtisar/<tahun>.yaml`.
    pub recaps: BTreeMap<i32, RecapFile>,
    /// Standing sentences in force.
    pub wording: Wording,
    /// Instruments in use and local ones, followed by those of issued revisions that differ from the present file.
    pub instruments: Vec<Instrument>,
    /// Folder and year of letter, history and recap files that were reported as faulty.
    pub(crate) faulty_years: Vec<(String, i32)>,
    /// Texts of the instruments, as they enter a bundle.
    pub(crate) sources: Vec<Ingredient>,
    /// Templates and styles.
    pub(crate) templates: Vec<Ingredient>,
    /// Names of the project's own templates and styles.
    pub(crate) own_templates: BTreeSet<String>,
    /// By main template: the templates and styles that it can reach, and the same as the one file of a bundle.
    pub(crate) template_sets: BTreeMap<String, TemplateSet>,
    /// The logo, if it can be used.
    pub(crate) logo: Option<Ingredient>,
}

/// A project as read, its evaluations as typed and corrected, and the faults of all files.
pub(super) struct Reading {
    pub(super) read: Read,
    /// Ordered by year and file.
    pub(super) typed: Vec<Typed>,
    pub(super) found: Found,
}

impl Reading {
    /// Reads all files from `shelf`. `quoted` is given for the files of a bundle.
    pub(super) fn of(root: PathBuf, shelf: Shelf, quoted: Option<Quoted>) -> Self {
        let mut reader = Reader::new(shelf);
        let settings = reader.read(find::SETTINGS, source::load::<Settings>);
        let offices = reader.read("opd.yaml", source::load::<OfficeFile>).map(|f| f.offices).unwrap_or_default();
        let letters = reader.by_year("surat", source::load::<LetterFile>);
        let histories = reader.by_year("riwayat", source::load::<HistoryFile>);
        let recaps = reader.by_year("ikhtisar", source::load::<RecapFile>);
        let opened = archive(&mut reader);
        let (archive_faulty, record) = (opened.is_none(), opened.unwrap_or_default());
        editions::local(&mut reader);
        let typed = evaluations::all(&mut reader, settings.as_ref(), &record);
        // Last year's names and weights come from that instrument, which nothing else in a bundle asks for.
        if let Some(last) = quoted.as_ref().and_then(|quoted| quoted.last_year.as_ref()) {
            editions::index(&mut reader, &last.instrument);
        }
        editions::of_histories(&mut reader, &histories);
        let (templates, own_templates) = templates::load(reader.shelf.folder(), &mut reader.found);
        let template_sets = templates::sets(&templates);
        let sentences = sentences::load(Some(&reader.shelf), &mut reader.files, &mut reader.found);
        let logo = settings.as_ref().and_then(|settings| logo::read(&reader.shelf, settings, &mut reader.found));
        let Reader { shelf, mut files, mut documents, instruments, faulty_years, found, .. } = reader;
        documents.extend(sentences.documents);
        // The faults of templates have their places in these texts.
        for template in &templates {
            files.add(templates::shown(&template.name, &own_templates), String::from_utf8_lossy(&template.bytes));
        }
        let source = |instrument: &Instrument| {
            let file = instrument.place.file;
            Ingredient::new(files.name(file), Role::Instrument, files.text(file).as_bytes())
        };
        let sources = instruments.iter().map(source).collect();
        let read = Read {
            root,
            shelf,
            record,
            archive_faulty,
            quoted,
            files,
            documents,
            settings,
            offices,
            letters,
            histories,
            recaps,
            wording: sentences.wording,
            instruments,
            faulty_years,
            sources,
            templates,
            own_templates,
            template_sets,
            logo,
        };
        Self { read, typed, found }
    }
}

/// The record of the archive. None if the archive cannot be read or holds a folder of a year; then no page can be made.
fn archive(reader: &mut Reader) -> Option<Record> {
    let Some(root) = reader.shelf.folder() else { return Some(Record::default()) };
    let folder = root.join("arsip");
    let names = reader.shelf.list("arsip").unwrap_or_default();
    let strange: Vec<String> = names.into_iter().filter(|name| Year::from_text(name).is_some()).collect();
    for name in &strange {
        let fault = Diagnostic::new(Code::A009).in_file(format!("arsip/{name}"));
        reader.found.push(fault.arg("id", name));
    }
    let record = Record::read(&folder).map_err(|faults| reader.found.extend(faults)).ok();
    record.filter(|_| strange.is_empty())
}

impl Read {
    /// The instrument of a history, if it is known.
    pub(crate) fn history_instrument(&self, history: &HistoryFile) -> Option<&Instrument> {
        let wanted = history.instrument.value.0.as_str();
        self.instruments.iter().find(|i| instrument::means(wanted, &i.id))
    }

    /// The office with this id.
    pub fn office(&self, id: &str) -> Option<&Spanned<Office>> {
        self.offices.iter().find(|o| o.value.id.value.0 == id)
    }

    /// True for the office itself and for its successors.
    pub(crate) fn takes_over(&self, old: &str, now: &str) -> bool {
        let successors = self.office(old).into_iter().flat_map(|o| &o.value.successors);
        old == now || successors.map(|s| s.value.0.as_str()).any(|id| id == now)
    }

    /// `file#/pointer` of a place: an origin that stays the same when lines move.
    pub fn origin(&self, place: Place) -> String {
        let pointer = self.documents.get(&place.file).map(|d| d.pointer_at(place)).unwrap_or_default();
        format!("{}#{pointer}", self.files.name(place.file))
    }

    /// The tree of a file, by its name.
    pub(crate) fn document(&self, name: &str) -> Option<&Document> {
        self.documents.iter().find(|(file, _)| self.files.name(**file) == name).map(|(_, document)| document)
    }

    /// The place that an origin names now, if it still exists. A computed value has the place of the answer to its
    /// code, else that of all answers.
    pub fn place_of(&self, origin: &str) -> Option<Place> {
        let (name, pointer) = origin.split_once('#')?;
        let document = self.document(name)?;
        let computed = || {
            let code = pointer.strip_prefix("nilai/")?;
            let answer = document.find(&format!("/penilaian/{code}"));
            answer.or_else(|| document.find("/penilaian"))
        };
        document.find(pointer).or_else(computed).map(|node| node.place)
    }

    /// True if the archive cannot be read, so that nobody knows what was issued.
    pub fn archive_is_faulty(&self) -> bool {
        self.archive_faulty
    }

    /// True if the archive is as it was when this project was read.
    pub fn knows(&self, store: &Store) -> bool {
        match self.record.store() {
            Some(known) => known.head() == store.head(),
            None => store.events().next().is_none(),
        }
    }
}
