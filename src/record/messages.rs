//! Sentences that the log keeps with each event. They are text of the archive: Indonesian, whatever the language asked for.

use crate::register::RevisionKind;

use super::{DocumentId, Role};

/// Something was issued: the first time, or as a revision of this kind.
pub(crate) fn issued(id: &DocumentId, kind: &str, revision: u32, number: Option<&str>) -> String {
    let what = match kind {
        super::issued::ISSUE => "Terbit".to_owned(),
        kind => format!(
            "{} (revisi {revision})",
            if kind == RevisionKind::Corrigendum.word() { "Ralat" } else { "Penggantian" }
        ),
    };
    format!("{what}: {id}{}", numbered(number))
}

/// A number was recorded after the issue.
pub(crate) fn number(number: &str, date: &str, id: &DocumentId, revision: u32) -> String {
    format!("Nomor {number} tanggal {date} untuk {id} revisi {revision}")
}

/// A file was taken in.
pub(crate) fn taken_in(role: Role, object: &str, revision: u32, number: Option<&str>) -> String {
    format!("Masuk ({}): {object} revisi {revision}{}", role.word(), numbered(number))
}

fn numbered(number: Option<&str>) -> String {
    number.map(|number| format!(", Nomor {number}")).unwrap_or_default()
}
