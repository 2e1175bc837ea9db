//! Finding last year's result: the office's own, that of its one predecessor, or none.

use crate::diag::{Code, Diagnostic, Refusal};
use crate::register::{Numbering, Office, history_faults, is_gap, office_name};
use crate::report::{self, IssuedResult, Numbers, Previous, PreviousNote, Quoted, Teks};
use crate::source::Date;

use super::scored::{Case, Scored};

/// Last year's result of one office, if there is one, and the notes that go under the table.
pub(crate) struct LastYear<'a> {
    pub(crate) previous: Option<Previous<'a>>,
    pub(crate) notes: Vec<Teks>,
    /// The part of it that the bundle keeps.
    pub(crate) quoted: Option<IssuedResult>,
}

/// Last year as a bundle quotes it, whatever the archive or another evaluation says today.
pub(crate) fn as_quoted<'a>(
    project: &'a Scored,
    case: &Case,
    office: &Office,
    quoted: &Quoted,
) -> Result<LastYear<'a>, Refusal> {
    let year = case.id.year - 1;
    let found = match &quoted.last_year {
        Some(result) => Some(previous(project, case, year, result.clone())?),
        None => history(project, office.id.value.0.as_str(), year).map(|previous| (previous, None)),
    };
    let (previous, result) = found.map_or((None, None), |(previous, result)| (Some(previous), result));
    // With `without_last_year` the values of a history stay hidden as well; the bundle's notes say why.
    let previous = previous.filter(|_| quoted.last_year.is_some() || !quoted.without_last_year);
    Ok(LastYear { previous, notes: quoted.notes.clone(), quoted: result })
}

/// One office's result of a year that this program did not make.
fn history<'a>(project: &'a Scored, id: &str, year: i32) -> Option<Previous<'a>> {
    let history = project.histories.get(&year)?;
    let (_, entry) = history.results.0.iter().find(|(o, _)| o.value.0 == id)?;
    // A history with an unknown instrument was reported, and stops the letters of the year after.
    let instrument = project.history_instrument(history)?;
    let consistent = history_faults(entry, instrument).is_empty();
    let origin = |place| project.origin(place);
    Some(Previous::from_history(year, instrument, entry, &origin, consistent))
}

/// Finds last year's result.
///
/// An office that was not evaluated, or that comes from several evaluated ones, has no such result; a note says so.
///
/// # Errors
/// D165 if last year's evaluation is in the project but faulty: a dash would hide a value.
pub(crate) fn last_year<'a>(project: &'a Scored, case: &Case, office: &Office) -> Result<LastYear<'a>, Refusal> {
    let year = case.id.year - 1;
    let id = office.id.value.0.as_str();
    let merged = |other: &&Office| {
        let successor = other.successors.iter().any(|s| s.value.0 == id);
        // If the offices were merged within the evaluated year, this year's evaluation is of the whole.
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
    let note = |note: PreviousNote<'_>, at| Teks::dari(note.text(year, word), project.origin(at));
    if results.len() > 1 {
        let names: Vec<&str> = results.iter().map(|(o, _)| office_name(o, then)).collect();
        let merged = note(PreviousNote::Merged(&names), office.id.at);
        return Ok(LastYear { previous: None, notes: vec![merged], quoted: None });
    }
    let Some((source, (previous, quoted))) = results.pop() else {
        let settings = project.settings.as_ref();
        let known = settings.is_some_and(|s| s.season(year).is_some()) || project.histories.contains_key(&year);
        let why = if office.existed_in(year) && known {
            PreviousNote::NotEvaluated
        } else if office.existed_in(year) {
            // The project has no data of that year: the letter must not claim more.
            PreviousNote::Unavailable
        } else {
            PreviousNote::NotYetThere
        };
        return Ok(LastYear { previous: None, notes: vec![note(why, office.id.at)], quoted: None });
    };
    let mut notes = Vec::new();
    if source.id.value.0 != id {
        notes.push(note(PreviousNote::OfPredecessor(office_name(source, then)), source.id.at));
    }
    Ok(LastYear { previous: Some(previous), notes, quoted })
}

/// One office's result of a year: from its last issued revision, else from its evaluation, else from `riwayat`.
fn result<'a>(
    project: &'a Scored,
    case: &Case,
    office: &Office,
    year: i32,
) -> Result<Option<(Previous<'a>, Option<IssuedResult>)>, Refusal> {
    let id = office.id.value.0.as_str();
    if let Some(last) = project.cases.iter().find(|c| c.id.year == year && c.office == id && c.regular) {
        let quoted = project.result_of(last)?;
        let Some(quoted) = quoted else {
            let at = project.documents.get(&last.file).map(|d| d.root.place);
            let fault = Diagnostic::new(Code::D165).arg("id", &last.id);
            return Err(Box::new(match at {
                Some(at) => fault.at(crate::diag::Place { end: at.start, ..at }),
                None => fault.in_file(project.files.name(last.file)),
            }));
        };
        return previous(project, case, year, quoted).map(Some);
    }
    // The evaluation is no longer in the project, but its issued result still is in the archive.
    let document = format!("{year}/{id}");
    if let Some(last) = project.record.last(&document) {
        let quoted = project.record.result(&document, last)?;
        return previous(project, case, year, quoted).map(Some);
    }
    Ok(history(project, id, year).map(|previous| (previous, None)))
}

/// A quoted result, with the instrument of its evaluation.
fn previous<'a>(
    project: &'a Scored,
    case: &Case,
    year: i32,
    quoted: IssuedResult,
) -> Result<(Previous<'a>, Option<IssuedResult>), Refusal> {
    let instrument = project.instruments.iter().find(|i| i.id == quoted.instrument);
    let Some(instrument) = instrument else {
        let fault = Diagnostic::new(Code::D165).arg("id", &quoted.document);
        return Err(Box::new(fault.in_file(project.files.name(case.file))));
    };
    Ok((quoted.as_previous(year, instrument), Some(quoted)))
}

impl Scored {
    /// Numbering of the season, and the letter of one case in its present revision.
    pub(crate) fn numbers<'a>(&'a self, case: &'a Case) -> Numbers<'a> {
        Numbers { numbering: self.numbering(case.id.year), letter: case.letter.as_ref() }
    }

    /// How the letters of a year are numbered.
    pub(crate) fn numbering(&self, year: i32) -> Numbering {
        self.letters.get(&year).and_then(|file| file.numbering).unwrap_or_default()
    }

    /// The result that other documents quote of a case: that of its last issued revision, else the one its data gives;
    /// none if its data is faulty.
    ///
    /// # Errors
    /// The faults of the archive.
    pub(crate) fn result_of(&self, case: &Case) -> Result<Option<IssuedResult>, Refusal> {
        let id = case.id.to_string();
        if let Some(last) = self.record.last(&id) {
            return self.record.result(&id, last).map(Some);
        }
        Ok(self.present_result(case))
    }

    /// The result that the data of a case gives now.
    pub(crate) fn present_result(&self, case: &Case) -> Option<IssuedResult> {
        let (evaluation, sheet) = (case.evaluation.as_ref()?, case.sheet.as_ref()?);
        let file = self.files.name(case.worksheet.unwrap_or(case.file));
        let origin = |place| self.origin(place);
        let mut result = IssuedResult::of(evaluation, &self.instruments[case.instrument?], sheet, file, &origin);
        let letter = self.numbers(case).letter;
        result.number = letter.and_then(|l| l.number.as_ref()).map(|n| n.value.0.clone()).filter(|n| !is_gap(n));
        result.date = letter.and_then(|l| l.date.as_ref()).map(|d| report::partial_date(d.value));
        Some(result)
    }
}
