//! `lhe correct`: write an entry into a ledger after showing what it does; with `--coba` only show it.

use std::path::Path;

use crate::diag::{Code, Diagnostic, Lang};
use crate::evaluation::register::RevisionKind;
use crate::os;
use crate::project::{Case, Chosen, Draft, DraftChange, Prepared, Project};

use super::args::{CorrectArgs, Global};
use super::exit::Exit;
use super::printer::Printer;

pub(super) fn run(args: &CorrectArgs, global: &Global, printer: &Printer) -> Exit {
    match attempt(args, global, printer) {
        Ok(exit) | Err(exit) => exit,
    }
}

fn attempt(args: &CorrectArgs, global: &Global, printer: &Printer) -> Result<Exit, Exit> {
    let (project, chosen) = super::open_evaluations(global, std::slice::from_ref(&args.office), args.year, printer)?;
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
        Some(draft) => project.prepare(case, &draft).map_err(|f| printer.diagnostics(&[*f], &project.files))?,
        None => edited(&project, case, printer)?,
    };
    let after = project.with_text(&prepared.name, &prepared.text);
    let Some(place) = after.cases.iter().position(|c| c.id == case.id) else { return Err(Exit::No) };
    let found = errors(&after, place);
    if !found.is_empty() {
        let exit = printer.diagnostics(&found, &after.files);
        printer.say(printer.pick("tidak ada yang ditulis", "nothing was written"));
        return Err(exit);
    }
    show(&project, case, &after, &after.cases[place], printer);
    if args.dry_run {
        printer.say(printer.pick("hanya percobaan: tidak ada yang ditulis", "a trial only: nothing was written"));
        return Ok(Exit::Done);
    }
    project.enter(&prepared).map_err(|fault| printer.diagnostics(&[*fault], &project.files))?;
    printer.result(&match printer.lang {
        Lang::Id => format!("koreksi {} ditulis di {}", prepared.id, prepared.name),
        Lang::En => format!("correction {} written to {}", prepared.id, prepared.name),
    });
    Ok(Exit::Done)
}

fn errors(project: &Project, index: usize) -> Vec<Diagnostic> {
    let chosen = Chosen { cases: vec![index], recaps: Vec::new() };
    project.concerning(&chosen).into_iter().filter(Diagnostic::is_error).collect()
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

/// Lets the user write the entry in an editor. What was typed stays in `keluaran/.lhe` until it is in the ledger.
fn edited(project: &Project, case: &Case, printer: &Printer) -> Result<Prepared, Exit> {
    let refuse = |fault: Diagnostic| printer.diagnostics(&[fault], &project.files);
    let prepared = project.prepare_empty(case).map_err(|fault| refuse(*fault))?;
    let name = format!("keluaran/.lhe/{}-{}.koreksi.yaml", case.id.year, case.id.stem);
    let path = project.root.join(&name);
    let write = |path: &Path| {
        os::replace(path, prepared.text.as_bytes()).map_err(|error| {
            refuse(Diagnostic::new(Code::U003).in_file(&name).arg("reason", crate::project::reason(&error)))
        })
    };
    // What was typed last time and could not be taken is taken up again.
    if !os::is_file(&path) {
        write(&path)?;
    }
    let editor = ["VISUAL", "EDITOR"].into_iter().find_map(os::variable).unwrap_or_else(|| "vi".to_owned());
    os::edit(&editor, &path)
        .map_err(|error| refuse(Diagnostic::new(Code::U014).arg("editor", &editor).arg("reason", error)))?;
    let bytes = os::read(&path, 2 << 20).map_err(|error| {
        refuse(Diagnostic::new(Code::U002).in_file(&name).arg("reason", crate::project::reason(&error)))
    })?;
    let text = crate::source::text(bytes, &name).map_err(|fault| refuse(*fault))?;
    if text == prepared.text {
        drop(os::remove(&path));
        printer.say(
            printer.pick("tidak ada yang diketik: tidak ada yang ditulis", "nothing was typed, so nothing was written"),
        );
        return Err(Exit::Done);
    }
    let mut ready = project.prepared(case, text).map_err(|fault| refuse(*fault))?;
    let after = project.with_text(&ready.name, &ready.text);
    let index = after.cases.iter().position(|c| c.id == case.id).unwrap_or_default();
    let found = errors(&after, index);
    if !found.is_empty() {
        let exit = printer.diagnostics(&found, &after.files);
        printer.say(&match printer.lang {
            Lang::Id => format!("yang diketik disimpan di {name}; jalankan lagi untuk meneruskannya"),
            Lang::En => format!("what was typed is kept in {name}; run again to go on with it"),
        });
        return Err(exit);
    }
    drop(os::remove(&path));
    ready.id = prepared.id;
    Ok(ready)
}

/// What the correction does: values, total, grade, rank, and what the document will be.
fn show(before: &Project, old: &Case, after: &Project, new: &Case, printer: &Printer) {
    let (Some(then), Some(now)) = (&old.sheet, &new.sheet) else { return };
    let mut lines = Vec::new();
    for (a, b) in then.rows().into_iter().zip(now.rows()) {
        let (x, y) = (then.text(&a.points.0), now.text(&b.points.0));
        if x != y {
            lines.push(format!("  {:<6} {x:>7} → {y:>7}  {}", b.code, b.name));
        }
    }
    let total = |sheet: &crate::score::ScoreSheet| format!("{} ({})", sheet.text(&sheet.total.0), sheet.grade.letter);
    let (x, y) = (total(then), total(now));
    if x == y && lines.is_empty() {
        lines.push(match printer.lang {
            Lang::Id => format!("  nilai tidak berubah: {x}"),
            Lang::En => format!("  no value changes: {x}"),
        });
    } else {
        lines.push(format!("  total  {x} → {y}"));
    }
    if let Ok(Some(rank)) = after.rank_of(new) {
        lines.push(match printer.lang {
            Lang::Id => format!("  peringkat {} → {} dari {} ({})", rank.before, rank.after, rank.of, rank.document),
            Lang::En => format!("  rank {} → {} of {} ({})", rank.before, rank.after, rank.of, rank.document),
        });
    }
    let kind = new.revision.kind.map_or(printer.pick("belum terbit", "not issued yet"), RevisionKind::word);
    lines.push(format!("  {} revisi {}: {kind}", new.id, new.revision.number));
    let touched = after.touched(before, new);
    if !touched.is_empty() {
        lines.push(format!("  {}: {}", printer.pick("ikut tersentuh", "touched as well"), touched.join(", ")));
    }
    for line in lines {
        printer.result(&line);
    }
}
