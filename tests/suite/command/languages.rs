//! With `--lang en` nothing Indonesian appears but data and the words of files.

use std::collections::BTreeSet;
use std::fs;
use std::path::Path;

use crate::support::{ProjectTest, Run, key, repository, snapshot};

const ID: &str = "2022/dinas-contoh";
const LETTERS: &str = "surat/2022.yaml";

/// Words that an Indonesian sentence hardly does without, and the words for states and things that sentences name.
const WORDS: [&str; 33] = [
    "yang",
    "tidak",
    "belum",
    "sudah",
    "dengan",
    "tanpa",
    "dari",
    "pada",
    "untuk",
    "oleh",
    "atau",
    "dan",
    "ini",
    "kini",
    "adalah",
    "halaman",
    "tanggal",
    "nomor",
    "revisi",
    "koreksi",
    "berkas",
    "arsip",
    "draf",
    "terbit",
    "usang",
    "terkoreksi",
    "diganti",
    "ralat",
    "penggantian",
    "baru",
    "pindaian",
    "laporan",
    "galat",
];

/// Three words in a row, of all that people typed or that a file of the program's data says.
struct Data(BTreeSet<[String; 3]>);

impl Data {
    /// The YAML files of a project, the instruments, and the first comments of the templates.
    fn of(project: &ProjectTest) -> Self {
        let mut data = Self(BTreeSet::new());
        for path in project.tree().iter().filter(|path| path.ends_with(".yaml") && !path.starts_with("arsip/")) {
            data.take(&project.read(path));
        }
        for folder in [
            "data/instruments",
            "report-templates",
            "report-templates/bagian",
            "report-templates/lib",
            "report-templates/teks",
        ] {
            data.take_folder(&repository(folder));
        }
        data
    }

    fn take_folder(&mut self, folder: &Path) {
        let files = fs::read_dir(folder).expect("a folder").flatten().filter(|entry| entry.path().is_file());
        files.for_each(|entry| self.take(&String::from_utf8_lossy(&fs::read(entry.path()).expect("a file"))));
    }

    fn take(&mut self, text: &str) {
        self.0.extend(triples(text));
        // What people quote in it is left out on both sides.
        let plain: Vec<String> = text.lines().map(unquoted).collect();
        self.0.extend(triples(&plain.join(" ")));
    }
}

/// Each word with its neighbours; nothing stands before the first and behind the last.
fn triples(text: &str) -> Vec<[String; 3]> {
    let plain = |word: &str| word.trim_matches(|c: char| !c.is_alphanumeric()).to_lowercase();
    let ends = std::iter::once(String::new());
    let words: Vec<String> =
        ends.clone().chain(text.split_whitespace().map(plain).filter(|word| !word.is_empty())).chain(ends).collect();
    words.windows(3).map(|three| [three[0].clone(), three[1].clone(), three[2].clone()]).collect()
}

/// A line without what is quoted from data or is to be typed: `…`, “…”, and lines of a file.
fn unquoted(line: &str) -> String {
    if line.contains('│') || line.contains("┌─") || line.contains("├─") {
        return String::new();
    }
    let mut out = String::new();
    let mut quoted = None;
    for c in line.chars() {
        match (quoted, c) {
            (Some(end), c) if c == end => quoted = None,
            (Some(_), _) => {}
            (None, '`') => quoted = Some('`'),
            (None, '“') => quoted = Some('”'),
            (None, c) => out.push(c),
        }
    }
    out
}

/// Asserts that a run says no Indonesian of the program's own.
fn is_english(run: &Run, data: &Data) {
    for line in run.stdout.lines().chain(run.stderr.lines()) {
        let line = unquoted(line);
        for [before, word, after] in triples(&line).iter().filter(|three| WORDS.contains(&three[1].as_str())) {
            // The end of a line, a code, a number tell nothing; one neighbour at least must.
            let tells = |word: &str| !word.is_empty() && !word.contains(|c: char| c.is_ascii_digit());
            let same = |own: &str, theirs: &str| !tells(own) || own == theirs;
            let known = |three: &[String; 3]| three[1] == *word && same(before, &three[0]) && same(after, &three[2]);
            let quoted = (tells(before) || tells(after)) && data.0.iter().any(known);
            assert!(quoted, "{word:?} is Indonesian: {line:?} of {run}");
        }
    }
}

/// Runs a command in English and looks at what it says.
fn english(project: &ProjectTest, data: &Data, arguments: &[&str]) -> Run {
    let all: Vec<&str> = arguments.iter().copied().chain(["--lang", "en"]).collect();
    let run = project.run(&all);
    is_english(&run, data);
    run
}

const CORRECTION: [&str; 12] = [
    "--kode",
    "2.b",
    "--menjadi",
    "A",
    "--tanggal",
    "2023-06-20",
    "--dasar",
    "BA 1",
    "--alasan",
    "Bukti diterima.",
    "--diputuskan",
    "Inspektur",
];

/// Issued without a number, signed, taken back, corrected, replaced, signed again.
#[test]
fn one_report_from_draft_to_replacement_is_told_in_english() {
    let project = ProjectTest::with_keys();
    project.replace(LETTERS, "700.1.2.1/113/ITDA/2023", "700.1.2.1/____/ITDA/2023");
    let data = Data::of(&project);
    let say = |arguments: &[&str]| english(&project, &data, arguments);
    say(&["status"]).status(0);
    say(&["build"]).status(0);
    say(&["build", "--verbose"]).status(0);
    say(&["status"]).status(0).says("the draft PDF is up to date");
    say(&["issue", ID]).status(0).says("no number");
    say(&["issue", ID]).status(0);
    say(&["archive", "list"]).status(0).says("no number");
    say(&["issue", ID, "--nomor", "700.1.2.1/113/ITDA/2023", "--tanggal", "2023-05-09"]).status(0);
    say(&["archive", "get", ID, "--ke", "lhe.pdf"]).status(0);
    let sign = |file: &str, key_name: &str, folder: &str| {
        let key = key(key_name);
        say(&["sign", file, "--kunci", &key, "--sandi-env", "LHE_UJI_SANDI", "--keluaran", folder])
    };
    sign("lhe.pdf", "inspektur-p256.p12", ".").status(0);
    sign("lhe.pdf", "lain-rsa2048.p12", "lain").status(0);
    for file in ["lhe.pdf", "lhe.tte.pdf", "lain/lhe.tte.pdf", "lhe.yaml"] {
        say(&["verify", file]);
    }
    say(&["archive", "add", "lhe.pdf"]).status(1);
    say(&["archive", "add", "lain/lhe.tte.pdf", "--tetap-simpan", "--alasan", "Plh. Inspektur"]).status(0);
    say(&["archive", "list"]).status(0).says("kept all the same");
    say(&["archive", "add", "lhe.tte.pdf"]).status(0).says("signed (original)");
    say(&["archive", "add", "lhe.tte.pdf"]).status(0);
    say(&["archive", "add", "lhe.yaml", "--sebagai", "surat_tugas", "--untuk", ID]).status(0).says("assignment letter");
    say(&["archive", "add", "lhe.yaml", "--sebagai", "surat_tugas", "--untuk", "2022/x"]).status(1);

    let correct: Vec<&str> = ["correct", ID].into_iter().chain(CORRECTION).collect();
    say(&correct.iter().copied().chain(["--coba"]).collect::<Vec<_>>()).status(0).snapshot("correct-trial-en");
    say(&correct).status(0);
    say(&["status"]).status(0).says("correction K1 not issued yet");
    say(&["issue", ID]).status(1);
    project.letter_of_revision(LETTERS, "dinas-contoh", "700.1.2.1/150/ITDA/2023");
    let data = Data::of(&project);
    let say = |arguments: &[&str]| english(&project, &data, arguments);
    say(&["issue", ID]).status(0).says("replacement (revision 1)");
    say(&["issue", ID]).status(0);
    say(&["status"]).status(0).says("replaced").says("replacement, revision 1 (700.1.2.1/150/ITDA/2023)");
    say(&["verify", "lhe.tte.pdf"]).status(0).says("replaced by revision 1");
    say(&["archive", "list"]).status(0).snapshot("archive-list-en");
    let shown = say(&["archive", "show", ID]).status(0);
    snapshot::text("archive-show-en", &without_times(&shown));
    say(&["archive", "list", "--nomor", "150", "--keadaan", "terbit"]).status(0);
    say(&["archive", "show", ID, "--revisi", "7"]).status(1);
    say(&["archive", "get", ID, "--berkas", "x.pdf"]).status(1).says("revision 1: x.pdf");
    say(&["archive", "stats"]).status(0);
    say(&["archive", "export", "kantong"]).status(0);
    say(&["archive", "verify", "--catat"]).status(0);
    say(&["build", ID, "--revisi", "0"]).status(0);
    say(&["diff", "2022/dinas-contoh@0", "2022/dinas-contoh@1"]).status(1).snapshot("diff-en");
    say(&["explain", ID]).status(0);
    say(&["explain", ID, "1.b"]).status(0);
    say(&["score"]).status(0);
    // The data departs from what was issued, then its file is gone.
    project.replace("lhe.yaml", "Bonar", "Banar");
    say(&["status"]).status(0).says("outdated");
    say(&["build"]);
    say(&["issue", ID]).status(1);
    project.replace("lhe.yaml", "Banar", "Bonar").remove("evaluasi/2022/dinas-contoh.koreksi.yaml");
    say(&["check"]);
    project.remove("evaluasi/2022/dinas-contoh.yaml").remove(LETTERS);
    say(&["status"]).says("the file of the evaluation is no longer in the project");
    // The same file in somebody's hands, with another tail and another page.
    let issued = project.bytes("lhe.pdf");
    let signed = project.bytes("lhe.tte.pdf");
    project.write("ekor.pdf", [signed.as_slice(), b"\n% tambahan\n%%EOF\n"].concat());
    say(&["verify", "ekor.pdf"]).status(5);
    project.write("pendek.pdf", &issued[..issued.len() / 2]);
    say(&["verify", "pendek.pdf"]).status(5);
}

/// What was said, without the times of the archive, which differ from run to run.
fn without_times(run: &Run) -> String {
    let times = |word: &str| match word.trim_end_matches(',') {
        time if time.len() >= 20 && time.as_bytes()[10] == b'T' && time.starts_with("20") => {
            word.replace(time, "<time>")
        }
        _ => word.to_owned(),
    };
    let line = |line: &str| line.split(' ').map(times).collect::<Vec<_>>().join(" ") + "\n";
    run.stdout.lines().map(line).collect()
}

/// A season with its recap: what a correction touches, what becomes out of date, what is replaced.
#[test]
fn a_season_and_its_corrections_are_told_in_english() {
    let project = ProjectTest::sample();
    let data = Data::of(&project);
    let say = |arguments: &[&str]| english(&project, &data, arguments);
    say(&["check"]).status(0);
    say(&["check", "--aturan"]).status(0);
    say(&["status", "--tahun", "2022"]).status(0);
    say(&["recap", "--tahun", "2022"]).status(0);
    say(&["score", "--tahun", "2022"]).status(0);
    say(&["explain", "2022/rsud-harapan"]).status(0);
    say(&["diff", "2021/bkpsdm", "2022/bkpsdm"]).status(1);
    let stems = project.tree().into_iter();
    let stems = stems.filter_map(|path| Some(path.strip_prefix("evaluasi/2022/")?.strip_suffix(".yaml")?.to_owned()));
    let ids: Vec<String> = stems.map(|stem| format!("2022/{stem}")).collect();
    say(&["issue", "2022/ikhtisar"]).status(1);
    let all: Vec<&str> = ["issue"].into_iter().chain(ids.iter().map(String::as_str)).chain(["2022/ikhtisar"]).collect();
    say(&all).status(0);
    say(&["issue", "2023/rsud-harapan"]).status(0);
    let correct: Vec<&str> = ["correct", "2022/rsud-harapan"].into_iter().chain(CORRECTION).collect();
    say(&correct.iter().copied().chain(["--coba"]).collect::<Vec<_>>()).status(0).says("2022/ikhtisar (outdated)");
    say(&correct).status(0);
    say(&["build", "2022/rsud-harapan", "2022/ikhtisar"]).status(0);
    project.letter_of_revision(LETTERS, "rsud-harapan", "700.1.2.1/150/ITDA/2023");
    project.letter_of_revision(LETTERS, "ikhtisar", "700.1.2.1/151/ITDA/2023");
    let data = Data::of(&project);
    let say = |arguments: &[&str]| english(&project, &data, arguments);
    say(&["status", "2022/ikhtisar"]).status(0).says("revision 1 is prepared");
    say(&["issue", "2022/rsud-harapan", "2022/ikhtisar"]).status(0);
    say(&["status", "2022/rsud-harapan", "2022/ikhtisar", "2023/rsud-harapan", "2023/bappeda"])
        .status(0)
        .says("holds the score of 2022/rsud-harapan, revision 0; now revision 1")
        .snapshot("status-en");
    say(&["archive", "list", "--tahun", "2022"]).status(0);
    say(&["build", "2022/ikhtisar", "--revisi", "1"]).status(0);
    let state = project.run(&["status", "2022/rsud-harapan", "--json", "--lang", "en"]).status(0).json().remove(0);
    assert_eq!(
        (&state["keadaan"], &state["sebab"][0]),
        (&"diganti".into(), &"replacement, revision 1 (700.1.2.1/150/ITDA/2023)".into())
    );
}

#[test]
fn commands_that_make_and_list_files_speak_english() {
    let project = ProjectTest::minimal();
    let data = Data::of(&project);
    for arguments in [
        &["template", "list"][..],
        &["template", "lint"],
        &["template", "eject", "lhe-surat.typ.j2"],
        &["new", "dinas-contoh", "--tahun", "2023"],
        &["init", "lain"],
        &["build", "--tahun", "1999"],
        &["explain", ID, "9.z"],
        &["chek"],
        &["archive", "verify"],
        &["archive", "list"],
    ] {
        english(&project, &data, arguments);
    }
}
