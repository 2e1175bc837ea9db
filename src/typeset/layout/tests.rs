//! Faults planted in small documents, and faultless documents that come near to them.

use std::collections::BTreeMap;

use serde_json::{Value, json};

use crate::diag::{Code, Lang};
use crate::template;
use crate::typeset::{Job, Standard, pdf};

use super::*;

/// A page of 100 × 140 mm with margins of 10 mm, in the two built-in families.
const HEAD: &str = r#"#let ke-teks(isi) = isi.text
#set document(title: [{{ judul }}], author: ke-teks([{{ judul }}]))
#set page(width: 100mm, height: 140mm, margin: 10mm)
#set text(font: "Liberation Sans", lang: "id", size: 10pt, hyphenate: false)
"#;

const BOXES: &[PageBox] = &[
    PageBox { width: 10_000, height: 14_000, left: 1_000, right: 1_000, top: 1_000, bottom: 1_000 },
    PageBox { width: 14_000, height: 10_000, left: 1_000, right: 1_000, top: 1_000, bottom: 1_000 },
];

fn context() -> Value {
    json!({
        "judul": {"teks": "Laporan"},
        "v": {"teks": "Dinas Contoh", "asal": "a.yaml#/v"},
        "w": {"teks": "tujuh puluh delapan", "asal": "a.yaml#/w"},
        "panjang": {"teks": "Pertanggungjawabankeuangandaerahkabupaten", "asal": "a.yaml#/panjang"},
        "kalimat": {"teks": "Renstra belum memuat ukuran keberhasilan yang menggambarkan hasil. ".repeat(12)},
        "pendek": {"teks": "Renstra belum memuat ukuran keberhasilan yang menggambarkan hasil. ".repeat(4)},
        "huruf": {"teks": "B"},
        "kosong": {"teks": ""},
        // The letter and its lower mark come from one font, the upper mark from another.
        "aksen": {"teks": "a\u{301}\u{323}"},
    })
}

fn rendered(body: &str) -> Rendered {
    let text = format!("{HEAD}{body}");
    let templates = BTreeMap::from([("t".to_owned(), text)]);
    template::render(&templates, "t", &context()).unwrap_or_else(|faults| panic!("{body}: {faults:?}"))
}

fn found(body: &str) -> Vec<Fault> {
    let svg = br#"<svg xmlns="http://www.w3.org/2000/svg" width="9" height="9"><rect width="9" height="9"/></svg>"#;
    let images = BTreeMap::from([("a.svg".to_owned(), svg.to_vec())]);
    let main = rendered(body);
    let job = Job {
        main: &main,
        library: &BTreeMap::new(),
        images: &images,
        attachments: &[],
        standard: Standard::A3a,
        identifier: "2022/a",
        date: (2023, 5, 8),
        pages: BOXES,
        prove_layout: true,
        mark: None,
    };
    pdf(&job).err().unwrap_or_default()
}

/// The codes of a document, each once.
fn codes(body: &str) -> Vec<&'static str> {
    let mut codes: Vec<&str> = found(body).iter().map(|fault| fault.code.name()).collect();
    codes.sort_unstable();
    codes.dedup();
    codes
}

fn check(documents: &[(&str, &[&str])]) {
    let wrong: Vec<String> = documents
        .iter()
        .filter_map(|(body, expected)| {
            let codes = codes(body);
            (codes != *expected).then(|| format!("{codes:?} and not {expected:?}: {body}\n{:?}\n", found(body)))
        })
        .collect();
    assert!(wrong.is_empty(), "{} of {}\n\n{}", wrong.len(), documents.len(), wrong.join("\n"));
}

/// The table of 22 rows that led to the layout proof: inside a figure it cannot break over pages.
const ROWS: &str = "#figure(table(columns: 2, ..for i in range(22) { ([Baris], [Nilai #i \\ kedua]) }))";

#[test]
fn what_leaves_the_paper_or_the_margins() {
    check(&[
        ("a #place(dx: 85mm)[{{ v }}]", &["P020"]),
        ("a #place(dy: -15mm)[{{ v }}]", &["P020"]),
        ("a #place(bottom, dy: 12mm)[{{ v }}]", &["P020"]),
        ("a #move(dx: -12mm)[{{ v }}]", &["P020"]),
        ("a #place(dx: 95mm, rotate(90deg, reflow: true)[{{ v }}])", &["P020"]),
        ("a #place(dx: 80mm, image(\"a.svg\", width: 30mm, alt: \"b\"))", &["P020"]),
        ("a #line(length: 120mm)", &["P020"]),
        ("#box[{{ panjang }}{{ panjang }}]", &["P020"]),
        ("#text(11pt, box[{{ panjang }}])", &["P021"]),
        ("a #place(dx: 65mm)[{{ v }}]", &["P021"]),
        ("a #place(dx: -8mm)[{{ v }}]", &["P021"]),
        ("a #place(bottom, dy: 5mm)[{{ v }}]", &["P021"]),
        ("#place(dy: -6mm)[{{ v }}] #v(1cm) a", &["P021"]),
        ("#set page(margin: 5mm)\n{{ kalimat }}", &["P021"]),
        ("a #table(columns: 60mm, [a], [b]) #place(dx: 55mm, rect(fill: silver, width: 30mm)[{{ v }}])", &["P021"]),
        ("#set page(header: place(dy: -3mm)[{{ v }}], header-ascent: 8mm)\na", &["P020"]),
    ]);
}

#[test]
fn texts_on_top_of_each_other() {
    check(&[
        ("{{ v }} #place(top)[{{ w }}]", &["P022"]),
        ("{{ v }}#h(-8mm){{ w }}", &["P022"]),
        ("#set par(leading: -0.5em)\n{{ kalimat }}", &["P022"]),
        ("#block(height: 4mm)[{{ kalimat }}] {{ w }}", &["P022"]),
        ("#grid(columns: (20mm, 20mm), [{{ panjang }}], [{{ w }}])", &["P022"]),
        ("#place(rotate(90deg, reflow: true)[{{ v }}]) {{ w }}", &["P022"]),
        ("#place(dx: 15mm, scale(200%)[{{ v }}]) #v(2mm) {{ w }}", &["P022"]),
        ("#set page(footer: place(dy: -5.5mm)[{{ v }}])\n#v(1fr) {{ w }}", &["P022"]),
    ]);
}

#[test]
fn the_figure_of_22_rows_is_caught_in_both_forms() {
    let texts = codes(ROWS);
    assert!(texts.contains(&"P022") || texts.contains(&"P020"), "{texts:?}");
    let whole = codes(&format!("#set table.cell(breakable: false)\n{ROWS}"));
    assert!(whole.contains(&"P020"), "{whole:?}");
    assert_eq!(codes(&format!("#show figure: set block(breakable: true)\n{ROWS}")), Vec::<&str>::new());
}

#[test]
fn texts_clipped_crossed_or_covered() {
    check(&[
        ("#box(clip: true, width: 10mm)[{{ w }}]", &["P023"]),
        ("#block(clip: true, height: 20mm, width: 60mm)[{{ kalimat }}]", &["P023"]),
        ("#block(clip: true, height: 2mm)[#v(5mm) {{ v }}]", &["P023"]),
        ("#table(columns: (15mm, 30mm), [{{ panjang }}], [])", &["P024"]),
        ("{{ v }} #place(top, dx: 5mm, line(angle: 90deg, length: 5mm))", &["P024"]),
        ("{{ v }} #place(top, dy: 1.2mm, line(length: 30mm))", &["P024"]),
        ("#strike[{{ v }}]", &["P024"]),
        ("#rect(width: 12mm, height: 10mm)[#box[{{ v }}]]", &["P024"]),
        ("#block(stroke: 1pt, radius: 2mm, inset: (y: 5mm), width: 50mm)[#box[{{ panjang }}]]", &["P024"]),
        ("{{ v }} #place(top, dy: 1.2mm, rect(width: 30mm, height: 1pt, fill: black))", &["P024"]),
        ("{{ v }} #place(top, rect(width: 30mm, height: 5mm, fill: white))", &["P027"]),
        ("{{ v }} #place(top, circle(radius: 5mm, fill: silver))", &["P027"]),
        ("{{ v }} #place(top, image(\"a.svg\", width: 20mm, alt: \"b\"))", &["P027"]),
        (
            "{{ v }} #place(top, pdf.artifact(rect(width: 30mm, height: 5mm, fill: gradient.linear(white, silver))))",
            &["P027"],
        ),
    ]);
}

#[test]
fn texts_too_small_or_of_the_colour_of_their_ground() {
    check(&[
        ("#text(size: 4pt)[{{ v }}]", &["P028"]),
        ("#scale(40%, reflow: true)[{{ v }}]", &["P028"]),
        ("#set page(footer: text(4.5pt)[{{ v }}])\na", &["P028"]),
        ("#text(fill: white)[{{ v }}]", &["P033"]),
        ("#text(fill: luma(250))[{{ v }}]", &["P033"]),
        ("#text(fill: rgb(0, 0, 0, 10))[{{ v }}]", &["P033"]),
        ("#block(fill: black)[{{ v }}]", &["P033"]),
        ("#table(columns: 1, fill: navy, text(fill: navy)[{{ v }}])", &["P033"]),
        ("#set page(fill: black)\n{{ v }}", &["P033"]),
        ("#block(fill: black, inset: 2mm, block(fill: white)[#text(fill: white)[{{ v }}]])", &["P033"]),
    ]);
}

#[test]
fn rows_headings_and_pages() {
    check(&[
        ("#v(105mm)\n#table(columns: 2, [{{ pendek }}], [b])", &["P025"]),
        ("#v(100mm)\n#table(columns: 2, table.header[H][I], [a], [{{ pendek }}])", &["P025"]),
        ("#show heading: set block(sticky: false)\na #v(105mm)\n= {{ v }}\n{{ kalimat }}", &["P026"]),
        ("#show heading: set block(sticky: false)\na\n= {{ v }}\n#pagebreak()\nb", &["P026"]),
        ("a\n= {{ v }}", &["P026"]),
        ("a#footnote[b]\n= {{ v }}\n#pagebreak()\nb", &["P026"]),
        ("a #pagebreak() #pagebreak() b #pagebreak(to: \"even\") #pagebreak(weak: false) #v(1cm)", &["P032"]),
        ("a #pagebreak() #rect()", &["P032"]),
        ("#table(columns: 1, ..for i in range(9) { ([#(([#i],) * 7).join(linebreak())],) })", &["P025"]),
        ("", &["P032"]),
        ("#set page(width: 110mm)\na", &["P031"]),
        ("a\n#set page(height: auto)\nb", &["P031"]),
    ]);
}

#[test]
fn texts_lost_or_printed_twice() {
    check(&[
        ("a #hide[{{ v }}]", &["P029"]),
        ("a #let x = [{{ v }}]", &["P029"]),
        ("a #context measure[{{ v }}].width", &["P029"]),
        ("#let f(x) = x.text.first()\n#f([{{ v }}])", &["P029"]),
        ("#show \"Contoh\": none\n{{ v }}", &["P029"]),
        ("a #pdf.artifact[{{ v }}]", &["P029"]),
        ("#set page(background: [{{ v }}])\na", &["P029"]),
        ("#let x = [{{ v }}]\n#x #x", &["P030"]),
        ("#let x = [{{ huruf }}]\n#x b #x", &["P030"]),
        ("#let x = [{{ v }}]\n= #x\n#x", &["P030"]),
        ("#for i in range(2) [- {{ v }}\n]", &["P030"]),
    ]);
}

#[test]
fn innocent_text_is_not_accused() {
    check(&[
        ("{{ v }} {{ w }} {{ kosong }} {{ kalimat }}", &[]),
        ("= {{ v }}\n{{ kalimat }}\n== Bagian\n{{ kalimat }}", &[]),
        ("#set par(justify: true)\n{{ kalimat }}", &[]),
        ("#set par(leading: 0pt)\n{{ kalimat }}", &[]),
        ("x#sub[2] m#super[2] {{ v }}#super[{{ w }}] #text(8pt)[a#super[4]]", &[]),
        ("ÁÊǍẮẦ ÇĘỊ jgpqy\\ ÁÊǍẮẦ ÇĘỊ jgpqy {{ v }}", &[]),
        ("a\u{301}e\u{302} {{ v }} *{{ w }}* {{ aksen }} {{ aksen }}", &[]),
        ("fi ffi fl AVAToTe _f_(a) _{{ v }}_ {{ w }}", &[]),
        ("#underline[{{ v }}] #underline(offset: 2pt)[{{ w }}] #overline[gaya]", &[]),
        ("#highlight[{{ v }}] #highlight(fill: black, text(fill: white)[{{ w }}])", &[]),
        ("#smallcaps[{{ v }}] #upper[{{ w }}]", &[]),
        ("- {{ v }}\n- {{ w }}\n+ satu\n+ dua\n  - tiga\n/ istilah: {{ kalimat }}", &[]),
        ("{{ v }}#footnote[{{ w }}] b#footnote[{{ kalimat }}]", &[]),
        ("#quote(block: true)[{{ kalimat }}] #raw(\"#let x = 1\\n  y\") \"{{ v }}\" -- a", &[]),
        ("#rotate(90deg, reflow: true)[{{ v }}] #rotate(-30deg, reflow: true)[{{ w }}]", &[]),
        ("a #place(horizon + center, rotate(45deg)[{{ v }}])", &[]),
        ("#scale(60%, reflow: true)[{{ v }}]", &[]),
        ("#box(clip: true)[{{ v }}] #block(clip: true, inset: 1mm)[{{ kalimat }}]", &[]),
        ("#columns(2)[{{ kalimat }} {{ v }}]", &[]),
        ("#figure(image(\"a.svg\", alt: ke-teks([{{ w }}])), alt: [{{ v }}].text)", &[]),
    ]);
}

#[test]
fn innocent_tables_and_pages_are_not_accused() {
    check(&[
        (
            "#table(columns: 3, fill: (_, y) => if y == 0 { black }, table.header(..([A], [B], [C]).map(x => text(fill: white, x))), [{{ v }}], [{{ w }}], [1])",
            &[],
        ),
        (
            "#set table.cell(breakable: false)\n#table(columns: 2, table.header[{{ v }}][N], ..for i in range(60) { ([Baris #i], [a \\ b]) })",
            &[],
        ),
        (
            "#table(columns: 2, table.header[H][N], ..for i in range(60) { ([Baris #i], [a]) }, table.footer[{{ v }}][F])",
            &[],
        ),
        (
            "#set table.cell(breakable: false)\n#table(columns: 2, ..for i in range(30) { (table.cell(rowspan: 2)[A #i], [b], [c]) })",
            &[],
        ),
        (
            "#v(90mm)\n#table(columns: 2, table.cell(rowspan: 9)[#for i in range(9) [a \\ ]], ..for i in range(9) { ([#i],) })",
            &[],
        ),
        (
            "#table(columns: 2, [a], table(columns: 2, [{{ v }}], [c], [d], [e])) #grid(columns: 2, grid(columns: 2, [f], [g]), [h])",
            &[],
        ),
        ("#table(columns: 2, [a], [{{ kalimat }}{{ v }}])", &[]),
        (
            "#set table.cell(breakable: true)\n#table(columns: (8mm, 1fr), [a], [#for i in range(40) [kalimat ke-#i \\ ]])",
            &[],
        ),
        ("#outline()\n= {{ v }}\na #pagebreak()\n= {{ w }}\nb", &[]),
        ("#set page(header: [{{ v }}], footer: [#line(length: 100%) {{ w }}])\na #pagebreak() b", &[]),
        (
            "#set page(foreground: pdf.artifact(place(center + horizon, rotate(-52deg, text(size: 60pt, fill: rgb(0, 0, 0, 17))[DRAF]))))\n{{ kalimat }}",
            &[],
        ),
        ("#set page(background: rect(width: 100%, height: 100%, fill: luma(240)))\n{{ kalimat }}", &[]),
        ("#place(dx: -10mm, dy: -10mm, pdf.artifact(rect(width: 100mm, height: 5mm, fill: navy)))\n{{ v }}", &[]),
        ("#place(pdf.artifact(image(\"a.svg\", width: 40mm, height: 20mm)))\n#text(fill: white)[{{ v }}]", &[]),
        (
            "{{ v }} #pagebreak() #set page(width: 140mm, height: 100mm)\n{{ w }} #pagebreak() #set page(width: 100mm, height: 140mm)\nc",
            &[],
        ),
        ("#set page(columns: 2)\n= {{ v }}\n{{ kalimat }} #colbreak() {{ w }}", &[]),
        ("#block(fill: luma(242), stroke: 0.5pt, inset: 2mm, radius: 1mm, width: 100%)[{{ kalimat }}]", &[]),
        ("#block(stroke: (left: 1pt), inset: (left: 3mm))[{{ kalimat }}]", &[]),
        ("a #place(top + right, float: true, scope: \"parent\")[{{ v }}] {{ kalimat }}", &[]),
        ("= {{ v }}\n#table(columns: 1, fill: silver, [a])", &[]),
        ("a\n= {{ v }}\n#figure(image(\"a.svg\", alt: \"b\", width: 10mm))", &[]),
        ("a #pagebreak(weak: true) #align(center + horizon)[{{ v }}] #pagebreak(weak: true)", &[]),
        ("#box(width: 100%, repeat[.]) {{ v }} #box(width: 1fr, repeat[.]) {{ w }}", &[]),
        ("#set text(font: \"TeX Gyre Bonum\")\n{{ kalimat }} *{{ v }}* #line(length: 100%)", &[]),
        ("#grid(columns: (1fr, 1fr), stroke: 0.5pt, inset: 1mm, [{{ v }}], [{{ w }}])", &[]),
        ("#link(\"https://a.id\")[{{ w }}]", &[]),
    ]);
}

#[test]
fn a_fault_names_page_text_and_places() {
    let fault = &found("a #pagebreak() {{ v }} #place(top)[{{ w }}]")[0];
    assert_eq!((fault.code, fault.origin.as_deref()), (Code::P022, Some("a.yaml#/w")));
    assert_eq!(fault.template, Some(("t".to_owned(), 5, 39)));
    let text = fault.code.message(Lang::Id, &fault.args);
    assert_eq!(text, "`tujuh puluh delapan` tercetak menimpa `Dinas Contoh` pada halaman 2");
    // A text of the template itself is reported at its own place.
    let fault = &found("a #place(dx: 85mm)[Lampiran panjang]")[0];
    assert_eq!((fault.template.clone(), fault.origin.clone()), (Some(("t".to_owned(), 5, 20)), None));
    let fault = &found("a #place(dx: 65mm, rect(fill: silver, width: 20mm))")[0];
    assert_eq!(fault.code.message(Lang::Id, &fault.args), "`garis atau bidang` melewati batas kanan halaman 1");
}

#[test]
fn faults_are_few_and_always_the_same() {
    let body: String = (0..30).map(|i| format!("#place(dx: 85mm, dy: {i} * 4mm)[baris {i}]\n")).collect();
    let first = found(&body);
    assert_eq!(first.len(), report::MOST);
    assert_eq!(first, found(&body));
    // The lines of one paragraph are one fault a page.
    let lines = found("#move(dx: 25mm)[{{ kalimat }}]");
    assert_eq!(lines.len(), 1, "{lines:?}");
}

#[test]
fn without_boxes_size_and_margins_are_free() {
    let main = rendered("#set page(width: 90mm, margin: 2mm)\n{{ kalimat }}");
    let job = Job {
        main: &main,
        library: &BTreeMap::new(),
        images: &BTreeMap::new(),
        attachments: &[],
        standard: Standard::A3a,
        identifier: "2022/a",
        date: (2023, 5, 8),
        pages: &[],
        prove_layout: true,
        mark: None,
    };
    assert!(pdf(&job).is_ok());
    assert_eq!(pdf(&Job { pages: BOXES, ..job }).expect_err("another size")[0].code, Code::P031);
    assert!(pdf(&Job { pages: BOXES, prove_layout: false, ..job }).is_ok());
}
