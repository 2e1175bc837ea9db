//! Issuing: the PDF without DRAF and its bundle are kept once, and never written again.

use std::path::{Path, PathBuf};

use serde_json::{Value, json};

use crate::bundle::{BUILD_ID, Bundle, sha256};
use crate::diag::{Code, Diagnostic};
use crate::evaluation::EvaluationId;
use crate::evaluation::register::Numbering;
use crate::os;
use crate::worker::Pool;

use super::build::BuildSettings;
use super::load::{Project, reason};

/// A letter that was issued just now.
#[derive(Clone, Debug)]
pub struct Issued {
    /// Which one.
    pub id: EvaluationId,
    /// Its folder in the archive.
    pub folder: PathBuf,
    /// Its number as printed, if it is known.
    pub number: Option<String>,
    /// Pages.
    pub pages: usize,
}

/// The folder of an issued letter below the project: `arsip/<tahun>/<berkas>`.
pub fn issued_folder(root: &Path, id: &EvaluationId) -> PathBuf {
    root.join("arsip").join(id.year.to_string()).join(&id.stem)
}

/// Digest of the report as it was issued, if it was.
pub(super) fn issued_report_digest(root: &Path, id: &EvaluationId) -> Option<String> {
    let folder = issued_folder(root, id);
    if !folder.is_dir() {
        return None;
    }
    // A folder whose record cannot be read is still an issued letter: it is never built again.
    let digest = os::read(&folder.join("bundel/laporan.json"), 64 << 20).map(|bytes| sha256(&bytes));
    Some(digest.unwrap_or_default())
}

/// Issues one letter.
///
/// # Errors
/// Everything that stops it: errors of its data, a missing or used number, a letter that was issued before,
/// faults of rendering and of the disk. Nothing is written then.
pub fn issue(project: &mut Project, index: usize, settings: &BuildSettings) -> Result<Issued, Vec<Diagnostic>> {
    let id = project.cases[index].id.clone();
    let folder = issued_folder(&project.root, &id);
    if folder.exists() {
        let fault = Diagnostic::new(Code::A001).in_file(shown(project, &folder)).arg("id", &id);
        return Err(vec![fault]);
    }
    if project.cases[index].blocked {
        return Err(project.diagnostics.iter().filter(|d| d.code == Code::D147).cloned().collect());
    }
    let number = number(project, index)?;
    let mut found = Vec::new();
    let composed = project.compose(index, false).drain_into(&mut found);
    let Some(composed) = composed else { return Err(found) };
    let bundle = composed.bundle;
    let mut outcome = None;
    let pool = Pool::new(settings.program.clone(), 1).limit(settings.limit);
    pool.run([((), bundle.order.clone())], |(), result| outcome = Some(result));
    let answer = match outcome {
        Some(Ok(answer)) => answer,
        Some(Err(faults)) => return Err(faults.into_iter().map(|f| project.lift(&id, f)).collect()),
        None => return Err(vec![Diagnostic::new(Code::P009).arg("reason", "–")]),
    };
    let record = record(&id, number.as_deref(), &bundle, &answer.pdf, answer.pages);
    let name = format!("{}.pdf", id.stem);
    let mut files: Vec<(String, &[u8])> = vec![(name, &answer.pdf), ("terbit.json".to_owned(), record.as_bytes())];
    files.extend(bundle.files.iter().map(|f| (format!("bundel/{}", f.name), f.bytes.as_slice())));
    os::create_folder(&folder, &files).map_err(|error| {
        let fault = Diagnostic::new(Code::U003).in_file(shown(project, &folder));
        vec![fault.arg("reason", reason(&error))]
    })?;
    Ok(Issued { id, folder, number, pages: answer.pages })
}

/// A folder as a path from the project.
fn shown(project: &Project, folder: &Path) -> String {
    folder.strip_prefix(&project.root).unwrap_or(folder).display().to_string()
}

fn record(id: &EvaluationId, number: Option<&str>, bundle: &Bundle, pdf: &[u8], pages: usize) -> String {
    let (year, month, day) = bundle.order.date;
    let record = json!({
        "format": 1,
        "dokumen": id.to_string(),
        "nomor": number,
        "tanggal": format!("{year:04}-{month:02}-{day:02}"),
        "bundel": bundle.fingerprint,
        "laporan": bundle.report_digest,
        "pdf": sha256(pdf),
        "halaman": pages,
        "pembuat": { "program": "lhe", "versi": env!("CARGO_PKG_VERSION"), "bangunan": BUILD_ID },
    });
    format!("{record:#}\n")
}

/// The number of the letter: known and unused, or declared to come later.
fn number(project: &Project, index: usize) -> Result<Option<String>, Vec<Diagnostic>> {
    let case = &project.cases[index];
    let numbers = project.numbers(case);
    let typed = numbers.letter.and_then(|l| l.number.as_ref());
    let gap = typed.is_some_and(|n| n.value.0.contains("__")) || numbers.numbering != Numbering::Typed;
    let dated = numbers.letter.is_some_and(|l| l.date.is_some());
    let Some(number) = typed.filter(|n| !n.value.0.contains("__")) else {
        if gap {
            return Ok(None);
        }
        let file = format!("surat/{}.yaml", case.id.year);
        return Err(vec![Diagnostic::new(Code::A003).in_file(file).arg("id", &case.id)]);
    };
    if !dated && !gap {
        return Err(vec![Diagnostic::new(Code::A005).at(number.at).arg("id", &case.id)]);
    }
    let text = number.value.0.as_str();
    let archive = project.root.join("arsip");
    for year in os::list(&archive).unwrap_or_default() {
        for stem in os::list(&archive.join(&year)).unwrap_or_default() {
            let record = archive.join(&year).join(&stem).join("terbit.json");
            let record = os::read(&record, 1 << 20).ok().and_then(|r| serde_json::from_slice::<Value>(&r).ok());
            if record.is_some_and(|r| r["nomor"] == text) {
                let other = format!("{year}/{stem}");
                return Err(vec![Diagnostic::new(Code::A006).at(number.at).arg("number", text).arg("other", other)]);
            }
        }
    }
    Ok(Some(text.to_owned()))
}
