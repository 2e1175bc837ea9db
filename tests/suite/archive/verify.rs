//! `lhe archive verify`: what it says of a store that is whole, damaged, unfinished, in use, or not there.

use std::fs::OpenOptions;

use crate::support::ProjectTest;

/// The minimal project with a store of two objects.
fn with_store() -> ProjectTest {
    ProjectTest::minimal().with("tests/cases/arsip")
}

#[test]
fn a_store_that_is_whole_is_told_with_the_head_of_its_log() {
    let project = with_store();
    let before = project.tree();
    project.run(&["archive", "verify"]).status(0).snapshot("arsip-utuh");
    let run = project.run(&["arsip", "periksa", "--json"]).status(0);
    let record = &run.json()[0];
    assert_eq!((&record["objects"], &record["versions"], &record["events"]), (&2.into(), &3.into(), &3.into()));
    assert_eq!(record["head"].as_str().map(str::len), Some(64));
    assert_eq!(project.tree(), before, "verifying writes nothing");
}

#[test]
fn a_project_without_a_store_is_told_so() {
    let project = ProjectTest::minimal();
    project.run(&["archive", "verify"]).status(0).says("belum ada arsip di `arsip`");
    project.run(&["archive", "verify", "tidak-ada", "--lang", "en"]).status(0).says("there is no archive");
    assert_eq!(project.run(&["archive", "verify", "--json"]).status(0).json()[0]["objects"], 0);
    // Letters that were issued into folders are no store.
    project.write("arsip/2022/dinas-contoh/terbit.json", "{}");
    project.run(&["archive", "verify"]).status(0).says("belum ada arsip");
}

#[test]
fn a_folder_can_be_named_without_a_project() {
    let project = ProjectTest::of("tests/cases/arsip");
    project.run(&["archive", "verify", "arsip"]).status(0).says("2 objek, 3 versi");
    project.run(&["archive", "verify"]).status(2);
}

#[test]
fn a_changed_byte_is_told_with_object_version_path_and_both_digests() {
    let project = with_store();
    let pdf = project.tree().into_iter().find(|path| path.ends_with("v2/content/lhe.pdf")).expect("a PDF");
    project.append(&pdf, "x");
    let run = project.run(&["archive", "verify", "--json"]).status(1);
    let fault = run.diagnostic("A030");
    assert_eq!(fault["file"], pdf.as_str());
    assert_eq!((&fault["args"]["object"], &fault["args"]["version"]), (&"2023/dinas-x".into(), &"v2".into()));
    assert_eq!(fault["args"]["path"], "v2/content/lhe.pdf");
    for digest in ["expected", "found"] {
        assert_eq!(fault["args"][digest].as_str().map(str::len), Some(128));
    }
    assert_ne!(fault["args"]["expected"], fault["args"]["found"]);
}

#[test]
fn what_an_interrupted_deposit_left_is_a_warning() {
    let project = with_store();
    project.write("arsip/.sementara/4/objek/inventory.json", "{\"setengah");
    project.run(&["archive", "verify"]).status(0).says("A034");
    project.run(&["archive", "verify", "--ketat"]).status(1);
}

#[test]
fn a_store_that_is_being_written_is_not_judged() {
    let project = with_store();
    project.write("arsip/.kunci", "");
    let lock = OpenOptions::new().write(true).open(project.path("arsip/.kunci")).expect("a file");
    lock.lock().expect("a lock");
    let run = project.run(&["archive", "verify", "--json"]).status(4);
    assert_eq!(run.codes(), ["A020"]);
    lock.unlock().expect("unlocked");
    project.run(&["archive", "verify"]).status(0);
}
