//! Opens a store for writing: makes a missing one, and finishes a deposit that a stopped process began.

use std::path::{Path, PathBuf};

use crate::diag::{Code, Diagnostic, Found};
use crate::os;

use super::disk::{Disk, Step};
use super::fault::{self, about};
use super::store::Store;
use super::survey::{self, Object, Survey};
use super::{layout, log};

/// A store that may be added to. It holds the lock of the store until it is dropped.
#[derive(Debug)]
pub struct Writer {
    pub(super) store: Store,
    pub(super) disk: Disk,
    /// True after a failure: the next deposit looks at the disk again before it adds a version.
    pub(super) unsure: bool,
    _lock: os::Lock,
}

impl Writer {
    /// Opens a store, or makes one, and completes an interrupted deposit. The notes tell each step of that.
    ///
    /// # Errors
    /// A020 if another process writes, A037 if the folder holds something else than a store of this program, faults of
    /// the log, U002, U003.
    pub fn open(root: &Path) -> Result<(Self, Found), Found> {
        Self::open_with(root, Disk::default())
    }

    pub(super) fn open_with(root: &Path, disk: Disk) -> Result<(Self, Found), Found> {
        let path = layout::lock(root);
        let lock = os::lock(&path).map_err(|error| fault::lock(&layout::shown(root, &path), &error))?;
        found(root, &disk)?;
        let (survey, notes) = recover(root, &disk)?;
        let store = Store { root: root.to_owned(), survey };
        Ok((Self { store, disk, unsure: false, _lock: lock }, notes))
    }

    /// The store as it is now.
    pub fn store(&self) -> &Store {
        &self.store
    }
}

/// Faults for the files of the storage root that differ from those that this program writes.
pub(super) fn marks(root: &Path) -> Found {
    let mut wrong = Vec::new();
    for (name, text) in layout::ROOT_FILES {
        let path = layout::storage(root).join(name);
        if !os::read(&path, 4096).is_ok_and(|bytes| bytes == text.as_bytes()) {
            wrong.push(Diagnostic::new(Code::A037).in_file(layout::shown(root, &path)).arg("path", name));
        }
    }
    wrong
}

/// Makes an empty storage root in one step, or checks that the existing one was made by this program.
fn found(root: &Path, disk: &Disk) -> Result<(), Found> {
    let storage = layout::storage(root);
    if layout::exists(root) {
        let wrong = marks(root);
        return if wrong.is_empty() { Ok(()) } else { Err(wrong) };
    }
    let staged = layout::staging(root).join("ocfl");
    let files: Vec<(String, &[u8])> =
        layout::ROOT_FILES.iter().map(|(name, text)| ((*name).to_owned(), text.as_bytes())).collect();
    let made = disk
        .run(Step::Remove(&staged))
        .and_then(|()| disk.fill(&staged, &files))
        .and_then(|()| disk.run(Step::Rename(&staged, &storage)))
        .and_then(|()| disk.run(Step::Sync(root)));
    made.map_err(|error| fault::write(&layout::shown(root, &storage), &error).into())
}

/// Completes an interrupted deposit, removes its leftovers, and returns a note of each step. The caller holds the lock.
///
/// # Errors
/// Faults that no interrupted deposit explains; the store is unchanged then.
pub(super) fn recover(root: &Path, disk: &Disk) -> Result<(Survey, Found), Found> {
    let (log, mut wrong) = log::read(root)?;
    let folders = survey::folders(root)?;
    let (unlogged, faults) = survey::compare(root, &log, &folders)?;
    wrong.extend(faults);
    if wrong.is_empty() {
        wrong.extend(survey::last_line(root, &log));
    }
    let pending = survey::next(root, &log, &unlogged);
    wrong.extend(survey::strange(root, &unlogged, pending.as_ref()));
    let mut survey = Survey { objects: std::collections::BTreeMap::new(), log, pending };
    survey.objects = survey.log.newest.iter().map(|(id, newest)| (id.clone(), Object { newest: *newest })).collect();
    if let Some(pending) = &survey.pending {
        survey.objects.insert(pending.event.object.clone(), Object { newest: pending.event.version });
    }
    let mut behind = Vec::new();
    for (object, Object { newest }) in &survey.objects {
        match survey::is_behind(root, object, *newest) {
            Ok(true) => behind.push((object.clone(), *newest)),
            Ok(false) => {}
            Err(refusal) => wrong.push(*refusal),
        }
    }
    if !wrong.is_empty() {
        return Err(wrong);
    }
    let mut notes = Vec::new();
    for (object, newest) in behind {
        let folder = layout::object(root, &object);
        roll_forward(root, disk, &folder, newest).map_err(|e| fault::write(&layout::shown(root, &folder), &e))?;
        notes.push(about(Code::A021, &object).arg("version", format!("v{newest}")));
    }
    let path = layout::log(root);
    let unwritten = |error: std::io::Error| fault::write(&layout::shown(root, &path), &error);
    notes.extend(mend_log(root, disk, &mut survey).map_err(unwritten)?);
    let left = tidy(root, disk, &folders.empty);
    let staging = layout::shown(root, &layout::staging(root));
    if left.map_err(|error| fault::write(&staging, &error))? {
        notes.push(Diagnostic::new(Code::A024).in_file(staging));
    }
    Ok((survey, notes))
}

/// Puts the inventory of the newest version into the object's root. OCFL 1.1, 3.5: both must be the same.
fn roll_forward(root: &Path, disk: &Disk, folder: &Path, newest: u32) -> std::io::Result<()> {
    let staging = layout::staging(root);
    disk.run(Step::Folder(&staging))?;
    for name in [layout::INVENTORY, layout::SIDECAR] {
        let bytes = os::read(&folder.join(format!("v{newest}")).join(name), super::stored::LARGEST)?;
        let staged = staging.join(name);
        disk.run(Step::Remove(&staged))?;
        disk.run(Step::Write(&staged, &bytes))?;
        disk.run(Step::Rename(&staged, &folder.join(name)))?;
    }
    disk.run(Step::Sync(folder))
}

/// Removes an unfinished line from the log, and adds the missing line, which the newest version carries.
fn mend_log(root: &Path, disk: &Disk, survey: &mut Survey) -> std::io::Result<Found> {
    let path = layout::log(root);
    let mut notes = Vec::new();
    if !survey.log.torn.is_empty() {
        disk.run(Step::Cut(&path, survey.log.length))?;
        if survey.pending.is_none() {
            notes.push(Diagnostic::new(Code::A023).in_file(layout::shown(root, &path)));
        }
        survey.log.torn.clear();
    }
    if let Some(pending) = survey.pending.take() {
        // The version's name may not be on the disk yet, although this process sees it. It must be there before the
        // line.
        let folder = layout::object(root, &pending.event.object);
        for made in folder.ancestors().take_while(|made| made.starts_with(layout::storage(root))) {
            disk.run(Step::Sync(made))?;
        }
        disk.run(Step::Append(&path, &pending.line))?;
        disk.run(Step::Sync(root))?;
        let note = about(Code::A022, &pending.event.object).arg("version", format!("v{}", pending.event.version));
        notes.push(note.arg("line", pending.event.seq).in_file(layout::shown(root, &path)));
        survey.log.push(pending.event, &pending.line);
    }
    Ok(notes)
}

/// Removes the files that a deposit prepared and did not use, and empty folders; true if there were any.
fn tidy(root: &Path, disk: &Disk, empty: &[PathBuf]) -> std::io::Result<bool> {
    let staging = layout::staging(root);
    let left = os::entries(&staging)?;
    for (name, _) in &left {
        disk.run(Step::Remove(&staging.join(name)))?;
    }
    // OCFL 1.1, 4.3: no empty folders below the storage root.
    for path in empty {
        disk.run(Step::RemoveEmpty(path))?;
    }
    Ok(!left.is_empty() || !empty.is_empty())
}
