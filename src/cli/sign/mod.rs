//! `lhe sign`: sign issued PDFs with a key file.

mod key;

use std::path::{Path, PathBuf};

use crate::diag::{Code, Diagnostic, Files, Lang, Refusal};
use crate::pdf::Pdf;
use crate::signature::{self, Key, Local, NoSignature, Request};
use crate::{custody, os};

use super::args::{Global, SignArgs};
use super::exit::Exit;
use super::open::find;
use super::printer::Printer;

pub(super) fn run(args: &SignArgs, global: &Global, printer: &Printer) -> Exit {
    match attempt(args, global, printer) {
        Ok(exit) | Err(exit) => exit,
    }
}

fn attempt(args: &SignArgs, global: &Global, printer: &Printer) -> Result<Exit, Exit> {
    let show = |fault: Diagnostic| printer.diagnostics(&[fault], &Files::default());
    let server = server(args, global, printer)?;
    let key = key::open(args, printer).map_err(show)?;
    let mut exit = Exit::Done;
    for file in &args.files {
        exit = exit.max(match one(file, args, &key, server.as_deref()) {
            Ok((path, other)) => {
                if printer.json {
                    let record = serde_json::json!({
                        "schema": 1,
                        "file": path.display().to_string(),
                        "penanda_tangan": key.name(),
                    });
                    printer.data(&record.to_string());
                }
                printer.result(&match printer.lang {
                    Lang::Id => format!("{}  ditandatangani oleh {}", path.display(), key.name()),
                    Lang::En => format!("{}  signed by {}", path.display(), key.name()),
                });
                other.map_or(Exit::Done, show)
            }
            Err(fault) => show(*fault),
        });
    }
    Ok(exit)
}

/// The address of the time stamp server, from the arguments or from the project.
fn server(args: &SignArgs, global: &Global, printer: &Printer) -> Result<Option<String>, Exit> {
    if args.no_stamp {
        return Ok(None);
    }
    let of_project = match find(global) {
        Ok(root) if args.stamps.is_none() => {
            custody::archive_settings(&root).map_err(|(found, files)| printer.diagnostics(&found, &files))?
        }
        _ => None,
    };
    let named = args.stamps.clone().or_else(|| of_project.and_then(|s| s.stamps).map(|server| server.value.0));
    match named {
        Some(server) if !["http://", "https://"].iter().any(|scheme| server.starts_with(scheme)) => {
            let fault = Diagnostic::new(Code::S010).arg("server", server);
            Err(printer.diagnostics(&[fault], &Files::default()).max(Exit::Usage))
        }
        named => Ok(named),
    }
}

/// An address without name and password.
fn without_name(server: &str) -> &str {
    server.rsplit_once('@').map_or(server, |(_, host)| host)
}

fn one(
    file: &Path,
    args: &SignArgs,
    key: &Key,
    server: Option<&str>,
) -> Result<(PathBuf, Option<Diagnostic>), Refusal> {
    let name = file.display().to_string();
    let about = |code: Code| Box::new(Diagnostic::new(code).in_file(&name));
    let bytes = super::files::read(file)?;
    let pdf = Pdf::open(&bytes);
    if custody::is_draft(&pdf) {
        return Err(about(Code::S008));
    }
    let target = target(file, args.output.as_deref());
    if os::is_taken(&target) {
        return Err(Box::new(Diagnostic::new(Code::U008).arg("path", target.display())));
    }
    let request = Request { time: os::seconds(), reason: args.reason.clone() };
    let signed = signature::sign(&Local { key, stamps: server }, &bytes, &request).map_err(|why| {
        Box::new(match why {
            NoSignature::File(finding) => about(Code::S005).arg("finding", &finding),
            NoSignature::Stamp(reason) => {
                about(Code::S006).arg("server", server.map_or("–", without_name)).arg("reason", reason)
            }
            NoSignature::Unusable(reason) => about(Code::S007).arg("reason", reason),
        })
    })?;
    super::files::create(&target, &signed)?;
    // After the official of the signature block, others may sign too.
    let already = pdf.signers();
    let others = already.iter().map(String::as_str).chain([key.name()]);
    let mut others = others.collect::<Vec<_>>().into_iter();
    let expected =
        custody::signatory(&pdf).filter(|expected| !others.any(|signer| custody::same_person(expected, signer)));
    let other = expected.map(|expected| about(Code::S011).arg("signer", key.name()).arg("expected", expected));
    Ok((target, other))
}

/// The name of the signed file: `x.pdf` becomes `x.tte.pdf`, and with the next signature `x.tte-2.pdf`.
fn target(file: &Path, folder: Option<&Path>) -> PathBuf {
    let stem = file.file_stem().map(|stem| stem.to_string_lossy().into_owned()).unwrap_or_default();
    let name = match stem.rsplit_once(".tte") {
        Some((stem, "")) => format!("{stem}.tte-2.pdf"),
        Some((stem, number)) => match number.strip_prefix('-').and_then(|number| number.parse::<u32>().ok()) {
            Some(number) => format!("{stem}.tte-{}.pdf", number.saturating_add(1)),
            None => format!("{stem}.tte{number}.tte.pdf"),
        },
        None => format!("{stem}.tte.pdf"),
    };
    folder.or(file.parent()).unwrap_or(Path::new("")).join(name)
}
