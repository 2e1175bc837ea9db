//! `lhe check --aturan`: the content rules and the level that each has in this project.

use serde_json::json;

use crate::diag::{Diagnostic, Found, Lang};
use crate::project::{Project, RULES, Rule, SETTINGS};
use crate::register::RuleLevel;

use super::args::Global;
use super::exit::Exit;
use super::open::load;
use super::printer::Printer;

pub(super) fn run(global: &Global, printer: &Printer) -> Exit {
    let project = match load(global, printer) {
        Ok(project) => project,
        Err(exit) => return exit,
    };
    // Levels are read from `lhe.yaml`: a fault in it may make this list wrong.
    let of_settings = |d: &&Diagnostic| {
        let file = d.place.map(|p| project.files.name(p.file)).or(d.file.as_deref());
        d.is_error() && file == Some(SETTINGS)
    };
    let found: Found = project.diagnostics.iter().filter(of_settings).cloned().collect();
    let exit = printer.records().diagnostics(&found, &project.files);
    for rule in RULES {
        printer.data(&if printer.json { record(&project, rule, printer) } else { line(&project, rule, printer) });
    }
    exit
}

/// One rule on two lines: name, codes and level, then its finding.
fn line(project: &Project, rule: &Rule, printer: &Printer) -> String {
    let (level, own) = project.rule_level(rule);
    let mut mark = match (rule.fixed, own) {
        (true, _) => printer.pick(" (tetap)", " (fixed)"),
        (_, true) => printer.pick(" (proyek ini)", " (this project)"),
        _ => "",
    }
    .to_owned();
    let except = project.rule_exceptions(rule);
    if !except.is_empty() {
        mark.push_str(&format!(", {} {}", printer.pick("kecuali", "except"), except.join(", ")));
    }
    let codes: Vec<&str> = rule.codes.iter().map(|code| code.name()).collect();
    let word = match printer.lang {
        Lang::Id => level.word(),
        Lang::En => neutral(level),
    };
    format!("{:<38}{:<11} {word}{mark}\n    {}", rule.name, codes.join(" "), rule.text(printer.lang))
}

fn record(project: &Project, rule: &Rule, printer: &Printer) -> String {
    let (level, own) = project.rule_level(rule);
    json!({
        "schema": 1,
        "rule": rule.name,
        "codes": rule.codes.iter().map(|code| code.name()).collect::<Vec<_>>(),
        "level": neutral(level),
        "default": neutral(rule.default_level()),
        "fixed": rule.fixed,
        "own": own,
        "except": project.rule_exceptions(rule),
        "text": rule.text(printer.lang),
    })
    .to_string()
}

fn neutral(level: RuleLevel) -> &'static str {
    match level {
        RuleLevel::Error => "error",
        RuleLevel::Warning => "warning",
        RuleLevel::Off => "off",
    }
}
