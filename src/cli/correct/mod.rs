//! `lhe correct`: write an entry into a ledger after showing what it does; with `--coba` only show it.

mod editor;
mod effect;

use crate::diag::{Code, Diagnostic, Lang};
use crate::draft::compose_faults;
use crate::issue::{Draft, DraftChange, enter, prepare};
use crate::project::Unit;
use crate::register::RevisionKind;

use super::args::{CorrectArgs, Global};
use super::exit::Exit;
use super::open::{errors, open_evaluations};
use super::printer::Printer;

pub(super) fn run(args: &CorrectArgs, global: &Global, printer: &Printer) -> Exit {
    match attempt(args, global, printer) {
        Ok(exit) | Err(exit) => exit,
    }
}

fn attempt(args: &CorrectArgs, global: &Global, printer: &Printer) -> Result<Exit, Exit> {
    let (project, chosen) = open_evaluations(global, std::slice::from_ref(&args.office), args.year, printer)?;
    let [index] = chosen.cases.as_slice() else {
        let ids: Vec<String> = chosen.cases.iter().map(|i| project.cases[*i].id.to_string()).collect();
        let fault = Diagnostic::new(Code::U013).arg("name", &args.office).arg("ids", ids.join(", "));
        printer.diagnostics(&[fault], &project.files);
        return Err(Exit::Usage);
    };
    let case = &project.cases[*index];
    // What is wrong already is not made right by one more entry.
    let wrong = errors(&project, *index);
    if !wrong.is_empty() {
        return Err(printer.diagnostics(&wrong, &project.files));
    }
    let prepared = match draft(args) {
        Some(draft) => prepare(&project, case, &draft).map_err(|f| printer.diagnostics(&[*f], &project.files))?,
        None => editor::edited(&project, case, printer)?,
    };
    let after = project.with_text(&prepared.name, &prepared.text);
    let Some(place) = after.cases.iter().position(|c| c.id == case.id) else { return Err(Exit::No) };
    let mut found = errors(&after, place);
    // What only shows when the document is composed, such as an unpaired mark in the reason.
    let chosen = |index| Unit::Case(index).chosen();
    let known: Vec<_> = compose_faults(&project, &chosen(*index)).into_iter().map(|d| d.code).collect();
    let composed = compose_faults(&after, &chosen(place)).into_iter();
    found.extend(composed.filter(|d| d.is_error() && !known.contains(&d.code)));
    if !found.is_empty() {
        let exit = printer.diagnostics(&found, &after.files);
        printer.say(printer.pick("tidak ada yang ditulis", "nothing was written"));
        return Err(exit);
    }
    effect::show(&project, case, &after, &after.cases[place], printer);
    if args.dry_run {
        printer.say(printer.pick("hanya percobaan: tidak ada yang ditulis", "a trial only: nothing was written"));
        return Ok(Exit::Done);
    }
    enter(&project, &prepared).map_err(|fault| printer.diagnostics(&[*fault], &project.files))?;
    printer.result(&match printer.lang {
        Lang::Id => format!("koreksi {} ditulis di {}", prepared.id, prepared.name),
        Lang::En => format!("correction {} written to {}", prepared.id, prepared.name),
    });
    Ok(Exit::Done)
}

/// The correction that the arguments describe; none if they describe no change, so that an editor is wanted.
fn draft(args: &CorrectArgs) -> Option<Draft> {
    let keys = [
        ("kode", &args.code),
        ("id", &args.id),
        ("surat", &args.letter),
        ("letak", &args.path),
        ("hapus", &args.remove),
    ];
    let (key, what) = keys.into_iter().find_map(|(key, value)| Some((key, value.clone()?)))?;
    Some(Draft {
        kind: args.kind.as_deref().and_then(RevisionKind::of_word),
        date: args.date?,
        basis: args.basis.clone()?,
        reason: args.reason.clone()?,
        requested_by: args.requested_by.clone(),
        decided_by: args.decided_by.clone()?,
        change: DraftChange {
            key,
            what,
            object: args.object.clone(),
            field: args.field.clone(),
            from: args.from.clone(),
            to: args.to.clone(),
        },
    })
}
