//! The world that Typst sees: registered bytes and built-in fonts. No disk, network, packages or clock.

use std::collections::BTreeMap;
use std::path::PathBuf;
use std::sync::LazyLock;

use typst::diag::{FileError, FileResult};
use typst::foundations::{Bytes, Datetime, Duration};
use typst::syntax::{FileId, RootedPath, Source, VirtualPath, VirtualRoot};
use typst::text::{Font, FontBook};
use typst::utils::LazyHash;
use typst::{Library, LibraryExt, World};

use crate::diag::Code;
use crate::template::Fault;

use super::fonts::FONTS;
use super::job::Job;

static LIBRARY: LazyLock<LazyHash<Library>> = LazyLock::new(|| LazyHash::new(Library::default()));

/// Name of the main source inside the world.
pub(super) const MAIN: &str = "main.typ";

/// One document's files. Names are paths without the leading `/`.
pub(super) struct Files {
    main: Source,
    sources: BTreeMap<String, Source>,
    bytes: BTreeMap<String, Bytes>,
}

impl Files {
    /// Registers the files of a job; `text` is its main source.
    pub(super) fn new(job: &Job<'_>, text: String) -> Result<Self, Vec<Fault>> {
        let mut faults = Vec::new();
        let mut id = |name: &str| file_id(name).map_err(|fault| faults.push(*fault)).ok();
        let mut sources = BTreeMap::new();
        for (name, text) in job.library {
            if let Some(id) = id(name) {
                sources.insert(stored(id), Source::new(id, text.clone()));
            }
        }
        let images = job.images.iter().map(|(name, bytes)| (name.clone(), bytes));
        let attached = job.attachments.iter().enumerate().map(|(index, file)| (attached(index), &file.bytes));
        let mut bytes = BTreeMap::new();
        for (name, content) in images.chain(attached) {
            if let Some(id) = id(&name) {
                bytes.insert(stored(id), Bytes::new(content.clone()));
            }
        }
        let main = id(MAIN).map(|id| Source::new(id, text));
        match main {
            Some(main) if faults.is_empty() => Ok(Self { main, sources, bytes }),
            _ => Err(faults),
        }
    }

    /// The main source.
    pub(super) fn main(&self) -> &Source {
        &self.main
    }
}

/// The path of an attachment in this world. The attachment's own name would differ from report to report. A template
/// could also read a file under a known name, and print data that nobody composed.
pub(super) fn attached(index: usize) -> String {
    format!("lampiran-pdf/{index}")
}

/// Typst's number for a name. There are 65,535 numbers and none is freed, so names must repeat from job to job.
fn file_id(name: &str) -> Result<FileId, Box<Fault>> {
    let fault = || Box::new(Fault::new(Code::P011).arg("name", name));
    let path = VirtualPath::new(name).map_err(|_| fault())?;
    if path.is_root() { Err(fault()) } else { Ok(RootedPath::new(VirtualRoot::Project, path).intern()) }
}

fn stored(id: FileId) -> String {
    id.get().vpath().get_without_slash().to_owned()
}

/// The name of a file in this world; `None` for a file of a package.
pub(super) fn name(id: FileId) -> Option<&'static str> {
    let path = id.get();
    matches!(path.root(), VirtualRoot::Project).then(|| path.vpath().get_without_slash())
}

impl World for Files {
    fn library(&self) -> &LazyHash<Library> {
        &LIBRARY
    }

    fn book(&self) -> &LazyHash<FontBook> {
        &FONTS.book
    }

    fn main(&self) -> FileId {
        self.main.id()
    }

    fn source(&self, id: FileId) -> FileResult<Source> {
        if id == self.main.id() {
            return Ok(self.main.clone());
        }
        let name = name(id).ok_or(FileError::AccessDenied)?;
        self.sources.get(name).cloned().ok_or_else(|| FileError::NotFound(PathBuf::from(name)))
    }

    fn file(&self, id: FileId) -> FileResult<Bytes> {
        let name = name(id).ok_or(FileError::AccessDenied)?;
        self.bytes.get(name).cloned().ok_or_else(|| FileError::NotFound(PathBuf::from(name)))
    }

    fn font(&self, index: usize) -> Option<Font> {
        FONTS.faces.get(index).cloned()
    }

    fn today(&self, _: Option<Duration>) -> Option<Datetime> {
        None
    }
}
