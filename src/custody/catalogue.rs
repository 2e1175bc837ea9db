//! The catalogue of the archive: by year, office, state, number. It needs no file of the project.

use crate::diag::{Code, Diagnostic, Found, Phrase, Refusal};
use crate::record::issued::{IssuedRevision, Keeping};
use crate::record::paths::is_kept;
use crate::record::{DocumentId, Kind, cited, unknown};
use crate::register::plain_number;

use super::holdings::Holdings;

/// A choice among the revisions of the archive; everything if all fields are empty.
#[derive(Clone, Debug, Default)]
pub struct Wanted {
    /// Objects (`2023/dinas-x`) or their names (`dinas-x`).
    pub names: Vec<String>,
    /// Year that was evaluated.
    pub year: Option<i32>,
    /// State.
    pub state: Option<Keeping>,
    /// A part of the letter's number; spaces and case do not matter.
    pub number: Option<String>,
}

/// One revision in the catalogue.
#[derive(Clone, Debug)]
pub struct Row<'a> {
    /// The object.
    pub object: DocumentId,
    /// The revision.
    pub revision: &'a IssuedRevision,
    /// The revision that took its place.
    pub replaced_by: Option<&'a IssuedRevision>,
}

impl Row<'_> {
    /// The columns that every table of the catalogue has, as an archivist knows them.
    pub const COLUMNS: [&'static str; 9] = [
        "dokumen",
        "revisi",
        "keadaan",
        "nomor",
        "tanggal",
        "klasifikasi",
        "retensi",
        "penandatangan",
        "ditandatangani",
    ];

    /// The cells of [`Self::COLUMNS`].
    pub fn cells(&self) -> [String; 9] {
        let revision = self.revision;
        let text = |value: &Option<String>| value.clone().unwrap_or_default();
        [
            self.object.to_string(),
            revision.number.to_string(),
            revision.keeping().word().to_owned(),
            text(&revision.letter),
            text(&revision.date),
            text(&revision.classification),
            text(&revision.retention),
            revision.signatory.clone(),
            self.signers().join("; "),
        ]
    }

    /// Names on the certificates of its signed file.
    pub fn signers(&self) -> Vec<&str> {
        let signed = self.revision.signed();
        signed.iter().flat_map(|kept| &kept.file.signatures).filter_map(|s| s.name.as_deref()).collect()
    }

    /// The revision that replaced it, in words: `diganti oleh revisi 1: 700/12 tanggal 2023-06-26`.
    pub fn successor(&self) -> Option<Phrase> {
        self.replaced_by.map(successor)
    }
}

/// A file of a revision.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Held {
    /// Version of the object.
    pub version: u32,
    /// Path in it.
    pub path: String,
}

/// Describes a revision that replaced another one.
pub(super) fn successor(next: &IssuedRevision) -> Phrase {
    Phrase::ReplacedBy { revision: next.number, letter: Box::new(cited(next)) }
}

impl Holdings {
    /// All wanted revisions, by object and revision.
    ///
    /// # Errors
    /// A062 for a name that fits nothing.
    pub fn rows(&self, wanted: &Wanted) -> Result<Vec<Row<'_>>, Found> {
        let lost = wanted.names.iter().filter(|name| !self.record.objects().any(|(object, _)| is_named(object, name)));
        let lost: Found = lost.map(unknown).collect();
        if !lost.is_empty() {
            return Err(lost);
        }
        let mut rows = Vec::new();
        for (object, list) in self.record.objects() {
            let Some(id) = DocumentId::read(object) else { continue };
            let named = wanted.names.is_empty() || wanted.names.iter().any(|name| is_named(object, name));
            if !named || wanted.year.is_some_and(|year| year != id.year) {
                continue;
            }
            rows.extend(list.iter().enumerate().map(|(index, revision)| Row {
                object: id.clone(),
                revision,
                replaced_by: list.get(index + 1),
            }));
        }
        let number = wanted.number.as_deref().map(plain_number);
        rows.retain(|row| {
            let own = row.revision.letter.as_deref().map(plain_number);
            let fits = |number: &String| own.as_ref().is_some_and(|own| own.contains(number.as_str()));
            wanted.state.is_none_or(|state| state == row.revision.keeping()) && number.as_ref().is_none_or(fits)
        });
        Ok(rows)
    }

    /// The revision of one report; the newest if none is named.
    ///
    /// # Errors
    /// A062 if there is none, U013 if the name fits several.
    pub fn one(&self, name: &str, revision: Option<u32>) -> Result<(DocumentId, &IssuedRevision), Refusal> {
        let fits: Vec<(&str, &[IssuedRevision])> =
            self.record.objects().filter(|(object, _)| is_named(object, name)).collect();
        let of = |revision| Phrase::RevisionOf { object: name.to_owned(), revision };
        let lost = || Box::new(unknown(revision.map_or_else(|| name.into(), of)));
        match fits.as_slice() {
            [(object, list)] => {
                let found = revision.map_or(list.last(), |number| list.get(number as usize));
                DocumentId::read(object).zip(found).ok_or_else(lost)
            }
            [] => Err(lost()),
            several => {
                let ids: Vec<&str> = several.iter().map(|(object, _)| *object).collect();
                Err(Box::new(Diagnostic::new(Code::U013).arg("name", name).arg("ids", ids.join(", "))))
            }
        }
    }

    /// All revisions of an object, oldest first.
    pub fn revisions(&self, object: &DocumentId) -> &[IssuedRevision] {
        self.record.revisions(&object.to_string())
    }

    /// The files of a revision: first the issued ones, then those that were kept with it later.
    ///
    /// # Errors
    /// The faults of the store.
    pub fn held(&self, object: &DocumentId, revision: &IssuedRevision) -> Result<Vec<Held>, Refusal> {
        let Some(store) = self.record.store() else { return Ok(Vec::new()) };
        let versions = store.versions(&object.to_string())?;
        let issued = versions.iter().find(|version| version.number == revision.version);
        let paths = issued.iter().flat_map(|version| version.files.keys());
        let own =
            paths.filter(|path| !is_kept(path)).map(|path| Held { version: revision.version, path: path.clone() });
        let mut all: Vec<Held> = own.collect();
        all.extend(revision.kept.iter().map(|kept| Held { version: kept.version, path: kept.file.path.clone() }));
        Ok(all)
    }

    /// The file that people mean by a report: the signed one if it is in the archive, else the PDF as issued.
    pub fn principal(&self, object: &DocumentId, revision: &IssuedRevision) -> Held {
        match revision.signed() {
            Some(kept) => Held { version: kept.version, path: kept.file.path.clone() },
            None => Held { version: revision.version, path: Kind::principal_of(object).pdf(object) },
        }
    }

    /// The bytes of a file, proven against its digest.
    ///
    /// # Errors
    /// The faults of the store.
    pub fn bytes(&self, object: &DocumentId, held: &Held) -> Result<Vec<u8>, Refusal> {
        self.record.file(&object.to_string(), held.version, &held.path)
    }
}

fn is_named(object: &str, name: &str) -> bool {
    object == name || object.split_once('/').is_some_and(|(_, own)| own == name)
}
