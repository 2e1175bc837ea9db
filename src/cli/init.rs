//! `lhe init`: start a project that passes `lhe check` at once.

use crate::diag::{Files, Lang};
use crate::project;

use super::args::InitArgs;
use super::exit::Exit;
use super::printer::Printer;

pub(super) fn run(args: &InitArgs, printer: &Printer) -> Exit {
    match project::init(&args.folder, args.year) {
        Ok(files) => {
            for file in &files {
                printer.result(file);
            }
            printer.say(&match printer.lang {
                Lang::Id => format!("proyek siap di `{}`; periksa dengan `lhe check`", args.folder.display()),
                Lang::En => format!("project ready in `{}`; check it with `lhe check`", args.folder.display()),
            });
            Exit::Done
        }
        Err(fault) => printer.diagnostics(&[*fault], &Files::default()),
    }
}
