//! Checks templates without data, against an example of the report that each main template receives.
//!
//! There are three stages. The lint looks for constructs that no template may contain. A walk through all main
//! templates, with kinds in place of values, looks for names that do not exist. Renders of examples go to `typeset`,
//! which parses their Typst.

mod example;
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

pub use example::Main;
pub use skeleton::Skeleton;

/// The result of a check.
#[derive(Clone, Debug, Default)]
pub struct Check {
    /// The faults, each reported once.
    pub faults: Vec<Fault>,
    /// Templates that a main template can reach.
    pub reached: BTreeSet<String>,
    /// JSON pointers of the fields that these templates read, with 0 for every element.
    pub read: BTreeSet<String>,
    /// Renders of examples, whose Typst the caller parses.
    pub skeletons: Vec<Skeleton>,
}

/// Checks all templates. The walk and the renders begin at `mains`.
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
    // Any other fault would stop every render and is reported already; a text that is never shown (T020) stops none.
    if faults.iter().all(|fault| fault.code == Code::T020) {
        for main in mains {
            let (made, found) = skeleton::make(templates, main, &asked);
            skeletons.extend(made);
            faults.extend(found);
        }
    }
    Check { faults, reached, read, skeletons }
}
