//! Reading a whole project: every file once, every fault of every file.

use std::collections::{BTreeMap, BTreeSet};
use std::path::{Path, PathBuf};

use crate::archive::Store;
use crate::bundle::{Ingredient, Role};
use crate::diag::{Checked, Code, Diagnostic, FileId, Files, Place};
use crate::instrument::{self, BUILT_IN, Instrument};
use crate::os::reason;
use crate::project::wording::templates::{self, TemplateSet};
use crate::record::issued::{self, Issued};
use crate::register::{HistoryFile, LetterFile, Office, OfficeFile, RecapFile, Settings};
use crate::report::{Quoted, Wording};
use crate::score::{self};
use crate::source::{self, Document, Spanned};

use super::check::registers;
use super::evaluations::Case;
use super::shelf::{LARGEST, Shelf};
use super::wording::sentences;
use super::{find, revise};

/// A project as read, with everything that was found.
#[derive(Debug)]
pub struct Project {
    /// Its folder; empty for one that is read from a bundle.
    pub root: PathBuf,
    /// Where its files come from.
    pub(crate) shelf: Shelf,
    /// What was issued, as the archive was found.
    pub(crate) archive: Option<Store>,
    /// The revisions of each object of the archive, oldest first.
    pub(crate) issued: Issued,
    /// True if the archive cannot be read: nobody knows what was issued.
    pub(crate) archive_faulty: bool,
    /// For a project that is read from a bundle: what its document quotes of others.
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
    /// Instruments in use and local ones.
    pub instruments: Vec<Instrument>,
    /// Evaluations, ordered by year and file.
    pub cases: Vec<Case>,
    /// Folder and year of letter and history files that were reported as faulty.
    pub(crate) faulty_years: Vec<(String, i32)>,
    /// True if `lhe.yaml` sets what no page can be made with.
    pub(crate) unusable: bool,
    /// Ids of local instruments that were reported as faulty.
    pub(crate) faulty_instruments: Vec<String>,
    /// Texts of the instruments, as they enter a bundle.
    pub(crate) sources: Vec<Ingredient>,
    /// Templates and styles.
    pub(crate) templates: Vec<Ingredient>,
    /// Names of those that are the project's own.
    pub(crate) own_templates: BTreeSet<String>,
    /// By main template: the templates and styles that it can reach, and these as the one file of a bundle.
    pub(crate) template_sets: BTreeMap<String, TemplateSet>,
    /// The logo, if it can be used.
    pub(crate) logo: Option<Ingredient>,
    /// What was found on the way.
    pub diagnostics: Vec<Diagnostic>,
}

impl Project {
    /// Reads and checks the project in `root`.
    pub fn load(root: &Path) -> Self {
        Self::read_all(root.to_path_buf(), Shelf::Folder(root.to_path_buf(), BTreeMap::new()), None)
    }

    /// The same project as it would be if one of its files had this text.
    #[must_use]
    pub fn with_text(&self, name: &str, text: &str) -> Self {
        let over = BTreeMap::from([(name.to_owned(), text.as_bytes().to_vec())]);
        Self::read_all(self.root.clone(), Shelf::Folder(self.root.clone(), over), None)
    }

    /// Reads what a bundle holds of a project, to make its report again.
    pub(crate) fn of_bundle(files: BTreeMap<String, Vec<u8>>, quoted: Quoted) -> Self {
        Self::read_all(PathBuf::new(), Shelf::Memory(files), Some(quoted))
    }

    fn read_all(root: PathBuf, shelf: Shelf, quoted: Option<Quoted>) -> Self {
        let mut project = Self {
            root,
            shelf,
            archive: None,
            issued: Issued::new(),
            archive_faulty: false,
            quoted,
            files: Files::default(),
            documents: BTreeMap::new(),
            settings: None,
            offices: Vec::new(),
            letters: BTreeMap::new(),
            histories: BTreeMap::new(),
            recaps: BTreeMap::new(),
            wording: Wording::default(),
            instruments: Vec::new(),
            cases: Vec::new(),
            faulty_years: Vec::new(),
            unusable: false,
            faulty_instruments: Vec::new(),
            sources: Vec::new(),
            templates: Vec::new(),
            own_templates: BTreeSet::new(),
            template_sets: BTreeMap::new(),
            logo: None,
            diagnostics: Vec::new(),
        };
        project.settings = project.read(find::SETTINGS, source::load::<Settings>);
        project.offices = project.read("opd.yaml", source::load::<OfficeFile>).map(|f| f.offices).unwrap_or_default();
        project.letters = project.by_year("surat", source::load::<LetterFile>);
        project.histories = project.by_year("riwayat", source::load::<HistoryFile>);
        project.recaps = project.by_year("ikhtisar", source::load::<RecapFile>);
        project.open_archive();
        project.local_instruments();
        project.evaluations();
        if let Some(last) = project.quoted.as_ref().and_then(|quoted| quoted.last_year.clone()) {
            // Last year's names and weights; nothing else in a bundle asks for that instrument.
            project.instrument(&last.instrument);
        }
        revise::all(&mut project);
        (project.templates, project.own_templates) = templates::load(project.shelf.folder(), &mut project.diagnostics);
        project.template_sets = templates::sets(&project.templates);
        let sentences = sentences::load(Some(&project.shelf), &mut project.files, &mut project.diagnostics);
        project.wording = sentences.wording;
        project.documents.extend(sentences.documents);
        registers::all(&mut project);
        project.sources = project.instruments.iter().map(|i| project.source_of(i)).collect();
        crate::diag::sort(&mut project.diagnostics, &project.files);
        project
    }

    /// What the archive holds. One that cannot be read stops everything that may be in it.
    fn open_archive(&mut self) {
        let Some(root) = self.shelf.folder() else { return };
        let strange = self.shelf.list("arsip").unwrap_or_default().into_iter().filter(|name| year(name).is_some());
        for name in strange {
            let fault = Diagnostic::new(Code::A009).in_file(format!("arsip/{name}"));
            self.diagnostics.push(fault.arg("id", name));
            self.archive_faulty = true;
        }
        let read = Store::read(&root.join("arsip")).and_then(|store| {
            let issued = store.as_ref().map_or_else(|| Ok(Issued::new()), issued::fold)?;
            Ok((store, issued))
        });
        match read {
            Ok((store, issued)) => (self.archive, self.issued) = (store, issued),
            Err(faults) => {
                self.diagnostics.extend(faults);
                self.archive_faulty = true;
            }
        }
    }

    /// Reads one file below the root with `load`, keeping its tree and its faults.
    fn read<T>(&mut self, name: &str, load: impl FnOnce(&Files, FileId) -> Checked<(T, Document)>) -> Option<T> {
        let file = self.add(name)?;
        self.take(file, load)
    }

    fn take<T>(&mut self, file: FileId, load: impl FnOnce(&Files, FileId) -> Checked<(T, Document)>) -> Option<T> {
        let read = load(&self.files, file);
        self.keep(file, read)
    }

    /// Keeps the tree and the faults of a file that was read, and hands its value on.
    fn keep<T>(&mut self, file: FileId, read: Checked<(T, Document)>) -> Option<T> {
        let (value, document) = read.drain_into(&mut self.diagnostics)?;
        self.documents.insert(file, document);
        Some(value)
    }

    /// Adds a file's text.
    pub(crate) fn add(&mut self, name: &str) -> Option<FileId> {
        match self.shelf.read(name, LARGEST) {
            Ok(bytes) => match source::text(bytes, name) {
                Ok(text) => Some(self.files.add(name, text)),
                Err(fault) => {
                    self.diagnostics.push(*fault);
                    None
                }
            },
            Err(error) => {
                self.diagnostics.push(Diagnostic::unread(name, reason(&error)));
                None
            }
        }
    }

    pub(crate) fn list(&mut self, folder: &str) -> Vec<String> {
        self.shelf.list(folder).unwrap_or_else(|error| {
            self.diagnostics.push(Diagnostic::unread(folder, reason(&error)));
            Vec::new()
        })
    }

    /// The YAML files of a folder. One whose name misses the ending by a little (`x.yaml.txt`, `x.yml`) would be
    /// left out in silence; a warning says so. Other files may lie there for people.
    pub(crate) fn list_yaml(&mut self, folder: &str) -> Vec<String> {
        // `~$x.yaml` is the lock file of an office program.
        let names = self.list(folder).into_iter().filter(|name| !name.starts_with('~'));
        let (yaml, other): (Vec<_>, Vec<_>) = names.partition(|name| name.ends_with(".yaml"));
        for name in &other {
            let lower = name.to_lowercase();
            if let Some(at) = lower.find(".yaml").or_else(|| lower.find(".yml")) {
                let suggestion = format!("{}.yaml", &lower[..at]);
                let fault = Diagnostic::new(Code::U011).in_file(format!("{folder}/{name}"));
                self.diagnostics.push(fault.arg("suggestion", suggestion));
            }
        }
        yaml
    }

    fn by_year<T>(
        &mut self,
        folder: &str,
        load: impl Fn(&Files, FileId) -> Checked<(T, Document)>,
    ) -> BTreeMap<i32, T> {
        let mut map = BTreeMap::new();
        for name in self.list_yaml(folder) {
            let year = name.strip_suffix(".yaml").and_then(year);
            let path = format!("{folder}/{name}");
            match year {
                Some(year) => match self.read(&path, &load) {
                    Some(value) => drop(map.insert(year, value)),
                    None => self.faulty_years.push((folder.to_owned(), year)),
                },
                None => {
                    let fault = Diagnostic::new(Code::U005).in_file(path);
                    self.diagnostics.push(fault.arg("example", format!("{folder}/2023.yaml")));
                }
            }
        }
        map
    }

    fn local_instruments(&mut self) {
        for name in self.list_yaml("instrumen") {
            let Some(file) = self.add(&format!("instrumen/{name}")) else { continue };
            let Some(instrument) = self.take(file, instrument::load) else {
                // Whoever uses it shall not be told that it does not exist.
                let document = source::parse(&self.files, file).value;
                let id = document.and_then(|d| Some(d.find("/id")?.text()?.to_owned()));
                self.faulty_instruments.extend(id);
                continue;
            };
            let taken = BUILT_IN.iter().any(|b| b.id == instrument.id)
                || self.instruments.iter().any(|i| i.id == instrument.id);
            if taken {
                self.diagnostics.push(Diagnostic::new(Code::I016).at(instrument.place).arg("id", &instrument.id));
            } else {
                self.diagnostics.extend(score::verify_examples(&instrument));
                self.instruments.push(instrument);
            }
        }
    }

    /// The instrument that a history names, if it is known.
    pub(crate) fn history_instrument(&self, history: &HistoryFile) -> Option<&Instrument> {
        let wanted = history.instrument.value.0.as_str();
        self.instruments.iter().find(|i| instrument::means(wanted, &i.id))
    }

    /// The index of an instrument by id, or by its id without `@…`; a built-in one is read when first asked for.
    pub(crate) fn instrument(&mut self, id: &str) -> Option<usize> {
        let fits = |known: &str| instrument::means(id, known);
        if let Some(index) = self.instruments.iter().position(|i| fits(&i.id)) {
            return Some(index);
        }
        let built_in = BUILT_IN.iter().find(|b| fits(b.id))?;
        let name = format!("<bawaan>/{}", built_in.file);
        // A bundle holds the edition that it was made by.
        let kept = self.shelf.read(&name, LARGEST).ok().and_then(|bytes| String::from_utf8(bytes).ok());
        let file = self.files.add(name, kept.unwrap_or_else(|| built_in.text.to_owned()));
        let instrument = self.take(file, instrument::load)?;
        self.instruments.push(instrument);
        Some(self.instruments.len() - 1)
    }

    fn source_of(&self, instrument: &Instrument) -> Ingredient {
        let file = instrument.place.file;
        Ingredient::new(self.files.name(file), Role::Instrument, self.files.text(file).as_bytes())
    }

    /// The office with this id.
    pub fn office(&self, id: &str) -> Option<&Spanned<Office>> {
        self.offices.iter().find(|o| o.value.id.value.0 == id)
    }

    /// `file#/pointer` of a place: an origin that does not move when lines move.
    pub fn origin(&self, place: Place) -> String {
        let pointer = self.documents.get(&place.file).map(|d| d.pointer_at(place)).unwrap_or_default();
        format!("{}#{pointer}", self.files.name(place.file))
    }

    /// The place that an origin names now, if it still exists. A computed value's place is the code it names,
    /// or the answers as a whole.
    pub fn place_of(&self, origin: &str) -> Option<Place> {
        let (name, pointer) = origin.split_once('#')?;
        let (_, document) = self.documents.iter().find(|(file, _)| self.files.name(**file) == name)?;
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
        match &self.archive {
            Some(known) => known.head() == store.head(),
            None => store.events().next().is_none(),
        }
    }
}

/// A year as it stands in names: four digits, 1900 to 2999.
pub(crate) fn year(text: &str) -> Option<i32> {
    let digits = text.len() == 4 && text.bytes().all(|b| b.is_ascii_digit());
    digits.then(|| text.parse().ok()).flatten().filter(|year| (1900..=2999).contains(year))
}
