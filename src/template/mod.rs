//! From a report to Typst source: one strict minijinja environment.
//!
//! A template can print two things: a text of the report ([`Form::Text`]), which becomes a Typst string literal, and a
//! validated length ([`Form::Size`]), which stands bare in code. [`lint()`] refuses everything else before the render,
//! and the formatter refuses it during the render. `typeset` proves afterwards, on Typst's own syntax tree, that each
//! printed piece is its literal alone.

mod check;
mod environment;
mod escape;
mod fault;
mod lint;
mod rendered;
mod required;
mod value;

#[cfg(test)]
mod tests;

use std::collections::{BTreeMap, BTreeSet};
use std::sync::{Mutex, PoisonError};

use minijinja::machinery::ast::Stmt;

pub use check::{Check, Main, Skeleton, check};
pub use environment::render;
pub use escape::literal;
pub use fault::Fault;
pub use lint::lint;
pub use rendered::{Form, Location, Piece, Rendered};
pub use required::left_out;

/// The templates that `main` can reach through `include`, checked by [`lint()`].
///
/// A worker makes many reports from the same templates. It remembers the templates that it last found clean, name and
/// text, and parses the same texts only once.
fn reachable<'t>(
    templates: &'t BTreeMap<String, String>,
    main: &str,
) -> Result<BTreeMap<&'t str, &'t str>, Vec<Fault>> {
    static CLEAN: Mutex<BTreeMap<String, String>> = Mutex::new(BTreeMap::new());
    let mut clean = CLEAN.lock().unwrap_or_else(PoisonError::into_inner);
    if clean.contains_key(main) && clean.iter().all(|(name, text)| templates.get(name) == Some(text)) {
        let known = templates.iter().filter(|(name, _)| clean.contains_key(*name));
        return Ok(known.map(|(name, text)| (name.as_str(), text.as_str())).collect());
    }
    let reached = check_reachable(templates, main)?;
    *clean = reached.iter().map(|(name, text)| ((*name).to_owned(), (*text).to_owned())).collect();
    Ok(reached)
}

fn check_reachable<'t>(
    templates: &'t BTreeMap<String, String>,
    main: &str,
) -> Result<BTreeMap<&'t str, &'t str>, Vec<Fault>> {
    let mut reached = BTreeMap::new();
    let mut faults = Vec::new();
    let mut waiting = vec![(main.to_owned(), None)];
    let mut seen = BTreeSet::new();
    while let Some((name, place)) = waiting.pop() {
        if !seen.insert(name.clone()) {
            continue;
        }
        let Some((name, source)) = templates.get_key_value(&name) else {
            let fault = Fault::new(crate::diag::Code::T006).arg("name", &name);
            faults.push(Fault { template: place, ..fault });
            continue;
        };
        reached.insert(name.as_str(), source.as_str());
        let (tree, found) = lint::check(name, source);
        faults.extend(found);
        if let Some(tree) = tree {
            includes(&tree, name, &mut waiting);
        }
    }
    if faults.is_empty() { Ok(reached) } else { Err(faults) }
}

/// A template to look at next, with the place that asks for it.
type Wanted = (String, Option<(String, u32, u32)>);

fn includes(stmt: &Stmt<'_>, within: &str, wanted: &mut Vec<Wanted>) {
    let bodies: Vec<&[Stmt<'_>]> = match stmt {
        Stmt::Template(s) => vec![&s.children],
        Stmt::ForLoop(s) => vec![&s.body, &s.else_body],
        Stmt::IfCond(s) => vec![&s.true_body, &s.false_body],
        Stmt::WithBlock(s) => vec![&s.body],
        Stmt::Include(s) => {
            if let Some(name) = s.name.as_const().and_then(|name| name.as_str().map(str::to_owned)) {
                let span = s.span();
                let place = (within.to_owned(), u32::from(span.start_line), u32::from(span.start_col) + 1);
                wanted.push((name, Some(place)));
            }
            Vec::new()
        }
        _ => Vec::new(),
    };
    for stmt in bodies.into_iter().flatten() {
        includes(stmt, within, wanted);
    }
}
