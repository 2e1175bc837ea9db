//! The steps of a deposit and of a recovery, each of which changes one thing on the disk.
//!
//! This module writes through these steps only. So a test can stop before each of them, and a crash leaves the state
//! between two steps of the list, or within one.

use std::io;
use std::path::Path;

use crate::os;

/// One change of the disk.
#[derive(Clone, Copy, Debug)]
pub(super) enum Step<'a> {
    Folder(&'a Path),
    Write(&'a Path, &'a [u8]),
    Append(&'a Path, &'a [u8]),
    Cut(&'a Path, u64),
    Rename(&'a Path, &'a Path),
    Sync(&'a Path),
    Remove(&'a Path),
    RemoveEmpty(&'a Path),
}

/// Does the steps on the disk; a test can set a trap.
#[derive(Debug, Default)]
pub(super) struct Disk {
    #[cfg(test)]
    pub(super) trap: Option<super::kill_tests::Trap>,
}

impl Disk {
    /// Does one step.
    ///
    /// # Errors
    /// The error of the system.
    pub(super) fn run(&self, step: Step<'_>) -> io::Result<()> {
        #[cfg(test)]
        if let Some(trap) = &self.trap {
            trap.before(step)?;
        }
        match step {
            Step::Folder(path) => os::make_folders(path),
            Step::Write(path, bytes) => os::write_new(path, bytes),
            Step::Append(path, bytes) => os::append(path, bytes),
            Step::Cut(path, length) => os::cut(path, length),
            Step::Rename(from, to) => os::rename(from, to),
            Step::Sync(path) => os::sync(path),
            Step::Remove(path) => os::remove(path),
            Step::RemoveEmpty(path) => os::remove_empty(path),
        }
    }

    /// Makes the folders that these files need, writes the files, and flushes all of it, innermost folder first.
    ///
    /// # Errors
    /// The error of the system.
    pub(super) fn fill(&self, folder: &Path, files: &[(String, &[u8])]) -> io::Result<()> {
        let mut folders = std::collections::BTreeSet::from([folder.to_owned()]);
        for (name, _) in files {
            let path = folder.join(name);
            folders.extend(path.ancestors().skip(1).take_while(|p| p.starts_with(folder)).map(Path::to_owned));
        }
        for path in &folders {
            self.run(Step::Folder(path))?;
        }
        for (name, bytes) in files {
            self.run(Step::Write(&folder.join(name), bytes))?;
        }
        folders.iter().rev().try_for_each(|path| self.run(Step::Sync(path)))
    }
}
