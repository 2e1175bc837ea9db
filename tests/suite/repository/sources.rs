//! Rules of the architecture that can be read from the text of `src`: mostly what must be absent.

use std::fmt::Write as _;
use std::fs;
use std::path::PathBuf;

use sha2::{Digest, Sha256};

use crate::support::repository;

/// SHA-256 in hexadecimal.
pub(crate) fn sha256(bytes: &[u8]) -> String {
    Sha256::digest(bytes).iter().fold(String::new(), |mut out, byte| {
        let _ = write!(out, "{byte:02x}");
        out
    })
}

struct Source {
    /// Path below `src`, with `/`.
    name: String,
    /// The code without comments and without the module of tests at its end.
    code: String,
    /// All of it.
    text: String,
}

impl Source {
    fn below(&self, modules: &[&str]) -> bool {
        modules
            .iter()
            .any(|m| self.name == format!("{m}.rs") || self.name.starts_with(&format!("{m}/")) || self.name == *m)
    }
}

/// Every source file that is part of the program; files of tests are left out.
fn sources() -> Vec<Source> {
    let root = repository("src");
    let mut all = Vec::new();
    let mut open = vec![root.clone()];
    while let Some(folder) = open.pop() {
        for path in fs::read_dir(&folder).expect("a folder").map(|e| e.expect("an entry").path()) {
            if path.is_dir() {
                open.push(path);
            } else if path.extension().is_some_and(|e| e == "rs") {
                let name = path.strip_prefix(&root).expect("inside").to_string_lossy().replace('\\', "/");
                let text = fs::read_to_string(&path).expect("UTF-8");
                if !for_tests(&path, &name) {
                    all.push(Source { code: stripped(&text), name, text });
                }
            }
        }
    }
    all.sort_by(|a, b| a.name.cmp(&b.name));
    assert!(all.len() > 60, "{} files", all.len());
    all
}

/// True for a file that its parent declares under `#[cfg(test)]`.
fn for_tests(path: &std::path::Path, name: &str) -> bool {
    let stem = path.file_stem().map(|s| s.to_string_lossy().into_owned()).unwrap_or_default();
    let folder = path.parent().expect("a folder");
    let parents = [folder.join("mod.rs"), folder.with_extension("rs"), folder.join("lib.rs")];
    let parent = parents.iter().filter_map(|p| fs::read_to_string(p).ok()).next().unwrap_or_default();
    stem == "tests" && name.contains('/')
        || ["", "pub(crate) "].iter().any(|seen| parent.contains(&format!("#[cfg(test)]\n{seen}mod {stem};")))
}

/// Code without its comments and without the tests below `#[cfg(test)]\nmod tests {`.
fn stripped(text: &str) -> String {
    let code = text.split("#[cfg(test)]\nmod tests {").next().unwrap_or_default();
    let without = |line: &str| match line.find("//") {
        Some(at) if !line[..at].contains('"') => line[..at].to_owned(),
        _ => line.to_owned(),
    };
    code.lines().map(without).collect::<Vec<_>>().join("\n")
}

/// Lines of sources outside `permitted` that hold one of these words, whole.
fn found(words: &[&str], permitted: &[&str]) -> Vec<String> {
    let mut found = Vec::new();
    for source in sources().iter().filter(|s| !s.below(permitted)) {
        for (number, line) in source.code.lines().enumerate() {
            if words.iter().any(|word| holds(line, word)) {
                found.push(format!("src/{}:{}: {}", source.name, number + 1, line.trim()));
            }
        }
    }
    found
}

/// True if the word stands in the line with no letter, digit or `_` beside it.
fn holds(line: &str, word: &str) -> bool {
    let part = |c: char| c.is_alphanumeric() || c == '_';
    let begins = word.starts_with(part);
    let ends = word.ends_with(part);
    line.match_indices(word).any(|(at, _)| {
        let before = line[..at].chars().next_back().is_some_and(part);
        let after = line[at + word.len()..].chars().next().is_some_and(part);
        !(begins && before || ends && after)
    })
}

fn nowhere_but_in(words: &[&str], permitted: &[&str]) {
    let found = found(words, permitted);
    assert!(found.is_empty(), "{words:?} may stand in {permitted:?} only:\n{}", found.join("\n"));
}

#[test]
fn only_source_names_serde_yaml() {
    nowhere_but_in(&["serde_yaml"], &["source"]);
}

#[test]
fn only_typeset_names_typst() {
    nowhere_but_in(&["typst::", "typst_layout", "typst_pdf", "comemo", "use typst"], &["typeset"]);
}

#[test]
fn only_template_names_minijinja() {
    nowhere_but_in(&["minijinja"], &["template"]);
}

#[test]
fn only_digest_names_sha2() {
    nowhere_but_in(&["sha2"], &["digest"]);
}

#[test]
fn only_spreadsheet_writes_csv() {
    nowhere_but_in(&["use csv", "csv::Writer", "csv::WriterBuilder"], &["spreadsheet"]);
}

#[test]
fn numbers_are_never_floats() {
    let exact = [
        "num",
        "instrument",
        "evaluation",
        "register",
        "score",
        "report",
        "source",
        "bundle",
        "record",
        "project",
        "draft",
        "issue",
    ];
    // serde's list of types, of which `shape` refuses these.
    let floats: Vec<String> = found(&["f32", "f64"], &["report/shape.rs"])
        .into_iter()
        .filter(|l| exact.iter().any(|m| l.starts_with(&format!("src/{m}"))))
        .collect();
    assert_eq!(floats, Vec::<String>::new());
}

#[test]
fn a_printed_number_becomes_a_number_only_where_files_of_the_program_are_read() {
    nowhere_but_in(&["read_printed"], &["num", "report/issued.rs"]);
    // Nobody changes the notation of a number by hand. `source` does it to show people what to type.
    nowhere_but_in(&["replace(',', \".\")", "replace('.', \",\")"], &["num", "source/values/typed.rs"]);
    nowhere_but_in(&["teks.parse"], &[]);
}

#[test]
fn only_the_command_line_prints_and_exits() {
    nowhere_but_in(
        &[
            "println!",
            "eprintln!",
            "print!",
            "eprint!",
            "dbg!",
            "process::exit",
            "process::abort",
            "io::stdout",
            "io::stderr",
        ],
        &["cli"],
    );
}

#[test]
fn only_os_reaches_files_clock_and_environment() {
    let words =
        ["fs::", "File::", "OpenOptions", "SystemTime", "env::var", "env::args", "env::current_dir", "env::temp_dir"];
    nowhere_but_in(&words, &["os", "cli/mod.rs"]);
    let cli = sources().into_iter().find(|s| s.name == "cli/mod.rs").expect("the command line");
    let uses: Vec<&str> = cli.code.lines().filter(|line| words.iter().any(|w| holds(line, w))).map(str::trim).collect();
    assert!(uses.iter().all(|line| line.contains("env::args_os")), "{uses:?}");
}

#[test]
fn only_the_worker_starts_processes() {
    nowhere_but_in(&["process::Command", "Command::new"], &["worker/child.rs", "os/edit.rs"]);
}

#[test]
fn only_a_time_stamp_is_asked_for_over_a_network() {
    nowhere_but_in(&["std::net", "TcpStream", "UdpSocket", "ureq", "reqwest"], &["signature/network.rs"]);
    // Whoever signs asks; nothing else can reach that file.
    nowhere_but_in(&["network::"], &["signature/stamp.rs"]);
}

#[test]
fn only_signature_names_what_reads_pdfs_and_certificates() {
    nowhere_but_in(&["x509_cert", "x509_ocsp", "p12_keystore", "ring::", "webpki", "cms::"], &["signature"]);
    nowhere_but_in(&["lopdf"], &["pdf", "signature"]);
    // What a PDF is can be told without knowing what a signature is.
    assert!(sources().iter().filter(|s| s.below(&["pdf"])).all(|s| !holds(&s.code, "crate::signature")));
}

#[test]
fn order_never_depends_on_a_hash() {
    nowhere_but_in(&["HashMap", "HashSet"], &[]);
}

/// True for the files that say how YAML files look: the only ones that name keys.
fn reads_keys(source: &Source) -> bool {
    source.name.ends_with("/read.rs")
        || [
            "register/letter.rs",
            "register/output.rs",
            "register/recap.rs",
            // What the program itself writes and reads back: the log of the archive, what a bundle quotes.
            "record/issued.rs",
            "record/kept.rs",
            "report/issued.rs",
            "report/wording.rs",
        ]
        .contains(&&*source.name)
}

#[test]
fn keys_of_files_are_named_where_files_are_read() {
    // `source` names the kinds of YAML itself, `typeset` a choice that is handed down to it.
    let strangers: Vec<String> = sources()
        .iter()
        .filter(|s| s.code.replace("rename = \"$lhe", "").contains("rename = \"") || s.code.contains("rename_all"))
        .filter(|s| !(reads_keys(s) || s.below(&["typeset", "source"])))
        .map(|s| s.name.clone())
        .collect();
    assert_eq!(strangers, Vec::<String>::new(), "`serde(rename)` belongs where files are read");
}

#[test]
fn nothing_is_left_to_do() {
    let mut all = found(&["todo!", "unimplemented!", "unreachable!", "#[ignore"], &[]);
    for source in sources() {
        let marked = source
            .text
            .lines()
            .enumerate()
            .filter(|(_, l)| ["FIXME", "TODO", "XXX", "HACK"].iter().any(|w| holds(l, w)));
        all.extend(marked.map(|(number, line)| format!("src/{}:{}: {}", source.name, number + 1, line.trim())));
    }
    assert_eq!(all, Vec::<String>::new());
}

#[test]
fn no_file_is_longer_than_500_lines() {
    let long = |s: &Source| s.code.lines().count() > 500 && s.name != "diag/codes.rs";
    let all: Vec<String> =
        sources().iter().filter(|s| long(s)).map(|s| format!("{} {}", s.name, s.code.lines().count())).collect();
    assert_eq!(all, Vec::<String>::new());
}

#[test]
fn main_lib_and_commands_are_short() {
    let limit = |name: &str| match name {
        "main.rs" => Some(30),
        "lib.rs" => Some(100),
        // Tables of texts and arguments, and commands whose work is to show.
        "cli/args/mod.rs" | "cli/explain/text.rs" | "cli/score/mod.rs" | "cli/build/mod.rs" | "cli/verify/text.rs" => {
            Some(360)
        }
        // One line per command.
        "cli/mod.rs" => Some(180),
        _ => name.starts_with("cli/").then_some(150),
    };
    let long: Vec<String> = sources()
        .iter()
        .filter(|s| limit(&s.name).is_some_and(|limit| s.code.lines().count() > limit))
        .map(|s| format!("{} {}", s.name, s.code.lines().count()))
        .collect();
    assert_eq!(long, Vec::<String>::new());
}

#[test]
fn modules_use_only_what_stands_before_them() {
    let order = [
        "diag",
        "digest",
        "num",
        "os",
        "spreadsheet",
        "source",
        "instrument",
        "evaluation",
        "register",
        "revision",
        "score",
        "report",
        "template",
        "typeset",
        "worker",
        "bundle",
        "pdf",
        "signature",
        "archive",
        "record",
        "project",
        "draft",
        "custody",
        "issue",
        "cli",
    ];
    // Pairs that stand side by side: neither knows the other.
    let apart = [("issue", "custody"), ("record", "bundle"), ("archive", "signature"), ("archive", "pdf")];
    let mut wrong = Vec::new();
    for source in sources() {
        let module = source.name.split(['/', '.']).next().unwrap_or_default().to_owned();
        let Some(own) = order.iter().position(|m| *m == module) else { continue };
        for later in &order[own + 1..] {
            let used = holds(&source.code, &format!("crate::{later}"));
            if used {
                wrong.push(format!("src/{} uses {later}", source.name));
            }
        }
        for (one, other) in apart.iter().filter(|(one, _)| *one == module) {
            if holds(&source.code, &format!("crate::{other}")) {
                wrong.push(format!("src/{}: {one} knows {other}", source.name));
            }
        }
    }
    assert_eq!(wrong, Vec::<String>::new());
}

#[test]
fn every_key_of_a_file_is_in_the_glossary() {
    let path = repository("docs/glossary.md");
    let glossary = fs::read_to_string(&path)
        .unwrap_or_else(|_| panic!("docs/glossary.md does not exist yet: it explains every YAML key"));
    let mut missing = Vec::new();
    for source in sources().iter().filter(|s| reads_keys(s)) {
        for rest in source.code.split("rename = \"").skip(1) {
            let key = rest.split('"').next().unwrap_or_default();
            if !key.starts_with('$') && !glossary.contains(&format!("`{key}`")) {
                missing.push(format!("{key} ({})", source.name));
            }
        }
    }
    missing.sort();
    missing.dedup();
    assert!(missing.is_empty(), "{} keys are not in docs/glossary.md:\n{}", missing.len(), missing.join("\n"));
}

#[test]
fn released_instruments_are_as_they_were_released() {
    let folder = repository("data/instruments");
    let list = fs::read_to_string(folder.join("SHA256SUMS"))
        .unwrap_or_else(|_| panic!("data/instruments/SHA256SUMS does not exist yet"));
    let mut listed = Vec::new();
    for line in list.lines().filter(|l| !l.trim().is_empty() && !l.starts_with('#')) {
        let (digest, name) = line.split_once(char::is_whitespace).expect("digest and name");
        let name = name.trim().trim_start_matches('*');
        let bytes = fs::read(folder.join(name)).unwrap_or_else(|error| panic!("{name}: {error}"));
        assert_eq!(sha256(&bytes), digest, "{name} was released: a mend is a new edition");
        listed.push(PathBuf::from(name));
    }
    let files = fs::read_dir(&folder).expect("instruments").flatten().map(|f| PathBuf::from(f.file_name()));
    let unlisted: Vec<PathBuf> =
        files.filter(|f| f.extension().is_some_and(|e| e == "yaml") && !listed.contains(f)).collect();
    assert_eq!(unlisted, Vec::<PathBuf>::new());
}
