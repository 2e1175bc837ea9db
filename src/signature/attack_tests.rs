//! Published attacks on signed files (universal forgery, incremental saving, wrapping, shadow, certified documents):
//! none is accepted.

use crate::diag::Word::*;

use super::forge::*;
use super::tally::Tally;

/// A file after wrapping: the part behind the gap is moved to the end, and the text that readers shall show stands
/// between. `object` continues where the contents begin. The table stands where the old one was, since the old
/// `startxref` comes last.
fn wrapped(signed: &[u8], object: &str) -> Vec<u8> {
    let (first, second) = gap(signed);
    let (tail, old) = (&signed[second..], start(signed));
    let hex = String::from_utf8_lossy(&signed[first + 1..second - 1]).trim_end_matches("00").to_owned();
    let build = |from: usize| {
        let range = format!("[0 {first} {from:010} {}]", tail.len());
        let mut out = signed[..first].to_vec();
        out.extend(object.replace("@HEX@", &hex).replace("@RANGE@", &range).bytes());
        out.extend(format!("5 0 obj\n{}\nendobj\n%", false_text()).bytes());
        let (value, content) = (place(&out, 31), place(&out, 5));
        out.resize(old - 1, b' ');
        out.extend(b"\n");
        let lines = [1, 3, 30].map(|id| format!("{id} 1\n{:010} 00000 n \n", place(signed, id))).concat()
            + &format!("5 1\n{content:010} 00000 n \n31 1\n{value:010} 00000 n \n");
        let prev = start(&classic(&objects()));
        let out = close(out, &lines, &format!("{TRAILER} /Prev {prev}"));
        (out.len(), [&out, tail].concat())
    };
    let (from, _) = build(0);
    build(from).1
}

#[test]
fn wrapping_is_refused() {
    let mut tally = Tally::of("wrapping");
    let signed = Plan::sound().sign();
    let head = "31 0 obj\n<< /Type /Sig /Filter /Adobe.PPKLite /SubFilter /ETSI.CAdES.detached";
    for (name, object) in [
        ("second range moved", "<@HEX@> /ByteRange @RANGE@ >>\nendobj\n".to_owned()),
        ("padding behind the contents", format!("<@HEX@>{} /ByteRange @RANGE@ >>\nendobj\n", " ".repeat(300))),
        ("comment behind the contents", "<@HEX@>%>\n/ByteRange @RANGE@ >>\nendobj\n".to_owned()),
        ("contents twice", "<@HEX@> /Contents <@HEX@> /ByteRange @RANGE@ >>\nendobj\n".to_owned()),
        ("copy of the object", format!("<00> >>\nendobj\n{head} /ByteRange @RANGE@ /Contents <@HEX@> >>\nendobj\n")),
        ("copy, contents first", format!("<00> >>\nendobj\n{head} /Contents <@HEX@> /ByteRange @RANGE@ >>\nendobj\n")),
        ("copy, first left open", format!("<@HEX@>\n{head} /Contents <@HEX@> /ByteRange @RANGE@ >>\nendobj\n")),
        (
            "copy with literal contents",
            format!("<00> >>\nendobj\n{head} /ByteRange @RANGE@ /Contents (@HEX@) >>\nendobj\n"),
        ),
    ] {
        tally.refuse(name, &wrapped(&signed, &object), &[GapShape, Unreadable]);
    }
    let (first, second) = gap(&signed);
    let end = signed.len() - second;
    let old = format!("0 {first} {second} {end}");
    for (name, range, reason) in [
        ("three numbers", format!("0 {first} {second}"), RangeShape),
        ("five numbers", format!("0 {first} {second} {end} 0"), RangeShape),
        ("six numbers", format!("0 {first} {second} 9 {second} {end}"), RangeShape),
        ("negative", format!("0 {first} {second} -{end}"), RangeShape),
        ("negative start", format!("-1 {first} {second} {end}"), RangeShape),
        ("not from 0", format!("1 {} {second} {end}", first - 1), RangeShape),
        ("overlapping", format!("0 {second} {first} {end}"), RangeShape),
        ("no gap", format!("0 {first} {first} {end}"), RangeShape),
        ("huge", format!("0 {first} {second} 9223372036854775807"), RangeShape),
        ("huger", format!("0 {first} {second} 92233720368547758089"), Unreadable),
        ("past the end", format!("0 {first} {second} {}", end + 1), RangeShape),
        ("before the end", format!("0 {first} {second} {}", end - 8), RangeEnd),
        ("nothing behind", format!("0 {first} {second} 0"), RangeEnd),
        ("real numbers", format!("0 {first}.0 {second}.0 {end}.0"), RangeShape),
        ("strings", format!("(0) ({first}) ({second}) ({end})"), RangeShape),
        ("gap longer in front", format!("0 {} {second} {end}", first - 1), GapShape),
        ("gap longer behind", format!("0 {first} {} {}", second + 1, end - 1), GapShape),
        ("gap shorter in front", format!("0 {} {second} {end}", first + 1), GapShape),
        ("gap elsewhere", format!("0 {} {} {end}", first - 9, first - 7), GapShape),
    ] {
        let width = old.len().max(range.len());
        let bytes = replaced(&signed, &format!("{old:width$}"), &format!("{range:width$}"));
        tally.refuse(name, &bytes, &[reason]);
    }
    let mut literal = signed.clone();
    (literal[first], literal[second - 1]) = (b'(', b')');
    tally.refuse("contents as a literal string", &literal, &[GapShape]);
    let mut blank = signed.clone();
    blank[second - 3..second - 1].fill(b' ');
    tally.refuse("blanks in the contents", &blank, &[GapShape]);
    let mut closed = signed.clone();
    closed[second - 9..second - 7].copy_from_slice(b"> ");
    tally.refuse("contents end before the gap", &closed, &[]);
    for (name, old, new, reason) in [
        ("comment before the contents", "@GAP@", "%\n@GAP@", GapElsewhere),
        ("contents elsewhere", "/Contents @GAP@", "/Contents <00> /Prop_Build << /Contents @GAP@ >>", GapShape),
        ("contents by another key", "/Contents @GAP@", "/Cert @GAP@", GapShape),
    ] {
        let plan = Plan { value: VALUE.replace(old, new), ..Plan::sound() };
        tally.refuse(name, &plan.sign(), &[reason]);
    }
    let plan = Plan { value: VALUE.replace("@GAP@", "32 0 R"), ..Plan::sound() };
    let mut parts = plan.increment();
    parts.push((32, "@GAP@".to_owned()));
    tally.refuse("contents by reference", &plan.sign_on(&classic(&objects()), &parts), &[GapShape]);
    parts.truncate(3);
    parts[2].1 = parts[2].1.replace("31 0 R", VALUE);
    tally.refuse("dictionary in the field", &plan.sign_on(&classic(&objects()), &parts), &[DirectObject]);
    let mut all = objects();
    let filled = VALUE.replace("@GAP@", "<00>").replace("@RANGE@", "[0 20 24 30]");
    all.extend(plan.increment().into_iter().map(|(id, body)| (id, if id == 31 { filled.clone() } else { body })));
    tally.refuse("dictionary in an object stream", &streamed(&all), &[Compressed]);
    tally.end();
}

#[test]
fn forged_contents_and_ranges_are_refused() {
    let mut tally = Tally::of("universal forgery");
    let broken =
        ["null", "", "<>", "()", "<00>", "0", "0x00", "/Name", "[]", "[<00>]", "<< >>", "99 0 R", "5 0 R", "true"];
    for value in broken {
        let value = VALUE.replace("@GAP@", value).replace("/Contents  ", "");
        let plan = Plan { value: value.replace("@RANGE@", "[0 900 1100 900]"), ..Plan::sound() };
        let parts = plan.increment();
        let parts: Vec<(u32, &str)> = parts.iter().map(|(id, body)| (*id, body.as_str())).collect();
        tally.refuse(
            &format!("Contents {value}"),
            &update(&classic(&objects()), &parts),
            &[GapShape, RangeShape, RangeEnd, Unreadable],
        );
    }
    for range in broken.into_iter().chain(["[null null null null]", "[0]", "[0 0 0 0]", "[5 0 R]", "[0 [1] 2 3]"]) {
        let value = VALUE.replace("@RANGE@", range).replace("/ByteRange  ", "");
        tally.refuse(&format!("ByteRange {range}"), &Plan { value, ..Plan::sound() }.sign(), &[RangeShape, Unreadable]);
    }
    for format in
        ["", "/SubFilter /adbe.x509.rsa_sha1", "/SubFilter /adbe.pkcs7.sha1", "/SubFilter null", "/SubFilter (x)"]
    {
        let value = VALUE.replace("/SubFilter /ETSI.CAdES.detached", format);
        tally.refuse(&format!("format {format}"), &Plan { value, ..Plan::sound() }.sign(), &[FormatUnknown]);
    }
    let value = VALUE.replace("ETSI.CAdES.detached", "ETSI.RFC3161");
    tally.refuse("a signature as a time stamp", &Plan { value, ..Plan::sound() }.sign(), &[TokenUnreadable]);
    for value in ["null", "(x)", "99 0 R", "5 0 R", "<< >>", "[31 0 R]"] {
        let field = changed(&Plan::sound().increment().into_iter().collect(), 30, "31 0 R", value);
        tally.refuse(&format!("V {value}"), &update(&Plan::sound().sign(), &[(30, &field)]), &[]);
    }
    tally.end();
}

#[test]
fn what_is_appended_is_refused() {
    let mut tally = Tally::of("incremental saving");
    let signed = Plan::sound().sign();
    let end = format!("{TRAILER} /Prev {}", start(&signed));
    let body = format!("5 0 obj\n{}\nendobj\n", false_text());
    let added = |text: &str| [&signed[..], text.as_bytes()].concat();
    let whole = update(&signed, &[(5, &false_text())]);
    let without = |what: &str| replaced(&whole[signed.len()..], what, "");
    let shown = |bytes: Vec<u8>| added(&String::from_utf8_lossy(&bytes));
    tally.refuse("whole", &whole, &[ObjectChanged]);
    tally.refuse(
        "in a file with a stream as table",
        &{
            let plan = Plan::sound();
            update(&plan.sign_on(&streamed(&plan.objects), &plan.increment()), &[(5, &false_text())])
        },
        &[ObjectChanged],
    );
    tally.refuse("twice", &update(&whole, &[(6, &false_text())]), &[ObjectChanged]);
    let back = update(&whole, &[(5, &objects()[&5])]);
    tally.accept("there and back shows what was signed", &back, 1, &[]);
    tally.refuse("only a body", &added(&body), &[Truncated]);
    tally.refuse("no xref", &added(&format!("{body}trailer\n<< {end} >>\nstartxref\n{}\n%%EOF\n", signed.len())), &[]);
    tally.refuse(
        "no trailer",
        &added(&format!("{body}xref\n{}startxref\n{}\n%%EOF\n", line(5, signed.len()), signed.len() + body.len())),
        &[],
    );
    tally.refuse("no startxref", &shown(without("startxref\n")), &[OtherTable, Unreadable]);
    tally.refuse("no %%EOF", &shown(without("%%EOF\n")), &[Truncated]);
    tally.refuse("body and %%EOF", &added(&format!("{body}%%EOF\n")), &[OtherTable, Unreadable]);
    tally.refuse("body and the old startxref", &added(&format!("{body}startxref\n{}\n%%EOF\n", start(&signed))), &[]);
    tally.refuse(
        "body, table and the old startxref",
        &added(&format!(
            "{body}xref\n{}trailer\n<< {end} >>\nstartxref\n{}\n%%EOF\n",
            line(5, signed.len()),
            start(&signed)
        )),
        &[],
    );
    tally.refuse("startxref 0", &added(&format!("{body}startxref\n0\n%%EOF\n")), &[]);
    tally.refuse(
        "startxref twice",
        &shown(replaced(
            &whole[signed.len()..],
            "startxref",
            &format!("startxref\n{}\n%%EOF\nstartxref", start(&signed)),
        )),
        &[],
    );
    tally.refuse("%%EOF and more", &added(&format!("{body}%%EOF \n")), &[Truncated]);
    for tail in ["\n", " ", "\0", "%", "x", "\r\n\r\n", "%%EOF", "\n%%EOF\n", "%%EOF\n%%EOF\n"] {
        tally.refuse(&format!("tail {tail:?}"), &added(tail), &[]);
    }
    let value =
        String::from_utf8_lossy(&signed[place(&signed, 31) + 9..place(&signed, 31) + VALUE.len() + 2 * ROOM + 60]);
    let value = format!("{}>>", value.split(">>").next().expect("a dictionary"));
    tally.refuse("copy of the signature", &update(&signed, &[(31, &value), (5, &false_text())]), &[]);
    let field = changed(&current(), 30, "31 0 R", "32 0 R");
    tally.refuse("copy under another number", &update(&signed, &[(32, &value), (30, &field)]), &[]);
    let all: String =
        current().keys().map(|id| line(*id, if *id == 5 { signed.len() } else { place(&signed, *id) })).collect();
    tally.refuse("a whole new table", &close(added(&body), &all, TRAILER), &[ObjectChanged]);
    let (old, new) = (line(5, place(&signed, 5)), line(5, signed.len()));
    tally.refuse("listed twice, false first", &close(added(&body), &format!("{new}{old}"), &end), &[]);
    tally.refuse("listed twice, false last", &close(added(&body), &format!("{old}{new}"), &end), &[]);
    let short = format!("{new}5 0\n{}", &old[4..]);
    tally.refuse("listed twice, the second in a section of none", &close(added(&body), &short, &end), &[]);
    let long = format!("{new}{}{}", line(4, place(&signed, 4)), &old[4..]);
    tally.refuse("listed twice, a section longer than it says", &close(added(&body), &long, &end), &[]);
    // Readers differ in which of two equal keys they follow. The false catalog is reached from Info, so that nothing
    // but the double key is a reason to refuse the file.
    let hung = "80 0 obj\n<< /Title (LHE) /X 19 0 R >>\nendobj\n";
    let twice = end.replace("/Root", "/Root 19 0 R /Root").replace("/Info 21", "/Info 80");
    tally.refuse("two roots", &close(added(hung), &line(80, signed.len()), &twice), &[]);
    let twice = format!("{} /Prev {}", end.replace("/Prev", "/Prev 0 /Prev"), start(&signed));
    tally.refuse("two previous tables", &close(added(&body), &line(21, place(&signed, 21)), &twice), &[]);
    let plan = Plan::sound();
    let base = plan.sign_on(&streamed(&plan.objects), &plan.increment());
    for (name, order) in [("false first", [0, 1]), ("false last", [1, 0])] {
        let mut out = [&base[..], body.as_bytes()].concat();
        let rows = order.map(|one| (5, 1, [base.len(), place(&base, 5)][one], 0));
        table(&mut out, rows.to_vec(), &format!("{TRAILER} /Prev {}", start(&base)));
        tally.refuse(&format!("listed twice in a stream, {name}"), &out, &[]);
    }
    tally.refuse("freed", &close(signed.clone(), "5 1\n0000000000 00001 f \n", &end), &[ObjectRemoved]);
    tally.refuse(
        "another generation",
        &close(added(&body.replace("5 0 obj", "5 1 obj")), &new.replace(" 00000", " 00001"), &end),
        &[],
    );
    tally.refuse("another generation in the table", &close(added(&body), &new.replace(" 00000", " 00001"), &end), &[]);
    let at = signed.len() + body.len();
    let table = format!("1{at:08x}00").replacen('1', "01", 1);
    let entries = format!("01{:08x}0000{table}00>", signed.len());
    let table = stream(
        &format!("/Type /XRef /Size 100 /W [1 4 2] /Index [5 1 60 1] /Filter /ASCIIHexDecode {TRAILER}"),
        &entries,
    );
    let hybrid = added(&format!("{body}60 0 obj\n{table}\nendobj\n"));
    tally.refuse(
        "hybrid",
        &close(hybrid.clone(), "0 1\n0000000000 65535 f \n", &format!("{end} /XRefStm {at}")),
        &[ObjectChanged],
    );
    tally.refuse(
        "hybrid that frees",
        &close(hybrid, "5 1\n0000000000 65535 f \n", &format!("{end} /XRefStm {at}")),
        &[ObjectChanged],
    );
    // An object is known by the number in its head; one more entry of the table leads back to the signed body.
    for kind in ["XRef", "ObjStm"] {
        let mut plan = Plan::sound();
        plan.objects.insert(5, objects()[&5].replace("<< ", &format!("<< /Kind /{kind} ")));
        let bytes = plan.sign();
        let lines = line(5, bytes.len()) + &line(99, place(&bytes, 5));
        let out = [&bytes[..], body.as_bytes()].concat();
        let out = close(out, &lines, &format!("{TRAILER} /Prev {}", start(&bytes)));
        tally.refuse(&format!("the old body under another number, near a name {kind}"), &out, &[]);
    }
    tally.end();
}

#[test]
fn active_encrypted_and_broken_files_are_refused() {
    let mut tally = Tally::of("active and broken");
    let script = "<< /S /JavaScript /JS (app.alert(1)) >>";
    for (name, id, old, new, reason) in [
        ("script among the names", 1, "/Names << ", "/Names << /JavaScript << /Names [(a) 40 0 R] >> ", Script),
        ("script at opening", 1, "", "/OpenAction 40 0 R", Script),
        ("script at opening, in place", 1, "", "/OpenAction << /S /JavaScript /JS (x) >>", Script),
        ("additional actions of the catalog", 1, "", "/AA << /WC 40 0 R >>", Script),
        ("additional actions of a page", 4, "/Tabs", "/AA << /O << /S /JavaScript /JS (x) >> >> /Tabs", Script),
        ("program at opening", 1, "", "/OpenAction << /S /Launch /F (a.exe) >>", Script),
        (
            "program of an annotation",
            4,
            "/Tabs",
            "/Annots [<< /Subtype /Link /Rect [0 0 9 9] /A << /S /Launch /F (x) >> >>] /Tabs",
            Script,
        ),
        (
            "script of an annotation",
            4,
            "/Tabs",
            "/Annots [<< /Subtype /Link /Rect [0 0 9 9] /A << /S /JavaScript /JS (x) >> >>] /Tabs",
            Script,
        ),
        (
            "script behind another action",
            1,
            "",
            "/OpenAction << /S /GoTo /D [3 0 R /Fit] /Next << /S /JavaScript /JS (x) >> >>",
            Script,
        ),
        ("sends a form", 1, "", "/OpenAction << /S /SubmitForm /F (http://x) >>", Script),
        ("imports data", 1, "", "/OpenAction << /S /ImportData /F (x) >>", Script),
        (
            "outline with a script",
            1,
            "",
            "/Outlines << /First << /Title (x) /A << /S /JavaScript /JS (x) >> >> >>",
            Script,
        ),
    ] {
        let mut all = with(objects(), id, old, new);
        if new.contains("40 0 R") {
            all.insert(40, script.to_owned());
        }
        tally.refuse(name, &Plan { objects: all, ..Plan::sound() }.sign(), &[reason]);
    }
    let plan = Plan::sound();
    let mut increment = plan.increment();
    increment[0].1 = increment[0].1.replace("/SigFlags 3", "/SigFlags 3 /XFA [(a) 8 0 R]");
    tally.refuse("XFA", &plan.sign_on(&classic(&objects()), &increment), &[Xfa]);
    let opens = with(objects(), 1, "", "/OpenAction [3 0 R /Fit]");
    tally.accept("a place at opening", &Plan { objects: opens, ..Plan::sound() }.sign(), 1, &[]);
    // Encrypted with the empty password, so that readers open it without asking.
    let mut document = lopdf::Document::load_mem(&classic(&objects())).expect("a PDF");
    let version = lopdf::EncryptionVersion::V2 {
        document: &document,
        owner_password: "pemilik",
        user_password: "",
        key_length: 128,
        permissions: lopdf::Permissions::all(),
    };
    let state = lopdf::EncryptionState::try_from(version).expect("a cipher");
    document.encrypt(&state).expect("encrypted");
    let mut bytes = Vec::new();
    document.save_to(&mut bytes).expect("saved");
    tally.refuse("encrypted", &bytes, &[Encrypted]);
    let sound = plan.sign();
    let encrypt = "/Encrypt << /Filter /Standard /V 1 /R 2 /O <00> /U <00> /P -4 >>";
    let out =
        close(sound.clone(), &line(21, place(&sound, 21)), &format!("{TRAILER} {encrypt} /Prev {}", start(&sound)));
    tally.refuse("encrypted later", &out, &[]);
    for base in [sound, signed(&streamed(&objects()), "inspektur-rsa2048")] {
        for length in (0..base.len()).step_by(997).chain(base.len() - 20..base.len()) {
            tally.refuse(&format!("cut at {length}"), &base[..length], &[]);
        }
    }
    for (name, bytes) in [("empty", &b""[..]), ("text", b"x"), ("head", b"%PDF-1.7\n%%EOF\n")] {
        tally.refuse(name, bytes, &[Empty, NotPdf, Unreadable, OtherTable]);
    }
    tally.refuse("a byte before the head", &[b"\n", &classic(&objects())[..]].concat(), &[NotPdf]);
    tally.end();
}
