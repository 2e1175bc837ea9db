//! The rooms of `src`: methods of a project stay in its room, no file is in a circle with another one, and no folder
//! grows out of sight. The order of the rooms is a rule of `sources.rs`.

use std::collections::{BTreeMap, BTreeSet};
use std::path::Path;

use crate::repository::graph::{self, Graph, PROGRAM, circles, texts};

/// The stages of a project. Upper rooms have functions that take one, not methods of it: a method can be called from
/// anywhere without an import, so it would hide which room uses which.
const STAGES: [&str; 3] = ["Read", "Scored", "Project"];

/// The most files that a folder may hold.
const MOST: usize = 20;

/// The types that a text implements something for.
fn implemented(text: &str) -> Vec<String> {
    let tokens = graph::code(text);
    let mut found = Vec::new();
    for (index, _) in tokens.iter().enumerate().filter(|(_, token)| *token == "impl") {
        // Elsewhere `impl` is a type.
        let begins = index == 0 || matches!(tokens[index - 1].as_str(), "{" | "}" | ";" | "]" | "unsafe");
        let (mut depth, mut subject, mut before) = (0, "", "");
        for token in tokens[index + 1..].iter().map(String::as_str).take_while(|_| begins) {
            match token {
                "<" | "(" => depth += 1,
                ">" if before == "-" => {}
                ">" | ")" => depth -= 1,
                "{" | "where" | ";" => break,
                // In front of `for` stands the trait, so the type is the last name in any case.
                name if depth == 0 => subject = name,
                _ => {}
            }
            before = token;
        }
        found.push(subject.to_owned());
    }
    found
}

/// Files outside `room` that implement something for one of these types.
fn strangers(texts: &BTreeMap<String, String>, types: &[&str], room: &str) -> Vec<String> {
    let outside = texts.iter().filter(|(name, _)| !name.starts_with(room));
    outside
        .flat_map(|(name, text)| implemented(text).into_iter().map(move |subject| (name, subject)))
        .filter(|(_, subject)| types.contains(&subject.as_str()))
        .map(|(name, subject)| format!("{name}: impl {subject}"))
        .collect()
}

/// Folders with more files than this, by the paths of all files.
fn crowded<'a>(files: impl Iterator<Item = &'a String>, most: usize) -> Vec<String> {
    let mut count: BTreeMap<String, usize> = BTreeMap::new();
    for file in files {
        let folder = Path::new(file).parent().map(|p| p.display().to_string()).unwrap_or_default();
        *count.entry(folder).or_default() += 1;
    }
    count.into_iter().filter(|(_, files)| *files > most).map(|(folder, files)| format!("{folder}: {files}")).collect()
}

#[test]
fn methods_of_a_project_stand_in_its_room_only() {
    let (texts, _) = &*PROGRAM;
    let inside = texts.iter().filter(|(name, _)| name.starts_with("project/"));
    let inside: Vec<String> = inside.flat_map(|(_, text)| implemented(text)).collect();
    assert!(STAGES.iter().all(|stage| inside.iter().any(|own| own == stage)), "a stage has another name now");
    assert_eq!(strangers(texts, &STAGES, "project/"), Vec::<String>::new());
}

#[test]
fn no_file_is_in_a_circle_with_another() {
    let edges = PROGRAM.1.edges();
    assert!(edges.len() > 250 && edges.values().map(BTreeSet::len).sum::<usize>() > 1000, "{} files", edges.len());
    assert_eq!(circles(&edges), BTreeSet::new());
}

#[test]
fn no_folder_has_more_files_than_a_reader_can_keep_in_mind() {
    for root in ["src", "tests/suite"] {
        assert_eq!(crowded(texts(root).keys(), MOST), Vec::<String>::new(), "{root}");
    }
}

// ── the rules on programs that break them ────────────────────────────────────────────────────────────────────────

fn files(list: &[(&str, &str)]) -> BTreeMap<String, String> {
    list.iter().map(|(name, text)| ((*name).to_owned(), (*text).to_owned())).collect()
}

/// The uses of a made-up program as `from → to`.
fn uses(list: &[(&str, &str)]) -> Vec<String> {
    let edges = Graph::of(&files(list)).edges();
    edges.iter().flat_map(|(from, to)| to.iter().map(move |to| format!("{from} → {to}"))).collect()
}

#[test]
fn a_use_is_found_however_it_is_written() {
    let top = ("lib.rs", "mod a; pub mod b;");
    let b = ("b.rs", "pub struct Thing; pub fn act() {}");
    for text in [
        "use crate::b::Thing;",
        "use crate::{b::{act as does, Thing}};",
        "use super::b; fn f() { b::act() }",
        "fn f() { crate::b::act() }",
        "use crate::b::*; fn f() -> Thing { Thing }",
        "fn f() { let _ = ['\\'', '\"']; super::b::act(); }",
        "use crate::b::MadeByAMacro;",
        "mod inner { fn f() { super::super::b::act() } }",
        "fn f<'a>(_: &'a str) { println!(\"{}\", r#\"\"\"#); crate::b::act() }",
    ] {
        assert_eq!(uses(&[top, ("a.rs", text), b]), ["a.rs → b.rs"], "{text}");
    }
}

#[test]
fn a_use_is_not_found_where_none_is() {
    let top = ("lib.rs", "mod a; pub mod b;");
    let b = ("b.rs", "pub struct Thing; pub fn act() {}");
    for text in [
        "// crate::b::act()\n/// [`crate::b::act`]\nfn f() {}",
        "fn f() -> &'static str { \"crate::b::act()\" }",
        "pub(in crate::b) fn f() {}",
        "#[cfg(test)]\nmod tests {\n    use crate::b::Thing;\n}\nfn f() {}",
        "struct S {\n    #[cfg(test)]\n    trap: Option<crate::b::Thing>,\n    other: u8,\n}",
        "use std::b::Thing; use crate::b::*; struct Other;",
        "mod inner { use super::Own; } struct Own;",
        "fn f(b: S) { b.act() }",
    ] {
        assert_eq!(uses(&[top, ("a.rs", text), b]), Vec::<String>::new(), "{text}");
    }
}

#[test]
fn a_name_is_followed_to_the_file_that_defines_it() {
    let program = |inner: &'static str, outer: &'static str| {
        uses(&[
            ("lib.rs", "pub mod room; mod other;"),
            ("room/mod.rs", "mod inner; mod tests; pub use inner::*; pub use inner::Named as Called;"),
            ("room/inner.rs", inner),
            ("room/tests.rs", ""),
            ("other.rs", outer),
        ])
    };
    let inner = "pub struct Named; pub struct Plain;";
    assert_eq!(program(inner, "use crate::room::Called;"), ["other.rs → room/inner.rs"]);
    assert_eq!(
        program(inner, "use crate::room; fn f() { room::Plain::new() }"),
        ["other.rs → room/inner.rs", "other.rs → room/mod.rs"]
    );
    assert_eq!(program(inner, "use crate::room::*; type T = Plain;"), ["other.rs → room/inner.rs"]);
}

#[test]
fn a_circle_is_found_also_through_a_third_file_and_through_the_file_of_a_folder() {
    let three = files(&[
        ("lib.rs", "mod a; mod b; mod c; mod d;"),
        ("a.rs", "use crate::b::B; pub struct A;"),
        ("b.rs", "use crate::c::C; pub struct B;"),
        ("c.rs", "pub fn c() { crate::a::A; } pub struct C;"),
        ("d.rs", "use crate::a::A;"),
    ]);
    let found = circles(&Graph::of(&three).edges());
    assert_eq!(found.into_iter().collect::<Vec<_>>(), [["a.rs", "b.rs", "c.rs"]]);
    // The parent calls its part, or holds a type of it, and the part takes a type of the parent.
    for parent in ["fn f() { part::act() } pub struct Whole;", "pub use part::Part; pub struct Whole(Part);"] {
        let folder = files(&[
            ("lib.rs", "mod room;"),
            ("room/mod.rs", &format!("mod part; {parent}")),
            ("room/part.rs", "use super::Whole; pub fn act() {} pub struct Part;"),
        ]);
        let found = circles(&Graph::of(&folder).edges());
        assert_eq!(found.into_iter().collect::<Vec<_>>(), [["room/mod.rs", "room/part.rs"]], "{parent}");
    }
}

#[test]
fn a_method_of_a_project_in_another_room_is_found() {
    let found = |text: &str| strangers(&files(&[("draft/build.rs", text)]), &STAGES, "project/");
    assert_eq!(found("impl Project {}"), ["draft/build.rs: impl Project"]);
    assert_eq!(found("impl<'a> crate::project::Scored<'a> where Self: Sized {}"), ["draft/build.rs: impl Scored"]);
    assert_eq!(found("impl Extra<Read> for Project {}"), ["draft/build.rs: impl Project"]);
    // The trait of the standard library, a parameter, a test.
    assert_eq!(found("impl Read for File {}\nfn f(_: impl Fn(&Project) -> u8) {}"), Vec::<String>::new());
    assert_eq!(found("#[cfg(test)]\nimpl Project {}"), Vec::<String>::new());
    assert_eq!(strangers(&files(&[("project/a.rs", "impl Project {}")]), &STAGES, "project/"), Vec::<String>::new());
}

#[test]
fn a_crowded_folder_is_found() {
    let names: Vec<String> = ["a/1.rs", "a/2.rs", "a/b/3.rs", "4.rs"].map(str::to_owned).to_vec();
    assert_eq!(crowded(names.iter(), 1), ["a: 2"]);
    assert_eq!(crowded(names.iter(), 2), Vec::<String>::new());
}
