//! The third stage: a project that was checked, with all that was found.

use std::collections::{BTreeMap, BTreeSet};
use std::ops::Deref;
use std::path::{Path, PathBuf};

use crate::diag::{self, Code, Found};
use crate::record::Record;
use crate::report::Quoted;

use super::check;
use super::documents::{Target, Unit};
use super::read::Reading;
use super::scored::Scored;
use super::shelf::Shelf;

/// A project as read, scored and checked; reads through to the stages before it.
///
/// ```text
/// let project = Project::load(Path::new("data/sample"));
/// let errors = project.diagnostics.iter().filter(|d| d.is_error()).count();
/// let total = project.cases[0].sheet.as_ref().map(|sheet| sheet.text(&sheet.total.0));
/// ```
#[derive(Debug)]
pub struct Project {
    scored: Scored,
    /// Cases whose letter an error stops. Such an error lies in the case's own files or in its entry of a letter file
    /// or of last year's history; or it is a number used twice, or a letter file or a history that cannot be read (a
    /// draft without its number, or without last year, would look as if there were none).
    blocked: BTreeSet<usize>,
    /// True if `lhe.yaml` or the archive makes every page impossible.
    pub(crate) unusable: bool,
    /// The findings of all stages.
    pub diagnostics: Found,
}

impl Deref for Project {
    type Target = Scored;

    fn deref(&self) -> &Scored {
        &self.scored
    }
}

impl Project {
    /// Reads, scores and checks the project in `root`.
    pub fn load(root: &Path) -> Self {
        Self::of(root.to_path_buf(), Shelf::Folder(root.to_path_buf(), BTreeMap::new()), None)
    }

    /// The same project as it would be if one of its files had this text.
    #[must_use]
    pub fn with_text(&self, name: &str, text: &str) -> Self {
        let over = BTreeMap::from([(name.to_owned(), text.as_bytes().to_vec())]);
        Self::of(self.root.clone(), Shelf::Folder(self.root.clone(), over), None)
    }

    /// Reads a project from the files that a bundle holds of it, to make its report again.
    pub(crate) fn of_bundle(files: BTreeMap<String, Vec<u8>>, quoted: Quoted) -> Self {
        Self::of(PathBuf::new(), Shelf::Memory(files), Some(quoted))
    }

    fn of(root: PathBuf, shelf: Shelf, quoted: Option<Quoted>) -> Self {
        let (scored, mut diagnostics) = Scored::of(Reading::of(root, shelf, quoted));
        let mut blocked = scored.held.clone();
        blocked.extend(check::all(&scored, &mut diagnostics));
        // The levels of the rules come first: they decide whether a finding is an error that stops a letter.
        scored.apply_rules(&mut diagnostics);
        let errors = diagnostics.iter().filter(|d| d.is_error());
        blocked.extend(errors.flat_map(|d| scored.concerned(d)));
        let unusable = scored.archive_faulty || diagnostics.iter().any(|d| d.code == Code::D224);
        diag::sort(&mut diagnostics, &scored.files);
        Self { scored, blocked, unusable, diagnostics }
    }

    /// The same project after a deposit for an object. The diagnostics stay as they were.
    #[must_use]
    pub(crate) fn recorded(self, record: Record, object: &str) -> Self {
        Self { scored: self.scored.recorded(record, object), ..self }
    }

    /// True if an error stops the letter that a document belongs to. False for a recap, which waits for other reasons.
    pub(crate) fn is_target_blocked(&self, target: Target) -> bool {
        match target.unit {
            Unit::Case(index) => self.is_blocked(index),
            Unit::Recap(_) => false,
        }
    }

    /// True if an error stops the letter of this case.
    pub fn is_blocked(&self, index: usize) -> bool {
        self.blocked.contains(&index)
    }
}
