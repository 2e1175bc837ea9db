//! `lhe diff`: the differences between two revisions, two years, or two projects.

mod text;

use crate::diag::{Code, Diagnostic, Lang};
use crate::issue::{self, Compared, compare, last_issued, side};
use crate::project::{self, Project};

use super::args::{DiffArgs, Global};
use super::exit::Exit;
use super::open::{load, settings};
use super::printer::Printer;
use text::{record, text};

pub(super) fn run(args: &DiffArgs, global: &Global, printer: &Printer) -> Exit {
    match attempt(args, global, printer) {
        Ok(exit) | Err(exit) => exit,
    }
}

fn attempt(args: &DiffArgs, global: &Global, printer: &Printer) -> Result<Exit, Exit> {
    let project = load(global, printer)?;
    let pairs = match &args.against {
        Some(folder) => against(args, &project, folder, printer)?,
        None => vec![pair(args, &project, printer)?],
    };
    let mut different = false;
    for compared in &pairs {
        different |= !compared.differences.is_empty();
        if printer.json {
            printer.data(&record(compared));
        } else if !compared.differences.is_empty() || pairs.len() == 1 {
            printer.result(&text(compared, printer));
        }
    }
    if args.against.is_some() {
        let count = pairs.iter().filter(|compared| !compared.differences.is_empty()).count();
        printer.say(&match printer.lang {
            Lang::Id => format!("{} evaluasi dibandingkan: {count} berbeda", pairs.len()),
            Lang::En => format!("{} evaluations compared: {count} differ", pairs.len()),
        });
    }
    if let Some(path) = &args.pdf {
        let [compared] = pairs.as_slice() else {
            let fault = Diagnostic::new(Code::U013).arg("name", "--pdf");
            let ids: Vec<&str> = pairs.iter().map(|compared| compared.new.id.as_str()).collect();
            printer.diagnostics(&[fault.arg("ids", ids.join(", "))], &project.files);
            return Err(Exit::Usage);
        };
        let settings = settings(None, Some(1), 60);
        let settings = settings.map_err(|fault| printer.diagnostics(&[*fault], &project.files))?;
        issue::difference_pdf(&project, compared, path, &settings)
            .map_err(|faults| printer.diagnostics(&faults, &project.files))?;
        printer.say(&path.display().to_string());
    }
    Ok(if different { Exit::No } else { Exit::Done })
}

/// The two sides that the arguments name. With one name: its last issued revision and the present data.
fn pair(args: &DiffArgs, project: &Project, printer: &Printer) -> Result<Compared, Exit> {
    let names = [args.old.as_deref(), args.new.as_deref()];
    let (old, new) = match names {
        [Some(old), Some(new)] => (operand(old, args, project, printer)?, operand(new, args, project, printer)?),
        [Some(only), None] => {
            let (index, revision) = operand(only, args, project, printer)?;
            let last = last_issued(project, index);
            match (revision, last) {
                (Some(revision), _) => ((index, Some(revision)), (index, None)),
                (None, Some(last)) => ((index, Some(last)), (index, None)),
                (None, None) => {
                    let id = &project.cases[index].id;
                    let fault = Diagnostic::new(Code::A042).arg("id", id).arg("revision", 0);
                    return Err(printer.diagnostics(&[fault], &project.files));
                }
            }
        }
        _ => {
            let fault = Diagnostic::new(Code::U006).arg("name", "–").arg("year", "");
            printer.diagnostics(&[fault], &project.files);
            return Err(Exit::Usage);
        }
    };
    let side = |(index, revision)| side(project, index, revision).map_err(|f| printer.diagnostics(&f, &project.files));
    Ok(compare(side(old)?, side(new)?))
}

/// `2023/dinas-x`, or `2023/dinas-x@1` for an issued revision.
fn operand(text: &str, args: &DiffArgs, project: &Project, printer: &Printer) -> Result<(usize, Option<u32>), Exit> {
    let (name, revision) = text.split_once('@').map_or((text, None), |(name, number)| (name, Some(number)));
    let unknown = || {
        let fault = Diagnostic::new(Code::U006).arg("name", text).arg("year", "");
        printer.diagnostics(&[fault], &project.files);
        Exit::Usage
    };
    let revision = revision.map(|number| number.parse().map_err(|_| unknown())).transpose()?;
    let chosen = project.select(&[name.to_owned()], args.year, false).map_err(|faults| {
        printer.diagnostics(&faults, &project.files);
        Exit::Usage
    })?;
    match chosen.cases.as_slice() {
        [index] => Ok((*index, revision)),
        several => {
            let ids: Vec<String> = several.iter().map(|i| project.cases[*i].id.to_string()).collect();
            let fault = Diagnostic::new(Code::U013).arg("name", name).arg("ids", ids.join(", "));
            printer.diagnostics(&[fault], &project.files);
            Err(Exit::Usage)
        }
    }
}

/// Compares the same evaluations in another project: without names every evaluation of this one. A fault names each
/// that the other project lacks.
fn against(
    args: &DiffArgs,
    project: &Project,
    folder: &std::path::Path,
    printer: &Printer,
) -> Result<Vec<Compared>, Exit> {
    let root = project::find(folder).map_err(|fault| {
        printer.diagnostics(&[*fault], &project.files);
        Exit::Usage
    })?;
    let other = Project::load(&root);
    let names: Vec<String> = args.old.iter().chain(&args.new).cloned().collect();
    let chosen = project.select(&names, args.year, false).map_err(|faults| {
        printer.diagnostics(&faults, &project.files);
        Exit::Usage
    })?;
    let mut pairs = Vec::new();
    let mut exit = Exit::Done;
    for index in chosen.cases {
        let id = &project.cases[index].id;
        let Some(there) = other.cases.iter().position(|case| case.id == *id) else {
            let fault = Diagnostic::new(Code::U006).in_file(root.display().to_string());
            exit =
                exit.max(Exit::No.max(printer.diagnostics(&[fault.arg("name", id).arg("year", "")], &project.files)));
            continue;
        };
        let old = side(&other, there, None).map_err(|f| printer.diagnostics(&f, &other.files))?;
        let new = side(project, index, None).map_err(|f| printer.diagnostics(&f, &project.files))?;
        pairs.push(compare(old, new));
    }
    if exit == Exit::Done { Ok(pairs) } else { Err(exit) }
}
