//! The check on small templates: each fault with its code and place, and templates without fault.

use std::collections::BTreeMap;

use serde_json::{Value as Json, json};

use crate::diag::Term;

use super::*;

fn text(path: &str) -> Json {
    json!({"teks": "x", "asal": path})
}

fn full() -> Json {
    json!({
        "format": 1,
        "jenis": "surat",
        "judul": text("/judul"),
        "lebar": {"ukuran": "210"},
        "draf": true,
        "opd": {"nama": text("/opd/nama"), "lama": text("/opd/lama"), "baru": true},
        "tembusan": [text("/tembusan/0")],
        "komponen": [{
            "nama": text("/komponen/0/nama"),
            "ada_catatan": true,
            "catatan": [{"nomor": text("/komponen/0/catatan/0/nomor"), "uraian": [text("/komponen/0/catatan/0/uraian/0")]}],
        }],
    })
}

fn bare() -> Json {
    let empty = json!({"teks": ""});
    json!({
        "format": 1, "jenis": "surat", "judul": empty, "lebar": {"ukuran": "210"}, "draf": false,
        "opd": {"nama": empty, "lama": empty, "baru": false}, "tembusan": [],
        "komponen": [{"nama": empty, "ada_catatan": false, "catatan": []}],
    })
}

fn checked(templates: &[(&str, &str)], required: &[&str]) -> Check {
    let all: BTreeMap<String, String> = templates.iter().map(|(n, t)| ((*n).to_owned(), (*t).to_owned())).collect();
    check(&all, &[Main { name: "surat", full: full(), bare: bare(), required }])
}

/// Code, template, line and column of each fault, in order.
fn found(templates: &[(&str, &str)]) -> Vec<(&'static str, String, u32, u32)> {
    let place = |fault: Fault| {
        let (name, line, column) = fault.template.unwrap_or_default();
        (fault.code.name(), name, line, column)
    };
    checked(templates, &[]).faults.into_iter().map(place).collect()
}

#[track_caller]
fn one(source: &str, code: &str, column: u32) {
    let expected: Vec<(&str, String, u32, u32)> = vec![(code, "surat".to_owned(), 1, column)];
    assert_eq!(found(&[("surat", source)]), expected, "{source}");
}

#[track_caller]
fn fine(source: &str) {
    assert_eq!(found(&[("surat", source)]), Vec::new(), "{source}");
}

#[test]
fn a_field_that_does_not_exist_is_named_with_the_one_that_was_meant() {
    one("{{ opd.nma }}", "T004", 4);
    one("ab {% if opd.nma %}x{% endif %}", "T004", 10);
    one("{% for k in komponen %}{{ k.naam }}{% endfor %}", "T004", 27);
    one("{% for k in kompnen %}{% endfor %}", "T004", 13);
    one("{{ opd.nama.teks }}", "T004", 4);
    one("{% for k in komponen %}{% if loop.lsat %}x{% endif %}{% endfor %}", "T004", 30);
    one("{% for k in komponen %}{% endfor %}{% if loop.last %}x{% endif %}", "T004", 42);
    one("{% with a = opd %}{{ a.nama }}{% endwith %}{{ a.nama }}", "T004", 47);
    let faults = checked(&[("surat", "{{ opd.nma }}{{ opd.xyzzy }}{{ jdul }}")], &[]).faults;
    assert_eq!(faults[0].meant.as_deref(), Some("nama"));
    assert_eq!(faults[1].choices.as_deref(), Some("nama, lama, baru"));
    assert_eq!((faults[2].meant.as_deref(), faults.len()), (Some("judul"), 3));
}

#[test]
fn what_exists_is_no_fault() {
    fine("{{ judul }}{{ (komponen|first).nama }}{{ komponen[0].nama }}");
    fine("{% set o = opd %}{{ o.nama }}{% with n = o.lama %}{{ n }}{% endwith %}");
    fine(
        "{% for k in komponen %}{% set z = k %}{{ z.nama }}{% if loop.index > 1 and loop.last %}, {% endif %}{% endfor %}",
    );
    fine("{% if tidak_ada is defined %}x{% else %}y{% endif %}");
    fine("{% if judul.sama(\"x\") or tembusan|length > 1 %}a{% else %}b{% endif %}");
    fine("{{ judul if draf else opd.nama }}");
    fine("{% set l = komponen if draf else tembusan %}{% if l %}x{% endif %}");
    fine("{% for t in tembusan %}{{ t }}{% else %}kosong{% endfor %}");
    fine("#set page(width: {{ lebar }}mm)\n{% if opd.baru %}a{% elif draf %}b{% else %}c{% endif %}");
}

#[test]
fn only_texts_and_lengths_are_printed() {
    for (source, kind) in [
        ("{{ tembusan }}", Term::List),
        ("{{ draf }}", Term::Flag),
        ("{{ opd }}", Term::Map),
        ("{{ format }}", Term::Number),
        ("{{ jenis }}", Term::OwnWord),
    ] {
        one(source, "T005", 4);
        assert_eq!(checked(&[("surat", source)], &[]).faults[0].args.get("kind"), Some(&kind.into()));
    }
}

#[test]
fn lists_flags_and_texts_are_told_apart() {
    one("{% for t in judul %}{{ t }}{% endfor %}", "T021", 13);
    one("{% for t in opd %}{{ t }}{% endfor %}", "T021", 13);
    one("{% if judul|length > 3 %}x{% endif %}", "T023", 7);
    one("{{ judul|first }}", "T023", 4);
    one("{% if draf.sama(\"x\") %}x{% endif %}", "T024", 7);
    one("{% if opd %}x{% endif %}", "T025", 7);
}

#[test]
fn a_text_that_can_never_be_printed_is_found() {
    one("{% if false %}x{% endif %}", "T020", 15);
    one("{% if true %}x{% else %}{{ judul }}{% endif %}", "T020", 28);
    one("{% if draf %}a{% elif draf %}b{% endif %}", "T020", 30);
    one("{% if draf and opd.baru %}{% if not draf %}b{% endif %}{% endif %}", "T020", 44);
    one("{% if 1 > 2 %}a{% endif %}", "T020", 15);
    one("{% if draf or true %}a{% else %}b{% endif %}", "T020", 33);
    one("{% for t in tembusan if false %}{{ t }}{% endfor %}", "T020", 36);
    one("{% if opd.nma is defined %}a{% endif %}", "T020", 28);
    // A condition that the tree decides, but that excludes no text.
    fine("{% if false %}{% endif %}a{% if draf %}{% if draf %}b{% endif %}{% endif %}");
    // The name has another meaning in each round.
    fine(
        "{% for k in komponen %}{% if k.ada_catatan %}a{% endif %}{% endfor %}{% for k in komponen %}{% if not k.ada_catatan %}b{% endif %}{% endfor %}",
    );
}

#[test]
fn a_block_is_checked_where_it_is_included() {
    let block = ("b", "\n{{ k.nama }} {{ k.naam }}");
    let twice = "{% for k in komponen %}{% include \"b\" %}{% include \"b\" %}{% endfor %}";
    assert_eq!(found(&[("surat", twice), block]), [("T004", "b".to_owned(), 2, 17)]);
    // Included once with the name that it needs and once without: the include is at fault.
    let block = ("b", "{{ k.nama }}");
    let mixed = "{% for k in komponen %}{% include \"b\" %}{% endfor %}\n{% include \"b\" %}";
    let faults = checked(&[("surat", mixed), block], &[]).faults;
    assert_eq!((faults.len(), faults[0].code), (1, Code::T022));
    assert_eq!(faults[0].template, Some(("surat".to_owned(), 2, 4)));
    assert_eq!(faults[0].related, [("b".to_owned(), 1, 4)]);
    // No include gives the name: the fault stands where the name is used, and names the include.
    let faults = checked(&[("surat", "{% include \"b\" %}"), block], &[]).faults;
    assert_eq!((faults.len(), faults[0].code), (1, Code::T004));
    assert_eq!(faults[0].template, Some(("b".to_owned(), 1, 4)));
    assert_eq!(faults[0].related, [("surat".to_owned(), 1, 4)]);
    // The same name for another value.
    let other =
        "{% for k in komponen %}{% include \"b\" %}{% endfor %}{% with k = judul %}{% include \"b\" %}{% endwith %}";
    assert_eq!(found(&[("surat", other), block]), [("T022", "surat".to_owned(), 1, 76)]);
}

#[test]
fn a_branch_of_a_block_that_one_include_uses_is_alive() {
    let block = ("b", "{% if draf %}a{% else %}b{% endif %}");
    let main = "{% if draf %}{% include \"b\" %}{% endif %}{% include \"b\" %}";
    assert_eq!(found(&[("surat", main), block]), []);
    let main = "{% if draf %}{% include \"b\" %}{% endif %}";
    assert_eq!(found(&[("surat", main), block]), [("T020", "b".to_owned(), 1, 25)]);
}

#[test]
fn a_missing_template_is_told_at_its_include() {
    let faults = checked(&[("surat", "a\n{% include \"bb\" %}"), ("b", "x")], &[]).faults;
    assert_eq!((faults[0].code, faults[0].template.clone()), (Code::T006, Some(("surat".to_owned(), 2, 4))));
    assert_eq!(faults[0].meant.as_deref(), Some("b"));
}

#[test]
fn templates_that_include_each_other_end() {
    let faults = found(&[("surat", "{% include \"b\" %}"), ("b", "{% include \"surat\" %}")]);
    assert_eq!(faults[0].0, "T007");
    // There are two to the power of thirty ways through these blocks.
    let mut many: Vec<(String, String)> = (0..30)
        .map(|i| (format!("b{i}"), format!("{{% include \"b{0}\" %}}{{% include \"b{0}\" %}}", i + 1)))
        .collect();
    many.push(("b30".to_owned(), "x".to_owned()));
    many.push(("surat".to_owned(), "{% include \"b0\" %}".to_owned()));
    let many: Vec<(&str, &str)> = many.iter().map(|(n, t)| (n.as_str(), t.as_str())).collect();
    assert_eq!(found(&many)[0].0, "T007");
}

#[test]
fn what_fails_only_without_data_is_found() {
    one("{{ tembusan|first }}", "T004", 4);
    fine("{% if tembusan %}{{ tembusan|first }}{% endif %}");
}

#[test]
fn a_required_text_must_be_within_reach() {
    let required = ["/komponen/*/catatan/*/uraian", "/judul"];
    let loops = "{% for k in komponen %}{% for c in k.catatan %}{% for u in c.uraian %}{{ u }}{% endfor %}{% endfor %}{% endfor %}";
    let with = |more: &str| checked(&[("surat", &format!("{loops}{more}"))], &required).faults;
    assert_eq!(with("{{ judul }}"), []);
    assert_eq!(with("{% if not draf %}{{ judul }}{% endif %}"), [], "one flag turned over shows it");
    let faults = with("");
    assert_eq!((faults.len(), faults[0].code), (1, Code::T027));
    let faults = checked(&[("surat", "{{ judul }}")], &required).faults;
    assert_eq!(faults[0].args.text("field"), Some("komponen[].catatan[].uraian"));
}

#[test]
fn single_branches_are_rendered_and_judged_by_themselves() {
    let check = checked(&[("surat", "{% if opd.baru %}a{% elif draf %}\n#f(\n{% else %}c{% endif %}")], &[]);
    assert!(check.faults.is_empty());
    let shows = check.skeletons.iter().find(|s| s.rendered.text.contains("#f(")).expect("a render shows it");
    assert!(shows.tells(&("surat".to_owned(), 2, 1)));
    assert!(!shows.tells(&("surat".to_owned(), 1, 18)), "another render showed that first");
}

#[test]
fn a_tag_as_deep_as_it_is_long_is_refused() {
    for (before, inside, after) in [
        ("{{ opd", ".nama", " }}"),
        ("{% if draf", " and draf", " %}x{% endif %}"),
        ("{{ komponen", "|first", " }}"),
        ("{% if draf.sama(\"%}\")", " or draf", " %}x{% endif %}"),
    ] {
        let long = format!("{before}{}{after}", inside.repeat(100_000));
        assert_eq!(found(&[("surat", &long)]), [("T001", "surat".to_owned(), 1, 1)], "{before}");
    }
    let chain = format!("{{% if draf %}}a{}{{% endif %}}", "{%- elif draf %}b".repeat(100_000));
    assert_eq!(found(&[("surat", &chain)])[0].0, "T001");
    fine(&format!("{{# {} #}}{{{{ judul }}}}", "{{ a.b ".repeat(1000)));
    fine(&"{{ judul }}{% if draf %}\"{% endif %}".repeat(1000));
}
