//! Revisions described: in a few words, and in the description that each version of an object carries.

use serde_json::{Value, json};

use crate::diag::{Phrase, Term};
use crate::register::RevisionKind;

use super::issued::{ISSUE, IssuedRevision};

/// Number and date of a letter in a few words, for people.
pub fn cited(revision: &IssuedRevision) -> Phrase {
    match &revision.date {
        Some(date) => with_date(number(revision), date),
        None => number(revision),
    }
}

/// The number of a letter, or that it has none.
pub fn number(revision: &IssuedRevision) -> Phrase {
    revision.letter.as_ref().map_or(Term::Unnumbered.into(), Phrase::from)
}

/// A number with its date.
pub(crate) fn with_date(number: Phrase, date: impl ToString) -> Phrase {
    Phrase::Dated { number: Box::new(number), date: date.to_string() }
}

/// The description that each version of an object carries: all of its revisions, and which replaces which.
pub(crate) fn metadata(object: &str, revisions: &[IssuedRevision]) -> Vec<u8> {
    let list: Vec<Value> = revisions.iter().enumerate().map(|(index, one)| described(one, revisions, index)).collect();
    let whole = json!({
        "format": 1,
        "dokumen_id": object,
        "keadaan": revisions.last().map(|last| last.keeping().word()),
        "revisi": list,
    });
    format!("{whole:#}\n").into_bytes()
}

fn described(one: &IssuedRevision, all: &[IssuedRevision], index: usize) -> Value {
    let quote =
        |other: &IssuedRevision| json!({ "revisi": other.number, "nomor": other.letter, "tanggal": other.date });
    let files = one.kept.iter().map(|kept| {
        let mut file = json!(kept.file);
        file["versi"] = kept.version.into();
        file["waktu"] = kept.time.clone().into();
        file
    });
    json!({
        "revisi": one.number,
        "jenis": one.kind.map_or(ISSUE, RevisionKind::word),
        "versi": one.version,
        "waktu": one.time,
        "nomor": one.letter,
        "tanggal": one.date,
        "klasifikasi": one.classification,
        "retensi": one.retention,
        "penandatangan": one.signatory,
        "total": one.total,
        "predikat": one.grade,
        "alasan": one.reasons,
        "menggantikan": index.checked_sub(1).and_then(|before| all.get(before)).map(quote),
        "diganti_oleh": all.get(index + 1).map(quote),
        "dokumen": one.documents,
        "bangunan": one.build,
        "berkas": files.collect::<Vec<Value>>(),
    })
}
