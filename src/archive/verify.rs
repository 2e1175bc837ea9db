//! Proves a whole store: layout, log, inventories, every byte of content, and the log against the versions.

use std::collections::BTreeMap;
use std::path::Path;

use rayon::prelude::*;

use crate::diag::{Code, Diagnostic, Found, Refusal};
use crate::os;

use super::check::{self, Checked};
use super::event::{EVENT_FILE, Recorded};
use super::fault::{self, about};
use super::log::{self, Log};
use super::recover::marks;
use super::survey::{self, Folders};
use super::{layout, line, stored};

/// The extent of a check, and all faults.
#[derive(Clone, Debug, Default)]
pub struct Verified {
    /// Objects that could be read.
    pub objects: usize,
    /// Their versions.
    pub versions: usize,
    /// Files whose digests were taken.
    pub files: usize,
    /// Length of these files in bytes.
    pub bytes: u64,
    /// Lines of the log.
    pub events: usize,
    /// SHA-256 of the last line of the log.
    pub head: String,
    /// All faults, in the order of layout, log, objects.
    pub diagnostics: Found,
}

/// Proves a store without changing it; none if the folder holds no store. An interrupted deposit is a warning: the next
/// writer completes it.
///
/// ```ignore
/// let verified = archive::verify(&root)?;
/// if has_errors(&verified.diagnostics) { /* the store is damaged */ }
/// assert_eq!(verified.head, written_down); // nobody has replaced the whole store
/// ```
pub fn verify(root: &Path) -> Option<Verified> {
    if !layout::exists(root) {
        return None;
    }
    let mut verified = Verified::default();
    let path = layout::lock(root);
    // Without the lock, the work of a writer would look like damage.
    let _lock = match os::lock_shared(&path) {
        Ok(lock) => lock,
        Err(error) => {
            verified.diagnostics.push(fault::lock(&layout::shown(root, &path), &error));
            return Some(verified);
        }
    };
    verified.diagnostics = marks(root);
    if let Err(refusal) = all(root, &mut verified) {
        verified.diagnostics.push(*refusal);
    }
    Some(verified)
}

fn all(root: &Path, verified: &mut Verified) -> Result<(), Refusal> {
    let (log, wrong) = log::read(root)?;
    let damaged = !wrong.is_empty();
    verified.diagnostics.extend(wrong);
    verified.events = log.events.len();
    verified.head.clone_from(&log.head);
    let folders = survey::folders(root)?;
    let (unlogged, wrong) = survey::compare(root, &log, &folders)?;
    verified.diagnostics.extend(wrong);
    let pending = survey::next(root, &log, &unlogged).map(|pending| pending.event);
    let left = !os::entries(&layout::staging(root)).unwrap_or_default().is_empty();
    if !log.torn.is_empty() && pending.is_none() || left || !folders.empty.is_empty() {
        let shown = layout::shown(root, &if left { layout::staging(root) } else { layout::log(root) });
        let unfinished = Diagnostic::new(Code::A034).arg("object", "–").arg("version", "–");
        verified.diagnostics.push(unfinished.in_file(shown));
    }
    let lines = Lines::of(&log);
    let objects = objects(root, &folders, &log, &mut verified.diagnostics);
    // Objects are independent. Only counts and faults of each are kept, so that large stores need little memory.
    let one = |object: &String| {
        let mut own = Verified::default();
        if let Some(checked) = check::object(root, object, &mut own.diagnostics) {
            own.objects = 1;
            own.versions = checked.inventory.versions.len();
            own.files = checked.found.len();
            own.bytes = checked.bytes;
            own.diagnostics.extend(against_log(root, object, &checked, &lines, pending.as_ref(), damaged));
        }
        own
    };
    for own in objects.par_iter().map(one).collect::<Vec<Verified>>() {
        verified.objects += own.objects;
        verified.versions += own.versions;
        verified.files += own.files;
        verified.bytes += own.bytes;
        verified.diagnostics.extend(own.diagnostics);
    }
    Ok(())
}

/// The ids of all object folders. A folder that is no object of this program is reported.
fn objects(root: &Path, folders: &Folders, log: &Log, found: &mut Found) -> Vec<String> {
    let stranger = |path: &Path| {
        let shown = layout::shown(root, path);
        Diagnostic::new(Code::A032).arg("object", "–").arg("path", &shown).in_file(shown)
    };
    found.extend(folders.strangers.iter().map(|path| stranger(path)));
    let known: BTreeMap<(String, String), &String> = log.newest.keys().map(|id| (layout::place(id), id)).collect();
    let mut ids = Vec::new();
    for place in &folders.objects {
        if let Some(id) = known.get(place) {
            ids.push((*id).clone());
            continue;
        }
        let folder = layout::storage(root).join(&place.0).join(&place.1);
        let newest = survey::versions(root, &folder).unwrap_or_default().pop().unwrap_or(0);
        let inventories = [folder.join(format!("v{newest}")), folder.clone()].map(|at| at.join(layout::INVENTORY));
        let id = inventories.iter().find_map(|path| {
            let bytes = os::read(path, stored::LARGEST).ok()?;
            stored::object_of(&bytes).filter(|id| layout::place(id) == *place)
        });
        match id {
            Some(id) => ids.push(id),
            None => found.push(stranger(&folder)),
        }
    }
    ids.sort();
    ids
}

/// The lines of the log with their digests, by object and version.
struct Lines<'a>(BTreeMap<&'a str, BTreeMap<u32, (&'a Recorded, &'a String)>>);

impl<'a> Lines<'a> {
    fn of(log: &'a Log) -> Self {
        let mut all: BTreeMap<&str, BTreeMap<u32, (&Recorded, &String)>> = BTreeMap::new();
        for (event, digest) in log.events.iter().zip(&log.digests) {
            all.entry(&event.object).or_default().insert(event.version, (event, digest));
        }
        Self(all)
    }
}

/// Checks each version of an object against the log: the log has a line for it, the version carries the same line, and
/// the line's `state` fits the files of the version.
fn against_log(
    root: &Path,
    object: &str,
    checked: &Checked,
    lines: &Lines<'_>,
    pending: Option<&Recorded>,
    damaged: bool,
) -> Found {
    let mut found = Vec::new();
    for (number, block) in &checked.inventory.versions {
        let path = format!("v{number}/{}/{EVENT_FILE}", layout::CONTENT);
        let shown = layout::shown(root, &layout::object(root, object).join(&path));
        let carried = checked.found.get(&path);
        let event = match lines.0.get(object).and_then(|own| own.get(number)) {
            Some((event, digest)) => {
                // A missing event file was reported already.
                if let Some(carried) = carried.filter(|carried| carried != digest) {
                    found.push(fault::line(object, *number, digest, carried).in_file(&shown));
                }
                *event
            }
            None => match pending.filter(|event| event.object == object && event.version == *number) {
                Some(event) => {
                    let unfinished = about(Code::A034, object).arg("version", format!("v{number}"));
                    found.push(unfinished.in_file(layout::shown(root, &layout::log(root))));
                    event
                }
                None => {
                    // In a damaged log the line may be among the unreadable ones.
                    if !damaged {
                        let carried = carried.map_or("–", String::as_str);
                        found.push(fault::line(object, *number, "–", carried).in_file(&shown));
                    }
                    continue;
                }
            },
        };
        let state = line::state_digest(&block.state);
        if state != event.state {
            let other = about(Code::A033, object).arg("version", format!("v{number}")).arg("line", event.seq);
            found.push(other.arg("expected", &event.state).arg("found", state).in_file(&shown));
        }
    }
    found
}
