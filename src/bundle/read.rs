//! The manifest of a bundle, `bundel.json`, as it is read back.

use std::collections::BTreeMap;

use serde::Deserialize;

use crate::typeset::Standard;

/// What a manifest states of its document.
#[derive(Clone, Debug, Deserialize)]
pub struct Manifest {
    /// `<tahun>/<nama>`.
    #[serde(rename = "dokumen")]
    pub document: String,
    /// Its main template without ending, such as `lhe-surat`.
    #[serde(rename = "jenis")]
    pub kind: String,
    /// `draf` or `terbit`.
    #[serde(rename = "keadaan")]
    state: String,
    #[serde(rename = "standar")]
    pub(super) standard: Standard,
    /// Date of the document, `2023-05-08`.
    #[serde(rename = "tanggal")]
    pub(super) date: String,
    #[serde(rename = "templat")]
    pub(super) main: String,
    #[serde(rename = "pembuat")]
    pub(super) maker: Maker,
    #[serde(rename = "berkas")]
    pub(super) files: Vec<Entry>,
}

/// The program that made a bundle.
#[derive(Clone, Debug, Deserialize)]
pub(super) struct Maker {
    #[serde(rename = "bangunan")]
    pub(super) build: String,
}

/// One file of a bundle.
#[derive(Clone, Debug, Deserialize)]
pub(super) struct Entry {
    #[serde(rename = "nama")]
    pub(super) name: String,
    /// The word of its role; see `Role::word`.
    #[serde(rename = "peran")]
    pub(super) role: String,
    #[serde(rename = "sha256")]
    pub(super) digest: String,
}

impl Manifest {
    /// Reads the bytes of `bundel.json`.
    ///
    /// # Errors
    /// A part is missing or of another type.
    pub fn read(bytes: &[u8]) -> serde_json::Result<Self> {
        serde_json::from_slice(bytes)
    }

    /// True for the bundle of a draft.
    pub fn is_draft(&self) -> bool {
        self.state == "draf"
    }

    /// Names and digests of data, instruments and pictures: what a report was made from, apart from its wording.
    pub fn sources(&self) -> BTreeMap<&str, &str> {
        let wanted = self.files.iter().filter(|file| matches!(file.role.as_str(), "data" | "instrumen" | "gambar"));
        wanted.map(|file| (file.name.as_str(), file.digest.as_str())).collect()
    }
}
