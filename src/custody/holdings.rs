//! The archive of a project with its issued revisions, the certificates it trusts, and its settings for both, read
//! without its data: a fault in an evaluation must not stand in the way of checking a signed letter.

use std::path::{Path, PathBuf};

use crate::archive::Writer;
use crate::diag::{Code, Diagnostic, Files, Found};
use crate::os::{self, reason};
use crate::project::SETTINGS;
use crate::record::Record;
use crate::register::{ArchiveSettings, Settings};
use crate::signature::Trust;
use crate::source;

/// The folder of roots, certificates, revocation lists and OCSP responses.
pub const TRUST: &str = "kepercayaan";

/// Certificates and lists are small.
const LARGEST: u64 = 64 << 20;

/// The archive of a project, read.
#[derive(Debug)]
pub struct Holdings {
    /// The folder of the archive.
    pub folder: PathBuf,
    /// The issued revisions.
    pub record: Record,
}

impl Holdings {
    /// Reads the archive in this folder.
    ///
    /// # Errors
    /// The faults that make it unusable.
    pub fn open(folder: &Path) -> Result<Self, Found> {
        Ok(Self { folder: folder.to_owned(), record: Record::read(folder)? })
    }

    /// The same from the store of a writer, which was read while its lock was held.
    ///
    /// # Errors
    /// An event that this program does not know.
    pub fn of_writer(folder: &Path, writer: &Writer) -> Result<Self, Found> {
        Ok(Self { folder: folder.to_owned(), record: Record::of(writer.store().clone())? })
    }
}

/// Reads the files of a folder of trust; a missing folder trusts nobody.
///
/// # Errors
/// S009 for a file that is no root, certificate, revocation list or OCSP response; U002 for one that cannot be read.
pub fn trust(folder: &Path) -> Result<Trust, Found> {
    let shown = |name: &str| format!("{TRUST}/{name}");
    let unread = |name: &str, error: &std::io::Error| Diagnostic::unread(name, reason(error));
    let names = os::list(folder).map_err(|error| vec![unread(TRUST, &error)])?;
    let mut trust = Trust::default();
    let mut found = Vec::new();
    for name in names.iter().filter(|name| !name.ends_with(".md") && !name.ends_with(".txt")) {
        match os::read(&folder.join(name), LARGEST) {
            Ok(bytes) if trust.take(name, &bytes).is_err() => {
                found.push(Diagnostic::new(Code::S009).in_file(shown(name)));
            }
            Ok(_) => {}
            Err(error) => found.push(unread(&shown(name), &error)),
        }
    }
    if found.is_empty() { Ok(trust) } else { Err(found) }
}

/// `arsip` of `lhe.yaml`, read without any other file of the project.
///
/// # Errors
/// Every fault of `lhe.yaml`, with the file in which the places lie.
pub fn archive_settings(root: &Path) -> Result<Option<ArchiveSettings>, (Found, Files)> {
    let mut files = Files::default();
    let bytes = match os::read(&root.join(SETTINGS), 1 << 20) {
        Ok(bytes) => bytes,
        Err(error) => {
            let fault = Diagnostic::unread(SETTINGS, reason(&error));
            return Err((vec![fault], files));
        }
    };
    let text = match source::text(bytes, SETTINGS) {
        Ok(text) => text,
        Err(fault) => return Err((vec![*fault], files)),
    };
    let file = files.add(SETTINGS, text);
    let checked = source::load::<Settings>(&files, file);
    match checked.value {
        Some((settings, _)) => Ok(settings.archive),
        None => Err((checked.diagnostics, files)),
    }
}
