//! `lhe issue --nomor --tanggal`: record number and date that were given after the issue.

use crate::archive::Writer;
use crate::cli::exit::Exit;
use crate::cli::printer::Printer;
use crate::diag::{Code, Diagnostic, Lang};
use crate::issue;
use crate::project::{Chosen, Project};

/// Records a number that was given after the issue. It belongs to one letter.
pub(super) fn record(
    project: &Project,
    writer: &mut Writer,
    chosen: &Chosen,
    (number, date): (&str, crate::source::Date),
    printer: &Printer,
) -> Result<Exit, Exit> {
    let units = chosen.units();
    let [unit] = units.as_slice() else {
        let ids: Vec<String> = units.iter().map(|unit| project.unit_id(*unit).to_string()).collect();
        let fault = Diagnostic::new(Code::U013).arg("name", "--nomor").arg("ids", ids.join(", "));
        printer.diagnostics(&[fault], &project.files);
        return Err(Exit::Usage);
    };
    match issue::number(project, writer, *unit, number, date) {
        Ok((revision, notes)) => {
            let id = project.unit_id(*unit);
            printer.result(&match printer.lang {
                Lang::Id => format!("{id}  revisi {revision}  nomor {number} tanggal {date} dicatat"),
                Lang::En => format!("{id}  revision {revision}  number {number} of {date} recorded"),
            });
            Ok(printer.diagnostics(&notes, &project.files))
        }
        Err(faults) => Err(printer.diagnostics(&faults, &project.files)),
    }
}
