//! Properties of every input: no panic, places inside the text, a value only without error, and `emit` keeps all texts.

use std::fmt::Write as _;

use proptest::collection::vec;
use proptest::prelude::*;
use serde::Deserialize;

use crate::diag::{Lang, Place, has_errors};
use crate::num::Number;

use super::*;

const SHEET: &str = "# ringkasan\nformat: 1\nopd: dinas-x   # satu\npenilaian:\n  A.I.a.1: ya\n  A.I.a.3:\n    jawaban: b\n    \
    bukti: [renstra/46, \"x, y\"]\n    keterangan: |\n      Indikator ada, namun\n      - dua: 7.10 # belum;\n\n      _output_\n  \
    B: {jawaban: 'Jum''at', mandiri: {jawaban: a}}\nnilai: [12.50, 0012, 1.10]\ntanggal: 2023-05-08\n\
    catatan:\n- uraian: |-\n    satu\n  pada: []\n- - a\n  - {}\n";

#[derive(Debug, Deserialize)]
#[allow(dead_code, reason = "only read")]
struct Sheet {
    format: u32,
    opd: Spanned<Token>,
    penilaian: Entries<Token, ShortOr<Spanned<Token>, Spanned<Answer>>>,
    nilai: Vec<Number>,
    tanggal: Spanned<Date>,
    catatan: Anything,
    uraian: Vec<Name>,
}

#[derive(Debug, Deserialize)]
#[allow(dead_code, reason = "only read")]
struct Answer {
    jawaban: Spanned<Name>,
    bukti: Vec<Spanned<Name>>,
    keterangan: Option<Prose>,
    mandiri: Option<Box<ShortOr<Token, Answer>>>,
}

/// Changes to a text: at a share of its length, take so many characters away and put a piece in.
type Change = (usize, usize, &'static str);

fn changes() -> impl Strategy<Value = Vec<Change>> {
    let pieces = prop::sample::select(vec![
        "",
        "",
        " ",
        "  ",
        "\n",
        "\n  ",
        "\r\n",
        "\t",
        ":",
        ": ",
        "- ",
        "-",
        ",",
        "[",
        "]",
        "{",
        "}",
        "\"",
        "'",
        "#",
        " #",
        " # ",
        "|",
        "|\n",
        ">",
        "&a ",
        "*a",
        "!t ",
        "!!int ",
        "? ",
        "~",
        "null",
        "é",
        "\u{200b}",
        "\u{85}",
        "---\n",
        "...\n",
        "%",
        "@",
        "`",
        "\\",
        "\\n",
        "12,50",
        "a: b",
        "x\n",
        "format: 1\n",
        "\u{feff}",
        "\r",
        "<<",
        "\u{a0}",
        ":\u{a0}",
        "-\u{a0}",
        "\n-x",
        "“",
        "”",
    ]);
    vec((0..1000usize, 0..12usize, pieces), 0..6)
}

fn changed(text: &str, changes: &[Change]) -> String {
    let mut chars: Vec<char> = text.chars().collect();
    for (at, length, piece) in changes {
        let start = at * chars.len() / 1000;
        let end = (start + length).min(chars.len());
        chars.splice(start..end, piece.chars());
    }
    chars.into_iter().collect()
}

/// All texts of a tree, with their nesting, but without places and styles.
fn texts(node: &Node, out: &mut String) {
    match &node.kind {
        Kind::Scalar(text) => write!(out, "{text:?} ").unwrap(),
        Kind::Empty => out.push_str("empty "),
        Kind::Seq(items) => {
            out.push('[');
            items.iter().for_each(|item| texts(item, out));
            out.push(']');
        }
        Kind::Map(entries) => {
            out.push('{');
            for (key, value) in entries {
                texts(key, out);
                texts(value, out);
            }
            out.push('}');
        }
    }
}

/// Every scalar that stands plainly in the text is the text at its place; children lie inside parents, in order.
fn check_places(node: &Node, text: &str) {
    let raw = &text[node.place.start as usize..node.place.end as usize];
    let inside = |child: &Node| {
        assert!(node.place.start <= child.place.start && child.place.end <= node.place.end, "{node:#?} {text:?}");
        check_places(child, text);
    };
    match (&node.kind, &node.style) {
        (Kind::Scalar(value), Style::Plain) => assert_eq!(raw, value, "{text:?}"),
        (Kind::Scalar(value), Style::Single) => {
            assert_eq!(raw[1..raw.len() - 1].replace("''", "'"), *value, "{text:?}");
        }
        (Kind::Scalar(value), Style::Double) => {
            assert_eq!(raw, format!("\"{}\"", value.replace('\\', "\\\\").replace('"', "\\\"")), "{text:?}");
        }
        (Kind::Scalar(value), _) => {
            let solid = |text: &str| text.split_whitespace().collect::<String>();
            let (header, body) = raw.split_once('\n').unwrap();
            assert!(header.starts_with('|') && solid(body) == solid(value), "{text:?}");
        }
        (Kind::Empty, _) => assert_eq!(raw, ""),
        (Kind::Seq(items), _) => items.iter().for_each(inside),
        (Kind::Map(entries), _) => entries.iter().for_each(|(key, value)| {
            inside(key);
            inside(value);
        }),
    }
}

fn check_text(text: &str) {
    let mut files = Files::default();
    let id = files.add("uji.yaml", text);
    let parsed = parse(&files, id);
    let loaded = load::<Sheet>(&files, id);
    for checked in [&parsed.diagnostics, &loaded.diagnostics] {
        for d in checked {
            let place = d.place.unwrap();
            assert!(place.end as usize <= text.len() && place.start <= place.end, "{d:?} {text:?}");
            assert!(
                text.is_char_boundary(place.start as usize) && text.is_char_boundary(place.end as usize),
                "{d:?} {text:?}"
            );
            for lang in [Lang::Id, Lang::En] {
                crate::diag::human(d, &files, lang);
                crate::diag::json(d, &files, lang);
            }
        }
    }
    assert_eq!(loaded.value.is_none(), has_errors(&loaded.diagnostics), "{text:?}");
    let Some(document) = parsed.value else { return };
    check_places(&document.root, text);
    for offset in 0..text.len() {
        let pointer = document.pointer_at(Place::new(id, offset, offset + 1));
        let keys_are_sound = !pointer.split('/').skip(1).any(str::is_empty);
        assert!(!keys_are_sound || document.find(&pointer).is_some(), "{pointer} {text:?}");
    }
    let written = emit(&document.root);
    let again = files.add("lagi.yaml", written.clone());
    let read = parse(&files, again);
    let read = read.value.unwrap_or_else(|| panic!("{text:?}\n{written}\n{:#?}", read.diagnostics));
    let (mut before, mut after) = (String::new(), String::new());
    texts(&document.root, &mut before);
    texts(&read.root, &mut after);
    assert_eq!(before, after, "{written}");
    assert_eq!(emit(&read.root), written);
}

#[test]
fn the_unchanged_text_is_sound() {
    let mut files = Files::default();
    let id = files.add("uji.yaml", SHEET);
    assert_eq!(load::<Sheet>(&files, id).diagnostics, []);
    check_text(SHEET);
    let document = parse(&files, id).value.unwrap();
    assert_eq!(
        emit(&document.root),
        "format: 1\nopd: dinas-x\npenilaian:\n  A.I.a.1: ya\n  A.I.a.3:\n    jawaban: b\n    bukti:\n      - renstra/46\n      \
        - \"x, y\"\n    keterangan: |\n      Indikator ada, namun\n      - dua: 7.10 # belum;\n\n      _output_\n  B:\n    \
        jawaban: \"Jum'at\"\n    mandiri:\n      jawaban: a\nnilai:\n  - 12.50\n  - 0012\n  - 1.10\ntanggal: 2023-05-08\n\
        catatan:\n  - uraian: |-\n      satu\n    pada: []\n  - - a\n    - {}\n"
    );
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 1000, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn changed_files(changes in changes()) {
        check_text(&changed(SHEET, &changes));
    }

    #[test]
    fn soup(pieces in changes(), more in changes(), many in changes()) {
        let text: String = [pieces, more, many].concat().iter().map(|(_, _, piece)| *piece).collect();
        check_text(&text);
    }

    #[test]
    fn any_text(text in "\\PC{0,40}") {
        check_text(&text);
        check_text(&format!("format: 1\nopd: {text}\n"));
        check_text(&format!("format: 1\nuraian: |\n  {text}\n"));
    }
}
