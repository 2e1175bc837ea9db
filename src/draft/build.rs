//! Builds the documents of many offices: composes them, skips unchanged ones, renders the rest over workers.

use std::cell::RefCell;
use std::collections::{BTreeMap, BTreeSet};
use std::path::{Path, PathBuf};

use crate::bundle::{BUILD_ID, Bundle};
use crate::diag::{Code, Diagnostic, Found, Refusal};
use crate::digest::sha256;
use crate::os::{self, reason};
use crate::project::{Case, Chosen, Project, Target};
use crate::record::{DocumentId, RECAP};
use crate::template::Fault;
use crate::worker::{Order, Outcome, Pool, Timings};

use super::compose::compose;
use super::departures::{departed, departures};
use super::fingerprints::{Records, pdf_path};
use super::render::{BuildSettings, lift};

/// An event of a build: its size, or the end of one letter.
#[derive(Clone, Debug)]
pub enum Event {
    /// The number of letters that will be reported.
    Started(usize),
    /// A PDF was written.
    Built {
        /// The document.
        id: DocumentId,
        /// The path of the PDF.
        path: PathBuf,
        /// Pages.
        pages: usize,
        /// Bytes.
        bytes: usize,
        /// Time in the worker.
        timings: Timings,
    },
    /// The existing PDF was made from the same bundle.
    Unchanged(DocumentId),
    /// The document was issued and is never built again.
    Issued {
        /// The document.
        id: DocumentId,
        /// True if the data no longer gives the issued report.
        changed: bool,
    },
    /// The document could not be made; the diagnostics say why.
    Failed(DocumentId),
}

/// The figures of a finished build.
#[derive(Clone, Debug, Default)]
pub struct Summary {
    /// True if nothing was tried: the output folder is locked or cannot be written.
    pub refused: bool,
    /// PDFs written.
    pub built: usize,
    /// Letters left as they were.
    pub unchanged: usize,
    /// The number of unchanged letters, issued ones included, that were recognised only by composing their bundle.
    pub confirmed: usize,
    /// Letters that were issued before.
    pub issued: usize,
    /// Letters that failed.
    pub failed: usize,
    /// Pages written.
    pub pages: usize,
    /// Bytes written.
    pub bytes: usize,
    /// Time for composing reports and bundles.
    pub compose_us: u64,
    /// Sum of the workers' times.
    pub timings: Timings,
    /// Highest memory of a worker in KiB, where the system reports it.
    pub peak_kb: u64,
    /// The diagnostics of composing and rendering.
    pub diagnostics: Found,
}

/// Builds the drafts of the chosen documents.
///
/// A letter that fails does not stop the others. Files are written under a temporary name and renamed. `tell` receives
/// each event as it happens.
///
/// ```text
/// let chosen = project.select(&["dinas-x".to_owned()], Some(2023), false)?;
/// let summary = draft::build(&project, &chosen, &settings, &mut |event| println!("{event:?}"));
/// ```
pub fn build(project: &Project, chosen: &Chosen, settings: &BuildSettings, tell: &mut dyn FnMut(&Event)) -> Summary {
    let output = settings.output.clone().unwrap_or_else(|| project.root.join("keluaran"));
    let _lock = match lock(&output) {
        Ok(lock) => lock,
        Err(fault) => return Summary { refused: true, diagnostics: vec![*fault], ..Summary::default() },
    };
    let targets = project.targets(chosen);
    tell(&Event::Started(targets.len()));
    let mut faults: Vec<(DocumentId, Vec<Fault>)> = Vec::new();
    let known = Records::read(&output);
    let state = RefCell::new((Summary::default(), known.clone(), tell));
    let ids: Vec<DocumentId> = targets.iter().map(|target| project.document_id(*target)).collect();
    let intact = known.intact(&output, &ids);
    let run = Run { known: &known, intact, inputs: inputs(project) };
    let orders = targets.iter().filter_map(|target| {
        let mut guard = state.borrow_mut();
        let (summary, records, tell) = &mut *guard;
        let (bundle, inputs) = next_bundle(project, *target, &run, summary, records, *tell)?;
        let job = Pending { id: project.document_id(*target), fingerprint: bundle.fingerprint, inputs };
        Some((job, Order { prove_layout: settings.prove_layout, ..bundle.order }))
    });
    let workers = settings.workers.unwrap_or_else(os::processors).clamp(1, targets.len().max(1));
    let pool = Pool::new(settings.program.clone(), workers).limit(settings.limit);
    pool.run(orders, |job: Pending, outcome: Outcome| {
        let mut guard = state.borrow_mut();
        let (summary, records, tell) = &mut *guard;
        match outcome {
            Ok(answer) => {
                summary.peak_kb = summary.peak_kb.max(answer.peak_kb.unwrap_or(0));
                add(&mut summary.timings, answer.timings);
                match write(&output, &job.id, &answer.pdf) {
                    Ok(path) => {
                        if settings.prove_layout {
                            records.add(&job.id, job.fingerprint, &job.inputs, &answer.pdf);
                        }
                        summary.built += 1;
                        summary.pages += answer.pages;
                        summary.bytes += answer.pdf.len();
                        tell(&Event::Built {
                            id: job.id,
                            path,
                            pages: answer.pages,
                            bytes: answer.pdf.len(),
                            timings: answer.timings,
                        });
                    }
                    Err(fault) => {
                        summary.failed += 1;
                        summary.diagnostics.push(*fault);
                        tell(&Event::Failed(job.id));
                    }
                }
            }
            Err(list) => {
                summary.failed += 1;
                faults.push((job.id.clone(), list));
                tell(&Event::Failed(job.id));
            }
        }
    });
    let (mut summary, records, _) = state.into_inner();
    if summary.built + summary.confirmed > 0
        && let Err(error) = records.write(&output)
    {
        summary.diagnostics.push(*refused(&Records::path(&output), &error));
    }
    for (id, list) in faults {
        for fault in list {
            let diagnostic = lift(project, &id, fault);
            summary.diagnostics.push(diagnostic);
        }
    }
    crate::diag::sort(&mut summary.diagnostics, &project.files);
    summary
}

/// The values that stay the same through one build.
struct Run<'a> {
    known: &'a Records,
    /// Documents whose PDF is there with the bytes that were written.
    intact: BTreeSet<String>,
    inputs: Inputs,
}

/// Digests of the files that documents are made from.
struct Inputs {
    shared: String,
    /// By evaluation.
    own: BTreeMap<String, String>,
}

/// A letter on its way through a worker.
struct Pending {
    id: DocumentId,
    fingerprint: String,
    /// Digest of everything that the letter can depend on.
    inputs: String,
}

fn lock(output: &Path) -> Result<os::Lock, Refusal> {
    os::lock(&output.join(".lhe/kunci")).map_err(|error| match error.kind() {
        std::io::ErrorKind::WouldBlock => Box::new(Diagnostic::new(Code::U007)),
        _ => refused(output, &error),
    })
}

/// Digests of the files that documents are made from: one of all shared files, and one of the files of each evaluation.
fn inputs(project: &Project) -> Inputs {
    let mut shared = vec![BUILD_ID.to_owned()];
    let mut own = BTreeMap::new();
    for (name, text) in project.files.iter() {
        let digest = sha256(text.as_bytes());
        match name.strip_prefix("evaluasi/").and_then(|rest| rest.split('.').next()) {
            Some(id) => own.entry(id.to_owned()).or_insert_with(String::new).push_str(&digest),
            None => shared.push(format!("{name} {digest}")),
        }
    }
    shared.extend(project.templates.iter().chain(&project.logo).map(|i| format!("{} {}", i.name, i.digest)));
    Inputs { shared: sha256(shared.join("\n").as_bytes()), own }
}

/// A digest of everything that one document can depend on: while the digest stays the same, so does the document. For
/// an LHE it covers the shared files, the evaluations of its office and of the offices it took over, up to its year,
/// and the issued revisions of these and of the recap. For a recap it covers everything.
fn digest(project: &Project, target: Target, inputs: &Inputs) -> String {
    let case = project.case_of(target);
    let related = |other: &&Case| {
        case.is_none_or(|case| other.id.year <= case.id.year && project.takes_over(&other.office, &case.office))
    };
    let mut all = vec![inputs.shared.clone()];
    let mut ids: Vec<String> = project.cases.iter().filter(related).map(|case| case.id.to_string()).collect();
    all.extend(ids.iter().map(|id| format!("{id} {}", inputs.own.get(id).map_or("", String::as_str))));
    let year = project.document_id(target).year;
    ids.push(format!("{year}/{RECAP}"));
    ids.push(format!("{}/{}", year - 1, case.map_or("", |case| case.office.as_str())));
    let last = ids.iter().filter_map(|id| Some((id, project.record.last(id)?)));
    all.extend(last.map(|(id, last)| format!("{id} v{} {:?}", last.version, last.letter)));
    sha256(all.join("\n").as_bytes())
}

/// Composes one case. `None` if there is nothing to render; `tell` has then heard why.
fn next_bundle(
    project: &Project,
    target: Target,
    run: &Run<'_>,
    summary: &mut Summary,
    records: &mut Records,
    tell: &mut dyn FnMut(&Event),
) -> Option<(Bundle, String)> {
    let id = project.document_id(target);
    let blocked = project.is_target_blocked(target);
    let watch = os::Watch::start();
    let digest = digest(project, target, &run.inputs);
    if project.unit_revision(target.unit).1 {
        // An LHE and its worksheet are made of the same data: the departures are reported once.
        let (changes, found) = match target {
            _ if run.known.agrees(&id, &digest) => (Vec::new(), Vec::new()),
            _ if blocked || !target.kind.is_principal() => (Vec::new(), Vec::new()),
            _ => departures(project, target.unit),
        };
        if !blocked && changes.is_empty() && found.is_empty() && !run.known.agrees(&id, &digest) {
            records.agree(&id, &digest);
            summary.confirmed += 1;
        }
        summary.compose_us += os::micros(watch.elapsed());
        summary.diagnostics.extend(found);
        if !changes.is_empty() {
            summary.diagnostics.push(departed(project, target, &changes));
        }
        summary.issued += 1;
        tell(&Event::Issued { id: id.clone(), changed: !changes.is_empty() });
        return None;
    }
    if !blocked && run.known.holds_inputs(&id, &digest) && run.intact.contains(&id.to_string()) {
        summary.unchanged += 1;
        tell(&Event::Unchanged(id.clone()));
        return None;
    }
    let composed = match blocked {
        true => None,
        false => compose(project, target, true).drain_into(&mut summary.diagnostics),
    };
    summary.compose_us += os::micros(watch.elapsed());
    let Some(bundle) = composed else {
        summary.failed += 1;
        tell(&Event::Failed(id.clone()));
        return None;
    };
    if run.known.is_made_from(&id, &bundle.fingerprint) && run.intact.contains(&id.to_string()) {
        records.confirm(&id, &digest);
        summary.confirmed += 1;
        summary.unchanged += 1;
        tell(&Event::Unchanged(id.clone()));
        return None;
    }
    Some((bundle, digest))
}

fn add(sum: &mut Timings, part: Timings) {
    sum.template_us += part.template_us;
    sum.layout_us += part.layout_us;
    sum.proof_us += part.proof_us;
    sum.pdf_us += part.pdf_us;
}

fn write(output: &Path, id: &DocumentId, pdf: &[u8]) -> Result<PathBuf, Refusal> {
    let path = pdf_path(output, id);
    os::replace(&path, pdf).map(|()| path.clone()).map_err(|error| refused(&path, &error))
}

fn refused(path: &Path, error: &std::io::Error) -> Refusal {
    Box::new(Diagnostic::unwritten(path.display(), reason(error)))
}
