//! Where the files of a project come from: a folder, or the files of a bundle held in memory.

use std::collections::{BTreeMap, BTreeSet};
use std::io;
use std::path::{Path, PathBuf};

use crate::os;

/// Larger files are never read; the limit that people meet is the reader's own (1 MiB).
pub(crate) const LARGEST: u64 = 2 << 20;

/// The files of a project, by their paths from its root.
#[derive(Clone, Debug)]
pub(crate) enum Shelf {
    /// A folder on disk, with texts that stand in place of its files, such as a text that is about to be written.
    Folder(PathBuf, BTreeMap<String, Vec<u8>>),
    /// Files of a bundle: nothing is read from disk.
    Memory(BTreeMap<String, Vec<u8>>),
}

impl Shelf {
    /// The bytes of a file of at most `limit` bytes.
    ///
    /// # Errors
    /// As [`os::read`].
    pub(crate) fn read(&self, name: &str, limit: u64) -> io::Result<Vec<u8>> {
        match self {
            Self::Folder(root, over) => {
                over.get(name).map_or_else(|| os::read(&root.join(name), limit), |b| Ok(b.clone()))
            }
            Self::Memory(files) => files.get(name).cloned().ok_or_else(|| io::ErrorKind::NotFound.into()),
        }
    }

    /// The same for a path that somebody typed; it must not lead out of the project.
    ///
    /// # Errors
    /// As [`os::read_inside`].
    pub(crate) fn read_inside(&self, name: &str, limit: u64) -> io::Result<Vec<u8>> {
        match self {
            Self::Folder(root, _) => os::read_inside(root, name, limit),
            Self::Memory(_) => self.read(name, limit),
        }
    }

    /// Names in a folder, sorted. A missing folder is empty.
    ///
    /// # Errors
    /// As [`os::list`].
    pub(crate) fn list(&self, folder: &str) -> io::Result<Vec<String>> {
        match self {
            Self::Folder(root, over) => {
                let mut names: BTreeSet<String> = os::list(&root.join(folder))?.into_iter().collect();
                names.extend(listed(over, folder));
                Ok(names.into_iter().collect())
            }
            Self::Memory(files) => Ok(listed(files, folder).into_iter().collect()),
        }
    }

    /// True for a file that can be seen.
    pub(crate) fn has(&self, name: &str) -> bool {
        match self {
            Self::Folder(root, over) => over.contains_key(name) || os::is_file(&root.join(name)),
            Self::Memory(files) => files.contains_key(name),
        }
    }

    /// True for a folder that can be seen.
    pub(crate) fn is_folder(&self, name: &str) -> bool {
        match self {
            Self::Folder(root, _) => os::is_folder(&root.join(name)),
            Self::Memory(files) => files.keys().any(|path| path.starts_with(&format!("{name}/"))),
        }
    }

    /// The folder on disk; none for files in memory.
    pub(crate) fn folder(&self) -> Option<&Path> {
        match self {
            Self::Folder(root, _) => Some(root),
            Self::Memory(_) => None,
        }
    }
}

/// The names of files and folders directly below a folder, from the paths of the files in memory.
fn listed(files: &BTreeMap<String, Vec<u8>>, folder: &str) -> BTreeSet<String> {
    let below = files.keys().filter_map(|name| name.strip_prefix(folder)?.strip_prefix('/'));
    below.filter_map(|rest| rest.split('/').next()).map(str::to_owned).collect()
}
