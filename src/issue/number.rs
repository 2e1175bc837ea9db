//! Records number and date of a document that was issued without them. The event changes no byte of the document.

use serde_json::json;

use crate::archive::Writer;
use crate::diag::{Code, Diagnostic, Found};
use crate::project::{Project, Unit};
use crate::record::amend::{amend, user};
use crate::record::issued::{NUMBER, NumberEvent};
use crate::record::messages;
use crate::register::{is_number, plain_number};
use crate::source::{Name, Spanned};

use super::deposit::unused;

/// Records number and date of the last issued revision of a unit, if it was issued without a number.
///
/// # Errors
/// A047 for a text that is no number, A048 for a date before the end of the fieldwork, A044 if nothing is issued, A043
/// if the revision has a number, A006 or D147 for a number that another letter has, faults of the disk.
pub fn number(
    project: &Project,
    writer: &mut Writer,
    unit: Unit,
    number: &str,
    date: crate::source::Date,
) -> Result<(u32, Found), Found> {
    let id = project.unit_id(unit);
    let object = id.to_string();
    if !is_number(number) {
        return Err(vec![Diagnostic::new(Code::A047).arg("number", number.escape_debug())]);
    }
    let season = project.settings.as_ref().and_then(|s| s.season(id.year)?.fieldwork.as_ref());
    if let Some(end) = season.map(|fieldwork| &fieldwork.end).filter(|end| date < end.value) {
        return Err(vec![Diagnostic::new(Code::A048).at(end.at).arg("date", date).arg("end", end.value)]);
    }
    let Some(last) = project.record.last(&object) else {
        return Err(vec![Diagnostic::new(Code::A044).arg("id", &id)]);
    };
    if let Some(known) = &last.letter {
        let fault = Diagnostic::new(Code::A043).arg("id", &id).arg("revision", last.number);
        return Err(vec![fault.arg("number", known)]);
    }
    unused(project, &id, number)?;
    let typed = project.letters.iter().flat_map(|(year, file)| file.letters.0.iter().map(move |entry| (*year, entry)));
    let mut typed = typed.filter_map(|(year, (stem, letter))| Some((year, stem, letter.number.as_ref()?)));
    let own = |year: i32, stem: &str| year == id.year && stem == id.name;
    let same = |n: &Spanned<Name>| plain_number(&n.value.0) == plain_number(number);
    if let Some((_, _, at)) = typed.find(|(year, stem, n)| !own(*year, &stem.value.0) && same(n)) {
        return Err(vec![Diagnostic::new(Code::D147).at(at.at).arg("number", number)]);
    }
    let data =
        NumberEvent { revision: last.number, number: number.to_owned(), date: date.to_string(), officer: user().name };
    let message = messages::number(number, &date.to_string(), &id, last.number);
    let deposited = amend(writer, &project.record, &object, (NUMBER, message), json!(data), None)?;
    Ok((last.number, deposited.found))
}
