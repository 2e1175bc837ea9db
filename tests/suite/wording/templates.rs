//! A project's own templates: their faults are told with the template's line, and they harm nothing.

use std::fs;

use crate::support::{ProjectTest, repository};

const MAIN: &str = "templat/lhe-surat.typ.j2";

/// Evaluates for many seconds.
const LOOP: &str = "#for i in range(9000) { for j in range(9000) { let x = i * j } }";

/// Asks for more memory than a worker may have.
const GREEDY: &str = "#let a = range(1000000000)";

/// The built-in main template with more at its end.
fn main_template(more: &str) -> String {
    let built_in = fs::read_to_string(repository("report-templates/lhe-surat.typ.j2")).expect("the template");
    format!("{}\n{more}\n", built_in.trim_end())
}

fn with(project: ProjectTest, more: &str) -> ProjectTest {
    project.write(MAIN, main_template(more));
    project
}

/// The line of the added text.
fn last_line() -> usize {
    main_template("x").lines().count()
}

#[test]
fn an_override_equal_to_the_built_in_template_gives_the_same_pages() {
    let (own, built_in) = (with(ProjectTest::minimal(), ""), ProjectTest::minimal());
    own.run(&["build"]).status(0);
    built_in.run(&["build"]).status(0);
    let path = "keluaran/2022/dinas-contoh.pdf";
    assert_eq!(own.pdf(path).text(), built_in.pdf(path).text());
}

#[test]
fn an_override_changes_what_is_printed() {
    let project = with(ProjectTest::minimal(), "Kalimat tambahan dari templat.");
    project.run(&["build"]).status(0);
    assert!(project.pdf("keluaran/2022/dinas-contoh.pdf").squeezed().contains("Kalimattambahandaritemplat."));
}

/// Prints the office's name in white.
const INVISIBLE: &str = "#text(fill: white)[{{ opd.nama }}]";

#[test]
fn a_layout_that_was_not_proven_is_built_again_and_never_issued() {
    let project = with(ProjectTest::minimal(), INVISIBLE);
    assert_eq!(project.run(&["build", "--json"]).status(3).codes(), ["P033"]);
    let free = ["build", "--tanpa-bukti-tata-letak", "--json"];
    assert_eq!(project.run(&free).status(0).ids("built"), ["2022/dinas-contoh"]);
    assert_eq!(project.run(&["build", "--json"]).status(3).codes(), ["P033"]);
    assert_eq!(project.run(&["issue", "2022/dinas-contoh", "--json"]).status(3).codes(), ["P033"]);
}

#[test]
fn the_proof_changes_no_byte() {
    let (proven, free) = (ProjectTest::minimal(), ProjectTest::minimal());
    proven.run(&["build"]).status(0);
    free.run(&["build", "--tanpa-bukti-tata-letak"]).status(0);
    assert!(proven.pdfs("keluaran") == free.pdfs("keluaran"));
}

#[test]
fn a_template_that_runs_on_is_stopped() {
    let project = with(ProjectTest::minimal(), LOOP);
    let run = project.run(&["build", "--batas-waktu", "2", "--json"]).status(3);
    let fault = run.diagnostic("P007");
    assert_eq!(
        (fault["args"]["template"].as_str(), fault["args"]["seconds"].as_str()),
        (Some("lhe-surat.typ.j2"), Some("2"))
    );
    assert_eq!(project.pdfs("keluaran").len(), 0);
    project.remove(MAIN).run(&["build"]).status(0).says("1 disusun");
}

#[test]
#[cfg(target_os = "linux")]
fn a_template_that_eats_memory_ends_its_worker_only() {
    let project = with(ProjectTest::minimal(), GREEDY);
    let run = project.run(&["build", "--json"]).status(3);
    assert_eq!(run.codes(), ["P006"]);
    assert_eq!(run.diagnostic("P006")["args"]["template"], "lhe-surat.typ.j2");
    assert_eq!(project.pdfs("keluaran").len(), 0);
    project.remove(MAIN).run(&["build"]).status(0).says("1 disusun");
}

/// The sample with a template that does this to one office's letter only.
fn for_one_office(what: &str) -> ProjectTest {
    let body = what.trim_start_matches('#');
    with(ProjectTest::sample(), &format!("#if ke-teks([{{{{ opd.nama }}}}]).contains(\"Perencanaan\") {{ {body} }}"))
}

#[test]
fn a_letter_that_runs_on_costs_no_other() {
    let run = for_one_office(LOOP)
        .run(&["build", "--tahun", "2021", "--pekerja", "1", "--batas-waktu", "2", "--json"])
        .status(3);
    assert_eq!(run.ids("failed"), ["2021/bappeda"], "{run}");
    assert_eq!(run.ids("built").len(), 11, "{run}");
}

#[test]
#[cfg(target_os = "linux")]
fn a_letter_that_eats_memory_costs_no_other() {
    let run = for_one_office(GREEDY).run(&["build", "--tahun", "2021", "--pekerja", "1", "--json"]).status(3);
    assert_eq!(run.ids("failed"), ["2021/bappeda"], "{run}");
    assert_eq!(run.ids("built").len(), 11, "{run}");
}

/// Code, file and line of the first fault that a template with this at its end gives.
fn fault(more: &str) -> (String, String, usize) {
    let project = with(ProjectTest::minimal(), more);
    let run = project.run(&["build", "--json"]).status(3);
    assert_eq!(project.pdfs("keluaran").len(), 0, "{more}: {run}");
    let line = run.json().into_iter().find(|v| v["severity"] == "error").unwrap_or_else(|| panic!("a fault: {run}"));
    let text = |key: &str| line[key].as_str().unwrap_or_default().to_owned();
    (text("code"), text("file"), line["line"].as_u64().unwrap_or(0).try_into().expect("a line"))
}

#[track_caller]
fn refused(more: &str, code: &str) {
    assert_eq!(fault(more), (code.to_owned(), MAIN.to_owned(), last_line()), "{more}");
}

#[test]
fn a_fault_names_the_line_of_the_template() {
    refused("{{ opd.nma }}", "T004");
    refused("{% if %}", "T001");
    refused("#panic(\"berhenti\")", "P001");
    refused("#tidak-ada", "P001");
    refused("{% include \"bagian/tidak-ada.typ.j2\" %}", "T006");
}

#[test]
fn a_template_can_neither_calculate_nor_compare() {
    refused("{{ hasil.total * 2 }}", "T003");
    refused("{% if hasil.total > 70 %}x{% endif %}", "T003");
    refused("{{ hasil.total | upper }}", "T002");
    refused("{{ range(9) }}", "T002");
    // The reader of templates is built without macros.
    refused("{% macro x() %}{% endmacro %}", "T001");
    refused("{% extends \"x\" %}", "T002");
}

#[test]
fn a_template_reaches_no_file_and_no_network() {
    for inside in ["rahasia.txt", "/rahasia.txt", "../rahasia.txt", "/etc/passwd", "/surat/2022.yaml"] {
        refused(&format!("#read(\"{inside}\")"), "P001");
        refused(&format!("#include \"{inside}\""), "P001");
        refused(&format!("#image(\"{inside}\", alt: \"x\")"), "P001");
    }
    refused("#import \"@preview/cetz:0.3.4\"", "P001");
    refused("#plugin(\"x.wasm\")", "P001");
}

#[test]
fn a_template_cannot_read_what_is_attached() {
    // A figure that a template reads for itself is neither formatted by the program nor proved to be literal.
    for name in ["laporan.json", "lhe.yaml", "bundel.json", "evaluasi-2022-dinas-contoh.yaml"] {
        refused(&format!("#read(\"/{name}\")"), "P001");
    }
}

#[test]
fn an_include_out_of_the_template_folder_finds_nothing() {
    for name in ["../lhe.yaml", "/etc/passwd", "bagian/../../lhe.yaml"] {
        refused(&format!("{{% include \"{name}\" %}}"), "T006");
    }
}

#[test]
fn the_clock_is_not_known_to_a_template() {
    refused("Tahun #datetime.today().year().", "P001");
}

#[test]
fn a_template_cannot_endlessly_include_itself() {
    let project = ProjectTest::minimal();
    project.write("templat/bagian/tembusan.typ.j2", "{% include \"bagian/tembusan.typ.j2\" %}\n");
    let run = project.run(&["build", "--json"]).status(3);
    assert_eq!(run.codes(), ["T007"]);
}

#[test]
fn a_text_of_the_data_in_a_place_that_is_no_content_is_refused() {
    refused("#let x = \"{{ opd.nama }}\"", "T009");
    refused("// {{ opd.nama }}", "T009");
    refused("`{{ opd.nama }}`", "T009");
}

#[test]
fn a_template_attaches_nothing_of_its_own() {
    let (code, _, _) = fault(
        "#pdf.attach(\"x.txt\", bytes(\"x\"), relationship: \"data\", mime-type: \"text/plain\", description: \"x\")",
    );
    assert_eq!(code, "P004");
}

#[test]
fn a_message_about_a_template_reads_so() {
    with(ProjectTest::minimal(), "#panic(\"berhenti\")")
        .run(&["build", "--pekerja", "1"])
        .status(3)
        .snapshot("template-fault");
}

#[test]
fn a_fault_in_a_loop_names_the_finding_it_happened_at() {
    let project = ProjectTest::minimal();
    // The only finding has no answer of the office.
    project.write(
        "templat/bagian/catatan.typ.j2",
        "{% for c in k.catatan %}\n{{ (c.tanggapan|first).butir }}{{ c.nomor }}\n{% endfor %}\n",
    );
    let run = project.run(&["build", "--json"]).status(3);
    let fault = run.diagnostic("T004");
    assert_eq!((fault["file"].as_str(), fault["line"].as_u64()), (Some("templat/bagian/catatan.typ.j2"), Some(2)));
    let related = &fault["related"][0];
    assert_eq!(related["file"], "evaluasi/2022/dinas-contoh.yaml", "{run}");
    let line = related["line"].as_u64().expect("a line");
    let data = project.read("evaluasi/2022/dinas-contoh.yaml");
    assert!(data.lines().nth(usize::try_from(line).expect("small") - 1).expect("a line").contains("uraian"), "{run}");
}

#[test]
fn templates_are_listed_shown_and_copied_once() {
    let project = ProjectTest::minimal();
    project.run(&["template", "list"]).status(0).says("bagian/kop.typ.j2").says("Kop surat:");
    let built_in = fs::read_to_string(repository("report-templates/bagian/kop.typ.j2")).expect("the template");
    assert_eq!(project.run(&["templat", "tampilkan", "bagian/kop.typ.j2"]).status(0).stdout, built_in);
    project.run(&["template", "eject", "bagian/kop.typ.j2"]).status(0).says("templat/bagian/kop.typ.j2");
    assert_eq!(project.read("templat/bagian/kop.typ.j2"), built_in);
    project.write("templat/bagian/kop.typ.j2", "Kop kami.\n");
    project.run(&["template", "eject", "bagian/kop.typ.j2"]).status(1).says("T030");
    assert_eq!(project.run(&["template", "show", "bagian/kop.typ.j2"]).status(0).stdout, "Kop kami.\n");
    assert_eq!(project.run(&["template", "show", "bagian/kop.typ.j2", "--bawaan"]).status(0).stdout, built_in);
    project.run(&["template", "list"]).status(0).says("(diganti proyek)");
    let own = project.run(&["template", "list", "--json"]).status(0);
    let own: Vec<_> = own.json().into_iter().filter(|t| t["own"] == true).collect();
    assert_eq!(
        (own.len(), own[0]["name"].as_str(), own[0]["kind"].as_str()),
        (1, Some("bagian/kop.typ.j2"), Some("block"))
    );
}

#[test]
fn the_built_in_templates_are_known_outside_a_project() {
    let project = ProjectTest::empty();
    project.run(&["template", "list"]).status(0).says("lib/gaya.typ");
    project.run(&["template", "show", "lib/gaya.typ"]).status(0).says("tabel-nilai");
    project.run(&["template", "eject", "lib/gaya.typ"]).status(2);
}

#[test]
fn an_ejected_template_is_without_fault_and_gives_the_same_pages() {
    let project = ProjectTest::minimal();
    let list = project.run(&["template", "list", "--json"]).status(0);
    let names: Vec<String> = list.json().iter().map(|t| t["name"].as_str().expect("a name").to_owned()).collect();
    let all: Vec<&str> = ["template", "eject"].into_iter().chain(names.iter().map(String::as_str)).collect();
    project.run(&all).status(0);
    project.run(&["template", "lint"]).status(0).says("0 galat, 0 peringatan");
    project.run(&["check"]).status(0).says("0 galat, 0 peringatan");
    let built_in = ProjectTest::minimal();
    project.run(&["build"]).status(0);
    built_in.run(&["build"]).status(0);
    let path = "keluaran/2022/dinas-contoh.pdf";
    assert_eq!(project.pdf(path).text(), built_in.pdf(path).text());
}

#[test]
fn all_faults_of_all_templates_are_told_at_once_without_data() {
    let project = ProjectTest::minimal();
    project.write("templat/bagian/tujuan.typ.j2", "{{ opd.nma }}\n{{ tembusan }}\n{% if false %}x{% endif %}\n");
    project.write("templat/bagian/kop.typ.j2", "{{ kop.kantor|upper }}\n");
    project.write("templat/lib/gaya.typ", "#let a = (\n");
    let run = project.run(&["template", "lint", "--json"]).status(3);
    let mut codes = run.codes();
    codes.sort();
    assert_eq!(codes, ["T002", "T004", "T005", "T020", "T026"], "{run}");
    let one = project.run(&["template", "lint", "bagian/kop.typ.j2", "--json"]).status(3);
    assert_eq!(one.codes(), ["T002"]);
    assert_eq!(run.diagnostic("T026")["file"], "templat/lib/gaya.typ");
    // `check` says the same.
    let mut codes = project.run(&["check", "--json"]).status(3).codes();
    codes.sort();
    assert_eq!(codes, ["T002", "T004", "T005", "T020", "T026"]);
}

#[test]
fn an_own_template_that_the_own_main_template_leaves_out_is_told() {
    let project = ProjectTest::minimal();
    let main = main_template("").replace("{% include \"bagian/tujuan.typ.j2\" %}", "");
    project.write(MAIN, main);
    project.write("templat/bagian/tujuan.typ.j2", "Tujuan kami.\n");
    assert_eq!(project.run(&["template", "lint", "--json"]).status(0).codes(), ["U012"]);
}

#[test]
fn a_main_template_without_findings_makes_no_letter() {
    let project = ProjectTest::minimal();
    project.write(MAIN, main_template("").replace("{% include \"bagian/catatan-rekomendasi.typ.j2\" %}", ""));
    let run = project.run(&["build", "--json"]).status(3);
    assert!(run.codes().iter().all(|code| code == "T028"), "{run}");
    assert_eq!(run.codes().len(), 2, "one finding and one recommendation: {run}");
    assert_eq!(project.pdfs("keluaran").len(), 0);
    assert_eq!(project.run(&["template", "lint", "--json"]).status(3).codes(), ["T027"; 3], "and the responses");
}
