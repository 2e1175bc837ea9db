//! Inventories as they are stored: read from a folder, proven against their sidecar.

use std::path::Path;

use crate::diag::Refusal;
use crate::digest::sha512;
use crate::os;

use super::inventory::{Inventory, sidecar, sidecar_digest};
use super::{fault, inventory_json, layout};

/// The largest inventory that is read.
pub(super) const LARGEST: u64 = 64 << 20;

/// Reads an inventory of a folder (an object's root or one of its versions) and proves it against its sidecar.
///
/// # Errors
/// U002 and A031 for a file that cannot be read or is missing, A030 if a digest does not fit, A029 if the inventory
/// breaks a rule, or describes another object or a version other than `version`.
pub(super) fn load(root: &Path, folder: &Path, object: &str, version: u32) -> Result<(Inventory, Vec<u8>), Refusal> {
    let path = folder.join(layout::INVENTORY);
    let shown = layout::shown(root, &path);
    let read = |path: &Path, limit| {
        os::read(path, limit).map_err(|error| {
            let name = path.file_name().map(|n| n.to_string_lossy().into_owned()).unwrap_or_default();
            Box::new(fault::missing_or_unread(object, version, &name, None, &layout::shown(root, path), &error))
        })
    };
    let bytes = read(&path, LARGEST)?;
    let side = read(&folder.join(layout::SIDECAR), 4096)?;
    let found = sha512(&bytes);
    let Some(stated) = sidecar_digest(&side) else {
        let (expected, found) = (sha512(sidecar(&bytes).as_bytes()), sha512(&side));
        let fault = fault::digest(object, version, layout::SIDECAR, &expected, &found);
        return Err(fault.in_file(layout::shown(root, &folder.join(layout::SIDECAR))).into());
    };
    if found != stated {
        return Err(fault::digest(object, version, layout::INVENTORY, &stated, &found).in_file(shown).into());
    }
    let wrong = |at: &str| Box::new(fault::inventory(object, version, at).in_file(shown.clone()));
    let inventory = inventory_json::parse(&bytes).map_err(|at| wrong(&at))?;
    if inventory.object != object {
        return Err(wrong("/id"));
    }
    if inventory.head() != version {
        return Err(wrong("/head"));
    }
    Ok((inventory, bytes))
}

/// The inventory in a version's own folder.
///
/// # Errors
/// As [`load`].
pub(super) fn of_version(root: &Path, object: &str, version: u32) -> Result<Inventory, Refusal> {
    let folder = layout::object(root, object).join(format!("v{version}"));
    load(root, &folder, object, version).map(|(inventory, _)| inventory)
}

/// The object that an inventory describes, for a folder that the log does not know.
pub(super) fn object_of(bytes: &[u8]) -> Option<String> {
    inventory_json::parse(bytes).ok().map(|inventory| inventory.object)
}
