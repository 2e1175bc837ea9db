//! Which result is last year's: own, of one predecessor, or none.

use serde_json::Value;

use crate::diag::{Code, Diagnostic};
use crate::evaluation::register::{Office, history_faults, office_name};
use crate::report::{Previous, Teks};
use crate::source::Date;

use super::documents::DocumentId;
use super::issue::issued_report;
use super::load::{Case, Project};

/// Last year's result of one office with the notes that go under the table, or why it cannot be told.
pub(super) struct LastYear<'a> {
    pub(super) previous: Option<Previous<'a>>,
    pub(super) notes: Vec<Teks>,
}

/// Finds last year's result.
///
/// An office that was not evaluated, or that stems from several evaluated ones, has none; a note says so.
///
/// # Errors
/// D165 if last year's evaluation is in the project but faulty: a dash would hide a value.
pub(super) fn last_year<'a>(
    project: &'a Project,
    case: &Case,
    office: &Office,
) -> Result<LastYear<'a>, Box<Diagnostic>> {
    let year = case.id.year - 1;
    let id = office.id.value.0.as_str();
    let merged = |other: &&Office| {
        let successor = other.successors.iter().any(|s| s.value.0 == id);
        // Merged into this office within the evaluated year: then this year's evaluation is of the whole.
        let year_end = Date { year: case.id.year, month: 12, day: 31 };
        successor && other.ended.as_ref().is_some_and(|ended| ended.value <= year_end)
    };
    let predecessors: Vec<&Office> = project.offices.iter().map(|o| &o.value).filter(merged).collect();
    let mut results = Vec::new();
    for candidate in std::iter::once(office).chain(predecessors.iter().copied()) {
        if let Some(result) = result(project, case, candidate, year)? {
            results.push((candidate, result));
        }
    }
    let then = Date { year, month: 12, day: 31 };
    let own = project.settings.as_ref().and_then(|s| s.government.opd_word.as_ref());
    let word = own.map_or("Perangkat Daerah", |word| word.value.0.as_str());
    let note = |text: String, at| Teks::dari(text, project.origin(at));
    if results.len() > 1 {
        let names: Vec<&str> = results.iter().map(|(o, _)| office_name(o, then)).collect();
        let text = format!(
            "Nilai tahun {year} tidak ditampilkan karena {word} ini merupakan gabungan dari {} yang dievaluasi sendiri-sendiri.",
            names.join(" dan ")
        );
        return Ok(LastYear { previous: None, notes: vec![note(text, office.id.at)] });
    }
    let Some((source, previous)) = results.pop() else {
        let settings = project.settings.as_ref();
        let known = settings.is_some_and(|s| s.season(year).is_some()) || project.histories.contains_key(&year);
        let text = if office.existed_in(year) && known {
            format!("{word} ini tidak dievaluasi untuk tahun {year}.")
        } else if office.existed_in(year) {
            // The project says nothing of that year: the letter must not claim more.
            format!("Nilai tahun {year} tidak tersedia.")
        } else {
            format!("{word} ini belum ada pada tahun {year}.")
        };
        return Ok(LastYear { previous: None, notes: vec![note(text, office.id.at)] });
    };
    let mut notes = Vec::new();
    if source.id.value.0 != id {
        let text =
            format!("Nilai tahun {year} adalah nilai {}, yang digantikan {word} ini.", office_name(source, then));
        notes.push(note(text, source.id.at));
    }
    Ok(LastYear { previous: Some(previous), notes })
}

fn result<'a>(
    project: &'a Project,
    case: &Case,
    office: &Office,
    year: i32,
) -> Result<Option<Previous<'a>>, Box<Diagnostic>> {
    let id = office.id.value.0.as_str();
    let of_office = |c: &&Case| c.id.year == year && c.office == id && c.regular;
    if let Some(last) = project.cases.iter().find(of_office) {
        let (Some(sheet), Some(index)) = (&last.sheet, last.instrument) else {
            let at = project.documents.get(&case.file).map(|d| d.root.place);
            let fault = Diagnostic::new(Code::D165).arg("id", &last.id);
            return Err(Box::new(match at {
                Some(at) => fault.at(crate::diag::Place { end: at.start, ..at }),
                None => fault.in_file(project.files.name(case.file)),
            }));
        };
        let file = project.files.name(last.file);
        let origin = |code: &str| format!("{file}#nilai/{code}");
        let previous = Previous::from_sheet(year, &project.instruments[index], sheet, &origin);
        return as_issued(project, case, last, previous).map(Some);
    }
    let Some(history) = project.histories.get(&year) else { return Ok(None) };
    let Some((_, entry)) = history.results.0.iter().find(|(o, _)| o.value.0 == id) else { return Ok(None) };
    // An instrument that does not exist was reported, and stops the letters of the year after.
    let Some(instrument) = project.history_instrument(history) else { return Ok(None) };
    let consistent = history_faults(entry, instrument).is_empty();
    let origin = |place| project.origin(place);
    Ok(Some(Previous::from_history(year, instrument, entry, &origin, consistent)))
}

/// Last year's value is what was issued: if the evaluation of last year was issued and its data gives another
/// result today, this letter would print a value that no letter ever had.
fn as_issued<'a>(
    project: &Project,
    case: &Case,
    last: &Case,
    previous: Previous<'a>,
) -> Result<Previous<'a>, Box<Diagnostic>> {
    let Some(issued) = issued_report(&project.root, &DocumentId::from(&last.id))? else { return Ok(previous) };
    let text = |value: &Value| value["teks"].as_str().unwrap_or_default().to_owned();
    let rows = issued["tabel"].as_array().map(|rows| rows.iter().map(|row| text(&row["nilai"])).collect::<Vec<_>>());
    let now: Vec<String> = previous.values.iter().map(|v| v.text.teks.clone()).collect();
    let same = text(&issued["hasil"]["total"]) == previous.total.teks
        && text(&issued["hasil"]["predikat"]) == previous.letter.teks
        && rows.as_deref() == Some(&now);
    if same {
        return Ok(previous);
    }
    let fault = Diagnostic::new(Code::D168).arg("id", &last.id).arg("year", last.id.year);
    Err(Box::new(fault.in_file(project.files.name(case.file))))
}
