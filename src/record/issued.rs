//! What was issued, folded from the archive's log: there is no second register.
//!
//! One object per evaluation (`2023/dinas-x`) and per recap (`2023/ikhtisar`). `terbit` makes a revision, `nomor` adds
//! number and date to one that was issued without, `masuk` keeps a file with it. What the archive does with itself
//! (fixity runs, hand-overs) stands in objects of its own.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};
use serde_json::Value;

use crate::archive::{Recorded, Store};
use crate::diag::{Code, Diagnostic};
use crate::register::{RevisionKind, plain_number};
use crate::report::{IssuedResult, Printed};

use super::kept::{EXPORT, FIXITY, INTAKE, Kept, KeptFile, OWN, Role};

/// The event that makes a revision.
pub(crate) const ISSUE: &str = "terbit";

/// The event that records number and date later.
pub(crate) const NUMBER: &str = "nomor";

/// The file of a version that holds its result, see [`IssuedResult`].
pub(crate) const RESULT_FILE: &str = "nilai.json";

/// The file of a version that describes it and all others of its object.
pub(crate) const META_FILE: &str = "meta.json";

/// Data of the event `terbit`.
#[derive(Clone, Debug, Deserialize, Serialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct IssueEvent {
    #[serde(rename = "revisi")]
    pub(crate) revision: u32,
    /// `terbit`, `ralat` or `penggantian`.
    #[serde(rename = "jenis")]
    pub(crate) kind: String,
    #[serde(rename = "nomor")]
    pub(crate) number: Option<String>,
    /// The letter's date as typed, `2023-05-08` or `2023-05`.
    #[serde(rename = "tanggal")]
    pub(crate) date: Option<String>,
    #[serde(rename = "klasifikasi")]
    pub(crate) classification: Option<String>,
    #[serde(rename = "penandatangan")]
    pub(crate) signatory: String,
    /// By the kind of document: `lhe`, `lke`, `ikhtisar`.
    #[serde(rename = "dokumen")]
    pub(crate) documents: BTreeMap<String, IssuedDocument>,
    /// SHA-256 of the evaluation's files as typed, by name: of their canonical text, without `internal`.
    #[serde(rename = "dasar")]
    pub(crate) base: BTreeMap<String, String>,
    /// Every entry of the ledger that this revision includes, in order.
    #[serde(rename = "koreksi")]
    pub(crate) corrections: Vec<IssuedCorrection>,
    /// Who issued it. The archive's own inventories name it too, but only the log is chained.
    #[serde(rename = "petugas")]
    pub(crate) officer: String,
    #[serde(rename = "menggantikan")]
    pub(crate) replaces: Option<ReplacedLetter>,
    #[serde(rename = "total")]
    pub(crate) total: Option<Printed>,
    #[serde(rename = "predikat")]
    pub(crate) grade: Option<String>,
    #[serde(rename = "pembuat")]
    pub(crate) maker: Maker,
    /// Retention by the schedule of the region; not in the first logs.
    #[serde(rename = "retensi")]
    pub(crate) retention: Option<String>,
    /// Why this revision came to be, one for each new correction; not in the first logs.
    #[serde(rename = "alasan", default)]
    pub(crate) reasons: Vec<String>,
}

/// One document of a revision.
#[derive(Clone, Debug, Deserialize, Serialize)]
#[serde(deny_unknown_fields)]
pub struct IssuedDocument {
    /// Fingerprint of its bundle.
    #[serde(rename = "bundel")]
    pub bundle: String,
    /// SHA-256 of its composed report.
    #[serde(rename = "laporan")]
    pub report: String,
    /// SHA-256 of the PDF.
    #[serde(rename = "pdf")]
    pub pdf: String,
    /// Pages.
    #[serde(rename = "halaman")]
    pub pages: usize,
}

/// An entry of the ledger that was issued.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize, Serialize)]
#[serde(deny_unknown_fields)]
pub struct IssuedCorrection {
    /// Its id.
    #[serde(rename = "id")]
    pub id: String,
    /// SHA-256 of its canonical text.
    #[serde(rename = "sidik")]
    pub digest: String,
}

/// The letter that a revision replaces.
#[derive(Clone, Debug, Deserialize, Serialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct ReplacedLetter {
    #[serde(rename = "revisi")]
    pub(crate) revision: u32,
    #[serde(rename = "nomor")]
    pub(crate) number: Option<String>,
    #[serde(rename = "tanggal")]
    pub(crate) date: Option<String>,
}

/// The program that made it.
#[derive(Clone, Debug, Deserialize, Serialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct Maker {
    #[serde(rename = "program")]
    pub(crate) program: String,
    #[serde(rename = "versi")]
    pub(crate) version: String,
    #[serde(rename = "bangunan")]
    pub(crate) build: String,
}

/// Data of the event `nomor`.
#[derive(Clone, Debug, Deserialize, Serialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct NumberEvent {
    #[serde(rename = "revisi")]
    pub(crate) revision: u32,
    #[serde(rename = "nomor")]
    pub(crate) number: String,
    #[serde(rename = "tanggal")]
    pub(crate) date: String,
    #[serde(rename = "petugas")]
    pub(crate) officer: String,
}

/// One issued revision of an evaluation or a recap.
#[derive(Clone, Debug)]
pub struct IssuedRevision {
    /// Its number; 0 is the first issue.
    pub number: u32,
    /// The version of the object that holds it.
    pub version: u32,
    /// When it was deposited.
    pub time: String,
    /// What it is; none for revision 0.
    pub kind: Option<RevisionKind>,
    /// Number of its letter, also if recorded later.
    pub letter: Option<String>,
    /// Date of its letter as typed.
    pub date: Option<String>,
    /// True if number and date were recorded after the issue.
    pub numbered_later: bool,
    /// Its documents by kind.
    pub documents: BTreeMap<String, IssuedDocument>,
    /// Digests of the evaluation's files as typed.
    pub base: BTreeMap<String, String>,
    /// The entries that it includes.
    pub corrections: Vec<IssuedCorrection>,
    /// Total, as printed; none for a recap.
    pub total: Option<Printed>,
    /// Grade.
    pub grade: Option<String>,
    /// The build that made it.
    pub build: String,
    /// Classification of the file.
    pub classification: Option<String>,
    /// Retention.
    pub retention: Option<String>,
    /// Office and name of who is to sign.
    pub signatory: String,
    /// Why it came to be, if it is not the first.
    pub reasons: Vec<String>,
    /// Files that are kept with it, in the order in which they came.
    pub kept: Vec<Kept>,
    /// True if a later revision took its place.
    pub replaced: bool,
}

/// How a revision stands in the archive.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Keeping {
    /// Issued; its signed file is not in the archive yet.
    Unsigned,
    /// Its signed file, or a scan of it, is in the archive.
    Signed,
    /// A later revision took its place.
    Replaced,
}

impl Keeping {
    /// All of them.
    pub const ALL: [Self; 3] = [Self::Unsigned, Self::Signed, Self::Replaced];

    /// The word for people and scripts.
    pub fn word(self) -> &'static str {
        match self {
            Self::Unsigned => "terbit",
            Self::Signed => "bertanda_tangan",
            Self::Replaced => "diganti",
        }
    }
}

impl IssuedRevision {
    /// How it stands.
    pub fn keeping(&self) -> Keeping {
        if self.replaced {
            Keeping::Replaced
        } else if self.signed().is_some() {
            Keeping::Signed
        } else {
            Keeping::Unsigned
        }
    }

    /// The signed file of its main document, else a scan of it. One that was kept in spite of faults is no match for a
    /// sound one, and one with fewer signatures none for one with more; of equals the newest counts.
    pub fn signed(&self) -> Option<&Kept> {
        let of = |role: Role| {
            let main = |kept: &&Kept| kept.file.role == role && kept.file.document.as_deref() != Some("lke");
            let sound = |kept: &&Kept| (kept.file.reason.is_none(), kept.file.signatures.len());
            self.kept.iter().filter(main).max_by_key(sound)
        };
        of(Role::Signed).or_else(|| of(Role::Scan))
    }
}

/// All revisions by object, oldest first.
pub(crate) type Issued = BTreeMap<String, Vec<IssuedRevision>>;

/// Folds the log.
///
/// # Errors
/// A045 for an event that this program does not know: a state folded without it would be wrong.
pub(crate) fn fold(store: &Store) -> Result<Issued, Vec<Diagnostic>> {
    let mut all = Issued::new();
    let mut found = Vec::new();
    for event in store.events() {
        if take(&mut all, event).is_none() {
            let fault = Diagnostic::new(Code::A045).in_file("arsip/catatan.jsonl");
            found.push(fault.arg("line", event.seq).arg("event", &event.event));
        }
    }
    if found.is_empty() { Ok(all) } else { Err(found) }
}

/// The revisions of an object after one more event, for the description that its version carries.
pub(crate) fn after(all: &Issued, object: &str, version: u32, kind: &str, data: &Value) -> Vec<IssuedRevision> {
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
    let before = all.get(object).cloned().unwrap_or_default();
    let mut one = Issued::from([(object.to_owned(), before)]);
    // An event that cannot be folded is refused by the next reader; here it changes nothing.
    let _ = take(&mut one, &event);
    one.remove(object).unwrap_or_default()
}

/// Adds an event that was just made.
pub(crate) fn add(all: &mut Issued, event: &Recorded) {
    // Its data are those of this program.
    let _ = take(all, event);
}

fn take(all: &mut Issued, event: &Recorded) -> Option<()> {
    if event.object.starts_with(OWN) {
        return matches!(event.event.as_str(), FIXITY | EXPORT).then_some(());
    }
    let revisions = all.entry(event.object.clone()).or_default();
    match event.event.as_str() {
        ISSUE => {
            let data: IssueEvent = serde_json::from_str(&event.data).ok()?;
            let kind = match data.kind.as_str() {
                ISSUE => None,
                "ralat" => Some(RevisionKind::Corrigendum),
                "penggantian" => Some(RevisionKind::Replacement),
                _ => return None,
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

/// The issued document that uses a number: its object and revision, apart from those of `own`.
pub(crate) fn used_by<'a>(all: &'a Issued, number: &str, own: &str) -> Option<(&'a str, u32)> {
    let plain = plain_number(number);
    let uses = |revision: &&IssuedRevision| revision.letter.as_deref().map(plain_number).as_ref() == Some(&plain);
    let others = all.iter().filter(|(object, _)| *object != own);
    others
        .flat_map(|(object, list)| list.iter().map(move |r| (object.as_str(), r)))
        .find_map(|(object, revision)| uses(&revision).then_some((object, revision.number)))
}

/// The result of a revision, from the archive.
///
/// # Errors
/// What the store says, or U002 if the file is none of ours.
pub(crate) fn result(store: &Store, object: &str, revision: &IssuedRevision) -> Result<IssuedResult, Box<Diagnostic>> {
    let bytes = store.file(object, revision.version, RESULT_FILE)?;
    let mut result: IssuedResult = serde_json::from_slice(&bytes)
        .map_err(|error| Box::new(Diagnostic::unread(format!("arsip: {object}"), error)))?;
    // Number and date may have been recorded later.
    result.number.clone_from(&revision.letter);
    Ok(result)
}
