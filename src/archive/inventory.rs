//! Inventories: OCFL 1.1, 3.5. One in each version folder, which never changes, and a copy in the object's root.

use std::collections::BTreeMap;
use std::path::Path;

use crate::diag::Refusal;
use crate::digest::{is_sha512, sha512};
use crate::os;

use super::{User, fault, layout};

/// The largest inventory that is read.
pub(super) const LARGEST: u64 = 64 << 20;

/// The contents of an object, version by version.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(super) struct Inventory {
    /// The object's id as the caller gives it, without the prefix of its URN.
    pub(super) object: String,
    /// OCFL 1.1, 3.5.2: from SHA-512 to the one path below the object's root that holds these bytes.
    pub(super) manifest: BTreeMap<String, String>,
    /// OCFL 1.1, 3.5.4: from the same paths to SHA-256.
    pub(super) fixity: BTreeMap<String, String>,
    /// Versions by number, from 1 without gaps.
    pub(super) versions: BTreeMap<u32, VersionBlock>,
}

/// One version in an inventory: OCFL 1.1, 3.5.3.1.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct VersionBlock {
    pub(super) created: String,
    pub(super) message: String,
    pub(super) user: User,
    /// Logical path to SHA-512.
    pub(super) state: BTreeMap<String, String>,
}

impl Inventory {
    /// The number of the newest version, 0 if there is none.
    pub(super) fn head(&self) -> u32 {
        self.versions.keys().next_back().copied().unwrap_or(0)
    }
}

/// The sidecar of an inventory: OCFL 1.1, 3.6.
pub(super) fn sidecar(inventory: &[u8]) -> String {
    format!("{} {}\n", sha512(inventory), layout::INVENTORY)
}

/// The digest in a sidecar; none if the bytes are no sidecar.
pub(super) fn sidecar_digest(bytes: &[u8]) -> Option<String> {
    let text = std::str::from_utf8(bytes).ok()?;
    let (digest, name) = text.strip_suffix('\n')?.split_once(' ')?;
    (name == layout::INVENTORY && is_sha512(digest)).then(|| digest.to_owned())
}

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
    let inventory = super::inventory_json::parse(&bytes).map_err(|at| wrong(&at))?;
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
    super::inventory_json::parse(bytes).ok().map(|inventory| inventory.object)
}
