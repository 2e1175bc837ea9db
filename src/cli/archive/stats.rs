//! `lhe archive stats`: how much the archive holds.

use std::collections::BTreeMap;

use serde_json::json;

use crate::cli::args::Global;
use crate::cli::exit::Exit;
use crate::cli::open::holdings;
use crate::cli::printer::Printer;
use crate::cli::table::counts;
use crate::custody::{Row, Wanted};
use crate::diag::{Files, Lang};
use crate::record::Keeping;

pub(super) fn run(global: &Global, printer: &Printer) -> Exit {
    let holdings = match holdings(global, printer) {
        Ok(holdings) => holdings,
        Err(exit) => return exit,
    };
    let rows = match holdings.rows(&Wanted::default()) {
        Ok(rows) => rows,
        Err(found) => return printer.diagnostics(&found, &Files::default()),
    };
    let mut years: BTreeMap<i32, Vec<Row<'_>>> = BTreeMap::new();
    for row in rows {
        years.entry(row.object.year).or_default().push(row);
    }
    let events = holdings.record.store().map_or(0, |store| store.events().count());
    for (year, rows) in &years {
        let reports = rows.iter().filter(|row| row.replaced_by.is_none()).count();
        let kept: u64 = rows.iter().flat_map(|row| &row.revision.kept).map(|kept| kept.file.bytes).sum();
        let files: usize = rows.iter().map(|row| row.revision.kept.len()).sum();
        if printer.json {
            let count = |state| rows.iter().filter(|row| row.revision.keeping() == state).count();
            let states: BTreeMap<&str, usize> =
                Keeping::ALL.into_iter().map(|state| (state.word(), count(state))).collect();
            let record = json!({
                "schema": 1, "tahun": year, "laporan": reports, "revisi": rows.len(), "keadaan": states,
                "berkas_masuk": files, "bita_masuk": kept,
            });
            printer.data(&record.to_string());
            continue;
        }
        printer.result(&match printer.lang {
            Lang::Id => format!(
                "{year}  {reports} laporan, {} revisi ({}), {files} berkas masuk ({kept} bita)",
                rows.len(),
                counts(rows, printer.lang)
            ),
            Lang::En => format!(
                "{year}  {reports} reports, {} revisions ({}), {files} files taken in ({kept} bytes)",
                rows.len(),
                counts(rows, printer.lang)
            ),
        });
    }
    let head = holdings.record.store().map(crate::archive::Store::head).unwrap_or_default();
    printer.say(&match printer.lang {
        Lang::Id => format!("{events} baris catatan; kepala catatan: {head}"),
        Lang::En => format!("{events} lines of the log; head of the log: {head}"),
    });
    Exit::Done
}
