//! Paths inside a version of the archive.

use super::id::DocumentId;

/// The folder of signed files in a version.
pub(crate) const SIGNED: &str = "bertanda-tangan/";

/// The folder of other papers.
pub(crate) const PAPERS: &str = "pendukung/";

/// The PDF and the folder of the bundle of a document inside a version.
pub(crate) fn names(id: &DocumentId, word: &str) -> (String, String) {
    match word {
        "lke" => (format!("{}.lke.pdf", id.name), "bundel-lke".to_owned()),
        _ => (format!("{}.pdf", id.name), "bundel".to_owned()),
    }
}

/// True if the path is that of a file that came later.
pub(crate) fn is_kept(path: &str) -> bool {
    [SIGNED, PAPERS].iter().any(|folder| path.starts_with(folder))
}
