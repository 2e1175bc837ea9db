//! `lhe correct`: write an entry into a ledger after showing its effect; with `--coba` only show the effect.

mod editor;
mod effect;

use crate::diag::{Code, Diagnostic, Lang};
use crate::issue::{Draft, DraftChange, enter, errors_before, prepare, trial};
use crate::register::RevisionKind;

use super::args::{CorrectArgs, Global};
use super::exit::Exit;
use super::open::open_evaluations;
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
    let wrong = errors_before(&project, case);
    if !wrong.is_empty() {
        return Err(printer.diagnostics(&wrong, &project.files));
    }
    let (prepared, effect) = match draft(args) {
        Some(draft) => {
            let prepared = prepare(&project, case, &draft).map_err(|f| printer.diagnostics(&[*f], &project.files))?;
            let tried = trial(&project, case, &prepared).map_err(|untenable| {
                let exit = Exit::No.max(printer.diagnostics(&untenable.found, &untenable.after.files));
                printer.say(printer.pick("tidak ada yang ditulis", "nothing was written"));
                exit
            })?;
            (prepared, tried.effect)
        }
        None => editor::edited(&project, case, printer)?,
    };
    effect::show(&effect, printer);
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
