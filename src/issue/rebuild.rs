//! Makes an issued revision again from its bundle, and tells what the new PDF proves.

use std::collections::BTreeMap;
use std::path::PathBuf;

use crate::diag::{Code, Diagnostic, Found, Phrase, Refusal};
use crate::digest::sha256;
use crate::draft::{BuildSettings, Proof, Proven, bundle_files, prove};
use crate::os::{self, reason};
use crate::project::{Project, Unit};
use crate::record::issued::IssuedRevision;
use crate::record::{DocumentId, Kind};

/// A document of an issued revision, made again.
#[derive(Clone, Debug)]
pub struct Rebuilt {
    /// The document.
    pub id: DocumentId,
    /// The revision.
    pub revision: u32,
    /// The path of the new PDF.
    pub path: PathBuf,
    /// Pages.
    pub pages: usize,
    /// Does the data of the bundle give its report?
    pub data_give_report: Proof,
    /// Does the report give the bytes that were issued?
    pub report_gives_bytes: Proof,
}

/// Makes the documents of an issued revision again and writes them below the output folder as
/// `<tahun>/<nama>.revisi-<n>.pdf`.
///
/// # Errors
/// A042 for a revision that was never issued, faults of archive, rendering and disk.
pub fn rebuild(project: &Project, unit: Unit, revision: u32, settings: &BuildSettings) -> Result<Vec<Rebuilt>, Found> {
    let object = project.unit_id(unit);
    let known = project.record.revisions(&object.to_string()).get(revision as usize);
    let Some(known) = known else {
        return Err(vec![Diagnostic::new(Code::A042).arg("id", &object).arg("revision", revision)]);
    };
    let output = settings.output.clone().unwrap_or_else(|| project.root.join("keluaran"));
    let mut made = Vec::new();
    for kind in known.documents.keys() {
        made.push(one(project, &object, known, *kind, &output, settings)?);
    }
    Ok(made)
}

fn one(
    project: &Project,
    object: &DocumentId,
    revision: &IssuedRevision,
    kind: Kind,
    output: &std::path::Path,
    settings: &BuildSettings,
) -> Result<Rebuilt, Found> {
    let files = kept_files(project, object, revision, kind)?;
    let damaged = |reason: Phrase| vec![Diagnostic::unread(format!("arsip: {object}"), reason)];
    let pdf = kind.pdf(object);
    if let Some(store) = project.record.store() {
        // The proof is about the stored file, not only about its digest in the log.
        let stored = store.file(&object.to_string(), revision.version, &pdf)?;
        let known = revision.documents.get(&kind).map(|d| d.pdf.as_str()).unwrap_or_default();
        if sha256(&stored) != known {
            return Err(damaged(format!("{pdf}: {known} ≠ {}", sha256(&stored)).into()));
        }
    }
    let id = kind.document(object);
    let expected = revision.documents.get(&kind).map(|d| d.pdf.clone()).unwrap_or_default();
    let agrees = |pdf: &[u8]| {
        let found = sha256(pdf);
        (found != expected).then(|| format!("{expected} ≠ {found}").into())
    };
    let known = &project.record;
    let proven = prove(&id, &files, kind, known, &agrees, settings)?;
    let path = output.join(id.year.to_string()).join(format!("{}.revisi-{}.pdf", id.name, revision.number));
    os::replace(&path, &proven.pdf).map_err(|error| vec![Diagnostic::unwritten(path.display(), reason(&error))])?;
    let Proven { pages, data_give_report, report_gives_bytes, .. } = proven;
    Ok(Rebuilt { id, revision: revision.number, path, pages, data_give_report, report_gives_bytes })
}

/// The files of a kept bundle by name.
pub(super) fn kept_files(
    project: &Project,
    object: &DocumentId,
    revision: &IssuedRevision,
    kind: Kind,
) -> Result<BTreeMap<String, Vec<u8>>, Refusal> {
    match project.record.store() {
        Some(store) => bundle_files(store, object, revision, kind),
        None => Ok(BTreeMap::new()),
    }
}
