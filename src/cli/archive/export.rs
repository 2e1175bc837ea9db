//! `lhe archive export`, and the record of a fixity run.

use std::path::Path;

use crate::archive::{self, Writer};
use crate::cli::args::{ExportArgs, Global};
use crate::cli::exit::Exit;
use crate::cli::open::folder_of;
use crate::cli::printer::Printer;
use crate::custody::{self, Holdings, Wanted};
use crate::diag::{Files, Lang};

pub(super) fn run(args: &ExportArgs, global: &Global, printer: &Printer) -> Exit {
    match attempt(args, global, printer) {
        Ok(exit) | Err(exit) => exit,
    }
}

fn attempt(args: &ExportArgs, global: &Global, printer: &Printer) -> Result<Exit, Exit> {
    let show = |found: &[_]| printer.diagnostics(found, &Files::default());
    let folder = folder_of(global, printer)?;
    let (mut writer, notes) = Writer::open(&folder).map_err(|found| show(&found))?;
    show(&notes);
    let holdings = Holdings::of_writer(&folder, &writer).map_err(|found| show(&found))?;
    let wanted = Wanted { names: args.reports.clone(), year: args.year, ..Wanted::default() };
    let made = custody::export(&holdings, &mut writer, &wanted, &args.folder).map_err(|found| show(&found))?;
    let shown = args.folder.display();
    if printer.json {
        let record = serde_json::json!({
            "schema": 1,
            "kantong": shown.to_string(),
            "laporan": made.reports,
            "revisi": made.revisions,
            "berkas": made.files,
            "bita": made.bytes,
            "manifes": made.manifest,
            "belum_bertanda_tangan": made.unsigned,
        });
        printer.data(&record.to_string());
    }
    printer.result(&match printer.lang {
        Lang::Id => format!(
            "{shown}  {} laporan, {} revisi, {} berkas ({} bita), tercatat dengan sidik manifes {}",
            made.reports, made.revisions, made.files, made.bytes, made.manifest
        ),
        Lang::En => format!(
            "{shown}  {} reports, {} revisions, {} files ({} bytes), recorded with the manifest's digest {}",
            made.reports, made.revisions, made.files, made.bytes, made.manifest
        ),
    });
    if !made.unsigned.is_empty() {
        let list = made.unsigned.join(", ");
        printer.say(&match printer.lang {
            Lang::Id => format!("belum ada berkas bertanda tangan dari: {list}"),
            Lang::En => format!("there is no signed file yet of: {list}"),
        });
    }
    Ok(show(&made.found))
}

/// Records the findings of a fixity run. If the log itself cannot be trusted, nothing is written into it.
pub(super) fn record_fixity(folder: &Path, verified: &archive::Verified, printer: &Printer) -> Exit {
    let show = |found: &[_]| printer.diagnostics(found, &Files::default());
    let made = Writer::open(folder).and_then(|(mut writer, notes)| {
        show(&notes);
        let found = custody::record_fixity(&mut writer, verified)?;
        Ok((found, writer.store().head()))
    });
    match made {
        Ok((found, head)) => {
            printer.result(&match printer.lang {
                Lang::Id => format!("pemeriksaan dicatat; kepala catatan kini: {head}"),
                Lang::En => format!("the run was recorded; the head of the log is now: {head}"),
            });
            show(&found)
        }
        Err(found) => show(&found),
    }
}
