//! `lhe verify`: the answers about a signed PDF, each apart.

mod json;
mod text;

use std::path::Path;

use crate::custody::{self, Holdings};
use crate::diag::{Diagnostic, Files};
use crate::draft::BuildSettings;
use crate::os;
use crate::signature::Trust;

use super::args::{Global, VerifyArgs};
use super::exit::Exit;
use super::open::{find, settings};
use super::printer::Printer;

pub(super) fn run(args: &VerifyArgs, global: &Global, printer: &Printer) -> Exit {
    match attempt(args, global, printer) {
        Ok(exit) | Err(exit) => exit,
    }
}

fn attempt(args: &VerifyArgs, global: &Global, printer: &Printer) -> Result<Exit, Exit> {
    let show = |found: &[Diagnostic]| printer.diagnostics(found, &Files::default());
    // A file can be verified without a project, but a project that was named must exist.
    let root = match find(global) {
        Ok(root) => Some(root),
        Err(fault) if global.project.is_some() => return Err(show(&[*fault]).max(Exit::Usage)),
        Err(_) => None,
    };
    let of_project = root.as_ref().map(|root| root.join(custody::TRUST));
    let trust = super::files::trust(args.trust.as_deref(), of_project, printer)?;
    // With a damaged archive no origin can be told, but signatures can still be judged.
    let (holdings, mut exit) = match root.map(|root| Holdings::open(&root.join("arsip"))).transpose() {
        Ok(holdings) => (holdings, Exit::Done),
        Err(found) => (None, show(&found)),
    };
    let settings = match args.no_proof {
        true => None,
        false => Some(settings(None, Some(1), 60).map_err(|fault| show(&[*fault]))?),
    };
    let now = args.at.unwrap_or_else(os::seconds);
    let unread = exit != Exit::Done;
    for file in &args.files {
        exit = exit.max(one(file, holdings.as_ref(), &trust, now, settings.as_ref(), unread, printer));
    }
    Ok(exit)
}

fn one(
    file: &Path,
    holdings: Option<&Holdings>,
    trust: &Trust,
    now: u64,
    settings: Option<&BuildSettings>,
    archive_unread: bool,
    printer: &Printer,
) -> Exit {
    let show = |found: &[Diagnostic]| printer.diagnostics(found, &Files::default());
    let name = file.display().to_string();
    let bytes = match super::files::read(file) {
        Ok(bytes) => bytes,
        Err(fault) => return show(&[*fault]),
    };
    let examined = match custody::examine(holdings, &bytes, trust, now, settings) {
        Ok(examined) => custody::Examined { archive_unread, ..examined },
        Err(found) => return show(&found),
    };
    if printer.json {
        printer.data(&json::record(&name, &examined, printer.lang).to_string());
    } else {
        text::lines(&name, &examined, printer.lang).iter().for_each(|line| printer.result(line));
    }
    if let Some(Err(found)) = &examined.proof {
        show(found);
    }
    if examined.fails() { Exit::Unproven } else { Exit::Done }
}
