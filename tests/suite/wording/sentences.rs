//! A project's own sentences: one is replaced and nothing else, they are text and nothing more, and they are copied
//! without a change to what the user wrote.

use crate::support::ProjectTest;

const FILE: &str = "templat/teks.yaml";
const PDF: &str = "keluaran/2022/dinas-contoh.pdf";

/// The minimal project with this own opening, one line of the file each.
fn opening(lines: &str) -> ProjectTest {
    let project = ProjectTest::minimal();
    let lines: String = lines.lines().map(|line| format!("    {line}\n")).collect();
    project.write(FILE, format!("format: 1\nteks:\n  pembuka: |\n{lines}"));
    project
}

/// The text of the letter, without spaces.
fn printed(project: &ProjectTest) -> String {
    project.run(&["build"]).status(0);
    project.pdf(PDF).squeezed()
}

#[test]
fn an_own_sentence_replaces_its_built_in_one_and_nothing_else() {
    // As long as the built-in one, so that pages end at the same lines.
    let text =
        "Bersama ini kami sampaikan Laporan Hasil {evaluasi} Akuntabilitas Kinerja pada {opd} untuk tahun {tahun}.";
    let (own, built_in) = (printed(&opening(text)), printed(&ProjectTest::minimal()));
    assert_eq!(built_in.matches("DenganinikamisampaikanLaporanHasil").count(), 1);
    assert_eq!(own, built_in.replace("DenganinikamisampaikanLaporan", "BersamainikamisampaikanLaporan"));
}

#[test]
fn values_are_filled_in_and_what_lacks_one_is_left_out() {
    let text = printed(&opening(
        "Laporan {opd} tahun {tahun}[[ (dahulu {nama_lama})]][[, nilai {total}]].\n\n- butir {predikat}",
    ));
    let office = "DinasContoh";
    assert!(text.contains(&format!("Laporan{office}tahun2022,nilai")), "{text}");
    assert!(!text.contains("dahulu") && !text.contains("nama_lama") && !text.contains("[["), "{text}");
}

#[test]
fn hostile_text_in_a_sentence_is_printed_as_it_is() {
    // Braces are those of values: what is none is told, and no letter is made.
    for text in ["{{ 7*7 }}", "{% include \"x\" %}", "\\u{41} $x$"] {
        let project = opening(&format!("Awal {text} akhir {{opd}}."));
        let run = project.run(&["build", "--json"]).status(1);
        assert_eq!(run.codes()[0], "D221", "{text}");
        assert_eq!(project.pdfs("keluaran").len(), 0, "{text}");
    }
    for text in ["#read(\"/etc/passwd\")", "*bold*", "#panic()", "$x$ @a <b> `c`", "= Judul", "// keterangan", "]) #["]
    {
        let project = opening(&format!("Awal {text} akhir {{opd}}."));
        project.run(&["build"]).status(0);
        let squeezed = crate::pdf::squeeze(text);
        assert!(project.pdf(PDF).squeezed().contains(&format!("Awal{squeezed}akhir")), "{text}");
    }
}

#[test]
fn the_origin_of_an_own_sentence_is_its_entry_and_only_used_entries_are_attached() {
    let project = opening("Bersama ini laporan {opd}.");
    project.append(FILE, "  ikhtisar_penutup: |\n    Demikian ikhtisar ini.\n");
    project.run(&["build"]).status(0);
    let pdf = project.pdf(PDF);
    let report: serde_json::Value = serde_json::from_str(&pdf.attachment("laporan.json")).expect("JSON");
    let pieces = &report["teks"]["pembuka"][0]["potongan"];
    assert_eq!(pieces[0]["teks"]["asal"], "templat/teks.yaml#/teks/pembuka");
    assert!(pieces[1]["teks"]["asal"].as_str().expect("an origin").starts_with("opd.yaml#"), "{pieces}");
    assert!(report["teks"]["penutup"][0]["potongan"][0]["teks"].get("asal").is_none());
    let slice = pdf.attachment("templat-teks.yaml");
    assert!(slice.contains("pembuka") && !slice.contains("ikhtisar_penutup"), "{slice}");
}

#[test]
fn a_changed_sentence_rebuilds_drafts_and_an_unused_one_does_not() {
    let project = opening("Satu.");
    project.run(&["build"]).status(0).says("1 disusun");
    project.append(FILE, "  ikhtisar_penutup: |\n    Demikian ikhtisar ini.\n");
    project.run(&["build"]).status(0).says("0 disusun, 1 tidak berubah");
    project.replace(FILE, "Satu.", "Dua.");
    project.run(&["build"]).status(0).says("1 disusun");
    project.remove(FILE).run(&["build"]).status(0).says("1 disusun");
}

#[test]
fn a_faulty_sentence_stops_every_letter() {
    for text in ["{opdd}", "[[ {opd}", "satu _dua"] {
        let project = opening(text);
        project.run(&["build", "--json"]).status(1);
        assert_eq!(project.pdfs("keluaran").len(), 0, "{text}");
        project.run(&["check"]).status(1);
        project.run(&["template", "lint"]).status(1);
        project.run(&["template", "lint", "teks/pembuka"]).status(1);
        project.run(&["template", "lint", "teks/penutup"]).status(0);
    }
    let project = ProjectTest::minimal();
    project.write(FILE, "format: 1\nteks: [\n").run(&["build", "--json"]).status(1);
    assert_eq!(project.pdfs("keluaran").len(), 0);
}

#[test]
fn sentences_are_listed_and_shown_with_their_values() {
    let project = opening("Bersama ini laporan {opd}.");
    project.run(&["template", "list"]).status(0).says("teks/pembuka").says("Alinea pertama surat. (diganti proyek)");
    let listed = project.run(&["template", "list", "--json"]).status(0).json();
    let of = |name: &str| listed.iter().find(|t| t["name"] == name).unwrap_or_else(|| panic!("{name}"));
    assert_eq!((&of("teks/pembuka")["kind"], &of("teks/pembuka")["own"]), (&"sentence".into(), &true.into()));
    assert_eq!(of("teks/penutup")["own"], false);
    let shown = project.run(&["template", "show", "teks/pembuka"]).status(0);
    assert_eq!(shown.stdout, "Bersama ini laporan {opd}.\n");
    assert!(shown.stderr.contains("{opd}") && shown.stderr.contains("{nama_lama}"), "{shown}");
    let built_in = project.run(&["template", "show", "teks/pembuka", "--bawaan"]).status(0);
    assert!(built_in.stdout.starts_with("Dengan ini kami sampaikan"));
    project.run(&["template", "show", "teks/pembka"]).status(2).says("maksud Anda `teks/pembuka`");
    project.run(&["template", "show", "teks/lhe.yaml"]).status(2);
    assert_eq!(ProjectTest::empty().run(&["template", "show", "teks/pembuka"]).status(0).stdout, built_in.stdout);
}

#[test]
fn an_ejected_sentence_says_the_same_as_before() {
    let project = ProjectTest::minimal();
    let names = project.run(&["template", "list", "--json"]).status(0).json();
    let names: Vec<&str> = names.iter().filter_map(|t| t["name"].as_str()).filter(|n| n.starts_with("teks/")).collect();
    let all: Vec<&str> = ["template", "eject"].into_iter().chain(names.iter().copied()).collect();
    project.run(&all).status(0).says(FILE);
    project.run(&["check"]).status(0).says("0 galat, 0 peringatan");
    project.run(&["template", "lint"]).status(0).says("0 galat, 0 peringatan");
    assert_eq!(printed(&project), printed(&ProjectTest::minimal()));
    let before = project.read(FILE);
    project.run(&["template", "eject", "teks/pembuka"]).status(1).says("T030");
    assert_eq!(project.read(FILE), before);
}

#[test]
fn what_the_user_wrote_keeps_every_byte_when_a_sentence_is_added() {
    for (old, added) in [
        ("format: 1\nteks:\n  hal: Laporan {opd}\n", true),
        ("# kami\nformat: 1 # satu\n\nteks:\n      hal: |\n        Laporan {opd}", true),
        ("\u{feff}format: 1\r\nteks:\r\n  hal: |\r\n    Laporan {opd}\r\n", true),
        ("format: 1\nteks:\n  hal: |\n    Laporan {opd}\n\n  # habis\n# habis\n\n\n", true),
        ("format: 1\nteks: {hal: x}\n", false),
        ("teks:\n  hal: x\nformat: 1\n", false),
        ("format: 1\nteks:\n  hal: {x\n", false),
        ("format: 1\nteks:\n", false),
        ("", false),
        ("format: 1\nteks:\n  tidak_ada_ini: x\n  hal: \"satu\n", false),
    ] {
        let project = ProjectTest::minimal();
        project.write(FILE, old);
        let run = project.run(&["template", "eject", "teks/pembuka"]);
        let new = project.read(FILE);
        assert!(new.starts_with(old), "{old:?}\n{new:?}");
        assert_eq!(run.status, i32::from(!added), "{old:?}: {run}");
        assert_eq!(new.len() > old.len(), added, "{old:?}");
        if added {
            project.run(&["check"]).status(0);
            let shown = project.run(&["template", "show", "teks/pembuka"]).status(0).stdout;
            assert!(shown.starts_with("Dengan ini kami sampaikan"), "{shown}");
            assert_eq!(new.contains("\r\n"), new.lines().count() == new.matches("\r\n").count(), "{new:?}");
        }
    }
    let project = ProjectTest::minimal();
    project.write(FILE, b"format: 1\nteks:\n  hal: \xff\n");
    project.run(&["template", "eject", "teks/pembuka"]).status(1).says("Y001");
}

#[test]
fn a_template_that_names_a_sentence_that_is_not_there_is_told() {
    let project = ProjectTest::minimal();
    let block = |name: &str| {
        let include = "{% include \"bagian/narasi.typ.j2\" %}";
        format!("{{# Tujuan. -#}}\n{{% with narasi = teks.{name} %}}{include}{{% endwith %}}\n")
    };
    project.write("templat/bagian/tujuan.typ.j2", block("tujuann"));
    let run = project.run(&["template", "lint"]).status(3);
    run.says("T004").says("teks.tujuann").says("maksud Anda `tujuan`?");
    // Printed by the program where its values are known; a template has no such text.
    project.write("templat/bagian/tujuan.typ.j2", block("nilai_komponen"));
    project.run(&["template", "lint"]).status(3).says("T004");
}
