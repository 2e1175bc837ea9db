//! A store survives being stopped before any step: afterwards it is as it was before, or as it is after.

#![allow(clippy::print_stderr, reason = "how many points were tried is told")]

use std::cell::{Cell, RefCell};
use std::collections::BTreeMap;
use std::fs;
use std::io;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};
use std::rc::Rc;

use crate::os;

use super::disk::{Disk, Step};
use super::tests::{codes, event, files, kept, small, temporary, tree, view};
use super::{Writer, layout, verify};

/// The harm that is done at the chosen step.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Mode {
    /// The process ends before the step: no later step happens.
    Kill,
    /// The process ends in the middle of the step, if the step writes.
    Tear,
    /// The disk is full from there on: writing fails, removing works.
    Full,
    /// That step alone fails.
    Once,
    /// Nothing can be changed any more.
    ReadOnly,
}

/// Counts steps and does harm at one of them.
#[derive(Clone, Debug)]
pub(super) struct Trap {
    pub(super) mode: Mode,
    pub(super) at: usize,
    pub(super) count: Rc<Cell<usize>>,
    pub(super) steps: Rc<RefCell<Vec<Done>>>,
}

/// A step as far as flushing is concerned.
#[derive(Debug)]
pub(super) enum Done {
    Named(PathBuf),
    Synced(PathBuf),
    Renamed(PathBuf, PathBuf),
    Appended,
}

impl Trap {
    pub(super) fn new(mode: Mode, at: usize) -> Self {
        Self { mode, at, count: Rc::default(), steps: Rc::default() }
    }

    pub(super) fn before(&self, step: Step<'_>) -> io::Result<()> {
        let now = self.count.get();
        self.count.set(now + 1);
        self.steps.borrow_mut().extend(match step {
            // This includes the bucket of an object, which is made outside the staging folder.
            Step::Folder(path) | Step::Write(path, _) => Some(Done::Named(path.to_owned())),
            Step::Sync(path) => Some(Done::Synced(path.to_owned())),
            Step::Rename(from, to) => Some(Done::Renamed(from.to_owned(), to.to_owned())),
            Step::Append(..) => Some(Done::Appended),
            Step::Cut(..) | Step::Remove(_) | Step::RemoveEmpty(_) => None,
        });
        if now < self.at {
            return Ok(());
        }
        let writes = matches!(step, Step::Folder(_) | Step::Write(..) | Step::Append(..));
        if now == self.at && matches!(self.mode, Mode::Tear | Mode::Full) {
            half(step);
        }
        match self.mode {
            Mode::Kill | Mode::Tear => Err(io::Error::other("stopped")),
            Mode::Full if writes => Err(io::ErrorKind::StorageFull.into()),
            Mode::Once if now == self.at => Err(io::Error::other("once")),
            Mode::ReadOnly => Err(io::ErrorKind::ReadOnlyFilesystem.into()),
            Mode::Full | Mode::Once => Ok(()),
        }
    }
}

/// Does half of a step that writes.
fn half(step: Step<'_>) {
    match step {
        Step::Write(path, bytes) => fs::write(path, &bytes[..bytes.len() / 2]).expect("half a file"),
        Step::Append(path, bytes) => {
            let mut have = fs::read(path).unwrap_or_default();
            have.extend(&bytes[..bytes.len() / 2]);
            fs::write(path, have).expect("half a line");
        }
        _ => {}
    }
}

/// The work at which a store is stopped.
#[derive(Clone, Copy, Debug)]
enum Work {
    /// The first object of a store that is not there yet.
    Founding,
    /// A new object beside others.
    NewObject,
    /// A further version of an object.
    NextVersion,
}

const WORK: [Work; 3] = [Work::Founding, Work::NewObject, Work::NextVersion];

impl Work {
    fn base(self, root: &Path) {
        match self {
            Self::Founding => {}
            Self::NewObject | Self::NextVersion => small(root),
        }
    }

    fn object(self) -> &'static str {
        match self {
            Self::Founding | Self::NextVersion => "2023/dinas-x",
            Self::NewObject => "2023/dinas-z",
        }
    }

    /// Opens the store and adds a version; true if the deposit reports success.
    fn run(self, root: &Path, trap: Option<Trap>) -> bool {
        let Ok((mut writer, _)) = Writer::open_with(root, Disk { trap }) else { return false };
        let files = files(&[("lhe.pdf", b"%PDF baru"), ("bundel/laporan.json", b"{\"baru\":1}"), ("sama", b"{}")]);
        writer.deposit(self.object(), &files, &event("kejadian")).is_ok()
    }
}

fn copy(from: &Path, to: &Path) {
    fs::create_dir_all(to).expect("a folder");
    for (name, bytes) in tree(from) {
        let path = to.join(name);
        fs::create_dir_all(path.parent().expect("a folder")).expect("a folder");
        fs::write(path, bytes).expect("written");
    }
}

/// The views before and after, and how many steps lie between.
fn ends(work: Work) -> (View, View, usize, tempfile::TempDir) {
    let (base, done) = (temporary(), temporary());
    work.base(base.path());
    work.base(done.path());
    let trap = Trap::new(Mode::Kill, usize::MAX);
    assert!(work.run(done.path(), Some(trap.clone())));
    (view(base.path()), view(done.path()), trap.count.get(), base)
}

type View = (Vec<super::Recorded>, BTreeMap<String, Vec<u8>>);

/// Asserts that a stopped store is whole; true if the work is in it.
fn is_whole(root: &Path, before: &View, after: &View, what: &str) -> bool {
    // Before any recovery nothing looks damaged, and a reader sees the store as before the work or as after it.
    let now = view(root);
    assert!(now == *before || now == *after, "{what}: between the two");
    let found = verify(root).map(|v| v.diagnostics).unwrap_or_default();
    assert!(found.iter().all(|d| d.code.name() == "A034"), "{what}: {found:?}");
    let (writer, _) = Writer::open(root).unwrap_or_else(|faults| panic!("{what}: {faults:?}"));
    drop(writer);
    assert_eq!(view(root), now, "{what}: recovery keeps what a reader saw");
    assert_eq!(super::tests::found(root), Vec::new(), "{what}");
    let (writer, notes) = Writer::open(root).expect("opened");
    assert_eq!(notes, Vec::new(), "{what}: once is enough");
    drop(writer);
    now == *after
}

#[test]
fn a_store_that_is_stopped_at_any_step_is_before_or_after() {
    let mut points = 0;
    for work in WORK {
        let (before, after, steps, base) = ends(work);
        assert!(steps > 10, "{work:?}: {steps}");
        for mode in [Mode::Kill, Mode::Tear, Mode::Full, Mode::Once, Mode::ReadOnly] {
            let mut done = Vec::new();
            for at in 0..steps {
                let what = format!("{work:?} {mode:?} {at}");
                let folder = temporary();
                let kept = kept(&format!("henti-{work:?}-{mode:?}-{at}"));
                let root = kept.as_deref().unwrap_or(folder.path());
                copy(base.path(), root);
                let said = work.run(root, Some(Trap::new(mode, at)));
                let there = is_whole(root, &before, &after, &what);
                // The reported result is true. A killed process reports nothing.
                assert!(!said || there, "{what}: said to be done");
                assert!(said || !there || matches!(mode, Mode::Kill | Mode::Tear), "{what}: said to have failed");
                // The work can be done again.
                if !there && kept.is_none() {
                    assert!(work.run(root, None), "{what}: again");
                    assert_eq!(view(root), after, "{what}: again");
                }
                done.push(there);
                points += 1;
            }
            // One step is the commit: a stop before it leaves the work out, a stop after it leaves it in.
            assert!(done.is_sorted(), "{work:?} {mode:?}: {done:?}");
            assert!(done.contains(&true) && done.contains(&false), "{work:?} {mode:?}: {done:?}");
        }
    }
    eprintln!("{points} points, none lost");
}

#[test]
fn a_recovery_that_is_stopped_is_recovered() {
    let mut points = 0;
    for work in WORK {
        let (before, after, steps, base) = ends(work);
        for at in 0..steps {
            let stopped = temporary();
            copy(base.path(), stopped.path());
            work.run(stopped.path(), Some(Trap::new(Mode::Kill, at)));
            for second in 0.. {
                let folder = temporary();
                copy(stopped.path(), folder.path());
                let trap = Trap::new(Mode::Tear, second);
                drop(Writer::open_with(folder.path(), Disk { trap: Some(trap.clone()) }));
                is_whole(folder.path(), &before, &after, &format!("{work:?} {at} {second}"));
                points += 1;
                if trap.count.get() <= second {
                    break;
                }
            }
        }
    }
    eprintln!("{points} points of recoveries, none lost");
}

#[test]
fn everything_is_flushed_before_it_gets_its_name() {
    for work in WORK {
        let folder = temporary();
        work.base(folder.path());
        let trap = Trap::new(Mode::Kill, usize::MAX);
        assert!(work.run(folder.path(), Some(trap.clone())));
        let mut dirty: Vec<PathBuf> = Vec::new();
        let mut lines = 0;
        for step in trap.steps.borrow().iter() {
            match step {
                // A file that is written is flushed in the same step; its name is flushed with its folder.
                Done::Named(path) => dirty.push(path.parent().expect("a folder").to_owned()),
                Done::Synced(path) => dirty.retain(|folder| folder != path),
                Done::Renamed(from, to) => {
                    let inside = dirty.iter().filter(|folder| folder.starts_with(from)).count();
                    assert_eq!(inside, 0, "{work:?}: {} is not flushed", from.display());
                    dirty.push(to.parent().expect("a folder").to_owned());
                }
                Done::Appended => {
                    lines += 1;
                    let storage = layout::storage(folder.path());
                    assert!(!dirty.iter().any(|folder| folder.starts_with(&storage)), "{work:?}: {dirty:?}");
                }
            }
        }
        assert_eq!(lines, 1);
    }
}

#[test]
fn a_failure_behind_the_commit_is_told_and_made_good_by_the_next_deposit() {
    let (_, after, steps, base) = ends(Work::NextVersion);
    let folder = temporary();
    copy(base.path(), folder.path());
    // The last steps: append the line, remove what was prepared.
    let trap = Trap::new(Mode::Once, steps - 2);
    let (mut writer, _) = Writer::open_with(folder.path(), Disk { trap: Some(trap) }).expect("opened");
    let all = files(&[("lhe.pdf", b"%PDF baru"), ("bundel/laporan.json", b"{\"baru\":1}"), ("sama", b"{}")]);
    let made = writer.deposit("2023/dinas-x", &all, &event("kejadian")).expect("committed");
    assert_eq!(codes(&made.found), ["A039"]);
    assert_eq!(view(folder.path()), after);
    let next = writer.deposit("2023/dinas-y", &all, &event("terbit")).expect("deposited");
    assert_eq!(codes(&next.found), ["A022", "A024"]);
    drop(writer);
    assert_eq!(super::tests::found(folder.path()), Vec::new());
}

#[test]
fn what_was_completed_is_told() {
    let (_, _, steps, base) = ends(Work::NextVersion);
    let mut told = std::collections::BTreeSet::new();
    for at in 0..steps {
        let folder = temporary();
        copy(base.path(), folder.path());
        Work::NextVersion.run(folder.path(), Some(Trap::new(Mode::Kill, at)));
        let (_, notes) = Writer::open(folder.path()).expect("opened");
        told.extend(codes(&notes));
    }
    assert_eq!(told.into_iter().collect::<Vec<_>>(), ["A021", "A022", "A024"]);
}

/// Not a test by itself: the process that the next one kills. It deposits until it is stopped.
#[test]
fn deposits_until_it_is_killed() {
    let Some(root) = os::variable("LHE_UJI_HENTI") else { return };
    let (mut writer, _) = Writer::open(Path::new(&root)).expect("opened");
    for number in 0..100_000 {
        let bytes = vec![7; number % 3000];
        let all = files(&[("lhe.pdf", &bytes), ("data.json", b"{}")]);
        writer.deposit(&format!("2023/opd-{}", number % 7), &all, &event("terbit")).expect("deposited");
    }
}

#[test]
fn a_process_that_is_killed_at_any_moment_loses_nothing() {
    let folder = temporary();
    let root = kept("dibunuh").unwrap_or_else(|| folder.path().join("arsip"));
    let mut events = 0;
    for round in 0..25u64 {
        let mut child = Command::new(os::program().expect("this program"))
            .args([
                "--exact",
                &format!("{}::deposits_until_it_is_killed", module_path!().split_once("::").expect("a crate").1),
            ])
            .env("LHE_UJI_HENTI", &root)
            .stdout(Stdio::null())
            .stderr(Stdio::null())
            .spawn()
            .expect("a process");
        // Waits until the process deposits, and then for a time that differs in each round.
        let length = || fs::metadata(layout::log(&root)).map_or(0, |found| found.len());
        let old = length();
        let watch = os::Watch::start();
        while length() == old && watch.elapsed().as_secs() < 20 {
            std::thread::sleep(std::time::Duration::from_millis(1));
        }
        assert_eq!(codes(&Writer::open(&root).expect_err("in use")), ["A020"]);
        std::thread::sleep(std::time::Duration::from_micros(round * 7919 % 15_000));
        child.kill().expect("killed");
        child.wait().expect("gone");
        let found = verify(&root).expect("a store").diagnostics;
        assert!(found.iter().all(|d| d.code.name() == "A034"), "{found:?}");
        drop(Writer::open(&root).expect("opened"));
        assert_eq!(super::tests::found(&root), Vec::new());
        let now = view(&root).0.len();
        assert!(now > events, "{events} events, then {now}");
        events = now;
    }
    eprintln!("25 processes killed, {events} events kept");
}
