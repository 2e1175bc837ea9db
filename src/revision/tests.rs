//! Every form of a change, worked into an evaluation, and every fault of a ledger.

use crate::diag::{Files, Found};
use crate::source::{self, Document};

use super::{Applied, Subject, Trees, apply, load};

const EVALUATION: &str = "\
format: 1
penilaian:
  A.1: ya
  A.2: {jawaban: b, panel: c, bukti: [x/1]}
  A.3: {objek: {S1: b, S2: c}}
  A.4: 22.50
  A.5: {jawaban: b}
catatan:
  - id: C1
    pada: [A.1]
    uraian: |
      Satu dua
      tiga.
  - id: C2
    pada: [A.2]
    uraian: Dua.
rekomendasi:
  - {id: R1, atas: [C1], uraian: Agar satu.}
gambaran:
  iku:
    - {sasaran: S, realisasi: 80}
internal: {kerja: x}
";

struct Result {
    files: Files,
    trees: Trees,
    applied: Vec<Applied>,
    found: Found,
}

impl Result {
    fn codes(&self) -> Vec<&str> {
        self.found.iter().map(|d| d.code.name()).collect()
    }

    /// The text at a path of the corrected evaluation.
    fn at(&self, path: &str) -> Option<&str> {
        path.split('/').skip(1).try_fold(&self.trees.evaluation, |node, step| node.child(step))?.text()
    }
}

fn document(files: &mut Files, name: &str, text: &str) -> Document {
    let file = files.add(name, text);
    source::parse(files, file).value.expect("a sound file")
}

/// Works the changes (flow maps, one a line) of one entry into the evaluation.
fn change(changes: &[&str]) -> Result {
    let list: String = changes.iter().map(|change| format!("      - {change}\n")).collect();
    ledger(&format!(
        "format: 1\nkoreksi:\n  - id: K1\n    tanggal: 2023-06-20\n    dasar: BA 1\n    alasan: Sebab.\n    diputuskan: Inspektur\n    perubahan:\n{list}"
    ))
}

fn ledger(text: &str) -> Result {
    let mut files = Files::default();
    let evaluation = document(&mut files, "dasar", EVALUATION).root;
    let letter = document(&mut files, "surat", "nomor: 700/1\ntanggal: 2023-05-08\n").root;
    let file = files.add("koreksi", text);
    let checked = load(&files, file);
    let (ledger, document) = checked.value.unwrap_or_else(|| panic!("{:?}", checked.diagnostics));
    let mut trees = Trees { evaluation, worksheet: None, letter: Some(letter) };
    let mut found = Vec::new();
    let applied = apply(&mut trees, &ledger, &document, &mut found);
    Result { files, trees, applied, found }
}

#[test]
fn an_answer_that_counts_is_changed_wherever_it_stands() {
    let result = change(&[
        "{kode: A.1, semula: ya, menjadi: tidak}",
        "{kode: A.2, semula: c, menjadi: a}",
        "{kode: A.3, objek: S2, semula: c, menjadi: a}",
        "{kode: A.4, semula: 22.5, menjadi: 21.00}",
        "{kode: A.5, bidang: keterangan, menjadi: Baru.}",
        "{kode: A.1, bidang: keterangan, menjadi: Kosong.}",
        "{kode: A.6, menjadi: ya}",
    ]);
    assert_eq!(result.codes(), Vec::<&str>::new());
    for (path, text) in [
        ("A.1/jawaban", "tidak"),
        ("A.1/keterangan", "Kosong."),
        ("A.2/panel", "a"),
        ("A.2/jawaban", "b"),
        ("A.3/objek/S2", "a"),
        ("A.3/objek/S1", "b"),
        ("A.4", "21.00"),
        ("A.5/keterangan", "Baru."),
        ("A.6", "ya"),
    ] {
        assert_eq!(result.at(&format!("/penilaian/{path}")), Some(text), "{path}");
    }
    let change = &result.applied[1];
    let texts = (change.before.as_ref().map(|b| b.0.as_str()), change.after.as_ref().map(|a| a.0.as_str()));
    assert_eq!(texts, (Some("c"), Some("a")));
    // The new value leads to the ledger, the old one to the evaluation.
    let name = |place: crate::diag::Place| result.files.name(place.file).to_owned();
    assert_eq!(change.before.as_ref().map(|b| name(b.1)).as_deref(), Some("dasar"));
    assert_eq!(change.after.as_ref().map(|a| name(a.1)).as_deref(), Some("koreksi"));
}

#[test]
fn findings_recommendations_and_other_texts_are_changed_added_and_removed() {
    let result = change(&[
        "{id: C1, semula: Satu dua tiga., menjadi: Satu.}",
        "{id: C1, bidang: tanggapan, menjadi: {sikap: menerima}}",
        "{id: R1, bidang: kepada, menjadi: Kepala Dinas}",
        "{letak: /gambaran/iku/0/realisasi, semula: 80, menjadi: 81}",
        "{hapus: C2}",
        "{tambah: {catatan: {id: C3, pada: [A.1], uraian: Tiga.}}}",
        "{tambah: {tindak_lanjut: {rekomendasi: Lama, status: selesai}}}",
        "{surat: nomor, semula: 700/1, menjadi: 700/2}",
    ]);
    assert_eq!(result.codes(), Vec::<&str>::new());
    for (path, text) in [
        ("/catatan/C1/uraian", Some("Satu.")),
        ("/catatan/C1/tanggapan/sikap", Some("menerima")),
        ("/rekomendasi/R1/kepada", Some("Kepala Dinas")),
        ("/gambaran/iku/0/realisasi", Some("81")),
        ("/catatan/C2/uraian", None),
        ("/catatan/C3/uraian", Some("Tiga.")),
        ("/tindak_lanjut/0/status", Some("selesai")),
    ] {
        assert_eq!(result.at(path), text, "{path}");
    }
    assert_eq!(result.trees.letter.as_ref().and_then(|l| l.get("nomor")?.text()), Some("700/2"));
    let subjects: Vec<&Subject> = result.applied.iter().map(|a| &a.subject).collect();
    assert_eq!(*subjects[4], Subject::Finding { id: "C2".to_owned(), field: None });
    assert_eq!(result.applied[4].before.as_ref().map(|b| b.0.as_str()), Some("Dua."));
    assert_eq!(result.applied[5].after.as_ref().map(|a| a.0.as_str()), Some("Tiga."));
}

#[test]
fn a_correction_and_its_inverse_give_back_the_same_tree() {
    let result = change(&[
        "{kode: A.2, semula: c, menjadi: a}",
        "{kode: A.2, semula: a, menjadi: c}",
        "{id: C1, bidang: tanggapan, menjadi: {sikap: menerima}}",
        "{id: C1, bidang: tanggapan, semula: {sikap: menerima}}",
        "{tambah: {catatan: {id: C3, pada: [A.1], uraian: Tiga.}}}",
        "{hapus: C3}",
    ]);
    assert_eq!(result.codes(), Vec::<&str>::new());
    let mut files = Files::default();
    let base = document(&mut files, "dasar", EVALUATION).root;
    assert!(result.trees.evaluation.says_the_same(&base));
}

#[test]
fn what_does_not_fit_is_refused_and_nothing_changes() {
    for (typed, code) in [
        ("{kode: A.2, semula: b, menjadi: a}", "K001"),
        ("{id: C1, semula: Lain., menjadi: Satu.}", "K001"),
        ("{kode: A.9, semula: ya, menjadi: tidak}", "K002"),
        ("{id: C9, semula: x, menjadi: y}", "K002"),
        ("{hapus: C9}", "K002"),
        ("{letak: /gambaran/iku/7/realisasi, menjadi: 81}", "K002"),
        ("{kode: A.1, menjadi: tidak}", "K003"),
        ("{letak: /gambaran/iku/0/realisasi, menjadi: 81}", "K003"),
        ("{kode: A.1, semula: ya, menjadi: ya}", "K004"),
        ("{kode: A.1}", "K004"),
        ("{tambah: {}}", "K004"),
        ("{letak: /penilaian/A.1, semula: ya, menjadi: tidak}", "K005"),
        ("{letak: /internal/kerja, semula: x, menjadi: y}", "K005"),
        ("{letak: gambaran, semula: x, menjadi: y}", "K005"),
        ("{letak: /catatan/C1/id, semula: C1, menjadi: C8}", "K005"),
        ("{id: C1, bidang: id, semula: C1, menjadi: C8}", "K005"),
    ] {
        let result = change(&[typed]);
        assert_eq!(result.codes(), [code], "{typed}");
        assert!(result.applied.is_empty(), "{typed}");
        let mut files = Files::default();
        let base = document(&mut files, "dasar", EVALUATION).root;
        assert!(result.trees.evaluation.says_the_same(&base), "{typed}");
    }
}

#[test]
fn entries_have_their_own_ids_and_stand_in_the_order_of_their_dates() {
    let entry = |id: &str, date: &str, from: &str, to: &str| {
        format!(
            "  - {{id: {id}, tanggal: {date}, dasar: BA, alasan: Sebab., diputuskan: Inspektur, perubahan: [{{kode: A.1, semula: {from}, menjadi: {to}}}]}}\n"
        )
    };
    let text =
        ["format: 1\nkoreksi:\n", &entry("K1", "2023-06-20", "ya", "tidak"), &entry("K1", "2023-06-19", "tidak", "ya")];
    let result = ledger(&text.concat().replace("alasan: Sebab.", "alasan: \"Sebab.\""));
    assert_eq!(result.codes(), ["K006", "K007"]);
    assert_eq!(result.applied.len(), 2);
}
