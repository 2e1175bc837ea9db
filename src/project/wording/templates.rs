//! Templates and styles: the built-in ones, replaced one by one by files of the project's `templat` folder.

use std::collections::{BTreeMap, BTreeSet};
use std::path::Path;
use std::sync::Arc;

use crate::bundle::{self, Ingredient, Role};
use crate::diag::{Arg, Code, Diagnostic, Found, Hint, Term, nearest};
use crate::os::{self, reason};
use crate::report::mains;

use super::built_in::{BUILT_IN, built_in, is_template};

/// The templates and styles from which one kind of document is drawn.
#[derive(Clone, Debug)]
pub(crate) struct TemplateSet {
    /// The templates and styles that its main template can reach, by name.
    pub(crate) files: Vec<Ingredient>,
    /// The same as one file.
    pub(crate) packed: Arc<[u8]>,
}

/// The set of each main template. A file belongs to the set if a file of the set names it in quotes. Quotes in a
/// comment count too and may add a file too many, which is harmless.
pub(crate) fn sets(all: &[Ingredient]) -> BTreeMap<String, TemplateSet> {
    let index: BTreeMap<&str, usize> = all.iter().enumerate().map(|(at, file)| (file.name.as_str(), at)).collect();
    // The text before each quote is looked at: if a name stands in quotes, it is exactly such a text.
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
pub(super) const FOLDER: &str = "templat";

/// The largest template file.
const LARGEST: u64 = 1 << 20;

/// The name of a template's or style's file in diagnostics.
pub(in crate::project) fn shown(name: &str, own: &BTreeSet<String>) -> String {
    format!("{}/{name}", if own.contains(name) { FOLDER } else { "<bawaan>" })
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
pub(super) fn read(root: Option<&Path>, found: &mut Found) -> (BTreeMap<String, String>, BTreeSet<String>) {
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

/// Reports an own template that replaces no built-in one and that no template includes: its wording would be left out.
fn unused(texts: &BTreeMap<String, String>, found: &mut Found) {
    for name in texts.keys().filter(|name| built_in(name).is_none()) {
        let mention = format!("{name}\"");
        if !texts.values().any(|text| text.contains(&mention)) {
            found.push(not_used(name));
        }
    }
}

/// The fault that nothing prints this template of the project.
pub(crate) fn not_used(name: &str) -> Diagnostic {
    let mut fault = Diagnostic::new(Code::U012).in_file(format!("{FOLDER}/{name}")).arg("name", name);
    let known = BUILT_IN.iter().map(|(built_in, _)| *built_in).filter(|known| *known != name);
    fault.hints.extend(nearest(name, known).map(Hint::DidYouMean));
    fault
}

fn unreadable(name: &str, reason: Arg) -> Diagnostic {
    Diagnostic::unread(format!("{FOLDER}/{name}"), reason)
}
