//! `lhe issue`: a letter is issued once, and what was issued is never touched again.

use std::collections::BTreeMap;

use serde_json::Value;

use crate::support::ProjectTest;

const ID: &str = "2022/dinas-contoh";
const FILE: &str = "evaluasi/2022/dinas-contoh.yaml";
const LETTER: &str = "surat/2022.yaml";

/// Bytes of every object in the archive; an empty store may be there.
fn archive(project: &ProjectTest) -> BTreeMap<String, Vec<u8>> {
    let files = project.tree().into_iter().filter(|path| path.starts_with("arsip/ocfl/") && path.contains("urn%3alhe"));
    files.map(|path| (path.clone(), project.bytes(&path))).collect()
}

fn issued() -> ProjectTest {
    let project = ProjectTest::minimal();
    project.run(&["issue", ID]).status(0);
    project
}

/// The path of a file of the first version.
fn stored(project: &ProjectTest, name: &str) -> String {
    let ending = format!("/v1/content/{name}");
    project.tree().into_iter().find(|path| path.ends_with(&ending)).unwrap_or_else(|| panic!("{name} is stored"))
}

/// The data of the only line of the log.
fn event(project: &ProjectTest) -> Value {
    let line: Value = serde_json::from_str(project.read("arsip/catatan.jsonl").trim()).expect("one line");
    line["data"].clone()
}

#[test]
fn issuing_deposits_the_pdf_its_bundle_and_what_describes_it() {
    let project = issued();
    let names: Vec<String> =
        archive(&project).into_keys().filter_map(|path| Some(path.split_once("/v1/content/")?.1.to_owned())).collect();
    let expected = [
        "bundel/bundel.json",
        "bundel/evaluasi-2022-dinas-contoh.yaml",
        "bundel/laporan.json",
        "bundel/lhe.yaml",
        "bundel/opd.yaml",
        "bundel/permenpanrb-88-2021-umum.yaml",
        "bundel/sumber.json",
        "bundel/surat-2022.yaml",
        "bundel/templat.json",
        "dinas-contoh.pdf",
        "meta.json",
        "nilai.json",
        "peristiwa.json",
    ];
    assert_eq!(names, expected);
}

#[test]
fn the_record_names_number_date_pages_and_digests() {
    let project = issued();
    let event = event(&project);
    assert_eq!(event["nomor"], "700.1.2.1/113/ITDA/2023");
    assert_eq!(event["tanggal"], "2023-05-08");
    assert_eq!((&event["total"], &event["predikat"], &event["revisi"]), (&"67,25".into(), &"B".into(), &0.into()));
    let pdf = project.pdf(&stored(&project, "dinas-contoh.pdf"));
    assert_eq!(event["dokumen"]["lhe"]["halaman"], pdf.pages());
    assert_eq!(event["dokumen"]["lhe"]["pdf"], crate::support::sha256(&pdf.bytes));
    let bundle = project.bytes(&stored(&project, "bundel/bundel.json"));
    assert_eq!(event["dokumen"]["lhe"]["bundel"], crate::support::sha256(&bundle));
}

#[test]
fn the_archive_holds_what_is_attached_to_the_pdf() {
    let project = issued();
    let attached = project.pdf(&stored(&project, "dinas-contoh.pdf")).attachments();
    assert_eq!(attached.len(), 9);
    for (name, bytes) in attached {
        assert!(bytes == project.bytes(&stored(&project, &format!("bundel/{name}"))), "{name}");
    }
}

#[test]
fn a_letter_by_a_2a_keeps_the_same_bundle_beside_it() {
    let project = ProjectTest::minimal();
    project.replace("lhe.yaml", "a-3a", "a-2a").run(&["issue", ID]).status(0);
    assert_eq!(project.pdf(&stored(&project, "dinas-contoh.pdf")).attachments().len(), 0);
    let names: Vec<String> = archive(&project).into_keys().collect();
    assert_eq!(names, archive(&issued()).into_keys().collect::<Vec<_>>());
}

#[test]
fn the_message_of_an_issue_reads_so() {
    ProjectTest::minimal().run(&["issue", ID]).status(0).snapshot("issue");
}

#[test]
fn a_second_issue_is_refused_and_changes_nothing() {
    let project = issued();
    let before = archive(&project);
    // The same data again, as after an interruption: it is done already. A comment is no change.
    project.run(&["issue", ID]).status(0).says("sudah terbit");
    project.append(FILE, "# keterangan\n").run(&["issue", ID]).status(0).says("sudah terbit");
    assert!(before == archive(&project));
    project.replace("lhe.yaml", "sifat: Penting", "sifat: Biasa");
    assert_eq!(project.run(&["issue", ID, "--json"]).status(1).codes(), ["A001"]);
    project.replace(FILE, "1.a: BB", "1.a: B");
    assert_eq!(project.run(&["issue", ID, "--json"]).status(1).codes(), ["K013"]);
    assert!(before == archive(&project));
}

#[test]
fn last_years_value_is_the_issued_one_whatever_is_typed_today() {
    let project = ProjectTest::sample();
    project.run(&["issue", "2022/bkpsdm"]).status(0);
    project.run(&["build", "2023/bkpsdm"]).status(0);
    let draft = project.bytes("keluaran/2023/bkpsdm.pdf");
    project.replace("evaluasi/2022/bkpsdm.yaml", "jawaban: BB", "jawaban: C");
    let run = project.run(&["build", "2023/bkpsdm", "--json"]).status(1);
    assert!(run.codes().contains(&"K013".to_owned()), "{run}");
    assert_eq!(run.ids("unchanged"), ["2023/bkpsdm"], "{run}");
    assert!(draft == project.bytes("keluaran/2023/bkpsdm.pdf"));
}

#[test]
fn a_damaged_log_stops_everything() {
    let project = ProjectTest::sample();
    project.run(&["issue", "2022/bkpsdm"]).status(0);
    let log = project.read("arsip/catatan.jsonl");
    project.write("arsip/catatan.jsonl", log.replacen("bkpsdm", "bkpsdx", 1));
    for command in [["issue", "2023/bkpsdm"], ["build", "2021/bkpsdm"]] {
        let run = project.run(&[command[0], command[1], "--json"]).status(1);
        assert!(run.codes().iter().any(|code| code == "A027" || code == "A028"), "what was issued is not known: {run}");
    }
    assert_eq!(project.pdfs("keluaran").len(), 0);
}

#[test]
fn an_issued_letter_is_not_built() {
    let project = issued();
    let run = project.run(&["build", "--json"]).status(0);
    assert_eq!(run.ids("issued"), [ID]);
    assert_eq!(run.codes(), Vec::<String>::new());
    assert_eq!(project.pdfs("keluaran").len(), 0);
    project.run(&["build"]).status(0).says("sudah terbit");
}

#[test]
fn a_draft_that_was_built_before_the_issue_is_left_alone() {
    let project = ProjectTest::minimal();
    project.run(&["build"]).status(0);
    let draft = project.bytes("keluaran/2022/dinas-contoh.pdf");
    project.run(&["issue", ID]).status(0);
    project.run(&["build"]).status(0);
    assert!(draft == project.bytes("keluaran/2022/dinas-contoh.pdf"));
}

#[test]
fn data_that_changes_after_the_issue_are_told_and_nothing_is_written() {
    let project = issued();
    let before = archive(&project);
    project.replace("lhe.yaml", "sifat: Penting", "sifat: Biasa");
    let run = project.run(&["build", "--json"]).status(0);
    assert_eq!(run.codes(), ["A002"]);
    assert_eq!(run.ids("issued"), [ID]);
    assert!(before == archive(&project));
    assert_eq!(project.pdfs("keluaran").len(), 0);
}

#[test]
fn comments_after_the_issue_are_no_change() {
    let project = issued();
    for path in [FILE, LETTER, "opd.yaml", "lhe.yaml"] {
        project.append(path, "# keterangan\n");
    }
    assert_eq!(project.run(&["build", "--json"]).status(0).codes(), Vec::<String>::new());
}

/// A second office with a letter of its own; `letter` is its entry.
fn two_offices(letter: &str) -> ProjectTest {
    let project = ProjectTest::minimal();
    let office = "  - id: dinas-lain\n    jenis: dinas\n    nama: [{sejak: 2017-01-03, nama: Dinas Lain}]\n    \
                  kepala: [{sejak: 2017-01-03, sebutan: Kepala Dinas Lain}]\n    tempat: Kota Contoh\n";
    project.append("opd.yaml", office).append(LETTER, &format!("  dinas-lain: {letter}\n"));
    project.write("evaluasi/2022/dinas-lain.yaml", project.read(FILE).replace("dinas-contoh", "dinas-lain"));
    project
}

#[test]
fn a_number_used_twice_stops_both_letters() {
    let project = two_offices("{nomor: 700.1.2.1/113/ITDA/2023, tanggal: 2023-05-09}");
    for id in [ID, "2022/dinas-lain"] {
        let run = project.run(&["issue", id, "--json"]).status(1);
        assert!(run.codes().contains(&"D147".to_owned()), "{run}");
    }
    assert_eq!(archive(&project).len(), 0);
}

#[test]
fn the_number_of_an_issued_letter_is_refused_for_another() {
    let project = two_offices("{nomor: 700.1.2.1/114/ITDA/2023, tanggal: 2023-05-09}");
    project.run(&["issue", "2022/dinas-lain"]).status(0);
    // The entry of the issued letter is changed afterwards; the archive still knows its number.
    project.replace(LETTER, "/114/", "/115/").replace(LETTER, "/113/", "/114/");
    let run = project.run(&["issue", ID, "--json"]).status(1);
    assert_eq!(run.codes(), ["A006"]);
    assert!(!project.tree().iter().any(|path| path.contains("dinas-contoh/v1")));
}

#[test]
fn a_missing_number_stops_the_issue() {
    let project = ProjectTest::minimal();
    project.write(LETTER, "format: 1\npenomoran: diketik\nsurat: {}\n");
    assert_eq!(project.run(&["issue", ID, "--json"]).status(1).codes(), ["A003"]);
    assert_eq!(archive(&project).len(), 0);
}

#[test]
fn a_missing_letter_file_stops_the_issue() {
    let project = ProjectTest::minimal();
    project.remove(LETTER);
    assert_eq!(project.run(&["issue", ID, "--json"]).status(1).codes(), ["A003"]);
}

#[test]
fn a_number_without_a_date_stops_the_issue() {
    let project = ProjectTest::minimal();
    project.replace(LETTER, ", tanggal: 2023-05-08", "");
    assert_eq!(project.run(&["issue", ID, "--json"]).status(1).codes(), ["A005"]);
}

#[test]
fn a_gap_for_the_number_may_be_issued() {
    let project = ProjectTest::minimal();
    project.replace(
        LETTER,
        "{nomor: 700.1.2.1/113/ITDA/2023, tanggal: 2023-05-08}",
        "{nomor: 700.1.2.1/____/ITDA/2023, tanggal: 2023-05}",
    );
    project.run(&["issue", ID]).status(0);
    assert_eq!(event(&project)["nomor"], Value::Null);
}

#[test]
fn numbers_by_hand_and_by_signing_system_may_be_issued() {
    for numbering in ["tulis_tangan", "tag"] {
        let project = ProjectTest::minimal();
        project.write(
            LETTER,
            format!("format: 1\npenomoran: {numbering}\nsurat:\n  dinas-contoh: {{tanggal: 2023-05-08}}\n"),
        );
        project.run(&["issue", ID]).status(0);
    }
}

#[test]
fn an_error_in_the_letters_own_data_stops_the_issue() {
    let project = ProjectTest::minimal();
    project.replace(FILE, "1.a: BB", "1.a: Z");
    project.run(&["issue", ID]).status(1).says("tidak ada yang diterbitkan");
    assert_eq!(archive(&project).len(), 0);
}

#[test]
fn an_error_in_a_shared_file_stops_the_issue() {
    for (path, from, to) in [
        ("lhe.yaml", "sifat: Penting", "sifta: Penting"),
        ("opd.yaml", "jenis: dinas", "jenis: toko"),
        (LETTER, "nomor: ", "nomer: "),
    ] {
        let project = ProjectTest::minimal();
        project.replace(path, from, to);
        project.run(&["issue", ID]).status(1);
        assert_eq!(archive(&project).len(), 0, "{path}");
    }
}

#[test]
fn an_error_of_another_office_does_not_stop_the_issue() {
    let project = two_offices("{nomor: 700.1.2.1/114/ITDA/2023, tanggal: 2023-05-09}");
    project.replace("evaluasi/2022/dinas-lain.yaml", "1.a: BB", "1.a: Z");
    project.run(&["issue", ID]).status(0);
    project.run(&["issue", "2022/dinas-lain"]).status(1);
}

#[test]
fn a_name_is_required_to_issue() {
    ProjectTest::minimal().run(&["issue"]).status(2);
}

#[test]
fn draft_and_issued_letter_say_the_same_on_as_many_pages() {
    let project = ProjectTest::built_sample();
    let id = "2022/dinas-pendidikan";
    project.run(&["issue", id]).status(0);
    let draft = project.pdf("keluaran/2022/dinas-pendidikan.pdf");
    let issued = project.pdf(&stored(&project, "dinas-pendidikan.pdf"));
    assert_eq!(draft.pages(), issued.pages());
    assert!(draft.squeezed().contains("DRAF"));
    assert!(!issued.squeezed().contains("DRAF"));
    let strip = |mut report: Value| {
        report["dokumen"].as_object_mut().expect("an object").remove("draf");
        report
    };
    assert_eq!(strip(draft.report()), strip(issued.report()));
}
