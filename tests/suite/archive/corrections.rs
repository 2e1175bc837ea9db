//! Corrections after issue: ledger, revisions, corrigendum and replacement, what they touch, what is found.

use std::fs;
use std::process::{Command, Stdio};
use std::time::Duration;

use crate::support::{LHE, ProjectTest, Run};

const ID: &str = "2022/dinas-contoh";
const FILE: &str = "evaluasi/2022/dinas-contoh.yaml";
const LEDGER: &str = "evaluasi/2022/dinas-contoh.koreksi.yaml";
const LETTERS: &str = "surat/2022.yaml";

/// The options that state a decision.
const DECISION: [&str; 8] = [
    "--tanggal",
    "2023-06-20",
    "--dasar",
    "Berita Acara Nomor 700/031/ITDA/2023",
    "--alasan",
    "Bukti pengukuran berjenjang diterima setelah konfirmasi.",
    "--diputuskan",
    "Inspektur",
];

fn correct(project: &ProjectTest, id: &str, change: &[&str]) -> Run {
    let arguments: Vec<&str> = ["correct", id].iter().chain(change).chain(&DECISION).copied().collect();
    project.run(&arguments)
}

fn issued() -> ProjectTest {
    let project = ProjectTest::minimal();
    project.run(&["issue", ID]).status(0);
    project
}

/// Gives revision 1 of the minimal project's letter a number and a date.
fn number_revision(project: &ProjectTest, letter: &str) {
    let text = project.read(LETTERS);
    let line = text.lines().find(|line| line.trim_start().starts_with("dinas-contoh: {")).expect("a letter");
    let new = line.replace('}', &format!(", revisi: {{1: {{nomor: {letter}, tanggal: 2023-06-26}}}}}}"));
    project.replace(LETTERS, line, &new);
}

/// The path of a file of a version in the store.
fn stored(project: &ProjectTest, object: &str, rest: &str) -> String {
    let name = format!("urn%3alhe%3a{}/", object.replace('/', "%2f"));
    let all = project.tree();
    all.into_iter()
        .find(|path| path.contains(&name) && path.ends_with(rest))
        .unwrap_or_else(|| panic!("{object} {rest}"))
}

fn states(project: &ProjectTest, arguments: &[&str]) -> Vec<String> {
    let all: Vec<&str> = ["status", "--json"].iter().chain(arguments).copied().collect();
    let text = |value: &serde_json::Value| value.as_str().unwrap_or_default().to_owned();
    let lines = project.run(&all).json();
    let states = lines.iter().filter(|line| line.get("keadaan").is_some());
    states.map(|s| format!("{}@{} {}", text(&s["dokumen"]), s["revisi"], text(&s["keadaan"]))).collect()
}

#[test]
fn the_story_of_a_contested_evaluation() {
    let project = ProjectTest::sample();
    // Three offices, then the rest of the season and its recap.
    for id in ["2022/rsud-harapan", "2022/dinas-perkebunan", "2022/bappeda"] {
        project.run(&["issue", id]).status(0).says("terbit: arsip v1");
    }
    let evaluated: Vec<String> = project
        .tree()
        .into_iter()
        .filter_map(|path| Some(path.strip_prefix("evaluasi/2022/")?.strip_suffix(".yaml")?.to_owned()))
        .map(|stem| format!("2022/{stem}"))
        .collect();
    let all: Vec<&str> =
        ["issue"].into_iter().chain(evaluated.iter().map(String::as_str)).chain(["2022/ikhtisar"]).collect();
    project.run(&all).status(0);
    let first = project.bytes(&stored(&project, "2022/rsud-harapan", "/v1/content/rsud-harapan.pdf"));
    let issued_recap = project.bytes(&stored(&project, "2022/ikhtisar", "/v1/content/ikhtisar.pdf"));

    // One criterion is corrected; its effect is seen before anything is written.
    let change = ["--kode", "2.b", "--menjadi", "A", "--diminta", "Direktur RSUD Harapan"];
    let trial: Vec<&str> = change.into_iter().chain(["--coba"]).collect();
    let run = correct(&project, "2022/rsud-harapan", &trial).status(0);
    run.says("68,45 (B) → 70,25 (BB)").says("2022/ikhtisar (usang)").says("penggantian");
    assert!(!project.path("evaluasi/2022/rsud-harapan.koreksi.yaml").exists(), "a trial writes nothing");
    correct(&project, "2022/rsud-harapan", &change).status(0).says("koreksi K1 ditulis");

    // Only what is touched is made again; the issued recap is out of date and stays as it is.
    let run = project.run(&["build", "--tahun", "2022", "--json"]).status(0);
    assert_eq!(run.ids("built"), ["2022/rsud-harapan", "2022/rsud-harapan.lke"]);
    assert_eq!(run.codes(), ["A046"]);
    let states_now = states(&project, &["2022/rsud-harapan", "2022/ikhtisar"]);
    assert!(states_now.contains(&"2022/rsud-harapan@0 terkoreksi".to_owned()), "{states_now:?}");
    assert!(states_now.contains(&"2022/ikhtisar@0 usang".to_owned()), "{states_now:?}");

    // The replacement needs a number of its own.
    project.run(&["issue", "2022/rsud-harapan"]).status(1).says("K018");
    let old = "rsud-harapan: {nomor: 700.1.2.1/115/ITDA/2023, tanggal: 2023-04-27}";
    let new = "rsud-harapan: {nomor: 700.1.2.1/115/ITDA/2023, tanggal: 2023-04-27, revisi: {1: {nomor: 700.1.2.1/150/ITDA/2023, tanggal: 2023-06-26}}}";
    project.replace(LETTERS, old, new);
    project.run(&["issue", "2022/rsud-harapan"]).status(0).says("penggantian (revisi 1)");
    let text = project.pdf(&stored(&project, "2022/rsud-harapan", "/v2/content/rsud-harapan.pdf")).text();
    for part in [
        "penggantian (revisi ke-1)",
        "700.1.2.1/115/ITDA/2023",
        "Berita Acara Nomor 700/031/ITDA/2023",
        "Daftar Koreksi",
        "Direktur RSUD Harapan",
        "+1,80",
        "Sangat Baik",
        "peringkat 5 dari 10",
    ] {
        assert!(text.contains(part), "the replacement says {part}");
    }

    // The recap needs its own revision, which shows what changed.
    project.replace(
        LETTERS,
        "tujuan: Bupati Rantau Harapan}",
        "tujuan: Bupati Rantau Harapan, revisi: {1: {nomor: 700.1.2.1/151/ITDA/2023, tanggal: 2023-06-28}}}",
    );
    project.run(&["issue", "2022/ikhtisar"]).status(0).says("penggantian (revisi 1)");
    let text = project.pdf(&stored(&project, "2022/ikhtisar", "/v2/content/ikhtisar.pdf")).text();
    assert!(text.contains("70,25") && text.contains("Perubahan sejak Ikhtisar yang Digantikan"));
    assert!(issued_recap == project.bytes(&stored(&project, "2022/ikhtisar", "/v1/content/ikhtisar.pdf")));
    assert_eq!(
        states(&project, &["2022/rsud-harapan", "2022/ikhtisar"]),
        [
            "2022/rsud-harapan@0 diganti",
            "2022/rsud-harapan@1 terbit",
            "2022/ikhtisar@0 diganti",
            "2022/ikhtisar@1 terbit"
        ]
    );

    // Revision 0 byte for byte, after a template and the settings have changed.
    project.run(&["template", "eject", "lhe-surat.typ.j2"]).status(0);
    project.append("templat/lhe-surat.typ.j2", "\n").replace("lhe.yaml", "sifat: Penting", "sifat: Biasa");
    let run = project.run(&["build", "2022/rsud-harapan", "--revisi", "0", "--json"]).status(0);
    for answer in ["data_ke_laporan", "laporan_ke_pdf"] {
        assert_eq!(run.json()[0][answer]["jawaban"], "ya", "{run}");
    }
    assert!(first == project.bytes("keluaran/2022/rsud-harapan.revisi-0.pdf"));

    // Whatever is changed behind the program's back is found.
    let ledger = "evaluasi/2022/rsud-harapan.koreksi.yaml";
    let (entries, base) = (project.read(ledger), project.read("evaluasi/2022/rsud-harapan.yaml"));
    project.replace(ledger, "diterima", "ditolak");
    assert!(project.run(&["check", "2022/rsud-harapan", "--json"]).status(1).codes().contains(&"K010".to_owned()));
    project.write(ledger, &entries).replace("evaluasi/2022/rsud-harapan.yaml", "1.b: B", "1.b: A");
    let run = project.run(&["check", "2022/rsud-harapan", "--json"]).status(1);
    assert_eq!(run.diagnostic("K013")["args"]["paths"], "/penilaian/1.b");
    project.write("evaluasi/2022/rsud-harapan.yaml", &base);
    project.run(&["archive", "verify"]).status(0);
    let log = project.read("arsip/catatan.jsonl");
    project.write("arsip/catatan.jsonl", log.replacen("rsud-harapan", "rsud-harapah", 1));
    assert!(project.run(&["archive", "verify", "--json"]).status(1).codes().contains(&"A026".to_owned()));
    project.write("arsip/catatan.jsonl", &log);
    let pdf = stored(&project, "2022/bappeda", "/v1/content/bappeda.pdf");
    let damaged = [project.bytes(&pdf), b"x".to_vec()].concat();
    project.write(&pdf, damaged);
    let run = project.run(&["archive", "verify", "--json"]).status(1);
    assert_eq!(run.diagnostic("A030")["args"]["object"], "2022/bappeda");
}

#[test]
fn a_corrigendum_keeps_the_number_and_changes_no_value() {
    let project = issued();
    let text = project.read(FILE);
    let finding = text.lines().find_map(|line| line.trim().strip_prefix("- id: ")).expect("a finding").to_owned();
    correct(&project, ID, &["--id", &finding, "--bidang", "uraian", "--menjadi", "Uraian yang dibetulkan."]).status(0);
    project.run(&["issue", ID]).status(0).says("ralat (revisi 1)").says("700.1.2.1/113/ITDA/2023");
    let pdf = project.pdf(&stored(&project, ID, "/v2/content/dinas-contoh.pdf")).text();
    for part in ["ralat (revisi ke-1)", "Uraian yang dibetulkan.", "tidak mengubah nilai"] {
        assert!(pdf.contains(part), "{part}");
    }
    // The same kind for a change of values is refused, unless the project decides so.
    let run = correct(&project, ID, &["--kode", "1.a", "--menjadi", "A", "--jenis", "ralat"]).status(1);
    run.says("K014");
    assert_eq!(project.read(LEDGER).matches("- id: K").count(), 1, "nothing was written");
    project.append("lhe.yaml", "koreksi: {nilai: ralat}\n");
    correct(&project, ID, &["--kode", "1.a", "--menjadi", "A", "--jenis", "ralat"]).status(0);
    project.run(&["issue", ID]).status(0).says("ralat (revisi 2)");
}

#[test]
fn a_replacement_has_a_number_of_its_own() {
    let project = issued();
    correct(&project, ID, &["--kode", "1.a", "--menjadi", "A"]).status(0).says("penggantian");
    project.run(&["issue", ID]).status(1).says("K018");
    number_revision(&project, "700.1.2.1/113/ITDA/2023");
    assert!(project.run(&["issue", ID]).status(1).stderr.contains("K015"));
    project.replace(LETTERS, "1: {nomor: 700.1.2.1/113/", "1: {nomor: 700.1.2.1/150/");
    project.run(&["issue", ID]).status(0).says("700.1.2.1/150/ITDA/2023");
    project.run(&["issue", ID]).status(0).says("sudah terbit");
    let run = project.run(&["build", ID, "--revisi", "1", "--json"]).status(0);
    assert_eq!(run.json()[0]["data_ke_laporan"]["jawaban"], "ya", "{run}");
    project.run(&["build", ID, "--revisi", "2"]).status(1).says("A042");
}

#[test]
fn a_correction_is_taken_back_by_a_new_one() {
    let project = issued();
    let before = project.run(&["score", ID]).status(0).stdout;
    correct(&project, ID, &["--kode", "1.a", "--menjadi", "A"]).status(0);
    assert_ne!(project.run(&["score", ID]).status(0).stdout, before);
    let ledger = project.read(LEDGER);
    correct(&project, ID, &["--kode", "1.a", "--menjadi", "BB"]).status(0);
    assert!(project.read(LEDGER).starts_with(&ledger), "an entry is added and no byte changed");
    assert_eq!(project.run(&["score", ID]).status(0).stdout, before);
    project.run(&["explain", ID, "1.a"]).status(0).says("koreksi.yaml");
}

#[test]
fn corrections_before_the_first_issue_belong_to_revision_0() {
    let project = ProjectTest::minimal();
    correct(&project, ID, &["--kode", "1.a", "--menjadi", "A"]).status(0).says("belum terbit");
    project.run(&["issue", ID]).status(0);
    assert_eq!(states(&project, &[]), [format!("{ID}@0 terbit")]);
    let text = project.pdf(&stored(&project, ID, "/v1/content/dinas-contoh.pdf")).text();
    assert!(!text.contains("Daftar Koreksi"));
    // It was issued: it may not change any more.
    project.replace(LEDGER, "diterima", "ditolak");
    assert_eq!(project.run(&["check", "--json"]).status(1).codes(), ["K010"]);
}

#[test]
fn a_number_may_be_recorded_after_the_issue_and_changes_no_byte() {
    let project = ProjectTest::minimal();
    project.replace(LETTERS, "700.1.2.1/113/ITDA/2023", "700.1.2.1/____/ITDA/2023");
    project.run(&["issue", ID]).status(0).says("tanpa nomor");
    let pdf = project.bytes(&stored(&project, ID, "/v1/content/dinas-contoh.pdf"));
    let record = ["issue", ID, "--nomor", "700.1.2.1/171/ITDA/2023", "--tanggal", "2023-05-09"];
    for (number, date, code) in [("700/____/2023", "2023-05-09", "A047"), ("700/9", "1999-05-09", "A048")] {
        project.run(&["issue", ID, "--nomor", number, "--tanggal", date]).status(1).says(code);
    }
    project.run(&record).status(0).says("dicatat");
    project.run(&record).status(1).says("A043");
    project.run(&["archive", "verify"]).status(0);
    assert!(pdf == project.bytes(&stored(&project, ID, "/v1/content/dinas-contoh.pdf")));
    let status = project.run(&["status", "--json"]).status(0);
    assert_eq!(
        (&status.json()[0]["nomor"], &status.json()[0]["keadaan"]),
        (&"700.1.2.1/171/ITDA/2023".into(), &"terbit".into())
    );
    // Typed into the letter file as well, as people do: no change of the letter.
    project.replace(LETTERS, "700.1.2.1/____/ITDA/2023", "700.1.2.1/171/ITDA/2023");
    assert_eq!(project.run(&["build", "--json"]).status(0).codes(), Vec::<String>::new());
}

#[test]
fn last_year_is_quoted_from_its_last_issued_revision() {
    let project = ProjectTest::sample();
    project.run(&["issue", "2022/bkpsdm"]).status(0);
    project.run(&["build", "2023/bkpsdm"]).status(0);
    let draft = project.bytes("keluaran/2023/bkpsdm.pdf");
    // A correction that is not issued changes nothing that is quoted.
    correct(&project, "2022/bkpsdm", &["--kode", "1.a", "--menjadi", "AA"]).status(0);
    project.run(&["build", "2023/bkpsdm"]).status(0);
    assert!(draft == project.bytes("keluaran/2023/bkpsdm.pdf"));
    project.letter_of_revision(LETTERS, "bkpsdm", "700.1.2.1/150/ITDA/2023");
    project.run(&["issue", "2022/bkpsdm"]).status(0);
    assert_eq!(project.run(&["build", "2023/bkpsdm", "--json"]).status(0).ids("built"), ["2023/bkpsdm"]);
    let attached = project.pdf("keluaran/2023/bkpsdm.pdf").attachments();
    let quoted: serde_json::Value = serde_json::from_slice(&attached["sumber.json"]).expect("JSON");
    assert_eq!(quoted["tahun_lalu"]["revisi"], 1);
    assert_eq!(quoted["tahun_lalu"]["laporan"].as_str().map(str::len), Some(64));
}

#[test]
fn an_issued_letter_keeps_last_years_value_when_that_is_revised() {
    let project = ProjectTest::sample();
    project.run(&["issue", "2022/bkpsdm"]).status(0);
    project.run(&["issue", "2023/bkpsdm"]).status(0);
    correct(&project, "2022/bkpsdm", &["--kode", "1.a", "--menjadi", "AA"]).status(0);
    project.letter_of_revision(LETTERS, "bkpsdm", "700.1.2.1/150/ITDA/2023");
    project.run(&["issue", "2022/bkpsdm"]).status(0);
    assert_eq!(project.run(&["build", "2023/bkpsdm", "--json"]).status(0).codes(), Vec::<String>::new());
    let status = project.run(&["status", "2023/bkpsdm"]).status(0);
    status.says("terbit").says("memuat nilai 2022/bkpsdm revisi 0; kini revisi 1");
}

#[test]
fn what_differs_is_told_by_code_and_id() {
    let project = issued();
    project.run(&["diff", ID]).status(0).says("tidak ada perbedaan");
    correct(&project, ID, &["--kode", "1.a", "--menjadi", "A"]).status(0);
    let run = project.run(&["diff", ID, "--json"]).status(1);
    let changes = run.json()[0]["perubahan"].as_array().expect("a list").clone();
    assert_eq!(changes[0]["kode"], "1.a");
    assert_eq!((&changes[0]["semula"], &changes[0]["menjadi"]), (&"BB".into(), &"A".into()));
    project.run(&["diff", ID, "--pdf", "beda.pdf"]).status(1);
    assert!(project.pdf("beda.pdf").text().contains("Jawaban 1.a"));
    let other = ProjectTest::minimal();
    let folder = other.root().display().to_string();
    project.run(&["diff", "--terhadap", &folder]).status(1).says("1 berbeda");
    let sample = ProjectTest::sample();
    sample.run(&["diff", "2021/bkpsdm", "2022/bkpsdm"]).status(1).says("hanya komponen");
}

#[test]
fn an_entry_may_be_written_in_an_editor() {
    let project = issued();
    let script = project.root().with_file_name("sunting.sh");
    let typed = "format: 1\\nkoreksi:\\n  - id: K1\\n    tanggal: 2023-06-20\\n    dasar: BA\\n    alasan: Sebab.\\n    diputuskan: Inspektur\\n    perubahan:\\n      - {kode: 1.a, semula: XX, menjadi: A}\\n";
    fs::write(&script, format!("printf '{typed}' > \"$1\"\n")).expect("written");
    let editor = format!("sh {}", script.display());
    let edit = |project: &ProjectTest| project.run_in("", &["correct", ID], &[("VISUAL", &editor)]);
    // What cannot be taken is kept, and nothing is in the ledger.
    edit(&project).status(1).says("K001").says("keluaran/.lhe/2022-dinas-contoh.koreksi.yaml");
    assert!(!project.path(LEDGER).exists());
    fs::write(&script, format!("printf '{}' > \"$1\"\n", typed.replace("XX", "BB"))).expect("written");
    edit(&project).status(0).says("K1");
    assert!(project.read(LEDGER).contains("semula: BB"));
    project.run_in("", &["correct", ID], &[("VISUAL", "tidak-ada-penyunting")]).status(1).says("U014");
}

#[test]
fn a_ledger_in_any_style_is_proven_from_its_bundle() {
    let head = "format: 1\nkoreksi:\n  - {id: K1, tanggal: 2023-06-20, dasar: BA 1, alasan: \"Sebab.\", diputuskan: Inspektur, perubahan: [";
    for changes in [
        "{kode: 1.a, semula: BB, menjadi: A}",
        "{kode: 1.a, bidang: keterangan, menjadi: \"Catatan baru.\"}, {surat: tanggal, semula: 2023-05-08, menjadi: 2023-05-09}",
        "{tambah: {catatan: {id: C9, pada: [1.b], uraian: \"Baru.\"}}}, {tambah: {rekomendasi: {id: R9, atas: [C9], uraian: \"Agar baru.\"}}}",
    ] {
        let project = issued();
        number_revision(&project, "700.1.2.1/150/ITDA/2023");
        project.write(LEDGER, format!("{head}{changes}]}}\n")).run(&["issue", ID]).status(0);
        let run = project.run(&["build", ID, "--revisi", "1", "--json"]).status(0);
        assert_eq!(run.json()[0]["data_ke_laporan"]["jawaban"], "ya", "{changes} {run}");
    }
}

#[test]
fn a_log_that_is_gone_stops_everything_and_an_emptied_pdf_the_proof() {
    let project = issued();
    let pdf = stored(&project, ID, "/v1/content/dinas-contoh.pdf");
    let bytes = project.bytes(&pdf);
    project.write(&pdf, "").run(&["build", ID, "--revisi", "0"]).status(1).says("A030");
    project.write(&pdf, bytes).remove("arsip/catatan.jsonl");
    // One line is what an interruption leaves; two are not.
    project.run(&["issue", ID]).status(0).says("A022");
    correct(&project, ID, &["--kode", "1.a", "--menjadi", "A"]).status(0);
    number_revision(&project, "700.1.2.1/150/ITDA/2023");
    project.run(&["issue", ID]).status(0);
    project.remove("arsip/catatan.jsonl");
    for command in ["check", "build", "status", "issue"] {
        let run = project.run(&[command, ID, "--json"]).status(1);
        assert!(run.codes().contains(&"A028".to_owned()), "{run}");
    }
}

#[test]
fn an_issued_evaluation_whose_file_is_gone_is_still_told() {
    let project = issued();
    project.remove(FILE);
    assert!(project.run(&["check", "--json"]).codes().contains(&"A049".to_owned()));
    assert_eq!(states(&project, &[]), [format!("{ID}@0 terbit")]);
}

#[test]
fn several_processes_lock_or_fail_clearly() {
    let project = ProjectTest::sample();
    let ids = ["2022/bappeda", "2022/bkpsdm", "2022/rsud-harapan", "2022/dinas-kesehatan"];
    let start = |arguments: &[&str]| {
        let mut command = Command::new(LHE);
        command.args(arguments).current_dir(project.root()).stdout(Stdio::piped()).stderr(Stdio::piped());
        command.spawn().expect("started")
    };
    let issues: Vec<_> = ids.iter().map(|id| start(&["issue", id])).collect();
    let build = start(&["build", "--tahun", "2023"]);
    let mut done = 0;
    for child in issues.into_iter().chain([build]) {
        let output = child.wait_with_output().expect("ended");
        let said = String::from_utf8_lossy(&output.stderr).into_owned();
        match output.status.code() {
            Some(0) => done += 1,
            Some(4) => assert!(said.contains("A020") || said.contains("U007"), "{said}"),
            other => panic!("{other:?} {said}"),
        }
    }
    assert!(done >= 2, "one issue and the build at least");
    project.run(&["archive", "verify"]).status(0);
    let all: Vec<&str> = ["issue"].iter().chain(&ids).copied().collect();
    project.run(&all).status(0);
    project.run(&["archive", "verify"]).status(0);
}

#[test]
fn a_process_that_is_killed_leaves_before_or_after() {
    let project = ProjectTest::minimal();
    for (index, milliseconds) in [5, 20, 40, 60, 80, 100, 130, 160].into_iter().enumerate() {
        let mut child = Command::new(LHE)
            .args(["issue", ID])
            .current_dir(project.root())
            .stdout(Stdio::null())
            .stderr(Stdio::null())
            .spawn()
            .expect("started");
        std::thread::sleep(Duration::from_millis(milliseconds));
        drop(child.kill());
        drop(child.wait());
        let run = project.run(&["archive", "verify", "--json"]);
        assert!(run.status == 0, "kill {index}: {run}");
    }
    project.run(&["issue", ID]).status(0);
    project.run(&["archive", "verify"]).status(0);
    assert_eq!(states(&project, &[]), [format!("{ID}@0 terbit")]);
}

#[test]
fn a_disk_that_refuses_loses_nothing() {
    let project = issued();
    // A file where the staging folder should be: nothing can be written.
    let before = project.tree();
    drop(fs::remove_dir_all(project.path("arsip/.sementara")));
    project.write("arsip/.sementara", "");
    correct(&project, ID, &["--kode", "1.a", "--menjadi", "A"]).status(0);
    number_revision(&project, "700.1.2.1/150/ITDA/2023");
    let run = project.run(&["issue", ID]);
    assert_ne!(run.status, 0, "{run}");
    let now: Vec<String> = project.tree().into_iter().filter(|path| path.starts_with("arsip/ocfl")).collect();
    assert_eq!(now, before.into_iter().filter(|path| path.starts_with("arsip/ocfl")).collect::<Vec<_>>());
    project.remove("arsip/.sementara");
    project.run(&["archive", "verify"]).status(0);
    project.run(&["issue", ID]).status(0);
}
