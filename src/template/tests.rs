//! The rules for templates: permitted constructs, and refused ones.

use std::collections::BTreeMap;

use serde_json::{Value, json};

use crate::diag::Code;

use super::*;

fn report() -> Value {
    json!({
        "format": 1,
        "jenis": "lhe-surat",
        "nama": {"teks": "Dinas \"A\"", "asal": "opd.yaml#/0/nama"},
        "predikat": {"teks": "AA"},
        "kosong": {"teks": ""},
        "lebar": {"ukuran": "210.5"},
        "ada": true,
        "tidak": false,
        "nihil": null,
        "baris": [{"teks": "satu", "asal": "a#/0"}, {"teks": "dua"}],
        "hampa": [],
        "orang": {"nama": {"teks": "Siti"}},
    })
}

fn run(source: &str) -> Result<Rendered, Vec<Fault>> {
    render(&BTreeMap::from([("t".to_owned(), source.to_owned())]), "t", &report())
}

fn text(source: &str) -> String {
    run(source).unwrap_or_else(|faults| panic!("{source}: {faults:?}")).text
}

fn code(source: &str) -> Code {
    run(source).err().unwrap_or_else(|| panic!("{source} was accepted"))[0].code
}

#[test]
fn texts_become_literals_and_lengths_stay_bare() {
    assert_eq!(text("a {{ nama }}.b {{ lebar }}mm"), "a #\"Dinas \\\"A\\\"\";.b 210.5mm");
    assert_eq!(text("{{ orang.nama }}{{ orang['nama'] }}{{ baris[1] }}"), "#\"Siti\";#\"Siti\";#\"dua\";");
    assert_eq!(text("{{ baris|first }}{{ baris|last }}"), "#\"satu\";#\"dua\";");
    assert_eq!(text("{{ nama if ada else predikat }}"), "#\"Dinas \\\"A\\\"\";");
}

#[test]
fn conditions_and_loops() {
    assert_eq!(
        text("{% for b in baris %}{{ b }}{% if not loop.last %}, {% endif %}{% endfor %}"),
        "#\"satu\";, #\"dua\";"
    );
    assert_eq!(text("{% for b in hampa %}x{% else %}tidak ada{% endfor %}"), "tidak ada");
    assert_eq!(text("{% if predikat.sama('AA') and not predikat.sama('A') %}ya{% endif %}"), "ya");
    assert_eq!(text("{% if kosong %}x{% else %}kosong{% endif %}{% if nama %}isi{% endif %}"), "kosongisi");
    assert_eq!(text("{% if baris|length > 1 and loops is not defined %}banyak{% endif %}"), "banyak");
    assert_eq!(text("{% if nihil %}x{% endif %}{% if tidak or ada %}y{% endif %}"), "y");
    assert_eq!(
        text("{% with o = orang %}{{ o.nama }}{% endwith %}{% set p = predikat %}{{ p }}"),
        "#\"Siti\";#\"AA\";"
    );
    assert_eq!(text("{% for b in baris if b.sama('dua') %}{{ b }}{% endfor %}"), "#\"dua\";");
    assert_eq!(text("{% for b in baris %}{% if loop.index == 2 %}{{ b }}{% endif %}{% endfor %}"), "#\"dua\";");
}

#[test]
fn nothing_else_is_printed() {
    for source in ["{{ 'a' }}", "{{ 5 }}", "{{ true }}", "{{ [nama] }}", "{{ {'a': nama} }}", "{{ nama|upper }}"] {
        assert_eq!(code(source), Code::T002, "{source}");
    }
    for source in ["{{ jenis }}", "{{ ada }}", "{{ nihil }}", "{{ baris }}", "{{ orang }}"] {
        assert_eq!(code(source), Code::T005, "{source}");
    }
    for source in ["{{ tiada }}", "{{ orang.tiada }}", "{{ nama.teks }}", "{{ baris[9] }}", "{{ hampa|first }}"] {
        assert_eq!(code(source), Code::T004, "{source}");
    }
    // A number of the report cannot be printed.
    assert_eq!(code("{{ format }}"), Code::T010);
}

#[test]
fn undefined_is_never_false() {
    for source in ["{% if tiada %}{% endif %}", "{% if not tiada %}{% endif %}", "{% for x in tiada %}{% endfor %}"] {
        assert_eq!(code(source), Code::T004, "{source}");
    }
    assert_eq!(code("{% if tiada|length > 0 %}{% endif %}"), Code::T004);
    assert_eq!(code("{% if nama|length > 0 %}{% endif %}"), Code::T010);
}

#[test]
fn calculation_and_comparison_are_refused() {
    for source in [
        "{{ nama + nama }}",
        "{{ nama ~ nama }}",
        "{{ 7 * 7 }}",
        "{{ -nama }}",
        "{{ nama == predikat }}",
        "{% if nama == 'AA' %}{% endif %}",
        "{% if 1 < nama < 3 %}{% endif %}",
        "{% if nama > 70 %}{% endif %}",
        "{% if nama in baris %}{% endif %}",
        "{% if nama not in baris %}{% endif %}",
        "{% if baris|length + 1 > 2 %}{% endif %}",
        "{% set x = nama ~ nama %}",
        "{% for b in baris + baris %}{% endfor %}",
    ] {
        assert_eq!(code(source), Code::T003, "{source}");
    }
}

#[test]
fn forbidden_constructs_are_named() {
    for source in [
        "{% set x %}a{% endset %}",
        "{% filter upper %}a{% endfilter %}",
        "{% autoescape false %}{{ nama }}{% endautoescape %}",
        "{% block a %}{% endblock %}",
        "{% extends 'u' %}",
        "{% import 'u' as u %}",
        "{% from 'u' import v %}",
        "{% include nama %}",
        "{% include ['t', 'u'] %}",
        "{% include 'u' ignore missing %}",
        "{% do nama.sama('a') %}",
        "{% for b in baris recursive %}{% endfor %}",
        "{% for a, b in baris %}{% endfor %}",
        "{{ nama[1:2] }}",
        "{{ baris[nama] }}",
        "{{ nama.sama('a') }}",
        "{{ nama if false }}",
        "{{ baris|length }}",
        "{{ range(3) }}",
        "{{ nama is defined }}",
        "{% if nama.sama(predikat) %}{% endif %}",
        "{% if nama.upper() %}{% endif %}",
        "{% if ada is true %}{% endif %}",
        "{% if baris|sort %}{% endif %}",
        "{% for b in baris %}{{ loop.index }}{% endfor %}",
        "{% for b in baris %}{{ loop.cycle('a', 'b') }}{% endfor %}",
        "{% set x = 'AA' %}",
        "{% if 'a' %}{% endif %}",
    ] {
        assert_eq!(code(source), Code::T002, "{source}");
        assert!(lint("t", source).iter().any(|fault| fault.code == Code::T002), "{source}");
    }
    for source in ["{{ nama", "{% if %}", "{% macro a() %}{% endmacro %}", "{% set loop = nama %}", "{{ a.b. }}"] {
        assert_eq!(code(source), Code::T001, "{source}");
    }
}

#[test]
fn the_lint_finds_all_faults_with_their_places() {
    let faults = lint("t", "baris satu\n  {{ 5 }} é {{ nama > 1 }}\n{% block x %}{% endblock %}");
    let places: Vec<_> = faults.iter().map(|fault| (fault.code, fault.template.clone().expect("a place"))).collect();
    let at = |line, column| ("t".to_owned(), line, column);
    assert_eq!(places[0], (Code::T002, at(2, 6)));
    assert_eq!(places[1], (Code::T003, at(2, 16)));
    assert_eq!((places[2].0, places[2].1.1), (Code::T002, 3));
    assert_eq!(faults[1].args.text("construct"), Some("nama > 1"));
}

#[test]
fn runtime_faults_name_line_and_column_through_an_include() {
    let templates = BTreeMap::from([
        ("u".to_owned(), "x\n{% include 'bagian/a' %}".to_owned()),
        ("bagian/a".to_owned(), "\n\n  {{ orang.tiada }}".to_owned()),
    ]);
    let faults = render(&templates, "u", &report()).expect_err("undefined");
    assert_eq!(faults[0].code, Code::T004);
    assert_eq!(faults[0].template, Some(("bagian/a".to_owned(), 3, 6)));
    assert_eq!(faults[0].args.text("field"), Some("orang.tiada"));
}

#[test]
fn a_missing_template_names_who_asks_for_it() {
    let faults = run("a\n{% include 'tiada' %}").expect_err("missing");
    assert_eq!((faults[0].code, faults[0].template.clone()), (Code::T006, Some(("t".to_owned(), 2, 4))));
    assert_eq!(render(&BTreeMap::new(), "t", &report()).expect_err("missing")[0].code, Code::T006);
}

#[test]
fn work_depth_and_size_are_bounded() {
    let mut source = String::from("x");
    for name in ["a", "b", "c", "d", "e", "f", "g", "h"] {
        source = format!("{{% for {name} in banyak %}}{source}{{% endfor %}}");
    }
    let many: Vec<Value> = (0..20).map(|_| json!({"teks": "x"})).collect();
    let templates = BTreeMap::from([("t".to_owned(), source)]);
    let faults = render(&templates, "t", &json!({"banyak": many})).expect_err("too much work");
    assert_eq!(faults[0].code, Code::T007);
    assert_eq!(code("{% include 't' %}"), Code::T007);

    let source = "{% for b in banyak %}".to_owned() + &"x".repeat(100_000) + "{% endfor %}";
    let many: Vec<Value> = (0..100).map(|_| json!({"teks": "x"})).collect();
    let faults =
        render(&BTreeMap::from([("t".to_owned(), source)]), "t", &json!({"banyak": many})).expect_err("too long");
    assert_eq!(faults[0].code, Code::T008);
}

#[test]
fn the_output_is_mapped_to_the_template() {
    let rendered = run("é\nab {{ nama }} cd\nef{% for b in baris %}{{ b }}{% endfor %}").expect("renders");
    assert_eq!(rendered.pieces.len(), 3);
    let piece = &rendered.pieces[0];
    assert_eq!(&rendered.text[piece.range.clone()], "#\"Dinas \\\"A\\\"\";");
    assert_eq!((piece.expression.as_str(), piece.line, piece.column), ("nama", 2, 7));
    assert_eq!(piece.origin.as_deref(), Some("opd.yaml#/0/nama"));
    assert_eq!((piece.form, rendered.pieces[1].line), (Form::Text, 3));
    let at = |needle: &str| {
        let offset = rendered.text.find(needle).expect("printed");
        let place = rendered.locate(offset).expect("mapped");
        (place.line, place.column)
    };
    assert_eq!((at("b #"), at("cd"), at("ef")), ((2, 2), (2, 15), (3, 1)));
    assert_eq!(rendered.piece(&(piece.range.start + 1..piece.range.end - 1)), Some(piece));
    assert_eq!(rendered.piece(&(0..rendered.text.len())), None);
}

#[test]
fn expressions_are_known_by_their_whole_text() {
    for expression in ["nama", "nama if ada else predikat", "baris|first", "orang.nama", "orang['nama']"] {
        let rendered = run(&format!("x {{{{ {expression} }}}}")).expect("renders");
        let piece = &rendered.pieces[0];
        assert_eq!((piece.expression.as_str(), piece.column), (expression, 6));
    }
    for construct in
        ["nama > 1", "1 < nama < 3", "baris|sort", "nama[1:2]", "nama.upper()", "nama is none", "nama in x"]
    {
        let found = lint("t", &format!("{{% if {construct} %}}{{% endif %}}"));
        assert_eq!(found[0].args.text("construct"), Some(construct));
        assert_eq!(found[0].template, Some(("t".to_owned(), 1, 7)), "{construct}");
    }
}

#[test]
fn a_bad_length_is_refused_before_rendering() {
    let templates = BTreeMap::from([("t".to_owned(), "{{ l }}".to_owned())]);
    for bad in ["1cm", "#panic()", "", "1.", "--1"] {
        let faults = render(&templates, "t", &json!({"l": {"ukuran": bad}})).expect_err("refused");
        assert_eq!(faults[0].code, Code::T011, "{bad}");
    }
}
