//! Where a PDF comes from: one of ours with something added, one of ours made again elsewhere, a scan, or unknown.

use serde_json::Value;

use crate::signature;

/// The manifest of a bundle among the files that a PDF carries.
const MANIFEST: &str = "bundel.json";

/// True for a draft of ours, signed or not.
pub fn is_draft(pdf: &[u8]) -> bool {
    let files = signature::attachments(pdf);
    let manifest = files.get(MANIFEST).and_then(|bytes| serde_json::from_slice::<Value>(bytes).ok());
    manifest.is_some_and(|manifest| manifest["keadaan"] == "draf")
}
