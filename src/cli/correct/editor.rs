//! `lhe correct` without a change: the entry is written in the user's editor.

use std::path::Path;

use crate::cli::exit::Exit;
use crate::cli::printer::Printer;
use crate::diag::{Code, Diagnostic, Lang};
use crate::issue::{Effect, Prepared, prepare_empty, prepare_text, trial};
use crate::os;
use crate::project::{Case, Project};

/// Lets the user write the entry in an editor, and tries it. The typed text stays in `keluaran/.lhe` until it is in the
/// ledger.
pub(super) fn edited(project: &Project, case: &Case, printer: &Printer) -> Result<(Prepared, Effect), Exit> {
    let refuse = |fault: Diagnostic| printer.diagnostics(&[fault], &project.files);
    let prepared = prepare_empty(project, case).map_err(|fault| refuse(*fault))?;
    let name = format!("keluaran/.lhe/{}-{}.koreksi.yaml", case.id.year, case.id.stem);
    let path = project.root.join(&name);
    let write = |path: &Path| {
        os::replace(path, prepared.text.as_bytes())
            .map_err(|error| refuse(Diagnostic::unwritten(&name, crate::os::reason(&error))))
    };
    // A text that could not be entered last time is opened again.
    if !os::is_file(&path) {
        write(&path)?;
    }
    let editor = ["VISUAL", "EDITOR"].into_iter().find_map(os::variable).unwrap_or_else(|| "vi".to_owned());
    os::edit(&editor, &path)
        .map_err(|error| refuse(Diagnostic::new(Code::U014).arg("editor", &editor).arg("reason", error)))?;
    let bytes =
        os::read(&path, 2 << 20).map_err(|error| refuse(Diagnostic::unread(&name, crate::os::reason(&error))))?;
    let text = crate::source::text(bytes, &name).map_err(|fault| refuse(*fault))?;
    if text == prepared.text {
        drop(os::remove(&path));
        printer.say(
            printer.pick("tidak ada yang diketik: tidak ada yang ditulis", "nothing was typed, so nothing was written"),
        );
        return Err(Exit::Done);
    }
    let mut ready = prepare_text(project, case, text).map_err(|fault| refuse(*fault))?;
    let tried = trial(project, case, &ready).map_err(|untenable| {
        let exit = Exit::No.max(printer.diagnostics(&untenable.found, &untenable.after.files));
        printer.say(&match printer.lang {
            Lang::Id => format!("yang diketik disimpan di {name}; jalankan lagi untuk meneruskannya"),
            Lang::En => format!("what was typed is kept in {name}; run again to go on with it"),
        });
        exit
    })?;
    drop(os::remove(&path));
    ready.id = prepared.id;
    Ok((ready, tried.effect))
}
