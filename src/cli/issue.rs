//! `lhe issue`: keep the PDF without DRAF and its bundle, once.

use crate::diag::{Code, Diagnostic, Files, Lang};
use crate::os;
use crate::project::{self, Project};

use super::args::{Global, IssueArgs};
use super::exit::Exit;
use super::printer::Printer;

pub(super) fn run(args: &IssueArgs, global: &Global, printer: &Printer) -> Exit {
    let (mut project, chosen) = match super::open(global, &args.offices, args.year, printer) {
        Ok(opened) => opened,
        Err(exit) => return exit,
    };
    if let Some(fault) = several_years(&project, args) {
        printer.diagnostics(&[fault], &project.files);
        return Exit::Usage;
    }
    let mut found = project.concerning(&chosen);
    found.extend(project.compose_faults(&chosen));
    let exit = printer.diagnostics(&found, &project.files);
    if exit != Exit::Done {
        printer.say(printer.pick(
            "tidak ada yang diterbitkan: perbaiki dahulu yang disebut di atas",
            "nothing was issued: mend what is named above first",
        ));
        return exit;
    }
    let _lock = match os::lock(&project.root.join("arsip/.kunci")) {
        Ok(lock) => lock,
        Err(error) if error.kind() == std::io::ErrorKind::WouldBlock => {
            return printer.diagnostics(&[Diagnostic::new(Code::U007)], &Files::default());
        }
        Err(error) => {
            let fault = Diagnostic::new(Code::U003).in_file("arsip").arg("reason", project::reason(&error));
            return printer.diagnostics(&[fault], &Files::default());
        }
    };
    let settings = match super::build::settings(None, Some(1), 60) {
        Ok(settings) => settings,
        Err(fault) => return printer.diagnostics(&[*fault], &project.files),
    };
    let mut exit = Exit::Done;
    for target in project.targets(&chosen) {
        match project::issue(&mut project, target, &settings) {
            Ok(None) => {
                let id = project.document_id(target);
                printer.result(&format!("{id}  {}", printer.pick("sudah terbit", "already issued")));
            }
            Ok(Some(issued)) => {
                let (total, letter) = super::build::total_and_grade(&project, target);
                let number = issued.number.as_deref().unwrap_or(printer.pick("tanpa nomor", "no number"));
                let folder = issued.folder.strip_prefix(&project.root).unwrap_or(&issued.folder).display();
                let pages = issued.pages;
                printer.result(&match printer.lang {
                    Lang::Id => {
                        format!("{}  {total}  {letter}  {number}  {pages} halaman  terbit di {folder}", issued.id)
                    }
                    Lang::En => {
                        format!("{}  {total}  {letter}  {number}  {pages} pages  issued in {folder}", issued.id)
                    }
                });
            }
            Err(faults) => {
                let new: Vec<Diagnostic> = faults.into_iter().filter(|f| !found.contains(f)).collect();
                exit = exit.max(Exit::No).max(printer.diagnostics(&new, &project.files));
            }
        }
    }
    exit
}

/// Issuing cannot be undone: a name that stands for letters of several years must be told apart by the year.
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
