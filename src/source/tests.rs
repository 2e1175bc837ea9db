//! Tests over every rule and every trap, with exact places.

use std::collections::BTreeMap;

use serde::Deserialize;

use super::*;
use crate::diag::{Code, Diagnostic, Lang, Place};
use crate::num::Number;

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
#[allow(dead_code, reason = "only read")]
struct Sheet {
    format: u32,
    opd: Spanned<Token>,
    nama: Option<Name>,
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

fn files(text: &str) -> (Files, FileId) {
    let mut files = Files::default();
    files.add("lain.yaml", "format: 1\n");
    let id = files.add("uji.yaml", text);
    (files, id)
}

/// Code, line and column of everything found, in order.
fn faults(text: &str) -> Vec<(Code, usize, usize)> {
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
fn below(lines: &str) -> Vec<(Code, usize, usize)> {
    faults(&format!("format: 1\nopd: dinas-x\n{lines}"))
}

fn value(text: &str) -> Sheet {
    let (files, id) = files(&format!("format: 1\nopd: dinas-x\n{text}"));
    let checked = load::<Sheet>(&files, id);
    assert!(checked.diagnostics.is_empty(), "{text:?} {:#?}", checked.diagnostics);
    checked.value.unwrap().0
}

macro_rules! expect {
    ($($text:expr => [$(($code:ident, $line:expr, $column:expr)),*];)*) => {
        $( assert_eq!(below($text), vec![$((Code::$code, $line, $column)),*], "{}", $text); )*
    };
}

#[test]
fn sound_files_are_read_as_typed() {
    let sheet = value(
        "nilai: 7.10\nnama: 12:30:00\ndaftar: [199001012015011001, 0012, \"a, b\"]\nuraian: |\n  satu\n\n  - dua\n",
    );
    assert_eq!(sheet.nilai.unwrap().text, "7.10");
    assert_eq!(sheet.nama.unwrap().0, "12:30:00");
    assert_eq!(
        sheet.daftar.unwrap().iter().map(|n| n.as_str()).collect::<Vec<_>>(),
        ["199001012015011001", "0012", "a, b"]
    );
    assert_eq!(sheet.uraian.unwrap().0, "satu\n\n- dua");
    let sheet = value(
        "penilaian:\n  1.1: ya\n  1.10: {jawaban: b, bukti: [renstra/46]}\nperubahan:\n  - {kode: A, menjadi: b}\n  - hapus: C2\n",
    );
    let codes: Vec<&str> = sheet.penilaian.iter().map(|(code, _)| code.as_str()).collect();
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
    assert_eq!((utf16.code, utf16.args[0].1.as_str()), (Code::Y001, "1"));
    assert_eq!(super::text(b"a: 1\nb: \xe9".to_vec(), "a").unwrap_err().args[0].1, "2");
    assert_eq!(super::text(vec![b' '; (1 << 20) + 9], "a").unwrap_err().code, Code::Y002);
}

/// serde_yaml lends these although the slice is not the whole text between the quotes.
#[test]
fn what_only_looks_lent_has_its_true_place() {
    for (raw, value) in [("\"\\\\x\"", "\\x"), ("\'\'\'x\'", "\'x"), ("\"\\\"x\"", "\"x"), ("\'\'\'\'", "\'")] {
        let text = format!("nama: {raw}\n");
        let (files, id) = files(&text);
        let document = parse(&files, id).value.unwrap();
        let node = document.find("/nama").unwrap();
        assert_eq!(node.text(), Some(value));
        assert_eq!(&text[node.place.start as usize..node.place.end as usize], raw);
    }
    assert_eq!(below("nama: \"\\ x\"\n"), [(Code::Y044, 3, 8)]);
}

#[test]
fn characters() {
    expect! {
        "nama: a\rb\n" => [(Y007, 3, 8)];
        "nama: a\u{85}b\n" => [(Y007, 3, 8)];
        "nama: a\u{2028}b\n" => [(Y007, 3, 8)];
        "nama: é\u{200b}b\n" => [(Y008, 3, 8)];
        "nama: \u{202e}b\n" => [(Y008, 3, 7)];
        "nama: \u{feff}b\n" => [(Y008, 3, 7)];
        "nama: \u{7}b\nmandiri: x\u{200d}\n" => [(Y008, 3, 7), (Y008, 4, 11)];
        "nama: a\tb\nstatus: lama\n" => [(Y009, 3, 8), (Y075, 4, 9)];
        "surat:\n\tnomor: 1\n" => [(Y009, 4, 1)];
        "%TAG ! x\n" => [(Y010, 3, 1)];
    }
    assert_eq!(faults("\u{feff}format: 1\nopd: x\n"), [(Code::Y008, 1, 1)]);
}

#[test]
fn limits() {
    assert_eq!(faults(&format!("format: 1\n{}", "#\n".repeat(1 << 19))), [(Code::Y002, 1, 1)]);
    expect! {
        &format!("nama: {}\n", "a".repeat(65530)) => [];
        &format!("nama: {}\n", "a".repeat(65531)) => [(Y003, 3, 1)];
        &format!("nama: {}\n", "[".repeat(100_000)) => [(Y003, 3, 1), (Y004, 3, 71)];
        &format!("internal: {}{}\n", "[".repeat(64), "]".repeat(64)) => [];
        &format!("internal: {}\n", "[?\t".repeat(65)) => [(Y009, 3, 13), (Y004, 3, 203)];
        &format!("internal:\n{}a: 1\n", " ".repeat(200)) => [];
        &format!("internal:\n{}a: 1\n", " ".repeat(201)) => [(Y005, 4, 1)];
        &format!("internal:\n  {}\n", "- ".repeat(1000)) => [(Y004, 4, 257)];
    }
    let mut bomb = String::from("a0: &a0 [x, x, x, x, x, x, x, x, x]\n");
    for i in 1..9 {
        bomb.push_str(&format!("a{i}: &a{i} [{}]\n", vec![format!("*a{}", i - 1); 9].join(", ")));
    }
    assert_eq!(faults(&bomb), [(Code::Y006, 2, 10)]);
    let deep: String = (0..100).map(|i| format!("{}{}:\n", " ".repeat(i), "k".repeat(1000))).collect();
    let hostile = format!("{deep}{}[{}]\n", " ".repeat(100), "'''', 1.5,\n".repeat(6000));
    assert_eq!(faults(&hostile), [(Code::Y004, 1, 1)]);
    let nested = "- ".repeat(120);
    assert_eq!(below(&format!("internal:\n  {nested}x\n")), []);
    let hostile = format!("internal: {}", "[[\na: ".repeat(30_000));
    assert_eq!(below(&hostile).last().map(|f| f.0), Some(Code::Y004));
}

#[test]
fn whole_files() {
    assert_eq!(faults(""), [(Code::Y011, 1, 1)]);
    assert_eq!(faults("# hanya keterangan\n"), [(Code::Y011, 1, 1)]);
    assert_eq!(faults("---\n"), [(Code::Y011, 1, 1)]);
    assert_eq!(faults("format: 1\n---\nformat: 2\n"), [(Code::Y012, 2, 1)]);
    assert_eq!(faults("# x\n---\nformat: 1\n...\nopd: 2\n"), [(Code::Y012, 4, 1)]);
    assert_eq!(faults("teks"), [(Code::Y057, 1, 1)]);
    assert_eq!(faults("- a\n"), [(Code::Y057, 1, 1)]);
}

#[test]
fn syntax() {
    expect! {
        "uraian: Renstra telah disusun: namun belum\n" => [(Y021, 3, 30)];
        "uraian: Renstra:\n" => [(Y021, 3, 16)];
        "daftar:\n  - x: y: z\n" => [(Y021, 4, 9)];
        "nama: \"Kinerja\" belum\n" => [(Y022, 3, 17)];
        "nama: 'Jum'at'\n" => [(Y022, 3, 12)];
        "nama: [1][2]\n" => [(Y022, 3, 10)];
        "nama: \"x\nopd: b\n" => [(Y023, 3, 7)];
        "nama: 'x\n" => [(Y023, 3, 7)];
        "nama: *kata\n" => [(Y024, 3, 7)];
        "nama: @kata\n" => [(Y024, 3, 7)];
        "nama: %x\n" => [(Y024, 3, 7)];
        "nama: `x`\n" => [(Y024, 3, 7)];
        "nama: ]x\n" => [(Y024, 3, 7)];
        "nama: & dan\n" => [(Y024, 3, 7)];
        "nama: ? b\n" => [(Y024, 3, 7)];
        "nama: !<x\n" => [(Y024, 3, 7)];
        "nama: !x!y z\n" => [(Y024, 3, 7)];
        "daftar: [x[1], y]\n" => [(Y025, 3, 9)];
        "daftar: [x #y]\nstatus: b\n" => [(Y025, 3, 9)];
        "daftar: [x, y\nstatus: b\n" => [(Y025, 3, 9)];
        "surat: {nomor: x\nstatus: b\n" => [(Y025, 3, 8)];
        "daftar: [}\n" => [(Y025, 3, 10)];
        "nama\nstatus: b\n" => [(Y026, 3, 1)];
        "nama:x\nstatus: b\n" => [(Y026, 3, 1)];
        "nama" => [(Y026, 3, 1)];
        ": x\n" => [(Y026, 3, 1)];
        "surat:\n  nomor: 1\n tanggal: 2\n" => [(Y027, 5, 2)];
        "nama: b\n  status: c\n" => [(Y027, 4, 3)];
        "- b\n" => [(Y027, 3, 1)];
        "daftar:\n  - a\n  b\n" => [(Y026, 5, 3)];
        "nama: -\n" => [(Y028, 3, 7)];
        "nama: - x\n" => [(Y028, 3, 7)];
        "uraian: | #3 tahun\n  teks\n" => [(Y035, 3, 11)];
        "uraian: |teks\n" => [(Y035, 3, 10)];
        "uraian: |0\n  teks\n" => [(Y042, 3, 9)];
        "nama: \"D:\\qx\"\n" => [(Y044, 3, 10)];
        "nama: \"\\u12\"\n" => [(Y044, 3, 8)];
        "nama: \"\\" => [(Y023, 3, 7)];
    }
}

#[test]
fn bytes_outside_values() {
    expect! {
        "nama: &dan seterusnya\n" => [(Y030, 3, 7)];
        "nama: &a x\ndaftar: [*a]\n" => [(Y030, 3, 7), (Y030, 4, 10)];
        "nama: !!str x\n" => [(Y030, 3, 7)];
        "nama: !!int x\n" => [(Y030, 3, 7)];
        "nama: !penting x\n" => [(Y030, 3, 7)];
        "!k nama: x\n" => [(Y030, 3, 1)];
        "uraian: !x |\n  teks\n" => [(Y030, 3, 9)];
        "nilai: !x 1.5\n" => [(Y030, 3, 8)];
        "? nama\n: x\n" => [(Y030, 3, 1)];
        "internal: !x {a: 1, b: [1.5, 2]}\n" => [(Y030, 3, 11)];
    }
}

#[test]
fn comments() {
    expect! {
        "nama: Indikator nomor #3 belum\n" => [(Y031, 3, 23)];
        "nilai: 12 #3\n" => [(Y031, 3, 11)];
        "nama: \"x\" #3\n" => [(Y031, 3, 11)];
        "nama: \"x\"#3\n" => [(Y031, 3, 10)];
        "daftar: [x]#3\n" => [(Y031, 3, 12)];
        "surat: {nomor: x} #3\n" => [(Y031, 3, 19)];
        "nama: \"x\" # ket\ndaftar: [x] # ket\nnilai: 12 # ket\nmandiri: ya ## ket\n" => [];
        "daftar: [renstra/46 #h12, renstra/47\n  ]\n" => [(Y031, 3, 21)];
        "daftar: [a # b, c\n  , d]\n" => [(Y032, 3, 12)];
        "surat: {keterangan: x # b, nomor: c\n  }\n" => [(Y032, 3, 23)];
        "daftar: [a, # ket\n  b]\n" => [];
        "nama: Rekomendasi # 3\n" => [(Y033, 3, 19)];
        "uraian: Rekomendasi  # 3\n" => [(Y033, 3, 22)];
        "nama: x\n  # y\n" => [(Y034, 4, 3)];
        "uraian: |\n    x\n  # y\n" => [(Y034, 5, 3)];
        "nama: x\n# y\n" => [];
        "nama: x\n\n  # y\n" => [];
        "daftar:\n  - x\n  # y\n  - z\n    # w\n" => [(Y034, 7, 5)];
        "surat:\n  nomor: x\n  # y\n  keterangan: z\n   # w\n" => [(Y034, 7, 4)];
        "uraian: | #\n  x\n" => [(Y035, 3, 11)];
        "nama: #3 tahun\n" => [(Y036, 3, 6)];
        "daftar:\n  - #3\n" => [(Y036, 4, 4)];
        "# x\nsurat: # y\n  nomor: z\n" => [];
    }
}

#[test]
fn commas() {
    expect! {
        "angka: {A: 21,50, B: 17,20}\n" => [(Y062, 3, 12), (Y062, 3, 22)];
        "angka: {A: -1,5, B: 2, 5, C: 1.5,5}\n" => [(Y062, 3, 12), (Y037, 3, 24), (Y037, 3, 34)];
        "surat: {nomor: x, keterangan: x, namun y}\n" => [(Y037, 3, 34)];
        "surat: {nomor:x}\n" => [(Y037, 3, 9)];
        "penilaian: {A: {jawaban:ya}}\n" => [(Y037, 3, 17)];
        "surat: {\"nomor\": x}\n" => [];
        "dasar: [Peraturan tentang Pedoman, Tata Cara, dan Pelaporan]\n" => [(Y038, 3, 8)];
        "daftar: [Dinas Perumahan, dan Permukiman]\n" => [(Y038, 3, 9)];
        "dasar: [\"a, b\"]\ndaftar: [Bupati Rantau (laporan), Sekda]\n" => [];
        "dasar:\n  - Pedoman, Tata Cara, dan Pelaporan\n" => [];
    }
}

#[test]
fn typing_of_scalars() {
    expect! {
        "nama: satu\n  dua\n" => [(Y039, 3, 7)];
        "surat:\n  nomor: x\n    tanggal\n" => [(Y039, 4, 10)];
        "uraian: \"satu\nstatus: dua\"\n" => [(Y040, 3, 9)];
        "uraian: 'satu\n  dua'\n" => [(Y040, 3, 9)];
        "surat:\n  keterangan: \"satu\nnomor: dua\ntiga: x\"\n" => [(Y040, 4, 15)];
        "uraian: >\n  satu\n  dua\n" => [(Y041, 3, 9)];
        "uraian: >5\n" => [(Y041, 3, 9)];
        "uraian: |2\n  satu\n" => [(Y042, 3, 9)];
        "uraian: |+\n  satu\n\n\nnama: x\n" => [];
        "uraian: |\nnama: x\n" => [(Y043, 3, 9)];
        "uraian: |\n\n\n" => [(Y043, 3, 9)];
        "nama: \"D:\\LKE\\nilai\"\n" => [(Y044, 3, 10)];
        "nama: \"a\\tb\"\nstatus: \"\\x41\"\n" => [(Y044, 3, 9), (Y044, 4, 10)];
        "nama: ~\n" => [(Y045, 3, 7)];
        "nilai: null\nstatus: Null\n" => [(Y045, 3, 8), (Y045, 4, 9)];
        "nama: \"~\"\n" => [];
        "daftar: [NULL]\n" => [(Y045, 3, 10)];
    }
}

#[test]
fn maps() {
    expect! {
        "nama:\n" => [(Y050, 3, 6)];
        "nama: \"\"\n" => [(Y050, 3, 7)];
        "uraian: \"  \"\n" => [(Y050, 3, 9)];
        "surat:\nstatus:\n" => [(Y050, 3, 7), (Y050, 4, 8)];
        "[a, b]: c\n" => [(Y051, 3, 1)];
        "nama: a\n\"nama\": b\n" => [(Y052, 4, 1)];
        "penilaian:\n  1: ya\n  \"1\": b\n" => [(Y052, 5, 3)];
        "namaa: a\n" => [(Y053, 3, 1)];
        "namaa:\n  - a\n" => [(Y053, 3, 1), (Y056, 4, 3)];
        "xyzzy: a\n" => [(Y053, 3, 1)];
        "surat: {tanggal: 2023-05}\n" => [(Y054, 3, 1)];
        "surat:\n  tanggal: 2023-05\n" => [(Y054, 3, 1)];
        "penilaian:\n  \"1\": {bukti: [x]}\n" => [(Y054, 4, 3)];
        "surat: {nomer: x}\n" => [(Y053, 3, 9)];
        "perubahan:\n  - {kode: A}\n  - {hapuss: A}\n" => [(Y054, 4, 5), (Y059, 5, 5)];
    }
    assert_eq!(faults("format: 1\nopdd: x\n"), [(Code::Y053, 2, 1)]);
    assert_eq!(faults("format: 1\n"), [(Code::Y054, 1, 1)]);
}

#[test]
fn kinds() {
    expect! {
        "nama:\n  - x\n" => [(Y056, 4, 3)];
        "daftar:\n  - Yth: Bupati\n" => [(Y055, 4, 5)];
        "daftar: Bupati\n" => [(Y058, 3, 9)];
        "daftar: {a: b}\n" => [(Y058, 3, 9)];
        "surat: 12\n" => [(Y057, 3, 8)];
        "penilaian: [ya]\n" => [(Y057, 3, 12)];
        "penilaian: {A: [b]}\n" => [(Y056, 3, 16)];
        "penilaian: {A: {jawaban: b, bukti: renstra/4}}\n" => [(Y058, 3, 36)];
        "status: [belum]\n" => [(Y056, 3, 9)];
    }
}

#[test]
fn texts() {
    expect! {
        "nama: |\n  x\n  y\n" => [(Y060, 3, 7)];
        "nama: |\n  x\n" => [];
        "penilaian: {A B: ya}\n" => [(Y061, 3, 13)];
        "nilai: 12,50\n" => [(Y062, 3, 8)];
        "nilai: 1.250.000\n" => [(Y063, 3, 8)];
        "nilai: 1.250,00\n" => [(Y063, 3, 8)];
        "nilai: 1e2\n" => [(Y064, 3, 8)];
        "nilai: 0x10\n" => [(Y064, 3, 8)];
        "nilai: 80%\n" => [(Y064, 3, 8)];
        "nilai: 11111111111111111111111111111111111111111\n" => [(Y065, 3, 8)];
        "nilai: dua\n" => [(Y067, 3, 8)];
        "tanggal: 8/5/2023\n" => [(Y070, 3, 10)];
        "tanggal: 2023-05\n" => [(Y070, 3, 10)];
        "tanggal: 2023-02-29\n" => [(Y071, 3, 10)];
        "bulan: 2023-13\n" => [(Y071, 3, 8)];
        "bulan: Mei 2023\n" => [(Y072, 3, 8)];
        "tanggal: 31-02-2023\n" => [(Y071, 3, 10)];
        "bulan: 29 Februari 2023\n" => [(Y071, 3, 8)];
        "tanggal: 8/5/23\n" => [(Y070, 3, 10)];
        "tanggal: 100/5/2023\n" => [(Y070, 3, 10)];
        "mandiri: true\n" => [(Y073, 3, 10)];
        "tahun: 22\n" => [(Y074, 3, 8)];
        "status: selesai\n" => [(Y075, 3, 9)];
    }
    assert_eq!(faults("format: satu\nopd: x\n"), [(Code::Y067, 1, 9)]);
    assert_eq!(faults("format: 99999999999\nopd: x\n"), [(Code::Y064, 1, 9)]);
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

fn hints(lines: &str) -> Vec<String> {
    let (files, id) = files(&format!("format: 1\nopd: dinas-x\n{lines}"));
    let found = load::<Sheet>(&files, id).diagnostics;
    found.iter().flat_map(|d| d.hints.iter().map(|h| h.text(Lang::Id))).collect()
}

/// The hints as they are shown, with those that belong to the codes.
fn all_hints(lines: &str) -> Vec<String> {
    let (files, id) = files(&format!("format: 1\nopd: dinas-x\n{lines}"));
    let found = load::<Sheet>(&files, id).diagnostics;
    let shown = found.iter().map(|d| crate::diag::human(d, &files, Lang::Id)).collect::<String>();
    shown.lines().filter_map(|line| line.split_once("= petunjuk: ")).map(|(_, hint)| hint.to_owned()).collect()
}

#[test]
fn hints_say_what_to_type() {
    for typed in ["9/6/2022", "09-06-2022", "9 Juni 2022", "2022/6/9"] {
        let hint = "tulis tahun-bulan-tanggal dengan dua angka: `2022-06-09`";
        assert_eq!(all_hints(&format!("tanggal: {typed}\n")), [hint]);
        let hint = "tulis tahun-bulan-tanggal: `2022-06-09`, atau `2022-06` bila tanggalnya belum diketahui";
        assert_eq!(all_hints(&format!("bulan: {typed}\n")), [hint]);
    }
    assert_eq!(all_hints("tanggal: besok\n"), ["tulis tahun-bulan-tanggal dengan dua angka: `2023-05-08`"]);
    assert_eq!(hints("tanggal: 32/5/2023\n"), [] as [&str; 0]);
    assert_eq!(all_hints("penilaian: {A B  C: ya}\n"), ["tulis `A-B-C`", "kode dan id ditulis tanpa spasi"]);
    assert_eq!(all_hints("daftar:\n- a\n-Jalan X  \n"), ["beri spasi sesudah `-`: `- Jalan X`"]);
    let long = format!("daftar:\n- a\n-{}\n", "é".repeat(50));
    assert_eq!(all_hints(&long), [format!("beri spasi sesudah `-`: `- {}…`", "é".repeat(40))]);
    assert_eq!(hints("mandiri: Yes\n"), ["tulis `ya`"]);
    assert_eq!(hints("nilai: 1.250,50\n"), ["tulis `1250.50`"]);
    assert_eq!(hints("daftar: Bupati\n"), ["tulis `[Bupati]`"]);
    assert_eq!(hints("statuss: belum\n"), ["maksud Anda `status`?"]);
    assert_eq!(hints("status: Belum\n"), ["maksud Anda `belum`?", "pilihan: belum, proses, tidak_dapat"]);
    let (files, id) = files("format: 1\nopd: x\nnilai: 12,50\nnilai: 3\n");
    let found = load::<Sheet>(&files, id).diagnostics;
    let shown: Vec<String> = found.iter().map(|d| crate::diag::human(d, &files, Lang::Id)).collect();
    assert!(shown[0].contains("4 │ nilai: 3") && shown[0].contains("├─ uji.yaml:3:1"), "{}", shown[0]);
    assert!(shown[1].contains("petunjuk: tulis 12.50 (titik) di YAML; laporan mencetak 12,50"), "{}", shown[1]);
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

#[test]
fn any_kind_of_type_can_be_asked_for() {
    #[derive(Debug, Deserialize)]
    struct Endless {
        #[allow(dead_code, reason = "only read")]
        next: Box<Endless>,
    }
    let (files, id) = files("next: {next: 1}\n");
    assert!(load::<Endless>(&files, id).value.is_none());
    let (files, id) = super::tests::files("a: [1, 2]\nb: [3]\n");
    let map = load::<BTreeMap<Token, Vec<i64>>>(&files, id).value.unwrap().0;
    assert_eq!(map.values().flatten().copied().collect::<Vec<_>>(), [1, 2, 3]);
    assert_eq!(load::<BTreeMap<Token, (i64, i64)>>(&files, id).diagnostics[0].code, Code::Y059);
}

#[test]
fn the_version_and_words_of_serde_yaml_are_those_relied_on() {
    let error = serde_yaml::from_str::<BTreeMap<String, u32>>("x: 1\nabc: |\n  x\n").unwrap_err();
    assert!(error.to_string().ends_with(" at line 2 column 6"), "{error}");
    let error = serde_yaml::from_str::<u32>("x").unwrap_err();
    assert!(!error.to_string().contains(" at line "), "{error}");
    let lock = include_str!("../../Cargo.lock");
    assert!(lock.contains("name = \"serde_yaml\"\nversion = \"0.9.34+deprecated\""));
}

#[test]
fn a_quote_that_is_not_closed_is_found_where_it_stands() {
    expect! {
        "surat:\n  nomor: \"Rahayu, S.E.\n  tanggal: \"1972\"\n" => [(Y023, 4, 10)];
        "nama: 'Rahayu\nstatus: 'belum'\n" => [(Y023, 3, 7)];
        "nama: \"a\nuraian: x\nstatus: \"belum\"\n" => [(Y023, 3, 7)];
        "surat: {nomor: \"Rahayu, S.E.,\n  keterangan: \"x\"}\n" => [(Y023, 3, 16)];
        "daftar: [\"a, b]\nstatus: \"x\"\n" => [(Y023, 3, 10)];
        "daftar: [a,\n  \"b,\n  \"c\"]\n" => [(Y023, 4, 3)];
        "daftar:\n  - \"a\n  - \"b\"\n" => [(Y023, 4, 5)];
        "\"nama: x\nuraian: \"y\"\n" => [(Y023, 3, 1)];
        // Whole, and something else is wrong below.
        "nama: \"satu\n  dua\"\nuraian: a: b\n" => [(Y040, 3, 7), (Y021, 5, 10)];
        "nama: 'satu\n  dua' # c\nstatus: \"x\nuraian: \"b\"\n" => [(Y040, 3, 7), (Y023, 5, 9)];
        // In a block, in a comment, inside a text, and closed.
        "uraian: |\n  \"a\n  b: \"c\nnama: a: b\n" => [(Y021, 6, 8)];
        "# nama: \"x\nnama: it's \"x # y: \"z\nuraian: a: b\n" => [(Y021, 5, 10)];
        "nama: \"a \\\" b\"\nstatus: 'a''b'\nuraian: a: b\n" => [(Y021, 5, 10)];
        "nama: 'Jum'at'\n" => [(Y022, 3, 12)];
        "nama: \"D:\\q\\\"\nuraian: \"x\"\n" => [(Y044, 3, 10)];
        "daftar: [a, \"b\" c]\n" => [(Y025, 3, 9)];
    }
}

#[test]
fn special_spaces_are_refused_where_yaml_wants_plain_ones() {
    expect! {
        "\u{a0}\u{a0}nama: x\n" => [(Y013, 3, 1)];
        "surat:\n  \u{a0}nomor: x\n" => [(Y013, 4, 3)];
        "nama:\u{a0}x\n" => [(Y013, 3, 6)];
        "nama: \u{a0}x\n" => [(Y013, 3, 7)];
        "nama\u{a0}: x\n" => [(Y013, 3, 5)];
        "\"nama\":\u{202f}x\n" => [(Y013, 3, 8)];
        "daftar:\n  -\u{a0}x\n  - \u{a0}y\n" => [(Y013, 4, 4), (Y013, 5, 5)];
        "perubahan:\n  - hapus:\u{a0}C1\n" => [(Y013, 4, 11)];
        "surat: {nomor:\u{a0}x,\u{a0}keterangan: a\u{a0}b, \u{a0}tanggal: \"2023-05\"}\n" => [(Y013, 3, 15), (Y013, 3, 18), (Y013, 3, 36)];
        "daftar: [x,\n\u{a0}y]\n" => [(Y013, 4, 1)];
        "\u{a0}\nnama: x\n" => [(Y013, 3, 1)];
        "uraian: |\n  a\n \u{a0}- b\n\u{a0}\u{a0}c:\u{a0}d\n  -\u{a0}e\nnama:\u{a0}x\n" => [(Y013, 5, 2), (Y013, 6, 1), (Y013, 8, 6)];
        "tahun: 2022\u{a0}\nnilai: \"1.5\u{a0}\"\nstatus: belum\u{2003}\n" => [(Y013, 3, 12), (Y013, 4, 12), (Y013, 5, 14)];
        "nama: a\u{a0}b:\u{a0}c -\u{a0}d\n" => [];
        "daftar:\n  - a b:\u{a0}c\n  - \"a:\u{a0}b\"\n" => [];
        "daftar: [a b:\u{a0}c, \"a:\u{a0}b\"]\n" => [];
        "uraian: |\n  a:\u{a0}b\n\n  \u{a0}- c\n  -\u{a0}d\n# \u{a0}x\n" => [];
        "dasar:\n  - |\n    a:\u{a0}b\n  - |-\n   -\u{a0}b\n" => [];
    }
    let (files, id) = files("nama:\u{a0}x\n");
    let shown = crate::diag::human(&load::<Sheet>(&files, id).diagnostics[0], &files, Lang::Id);
    assert!(shown.contains("spasi di sini spasi khusus (NBSP, U+00A0)"), "{shown}");
}

#[test]
fn quotes_of_word_are_warned_of_in_free_text_and_refused_in_closed() {
    let warned = |lines: &str| {
        let (files, id) = files(&format!("format: 1\nopd: dinas-x\n{lines}"));
        let checked = load::<Sheet>(&files, id);
        let sheet = checked.value.unwrap_or_else(|| panic!("{lines} {:#?}", checked.diagnostics)).0;
        let shown = checked.diagnostics.iter().map(|d| {
            assert!(!d.is_error());
            format!("{} {} {}", d.code, &files.locate(d.place.unwrap())[9..], d.args[0].1)
        });
        (sheet, shown.collect::<Vec<_>>())
    };
    let (sheet, found) = warned("nama: “Drs. H. X”\nuraian: «a»\ndaftar: [‘Jum’at’, „x“, ”y”, x]\n");
    assert_eq!(sheet.nama.unwrap().0, "“Drs. H. X”");
    assert_eq!(found, ["Y046 3:7 “ ”", "Y046 4:9 « »", "Y046 5:10 ‘ ’", "Y046 5:20 „ “", "Y046 5:25 ” ”"]);
    let (_, found) =
        warned("nama: “A” dan “B”\nuraian: |\n  “a”\ndaftar: [\"“x”\", “x, x”, ’, “, ‘a’ b’]\nsurat: {nomor: “a” b}\n");
    assert_eq!(found, [] as [&str; 0]);
    expect! {
        "penilaian:\n  “1.b.5”: ya\n  1.c: “ya”\n" => [(Y046, 4, 3), (Y046, 5, 8)];
        "status: “belum”\nnilai: “12.5”\ntahun: ‘2022’\ntanggal: „2023-05-08“\n" => [(Y046, 3, 9), (Y046, 4, 8), (Y046, 5, 8), (Y046, 6, 10)];
        "“nama”: x\n" => [(Y046, 3, 1)];
        "“xyzzy”: x\n" => [(Y053, 3, 1)];
    }
}

#[test]
fn a_dash_without_its_space_is_no_list_item() {
    expect! {
        "perubahan:\n  - hapus: C1\n  -hapus: C2\n" => [(Y029, 5, 3)];
        "perubahan:\n  -hapus: C1\n  - hapus: C2\n" => [(Y029, 4, 3)];
        "perubahan:\n  -kode: C1\n    menjadi: b\n" => [(Y029, 4, 3)];
        "perubahan:\n  -kode: C1\n  menjadi: b\n" => [(Y029, 4, 3)];
        "daftar:\n- Jalan A\n-Jalan B\n" => [(Y029, 5, 1)];
        "daftar:\n  -Jalan A\n  -Jalan B\n" => [(Y029, 4, 3)];
        "daftar:\n  - Jalan A\n   -Jalan B\n" => [(Y029, 5, 4)];
        "daftar:\n  -Jalan A\n" => [(Y029, 4, 3)];
        "daftar:\n  -\"Jalan A\"\n  - x\n" => [(Y029, 4, 3)];
        "daftar: -Jalan A\n" => [(Y058, 3, 9)];
        "uraian: satu\n  -dua\n" => [(Y039, 3, 9)];
        "uraian: |\n  -dua\n" => [];
        "daftar:\n  - -dua\n" => [];
        "internal:\n  -dua\nnama: a: b\n" => [(Y021, 5, 8)];
    }
}

#[test]
fn an_answer_that_is_still_empty_may_have_a_comment() {
    #[derive(Debug, PartialEq, Deserialize)]
    #[serde(rename = "$lhe::by_kind")]
    enum Form {
        #[serde(rename = "kosong")]
        Empty(Anything),
        #[serde(rename = "skalar")]
        Short(Token),
    }
    let (files, id) = files("1.a:   # Dokumen telah ada\n1.b: #x\n\"1.c\": # y\n1.d: ya # z\n1.e:\n  # w\n1.f: # v");
    let checked = load::<Entries<Token, Spanned<Form>>>(&files, id);
    assert!(checked.diagnostics.is_empty(), "{:#?}", checked.diagnostics);
    let forms: Vec<bool> =
        checked.value.unwrap().0.iter().map(|(_, form)| form.value == Form::Empty(Anything)).collect();
    assert_eq!(forms, [true, true, true, false, true, true]);
    assert_eq!(Form::Short(Token("ya".to_owned())), Form::Short(Token("ya".to_owned())));
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
