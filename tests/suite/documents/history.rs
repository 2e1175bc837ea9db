//! Last year in the letter: own value, another regulation, mergers, new offices, years that nobody knows of.

use serde_json::Value;

use crate::support::ProjectTest;

/// The composed report of a built letter.
fn report(project: &ProjectTest, id: &str) -> Value {
    project.run(&["build", id, "-q"]);
    let attached = project.pdf(&format!("keluaran/{id}.pdf")).attachments();
    serde_json::from_slice(&attached["laporan.json"]).expect("JSON")
}

fn notes(report: &Value) -> String {
    report["keterangan_tabel"].to_string()
}

#[test]
fn the_column_of_last_year_is_last_years_letter() {
    let project = ProjectTest::sample();
    let (last, now) = (report(&project, "2022/bappeda"), report(&project, "2023/bappeda"));
    assert_eq!(now["tahun_lalu"]["total"]["teks"], last["hasil"]["total"]["teks"]);
    let column = |report: &Value, key: &str| {
        let rows = report["tabel"].as_array().expect("rows").iter();
        rows.map(|row| row[key]["teks"].as_str().unwrap_or_default().to_owned()).collect::<Vec<_>>()
    };
    assert_eq!(column(&now, "nilai_lalu"), column(&last, "nilai"));
}

#[test]
fn another_regulation_gives_total_and_grade_and_a_table_of_its_own() {
    let report = report(&ProjectTest::sample(), "2022/bappeda");
    let rows = report["tabel"].as_array().expect("rows");
    assert!(rows.iter().all(|row| row["nilai_lalu"]["teks"] == "–"));
    assert_eq!(report["tahun_lalu"]["total"]["teks"], "78,52");
    assert_eq!(report["tahun_lalu"]["komponen_lain"].as_array().map(Vec::len), Some(5));
    assert_eq!(report["tahun_lalu"]["ada_tren"], false);
}

#[test]
fn an_office_that_merged_in_the_evaluated_year_has_no_single_last_year() {
    let project = ProjectTest::sample();
    let other = project.read("evaluasi/2022/bappeda.yaml");
    let other = other.replace("opd: bappeda", "opd: dinas-pangan").replace("2021/bappeda/", "2021/dinas-pangan/");
    let other = other.split("tindak_lanjut:").next().expect("text").to_owned();
    project.write("evaluasi/2022/dinas-pangan.yaml", other);
    let report = report(&project, "2023/dinas-perkebunan");
    assert_eq!(report["tahun_lalu"]["total"]["teks"], "–");
    assert!(notes(&report).contains("gabungan dari Dinas Perkebunan dan Dinas Pangan"), "{}", notes(&report));
}

#[test]
fn an_office_that_merged_after_the_evaluated_year_keeps_its_own_last_year() {
    let report = report(&ProjectTest::sample(), "2022/dinas-perkebunan");
    assert_eq!(report["tahun_lalu"]["total"]["teks"], "60,67");
}

#[test]
fn a_new_office_and_a_skipped_one_are_told_apart_from_a_year_nobody_knows() {
    let project = ProjectTest::sample();
    assert!(notes(&report(&project, "2022/dinas-kominfo")).contains("belum ada pada tahun 2021"));
    assert!(notes(&report(&project, "2023/kec-hulu")).contains("tidak dievaluasi untuk tahun 2022"));
    let report = report(&ProjectTest::minimal(), "2022/dinas-contoh");
    assert!(notes(&report).contains("Nilai tahun 2021 tidak tersedia"), "{}", notes(&report));
}

#[test]
fn history_that_does_not_add_up_is_printed_as_issued_with_a_note_and_no_trend() {
    let report = report(&ProjectTest::sample(), "2021/sekretariat-dprd");
    assert_eq!(report["tahun_lalu"]["total"]["teks"], "59,60");
    assert_eq!(report["tahun_lalu"]["ada_tren"], false);
    assert!(notes(&report).contains("sebagaimana diterbitkan"));
}

#[test]
fn a_repeated_evaluation_says_so() {
    let project = ProjectTest::minimal();
    project.replace("evaluasi/2022/dinas-contoh.yaml", "tahun: 2022", "tahun: 2022\njenis: ulang");
    let report = report(&project, "2022/dinas-contoh");
    assert!(report["dokumen"]["judul"]["teks"].as_str().is_some_and(|t| t.contains("Evaluasi Ulang")));
}

#[test]
fn a_recommendation_for_several_components_is_named_under_each() {
    let report = report(&ProjectTest::sample(), "2023/kec-hulu");
    let components = report["komponen"].as_array().expect("components");
    assert!(components.iter().any(|k| k["rujukan"].as_array().is_some_and(|r| !r.is_empty())));
}
