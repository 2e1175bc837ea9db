//! `lhe build`: what is written, what is left alone, and that the same data always gives the same bytes.

use std::collections::BTreeSet;
use std::fs::{self, File};
use std::time::{Duration, SystemTime};

use crate::support::ProjectTest;

/// Documents of the sample: 32 reports, 9 worksheets, 3 recaps.
const DOCUMENTS: usize = 44;

#[test]
fn every_document_of_the_sample_becomes_a_pdf() {
    let project = ProjectTest::sample();
    let run = project.run(&["build", "--json"]).status(0);
    let built = run.ids("built");
    assert_eq!(built.len(), DOCUMENTS, "{run}");
    let files: BTreeSet<String> = project.pdfs("keluaran").into_keys().collect();
    assert_eq!(files, built.iter().map(|id| format!("{id}.pdf")).collect());
    assert!(project.pdfs("keluaran").values().all(|pdf| pdf.starts_with(b"%PDF-1.7") && pdf.ends_with(b"%%EOF")));
}

#[test]
fn every_pdf_claims_pdf_a_3a_and_pdf_ua_1() {
    let project = ProjectTest::built_sample();
    for name in project.pdfs("keluaran").keys() {
        let pdf = project.pdf(&format!("keluaran/{name}"));
        for claim in [
            "<pdfaid:part>3</pdfaid:part>",
            "<pdfaid:conformance>A</pdfaid:conformance>",
            "<pdfuaid:part>1</pdfuaid:part>",
            "/Lang(id)",
            "/MarkInfo<</Marked true",
        ] {
            assert!(pdf.contains(claim), "{name}: {claim}");
        }
    }
}

#[test]
fn a_second_build_changes_nothing() {
    let project = ProjectTest::built_sample();
    let (tree, before) = (project.tree(), project.pdfs("keluaran"));
    let run = project.run(&["build"]).status(0).says("0 disusun, 44 tidak berubah");
    assert_eq!(run.stdout.matches("tidak berubah").count(), DOCUMENTS, "{run}");
    assert!(before == project.pdfs("keluaran"));
    assert_eq!(tree, project.tree());
}

/// Another time zone, locale, language and terminal.
const ELSEWHERE: [(&str, &str); 5] = [
    ("TZ", "Asia/Jayapura"),
    ("LC_ALL", "tr_TR.UTF-8"),
    ("LANG", "ar_EG.UTF-8"),
    ("LHE_LANG", "en"),
    ("NO_COLOR", "1"),
];

#[test]
fn place_locale_time_zone_and_workers_do_not_change_the_bytes() {
    let project = ProjectTest::built_sample();
    let elsewhere = ProjectTest::sample();
    elsewhere.run_in("evaluasi", &["build", "--pekerja", "1", "--keluaran", "../hasil"], &ELSEWHERE).status(0);
    let (here, there) = (project.pdfs("keluaran"), elsewhere.pdfs("hasil"));
    assert_eq!(there.len(), DOCUMENTS, "a relative folder is relative to where the command runs");
    for (name, bytes) in &here {
        assert!(there.get(name) == Some(bytes), "{name} has the same bytes everywhere");
    }
}

/// Chapters with everything that electronic signing prints, and worksheets of both regulations, of which the sample
/// itself has none by 12/2015.
#[test]
fn forms_that_the_sample_does_not_have_are_the_same_bytes_everywhere_too() {
    let project = || {
        let project = ProjectTest::sample();
        project.replace("lhe.yaml", "mandiri: tidak,", "bentuk: bab, lke: tersendiri, mandiri: tidak,");
        project.replace("lhe.yaml", "kaki: tidak, qr: tidak", "kaki: ya, qr: ya, penanda: \"#\"");
        project
    };
    let (here, there) = (project(), project());
    let offices = ["2021/dinas-kesehatan", "2022/bappeda"];
    here.run(&[&["build"], &offices[..]].concat()).status(0).says("4 disusun");
    there.run_in("surat", &[&["build", "--pekerja", "1"], &offices[..]].concat(), &ELSEWHERE).status(0);
    let (here, there) = (here.pdfs("keluaran"), there.pdfs("keluaran"));
    assert_eq!(here.keys().filter(|name| name.ends_with(".lke.pdf")).count(), 2);
    assert_eq!(here.keys().collect::<Vec<_>>(), there.keys().collect::<Vec<_>>());
    for (name, bytes) in &here {
        assert!(there.get(name) == Some(bytes), "{name} has the same bytes everywhere");
    }
}

#[test]
fn a_document_built_alone_equals_the_one_of_the_batch() {
    let batch = ProjectTest::built_sample().pdfs("keluaran");
    let alone = ProjectTest::sample();
    for id in ["2021/dinas-pendidikan", "2022/bappeda", "2023/dinas-perkebunan", "2021/ikhtisar", "2022/ikhtisar"] {
        // An office whose worksheet is a document of its own has two.
        alone.run(&["build", id]).status(0).says(if id == "2022/bappeda" { "2 disusun" } else { "1 disusun" });
    }
    let alone = alone.pdfs("keluaran");
    assert_eq!(alone.len(), 6);
    for (name, bytes) in &alone {
        assert!(batch.get(name) == Some(bytes), "{name}");
    }
}

#[test]
fn file_times_are_never_asked() {
    let project = ProjectTest::built_sample();
    for path in project.tree().iter().filter(|path| path.ends_with(".yaml") || path.ends_with(".pdf")) {
        let file = File::options().append(true).open(project.path(path)).expect("a file");
        file.set_modified(SystemTime::now() + Duration::from_secs(3600)).expect("a time");
    }
    project.run(&["build"]).status(0).says("0 disusun, 44 tidak berubah");
}

/// Builds the sample again after a change and tells what was built.
fn rebuilt(change: impl FnOnce(&ProjectTest)) -> Vec<String> {
    let project = ProjectTest::built_sample();
    let before = project.pdfs("keluaran");
    change(&project);
    let run = project.run(&["build", "--json"]);
    let run = run.status(0);
    let built = run.ids("built");
    for (name, bytes) in project.pdfs("keluaran") {
        let told = built.contains(&name.replace(".pdf", ""));
        assert_eq!(told, before.get(&name) != Some(&bytes), "{name} is told as it is");
    }
    built
}

#[test]
fn a_changed_answer_rebuilds_its_letter_next_years_and_their_recaps() {
    let built = rebuilt(|p| {
        p.replace("evaluasi/2022/kec-muara.yaml", "1.a: {jawaban: B,", "1.a: {jawaban: BB,");
    });
    assert_eq!(built, ["2022/ikhtisar", "2022/kec-muara", "2023/ikhtisar", "2023/kec-muara"]);
}

#[test]
fn an_own_answer_that_is_neither_printed_nor_attached_changes_no_letter() {
    let built = rebuilt(|p| {
        p.replace("evaluasi/2022/kec-muara.yaml", "1.a: {jawaban: B, mandiri: BB", "1.a: {jawaban: B, mandiri: A");
    });
    assert_eq!(built, Vec::<String>::new());
}

#[test]
fn a_changed_sentence_rebuilds_its_letter_only() {
    let built = rebuilt(|p| {
        let text = p.read("evaluasi/2023/kec-muara.yaml");
        let sentence = text.split("uraian: |\n").nth(1).expect("a text").lines().next().expect("a line").to_owned();
        p.replace("evaluasi/2023/kec-muara.yaml", &sentence, &format!("{sentence} Kalimat baru."));
    });
    assert_eq!(built, ["2023/kec-muara"]);
}

#[test]
fn another_offices_entry_in_the_register_changes_no_letter() {
    let office = "  - id: dinas-baru\n    jenis: dinas\n    sejak: 2030-01-01\n    nama: [{sejak: 2030-01-01, nama: Dinas Baru}]\n    \
                  kepala: [{sejak: 2030-01-01, sebutan: Kepala Dinas Baru}]\n    tempat: Harapan Baru\n\n";
    // Before all others: every index and line of the register moves.
    let built = rebuilt(|p| {
        p.replace("opd.yaml", "opd:\n", &format!("opd:\n{office}"));
    });
    assert_eq!(built, Vec::<String>::new());
}

#[test]
fn another_letters_number_changes_its_own_letter_only() {
    let built = rebuilt(|p| {
        p.replace("surat/2023.yaml", "/113/ITDA/2024", "/133/ITDA/2024");
    });
    assert_eq!(built, ["2023/bkpsdm"]);
    let line = "  dinas-kominfo: {nomor: 700.1.2.1/121/ITDA/2024, tanggal: 2024-05-20}\n";
    let built = rebuilt(|p| {
        p.replace("surat/2023.yaml", "surat:\n", &format!("surat:\n{line}"));
    });
    assert_eq!(built, ["2023/dinas-kominfo"]);
}

#[test]
fn comments_and_blank_lines_change_no_letter() {
    let built = rebuilt(|p| {
        for path in p.tree().iter().filter(|path| path.ends_with(".yaml")) {
            p.write(path, format!("# Keterangan baru.\n\n{}\n# Sampai di sini.\n", p.read(path)));
        }
    });
    assert_eq!(built, Vec::<String>::new());
}

#[test]
fn internal_notes_change_no_letter() {
    let built = rebuilt(|p| {
        p.replace("evaluasi/2021/bkpsdm.yaml", "jam_kerja: 34", "jam_kerja: 35");
    });
    assert_eq!(built, Vec::<String>::new());
}

#[test]
fn one_faulty_office_stops_the_recap_of_its_year_but_no_other_office() {
    let project = ProjectTest::sample();
    project.replace("evaluasi/2023/bappeda.yaml", "penilaian:", "penilaan:");
    let run = project.run(&["build", "--tahun", "2023", "--json"]).status(1);
    assert_eq!(run.ids("failed"), ["2023/bappeda", "2023/ikhtisar"]);
    assert_eq!(run.ids("built").len(), 10, "{run}");
    assert!(!project.path("keluaran/2023/bappeda.pdf").exists());
    assert!(!project.path("keluaran/2023/ikhtisar.pdf").exists());
}

#[test]
fn a_letter_that_becomes_faulty_keeps_its_old_draft_and_says_so() {
    let project = ProjectTest::built_sample();
    let before = project.bytes("keluaran/2023/bappeda.pdf");
    project.replace("evaluasi/2023/bappeda.yaml", "penilaian:", "penilaan:");
    project.run(&["build", "2023/bappeda"]).status(1).says("GAGAL");
    assert!(before == project.bytes("keluaran/2023/bappeda.pdf"));
}

#[test]
fn a_deleted_pdf_is_made_again() {
    let project = ProjectTest::built_sample();
    let before = project.bytes("keluaran/2022/bappeda.pdf");
    project.remove("keluaran/2022/bappeda.pdf");
    let run = project.run(&["build", "--json"]).status(0);
    assert_eq!(run.ids("built"), ["2022/bappeda"]);
    assert!(before == project.bytes("keluaran/2022/bappeda.pdf"));
}

#[test]
fn a_tampered_pdf_is_made_again() {
    let project = ProjectTest::built_sample();
    let before = project.bytes("keluaran/2022/bappeda.pdf");
    let mut tampered = before.clone();
    tampered[before.len() / 2] ^= 1;
    project.write("keluaran/2022/bappeda.pdf", tampered);
    let run = project.run(&["build", "--json"]).status(0);
    assert_eq!(run.ids("built"), ["2022/bappeda"]);
    assert!(before == project.bytes("keluaran/2022/bappeda.pdf"));
}

#[test]
fn a_damaged_record_costs_a_rebuild_and_no_more() {
    let project = ProjectTest::built_sample();
    let before = project.pdfs("keluaran");
    project.write("keluaran/.lhe/sidik.json", "{\"2022/bappeda\":");
    project.run(&["build"]).status(0).says("44 disusun");
    assert!(before == project.pdfs("keluaran"));
}

#[test]
fn the_output_folder_may_be_deleted_at_any_time() {
    let project = ProjectTest::built_sample();
    let before = project.pdfs("keluaran");
    project.remove("keluaran");
    project.run(&["build"]).status(0).says("44 disusun");
    assert!(before == project.pdfs("keluaran"));
}

#[test]
fn an_output_folder_that_cannot_be_made_is_told() {
    let project = ProjectTest::minimal();
    project.write("keluaran", "sebuah berkas, bukan folder");
    let run = project.run(&["build", "--json"]).status(4);
    assert_eq!(run.codes(), ["U003"]);
    assert_eq!(project.read("keluaran"), "sebuah berkas, bukan folder");
}

#[test]
fn a_pdf_that_cannot_be_written_is_told() {
    let project = ProjectTest::minimal();
    fs::create_dir_all(project.path("keluaran/2022/dinas-contoh.pdf")).expect("a folder in the way");
    let run = project.run(&["build", "--json"]).status(4);
    assert_eq!(run.codes(), ["U003"]);
    assert_eq!(run.ids("failed"), ["2022/dinas-contoh"]);
    assert_eq!(no_temporaries(&project), Vec::<String>::new());
}

#[test]
fn two_builds_at_once_are_refused() {
    let project = ProjectTest::minimal();
    fs::create_dir_all(project.path("keluaran/.lhe")).expect("a folder");
    let lock = File::create(project.path("keluaran/.lhe/kunci")).expect("a file");
    lock.lock().expect("a lock");
    let run = project.run(&["build", "--json"]).status(4);
    assert_eq!(run.codes(), ["U007"]);
    assert_eq!(project.pdfs("keluaran").len(), 0);
    lock.unlock().expect("unlocked");
    project.run(&["build"]).status(0);
}

/// Temporary names that were left behind.
fn no_temporaries(project: &ProjectTest) -> Vec<String> {
    project.tree().into_iter().filter(|path| path.contains(".tmp")).collect()
}

#[test]
fn nothing_but_pdfs_and_records_is_written() {
    let built = ProjectTest::built_sample();
    let source = ProjectTest::sample().tree();
    let known = |path: &String| {
        let record = path.starts_with("keluaran/.lhe/") && (path.ends_with(".json") || path.ends_with("/kunci"));
        let pdf = path.starts_with("keluaran/") && path.ends_with(".pdf");
        source.contains(path) || record || pdf
    };
    assert_eq!(built.tree().iter().filter(|path| !known(path)).collect::<Vec<_>>(), Vec::<&String>::new());
    assert_eq!(built.tree().len(), source.len() + DOCUMENTS + 2);
}

#[test]
fn the_progress_of_a_build_reads_so() {
    ProjectTest::minimal().run(&["build", "--pekerja", "1"]).status(0).snapshot("build");
    ProjectTest::minimal().run(&["build", "--pekerja", "1", "--lang", "en"]).status(0).snapshot("build-en");
}
