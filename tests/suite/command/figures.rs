//! `lhe score` and `lhe explain`: what they show of totals, parts and answers.

use crate::support::ProjectTest;

#[test]
fn the_scores_of_all_are_shown_as_a_table() {
    ProjectTest::sample().run(&["score", "--quiet"]).status(0).snapshot("score");
}

#[test]
fn the_score_of_one_office_is_shown_with_its_parts() {
    ProjectTest::sample().run(&["score", "2022/dinas-pendidikan", "-q"]).status(0).snapshot("score-table");
}

#[test]
fn the_score_is_given_as_json() {
    ProjectTest::minimal().run(&["score", "--json"]).status(0).snapshot("score-json");
}

#[test]
fn the_score_is_given_as_csv() {
    ProjectTest::minimal().run(&["score", "--csv"]).status(0).snapshot("score-csv");
}

#[test]
fn csv_cells_never_begin_like_a_formula() {
    let project = ProjectTest::minimal();
    let built_in = include_str!("../../../data/instruments/permenpanrb-88-2021-umum.yaml");
    let own = built_in.replace("id: permenpanrb-88-2021/umum@1", "id: perbup/umum@1");
    project.write("instrumen/perbup.yaml", own.replace("nama: \"Perencanaan Kinerja\"", "nama: \"=SUM(A1:A9)\""));
    project.replace("evaluasi/2022/dinas-contoh.yaml", "tahun: 2022", "tahun: 2022\ninstrumen: perbup/umum@1");
    let run = project.run(&["score", "--csv", "-q"]).status(0);
    assert!(run.stdout.contains(",'=SUM(A1:A9),"), "{run}");
    let formula = |cell: &str| cell.trim_start_matches('"').starts_with(['=', '+', '-', '@', '\t']);
    assert!(!run.stdout.lines().any(|line| line.split(',').any(formula)), "{run}");
}

#[test]
fn a_letter_of_88_2021_is_explained() {
    ProjectTest::sample().run(&["explain", "2022/bappeda", "2"]).status(0).snapshot("explain-letter");
}

#[test]
fn the_total_is_explained_in_english() {
    ProjectTest::minimal().run(&["explain", "dinas-contoh", "--lang", "en"]).status(0).snapshot("explain-total-en");
}

#[test]
fn an_average_of_12_2015_with_criteria_that_do_not_apply_is_explained() {
    ProjectTest::sample().run(&["explain", "2021/kec-hulu", "B.II"]).status(0).snapshot("explain-average");
}

#[test]
fn an_answer_by_object_is_explained() {
    ProjectTest::sample().run(&["explain", "2021/dinas-pendidikan", "A.I.b.13"]).status(0).snapshot("explain-objects");
}

#[test]
fn an_answer_of_the_panel_is_explained() {
    ProjectTest::sample().run(&["explain", "2021/dinas-kesehatan", "B.II.12"]).status(0).snapshot("explain-panel");
}

#[test]
fn points_are_explained() {
    ProjectTest::sample().run(&["explain", "2021/dinas-pendidikan", "E.a"]).status(0).snapshot("explain-points");
}

#[test]
fn a_typed_value_is_explained() {
    ProjectTest::sample().run(&["explain", "2021/sekretariat-dprd", "A"]).status(0).snapshot("explain-typed");
}

#[test]
fn an_unknown_code_is_told_with_the_nearest() {
    ProjectTest::sample().run(&["explain", "2021/kec-hulu", "B.IV"]).status(2).says("D101");
}
