//! Paths inside a version of the archive.

/// The folder of signed files in a version.
pub(crate) const SIGNED: &str = "bertanda-tangan/";

/// The folder of other papers.
pub(crate) const PAPERS: &str = "pendukung/";

/// True if the path is that of a file that came later.
pub(crate) fn is_kept(path: &str) -> bool {
    [SIGNED, PAPERS].iter().any(|folder| path.starts_with(folder))
}
