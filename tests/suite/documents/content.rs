//! What a PDF carries beside its pages: all that it was made from, and nothing that is none of its business.

use serde_json::Value;

use crate::pdf::Pdf;
use crate::support::ProjectTest;

/// Names of all offices of the sample, by id.
fn offices() -> Vec<(String, Vec<String>)> {
    let register = ProjectTest::sample().read("opd.yaml");
    let entries = register.split("\n  - id: ").skip(1);
    let name = |line: &str| Some(line.split("nama: ").last()?.split('}').next()?.trim().to_owned());
    entries
        .map(|entry| {
            let id = entry.lines().next().expect("an id").trim().to_owned();
            let names = entry.lines().filter(|l| l.contains("sejak:") && l.contains("nama: ")).filter_map(name);
            (id, names.collect())
        })
        .collect()
}

fn manifest(text: &str) -> Value {
    serde_json::from_str(text).expect("JSON")
}

#[test]
fn every_pdf_has_its_bundle_and_its_report_attached() {
    let project = ProjectTest::built_sample();
    for name in project.pdfs("keluaran").keys() {
        let attached = project.pdf(&format!("keluaran/{name}")).attachments();
        let names: Vec<&str> = attached.keys().map(String::as_str).collect();
        for part in ["aset-logo.svg", "bundel.json", "laporan.json", "lhe.yaml", "opd.yaml", "templat.json"] {
            assert!(names.contains(&part), "{name}: {part}");
        }
        let own = match name.strip_suffix("/ikhtisar.pdf") {
            Some(year) => format!("ikhtisar-{year}.yaml"),
            None => format!("evaluasi-{}.yaml", name.replace('/', "-").replace(".lke", "").replace(".pdf", "")),
        };
        assert!(names.contains(&own.as_str()), "{name}: {names:?}");
    }
}

#[test]
fn a_2a_attaches_nothing() {
    let project = ProjectTest::minimal();
    project.replace("lhe.yaml", "a-3a", "a-2a");
    project.run(&["build"]).status(0);
    let pdf = project.pdf("keluaran/2022/dinas-contoh.pdf");
    assert!(pdf.contains("<pdfaid:part>2</pdfaid:part>"));
    assert_eq!(pdf.attachments().len(), 0);
}

#[test]
fn the_bundle_names_everything_with_its_digest() {
    let project = ProjectTest::built_sample();
    let pdf = project.pdf("keluaran/2022/bappeda.pdf");
    let manifest = manifest(&pdf.attachment("bundel.json"));
    let files = manifest["berkas"].as_array().expect("a list");
    let roles: Vec<&str> = files.iter().filter_map(|f| f["peran"].as_str()).collect();
    for role in ["data", "instrumen", "templat", "gaya", "gambar", "laporan", "fon"] {
        assert!(roles.contains(&role), "{role}");
    }
    let attached = pdf.attachments();
    let templates: Value = serde_json::from_slice(&attached["templat.json"]).expect("JSON");
    for file in files.iter().filter(|f| f["peran"] != "fon") {
        let name = file["nama"].as_str().expect("a name");
        let plain = name.trim_start_matches("<bawaan>/").replace('/', "-");
        let bytes =
            templates[name].as_str().map(|text| text.as_bytes().to_vec()).or_else(|| attached.get(&plain).cloned());
        let bytes = bytes.unwrap_or_else(|| panic!("{name} is attached"));
        assert_eq!(file["sha256"], crate::support::sha256(&bytes), "{name}");
    }
    let logo = files.iter().find(|f| f["nama"] == "aset/logo.svg").expect("the logo");
    assert_eq!(logo["sha256"], crate::support::sha256(&project.bytes("aset/logo.svg")));
}

#[test]
fn the_bundle_holds_no_clock_no_path_and_no_line_number() {
    let project = ProjectTest::built_sample();
    let pdf = project.pdf("keluaran/2022/bappeda.pdf");
    let all = String::from_utf8_lossy(&pdf.all_bytes()).into_owned();
    let root = project.root();
    for text in [root.to_str().expect("UTF-8"), env!("CARGO_MANIFEST_DIR"), "lhe-uji-", "/tmp/"] {
        assert!(!all.contains(text), "{text}");
    }
    assert!(!pdf.attachment("laporan.json").contains(".yaml:"));
}

#[test]
fn internal_notes_are_in_no_byte_of_any_pdf() {
    let project = ProjectTest::built_sample();
    let notes = project.read("evaluasi/2021/bkpsdm.yaml");
    let note = notes.split("catatan_tim: ").nth(1).and_then(|rest| rest.lines().next()).expect("a note");
    let pdf = project.pdf("keluaran/2021/bkpsdm.pdf");
    let all = String::from_utf8_lossy(&pdf.all_bytes()).into_owned();
    for text in [note, "internal:", "jam_kerja", "catatan_tim"] {
        assert!(!all.contains(text), "{text}");
    }
    assert!(!pdf.squeezed().contains(&crate::pdf::squeeze(note)));
}

#[test]
fn no_other_office_is_named_in_what_is_attached() {
    let project = ProjectTest::built_sample();
    let offices = offices();
    assert_eq!(offices.len(), 12);
    let mut found = Vec::new();
    // Only a recap speaks of many offices.
    for name in project.pdfs("keluaran").keys().filter(|name| !name.ends_with("/ikhtisar.pdf")) {
        let own = name.split(['/', '.']).nth(1).expect("an id");
        let pdf = project.pdf(&format!("keluaran/{name}"));
        // Free text of the office's own evaluation may name others; answers, registers and letters may not.
        let data = pdf.data();
        let before_text = |text: &str| text.split("\ncatatan:").next().unwrap_or_default().to_owned();
        let text: String = data.values().map(|text| before_text(text)).collect();
        for (id, _) in &offices {
            // A predecessor is named where last year's values come from, a successor in the office's own entry.
            let kin = ["dinas-perkebunan", "dinas-pangan"];
            let predecessor = kin.contains(&own) && kin.contains(&id.as_str());
            // `inspektorat` is also a key, `opd: x` and paths are whole words.
            let word = |t: &str| t.split(|c: char| !(c.is_alphanumeric() || c == '-')).any(|w| w == id);
            if id != own && id != "inspektorat" && !predecessor && word(&text) {
                found.push(format!("{name}: {id}"));
            }
        }
    }
    assert_eq!(found, Vec::<String>::new());
}

/// The slices of `opd.yaml`, `surat/` and `riwayat/` in a bundle.
fn registers(pdf: &Pdf) -> String {
    let shared = |name: &str| name == "opd.yaml" || name.starts_with("surat-") || name.starts_with("riwayat-");
    pdf.data().into_iter().filter(|(name, _)| shared(name)).map(|(_, text)| text).collect()
}

#[test]
fn the_registers_in_a_bundle_name_one_office() {
    let project = ProjectTest::built_sample();
    let offices = offices();
    let mut found = Vec::new();
    // Only a recap speaks of many offices.
    for name in project.pdfs("keluaran").keys().filter(|name| !name.ends_with("/ikhtisar.pdf")) {
        let own = name.split(['/', '.']).nth(1).expect("an id");
        let registers = registers(&project.pdf(&format!("keluaran/{name}")));
        let names = offices.iter().find(|(id, _)| id == own).map(|(_, names)| names).expect("the office");
        assert!(names.iter().any(|own| registers.contains(&format!("nama: {own}\n"))), "{name} names its own office");
        for (id, names) in offices.iter().filter(|(id, _)| id != own) {
            let predecessor = own == "dinas-perkebunan" && id == "dinas-pangan";
            for other in names.iter().filter(|n| registers.contains(&format!("nama: {n}\n")) && !predecessor) {
                found.push(format!("{name}: {other}"));
            }
        }
    }
    assert_eq!(found, Vec::<String>::new());
}

/// The evaluation of the minimal project with own answers and a remark, built with this `keluaran`.
fn attached(output: &str) -> String {
    let project = ProjectTest::minimal();
    project.replace("lhe.yaml", "standar: a-3a", &format!("standar: a-3a{output}"));
    let path = "evaluasi/2022/dinas-contoh.yaml";
    let mut text = project.read(path);
    for code in ["1.a", "1.c", "2.a", "2.b", "2.c", "3.a", "3.b", "3.c", "4.a", "4.b", "4.c"] {
        let line = text.lines().find(|l| l.starts_with(&format!("  {code}: "))).expect("an answer").to_owned();
        let letter = line.rsplit(' ').next().expect("a letter");
        text = text.replace(&line, &format!("  {code}: {{jawaban: {letter}, mandiri: AA}}"));
    }
    text = text.replace("    jawaban: B\n", "    jawaban: B\n    mandiri: AA\n");
    project.write(path, text);
    project.run(&["check"]).status(0).says("0 galat, 0 peringatan");
    project.run(&["build"]).status(0);
    project.pdf("keluaran/2022/dinas-contoh.pdf").data().into_values().collect()
}

#[test]
fn own_answers_and_remarks_are_not_attached_unless_asked_for() {
    let bundle = attached("");
    assert!(!bundle.contains("mandiri: "));
    assert!(!bundle.contains("Sebagian indikator sasaran belum terukur."));
}

#[test]
fn own_answers_are_attached_when_asked_for() {
    let bundle = attached(", mandiri: ya");
    assert_eq!(bundle.matches("mandiri: AA").count(), 12);
    assert!(!bundle.contains("Sebagian indikator sasaran belum terukur."));
}

#[test]
fn remarks_are_attached_when_asked_for() {
    let bundle = attached(", keterangan: ya");
    assert!(bundle.contains("Sebagian indikator sasaran belum terukur."));
    assert!(!bundle.contains("mandiri: AA"));
}

#[test]
fn the_page_says_what_the_report_says() {
    let project = ProjectTest::built_sample();
    let pdf = project.pdf("keluaran/2022/dinas-pendidikan.pdf");
    let (page, report) = (pdf.squeezed(), pdf.report());
    let text = |value: &Value| crate::pdf::squeeze(value["teks"].as_str().unwrap_or_else(|| panic!("a text: {value}")));
    assert!(page.contains(&text(&report["hasil"]["total"])), "the total");
    for row in report["tabel"].as_array().expect("rows") {
        let (name, value) = (text(&row["nama"]), text(&row["nilai"]));
        assert!(page.contains(&name) && page.contains(&value), "{name} {value}");
    }
    assert!(page.contains("700.1.2.1/") && page.contains("DinasPendidikan"));
}

#[test]
fn every_text_of_a_report_says_where_it_comes_from() {
    let project = ProjectTest::built_sample();
    let report = project.pdf("keluaran/2022/dinas-pendidikan.pdf").report();
    let origins = origins(&report);
    assert!(origins.len() > 50, "{}", origins.len());
    for origin in origins {
        let (file, pointer) = origin.split_once('#').expect("file#pointer");
        let known = file.starts_with("<bawaan>/") || project.path(file).is_file();
        assert!(known && !pointer.is_empty(), "{origin}");
    }
}

fn origins(value: &Value) -> Vec<String> {
    match value {
        Value::Object(map) => {
            let own = map.get("asal").and_then(Value::as_str).map(str::to_owned);
            own.into_iter().chain(map.values().flat_map(origins)).collect()
        }
        Value::Array(items) => items.iter().flat_map(origins).collect(),
        _ => Vec::new(),
    }
}

#[test]
fn a_letter_that_prints_no_worksheet_attaches_no_own_answers() {
    let project = ProjectTest::minimal();
    project.replace(
        "evaluasi/2022/dinas-contoh.yaml",
        "1.a: BB",
        "1.a: {jawaban: BB, mandiri: AA, keterangan: rahasia}",
    );
    for form in ["surat", "bab"] {
        project.write("lhe.yaml", ProjectTest::minimal().read("lhe.yaml"));
        project.replace("lhe.yaml", "keluaran: {", &format!("keluaran: {{bentuk: {form}, lke: lampiran, "));
        project.run(&["build"]).status(0);
        let attached = project.pdf("keluaran/2022/dinas-contoh.pdf").attachments();
        let told = attached.values().any(|bytes| String::from_utf8_lossy(bytes).contains("rahasia"));
        assert_eq!(told, form == "bab", "{form}");
    }
}
