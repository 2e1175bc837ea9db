//! Files that a command reads or makes, and the folder of trust: with the same messages in every command.

use std::path::{Path, PathBuf};

use crate::diag::{Code, Diagnostic, Files, Refusal, Term};
use crate::signature::Trust;
use crate::{custody, os};

use super::exit::Exit;
use super::printer::Printer;

/// The largest file that is signed, looked at, or taken in.
const LARGEST: u64 = 1 << 30;

/// Reads a file that was named.
pub(super) fn read(path: &Path) -> Result<Vec<u8>, Refusal> {
    let unread = |error| Diagnostic::unread(path.display(), os::reason(&error));
    os::read(path, LARGEST).map_err(|error| Box::new(unread(error)))
}

/// Makes a file that did not exist.
pub(super) fn create(path: &Path, bytes: &[u8]) -> Result<(), Refusal> {
    os::create(path, bytes).map_err(|error| {
        Box::new(match error.kind() {
            std::io::ErrorKind::AlreadyExists => Diagnostic::new(Code::U008).arg("path", path.display()),
            _ => Diagnostic::unwritten(path.display(), os::reason(&error)),
        })
    })
}

/// The certificates to trust. A named folder must exist, since a slip in its name would switch all trust off. Without a
/// name the folder of the project is used, if there is a project.
pub(super) fn trust(named: Option<&Path>, of_project: Option<PathBuf>, printer: &Printer) -> Result<Trust, Exit> {
    let show = |found: &[Diagnostic]| printer.diagnostics(found, &Files::default());
    if let Some(folder) = named.filter(|folder| !os::is_folder(folder)) {
        let fault = Diagnostic::unread(folder.display(), Term::NotFound);
        return Err(show(&[fault]));
    }
    let folder = named.map(Path::to_owned).or(of_project);
    folder.map_or_else(|| Ok(Trust::default()), |folder| custody::trust(&folder).map_err(|found| show(&found)))
}
