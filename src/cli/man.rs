//! `lhe man`: manual pages, from the same definitions as the help. They hold no date and no path.

use std::path::Path;

use clap::Command;
use clap_mangen::Man;

use crate::diag::{Diagnostic, Files, Lang};
use crate::os;

use super::args::ManArgs;
use super::exit::Exit;
use super::help;
use super::printer::Printer;

/// The two headings of sections that the help does not have, with the word in Indonesian.
const HEADINGS: &[(&str, &str)] = &[("NAME", "NAMA"), ("SYNOPSIS", "RINGKASAN")];

pub(super) fn run(args: &ManArgs, printer: &Printer) -> Exit {
    let mut root = help::visible(printer.lang);
    root.build();
    let Some(folder) = &args.folder else {
        printer.raw(page(&root, "lhe", printer.lang).as_bytes());
        return Exit::Done;
    };
    let mut pages = Vec::new();
    collect(&root, "lhe", printer.lang, &mut pages);
    let mut exit = Exit::Done;
    for (name, text) in pages {
        exit = exit.max(write(folder, &name, &text, printer));
    }
    exit
}

fn write(folder: &Path, name: &str, text: &str, printer: &Printer) -> Exit {
    let path = folder.join(name);
    match os::replace(&path, text.as_bytes()) {
        Ok(()) => {
            printer.result(name);
            Exit::Done
        }
        Err(error) => {
            printer.diagnostics(&[Diagnostic::unwritten(path.display(), os::reason(&error))], &Files::default())
        }
    }
}

/// Adds one page for each command, named as `man` finds it: `lhe-template-list.1`.
fn collect(command: &Command, name: &str, lang: Lang, pages: &mut Vec<(String, String)>) {
    pages.push((format!("{name}.1"), page(command, name, lang)));
    for below in command.get_subcommands() {
        collect(below, &format!("{name}-{}", below.get_name()), lang, pages);
    }
}

fn page(command: &Command, name: &str, lang: Lang) -> String {
    let man =
        Man::new(command.clone().display_name(name)).title(name).source(concat!("lhe ", env!("CARGO_PKG_VERSION")));
    let mut text = Vec::new();
    // Writing to memory always succeeds.
    let _ = man.render_title(&mut text).and_then(|()| man.render_name_section(&mut text));
    let usage = help::usage(command, name, lang).replace('-', "\\-");
    text.extend(format!(".SH SYNOPSIS\n{usage}\n").bytes());
    let _ = man.render_options_section(&mut text);
    if command.has_subcommands() {
        let _ = man.render_subcommands_section(&mut text);
    }
    let text = String::from_utf8_lossy(&text).into_owned();
    let heading = |line: &str| {
        let word = line.strip_prefix(".SH ")?.to_uppercase();
        let own = HEADINGS.iter().find(|(en, _)| *en == word && lang == Lang::Id);
        Some(format!(".SH {}", own.map_or(word.as_str(), |(_, id)| id)))
    };
    // Each section brings the same preamble; one is enough.
    let preamble = |line: &&str| line.starts_with(".ie ") || line.starts_with(".el ");
    let (head, rest): (Vec<&str>, Vec<&str>) = text.lines().partition(preamble);
    head.into_iter().take(2).chain(rest).map(|line| heading(line).unwrap_or_else(|| line.to_owned()) + "\n").collect()
}
