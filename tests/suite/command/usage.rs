//! The command line as such: help, refusals, languages, where the project is found, channels, manual pages.

use serde_json::Value;

use crate::support::ProjectTest;

// ── help and refusals ────────────────────────────────────────────────────────────────────────────────────────

#[test]
fn help_is_shown_in_indonesian() {
    ProjectTest::empty().run(&["--help"]).status(0).snapshot("help");
}

#[test]
fn help_is_shown_in_english() {
    ProjectTest::empty().run(&["--help", "--lang", "en"]).status(0).snapshot("help-en");
}

#[test]
fn help_of_a_command_is_shown_in_both_languages() {
    ProjectTest::empty().run(&["build", "--help"]).status(0).snapshot("help-build");
    ProjectTest::empty().run(&["build", "--help", "--lang=en"]).status(0).snapshot("help-build-en");
}

#[test]
fn the_program_without_arguments_shows_its_help_as_a_refusal() {
    let run = ProjectTest::empty().run(&[]).status(2);
    assert!(run.stdout.is_empty() && run.stderr.contains("Pemakaian"), "{run}");
}

#[test]
fn the_version_is_told() {
    ProjectTest::empty().run(&["--version"]).status(0).says(env!("CARGO_PKG_VERSION"));
}

#[test]
fn an_unknown_command_gets_the_nearest_one() {
    ProjectTest::empty().run(&["chek"]).status(2).snapshot("unknown-command");
}

#[test]
fn an_unknown_argument_gets_the_nearest_one() {
    ProjectTest::empty().run(&["build", "--keluran", "x"]).status(2).snapshot("unknown-argument");
}

#[test]
fn refusals_of_usage_come_in_english_too() {
    ProjectTest::empty().run(&["--lang", "en", "check", "--tahun", "dua"]).status(2).snapshot("bad-value-en");
}

#[test]
fn refusals_of_usage_are_json_when_asked_for() {
    let run = ProjectTest::empty().run(&["chek", "--json"]).status(2);
    assert_eq!(run.codes(), ["U010"]);
}

#[test]
fn every_alias_is_the_command_it_stands_for() {
    let project = ProjectTest::minimal();
    for (command, alias) in [("check", "periksa"), ("score", "nilai"), ("build", "susun")] {
        let (one, other) = (project.run(&[command, "--json"]), project.run(&[alias, "--json"]));
        assert_eq!(one.status, other.status, "{alias}");
        assert_eq!(one.codes(), other.codes(), "{alias}");
    }
    project.run(&["jelaskan", "dinas-contoh"]).status(0).says("67,25");
    project.run(&["terbitkan", "dinas-contoh"]).status(0).says("terbit: arsip v1");
    ProjectTest::empty().run(&["mulai"]).status(0);
    project.remove("evaluasi/2022/dinas-contoh.yaml").run(&["baru", "dinas-contoh", "--tahun", "2022"]).status(0);
}

// ── language ─────────────────────────────────────────────────────────────────────────────────────────────────

#[test]
fn the_language_comes_from_the_argument_then_from_lhe_lang_and_never_from_the_locale() {
    let project = ProjectTest::minimal();
    let said = |arguments: &[&str], environment: &[(&str, &str)]| project.run_in("", arguments, environment).stderr;
    assert!(said(&["check"], &[("LANG", "en_US.UTF-8"), ("LC_ALL", "en_US.UTF-8")]).contains("diperiksa"));
    assert!(said(&["check"], &[("LHE_LANG", "en")]).contains("checked"));
    assert!(said(&["check", "--lang", "id"], &[("LHE_LANG", "en")]).contains("diperiksa"));
    assert!(said(&["check", "--lang=en"], &[]).contains("checked"));
}

#[test]
fn codes_arguments_and_places_are_the_same_in_both_languages() {
    let project = ProjectTest::minimal();
    project.replace("evaluasi/2022/dinas-contoh.yaml", "1.a: BB", "1.a: Z");
    let neutral = |arguments: &[&str]| -> Vec<Value> {
        let strip = |mut value: Value| {
            let map = value.as_object_mut().expect("an object");
            map.retain(|key, _| !matches!(key.as_str(), "message" | "hints" | "related"));
            value
        };
        project.run(arguments).status(1).json().into_iter().map(strip).collect()
    };
    assert_eq!(neutral(&["check", "--json"]), neutral(&["check", "--json", "--lang", "en"]));
}

// ── finding the project ──────────────────────────────────────────────────────────────────────────────────────

#[test]
fn the_project_is_found_from_a_folder_below_it() {
    ProjectTest::minimal().run_in("evaluasi/2022", &["check"], &[]).status(0).says("1 evaluasi diperiksa");
}

#[test]
fn the_project_may_be_named() {
    let project = ProjectTest::minimal();
    let root = project.root();
    let named = ["check", "--proyek", root.to_str().expect("UTF-8")];
    ProjectTest::empty().run(&named).status(0).says("1 evaluasi diperiksa");
    project.run_in("evaluasi", &["-p", "..", "check"], &[]).status(0);
}

#[test]
fn a_folder_without_a_project_is_told() {
    let run = ProjectTest::empty().run(&["check", "--json"]).status(2);
    assert_eq!(run.codes(), ["U001"]);
}

#[test]
fn an_unknown_office_gets_the_nearest_one() {
    let run = ProjectTest::minimal().run(&["check", "dinas-conto", "--json"]).status(2);
    assert!(run.diagnostic("U006")["hints"].to_string().contains("dinas-contoh"), "{run}");
}

// ── what is said, and what is not ────────────────────────────────────────────────────────────────────────────

#[test]
fn quiet_says_nothing_when_all_is_well() {
    let project = ProjectTest::minimal();
    project.run(&["check", "--quiet"]).status(0).silent();
    project.run(&["build", "-q"]).status(0).silent();
    let file = "evaluasi/2022/dinas-contoh.yaml";
    project.replace(file, "_output_.\n", "_output_.\n    tanggapan: {sikap: menerima}\n");
    project.append(file, "konfirmasi: {berita_acara: {nomor: 700/7/BA/2023, tanggal: 2023-04-20}}\n");
    project.run(&["issue", "dinas-contoh", "-q"]).status(0).silent();
}

#[test]
fn quiet_still_tells_errors_and_warnings() {
    let project = ProjectTest::sample();
    project.run(&["check", "--quiet"]).status(0).says("peringatan[D150]");
}

#[test]
fn every_line_of_json_parses_and_nothing_else_is_said() {
    let project = ProjectTest::sample();
    for arguments in [vec!["check"], vec!["score"], vec!["build", "2022/bappeda"], vec!["issue", "2022/bappeda"]] {
        let run = project.run(&[&arguments[..], &["--json"]].concat());
        assert!(run.json().iter().all(|line| line["schema"] == 1), "{run}");
        // Where standard output is a table of records, diagnostics stand on the other channel, in the same form.
        let other = run.stderr.lines().map(serde_json::from_str::<Value>);
        assert!(other.into_iter().all(|line| line.is_ok_and(|line| line["code"].is_string())), "{run}");
        assert!(arguments[0] == "score" || run.stderr.is_empty(), "{run}");
    }
}

#[test]
fn strict_makes_a_warning_an_answer_of_no() {
    let project = ProjectTest::sample();
    project.run(&["check"]).status(0).says("0 galat, 1 peringatan");
    project.run(&["check", "--ketat"]).status(1);
    ProjectTest::minimal().run(&["check", "--ketat"]).status(0);
}

#[test]
fn no_colour_is_ever_written_to_a_pipe() {
    let project = ProjectTest::sample();
    for environment in [&[][..], &[("NO_COLOR", "1")], &[("TERM", "xterm-256color"), ("CLICOLOR_FORCE", "1")]] {
        for arguments in [["--help"].as_slice(), &["check"], &["build", "2022/bappeda"]] {
            let run = project.run_in("", arguments, environment);
            assert!(!run.stdout.contains('\u{1b}') && !run.stderr.contains('\u{1b}'), "{run}");
        }
    }
}

#[test]
fn data_go_to_standard_output_and_talk_to_standard_error() {
    let project = ProjectTest::minimal();
    let run = project.run(&["score", "dinas-contoh", "--csv"]).status(0);
    assert!(run.stderr.is_empty() && run.stdout.starts_with("tahun,evaluasi,opd"), "{run}");
    let run = project.run(&["check"]).status(0);
    assert!(run.stdout.is_empty(), "{run}");
}

// ── completions and manual pages ─────────────────────────────────────────────────────────────────────────────

#[test]
fn completions_and_manual_pages_come_in_both_languages_and_always_the_same() {
    let project = ProjectTest::empty();
    for shell in ["bash", "zsh", "fish", "powershell"] {
        let run = project.run(&["completions", shell]).status(0);
        assert!(run.stdout.contains("template") && !run.stdout.contains("worker"), "{shell}: {run}");
        assert_eq!(run.stdout, project.run(&["pelengkap", shell]).stdout);
    }
    let fish = |lang| project.run(&["completions", "fish", "--lang", lang]).status(0).stdout;
    assert!(fish("id").contains("Susun PDF draf") && fish("en").contains("Build the draft PDFs"));
    project.run(&["completions", "csh"]).status(2).says("bash, zsh, fish, powershell");
    let page = project.run(&["man"]).status(0).stdout;
    assert!(page.contains(".SH NAMA") && page.contains(".SH OPSI") && page.contains(".SH PERINTAH"), "{page}");
    let page = project.run(&["man", "--lang", "en"]).status(0).stdout;
    assert!(page.contains(".SH NAME") && page.contains(".SH OPTIONS") && page.contains(".SH COMMANDS"), "{page}");
    project.run(&["manual", "man1"]).status(0).says("lhe-template-lint.1");
    let page = project.read("man1/lhe-template-lint.1");
    assert!(page.contains("lhe template lint [OPSI] [NAMA]..."), "{page}");
    assert!(!page.contains("2026") && !page.contains(&project.path("").display().to_string()), "{page}");
}
