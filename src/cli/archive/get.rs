//! `lhe archive get`: a file of the archive, byte for byte.

use std::path::PathBuf;

use crate::cli::args::{GetArgs, Global};
use crate::cli::exit::Exit;
use crate::cli::open::holdings;
use crate::cli::printer::Printer;
use crate::custody::Held;
use crate::diag::{Diagnostic, Files, Lang, Phrase};
use crate::record::unknown;

pub(super) fn run(args: &GetArgs, global: &Global, printer: &Printer) -> Exit {
    match attempt(args, global, printer) {
        Ok(exit) | Err(exit) => exit,
    }
}

fn attempt(args: &GetArgs, global: &Global, printer: &Printer) -> Result<Exit, Exit> {
    let show = |fault: Diagnostic| printer.diagnostics(&[fault], &Files::default());
    let holdings = holdings(global, printer)?;
    let (object, revision) = holdings.one(&args.report, args.revision).map_err(|fault| show(*fault))?;
    let held = match &args.path {
        None => holdings.principal(&object, revision),
        Some(path) => {
            let all = holdings.held(&object, revision).map_err(|fault| show(*fault))?;
            let fits = |held: &&Held| held.path == *path && args.version.is_none_or(|version| version == held.version);
            let name = Phrase::FileOf { object: object.to_string(), revision: revision.number, path: path.clone() };
            let found = all.iter().rev().find(fits).cloned();
            found.ok_or_else(|| show(unknown(name)))?
        }
    };
    let bytes = holdings.bytes(&object, &held).map_err(|fault| show(*fault))?;
    let name = held.path.rsplit('/').next().unwrap_or(&held.path);
    let target = args.target.clone().unwrap_or_else(|| PathBuf::from(name));
    crate::cli::files::create(&target, &bytes).map_err(|fault| show(*fault))?;
    let digest = crate::digest::sha256(&bytes);
    if printer.json {
        let record = serde_json::json!({
            "schema": 1,
            "dokumen": object.to_string(),
            "revisi": revision.number,
            "versi": held.version,
            "berkas": held.path,
            "file": target.display().to_string(),
            "bita": bytes.len(),
            "sha256": digest,
        });
        printer.data(&record.to_string());
    }
    printer.result(&match printer.lang {
        Lang::Id => {
            format!("{}  {} bita  dari {object} v{}  sha256 {digest}", target.display(), bytes.len(), held.version)
        }
        Lang::En => {
            format!("{}  {} bytes  of {object} v{}  sha256 {digest}", target.display(), bytes.len(), held.version)
        }
    });
    Ok(Exit::Done)
}
