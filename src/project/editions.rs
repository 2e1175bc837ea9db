//! The instruments of a project: its local editions, the built-in ones that are used, and those of issued revisions.

use std::collections::BTreeMap;

use crate::bundle::{Ingredient, Role};
use crate::diag::{Code, Diagnostic, Files, Found, Hint, Place, nearest};
use crate::instrument::{self, BUILT_IN, Instrument};
use crate::record::{IssuedRevision, Record};
use crate::register::HistoryFile;
use crate::{score, source};

use super::reader::Reader;
use super::shelf::LARGEST;

/// Reads the local editions of `instrumen/`.
pub(super) fn local(reader: &mut Reader) {
    for name in reader.list_yaml("instrumen") {
        let Some(file) = reader.add(&format!("instrumen/{name}")) else { continue };
        let Some(instrument) = reader.take(file, instrument::load) else {
            // The id stays known: evaluations that name this instrument shall not hear that it does not exist.
            let document = source::parse(&reader.files, file).value;
            let id = document.and_then(|d| Some(d.find("/id")?.text()?.to_owned()));
            reader.faulty_instruments.extend(id);
            continue;
        };
        let taken =
            BUILT_IN.iter().any(|b| b.id == instrument.id) || reader.instruments.iter().any(|i| i.id == instrument.id);
        if taken {
            reader.found.push(Diagnostic::new(Code::I016).at(instrument.place).arg("id", &instrument.id));
        } else {
            reader.found.extend(score::verify_examples(&instrument));
            reader.instruments.push(instrument);
        }
    }
}

/// The index of an instrument by id, or by its id without `@…`; a built-in one is read when first asked for.
pub(super) fn index(reader: &mut Reader, id: &str) -> Option<usize> {
    let fits = |known: &str| instrument::means(id, known);
    if let Some(index) = reader.instruments.iter().position(|i| fits(&i.id)) {
        return Some(index);
    }
    let built_in = BUILT_IN.iter().find(|b| fits(b.id))?;
    let name = format!("<bawaan>/{}", built_in.file);
    // A bundle holds the edition with which its report was made.
    let kept = reader.shelf.read(&name, LARGEST).ok().and_then(|bytes| String::from_utf8(bytes).ok());
    let file = reader.files.add(name, kept.unwrap_or_else(|| built_in.text.to_owned()));
    let instrument = reader.take(file, instrument::load)?;
    reader.instruments.push(instrument);
    Some(reader.instruments.len() - 1)
}

/// The same for an id that was typed at `at`. An unknown id is reported here; a faulty instrument was reported before.
pub(super) fn typed(reader: &mut Reader, id: &str, at: Place) -> Option<usize> {
    if reader.faulty_instruments.iter().any(|known| instrument::means(id, known)) {
        return None;
    }
    let found = index(reader, id);
    if found.is_none() {
        let known = BUILT_IN.iter().map(|b| b.id).chain(reader.instruments.iter().map(|i| i.id.as_str()));
        let known: Vec<&str> = known.collect();
        let mut fault = Diagnostic::new(Code::D141).at(at).arg("id", id);
        match nearest(id, known.iter().copied()) {
            Some(word) => fault.hints.push(Hint::DidYouMean(word)),
            None => fault.hints.push(Hint::Choices(known.join(", "))),
        }
        reader.found.push(fault);
    }
    found
}

/// The index of the instrument that holds for a revision: that of the last issued revision, as the archive has it.
/// `own` is the index of the present file, `pending` tells whether the ledger has entries that were not issued.
///
/// # Errors
/// The faults of the store, or of an archived instrument that cannot be read any more.
pub(super) fn as_issued(
    reader: &mut Reader,
    record: &Record,
    object: &str,
    last: &IssuedRevision,
    (own, pending): (usize, bool),
) -> Result<usize, Found> {
    let file = reader.instruments[own].place.file;
    let name = reader.files.name(file).to_owned();
    // A released edition never changes. It is compared with the archived one only if a new revision depends on it.
    if name.starts_with("<bawaan>/") && !pending {
        return Ok(own);
    }
    let bundled = Ingredient::new(name.clone(), Role::Instrument, Vec::new()).file_name();
    let bytes = record.file(object, last.version, &format!("bundel/{bundled}"))?;
    let text = String::from_utf8_lossy(&bytes).into_owned();
    if text == reader.files.text(file) {
        return Ok(own);
    }
    let file = reader.files.add(name, text);
    let mut found = Vec::new();
    match instrument::load(&reader.files, file).drain_into(&mut found) {
        Some((instrument, document)) => {
            reader.found.extend(found);
            reader.documents.insert(file, document);
            reader.instruments.push(instrument);
            Ok(reader.instruments.len() - 1)
        }
        None => Err(found),
    }
}

/// Reads the instruments of all histories; a history with an unknown one counts as faulty.
pub(super) fn of_histories(reader: &mut Reader, histories: &BTreeMap<i32, HistoryFile>) {
    for (year, history) in histories {
        let typed = &history.instrument;
        if index(reader, &typed.value.0).is_none() {
            reader.found.push(Diagnostic::new(Code::D141).at(typed.at).arg("id", &typed.value.0));
            reader.faulty_years.push(("riwayat".to_owned(), *year));
        }
    }
}

/// Finds an edition by id among those that a project knows and the built-in ones.
pub(super) fn find(known: &[Instrument], id: &str) -> Option<Instrument> {
    let fits = |known: &str| instrument::means(id, known);
    known.iter().find(|i| fits(&i.id)).cloned().or_else(|| {
        let built_in = BUILT_IN.iter().find(|b| fits(b.id))?;
        let mut files = Files::default();
        let file = files.add(format!("<bawaan>/{}", built_in.file), built_in.text);
        instrument::load(&files, file).value.map(|(instrument, _)| instrument)
    })
}
