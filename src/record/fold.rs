//! The record: the store of the archive with its log folded into revisions. There is no second register.

use std::collections::BTreeMap;
use std::path::Path;

use serde_json::Value;

use crate::archive::{Recorded, Store};
use crate::diag::{Arg, Code, Diagnostic, Found, Refusal};
use crate::register::{RevisionKind, plain_number};
use crate::report::{IssuedResult, Quoted};

use super::issued::{ISSUE, IssueEvent, IssuedRevision, NUMBER, NumberEvent, RESULT_FILE};
use super::kept::{EXPORT, FIXITY, INTAKE, Kept, KeptFile, OWN};

/// The file of a bundle that holds the quotes of its document.
pub(crate) const QUOTED_FILE: &str = "sumber.json";

/// All revisions by object, oldest first.
type Revisions = BTreeMap<String, Vec<IssuedRevision>>;

/// The issued documents of a project: the store of the archive, and its log folded into revisions.
///
/// An empty record stands for a project that never issued anything.
///
/// ```text
/// let record = Record::read(Path::new("arsip"))?;
/// let number = record.last("2023/dinas-x").and_then(|revision| revision.letter.as_deref());
/// ```
#[derive(Clone, Debug, Default)]
pub struct Record {
    store: Option<Store>,
    revisions: Revisions,
}

impl Record {
    /// Reads the archive in this folder; without a store the record is empty.
    ///
    /// # Errors
    /// The faults of the store, and A045 for an event that this program does not know: a state folded without it
    /// would be wrong.
    pub fn read(folder: &Path) -> Result<Self, Found> {
        Store::read(folder)?.map_or_else(|| Ok(Self::default()), Self::of)
    }

    /// Folds the log of a store.
    ///
    /// # Errors
    /// A045, as [`Record::read`].
    pub fn of(store: Store) -> Result<Self, Found> {
        let mut revisions = Revisions::new();
        let mut found = Vec::new();
        for event in store.events() {
            if take(&mut revisions, event).is_none() {
                let fault = Diagnostic::new(Code::A045).in_file("arsip/catatan.jsonl");
                found.push(fault.arg("line", event.seq).arg("event", &event.event));
            }
        }
        if found.is_empty() { Ok(Self { store: Some(store), revisions }) } else { Err(found) }
    }

    /// The store; none if nothing was ever issued.
    pub fn store(&self) -> Option<&Store> {
        self.store.as_ref()
    }

    /// All objects with their revisions, oldest first.
    pub fn objects(&self) -> impl Iterator<Item = (&str, &[IssuedRevision])> {
        self.revisions.iter().map(|(object, list)| (object.as_str(), list.as_slice()))
    }

    /// The revisions of an object, oldest first; none if it was never issued.
    pub fn revisions(&self, object: &str) -> &[IssuedRevision] {
        self.revisions.get(object).map(Vec::as_slice).unwrap_or_default()
    }

    /// The newest revision of an object.
    pub fn last(&self, object: &str) -> Option<&IssuedRevision> {
        self.revisions(object).last()
    }

    /// The bytes of a file of a version, proven against the digest in the log.
    ///
    /// # Errors
    /// A062 without a store, else the faults of [`Store::file`].
    pub fn file(&self, object: &str, version: u32, path: &str) -> Result<Vec<u8>, Refusal> {
        match &self.store {
            Some(store) => store.file(object, version, path),
            None => Err(Box::new(unknown(object))),
        }
    }

    /// The result of a revision.
    ///
    /// # Errors
    /// As [`Record::file`], or U002 if the file is not a result as this program writes it.
    pub(crate) fn result(&self, object: &str, revision: &IssuedRevision) -> Result<IssuedResult, Refusal> {
        let bytes = self.file(object, revision.version, RESULT_FILE)?;
        let mut result: IssuedResult = serde_json::from_slice(&bytes)
            .map_err(|error| Box::new(Diagnostic::unread(format!("arsip: {object}"), error)))?;
        // Number and date may have been recorded later.
        result.number.clone_from(&revision.letter);
        Ok(result)
    }

    /// The quotes of a revision; empty if its bundle holds none.
    ///
    /// # Errors
    /// As [`Record::file`], or U002 if the file does not hold quotes as this program writes them.
    pub(crate) fn quotes(&self, object: &str, revision: &IssuedRevision) -> Result<Quoted, Refusal> {
        let path = format!("bundel/{QUOTED_FILE}");
        match self.file(object, revision.version, &path) {
            Ok(bytes) => serde_json::from_slice(&bytes)
                .map_err(|error| Box::new(Diagnostic::unread(format!("arsip: {object} {path}"), error))),
            // The bundle has no file of quotes: the document quotes nothing.
            Err(fault) if fault.code == Code::A036 => Ok(Quoted::default()),
            Err(fault) => Err(fault),
        }
    }

    /// The object and the revision of an issued document that has this number. The object `own` is not searched.
    pub(crate) fn used_by(&self, number: &str, own: &str) -> Option<(&str, u32)> {
        let plain = plain_number(number);
        let uses = |revision: &IssuedRevision| revision.is_numbered(&plain);
        let others = self.objects().filter(|(object, _)| *object != own);
        others
            .flat_map(|(object, list)| list.iter().map(move |revision| (object, revision)))
            .find_map(|(object, revision)| uses(revision).then_some((object, revision.number)))
    }

    /// The revisions of an object after one more event, for the description in the version of that event.
    pub(crate) fn after(&self, object: &str, version: u32, kind: &str, data: &Value) -> Vec<IssuedRevision> {
        let event = Recorded {
            seq: 0,
            time: crate::os::now(),
            event: kind.to_owned(),
            object: object.to_owned(),
            version,
            data: data.to_string().into(),
            state: String::new(),
            prev: String::new(),
        };
        let mut one = Revisions::from([(object.to_owned(), self.revisions(object).to_vec())]);
        // An event that cannot be folded is dropped here; the next reader of the archive refuses it.
        let _ = take(&mut one, &event);
        one.remove(object).unwrap_or_default()
    }

    /// The record after an event that this program just deposited in `store`.
    #[must_use]
    pub(crate) fn with(mut self, store: &Store, event: &Recorded) -> Self {
        // This program wrote the event itself, so the event can be folded.
        let _ = take(&mut self.revisions, event);
        Self { store: Some(store.clone()), ..self }
    }
}

/// A062: the archive holds nothing of this name.
pub(crate) fn unknown(name: impl Into<Arg>) -> Diagnostic {
    Diagnostic::new(Code::A062).in_file("arsip").arg("name", name)
}

fn take(all: &mut Revisions, event: &Recorded) -> Option<()> {
    if event.object.starts_with(OWN) {
        return matches!(event.event.as_str(), FIXITY | EXPORT).then_some(());
    }
    let revisions = all.entry(event.object.clone()).or_default();
    match event.event.as_str() {
        ISSUE => {
            let data: IssueEvent = serde_json::from_str(&event.data).ok()?;
            let kind = match data.kind.as_str() {
                ISSUE => None,
                word => Some(RevisionKind::of_word(word)?),
            };
            (data.revision as usize == revisions.len()).then_some(())?;
            revisions.iter_mut().for_each(|revision| revision.replaced = true);
            revisions.push(IssuedRevision {
                number: data.revision,
                version: event.version,
                time: event.time.clone(),
                kind,
                letter: data.number,
                date: data.date,
                numbered_later: false,
                documents: data.documents,
                base: data.base,
                corrections: data.corrections,
                total: data.total,
                grade: data.grade,
                build: data.maker.build,
                classification: data.classification,
                retention: data.retention,
                signatory: data.signatory,
                reasons: data.reasons,
                kept: Vec::new(),
                replaced: false,
            });
        }
        NUMBER => {
            let data: NumberEvent = serde_json::from_str(&event.data).ok()?;
            let revision = revisions.get_mut(data.revision as usize)?;
            revision.letter = Some(data.number);
            revision.date = Some(data.date);
            revision.numbered_later = true;
        }
        INTAKE => {
            let file: KeptFile = serde_json::from_str(&event.data).ok()?;
            let revision = revisions.get_mut(file.revision as usize)?;
            if let (Some(number), Some(date)) = (&file.number, &file.date) {
                revision.letter = Some(number.clone());
                revision.date = Some(date.clone());
                revision.numbered_later = true;
            }
            revision.kept.push(Kept { version: event.version, time: event.time.clone(), file });
        }
        _ => return None,
    }
    Some(())
}
