//! Checking templates without data: against an example of what each main template is given.
//!
//! Three stages: the lint over each tree (what may stand there), a walk through all main templates with kinds in
//! place of values (what exists there), and renders of examples, which `typeset` parses.

mod facts;
mod kind;
mod skeleton;
mod walk;

#[cfg(test)]
mod tests;

use std::collections::{BTreeMap, BTreeSet};

use minijinja::machinery::ast::Stmt;
use serde_json::Value as Json;

use super::{Fault, lint};
use crate::diag::Code;

pub use skeleton::Skeleton;

/// A main template and what is known of its report.
#[derive(Clone, Debug)]
pub struct Main<'a> {
    /// Its name.
    pub name: &'a str,
    /// An example of its report in which everything is there, each text with its JSON pointer as origin.
    pub full: Json,
    /// The same with everything missing that may be missing.
    pub bare: Json,
    /// JSON pointers, with `*` for elements, of texts that it must print.
    pub required: &'a [&'a str],
}

/// What a check found.
#[derive(Clone, Debug, Default)]
pub struct Check {
    /// The faults, each told once.
    pub faults: Vec<Fault>,
    /// Templates that a main template can reach.
    pub reached: BTreeSet<String>,
    /// JSON pointers of the report's fields that they read, with 0 for every element.
    pub read: BTreeSet<String>,
    /// Renders of examples, for a look at their Typst.
    pub skeletons: Vec<Skeleton>,
}

/// Checks all templates, with these as the ones to begin with.
pub fn check(templates: &BTreeMap<String, String>, mains: &[Main<'_>]) -> Check {
    let mut trees: BTreeMap<&str, Stmt<'_>> = BTreeMap::new();
    let mut faults = Vec::new();
    for (name, source) in templates {
        let (tree, found) = lint::check(name, source);
        trees.extend(tree.map(|tree| (name.as_str(), tree)));
        faults.extend(found);
    }
    let nothing = Json::Null;
    let mut walk = walk::Walk::new(&trees, templates, &nothing);
    for main in mains {
        walk.main(main.name, &main.full);
    }
    let walk::Walked { faults: found, reached, read, asked } = walk.finish();
    faults.extend(found);
    let mut skeletons = Vec::new();
    // What stops every render is told already. A text that nobody sees does not stop one.
    if faults.iter().all(|fault| fault.code == Code::T020) {
        for main in mains {
            let (made, found) = skeleton::make(templates, main, &asked);
            skeletons.extend(made);
            faults.extend(found);
        }
    }
    Check { faults, reached, read, skeletons }
}
