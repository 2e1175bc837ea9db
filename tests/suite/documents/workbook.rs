//! The recap as a workbook and as CSV: numbers are numbers, no text is a formula.

use std::collections::{BTreeMap, BTreeSet};
use std::io::{Cursor, Read as _};

use crate::support::ProjectTest;

/// The files in a workbook.
fn unzip(bytes: &[u8]) -> BTreeMap<String, String> {
    let mut archive = zip::ZipArchive::new(Cursor::new(bytes)).expect("a workbook");
    let mut files = BTreeMap::new();
    for index in 0..archive.len() {
        let mut file = archive.by_index(index).expect("a file");
        let mut content = String::new();
        file.read_to_string(&mut content).expect("UTF-8");
        files.insert(file.name().expect("a name").into_owned(), content);
    }
    files
}

/// The sample with an office whose name would be a formula.
fn with_a_formula() -> ProjectTest {
    let project = ProjectTest::sample();
    project.replace("opd.yaml", "nama: Rumah Sakit Umum Daerah Harapan}", "nama: \"=SUM(A1:A9) Rumah Sakit\"}");
    project
}

#[test]
fn a_workbook_of_the_recap_is_the_same_bytes_twice_and_elsewhere() {
    let (one, two) = (ProjectTest::sample(), ProjectTest::sample());
    let environment = [("TZ", "Asia/Jayapura"), ("LC_ALL", "tr_TR.UTF-8")];
    for year in ["2021", "2022", "2023"] {
        one.run(&["recap", "--tahun", year, "--xlsx", "satu.xlsx"]).status(0);
        one.run(&["recap", "--tahun", year, "--xlsx", "dua.xlsx"]).status(0);
        let arguments = ["recap", "--tahun", year, "--xlsx", "../tiga.xlsx"];
        two.run_in("surat", &arguments, &environment).status(0);
        assert!(one.bytes("satu.xlsx") == one.bytes("dua.xlsx"), "{year}: twice");
        assert!(one.bytes("satu.xlsx") == two.bytes("tiga.xlsx"), "{year}: elsewhere");
    }
}

#[test]
fn numbers_of_a_workbook_are_numbers_and_nothing_is_a_formula() {
    let project = with_a_formula();
    project.run(&["recap", "--tahun", "2023", "--xlsx", "ikhtisar.xlsx"]).status(0);
    let files = unzip(&project.bytes("ikhtisar.xlsx"));
    let sheets: Vec<&String> =
        files.iter().filter(|(name, _)| name.starts_with("xl/worksheets/sheet")).map(|(_, text)| text).collect();
    assert_eq!(sheets.len(), 6);
    for sheet in &sheets {
        assert!(!sheet.contains("<f>") && !sheet.contains("<f "), "{sheet}");
    }
    // First place of the ranking: rank and total as numbers, the name and the grade as shared texts.
    let row = sheets[0].split("<row r=\"2\"").nth(1).and_then(|rest| rest.split("</row>").next()).expect("a row");
    let cells: Vec<&str> = row.split("<c ").skip(1).collect();
    let number = |cell: &&str, value: &str| cell.contains(&format!("<v>{value}</v>")) && !cell.contains("t=");
    assert!(number(&cells[0], "1") && number(&cells[1], "1"), "{row}");
    assert!(cells.iter().any(|cell| number(cell, "82.15")), "{row}");
    assert!(cells[2].contains("t=\"s\"") && cells[3].contains("t=\"s\""), "{row}");
    assert!(files["xl/sharedStrings.xml"].contains("<t>=SUM(A1:A9) Rumah Sakit</t>"));
    assert!(!files["xl/sharedStrings.xml"].contains("82,15"), "no number is kept as a text");
}

#[test]
fn a_name_that_would_be_a_formula_gets_an_apostrophe_in_csv() {
    let project = with_a_formula();
    let table = project.run(&["recap", "--tahun", "2023", "--csv"]).status(0).stdout;
    let again = project.run_in("surat", &["recap", "--tahun", "2023", "--csv"], &[("LC_ALL", "tr_TR.UTF-8")]).stdout;
    assert_eq!(table, again);
    let line = table.lines().find(|line| line.contains("=SUM(A1:A9)")).expect("the office");
    assert!(line.contains(",'=SUM(A1:A9) Rumah Sakit,"), "{line}");
    let starts: BTreeSet<char> =
        table.split([',', '\n']).filter_map(|field| field.trim_start_matches('"').chars().next()).collect();
    assert!(starts.is_disjoint(&BTreeSet::from(['=', '+', '@'])), "{table}");
    assert!(table.contains(",74.85,"), "numbers stay numbers: {table}");
}
