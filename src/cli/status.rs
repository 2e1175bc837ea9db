//! `lhe status`: the state of each document, with the reasons.

use serde_json::json;

use crate::diag::{Lang, Phrase, Term};
use crate::issue::{Standing, State, standings};

use super::args::{Global, StatusArgs};
use super::exit::Exit;
use super::open::open;
use super::printer::Printer;

pub(super) fn run(args: &StatusArgs, global: &Global, printer: &Printer) -> Exit {
    let (project, chosen) = match open(global, &args.offices, args.year, printer) {
        Ok(opened) => opened,
        Err(exit) => return exit,
    };
    let output = args.output.clone().unwrap_or_else(|| project.root.join("keluaran"));
    let mut found: Vec<_> = project.concerning(&chosen).into_iter().filter(crate::diag::Diagnostic::is_error).collect();
    if project.archive_is_faulty() {
        // Nobody knows which documents were issued; a list would say that none was.
        return printer.diagnostics(&found, &project.files).max(Exit::No);
    }
    let (list, faults) = standings(&project, &chosen, &output);
    found.extend(faults.into_iter().filter(crate::diag::Diagnostic::is_error));
    let exit = printer.diagnostics(&found, &project.files);
    let width = list.iter().map(|s| s.id.to_string().len()).max().unwrap_or(0);
    for standing in &list {
        if printer.json {
            printer.data(&record(standing, printer.lang));
        } else {
            printer.result(&line(standing, width, printer.lang));
        }
    }
    let count = |state| list.iter().filter(|s| s.state == state).count();
    let states = [State::Draft, State::Issued, State::Stale, State::Corrected, State::Replaced];
    let counts: Vec<String> =
        states.into_iter().map(|state| format!("{} {}", count(state), state.term().text(printer.lang))).collect();
    printer.say(&match printer.lang {
        Lang::Id => format!("{} dokumen: {}", list.len(), counts.join(", ")),
        Lang::En => format!("{} documents: {}", list.len(), counts.join(", ")),
    });
    exit
}

fn line(standing: &Standing, width: usize, lang: Lang) -> String {
    let Standing { id, revision, state, number, date, reasons } = standing;
    let id = id.to_string();
    let number = number.as_deref().unwrap_or(if *state == State::Draft { "–" } else { Term::Unnumbered.text(lang) });
    let date = date.as_deref().map(|date| format!(" {date}")).unwrap_or_default();
    let (state, revision) = (state.term().text(lang), Phrase::Revision { number: *revision }.text(lang));
    let reasons = Phrase::Clauses(reasons.clone()).text(lang);
    format!("{id:width$}  {state:<10}  {revision}  {number}{date}  {reasons}").trim_end().to_owned()
}

fn record(standing: &Standing, lang: Lang) -> String {
    let Standing { id, revision, state, number, date, reasons } = standing;
    json!({
        "schema": 1,
        "dokumen": id.to_string(),
        "revisi": revision,
        "keadaan": state.word(),
        "nomor": number,
        "tanggal": date,
        "sebab": reasons.iter().map(|reason| reason.text(lang)).collect::<Vec<_>>(),
    })
    .to_string()
}
