//! `lhe recap`: the ranking of a season on the terminal, as CSV, as a workbook, as JSON.

mod table;
mod xlsx;

use unicode_width::UnicodeWidthStr;

use crate::diag::{Arg, Code, Diagnostic, Found, Lang, Refusal};
use crate::draft::recap_report;
use crate::os;
use crate::project::{self, Project};
use crate::report::{Ikhtisar, KelompokPeringkat};

use super::args::{Global, RecapArgs};
use super::exit::Exit;
use super::open::load;
use super::printer::Printer;

pub(super) fn run(args: &RecapArgs, global: &Global, printer: &Printer) -> Exit {
    let project = match load(global, printer) {
        Ok(project) => project,
        Err(exit) => return exit,
    };
    let years: Vec<i32> = project.cases.iter().map(|c| c.id.year).collect();
    let Some(year) = args.year.or_else(|| years.iter().max().copied()) else {
        let fault = Diagnostic::new(Code::D226).in_file("evaluasi").arg("year", "–");
        return printer.diagnostics(&[fault], &project.files);
    };
    // Standard output is a table that scripts read: diagnostics go to standard error.
    let printer = &printer.records();
    let composed = recap_report(&project, year, true);
    let exit = printer.diagnostics(&composed.diagnostics, &project.files);
    let Some(recap) = composed.value else {
        printer.diagnostics(&concerning(&project, year), &project.files);
        return exit.max(Exit::No);
    };
    let written = match &args.xlsx {
        Some(path) => workbook(path, &recap, printer),
        None if args.csv => table::csv(&recap)
            .map(|bytes| printer.raw(&bytes))
            .map_err(|error| Box::new(Diagnostic::unwritten("–", error))),
        None if printer.json => {
            printer.data(&table::json(&recap, year).to_string());
            Ok(())
        }
        None => {
            recap.kelompok.iter().for_each(|group| table(group, printer));
            Ok(())
        }
    };
    match written {
        Ok(()) => exit,
        Err(fault) => exit.max(printer.diagnostics(&[*fault], &project.files)),
    }
}

/// The errors that stop the evaluations of a year.
fn concerning(project: &Project, year: i32) -> Found {
    let found = project.concerning(&project::Chosen { recaps: vec![year], ..project::Chosen::default() });
    found.into_iter().filter(Diagnostic::is_error).collect()
}

fn workbook(path: &std::path::Path, recap: &Ikhtisar, printer: &Printer) -> Result<(), Refusal> {
    let refuse = |reason: Arg| Box::new(Diagnostic::unwritten(path.display(), reason));
    let bytes = xlsx::xlsx(recap).map_err(|error| refuse(error.into()))?;
    os::replace(path, &bytes).map_err(|error| refuse(os::reason(&error)))?;
    printer.say(&match printer.lang {
        Lang::Id => format!("ditulis ke {}", path.display()),
        Lang::En => format!("written to {}", path.display()),
    });
    Ok(())
}

/// One ranking as a table.
fn table(group: &KelompokPeringkat, printer: &Printer) {
    let head = [
        printer.pick("No.", "No."),
        printer.pick("Perangkat Daerah", "Office"),
        printer.pick("Nilai", "Total"),
        printer.pick("Predikat", "Grade"),
        printer.pick("Tahun lalu", "Last year"),
        printer.pick("Perubahan", "Change"),
    ];
    let mut rows = vec![head.map(str::to_owned)];
    rows.extend(group.peringkat.iter().map(|row| {
        [&row.peringkat, &row.opd, &row.total, &row.predikat, &row.lalu, &row.perubahan].map(|t| t.teks.clone())
    }));
    let width = |column: usize| rows.iter().map(|r| r[column].width()).max().unwrap_or(0);
    let widths: [usize; 6] = std::array::from_fn(width);
    printer.result(&group.judul.teks);
    for row in &rows {
        let cells = row.iter().zip(widths).enumerate().map(|(column, (text, width))| {
            let space = " ".repeat(width.saturating_sub(text.width()));
            // Names and grades are aligned left, numbers right.
            if matches!(column, 1 | 3) { format!("{text}{space}") } else { format!("{space}{text}") }
        });
        printer.result(cells.collect::<Vec<_>>().join("  ").trim_end());
    }
    printer.result("");
}
