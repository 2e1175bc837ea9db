//! `lhe archive add`: take signed files, scans and papers into the archive.

use std::path::Path;

use crate::archive::Writer;
use crate::cli::args::{AddArgs, Global};
use crate::cli::exit::Exit;
use crate::cli::open::folder_of;
use crate::cli::printer::Printer;
use crate::custody::{self, Holdings, Intake, Taken};
use crate::diag::{Code, Diagnostic, Files, Found, Lang};
use crate::os;
use crate::record::{self, Role};
use crate::signature::{Trust, Verified};

pub(super) fn run(args: &AddArgs, global: &Global, printer: &Printer) -> Exit {
    match attempt(args, global, printer) {
        Ok(exit) | Err(exit) => exit,
    }
}

fn attempt(args: &AddArgs, global: &Global, printer: &Printer) -> Result<Exit, Exit> {
    let show = |found: &[Diagnostic]| printer.diagnostics(found, &Files::default());
    if args.number.is_some() && args.files.len() > 1 {
        let fault = Diagnostic::new(Code::U013).arg("name", "--nomor");
        let names: Vec<String> = args.files.iter().map(|file| file.display().to_string()).collect();
        return Err(show(&[fault.arg("ids", names.join(", "))]).max(Exit::Usage));
    }
    let folder = folder_of(global, printer)?;
    let of_project = folder.parent().map(|root| root.join(custody::TRUST));
    let trust = crate::cli::files::trust(args.trust.as_deref(), of_project, printer)?;
    let (mut writer, notes) = Writer::open(&folder).map_err(|found| show(&found))?;
    show(&notes);
    let mut holdings = Holdings::of_writer(&folder, &writer).map_err(|found| show(&found))?;
    let mut exit = Exit::Done;
    for file in &args.files {
        exit = exit.max(match one(args, file, &mut holdings, &mut writer, &trust) {
            Ok(taken) => {
                told(&taken, printer);
                show(&taken.found)
            }
            Err(found) => Exit::No.max(show(&found)),
        });
    }
    Ok(exit)
}

fn one(
    args: &AddArgs,
    file: &Path,
    holdings: &mut Holdings,
    writer: &mut Writer,
    trust: &Trust,
) -> Result<Taken, Found> {
    let shown = file.display().to_string();
    let bytes = crate::cli::files::read(file)?;
    let named = match &args.report {
        None => None,
        Some(name) => {
            let (plain, kind) = record::Kind::of_name(name);
            let (object, _) = holdings.one(plain, args.revision)?;
            Some((kind.document(&object), args.revision))
        }
    };
    let intake = Intake {
        name: file.file_name().map(|name| name.to_string_lossy().into_owned()).unwrap_or_else(|| shown.clone()),
        shown,
        bytes: &bytes,
        named,
        role: args.role.as_deref().and_then(Role::from_word),
        number: args.number.clone().zip(args.date),
    };
    let judged = custody::judge(holdings, trust, os::seconds(), &intake)?;
    custody::keep(holdings, writer, judged, args.reason.as_deref())
}

fn told(taken: &Taken, printer: &Printer) {
    let Taken { of, role, origin, verified, version, path, .. } = taken;
    if printer.json {
        let record = serde_json::json!({
            "schema": 1,
            "dokumen": of.object.to_string(),
            "revisi": of.revision,
            "jenis": of.kind.word(),
            "peran": role.word(),
            "asal": origin.word(),
            "versi": version,
            "berkas": path,
        });
        printer.data(&record.to_string());
        return;
    }
    let people = verified.iter().flat_map(Verified::people);
    let signers: Vec<&str> = people.filter_map(|signature| signature.signer.as_deref()).collect();
    let signed = if signers.is_empty() { String::new() } else { format!("  {}", signers.join(", ")) };
    let role = role.term().text(printer.lang);
    let origin = origin.term().text(printer.lang);
    printer.result(&match (version, printer.lang) {
        (Some(version), Lang::Id) => {
            format!("{} revisi {}  {role} ({origin}){signed}  disimpan: arsip v{version}", of.object, of.revision)
        }
        (Some(version), Lang::En) => {
            format!("{} revision {}  {role} ({origin}){signed}  kept: archive v{version}", of.object, of.revision)
        }
        (None, Lang::Id) => format!("{} revisi {}  {role} ({origin}){signed}  sudah ada", of.object, of.revision),
        (None, Lang::En) => format!("{} revision {}  {role} ({origin}){signed}  already there", of.object, of.revision),
    });
}
