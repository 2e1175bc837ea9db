//! Help texts in both languages, by command and argument id. A test walks the whole command tree.

use std::collections::BTreeMap;
use std::sync::LazyLock;

use clap::{Command, CommandFactory};

use crate::diag::Lang;

use super::args::Cli;

/// A row for each text: command, argument, Indonesian, English, with tabs between them and a head line. An empty argument
/// is the command itself, an empty command the program. Global arguments are listed once, under the program.
const TEXTS: &str = include_str!("help/texts.tsv");

fn all_texts() -> impl Iterator<Item = [&'static str; 4]> {
    TEXTS.lines().skip(1).filter_map(|line| line.split('\t').collect::<Vec<_>>().try_into().ok())
}

/// Both texts by command and argument. Every start of the program looks up all of them.
static BY_NAME: LazyLock<BTreeMap<(&str, &str), [&str; 2]>> =
    LazyLock::new(|| all_texts().map(|[command, argument, id, en]| ((command, argument), [id, en])).collect());

fn text(command: &str, argument: &str, lang: Lang) -> Option<&'static str> {
    let found = |name| BY_NAME.get(&(name, argument));
    let [id, en] = found(command).or_else(|| found("").filter(|_| !argument.is_empty()))?;
    Some(lang.pick(id, en))
}

/// The command tree with its texts in one language.
pub(super) fn command(lang: Lang) -> Command {
    tree(Cli::command(), "", lang)
}

/// The command tree without the commands that are not for people.
pub(super) fn visible(lang: Lang) -> Command {
    let full = command(lang);
    let shown: Vec<Command> = full.get_subcommands().filter(|c| !c.is_hide_set()).cloned().collect();
    let arguments = full.get_arguments().cloned();
    let about = full.get_about().cloned().unwrap_or_default();
    Command::default()
        .name("lhe")
        .version(env!("CARGO_PKG_VERSION"))
        .about(about)
        .disable_help_subcommand(true)
        .disable_help_flag(true)
        .disable_version_flag(true)
        .override_usage(usage_line(&full, "", lang))
        .subcommand_help_heading(headings(lang).1)
        .subcommand_required(true)
        .args(arguments)
        .subcommands(shown)
}

/// Gives a command and those below it their texts; `path` is the way to call the command, without `lhe`.
fn tree(command: Command, path: &str, lang: Lang) -> Command {
    let mut command = described(command, path, lang);
    let names: Vec<String> = command.get_subcommands().map(|c| c.get_name().to_owned()).collect();
    for name in names {
        let path = format!("{path} {name}").trim_start().to_owned();
        command = command.mut_subcommand(&name, |below| tree(below, &path, lang));
    }
    command
}

/// The way to call a command; `name` is the name of its manual page, such as `lhe-template-list`.
pub(super) fn usage(command: &Command, name: &str, lang: Lang) -> String {
    usage_line(command, name.strip_prefix("lhe").unwrap_or(name).replace('-', " ").trim_start(), lang)
}

/// `lhe build [OPSI] [OPD]...`, made here because the line that clap makes has English words in it.
fn usage_line(command: &Command, name: &str, lang: Lang) -> String {
    let (options, subcommand) = match lang {
        Lang::Id => ("OPSI", "PERINTAH"),
        Lang::En => ("OPTIONS", "COMMAND"),
    };
    let mut line = format!("lhe {name}").trim_end().to_owned();
    line.push_str(&format!(" [{options}]"));
    if command.has_subcommands() {
        line.push_str(&format!(" <{subcommand}>"));
    }
    for argument in command.get_positionals() {
        let value = argument.get_value_names().and_then(<[_]>::first).map(ToString::to_string).unwrap_or_default();
        let many = if matches!(argument.get_action(), clap::ArgAction::Append) { "..." } else { "" };
        let (open, close) = if argument.is_required_set() { ('<', '>') } else { ('[', ']') };
        line.push_str(&format!(" {open}{value}{close}{many}"));
    }
    line
}

/// The headings over usage, commands, arguments and options.
fn headings(lang: Lang) -> (&'static str, &'static str, &'static str, &'static str) {
    match lang {
        Lang::Id => ("Pemakaian", "Perintah", "Argumen", "Opsi"),
        Lang::En => ("Usage", "Commands", "Arguments", "Options"),
    }
}

fn described(mut command: Command, name: &str, lang: Lang) -> Command {
    let (usage, commands, arguments, options) = headings(lang);
    command = command
        .help_template(format!("{{about}}\n\n{usage}: {{usage}}\n\n{{all-args}}"))
        .subcommand_help_heading(commands)
        .disable_help_flag(true)
        .disable_version_flag(true);
    if let Some(about) = text(name, "", lang) {
        command = command.about(about);
    }
    let flag = |id: &'static str, short: char, action| {
        clap::Arg::new(id).long(id).short(short).action(action).help(text("", id, lang).unwrap_or_default())
    };
    command = command.arg(flag("help", 'h', clap::ArgAction::Help));
    if name.is_empty() {
        command = command.arg(flag("version", 'V', clap::ArgAction::Version));
    }
    let line = usage_line(&command, name, lang);
    command = command.next_help_heading(options).override_usage(line);
    let ids: Vec<String> = command.get_arguments().map(|a| a.get_id().to_string()).collect();
    for id in ids {
        if let Some(help) = text(name, &id, lang) {
            command = command.mut_arg(&id, |argument| {
                let heading = if argument.is_positional() { arguments } else { options };
                argument.help(help).help_heading(heading).hide_possible_values(true).hide_default_value(true)
            });
        }
    }
    command
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Every command with the way it is called.
    fn all(command: &Command, path: &str, out: &mut Vec<(String, Command)>) {
        out.push((path.to_owned(), command.clone()));
        for below in command.get_subcommands().filter(|c| !c.is_hide_set()) {
            all(below, format!("{path} {}", below.get_name()).trim_start(), out);
        }
    }

    #[test]
    fn every_command_and_argument_has_a_text_in_both_languages() {
        for lang in [Lang::Id, Lang::En] {
            let mut commands = Vec::new();
            all(&command(lang), "", &mut commands);
            assert!(commands.iter().any(|(path, _)| path == "template list"));
            for (path, command) in commands {
                assert!(text(&path, "", lang).is_some(), "{path}");
                for argument in command.get_arguments() {
                    assert!(text(&path, argument.get_id().as_str(), lang).is_some(), "{path} {}", argument.get_id());
                }
            }
        }
    }

    #[test]
    fn every_text_belongs_to_something() {
        let mut commands = Vec::new();
        all(&command(Lang::Id), "", &mut commands);
        assert_eq!(all_texts().count(), TEXTS.lines().count() - 1, "each line has four columns");
        for [path, argument, ..] in all_texts() {
            let (_, command) = commands.iter().find(|(known, _)| known == path).expect("the command exists");
            assert!(
                argument.is_empty() || command.get_arguments().any(|a| a.get_id() == argument),
                "{path} {argument}"
            );
        }
    }
}
