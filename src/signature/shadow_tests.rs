//! Attacks that make a signed or certified file show something else, but leave the signed bytes alone: shadow attacks,
//! objects in two roles, annotations and boxes of later signatures. None is accepted.

use crate::diag::Word::*;

use super::cms::DATA;
use super::forge::*;
use super::tally::Tally;

/// The sound plan on other objects.
fn prepared(objects: Objects) -> Vec<u8> {
    Plan { objects, ..Plan::sound() }.sign()
}

#[test]
fn shadow_attacks_are_refused() {
    let mut tally = Tally::of("shadow");
    let signed = Plan::sound().sign();
    let now = current();
    let end = |bytes: &[u8]| format!("{TRAILER} /Prev {}", start(bytes));
    for (name, id, old, new, reason) in [
        ("overlay removed", 7, "/X1 15 0 R", "", ObjectChanged),
        ("overlay swapped", 7, "15 0 R", "16 0 R", ObjectChanged),
        ("resources of the page", 3, "7 0 R", "<< /Font << /F1 11 0 R >> /XObject << /X1 16 0 R >> >>", EntryChanged),
        ("font", 7, "/F1 11 0 R", "/F1 << /Type /Font /Subtype /Type1 /BaseFont /Symbol >>", ObjectChanged),
        ("encoding of the font", 11, "/WinAnsiEncoding", "<< /Differences [55 /nine 49 /nine] >>", ObjectChanged),
        ("contents", 3, "5 0 R", "17 0 R", EntryChanged),
        ("contents by a list", 3, "5 0 R", "[5 0 R 17 0 R]", EntryChanged),
        ("list of contents", 4, "[6 0 R]", "[6 0 R 17 0 R]", EntryChanged),
        ("list of contents empty", 4, "[6 0 R]", "[]", EntryChanged),
        ("kids", 2, "[3 0 R 4 0 R]", "[18 0 R 4 0 R]", EntryChanged),
        ("kids turned", 2, "[3 0 R 4 0 R]", "[4 0 R 3 0 R]", EntryChanged),
        ("page removed", 2, "[3 0 R 4 0 R] /Count 2", "[3 0 R] /Count 1", EntryChanged),
        ("page added", 2, "[3 0 R 4 0 R] /Count 2", "[3 0 R 4 0 R 18 0 R] /Count 3", EntryChanged),
        ("Pages", 1, "/Pages 2 0 R", "/Pages 20 0 R", EntryChanged),
        ("MediaBox", 3, "[0 0 595 842]", "[0 0 595 300]", EntryChanged),
        ("MediaBox of the tree", 2, "", "/MediaBox [0 0 9 9]", ObjectChanged),
        ("CropBox", 3, "", "/CropBox [0 0 595 300]", EntryChanged),
        ("Rotate", 3, "", "/Rotate 180", EntryChanged),
        ("UserUnit", 4, "", "/UserUnit 10", EntryChanged),
        ("group of the page", 3, "", "/Group << /S /Transparency >>", EntryChanged),
        ("layer off", 1, "/ON [14 0 R]", "/OFF [14 0 R]", EntryChanged),
        ("layers gone", 1, "/OCProperties", "/OCP", EntryChanged),
        ("layer itself", 14, "/Name (Lapis)", "/Name (Lapis) /Usage << /View << /ViewState /OFF >> >>", ObjectChanged),
        ("attachment", 13, "71.4", "99.9", ObjectChanged),
        ("name of the attachment", 12, "(data.json) /UF (data.json)", "(a.exe) /UF (a.exe)", ObjectChanged),
        ("list of attachments", 1, "(data.json) 12 0 R", "(data.json) 12 0 R (x) 12 0 R", EntryChanged),
        ("Dests", 1, "3 0 R /Fit", "4 0 R /Fit", EntryChanged),
        ("AF", 1, "[12 0 R]", "[]", EntryChanged),
        ("ViewerPreferences", 1, "/DisplayDocTitle true", "/HideToolbar true", EntryChanged),
        ("PageLabels", 1, "/S /D", "/S /R", EntryChanged),
        ("Lang", 1, "(id)", "(en)", EntryChanged),
        ("open mode", 1, "", "/PageMode /UseAttachments", EntryChanged),
        ("struct tree", 1, "9 0 R", "10 0 R", EntryChanged),
        ("struct element", 10, "/S /Document", "/S /Document /ActualText (AA)", ObjectChanged),
        ("Marked", 1, "true >> /Viewer", "false >> /Viewer", EntryChanged),
        ("claim of PDF/A", 8, "<pdfaid:part>3", "<pdfaid:part>1", ObjectChanged),
        ("title in XMP", 8, "LHE", "LHX", ObjectChanged),
        ("form asks for appearances", 1, "/SigFlags 3", "/SigFlags 3 /NeedAppearances true", EntryChanged),
        ("XFA", 1, "/SigFlags 3", "/SigFlags 3 /XFA (x)", Xfa),
        ("text field added", 1, "[30 0 R]", "[30 0 R 21 0 R]", EntryChanged),
        ("annotation removed", 3, "[30 0 R]", "[]", EntryChanged),
        ("old object as annotation", 3, "[30 0 R]", "[30 0 R 16 0 R]", AnnotationAdded),
        ("field moved", 30, "[0 0 0 0]", "[0 0 500 800]", ObjectChanged),
        ("field shown", 30, "[0 0 0 0]", "[0 0 500 800] /AP << /N 16 0 R >>", ObjectChanged),
    ] {
        tally.refuse(name, &update(&signed, &[(id, &changed(&now, id, old, new))]), &[reason]);
    }
    // Readers differ in which of two equal keys they follow.
    for twice in ["/Contents 17 0 R /Contents 5 0 R", "/Contents 5 0 R /Contents 17 0 R"] {
        let page = changed(&now, 3, "/Contents 5 0 R", twice);
        tally.refuse(twice, &update(&signed, &[(3, &page)]), &[EntryChanged, Unreadable]);
    }
    let other_root = end(&signed).replace("/Root 1 0 R", "/Root 19 0 R");
    // Without its form a file has no signatures, and then nobody has signed it.
    tally.refuse("other catalog", &close(signed.clone(), &line(2, place(&signed, 2)), &other_root), &[]);
    tally.refuse("form gone", &update(&signed, &[(1, &objects()[&1])]), &[]);
    for (name, old, new) in [("Root", "/Root 1 0 R", ""), ("ID", "0011", "ff11"), ("Info", "21 0 R", "3 0 R")] {
        let out = close(signed.clone(), &line(2, place(&signed, 2)), &end(&signed).replace(old, new));
        let harmless = name == "Info";
        // An Info that names a page is a bad description, but makes nothing else visible.
        if harmless { tally.accept(name, &out, 1, &[]) } else { tally.refuse(name, &out, &[]) }
    }
    for (name, id, of) in [("content to a hidden one", 5, 17), ("overlay to a hidden one", 15, 16), ("page", 3, 18)] {
        let out = close(signed.clone(), &line(id, place(&signed, of)), &end(&signed));
        tally.refuse(&format!("entry repointed: {name}"), &out, &[Unreadable, OtherTable]);
    }
    // The first state of the file shows something else, and the entry leads back to it.
    for id in [5, 7, 15, 3] {
        let mut first = objects();
        first.insert(id, now[&if id == 5 { 17 } else { 16 }].clone());
        let first = classic(&first);
        let base = update(&first, &[(id, &objects()[&id])]);
        let plan = Plan::sound();
        let bytes = plan.sign_on(&base, &plan.increment());
        let out = close(bytes.clone(), &line(id, place(&first, id)), &end(&bytes));
        tally.refuse(&format!("entry back to an earlier state of {id}"), &out, &[]);
    }
    tally.end();
}

#[test]
fn what_may_change_in_one_role_must_not_in_another() {
    let mut tally = Tally::of("shadow, two roles");
    let other = |id: u32, old: &str, new: &str| changed(&objects(), id, old, new);
    let glyphs = other(11, "/WinAnsiEncoding", "<< /Differences [55 /nine 49 /nine] >>");
    let (text, overlay) = (false_text(), other(7, "15 0 R", "16 0 R"));
    for (name, at, old, new, id, after) in [
        ("content that calls itself a table", 5, "<< ", "<< /Type /XRef ", 5, &text),
        ("content that calls itself a holder of objects", 5, "<< ", "<< /Type /ObjStm /N 0 /First 0 ", 5, &text),
        ("content that is the list of annotations too", 4, "/Tabs", "/Annots 6 0 R /Tabs", 6, &text),
        ("resources that are evidence too", 1, "", "/DSS << /Certs [7 0 R] >>", 7, &overlay),
        ("font that is evidence too", 1, "", "/DSS << /VRI 11 0 R >>", 11, &glyphs),
        ("page that is evidence too", 1, "", "/DSS << /Certs [3 0 R] >>", 7, &overlay),
    ] {
        let base = prepared(with(objects(), at, old, new));
        tally.refuse(name, &update(&base, &[(id, after)]), &[ObjectChanged]);
    }
    // The catalog and the form serve as lists of things that a page draws.
    let plan = Plan::sound();
    let mut all = with(with(objects(), 7, "<< /X1 15 0 R >>", "1 0 R"), 1, "", "/DSS 15 0 R");
    all.insert(5, stream("", "/DSS Do"));
    let plan = Plan { objects: all.clone(), ..plan };
    let catalog = changed(&plan.increment().into_iter().collect(), 1, "/DSS 15 0 R", "/DSS 16 0 R");
    tally.refuse("catalog as resources", &update(&plan.sign(), &[(1, &catalog)]), &[]);
    let mut all = with(with(objects(), 7, "<< /X1 15 0 R >>", "40 0 R"), 1, "", "/AcroForm 40 0 R");
    all.insert(5, stream("", "/SigFlags Do"));
    all.insert(40, "<< /SigFlags 15 0 R >>".to_owned());
    let mut increment = Plan { objects: all.clone(), ..Plan::sound() }.increment();
    increment[0] = (40, "<< /SigFlags 15 0 R /Fields [30 0 R] >>".to_owned());
    let bytes = plan.sign_on(&classic(&all), &increment);
    tally.refuse("form as resources", &update(&bytes, &[(40, "<< /SigFlags 16 0 R /Fields [30 0 R] >>")]), &[]);
    // Object 40 lies in an object stream, but the table says so only later.
    let mut all = with(objects(), 4, "/Tabs", "/Annots [40 0 R] /Tabs");
    all.insert(40, annotation("FreeText", "[60 680 400 720]"));
    let index = all.iter().filter(|(id, body)| **id < 40 && !body.contains("endstream")).count();
    let base = replaced(&streamed(&all), " 40 1 ", " 77 1 ");
    let bytes = plan.sign_on(&base, &Plan { objects: all, ..Plan::sound() }.increment());
    let mut out = bytes.clone();
    table(&mut out, vec![(40, 2, 50, index)], &format!("{TRAILER} /Prev {}", start(&bytes)));
    tally.refuse("annotation listed later", &out, &[]);
    // Two objects of an object stream have the same number; the table chooses by place.
    let mut all = with(objects(), 4, "/Tabs", "/Annots [40 0 R] /Tabs");
    all.insert(40, annotation("FreeText", "[60 680 400 720]").replace("/F 4", "/F 2"));
    all.insert(41, annotation("FreeText", "[60 680 400 720]"));
    let base = streamed(&all);
    let head = String::from_utf8_lossy(&base[crate::pdf::bytes::find(&base, b"stream\n1 0 ").expect("heads")..][..200])
        .into_owned();
    let other = head.split(" 41 ").nth(1).expect("a head").split(' ').next().expect("a place").to_owned();
    for order in [[0, 1], [1, 0]] {
        let [now, later] = order.map(|one| index + one);
        let base = replaced(&base, &format!(" 41 {other} "), &format!(" 40 {other} "));
        let base = replaced(&base, " 41 1 ", " 77 1 ");
        let base = replaced(&base, &format!("0200000032{index:04x}"), &format!("0200000032{now:04x}"));
        let bytes = plan.sign_on(&base, &Plan { objects: all.clone(), ..Plan::sound() }.increment());
        let mut out = bytes.clone();
        table(&mut out, vec![(40, 2, 50, later)], &format!("{TRAILER} /Prev {}", start(&bytes)));
        tally.refuse(&format!("one number twice, {now} and then {later}"), &out, &[]);
    }
    tally.end();
}

/// An annotation that shows the attacker's text.
fn annotation(kind: &str, area: &str) -> String {
    format!("<< /Type /Annot /Subtype /{kind} /F 4 /Rect {area} /Contents ({FALSE}) /AP << /N 16 0 R >> >>")
}

/// The file after a second signature, by `sekda`: field 40, value 41, and the objects in `more`.
fn second(plan: &Plan<'_>, base: &[u8], field: &str, more: &[(u32, &str)]) -> Vec<u8> {
    let mut now = plan.objects.clone();
    now.extend(plan.increment());
    let page = changed(&now, 3, "[30 0 R]", "[30 0 R 40 0 R]");
    let catalog = changed(&now, 1, "/Fields [30 0 R]", "/Fields [30 0 R 40 0 R]");
    let field = format!("<< /Type /Annot /Subtype /Widget /FT /Sig /T (Kedua) /F 132 {field} >>");
    let mut increment = vec![(1, catalog), (3, page), (40, field), (41, VALUE.to_owned())];
    for (id, body) in more {
        increment.retain(|(known, _)| known != id);
        increment.push((*id, (*body).to_owned()));
    }
    let message = &|parts: &[&[u8]]| message(key("sekda-rsa2048"), DATA, None, parts, |_| {}, |_| {});
    Plan { message, ..Plan::sound() }.sign_on(base, &increment)
}

/// A plan that certifies the objects at a level.
fn certified(level: u8, objects: Objects) -> Plan<'static> {
    let parameters = format!("/TransformParams << /Type /TransformParams /P {level} /V /1.2 >>");
    let reference = format!("/Reference [<< /Type /SigRef /TransformMethod /DocMDP {parameters} >>] >>");
    let value = VALUE.replace(" >>", &format!(" {reference}"));
    Plan { value, objects: with(objects, 1, "", "/Perms << /DocMDP 31 0 R >>"), ..Plan::sound() }
}

#[test]
fn attacks_on_certified_documents_are_refused() {
    let mut tally = Tally::of("certified");
    let shown = annotation("FreeText", "[300 100 500 150]");
    let mut base = with(objects(), 4, "/Tabs", "/Annots [22 0 R] /Tabs");
    base.insert(22, annotation("Stamp", "[300 300 500 350]"));
    base.insert(23, "<< /Type /Annot /Subtype /Widget /FT /Sig /T (Kosong) /F 132 /Rect [60 690 400 720] >>".into());
    for level in [0, 1, 2, 3] {
        let plan = match level {
            0 => Plan { objects: base.clone(), ..Plan::sound() },
            level => certified(level, base.clone()),
        };
        let mut now = base.clone();
        now.extend(plan.increment());
        let bytes = plan.sign();
        let named = |name: &str| format!("P={level}: {name}");
        tally.accept(&named("as it is"), &bytes, 1, &[]);
        for kind in ["FreeText", "Stamp", "Redact", "Highlight", "Link", "Widget", "Ink", "Popup", "Watermark"] {
            for area in ["[300 100 500 150]", "[60 680 400 720]", "[0 0 0 0]"] {
                let page = changed(&now, 3, "[30 0 R]", "[30 0 R 40 0 R]");
                let update = update(&bytes, &[(3, &page), (40, &annotation(kind, area))]);
                tally.refuse(&named(&format!("{kind} {area}")), &update, &[AnnotationAdded]);
            }
        }
        let stamp = changed(&base, 22, "16 0 R", "15 0 R");
        tally.refuse(&named("other appearance"), &update(&bytes, &[(22, &stamp)]), &[ObjectChanged]);
        tally.refuse(&named("appearance itself"), &update(&bytes, &[(16, &false_text())]), &[ObjectChanged]);
        tally.refuse(
            &named("annotation hidden"),
            &update(&bytes, &[(22, &changed(&base, 22, "/F 4", "/F 2"))]),
            &[ObjectChanged],
        );
        let catalog = changed(&now, 1, "/Fields [30 0 R]", "/Fields [30 0 R 40 0 R]");
        let page = changed(&now, 3, "[30 0 R]", "[30 0 R 40 0 R]");
        for (name, kind) in
            [("text field", "/FT /Tx /V (AA)"), ("button", "/FT /Btn"), ("field of no kind", ""), ("choice", "/FT /Ch")]
        {
            let field = format!(
                "<< /Type /Annot /Subtype /Widget {kind} /T (x) /F 4 /Rect [300 100 500 150] /AP << /N 16 0 R >> >>"
            );
            tally.refuse(
                &named(name),
                &update(&bytes, &[(1, &catalog), (3, &page), (40, &field)]),
                &[ObjectUnexplained, AnnotationAdded],
            );
        }
        for (name, field) in [
            ("an unsigned field that shows text", "/Subtype /Widget /FT /Sig"),
            ("a stamp that calls itself a field", "/Subtype /Stamp /FT /Sig"),
            ("free text that calls itself a field", "/Subtype /FreeText /FT /Sig /Contents (AA)"),
        ] {
            let field = shown.replace("/Subtype /FreeText", field).replace("/F 4", "/F 4 /T (x)");
            tally.refuse(&named(name), &update(&bytes, &[(1, &catalog), (3, &page), (40, &field)]), &[]);
        }
        let sign = |field: &str, more: &[(u32, &str)]| second(&plan, &bytes, field, more);
        let plain = sign("/V 41 0 R /Rect [0 0 0 0] /P 3 0 R", &[]);
        if level == 1 {
            tally.refuse(&named("a further signature"), &plain, &[Certified]);
        } else {
            tally.accept(&named("a further signature"), &plain, 2, &[SignatureAdded]);
        }
        let look = "/V 41 0 R /AP << /N 16 0 R >> /P 3 0 R";
        let whole = annotation("FreeText", "[0 0 595 842]");
        let page_two = changed(&now, 4, "[22 0 R]", "[22 0 R 40 0 R]");
        let second_page = [(3, now[&3].as_str()), (4, page_two.as_str())];
        for (name, area, more) in [
            ("box over text", "[60 690 400 720]", &[][..]),
            ("box over the page", "[0 0 595 842]", &[]),
            ("box with its corners turned", "[400 720 60 690]", &[]),
            ("box beyond the page", "[-9999 -9999 9999 9999]", &[]),
            ("box of real numbers", "[60.5 690.25 400.125 720.0]", &[]),
            (
                "box by references",
                "[42 0 R 43 0 R 44 0 R 45 0 R]",
                &[(42, "60"), (43, "690"), (44, "400"), (45, "720")],
            ),
            ("box by one reference", "42 0 R", &[(42, "[60 690 400 720]")]),
            ("box of five numbers", "[60 690 400 720 0]", &[]),
            ("huge box", "[-9223372036854775807 -9223372036854775807 9223372036854775807 9223372036854775807]", &[]),
            ("box over an annotation", "[300 300 500 350]", &second_page),
            ("box on a further page too", "[300 300 500 350]", &[(4, page_two.as_str())]),
        ] {
            let bytes = sign(&format!("{look} /Rect {area}"), more);
            tally.refuse(&named(name), &bytes, &[WidgetCovers, Certified, EntryChanged]);
        }
        tally.refuse(
            &named("free text beside the field"),
            &sign(look, &[(46, &whole), (3, &changed(&now, 3, "[30 0 R]", "[30 0 R 40 0 R 46 0 R]"))]),
            &[AnnotationAdded],
        );
        let kids = "/V 41 0 R /Rect [0 0 0 0] /Kids [46 0 R]";
        let kid = [(46, whole.as_str()), (3, &changed(&now, 3, "[30 0 R]", "[30 0 R 46 0 R]"))];
        tally.refuse(
            &named("free text below the field"),
            &sign(kids, &kid),
            &[WidgetCovers, AnnotationAdded, Certified],
        );
        let shape = sign(&format!("{look} /Rect [0 0 0 0]"), &[(16, &false_text())]);
        tally.refuse(&named("an appearance of before changed by the way"), &shape, &[ObjectChanged]);
    }
    // If a page is turned or cropped, the places on it change in the same way.
    for (name, entries, area) in [
        ("turned", "/Rotate 90", "[60 690 400 720]"),
        ("upside down", "/Rotate 180", "[60 690 400 720]"),
        ("cropped", "/CropBox [50 600 595 842]", "[60 690 400 720]"),
    ] {
        let plan = Plan { objects: with(objects(), 3, "/Tabs", &format!("{entries} /Tabs")), ..Plan::sound() };
        let bytes = second(&plan, &plan.sign(), &format!("/V 41 0 R /AP << /N 16 0 R >> /Rect {area}"), &[]);
        tally.refuse(&format!("box over text, {name}"), &bytes, &[WidgetCovers]);
    }
    // The empty field over the text was there before; its appearance was not.
    let empty = with(base.clone(), 4, "[22 0 R]", "[22 0 R 23 0 R]");
    let plan = Plan { objects: empty, ..Plan::sound() };
    let mut increment = plan.increment();
    increment[0].1 = increment[0].1.replace("/Fields [30 0 R]", "/Fields [30 0 R 23 0 R]");
    let bytes = plan.sign_on(&classic(&plan.objects), &increment);
    let filled = |entries: &str| {
        let field = changed(&plan.objects, 23, "", entries);
        second(&plan, &bytes, "", &[(1, &increment[0].1), (3, &increment[1].1), (40, "null"), (23, &field)])
    };
    tally.accept("an empty field is filled", &filled("/V 41 0 R"), 2, &[SignatureAdded]);
    tally.refuse("an empty field over text gets a look", &filled("/V 41 0 R /AP << /N 16 0 R >>"), &[WidgetCovers]);
    tally.refuse(
        "an empty field gets a look and no signature",
        &{ update(&bytes, &[(23, &changed(&plan.objects, 23, "", "/AP << /N 16 0 R >>"))]) },
        &[ObjectChanged],
    );
    tally.end();
}
