//! Refusals of clap in our own words, in both languages.

use clap::error::{ContextKind, ContextValue, ErrorKind};

use crate::diag::{Code, Diagnostic, Files, Lang, human, json};

use super::exit::Exit;
use super::printer;

/// Shows help, version or a refusal, and returns the exit status.
pub(super) fn show(error: &clap::Error, lang: Lang, as_json: bool) -> Exit {
    match error.kind() {
        ErrorKind::DisplayHelp | ErrorKind::DisplayVersion => {
            printer::write(&error.to_string());
            Exit::Done
        }
        ErrorKind::DisplayHelpOnMissingArgumentOrSubcommand => {
            printer::error_line(error.to_string().trim_end());
            Exit::Usage
        }
        _ => {
            let fault = refusal(error, lang);
            if as_json {
                printer::write(&format!("{}\n", json(&fault, &Files::default(), lang)));
            } else {
                printer::error_line(human(&fault, &Files::default(), lang).trim_end());
            }
            Exit::Usage
        }
    }
}

fn refusal(error: &clap::Error, lang: Lang) -> Diagnostic {
    let context = |kind: ContextKind| match error.get(kind) {
        Some(ContextValue::String(text)) => text.clone(),
        Some(ContextValue::Strings(list)) => list.join(", "),
        _ => String::new(),
    };
    let argument = context(ContextKind::InvalidArg);
    let value = context(ContextKind::InvalidValue);
    let valid = context(ContextKind::ValidValue);
    let (id, en) = match error.kind() {
        ErrorKind::UnknownArgument => {
            (format!("argumen `{argument}` tidak dikenal"), format!("unknown argument `{argument}`"))
        }
        ErrorKind::InvalidSubcommand => {
            let name = context(ContextKind::InvalidSubcommand);
            (format!("perintah `{name}` tidak dikenal"), format!("unknown command `{name}`"))
        }
        ErrorKind::MissingRequiredArgument => (
            format!("argumen wajib belum diberikan: {argument}"),
            format!("a required argument is missing: {argument}"),
        ),
        ErrorKind::MissingSubcommand => ("sebutkan perintahnya".to_owned(), "name a command".to_owned()),
        ErrorKind::InvalidValue if value.is_empty() => {
            (format!("`{argument}` memerlukan isi"), format!("`{argument}` needs a value"))
        }
        ErrorKind::InvalidValue | ErrorKind::ValueValidation => {
            let choices = |word: &str| if valid.is_empty() { String::new() } else { format!(" ({word}: {valid})") };
            (
                format!("isi `{value}` tidak cocok untuk `{argument}`{}", choices("pilihan")),
                format!("`{value}` does not fit `{argument}`{}", choices("choices")),
            )
        }
        ErrorKind::ArgumentConflict => {
            let prior = context(ContextKind::PriorArg);
            (
                format!("`{argument}` tidak dapat dipakai bersama `{prior}`"),
                format!("`{argument}` cannot be used with `{prior}`"),
            )
        }
        ErrorKind::TooManyValues | ErrorKind::WrongNumberOfValues => {
            (format!("terlalu banyak isi untuk `{argument}`"), format!("too many values for `{argument}`"))
        }
        kind => (format!("pemakaian tidak dikenal ({kind})"), format!("unknown usage ({kind})")),
    };
    let suggested = [ContextKind::SuggestedSubcommand, ContextKind::SuggestedArg, ContextKind::SuggestedValue]
        .into_iter()
        .map(context)
        .find(|text| !text.is_empty());
    let (text, meant, see) = match lang {
        Lang::Id => (id, "maksud Anda", "lihat `lhe --help`"),
        Lang::En => (en, "did you mean", "see `lhe --help`"),
    };
    let hint = suggested.map_or_else(|| see.to_owned(), |s| format!("{meant} `{s}`? {see}"));
    Diagnostic::new(Code::U010).arg("text", text).arg("hint", hint)
}
