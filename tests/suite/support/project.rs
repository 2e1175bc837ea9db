//! A temporary project, what the program says about it, and what it leaves on the disk.

use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;
use std::sync::LazyLock;

use serde_json::Value;
use sha2::{Digest, Sha256};

use crate::pdf::Pdf;
use crate::{projects, snapshot};

/// The program under test.
pub(crate) const LHE: &str = env!("CARGO_BIN_EXE_lhe");

/// A path of the repository.
pub(crate) fn repository(path: &str) -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join(path)
}

/// SHA-256 in hexadecimal.
pub(crate) fn sha256(bytes: &[u8]) -> String {
    hex::encode(Sha256::digest(bytes))
}

/// The path of a key of the tests.
pub(crate) fn key(name: &str) -> String {
    repository("tests/kunci").join(name).display().to_string()
}

/// A temporary project. It lies in a folder of its own, so that a test may put a file beside it.
pub(crate) struct ProjectTest {
    folder: tempfile::TempDir,
}

impl ProjectTest {
    /// The minimal project with the signatory that the test keys are for, and the roots that they lead to.
    pub(crate) fn with_keys() -> Self {
        let project = Self::minimal();
        project.replace("lhe.yaml", "Nama Lengkap, S.H., M.Si.", "Ir. Bonar Tigalingga, M.M.");
        project.trust();
        project
    }

    /// Trusts the roots of the test keys.
    pub(crate) fn trust(&self) {
        for file in fs::read_dir(repository("tests/kunci/kepercayaan")).expect("a folder").flatten() {
            let name = format!("kepercayaan/{}", file.file_name().to_string_lossy());
            self.write(&name, fs::read(file.path()).expect("a file"));
        }
    }

    /// Adds a letter of this number for revision 1 of an object.
    pub(crate) fn letter_of_revision(&self, letters: &str, name: &str, number: &str) {
        let text = self.read(letters);
        let line = text.lines().find(|line| line.trim_start().starts_with(&format!("{name}: {{"))).expect("a letter");
        let new = line.replace('}', &format!(", revisi: {{1: {{nomor: {number}, tanggal: 2023-06-26}}}}}}"));
        self.replace(letters, line, &new);
    }

    /// A folder without anything.
    pub(crate) fn empty() -> Self {
        let folder = tempfile::Builder::new().prefix("lhe-uji-").tempdir().expect("a temporary folder");
        fs::create_dir(folder.path().join("proyek")).expect("a folder");
        Self { folder }
    }

    /// A copy of a project of the repository: the files that `tests/projects.sha256` lists.
    pub(crate) fn of(project: &str) -> Self {
        Self::empty().with(project)
    }

    /// One office by 88/2021, without fault.
    pub(crate) fn minimal() -> Self {
        Self::of("tests/cases/minimal")
    }

    /// The sample regency, three seasons.
    pub(crate) fn sample() -> Self {
        Self::of("data/sample")
    }

    /// The sample with everything built, copied from one build that all tests share.
    pub(crate) fn built_sample() -> Self {
        static BUILT: LazyLock<PathBuf> = LazyLock::new(|| {
            let shared = Path::new(env!("CARGO_TARGET_TMPDIR")).join(format!("sampel-{}", std::process::id()));
            // Left by earlier runs; a run of this very moment may still use its own.
            for old in fs::read_dir(env!("CARGO_TARGET_TMPDIR")).expect("a folder").flatten() {
                let age = old.metadata().and_then(|m| m.modified()).ok().and_then(|time| time.elapsed().ok());
                let ours = old.file_name().to_string_lossy().starts_with("sampel-");
                if ours && age.is_some_and(|age| age.as_secs() > 3600) {
                    drop(fs::remove_dir_all(old.path()));
                }
            }
            let project = ProjectTest::sample();
            project.run(&["build"]).status(0);
            copy(&project.root(), &shared);
            shared
        });
        Self::empty().overlay(&BUILT)
    }

    /// The project's folder.
    pub(crate) fn root(&self) -> PathBuf {
        self.folder.path().join("proyek")
    }

    /// A path inside the project.
    pub(crate) fn path(&self, path: &str) -> PathBuf {
        self.root().join(path)
    }

    /// Copies the listed files of a project of the repository over this one.
    pub(crate) fn with(self, project: &str) -> Self {
        projects::copy(project, &self.root());
        self
    }

    /// Copies a folder over the project.
    pub(crate) fn overlay(self, folder: &Path) -> Self {
        assert!(folder.is_dir(), "{} is a folder", folder.display());
        copy(folder, &self.root());
        self
    }

    /// Writes a file; the path may begin with `../` for a neighbour of the project.
    pub(crate) fn write(&self, path: &str, text: impl AsRef<[u8]>) -> &Self {
        let path = self.path(path);
        fs::create_dir_all(path.parent().expect("a folder")).expect("a folder");
        fs::write(&path, text).unwrap_or_else(|error| panic!("{}: {error}", path.display()));
        self
    }

    /// The text of a file.
    pub(crate) fn read(&self, path: &str) -> String {
        fs::read_to_string(self.path(path)).unwrap_or_else(|error| panic!("{path}: {error}"))
    }

    /// The bytes of a file.
    pub(crate) fn bytes(&self, path: &str) -> Vec<u8> {
        fs::read(self.path(path)).unwrap_or_else(|error| panic!("{path}: {error}"))
    }

    /// Replaces the first occurrence of a text that must be there.
    pub(crate) fn replace(&self, path: &str, from: &str, to: &str) -> &Self {
        let text = self.read(path);
        assert!(text.contains(from), "{path} holds {from:?}");
        self.write(path, text.replacen(from, to, 1))
    }

    /// Appends to a file.
    pub(crate) fn append(&self, path: &str, text: &str) -> &Self {
        self.write(path, self.read(path) + text)
    }

    /// Removes a file or folder that must be there.
    pub(crate) fn remove(&self, path: &str) -> &Self {
        let full = self.path(path);
        let removed = if full.is_dir() { fs::remove_dir_all(&full) } else { fs::remove_file(&full) };
        removed.unwrap_or_else(|error| panic!("{path}: {error}"));
        self
    }

    /// Runs the program in the project's folder.
    pub(crate) fn run(&self, arguments: &[&str]) -> Run {
        self.run_in("", arguments, &[])
    }

    /// Runs the program in a folder of the project, with further environment.
    pub(crate) fn run_in(&self, folder: &str, arguments: &[&str], environment: &[(&str, &str)]) -> Run {
        let mut command = Command::new(LHE);
        // Without a terminal, whoever runs the tests: nothing may wait for an answer.
        command.args(arguments).current_dir(self.path(folder)).stdin(std::process::Stdio::null());
        for name in ["LHE_LANG", "NO_COLOR", "TERM", "LANG", "LC_ALL", "TZ", "RUST_BACKTRACE"] {
            command.env_remove(name);
        }
        // The passphrase of the test keys, for fixtures, which have no environment of their own.
        command.env("LHE_UJI_SANDI", "rahasia-uji").envs(environment.iter().copied());
        let output = command.output().expect("the program starts");
        let text = |bytes: Vec<u8>| String::from_utf8(bytes).expect("UTF-8");
        Run {
            root: self.root(),
            arguments: arguments.iter().map(|a| (*a).to_owned()).collect(),
            status: output.status.code().unwrap_or(-1),
            stdout: text(output.stdout),
            stderr: text(output.stderr),
        }
    }

    /// All files, by path with `/`, sorted.
    pub(crate) fn tree(&self) -> Vec<String> {
        let root = self.root();
        let mut paths = Vec::new();
        let mut open = vec![root.clone()];
        while let Some(folder) = open.pop() {
            for entry in fs::read_dir(&folder).expect("a folder").map(|e| e.expect("an entry").path()) {
                if entry.is_dir() {
                    open.push(entry);
                } else {
                    paths.push(entry.strip_prefix(&root).expect("inside").to_string_lossy().replace('\\', "/"));
                }
            }
        }
        paths.sort();
        paths
    }

    /// Built PDFs, by path relative to a folder of the project.
    pub(crate) fn pdfs(&self, below: &str) -> BTreeMap<String, Vec<u8>> {
        let prefix = format!("{below}/");
        let names = self.tree().into_iter().filter(|path| path.ends_with(".pdf"));
        names.filter_map(|path| Some((path.strip_prefix(&prefix)?.to_owned(), self.bytes(&path)))).collect()
    }

    /// A built PDF.
    pub(crate) fn pdf(&self, path: &str) -> Pdf {
        Pdf::open(&self.path(path))
    }
}

fn copy(from: &Path, to: &Path) {
    fs::create_dir_all(to).expect("a folder");
    for entry in fs::read_dir(from).expect("a folder").map(|e| e.expect("an entry")) {
        let target = to.join(entry.file_name());
        if entry.path().is_dir() {
            copy(&entry.path(), &target);
        } else {
            fs::copy(entry.path(), target).expect("copied");
        }
    }
}

/// What one run of the program said.
#[derive(Debug)]
pub(crate) struct Run {
    pub(crate) root: PathBuf,
    pub(crate) arguments: Vec<String>,
    pub(crate) status: i32,
    pub(crate) stdout: String,
    pub(crate) stderr: String,
}

impl Run {
    /// Asserts the exit status.
    pub(crate) fn status(self, expected: i32) -> Self {
        assert_eq!(self.status, expected, "exit status of {self}");
        self
    }

    /// Asserts that a text was said on either channel.
    pub(crate) fn says(self, text: &str) -> Self {
        assert!(self.stdout.contains(text) || self.stderr.contains(text), "{text:?} in {self}");
        self
    }

    /// Asserts that nothing is said at all.
    pub(crate) fn silent(self) -> Self {
        assert!(self.stdout.is_empty() && self.stderr.is_empty(), "silence, not {self}");
        self
    }

    /// Standard output as one JSON value a line; every line must be one.
    pub(crate) fn json(&self) -> Vec<Value> {
        let parse = |line| serde_json::from_str(line).unwrap_or_else(|error| panic!("{error}: {line:?} of {self}"));
        self.stdout.lines().map(parse).collect()
    }

    /// Diagnostic codes of a run with `--json`, in order.
    pub(crate) fn codes(&self) -> Vec<String> {
        self.json().iter().filter_map(|v| Some(v["code"].as_str()?.to_owned())).collect()
    }

    /// The first diagnostic of this code of a run with `--json`.
    pub(crate) fn diagnostic(&self, code: &str) -> Value {
        let found = self.json().into_iter().find(|v| v["code"] == code);
        found.unwrap_or_else(|| panic!("{code} in {self}"))
    }

    /// What happened to each letter of a `build --json`: id and state, sorted.
    pub(crate) fn events(&self) -> BTreeMap<String, String> {
        let field = |value: &Value, name: &str| Some(value[name].as_str()?.to_owned());
        self.json().iter().filter_map(|v| Some((field(v, "id")?, field(v, "event")?))).collect()
    }

    /// Ids of a `build --json` that ended in this state.
    pub(crate) fn ids(&self, state: &str) -> Vec<String> {
        self.events().into_iter().filter(|(_, event)| event == state).map(|(id, _)| id).collect()
    }

    /// Compares everything said with `tests/ref/<name>.txt`. The name is written out, so that leftovers are found.
    pub(crate) fn snapshot(self, name: &str) -> Self {
        let status = self.status;
        let text = format!("$ lhe {}\n[{status}]\n{}", self.arguments.join(" "), self.said());
        snapshot::compare(&repository(&format!("tests/ref/{name}.txt")), &self.filtered(&text));
        self
    }

    /// Both channels as they are put into a snapshot, what varies replaced.
    pub(crate) fn said(&self) -> String {
        let part =
            |name: &str, text: &str| if text.is_empty() { String::new() } else { format!("── {name}\n{text}") };
        self.filtered(&(part("stdout", &self.stdout) + &part("stderr", &self.stderr)))
    }

    fn filtered(&self, text: &str) -> String {
        snapshot::filter(text, &self.root)
    }
}

impl std::fmt::Display for Run {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "lhe {} [{}]\n{}", self.arguments.join(" "), self.status, self.said())
    }
}
