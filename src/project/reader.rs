//! Reads the files of a project one by one, and keeps texts, trees and faults until all are read.

use std::collections::BTreeMap;

use crate::diag::{Checked, Code, Diagnostic, FileId, Files, Found};
use crate::instrument::Instrument;
use crate::os::reason;
use crate::source::{self, Document, Year};

use super::shelf::{LARGEST, Shelf};

/// The texts, trees and faults that were read so far.
pub(super) struct Reader {
    pub(super) shelf: Shelf,
    pub(super) files: Files,
    pub(super) documents: BTreeMap<FileId, Document>,
    pub(super) instruments: Vec<Instrument>,
    /// Ids of local instruments that were reported as faulty.
    pub(super) faulty_instruments: Vec<String>,
    pub(super) faulty_years: Vec<(String, i32)>,
    pub(super) found: Found,
}

impl Reader {
    pub(super) fn new(shelf: Shelf) -> Self {
        Self {
            shelf,
            files: Files::default(),
            documents: BTreeMap::new(),
            instruments: Vec::new(),
            faulty_instruments: Vec::new(),
            faulty_years: Vec::new(),
            found: Vec::new(),
        }
    }

    /// Reads one file below the root with `load`, keeping its tree and its faults.
    pub(super) fn read<T>(
        &mut self,
        name: &str,
        load: impl FnOnce(&Files, FileId) -> Checked<(T, Document)>,
    ) -> Option<T> {
        let file = self.add(name)?;
        self.take(file, load)
    }

    /// The same for a file whose text was added before.
    pub(super) fn take<T>(
        &mut self,
        file: FileId,
        load: impl FnOnce(&Files, FileId) -> Checked<(T, Document)>,
    ) -> Option<T> {
        let (value, document) = load(&self.files, file).drain_into(&mut self.found)?;
        self.documents.insert(file, document);
        Some(value)
    }

    /// Adds the text of a file.
    pub(super) fn add(&mut self, name: &str) -> Option<FileId> {
        match self.shelf.read(name, LARGEST) {
            Ok(bytes) => match source::text(bytes, name) {
                Ok(text) => Some(self.files.add(name, text)),
                Err(fault) => {
                    self.found.push(*fault);
                    None
                }
            },
            Err(error) => {
                self.found.push(Diagnostic::unread(name, reason(&error)));
                None
            }
        }
    }

    /// The names in a folder, sorted.
    pub(super) fn list(&mut self, folder: &str) -> Vec<String> {
        self.shelf.list(folder).unwrap_or_else(|error| {
            self.found.push(Diagnostic::unread(folder, reason(&error)));
            Vec::new()
        })
    }

    /// The YAML files of a folder. A file whose name misses the ending by a little (`x.yaml.txt`, `x.yml`) would be
    /// left out in silence, so a warning names it. Other files may lie in the folder for people to read.
    pub(super) fn list_yaml(&mut self, folder: &str) -> Vec<String> {
        // `~$x.yaml` is the lock file of an office program.
        let names = self.list(folder).into_iter().filter(|name| !name.starts_with('~'));
        let (yaml, other): (Vec<_>, Vec<_>) = names.partition(|name| name.ends_with(".yaml"));
        for name in &other {
            let lower = name.to_lowercase();
            if let Some(at) = lower.find(".yaml").or_else(|| lower.find(".yml")) {
                let suggestion = format!("{}.yaml", &lower[..at]);
                let fault = Diagnostic::new(Code::U011).in_file(format!("{folder}/{name}"));
                self.found.push(fault.arg("suggestion", suggestion));
            }
        }
        yaml
    }

    /// The files `<tahun>.yaml` of a folder.
    pub(super) fn by_year<T>(
        &mut self,
        folder: &str,
        load: impl Fn(&Files, FileId) -> Checked<(T, Document)>,
    ) -> BTreeMap<i32, T> {
        let mut map = BTreeMap::new();
        for name in self.list_yaml(folder) {
            let year = name.strip_suffix(".yaml").and_then(Year::from_text);
            let path = format!("{folder}/{name}");
            match year {
                Some(Year(year)) => match self.read(&path, &load) {
                    Some(value) => drop(map.insert(year, value)),
                    None => self.faulty_years.push((folder.to_owned(), year)),
                },
                None => {
                    let fault = Diagnostic::new(Code::U005).in_file(path);
                    self.found.push(fault.arg("example", format!("{folder}/2023.yaml")));
                }
            }
        }
        map
    }
}
