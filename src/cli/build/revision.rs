//! `lhe build --revisi`: make an issued revision again from its bundle, and tell what the new PDF proves.

use serde_json::json;

use crate::cli::args::BuildArgs;
use crate::cli::exit::Exit;
use crate::cli::open::settings;
use crate::cli::printer::Printer;
use crate::cli::proof;
use crate::diag::Lang;
use crate::draft::Proof;
use crate::issue::{self, Rebuilt};
use crate::project::{Chosen, Project};

pub(super) fn run(args: &BuildArgs, revision: u32, project: Project, chosen: &Chosen, printer: &Printer) -> Exit {
    let settings = match settings(args.output.clone(), args.workers, args.limit) {
        Ok(settings) => settings,
        Err(fault) => return printer.diagnostics(&[*fault], &project.files),
    };
    let mut exit = Exit::Done;
    for unit in chosen.units() {
        match issue::rebuild(&project, unit, revision, &settings) {
            Ok(list) => {
                for rebuilt in list {
                    exit = exit.max(show(&rebuilt, printer));
                }
            }
            Err(faults) => exit = exit.max(Exit::No).max(printer.diagnostics(&faults, &project.files)),
        }
    }
    exit
}

/// Shows the two answers apart: whether the data gives the report, and whether the report gives the bytes.
fn show(rebuilt: &Rebuilt, printer: &Printer) -> Exit {
    let Rebuilt { id, revision, path, pages, data_give_report, report_gives_bytes } = rebuilt;
    if printer.json {
        let record = json!({
            "schema": 1,
            "dokumen": id.to_string(),
            "revisi": revision,
            "file": path.display().to_string(),
            "pages": pages,
            "data_ke_laporan": proof::json(data_give_report, printer.lang),
            "laporan_ke_pdf": proof::json(report_gives_bytes, printer.lang),
        });
        printer.data(&record.to_string());
    } else {
        let (data, bytes) =
            (proof::words(data_give_report, printer.lang), proof::words(report_gives_bytes, printer.lang));
        printer.result(&match printer.lang {
            Lang::Id => format!(
                "{id} revisi {revision}  {pages} halaman  {}\n  data dalam bundel menghasilkan laporan yang sama: {data}\n  laporan menghasilkan PDF yang sama, bita demi bita: {bytes}",
                path.display()
            ),
            Lang::En => format!(
                "{id} revision {revision}  {pages} pages  {}\n  the data in the bundle give the same report: {data}\n  the report gives the same PDF, byte for byte: {bytes}",
                path.display()
            ),
        });
    }
    let no = [data_give_report, report_gives_bytes].into_iter().any(|proof| matches!(proof, Proof::No(_)));
    if no { Exit::No } else { Exit::Done }
}
