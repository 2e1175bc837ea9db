//! Signing, taking back, the catalogue, verification and hand-over, as an office would do it.

use std::fs;

use serde_json::Value;

use crate::support::{ProjectTest, Run, key, repository, sha256};

const ID: &str = "2022/dinas-contoh";
const KEY: &str = "inspektur-p256.p12";

fn sign(project: &ProjectTest, file: &str, key_name: &str, more: &[&str]) -> Run {
    let key = key(key_name);
    let mut arguments = vec!["sign", file, "--kunci", &key, "--sandi-env", "LHE_UJI_SANDI"];
    arguments.extend(more);
    project.run_in("", &arguments, &[("LHE_UJI_SANDI", "rahasia-uji")])
}

/// Issued, fetched as `lhe.pdf`, and signed as `lhe.tte.pdf`.
fn signed() -> ProjectTest {
    let project = ProjectTest::with_keys();
    project.run(&["issue", ID]).status(0);
    project.run(&["archive", "get", ID, "--ke", "lhe.pdf"]).status(0);
    sign(&project, "lhe.pdf", KEY, &[]).status(0);
    project
}

fn verified(project: &ProjectTest, file: &str, more: &[&str]) -> (i32, Value) {
    let arguments: Vec<&str> = ["verify", file, "--json", "--tanpa-pembuktian"].iter().chain(more).copied().collect();
    let run = project.run(&arguments);
    (run.status, run.json().into_iter().next().unwrap_or_default())
}

fn words(list: &Value) -> Vec<&str> {
    list.as_array().into_iter().flatten().filter_map(|found| found["kata"].as_str()).collect()
}

fn rows(project: &ProjectTest, arguments: &[&str]) -> Vec<Value> {
    let all: Vec<&str> = ["archive", "list", "--json"].iter().chain(arguments).copied().collect();
    project.run(&all).status(0).json()
}

#[test]
fn the_story_from_issue_to_replacement_is_kept_whole() {
    let project = signed();
    let original = project.bytes("lhe.pdf");
    let first = project.bytes("lhe.tte.pdf");
    assert!(first.starts_with(&original));
    let (status, found) = verified(&project, "lhe.tte.pdf", &[]);
    assert_eq!((status, found["asal"]["kelas"].as_str()), (0, Some("asli")), "{found:#}");
    assert_eq!(found["tanda_tangan"][0]["kepercayaan"]["jawaban"], "ya", "{found:#}");
    // With the proof: the data give the report, the report the bytes that the signed file begins with.
    let proof = project.run(&["verify", "lhe.tte.pdf", "--json"]).status(0).json().remove(0);
    assert_eq!(proof["bukti"]["data_ke_laporan"]["jawaban"], "ya");
    assert_eq!(proof["bukti"]["laporan_ke_pdf"]["jawaban"], "ya");
    assert_eq!(proof["tercatat"], true);

    project.run(&["archive", "add", "lhe.tte.pdf"]).status(0);
    assert_eq!(rows(&project, &[])[0]["keadaan"], "bertanda_tangan");
    // The same again changes nothing.
    let before = project.bytes("arsip/catatan.jsonl");
    assert!(project.run(&["archive", "add", "lhe.tte.pdf", "--json"]).status(0).codes().contains(&"A059".to_owned()));
    assert_eq!(project.bytes("arsip/catatan.jsonl"), before);

    // Correct, replace, sign, archive.
    let decision =
        ["--tanggal", "2023-06-20", "--dasar", "BA 1", "--alasan", "Bukti baru.", "--diputuskan", "Inspektur"];
    let change: Vec<&str> =
        ["correct", ID, "--kode", "1.a", "--menjadi", "A"].iter().chain(&decision).copied().collect();
    project.run(&change).status(0);
    project.letter_of_revision("surat/2022.yaml", "dinas-contoh", "700.1.2.1/150/ITDA/2023");
    project.run(&["issue", ID]).status(0);
    project.run(&["archive", "get", ID, "--ke", "baru.pdf"]).status(0);
    sign(&project, "baru.pdf", KEY, &[]).status(0);
    project.run(&["archive", "add", "baru.tte.pdf"]).status(0);

    let list = rows(&project, &[]);
    assert_eq!(list.len(), 2);
    assert_eq!((&list[0]["keadaan"], &list[1]["keadaan"]), (&"diganti".into(), &"bertanda_tangan".into()));
    assert_eq!(list[0]["diganti_oleh"]["nomor"], "700.1.2.1/150/ITDA/2023");
    assert_eq!(list[1]["alasan"][0], "Bukti baru.");
    let table = project.run(&["archive", "list"]).status(0);
    assert!(table.stdout.contains("diganti oleh revisi 1: 700.1.2.1/150/ITDA/2023"), "{table}");
    // Who holds the old letter in hand is told.
    let (status, found) = verified(&project, "lhe.tte.pdf", &[]);
    assert_eq!((status, &found["hasil"]), (0, &"benar".into()));
    assert!(found["diganti_oleh"].as_str().is_some_and(|text| text.contains("revisi 1")), "{found:#}");
    // The replaced one is fetched as it was signed, byte for byte.
    project.run(&["archive", "get", ID, "--revisi", "0", "--ke", "lama.pdf"]).status(0);
    assert_eq!(project.bytes("lama.pdf"), first);
    project.run(&["archive", "verify"]).status(0);
    // Each version describes all revisions; the newest says which replaced which.
    let meta = project.tree().into_iter().rfind(|path| path.contains("/v4/") && path.ends_with("meta.json"));
    let meta: Value = serde_json::from_str(&project.read(&meta.expect("a description"))).expect("JSON");
    assert_eq!(meta["revisi"][0]["diganti_oleh"]["revisi"], 1);
    assert_eq!(meta["revisi"][1]["menggantikan"]["revisi"], 0);
    assert_eq!(meta["revisi"][1]["berkas"][0]["tanda_tangan"][0]["nama"], "Ir. Bonar Tigalingga, M.M.");

    // Handed over, with every byte named.
    project.run(&["archive", "export", "kantong"]).status(0);
    let manifest = project.read("kantong/manifest-sha512.txt");
    for line in manifest.lines() {
        let (_, path) = line.split_once("  ").expect("digest and path");
        assert!(project.path(&format!("kantong/{path}")).is_file(), "{path}");
    }
    let list = project.read("kantong/data/DAFTAR-ARSIP.txt");
    assert!(list.contains("diganti oleh revisi 1") && list.contains("Ir. Bonar Tigalingga, M.M."), "{list}");
    let inside = "kantong/data/2022/dinas-contoh/revisi-0/masuk-v2/bertanda-tangan/dinas-contoh.revisi-0.pdf";
    assert_eq!(project.bytes(inside), first);
    project.run(&["archive", "verify", "--catat"]).status(0);
    let log = project.read("arsip/catatan.jsonl");
    let events: Vec<Value> = log.lines().map(|line| serde_json::from_str(line).expect("JSON")).collect();
    let kinds: Vec<&str> = events.iter().filter_map(|event| event["event"].as_str()).collect();
    assert_eq!(kinds, ["terbit", "masuk", "terbit", "masuk", "ekspor", "pemeriksaan"]);
    assert_eq!(events[4]["data"]["manifes"], sha256(manifest.as_bytes()));
    // The other commands go on with these events in the log.
    project.run(&["status"]).status(0);
    project.run(&["check"]).status(0);
}

#[test]
fn what_is_changed_behind_the_program_is_found_and_named() {
    let project = signed();
    project.run(&["archive", "add", "lhe.tte.pdf"]).status(0);
    let stored = |ending: &str| {
        let all = project.tree();
        all.into_iter().find(|path| path.contains("/content/") && path.ends_with(ending)).expect("a file")
    };
    for (path, code) in [
        (stored("v1/content/dinas-contoh.pdf"), "A030"),
        (stored("dinas-contoh.revisi-0.pdf"), "A030"),
        ("arsip/catatan.jsonl".to_owned(), "A02"),
    ] {
        let bytes = project.bytes(&path);
        let mut wrong = bytes.clone();
        let middle = wrong.len() / 2;
        wrong[middle] ^= 1;
        project.write(&path, &wrong);
        let run = project.run(&["archive", "verify", "--json"]).status(1);
        assert!(run.codes().iter().any(|found| found.starts_with(code)), "{path}: {run}");
        let name = path.rsplit('/').next().expect("a name");
        assert!(run.stdout.contains(name) || code == "A02", "{path}: {run}");
        project.write(&path, &bytes);
    }
    project.run(&["archive", "verify"]).status(0);
    // The signed file in somebody's hands: a byte of the page, a byte of the signature, a tail.
    let signed = project.bytes("lhe.tte.pdf");
    let issued = project.bytes("lhe.pdf").len();
    let in_page = issued / 2;
    // The last digit that is no filling belongs to the signature value.
    let filling = signed.windows(64).position(|window| window.iter().all(|byte| *byte == b'0')).expect("filling");
    let in_value = filling - 1;
    for (name, at) in [("halaman", in_page), ("nilai", in_value)] {
        let mut wrong = signed.clone();
        wrong[at] ^= 1;
        project.write("palsu.pdf", &wrong);
        let (status, found) = verified(&project, "palsu.pdf", &[]);
        assert_eq!(status, 5, "{name}: {found:#}");
        let run = project.run(&["archive", "add", "palsu.pdf", "--untuk", ID, "--json"]).status(1);
        assert!(["A051", "A061", "A054"].iter().any(|code| run.codes().contains(&(*code).to_owned())), "{name}: {run}");
    }
    project.write("palsu.pdf", [signed.as_slice(), b"\n% tambahan\n%%EOF\n"].concat());
    assert_eq!(verified(&project, "palsu.pdf", &[]).0, 5);
    // Nothing of this came into the archive.
    assert_eq!(rows(&project, &[])[0]["berkas"], 1);
}

#[test]
fn intake_finds_the_report_and_refuses_what_is_broken() {
    let project = signed();
    // Not signed, another person, revoked, not trusted, key for another purpose.
    let refused = |file: &str, code: &str| {
        let run = project.run(&["archive", "add", file, "--json"]).status(1);
        assert!(run.codes().contains(&code.to_owned()), "{file}: {run}");
    };
    refused("lhe.pdf", "A053");
    for (name, code) in [
        ("lain-rsa2048.p12", "A052"),
        ("dicabut-p256.p12", "A057"),
        ("asing-p256.p12", "A057"),
        ("kedaluwarsa-p256.p12", "A057"),
        ("tanpa-guna-p256.p12", "A057"),
    ] {
        sign(&project, "lhe.pdf", name, &["--keluaran", "lain"]).status(0);
        refused("lain/lhe.tte.pdf", code);
        project.remove("lain");
    }
    project.write("kosong.pdf", "");
    refused("kosong.pdf", "A069");
    project.write("terpotong.pdf", &project.bytes("lhe.tte.pdf")[..20_000]);
    refused("terpotong.pdf", "A061");
    project.write("catatan.pdf", "%PDF-1.7\nbukan PDF\n%%EOF\n");
    refused("catatan.pdf", "A061");
    // Kept all the same, with the reason on record.
    sign(&project, "lhe.pdf", "lain-rsa2048.p12", &["--keluaran", "lain"]).status(0);
    let keep =
        ["archive", "add", "lain/lhe.tte.pdf", "--tetap-simpan", "--alasan", "Plh. Inspektur dengan surat perintah."];
    let run = project.run(&keep).status(0);
    assert!(run.said().contains("A063") && run.said().contains("A052"), "{run}");
    project.run(&["archive", "add", "lain/lhe.tte.pdf", "--tetap-simpan"]).status(2);
    let shown = project.run(&["archive", "show", ID]).status(0);
    assert!(shown.stdout.contains("Plh. Inspektur dengan surat perintah."), "{shown}");
    // A sound file is not displaced by one that was kept in spite of faults.
    project.run(&["archive", "add", "lhe.tte.pdf"]).status(0);
    project
        .run(&["archive", "add", "terpotong.pdf", "--untuk", ID, "--tetap-simpan", "--alasan", "Hanya ini."])
        .status(0);
    assert_eq!(rows(&project, &[])[0]["ditandatangani"][0], "Ir. Bonar Tigalingga, M.M.");
    // A draft is never a report.
    let draft = ProjectTest::with_keys();
    draft.run(&["build"]).status(0);
    let pdf = format!("keluaran/{ID}.pdf");
    let run = sign(&draft, &pdf, KEY, &["--json"]).status(1);
    assert_eq!(run.codes(), ["S008"]);
}

#[test]
fn papers_and_numbers_come_with_the_report_that_is_named() {
    let project = ProjectTest::with_keys();
    project.replace("surat/2022.yaml", "penomoran: diketik", "penomoran: tulis_tangan");
    let letters = project.read("surat/2022.yaml");
    let line = letters.lines().find(|line| line.trim_start().starts_with("dinas-contoh: {")).expect("a letter");
    project.replace("surat/2022.yaml", line, "  dinas-contoh: {nomor: 700.1.2.1/____/ITDA/2023, tanggal: 2023-05}");
    project.append("lhe.yaml", "arsip: {retensi: {aktif: 1 tahun, inaktif: 4 tahun, nasib: musnah}}\n");
    project.run(&["issue", ID]).status(0);
    project.run(&["archive", "get", ID, "--ke", "lhe.pdf"]).status(0);
    sign(&project, "lhe.pdf", KEY, &[]).status(0);
    let number = ["--nomor", "700.1.2.1/77/ITDA/2023", "--tanggal", "2023-05-09"];
    let add: Vec<&str> = ["archive", "add", "lhe.tte.pdf"].iter().chain(&number).copied().collect();
    project.run(&add).status(0);
    let row = &rows(&project, &[])[0];
    assert_eq!((&row["nomor"], &row["tanggal"]), (&"700.1.2.1/77/ITDA/2023".into(), &"2023-05-09".into()));
    assert_eq!(row["retensi"], "aktif 1 tahun, inaktif 4 tahun, musnah");
    // Once given, a number does not change.
    let other =
        ["archive", "add", "lhe.tte.pdf", "--nomor", "700.1.2.1/78/ITDA/2023", "--tanggal", "2023-05-09", "--json"];
    assert!(project.run(&other).status(1).codes().contains(&"A056".to_owned()));

    project.write("berita acara (final).txt", "isi");
    let paper = |more: &[&str]| {
        let base = ["archive", "add", "berita acara (final).txt", "--sebagai", "berita_acara", "--json"];
        project.run(&base.iter().chain(more).copied().collect::<Vec<_>>())
    };
    assert!(paper(&[]).status(1).codes().contains(&"A060".to_owned()));
    assert!(paper(&["--untuk", "2022/tidak-ada"]).status(1).codes().contains(&"A062".to_owned()));
    paper(&["--untuk", ID]).status(0);
    project.write("berita acara (final).txt", "isi lain");
    paper(&["--untuk", ID]).status(0);
    let files = project.run(&["archive", "show", ID]).status(0).stdout;
    for name in ["berita_acara/berita acara -final-.txt", "berita_acara/berita acara -final--2.txt"] {
        assert!(files.contains(name), "{files}");
    }
    assert_eq!(rows(&project, &["--nomor", "77/itda"]).len(), 1);
    assert_eq!(rows(&project, &["--keadaan", "diganti"]).len(), 0);
    let csv = project.run(&["archive", "list", "--csv"]).status(0).stdout;
    assert!(csv.starts_with("dokumen,revisi,keadaan,") && csv.contains("Ir. Bonar Tigalingga, M.M."), "{csv}");
}

#[test]
fn passphrases_come_from_where_they_may_and_are_never_shown() {
    let project = signed();
    let key = key(KEY);
    let sign = |more: &[&str], environment: &[(&str, &str)]| {
        let base = ["sign", "lhe.pdf", "--kunci", &key, "--keluaran", "lagi"];
        project.run_in("", &base.iter().chain(more).copied().collect::<Vec<_>>(), environment)
    };
    // No terminal, no variable, an empty one, a wrong one.
    for (more, value, code) in [
        (&[][..], "", "S004"),
        (&["--sandi-env", "TIDAK_ADA"], "", "S004"),
        (&["--sandi-env", "S"], "", "S004"),
        (&["--sandi-env", "S"], "sandi-salah-7361", "S001"),
    ] {
        let run = sign(&[more, &["--json"]].concat(), &[("S", value)]).status(1);
        assert_eq!(run.codes(), [code], "{run}");
        assert!(!run.said().contains("sandi-salah-7361"), "{run}");
    }
    let run = sign(&["--sandi-env", "S"], &[("S", "rahasia-uji\n")]).status(0);
    assert!(!run.said().contains("rahasia-uji"), "{run}");
    sign(&["--sandi-env", "S"], &[("S", "rahasia-uji")]).status(1); // the result is there already
    for option in ["--sandi", "--password"] {
        sign(&[option, "rahasia-uji"], &[]).status(2);
    }
    let log = project.read("arsip/catatan.jsonl");
    assert!(!log.contains("rahasia-uji"));
    project.write("bukan.p12", "bukan kunci");
    let run =
        project.run_in("", &["sign", "lhe.pdf", "--kunci", "bukan.p12", "--sandi-env", "S", "--json"], &[("S", "x")]);
    assert_eq!(run.status(1).codes(), ["S001"]);
    let run = sign(&["--sandi-env", "S", "--stempel-waktu", "ftp://x", "--json"], &[("S", "rahasia-uji")]);
    assert_eq!(run.status(2).codes(), ["S010"]);
    // Nobody listens there.
    project.remove("lagi");
    let run = sign(&["--sandi-env", "S", "--stempel-waktu", "http://127.0.0.1:9/", "--json"], &[("S", "rahasia-uji")]);
    assert_eq!(run.status(4).codes(), ["S006"]);
    assert!(!project.path("lagi").exists(), "nothing is written without the time stamp that was asked for");
}

#[test]
fn several_sign_in_turn_and_a_foreign_file_is_only_judged() {
    let project = signed();
    // The official of the block has signed: whoever follows is no surprise.
    let run = sign(&project, "lhe.tte.pdf", "sekda-rsa2048.p12", &[]).status(0);
    assert!(!run.said().contains("S011"), "{run}");
    assert!(sign(&project, "lhe.pdf", "sekda-rsa2048.p12", &["--keluaran", "lain"]).status(0).said().contains("S011"));
    let (status, found) = verified(&project, "lhe.tte-2.pdf", &[]);
    assert_eq!(status, 0, "{found:#}");
    assert_eq!(found["tanda_tangan"].as_array().map(Vec::len), Some(2));
    assert_eq!(words(&found["tanda_tangan"][0]["perubahan_diizinkan"]), ["tanda_tangan_ditambah"]);
    assert_eq!(found["tanda_tangan"][1]["mencakup_seluruhnya"], true);
    // Outside of the project it is a file like any other: judged, but not known; without roots nobody is trusted.
    let elsewhere = ProjectTest::empty();
    elsewhere.write("x.pdf", project.bytes("lhe.tte-2.pdf"));
    let (status, found) = verified(&elsewhere, "x.pdf", &[]);
    assert_eq!((status, &found["asal"]["kelas"]), (0, &"tidak_dikenal".into()), "{found:#}");
    assert_eq!(found["hasil"], "belum_pasti");
    assert_eq!(found["tanda_tangan"][0]["kepercayaan"]["jawaban"], "tidak_diketahui");
    let folder = repository("tests/kunci/kepercayaan").display().to_string();
    let (_, found) = verified(&elsewhere, "x.pdf", &["--kepercayaan", &folder]);
    assert_eq!(found["tanda_tangan"][1]["kepercayaan"]["jawaban"], "ya");
    // As of a time before the certificate was valid.
    let (status, found) = verified(&elsewhere, "x.pdf", &["--kepercayaan", &folder, "--pada", "2019-01-01"]);
    assert_eq!(status, 5);
    assert_eq!(
        words(&found["tanda_tangan"][0]["kepercayaan"]["temuan"]),
        ["di_luar_masa_berlaku", "waktu_tidak_terbukti"]
    );
    // It proves itself from what it carries.
    let proof = elsewhere.run(&["verify", "x.pdf", "--json"]).status(0).json().remove(0);
    assert_eq!(proof["bukti"]["laporan_ke_pdf"]["jawaban"], "ya");
    assert_eq!(proof["tercatat"], false);
}

#[test]
fn two_intakes_at_once_do_not_disturb_each_other() {
    let project = signed();
    project.write("kertas.txt", "isi");
    let lock = fs::OpenOptions::new().write(true).open(project.path("arsip/.kunci")).expect("the lock");
    lock.try_lock().expect("free");
    let run = project.run(&["archive", "add", "lhe.tte.pdf", "--json"]).status(4);
    assert_eq!(run.codes(), ["A020"]);
    drop(lock);
    project.run(&["archive", "add", "lhe.tte.pdf"]).status(0);
}
