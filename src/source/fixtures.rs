//! The folder of each code of this stage under `tests/invalid` raises that code and no other.

use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};

use serde::Deserialize;

use crate::diag::Code;
use crate::num::Number;

use super::*;

#[derive(Deserialize)]
#[allow(dead_code, reason = "only read")]
struct Letters {
    format: Format,
    penomoran: Token,
    surat: Entries<Token, Letter>,
    ikhtisar: Option<Letter>,
}

#[derive(Deserialize)]
#[allow(dead_code, reason = "only read")]
struct Letter {
    nomor: Option<Name>,
    tanggal: Option<PartialDate>,
    tujuan: Option<Name>,
}

#[derive(Deserialize)]
#[allow(dead_code, reason = "only read")]
struct Evaluation {
    format: Format,
    opd: Token,
    tahun: Year,
    jenis: Option<Kinds>,
    tingkat: Option<Token>,
    sumber_nilai: Option<Source>,
    penilaian: Entries<Token, ShortOr<Token, Answer>>,
    catatan: Vec<Finding>,
    sifat: Option<Name>,
    lampiran: Option<Name>,
    tembusan: Option<Vec<Name>>,
    internal: Option<Anything>,
}

#[derive(Deserialize)]
#[allow(dead_code, reason = "only read")]
struct Ledger {
    format: Format,
    koreksi: Vec<Correction>,
}

#[derive(Deserialize)]
#[allow(dead_code, reason = "only read")]
struct Correction {
    id: Token,
    tanggal: Date,
    dasar: Name,
    alasan: Prose,
    diputuskan: Name,
    perubahan: Vec<Change>,
}

#[derive(Deserialize)]
enum Kinds {
    #[serde(rename = "reguler")]
    Regular,
    #[serde(rename = "ulang")]
    Repeated,
}

#[derive(Deserialize)]
#[allow(dead_code, reason = "only read")]
struct Source {
    berkas: Name,
}

#[derive(Deserialize)]
#[allow(dead_code, reason = "only read")]
struct Answer {
    jawaban: Option<Token>,
    nilai: Option<Number>,
    bukti: Vec<Name>,
    keterangan: Option<Prose>,
}

#[derive(Deserialize)]
#[allow(dead_code, reason = "only read")]
struct Finding {
    id: Token,
    pada: Vec<Token>,
    uraian: Prose,
}

#[derive(Deserialize)]
#[allow(dead_code, reason = "only read")]
struct Offices {
    format: Format,
    opd: Vec<Office>,
}

#[derive(Deserialize)]
#[allow(dead_code, reason = "only read")]
struct Office {
    id: Token,
    jenis: Token,
    nama: Anything,
    kepala: Anything,
    tempat: Name,
    sejak: Option<Date>,
}

#[derive(Deserialize)]
#[allow(dead_code, reason = "only read")]
struct Settings {
    format: Format,
    instansi: Anything,
    inspektorat: Anything,
    kop: Anything,
    penandatangan: Anything,
    bawaan: Anything,
    keluaran: Output,
    musim: Anything,
}

#[derive(Deserialize)]
#[allow(dead_code, reason = "only read")]
struct Output {
    kertas: Token,
    standar: Token,
    mandiri: Option<YesNo>,
}

#[derive(Deserialize)]
#[serde(rename = "$lhe::by_key")]
#[allow(dead_code, reason = "only read")]
enum Change {
    #[serde(rename = "kode")]
    Answer { kode: Token, semula: Token, menjadi: Token },
    #[serde(rename = "hapus")]
    Remove { hapus: Token },
}

fn invalid() -> PathBuf {
    let here = Path::new(file!()).parent().and_then(Path::parent).and_then(Path::parent).unwrap();
    here.join("tests/invalid")
}

/// Reads all files below a folder, by path relative to it, with the texts that `buat.txt` appends.
fn overlay(folder: &Path) -> BTreeMap<String, Vec<u8>> {
    let mut found = BTreeMap::new();
    let mut open = vec![folder.to_owned()];
    while let Some(next) = open.pop() {
        for entry in fs::read_dir(&next).unwrap() {
            let path = entry.unwrap().path();
            if path.is_dir() {
                open.push(path);
            } else {
                let name = path.strip_prefix(folder).unwrap().to_string_lossy().replace('\\', "/");
                found.insert(name, fs::read(&path).unwrap());
            }
        }
    }
    for line in String::from_utf8(found.remove("buat.txt").unwrap_or_default()).unwrap().lines() {
        let mut words = line.splitn(3, ' ');
        let (path, count, text) = (words.next().unwrap(), words.next().unwrap(), words.next().unwrap());
        found.get_mut(path).unwrap().extend(text.repeat(count.parse().unwrap()).bytes());
    }
    found
}

fn codes(name: &str, bytes: Vec<u8>) -> Vec<Code> {
    let text = match text(bytes, name) {
        Ok(text) => text,
        Err(diagnostic) => return vec![diagnostic.code],
    };
    let mut files = Files::default();
    let id = files.add(name, text);
    let found = match name {
        "lhe.yaml" => load::<Settings>(&files, id).diagnostics,
        "opd.yaml" => load::<Offices>(&files, id).diagnostics,
        _ if name.ends_with(".koreksi.yaml") => load::<Ledger>(&files, id).diagnostics,
        _ if name.starts_with("surat/") => load::<Letters>(&files, id).diagnostics,
        _ => load::<Evaluation>(&files, id).diagnostics,
    };
    found.iter().map(|d| d.code).collect()
}

#[test]
fn each_code_is_raised_by_its_fixture() {
    let mut seen = Vec::new();
    for folder in fs::read_dir(invalid()).unwrap() {
        let folder = folder.unwrap().path();
        let name = folder.file_name().unwrap().to_string_lossy().into_owned();
        let Some(code) = name.split('-').next().and_then(Code::from_name).filter(|c| c.name().starts_with('Y')) else {
            continue;
        };
        let yaml = overlay(&folder).into_iter().filter(|(path, _)| path.ends_with(".yaml"));
        let found: Vec<Code> = yaml.flat_map(|(path, bytes)| codes(&path, bytes)).collect();
        assert_eq!(found, [code], "{name}");
        seen.push(code);
    }
    seen.sort_unstable();
    seen.dedup();
    let all = Code::ALL.iter().copied().filter(|code| code.name().starts_with('Y'));
    assert_eq!(seen, all.collect::<Vec<_>>());
}

/// A map without any of the keys that tell its forms apart raises Y059, and so does a type whose own reading fails.
#[test]
fn y059_is_raised_by_entries_of_several_forms_and_by_types_that_refuse() {
    fn found<T: serde::de::DeserializeOwned>(text: &str) -> Vec<(Code, String)> {
        let mut files = Files::default();
        let id = files.add("uji.yaml", text);
        let found = load::<T>(&files, id).diagnostics;
        found.iter().map(|d| (d.code, files.locate(d.place.unwrap()))).collect()
    }
    let at = |place: &str| vec![(Code::Y059, place.to_owned())];
    assert_eq!(found::<Vec<Change>>("- {kode: 1.a, semula: B, menjadi: BB}\n- hapus: C1\n"), []);
    assert_eq!(found::<Vec<Change>>("- hapus: C1\n- {ubah: 1.a, dari: B, menjadi: BB}\n"), at("uji.yaml:2:3"));
    assert_eq!(found::<BTreeMap<Token, (Token, Token)>>("a: [x, y]\nb: [x]\n"), at("uji.yaml:2:4"));
}
