//! Surveys a store by its log and its folders, without reading contents: enough to read, to recover and to deposit.

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};

use crate::diag::{Code, Diagnostic, Found, Refusal};
use crate::digest::{sha256, sha512};
use crate::os::{self, Kind};

use super::event::{EVENT_FILE, Recorded};
use super::fault::{self, about};
use super::log::{self, Log};
use super::{inventory, layout, line, stored};

#[derive(Clone, Copy, Debug)]
pub(super) struct Object {
    pub(super) newest: u32,
}

/// A version whose line is not in the log yet.
#[derive(Clone, Debug)]
pub(super) struct Pending {
    pub(super) event: Recorded,
    pub(super) line: Vec<u8>,
}

#[derive(Clone, Debug)]
pub(super) struct Survey {
    pub(super) objects: BTreeMap<String, Object>,
    pub(super) log: Log,
    pub(super) pending: Option<Pending>,
}

impl Survey {
    /// SHA-256 of the newest line, whether it is in the log yet or not.
    pub(super) fn head(&self) -> String {
        self.pending.as_ref().map_or_else(|| self.log.head.clone(), |pending| sha256(&pending.line))
    }
}

/// The folders below the storage root that look like objects, and empty ones.
#[derive(Debug, Default)]
pub(super) struct Folders {
    /// Bucket and name of each object folder.
    pub(super) objects: Vec<(String, String)>,
    pub(super) empty: Vec<PathBuf>,
    /// Files and folders that are neither; [`super::verify()`] reports them.
    pub(super) strangers: Vec<PathBuf>,
}

/// Looks at the two levels of the storage root.
///
/// # Errors
/// U002.
pub(super) fn folders(root: &Path) -> Result<Folders, Refusal> {
    let storage = layout::storage(root);
    let list = |path: &Path| os::entries(path).map_err(|error| fault::read(&layout::shown(root, path), &error));
    let mut found = Folders::default();
    let fixed = |name: &str| layout::ROOT_FILES.iter().any(|(file, _)| *file == name);
    for (bucket, kind) in list(&storage)? {
        let path = storage.join(&bucket);
        let hex = bucket.len() == 3 && bucket.bytes().all(|b| matches!(b, b'0'..=b'9' | b'a'..=b'f'));
        match kind {
            Kind::Folder if bucket == "extensions" => {}
            Kind::File if fixed(&bucket) => {}
            Kind::Folder if hex => {
                let inside = list(&path)?;
                if inside.is_empty() {
                    found.empty.push(path.clone());
                }
                for (name, kind) in inside {
                    match kind {
                        Kind::Folder => found.objects.push((bucket.clone(), name)),
                        _ => found.strangers.push(path.join(name)),
                    }
                }
            }
            _ => found.strangers.push(path),
        }
    }
    Ok(found)
}

/// Numbers of the version folders of an object, sorted.
///
/// # Errors
/// U002.
pub(super) fn versions(root: &Path, folder: &Path) -> Result<Vec<u32>, Refusal> {
    let entries = os::entries(folder).map_err(|error| fault::read(&layout::shown(root, folder), &error))?;
    let folders = entries.iter().filter(|(_, kind)| *kind == Kind::Folder);
    let mut numbers: Vec<u32> = folders.filter_map(|(name, _)| layout::version_number(name)).collect();
    numbers.sort_unstable();
    Ok(numbers)
}

/// The event that a version carries, with its line; none if the file is missing or its line is not of this version.
pub(super) fn event(root: &Path, object: &str, version: u32) -> Option<Pending> {
    let path = layout::object(root, object).join(format!("v{version}")).join(layout::CONTENT).join(EVENT_FILE);
    let line = os::read(&path, line::LONGEST as u64).ok()?;
    let event = line::parse(&line)?;
    (event.object == object && event.version == version).then_some(Pending { event, line })
}

/// Versions of one object that are on the disk and not in the log.
#[derive(Debug)]
pub(super) struct Unlogged {
    pub(super) object: String,
    pub(super) versions: Vec<u32>,
}

/// Compares log and folders. Returns the versions that the log lacks, and faults for versions that only the log knows.
///
/// # Errors
/// U002 if a folder cannot be read.
pub(super) fn compare(root: &Path, log: &Log, folders: &Folders) -> Result<(Vec<Unlogged>, Found), Refusal> {
    let mut found = Vec::new();
    let mut unlogged = Vec::new();
    let known: BTreeMap<(String, String), &String> = log.newest.keys().map(|id| (layout::place(id), id)).collect();
    for (object, newest) in &log.newest {
        let folder = layout::object(root, object);
        let missing = (1..=*newest).filter(|number| !os::is_folder(&folder.join(format!("v{number}"))));
        found.extend(missing.map(|version| {
            let line = log.events.iter().find(|e| e.object == *object && e.version == version).map_or(0, |e| e.seq);
            let fault = about(Code::A027, object).arg("line", line).arg("version", format!("v{version}"));
            fault.in_file(layout::shown(root, &layout::log(root)))
        }));
    }
    for place in &folders.objects {
        let folder = layout::storage(root).join(&place.0).join(&place.1);
        let numbers = versions(root, &folder)?;
        let Some(last) = numbers.last() else { continue };
        let object = match known.get(place) {
            Some(id) => (*id).clone(),
            None => {
                let path = folder.join(format!("v{last}")).join(layout::INVENTORY);
                match os::read(&path, stored::LARGEST).ok().and_then(|bytes| stored::object_of(&bytes)) {
                    Some(object) if layout::place(&object) == *place => object,
                    // Not an object of this program; `verify` reports it.
                    _ => continue,
                }
            }
        };
        let recorded = log.newest.get(&object).copied().unwrap_or(0);
        let versions: Vec<u32> = numbers.into_iter().filter(|number| *number > recorded).collect();
        if !versions.is_empty() {
            unlogged.push(Unlogged { object, versions });
        }
    }
    Ok((unlogged, found))
}

/// The version whose line is the next one of the log, if there is one.
pub(super) fn next(root: &Path, log: &Log, unlogged: &[Unlogged]) -> Option<Pending> {
    let fits = |pending: &Pending| {
        let recorded = log.newest.get(&pending.event.object).copied().unwrap_or(0);
        pending.event.seq == log.next() && pending.event.prev == log.head && pending.event.version == recorded + 1
    };
    let mut first = unlogged.iter().filter_map(|u| event(root, &u.object, *u.versions.first()?));
    first.find(fits)
}

/// Checks the last line of the log against the version that it made. Every other line is proven by the line after it.
pub(super) fn last_line(root: &Path, log: &Log) -> Option<Diagnostic> {
    let last = log.events.last()?;
    let version = layout::object(root, &last.object).join(format!("v{}", last.version));
    let path = version.join(layout::CONTENT).join(EVENT_FILE);
    let shown = layout::shown(root, &path);
    match os::read(&path, line::LONGEST as u64) {
        Ok(bytes) => {
            let carried = sha256(&bytes);
            (carried != log.head).then(|| fault::line(&last.object, last.version, &log.head, &carried).in_file(shown))
        }
        Err(error) => {
            Some(fault::missing_or_unread(&last.object, last.version, EVENT_FILE, Some(&log.head), &shown, &error))
        }
    }
}

/// Looks at a store for reading. A version that another process is adding right now is left out.
///
/// # Errors
/// Faults of the log, versions that only the log knows, and versions that the log lacks although no deposit was
/// interrupted.
pub(super) fn survey(root: &Path) -> Result<Survey, Found> {
    // A writer at work commits a version before its line. At a second look the line is there.
    const TRIES: usize = 5;
    let mut last = look(root);
    for _ in 1..TRIES {
        match &last {
            Err(faults) if faults.iter().all(|fault| fault.code == Code::A028) => last = look(root),
            _ => break,
        }
    }
    last
}

fn look(root: &Path) -> Result<Survey, Found> {
    // The log is read first: a line is written after its version, so that every version it names is there.
    let (log, mut found) = log::read(root)?;
    let folders = folders(root)?;
    let (unlogged, faults) = compare(root, &log, &folders)?;
    found.extend(faults);
    if found.is_empty() {
        found.extend(last_line(root, &log));
    }
    if !found.is_empty() {
        return Err(found);
    }
    let pending = next(root, &log, &unlogged);
    found.extend(strange(root, &unlogged, pending.as_ref()));
    if !found.is_empty() {
        return Err(found);
    }
    let mut objects: BTreeMap<String, Object> =
        log.newest.iter().map(|(id, newest)| (id.clone(), Object { newest: *newest })).collect();
    if let Some(pending) = &pending {
        objects.insert(pending.event.object.clone(), Object { newest: pending.event.version });
    }
    Ok(Survey { objects, log, pending })
}

/// Faults for the versions that the log lacks, except the one of an interrupted deposit.
pub(super) fn strange(root: &Path, unlogged: &[Unlogged], pending: Option<&Pending>) -> Found {
    let mut found = Vec::new();
    for lost in unlogged {
        let explained =
            |version: u32| pending.is_some_and(|p| p.event.object == lost.object && p.event.version == version);
        found.extend(lost.versions.iter().filter(|version| !explained(**version)).map(|version| {
            let path = layout::object(root, &lost.object).join(format!("v{version}"));
            fault::line(&lost.object, *version, "–", "–").in_file(layout::shown(root, &path))
        }));
    }
    found
}

/// True if the inventory in an object's root differs from that of its newest version.
///
/// # Errors
/// Faults of the newest version's own inventory: without it the two cannot be compared.
pub(super) fn is_behind(root: &Path, object: &str, newest: u32) -> Result<bool, Refusal> {
    let folder = layout::object(root, object);
    let version = folder.join(format!("v{newest}"));
    let side = |folder: &Path| os::read(&folder.join(layout::SIDECAR), 4096).unwrap_or_default();
    let stated = inventory::sidecar_digest(&side(&version));
    let current = os::read(&folder.join(layout::INVENTORY), stored::LARGEST).unwrap_or_default();
    if side(&folder) == side(&version) && stated == Some(sha512(&current)) {
        return Ok(false);
    }
    stored::load(root, &version, object, newest).map(|_| true)
}
