//! Typst sources made from templates, compiled for real.

use std::collections::BTreeMap;

use proptest::prelude::*;
use serde_json::{Value, json};
use typst::layout::{Frame, FrameItem};
use typst::syntax::Source;

use crate::template::{self, Rendered};

use super::*;

/// A document that meets the standards, around the body of a test.
const HEAD: &str = r#"#set document(title: [{{ judul }}], author: [{{ judul }}].text)
#set page(width: {{ lebar }}mm, height: {{ lebar }}mm)
#set text(font: "TeX Gyre Bonum", lang: "id", size: 11pt)
"#;

/// Texts that would mean something to Typst, Jinja or a PDF reader if they were code.
const HOSTILE: &[&str] = &[
    "#panic()",
    "#read(\"x\")",
    "#import \"@preview/a:1.0.0\"",
    "{{ 7*7 }}",
    "{% include 'x' %}",
    "{# c #}",
    "\"",
    "\\",
    "\\\"",
    "\\u{41}",
    "\"; #panic() //",
    "/* a */",
    "*/ x /*",
    "// a",
    "https://a.id/b?c=d#e",
    "<a>",
    "@a",
    "$x^2$",
    "`raw`",
    "```typ #panic()```",
    "_a_ *b*",
    "= Judul",
    "- butir",
    "+ butir",
    "1. butir",
    "/ istilah: arti",
    "a~b",
    "a--b---c...",
    "-?",
    "-1",
    "'a' \"b\"",
    "[a](b)",
    "]",
    ")",
    "}",
    ";",
    "&amp;",
    "%PDF-1.7",
    "(1 0 R)",
    "Rp 1.000,00 – ½ ≥ é",
    "78,5",
    "  spasi  ganda  ",
];

fn context(text: &str) -> Value {
    json!({
        "judul": {"teks": "Laporan"},
        "lebar": {"ukuran": "150"},
        "v": {"teks": text, "asal": "a.yaml#/v"},
        "w": {"teks": "dua"},
    })
}

fn rendered(body: &str, text: &str) -> Rendered {
    let templates = BTreeMap::from([("t".to_owned(), format!("{HEAD}{body}"))]);
    template::render(&templates, "t", &context(text)).unwrap_or_else(|faults| panic!("{body}: {faults:?}"))
}

fn job(main: &Rendered) -> Job<'_> {
    static SOURCES: BTreeMap<String, String> = BTreeMap::new();
    static IMAGES: BTreeMap<String, Vec<u8>> = BTreeMap::new();
    Job {
        main,
        library: &SOURCES,
        images: &IMAGES,
        attachments: &[],
        standard: Standard::A3a,
        identifier: "2022/a",
        date: (2023, 5, 8),
        pages: &[],
        prove_layout: false,
        mark: None,
    }
}

fn faults(body: &str, text: &str) -> Vec<Fault> {
    pdf(&job(&rendered(body, text))).err().unwrap_or_else(|| panic!("{body} was accepted"))
}

/// The glyphs' texts in order of the frames, without white space.
fn printed(rendered: &Rendered) -> String {
    fn walk(frame: &Frame, out: &mut String) {
        for (_, item) in frame.items() {
            match item {
                FrameItem::Group(group) => walk(&group.frame, out),
                FrameItem::Text(text) => out.push_str(&text.text),
                _ => {}
            }
        }
    }
    let world = world::Files::new(&job(rendered), rendered.text.clone()).expect("a world");
    assert_eq!(proof::prove_source(world.main(), rendered), []);
    let document = typst::compile::<PagedDocument>(&world).output.expect("compiles");
    let mut out = String::new();
    document.pages().iter().for_each(|page| walk(&page.frame, &mut out));
    out.retain(|c| !c.is_whitespace());
    out
}

fn dense(text: &str) -> String {
    text.chars().filter(|c| !c.is_whitespace() && !c.is_control()).collect()
}

#[test]
fn hostile_texts_are_printed_as_they_are() {
    let contexts =
        ["x{{ v }}y", "- {{ v }}", "#strong[{{ v }}]", "#table(columns: 1, [{{ v }}])", "#f([{{ v }}].text)"];
    for body in contexts {
        let body = format!("#let f(x) = [#x]\n{body}");
        for text in HOSTILE {
            let expected = dense(text);
            let found = printed(&rendered(&body, text));
            assert!(found.contains(&expected), "{body}: {text}: {found}");
            let around = found.replacen(&expected, "", 1);
            assert!(["xy", "", "•"].contains(&around.as_str()), "{body}: {text}: {found}");
        }
    }
}

#[test]
fn hostile_texts_pass_the_standard() {
    let body: String = HOSTILE.iter().map(|_| "{{ v }} ").collect();
    assert!(pdf(&job(&rendered(&body, &HOSTILE.join(" ")))).is_ok());
    assert!(pdf(&job(&rendered("{{ v }}", "a\u{0}b\u{7}c\u{1b}[31m\u{85}d\u{2028}e\tf"))).is_ok());
}

#[test]
fn every_covered_character_passes_the_standard() {
    let all: String = ('!'..='\u{2ffff}').filter(|c| uncovered(c.encode_utf8(&mut [0; 4])).is_empty()).collect();
    assert!(all.chars().count() > 600, "{}", all.chars().count());
    let text: String = all.chars().flat_map(|c| ['a', c, ' ']).collect();
    for family in ["TeX Gyre Bonum", "Liberation Sans"] {
        let main = rendered(&format!("#set text(font: \"{family}\")\n{{{{ v }}}} *{{{{ v }}}}* _{{{{ v }}}}_"), &text);
        let output = pdf(&job(&main));
        assert!(output.is_ok(), "{family}: {:?}", output.err());
    }
}

#[test]
fn long_names_are_printed_whole() {
    let name = "Dinas ".repeat(1_667);
    assert_eq!(printed(&rendered("{{ v }}", &name)), dense(&name));
    let book = "Dinas Pendidikan, ".repeat(8_000);
    let rendered = rendered("{{ v }}", &book);
    assert!(rendered.text.matches("\";#\"").count() >= 2);
    assert_eq!(printed(&rendered), dense(&book));
}

#[test]
fn a_text_outside_content_fails_the_proof() {
    for body in [
        "#f({{ v }})",
        "#let x = {{ v }}",
        "\"{{ v }}\" #\"{{ v }}\"",
        "// {{ v }}\n",
        "/* {{ v }} */",
        "`{{ v }}`",
        "```\n{{ v }}\n```",
        "#{ {{ v }} }",
        "\\{{ v }}",
        "#if {{ v }} [a]",
        "https://a.id/{{ v }}",
        "#{{ v }}",
    ] {
        let found = faults(body, "teks");
        assert_eq!(found[0].code, Code::T009, "{body}: {found:?}");
        assert_eq!(found[0].origin.as_deref(), Some("a.yaml#/v"), "{body}");
        assert_eq!(
            found[0].template.as_ref().map(|place| place.1),
            Some(if body.contains("```") { 5 } else { 4 }),
            "{body}"
        );
        assert_eq!(prove(&rendered(body, "teks")).first(), found.first(), "{body}");
    }
}

#[test]
fn a_length_stands_in_code_only() {
    assert!(pdf(&job(&rendered("#h({{ lebar }}pt) #let n = {{ lebar }}\n#box(width: {{ lebar }}%)[a]", ""))).is_ok());
    for body in
        ["{{ lebar }}", "#h(1{{ lebar }}pt)", "#h({{ lebar }}{{ lebar }}pt)", "#h({{ lebar }}.5pt)", "#\"{{ lebar }}\""]
    {
        assert_eq!(faults(body, "")[0].code, Code::T009, "{body}");
    }
}

#[test]
fn the_same_job_gives_the_same_bytes() {
    let main = rendered("= Judul\n{{ v }}", "teks");
    let first = pdf(&job(&main)).expect("a PDF");
    let second = pdf(&job(&main)).expect("a PDF");
    assert_eq!((first.pages, first.pdf.starts_with(b"%PDF-1.7")), (1, true));
    assert!(first.pdf == second.pdf);
    let other = pdf(&Job { identifier: "2022/b", ..job(&main) }).expect("a PDF");
    assert!(first.pdf != other.pdf);
    assert!(contains(&first.pdf, b"2023-05-08T00:00:00") && contains(&first.pdf, b"lhe"));
    assert!(!contains(&first.pdf, b"Typst"));
}

#[test]
fn faults_of_typst_name_line_and_origin() {
    let found = faults("a\n#panic(\"x\")", "");
    assert_eq!((found[0].code, found[0].template.clone()), (Code::P001, Some(("t".to_owned(), 5, 2))));
    // A character without a glyph is a fault of the report's text.
    let found = faults("a {{ v }}", "漢");
    assert_eq!((found[0].code, found[0].origin.as_deref()), (Code::P003, Some("a.yaml#/v")));
    assert_eq!(found[0].template, Some(("t".to_owned(), 4, 6)));
    // Warnings are errors.
    let found = faults("#text(font: \"Arial\")[a]", "");
    assert_eq!((found[0].code, found[0].template.as_ref().map(|place| place.1)), (Code::P002, Some(4)));
    // UA-1 wants headings in order.
    assert_eq!(faults("== a", "")[0].code, Code::P003);
}

#[test]
fn a_fault_in_the_library_names_the_call() {
    let library = BTreeMap::from([("lib/gaya.typ".to_owned(), "\n#let f(x) = x + 1\n".to_owned())]);
    let main = rendered("#import \"/lib/gaya.typ\": f\n\n#f([{{ v }}])", "teks");
    let found = pdf(&Job { library: &library, ..job(&main) }).expect_err("content plus number");
    assert_eq!((found[0].code, found[0].template.clone()), (Code::P001, Some(("t".to_owned(), 6, 2))));
    assert!(found[0].args.text("message").is_some_and(|text| text.contains("[lib/gaya.typ:2:")), "{found:?}");
}

#[test]
fn the_world_holds_only_what_was_registered() {
    for body in [
        "#read(\"/etc/passwd\")",
        "#read(\"../../etc/passwd\")",
        "#include \"lain.typ\"",
        "#import \"@preview/cetz:0.3.0\"",
        "#image(\"a.png\", alt: \"a\")",
        "#plugin(\"a.wasm\")",
        "#datetime.today()",
    ] {
        assert_eq!(faults(body, "")[0].code, Code::P001, "{body}");
    }
    // After failures, a good job is as good as before.
    assert!(pdf(&job(&rendered("a", ""))).is_ok());
}

#[test]
fn images_are_found_by_name() {
    let svg = br#"<svg xmlns="http://www.w3.org/2000/svg" width="9" height="9"><rect width="9" height="9"/></svg>"#;
    let images = BTreeMap::from([("aset/logo ü.svg".to_owned(), svg.to_vec())]);
    let main = rendered("#image([{{ v }}].text, alt: [{{ w }}].text)", "/aset/logo ü.svg");
    let output = pdf(&Job { images: &images, ..job(&main) });
    assert!(output.is_ok(), "{output:?}");
}

fn attachment(name: &str) -> Attachment {
    Attachment {
        name: name.to_owned(),
        mime: "application/json".to_owned(),
        description: "Isi \"laporan\" \\ #panic()".to_owned(),
        relationship: "data".to_owned(),
        bytes: b"ISI-LAMPIRAN".to_vec(),
    }
}

#[test]
fn attachments_are_in_the_pdf_whatever_the_template_does() {
    let files = [attachment("laporan.json"), attachment("data/b.json")];
    let with = |body: &str| pdf(&Job { attachments: &files, ..job(&rendered(body, "teks")) });
    let output = with("a").expect("a PDF").pdf;
    assert!(contains(&output, b"laporan.json") && contains(&output, b"data/b.json"));
    assert!(contains(&output, b"ISI-LAMPIRAN") || contains(&output, b"/EmbeddedFile"));
    for body in ["#show: it => []", "a // b", "#pdf.attach(\"laporan.json\", bytes(\"a\"))", "/* a"] {
        match with(body) {
            Ok(output) => assert!(contains(&output.pdf, b"laporan.json"), "{body}"),
            Err(found) => assert!(matches!(found[0].code, Code::P004 | Code::P003), "{body}: {found:?}"),
        }
    }
    let main = rendered("a", "");
    let found = pdf(&Job { attachments: &files, standard: Standard::A2a, ..job(&main) }).expect_err("refused");
    assert_eq!(found[0].code, Code::P005);
    assert!(pdf(&Job { standard: Standard::A2a, ..job(&main) }).is_ok());
}

#[test]
fn bad_dates_and_names_are_faults() {
    let main = rendered("a", "");
    assert_eq!(pdf(&Job { date: (2023, 2, 30), ..job(&main) }).expect_err("no such day")[0].code, Code::P010);
    let images = BTreeMap::from([("../a.png".to_owned(), Vec::new()), (String::new(), Vec::new())]);
    let found = pdf(&Job { images: &images, ..job(&main) }).expect_err("no such names");
    assert!(found.len() == 2 && found.iter().all(|fault| fault.code == Code::P011));
}

fn contains(haystack: &[u8], needle: &[u8]) -> bool {
    haystack.windows(needle.len()).any(|window| window == needle)
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 200, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn a_literal_means_its_text(text in any::<String>()) {
        use typst::syntax::ast::Str;
        let source = Source::detached(literal(&text));
        let mut meant = String::new();
        source.root().children().filter_map(|node| node.cast::<Str<'_>>()).for_each(|str| meant.push_str(&str.get()));
        let lines = text.replace("\r\n", "\n").replace(['\r', '\u{85}', '\u{2028}', '\u{2029}'], "\n");
        let spaced = lines.replace(['\t', '\u{b}', '\u{c}'], " ");
        prop_assert_eq!(meant, spaced.replace(|c: char| c.is_control() && c != '\n', ""));
    }

    #[test]
    fn random_mixtures_are_literals(picks in prop::collection::vec((0..HOSTILE.len(), any::<char>()), 1..8)) {
        let text: String = picks.iter().flat_map(|(i, c)| HOSTILE[*i].chars().chain([*c])).collect();
        for body in ["a{{ v }}(b)", "#strong[a]{{ v }}.b", "= {{ v }}", "$ {{ v }} $", "#[{{ v }}]", "#let x = [{{ v }}]\n#x"] {
            prop_assert_eq!(prove(&rendered(body, &text)), []);
        }
    }
}
