//! Rules of the architecture that can be read from the text of `src`: mostly what must be absent.

use std::collections::BTreeSet;
use std::fs;
use std::path::PathBuf;
use std::sync::LazyLock;

use crate::repository::graph::{Edges, PROGRAM, pieces, texts};
use crate::support::{repository, sha256};

struct Source {
    /// Path below `src`, with `/`.
    name: &'static str,
    /// The code without comments and without the module of tests at its end.
    code: String,
    /// All of it.
    text: &'static str,
}

impl Source {
    fn below(&self, modules: &[&str]) -> bool {
        modules
            .iter()
            .any(|m| self.name == format!("{m}.rs") || self.name.starts_with(&format!("{m}/")) || self.name == *m)
    }
}

/// Every source file that is part of the program; files of tests are left out.
fn sources() -> &'static [Source] {
    static ALL: LazyLock<Vec<Source>> = LazyLock::new(|| {
        let (texts, graph) = &*PROGRAM;
        let program = graph.files();
        let part = |name: &str| name == "main.rs" || program.contains(name);
        let source = |(name, text): (&'static String, &'static String)| Source { code: stripped(text), name, text };
        let all: Vec<Source> = texts.iter().filter(|(name, _)| part(name)).map(source).collect();
        assert!(all.len() > 250, "{} files", all.len());
        all
    });
    &ALL
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
    // A permission that nothing uses would hide what comes there later.
    let used = |place: &&&str| sources().iter().any(|s| s.below(&[place]) && words.iter().any(|w| holds(&s.code, w)));
    let unused: Vec<&&str> = permitted.iter().filter(|place| !used(place)).collect();
    assert!(unused.is_empty(), "{unused:?} need no permission for {words:?}");
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
    // Places on a page; a cell of a workbook; serde's list of types, of which `shape` refuses these.
    nowhere_but_in(&["f32", "f64"], &["pdf/page", "cli/recap/xlsx.rs", "report/shape.rs"]);
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
    let words = [
        "fs::",
        "File::",
        "OpenOptions",
        "SystemTime",
        "env::var",
        "env::args",
        "env::args_os",
        "env::current_dir",
        "env::temp_dir",
    ];
    nowhere_but_in(&words, &["os", "cli/mod.rs"]);
    let cli = sources().iter().find(|s| s.name == "cli/mod.rs").expect("the command line");
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
}

/// Words that an Indonesian sentence hardly does without.
const INDONESIAN: [&str; 16] = [
    "yang", "tidak", "belum", "sudah", "dengan", "tanpa", "dari", "pada", "untuk", "oleh", "atau", "dan", "ini",
    "halaman", "tanggal", "revisi",
];

/// True for a text of several words with one of [`INDONESIAN`]; the parts in backticks are typed by people.
fn is_indonesian(text: &str) -> bool {
    let own: String = text.split('`').step_by(2).collect();
    let words = |text: &str| text.split(|c: char| !c.is_alphanumeric()).map(str::to_lowercase).collect::<Vec<_>>();
    text.trim().contains(' ') && words(&own).iter().any(|word| INDONESIAN.contains(&word.as_str()))
}

/// The string literals of a code with their lines, comments left out.
fn literals(code: &str) -> Vec<(usize, String)> {
    let own = |piece: &str| {
        let plain = piece.trim_start_matches(['r', 'b', 'c', '#']).strip_prefix('"')?;
        plain.trim_end_matches('#').strip_suffix('"').map(str::to_owned)
    };
    let line = |at: usize| code[..at].matches('\n').count() + 1;
    pieces(code).into_iter().filter_map(|(at, piece)| Some((line(at), own(piece)?))).collect()
}

#[test]
fn sentences_for_people_stand_in_tables_of_both_languages() {
    // Tables; text of documents, of the archive and of new files; words of data.
    let permitted =
        ["diag", "report", "record/messages.rs", "custody/bag", "project/start", "project/wording/sentences.rs"];
    // Both languages stand side by side where a table would tear a layout apart: the English text comes next.
    let pairs = ["cli", "custody/conclusion.rs", "project/check/rules/table.rs"];
    let (mut wrong, mut used) = (Vec::new(), BTreeSet::<&&str>::new());
    for source in sources() {
        let code = source.text.split("#[cfg(test)]\nmod tests {").next().unwrap_or_default();
        let mut all = literals(code);
        all.retain(|(_, text)| text.split(['{', '}']).step_by(2).any(|part| part.contains(char::is_alphabetic)));
        for (index, (line, text)) in all.iter().enumerate().filter(|(_, (_, text))| is_indonesian(text)) {
            let english = all.get(index + 1).is_some_and(|(_, next)| !is_indonesian(next));
            let place = permitted.iter().chain(&pairs).find(|place| source.below(&[**place]));
            used.extend(place);
            if !place.is_some_and(|place| permitted.contains(place) || english) {
                wrong.push(format!("src/{}:{line}: {text:?}", source.name));
            }
        }
    }
    let unused: Vec<&&str> = permitted.iter().chain(&pairs).filter(|place| !used.contains(*place)).collect();
    assert!(unused.is_empty(), "{unused:?} need no permission");
    assert!(wrong.is_empty(), "a sentence belongs into a table of both languages:\n{}", wrong.join("\n"));
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
            "record/kind.rs",
            "report/issued.rs",
            "report/wording.rs",
        ]
        .contains(&source.name)
}

#[test]
fn keys_of_files_are_named_where_files_are_read() {
    // `source` names the kinds of YAML itself, `typeset` a choice that is handed down to it.
    let strangers: Vec<String> = sources()
        .iter()
        .filter(|s| s.code.replace("rename = \"$lhe", "").contains("rename = \"") || s.code.contains("rename_all"))
        .filter(|s| !(reads_keys(s) || s.below(&["typeset", "source"])))
        .map(|s| s.name.to_owned())
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
    let program = sources().iter().filter(|s| s.name != "diag/codes.rs").map(|s| (s.name.to_owned(), s.code.clone()));
    let long: Vec<String> = program
        .chain(texts("tests/suite"))
        .map(|(name, text)| (name, text.lines().count()))
        .filter(|(_, lines)| *lines > 500)
        .map(|(name, lines)| format!("{name} {lines}"))
        .collect();
    assert_eq!(long, Vec::<String>::new());
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
        _ => name.starts_with("cli/").then_some(150),
    };
    let long: Vec<String> = sources()
        .iter()
        .filter(|s| limit(s.name).is_some_and(|limit| s.code.lines().count() > limit))
        .map(|s| format!("{} {}", s.name, s.code.lines().count()))
        .collect();
    assert_eq!(long, Vec::<String>::new());
}

/// The uses of a later module, and those between modules that stand side by side and do not know each other.
fn backwards(edges: &Edges, order: &[&str], apart: &[(&str, &str)]) -> Vec<String> {
    let place = |file: &str| order.iter().position(|module| module_of(file) == *module);
    let wrong = |from: &str, to: &str| {
        let pair = (module_of(from), module_of(to));
        place(from) < place(to) || apart.iter().any(|(one, other)| pair == (one, other) || pair == (other, one))
    };
    let all = edges.iter().flat_map(|(from, to)| to.iter().map(move |to| (from, to)));
    all.filter(|(from, to)| wrong(from, to)).map(|(from, to)| format!("{from} uses {to}")).collect()
}

/// The module at the top that a file belongs to.
fn module_of(file: &str) -> &str {
    file.split(['/', '.']).next().unwrap_or_default()
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
    let mut edges = PROGRAM.1.edges();
    // It only names the modules.
    edges.remove("lib.rs");
    let modules: BTreeSet<&str> = edges.keys().map(|file| module_of(file)).collect();
    assert_eq!(modules, BTreeSet::from(order), "each module has its place in the order");
    assert_eq!(backwards(&edges, &order, &apart), Vec::<String>::new());
}

#[test]
fn a_use_of_a_later_module_is_found() {
    let edges = |from: &str, to: &str| Edges::from([(from.to_owned(), BTreeSet::from([to.to_owned()]))]);
    let of = |from, to| backwards(&edges(from, to), &["os", "source", "cli"], &[("os", "cli")]);
    assert_eq!(of("os/disk.rs", "source/mod.rs"), ["os/disk.rs uses source/mod.rs"]);
    assert_eq!(of("cli/mod.rs", "os/mod.rs"), ["cli/mod.rs uses os/mod.rs"]);
    assert_eq!(of("source/mod.rs", "os/disk.rs"), Vec::<String>::new());
    assert_eq!(of("os/disk.rs", "os/mod.rs"), Vec::<String>::new());
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
