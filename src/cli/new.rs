//! `lhe new`: an evaluation file with every code, ready to fill in.

use crate::project;

use super::args::{Global, NewArgs};
use super::exit::Exit;
use super::open::load;
use super::printer::Printer;

pub(super) fn run(args: &NewArgs, global: &Global, printer: &Printer) -> Exit {
    let project = match load(global, printer) {
        Ok(project) => project,
        Err(exit) => return exit,
    };
    let mut exit = Exit::Done;
    for office in &args.offices {
        match project::new_evaluation(&project, office, args.year, args.instrument.as_deref()) {
            Ok(path) => printer.result(&path),
            Err(fault) => exit = exit.max(printer.diagnostics(&[*fault], &project.files)),
        }
    }
    exit
}
