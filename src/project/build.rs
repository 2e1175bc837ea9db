//! Building the letters of many offices: compose, skip what has not changed, render the rest over workers.

use std::cell::RefCell;
use std::collections::BTreeMap;
use std::path::{Path, PathBuf};
use std::time::Duration;

use serde_json::json;

use crate::bundle::{Bundle, sha256};
use crate::diag::{Code, Diagnostic};
use crate::evaluation::EvaluationId;
use crate::os;
use crate::template::Fault;
use crate::worker::{Outcome, Pool, Timings};

use super::issue::issued_report_digest;
use super::load::{Project, reason};

/// The largest file that is read back to see whether it is still what was built.
const LARGEST_PDF: u64 = 1 << 30;

/// How to build.
#[derive(Clone, Debug)]
pub struct BuildSettings {
    /// Folder of the results; `keluaran` below the project if absent.
    pub output: Option<PathBuf>,
    /// Worker processes; as many as processors if absent.
    pub workers: Option<usize>,
    /// The program that workers are started from.
    pub program: PathBuf,
    /// Wall-clock limit per report.
    pub limit: Duration,
}

/// What happens to one letter.
#[derive(Clone, Debug)]
pub enum Event {
    /// The number of letters that will be reported.
    Started(usize),
    /// A PDF was written.
    Built {
        /// Which one.
        id: EvaluationId,
        /// Where it lies.
        path: PathBuf,
        /// Pages.
        pages: usize,
        /// Bytes.
        bytes: usize,
        /// Time in the worker.
        timings: Timings,
    },
    /// Its bundle is the one that the existing PDF was made from.
    Unchanged(EvaluationId),
    /// It was issued and is never built again; `changed` if its data no longer gives the same report.
    Issued {
        /// Which one.
        id: EvaluationId,
        /// True if the data no longer gives the issued report.
        changed: bool,
    },
    /// It could not be made; the diagnostics say why.
    Failed(EvaluationId),
}

/// What a build came to.
#[derive(Clone, Debug, Default)]
pub struct Summary {
    /// PDFs written.
    pub built: usize,
    /// Letters left as they were.
    pub unchanged: usize,
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
    /// Highest memory of a worker in KiB, where the system tells.
    pub peak_kb: u64,
    /// What was found while composing and rendering.
    pub diagnostics: Vec<Diagnostic>,
}

/// Builds the drafts of the chosen cases.
///
/// A letter that fails does not stop the others. Files are written under a temporary name and renamed. What
/// happens is told to `tell` as it happens.
pub fn build(
    project: &mut Project,
    chosen: &[usize],
    settings: &BuildSettings,
    tell: &mut dyn FnMut(&Event),
) -> Summary {
    let output = settings.output.clone().unwrap_or_else(|| project.root.join("keluaran"));
    let Some(_lock) = lock(&output, project) else {
        return Summary {
            failed: chosen.len(),
            diagnostics: std::mem::take(&mut project.diagnostics),
            ..Summary::default()
        };
    };
    tell(&Event::Started(chosen.len()));
    let mut faults: Vec<(EvaluationId, Vec<Fault>)> = Vec::new();
    let state = RefCell::new((Summary::default(), tell));
    let known = Records::read(&output);
    let mut records = Records::read(&output);
    let shared: &Project = project;
    let orders = chosen.iter().filter_map(|index| {
        let mut guard = state.borrow_mut();
        let (summary, tell) = &mut *guard;
        let bundle = shared.next_bundle(*index, &output, &known, summary, *tell)?;
        let job = Pending { id: shared.cases[*index].id.clone(), fingerprint: bundle.fingerprint };
        Some((job, bundle.order))
    });
    let workers = settings.workers.unwrap_or_else(os::processors).clamp(1, chosen.len().max(1));
    let pool = Pool::new(settings.program.clone(), workers).limit(settings.limit);
    pool.run(orders, |job: Pending, outcome: Outcome| {
        let mut guard = state.borrow_mut();
        let (summary, tell) = &mut *guard;
        match outcome {
            Ok(answer) => {
                summary.peak_kb = summary.peak_kb.max(answer.peak_kb.unwrap_or(0));
                add(&mut summary.timings, answer.timings);
                match write(&output, &job.id, &answer.pdf) {
                    Ok(path) => {
                        records.add(&job.id, job.fingerprint, &answer.pdf);
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
    let (mut summary, _) = state.into_inner();
    if summary.built > 0
        && let Err(error) = records.write(&output)
    {
        summary.diagnostics.push(*refused(&Records::path(&output), &error));
    }
    for (id, list) in faults {
        for fault in list {
            let diagnostic = project.lift(&id, fault);
            summary.diagnostics.push(diagnostic);
        }
    }
    crate::diag::sort(&mut summary.diagnostics, &project.files);
    summary
}

/// A letter on its way through a worker.
struct Pending {
    id: EvaluationId,
    fingerprint: String,
}

fn lock(output: &Path, project: &mut Project) -> Option<os::Lock> {
    match os::lock(&output.join(".lhe/kunci")) {
        Ok(lock) => Some(lock),
        Err(error) if error.kind() == std::io::ErrorKind::WouldBlock => {
            project.diagnostics.push(Diagnostic::new(Code::U007));
            None
        }
        Err(error) => {
            let fault = Diagnostic::new(Code::U003).in_file(output.display().to_string());
            project.diagnostics.push(fault.arg("reason", reason(&error)));
            None
        }
    }
}

impl Project {
    /// Composes one case; `None` if there is nothing to render, which was told then.
    fn next_bundle(
        &self,
        index: usize,
        output: &Path,
        known: &Records,
        summary: &mut Summary,
        tell: &mut dyn FnMut(&Event),
    ) -> Option<Bundle> {
        let case = &self.cases[index];
        let watch = os::Watch::start();
        let issued = issued_report_digest(&self.root, &case.id);
        let composed = match case.blocked {
            true => None,
            false => self.compose(index, issued.is_none()).drain_into(&mut summary.diagnostics),
        };
        summary.compose_us += micros(watch.elapsed());
        if let Some(issued) = issued {
            let changed = composed.is_none_or(|c| c.bundle.report_digest != issued);
            if changed {
                summary
                    .diagnostics
                    .push(Diagnostic::new(Code::A002).in_file(self.files.name(case.file)).arg("id", &case.id));
            }
            summary.issued += 1;
            tell(&Event::Issued { id: case.id.clone(), changed });
            return None;
        }
        let Some(composed) = composed else {
            summary.failed += 1;
            tell(&Event::Failed(case.id.clone()));
            return None;
        };
        if known.holds(output, &case.id, &composed.bundle.fingerprint) {
            summary.unchanged += 1;
            tell(&Event::Unchanged(case.id.clone()));
            return None;
        }
        Some(composed.bundle)
    }

    /// A fault of a worker as a diagnostic: with the template's line, and the data's where one is involved.
    pub(super) fn lift(&mut self, id: &EvaluationId, fault: Fault) -> Diagnostic {
        let mut diagnostic = Diagnostic::new(fault.code);
        diagnostic.args = fault.args;
        let data = fault.origin.as_deref().and_then(|origin| self.place_of(origin));
        let template = fault.template.and_then(|(name, line, column)| self.template_place(&name, line, column));
        match (template, data) {
            (Some(template), Some(data)) => diagnostic.at(template).related(data, crate::diag::Note::DataHere),
            (Some(place), None) | (None, Some(place)) => diagnostic.at(place),
            (None, None) => diagnostic,
        }
        .hint(crate::diag::Hint::Report(id.to_string()))
    }

    /// The place of a line and column (from 1) of a template.
    fn template_place(&mut self, name: &str, line: u32, column: u32) -> Option<crate::diag::Place> {
        let text =
            self.templates.iter().find(|t| t.name == name).map(|t| String::from_utf8_lossy(&t.bytes).into_owned())?;
        let own = self.root.join("templat").join(name).is_file();
        let shown = format!("{}/{name}", if own { "templat" } else { "<bawaan>" });
        let index = usize::try_from(line.max(1)).ok()? - 1;
        let start: usize = text.split_inclusive('\n').take(index).map(str::len).sum();
        let inside = text
            .get(start..)?
            .chars()
            .take(usize::try_from(column.max(1)).ok()? - 1)
            .map(char::len_utf8)
            .sum::<usize>();
        let at = (start + inside).min(text.len());
        let file = self.files.add(shown, text);
        Some(crate::diag::Place::new(file, at, at + 1))
    }
}

fn micros(time: Duration) -> u64 {
    u64::try_from(time.as_micros()).unwrap_or(u64::MAX)
}

fn add(sum: &mut Timings, part: Timings) {
    sum.template_us += part.template_us;
    sum.layout_us += part.layout_us;
    sum.pdf_us += part.pdf_us;
}

fn pdf_path(output: &Path, id: &EvaluationId) -> PathBuf {
    output.join(id.year.to_string()).join(format!("{}.pdf", id.stem))
}

/// What lies in the output folder: from which bundle each PDF was made, and which bytes it had. One file, so that
/// a build writes it once; a build that is killed before only has to make its PDFs again.
#[derive(Default)]
struct Records(BTreeMap<String, (String, String)>);

impl Records {
    fn path(output: &Path) -> PathBuf {
        output.join(".lhe/sidik.json")
    }

    /// A missing or unreadable record is an empty one: everything is made again.
    fn read(output: &Path) -> Self {
        let bytes = os::read(&Self::path(output), 64 << 20).unwrap_or_default();
        Self(serde_json::from_slice(&bytes).unwrap_or_default())
    }

    fn write(&self, output: &Path) -> std::io::Result<()> {
        os::replace(&Self::path(output), json!(self.0).to_string().as_bytes())
    }

    /// True if the PDF is there, whole, and made from this bundle. File times are never asked.
    fn holds(&self, output: &Path, id: &EvaluationId, fingerprint: &str) -> bool {
        self.0.get(&id.to_string()).is_some_and(|(bundle, digest)| {
            bundle == fingerprint
                && os::read(&pdf_path(output, id), LARGEST_PDF).is_ok_and(|pdf| *digest == sha256(&pdf))
        })
    }

    fn add(&mut self, id: &EvaluationId, fingerprint: String, pdf: &[u8]) {
        self.0.insert(id.to_string(), (fingerprint, sha256(pdf)));
    }
}

fn write(output: &Path, id: &EvaluationId, pdf: &[u8]) -> Result<PathBuf, Box<Diagnostic>> {
    let path = pdf_path(output, id);
    os::replace(&path, pdf).map(|()| path.clone()).map_err(|error| refused(&path, &error))
}

fn refused(path: &Path, error: &std::io::Error) -> Box<Diagnostic> {
    let fault = Diagnostic::new(Code::U003).in_file(path.display().to_string());
    Box::new(fault.arg("reason", reason(error)))
}
