//! Facts about a PDF of ours, read from the files that it carries.

use serde_json::Value;

use crate::bundle::Manifest;
use crate::digest::sha256;
use crate::pdf::Pdf;
use crate::report::Face;

/// The manifest of a bundle among the files that a PDF carries.
pub(super) const MANIFEST: &str = "bundel.json";

/// True for a draft of ours, signed or not.
pub fn is_draft(pdf: &Pdf<'_>) -> bool {
    manifest(pdf).is_some_and(|(_, manifest)| manifest.is_draft())
}

/// The official who is to sign a report of ours, from its signature block: `<office>, <name>`.
pub fn signatory(pdf: &Pdf<'_>) -> Option<String> {
    let report: Value = serde_json::from_slice(&pdf.attachment("laporan.json")?).ok()?;
    Some(Face::of(&report).ok()?.penandatangan?.line())
}

/// The manifest that a PDF carries, and before it its SHA-256, which is the fingerprint of the bundle.
pub(super) fn manifest(pdf: &Pdf<'_>) -> Option<(String, Manifest)> {
    let bytes = pdf.attachment(MANIFEST)?;
    Some((sha256(&bytes), Manifest::read(&bytes).ok()?))
}
