//! The projects of the repository that tests copy, and the list of their files, `tests/projects.sha256`.
//!
//! A test copies listed files only, so that a command run in `data/sample` cannot change what a test sees. One test compares
//! the list with the disk; every other test takes the files as they are.

use std::collections::{BTreeMap, BTreeSet};
use std::fmt::Write as _;
use std::fs;
use std::path::Path;

use crate::support::repository;
use crate::support::sha256;

const LIST: &str = "tests/projects.sha256";

/// What a command leaves in a project; in `tests/cases/arsip` the store is the listed content.
const MADE: [&str; 2] = ["keluaran", "arsip"];

/// Digest of each listed file, by its path in the repository.
fn listed() -> BTreeMap<String, String> {
    let list = fs::read_to_string(repository(LIST)).unwrap_or_else(|error| panic!("{LIST}: {error}"));
    let pair = |line: &str| line.split_once("  ").map(|(digest, path)| (path.to_owned(), digest.to_owned()));
    list.lines().map(|line| pair(line).unwrap_or_else(|| panic!("{LIST}: {line:?}"))).collect()
}

/// Copies the listed files of a project, such as `data/sample`, into a folder. A missing file is told by the test below.
pub(crate) fn copy(project: &str, folder: &Path) {
    let prefix = format!("{project}/");
    let mut count = 0;
    for (path, name) in listed().keys().filter_map(|path| Some((path, path.strip_prefix(&prefix)?))) {
        let (source, target) = (repository(path), folder.join(name));
        if source.is_file() {
            fs::create_dir_all(target.parent().expect("a folder")).expect("a folder");
            fs::copy(&source, target).unwrap_or_else(|error| panic!("{path}: {error}"));
        }
        count += 1;
    }
    assert!(count > 0, "{LIST} lists no file of {project}");
}

/// `data/sample` and every folder of `tests/cases`.
fn projects() -> Vec<String> {
    let cases = fs::read_dir(repository("tests/cases")).expect("tests/cases").map(|e| e.expect("an entry").file_name());
    cases.map(|name| format!("tests/cases/{}", name.to_string_lossy())).chain(["data/sample".to_owned()]).collect()
}

/// Files that lie in the projects, without the folders of `MADE` in which no listed file lies.
fn present(listed: &BTreeMap<String, String>) -> BTreeSet<String> {
    let mut open = projects();
    let made: BTreeSet<String> = open.iter().flat_map(|p| MADE.map(|name| format!("{p}/{name}"))).collect();
    let mut files = BTreeSet::new();
    while let Some(path) = open.pop() {
        if !repository(&path).is_dir() {
            files.insert(path);
        } else if !made.contains(&path) || listed.keys().any(|file| file.starts_with(&format!("{path}/"))) {
            let names = fs::read_dir(repository(&path)).expect("a folder").map(|e| e.expect("an entry").file_name());
            open.extend(names.map(|name| format!("{path}/{}", name.to_string_lossy())));
        }
    }
    files
}

#[test]
fn projects_are_as_they_are_listed() {
    let listed = listed();
    let digest = |path: &String| (path.clone(), sha256(&fs::read(repository(path)).expect("a file")));
    let found: BTreeMap<String, String> = present(&listed).iter().map(digest).collect();
    let text: String = found.iter().map(|(path, digest)| format!("{digest}  {path}\n")).collect();
    if std::env::var("LHE_ACCEPT").is_ok_and(|v| v == "1") {
        fs::write(repository(LIST), text).expect("the list can be written");
        return;
    }
    let mut told = String::new();
    for (path, digest) in &listed {
        match found.get(path) {
            Some(now) if now == digest => {}
            Some(_) => writeln!(told, "changed: {path}\n    to get it back: git checkout -- {path}").expect("text"),
            None => writeln!(told, "missing: {path}\n    to get it back: git checkout -- {path}").expect("text"),
        }
    }
    for path in found.keys().filter(|path| !listed.contains_key(*path)) {
        writeln!(told, "not listed: {path}\n    no test copies it; if nobody wants it: rm {path}").expect("text");
    }
    assert!(
        told.is_empty(),
        "the projects that tests copy differ from {LIST}; every other test takes them as they are.\n{told}\
         to keep it as it is now: LHE_ACCEPT=1 cargo test --release --test suite projects_are, and commit {LIST}"
    );
    let list = fs::read_to_string(repository(LIST)).expect("the list");
    assert_eq!(list, text, "{LIST} is sorted and names each file once");
}
