//! The documents name files and modules that exist.

use std::collections::BTreeSet;
use std::fs;

use crate::support::repository;

/// Names that a page gives on purpose although they are gone, with the page.
const GONE: [(&str, &str); 1] = [
    ("ARCHITECTURE.md", "bundle::render"), // a name of the first design
];

/// Words in front of the name of an item.
const ITEMS: [&str; 8] = ["fn", "struct", "enum", "trait", "type", "const", "static", "union"];

struct Source {
    /// Path of the module from `src` or `tests/suite`.
    module: Vec<String>,
    words: BTreeSet<String>,
    /// Names of the items that the file declares.
    items: BTreeSet<String>,
    /// Words in the heads of its `impl` blocks.
    blocks: BTreeSet<String>,
}

fn words(text: &str) -> impl Iterator<Item = &str> {
    text.split(|c: char| !c.is_alphanumeric() && c != '_').filter(|word| !word.is_empty())
}

impl Source {
    fn read(path: &str, root: &str) -> Self {
        let text = fs::read_to_string(repository(path)).expect("UTF-8");
        let inside = path[root.len()..].trim_end_matches(".rs").split('/');
        let module = inside.filter(|part| !matches!(*part, "mod" | "lib" | "main")).map(str::to_owned).collect();
        let behind = words(&text).zip(words(&text).skip(1)).filter(|(word, _)| ITEMS.contains(word));
        let items = behind.map(|(_, name)| name.to_owned()).collect();
        let heads = text.lines().filter(|line| line.starts_with("impl"));
        let blocks = heads.flat_map(words).map(str::to_owned).collect();
        Self { module, words: words(&text).map(str::to_owned).collect(), items, blocks }
    }
}

/// Every file below a folder with this ending, by its path from the root of the repository.
fn files(folder: &str, ending: &str) -> Vec<String> {
    let mut all = Vec::new();
    for entry in fs::read_dir(repository(folder)).expect("a folder").map(|entry| entry.expect("an entry")) {
        let path = format!("{folder}/{}", entry.file_name().to_string_lossy());
        if entry.path().is_dir() {
            all.extend(files(&path, ending));
        } else if path.ends_with(ending) {
            all.push(path);
        }
    }
    all
}

/// The pages: those in `docs` and in the root, and that of the tests.
fn pages() -> Vec<String> {
    let root = fs::read_dir(repository("")).expect("the root");
    let names = root.map(|entry| entry.expect("an entry").file_name().to_string_lossy().into_owned());
    let mut all: Vec<String> = names.filter(|name| name.ends_with(".md")).collect();
    all.extend(files("docs", ".md"));
    all.push("tests/README.md".to_owned());
    all.sort();
    assert!(all.len() > 30, "{all:?}");
    all
}

/// The code of a page with the numbers of its lines: text between backticks, and blocks of Rust.
fn code(text: &str) -> Vec<(usize, &str)> {
    let mut all = Vec::new();
    let mut block = None;
    for (number, line) in (1..).zip(text.lines()) {
        match (line.strip_prefix("```"), block) {
            (Some(language), None) => block = Some(language == "rust"),
            (Some(_), Some(_)) => block = None,
            (None, Some(rust)) => all.extend(rust.then_some((number, line))),
            (None, None) => all.extend(line.split('`').skip(1).step_by(2).map(|span| (number, span))),
        }
    }
    all
}

/// Files named in code: `src/…`, and every name that ends in `.rs`. Patterns are no names.
fn named_files(code: &str) -> impl Iterator<Item = &str> {
    let pattern = ['*', '…', '<', '>', '{', '}'];
    let part = move |c: char| c.is_alphanumeric() || "_-./".contains(c) || pattern.contains(&c);
    let parts = code.split(move |c| !part(c)).map(|word| word.trim_end_matches('.'));
    parts.filter(move |word| (word.starts_with("src/") || word.ends_with(".rs")) && !word.contains(pattern))
}

/// Paths of two and more segments named in code: `module::item`, `Type::item`. `$lhe::by_kind` is a name of data.
fn named_paths(code: &str) -> impl Iterator<Item = &str> {
    let parts = code.split(|c: char| !c.is_alphanumeric() && !"_:$".contains(c)).map(|word| word.trim_matches(':'));
    parts.filter(|word| word.contains("::") && !word.starts_with('$'))
}

/// True if a path leads to a module, or to an item that a file of its module or of a module below it declares. What
/// follows an item is any word of these files; what follows a type, of the files that declare or implement it.
fn exists(path: &str, sources: &[Source]) -> bool {
    let segments: Vec<&str> = path.split("::").collect();
    let (first, rest) = segments.split_first().expect("a segment");
    let hold = |files: &[&Source], names: &[&str]| {
        names.iter().all(|name| files.iter().any(|source| source.words.contains(*name)))
    };
    if first.starts_with(char::is_uppercase) {
        let about = |source: &&Source| source.items.contains(*first) || source.blocks.contains(*first);
        let files: Vec<&Source> = sources.iter().filter(about).collect();
        return files.iter().any(|source| source.items.contains(*first)) && hold(&files, rest);
    }
    let modules = sources.iter().flat_map(|source| (1..=source.module.len()).map(|long| &source.module[..long]));
    modules.filter(|module| module.last().is_some_and(|last| last == first)).any(|module| {
        let (mut module, mut rest) = (module.to_vec(), rest);
        let mut below: Vec<&Source> = sources.iter().filter(|source| source.module.starts_with(&module)).collect();
        while let [next, behind @ ..] = rest {
            module.push((*next).to_owned());
            let deeper: Vec<&Source> = below.iter().copied().filter(|s| s.module.starts_with(&module)).collect();
            if deeper.is_empty() {
                break;
            }
            (below, rest) = (deeper, behind);
        }
        let declared = |item: &&str| below.iter().any(|source| source.items.contains(*item));
        rest.first().is_none_or(declared) && hold(&below, rest)
    })
}

/// Not seen: a name of one segment (`described`); which module a page means by `sign::place`, since any module of the name
/// `sign` will do; whether an item is public; blocks of other languages than Rust.
#[test]
fn documents_name_files_and_modules_that_exist() {
    let known = [files("src", ".rs"), files("tests", ".rs"), vec!["build.rs".to_owned()]].concat();
    let read = |path: &String| {
        let root = ["src/", "tests/suite/"].into_iter().find(|root| path.starts_with(root))?;
        Some(Source::read(path, root))
    };
    let sources: Vec<Source> = known.iter().filter_map(read).collect();
    let (mut asked, mut wrong) = (0, Vec::new());
    for page in pages() {
        let text = fs::read_to_string(repository(&page)).expect("UTF-8");
        for (number, code) in code(&text) {
            let is_file = |name: &&str| match name.strip_prefix("src/") {
                Some(_) => repository(name).exists(),
                None => known.iter().any(|path| path == name || path.ends_with(&format!("/{name}"))),
            };
            let is_path = |name: &&str| exists(name, &sources) || GONE.contains(&(&page, name));
            let files = named_files(code).map(|name| (name, is_file(&name)));
            for (name, found) in files.chain(named_paths(code).map(|name| (name, is_path(&name)))) {
                asked += 1;
                wrong.extend((!found).then(|| format!("{page}:{number}: {name}")));
            }
        }
    }
    assert!(asked > 200, "{asked} names");
    assert!(wrong.is_empty(), "these are not in the tree:\n{}", wrong.join("\n"));
}
