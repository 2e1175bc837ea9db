//! Records of the output folder: the bundle from which each PDF was made, and the digest of its bytes.
//!
//! All records are in one file, so that a build writes once. A build that is killed before that only has to make its
//! PDFs again. File times are never asked.

use std::collections::{BTreeMap, BTreeSet};
use std::path::{Path, PathBuf};

use rayon::prelude::*;
use serde::{Deserialize, Serialize};

use crate::digest::sha256;
use crate::os;
use crate::record::DocumentId;

/// The largest PDF that is read back.
const LARGEST_PDF: u64 = 1 << 30;

/// The record of one PDF.
#[derive(Clone, Debug, Deserialize, Serialize)]
struct Record {
    /// Fingerprint of its bundle.
    bundel: String,
    /// Digest of its bytes.
    pdf: String,
    /// Digest of everything that the document can depend on, from the last time the PDF was found to follow from it.
    /// While the digest stays the same, the bundle is known to be the same without composing it.
    proyek: String,
}

/// The records of an output folder by document.
#[derive(Clone, Debug, Default)]
pub(crate) struct Records(BTreeMap<String, Record>);

impl Records {
    /// The path of the records of an output folder.
    pub(crate) fn path(output: &Path) -> PathBuf {
        output.join(".lhe/sidik.json")
    }

    /// Reads the records. A missing or unreadable file gives empty records: every PDF is made again.
    pub(crate) fn read(output: &Path) -> Self {
        let bytes = os::read(&Self::path(output), 64 << 20).unwrap_or_default();
        Self(serde_json::from_slice(&bytes).unwrap_or_default())
    }

    /// Writes the records in place of the former ones.
    pub(crate) fn write(&self, output: &Path) -> std::io::Result<()> {
        os::replace(&Self::path(output), &serde_json::to_vec(&self.0)?)
    }

    /// Those of these documents whose PDF is there with the bytes that were written. The PDFs are read in parallel.
    pub(crate) fn intact(&self, output: &Path, ids: &[DocumentId]) -> BTreeSet<String> {
        let known = ids.iter().filter_map(|id| Some((id, self.0.get(&id.to_string())?)));
        let all: Vec<(&DocumentId, &Record)> = known.collect();
        let whole = all.into_par_iter().filter(|(id, record)| whole(output, id, record));
        whole.map(|(id, _)| id.to_string()).collect()
    }

    /// True if everything that a document can depend on is unchanged since its PDF was last found to follow from it.
    pub(crate) fn holds_inputs(&self, id: &DocumentId, inputs: &str) -> bool {
        self.0.get(&id.to_string()).is_some_and(|r| r.proyek == inputs)
    }

    /// True if its PDF was made from this bundle.
    pub(crate) fn is_made_from(&self, id: &DocumentId, fingerprint: &str) -> bool {
        self.0.get(&id.to_string()).is_some_and(|r| r.bundel == fingerprint)
    }

    /// True if the PDF is there with the bytes that were written, and was made from this bundle.
    pub(crate) fn holds(&self, output: &Path, id: &DocumentId, fingerprint: &str) -> bool {
        self.0.get(&id.to_string()).is_some_and(|r| r.bundel == fingerprint && whole(output, id, r))
    }

    /// True if an issued document was found to agree with the archive while its inputs had this digest.
    pub(crate) fn agrees(&self, id: &DocumentId, inputs: &str) -> bool {
        self.0.get(&issued(id)).is_some_and(|r| r.proyek == inputs)
    }

    /// Notes that an issued document agrees with the archive.
    pub(crate) fn agree(&mut self, id: &DocumentId, inputs: &str) {
        let record = Record { bundel: String::new(), pdf: String::new(), proyek: inputs.to_owned() };
        self.0.insert(issued(id), record);
    }

    /// True if a PDF of this document was written before.
    pub(crate) fn knows(&self, id: &DocumentId) -> bool {
        self.0.contains_key(&id.to_string())
    }

    /// Notes a PDF that was written.
    pub(crate) fn add(&mut self, id: &DocumentId, bundel: String, project: &str, pdf: &[u8]) {
        let record = Record { bundel, pdf: sha256(pdf), proyek: project.to_owned() };
        self.0.insert(id.to_string(), record);
    }

    /// Notes that a PDF still follows from the project as it is now.
    pub(crate) fn confirm(&mut self, id: &DocumentId, project: &str) {
        if let Some(record) = self.0.get_mut(&id.to_string()) {
            project.clone_into(&mut record.proyek);
        }
    }
}

/// The name of an issued document in the records; a draft of its next revision has a name of its own.
fn issued(id: &DocumentId) -> String {
    format!("{id}#terbit")
}

fn whole(output: &Path, id: &DocumentId, record: &Record) -> bool {
    os::read(&pdf_path(output, id), LARGEST_PDF).is_ok_and(|pdf| record.pdf == sha256(&pdf))
}

/// The path of a document's PDF.
pub(crate) fn pdf_path(output: &Path, id: &DocumentId) -> PathBuf {
    output.join(id.year.to_string()).join(format!("{}.pdf", id.name))
}
