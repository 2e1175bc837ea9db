//! Opens the project, the named evaluations and the archive for commands.

use std::path::PathBuf;
use std::time::Duration;

use crate::custody::Holdings;
use crate::diag::{Code, Diagnostic, Files, Refusal};
use crate::draft::BuildSettings;
use crate::os;
use crate::project::{self, Chosen, Project};

use super::args::Global;
use super::exit::Exit;
use super::printer::Printer;

/// Finds and reads the project that a command works on.
///
/// # Errors
/// The exit status, after the message was shown.
pub(super) fn load(global: &Global, printer: &Printer) -> Result<Project, Exit> {
    root(global, printer).map(|root| Project::load(&root))
}

fn root(global: &Global, printer: &Printer) -> Result<PathBuf, Exit> {
    find(global).map_err(|fault| printer.diagnostics(&[*fault], &Files::default()).max(Exit::Usage))
}

/// The folder of the project that a command works on.
pub(super) fn find(global: &Global) -> Result<PathBuf, Refusal> {
    let start = match (&global.project, os::current_folder()) {
        (Some(folder), Ok(current)) => current.join(folder),
        (Some(folder), Err(_)) => folder.clone(),
        (None, Ok(current)) => current,
        (None, Err(error)) => {
            return Err(Box::new(Diagnostic::unread(".", error)));
        }
    };
    project::find(&start)
}

/// The project and the evaluations that a command names, or the exit status after unknown names were shown.
pub(super) fn open_evaluations(
    global: &Global,
    names: &[String],
    year: Option<i32>,
    printer: &Printer,
) -> Result<(Project, Chosen), Exit> {
    select(load(global, printer)?, names, year, false, printer)
}

/// The same with the recaps.
pub(super) fn open(
    global: &Global,
    names: &[String],
    year: Option<i32>,
    printer: &Printer,
) -> Result<(Project, Chosen), Exit> {
    select(load(global, printer)?, names, year, true, printer)
}

fn select(
    project: Project,
    names: &[String],
    year: Option<i32>,
    recaps: bool,
    printer: &Printer,
) -> Result<(Project, Chosen), Exit> {
    match project.select(names, year, recaps) {
        Ok(chosen) => Ok((project, chosen)),
        Err(faults) => {
            // A fault of the project may be the reason why a name is unknown.
            printer.diagnostics(&project.diagnostics, &project.files);
            printer.diagnostics(&faults, &project.files);
            Err(Exit::Usage)
        }
    }
}

/// The folder of the project's archive.
pub(super) fn folder_of(global: &Global, printer: &Printer) -> Result<PathBuf, Exit> {
    root(global, printer).map(|root| root.join("arsip"))
}

/// The archive of the project, read.
pub(super) fn holdings(global: &Global, printer: &Printer) -> Result<Holdings, Exit> {
    let folder = folder_of(global, printer)?;
    Holdings::open(&folder).map_err(|found| printer.diagnostics(&found, &Files::default()))
}

/// Settings of a build with this program as its worker.
pub(super) fn settings(output: Option<PathBuf>, workers: Option<usize>, limit: u64) -> Result<BuildSettings, Refusal> {
    let program = os::program().map_err(|error| Box::new(Diagnostic::new(Code::P008).arg("reason", error)))?;
    Ok(BuildSettings { output, workers, program, limit: Duration::from_secs(limit.max(1)), prove_layout: true })
}
