//! Finding the revision that the data of an evaluation gives, by comparing it with the archive, whose log holds a
//! digest of everything issued.

use std::collections::BTreeMap;

use crate::bundle::{self, Omit};
use crate::diag::{Code, Diagnostic, FileId, Found, Note, Phrase, Place, Term, has_errors};
use crate::digest::sha256;
use crate::evaluation::EvaluationId;
use crate::record::{IssuedCorrection, IssuedRevision, RECAP};
use crate::register::{LetterEntry, RecapLetter, RevisionKind, last_day};
use crate::report::{IssuedResult, Quoted};
use crate::revision::{Correction, Ledger};
use crate::score::ScoreSheet;
use crate::source::{self, Date, Document, Node, PartialDate, Spanned};

use super::read::Read;

/// The revision that the data of a case gives.
#[derive(Clone, Debug, Default)]
pub struct Revision {
    /// Its number; 0 is the first issue.
    pub number: u32,
    /// True if exactly this revision is issued.
    pub issued: bool,
    /// Its kind; none for revision 0.
    pub kind: Option<RevisionKind>,
    /// How many entries of the ledger the revision before it includes.
    pub before: usize,
    /// The result that it replaces; none for revision 0, and for an issued revision, whose bundle holds that result.
    pub(crate) replaced: Option<IssuedResult>,
}

/// The data that decides the revision of a case.
pub(super) struct Subject<'a> {
    pub(super) read: &'a Read,
    pub(super) id: &'a EvaluationId,
    pub(super) file: FileId,
    pub(super) worksheet: Option<FileId>,
    pub(super) ledger: Option<&'a (FileId, Ledger)>,
    /// Its letter after corrections.
    pub(super) letter: Option<&'a LetterEntry>,
    pub(super) sheet: Option<&'a ScoreSheet>,
}

impl Subject<'_> {
    /// The entries of its ledger.
    fn entries(&self) -> &[Spanned<Correction>] {
        self.ledger.map(|(_, ledger)| ledger.entries.as_slice()).unwrap_or_default()
    }
}

/// The revision that the data of a case gives, and its letter. Adds a fault for each departure from the issued
/// revision.
pub(super) fn revision(subject: &Subject<'_>, found: &mut Found) -> (Revision, Option<LetterEntry>) {
    let Subject { read, id, .. } = subject;
    let own = read.record.revisions(&id.to_string());
    let revision = match (own.last(), &read.quoted) {
        (Some(last), _) => {
            ledger_as_issued(subject, last, found);
            base_as_issued(subject, last, found);
            if subject.entries().len() > last.corrections.len() {
                next(subject, last, found)
            } else {
                let before = own.len().checked_sub(2).map_or(0, |i| own[i].corrections.len());
                Revision { number: last.number, issued: true, kind: last.kind, before, replaced: None }
            }
        }
        // The letter and the ledger in a bundle are those of its revision.
        (None, Some(quoted)) => from_bundle(subject, quoted),
        (None, None) => Revision::default(),
    };
    let letter = letter(subject, &revision);
    if read.quoted.is_none() {
        dated(subject, &revision, letter.as_ref(), own.last(), found);
    }
    (revision, letter)
}

fn from_bundle(subject: &Subject<'_>, quoted: &Quoted) -> Revision {
    let Some(replaced) = &quoted.replaced else { return Revision::default() };
    let number = replaced.revision.unwrap_or(0) + 1;
    let kind = quoted.kinds.last().and_then(|word| RevisionKind::of_word(word));
    let before = quoted.corrections_before.unwrap_or(0).min(subject.entries().len());
    Revision { number, issued: false, kind, before, replaced: Some(replaced.clone()) }
}

/// The revision made by the entries that are not issued yet.
fn next(subject: &Subject<'_>, last: &IssuedRevision, found: &mut Found) -> Revision {
    let Subject { read, id, .. } = subject;
    let before = last.corrections.len();
    let mut revision = Revision { number: last.number + 1, issued: false, kind: None, before, replaced: None };
    let replaced = match read.record.result(&id.to_string(), last) {
        Ok(result) => result,
        Err(fault) => {
            found.push(*fault);
            return revision;
        }
    };
    let changes = value_changes(subject.sheet, &replaced);
    let own = read.settings.as_ref().and_then(|s| s.corrections);
    let by_default = match changes.is_empty() {
        true => own.and_then(|c| c.texts).unwrap_or(RevisionKind::Corrigendum),
        false => own.and_then(|c| c.values).unwrap_or(RevisionKind::Replacement),
    };
    let entries = subject.entries().iter().skip(before);
    let kinds: Vec<_> = entries.map(|entry| &entry.value).collect();
    let kind = kinds.iter().map(|entry| entry.kind.as_ref().map_or(by_default, |k| k.value)).max();
    let kind = kind.unwrap_or(by_default);
    let permitted = own.and_then(|c| c.values) == Some(RevisionKind::Corrigendum);
    if kind == RevisionKind::Corrigendum && !changes.is_empty() && !permitted {
        let at = kinds.iter().find_map(|entry| Some(entry.kind.as_ref()?.at));
        let at = at.or_else(|| kinds.first().map(|entry| entry.id.at));
        let mut fault = Diagnostic::new(Code::K014).arg("id", id).arg("changes", changes.join("; "));
        fault.place = at;
        found.push(fault);
    }
    revision.kind = Some(kind);
    revision.replaced = Some(replaced);
    revision
}

/// The changes of values, total and grade: `1.b 12,00 → 13,50`.
fn value_changes(sheet: Option<&ScoreSheet>, before: &IssuedResult) -> Vec<String> {
    let Some(sheet) = sheet else { return Vec::new() };
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

/// The letter of the revision: its own number and date; a corrigendum keeps those of the revision before it.
fn letter(subject: &Subject<'_>, revision: &Revision) -> Option<LetterEntry> {
    let Subject { read, id, .. } = subject;
    let file = read.letters.get(&id.year);
    let typed = file.and_then(|f| f.letters.0.iter().find(|(stem, _)| stem.value.0 == id.stem));
    let mut letter = subject.letter.or_else(|| typed.map(|(_, entry)| entry)).cloned()?;
    for (index, kind) in read.kinds(id, revision).into_iter().enumerate() {
        let own = u32::try_from(index + 1).ok().and_then(|number| letter.revision(number)).cloned();
        let keeps = kind == RevisionKind::Corrigendum;
        let (number, date, cover) = own.map_or((None, None, None), |own| (own.number, own.date, own.cover));
        letter.number = number.or_else(|| letter.number.filter(|_| keeps));
        letter.date = date.or_else(|| letter.date.filter(|_| keeps));
        letter.cover = cover.or_else(|| letter.cover.filter(|_| keeps));
    }
    Some(letter)
}

/// Reports a revision that is dated before the letter it replaces, or before the decisions it rests on.
fn dated(
    subject: &Subject<'_>,
    revision: &Revision,
    letter: Option<&LetterEntry>,
    last: Option<&IssuedRevision>,
    found: &mut Found,
) {
    let (Some(last), false) = (last, revision.issued || has_errors(found)) else { return };
    let Some(date) = letter.and_then(|letter| letter.date.as_ref()) else { return };
    let day = last_day(date.value);
    let old = last.date.as_deref().and_then(PartialDate::from_text);
    let fault = |code| Diagnostic::new(code).at(date.at).arg("id", subject.id).arg("revision", revision.number);
    if let Some(old) = old.filter(|old| day < first_day(*old)) {
        return found.push(fault(Code::K019).arg("date", date.value).arg("old", old));
    }
    let entries = subject.entries().iter().skip(revision.before);
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

/// Issued entries must stand in the ledger as they were issued, in the same order, before all others.
fn ledger_as_issued(subject: &Subject<'_>, last: &IssuedRevision, found: &mut Found) {
    let Subject { read, id, .. } = subject;
    let name = read.files.name(subject.file).replace(".yaml", ".koreksi.yaml");
    let now = read.corrections(subject.ledger);
    let entries = subject.entries();
    let own = read.record.revisions(&id.to_string());
    for (index, issued) in last.corrections.iter().enumerate() {
        let first = own.iter().find(|r| r.corrections.len() > index).map_or(last.number, |r| r.number);
        let fault = |code| {
            let fault = Diagnostic::new(code).arg("id", &issued.id).arg("revision", first);
            fault.arg("document", id)
        };
        match now.iter().position(|entry| entry.id == issued.id) {
            None => {
                // A ledger that cannot be read was reported.
                if subject.ledger.is_some() || !read.shelf.has(&name) {
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

/// The files as typed must be those that were issued: later changes belong in the ledger.
fn base_as_issued(subject: &Subject<'_>, last: &IssuedRevision, found: &mut Found) {
    let Subject { read, id, file, worksheet, .. } = subject;
    let now = read.base_digests(*file, *worksheet);
    // A file that cannot be read was reported.
    if now == last.base || now.is_empty() {
        return;
    }
    let mut paths: Vec<Phrase> = Vec::new();
    let mut at: Option<Place> = None;
    let files = std::iter::once(*file).chain(*worksheet);
    for (file, document) in files.filter_map(|file| Some((file, read.documents.get(&file)?))) {
        let name = read.files.name(file);
        if now.get(name) == last.base.get(name) {
            continue;
        }
        let bundled = name.replace('/', "-");
        let bundled = read.record.file(&id.to_string(), last.version, &format!("bundel/{bundled}"));
        let archived = bundled.ok().and_then(|bytes| {
            let mut files = crate::diag::Files::default();
            let file = files.add(name, String::from_utf8(bytes).ok()?);
            source::parse(&files, file).value
        });
        let root = without_internal(&document.root);
        let all = archived.map(|archived| changed(&archived.root, &root)).unwrap_or_default();
        at = at.or_else(|| all.iter().find_map(|path| Some(document.find(path)?.place)));
        at = at.or(Some(Place { end: document.root.place.start + 1, ..document.root.place }));
        // No path is left if only parts differ that the bundle may not hold.
        let shown =
            if all.is_empty() { vec![Term::LeftOut.into()] } else { all.into_iter().map(Phrase::from).collect() };
        paths.extend(shown);
    }
    paths.extend(last.base.keys().filter(|name| !now.contains_key(*name)).map(Phrase::from));
    let more = paths.len().saturating_sub(6);
    paths.truncate(6);
    if more > 0 {
        paths.push(format!("… (+{more})").into());
    }
    let mut fault = Diagnostic::new(Code::K013).arg("id", id).arg("paths", Phrase::Commas(paths));
    fault.place = at;
    fault.file = fault.place.is_none().then(|| read.files.name(*file).to_owned());
    found.push(fault);
}

/// The paths at which a file departs from its slice in a bundle. The slice may lack own answers and remarks.
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

impl Read {
    /// The kind of each revision of a case, from revision 1 to the one that its data gives.
    pub(crate) fn kinds(&self, id: &EvaluationId, present: &Revision) -> Vec<RevisionKind> {
        if let Some(quoted) = &self.quoted {
            return quoted.kinds.iter().filter_map(|word| RevisionKind::of_word(word)).collect();
        }
        let issued = self.record.revisions(&id.to_string()).iter();
        let mut kinds: Vec<RevisionKind> = issued.filter_map(|revision| revision.kind).collect();
        kinds.extend(present.kind.filter(|_| !present.issued));
        kinds
    }

    /// The entries of a ledger with their digests.
    pub(crate) fn corrections(&self, ledger: Option<&(FileId, Ledger)>) -> Vec<IssuedCorrection> {
        let read = ledger.and_then(|(file, ledger)| Some((ledger, self.documents.get(file)?)));
        read.map(|(ledger, document)| digests(ledger, document)).unwrap_or_default()
    }

    /// Digests of the files of an evaluation as typed: of their canonical text, without `internal`.
    pub(crate) fn base_digests(&self, file: FileId, worksheet: Option<FileId>) -> BTreeMap<String, String> {
        let files = std::iter::once(file).chain(worksheet).filter_map(|file| Some((file, self.documents.get(&file)?)));
        files
            .map(|(file, document)| {
                let text = source::emit(&without_internal(&document.root));
                (self.files.name(file).to_owned(), sha256(text.as_bytes()))
            })
            .collect()
    }

    /// The revision of a recap that the data gives, and whether it is issued. Typing a letter begins a new revision.
    pub(crate) fn recap_revision(&self, year: i32) -> (u32, bool) {
        let issued = self.record.revisions(&format!("{year}/{RECAP}")).len();
        let next = u32::try_from(issued).unwrap_or(u32::MAX);
        let letter = self.letters.get(&year).and_then(|file| file.recap.as_ref());
        let begun = issued == 0 || letter.is_some_and(|letter| letter.revision(next).is_some());
        if begun { (next, false) } else { (next - 1, true) }
    }

    /// The letter of a recap in its present revision.
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
