//! Long and odd data make right documents in every kind: letter, worksheet and recap on A4, chapters and recap in chapters
//! on F4. The layout proof is on in every build, so each case also says: nothing overlaps, leaves its page, is lost or is
//! cut. The bounds of pages are what was seen when each case was written, with a tenth of room.

use crate::pdf::squeeze;
use crate::support::{ProjectTest, repository};

const EVALUATION: &str = "evaluasi/2022/dinas-contoh.yaml";
const NEW: &str = "permenpanrb-88-2021/umum@1";
const OLD: &str = "permenpanrb-12-2015/skpd@1";
const LOCAL: &str = "kabupaten-contoh-2024/opd@1";

/// What a project looks like and what its documents must say.
struct Case {
    name: &'static str,
    /// Total and grade that every document of the office must name.
    result: (&'static str, &'static str),
    /// Fewest and most pages of letter, worksheet, recap as a letter; chapters with worksheet, recap in chapters.
    pages: [(usize, usize); 5],
    /// Changes the minimal project; returns what the letter and the chapters must print.
    prepare: fn(&ProjectTest) -> Vec<String>,
}

const CASES: &[Case] = &[
    Case {
        name: "200 findings",
        result: ("67,25", "B"),
        pages: [(11, 15), (4, 6), (2, 4), (18, 24), (6, 8)],
        prepare: many_findings,
    },
    Case {
        name: "long names, 60 offices",
        result: ("67,25", "B"),
        pages: [(3, 5), (4, 6), (15, 19), (11, 15), (18, 22)],
        prepare: long_names,
    },
    Case {
        name: "no finding",
        result: ("100,00", "AA"),
        pages: [(2, 4), (4, 6), (2, 4), (11, 15), (6, 8)],
        prepare: nothing_found,
    },
    Case {
        name: "all the worst, 88/2021",
        result: ("0,00", "D"),
        pages: [(3, 5), (4, 6), (2, 4), (11, 15), (6, 8)],
        prepare: worst_new,
    },
    Case {
        name: "all the best, 12/2015",
        result: ("100,00", "AA"),
        pages: [(2, 4), (4, 6), (2, 4), (11, 15), (6, 8)],
        prepare: best_old,
    },
    Case {
        name: "all the worst, 12/2015",
        result: ("0,00", "D"),
        pages: [(3, 5), (4, 6), (2, 4), (11, 15), (6, 8)],
        prepare: worst_old,
    },
    Case {
        name: "long remark",
        result: ("100,00", "AA"),
        pages: [(2, 4), (34, 42), (2, 4), (36, 46), (6, 8)],
        prepare: long_remark,
    },
    Case {
        name: "long finding",
        result: ("67,25", "B"),
        pages: [(17, 21), (4, 6), (2, 4), (23, 29), (6, 8)],
        prepare: long_finding,
    },
    Case {
        name: "long lists",
        result: ("67,25", "B"),
        pages: [(27, 33), (4, 6), (3, 5), (45, 56), (8, 10)],
        prepare: long_lists,
    },
    Case {
        name: "long words, odd signs",
        result: ("100,00", "AA"),
        pages: [(3, 5), (6, 8), (2, 4), (12, 16), (6, 8)],
        prepare: odd_words,
    },
    Case {
        name: "electronic signing",
        result: ("67,25", "B"),
        pages: [(3, 5), (4, 6), (2, 4), (11, 15), (6, 8)],
        prepare: signing,
    },
    Case {
        name: "findings in the last component",
        result: ("100,00", "AA"),
        pages: [(3, 5), (4, 6), (2, 4), (11, 15), (6, 8)],
        prepare: last_component,
    },
    Case {
        name: "components typed",
        result: ("71,50", "BB"),
        pages: [(2, 4), (1, 2), (2, 4), (7, 9), (6, 8)],
        prepare: typed,
    },
    Case {
        name: "own and panel answers",
        result: ("99,69", "AA"),
        pages: [(2, 4), (4, 6), (2, 4), (11, 15), (6, 8)],
        prepare: several_answers,
    },
    Case {
        name: "points, ladders",
        result: ("100,00", "AA"),
        pages: [(2, 4), (2, 4), (2, 4), (9, 11), (6, 8)],
        prepare: local_edition,
    },
    Case {
        name: "two instruments",
        result: ("67,25", "B"),
        pages: [(3, 5), (4, 6), (2, 4), (11, 15), (7, 9)],
        prepare: two_instruments,
    },
    Case {
        name: "written by hand",
        result: ("67,25", "B"),
        pages: [(3, 5), (4, 6), (2, 4), (11, 15), (6, 8)],
        prepare: by_hand,
    },
    Case {
        name: "filled in by a system",
        result: ("67,25", "B"),
        pages: [(3, 5), (4, 6), (2, 4), (11, 15), (6, 8)],
        prepare: by_system,
    },
    Case {
        name: "next to nothing given",
        result: ("67,25", "B"),
        pages: [(2, 4), (4, 6), (1, 3), (11, 15), (6, 8)],
        prepare: bare,
    },
];

// ── what is asked ────────────────────────────────────────────────────────────────────────────────────────────────

#[test]
fn letters_with_worksheet_and_recap_on_a4() {
    for case in CASES {
        let [letter, worksheet, recap, ..] = case.pages;
        let built = build(case, "kertas: a4", "surat", "tersendiri");
        let (text, _) = shown(case, &built.0, "dinas-contoh", letter);
        let (sheet, _) = shown(case, &built.0, "dinas-contoh.lke", worksheet);
        shown(case, &built.0, "ikhtisar", recap);
        says(case, &text, &built.1);
        for (document, text) in [("letter", &text), ("worksheet", &sheet)] {
            assert!(text.contains(case.result.0), "{}: the {document} names the total {}", case.name, case.result.0);
        }
    }
}

#[test]
fn chapters_with_worksheet_and_recap_on_f4() {
    for case in CASES {
        let [.., chapters, recap] = case.pages;
        let built = build(case, "kertas: f4", "bab", "lampiran");
        let (text, grade) = shown(case, &built.0, "dinas-contoh", chapters);
        shown(case, &built.0, "ikhtisar", recap);
        says(case, &text, &built.1);
        let (total, letter) = case.result;
        assert!(
            text.matches(total).count() >= 4,
            "{}: summary, chapters II and III, worksheet name {total}",
            case.name
        );
        assert_eq!(grade, letter, "{}: the grade", case.name);
    }
}

/// The project of a case, built in one form; and the texts it must print.
fn build(case: &Case, paper: &str, form: &str, worksheet: &str) -> (ProjectTest, Vec<String>) {
    let project = ProjectTest::minimal();
    project.write("ikhtisar/2022.yaml", format!("format: 1\nbentuk: {form}\n"));
    let texts = (case.prepare)(&project);
    project.replace("lhe.yaml", "kertas: a4", &format!("{paper}, bentuk: {form}, lke: {worksheet}"));
    let run = project.run(&["build", "dinas-contoh", "ikhtisar", "--json"]);
    assert_eq!(run.status, 0, "{} in {form}: {run}", case.name);
    (project, texts)
}

/// Text without white space and grade of a document, its number of pages asked for.
fn shown(case: &Case, project: &ProjectTest, name: &str, (fewest, most): (usize, usize)) -> (String, String) {
    let pdf = project.pdf(&format!("keluaran/2022/{name}.pdf"));
    let pages = pdf.pages();
    assert!((fewest..=most).contains(&pages), "{}: {name} has {pages} pages, not {fewest} to {most}", case.name);
    let grade = pdf.report()["hasil"]["predikat"]["teks"].as_str().unwrap_or_default().to_owned();
    (pdf.squeezed(), grade)
}

fn says(case: &Case, page: &str, texts: &[String]) {
    for text in texts {
        assert!(page.contains(&squeeze(text)), "{}: {text:?} is on no page", case.name);
    }
}

// ── the cases ────────────────────────────────────────────────────────────────────────────────────────────────────

fn many_findings(p: &ProjectTest) -> Vec<String> {
    let places = ["1.a", "2.b", "3.c", "4.a"];
    let findings: String = (1..=200)
        .map(|n| {
            format!(
                "  - id: C{n}\n    pada: [{}]\n    uraian: |\n      Dokumen-{n} telah ada, namun belum tuntas-{n}-x.\n",
                places[n % 4]
            )
        })
        .collect();
    let advice: String = (1..=200)
        .map(|n| format!("  - id: R{n}\n    atas: [C{n}]\n    uraian: |\n      Agar dokumen-{n} dilengkapi-{n}-y.\n"))
        .collect();
    evaluate(p, "", &minimal(), &format!("catatan:\n{findings}rekomendasi:\n{advice}"));
    (1..=200).flat_map(|n| [format!("tuntas-{n}-x."), format!("dilengkapi-{n}-y.")]).collect()
}

fn long_names(p: &ProjectTest) -> Vec<String> {
    let name = |n: usize| {
        let mut name = format!("Dinas Nomor {n}");
        for word in "Pekerjaan Umum Penataan Ruang Perumahan Rakyat Kawasan Permukiman Pertanahan Pemberdayaan"
            .split(' ')
            .cycle()
        {
            if name.len() + word.len() > 199 {
                return name;
            }
            name = format!("{name} {word}");
        }
        name
    };
    let mut offices = "format: 1\nopd:\n".to_owned();
    let mut add = |id: &str, n: usize| {
        let name = name(n);
        offices += &format!(
            "  - id: {id}\n    jenis: dinas\n    klaster: klaster {}\n    nama:\n      - {{sejak: 2017-01-03, nama: {name}}}\n      - {{sejak: 2023-01-03, nama: {name} B}}\n    \
             kepala: [{{sejak: 2017-01-03, sebutan: Kepala {name}}}]\n    tempat: Kota Contoh\n",
            n % 3
        );
    };
    add("dinas-contoh", 1);
    (2..=60).for_each(|n| add(&format!("dinas-{n}"), n));
    (61..=63).for_each(|n| add(&format!("dinas-{n}"), n));
    p.write("opd.yaml", offices);
    for n in 2..=60 {
        let text = p.read(EVALUATION).replace("opd: dinas-contoh", &format!("opd: dinas-{n}"));
        p.write(&format!("evaluasi/2022/dinas-{n}.yaml"), text);
    }
    p.append("lhe.yaml", "    tidak_dievaluasi: {dinas-61: Belum dibentuk., dinas-62: Baru digabungkan.}\n");
    vec![format!("{} B", name(1))]
}

fn nothing_found(p: &ProjectTest) -> Vec<String> {
    evaluate(p, "", &answers(NEW, true), "");
    Vec::new()
}

fn worst_new(p: &ProjectTest) -> Vec<String> {
    evaluate(p, "", &answers(NEW, false), FINDING);
    vec!["Sasaran belum terukur.".to_owned()]
}

fn best_old(p: &ProjectTest) -> Vec<String> {
    evaluate(p, OLD, &answers(OLD, true), "");
    Vec::new()
}

fn worst_old(p: &ProjectTest) -> Vec<String> {
    evaluate(p, OLD, &answers(OLD, false), &FINDING.replace("1.a", "A.I.a.1"));
    vec!["Sasaran belum terukur.".to_owned()]
}

fn long_remark(p: &ProjectTest) -> Vec<String> {
    let remarked = format!("A.II.a.1: {{jawaban: a, keterangan: {}}}", words(5000));
    evaluate(p, OLD, &answers(OLD, true).replacen("A.II.a.1: a", &remarked, 1), "");
    Vec::new()
}

fn long_finding(p: &ProjectTest) -> Vec<String> {
    let points: String = (1..=30).map(|n| format!("      - butir {n} {};\n", words(20))).collect();
    let rest = format!(
        "catatan:\n  - id: C1\n    pada: [2.c]\n    uraian: |\n      Pembuka {} penutup-alinea.\n\n{points}\n      Alinea {} tamat-catatan.\n    \
         tanggapan:\n      sikap: menolak\n      uraian: |\n        {} tamat-tanggapan\n\
         rekomendasi:\n  - id: R1\n    atas: [C1]\n    uraian: |\n      Agar {} tamat-rekomendasi.\n",
        words(3000),
        words(1400),
        words(900),
        words(900)
    );
    evaluate(p, "", &minimal(), &rest);
    ["penutup-alinea.", "butir 30", "tamat-catatan.", "tamat-tanggapan", "tamat-rekomendasi."]
        .map(str::to_owned)
        .to_vec()
}

fn long_lists(p: &ProjectTest) -> Vec<String> {
    let legal: String = (1..=40)
        .map(|n| format!("      - Peraturan Bupati Contoh Nomor {n} Tahun 2020 tentang {}\n", words(12)))
        .collect();
    let team: String =
        (1..=40).map(|n| format!("      - {{peran: Anggota {}, nama: \"Nama Ke-{n}, S.E.\"}}\n", words(5))).collect();
    p.replace("lhe.yaml", "    dasar_hukum:\n", &format!("    tim:\n{team}    dasar_hukum:\n{legal}"));
    let indicators: String = (1..=60)
        .map(|n| format!("    - {{sasaran: \"Sasaran {n} {}\", indikator: \"{}\", target: \"{n},5 persen\", realisasi: \"{}\"}}\n", words(n % 40), words(45), words(n % 7 + 1)))
        .collect();
    let done: String = (1..=60)
        .map(|n| format!("  - rekomendasi: Agar lanjutan-{n} {}\n    dari: {{lhe: 700/{n}/2021}}\n    status: proses\n    keterangan: {}\n", words(n), words(80 - n)))
        .collect();
    evaluate(
        p,
        "",
        &minimal(),
        &format!("gambaran:\n  iku:\n{indicators}  pagu: 999999999999\n{FINDING}tindak_lanjut:\n{done}"),
    );
    (1..=60).map(|n| format!("lanjutan-{n}")).chain((1..=40).map(|n| format!("Contoh Nomor {n} Tahun"))).collect()
}

/// Forty letters, and all that Typst, Jinja and YAML read in their own way.
const LONG: &str = "mempertanggungjawabkankeberlangsungannya";
const ODD: &str = "#panic() $x^2$ *tebal* `kode` @acuan <label> [kurung] ~ -- --- // /* */ \\n {{ 7*7 }} {% x %} {# y #} 100% & “kutip” 'satu' ½ ≥";

fn odd_words(p: &ProjectTest) -> Vec<String> {
    let odd = format!("{LONG} {ODD} {LONG}");
    let line = odd.replace('\\', "\\\\").replace('"', "\\\"");
    let answers = answers(NEW, true).replacen(
        "1.a: AA",
        &format!("1.a:\n    jawaban: AA\n    mandiri: A\n    bukti: [d, d/12]\n    keterangan: |\n      {odd}\n\n      - {odd}"),
        1,
    );
    let rest = format!(
        "uraian:\n  \"1\": |\n    {odd}\ngambaran:\n  tugas: |\n    {odd}\n  iku:\n    - {{sasaran: \"{line}\", indikator: \"{line}\", target: \"12,50 persen\", realisasi: \"100 % & <lebih>\"}}\n\
         catatan:\n  - id: C1\n    pada: [3.b]\n    uraian: |\n      {odd}\n\n      - {odd}\nrekomendasi:\n  - id: R1\n    atas: [C1]\n    uraian: |\n      {odd}\n\
         tindak_lanjut:\n  - rekomendasi: |\n      {odd}\n    dari: {{lhe: 700/1/2021}}\n    status: tidak_dapat\n    keterangan: |\n      {odd}\n\n      - {odd}\n"
    );
    evaluate(p, "", &answers, &rest);
    p.replace(EVALUATION, "penilaian:", &format!("dokumen:\n  d: {{judul: \"Buku {LONG}\"}}\npenilaian:"));
    p.replace("opd.yaml", "nama: Dinas Contoh}", &format!("nama: \"Dinas {line}\"}}"));
    vec![odd]
}

fn signing(p: &ProjectTest) -> Vec<String> {
    p.append("lhe.yaml", "tte: {kaki: ya, penanda: \"${ttd_pengirim_1}\", qr: ya}\n");
    let long = "Kepala Badan Kepegawaian dan Pengembangan Sumber Daya Manusia Kabupaten Contoh";
    p.replace(
        "lhe.yaml",
        "      jabatan: Inspektur\n",
        &format!("      rangkaian: [a.n. Bupati Contoh, Sekretaris Daerah, {long}, u.b.]\n      jabatan: Inspektur\n"),
    );
    vec![
        "a.n. Bupati Contoh".to_owned(),
        long.to_owned(),
        "${ttd_pengirim_1}".to_owned(),
        "secara elektronik".to_owned(),
    ]
}

fn last_component(p: &ProjectTest) -> Vec<String> {
    evaluate(p, "", &answers(NEW, true), &FINDING.replace("1.a", "4.c"));
    vec!["Sasaran belum terukur.".to_owned()]
}

fn typed(p: &ProjectTest) -> Vec<String> {
    let values = "  \"1\": {nilai: 22.50}\n  \"2\": {nilai: 20}\n  \"3\": {nilai: 11.50}\n  \"4\": {nilai: 17.50}\n";
    evaluate(p, "", values, &FINDING.replace("1.a", "1"));
    p.replace(EVALUATION, "tahun: 2022\n", "tahun: 2022\ntingkat: komponen\nsumber_nilai: {berkas: nilai.xlsx}\n");
    vec!["Sasaran belum terukur.".to_owned()]
}

fn several_answers(p: &ProjectTest) -> Vec<String> {
    let answers = answers(OLD, true)
        .replacen("A.I.b.10: a", "A.I.b.10: {jawaban: b, panel: a, mandiri: a}", 1)
        .replacen(
            "A.II.b.5: a",
            "A.II.b.5: {jawaban: tidak_berlaku, alasan: Tidak mempunyai unit kerja., mandiri: c}",
            1,
        )
        .replacen("B.II.5: a", "B.II.5: {objek: {S1.1: a, S1.2: b, S1.3: c}, mandiri: b}", 1);
    evaluate(p, OLD, &answers, "");
    Vec::new()
}

fn local_edition(p: &ProjectTest) -> Vec<String> {
    let edition =
        std::fs::read(repository("tests/cases/edisi-lokal/instrumen/kabupaten-contoh-2024.yaml")).expect("a file");
    p.write("instrumen/kabupaten-contoh-2024.yaml", edition);
    evaluate(p, LOCAL, &answers(LOCAL, true), &FINDING.replace("1.a", "1.a.1"));
    vec!["Sasaran belum terukur.".to_owned()]
}

fn two_instruments(p: &ProjectTest) -> Vec<String> {
    let office = p
        .read("opd.yaml")
        .replace("format: 1\nopd:\n", "")
        .replace("dinas-contoh", "dinas-lain")
        .replace("Contoh", "Lain");
    p.append("opd.yaml", &office);
    local_edition(p);
    let other = p.read(EVALUATION).replace("dinas-contoh", "dinas-lain");
    let minimal = ProjectTest::minimal();
    p.write(EVALUATION, minimal.read(EVALUATION)).write("evaluasi/2022/dinas-lain.yaml", other);
    Vec::new()
}

fn by_hand(p: &ProjectTest) -> Vec<String> {
    p.write(
        "surat/2022.yaml",
        "format: 1\npenomoran: tulis_tangan\nsurat:\n  dinas-contoh: {nomor: 700/____/2023, tanggal: 2023-05}\n",
    );
    vec!["Mei 2023".to_owned()]
}

fn by_system(p: &ProjectTest) -> Vec<String> {
    p.write("surat/2022.yaml", "format: 1\npenomoran: tag\n");
    vec!["${nomor_naskah}".to_owned(), "${tanggal_naskah}".to_owned()]
}

/// No logo, address, legal basis, assignment, team, deadline, place, copies, rank.
fn bare(p: &ProjectTest) -> Vec<String> {
    p.write(
        "lhe.yaml",
        "format: 1\ninstansi: {nama: Kabupaten Contoh, kepala: Bupati Contoh}\ninspektorat: {nama: Inspektorat Kabupaten Contoh}\n\
         kop: {baris: [INSPEKTORAT]}\npenandatangan:\n  inspektur:\n    - {sejak: 2020-01-01, jabatan: Inspektur, nama: Nama Lengkap}\n\
         bawaan: {penandatangan: inspektur}\nkeluaran: {kertas: a4}\nmusim:\n  2022: {instrumen: permenpanrb-88-2021/umum@1}\n",
    );
    p.replace("opd.yaml", "    tempat: Kota Contoh\n", "").remove("surat");
    vec!["Nama Lengkap".to_owned()]
}

// ── words and answers ────────────────────────────────────────────────────────────────────────────────────────────

const FINDING: &str = "catatan:\n  - id: C1\n    pada: [1.a]\n    uraian: |\n      Sasaran belum terukur.\n\
                       rekomendasi:\n  - id: R1\n    atas: [C1]\n    uraian: |\n      Agar sasaran diperbaiki.\n";

fn words(count: usize) -> String {
    let all = [
        "telah",
        "disusun",
        "dan",
        "diselaraskan",
        "dengan",
        "pertanggungjawaban",
        "kinerja",
        "yang",
        "berorientasi",
        "hasil",
    ];
    (0..count).map(|n| all[(n * 7 + n / 10) % 10]).collect::<Vec<_>>().join(" ")
}

fn evaluate(p: &ProjectTest, instrument: &str, answers: &str, rest: &str) {
    let instrument = if instrument.is_empty() { String::new() } else { format!("instrumen: {instrument}\n") };
    p.write(EVALUATION, format!("format: 1\nopd: dinas-contoh\ntahun: 2022\n{instrument}penilaian:\n{answers}{rest}"));
}

/// The answers of the minimal project, total 67,25.
fn minimal() -> String {
    let grades = "BB B B BB B CC BB B CC B CC CC".split(' ');
    let codes = (1..=4).flat_map(|component| ["a", "b", "c"].map(|part| format!("{component}.{part}")));
    codes.zip(grades).map(|(code, grade)| format!("  {code}: {grade}\n")).collect()
}

/// Every answer the best or the worst that its scale has, as far as the scale is named beside the criterion.
fn answers(instrument: &str, best: bool) -> String {
    let (path, ends) = match instrument {
        NEW => {
            return minimal()
                .lines()
                .map(|l| format!("{}: {}\n", l.split(':').next().unwrap_or(l), if best { "AA" } else { "E" }))
                .collect();
        }
        OLD => ("data/instruments/permenpanrb-12-2015-skpd.yaml", "e"),
        _ => ("tests/cases/edisi-lokal/instrumen/kabupaten-contoh-2024.yaml", "c"),
    };
    let text = std::fs::read_to_string(repository(path)).expect("a file");
    let rows = text.lines().filter_map(|line| line.trim().strip_prefix("- {kode: ")?.split_once(", uraian: "));
    rows.filter(|(code, _)| code.contains('.'))
        .map(|(code, rest)| {
            let (top, bottom) = match rest.split("skala: ").nth(1).map(|scale| &scale[..3]) {
                Some("ya-") => ("ya", "tidak"),
                Some("a-c") => ("a", "c"),
                Some("a-d") => ("a", "d"),
                _ => ("a", ends),
            };
            format!("  {code}: {}\n", if best { top } else { bottom })
        })
        .collect()
}
