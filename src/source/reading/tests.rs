//! Each rule of reading with the exact places of its faults.

use std::collections::BTreeMap;

use crate::diag::{Code, Lang};
use crate::source::tests::{Sheet, below, faults, files, found};
use crate::source::{load, parse};

#[test]
fn characters() {
    found! {
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
    found! {
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
    found! {
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
    found! {
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
    found! {
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
    found! {
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
    found! {
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
fn a_quote_that_is_not_closed_is_found_where_it_stands() {
    found! {
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
    found! {
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
fn a_dash_without_its_space_is_no_list_item() {
    found! {
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

/// serde_yaml lends these values although each is only a part of the text between its quotes.
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
fn the_version_and_words_of_serde_yaml_are_those_relied_on() {
    let error = serde_yaml::from_str::<BTreeMap<String, u32>>("x: 1\nabc: |\n  x\n").unwrap_err();
    assert!(error.to_string().ends_with(" at line 2 column 6"), "{error}");
    let error = serde_yaml::from_str::<u32>("x").unwrap_err();
    assert!(!error.to_string().contains(" at line "), "{error}");
    let lock = include_str!("../../../Cargo.lock");
    assert!(lock.contains("name = \"serde_yaml\"\nversion = \"0.9.34+deprecated\""));
}
