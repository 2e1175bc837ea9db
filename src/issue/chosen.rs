//! Issuing what a command or a screen chose: what stops it, then one unit after the other.

use crate::archive::Writer;
use crate::diag::Found;
use crate::draft::{BuildSettings, compose_faults};
use crate::project::{Chosen, Project, Unit};
use crate::record::DocumentId;

use super::deposit::{Issued, issue, unconfirmed};

/// The end of one unit of several.
#[derive(Debug)]
pub enum IssueEvent {
    /// Exactly this revision was issued before, and its data still gives it.
    Before(DocumentId),
    /// It was issued now.
    Issued(Issued),
    /// It was not issued; nothing of it was written.
    Refused(Found),
}

/// Everything that is known of the chosen documents before they are issued: faults of the project that concern them
/// and faults that only composing finds. An error among them stops all.
pub fn issue_faults(project: &Project, chosen: &Chosen) -> Found {
    let mut found = project.concerning(chosen);
    found.extend(compose_faults(project, chosen));
    found
}

/// The warnings that an issue of the chosen documents will tell: those of documents that are not issued yet.
pub fn issue_warnings(project: &Project, chosen: &Chosen) -> Found {
    let units = chosen.units().into_iter().filter(|unit| !project.unit_revision(*unit).1);
    units.flat_map(|unit| unconfirmed(project, unit)).collect()
}

/// Issues what was chosen, one unit after the other; each end is told as it comes. A unit that is refused does not
/// stop the others.
///
/// Returns the project as it is afterwards.
///
/// # Errors
/// The log cannot be folded any more after a deposit (A045). What was told before holds.
pub fn issue_chosen(
    mut project: Project,
    writer: &mut Writer,
    chosen: &Chosen,
    settings: &BuildSettings,
    tell: &mut dyn FnMut(&Project, Unit, &IssueEvent),
) -> Result<Project, Found> {
    for unit in chosen.units() {
        match issue(&project, writer, unit, settings) {
            Ok(None) => tell(&project, unit, &IssueEvent::Before(project.unit_id(unit))),
            Ok(Some(issued)) => {
                let record = crate::record::Record::of(writer.store().clone())?;
                project = project.recorded(record, &issued.id.to_string());
                tell(&project, unit, &IssueEvent::Issued(issued));
            }
            Err(faults) => tell(&project, unit, &IssueEvent::Refused(faults)),
        }
    }
    Ok(project)
}
