//! Inventories: OCFL 1.1, 3.5. One in each version folder, which never changes, and a copy in the object's root.

use std::collections::BTreeMap;

use crate::digest::{is_sha512, sha512};

use super::event::User;
use super::layout;

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
