//! One folder under `tests/invalid` for each diagnostic code; `tests/README.md` tells what is in it.

use std::collections::BTreeSet;
use std::fs;

use crate::snapshot;
use crate::support::{ProjectTest, repository};

/// Codes that no data can raise, with the reason, and with the test that knows them instead.
const NOT_BY_DATA: &[(&str, &str, &str)] = &[
    ("A020", "needs a second process", "src/archive/tests.rs"),
    ("A021", "verifying never mends", "src/archive/kill_tests.rs"),
    ("A022", "verifying never mends", "src/archive/kill_tests.rs"),
    ("A023", "verifying never mends", "src/archive/damage_tests.rs"),
    ("A024", "verifying never mends", "src/archive/kill_tests.rs"),
    ("A035", "a matter of what is deposited", "src/archive/tests.rs"),
    ("A036", "a matter of what is asked for", "src/archive/tests.rs"),
    ("A039", "the disk refuses in the middle of a deposit", "src/archive/kill_tests.rs"),
    ("P005", "the program never asks for attachments in A-2a", "src/typeset/tests.rs"),
    ("P006", "a dying worker; what kills it differs from system to system", "tests/suite/wording/templates.rs"),
    ("P008", "the program itself cannot be started", "src/worker/tests.rs"),
    ("P009", "a panic inside the engine", "src/worker/tests.rs"),
    ("P010", "the reader refuses such dates (Y071)", "src/typeset/tests.rs"),
    ("P011", "picture paths are checked when they are read (D159)", "src/typeset/tests.rs"),
    ("T011", "lengths are made by the program", "src/template/tests.rs"),
    (
        "S006",
        "needs a server, or its absence; reasons differ from system to system",
        "tests/suite/archive/signatures.rs",
    ),
    ("S007", "a signing service that returns something else", "src/signature/sign.rs"),
    ("U007", "needs a second process", "tests/suite/documents/build.rs"),
    ("U010", "a matter of arguments, not of data", "tests/suite/command/usage.rs"),
    ("A049", "a file must go after the issue", "tests/suite/archive/corrections.rs"),
    ("A071", "needs a second process", "src/custody/keep.rs"),
    ("K017", "needs a second process", "src/issue/correct.rs"),
    ("U014", "a matter of the environment, not of data", "tests/suite/archive/corrections.rs"),
];

/// Files of a fixture that are not laid over the project.
const CONTROL: &[&str] =
    &["dasar.txt", "perintah.txt", "hapus.txt", "buat.txt", "dahulu.txt", "harapan.txt", "harapan-en.txt"];

struct Fixture {
    name: String,
    code: String,
}

fn fixtures() -> Vec<Fixture> {
    let folders = fs::read_dir(repository("tests/invalid")).expect("tests/invalid").flatten();
    let mut all: Vec<Fixture> = folders
        .map(|folder| folder.file_name().to_string_lossy().into_owned())
        .map(|name| Fixture { code: name.split('-').next().unwrap_or_default().to_owned(), name })
        .collect();
    all.sort_by(|a, b| a.name.cmp(&b.name));
    all
}

/// The codes of the table, read from its source.
fn table() -> BTreeSet<String> {
    let source = fs::read_to_string(repository("src/diag/codes.rs")).expect("the table");
    let code = |line: &str| {
        let (code, rest) = line.strip_prefix("    ")?.split_at_checked(4)?;
        let plain = code.starts_with(|c: char| c.is_ascii_uppercase()) && code[1..].bytes().all(|b| b.is_ascii_digit());
        let severity = [" Error", " Warning", " Note"].iter().any(|s| rest == *s || rest.starts_with(&format!("{s} ")));
        (plain && severity).then(|| code.to_owned())
    };
    let all: BTreeSet<String> = source.lines().filter_map(code).collect();
    assert!(all.len() > 100, "{} codes", all.len());
    all
}

impl Fixture {
    fn folder(&self) -> std::path::PathBuf {
        repository("tests/invalid").join(&self.name)
    }

    fn control(&self, name: &str) -> Option<String> {
        fs::read_to_string(self.folder().join(name)).ok()
    }

    fn project(&self) -> ProjectTest {
        let mut project = ProjectTest::minimal();
        for case in self.control("dasar.txt").unwrap_or_default().lines() {
            project = match case.strip_prefix("../") {
                // The test keys: no project, so no command leaves anything there.
                Some(folder) => project.overlay(&repository(&format!("tests/{folder}"))),
                None => project.with(&format!("tests/cases/{case}")),
            };
        }
        for path in self.control("hapus.txt").unwrap_or_default().lines() {
            project.remove(path);
        }
        let project = project.overlay(&self.folder());
        for name in CONTROL.iter().filter(|name| project.path(name).exists()) {
            project.remove(name);
        }
        for line in self.control("buat.txt").unwrap_or_default().lines() {
            let mut words = line.splitn(3, ' ');
            let (path, count, text) =
                (words.next().expect("a path"), words.next().expect("a count"), words.next().expect("a text"));
            let mut bytes = project.bytes(path);
            bytes.extend(text.repeat(count.parse().expect("a number")).bytes());
            project.write(path, bytes);
        }
        self.later(project)
    }

    /// What happens before the command: `dahulu.txt` holds commands, `kemudian/` what is laid over the project then.
    fn later(&self, project: ProjectTest) -> ProjectTest {
        let Some(commands) = self.control("dahulu.txt") else { return project };
        let later = self.folder().join("kemudian");
        if later.exists() {
            fs::remove_dir_all(project.path("kemudian")).expect("laid over with the rest");
        }
        for command in commands.lines() {
            project.run(&command.split(' ').collect::<Vec<_>>()).status(0);
        }
        if later.exists() { project.overlay(&later) } else { project }
    }

    fn arguments(&self) -> Vec<String> {
        let typed = self.control("perintah.txt").unwrap_or_else(|| "check".to_owned());
        typed.lines().map(str::to_owned).collect()
    }

    /// Everything that is wrong with the program's answer to this fixture.
    fn faults(&self) -> Vec<String> {
        let mut faults = Vec::new();
        let arguments = self.arguments();
        let with = |more: &[&'static str]| -> crate::support::Run {
            let all: Vec<&str> = arguments.iter().map(String::as_str).chain(more.iter().copied()).collect();
            // Each run sees the project as the fixture made it.
            self.project().run(&all)
        };
        let json = with(&["--json"]);
        if let Err(error) = json.stdout.lines().try_for_each(|l| serde_json::from_str::<serde_json::Value>(l).map(drop))
        {
            return vec![format!("{}: not JSON lines: {error}: {json}", self.name)];
        }
        if !json.codes().contains(&self.code) {
            faults.push(format!("{}: {:?} and not {}\n{}", self.name, json.codes(), self.code, with(&[])));
        }
        let expectations: [(&str, &[&str]); 2] = [("harapan.txt", &[]), ("harapan-en.txt", &["--lang", "en"])];
        for (name, more) in expectations {
            let run = with(more);
            if run.stderr.contains("panicked at") || run.status < 0 || json.stderr.contains("panicked at") {
                faults.push(format!("{}: a panic\n{run}", self.name));
            }
            let path = self.folder().join(name);
            // English is shown where somebody put a file for it.
            if name == "harapan.txt" || path.exists() {
                faults.extend(snapshot::check(&path, &format!("[{}]\n{}", run.status, run.said())).err());
            }
        }
        faults
    }
}

/// Runs all fixtures whose code begins with one of these letters and reports every fault at once.
fn all(stages: &[char]) {
    let chosen: Vec<Fixture> = fixtures().into_iter().filter(|f| f.code.starts_with(stages)).collect();
    let faults: Vec<String> = chosen.iter().flat_map(Fixture::faults).collect();
    assert!(faults.is_empty(), "{} faults in {} fixtures\n\n{}", faults.len(), chosen.len(), faults.join("\n\n"));
}

#[test]
fn faults_of_yaml_are_told_with_their_code() {
    all(&['Y']);
}

#[test]
fn faults_of_the_data_are_told_with_their_code() {
    all(&['D']);
}

#[test]
fn faults_of_an_instrument_are_told_with_their_code() {
    all(&['I', 'K', 'S']);
}

#[test]
fn faults_of_usage_and_files_are_told_with_their_code() {
    all(&['U', 'A']);
}

#[test]
fn faults_of_a_template_are_told_with_their_code() {
    all(&['T', 'P']);
}

#[test]
fn every_code_has_a_fixture() {
    let excepted: BTreeSet<String> = NOT_BY_DATA.iter().map(|(code, _, _)| (*code).to_owned()).collect();
    let covered: BTreeSet<String> = fixtures().into_iter().map(|f| f.code).collect();
    let missing: Vec<String> = table().difference(&covered).filter(|code| !excepted.contains(*code)).cloned().collect();
    assert!(missing.is_empty(), "{} codes without a folder under tests/invalid: {}", missing.len(), missing.join(" "));
}

#[test]
fn every_fixture_is_named_after_a_code() {
    let table = table();
    let strangers: Vec<String> = fixtures().into_iter().filter(|f| !table.contains(&f.code)).map(|f| f.name).collect();
    assert_eq!(strangers, Vec::<String>::new());
}

#[test]
fn the_codes_without_a_fixture_are_known_to_another_test() {
    let table = table();
    let covered: BTreeSet<String> = fixtures().into_iter().map(|f| f.code).collect();
    for (code, _, _) in NOT_BY_DATA {
        assert!(!covered.contains(*code), "{code} has a fixture now: take it from the list");
    }
    for (code, reason, test) in NOT_BY_DATA {
        assert!(table.contains(*code), "{code} is in the table");
        assert!(!reason.is_empty());
        let source = fs::read_to_string(repository(test)).unwrap_or_else(|error| panic!("{test}: {error}"));
        assert!(source.contains(code), "{test} knows {code}");
    }
}

#[test]
fn the_minimal_project_is_without_fault() {
    ProjectTest::minimal().run(&["check", "--json"]).status(0).silent();
    ProjectTest::minimal().run(&["check"]).status(0).says("1 evaluasi diperiksa: 0 galat, 0 peringatan");
}
