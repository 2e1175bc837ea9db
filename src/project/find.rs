//! Finding the project from a folder inside it.

use std::path::{Path, PathBuf};

use crate::diag::{Code, Diagnostic, Refusal};
use crate::os;

/// The file that makes a folder a project.
pub const SETTINGS: &str = "lhe.yaml";

/// The nearest folder at or above `start` that holds `lhe.yaml`.
///
/// # Errors
/// U001 if there is none.
pub fn find(start: &Path) -> Result<PathBuf, Refusal> {
    start
        .ancestors()
        .find(|folder| os::is_file(&folder.join(SETTINGS)))
        .map(Path::to_path_buf)
        .ok_or_else(|| Box::new(Diagnostic::new(Code::U001).arg("folder", start.display())))
}
