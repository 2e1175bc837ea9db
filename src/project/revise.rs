//! Which revision the data of an evaluation gives: against the archive, whose log holds a digest of everything that
//! was issued.

use std::collections::BTreeMap;

use crate::bundle::{self, Ingredient, Omit, Role};
use crate::diag::{Code, Diagnostic, Note, Place};
use crate::digest::sha256;
use crate::instrument;
use crate::record::issued::{self, IssuedCorrection, IssuedRevision};
use crate::record::{DocumentId, RECAP};
use crate::register::{LetterEntry, RecapLetter, RevisionKind, last_day};
use crate::report::{IssuedResult, Quoted};
use crate::revision::{Correction, Ledger};
use crate::source::{self, Date, Document, Node, PartialDate};

use super::documents::Unit;
use super::evaluations::Case;
use super::model::Project;

/// Which revision the data of a case gives.
#[derive(Clone, Debug, Default)]
pub struct Revision {
    /// Its number; 0 is the first issue.
    pub number: u32,
    /// True if exactly this revision is issued.
    pub issued: bool,
    /// What it is; none for revision 0.
    pub kind: Option<RevisionKind>,
    /// How many entries of the ledger the revision before it includes.
    pub before: usize,
    /// What it replaces; none for revision 0, and for an issued one, whose bundle holds it.
    pub(crate) replaced: Option<IssuedResult>,
}

/// Finds the revision of every case, with its letter, and what departs from what was issued.
pub(crate) fn all(project: &mut Project) {
    let gone = project.issued_without_file().into_iter().map(|(id, _)| {
        let name = format!("evaluasi/{id}.yaml");
        Diagnostic::new(Code::A049).in_file(name).arg("id", id)
    });
    let gone: Vec<Diagnostic> = gone.collect();
    project.diagnostics.extend(gone);
    for index in 0..project.cases.len() {
        let mut found = Vec::new();
        let id = project.cases[index].id.to_string();
        let own = project.issued.get(&id).cloned().unwrap_or_default();
        if let Some(last) = own.last() {
            let number = own.len();
            instrument_as_issued(project, index, last, &mut found);
            ledger_as_issued(project, &project.cases[index], last, &mut found);
            base_as_issued(project, &project.cases[index], last, &mut found);
            let entries = project.cases[index].ledger.as_ref().map_or(0, |(_, ledger)| ledger.entries.len());
            let pending = entries > last.corrections.len();
            let revision = if pending {
                next(project, &project.cases[index], last, &mut found)
            } else {
                let before = own.len().checked_sub(2).map_or(0, |i| own[i].corrections.len());
                Revision { number: last.number, issued: true, kind: last.kind, before, replaced: None }
            };
            debug_assert!(revision.number as usize + usize::from(!pending) == number);
            project.cases[index].revision = revision;
        } else if let Some(quoted) = &project.quoted {
            // Read from a bundle, whose letter and ledger are those of its revision.
            let revision = from_bundle(&project.cases[index], quoted);
            project.cases[index].revision = revision;
        }
        if found.iter().any(Diagnostic::is_error) {
            project.cases[index].blocked = true;
        }
        let letter = letter(project, &project.cases[index]);
        project.cases[index].letter = letter;
        if project.quoted.is_none() {
            dated(&project.cases[index], own.last(), &mut found);
            if found.iter().any(Diagnostic::is_error) {
                project.cases[index].blocked = true;
            }
        }
        project.diagnostics.append(&mut found);
    }
}

fn from_bundle(case: &Case, quoted: &Quoted) -> Revision {
    let Some(replaced) = &quoted.replaced else { return Revision::default() };
    let number = replaced.revision.unwrap_or(0) + 1;
    let kind = quoted.kinds.last().and_then(|word| RevisionKind::of_word(word));
    let entries = case.ledger.as_ref().map_or(0, |(_, ledger)| ledger.entries.len());
    let before = quoted.corrections_before.unwrap_or(0).min(entries);
    Revision { number, issued: false, kind, before, replaced: Some(replaced.clone()) }
}

/// The revision that the entries make which are not issued yet.
fn next(project: &Project, case: &Case, last: &IssuedRevision, found: &mut Vec<Diagnostic>) -> Revision {
    let before = last.corrections.len();
    let mut revision = Revision { number: last.number + 1, issued: false, kind: None, before, replaced: None };
    let Some(store) = &project.archive else { return revision };
    let replaced = match issued::result(store, &case.id.to_string(), last) {
        Ok(result) => result,
        Err(fault) => {
            found.push(*fault);
            return revision;
        }
    };
    let changes = value_changes(case, &replaced);
    let own = project.settings.as_ref().and_then(|s| s.corrections);
    let by_default = match changes.is_empty() {
        true => own.and_then(|c| c.texts).unwrap_or(RevisionKind::Corrigendum),
        false => own.and_then(|c| c.values).unwrap_or(RevisionKind::Replacement),
    };
    let entries = case.ledger.iter().flat_map(|(_, ledger)| &ledger.entries).skip(before);
    let kinds: Vec<_> = entries.map(|entry| &entry.value).collect();
    let kind = kinds.iter().map(|entry| entry.kind.as_ref().map_or(by_default, |k| k.value)).max();
    let kind = kind.unwrap_or(by_default);
    let permitted = own.and_then(|c| c.values) == Some(RevisionKind::Corrigendum);
    if kind == RevisionKind::Corrigendum && !changes.is_empty() && !permitted {
        let at = kinds.iter().find_map(|entry| Some(entry.kind.as_ref()?.at));
        let at = at.or_else(|| kinds.first().map(|entry| entry.id.at));
        let mut fault = Diagnostic::new(Code::K014).arg("id", &case.id).arg("changes", changes.join("; "));
        fault.place = at;
        found.push(fault);
    }
    revision.kind = Some(kind);
    revision.replaced = Some(replaced);
    revision
}

/// What changes in values, total and grade: `1.b 12,00 → 13,50`.
fn value_changes(case: &Case, before: &IssuedResult) -> Vec<String> {
    let Some(sheet) = &case.sheet else { return Vec::new() };
    let mut changes = Vec::new();
    let mut compare = |what: &str, old: &str, new: &str| {
        if old != new {
            changes.push(format!("`{what}` {old} → {new}"));
        }
    };
    for row in sheet.rows() {
        let old = before.value(row.code).map_or_else(|| "–".to_owned(), ToString::to_string);
        compare(row.code, &old, &sheet.text(&row.points.0));
    }
    compare("total", &before.total.to_string(), &sheet.text(&sheet.total.0));
    compare("predikat", &before.grade, &sheet.grade.letter);
    changes
}

/// The letter of the revision: its own number and date, or for a corrigendum those that it keeps.
fn letter(project: &Project, case: &Case) -> Option<LetterEntry> {
    let file = project.letters.get(&case.id.year);
    let typed = file.and_then(|f| f.letters.0.iter().find(|(stem, _)| stem.value.0 == case.id.stem));
    let mut letter = case.letter.clone().or_else(|| typed.map(|(_, entry)| entry.clone()))?;
    for (index, kind) in project.kinds(case).into_iter().enumerate() {
        let own = u32::try_from(index + 1).ok().and_then(|number| letter.revision(number)).cloned();
        let keeps = kind == RevisionKind::Corrigendum;
        let (number, date, cover) = own.map_or((None, None, None), |own| (own.number, own.date, own.cover));
        letter.number = number.or_else(|| letter.number.filter(|_| keeps));
        letter.date = date.or_else(|| letter.date.filter(|_| keeps));
        letter.cover = cover.or_else(|| letter.cover.filter(|_| keeps));
    }
    Some(letter)
}

/// A revision is not dated before what it replaces, nor before the decisions that it rests on.
fn dated(case: &Case, last: Option<&IssuedRevision>, found: &mut Vec<Diagnostic>) {
    let revision = &case.revision;
    let (Some(last), false) = (last, revision.issued || found.iter().any(Diagnostic::is_error)) else { return };
    let Some(date) = case.letter.as_ref().and_then(|letter| letter.date.as_ref()) else { return };
    let day = last_day(date.value);
    let old = last.date.as_deref().and_then(PartialDate::from_text);
    let fault = |code| Diagnostic::new(code).at(date.at).arg("id", &case.id).arg("revision", revision.number);
    if let Some(old) = old.filter(|old| day < first_day(*old)) {
        return found.push(fault(Code::K019).arg("date", date.value).arg("old", old));
    }
    let entries = case.ledger.iter().flat_map(|(_, ledger)| &ledger.entries).skip(revision.before);
    let late = entries.map(|entry| &entry.value).find(|entry| day < entry.date.value);
    if let Some(entry) = late {
        let warning = fault(Code::K020).arg("date", date.value).arg("correction", &entry.id.value.0);
        found.push(warning.arg("decided", entry.date.value).related(entry.date.at, Note::ComparedHere));
    }
}

/// The first day that a date can mean.
fn first_day(date: PartialDate) -> Date {
    Date { year: date.year, month: date.month, day: date.day.unwrap_or(1) }
}

/// Entries that were issued must stand in the ledger as they were issued, in their order, before all others.
fn ledger_as_issued(project: &Project, case: &Case, last: &IssuedRevision, found: &mut Vec<Diagnostic>) {
    let name = project.files.name(case.file).replace(".yaml", ".koreksi.yaml");
    let now = project.corrections(case);
    let entries = case.ledger.as_ref().map(|(_, ledger)| ledger.entries.as_slice()).unwrap_or_default();
    let own = project.issued.get(&case.id.to_string()).map(Vec::as_slice).unwrap_or_default();
    for (index, issued) in last.corrections.iter().enumerate() {
        let first = own.iter().find(|r| r.corrections.len() > index).map_or(last.number, |r| r.number);
        let fault = |code| {
            let fault = Diagnostic::new(code).arg("id", &issued.id).arg("revision", first);
            fault.arg("document", &case.id)
        };
        match now.iter().position(|entry| entry.id == issued.id) {
            None => {
                // A ledger that cannot be read was reported.
                if case.ledger.is_some() || !project.shelf.has(&name) {
                    found.push(fault(Code::K011).in_file(&name));
                }
            }
            Some(at) if now[at].digest != issued.digest => {
                let fault = fault(Code::K010).at(entries[at].value.id.at);
                found.push(fault.arg("expected", &issued.digest[..12]).arg("found", &now[at].digest[..12]));
            }
            Some(at) if at != index => {
                let fault = fault(Code::K012).at(entries[at].value.id.at);
                found.push(fault.arg("expected", index + 1).arg("found", at + 1));
            }
            Some(_) => {}
        }
    }
}

/// The files as typed must be those that were issued: what changed since belongs into the ledger.
fn base_as_issued(project: &Project, case: &Case, last: &IssuedRevision, found: &mut Vec<Diagnostic>) {
    let now = project.base_digests(case);
    // What cannot be read was reported.
    if now == last.base || now.is_empty() {
        return;
    }
    let mut paths = Vec::new();
    let mut at: Option<Place> = None;
    for (file, document) in case.base_files().filter_map(|file| Some((file, project.documents.get(&file)?))) {
        let name = project.files.name(file);
        if now.get(name) == last.base.get(name) {
            continue;
        }
        let bundled = name.replace('/', "-");
        let archived = project.archive.as_ref().and_then(|store| {
            let bytes = store.file(&case.id.to_string(), last.version, &format!("bundel/{bundled}")).ok()?;
            let mut files = crate::diag::Files::default();
            let file = files.add(name, String::from_utf8(bytes).ok()?);
            source::parse(&files, file).value
        });
        let root = without_internal(&document.root);
        let all = archived.map(|archived| changed(&archived.root, &root)).unwrap_or_default();
        at = at.or_else(|| all.iter().find_map(|path| Some(document.find(path)?.place)));
        at = at.or(Some(Place { end: document.root.place.start + 1, ..document.root.place }));
        // The bundle lacks what may not be attached.
        let shown = if all.is_empty() { vec!["jawaban mandiri atau keterangan".to_owned()] } else { all };
        paths.extend(shown);
    }
    paths.extend(last.base.keys().filter(|name| !now.contains_key(*name)).cloned());
    let more = paths.len().saturating_sub(6);
    paths.truncate(6);
    let mut text = paths.join(", ");
    if more > 0 {
        text.push_str(&format!(", … (+{more})"));
    }
    let mut fault = Diagnostic::new(Code::K013).arg("id", &case.id).arg("paths", text);
    fault.place = at;
    fault.file = fault.place.is_none().then(|| project.files.name(case.file).to_owned());
    found.push(fault);
}

/// Where a file departs from its slice in a bundle, which may lack own answers and remarks.
fn changed(archived: &Node, now: &Node) -> Vec<String> {
    let left_out = |path: &String| {
        let part = path.strip_prefix("/penilaian/").and_then(|rest| rest.split('/').nth(1));
        let lacks = path.split('/').skip(1).try_fold(archived, |node, name| node.child(name)).is_none();
        lacks && matches!(part, Some("mandiri" | "keterangan" | "kriteria"))
    };
    archived.differences(now).into_iter().filter(|path| !left_out(path)).collect()
}

fn without_internal(root: &Node) -> Node {
    bundle::prune(root, Omit { own_answers: false, own_explanations: false, remarks: false })
}

/// A revision is scored with the instrument's bytes of the one that it follows.
fn instrument_as_issued(project: &mut Project, index: usize, last: &IssuedRevision, found: &mut Vec<Diagnostic>) {
    let case = &project.cases[index];
    let (Some(store), Some(own)) = (&project.archive, case.instrument) else { return };
    let file = project.instruments[own].place.file;
    let name = project.files.name(file).to_owned();
    let pending = case.ledger.as_ref().is_some_and(|(_, ledger)| ledger.entries.len() > last.corrections.len());
    // A released edition never changes; only where it decides something is that proven.
    if name.starts_with("<bawaan>/") && !pending {
        return;
    }
    let bundled = Ingredient::new(name.clone(), Role::Instrument, Vec::new()).file_name();
    let text = match store.file(&case.id.to_string(), last.version, &format!("bundel/{bundled}")) {
        Ok(bytes) => String::from_utf8_lossy(&bytes).into_owned(),
        Err(fault) => return found.push(*fault),
    };
    if text == project.files.text(file) {
        return;
    }
    let file = project.files.add(name, text);
    let Some((instrument, document)) = instrument::load(&project.files, file).drain_into(found) else { return };
    project.documents.insert(file, document);
    project.instruments.push(instrument);
    let new = project.instruments.len() - 1;
    project.cases[index].instrument = Some(new);
    project.rescore(index, found);
}

impl Case {
    /// The files that an evaluation is typed in, without its ledger.
    pub(crate) fn base_files(&self) -> impl Iterator<Item = crate::diag::FileId> {
        std::iter::once(self.file).chain(self.worksheet)
    }
}

impl Project {
    /// What each revision of a case is, from 1 to the one that its data gives.
    pub(crate) fn kinds(&self, case: &Case) -> Vec<RevisionKind> {
        if let Some(quoted) = &self.quoted {
            return quoted.kinds.iter().filter_map(|word| RevisionKind::of_word(word)).collect();
        }
        let issued = self.issued.get(&case.id.to_string()).into_iter().flatten();
        let mut kinds: Vec<RevisionKind> = issued.filter_map(|revision| revision.kind).collect();
        kinds.extend(case.revision.kind.filter(|_| !case.revision.issued));
        kinds
    }

    /// The entries of a case's ledger with their digests.
    pub(crate) fn corrections(&self, case: &Case) -> Vec<IssuedCorrection> {
        let read = case.ledger.as_ref().and_then(|(file, ledger)| Some((ledger, self.documents.get(file)?)));
        read.map(|(ledger, document)| digests(ledger, document)).unwrap_or_default()
    }

    /// Digests of the evaluation's files as typed: of their canonical text, without `internal`.
    pub(crate) fn base_digests(&self, case: &Case) -> BTreeMap<String, String> {
        let files = case.base_files().filter_map(|file| Some((file, self.documents.get(&file)?)));
        files
            .map(|(file, document)| {
                let text = source::emit(&without_internal(&document.root));
                (self.files.name(file).to_owned(), sha256(text.as_bytes()))
            })
            .collect()
    }

    /// Scores a case again, by the instrument that it has now.
    fn rescore(&mut self, index: usize, found: &mut Vec<Diagnostic>) {
        let case = &self.cases[index];
        let made = match self.variant(case) {
            Some(checked) => checked.drain_into(found),
            None => self.plain_variant(case).drain_into(found),
        };
        let case = &mut self.cases[index];
        match made {
            Some(made) => {
                (case.sheet, case.own) = (made.sheet, made.own);
                case.evaluation = Some(made.evaluation);
            }
            None => case.evaluation = None,
        }
    }

    /// Issued evaluations that the project has no file of.
    pub(crate) fn issued_without_file(&self) -> Vec<(DocumentId, &[IssuedRevision])> {
        let id = |object: &str| {
            let (year, name) = object.split_once('/')?;
            let known = name == RECAP || self.cases.iter().any(|case| case.id.to_string() == object);
            Some(DocumentId { year: year.parse().ok()?, name: name.to_owned() }).filter(|_| !known)
        };
        self.issued.iter().filter_map(|(object, list)| Some((id(object)?, list.as_slice()))).collect()
    }

    /// Which revision of a recap the data gives, and whether it is issued. A revision is begun by typing its letter.
    pub(crate) fn recap_revision(&self, year: i32) -> (u32, bool) {
        let issued = self.issued.get(&format!("{year}/{RECAP}")).map_or(0, Vec::len);
        let next = u32::try_from(issued).unwrap_or(u32::MAX);
        let letter = self.letters.get(&year).and_then(|file| file.recap.as_ref());
        let begun = issued == 0 || letter.is_some_and(|letter| letter.revision(next).is_some());
        if begun { (next, false) } else { (next - 1, true) }
    }

    /// The letter of a recap, of the revision that it is.
    pub(crate) fn recap_letter(&self, year: i32) -> Option<RecapLetter> {
        let typed = self.letters.get(&year)?.recap.as_ref()?;
        let (number, _) = self.recap_revision(year);
        let own = typed.revision(number);
        Some(RecapLetter {
            number: if number == 0 { typed.number.clone() } else { own.and_then(|own| own.number.clone()) },
            date: if number == 0 { typed.date.clone() } else { own.and_then(|own| own.date.clone()) },
            ..typed.clone()
        })
    }

    /// Revision of a unit, whether it is issued, and what it is.
    pub fn unit_revision(&self, unit: Unit) -> (u32, bool, Option<RevisionKind>) {
        match unit {
            Unit::Case(index) => {
                let revision = &self.cases[index].revision;
                (revision.number, revision.issued, revision.kind)
            }
            Unit::Recap(year) => {
                let (number, issued) = self.recap_revision(year);
                (number, issued, (number > 0).then_some(RevisionKind::Replacement))
            }
        }
    }
}

/// The entries of a ledger, each with the SHA-256 of its canonical text.
pub(crate) fn digests(ledger: &Ledger, document: &Document) -> Vec<IssuedCorrection> {
    let digest = |at: Place| document.root.node_at(at).map(|node| sha256(source::emit(node).as_bytes()));
    let entry = |entry: &source::Spanned<Correction>| IssuedCorrection {
        id: entry.value.id.value.0.clone(),
        digest: digest(entry.at).unwrap_or_default(),
    };
    ledger.entries.iter().map(entry).collect()
}

/// Finds the revisions again after something was issued; what departs was found before.
pub(crate) fn again(project: &mut Project) {
    let kept = std::mem::take(&mut project.diagnostics);
    all(project);
    project.diagnostics = kept;
}
