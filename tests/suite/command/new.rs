//! `lhe init` and `lhe new`: what they write, and what they never write over.

use crate::snapshot;
use crate::support::ProjectTest;

#[test]
fn a_new_project_checks_and_builds_at_once() {
    let project = ProjectTest::empty();
    project.run(&["init"]).status(0).snapshot("init");
    project.run(&["check", "--ketat"]).status(0).says("1 evaluasi diperiksa: 0 galat, 0 peringatan");
    project.run(&["build"]).status(0).says("1 disusun");
}

#[test]
fn a_new_project_may_lie_in_a_folder_and_begin_with_any_year() {
    let project = ProjectTest::empty();
    project.run(&["init", "baru", "--tahun", "2023"]).status(0);
    assert!(project.tree().contains(&"baru/evaluasi/2023/dinas-contoh.yaml".to_owned()), "{:?}", project.tree());
    project.run_in("baru", &["check", "--ketat"], &[]).status(0);
}

#[test]
fn the_same_command_makes_the_same_project() {
    let (one, other) = (ProjectTest::empty(), ProjectTest::empty());
    one.run(&["init"]).status(0);
    other.run_in("", &["init"], &[("TZ", "Pacific/Kiritimati"), ("LHE_LANG", "en")]).status(0);
    assert_eq!(one.tree(), other.tree());
    assert!(one.tree().iter().all(|path| one.bytes(path) == other.bytes(path)));
}

#[test]
fn a_project_is_never_made_over_another() {
    let project = ProjectTest::minimal();
    let (tree, before) = (project.tree(), project.read("lhe.yaml"));
    let run = project.run(&["init", "--json"]).status(1);
    assert_eq!(run.codes(), ["U008"]);
    assert_eq!((tree, before), (project.tree(), project.read("lhe.yaml")));
}

#[test]
fn a_new_evaluation_lacks_its_answers_and_nothing_else() {
    for (instrument, subcomponents) in [("permenpanrb-88-2021/umum@1", 12), ("permenpanrb-12-2015/skpd@1", 17)] {
        let project = ProjectTest::minimal();
        project.remove("evaluasi/2022/dinas-contoh.yaml");
        project
            .run(&["new", "dinas-contoh", "--tahun", "2022", "--instrumen", instrument])
            .status(0)
            .says("evaluasi/2022/dinas-contoh.yaml");
        let run = project.run(&["check", "--json"]).status(1);
        let mut kinds = run.codes();
        let count = kinds.len();
        kinds.dedup();
        assert_eq!(kinds, ["D104"], "{instrument}: {run}");
        assert_eq!(count, subcomponents, "{instrument}: {run}");
    }
}

#[test]
fn an_evaluation_file_reads_so_when_it_is_new() {
    let project = ProjectTest::minimal();
    project.remove("evaluasi/2022/dinas-contoh.yaml");
    project.run(&["new", "dinas-contoh", "--tahun", "2022"]).status(0);
    snapshot::text("new-88-2021", &project.read("evaluasi/2022/dinas-contoh.yaml"));
}

#[test]
fn a_new_evaluation_names_last_years_open_recommendations() {
    let project = ProjectTest::sample();
    project.remove("evaluasi/2023/bkpsdm.yaml").run(&["new", "bkpsdm", "--tahun", "2023"]).status(0);
    assert!(project.read("evaluasi/2023/bkpsdm.yaml").contains("{rekomendasi: 2022/bkpsdm/R1, status: belum}"));
}

#[test]
fn an_evaluation_is_never_overwritten() {
    let project = ProjectTest::minimal();
    let before = project.read("evaluasi/2022/dinas-contoh.yaml");
    let run = project.run(&["new", "dinas-contoh", "--tahun", "2022", "--json"]).status(1);
    assert_eq!(run.codes(), ["U008"]);
    assert_eq!(before, project.read("evaluasi/2022/dinas-contoh.yaml"));
}

#[test]
fn new_refuses_what_the_registers_do_not_know() {
    let project = ProjectTest::minimal();
    let codes = |arguments: &[&str]| project.run(&[&["new", "--json"], arguments].concat()).status(1).codes();
    assert_eq!(codes(&["dinas-lain", "--tahun", "2022"]), ["D140"]);
    assert_eq!(codes(&["dinas-contoh", "--tahun", "2030"]), ["D142"]);
    assert_eq!(codes(&["dinas-contoh", "--tahun", "2023", "--instrumen", "tidak-ada"]), ["D141"]);
}
