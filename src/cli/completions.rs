//! `lhe completions`: scripts with which a shell completes commands, from the same definitions as the help.

use clap_complete::{Shell, generate};

use super::args::CompletionsArgs;
use super::exit::Exit;
use super::help;
use super::printer::Printer;

pub(super) fn run(args: &CompletionsArgs, printer: &Printer) -> Exit {
    let shell = match args.shell.as_str() {
        "zsh" => Shell::Zsh,
        "fish" => Shell::Fish,
        "powershell" => Shell::PowerShell,
        _ => Shell::Bash,
    };
    let mut text = Vec::new();
    generate(shell, &mut help::visible(printer.lang), "lhe", &mut text);
    printer.raw(&text);
    Exit::Done
}
