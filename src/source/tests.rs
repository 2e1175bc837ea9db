//! The sheet that the tests of reading and of values fill, and tests of both steps together.

use serde::Deserialize;

use crate::diag::{Code, Diagnostic, Lang, Place};
use crate::num::Number;

use super::*;

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
#[allow(dead_code, reason = "only read")]
pub(super) struct Sheet {
    format: u32,
    opd: Spanned<Token>,
    pub(super) nama: Option<Name>,
    uraian: Option<Prose>,
    daftar: Option<Vec<Name>>,
    dasar: Option<Vec<Prose>>,
    nilai: Option<Number>,
    angka: Option<Entries<Token, Number>>,
    tanggal: Option<Date>,
    bulan: Option<PartialDate>,
    mandiri: Option<YesNo>,
    tahun: Option<Year>,
    status: Option<Status>,
    surat: Option<Letter>,
    penilaian: Entries<Token, ShortOr<Spanned<Token>, Answer>>,
    perubahan: Vec<Change>,
    internal: Option<Anything>,
}

#[derive(Debug, PartialEq, Deserialize)]
#[serde(rename_all = "snake_case")]
enum Status {
    Belum,
    Proses,
    TidakDapat,
}

#[derive(Debug, Deserialize)]
#[allow(dead_code, reason = "only read")]
struct Letter {
    nomor: Spanned<Name>,
    tanggal: Option<PartialDate>,
    keterangan: Option<Prose>,
}

#[derive(Debug, Deserialize)]
#[allow(dead_code, reason = "only read")]
struct Answer {
    jawaban: Spanned<Token>,
    bukti: Vec<Spanned<Token>>,
    keterangan: Option<Prose>,
}

#[derive(Debug, Deserialize)]
#[serde(rename = "$lhe::by_key")]
#[allow(dead_code, reason = "only read")]
enum Change {
    #[serde(rename = "kode")]
    Answer { kode: Token, menjadi: Token },
    #[serde(rename = "hapus")]
    Remove { hapus: Token },
}

pub(super) fn files(text: &str) -> (Files, FileId) {
    let mut files = Files::default();
    files.add("lain.yaml", "format: 1\n");
    let id = files.add("uji.yaml", text);
    (files, id)
}

/// Code, line and column of everything found, in order.
pub(super) fn faults(text: &str) -> Vec<(Code, usize, usize)> {
    let (files, id) = files(text);
    let checked = load::<Sheet>(&files, id);
    let mut diagnostics = checked.diagnostics;
    assert_eq!(checked.value.is_none(), !diagnostics.is_empty(), "{text:?} {diagnostics:#?}");
    crate::diag::sort(&mut diagnostics, &files);
    for d in &diagnostics {
        for lang in [Lang::Id, Lang::En] {
            crate::diag::human(d, &files, lang);
            let shown = crate::diag::json(d, &files, lang);
            assert!(
                !d.code.message(lang, &d.args).contains('{') || text.contains('{') || text.contains('['),
                "{shown}"
            );
        }
    }
    let place = |d: &Diagnostic| {
        d.place.map_or((0, 0), |p| (files.position(id, p.start).line, files.position(id, p.start).column))
    };
    diagnostics.iter().map(|d| (d.code, place(d).0, place(d).1)).collect()
}

/// The faults of lines put below a sound beginning of two lines.
pub(super) fn below(lines: &str) -> Vec<(Code, usize, usize)> {
    faults(&format!("format: 1\nopd: dinas-x\n{lines}"))
}

fn value(text: &str) -> Sheet {
    let (files, id) = files(&format!("format: 1\nopd: dinas-x\n{text}"));
    let checked = load::<Sheet>(&files, id);
    assert!(checked.diagnostics.is_empty(), "{text:?} {:#?}", checked.diagnostics);
    checked.value.unwrap().0
}

/// Each text, put below the sound beginning, has exactly these faults.
macro_rules! found {
    ($($text:expr => [$(($code:ident, $line:expr, $column:expr)),*];)*) => {
        $(
            let expected = vec![$((crate::diag::Code::$code, $line, $column)),*];
            assert_eq!(crate::source::tests::below($text), expected, "{}", $text);
        )*
    };
}
pub(super) use found;

#[test]
fn sound_files_are_read_as_typed() {
    let sheet = value(
        "nilai: 7.10\nnama: 12:30:00\ndaftar: [199001012015011001, 0012, \"a, b\"]\nuraian: |\n  satu\n\n  - dua\n",
    );
    assert_eq!(sheet.nilai.unwrap().text, "7.10");
    assert_eq!(sheet.nama.unwrap().0, "12:30:00");
    assert_eq!(
        sheet.daftar.unwrap().iter().map(|n| n.0.as_str()).collect::<Vec<_>>(),
        ["199001012015011001", "0012", "a, b"]
    );
    assert_eq!(sheet.uraian.unwrap().0, "satu\n\n- dua");
    let sheet = value(
        "penilaian:\n  1.1: ya\n  1.10: {jawaban: b, bukti: [renstra/46]}\nperubahan:\n  - {kode: A, menjadi: b}\n  - hapus: C2\n",
    );
    let codes: Vec<&str> = sheet.penilaian.iter().map(|(code, _)| code.0.as_str()).collect();
    assert_eq!(codes, ["1.1", "1.10"]);
    assert_eq!(sheet.perubahan.len(), 2);
    assert_eq!(value("nama: 'Jum''at'\n").nama.unwrap().0, "Jum'at");
    assert_eq!(value("nama: \"D:\\\\LKE \\\"x\\\"\"\n").nama.unwrap().0, "D:\\LKE \"x\"");
    assert_eq!(value("nama: D:\\LKE\\nilai 2021\\Pidie.xlsx\n").nama.unwrap().0, "D:\\LKE\\nilai 2021\\Pidie.xlsx");
    assert_eq!(
        value("status: tidak_dapat # ket\nmandiri: ya  # ket\ntanggal: 2024-02-29\nbulan: 2023-05\ntahun: 2022\n")
            .status,
        Some(Status::TidakDapat)
    );
    assert_eq!(value("internal: {a: [x, {b: }], c: 12,5: y}\n").nama, None);
}

#[test]
fn line_ends_and_marks_of_windows_are_fine() {
    let text =
        text(b"\xef\xbb\xbfformat: 1\r\nopd: dinas-x\r\nuraian: |\r\n  satu\r\n  dua\r\nnama: \"x\"\r\n".to_vec(), "a")
            .unwrap();
    let (files, id) = files(&text);
    let (sheet, document) = load::<Sheet>(&files, id).value.unwrap();
    assert_eq!(sheet.uraian.unwrap().0, "satu\ndua");
    assert_eq!(files.locate(sheet.opd.at), "uji.yaml:2:6");
    assert_eq!(files.locate(document.find("/uraian").unwrap().place), "uji.yaml:3:9");
    assert_eq!(faults("---\nformat: 1\nopd: x\n...\n"), []);
    let utf16 = super::text(b"\xff\xfef\0".to_vec(), "a").unwrap_err();
    assert_eq!((utf16.code, utf16.args.text("line")), (Code::Y001, Some("1")));
    assert_eq!(super::text(b"a: 1\nb: \xe9".to_vec(), "a").unwrap_err().args.text("line"), Some("2"));
    assert_eq!(super::text(vec![b' '; (1 << 20) + 9], "a").unwrap_err().code, Code::Y002);
}

#[test]
fn all_faults_come_in_one_run() {
    let text = "format: 1\nopd: a b\nnilai: 12,5\ntahun: 20\npenilaian:\n  A: {jawabann: b, bukti: [x #1, y\n    ]}\n  B: {}\nstatus: x\n";
    assert_eq!(
        faults(text),
        [
            (Code::Y061, 2, 6),
            (Code::Y062, 3, 8),
            (Code::Y074, 4, 8),
            (Code::Y053, 6, 7),
            (Code::Y031, 6, 30),
            (Code::Y054, 8, 3),
            (Code::Y075, 9, 9),
        ]
    );
}

#[test]
fn pointers_go_both_ways() {
    let text = "format: 1\nopd: x\npenilaian:\n  A/1~a: {jawaban: b}\ncatatan:\n  - uraian: \"x\"\n    pada: [A, B]\n";
    let (files, id) = files(text);
    let document = parse(&files, id).value.unwrap();
    let at = |part: &str| document.pointer_at(Place::new(id, text.find(part).unwrap(), text.find(part).unwrap() + 1));
    assert_eq!(at("b}"), "/penilaian/A~11~0a/jawaban");
    assert_eq!(at("jawaban"), "/penilaian/A~11~0a/jawaban");
    assert_eq!(at("A/1"), "/penilaian/A~11~0a");
    assert_eq!(at("{jaw"), "/penilaian/A~11~0a");
    assert_eq!(at("\"x"), "/catatan/0/uraian");
    assert_eq!(at("B]"), "/catatan/0/pada/1");
    for pointer in ["", "/penilaian/A~11~0a/jawaban", "/catatan/0/pada/1"] {
        let node = document.find(pointer).unwrap();
        assert!(document.pointer_at(node.place).starts_with(pointer));
    }
    assert_eq!(document.find("/catatan/0/pada/1").unwrap().text(), Some("B"));
    assert_eq!(document.find("/catatan/7"), None);
    let whole = document.find("/catatan").unwrap().place;
    assert_eq!(&text[whole.start as usize..whole.end as usize], "- uraian: \"x\"\n    pada: [A, B]");
}

/// A place that begins or ends inside a character shows the whole character.
#[test]
fn places_inside_characters_can_be_shown() {
    let (files, id) = files("é: “ü”\n");
    for start in 0..14 {
        for end in start..14 {
            let shown =
                crate::diag::human(&Diagnostic::new(Code::Y050).at(Place::new(id, start, end)), &files, Lang::Id);
            assert!(shown.contains('^'), "{shown}");
        }
    }
}
