//! Renders composed documents over worker processes, and gives the faults of workers a place.

use std::collections::BTreeMap;
use std::path::PathBuf;
use std::time::Duration;

use crate::diag::{Diagnostic, Found};
use crate::project::Project;
use crate::record::DocumentId;
use crate::template::Fault;
use crate::worker::{Answer, Order, Pool};

/// The settings of a build.
#[derive(Clone, Debug)]
pub struct BuildSettings {
    /// Folder of the results; `keluaran` below the project if absent.
    pub output: Option<PathBuf>,
    /// Worker processes; as many as processors if absent.
    pub workers: Option<usize>,
    /// The program that runs as a worker.
    pub program: PathBuf,
    /// Wall-clock limit per report.
    pub limit: Duration,
    /// True if the layout of each letter is proven. A PDF without this proof is not remembered: the next build makes it
    /// again. Issuing always proves the layout.
    pub prove_layout: bool,
}

/// Renders the documents that belong together, in order; a fault in one of them stops all.
pub(crate) fn render(
    project: &Project,
    id: &DocumentId,
    orders: Vec<Order>,
    settings: &BuildSettings,
) -> Result<Vec<Answer>, Found> {
    let workers = settings.workers.unwrap_or(1).min(orders.len());
    let pool = Pool::new(settings.program.clone(), workers).limit(settings.limit);
    let count = orders.len();
    let mut outcomes = BTreeMap::new();
    pool.run(orders.into_iter().enumerate(), |index, result| drop(outcomes.insert(index, result)));
    let mut answers = Vec::new();
    for index in 0..count {
        match outcomes.remove(&index) {
            Some(Ok(answer)) => answers.push(answer),
            Some(Err(faults)) => return Err(faults.into_iter().map(|f| lift(project, id, f)).collect()),
            None => return Err(vec![Diagnostic::internal("–")]),
        }
    }
    Ok(answers)
}

/// Renders one document.
pub(crate) fn render_one(
    project: &Project,
    id: &DocumentId,
    order: Order,
    settings: &BuildSettings,
) -> Result<Answer, Found> {
    let lost = || vec![Diagnostic::internal("–")];
    render(project, id, vec![order], settings)?.pop().ok_or_else(lost)
}

/// Turns a fault of a worker into a diagnostic that names the report.
pub(crate) fn lift(project: &Project, id: &DocumentId, fault: Fault) -> Diagnostic {
    project.place(fault).hint(crate::diag::Hint::Report(id.to_string()))
}
