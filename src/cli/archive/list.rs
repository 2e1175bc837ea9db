//! `lhe archive list`: the catalogue.

use serde_json::json;

use crate::cli::args::{Global, ListArgs};
use crate::cli::exit::Exit;
use crate::cli::open::holdings;
use crate::cli::printer::Printer;
use crate::cli::table::counts;
use crate::custody::{Row, Wanted};
use crate::diag::{Files, Lang, Phrase};
use crate::record::{Keeping, number};
use crate::spreadsheet::{self, Cell, LineEnd};

pub(super) fn run(args: &ListArgs, global: &Global, printer: &Printer) -> Exit {
    let holdings = match holdings(global, printer) {
        Ok(holdings) => holdings,
        Err(exit) => return exit,
    };
    let state = args.state.as_deref().and_then(|word| Keeping::ALL.into_iter().find(|state| state.word() == word));
    let wanted = Wanted { names: args.reports.clone(), year: args.year, state, number: args.number.clone() };
    let rows = match holdings.rows(&wanted) {
        Ok(rows) => rows,
        Err(found) => return printer.diagnostics(&found, &Files::default()),
    };
    if args.csv {
        return csv(&rows, printer);
    }
    let width = rows.iter().map(|row| row.object.to_string().chars().count()).max().unwrap_or(0);
    let numbers = rows.iter().map(|row| number(row.revision).text(printer.lang).chars().count()).max().unwrap_or(0);
    for row in &rows {
        if printer.json {
            printer.data(&record(row));
        } else {
            printer.result(&line(row, width, numbers, printer.lang));
        }
    }
    printer.say(&match printer.lang {
        Lang::Id => format!("{} revisi dalam arsip: {}", rows.len(), counts(&rows, printer.lang)),
        Lang::En => format!("{} revisions in the archive: {}", rows.len(), counts(&rows, printer.lang)),
    });
    Exit::Done
}

fn line(row: &Row<'_>, width: usize, numbers: usize, lang: Lang) -> String {
    let revision = row.revision;
    let (object, state) = (row.object.to_string(), revision.keeping().term().text(lang));
    let number = number(revision).text(lang);
    let date = revision.date.as_deref().unwrap_or("–");
    let signers = row.signers().join(", ");
    let tail: Vec<String> = row
        .successor()
        .map(|next| next.text(lang))
        .into_iter()
        .chain(Some(signers).filter(|names| !names.is_empty()))
        .collect();
    let forced = revision.signed().is_some_and(|kept| kept.file.reason.is_some());
    let mark = match forced {
        true => lang.pick(
            " (tetap disimpan dengan alasan: lihat `archive show`)",
            " (kept all the same, with a reason: see `archive show`)",
        ),
        false => "",
    };
    let tail = format!("{}{mark}", tail.join(lang.pick("; ditandatangani ", "; signed by ")));
    let revision = Phrase::Revision { number: revision.number }.text(lang);
    format!("{object:width$}  {revision}  {state:<15}  {number:numbers$}  {date:<10}  {tail}").trim_end().to_owned()
}

fn record(row: &Row<'_>) -> String {
    let revision = row.revision;
    let next = row.replaced_by.map(|next| json!({ "revisi": next.number, "nomor": next.letter, "tanggal": next.date }));
    json!({
        "schema": 1,
        "dokumen": row.object.to_string(),
        "revisi": revision.number,
        "keadaan": revision.keeping().word(),
        "nomor": revision.letter,
        "tanggal": revision.date,
        "klasifikasi": revision.classification,
        "retensi": revision.retention,
        "penandatangan": revision.signatory,
        "ditandatangani": row.signers(),
        "total": revision.total,
        "predikat": revision.grade,
        "alasan": revision.reasons,
        "diganti_oleh": next,
        "berkas": revision.kept.len(),
    })
    .to_string()
}

fn csv(rows: &[Row<'_>], printer: &Printer) -> Exit {
    let line = |row: &Row<'_>| {
        let more = [
            row.revision.total.as_ref().map(ToString::to_string).unwrap_or_default(),
            row.revision.grade.clone().unwrap_or_default(),
            row.successor().unwrap_or_default().text(printer.lang),
        ];
        row.cells().into_iter().chain(more).map(Cell::Text).collect()
    };
    let columns = [&Row::COLUMNS[..], &["total", "predikat", "diganti_oleh"]].concat();
    match spreadsheet::csv(LineEnd::Lf, &columns, rows.iter().map(line)) {
        Ok(bytes) => printer.raw(&bytes),
        Err(_) => return Exit::Io,
    }
    Exit::Done
}
