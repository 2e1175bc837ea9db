//! Issues the units that a command or a screen chose, one after the other, and tells beforehand what stops them.

use crate::archive::Writer;
use crate::diag::Found;
use crate::draft::{BuildSettings, compose_faults};
use crate::project::{Chosen, Project, Unit};
use crate::record::DocumentId;

use super::deposit::{Issued, issue, unconfirmed};

/// The end of one unit among several.
#[derive(Debug)]
pub enum IssueEvent {
    /// Exactly this revision was issued before, and its data still gives the same report.
    Before(DocumentId),
    /// It was issued now.
    Issued(Issued),
    /// The unit was not issued, and nothing of it was written.
    Refused(Found),
}

/// All diagnostics of the chosen documents before they are issued: faults of the project that concern them, and faults
/// that only composing finds. One error among them stops every unit.
pub fn issue_faults(project: &Project, chosen: &Chosen) -> Found {
    let mut found = project.concerning(chosen);
    found.extend(compose_faults(project, chosen));
    found
}

/// The warnings of issuing the chosen documents. Documents that are issued already give none.
pub fn issue_warnings(project: &Project, chosen: &Chosen) -> Found {
    let units = chosen.units().into_iter().filter(|unit| !project.unit_revision(*unit).1);
    units.flat_map(|unit| unconfirmed(project, unit)).collect()
}

/// Issues the chosen units, one after the other, and reports the end of each to `tell`. A unit that is refused does not
/// stop the others.
///
/// Returns the project as it is afterwards.
///
/// ```text
/// let project = issue_chosen(project, &mut writer, &chosen, &settings, &mut |_, _, event| println!("{event:?}"))?;
/// ```
///
/// # Errors
/// The log can no longer be folded after a deposit (A045). The ends told before stay valid.
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
