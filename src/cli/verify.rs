//! `lhe verify`: what can be said of a signed PDF, each answer apart.

use crate::diag::Files;
use super::args::{Global, VerifyArgs};
use super::exit::Exit;
use super::printer::Printer;
use crate::{os, project, signature};

pub(super) fn run(args: &VerifyArgs, global: &Global, printer: &Printer) -> Exit {
    let root = super::find(global).ok();
    let folder = args.trust.clone().or_else(|| root.as_ref().map(|r| r.join(project::TRUST)));
    let trust = match folder.map(|f| project::trust(&f)).transpose() { Ok(t) => t.unwrap_or_default(), Err(f) => return printer.diagnostics(&f, &Files::default()) };
    let mut exit = Exit::Done;
    for file in &args.files {
        let bytes = os::read(file, 1<<30).unwrap_or_default();
        let v = signature::verify(&bytes, &trust, args.at.unwrap_or_else(os::seconds));
        printer.data(&format!("{v:#?}"));
        if v.fails() { exit = Exit::No; }
    }
    exit
}
