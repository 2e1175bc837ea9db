//! `lhe archive`: the store of what was issued.

use std::path::Path;

use serde_json::json;

use crate::archive::{self, Verified};
use crate::diag::{Files, Lang};

use super::args::{ArchiveAction, ArchiveArgs, Global};
use super::exit::Exit;
use super::printer::Printer;

pub(super) fn run(args: &ArchiveArgs, global: &Global, printer: &Printer) -> Exit {
    match &args.action {
        ArchiveAction::Verify { folder: Some(folder) } => verify(folder, printer),
        ArchiveAction::Verify { folder: None } => match super::find(global) {
            Ok(root) => verify(&root.join("arsip"), printer),
            Err(fault) => match printer.diagnostics(&[*fault], &Files::default()) {
                Exit::Io => Exit::Io,
                _ => Exit::Usage,
            },
        },
    }
}

/// Proves log, inventories and contents. It never writes.
fn verify(folder: &Path, printer: &Printer) -> Exit {
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
        // In use, or not to be read: nothing was proven.
        return exit;
    }
    if printer.json {
        printer.data(&record(&verified));
    }
    printer.result(&summary(&verified, printer));
    exit
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
