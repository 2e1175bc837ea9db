//! `lhe template`: list, show, copy and check the templates and sentences of letters.

use serde_json::json;

use crate::diag::{Files, Found, Lang};
use crate::project::{self, Template, TemplateKind};

use super::args::{Global, TemplateAction, TemplateArgs};
use super::exit::Exit;
use super::open::{find, load};
use super::printer::Printer;

pub(super) fn run(args: &TemplateArgs, global: &Global, printer: &Printer) -> Exit {
    match &args.action {
        TemplateAction::List => list(global, printer),
        TemplateAction::Show { name, built_in } => show(name, *built_in, global, printer),
        TemplateAction::Eject { names } => eject(names, global, printer),
        TemplateAction::Lint { names } => lint(names, global, printer),
    }
}

/// The templates in force; outside a project the built-in ones.
fn in_force(global: &Global, printer: &Printer) -> Result<(Vec<Template>, Exit), Exit> {
    let mut files = Files::default();
    let root = match find(global) {
        Ok(root) => Some(root),
        Err(fault) if global.project.is_some() => {
            printer.diagnostics(&[*fault], &Files::default());
            return Err(Exit::Usage);
        }
        Err(_) => None,
    };
    let mut found = Vec::new();
    let templates = project::templates(root.as_deref(), &mut files, &mut found);
    Ok((templates, printer.diagnostics(&found, &files)))
}

fn list(global: &Global, printer: &Printer) -> Exit {
    let (templates, exit) = match in_force(global, printer) {
        Ok(known) => known,
        Err(exit) => return exit,
    };
    let width = templates.iter().map(|t| t.name.chars().count()).max().unwrap_or(0);
    for template in &templates {
        if printer.json {
            printer.data(&record(template));
            continue;
        }
        let state = match (template.own, template.built_in.is_some()) {
            (false, _) => "",
            (true, true) => printer.pick(" (diganti proyek)", " (replaced by the project)"),
            (true, false) => printer.pick(" (milik proyek)", " (the project's own)"),
        };
        printer.data(format!("{:width$}  {}{state}", template.name, template.about).trim_end());
    }
    exit
}

fn record(template: &Template) -> String {
    let kind = match template.kind {
        TemplateKind::Main => "main",
        TemplateKind::Block => "block",
        TemplateKind::Style => "style",
        TemplateKind::Sentence => "sentence",
    };
    json!({
        "schema": 1, "event": "template", "name": template.name, "kind": kind, "about": template.about,
        "own": template.own, "built_in": template.built_in.is_some(),
    })
    .to_string()
}

fn show(name: &str, built_in: bool, global: &Global, printer: &Printer) -> Exit {
    let (templates, exit) = match in_force(global, printer) {
        Ok(known) => known,
        Err(exit) => return exit,
    };
    let found = templates.iter().find(|t| t.name == name);
    let text = found.and_then(|t| if built_in { t.built_in.as_ref() } else { Some(&t.text) });
    let (Some(template), Some(text)) = (found, text) else {
        let known = templates.iter().filter(|t| t.built_in.is_some() || !built_in).map(|t| t.name.as_str());
        return printer.diagnostics(&[project::unknown(name, known)], &Files::default());
    };
    if printer.json {
        let mut record = json!({ "schema": 1, "event": "template", "name": name, "text": text });
        if template.kind == TemplateKind::Sentence {
            record["values"] = json!(template.values);
        }
        printer.data(&record.to_string());
    } else {
        printer.raw(text.as_bytes());
    }
    if template.kind == TemplateKind::Sentence {
        let values: Vec<String> = template.values.iter().map(|value| format!("{{{value}}}")).collect();
        printer.say(&format!("{}: {}", printer.pick("isian", "values"), values.join(", ")));
    }
    exit
}

fn eject(names: &[String], global: &Global, printer: &Printer) -> Exit {
    let root = match find(global) {
        Ok(root) => root,
        Err(fault) => {
            printer.diagnostics(&[*fault], &Files::default());
            return Exit::Usage;
        }
    };
    let mut exit = Exit::Done;
    let mut copied = false;
    for name in names {
        let mut files = Files::default();
        match project::eject(&root, name, &mut files) {
            Ok(path) => {
                copied = true;
                if printer.json {
                    printer.data(&json!({ "schema": 1, "event": "ejected", "name": name, "file": path }).to_string());
                }
                printer.result(&path);
            }
            Err(faults) => exit = exit.max(printer.diagnostics(&faults, &files)),
        }
    }
    if copied {
        printer.say(printer.pick(
            "ubah isinya, lalu `lhe template lint` dan `lhe build`; untuk kembali ke bawaan, hapus berkas atau teksnya",
            "change it, then `lhe template lint` and `lhe build`; to return to what is built in, delete the file or text",
        ));
    }
    exit
}

fn lint(names: &[String], global: &Global, printer: &Printer) -> Exit {
    let project = match load(global, printer) {
        Ok(project) => project,
        Err(exit) => return exit,
    };
    let found: Found = match project.lint(names) {
        Ok(found) => found,
        Err(strangers) => return printer.diagnostics(&strangers, &project.files),
    };
    let exit = printer.diagnostics(&found, &project.files);
    let counts = printer.counts(&found);
    printer.say(&match printer.lang {
        Lang::Id => format!("templat diperiksa: {counts}"),
        Lang::En => format!("templates checked: {counts}"),
    });
    exit
}
