//! Expected texts in files, compared exactly; `LHE_ACCEPT=1` writes them anew.

use std::collections::BTreeSet;
use std::fs;
use std::path::Path;

use crate::support::repository;

/// Compares a text with `tests/ref/<name>.txt`. The name is written out, so that leftovers are found.
pub(crate) fn text(name: &str, found: &str) {
    compare(&repository(&format!("tests/ref/{name}.txt")), found);
}

/// Compares with an expected file, or writes it.
pub(crate) fn compare(path: &Path, found: &str) {
    if let Err(difference) = check(path, found) {
        panic!("{difference}");
    }
}

/// Compares with an expected file, or writes it; says where they differ.
pub(crate) fn check(path: &Path, found: &str) -> Result<(), String> {
    if std::env::var("LHE_ACCEPT").is_ok_and(|v| v == "1") {
        return fs::write(path, found).map_err(|error| format!("{}: {error}", path.display()));
    }
    let shown = path.strip_prefix(repository("")).unwrap_or(path).display();
    let expected =
        fs::read_to_string(path).map_err(|_| format!("{shown} is missing; run with LHE_ACCEPT=1:\n{found}"))?;
    if expected == found {
        return Ok(());
    }
    let same = expected.lines().zip(found.lines()).take_while(|(a, b)| a == b).count();
    let line = |text: &str| text.lines().nth(same).unwrap_or("(end)").to_owned();
    Err(format!(
        "{shown}:{} differs\n  expected {:?}\n  found    {:?}\n── all that was found\n{found}",
        same + 1,
        line(&expected),
        line(found)
    ))
}

/// Replaces what differs from run to run: the project's path, times, digests.
pub(crate) fn filter(text: &str, root: &Path) -> String {
    let root = root.to_string_lossy();
    let canonical = fs::canonicalize(&*root)
        .map(|p| p.to_string_lossy().into_owned())
        .unwrap_or_else(|_| root.clone().into_owned());
    let text = text.replace(&*root, "<proyek>").replace(&canonical, "<proyek>");
    let text = digests(&text);
    text.split_inclusive('\n').map(times).collect()
}

/// Every run of 16 or more hexadecimal digits becomes `*`.
fn digests(text: &str) -> String {
    let mut out = String::new();
    let mut run = String::new();
    for c in text.chars().chain(['\0']) {
        if c.is_ascii_digit() || matches!(c, 'a'..='f') {
            run.push(c);
            continue;
        }
        out.push_str(if run.len() >= 16 { "*" } else { &run });
        run.clear();
        if c != '\0' {
            out.push(c);
        }
    }
    out
}

/// A number before a unit of time becomes `*`; a space before the number stays.
fn times(line: &str) -> String {
    let mut line = line.to_owned();
    for unit in [" md", " ms", " detik", " seconds"] {
        let mut from = 0;
        while let Some(at) = line[from..].find(unit).map(|at| at + from) {
            let number =
                line[..at].bytes().rev().take_while(|b| b.is_ascii_digit() || matches!(b, b',' | b'.')).count();
            let whole = !line[at + unit.len()..].starts_with(char::is_alphanumeric);
            from = at + unit.len();
            if number > 0 && whole {
                line.replace_range(at - number..at, "*");
                from = from + 1 - number;
            }
        }
    }
    line
}

/// Every expected file belongs to a test, and every name to one test.
#[test]
fn no_expected_file_is_left_over() {
    let mut named = BTreeSet::new();
    let themes = fs::read_dir(repository("tests/suite")).expect("the suite").flatten().filter(|e| e.path().is_dir());
    for entry in themes.flat_map(|theme| fs::read_dir(theme.path()).expect("a theme").flatten()) {
        let source = fs::read_to_string(entry.path()).expect("a source");
        let calls = source.split(".snapshot(\"").skip(1).chain(source.split("snapshot::text(\"").skip(1));
        for rest in calls {
            let name = rest.split('"').next().unwrap_or_default().to_owned();
            if name.chars().all(|c| c.is_ascii_alphanumeric() || matches!(c, '-' | '/')) {
                assert!(named.insert(name.clone()), "the name {name} is used by one test only");
            }
        }
    }
    let mut files = BTreeSet::new();
    for (folder, prefix) in [("tests/ref", ""), ("tests/ref/halaman", "halaman/")] {
        let entries = fs::read_dir(repository(folder)).expect(folder).flatten();
        let here = entries.filter(|entry| entry.path().is_file());
        files.extend(here.map(|f| format!("{prefix}{}", f.file_name().to_string_lossy().replace(".txt", ""))));
    }
    assert_eq!(
        files.difference(&named).collect::<Vec<_>>(),
        Vec::<&String>::new(),
        "files of tests/ref without a test"
    );
    assert_eq!(
        named.difference(&files).collect::<Vec<_>>(),
        Vec::<&String>::new(),
        "names without a file: run with LHE_ACCEPT=1"
    );
}

#[test]
fn times_paths_and_digests_are_filtered_and_nothing_else() {
    let text = "a 5 halaman  59 md\n0,1 detik; batas 60 detik, 3 mdx\n /x/y/lhe.yaml 0123456789abcdef0123 fade 12,5 ms";
    let expected = "a 5 halaman  * md\n* detik; batas * detik, 3 mdx\n <proyek>/lhe.yaml * fade * ms";
    assert_eq!(filter(text, Path::new("/x/y")), expected);
}
