//! Content rules: each has a project that breaks it and one beside it that does not; levels; what never enters a letter.

use std::collections::BTreeSet;
use std::fs;

use serde_json::Value;

use crate::support::{ProjectTest, Run, repository};

/// A rule, a code of it, the fixture of `tests/invalid` that breaks it, and the change that mends that project:
/// file, text as it stands there, text instead.
struct Example {
    rule: &'static str,
    code: &'static str,
    broken: &'static str,
    mend: (&'static str, &'static str, &'static str),
}

const EVALUATION: &str = "evaluasi/2022/dinas-contoh.yaml";

const fn example(
    rule: &'static str,
    broken: &'static str,
    mend: (&'static str, &'static str, &'static str),
) -> Example {
    let (code, _) = broken.split_at(4);
    Example { rule, code, broken, mend }
}

#[rustfmt::skip]
const EXAMPLES: &[Example] = &[
    example("catatan_tanpa_rekomendasi", "D122-catatan-tanpa-rekomendasi", (EVALUATION, "atas: [C1]", "atas: [C1, C2]")),
    example("rekomendasi_tanpa_catatan", "D180-rekomendasi-tanpa-catatan", (EVALUATION, "    pada: [2.c]", "    atas: [C1]")),
    example("rekomendasi_tanpa_tenggat", "D181-rekomendasi-tanpa-tenggat", (EVALUATION, "    atas: [C1]", "    atas: [C1]\n    tenggat: 2023-12-29")),
    example("rekomendasi_tanpa_tujuan", "D182-rekomendasi-tanpa-tujuan", (EVALUATION, "    atas: [C1]", "    atas: [C1]\n    kepada: Kepala Dinas Contoh")),
    example("catatan_tanpa_tanggapan", "D190-catatan-tanpa-tanggapan", (EVALUATION, "    pada: [1.b]", "    pada: [1.b]\n    tanggapan: {sikap: menerima}")),
    example("rekomendasi_lalu_tanpa_tindak_lanjut", "D154-tanpa-tindak-lanjut", (EVALUATION, "uraian:\n  \"1\"", "tindak_lanjut:\n  - {rekomendasi: 2021/dinas-contoh/R1, status: selesai}\nuraian:\n  \"1\"")),
    example("angka_dalam_teks", "D183-angka-dalam-teks", (EVALUATION, "21,06", "21,60")),
    example("angka_dalam_teks", "D184-predikat-dalam-teks", (EVALUATION, "predikat akhir BB", "predikat akhir B")),
    example("jawaban_dihitung_nol", "D105-jawaban-dihitung-nol", (EVALUATION, "  1.a.2:", "  1.a.2: ya")),
    example("jawaban_melebihi", "D130-jawaban-melebihi", (EVALUATION, "1.a.2: ya", "1.a.2: tidak")),
    example("mandiri_belum_lengkap", "D114-mandiri-belum-lengkap", (EVALUATION, ", mandiri: A", "")),
    example("nilai_tidak_mungkin", "D131-nilai-tidak-mungkin", (EVALUATION, "21.01", "21.00")),
    example("rincian_tidak_berjumlah", "D186-rincian-tidak-berjumlah", (EVALUATION, "1.c: b", "1.c: a")),
    example("realisasi_melebihi_pagu", "D233-realisasi-melebihi-pagu", (EVALUATION, "12900000000", "11900000000")),
    example("jumlah_riwayat", "D150-jumlah-riwayat", ("riwayat/2021.yaml", "68.50", "67.50")),
    example("predikat_riwayat", "D151-predikat-riwayat", ("riwayat/2021.yaml", "predikat: BB", "predikat: B")),
    example("riwayat_berbeda", "D185-riwayat-berbeda", ("riwayat/2021.yaml", "21.06, \"2\": 20.10, \"3\": 10.05, \"4\": 15.50}\n    total: 66.71", "21.60, \"2\": 20.10, \"3\": 10.05, \"4\": 15.50}\n    total: 67.25")),
    example("riwayat_ganda", "D166-riwayat-dan-evaluasi", ("evaluasi/2021/dinas-contoh.yaml", "tahun: 2021", "tahun: 2021\njenis: ulang")),
    example("nama_opd_lain", "D187-nama-opd-lain", (EVALUATION, "perencanaan Dinas", "perencanaan bersama Dinas")),
    example("indikator_opd_lain", "D188-indikator-opd-lain", (EVALUATION, "uraian:\n  \"1\"", "gambaran:\n  iku:\n    - sasaran: Meningkatnya pendapatan nelayan\n      indikator: Persentase nelayan kecil yang memperoleh pendampingan usaha\n      target: 60 persen\nuraian:\n  \"1\"")),
    example("teks_disalin", "D189-teks-disalin", (EVALUATION, "Dinas Kelautan telah menyusun", "Dinas Contoh telah menyusun")),
    example("opd_tanpa_evaluasi", "D155-opd-belum-dievaluasi", ("lhe.yaml", "    tenggat: 2023-12-29", "    tenggat: 2023-12-29\n    tidak_dievaluasi: {kec-contoh: Dibentuk pada akhir tahun.}")),
    example("nomor_ganda", "D147-nomor-surat-ganda", ("surat/2022.yaml", "kec-contoh: {nomor: 700.1.2.1/113", "kec-contoh: {nomor: 700.1.2.1/114")),
    example("surat_mendahului_evaluasi", "D149-surat-sebelum-selesai", ("surat/2022.yaml", "tanggal: 2023-04-08", "tanggal: 2023-05-08")),
    example("ikhtisar_mendahului_surat", "D229-ikhtisar-sebelum-surat", ("surat/2022.yaml", "tanggal: 2023-05-03", "tanggal: 2023-05-15")),
    example("konfirmasi_sesudah_surat", "D231-tanggapan-sesudah-surat", (EVALUATION, "tanggal: 2023-05-10", "tanggal: 2023-05-04")),
    example("pengantar_tidak_dicetak", "D234-pengantar-tidak-dicetak", ("lhe.yaml", "    instrumen: permenpanrb", "    bentuk: bab\n    instrumen: permenpanrb")),
    example("surat_tanpa_evaluasi", "D148-surat-tanpa-evaluasi", ("surat/2022.yaml", "  dinas-conto: {nomor: 700.1.2.1/114/ITDA/2023, tanggal: 2023-05-09}\n", "")),
    example("penandatangan_tidak_menjabat", "D144-pejabat-tidak-berlaku", ("lhe.yaml", "sampai: 2023-04-30", "sampai: 2024-04-30")),
    example("kepala_tidak_menjabat", "D145-kepala-belum-berlaku", ("surat/2022.yaml", "2023-05-08", "2024-05-08")),
];

impl Example {
    fn project(&self) -> ProjectTest {
        let project = ProjectTest::minimal().overlay(&repository("tests/invalid").join(self.broken));
        project.remove("harapan.txt");
        project
    }

    /// The project with this level of the rule.
    fn with_level(&self, level: &str) -> ProjectTest {
        let project = self.project();
        project.append("lhe.yaml", &format!("aturan: {{{}: {level}}}\n", self.rule));
        project
    }
}

fn check(project: &ProjectTest) -> Run {
    project.run(&["check", "--json"])
}

/// The rules as the program lists them.
fn listed() -> Vec<Value> {
    ProjectTest::minimal().run(&["check", "--aturan", "--json"]).status(0).json()
}

fn name(rule: &Value) -> String {
    rule["rule"].as_str().expect("a name").to_owned()
}

#[test]
fn every_rule_has_an_example() {
    let shown: BTreeSet<String> = EXAMPLES.iter().map(|e| e.rule.to_owned()).collect();
    let all: BTreeSet<String> = listed().iter().map(name).collect();
    assert_eq!(shown, all);
    for example in EXAMPLES {
        let rule = listed().into_iter().find(|r| r["rule"] == example.rule).expect("the rule");
        let codes = rule["codes"].as_array().expect("codes");
        assert!(codes.iter().any(|code| code == example.code), "{} has {}", example.rule, example.code);
    }
}

#[test]
fn a_rule_finds_what_breaks_it_and_nothing_beside_it() {
    for example in EXAMPLES {
        let project = example.project();
        let broken = check(&project);
        assert!(broken.codes().contains(&example.code.to_owned()), "{}: {broken}", example.rule);
        let (file, from, to) = example.mend;
        project.replace(file, from, to);
        let mended = check(&project);
        assert!(!mended.codes().contains(&example.code.to_owned()), "{}: {mended}", example.rule);
    }
}

#[test]
fn a_project_decides_how_grave_a_rule_is() {
    for example in EXAMPLES {
        let rule = listed().into_iter().find(|r| r["rule"] == example.rule).expect("the rule");
        if rule["fixed"] == true {
            continue;
        }
        for (typed, shown) in [("galat", "error"), ("peringatan", "warning")] {
            let run = check(&example.with_level(typed));
            assert_eq!(run.diagnostic(example.code)["severity"], shown, "{}: {run}", example.rule);
        }
        let run = check(&example.with_level("mati"));
        assert!(!run.codes().contains(&example.code.to_owned()), "{}: {run}", example.rule);
    }
}

#[test]
fn a_rule_that_guards_the_truth_cannot_be_lowered() {
    for example in EXAMPLES.iter().filter(|e| listed().iter().any(|r| r["rule"] == e.rule && r["fixed"] == true)) {
        for level in ["peringatan", "mati"] {
            let run = check(&example.with_level(level)).status(1);
            assert_eq!(run.diagnostic("D192")["args"]["name"], example.rule);
            assert_eq!(run.diagnostic(example.code)["severity"], "error", "{run}");
        }
        let run = check(&example.with_level("galat")).status(1);
        assert!(!run.codes().contains(&"D192".to_owned()), "{run}");
    }
}

fn of(rule: &str) -> &'static Example {
    EXAMPLES.iter().find(|e| e.rule == rule).expect("an example")
}

#[test]
fn a_raised_rule_stops_the_letter_it_concerns() {
    // In the evaluation's own file, in its entry of the letter file, and in last year's history of its office.
    for rule in ["catatan_tanpa_rekomendasi", "surat_mendahului_evaluasi", "jumlah_riwayat"] {
        let project = of(rule).with_level("galat");
        let run = project.run(&["build", "--json"]).status(1);
        assert_eq!(run.ids("failed"), ["2022/dinas-contoh"], "{run}");
        assert!(!project.path("keluaran/2022/dinas-contoh.pdf").exists());
        project.run(&["issue", "dinas-contoh"]).status(1);
    }
    let project = of("catatan_tanpa_rekomendasi").project();
    project.run(&["build"]).status(0);
    project.run(&["build", "--ketat"]).status(1);
}

#[test]
fn a_raised_rule_leaves_alone_what_was_issued() {
    let project = of("catatan_tanpa_rekomendasi").project();
    project.run(&["issue", "dinas-contoh"]).status(0);
    project.append("lhe.yaml", "aturan: {catatan_tanpa_rekomendasi: galat}\n");
    let run = check(&project).status(0);
    assert_eq!(run.diagnostic("D122")["severity"], "warning");
    assert_eq!(project.run(&["build", "--json"]).status(0).ids("issued"), ["2022/dinas-contoh"]);
}

#[test]
fn a_letter_of_another_office_does_not_wait() {
    let example = of("surat_mendahului_evaluasi");
    let project = example.with_level("galat");
    project.append("opd.yaml", "  - {id: kec-contoh, jenis: kecamatan, nama: [{sejak: 2017-01-03, nama: Kecamatan Contoh}], kepala: [{sejak: 2017-01-03, sebutan: Camat Contoh}]}\n");
    let other = project.read(EVALUATION).replace("opd: dinas-contoh", "opd: kec-contoh");
    project.write("evaluasi/2022/kec-contoh.yaml", other);
    project.append("surat/2022.yaml", "  kec-contoh: {nomor: 700.1.2.1/114/ITDA/2023, tanggal: 2023-05-08}\n");
    let run = project.run(&["build", "--json"]).status(1);
    assert_eq!(run.ids("failed"), ["2022/dinas-contoh"], "{run}");
    assert_eq!(run.ids("built"), ["2022/kec-contoh"]);
    project.run(&["check", "kec-contoh", "--json"]).status(0).silent();
    project.run(&["issue", "dinas-contoh"]).status(1).says("D149");
    project.run(&["issue", "kec-contoh"]).status(0);
}

#[test]
fn a_lowered_rule_stops_nothing() {
    let example = of("surat_tanpa_evaluasi");
    let project = example.project();
    project.run(&["issue", "dinas-contoh"]).status(1).says("D148");
    let project = example.with_level("peringatan");
    project.run(&["issue", "dinas-contoh"]).status(0);
}

#[test]
fn levels_never_enter_a_letter() {
    let project = ProjectTest::minimal();
    project.run(&["build"]).status(0);
    let pdf = project.bytes("keluaran/2022/dinas-contoh.pdf");
    project.append("lhe.yaml", "aturan: {nama_opd_lain: galat, catatan_tanpa_rekomendasi: mati}\n");
    // The same fingerprint: the PDF is known to be right without being made again.
    let run = project.run(&["build", "--json"]).status(0);
    assert_eq!(run.ids("unchanged"), ["2022/dinas-contoh"], "{run}");
    project.remove("keluaran").run(&["build"]).status(0);
    assert!(project.bytes("keluaran/2022/dinas-contoh.pdf") == pdf);
    let pdf = project.pdf("keluaran/2022/dinas-contoh.pdf");
    assert!(!pdf.data()["lhe.yaml"].contains("aturan:"));
}

#[test]
fn an_evaluation_can_be_excepted() {
    let project = of("nama_opd_lain").project();
    project.append("lhe.yaml", "aturan:\n  nama_opd_lain: {tingkat: galat, kecuali: [2022/dinas-contoh]}\n");
    check(&project).status(0).silent();
    project.run(&["check", "--aturan"]).says("galat (proyek ini), kecuali 2022/dinas-contoh");
    project.replace("lhe.yaml", "2022/dinas-contoh", "2022/dinas-conto");
    let run = check(&project).status(1);
    assert_eq!(run.codes(), ["D187", "D193"], "{run}");
    // The letter's entry and last year's history belong to the letter as well.
    for rule in ["surat_mendahului_evaluasi", "jumlah_riwayat"] {
        let project = of(rule).project();
        project.append("lhe.yaml", &format!("aturan:\n  {rule}: {{kecuali: [2022/dinas-contoh]}}\n"));
        check(&project).status(0).silent();
    }
    let project = of("nomor_ganda").project();
    project.append("lhe.yaml", "aturan: {nomor_ganda: {kecuali: [2022/dinas-contoh]}}\n");
    assert!(check(&project).status(1).codes().contains(&"D192".to_owned()));
}

#[test]
fn an_unknown_rule_is_refused_with_the_nearest_name() {
    let project = ProjectTest::minimal();
    project.append("lhe.yaml", "aturan: {nomor_gnda: galat}\n");
    let run = project.run(&["check"]).status(1).says("D191").says("maksud Anda `nomor_ganda`?");
    assert!(run.stderr.contains("1 galat"), "{run}");
}

#[test]
fn the_list_tells_the_level_in_force() {
    let project = ProjectTest::minimal();
    project.append("lhe.yaml", "aturan: {nama_opd_lain: mati, catatan_tanpa_rekomendasi: galat}\n");
    project.run(&["check", "--aturan"]).status(0).snapshot("check-aturan");
    project.run(&["check", "--aturan", "--lang", "en"]).status(0).snapshot("check-aturan-en");
    let rules = project.run(&["check", "--aturan", "--json"]).status(0).json();
    let own: Vec<&Value> = rules.iter().filter(|r| r["own"] == true).collect();
    assert_eq!(own.len(), 2);
    assert!(own.iter().any(|r| r["rule"] == "nama_opd_lain" && r["level"] == "off" && r["default"] == "warning"));
}

#[test]
fn the_guide_explains_every_rule() {
    let page = fs::read_to_string(repository("docs/panduan/07-aturan.md")).expect("the page");
    for rule in listed() {
        let (name, codes) = (name(&rule), rule["codes"].as_array().expect("codes"));
        let word = match (rule["default"].as_str(), rule["fixed"].as_bool()) {
            (Some("error"), Some(true)) => "galat, tetap",
            (Some("error"), _) => "galat",
            _ => "peringatan",
        };
        let codes: Vec<&str> = codes.iter().filter_map(Value::as_str).collect();
        let row = format!("| `{name}` | {} | {word} |", codes.join(", "));
        assert!(page.contains(&row), "{row}");
    }
    let rows = page.lines().filter(|line| line.starts_with("| `") && line.matches(" | ").count() == 3).count();
    assert_eq!(rows, listed().len(), "a row for each rule and none besides");
}

#[test]
fn the_sample_holds_only_the_slip_that_it_holds_on_purpose() {
    let run = ProjectTest::sample().run(&["check", "--json"]).status(0);
    assert_eq!(run.codes(), ["D150"], "{run}");
}

/// Sentences of a component's description, and whether they are told to differ from the scores (21,60 of 30,00 for
/// component 1, 4,80 for 1.a, 67,25 and B in all).
const SENTENCES: &[(&str, bool)] = &[
    ("Nilai komponen ini 21,60.", false),
    ("Nilai komponen ini 21,06.", true),
    ("Nilai yang diperoleh sebesar 21.60 dari bobot 30,00.", false),
    ("Nilai yang diperoleh sebesar 21,60 dari bobot 35,00.", true),
    ("Nilai 21,6 diperoleh.", false),
    ("Komponen Pengukuran Kinerja memperoleh nilai 20,10.", false),
    ("Komponen Pengukuran Kinerja memperoleh nilai 21,60.", true),
    ("Nilai Pengukuran Kinerja sebesar 21,60.", true),
    ("Subkomponen 1.a memperoleh nilai 4,80.", false),
    ("Subkomponen 1.a memperoleh nilai 8,40.", true),
    ("Nilai akhir hasil evaluasi adalah 67,25 dengan predikat B.", false),
    ("Nilai akhir hasil evaluasi adalah 76,25 dengan predikat B.", true),
    ("Nilai hasil evaluasi sebesar 67,25.", false),
    ("Nilai hasil evaluasi atas implementasi SAKIP adalah 65,27.", true),
    ("Subkomponen 1.a mendapat predikat BB.", false),
    ("Subkomponen 1.a mendapat predikat AA.", true),
    ("Nilai akuntabilitas kinerja (67,52) telah diumumkan.", true),
    ("Nilai yang diperoleh sebesar 21,60 dari bobot 100,00.", false),
    ("Nilai akhir komponen ini sebesar 21,60.", false),
    // Whole numbers and words of the grades.
    ("Nilai akhir sebesar 95.", true),
    ("Nilai hasil evaluasi adalah 95 dengan predikat B.", true),
    ("Nilai total 67, dengan predikat B.", false),
    ("Nilai akhir 3 tahun terakhir telah dibahas.", false),
    ("Nilai akhir SAKIP 67,25 dengan predikat Baik.", false),
    ("Nilai akhir SAKIP 67,25 dengan predikat Sangat Baik.", true),
    ("Nilai akhir SAKIP 67,25 dengan predikat sangat memuaskan.", true),
    // Between years; last year's result is not known.
    ("Nilai akhir meningkat menjadi 67,25.", false),
    ("Nilai akhir meningkat menjadi 95,00.", true),
    ("Nilai Dinas Contoh turun menjadi 57,25.", true),
    ("Nilai akhir meningkat dari 60,00 menjadi 67,25.", false),
    ("Nilai akhir 60,00 naik menjadi 67,25.", false),
    ("Dinas Contoh memperoleh nilai 95,00, meningkat dibandingkan tahun sebelumnya.", true),
    ("Nilai tukar petani naik menjadi 105,20.", false),
    ("Produktivitas karet naik menjadi 1,25 ton.", false),
    ("Nilai akhir meningkat sebesar 12,50%.", false),
    // Not this evaluation's figures, or not sure to be.
    ("Pada tahun 2021 nilai akhir sebesar 60,00.", false),
    ("Nilai akhir tahun lalu sebesar 60,00.", false),
    ("Nilai ditargetkan menjadi 75,00.", false),
    ("Nilai 85,50 pada indikator kepuasan pelanggan.", false),
    ("Capaian nilai sebesar 95,50%.", false),
    ("Nilai sebesar 95,50 persen dari target.", false),
    ("Nilai kinerja anggaran 92,10.", false),
    ("Nilai investasi sebesar 1.250,00 juta rupiah.", false),
    ("Predikat SKP tahunan pegawai A.", false),
    ("Bobot capaian kinerja 12,50.", false),
];

#[test]
fn figures_are_compared_only_where_they_are_sure_to_be_scores() {
    for (sentence, differs) in SENTENCES {
        let project = ProjectTest::minimal();
        project.replace(EVALUATION, "Dokumen perencanaan kinerja telah tersedia.", sentence);
        let run = check(&project).status(0);
        assert_eq!(!run.codes().is_empty(), *differs, "{sentence}: {run}");
    }
}

/// Sentences between years where last year's result is 60,00 (20,00 for component 1, CC), and whether they are told.
const BETWEEN_YEARS: &[(&str, bool)] = &[
    ("Nilai akhir meningkat dari 60,00 menjadi 67,25.", false),
    ("Nilai akhir naik 7,25 poin dibandingkan tahun sebelumnya.", false),
    ("Nilai akhir naik 9,25 poin dibandingkan tahun sebelumnya.", true),
    ("Nilai akhir tahun lalu sebesar 60,00.", false),
    ("Nilai akhir tahun lalu sebesar 61,00.", true),
    ("Nilai komponen ini naik dari 20,00 menjadi 21,60.", false),
    ("Nilai komponen ini naik dari 20,00 menjadi 26,10.", true),
    ("Hasil evaluasi turun menjadi 57,25.", true),
    ("Nilai akhir naik menjadi 95.", true),
    ("Nilai akhir sebesar 95, naik dibandingkan tahun lalu.", true),
    ("Nilai akhir naik menjadi 67,25 dengan predikat B.", false),
    ("Nilai akhir naik menjadi 67,25 dengan predikat Sangat Memuaskan.", true),
    ("Nilai ditargetkan naik menjadi 95,00.", false),
];

#[test]
fn figures_between_years_are_those_of_one_of_them() {
    for (sentence, differs) in BETWEEN_YEARS {
        let project = ProjectTest::minimal().overlay(&repository("tests/invalid/D150-jumlah-riwayat"));
        project.remove("harapan.txt");
        project.write(
            "riwayat/2021.yaml",
            "format: 1\ninstrumen: permenpanrb-88-2021/umum@1\nopd:\n  dinas-contoh:\n    komponen: {\"1\": 20.00, \"2\": 15.00, \"3\": 10.00, \"4\": 15.00}\n    total: 60.00\n    predikat: CC\n",
        );
        project.replace(EVALUATION, "Dokumen perencanaan kinerja telah tersedia.", sentence);
        let run = check(&project).status(0);
        assert_eq!(!run.codes().is_empty(), *differs, "{sentence}: {run}");
    }
}

#[test]
fn the_summary_and_the_profile_are_read_too() {
    for place in ["ikhtisar: |", "gambaran:\n  implementasi: |"] {
        let project = ProjectTest::minimal();
        project.append(EVALUATION, &format!("{place}\n    Nilai akhir hasil evaluasi adalah 76,25.\n"));
        assert_eq!(check(&project).status(0).codes(), ["D183"], "{place}");
    }
}

/// Sentences of the Dinas Contoh, and whether they are told to name the Dinas Kelautan (dan Perikanan).
const MENTIONS: &[(&str, bool)] = &[
    ("Renstra DINAS kelautan dan Perikanan telah tersedia.", true),
    ("Renstra Dinas Kelautan telah tersedia.", true),
    ("Kepala Dinas Kelautan telah menetapkan IKU.", true),
    ("Renstra Dinas Contoh telah tersedia.", false),
    ("Data diselaraskan dengan Dinas Contoh dan Dinas Kelautan.", false),
    ("Rapat diadakan bersama Kepala Dinas Kelautan dan Perikanan.", false),
    ("Renstra mengacu pada Renstra Dinas Kelautan dan Perikanan Provinsi Contoh.", false),
    ("Urusan kelautan telah dimuat.", false),
    ("Reviu dilaksanakan Inspektorat.", false),
];

#[test]
fn another_office_is_known_by_each_of_its_names() {
    for (sentence, told) in MENTIONS {
        let project = of("nama_opd_lain").project();
        let old = "Dokumen perencanaan Dinas Kelautan dan Perikanan telah tersedia.";
        project.replace(EVALUATION, old, sentence);
        let run = check(&project).status(0);
        assert_eq!(run.codes() == ["D187"], *told, "{sentence}: {run}");
    }
}

#[test]
fn a_kecamatan_is_a_place_but_to_another_kecamatan() {
    for (kind, told) in [("dinas", false), ("kecamatan", true)] {
        let project = ProjectTest::minimal().overlay(&repository("tests/invalid/D147-nomor-surat-ganda"));
        project.replace("opd.yaml", "jenis: dinas", &format!("jenis: {kind}"));
        for text in ["Musrenbang di Kecamatan Contoh telah dilaksanakan.", "IKU telah ditetapkan Camat Contoh."] {
            let typed = project.read(EVALUATION);
            project.replace(EVALUATION, "Dokumen perencanaan kinerja telah tersedia.", text);
            let run = check(&project);
            assert_eq!(run.codes().contains(&"D187".to_owned()), told, "{kind}, {text}: {run}");
            project.write(EVALUATION, typed);
        }
    }
}

#[test]
fn an_office_may_name_what_it_stems_from() {
    let project = of("nama_opd_lain").project();
    project.replace(
        "opd.yaml",
        "    jenis: dinas\n    nama:\n",
        "    jenis: dinas\n    berakhir: 2022-12-31\n    penerus: [dinas-contoh]\n    nama:\n",
    );
    check(&project).status(0).silent();
}

#[test]
fn the_covering_letter_and_the_recap_do_not_precede_the_fieldwork() {
    let project = ProjectTest::minimal();
    project.replace("lhe.yaml", "    instrumen: permenpanrb", "    bentuk: bab\n    instrumen: permenpanrb");
    project.replace(
        "surat/2022.yaml",
        "tanggal: 2023-05-08}",
        "tanggal: 2023-05-08, pengantar: {tanggal: 2023-04-10}}",
    );
    assert_eq!(check(&project).status(0).codes(), ["D149"]);
    let project = ProjectTest::minimal();
    project.append("surat/2022.yaml", "ikhtisar: {tanggal: 2023-04}\n");
    assert_eq!(
        check(&project).status(0).codes(),
        ["D229"],
        "April may be after the fieldwork, but not after a letter of May"
    );
    let project = ProjectTest::minimal();
    project.append("surat/2022.yaml", "ikhtisar: {tanggal: 2023-03}\n");
    assert_eq!(check(&project).status(0).codes(), ["D149", "D229"]);
}

#[test]
fn a_letter_number_is_the_same_in_other_capitals_and_with_zeros() {
    let project = of("nomor_ganda").project();
    let typed = "kec-contoh: {nomor: 700.1.2.1/113/ITDA/2023";
    project.replace("surat/2022.yaml", typed, "kec-contoh: {nomor: 700.1.2.1/0113/Itda/2023");
    assert!(check(&project).status(1).codes().contains(&"D147".to_owned()));
}

#[test]
fn a_name_without_titles_may_differ_in_spaces_only() {
    for (plain, good) in [("Nama Lengkap", true), ("\"Nama  Lengkap\"", true), ("NAMA LENGKAP", false)] {
        let project = ProjectTest::minimal();
        let name = "      nama: \"Nama Lengkap, S.H., M.Si.\"\n";
        project.replace("lhe.yaml", name, &format!("{name}      nama_tanpa_gelar: {plain}\n"));
        assert_eq!(check(&project).codes().is_empty(), good, "{plain}");
    }
}
