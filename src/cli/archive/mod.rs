//! `lhe archive`: the store of issued documents.

mod add;
mod export;
mod get;
mod list;
mod show;
mod stats;

use std::path::Path;

use serde_json::json;

use crate::archive::{self, Verified};
use crate::diag::{Files, Lang};

use super::args::{ArchiveAction, ArchiveArgs, Global};
use super::exit::Exit;
use super::open::folder_of;
use super::printer::Printer;

pub(super) fn run(args: &ArchiveArgs, global: &Global, printer: &Printer) -> Exit {
    match &args.action {
        ArchiveAction::Add(args) => add::run(args, global, printer),
        ArchiveAction::List(args) => list::run(args, global, printer),
        ArchiveAction::Show(args) => show::run(args, global, printer),
        ArchiveAction::Get(args) => get::run(args, global, printer),
        ArchiveAction::Stats => stats::run(global, printer),
        ArchiveAction::Export(args) => export::run(args, global, printer),
        ArchiveAction::Verify { folder, record } => {
            let folder = match folder {
                Some(folder) => folder.clone(),
                None => match folder_of(global, printer) {
                    Ok(folder) => folder,
                    Err(exit) => return exit,
                },
            };
            verify(&folder, *record, printer)
        }
    }
}

/// Proves log, inventories and contents. Writes nothing, except a record of the run if that is wanted.
fn verify(folder: &Path, record_run: bool, printer: &Printer) -> Exit {
    let Some(verified) = archive::verify(folder) else {
        if printer.json {
            printer.data(&record(&Verified::default()));
        }
        let name = folder.file_name().map_or_else(|| folder.display().to_string(), |n| n.to_string_lossy().into());
        printer.say(&match printer.lang {
            Lang::Id => format!("belum ada arsip di `{name}`"),
            Lang::En => format!("there is no archive in `{name}` yet"),
        });
        return Exit::Done;
    };
    let exit = printer.diagnostics(&verified.diagnostics, &Files::default());
    if verified.head.is_empty() {
        // The store is in use or cannot be read: nothing was proven.
        return exit;
    }
    if printer.json {
        printer.data(&record(&verified));
    }
    printer.result(&summary(&verified, printer));
    if record_run { exit.max(export::record_fixity(folder, &verified, printer)) } else { exit }
}

fn summary(verified: &Verified, printer: &Printer) -> String {
    let Verified { objects, versions, files, bytes, events, head, diagnostics } = verified;
    let counts = printer.counts(diagnostics);
    match printer.lang {
        Lang::Id => format!(
            "{objects} objek, {versions} versi, {files} berkas ({bytes} bita), {events} baris catatan: {counts}\nkepala catatan: {head}"
        ),
        Lang::En => format!(
            "{objects} objects, {versions} versions, {files} files ({bytes} bytes), {events} lines of the log: {counts}\nhead of the log: {head}"
        ),
    }
}

fn record(verified: &Verified) -> String {
    json!({
        "schema": 1,
        "objects": verified.objects,
        "versions": verified.versions,
        "files": verified.files,
        "bytes": verified.bytes,
        "events": verified.events,
        "head": verified.head,
    })
    .to_string()
}
