//! A store that is read: its objects, their versions and files, and its events.

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};

use crate::diag::{Found, Refusal};
use crate::{digest, os};

use super::event::{Recorded, User};
use super::inventory::{Inventory, VersionBlock};
use super::survey::{self, Survey};
use super::{fault, layout, stored};

/// The largest file that is handed out whole.
const LARGEST: u64 = 1 << 30;

/// One version of an object.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Version {
    /// Its number, from 1.
    pub number: u32,
    /// Time at which it was made.
    pub created: String,
    /// Its message: one sentence for people.
    pub message: String,
    /// The person who made it.
    pub user: User,
    /// SHA-512 of each file, by path; its own event file is among them.
    pub files: BTreeMap<String, String>,
}

/// A store as it was when it was read: later commits of other processes are not seen.
#[derive(Clone, Debug)]
pub struct Store {
    pub(super) root: PathBuf,
    pub(super) survey: Survey,
}

impl Store {
    /// Looks at a store without changing it; none if the folder holds no store. This needs no lock: versions never
    /// change, and the log only grows.
    ///
    /// # Errors
    /// Faults that make the log or the place of an object unusable; [`super::verify()`] reports all faults.
    pub fn read(root: &Path) -> Result<Option<Self>, Found> {
        if !layout::exists(root) {
            return Ok(None);
        }
        let survey = survey::survey(root)?;
        Ok(Some(Self { root: root.to_owned(), survey }))
    }

    /// The ids of all objects, sorted.
    pub fn objects(&self) -> impl Iterator<Item = &str> {
        self.survey.objects.keys().map(String::as_str)
    }

    /// The number of an object's newest version, if there is such an object.
    pub fn newest(&self, object: &str) -> Option<u32> {
        self.survey.objects.get(object).map(|found| found.newest)
    }

    /// All events, oldest first.
    pub fn events(&self) -> impl Iterator<Item = &Recorded> {
        self.survey.log.events.iter().chain(self.survey.pending.as_ref().map(|pending| &pending.event))
    }

    /// SHA-256 of the newest line. Whoever has written it down elsewhere can prove the whole store with it.
    pub fn head(&self) -> String {
        self.survey.head()
    }

    /// The log as it lies on the disk.
    ///
    /// # Errors
    /// U002.
    pub fn log_bytes(&self) -> Result<Vec<u8>, Refusal> {
        let path = layout::log(&self.root);
        os::read(&path, LARGEST).map_err(|error| fault::read(&layout::shown(&self.root, &path), &error).into())
    }

    /// All versions of an object, oldest first.
    ///
    /// # Errors
    /// A036 for an unknown object, else the faults of its inventory.
    pub fn versions(&self, object: &str) -> Result<Vec<Version>, Refusal> {
        let inventory = self.inventory(object)?;
        Ok(inventory.versions.into_iter().map(|(number, block)| version(number, block)).collect())
    }

    /// The bytes of one file of a version, proven against its digest.
    ///
    /// # Errors
    /// A036 if there is no such file, A030 if its bytes are not the deposited ones, U002 if it cannot be read.
    pub fn file(&self, object: &str, version: u32, path: &str) -> Result<Vec<u8>, Refusal> {
        let inventory = self.inventory(object)?;
        let unknown = || fault::unknown(object, Some(version), Some(path));
        let digest = inventory.versions.get(&version).and_then(|v| v.state.get(path)).ok_or_else(unknown)?;
        let content = inventory.manifest.get(digest).ok_or_else(unknown)?;
        let full = layout::object(&self.root, object).join(content);
        let shown = layout::shown(&self.root, &full);
        let bytes = os::read(&full, LARGEST).map_err(|error| fault::read(&shown, &error))?;
        let found = digest::sha512(&bytes);
        if found != *digest {
            return Err(fault::digest(object, version, path, digest, &found).in_file(shown).into());
        }
        Ok(bytes)
    }

    /// The inventory of the newest version, which names all versions. It is read from the version's folder, where it
    /// never changes.
    fn inventory(&self, object: &str) -> Result<Inventory, Refusal> {
        let newest = self.newest(object).ok_or_else(|| fault::unknown(object, None, None))?;
        stored::of_version(&self.root, object, newest)
    }
}

fn version(number: u32, block: VersionBlock) -> Version {
    let VersionBlock { created, message, user, state } = block;
    Version { number, created, message, user, files: state }
}
