//! Issuing: the PDF without DRAF and its bundle are kept once, and never written again.

use std::path::{Path, PathBuf};

use serde_json::{Value, json};

use crate::bundle::{BUILD_ID, Bundle, sha256};
use crate::diag::{Code, Diagnostic};
use crate::evaluation::register::{Numbering, is_gap, plain_number};
use crate::os;
use crate::worker::Pool;

use super::build::BuildSettings;
use super::documents::{Chosen, DocumentId, Target};
use super::load::{Project, reason};

/// A letter that was issued just now.
#[derive(Clone, Debug)]
pub struct Issued {
    /// Which one.
    pub id: DocumentId,
    /// Its folder in the archive.
    pub folder: PathBuf,
    /// Its number as printed, if it is known.
    pub number: Option<String>,
    /// Pages.
    pub pages: usize,
}

/// What stops an issue, said in any case: an empty list would look as if nothing had happened.
fn or_not_ready(mut found: Vec<Diagnostic>, id: &DocumentId) -> Vec<Diagnostic> {
    if !found.iter().any(Diagnostic::is_error) {
        found.push(Diagnostic::new(Code::A007).arg("id", id));
    }
    found
}

/// The folder of an issued letter below the project: `arsip/<tahun>/<berkas>`.
pub(super) fn issued_folder(root: &Path, id: &DocumentId) -> PathBuf {
    root.join("arsip").join(id.year.to_string()).join(&id.name)
}

/// Digest of the report as it was issued, if it was. Empty if the folder holds none: it is still never built.
pub(super) fn issued_report_digest(root: &Path, id: &DocumentId) -> Option<String> {
    let folder = issued_folder(root, id);
    let digest = || os::read(&folder.join("bundel/laporan.json"), 64 << 20).map(|bytes| sha256(&bytes));
    os::is_taken(&folder).then(|| digest().unwrap_or_default())
}

/// Issues one document; none if it was issued before and its data still gives the same report.
///
/// # Errors
/// Everything that stops it: errors of its data, a missing or used number, a letter that was issued before,
/// faults of rendering and of the disk. Nothing is written then.
pub fn issue(
    project: &mut Project,
    target: Target,
    settings: &BuildSettings,
) -> Result<Option<Issued>, Vec<Diagnostic>> {
    let id = project.document_id(target);
    let folder = issued_folder(&project.root, &id);
    if os::is_taken(&folder) {
        // Asked again after an interruption, with the same data: it is done. Otherwise somebody wants a change.
        let bundle = project.compose(target, false).value;
        let issued = issued_report_digest(&project.root, &id).unwrap_or_default();
        if bundle.is_some_and(|b| b.report_digest == issued) {
            return Ok(None);
        }
        let code = if issued.is_empty() { Code::A009 } else { Code::A001 };
        return Err(vec![Diagnostic::new(code).in_file(shown(project, &folder)).arg("id", &id)]);
    }
    let stops = |d: &Diagnostic| d.is_error() || d.code == Code::D165;
    let chosen = match target {
        Target::Lhe(index) | Target::Worksheet(index) => Chosen { cases: vec![index], recaps: Vec::new() },
        Target::Recap(year) => Chosen { cases: Vec::new(), recaps: vec![year] },
    };
    let concerning: Vec<Diagnostic> = project.concerning(&chosen).into_iter().filter(stops).collect();
    if project.case_of(target).is_some_and(|case| case.blocked) || !concerning.is_empty() {
        return Err(or_not_ready(concerning, &id));
    }
    let number = number(project, target)?;
    if let Target::Recap(year) = target {
        ranked_are_issued(project, year, &id)?;
    }
    let mut found = Vec::new();
    let bundle = project.compose(target, false).drain_into(&mut found);
    let Some(bundle) = bundle else { return Err(or_not_ready(found, &id)) };
    let mut outcome = None;
    let pool = Pool::new(settings.program.clone(), 1).limit(settings.limit);
    pool.run([((), bundle.order.clone())], |(), result| outcome = Some(result));
    let answer = match outcome {
        Some(Ok(answer)) => answer,
        Some(Err(faults)) => return Err(faults.into_iter().map(|f| project.lift(&id, f)).collect()),
        None => return Err(vec![Diagnostic::new(Code::P009).arg("reason", "–")]),
    };
    let nip = bundle.order.report["penandatangan"]["nip"]["teks"].as_str().unwrap_or_default();
    if nip.contains('0') && nip.chars().filter(char::is_ascii_digit).all(|c| c == '0') {
        return Err(vec![Diagnostic::new(Code::A008).in_file("lhe.yaml").arg("id", &id)]);
    }
    let record = record(&id, number.as_deref(), &bundle, &answer.pdf, answer.pages);
    let name = format!("{}.pdf", id.name);
    let mut files: Vec<(String, &[u8])> = vec![(name, &answer.pdf), ("terbit.json".to_owned(), record.as_bytes())];
    files.extend(bundle.files.iter().map(|f| (format!("bundel/{}", f.name), f.bytes.as_slice())));
    os::create_folder(&folder, &files).map_err(|error| {
        let fault = Diagnostic::new(Code::U003).in_file(shown(project, &folder));
        vec![fault.arg("reason", reason(&error))]
    })?;
    Ok(Some(Issued { id, folder, number, pages: answer.pages }))
}

/// A recap states what the LHEs say: each ranked one must be issued, and its data must still give it.
fn ranked_are_issued(project: &Project, year: i32, id: &DocumentId) -> Result<(), Vec<Diagnostic>> {
    let cases = 0..project.cases.len();
    let ranked = cases.filter(|i| project.cases[*i].id.year == year && project.cases[*i].regular);
    let open = ranked.filter(|index| {
        let issued = issued_report_digest(&project.root, &DocumentId::from(&project.cases[*index].id));
        let now = || project.compose(Target::Lhe(*index), false).value.map(|bundle| bundle.report_digest);
        issued.is_none_or(|issued| now() != Some(issued))
    });
    let ids: Vec<String> = open.map(|index| project.cases[index].id.to_string()).collect();
    if ids.is_empty() {
        return Ok(());
    }
    let fault = Diagnostic::new(Code::A010).in_file(format!("ikhtisar/{year}.yaml"));
    Err(vec![fault.arg("id", id).arg("ids", ids.join(", "))])
}

/// A folder as a path from the project.
fn shown(project: &Project, folder: &Path) -> String {
    folder.strip_prefix(&project.root).unwrap_or(folder).display().to_string()
}

fn record(id: &DocumentId, number: Option<&str>, bundle: &Bundle, pdf: &[u8], pages: usize) -> String {
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
fn number(project: &Project, target: Target) -> Result<Option<String>, Vec<Diagnostic>> {
    let id = project.document_id(target);
    let file = project.letters.get(&id.year);
    let numbering = file.and_then(|f| f.numbering).unwrap_or(Numbering::Typed);
    let (typed, dated) = match target {
        // The worksheet belongs to its LHE and has no number of its own.
        Target::Worksheet(_) => return Ok(None),
        Target::Lhe(index) => {
            let letter = project.numbers(&project.cases[index]).letter;
            (letter.and_then(|l| l.number.as_ref()), letter.is_some_and(|l| l.date.is_some()))
        }
        Target::Recap(_) => {
            let letter = file.and_then(|f| f.recap.as_ref());
            (letter.and_then(|l| l.number.as_ref()), letter.is_some_and(|l| l.date.is_some()))
        }
    };
    let gap = typed.is_some_and(|n| is_gap(&n.value.0)) || numbering != Numbering::Typed;
    let Some(number) = typed.filter(|n| !is_gap(&n.value.0)) else {
        if gap {
            return Ok(None);
        }
        let file = format!("surat/{}.yaml", id.year);
        return Err(vec![Diagnostic::new(Code::A003).in_file(file).arg("id", &id)]);
    };
    if !dated && !gap {
        return Err(vec![Diagnostic::new(Code::A005).at(number.at).arg("id", &id)]);
    }
    let text = number.value.0.as_str();
    for (year, stem, record) in issued(project)? {
        if record["nomor"].as_str().is_some_and(|used| plain_number(used) == plain_number(text)) {
            let other = format!("{year}/{stem}");
            return Err(vec![Diagnostic::new(Code::A006).at(number.at).arg("number", text).arg("other", other)]);
        }
    }
    Ok(Some(text.to_owned()))
}

/// The records of everything that was issued. One that cannot be read may hold a used number, so it is an error.
fn issued(project: &Project) -> Result<Vec<(String, String, Value)>, Vec<Diagnostic>> {
    let refuse = |path: &Path, reason: String| {
        let name = path.strip_prefix(&project.root).unwrap_or(path).display().to_string();
        vec![Diagnostic::new(Code::U002).in_file(name).arg("reason", reason)]
    };
    let archive = project.root.join("arsip");
    let list = |path: &Path| os::list(path).map_err(|error| refuse(path, reason(&error)));
    let mut records = Vec::new();
    for year in list(&archive)?.into_iter().filter(|name| os::is_folder(&archive.join(name))) {
        let folder = archive.join(&year);
        for stem in list(&folder)?.into_iter().filter(|name| os::is_folder(&folder.join(name))) {
            let path = folder.join(&stem).join("terbit.json");
            let bytes = os::read(&path, 1 << 20).map_err(|error| refuse(&path, reason(&error)))?;
            let record = serde_json::from_slice(&bytes).map_err(|error| refuse(&path, error.to_string()))?;
            records.push((year.clone(), stem, record));
        }
    }
    Ok(records)
}

/// The report of an issued letter as it was composed then.
///
/// # Errors
/// U002 if it was issued and cannot be read.
pub(super) fn issued_report(root: &Path, id: &DocumentId) -> Result<Option<Value>, Box<Diagnostic>> {
    let folder = issued_folder(root, id);
    if !os::is_taken(&folder) {
        return Ok(None);
    }
    let path = folder.join("bundel/laporan.json");
    let refuse = |reason: String| {
        let name = path.strip_prefix(root).unwrap_or(&path).display().to_string();
        Box::new(Diagnostic::new(Code::U002).in_file(name).arg("reason", reason))
    };
    let bytes = os::read(&path, 64 << 20).map_err(|error| refuse(reason(&error)))?;
    serde_json::from_slice(&bytes).map(Some).map_err(|error| refuse(error.to_string()))
}
