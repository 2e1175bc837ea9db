//! Kinds of documents: which are made, in which form, and what a recap says that no LHE says.

use std::collections::BTreeSet;

use serde_json::Value;

use crate::support::ProjectTest;

const EVALUATION: &str = "evaluasi/2022/dinas-contoh.yaml";

/// The composed report of a built document.
fn report(project: &ProjectTest, id: &str) -> Value {
    project.run(&["build", "--json"]).status(0);
    project.pdf(&format!("keluaran/{id}.pdf")).report()
}

fn texts<'a>(rows: &'a Value, field: &str) -> Vec<&'a str> {
    let rows = rows.as_array().expect("a list").iter();
    rows.map(|row| row[field]["teks"].as_str().expect("a text")).collect()
}

/// The minimal project with further offices that answer as its own does, in the order of their names.
fn offices(names: &[&str]) -> ProjectTest {
    let project = ProjectTest::minimal();
    let evaluation = project.read(EVALUATION);
    for name in names {
        let id = name.to_lowercase().replace(' ', "-");
        project.append(
            "opd.yaml",
            &format!(
                "  - id: {id}\n    jenis: dinas\n    klaster: kedua\n    nama: [{{sejak: 2017-01-03, nama: {name}}}]\n    kepala: [{{sejak: 2017-01-03, sebutan: Kepala {name}}}]\n"
            ),
        );
        project
            .write(&format!("evaluasi/2022/{id}.yaml"), evaluation.replace("opd: dinas-contoh", &format!("opd: {id}")));
    }
    project.write("ikhtisar/2022.yaml", "format: 1\n");
    project
}

#[test]
fn the_form_is_chosen_per_project_season_and_office_the_nearest_wins() {
    let project = ProjectTest::minimal();
    let kind = || report(&project, "2022/dinas-contoh")["dokumen"]["jenis"].as_str().expect("a kind").to_owned();
    assert_eq!(kind(), "lhe-surat");
    project.replace("lhe.yaml", "keluaran: {kertas: a4,", "keluaran: {kertas: a4, bentuk: bab,");
    assert_eq!(kind(), "lhe-bab");
    project.replace("lhe.yaml", "    tenggat: 2023-12-29", "    tenggat: 2023-12-29\n    bentuk: surat");
    assert_eq!(kind(), "lhe-surat");
    project.replace("opd.yaml", "    jenis: dinas\n", "    jenis: dinas\n    bentuk: bab\n");
    assert_eq!(kind(), "lhe-bab");
}

#[test]
fn the_worksheet_is_an_annex_or_a_document_of_its_own() {
    let project = ProjectTest::minimal();
    let names = || project.pdfs("keluaran").into_keys().collect::<Vec<_>>();
    project.run(&["build"]).status(0);
    assert_eq!(names(), ["2022/dinas-contoh.pdf"]);
    project.replace("lhe.yaml", "keluaran: {kertas: a4,", "keluaran: {kertas: a4, lke: tersendiri,");
    let worksheet = report(&project, "2022/dinas-contoh.lke");
    assert_eq!(names(), ["2022/dinas-contoh.lke.pdf", "2022/dinas-contoh.pdf"]);
    assert_eq!(worksheet["dokumen"]["jenis"], "lke");
    assert_eq!(worksheet["lke"]["komponen"].as_array().map(Vec::len), Some(4));
    // Sub-totals are those of the LHE.
    let letter = project.pdf("keluaran/2022/dinas-contoh.pdf").report();
    assert_eq!(letter["lke"]["ada"], false);
    assert_eq!(texts(&worksheet["lke"]["komponen"], "nilai"), texts(&letter["komponen"], "nilai"));
    assert!(
        project.pdf("keluaran/2022/dinas-contoh.lke.pdf").squeezed().contains("Sebagianindikatorsasaranbelumterukur")
    );
}

#[test]
fn what_the_worksheet_prints_is_attached_and_else_it_is_not() {
    let project = ProjectTest::minimal();
    let remark = "Sebagian indikator sasaran belum terukur.";
    let attached = || project.pdf("keluaran/2022/dinas-contoh.pdf").attachment("evaluasi-2022-dinas-contoh.yaml");
    project.run(&["build"]).status(0);
    assert!(!attached().contains(remark));
    project.replace("lhe.yaml", "keluaran: {kertas: a4,", "keluaran: {kertas: a4, bentuk: bab, lke: lampiran,");
    project.run(&["build"]).status(0);
    assert!(attached().contains(remark));
}

#[test]
fn a_covering_letter_stands_in_front_and_its_number_counts() {
    let project = ProjectTest::minimal();
    project.replace("lhe.yaml", "keluaran: {kertas: a4,", "keluaran: {kertas: a4, bentuk: bab,");
    project.write(
        "surat/2022.yaml",
        "format: 1\nsurat:\n  dinas-contoh:\n    nomor: 1/LHE/2023\n    tanggal: 2023-05-08\n    pengantar: {nomor: 2/P/2023, tanggal: 2023-05-08}\n",
    );
    project.run(&["build"]).status(0);
    let text = project.pdf("keluaran/2022/dinas-contoh.pdf").squeezed();
    assert!(text.find("2/P/2023") < text.find("1/LHE/2023"), "{text}");
    project.replace("surat/2022.yaml", "2/P/2023", "1/LHE/2023");
    assert_eq!(project.run(&["check", "--json"]).status(1).codes(), ["D147"]);
}

#[test]
fn equal_totals_share_a_rank_and_stand_in_the_order_of_their_names() {
    let project = offices(&["Dinas Zamrud", "Dinas Akik", "Dinas Intan"]);
    project.replace("evaluasi/2022/dinas-intan.yaml", "  1.a: BB", "  1.a: AA");
    let recap = report(&project, "2022/ikhtisar");
    let ranking = &recap["kelompok"][0]["peringkat"];
    assert_eq!(texts(ranking, "opd"), ["Dinas Intan", "Dinas Akik", "Dinas Contoh", "Dinas Zamrud"]);
    assert_eq!(texts(ranking, "peringkat"), ["1", "2", "2", "2"]);
    assert_eq!(texts(&recap["temuan"], "kode"), ["1.b"]);
    assert_eq!(texts(&recap["temuan"], "jumlah"), ["4 (empat)"]);
}

#[test]
fn offices_are_ranked_together_only_if_their_grades_agree() {
    let project = offices(&["Dinas Akik"]);
    let built_in = include_str!("../../../data/instruments/permenpanrb-88-2021-umum.yaml");
    let local = |name: &str, text: String| {
        let text = text.replace("id: permenpanrb-88-2021/umum@1", &format!("id: {name}/umum@1"));
        project.write(&format!("instrumen/{name}.yaml"), text);
    };
    local("perbup-sama", built_in.to_owned());
    project.replace("evaluasi/2022/dinas-akik.yaml", "tahun: 2022", "tahun: 2022\ninstrumen: perbup-sama/umum@1");
    let recap = report(&project, "2022/ikhtisar");
    assert_eq!(recap["kelompok"].as_array().map(Vec::len), Some(1), "same grades, one ranking");
    assert_eq!(recap["kelompok"][0]["rekap"].as_array().map(Vec::len), Some(2), "two tables of components");
    local("perbup-lain", built_in.replace("sebutan: \"Baik\"", "sebutan: \"Cukup Baik\""));
    project.replace("evaluasi/2022/dinas-akik.yaml", "perbup-sama", "perbup-lain");
    let recap = report(&project, "2022/ikhtisar");
    assert_eq!(recap["kelompok"].as_array().map(Vec::len), Some(2), "other grades, two rankings");
    assert_eq!(recap["beberapa_kelompok"], true);
    let text = project.pdf("keluaran/2022/ikhtisar.pdf").squeezed();
    assert!(text.contains("DinasAkik") && text.contains("DinasContoh"));
}

#[test]
fn a_recap_names_who_was_not_evaluated_and_why() {
    let project = offices(&["Dinas Akik", "Dinas Intan"]);
    project.remove("evaluasi/2022/dinas-akik.yaml").remove("evaluasi/2022/dinas-intan.yaml");
    project.replace(
        "lhe.yaml",
        "    tenggat: 2023-12-29",
        "    tenggat: 2023-12-29\n    tidak_dievaluasi: {dinas-akik: Kantor terendam banjir.}",
    );
    let recap = report(&project, "2022/ikhtisar");
    assert_eq!(texts(&recap["tidak_dievaluasi"], "opd"), ["Dinas Akik", "Dinas Intan"]);
    let text = project.pdf("keluaran/2022/ikhtisar.pdf").squeezed();
    assert!(text.contains("Kantorterendambanjir.") && text.contains("Tidakadaketerangan."), "{text}");
}

#[test]
fn no_rank_is_in_an_lhe_and_no_lhe_changes_with_another_office() {
    let project = offices(&["Dinas Akik"]);
    project.run(&["build"]).status(0);
    let letter = project.bytes("keluaran/2022/dinas-contoh.pdf");
    let recap = project.bytes("keluaran/2022/ikhtisar.pdf");
    project.replace("evaluasi/2022/dinas-akik.yaml", "  1.a: BB", "  1.a: AA");
    let run = project.run(&["build", "--json"]).status(0);
    assert_eq!(run.ids("built"), ["2022/dinas-akik", "2022/ikhtisar"]);
    assert_eq!(project.bytes("keluaran/2022/dinas-contoh.pdf"), letter);
    assert_ne!(project.bytes("keluaran/2022/ikhtisar.pdf"), recap);
    assert!(!project.pdf("keluaran/2022/dinas-contoh.pdf").attachment("laporan.json").contains("peringkat"));
}

#[test]
fn a_document_of_each_kind_is_issued_once() {
    let project = offices(&[]);
    project.replace("lhe.yaml", "keluaran: {kertas: a4,", "keluaran: {kertas: a4, lke: tersendiri,");
    project.append("surat/2022.yaml", "ikhtisar: {nomor: 9/I/2023, tanggal: 2023-06-01, tujuan: Bupati Contoh}\n");
    project.run(&["issue", "dinas-contoh", "ikhtisar", "--tahun", "2022"]).status(0).says("9/I/2023");
    for name in ["dinas-contoh.pdf", "dinas-contoh.lke.pdf", "ikhtisar.pdf"] {
        let ending = format!("/v1/content/{name}");
        let path = project.tree().into_iter().find(|path| path.ends_with(&ending)).expect("deposited");
        assert!(!project.pdf(&path).squeezed().contains("DRAF"), "{name}");
    }
    let states = project.run(&["build", "--json"]).status(0).events();
    assert!(states.values().filter(|state| *state != "finished").all(|state| state == "issued"), "{states:?}");
}

#[test]
fn the_page_is_prepared_for_electronic_signing_as_the_settings_say() {
    let project = ProjectTest::minimal();
    project.run(&["build"]).status(0);
    let plain = project.pdf("keluaran/2022/dinas-contoh.pdf");
    assert!(!plain.squeezed().contains("secaraelektronik"));
    project.append("lhe.yaml", "tte: {kaki: ya, penanda: \"${ttd_pengirim}\", qr: ya}\n");
    project.run(&["build"]).status(0);
    let pdf = project.pdf("keluaran/2022/dinas-contoh.pdf");
    let text = pdf.squeezed();
    assert_eq!(text.matches("${ttd_pengirim}").count(), 1);
    assert_eq!(text.matches("ditandatanganisecaraelektronik").count(), pdf.pages());
    assert!(pdf.report()["dokumen"]["tte"]["alt_qr"]["teks"].as_str().is_some_and(|t| t.contains("700.1.2.1/113")));
}

#[test]
fn who_acts_for_the_sekda_signs_without_titles_rank_and_nip() {
    let project = ProjectTest::minimal();
    project.replace(
        "lhe.yaml",
        "      jabatan: Inspektur\n",
        "      jenis: sekda\n      sebutan: Plh.\n      nama_tanpa_gelar: Nama Lengkap\n      jabatan: Sekretaris Daerah\n",
    );
    let report = report(&project, "2022/dinas-contoh");
    let block = &report["penandatangan"];
    assert_eq!(block["jabatan"]["teks"], "Plh. Sekretaris Daerah");
    assert_eq!(block["nama"]["teks"], "Nama Lengkap");
    assert_eq!((&block["ada_pangkat"], &block["ada_nip"]), (&Value::Bool(false), &Value::Bool(false)));
}

#[test]
fn paper_and_margins_are_those_of_the_settings_on_upright_and_landscape_pages() {
    let project = ProjectTest::minimal();
    project.replace(
        "lhe.yaml",
        "keluaran: {kertas: a4,",
        "keluaran: {kertas: f4, margin: {kiri: 35, kanan: 25, atas: 25, bawah: 30.5}, bentuk: bab, lke: lampiran,",
    );
    project.run(&["build"]).status(0);
    let pdf = project.pdf("keluaran/2022/dinas-contoh.pdf");
    let (mut upright, mut landscape) = (BTreeSet::new(), BTreeSet::new());
    for (size, runs) in pdf.sizes().into_iter().zip(pdf.painted()) {
        let left = runs.iter().filter(|run| run.mark.is_some()).map(|run| run.left).min().expect("text");
        match size {
            // F4 is 215 by 330 mm.
            (609_449, 935_433) => upright.insert(left),
            (935_433, 609_449) => landscape.insert(left),
            _ => panic!("{size:?} is no F4"),
        };
    }
    // 35 mm; a landscape page keeps its own margin of 20 mm.
    assert!(upright.first() == Some(&99_213), "{upright:?}");
    assert!(landscape.first() == Some(&56_693), "{landscape:?}");
}
