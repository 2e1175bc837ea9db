//! Checks one object against its inventories: OCFL 1.1, 3. Contents are read piece by piece, so that a file of any size
//! takes little memory.

use std::collections::{BTreeMap, BTreeSet};
use std::path::{Path, PathBuf};

use crate::diag::{Code, Diagnostic, Found};
use crate::digest::{self, sha512};
use crate::os::{self, Kind};

use super::fault::{self, about};
use super::inventory::Inventory;
use super::{layout, stored};

/// An object as it was found.
#[derive(Debug)]
pub(super) struct Checked {
    /// The newest inventory that could be read.
    pub(super) inventory: Inventory,
    /// SHA-256 of each content file, as found.
    pub(super) found: BTreeMap<String, String>,
    pub(super) bytes: u64,
}

/// Checks all of an object; the result is `None` if no version can be read.
pub(super) fn object(root: &Path, object: &str, found: &mut Found) -> Option<Checked> {
    let folder = layout::object(root, object);
    let numbers = match super::survey::versions(root, &folder) {
        Ok(numbers) => numbers,
        Err(fault) => {
            found.push(*fault);
            return None;
        }
    };
    let newest = numbers.last().copied().unwrap_or(0);
    // 3.5.3: from v1 without gaps.
    for lost in (1..=newest).filter(|number| !numbers.contains(number)) {
        let missing = about(Code::A031, object).arg("version", format!("v{lost}")).arg("path", format!("v{lost}"));
        found.push(missing.arg("expected", "–").in_file(layout::shown(root, &folder)));
    }
    let mark = folder.join(layout::OBJECT_MARK.0);
    if !os::read(&mark, 4096).is_ok_and(|bytes| bytes == layout::OBJECT_MARK.1.as_bytes()) {
        let wrong = Diagnostic::new(Code::A037).in_file(layout::shown(root, &mark));
        found.push(wrong.arg("path", layout::OBJECT_MARK.0));
    }
    let mut last: Option<(u32, Inventory)> = None;
    for number in numbers {
        match stored::load(root, &folder.join(format!("v{number}")), object, number) {
            Ok((inventory, _)) => {
                if let Some((_, old)) = &last
                    && let Some(at) = departs(old, &inventory)
                {
                    let file = folder.join(format!("v{number}")).join(layout::INVENTORY);
                    let wrong = fault::inventory(object, number, &at).in_file(layout::shown(root, &file));
                    found.push(wrong);
                }
                last = Some((number, inventory));
            }
            Err(fault) => found.push(*fault),
        }
    }
    // The copy in the root is compared with the newest version's inventory if that is sound, else checked by itself.
    if last.as_ref().is_some_and(|(number, _)| *number == newest) {
        found.extend(root_inventory(root, object, &folder, newest));
    } else if let Err(fault) = stored::load(root, &folder, object, newest) {
        found.push(*fault);
    }
    let (_, inventory) = last?;
    let mut checked = Checked { inventory, found: BTreeMap::new(), bytes: 0 };
    contents(root, object, &folder, &mut checked, found);
    strangers(root, object, &folder, newest, &checked.inventory, found);
    Some(checked)
}

/// The first place where an inventory contradicts the one before: versions never change, and content never moves.
fn departs(old: &Inventory, new: &Inventory) -> Option<String> {
    let changed = old.versions.iter().find(|(number, block)| new.versions.get(number) != Some(block));
    if let Some((number, _)) = changed {
        return Some(format!("/versions/v{number}"));
    }
    let moved = old.manifest.iter().find(|(digest, path)| new.manifest.get(*digest) != Some(path));
    if let Some((digest, _)) = moved {
        return Some(format!("/manifest/{digest}"));
    }
    let other = old.fixity.iter().find(|(path, digest)| new.fixity.get(*path) != Some(digest));
    other.map(|(path, _)| format!("/fixity/sha256/{path}"))
}

/// Checks that the root's inventory and sidecar are those of the newest version. If they are those of the version
/// before, a deposit was interrupted (A034).
fn root_inventory(root: &Path, object: &str, folder: &Path, newest: u32) -> Option<Diagnostic> {
    let read = |folder: &Path, name: &str| os::read(&folder.join(name), stored::LARGEST).ok();
    let of = |number: u32, name: &str| read(&folder.join(format!("v{number}")), name);
    let mut behind = false;
    for name in [layout::INVENTORY, layout::SIDECAR] {
        let path = folder.join(name);
        let (current, own) = (read(folder, name), of(newest, name)?);
        let shown = layout::shown(root, &path);
        let Some(current) = current else {
            let expected = sha512(&own);
            let missing = about(Code::A031, object).arg("version", format!("v{newest}")).arg("path", name);
            return Some(missing.arg("expected", expected).in_file(shown));
        };
        if current == own {
            continue;
        }
        if newest > 1 && of(newest - 1, name).as_ref() == Some(&current) {
            behind = true;
            continue;
        }
        let (expected, found) = (sha512(&own), sha512(&current));
        return Some(fault::digest(object, newest, name, &expected, &found).in_file(shown));
    }
    behind.then(|| {
        let unfinished = about(Code::A034, object).arg("version", format!("v{newest}"));
        unfinished.in_file(layout::shown(root, &folder.join(layout::INVENTORY)))
    })
}

/// Checks every content file against both of its digests.
fn contents(root: &Path, object: &str, folder: &Path, checked: &mut Checked, found: &mut Found) {
    for (expected, path) in &checked.inventory.manifest {
        let version = path.split('/').next().and_then(layout::version_number).unwrap_or(0);
        let full = folder.join(path);
        let shown = layout::shown(root, &full);
        let digests = match os::open(&full).and_then(digest::read) {
            Ok(digests) => digests,
            Err(error) => {
                found.push(fault::missing_or_unread(object, version, path, Some(expected), &shown, &error));
                continue;
            }
        };
        let short = checked.inventory.fixity.get(path).map_or("–", String::as_str);
        if digests.sha512 != *expected {
            found.push(fault::digest(object, version, path, expected, &digests.sha512).in_file(shown));
        } else if digests.sha256 != short {
            found.push(fault::digest(object, version, path, short, &digests.sha256).in_file(shown));
        }
        checked.bytes += digests.bytes;
        checked.found.insert(path.clone(), digests.sha256);
    }
}

/// Reports files that no inventory names, and empty folders.
fn strangers(root: &Path, object: &str, folder: &Path, newest: u32, inventory: &Inventory, found: &mut Found) {
    let mut known: BTreeSet<PathBuf> = inventory.manifest.values().map(|path| folder.join(path)).collect();
    known.insert(folder.join(layout::OBJECT_MARK.0));
    let folders = (1..=newest).map(|number| folder.join(format!("v{number}"))).chain([folder.to_owned()]);
    for at in folders {
        known.extend([layout::INVENTORY, layout::SIDECAR].map(|name| at.join(name)));
    }
    let stranger = |path: &Path| {
        let shown = layout::shown(root, path);
        Diagnostic::new(Code::A032).arg("object", object).arg("path", &shown).in_file(shown)
    };
    let mut open = vec![folder.to_owned()];
    let mut strange = Vec::new();
    while let Some(at) = open.pop() {
        let entries = match os::entries(&at) {
            Ok(entries) => entries,
            Err(error) => {
                found.push(fault::read(&layout::shown(root, &at), &error));
                continue;
            }
        };
        if entries.is_empty() {
            strange.push(stranger(&at));
        }
        for (name, kind) in entries {
            let path = at.join(name);
            match kind {
                Kind::Folder => open.push(path),
                Kind::File if known.contains(&path) => {}
                Kind::File | Kind::Other => strange.push(stranger(&path)),
            }
        }
    }
    strange.sort_by(|a, b| a.file.cmp(&b.file));
    found.extend(strange);
}
