//! Finds departures of an issued document: from its data, its instrument, or the results that it ranks.

use crate::bundle::Manifest;
use crate::diag::{Code, Diagnostic, Found, Phrase};
use crate::project::{Project, Target, Unit};
use crate::record::issued::IssuedRevision;
use crate::record::{Kind, QUOTED_FILE};
use crate::report::{Printed, RankedResult};

use super::compose::compose;

/// The departures of an issued unit: names of files and results, empty if all is as it was issued.
pub(crate) fn departures(project: &Project, unit: Unit) -> (Vec<Phrase>, Found) {
    let object = project.unit_id(unit).to_string();
    let Some(last) = project.record.last(&object) else { return (Vec::new(), Vec::new()) };
    let made = match unit {
        Unit::Case(index) => case_departures(project, index, &object, last),
        Unit::Recap(year) => recap_departures(project, year, &object, last),
    };
    made.unwrap_or_else(|found| (Vec::new(), found))
}

/// Compares the slices of data and the instrument with those of the bundle. Last year's values are taken from the
/// bundle, whatever was issued since.
fn case_departures(
    project: &Project,
    index: usize,
    object: &str,
    last: &IssuedRevision,
) -> Result<(Vec<Phrase>, Found), Found> {
    let Some(store) = project.record.store() else { return Ok((Vec::new(), Vec::new())) };
    let mut found = Vec::new();
    let Some(bundle) =
        compose(project, Target { kind: Kind::Lhe, unit: Unit::Case(index) }, false).drain_into(&mut found)
    else {
        return Err(found);
    };
    let archived = store.file(object, last.version, "bundel/bundel.json")?;
    let now = bundle.files.first().map(|manifest| manifest.bytes.as_slice()).unwrap_or_default();
    let damaged = |error| vec![Diagnostic::unread(format!("arsip: {object} bundel/bundel.json"), error)];
    let (then, now) = (Manifest::read(&archived).map_err(damaged)?, Manifest::read(now).map_err(damaged)?);
    let (then, now) = (then.sources(), now.sources());
    let letters = format!("surat/{}.yaml", project.cases[index].id.year);
    let matters = |name: &str| name != QUOTED_FILE && !(last.numbered_later && name == letters);
    let mut names: Vec<&str> = then.keys().chain(now.keys()).copied().filter(|name| matters(name)).collect();
    names.sort();
    names.dedup();
    let changes = names.into_iter().filter(|name| then.get(name) != now.get(name)).map(Phrase::from).collect();
    Ok((changes, Vec::new()))
}

/// Compares the report as it would be made now with the issued one.
fn recap_departures(
    project: &Project,
    year: i32,
    object: &str,
    last: &IssuedRevision,
) -> Result<(Vec<Phrase>, Found), Found> {
    let mut found = Vec::new();
    let Some(bundle) =
        compose(project, Target { kind: Kind::Recap, unit: Unit::Recap(year) }, false).drain_into(&mut found)
    else {
        return Err(found);
    };
    if last.documents.get(&Kind::Recap).is_some_and(|document| document.report == bundle.report_digest) {
        return Ok((Vec::new(), Vec::new()));
    }
    let then = project.record.quotes(object, last)?.ranked;
    let now = bundle.files.iter().find(|file| file.name == QUOTED_FILE);
    let now = now.and_then(|file| serde_json::from_slice::<crate::report::Quoted>(&file.bytes).ok());
    let now = now.map(|quoted| quoted.ranked).unwrap_or_default();
    let result = |of: &RankedResult| format!("{} ({})", of.total, of.grade);
    let mut changes: Vec<Phrase> = now
        .iter()
        .filter_map(|new| {
            let old = then.iter().find(|old| old.document == new.document);
            match old {
                None => Some(Phrase::NewlyRanked { document: new.document.clone() }),
                Some(old) if shown(old) != shown(new) => {
                    let (before, after) = (result(old), result(new));
                    Some(format!("{} {before} → {after}", new.document).into())
                }
                Some(_) => None,
            }
        })
        .collect();
    let gone = then.iter().filter(|old| now.iter().all(|new| new.document != old.document));
    changes.extend(gone.map(|old| Phrase::NoLongerRanked { document: old.document.clone() }));
    if changes.is_empty() {
        changes.push(Phrase::RecapChanged { year });
    }
    Ok((changes, Vec::new()))
}

/// The warning that a document no longer agrees with its data.
pub(crate) fn departed(project: &Project, target: Target, changes: &[Phrase]) -> Diagnostic {
    let id = project.document_id(target);
    let file = match project.case_of(target) {
        Some(case) => changes.first().map_or_else(|| project.files.name(case.file).to_owned(), Phrase::kept),
        None => format!("ikhtisar/{}.yaml", id.year),
    };
    let code = if matches!(target.unit, Unit::Recap(_)) { Code::A046 } else { Code::A002 };
    let next = project.record.revisions(&id.to_string()).len();
    let fault = Diagnostic::new(code).in_file(file).arg("id", &id);
    fault.arg("reason", Phrase::Clauses(changes.to_vec())).arg("next", next)
}

fn shown(result: &RankedResult) -> (&Printed, &str, usize, usize) {
    (&result.total, &result.grade, result.group, result.rank)
}
