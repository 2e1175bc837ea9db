//! Which file of the program uses which: a graph that is read from the text of the files.
//!
//! A file uses another file if it names an item that the other file defines, in a `use` or in a path such as
//! `fault::about`. Each name is followed through re-exports to the file that defines it. So a `mod.rs` that only
//! re-exports joins nothing. Tests, comments, strings and visibilities (`pub(in …)`) name nothing. A call of a method
//! names no file either: the graph does not see it.

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::sync::LazyLock;

use crate::support::repository;

/// From each file to the files that it uses.
pub(crate) type Edges = BTreeMap<String, BTreeSet<String>>;

/// A path of names: `["archive", "log"]` for a module. The path of the whole program is empty.
type Path = Vec<String>;

/// One `use` of one name.
struct Use {
    public: bool,
    /// The path as it is written; its last name is `*` if everything of a module is taken.
    path: Path,
    /// The name that it has in this file.
    name: String,
}

/// A file as the graph sees it.
struct Module {
    /// The path of the file below `src`.
    file: String,
    children: BTreeSet<String>,
    /// The items that stand in the file itself.
    defines: BTreeSet<String>,
    uses: Vec<Use>,
    /// The paths in the code, with at least two names each.
    paths: BTreeSet<Path>,
    /// All names in the code.
    words: BTreeSet<String>,
}

/// The texts of all Rust files below a folder of the repository, by their path below it.
pub(crate) fn texts(root: &str) -> BTreeMap<String, String> {
    let root = repository(root);
    let mut all = BTreeMap::new();
    let mut open = vec![root.clone()];
    while let Some(folder) = open.pop() {
        for path in fs::read_dir(&folder).expect("a folder").map(|e| e.expect("an entry").path()) {
            if path.is_dir() {
                open.push(path);
            } else if path.extension().is_some_and(|e| e == "rs") {
                let name = path.strip_prefix(&root).expect("inside").to_string_lossy().replace('\\', "/");
                all.insert(name, fs::read_to_string(&path).expect("UTF-8"));
            }
        }
    }
    all
}

/// The files of `src` and who uses whom, read once for all tests.
pub(crate) static PROGRAM: LazyLock<(BTreeMap<String, String>, Graph)> = LazyLock::new(|| {
    let texts = texts("src");
    let graph = Graph::of(&texts);
    (texts, graph)
});

/// All modules of a program, by their path.
pub(crate) struct Graph(BTreeMap<Path, Module>);

impl Graph {
    /// Reads a program from the texts of its files, by their path below `src`. It begins at `lib.rs` and follows the
    /// declarations of modules, so that files of tests are left out.
    pub(crate) fn of(texts: &BTreeMap<String, String>) -> Self {
        let mut modules = BTreeMap::new();
        let mut open = vec![(Path::new(), "lib.rs".to_owned())];
        while let Some((path, file)) = open.pop() {
            let module = module(&file, &code(&texts[&file]));
            for child in &module.children {
                let path = with(&path, [child]);
                let names = [format!("{}.rs", path.join("/")), format!("{}/mod.rs", path.join("/"))];
                let file = names.into_iter().find(|name| texts.contains_key(name)).expect("a file for each module");
                open.push((path, file));
            }
            modules.insert(path, module);
        }
        Self(modules)
    }

    /// The files of the program.
    pub(crate) fn files(&self) -> BTreeSet<&str> {
        self.0.values().map(|module| module.file.as_str()).collect()
    }

    /// The uses between files. No file uses itself.
    pub(crate) fn edges(&self) -> Edges {
        self.0.iter().map(|(path, module)| (module.file.clone(), self.used(path, module))).collect()
    }

    /// The files that one file uses.
    fn used(&self, here: &Path, module: &Module) -> BTreeSet<String> {
        let mut found = BTreeSet::new();
        let folder = module.file == "lib.rs" || module.file.ends_with("/mod.rs");
        for one in &module.uses {
            let Some(target) = self.absolute(here, &one.path) else { continue };
            if one.name == "*" {
                let own =
                    |word: &&String| !module.defines.contains(*word) && module.uses.iter().all(|u| u.name != **word);
                let from = &target[..target.len() - 1];
                found.extend(module.words.iter().filter(own).filter_map(|word| self.definer(&with(from, [word]), 0)));
            } else if !(one.public && folder) || module.words.contains(&one.name) {
                found.insert(self.file_of(&target));
            }
        }
        for path in &module.paths {
            let bound = module.uses.iter().find(|one| one.name == path[0]);
            let target = match bound {
                Some(one) => self.absolute(here, &one.path).map(|target| with(&target, &path[1..])),
                None => self.absolute(here, path),
            };
            found.extend(target.map(|target| self.file_of(&target)));
        }
        found.remove(&module.file);
        found
    }

    /// A path from the top of the program; none for a path into another crate.
    fn absolute(&self, here: &[String], path: &[String]) -> Option<Path> {
        let above = path.iter().take_while(|name| *name == "super").count();
        match path[0].as_str() {
            "crate" => Some(path[1..].to_vec()),
            "self" => Some(with(here, &path[1..])),
            "super" => Some(with(&here[..here.len().checked_sub(above)?], &path[above..])),
            first if self.0[here].children.contains(first) => Some(with(here, path)),
            _ => None,
        }
    }

    /// The innermost module on a path, and the length of its own path.
    fn nearest(&self, path: &[String]) -> (usize, &Module) {
        (0..=path.len()).rev().find_map(|length| Some((length, self.0.get(&path[..length])?))).expect("the top module")
    }

    /// The file that a path leads to. A macro may define the item, so that its name is not found there.
    fn file_of(&self, path: &[String]) -> String {
        self.definer(path, 0).unwrap_or_else(|| self.nearest(path).1.file.clone())
    }

    /// The file that defines the item at this path, found through re-exports.
    fn definer(&self, path: &[String], depth: usize) -> Option<String> {
        let (length, module) = self.nearest(path);
        let (here, rest) = path.split_at(length);
        let Some(name) = rest.first() else { return Some(module.file.clone()) };
        if module.defines.contains(name) {
            return Some(module.file.clone());
        }
        // Two modules may take everything of each other.
        if depth > 8 {
            return None;
        }
        let follow = |one: &Use| {
            let target = self.absolute(here, &one.path)?;
            match one.name.as_str() {
                "*" => self.definer(&with(&target[..target.len() - 1], rest), depth + 1),
                own if own == name => Some(self.file_of(&with(&target, &rest[1..]))),
                _ => None,
            }
        };
        let (all, single): (Vec<&Use>, Vec<&Use>) = module.uses.iter().partition(|one| one.name == "*");
        single.into_iter().chain(all).find_map(follow)
    }
}

/// The circles: sets of files, each of which reaches every other one.
pub(crate) fn circles(edges: &Edges) -> BTreeSet<Vec<String>> {
    let reached = |from: &String| {
        let mut seen = BTreeSet::new();
        let mut open = vec![from];
        while let Some(file) = open.pop() {
            open.extend(edges.get(file).into_iter().flatten().filter(|next| seen.insert((*next).clone())));
        }
        seen
    };
    let all: BTreeMap<&String, BTreeSet<String>> = edges.keys().map(|file| (file, reached(file))).collect();
    let circle = |(file, reached): (&&String, &BTreeSet<String>)| {
        let back = |other: &&String| all.get(other).is_some_and(|reached| reached.contains(*file));
        let circle: Vec<String> = reached.iter().filter(back).cloned().collect();
        (circle.len() > 1).then_some(circle)
    };
    all.iter().filter_map(circle).collect()
}

fn with<'a>(path: &'a [String], more: impl IntoIterator<Item = &'a String>) -> Path {
    path.iter().chain(more).cloned().collect()
}

/// Reads a file from its tokens.
fn module(file: &str, tokens: &[String]) -> Module {
    let mut module = Module {
        file: file.to_owned(),
        children: BTreeSet::new(),
        defines: BTreeSet::new(),
        uses: Vec::new(),
        paths: BTreeSet::new(),
        words: BTreeSet::new(),
    };
    let at = |index: usize| tokens.get(index).map_or("", String::as_str);
    let (mut index, mut depth) = (0, 0);
    // How deep the modules lie that are open and stand in this file.
    let mut inner: Vec<usize> = Vec::new();
    while index < tokens.len() {
        let (before, token) = (at(index.wrapping_sub(1)), at(index));
        match token {
            "{" => depth += 1,
            "}" => {
                depth -= 1;
                inner.retain(|outer| *outer < depth);
            }
            "const" | "static" => module.defines.extend((depth == 0).then(|| at(index + 1).to_owned())),
            // A macro names its value `$type`, and a pointer to a function is `fn(`: neither has a name behind it.
            "fn" | "struct" | "enum" | "trait" | "type" if is_name(at(index + 1)) => {
                index += 1;
                module.defines.extend((depth == 0).then(|| at(index).to_owned()));
            }
            "mod" => {
                index += 1;
                if at(index + 1) == ";" {
                    module.children.insert(at(index).to_owned());
                } else {
                    inner.push(depth);
                }
            }
            // `use<'a>` in a type takes no name.
            "use" if at(index + 1) != "<" => {
                index += 1;
                let known = module.uses.len();
                tree(tokens, &mut index, &Path::new(), before == "pub", &mut module.uses);
                module.uses[known..].iter_mut().for_each(|one| lift(&mut one.path, inner.len()));
            }
            name if is_name(name) && !matches!(before, "::" | ".") => {
                let mut path = vec![name.to_owned()];
                while at(index + 1) == "::" && is_name(at(index + 2)) {
                    path.push(at(index + 2).to_owned());
                    index += 2;
                }
                // A colon makes it the name of a field or a parameter.
                module.words.extend((at(index + 1) != ":").then(|| name.to_owned()));
                lift(&mut path, inner.len());
                module.paths.extend((path.len() > 1).then_some(path));
            }
            _ => {}
        }
        index += 1;
    }
    module
}

/// Turns a path of a module that stands in a file into a path of the file.
fn lift(path: &mut Path, inner: usize) {
    let above = path.iter().take_while(|name| *name == "super").count().min(inner);
    let own = above > 0 && path.get(above).is_none_or(|name| name != "super");
    path.splice(..above, own.then(|| "self".to_owned()));
}

/// Reads one branch of a `use`, and leaves `index` at the token behind it.
fn tree(tokens: &[String], index: &mut usize, before: &Path, public: bool, uses: &mut Vec<Use>) {
    let mut path = before.clone();
    let mut alias = None;
    loop {
        match tokens[*index].as_str() {
            "{" => {
                while tokens[*index] != "}" {
                    *index += 1;
                    if tokens[*index] != "}" {
                        tree(tokens, index, &path, public, uses);
                    }
                }
                *index += 1;
                return;
            }
            "as" => {
                *index += 1;
                alias = Some(tokens[*index].clone());
            }
            "," | "}" | ";" => break,
            "::" => {}
            "self" if !path.is_empty() => {}
            name => path.push(name.to_owned()),
        }
        *index += 1;
    }
    let name = alias.unwrap_or_else(|| path[path.len() - 1].clone());
    uses.push(Use { public, path, name });
}

fn is_name(token: &str) -> bool {
    token.starts_with(|c: char| c.is_alphabetic() || c == '_')
}

/// The tokens of a text without visibilities, and without the items under `#[cfg(test)]`.
pub(crate) fn code(text: &str) -> Vec<String> {
    const TEST: [&str; 7] = ["#", "[", "cfg", "(", "test", ")", "]"];
    let all = tokens(text);
    let mut kept = Vec::new();
    let mut index = 0;
    while index < all.len() {
        let rest = &all[index..];
        if rest.len() > TEST.len() && TEST.iter().zip(rest).all(|(test, token)| test == token) {
            index += TEST.len() + item(&rest[TEST.len()..]);
        } else if rest[0] == "pub" && rest.len() > 2 && rest[1] == "(" && is_scope(&rest[2]) {
            kept.push("pub".to_owned());
            index += rest.iter().position(|token| token == ")").expect("the end of a visibility") + 1;
        } else {
            kept.push(rest[0].clone());
            index += 1;
        }
    }
    kept
}

fn is_scope(token: &str) -> bool {
    matches!(token, "crate" | "super" | "self" | "in")
}

/// How many tokens the first item, field or statement has, with the attributes before it.
fn item(tokens: &[String]) -> usize {
    let mut depth = 0;
    for (index, token) in tokens.iter().enumerate() {
        match token.as_str() {
            "}" if depth == 0 => return index,
            "(" | "[" | "{" => depth += 1,
            ")" | "]" | "}" => depth -= 1,
            _ => {}
        }
        if depth == 0 && matches!(token.as_str(), ";" | "," | "}") {
            return index + 1;
        }
    }
    tokens.len()
}

/// Names, numbers, `::`, and every other character of the code by itself; without comments, literals and lifetimes.
fn tokens(text: &str) -> Vec<String> {
    let named = |piece: &&str| {
        !piece.starts_with(char::is_whitespace)
            && !piece.starts_with("//")
            && !piece.starts_with("/*")
            && literal(piece).is_none()
    };
    pieces(text).into_iter().map(|(_, piece)| piece).filter(named).map(str::to_owned).collect()
}

/// All of a text, cut into comments, literals, names, `::` and other characters, each with its first byte.
pub(crate) fn pieces(text: &str) -> Vec<(usize, &str)> {
    let mut found = Vec::new();
    let mut at = 0;
    while let Some(first) = text[at..].chars().next() {
        let rest = &text[at..];
        let long = if rest.starts_with("//") {
            rest.find('\n').unwrap_or(rest.len())
        } else if rest.starts_with("/*") {
            rest.find("*/").map_or(rest.len(), |end| end + 2)
        } else if let Some(long) = literal(rest) {
            long
        } else if first.is_alphanumeric() || first == '_' {
            rest.find(|c: char| !c.is_alphanumeric() && c != '_').unwrap_or(rest.len())
        } else if rest.starts_with("::") {
            2
        } else {
            first.len_utf8()
        };
        found.push((at, &rest[..long]));
        at += long;
    }
    found
}

/// The length of the string, character or lifetime at the beginning of a text, if one stands there.
fn literal(text: &str) -> Option<usize> {
    let open = text.find(|c: char| !matches!(c, 'r' | 'b' | 'c' | '#'))?;
    if !text[open..].starts_with(['"', '\'']) {
        return None;
    }
    let (prefix, body) = (&text[..open], &text[open + 1..]);
    let hashes = prefix.trim_start_matches(['b', 'c']).strip_prefix('r');
    if let Some(hashes) = hashes.filter(|hashes| hashes.bytes().all(|b| b == b'#') && text[open..].starts_with('"')) {
        let end = format!("\"{hashes}");
        return Some(open + 1 + body.find(&end)? + end.len());
    }
    if !matches!(prefix, "" | "b" | "c") {
        return None;
    }
    let quote = text[open..].chars().next()?;
    let mut characters = body.char_indices();
    if quote == '\'' && !body.starts_with('\\') && characters.clone().nth(1).is_none_or(|(_, c)| c != '\'') {
        // A lifetime.
        return Some(1 + body.find(|c: char| !c.is_alphanumeric() && c != '_').unwrap_or(body.len()));
    }
    while let Some((at, c)) = characters.next() {
        match c {
            '\\' => {
                characters.next();
            }
            c if c == quote => return Some(open + 1 + at + 1),
            _ => {}
        }
    }
    None
}
