//! `lhe issue`: deposit PDF and bundle in the archive, once; or record number and date of a document that was issued
//! without.

mod number;

use crate::archive::Writer;
use crate::diag::{Code, Diagnostic, Files, Found, Lang, Phrase};
use crate::issue::{self, IssueEvent};
use crate::project::{self, Project, Unit};

use super::args::{Global, IssueArgs};
use super::exit::Exit;
use super::open::{open, settings};
use super::printer::Printer;
use super::table::total_and_grade;

pub(super) fn run(args: &IssueArgs, global: &Global, printer: &Printer) -> Exit {
    match attempt(args, global, printer) {
        Ok(exit) | Err(exit) => exit,
    }
}

fn attempt(args: &IssueArgs, global: &Global, printer: &Printer) -> Result<Exit, Exit> {
    let (project, chosen) = open(global, &args.offices, args.year, printer)?;
    if let Some(fault) = several_years(&project, args) {
        printer.diagnostics(&[fault], &project.files);
        return Err(Exit::Usage);
    }
    let mut found = Vec::new();
    if args.number.is_none() {
        found = issue::issue_faults(&project, &chosen);
        // Warnings are shown after the issue. If they count as errors, they stop the issue before anything is done.
        let warnings = issue::issue_warnings(&project, &chosen);
        if printer.exit(&warnings) != Exit::Done {
            found.extend(warnings);
        }
        if printer.exit(&found) != Exit::Done {
            return Err(nothing(&project, &found, printer));
        }
    }
    let root = project.root.join("arsip");
    let (mut writer, notes) = Writer::open(&root).map_err(|f| printer.diagnostics(&f, &Files::default()))?;
    printer.diagnostics(&notes, &Files::default());
    // Another process may have issued something since the project was read. The archive is locked now: read again.
    let (project, chosen) = if project.knows(writer.store()) {
        (project, chosen)
    } else {
        let (project, chosen) = open(global, &args.offices, args.year, printer)?;
        if args.number.is_none() {
            found = issue::issue_faults(&project, &chosen);
        }
        (project, chosen)
    };
    if let (Some(number), Some(date)) = (&args.number, args.date) {
        return number::record(&project, &mut writer, &chosen, (number, date), printer);
    }
    if printer.exit(&found) != Exit::Done {
        return Err(nothing(&project, &found, printer));
    }
    printer.diagnostics(&found, &project.files);
    let settings = settings(None, None, 60).map_err(|f| printer.diagnostics(&[*f], &project.files))?;
    let mut exit = Exit::Done;
    let done = issue::issue_chosen(project, &mut writer, &chosen, &settings, &mut |project, unit, event| {
        exit = exit.max(show(project, unit, event, &found, printer));
    });
    done.map_err(|faults| printer.diagnostics(&faults, &Files::default()))?;
    Ok(exit)
}

/// Shows the diagnostics that stop the whole command, before anything is issued.
fn nothing(project: &Project, found: &[Diagnostic], printer: &Printer) -> Exit {
    let exit = printer.diagnostics(found, &project.files);
    printer.say(printer.pick(
        "tidak ada yang diterbitkan: perbaiki dahulu yang disebut di atas",
        "nothing was issued: mend what is named above first",
    ));
    exit
}

fn show(project: &Project, unit: Unit, event: &IssueEvent, told: &[Diagnostic], printer: &Printer) -> Exit {
    match event {
        IssueEvent::Before(id) => {
            printer.result(&format!("{id}  {}", printer.pick("sudah terbit", "already issued")));
            Exit::Done
        }
        IssueEvent::Issued(issued) => {
            let (total, letter) = total_and_grade(project, unit);
            let number = issued.number.as_deref().unwrap_or(printer.pick("tanpa nomor", "no number"));
            let (id, pages, version) = (&issued.id, issued.pages, issued.version);
            let revision = match issued.kind {
                Some(kind) => {
                    let revision = Phrase::Revision { number: issued.revision };
                    format!("  {} ({})", kind.term().text(printer.lang), revision.text(printer.lang))
                }
                None => String::new(),
            };
            printer.result(&match printer.lang {
                Lang::Id => {
                    format!("{id}  {total}  {letter}  {number}{revision}  {pages} halaman  terbit: arsip v{version}")
                }
                Lang::En => {
                    format!("{id}  {total}  {letter}  {number}{revision}  {pages} pages  issued: archive v{version}")
                }
            });
            printer.diagnostics(&issued.found, &project.files)
        }
        IssueEvent::Refused(faults) => {
            let new: Found = faults.iter().filter(|fault| !told.contains(fault)).cloned().collect();
            Exit::No.max(printer.diagnostics(&new, &project.files))
        }
    }
}

/// Refuses a name that fits letters of several years: issuing cannot be undone, so the year must be named.
fn several_years(project: &Project, args: &IssueArgs) -> Option<Diagnostic> {
    for name in args.offices.iter().filter(|_| args.year.is_none()) {
        let fits = |c: &&project::Case| c.id.stem == *name || c.office == *name;
        let ids: Vec<String> = project.cases.iter().filter(fits).map(|c| c.id.to_string()).collect();
        if ids.len() > 1 {
            return Some(Diagnostic::new(Code::U013).arg("name", name).arg("ids", ids.join(", ")));
        }
    }
    None
}
