//! Each kind of value with the exact places of its faults, and the hints to them.

use std::collections::BTreeMap;

use serde::Deserialize;

use crate::diag::{Code, Lang};
use crate::source::tests::{Sheet, faults, files, found};
use crate::source::{Anything, Entries, Spanned, Token, load};

#[test]
fn maps() {
    found! {
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
    found! {
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
    found! {
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
fn quotes_of_word_are_warned_of_in_free_text_and_refused_in_closed() {
    let warned = |lines: &str| {
        let (files, id) = files(&format!("format: 1\nopd: dinas-x\n{lines}"));
        let checked = load::<Sheet>(&files, id);
        let sheet = checked.value.unwrap_or_else(|| panic!("{lines} {:#?}", checked.diagnostics)).0;
        let shown = checked.diagnostics.iter().map(|d| {
            assert!(!d.is_error());
            format!("{} {} {}", d.code, &files.locate(d.place.unwrap())[9..], d.args.text("quotes").unwrap())
        });
        (sheet, shown.collect::<Vec<_>>())
    };
    let (sheet, found) = warned("nama: “Drs. H. X”\nuraian: «a»\ndaftar: [‘Jum’at’, „x“, ”y”, x]\n");
    assert_eq!(sheet.nama.unwrap().0, "“Drs. H. X”");
    assert_eq!(found, ["Y046 3:7 “ ”", "Y046 4:9 « »", "Y046 5:10 ‘ ’", "Y046 5:20 „ “", "Y046 5:25 ” ”"]);
    let (_, found) =
        warned("nama: “A” dan “B”\nuraian: |\n  “a”\ndaftar: [\"“x”\", “x, x”, ’, “, ‘a’ b’]\nsurat: {nomor: “a” b}\n");
    assert_eq!(found, [] as [&str; 0]);
    found! {
        "penilaian:\n  “1.b.5”: ya\n  1.c: “ya”\n" => [(Y046, 4, 3), (Y046, 5, 8)];
        "status: “belum”\nnilai: “12.5”\ntahun: ‘2022’\ntanggal: „2023-05-08“\n" => [(Y046, 3, 9), (Y046, 4, 8), (Y046, 5, 8), (Y046, 6, 10)];
        "“nama”: x\n" => [(Y046, 3, 1)];
        "“xyzzy”: x\n" => [(Y053, 3, 1)];
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

#[test]
fn any_kind_of_type_can_be_asked_for() {
    #[derive(Debug, Deserialize)]
    struct Endless {
        #[allow(dead_code, reason = "only read")]
        next: Box<Endless>,
    }
    let (files, id) = files("next: {next: 1}\n");
    assert!(load::<Endless>(&files, id).value.is_none());
    let (files, id) = self::files("a: [1, 2]\nb: [3]\n");
    let map = load::<BTreeMap<Token, Vec<i64>>>(&files, id).value.unwrap().0;
    assert_eq!(map.values().flatten().copied().collect::<Vec<_>>(), [1, 2, 3]);
    assert_eq!(load::<BTreeMap<Token, (i64, i64)>>(&files, id).diagnostics[0].code, Code::Y059);
}
