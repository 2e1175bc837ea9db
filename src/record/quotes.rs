//! What an issued revision quotes of other documents.

use crate::archive::Store;
use crate::diag::{Code, Diagnostic};
use crate::report::Quoted;

use super::issued::IssuedRevision;

/// The file of a bundle that holds what its document quotes.
pub(crate) const QUOTED_FILE: &str = "sumber.json";

/// What an issued revision quotes; nothing if its bundle holds no quotes.
///
/// # Errors
/// What the store says, U002 for a file that is none of ours.
pub(crate) fn quotes(store: &Store, object: &str, revision: &IssuedRevision) -> Result<Quoted, Box<Diagnostic>> {
    let path = format!("bundel/{QUOTED_FILE}");
    match store.file(object, revision.version, &path) {
        Ok(bytes) => serde_json::from_slice(&bytes)
            .map_err(|error| Box::new(Diagnostic::unread(format!("arsip: {object} {path}"), error))),
        // It quotes nothing.
        Err(fault) if fault.code == Code::A036 => Ok(Quoted::default()),
        Err(fault) => Err(fault),
    }
}
