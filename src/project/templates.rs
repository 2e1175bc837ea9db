//! Templates and styles: the built-in ones, replaced one by one by files of the project's `templat` folder.

use std::collections::BTreeMap;
use std::path::Path;
use std::sync::Arc;

use crate::bundle::{self, Ingredient, Role};
use crate::diag::{Code, Diagnostic, Hint, nearest};
use crate::os;

use super::load::reason;

/// Files of `report-templates`, by name relative to it.
const BUILT_IN: &[(&str, &str)] = &include!(concat!(env!("OUT_DIR"), "/templates.rs"));

/// The project's own sentences, below its root.
pub(super) const OWN_SENTENCES: &str = "templat/teks.yaml";

/// The main template of each kind of document.
pub(super) const MAIN: [&str; 5] =
    ["lhe-surat.typ.j2", "lhe-bab.typ.j2", "lke.typ.j2", "ikhtisar.typ.j2", "ikhtisar-bab.typ.j2"];

/// What one kind of document is drawn with.
#[derive(Clone, Debug)]
pub(super) struct TemplateSet {
    /// The templates and styles that its main template can reach, by name.
    pub(super) files: Vec<Ingredient>,
    /// The same as one file.
    pub(super) packed: Arc<[u8]>,
}

/// The program's catalogues of sentences: name and text.
pub(super) fn sentences() -> impl Iterator<Item = (&'static str, &'static str)> {
    BUILT_IN.iter().filter(|(name, _)| name.starts_with("teks/")).copied()
}

/// The set of each main template. A file belongs to it if one of its files names it in quotes: a comment that does so
/// adds one file too many, which costs nothing.
pub(super) fn sets(all: &[Ingredient]) -> BTreeMap<String, TemplateSet> {
    let set = |main: &str| {
        let mut wanted = vec![main];
        let mut next = 0;
        while let Some(name) = wanted.get(next) {
            next += 1;
            let Some(file) = all.iter().find(|i| i.name == *name) else { continue };
            let text = String::from_utf8_lossy(&file.bytes);
            let named = |i: &&Ingredient| {
                text.contains(&format!("\"{}\"", i.name)) || text.contains(&format!("\"/{}\"", i.name))
            };
            let new: Vec<&str> = all.iter().filter(named).map(|i| i.name.as_str()).collect();
            wanted.extend(new.into_iter().filter(|name| !wanted.contains(name)).collect::<Vec<_>>());
        }
        let files: Vec<Ingredient> = all.iter().filter(|i| wanted.contains(&i.name.as_str())).cloned().collect();
        let packed = bundle::pack_templates(&files).into();
        (main.to_owned(), TemplateSet { files, packed })
    };
    MAIN.iter().map(|main| set(main)).collect()
}

/// The largest template file.
const LARGEST: u64 = 1 << 20;

/// All templates and styles by name, with the project's own in place of the built-in ones.
pub(super) fn load(root: &Path, found: &mut Vec<Diagnostic>) -> Vec<Ingredient> {
    let mut texts: BTreeMap<String, Vec<u8>> =
        BUILT_IN.iter().map(|(name, text)| ((*name).to_owned(), text.as_bytes().to_vec())).collect();
    let folder = root.join("templat");
    for below in ["", "bagian/", "lib/"] {
        let names = os::list(&folder.join(below)).unwrap_or_else(|error| {
            found.push(unreadable(below, &reason(&error)));
            Vec::new()
        });
        for name in names {
            let name = format!("{below}{name}");
            if !(name.ends_with(".typ.j2") || name.ends_with(".typ")) {
                continue;
            }
            match os::read(&folder.join(&name), LARGEST).map(String::from_utf8) {
                Ok(Ok(text)) => drop(texts.insert(name, text.into_bytes())),
                Ok(Err(_)) => found.push(unreadable(&name, "@@utf8")),
                Err(error) => found.push(unreadable(&name, &reason(&error))),
            }
        }
    }
    unused(&texts, found);
    let role = |name: &str| if name.ends_with(".j2") { Role::Template } else { Role::Style };
    texts
        .into_iter()
        .filter(|(name, _)| name.ends_with(".j2") || name.ends_with(".typ"))
        .map(|(name, bytes)| Ingredient::new(name.clone(), role(&name), bytes))
        .collect()
}

/// An own template that replaces nothing and that no template includes would leave the office's wording out.
fn unused(texts: &BTreeMap<String, Vec<u8>>, found: &mut Vec<Diagnostic>) {
    let known = |name: &str| BUILT_IN.iter().any(|(built_in, _)| *built_in == name);
    for name in texts.keys().filter(|name| !known(name)) {
        let mentioned = |text: &[u8]| String::from_utf8_lossy(text).contains(&format!("{name}\""));
        if !texts.values().any(|text| mentioned(text)) {
            let mut fault = Diagnostic::new(Code::U012).in_file(format!("templat/{name}")).arg("name", name);
            fault.hints.extend(nearest(name, BUILT_IN.iter().map(|(built_in, _)| *built_in)).map(Hint::DidYouMean));
            found.push(fault);
        }
    }
}

fn unreadable(name: &str, reason: &str) -> Diagnostic {
    Diagnostic::new(Code::U002).in_file(format!("templat/{name}")).arg("reason", reason)
}
