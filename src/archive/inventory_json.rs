//! Inventories as JSON. Reading is strict: an inventory that this program would not write is refused, with the place of
//! the fault.

use std::collections::BTreeMap;

use serde_json::{Map, Value, json};

use crate::digest::{is_sha256, is_sha512};

use super::event::User;
use super::inventory::{Inventory, VersionBlock};
use super::layout;

/// The value of `type`: OCFL 1.1, 3.5.1.
const TYPE: &str = "https://ocfl.io/1.1/spec/#inventory";

/// A JSON pointer to the value that breaks a rule.
type Pointer = String;

/// The bytes of an inventory's file. The same inventory gives the same bytes.
pub(super) fn write(inventory: &Inventory) -> Vec<u8> {
    let mut versions = Map::new();
    for (number, block) in &inventory.versions {
        let mut state: BTreeMap<&str, Vec<&str>> = BTreeMap::new();
        for (path, digest) in &block.state {
            state.entry(digest).or_default().push(path);
        }
        let value = json!({
            "created": block.created,
            "message": block.message,
            "state": state,
            "user": { "name": block.user.name, "address": block.user.address },
        });
        versions.insert(format!("v{number}"), value);
    }
    let manifest: BTreeMap<&str, [&str; 1]> =
        inventory.manifest.iter().map(|(digest, path)| (digest.as_str(), [path.as_str()])).collect();
    let mut fixity: BTreeMap<&str, Vec<&str>> = BTreeMap::new();
    for (path, digest) in &inventory.fixity {
        fixity.entry(digest).or_default().push(path);
    }
    let whole = json!({
        "digestAlgorithm": "sha512",
        "fixity": { "sha256": fixity },
        "head": format!("v{}", inventory.head()),
        "id": layout::urn(&inventory.object),
        "manifest": manifest,
        "type": TYPE,
        "versions": versions,
    });
    format!("{whole:#}\n").into_bytes()
}

/// Reads an inventory and checks every rule that needs no other file: OCFL 1.1, 3.5.1 to 3.5.4.
///
/// # Errors
/// The place of the first fault, as a JSON pointer.
pub(super) fn parse(bytes: &[u8]) -> Result<Inventory, Pointer> {
    let whole: Value = serde_json::from_slice(bytes).map_err(|_| "/".to_owned())?;
    let keys = ["digestAlgorithm", "fixity", "head", "id", "manifest", "type", "versions"];
    let map = object(&whole, "", &keys)?;
    for (key, value) in [("type", TYPE), ("digestAlgorithm", "sha512")] {
        if map[key] != value {
            return Err(format!("/{key}"));
        }
    }
    let id = text(&map["id"], "/id")?;
    let name = id.strip_prefix(layout::PREFIX).filter(|name| layout::is_object(name)).ok_or("/id")?;
    let mut inventory = Inventory { object: name.to_owned(), ..Inventory::default() };
    for (digest, paths) in entries(&map["manifest"], "/manifest")? {
        let at = format!("/manifest/{digest}");
        let path = match paths.as_array().map(Vec::as_slice) {
            Some([Value::String(path)]) => path.clone(),
            _ => return Err(at),
        };
        if !is_sha512(digest) || !is_content(&path) {
            return Err(at);
        }
        inventory.manifest.insert(digest.clone(), path);
    }
    let fixity = object(&map["fixity"], "/fixity", &["sha256"])?;
    for (digest, paths) in entries(&fixity["sha256"], "/fixity/sha256")? {
        let at = format!("/fixity/sha256/{digest}");
        for path in texts(paths, &at)? {
            if !is_sha256(digest) || inventory.fixity.insert(path, digest.clone()).is_some() {
                return Err(at);
            }
        }
    }
    // Each content file has exactly one digest of each kind.
    let mut paths: Vec<&String> = inventory.manifest.values().collect();
    paths.sort();
    if !paths.iter().copied().eq(inventory.fixity.keys()) {
        return Err("/fixity/sha256".to_owned());
    }
    for (name, block) in entries(&map["versions"], "/versions")? {
        let at = format!("/versions/{name}");
        let number = layout::version_number(name).ok_or_else(|| at.clone())?;
        inventory.versions.insert(number, version(block, &at)?);
    }
    let head = inventory.head();
    // 3.5.3: from v1 without gaps; 3.5.1: `head` is the last.
    if head == 0 || u32::try_from(inventory.versions.len()) != Ok(head) {
        return Err("/versions".to_owned());
    }
    if map["head"] != format!("v{head}") {
        return Err("/head".to_owned());
    }
    used(&inventory)?;
    Ok(inventory)
}

fn version(block: &Value, at: &str) -> Result<VersionBlock, Pointer> {
    let map = object(block, at, &["created", "message", "state", "user"])?;
    let created = text(&map["created"], &format!("{at}/created"))?;
    if !layout::is_time(&created) {
        return Err(format!("{at}/created"));
    }
    let who = format!("{at}/user");
    let user = object(&map["user"], &who, &["address", "name"])?;
    let user = User { name: text(&user["name"], &who)?, address: text(&user["address"], &who)? };
    let mut state = BTreeMap::new();
    for (digest, paths) in entries(&map["state"], &format!("{at}/state"))? {
        let at = format!("{at}/state/{digest}");
        for path in texts(paths, &at)? {
            if !layout::is_path(&path) || state.insert(path, digest.clone()).is_some() {
                return Err(at);
            }
        }
    }
    if conflicts(&state) {
        return Err(format!("{at}/state"));
    }
    Ok(VersionBlock { created, message: text(&map["message"], &format!("{at}/message"))?, user, state })
}

/// Checks OCFL 1.1, 3.5.2: the manifest holds every digest that a state uses, and no other.
fn used(inventory: &Inventory) -> Result<(), Pointer> {
    let mut unused: BTreeMap<&String, &String> = inventory.manifest.iter().collect();
    for (number, block) in &inventory.versions {
        for digest in block.state.values() {
            if !inventory.manifest.contains_key(digest) {
                return Err(format!("/versions/v{number}/state/{digest}"));
            }
            unused.remove(digest);
        }
    }
    unused.first_key_value().map_or(Ok(()), |(digest, _)| Err(format!("/manifest/{digest}")))
}

/// True if a path is a folder on the way to another: OCFL 1.1, 3.5.3.1.
pub(super) fn conflicts<T>(state: &BTreeMap<String, T>) -> bool {
    let inside = |path: &String| path.match_indices('/').any(|(at, _)| state.contains_key(&path[..at]));
    state.keys().any(inside)
}

/// True for the path of a content file: `v2/content/…`.
fn is_content(path: &str) -> bool {
    let mut parts = path.splitn(3, '/');
    let version = parts.next().and_then(layout::version_number);
    version.is_some() && parts.next() == Some(layout::CONTENT) && parts.next().is_some_and(layout::is_path)
}

/// The value as a JSON object with exactly these keys.
fn object<'a>(value: &'a Value, at: &str, keys: &[&str]) -> Result<&'a Map<String, Value>, Pointer> {
    let map = value.as_object().ok_or_else(|| format!("{at}/"))?;
    if let Some(missing) = keys.iter().find(|key| !map.contains_key(**key)) {
        return Err(format!("{at}/{missing}"));
    }
    match map.keys().find(|key| !keys.contains(&key.as_str())) {
        Some(stranger) => Err(format!("{at}/{stranger}")),
        None => Ok(map),
    }
}

fn entries<'a>(value: &'a Value, at: &str) -> Result<&'a Map<String, Value>, Pointer> {
    value.as_object().ok_or_else(|| at.to_owned())
}

/// A text that is not empty.
fn text(value: &Value, at: &str) -> Result<String, Pointer> {
    value.as_str().filter(|text| !text.is_empty()).map(str::to_owned).ok_or_else(|| at.to_owned())
}

fn texts(value: &Value, at: &str) -> Result<Vec<String>, Pointer> {
    let list = value.as_array().filter(|list| !list.is_empty()).ok_or_else(|| at.to_owned())?;
    list.iter().map(|value| text(value, at)).collect()
}
