//! The command line: arguments, one file per command, printer, progress, exit status.
//!
//! The only module that prints. A command is short: load, do, show.

mod archive;
mod args;
mod build;
mod check;
mod completions;
mod correct;
mod diff;
mod exit;
mod explain;
mod files;
mod help;
mod init;
mod issue;
mod man;
mod new;
mod open;
mod printer;
mod proof;
mod recap;
mod rules;
mod score;
mod sign;
mod status;
mod table;
mod template;
mod usage;
mod verify;
mod worker;

use std::ffi::OsString;
use std::process::ExitCode;

use clap::FromArgMatches;

use crate::diag::Lang;
use crate::os;

use args::{Cli, Command};
use exit::Exit;
use printer::Printer;

/// Runs the program with the arguments of this process.
pub fn main() -> ExitCode {
    run(std::env::args_os().collect()).code()
}

fn run(arguments: Vec<OsString>) -> Exit {
    let lang = language(&arguments);
    let json = arguments.iter().any(|a| a == "--json");
    let parsed = help::command(lang).try_get_matches_from(arguments);
    let cli = match parsed.and_then(|matches| Cli::from_arg_matches(&matches)) {
        Ok(cli) => cli,
        Err(error) => return usage::show(&error, lang, json),
    };
    let printer = Printer::new(&cli.global, lang);
    let exit = match &cli.command {
        Command::Check(args) => check::run(args, &cli.global, &printer),
        Command::Score(args) => score::run(args, &cli.global, &printer.records()),
        Command::Explain(args) => explain::run(args, &cli.global, &printer),
        Command::Build(args) => build::run(args, &cli.global, &printer),
        Command::Init(args) => init::run(args, &printer),
        Command::New(args) => new::run(args, &cli.global, &printer),
        Command::Issue(args) => issue::run(args, &cli.global, &printer),
        Command::Correct(args) => correct::run(args, &cli.global, &printer),
        Command::Status(args) => status::run(args, &cli.global, &printer),
        Command::Diff(args) => diff::run(args, &cli.global, &printer),
        Command::Recap(args) => recap::run(args, &cli.global, &printer),
        Command::Template(args) => template::run(args, &cli.global, &printer),
        Command::Sign(args) => sign::run(args, &cli.global, &printer),
        Command::Verify(args) => verify::run(args, &cli.global, &printer),
        Command::Archive(args) => archive::run(args, &cli.global, &printer),
        Command::Completions(args) => completions::run(args, &printer),
        Command::Man(args) => man::run(args, &printer),
        Command::Worker => worker::run(&printer),
    };
    exit.max(printer::failure())
}

/// The language of messages: `--lang`, else `LHE_LANG`, else Indonesian. It is read before clap runs, so that help and
/// usage errors are in this language too. The locale is ignored: office servers run `C` or `en_US`.
fn language(arguments: &[OsString]) -> Lang {
    let texts: Vec<&str> = arguments.iter().filter_map(|a| a.to_str()).collect();
    let flag = texts.iter().enumerate().find_map(|(index, text)| match text.strip_prefix("--lang") {
        Some("") => texts.get(index + 1).map(|word| (*word).to_owned()),
        Some(rest) => rest.strip_prefix('=').map(str::to_owned),
        None => None,
    });
    match flag.or_else(|| os::variable("LHE_LANG")).as_deref() {
        Some("en") => Lang::En,
        _ => Lang::Id,
    }
}
