//! The store of what was issued: an OCFL 1.1 storage root and one hash-chained log.
//!
//! ```text
//! arsip/ocfl/            storage root: 0=ocfl_1.1, ocfl_layout.json, extensions/, <3 digits>/<object>/
//! arsip/catatan.jsonl    the log: one canonical JSON line per event
//! arsip/.kunci           locked by whoever writes
//! arsip/.sementara/      where a deposit is prepared; empty unless a process was stopped
//! ```
//!
//! Every event makes one version of one object, and the version carries the event's line as `peristiwa.json`. The
//! rename that puts the version into its object is the commit point. Before it the store is unchanged. After it all
//! that is still missing can be made from the version, and [`Writer::open`] makes it. So the log never holds a line
//! without its version, and a lost log can be made again from the versions.
//!
//! This module knows objects only as ids and bytes. Offices, reports and revisions are known to the modules that use
//! it.

mod check;
mod deposit;
mod disk;
mod fault;
mod inventory;
mod inventory_json;
mod layout;
mod line;
mod log;
mod recover;
mod stored;
mod survey;
mod verify;

#[cfg(test)]
mod damage_tests;
#[cfg(test)]
mod kill_tests;
#[cfg(test)]
mod tests;

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};

use serde_json::Value;

use crate::diag::{Code, Diagnostic, Found, Refusal};
use crate::{digest, os};

use inventory::{Inventory, VersionBlock};
use survey::Survey;

pub use deposit::Deposited;
pub use recover::Writer;
pub use verify::{Verified, verify};

/// The path inside a version under which it carries its line of the log.
pub const EVENT_FILE: &str = "peristiwa.json";

/// The largest file that is handed out whole.
const LARGEST: u64 = 1 << 30;

/// The person who acts: `user` in OCFL 1.1, 3.5.3.1.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct User {
    /// A name.
    pub name: String,
    /// A URI for the person, such as `mailto:…`.
    pub address: String,
}

/// The event that a deposit records.
#[derive(Clone, Debug, PartialEq)]
pub struct Event {
    /// A word of the caller, such as `terbit`.
    pub kind: String,
    /// One sentence for people.
    pub message: String,
    /// The person who acts.
    pub user: User,
    /// Time, as [`os::now`] gives it.
    pub time: String,
    /// Data of the caller; its numbers are whole.
    pub data: Value,
}

/// The content of one file of a deposit.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Content<'a> {
    /// These bytes. If the object holds them already, they are not stored again.
    Bytes(&'a [u8]),
    /// The bytes of the newest version under the same path.
    Carried,
}

/// An event as it stands in the log.
#[derive(Clone, Debug, PartialEq)]
pub struct Recorded {
    /// Its place in the log, from 1.
    pub seq: u64,
    /// Time, in UTC.
    pub time: String,
    /// The caller's word.
    pub event: String,
    /// The object's id.
    pub object: String,
    /// The version it made.
    pub version: u32,
    /// The caller's data as canonical JSON, as in the log: kept as a tree it would take ten times the memory.
    pub data: Box<str>,
    /// SHA-256 over the digests of the version's files, without its event file.
    pub state: String,
    /// SHA-256 of the line before, 64 zeros for the first.
    pub prev: String,
}

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
    root: PathBuf,
    survey: Survey,
}

impl Store {
    /// Looks at a store without changing it; none if the folder holds no store. This needs no lock: versions never
    /// change, and the log only grows.
    ///
    /// # Errors
    /// Faults that make the log or the place of an object unusable; [`verify()`] reports all faults.
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

/// A diagnostic of this code about an object.
fn about(code: Code, object: &str) -> Diagnostic {
    Diagnostic::new(code).arg("object", object)
}
