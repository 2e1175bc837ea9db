//! Paths in the store and the form of its times: OCFL 1.1, 4 (storage root), and the extension
//! 0003-hash-and-id-n-tuple-storage-layout.

use std::path::{Path, PathBuf};

use crate::digest::sha256;

/// OCFL 1.1, 3.5.1: an id should be a URI. The caller's id, such as `2023/dinas-x`, follows unchanged, so that a reader
/// recognizes it.
pub(super) const PREFIX: &str = "urn:lhe:";

/// OCFL 1.1, 4.2 and 3.2: the files that name the version of the specification.
pub(super) const ROOT_MARK: (&str, &str) = ("0=ocfl_1.1", "ocfl_1.1\n");
pub(super) const OBJECT_MARK: (&str, &str) = ("0=ocfl_object_1.1", "ocfl_object_1.1\n");

pub(super) const INVENTORY: &str = "inventory.json";
pub(super) const SIDECAR: &str = "inventory.json.sha512";
pub(super) const CONTENT: &str = "content";

/// The files of a storage root that has no object yet. One level of folders, at most 4096, is enough for a regency.
pub(super) const ROOT_FILES: [(&str, &str); 3] = [
    ROOT_MARK,
    (
        "ocfl_layout.json",
        r#"{
  "extension": "0003-hash-and-id-n-tuple-storage-layout",
  "description": "<3 digits of the SHA-256 of the id>/<id with %xx for all but letters, digits, - and _>"
}
"#,
    ),
    (
        "extensions/0003-hash-and-id-n-tuple-storage-layout/config.json",
        r#"{
  "extensionName": "0003-hash-and-id-n-tuple-storage-layout",
  "digestAlgorithm": "sha256",
  "tupleSize": 3,
  "numberOfTuples": 1
}
"#,
    ),
];

/// The longest encoded id; the extension shortens longer ones.
const LONGEST: usize = 100;

pub(super) fn storage(root: &Path) -> PathBuf {
    root.join("ocfl")
}

pub(super) fn log(root: &Path) -> PathBuf {
    root.join("catatan.jsonl")
}

pub(super) fn lock(root: &Path) -> PathBuf {
    root.join(".kunci")
}

pub(super) fn staging(root: &Path) -> PathBuf {
    root.join(".sementara")
}

/// True if there is a store, even a damaged one.
pub(super) fn exists(root: &Path) -> bool {
    crate::os::is_taken(&storage(root)) || crate::os::is_taken(&log(root))
}

/// The id in the inventory of an object.
pub(super) fn urn(object: &str) -> String {
    format!("{PREFIX}{object}")
}

/// Folder and subfolder of an object below the storage root, by the extension.
pub(super) fn place(object: &str) -> (String, String) {
    let id = urn(object);
    let digest = sha256(id.as_bytes());
    let mut name = String::new();
    for byte in id.bytes() {
        match byte {
            b'A'..=b'Z' | b'a'..=b'z' | b'0'..=b'9' | b'-' | b'_' => name.push(char::from(byte)),
            other => name.push_str(&format!("%{other:02x}")),
        }
    }
    if name.len() > LONGEST {
        name.truncate(LONGEST);
        name.push_str(&format!("-{digest}"));
    }
    (digest[..3].to_owned(), name)
}

/// The folder of an object.
pub(super) fn object(root: &Path, object: &str) -> PathBuf {
    let (bucket, name) = place(object);
    storage(root).join(bucket).join(name)
}

/// A path as messages show it: relative to the folder that holds the store.
pub(super) fn shown(root: &Path, path: &Path) -> String {
    let above = root.parent().unwrap_or(root);
    path.strip_prefix(above).unwrap_or(path).display().to_string().replace('\\', "/")
}

/// The number of a version folder, OCFL 1.1, 3.5.3: `v1`, `v2`, without zeros in front.
pub(super) fn version_number(name: &str) -> Option<u32> {
    let digits = name.strip_prefix('v')?;
    let plain = digits.bytes().all(|b| b.is_ascii_digit()) && !digits.starts_with('0');
    digits.parse().ok().filter(|_| plain)
}

/// True if no part of the path is empty, `.` or `..` (OCFL 1.1, 3.5.3.1), and every system can hold it: no part is too
/// long, ends with a dot or a space, or holds a character that some system refuses.
pub(super) fn is_path(path: &str) -> bool {
    let part = |part: &str| !matches!(part, "" | "." | "..") && part.len() <= 200 && !part.ends_with(['.', ' ']);
    let harmless = |c: char| !c.is_control() && !"\\:*?\"<>|".contains(c);
    path.len() <= 400 && path.split('/').all(part) && path.chars().all(harmless)
}

/// True for the id of an object: a path without spaces, such as `2023/dinas-x`.
pub(super) fn is_object(id: &str) -> bool {
    is_path(id) && !id.contains(' ')
}

/// True for a time such as `2023-05-08T03:04:05Z`: RFC 3339 in UTC, as OCFL 1.1, 3.5.3.1 wants it for `created`.
pub(super) fn is_time(text: &str) -> bool {
    const SHAPE: &[u8] = b"0000-00-00T00:00:00Z";
    let fits = |(have, want): (u8, &u8)| if *want == b'0' { have.is_ascii_digit() } else { have == *want };
    if text.len() != SHAPE.len() || !text.bytes().zip(SHAPE).all(fits) {
        return false;
    }
    let number = |from: usize, to: usize| text[from..to].parse().unwrap_or(99u8);
    (1..=12).contains(&number(5, 7))
        && (1..=31).contains(&number(8, 10))
        && number(11, 13) < 24
        && number(14, 16) < 60
        && number(17, 19) <= 60
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn ids_are_placed_as_the_extension_says() {
        let (bucket, name) = place("2023/dinas-x");
        assert_eq!(name, "urn%3alhe%3a2023%2fdinas-x");
        assert_eq!(bucket, sha256(b"urn:lhe:2023/dinas-x")[..3]);
        // Longer than 100 characters: cut, and the whole digest behind.
        let long = "x".repeat(150);
        let (_, name) = place(&long);
        assert_eq!(name, format!("urn%3alhe%3a{}-{}", "x".repeat(88), sha256(urn(&long).as_bytes())));
    }

    #[test]
    fn version_folders_have_plain_numbers() {
        assert_eq!(version_number("v12"), Some(12));
        for name in ["v", "v0", "v01", "12", "v+1", "v1x", "v99999999999"] {
            assert_eq!(version_number(name), None, "{name}");
        }
    }

    #[test]
    fn paths_stay_inside() {
        for path in ["a", "bundel/laporan.json", "a b/c.pdf", "é"] {
            assert!(is_path(path), "{path}");
        }
        for path in ["", "/a", "a/", "a//b", "../a", "a/./b", "a\\b", "a:b", "a\nb", "a."] {
            assert!(!is_path(path), "{path}");
        }
    }
}
