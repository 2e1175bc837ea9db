//! `lhe check`: every fault that can be found without making PDFs.

use crate::{diag, draft};

use super::args::{CheckArgs, Global};
use super::exit::Exit;
use super::open::open;
use super::printer::Printer;

pub(super) fn run(args: &CheckArgs, global: &Global, printer: &Printer) -> Exit {
    if args.rules {
        return super::rules::run(global, printer);
    }
    let (project, chosen) = match open(global, &args.offices, args.year, printer) {
        Ok(opened) => opened,
        Err(exit) => return exit,
    };
    let found = draft::check(&project, &chosen);
    let exit = printer.diagnostics(&found, &project.files);
    let (count, recaps) = (chosen.cases.len(), chosen.recaps.len());
    let and = match (recaps, printer.lang) {
        (0, _) => String::new(),
        (_, diag::Lang::Id) => format!(" dan {recaps} ikhtisar"),
        (_, diag::Lang::En) => format!(" and {recaps} recaps"),
    };
    let summary = match printer.lang {
        diag::Lang::Id => format!("{count} evaluasi{and} diperiksa: {}", printer.counts(&found)),
        diag::Lang::En => format!("{count} evaluations{and} checked: {}", printer.counts(&found)),
    };
    printer.say(&summary);
    exit
}
