//! Adds a version. The store is safe because of the order of the steps: prepare the version beside the object, flush
//! it, commit by one rename, then update the root's inventory and the log.

use std::collections::BTreeMap;
use std::io;
use std::path::{Path, PathBuf};

use crate::diag::{Code, Found, Refusal};
use crate::digest::{sha256, sha512};
use crate::os;

use super::disk::Step;
use super::event::{Content, EVENT_FILE, Event, Recorded};
use super::fault::{self, about};
use super::inventory::{Inventory, VersionBlock};
use super::recover::{Writer, recover};
use super::survey::Object;
use super::{inventory, inventory_json, layout, line, stored};

/// The result of a deposit.
#[derive(Clone, Debug)]
pub struct Deposited {
    /// The number of the new version.
    pub version: u32,
    /// Notes of a recovery before the deposit, and A039 if a step after the commit failed. The version is in the store
    /// then, and the next [`Writer::open`] or deposit completes the rest.
    pub found: Found,
}

/// A version as it will be written.
struct Plan<'a> {
    object: String,
    version: u32,
    inventory: Vec<u8>,
    sidecar: String,
    line: Vec<u8>,
    event: Recorded,
    /// New bytes, by path below the object's root.
    content: Vec<(String, &'a [u8])>,
}

impl Writer {
    /// Adds a version with exactly these files to an object, and the version's line to the log. A new object is made.
    ///
    /// ```ignore
    /// let (mut writer, notes) = Writer::open(&root)?;
    /// let event = Event { kind: "terbit".into(), message: "LHE 2023 Dinas X".into(), user, time, data: json!({}) };
    /// let files = BTreeMap::from([
    ///     ("dinas-x.pdf".to_owned(), Content::Bytes(&pdf)),
    ///     ("bundel/bundel.json".to_owned(), Content::Carried), // as in the version before
    /// ]);
    /// let made = writer.deposit("2023/dinas-x", &files, &event)?;
    /// // `made.version` is the new version's number, `made.head` the digest to write down elsewhere.
    /// ```
    ///
    /// # Errors
    /// A035 if a part of the deposit breaks a rule of OCFL or of the log, U003 if the disk refuses, faults of the
    /// object's inventory. The store is unchanged then.
    pub fn deposit(
        &mut self,
        object: &str,
        files: &BTreeMap<String, Content<'_>>,
        event: &Event,
    ) -> Result<Deposited, Found> {
        let mut found = Vec::new();
        if self.unsure {
            let (survey, notes) = recover(&self.store.root, &self.disk)?;
            self.store.survey = survey;
            self.unsure = false;
            found = notes;
        }
        let plan = self.plan(object, files, event)?;
        // If this deposit does not come to its end, the next one looks at the disk first.
        self.unsure = true;
        let stage = layout::staging(&self.store.root).join(format!("{}", plan.event.seq));
        let target = self.target(&plan);
        if let Err(error) = self.prepare(&plan, &stage, &target) {
            // If removing fails, the next recovery does it.
            drop(self.disk.run(Step::Remove(&stage)));
            if let Some(bucket) = target.parent().filter(|_| plan.version == 1) {
                drop(self.disk.run(Step::RemoveEmpty(bucket)));
            }
            return Err(vec![fault::write(&layout::shown(&self.store.root, &target), &error)]);
        }
        match self.follow(&plan, &stage) {
            Ok(()) => self.unsure = false,
            Err(error) => {
                let late = about(Code::A039, object).arg("version", format!("v{}", plan.version));
                found.push(late.arg("reason", os::reason(&error)));
            }
        }
        self.store.survey.objects.insert(plan.object, Object { newest: plan.version });
        self.store.survey.log.push(plan.event, &plan.line);
        Ok(Deposited { version: plan.version, found })
    }

    /// The folder whose appearance is the commit: the object, or a version in it.
    fn target(&self, plan: &Plan<'_>) -> PathBuf {
        let folder = layout::object(&self.store.root, &plan.object);
        if plan.version == 1 { folder } else { folder.join(format!("v{}", plan.version)) }
    }

    /// Does all steps up to and including the commit.
    fn prepare(&self, plan: &Plan<'_>, stage: &Path, target: &Path) -> io::Result<()> {
        let version = format!("v{}", plan.version);
        let top = [(layout::INVENTORY, plan.inventory.as_slice()), (layout::SIDECAR, plan.sidecar.as_bytes())];
        let mut files: Vec<(String, &[u8])> = Vec::new();
        for (name, bytes) in top {
            files.push((format!("{version}/{name}"), bytes));
            // Written now, so that after the commit only renames are left.
            files.push((name.to_owned(), bytes));
        }
        files.push((format!("{version}/{}/{EVENT_FILE}", layout::CONTENT), &plan.line));
        files.extend(plan.content.iter().cloned());
        let staged = if plan.version == 1 {
            files.push((layout::OBJECT_MARK.0.to_owned(), layout::OBJECT_MARK.1.as_bytes()));
            stage.join("objek")
        } else {
            stage.to_owned()
        };
        self.disk.run(Step::Remove(stage))?;
        self.disk.fill(&staged, &files)?;
        if let Some(bucket) = target.parent().filter(|bucket| plan.version == 1 && !os::is_folder(bucket)) {
            self.disk.run(Step::Folder(bucket))?;
            self.disk.run(Step::Sync(&layout::storage(&self.store.root)))?;
        }
        if os::is_taken(target) {
            return Err(io::ErrorKind::AlreadyExists.into());
        }
        let from = if plan.version == 1 { staged } else { stage.join(version) };
        self.disk.run(Step::Rename(&from, target))
    }

    /// Does all steps after the commit.
    fn follow(&self, plan: &Plan<'_>, stage: &Path) -> io::Result<()> {
        let root = &self.store.root;
        let folder = layout::object(root, &plan.object);
        if plan.version == 1 {
            self.disk.run(Step::Sync(folder.parent().unwrap_or(&folder)))?;
        } else {
            self.disk.run(Step::Sync(&folder))?;
            for name in [layout::INVENTORY, layout::SIDECAR] {
                self.disk.run(Step::Rename(&stage.join(name), &folder.join(name)))?;
            }
            self.disk.run(Step::Sync(&folder))?;
        }
        self.disk.run(Step::Append(&layout::log(root), &plan.line))?;
        if plan.event.seq == 1 {
            self.disk.run(Step::Sync(root))?;
        }
        self.disk.run(Step::Remove(stage))
    }

    /// Works out the deposit in memory.
    fn plan<'a>(
        &self,
        object: &str,
        files: &BTreeMap<String, Content<'a>>,
        event: &Event,
    ) -> Result<Plan<'a>, Refusal> {
        permitted(object, files, event)?;
        let root = &self.store.root;
        let newest = self.store.newest(object).unwrap_or(0);
        let mut inventory = match newest {
            0 => Inventory { object: object.to_owned(), ..Inventory::default() },
            newest => stored::of_version(root, object, newest)?,
        };
        let version = newest + 1;
        let before = inventory.versions.get(&newest).map(|block| block.state.clone()).unwrap_or_default();
        let mut state = BTreeMap::new();
        let mut content = Vec::new();
        for (path, bytes) in files {
            let digest = match bytes {
                Content::Carried => before.get(path).ok_or_else(|| fault::refused(object, "carried", path))?.clone(),
                Content::Bytes(bytes) => {
                    let digest = sha512(bytes);
                    // OCFL 1.1, 3.5.2: bytes that the object holds already are named, and not stored again.
                    if !inventory.manifest.contains_key(&digest) {
                        let full = format!("v{version}/{}/{path}", layout::CONTENT);
                        inventory.manifest.insert(digest.clone(), full.clone());
                        inventory.fixity.insert(full.clone(), sha256(bytes));
                        content.push((full, *bytes));
                    }
                    digest
                }
            };
            state.insert(path.clone(), digest);
        }
        let log = &self.store.survey.log;
        let (seq, prev, digest) = (log.next(), log.head.as_str(), line::state_digest(&state));
        let unwritable = || fault::refused(object, "data", &event.kind);
        let line = line::write(event, object, version, seq, prev, &digest).ok_or_else(unwritable)?;
        // The line is read back, since every later reader must be able to read it.
        let recorded = line::parse(&line).ok_or_else(unwritable)?;
        let (path, own) = (format!("v{version}/{}/{EVENT_FILE}", layout::CONTENT), sha512(&line));
        state.insert(EVENT_FILE.to_owned(), own.clone());
        inventory.manifest.insert(own, path.clone());
        inventory.fixity.insert(path, sha256(&line));
        let (created, message, user) = (event.time.clone(), event.message.clone(), event.user.clone());
        inventory.versions.insert(version, VersionBlock { created, message, user, state });
        let inventory = inventory_json::write(&inventory);
        let sidecar = inventory::sidecar(&inventory);
        Ok(Plan { object: object.to_owned(), version, inventory, sidecar, line, event: recorded, content })
    }
}

/// Refuses a deposit that OCFL or the log cannot hold.
fn permitted(object: &str, files: &BTreeMap<String, Content<'_>>, event: &Event) -> Result<(), Refusal> {
    let refuse = |part: &str, value: &str| Err(Box::new(fault::refused(object, part, value)));
    if !layout::is_object(object) {
        return refuse("object", object);
    }
    if let Some(path) = files.keys().find(|path| !layout::is_path(path) || *path == EVENT_FILE) {
        return refuse("path", path);
    }
    let within = format!("{EVENT_FILE}/");
    if inventory_json::conflicts(files) || files.keys().any(|path| path.starts_with(&within)) {
        return refuse("path", &files.keys().cloned().collect::<Vec<_>>().join(", "));
    }
    if !line::is_word(&event.kind) {
        return refuse("event", &event.kind);
    }
    if !layout::is_time(&event.time) {
        return refuse("time", &event.time);
    }
    // OCFL 1.1, 3.5.3.1: message, name and address should be there.
    let texts = [("message", &event.message), ("user.name", &event.user.name), ("user.address", &event.user.address)];
    texts.into_iter().find(|(_, text)| text.is_empty()).map_or(Ok(()), |(part, text)| refuse(part, text))
}
