//! Templates and styles: the built-in ones, replaced one by one by files of the project's `templat` folder.

use std::collections::{BTreeMap, BTreeSet};
use std::path::Path;
use std::sync::Arc;

use crate::bundle::{self, Ingredient, Role};
use crate::diag::{Arg, Code, Diagnostic, Files, Found, Hint, Term, nearest};
use crate::os::{self, reason};
use crate::project::shelf::Shelf;
use crate::report::mains;

use super::sentences;

/// Files of `report-templates`, by name relative to it.
const BUILT_IN: &[(&str, &str)] = &include!(concat!(env!("OUT_DIR"), "/templates.rs"));

/// What one kind of document is drawn with.
#[derive(Clone, Debug)]
pub(crate) struct TemplateSet {
    /// The templates and styles that its main template can reach, by name.
    pub(crate) files: Vec<Ingredient>,
    /// The same as one file.
    pub(crate) packed: Arc<[u8]>,
}

/// The program's catalogues of sentences: name and text.
pub(crate) fn catalogues() -> impl Iterator<Item = (&'static str, &'static str)> {
    BUILT_IN.iter().filter(|(name, _)| name.starts_with("teks/")).copied()
}

/// The set of each main template. A file belongs to it if one of its files names it in quotes: a comment that does so
/// adds one file too many, which costs nothing.
pub(crate) fn sets(all: &[Ingredient]) -> BTreeMap<String, TemplateSet> {
    let index: BTreeMap<&str, usize> = all.iter().enumerate().map(|(at, file)| (file.name.as_str(), at)).collect();
    // What stands before a quote: for a name in quotes, that name.
    let named = |file: &Ingredient| -> Vec<usize> {
        let text = String::from_utf8_lossy(&file.bytes);
        let between = text.split('"').map(|part| part.strip_prefix('/').unwrap_or(part));
        between.filter_map(|name| index.get(name).copied()).collect()
    };
    let named: Vec<Vec<usize>> = all.iter().map(named).collect();
    let set = |main: &str| {
        let mut wanted: BTreeSet<usize> = BTreeSet::new();
        let mut open: Vec<usize> = index.get(main).copied().into_iter().collect();
        while let Some(at) = open.pop() {
            if wanted.insert(at) {
                open.extend(&named[at]);
            }
        }
        let files: Vec<Ingredient> = wanted.into_iter().map(|at| all[at].clone()).collect();
        let packed = bundle::pack_templates(&files).into();
        (main.to_owned(), TemplateSet { files, packed })
    };
    mains().map(set).collect()
}

/// The folder of a project's own templates.
const FOLDER: &str = "templat";

/// The largest template file.
const LARGEST: u64 = 1 << 20;

/// What a file of templates is for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum TemplateKind {
    /// A document begins with it.
    Main,
    /// A part that others include.
    Block,
    /// Typst without data.
    Style,
    /// One standing sentence.
    Sentence,
}

/// A template, style or sentence in force.
#[derive(Clone, Debug)]
pub struct Template {
    /// Name, relative to the folder of templates; `teks/<name>` for a sentence.
    pub name: String,
    /// What it is for.
    pub kind: TemplateKind,
    /// What it says of itself in its first comment, empty if it begins with none; what a sentence is for.
    pub about: String,
    /// Its text.
    pub text: String,
    /// True if it is the project's.
    pub own: bool,
    /// The program's text of that name.
    pub built_in: Option<String>,
    /// Values that a sentence may name.
    pub values: Vec<&'static str>,
}

/// True for the files that are drawn with; the others hold sentences.
fn is_template(name: &str) -> bool {
    name.ends_with(".typ.j2") || name.ends_with(".typ")
}

/// The built-in template or style of that name.
fn built_in(name: &str) -> Option<&'static str> {
    BUILT_IN.iter().find(|(known, _)| *known == name && is_template(known)).map(|(_, text)| *text)
}

/// All templates and styles in force, by name, then all sentences; the built-in ones alone without a project.
pub fn templates(root: Option<&Path>, files: &mut Files, found: &mut Found) -> Vec<Template> {
    let (texts, own) = read(root, found);
    let template = |(name, text): (String, String)| Template {
        kind: match () {
            () if !name.ends_with(".j2") => TemplateKind::Style,
            () if mains().any(|main| main == name) => TemplateKind::Main,
            () => TemplateKind::Block,
        },
        about: about(&text).to_owned(),
        own: own.contains(&name),
        built_in: built_in(&name).map(str::to_owned),
        values: Vec::new(),
        name,
        text,
    };
    let shelf = root.map(|root| Shelf::Folder(root.to_path_buf(), BTreeMap::new()));
    let sentences = sentences::load(shelf.as_ref(), files, found).wording;
    texts.into_iter().map(template).chain(sentences::listed(&sentences)).collect()
}

/// Copies a built-in template, or one sentence, into the project and returns the path of its file there.
///
/// # Errors
/// There is none of that name, the project has it already, or it cannot be written; for a sentence also if the
/// project's file of sentences is faulty, or if nothing can be added at its end.
pub fn eject(root: &Path, name: &str, files: &mut Files) -> Result<String, Found> {
    let known = templates(None, files, &mut Vec::new());
    let text = match known.iter().find(|known| known.name == name) {
        Some(Template { kind: TemplateKind::Sentence, text, about, .. }) => {
            return sentences::eject(root, name, about, text, files);
        }
        Some(template) => &template.text,
        None => return Err(vec![unknown(name, known.iter().map(|known| known.name.as_str()))]),
    };
    let shown = format!("{FOLDER}/{name}");
    os::create(&root.join(&shown), text.as_bytes()).map_err(|error| vec![not_made(&shown, &error)])?;
    Ok(shown)
}

/// A template or style as diagnostics name its file.
pub(in crate::project) fn shown(name: &str, own: &BTreeSet<String>) -> String {
    format!("{}/{name}", if own.contains(name) { FOLDER } else { "<bawaan>" })
}

/// A file of the project could not be made.
pub(crate) fn not_made(path: &str, error: &std::io::Error) -> Diagnostic {
    match error.kind() {
        std::io::ErrorKind::AlreadyExists => Diagnostic::new(Code::T030).in_file(path).arg("name", path),
        _ => Diagnostic::unwritten(path, reason(error)),
    }
}

/// No template is called so.
pub fn unknown<'a>(name: &str, known: impl IntoIterator<Item = &'a str>) -> Diagnostic {
    let known: Vec<&str> = known.into_iter().collect();
    // People leave out folder and ending.
    let stem = |known: &&&str| known.rsplit('/').next().and_then(|file| file.split('.').next()) == Some(name);
    let meant = known.iter().find(stem).map(|known| (*known).to_owned());
    let mut fault = Diagnostic::new(Code::T031).arg("name", name);
    fault.hints.extend(meant.or_else(|| nearest(name, known.iter().copied())).map(Hint::DidYouMean));
    fault
}

/// All templates and styles by name, with the project's own in place of the built-in ones.
pub(crate) fn load(root: Option<&Path>, found: &mut Found) -> (Vec<Ingredient>, BTreeSet<String>) {
    let (texts, own) = read(root, found);
    unused(&texts, found);
    let role = |name: &str| if name.ends_with(".j2") { Role::Template } else { Role::Style };
    let list = texts.into_iter().map(|(name, text)| Ingredient::new(name.clone(), role(&name), text.into_bytes()));
    (list.collect(), own)
}

/// The texts in force, and the names of those that are the project's own.
fn read(root: Option<&Path>, found: &mut Found) -> (BTreeMap<String, String>, BTreeSet<String>) {
    let built_in = BUILT_IN.iter().filter(|(name, _)| is_template(name));
    let mut texts: BTreeMap<String, String> =
        built_in.map(|(name, text)| ((*name).to_owned(), (*text).to_owned())).collect();
    let mut own = BTreeSet::new();
    let Some(folder) = root.map(|root| root.join(FOLDER)) else { return (texts, own) };
    for below in ["", "bagian/", "lib/"] {
        let names = os::list(&folder.join(below)).unwrap_or_else(|error| {
            found.push(unreadable(below, reason(&error)));
            Vec::new()
        });
        for name in names {
            let name = format!("{below}{name}");
            if !is_template(&name) {
                continue;
            }
            match os::read(&folder.join(&name), LARGEST).map(String::from_utf8) {
                Ok(Ok(text)) => {
                    own.insert(name.clone());
                    texts.insert(name, text);
                }
                Ok(Err(_)) => found.push(unreadable(&name, Term::NotUtf8.into())),
                Err(error) => found.push(unreadable(&name, reason(&error))),
            }
        }
    }
    (texts, own)
}

/// An own template that replaces nothing and that no template includes would leave the office's wording out.
fn unused(texts: &BTreeMap<String, String>, found: &mut Found) {
    for name in texts.keys().filter(|name| built_in(name).is_none()) {
        let mention = format!("{name}\"");
        if !texts.values().any(|text| text.contains(&mention)) {
            found.push(not_used(name));
        }
    }
}

/// Nothing prints this template of the project.
pub(crate) fn not_used(name: &str) -> Diagnostic {
    let mut fault = Diagnostic::new(Code::U012).in_file(format!("{FOLDER}/{name}")).arg("name", name);
    let known = BUILT_IN.iter().map(|(built_in, _)| *built_in).filter(|known| *known != name);
    fault.hints.extend(nearest(name, known).map(Hint::DidYouMean));
    fault
}

fn unreadable(name: &str, reason: Arg) -> Diagnostic {
    Diagnostic::unread(format!("{FOLDER}/{name}"), reason)
}

/// The first comment of a template or style: its first paragraph's first line.
fn about(text: &str) -> &str {
    let comment = match text.strip_prefix("{#") {
        Some(rest) => rest.split("#}").next().unwrap_or_default().trim_matches('-'),
        None => text.strip_prefix("//").unwrap_or_default().trim_start_matches('/').lines().next().unwrap_or_default(),
    };
    comment.trim().lines().next().unwrap_or_default()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_built_in_template_says_what_it_is() {
        for template in templates(None, &mut Files::default(), &mut Vec::new()) {
            assert!(!template.about.is_empty(), "{} does not begin with a comment", template.name);
            assert!(!template.own && template.built_in.as_ref() == Some(&template.text));
        }
    }

    #[test]
    fn the_first_comment_is_read() {
        assert_eq!(about("{# Kop surat. -#}\n#kop"), "Kop surat.");
        assert_eq!(about("{#- Kop\nsurat -#}\n#kop"), "Kop");
        assert_eq!(about("// Gaya.\n// Lagi."), "Gaya.");
        assert_eq!(about("#let a = 1"), "");
    }

    #[test]
    fn a_short_name_is_understood() {
        let meant = unknown("kop", ["bagian/kop.typ.j2", "lhe-surat.typ.j2"]);
        assert_eq!(meant.hints, [Hint::DidYouMean("bagian/kop.typ.j2".to_owned())]);
    }
}
