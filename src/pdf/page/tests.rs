//! Reads and compares small PDFs that are made here.

use lopdf::{Dictionary, Document, Object, Stream, dictionary};

use super::*;

/// A font whose codes stand for the texts of a map. A glyph is half an em wide unless `W` says otherwise.
fn mapped_font(document: &mut Document, map: &str) -> Object {
    let map = format!("1 begincodespacerange <0000> <FFFF> endcodespacerange {map}");
    let map = document.add_object(Stream::new(Dictionary::new(), map.into_bytes()));
    Object::Reference(document.add_object(dictionary! {
        "Type" => "Font", "Subtype" => "Type0", "BaseFont" => "ABCDEF+Some", "Encoding" => "Identity-H",
        "ToUnicode" => map,
        "DescendantFonts" => vec![Object::from(dictionary! {
            "Type" => "Font", "Subtype" => "CIDFontType2", "DW" => 500,
            "W" => vec![9.into(), vec![Object::from(250)].into(), 30.into(), 39.into(), 750.into()],
        })],
    }))
}

fn simple_font(document: &mut Document) -> Object {
    let differences = vec![1.into(), Object::from("f_i"), "uni0042".into(), "eacute.alt".into(), "g17".into()];
    Object::Reference(document.add_object(dictionary! {
        "Type" => "Font", "Subtype" => "Type1", "BaseFont" => "Other", "FirstChar" => 65,
        "Widths" => vec![Object::from(1000), 500.into()],
        "Encoding" => dictionary! { "BaseEncoding" => "WinAnsiEncoding", "Differences" => differences },
    }))
}

const MAP: &str = "3 beginbfchar <0003> <00660069> <0004> <0020> <0009> <FB03> endbfchar \
    2 beginbfrange <0041> <005A> <0041> <0061> <007A> [<0061> <0062>] endbfrange";

/// A document with one page of 200 by 100 points for each content; `change` may alter each page before it is added.
fn made(contents: &[&str], change: impl Fn(&mut Document, &mut Dictionary)) -> Document {
    let mut document = Document::new();
    let pages = document.new_object_id();
    let mapped = mapped_font(&mut document, MAP);
    let simple = simple_font(&mut document);
    let standard = dictionary! { "Type" => "Font", "Subtype" => "Type1", "BaseFont" => "Helvetica" };
    let image = document.add_object(Stream::new(dictionary! { "Subtype" => "Image", "Width" => 1 }, vec![0]));
    let form = document.add_object(Stream::new(
        dictionary! {
            "Subtype" => "Form", "BBox" => vec![0.into(), 0.into(), 50.into(), Object::from(50)],
            "Matrix" => vec![2.into(), 0.into(), 0.into(), 2.into(), 10.into(), Object::from(20)],
        },
        b"0 0 5 5 re f 60 0 5 5 re f BT /H 10 Tf 5 5 Td (Q) Tj ET".to_vec(),
    ));
    let circle = document.new_object_id();
    document.set_object(circle, Stream::new(dictionary! { "Subtype" => "Form" }, b"/Circle Do".to_vec()));
    let resources = document.add_object(dictionary! {
        "Font" => dictionary! { "M" => mapped, "S" => simple, "H" => standard },
        "XObject" => dictionary! { "Image" => image, "Form" => form, "Circle" => circle },
    });
    let mut kids = Vec::new();
    for content in contents {
        let content = document.add_object(Stream::new(Dictionary::new(), content.as_bytes().to_vec()));
        let mut page = dictionary! { "Type" => "Page", "Parent" => pages, "Contents" => content };
        change(&mut document, &mut page);
        kids.push(Object::Reference(document.add_object(page)));
    }
    document.set_object(
        pages,
        dictionary! {
            "Type" => "Pages", "Count" => 1, "Kids" => kids, "Resources" => resources, "Parent" => pages,
            "MediaBox" => vec![0.into(), 0.into(), 200.into(), Object::from(100)],
        },
    );
    let catalog = document.add_object(dictionary! { "Type" => "Catalog", "Pages" => pages });
    document.trailer.set("Root", catalog);
    document
}

fn pages(contents: &[&str]) -> Vec<Page> {
    read(&made(contents, |_, _| ())).unwrap()
}

fn page(content: &str) -> Page {
    pages(&[content]).remove(0)
}

fn area(left: i64, bottom: i64, right: i64, top: i64) -> Area {
    Area { left, bottom, right, top }
}

/// The marks as one line each, for comparing at a glance.
fn listed(page: &Page) -> Vec<String> {
    let name = |mark: &Mark| match &mark.what {
        What::Text(text) => text.clone(),
        What::Image => "image".to_owned(),
        What::Shape => "shape".to_owned(),
    };
    let row = |mark: &Mark| {
        let Area { left, bottom, right, top } = mark.area;
        format!("{}{} {left} {bottom} {right} {top}", name(mark), if mark.invisible { "?" } else { "" })
    };
    page.marks.iter().map(row).collect()
}

/// The differences without their places.
fn differences(ours: &[Page], theirs: &[Page], declared: &[Declared]) -> Vec<(Kind, String, String, Option<String>)> {
    let row = |difference: Difference| (difference.kind, difference.ours, difference.theirs, difference.declared);
    compare(ours, theirs, declared).into_iter().map(row).collect()
}

fn text_difference(ours: &str, theirs: &str) -> (Kind, String, String, Option<String>) {
    (Kind::Text, ours.to_owned(), theirs.to_owned(), None)
}

#[test]
fn glyphs_have_their_text_and_place() {
    let page = page("BT /M 10 Tf 20 50 Td [<00030041> 500 <0009>] TJ <0020> Tj ET");
    assert_eq!(
        listed(&page),
        [
            "fi 20000 48000 25000 58000",
            "A 25000 48000 30000 58000",
            "\u{fb03} 25000 48000 27500 58000",
            "\u{fffd} 27500 48000 35000 58000"
        ]
    );
}

#[test]
fn ranges_of_a_map_count_up_or_list() {
    assert_eq!(text(&page("BT /M 10 Tf 20 50 Td <0041005A00610062> Tj ET")), "AZab\n");
    assert_eq!(text(&page("BT /M 10 Tf 20 50 Td <0063> Tj ET")), "\u{fffd}\n");
}

#[test]
fn names_of_an_encoding_are_read() {
    assert_eq!(text(&page(r"BT /S 10 Tf 20 50 Td (A\351\001\002\003\004) Tj ET")), "Aé\u{66}\u{69}Bé\u{fffd}\n");
}

#[test]
fn text_operators_move() {
    let page = page(
        "BT /S 10 Tf 12 TL 2 Tc 50 Tz 3 Ts 20 50 Td (AB) Tj (A) ' \
        0 -1 TD T* 7 3 (A) \" 1 Tr ET 3 Tr BT 1 0 0 1 5 5 Tm (B) Tj ET",
    );
    assert_eq!(
        listed(&page),
        [
            "A 20000 51000 25000 61000",
            "B 26000 51000 28500 61000",
            "A 20000 39000 25000 49000",
            "A 20000 36000 25000 46000",
            "B? 5000 6000 7500 16000"
        ]
    );
}

#[test]
fn standard_fonts_have_widths_without_giving_them() {
    assert_eq!(listed(&page("BT /H 10 Tf 0 50 Td (iM) Tj ET")), ["i 0 48000 2220 58000", "M 2220 48000 10550 58000"]);
}

#[test]
fn shapes_and_images_have_boxes() {
    let page = page(
        "q 20 0 0 10 5 5 cm /Image Do Q 10 w 20 50 m 80 50 l S 10 20 30 40 re n 10 20 5 5 re f* \
        q 0 0 10 10 re W n -5 -5 10 10 re f 90 90 5 5 re f sh Q \
        q 30 0 0 30 0 0 cm BI /W 1 /H 1 /BPC 8 /CS /G ID x EI yEI\nEI Q 300 10 5 5 re f",
    );
    assert_eq!(
        listed(&page),
        [
            "image 5000 5000 25000 15000",
            "shape 15000 45000 85000 55000",
            "shape 10000 20000 15000 25000",
            "shape 0 0 5000 5000",
            "shape 0 0 10000 10000",
            "image 0 0 30000 30000"
        ]
    );
}

#[test]
fn forms_are_drawn_within_their_box() {
    assert_eq!(
        listed(&page("1 0 0 1 5 0 cm /Form Do")),
        ["shape 15000 20000 25000 30000", "Q 25000 26000 40560 46000"]
    );
}

#[test]
fn boxes_and_rotation_are_applied() {
    let turned = |degrees: i64| {
        let document = made(&["110 20 20 10 re f"], |_, page| {
            page.set("CropBox", vec![100.into(), 0.into(), 400.into(), Object::from(80)]);
            page.set("Rotate", degrees);
        });
        let page = read(&document).unwrap().remove(0);
        (page.width, page.height, listed(&page).remove(0))
    };
    assert_eq!(turned(0), (100_000, 80_000, "shape 10000 20000 30000 30000".to_owned()));
    assert_eq!(turned(90), (80_000, 100_000, "shape 20000 70000 30000 90000".to_owned()));
    assert_eq!(turned(180), (100_000, 80_000, "shape 70000 50000 90000 60000".to_owned()));
    assert_eq!(turned(-90), (80_000, 100_000, "shape 50000 10000 60000 30000".to_owned()));
}

#[test]
fn annotations_are_drawn() {
    let annotated = |flags: i64, subtype: &str, drawn: bool| {
        let document = made(&[""], |document, page| {
            let form = Stream::new(
                dictionary! { "BBox" => vec![10.into(), 10.into(), 20.into(), Object::from(20)] },
                b"10 10 5 10 re f".to_vec(),
            );
            let form = document.add_object(form);
            let mut annotation = dictionary! {
                "Subtype" => subtype, "FT" => "Sig", "F" => flags,
                "Rect" => vec![100.into(), 50.into(), 140.into(), Object::from(60)],
            };
            if drawn {
                annotation.set("AP", dictionary! { "N" => dictionary! { "On" => form } });
                annotation.set("AS", "On");
            }
            page.set("Annots", vec![Object::from(annotation)]);
        });
        listed(&read(&document).unwrap().remove(0))
    };
    assert_eq!(annotated(4, "Widget", true), ["shape 100000 50000 120000 60000"]);
    assert_eq!(annotated(4, "FreeText", false), ["shape 100000 50000 140000 60000"]);
    assert!(annotated(2, "Widget", true).is_empty());
    assert!(annotated(4, "Widget", false).is_empty());
    assert!(annotated(4, "Link", false).is_empty());
}

#[test]
fn faults_are_told() {
    let fault = |content: &str| read(&made(&["", content], |_, _| ())).map(|_| ()).unwrap_err();
    assert_eq!(fault("/Circle Do"), Fault { page: 2, reason: "form-depth" });
    assert_eq!(fault(&"q ".repeat(5000)), Fault { page: 2, reason: "states" });
    assert_eq!(fault("BI /W 1 ID abc"), Fault { page: 2, reason: "inline-image" });
    assert_eq!(read(&made(&[], |_, _| ())), Err(Fault { page: 0, reason: "no-pages" }));
    let filtered = |filter: &str| {
        read(&made(&[""], |document, page| {
            let name = document.add_object(Object::Name(filter.into()));
            let stream = Stream::new(dictionary! { "Filter" => name }, b"302030203520352072652066>".to_vec());
            page.set("Contents", document.add_object(stream));
        }))
    };
    assert_eq!(filtered("JPXDecode"), Err(Fault { page: 1, reason: "stream" }));
    // A filter behind a reference is applied.
    assert_eq!(listed(&filtered("ASCIIHexDecode").unwrap()[0]), ["shape 0 0 5000 5000"]);
}

#[test]
fn strange_content_does_no_harm() {
    let endless = "1e999 -- +.-. 99999999999999999999999999999999999999 0 0 1 0 0 cm ".repeat(40);
    for content in [
        "Q Q ET Tj (\\",
        "<4",
        "[[[[",
        ">> ] } { ) (((",
        "/Nothing Do /Nothing Tf (ab) Tj",
        "BT /M 10 Tf <00> Tj <004> Tj",
        "/M 1 Tf (\u{0}) TJ cm re m l c v y w Tz Tm Td gs sh",
        endless.as_str(),
        "99999999999999999 w 0 0 m S",
    ] {
        let pages = pages(&[content, &format!("{endless} {content} /Form Do BT /M 9 Tf (abcd) Tj")]);
        assert_eq!(compare(&pages, &pages, &[]), []);
        assert!(!is_scan(&pages));
    }
    // Bytes without meaning hide nothing behind them.
    assert_eq!(text(&page("} \u{7f} foo ) BT /H 10 Tf 5 5 Td (seen) Tj ET")), "seen\n");
}

#[test]
fn scans_are_recognised() {
    let scan = "q 200 0 0 50 0 0 cm /Image Do Q q 200 0 0 40 0 50 cm /Image Do Q BT 3 Tr /H 5 Tf 5 5 Td (";
    let hidden = format!("{scan}{}) Tj 0 Tr (stamp) Tj ET", "word ".repeat(100));
    assert!(is_scan(&pages(&[&hidden, &hidden])));
    assert!(!is_scan(&pages(&[&hidden, "BT /H 10 Tf 5 5 Td (text) Tj ET"])));
    assert!(!is_scan(&pages(&["q 200 0 0 50 0 0 cm /Image Do Q"])));
    let text = format!("q 200 0 0 100 0 0 cm /Image Do Q BT /H 5 Tf 0 0 Td 1 Tz ({}) Tj ET", "word ".repeat(100));
    assert!(!is_scan(&pages(&[&text])));
    assert!(!is_scan(&[]));
}

#[test]
fn text_is_found_over_lines() {
    let page = page("BT /H 10 Tf 12 TL 5 50 Td (Nomor  12/) Tj (AB-) ' (CD) ' (12/AB) ' ET");
    assert_eq!(find(&page, "12/ABCD").len(), 1);
    let found = find(&page, "12 / AB");
    assert_eq!(found.len(), 2);
    assert_eq!(found[0].iter().map(|line| line.bottom).collect::<Vec<_>>(), [48000, 36000]);
    assert_eq!(found[1].len(), 1);
    assert!(find(&page, " ").is_empty() && find(&page, "13").is_empty());
}

#[test]
fn the_same_is_the_same_however_it_is_written() {
    let ours = pages(&["BT /M 10 Tf 20 50 Td <0003004100040042> Tj ET 10 20 5 5 re f q 9 0 0 9 1 1 cm /Image Do Q"]);
    let theirs = pages(&["q 1 0 0 1 1.2 1 cm 9 0 0 9 0 0 cm /Image Do Q 10 20 m 15 20 l 15 25.5 l 10 25 l h f \
        BT /S 1 Tf 10 0 0 10 35.4 49.8 Tm (B) Tj ET BT /S 10 Tf 20 50 Td (f) Tj 3 0 Td (i) Tj 2 0 Td (A) Tj \
        3 Tr (hidden) Tj ET"]);
    assert_eq!(compare(&ours, &theirs, &[]), []);
}

#[test]
fn changed_words_are_listed_whole() {
    let line = |number: &str| format!("BT /H 10 Tf 20 50 Td (nilai {number} persen) Tj ET");
    let ours = pages(&[&line("70,10")]);
    assert_eq!(differences(&ours, &pages(&[&line("90,10")]), &[]), [text_difference("70,10", "90,10")]);
    assert_eq!(differences(&ours, &pages(&[&line("")]), &[])[0].1, "70,10 persen");
    let stamped = format!("{} BT /H 30 Tf 15 45 Td (LUNAS) Tj ET", line("70,10"));
    assert_eq!(differences(&ours, &pages(&[&stamped]), &[]), [text_difference("", "LUNAS")]);
}

#[test]
fn only_what_lies_within_is_declared() {
    let ours = pages(&["BT /H 10 Tf 20 50 Td (Nomor: ....) Tj ET"]);
    let theirs =
        pages(&["BT /H 10 Tf 20 50 Td (Nomor: 1234 palsu) Tj ET 150 10 20 20 re f 172 10 20 20 re f 100 10 5 5 re f"]);
    let declare = |name: &str, area: Area| Declared { page: 1, name: name.to_owned(), area };
    let declared = [
        declare("number", area(50_000, 45_000, 82_000, 60_000)),
        declare("signature", area(140_000, 0, 200_000, 40_000)),
        Declared { page: 2, ..declare("other", area(0, 0, 200_000, 100_000)) },
    ];
    let some = |name: &str| Some(name.to_owned());
    assert_eq!(
        differences(&ours, &theirs, &declared),
        [
            (Kind::Text, "....".to_owned(), "1234".to_owned(), some("number")),
            text_difference("", "palsu"),
            (Kind::Shape, String::new(), "2: 42.000 x 20.000".to_owned(), some("signature")),
            (Kind::Shape, String::new(), "1: 5.000 x 5.000".to_owned(), None),
        ]
    );
}

#[test]
fn a_moved_page_is_one_difference() {
    let content = "BT /H 10 Tf 20 50 Td (nilai akhir) Tj 0 -12 Td (nilai kedua) Tj ET 20 80 9 9 re f";
    let ours = pages(&[content]);
    let moved = pages(&[&format!("1 0 0 1 12.5 -8 cm {content} BT /H 10 Tf 20 70 Td (baru) Tj ET")]);
    let expected = [(Kind::Moved, String::new(), "12.500 -8.000".to_owned(), None), text_difference("", "baru")];
    assert_eq!(differences(&ours, &moved, &[]), expected);
    let far = pages(&[&format!("1 0 0 1 30 0 cm {content}")]);
    assert!(differences(&ours, &far, &[]).iter().all(|difference| difference.0 != Kind::Moved));
}

#[test]
fn words_may_drift_a_little_but_not_change() {
    let ours = pages(&["BT /H 10 Tf 20 50 Td (nilai akhir) Tj 100 0 Td (....12) Tj ET"]);
    let their = |shift: &str, word: &str| {
        pages(&[&format!("BT /H 10 Tf 20 50 Td (nilai akhir) Tj {shift} 0 Td ({word}) Tj ET")])
    };
    assert_eq!(differences(&ours, &their("102.5", "....12"), &[]), []);
    assert_eq!(differences(&ours, &their("102.5", "....21"), &[]), [text_difference("....12", "....21")]);
    assert_eq!(differences(&ours, &their("105", "....12"), &[]).len(), 1);
}

#[test]
fn pages_are_counted_and_measured() {
    let one = pages(&["BT /H 10 Tf 20 50 Td (satu) Tj ET"]);
    let two = pages(&["BT /H 10 Tf 20 50 Td (satu) Tj ET", "BT /H 10 Tf 20 50 Td (dua) Tj ET"]);
    assert_eq!(differences(&one, &two, &[]), [(Kind::PageAdded, String::new(), "dua\n".to_owned(), None)]);
    assert_eq!(differences(&two, &one, &[]), [(Kind::PageMissing, "dua\n".to_owned(), String::new(), None)]);
    let large = vec![Page { width: 210_000, ..one[0].clone() }];
    let sizes = ("200.000 x 100.000".to_owned(), "210.000 x 100.000".to_owned());
    assert_eq!(differences(&one, &large, &[]), [(Kind::PageSize, sizes.0, sizes.1, None)]);
}
