//! `lhe explain`: from a printed number down to formula, weights, answers and the YAML file and line.

mod json;
mod text;

use crate::project::{Unexplained, explain};

use super::args::{ExplainArgs, Global};
use super::exit::Exit;
use super::open::open_evaluations;
use super::printer::Printer;

pub(super) fn run(args: &ExplainArgs, global: &Global, printer: &Printer) -> Exit {
    let (project, chosen) = match open_evaluations(global, std::slice::from_ref(&args.office), args.year, printer) {
        Ok(opened) => opened,
        Err(exit) => return exit,
    };
    // Without a year the last one is explained: cases are ordered by year.
    let Some(case) = chosen.cases.last().map(|i| &project.cases[*i]) else { return Exit::Usage };
    match explain(&project, case, args.code.as_deref()).map_err(|reason| *reason) {
        Ok(explained) if printer.json => printer.data(&json::record(&project, &explained).to_string()),
        Ok(explained) => text::lines(&project, &explained, printer.lang).iter().for_each(|line| printer.data(line)),
        Err(Unexplained::Unscored(found)) => return Exit::No.max(printer.diagnostics(&found, &project.files)),
        Err(Unexplained::Unknown(fault)) => {
            printer.diagnostics(&[*fault], &project.files);
            return Exit::Usage;
        }
    }
    Exit::Done
}
