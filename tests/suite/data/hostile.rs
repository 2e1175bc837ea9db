//! Texts, pictures and templates that mean harm: printed literally, or refused with a code, and nothing else.
//!
//! `tests/hostile/corpus.txt` holds the texts; each is put into every place where somebody types one.

use std::fs;

use serde_json::Value;

use crate::pdf::squeeze;
use crate::support::{ProjectTest, repository};

/// Stands in files beside and inside the project that no output may hold.
const SECRET: &str = "PENANDA-RAHASIA-5d1f";

// ── the corpus ───────────────────────────────────────────────────────────────────────────────────────────────

struct Text {
    outcome: String,
    text: String,
}

fn corpus() -> Vec<Text> {
    let file = fs::read_to_string(repository("tests/hostile/corpus.txt")).expect("the corpus");
    let lines = file.lines().filter(|line| !line.starts_with("##") && !line.is_empty());
    let all: Vec<Text> = lines
        .map(|line| {
            let (outcome, rest) = line.split_once(' ').expect("outcome and text");
            let (quoted, times) = match rest.rsplit_once("\" *") {
                Some((quoted, times)) => (format!("{quoted}\""), times.parse().expect("a number")),
                None => (rest.to_owned(), 1),
            };
            let text: String = serde_json::from_str(&quoted).unwrap_or_else(|error| panic!("{error}: {line}"));
            Text { outcome: outcome.to_owned(), text: text.repeat(times) }
        })
        .collect();
    assert!(all.len() > 80, "{} texts", all.len());
    all
}

/// A place where a text is typed.
#[derive(Clone, Copy, PartialEq)]
enum Spot {
    Name,
    Number,
    Letterhead,
    /// Finding, recommendation and description at once.
    Prose,
    Remark,
}

impl Spot {
    /// Free text has a markup of its own: `_x_`, and `- ` at the start of a line.
    fn free(self) -> bool {
        matches!(self, Self::Prose | Self::Remark)
    }
}

/// Free texts of the minimal project that are printed, with their keys.
const FREE_TEXTS: &[(&str, &str)] = &[
    ("\"1\"", "\"1\": |\n    Dokumen perencanaan kinerja telah tersedia."),
    (
        "uraian",
        "uraian: |\n      Rencana strategis telah menetapkan sasaran, namun sebagian indikatornya masih berupa _output_.",
    ),
    (
        "uraian",
        "uraian: |\n      Agar indikator sasaran disempurnakan menjadi ukuran _outcome_ yang relevan dan terukur.",
    ),
];

/// One that is not printed.
const REMARK: &str = "keterangan: |\n      Sebagian indikator sasaran belum terukur.";

/// A text as a double-quoted YAML scalar.
fn quoted(text: &str) -> String {
    format!("\"{}\"", text.replace('\\', "\\\\").replace('"', "\\\""))
}

/// The minimal project with one office for each text, and the secret in reach.
fn project(spot: Spot, texts: &[&str]) -> ProjectTest {
    let project = ProjectTest::minimal();
    project.write("../rahasia.txt", SECRET).write("rahasia.txt", SECRET).write("templat/rahasia.txt", SECRET);
    project.write("evaluasi/2022/rahasia.txt", SECRET).replace(
        "lhe.yaml",
        "standar: a-3a",
        "standar: a-3a, keterangan: ya",
    );
    let evaluation = project.read("evaluasi/2022/dinas-contoh.yaml");
    project.remove("evaluasi/2022/dinas-contoh.yaml");
    let mut offices = "format: 1\nopd:\n".to_owned();
    let mut letters = "format: 1\npenomoran: diketik\nsurat:\n".to_owned();
    for (index, text) in texts.iter().enumerate() {
        let text = quoted(text);
        let name = if spot == Spot::Name { text.clone() } else { format!("Dinas {index}") };
        let number = if spot == Spot::Number { text.clone() } else { format!("700/{index}/ITDA/2023") };
        offices += &format!(
            "  - id: dinas-{index}\n    jenis: dinas\n    nama: [{{sejak: 2017-01-03, nama: {name}}}]\n    \
             kepala: [{{sejak: 2017-01-03, sebutan: Kepala Dinas}}]\n    tempat: Kota Contoh\n"
        );
        letters += &format!("  dinas-{index}: {{nomor: {number}, tanggal: 2023-05-08}}\n");
        let evaluation = match spot {
            Spot::Prose => FREE_TEXTS
                .iter()
                .fold(evaluation.clone(), |e, (key, typed)| e.replace(typed, &format!("{key}: {text}"))),
            Spot::Remark => evaluation.replace(REMARK, &format!("keterangan: {text}")),
            _ => evaluation.clone(),
        };
        let times = match spot {
            Spot::Prose => 3,
            Spot::Remark => 1,
            _ => 0,
        };
        assert!(evaluation.matches(&format!(": {text}\n")).count() >= times, "the text is in its place");
        project.write(
            &format!("evaluasi/2022/dinas-{index}.yaml"),
            evaluation.replace("dinas-contoh", &format!("dinas-{index}")),
        );
    }
    if spot == Spot::Letterhead {
        let lines: String = texts.iter().map(|text| format!("    - {}\n", quoted(text))).collect();
        project.replace(
            "lhe.yaml",
            "baris: [PEMERINTAH KABUPATEN CONTOH, INSPEKTORAT]\n",
            &format!("baris:\n{lines}    - INSPEKTORAT\n"),
        );
    }
    project.write("opd.yaml", offices).write("surat/2022.yaml", letters);
    project
}

/// Every printed text of a report, paragraph by paragraph.
fn printed(value: &Value, out: &mut Vec<String>) {
    match value {
        Value::Object(map) => {
            if let Some(text) = map.get("teks").and_then(Value::as_str) {
                out.push(text.to_owned());
            }
            if let Some(pieces) = map.get("potongan").and_then(Value::as_array) {
                out.push(pieces.iter().filter_map(|p| p["teks"]["teks"].as_str()).collect());
            }
            map.values().for_each(|v| printed(v, out));
        }
        Value::Array(items) => items.iter().for_each(|v| printed(v, out)),
        _ => {}
    }
}

/// What is wrong with a PDF that should say this text letter by letter.
fn literal(project: &ProjectTest, spot: Spot, index: usize, text: &str) -> Option<String> {
    let path = format!("keluaran/2022/dinas-{index}.pdf");
    if !project.path(&path).is_file() {
        return Some(format!("{text:?} was not built"));
    }
    let pdf = project.pdf(&path);
    if String::from_utf8_lossy(&pdf.all_bytes()).contains(SECRET) || pdf.squeezed().contains(SECRET) {
        return Some(format!("{text:?} shows the secret"));
    }
    if spot == Spot::Remark {
        let data = pdf.attachment(&format!("evaluasi-2022-dinas-{index}.yaml"));
        let held = data.contains(text) || data.contains(&quoted(text));
        return (!held).then(|| format!("{text:?} is not in the bundle: {data}"));
    }
    let mut texts = Vec::new();
    printed(&pdf.report(), &mut texts);
    // Underscores of free text are emphasis where they come in pairs.
    let plain = |t: &str| if spot.free() { t.replace('_', "") } else { t.to_owned() };
    let wanted = plain(text);
    let times = texts.iter().filter(|t| plain(t).contains(wanted.trim())).count();
    if times < if spot == Spot::Prose { 3 } else { 1 } {
        return Some(format!("{text:?} is {times} times in the report: {texts:?}"));
    }
    // Hyphens that the line breaks may add, and spaces, say nothing about what is printed. A text longer than a
    // page has the foot of the page in it.
    let loose = |t: &str| plain(&squeeze(t).replace('-', ""));
    let shown = wanted.len() > 2000 || loose(&pdf.text()).contains(&loose(&wanted));
    (!shown).then(|| format!("{text:?} is not on the page: {}", loose(&pdf.text())))
}

/// What is wrong when these texts, each of which must be refused, are put into a place together.
fn refused(spot: Spot, texts: &[&str], codes: &dyn Fn(&str) -> bool) -> Vec<String> {
    let project = project(spot, texts);
    let run = project.run(&["build", "--json"]);
    let mut faults = Vec::new();
    for (index, text) in texts.iter().enumerate() {
        let file = match spot {
            Spot::Name => "opd.yaml".to_owned(),
            Spot::Number => "surat/2022.yaml".to_owned(),
            Spot::Letterhead => "lhe.yaml".to_owned(),
            _ => format!("evaluasi/2022/dinas-{index}.yaml"),
        };
        let content = project.read(&file);
        let line = 1 + content.split('\n').position(|line| line.contains(&quoted(text))).expect("the text is there");
        let told = |v: &Value| {
            v["file"] == file.as_str() && v["line"] == line && codes(v["code"].as_str().unwrap_or_default())
        };
        if !run.json().iter().any(told) {
            faults.push(format!("{text:?} is not refused at {file}:{line}"));
        }
    }
    if run.status != 1 || run.stderr.contains("panicked at") {
        faults.push(format!("the exit status is {}", run.status));
    }
    // What stands in the letter file is another test's: see below.
    if !project.pdfs("keluaran").is_empty() && spot != Spot::Number {
        faults.push(format!("refused, but built: {:?}", project.pdfs("keluaran").keys()));
    }
    faults
}

/// Puts every text of the corpus into one place and reports everything that goes wrong.
fn everywhere(spot: Spot) {
    let corpus = corpus();
    let of =
        |outcome: &str| corpus.iter().filter(|t| t.outcome == outcome).map(|t| t.text.as_str()).collect::<Vec<_>>();
    let mut literals = of("cetak");
    let mut either = of("salah-satu");
    if spot.free() { &mut either } else { &mut literals }.extend(of("garis"));
    // What is not printed needs no glyph.
    let mut faults = refused(spot, &of("tolak"), &|code| code.starts_with('Y'));
    match spot {
        Spot::Remark => literals.extend(of("fon")),
        _ => faults.extend(refused(spot, &of("fon"), &|code| code == "D157")),
    }
    let together = project(spot, &literals);
    let run = together.run(&["build", "--json"]);
    if run.status != 0 {
        faults.push(format!("a text that should be printed is refused:\n{run}"));
    }
    faults.extend(literals.iter().enumerate().filter_map(|(index, text)| literal(&together, spot, index, text)));
    for text in either {
        let alone = project(spot, &[text]);
        let run = alone.run(&["build", "--json"]);
        let built = !alone.pdfs("keluaran").is_empty() && spot != Spot::Number;
        // A word of 10,000 letters fits no line: the proof of the layout says so.
        let places = ["P020", "P021", "P022", "P023", "P024"];
        let too_long = run.status == 3 && run.codes().iter().all(|code| places.contains(&code.as_str()));
        let refused = (run.status == 1 || too_long) && !run.codes().is_empty() && !built;
        if run.status == 0 {
            faults.extend(literal(&alone, spot, 0, text));
        } else if !refused {
            faults.push(format!("{text:?} is neither printed nor refused: [{}] {:?}", run.status, run.codes()));
        }
    }
    let short = |fault: &String| fault.chars().take(600).collect::<String>();
    assert!(
        faults.is_empty(),
        "{} faults\n{}",
        faults.len(),
        faults.iter().map(short).collect::<Vec<_>>().join("\n\n")
    );
}

#[test]
fn hostile_office_names_are_printed_or_refused() {
    everywhere(Spot::Name);
}

#[test]
fn hostile_letter_numbers_are_printed_or_refused() {
    everywhere(Spot::Number);
}

#[test]
fn a_letter_is_not_built_while_its_letter_file_is_refused() {
    let project = ProjectTest::minimal();
    project.replace("surat/2022.yaml", "/113/", "/\u{200b}113/");
    let run = project.run(&["build", "--json"]).status(1);
    assert_eq!(
        run.ids("failed"),
        ["2022/dinas-contoh"],
        "a draft without its number would look as if there were none: {run}"
    );
}

#[test]
fn hostile_letterheads_are_printed_or_refused() {
    everywhere(Spot::Letterhead);
}

#[test]
fn hostile_findings_recommendations_and_descriptions_are_printed_or_refused() {
    everywhere(Spot::Prose);
}

#[test]
fn hostile_remarks_are_attached_or_refused() {
    everywhere(Spot::Remark);
}

#[test]
fn messages_about_hostile_texts_disturb_no_terminal() {
    for text in ["a\u{1b}[31mb", "a\u{7}b", "a\u{202e}b"] {
        let run = project(Spot::Prose, &[text]).run(&["check"]).status(1);
        let bad =
            |c: char| c.is_control() && c != '\n' || matches!(c, '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}');
        assert!(!run.stderr.contains(bad), "{run:?}");
    }
}

// ── pictures ─────────────────────────────────────────────────────────────────────────────────────────────────

const SVG: &str = r#"<svg xmlns="http://www.w3.org/2000/svg" xmlns:xlink="http://www.w3.org/1999/xlink" viewBox="0 0 9 9"><rect width="9" height="9"/></svg>"#;

/// The minimal project with this logo.
fn logo(path: &str) -> ProjectTest {
    let project = ProjectTest::minimal();
    project.replace("lhe.yaml", "kop:\n", &format!("kop:\n  logo: {path}\n  alt: Lambang\n"));
    project
        .write("../rahasia.svg", SVG.replace("<rect", &format!("<!-- {SECRET} --><rect")))
        .write("aset/logo.svg", SVG);
    project
}

#[track_caller]
fn logo_is_refused(project: &ProjectTest) {
    let run = project.run(&["build", "--json"]);
    assert!(run.codes().contains(&"D159".to_owned()) && run.status == 1, "{run}");
    assert!(!run.stdout.contains(SECRET));
    assert_eq!(project.pdfs("keluaran").len(), 0, "a letter without its logo is not a letter");
}

#[test]
fn a_logo_inside_the_project_is_used() {
    let project = logo("aset/logo.svg");
    project.run(&["build"]).status(0);
    assert!(project.pdf("keluaran/2022/dinas-contoh.pdf").attachments().contains_key("aset-logo.svg"));
}

#[test]
fn a_logo_outside_the_project_is_refused() {
    let project = logo("../rahasia.svg");
    logo_is_refused(&project);
    let absolute = project.path("aset/logo.svg").to_string_lossy().into_owned();
    for path in [
        absolute.as_str(),
        "aset/../../rahasia.svg",
        "./aset/logo.svg",
        "file:///etc/passwd.svg",
        "\"aset\\\\logo.svg\"",
        "aset//logo.svg",
    ] {
        logo_is_refused(&logo(path));
    }
}

#[test]
#[cfg(unix)]
fn a_logo_that_is_a_link_out_of_the_project_is_refused() {
    let project = logo("aset/lain.svg");
    std::os::unix::fs::symlink("../../rahasia.svg", project.path("aset/lain.svg")).expect("a link");
    logo_is_refused(&project);
    let project = logo("aset/lain/rahasia.svg");
    std::os::unix::fs::symlink("../..", project.path("aset/lain")).expect("a link");
    logo_is_refused(&project);
}

#[test]
fn a_picture_that_names_something_outside_itself_is_refused() {
    for inner in [
        r#"<image xlink:href="../rahasia.svg" width="9" height="9"/>"#,
        r#"<image href="file:///etc/passwd" width="9" height="9"/>"#,
        r#"<image HREF = 'http://contoh.example/x.png'/>"#,
        r#"<use xlink:href="lain.svg#a"/>"#,
        r#"<script>alert(1)</script>"#,
        r#"<style>@import url(http://contoh.example/x.css);</style>"#,
        r#"<rect style="fill:url(http://contoh.example/x.svg#a)" width="9" height="9"/>"#,
    ] {
        let project = logo("aset/logo.svg");
        project.write("aset/logo.svg", SVG.replace("<rect width=\"9\" height=\"9\"/>", inner));
        let run = project.run(&["check", "--json"]);
        assert!(run.codes().contains(&"D159".to_owned()), "{inner}: {run}");
    }
    let project = logo("aset/logo.svg");
    project.write("aset/logo.svg", format!("<!DOCTYPE svg [<!ENTITY x SYSTEM \"file:///etc/passwd\">]>{SVG}"));
    logo_is_refused(&project);
}

#[test]
fn a_file_that_only_has_the_name_of_a_picture_is_refused() {
    for (name, bytes) in [
        ("logo.png", &b"bukan gambar"[..]),
        ("logo.svg", b"bukan gambar"),
        ("logo.png", &[0x89, b'P', b'N', b'G', 13, 10, 26, 10]),
        ("logo.svg", b""),
    ] {
        let project = logo(&format!("aset/{name}"));
        project.write(&format!("aset/{name}"), bytes);
        let run = project.run(&["build", "--json"]);
        assert!(run.status != 0 && !run.codes().is_empty() && project.pdfs("keluaran").is_empty(), "{name}: {run}");
    }
}
