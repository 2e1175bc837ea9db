//! Deposits that a store keeps, and deposits that it refuses.

#![allow(clippy::print_stderr, reason = "how long things take is told")]

use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};

use proptest::prelude::*;
use serde_json::{Value, json};

use crate::diag::{Diagnostic, Found};
use crate::digest::sha256;
use crate::os;

use super::*;

pub(super) fn event(kind: &str) -> Event {
    Event {
        kind: kind.to_owned(),
        message: format!("Peristiwa {kind}"),
        user: User { name: "Budi".to_owned(), address: "mailto:budi@contoh.go.id".to_owned() },
        time: "2023-05-08T03:04:05Z".to_owned(),
        data: json!({"nomor": "700/1/2023", "b": [1, {"z": null, "a": "é"}]}),
    }
}

pub(super) fn files<'a>(list: &[(&str, &'a [u8])]) -> BTreeMap<String, Content<'a>> {
    list.iter().map(|(path, bytes)| ((*path).to_owned(), Content::Bytes(bytes))).collect()
}

pub(super) fn writer(root: &Path) -> Writer {
    let (writer, notes) = Writer::open(root).expect("a store");
    assert!(notes.is_empty(), "{notes:?}");
    writer
}

/// Two objects, three versions.
pub(super) fn small(root: &Path) {
    let mut writer = writer(root);
    let first = files(&[("lhe.pdf", b"%PDF satu"), ("bundel/laporan.json", b"{}"), ("bundel/sama.json", b"{}")]);
    writer.deposit("2023/dinas-x", &first, &event("terbit")).expect("deposited");
    writer.deposit("2023/dinas-y", &files(&[("lhe.pdf", b"%PDF dua")]), &event("terbit")).expect("deposited");
    let mut second = files(&[("lhe.pdf", b"%PDF tiga"), ("bundel/laporan.json", b"{}")]);
    second.insert("bundel/sama.json".to_owned(), Content::Carried);
    writer.deposit("2023/dinas-x", &second, &event("koreksi")).expect("deposited");
}

/// Every file below a folder, hidden ones too, by path with `/`.
pub(super) fn tree(root: &Path) -> BTreeMap<String, Vec<u8>> {
    let mut all = BTreeMap::new();
    let mut open = vec![root.to_owned()];
    while let Some(folder) = open.pop() {
        for path in fs::read_dir(&folder).expect("a folder").map(|e| e.expect("an entry").path()) {
            if path.is_dir() {
                open.push(path);
            } else {
                let name = path.strip_prefix(root).expect("inside").to_string_lossy().replace('\\', "/");
                all.insert(name, fs::read(&path).expect("bytes"));
            }
        }
    }
    all
}

/// Everything that a reader sees: events, and the bytes of every file of every version.
pub(super) fn view(root: &Path) -> (Vec<Recorded>, BTreeMap<String, Vec<u8>>) {
    let Some(store) = Store::read(root).expect("readable") else { return Default::default() };
    let mut all = BTreeMap::new();
    for object in store.objects() {
        for version in store.versions(object).expect("versions") {
            for path in version.files.keys() {
                let bytes = store.file(object, version.number, path).expect("a file");
                all.insert(format!("{object} v{} {path}", version.number), bytes);
            }
        }
    }
    (store.events().cloned().collect(), all)
}

pub(super) fn found(root: &Path) -> Found {
    verify(root).expect("a store").diagnostics
}

pub(super) fn codes(found: &[Diagnostic]) -> Vec<&'static str> {
    found.iter().map(|d| d.code.name()).collect()
}

pub(super) fn argument<'a>(diagnostic: &'a Diagnostic, name: &str) -> &'a str {
    diagnostic.args.text(name).unwrap_or_default()
}

/// A folder in memory where the system has one: these tests do not depend on the disk, and flushing takes long.
pub(super) fn temporary() -> tempfile::TempDir {
    let memory = Path::new("/dev/shm");
    let prefix = "lhe-arsip-";
    let made = if memory.is_dir() { tempfile::TempDir::with_prefix_in(prefix, memory) } else { tempfile::tempdir() };
    made.or_else(|_| tempfile::tempdir()).expect("a folder")
}

#[test]
fn a_store_is_an_ocfl_storage_root_with_a_log() {
    let folder = temporary();
    let root = folder.path().join("arsip");
    assert!(Store::read(&root).expect("nothing").is_none() && verify(&root).is_none());
    small(&root);
    let names: Vec<String> = tree(&root).into_keys().collect();
    let x = format!("ocfl/{}/urn%3alhe%3a2023%2fdinas-x", layout::place("2023/dinas-x").0);
    for name in [
        ".kunci",
        "catatan.jsonl",
        "ocfl/0=ocfl_1.1",
        "ocfl/ocfl_layout.json",
        &format!("{x}/0=ocfl_object_1.1"),
        &format!("{x}/inventory.json"),
        &format!("{x}/inventory.json.sha512"),
        &format!("{x}/v1/content/bundel/laporan.json"),
        &format!("{x}/v1/content/peristiwa.json"),
        &format!("{x}/v1/inventory.json"),
        &format!("{x}/v2/content/lhe.pdf"),
    ] {
        assert!(names.iter().any(|have| have == name), "{name} in {names:?}");
    }
    // The same bytes are stored once, within a version and across versions.
    for name in ["v1/content/bundel/sama.json", "v2/content/bundel/laporan.json", "v2/content/bundel/sama.json"] {
        assert!(!names.contains(&format!("{x}/{name}")), "{name}");
    }
    let verified = verify(&root).expect("a store");
    assert_eq!(verified.diagnostics, Vec::new());
    assert_eq!((verified.objects, verified.versions, verified.events), (2, 3, 3));
    assert_eq!(verified.files, 7);
}

#[test]
fn what_was_deposited_is_read_back() {
    let folder = temporary();
    small(folder.path());
    let store = Store::read(folder.path()).expect("readable").expect("a store");
    assert_eq!(store.objects().collect::<Vec<_>>(), ["2023/dinas-x", "2023/dinas-y"]);
    assert_eq!(store.file("2023/dinas-x", 1, "lhe.pdf").expect("v1"), b"%PDF satu");
    assert_eq!(store.file("2023/dinas-x", 2, "lhe.pdf").expect("v2"), b"%PDF tiga");
    assert_eq!(store.file("2023/dinas-x", 2, "bundel/sama.json").expect("carried"), b"{}");
    let versions = store.versions("2023/dinas-x").expect("versions");
    assert_eq!(
        versions.iter().map(|v| v.message.as_str()).collect::<Vec<_>>(),
        ["Peristiwa terbit", "Peristiwa koreksi"]
    );
    assert_eq!(versions[1].user, event("koreksi").user);
    let unknown = [("2023/dinas-z", 1, "lhe.pdf"), ("2023/dinas-x", 3, "lhe.pdf"), ("2023/dinas-x", 2, "tidak.pdf")];
    for (object, version, path) in unknown {
        let fault = store.file(object, version, path).expect_err("unknown");
        assert_eq!(fault.code.name(), "A036");
    }
}

#[test]
fn a_line_is_canonical_and_its_version_carries_it() {
    let folder = temporary();
    small(folder.path());
    let log = fs::read_to_string(folder.path().join("catatan.jsonl")).expect("the log");
    let lines: Vec<&str> = log.split_inclusive('\n').collect();
    let store = Store::read(folder.path()).expect("readable").expect("a store");
    let mut before = line::ORIGIN.to_owned();
    for (text, event) in lines.iter().zip(store.events()) {
        assert_eq!(event.prev, before);
        assert_eq!(store.file(&event.object, event.version, EVENT_FILE).expect("its line"), text.as_bytes());
        before = sha256(text.as_bytes());
    }
    assert_eq!(store.head(), before);
    assert_eq!(
        lines[0],
        format!(
            "{{\"data\":{{\"b\":[1,{{\"a\":\"é\",\"z\":null}}],\"nomor\":\"700/1/2023\"}},\"event\":\"terbit\",\
             \"object\":\"2023/dinas-x\",\"prev\":\"{}\",\"seq\":1,\"state\":\"{}\",\"time\":\"2023-05-08T03:04:05Z\",\
             \"version\":1}}\n",
            line::ORIGIN,
            store.events().next().expect("an event").state
        )
    );
}

#[test]
fn what_cannot_be_kept_is_refused_and_nothing_changes() {
    let folder = temporary();
    small(folder.path());
    let before = tree(folder.path());
    let mut writer = writer(folder.path());
    let mut refused = |object: &str, files: &BTreeMap<String, Content<'_>>, event: &Event, part: &str| {
        let faults = writer.deposit(object, files, event).expect_err("refused");
        assert_eq!(codes(&faults), ["A035"], "{part}");
        assert_eq!(argument(&faults[0], "part"), part);
    };
    let good = files(&[("a", b"a")]);
    for object in ["", "../x", "2023//x", "a b"] {
        refused(object, &good, &event("terbit"), "object");
    }
    for path in ["../a", "/a", "a\\b", EVENT_FILE, "peristiwa.json/x"] {
        refused("a", &files(&[(path, b"a")]), &event("terbit"), "path");
    }
    refused("a", &files(&[("a", b"1"), ("a/b", b"2")]), &event("terbit"), "path");
    refused("a", &good, &event("Terbit!"), "event");
    refused("a", &good, &Event { time: "2023-05-08".to_owned(), ..event("terbit") }, "time");
    refused("a", &good, &Event { time: "2023-13-08T00:00:00Z".to_owned(), ..event("terbit") }, "time");
    refused("a", &good, &Event { message: String::new(), ..event("terbit") }, "message");
    let fraction: Value = serde_json::from_str("{\"x\": 1.5}").expect("JSON");
    refused("a", &good, &Event { data: fraction, ..event("terbit") }, "data");
    refused("a", &BTreeMap::from([("a".to_owned(), Content::Carried)]), &event("terbit"), "carried");
    assert_eq!(tree(folder.path()), before);
}

#[test]
fn a_second_writer_is_told_that_the_archive_is_in_use() {
    let folder = temporary();
    small(folder.path());
    let first = writer(folder.path());
    assert_eq!(codes(&Writer::open(folder.path()).expect_err("locked")), ["A020"]);
    assert_eq!(codes(&found(folder.path())), ["A020"]);
    // A reader can work beside a writer.
    assert_eq!(view(folder.path()).0.len(), 3);
    drop(first);
    drop(writer(folder.path()));
}

#[test]
fn a_reader_sees_the_store_as_it_was_when_it_looked() {
    let folder = temporary();
    small(folder.path());
    let reader = Store::read(folder.path()).expect("readable").expect("a store");
    writer(folder.path()).deposit("2023/dinas-y", &files(&[("a", b"baru")]), &event("ganti")).expect("deposited");
    assert_eq!(reader.newest("2023/dinas-y"), Some(1));
    assert_eq!(reader.file("2023/dinas-y", 1, "lhe.pdf").expect("still there"), b"%PDF dua");
}

#[test]
fn the_digest_of_each_state_covers_paths_and_bytes() {
    let one = BTreeMap::from([("a".to_owned(), "1".to_owned()), (EVENT_FILE.to_owned(), "x".to_owned())]);
    let other = BTreeMap::from([("a".to_owned(), "1".to_owned()), (EVENT_FILE.to_owned(), "y".to_owned())]);
    let moved = BTreeMap::from([("b".to_owned(), "1".to_owned())]);
    assert_eq!(line::state_digest(&one), line::state_digest(&other));
    assert_eq!(line::state_digest(&one), sha256(b"{\"a\":\"1\"}"));
    assert_ne!(line::state_digest(&one), line::state_digest(&moved));
}

#[test]
fn another_folder_is_not_taken_for_an_archive() {
    let folder = temporary();
    fs::create_dir_all(folder.path().join("ocfl")).expect("a folder");
    fs::write(folder.path().join("ocfl/0=ocfl_1.0"), "ocfl_1.0\n").expect("written");
    assert!(Writer::open(folder.path()).expect_err("refused").iter().all(|d| d.code.name() == "A037"));
    assert!(codes(&found(folder.path())).contains(&"A037"));
}

/// Prints how long many deposits take, without asserting it: `cargo test --lib archive -- --nocapture many`.
#[test]
fn many_deposits_stay_fast() {
    let count: usize = os::variable("LHE_UJI_BANYAK").and_then(|n| n.parse().ok()).unwrap_or(50);
    // The store lies on the disk, since that is where the time is spent.
    let folder = tempfile::tempdir().expect("a folder");
    let watch = os::Watch::start();
    let mut store = writer(folder.path());
    let pdf = vec![7; 100_000];
    for number in 0..count {
        let bytes = [&pdf[..], number.to_string().as_bytes()].concat();
        let all = files(&[("lhe.pdf", &bytes), ("a.json", b"{}"), ("b.json", b"[]")]);
        store.deposit(&format!("2023/opd-{}", number % (count / 2).max(1)), &all, &event("terbit")).expect("deposited");
    }
    let deposited = watch.elapsed();
    drop(store);
    let watch = os::Watch::start();
    drop(writer(folder.path()));
    let opened = watch.elapsed();
    let watch = os::Watch::start();
    assert_eq!(found(folder.path()), Vec::new());
    eprintln!("{count} deposits {deposited:?}, open {opened:?}, verify {:?}", watch.elapsed());
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 24, ..ProptestConfig::default() })]

    /// All deposits, in any order, can be read back, and the store has no fault after each reopening.
    #[test]
    fn any_history_is_kept(
        history in prop::collection::vec((0..3usize, prop::collection::btree_map("[a-c]{1,2}", 0..4u8, 0..4)), 1..8)
    ) {
        let folder = temporary();
        let mut expected: BTreeMap<String, Vec<u8>> = BTreeMap::new();
        let mut newest = [0; 3];
        for (object, state) in &history {
            newest[*object] += 1;
            let id = format!("2023/o{object}");
            let bytes: BTreeMap<&String, Vec<u8>> = state.iter().map(|(path, n)| (path, vec![*n; usize::from(*n)])).collect();
            let all = bytes.iter().map(|(path, bytes)| ((*path).clone(), Content::Bytes(bytes))).collect();
            let made = writer(folder.path()).deposit(&id, &all, &event("terbit")).expect("deposited");
            prop_assert_eq!(made.version, newest[*object]);
            for (path, bytes) in bytes {
                expected.insert(format!("{id} v{} {path}", made.version), bytes);
            }
        }
        let (events, mut files) = view(folder.path());
        files.retain(|name, _| !name.ends_with(EVENT_FILE));
        prop_assert_eq!(files, expected);
        prop_assert_eq!(events.len(), history.len());
        prop_assert_eq!(found(folder.path()), Vec::new());
    }
}

/// The folder of a store that is kept for an outside judge, if `LHE_UJI_ARSIP` names one: `tests/validators/ocfl.sh`.
pub(super) fn kept(name: &str) -> Option<PathBuf> {
    os::variable("LHE_UJI_ARSIP").map(|folder| PathBuf::from(folder).join(name))
}

#[test]
fn a_store_can_be_kept_for_a_judge() {
    if let Some(root) = kept("biasa") {
        small(&root);
        let long = format!("2023/{}", "panjang-".repeat(15));
        let mut writer = writer(&root);
        writer.deposit(&long, &files(&[("berkas é.txt", b""), ("a/b/c", b"c")]), &event("terbit")).expect("deposited");
        writer.deposit("2023/tanpa-berkas.lke", &BTreeMap::new(), &event("catat")).expect("deposited");
    }
}
