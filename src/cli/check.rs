//! `lhe check`: everything that can be found without making PDFs.

use crate::diag::{self, Code};
use crate::draft::compose_faults;
use crate::instrument::BUILT_IN;
use crate::score;

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
    let mut found = project.concerning(&chosen);
    // Those of local editions are worked through whenever the project is read.
    for instrument in project.instruments.iter().filter(|i| BUILT_IN.iter().any(|b| b.id == i.id)) {
        found.extend(score::verify_examples(instrument));
    }
    found.extend(compose_faults(&project, &chosen));
    // The built-in ones are checked by the tests of this program.
    if project.has_templates() {
        found.extend(project.lint(&[]).unwrap_or_else(|faults| faults));
    }
    if args.offices.is_empty() {
        // What makes another letter wait is itself told here.
        found.retain(|d| d.code != Code::D165);
    }
    diag::sort(&mut found, &project.files);
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
