//! The checks of each kind of text, and the diagnostics of typed faults.

use crate::diag::{Code, Diagnostic, Hint, nearest};
use crate::num::{self, Fault};

use super::date::{Date, DateFault, PartialDate};
use super::decode::Decoder;
use super::leaf::{self, Leaf};
use super::node::{Node, Style};
use super::prose;

/// Checks a scalar against its type and gives the text that the type takes.
pub(super) fn check(decoder: &Decoder<'_>, node: &Node, text: &str, leaf: Leaf) -> Result<String, Diagnostic> {
    if text.trim().is_empty() {
        return Err(empty(decoder.context.text, node));
    }
    let fault = |code: Code| Diagnostic::new(code).at(node.place).arg("text", text);
    match leaf {
        Leaf::Prose => prose::check(decoder, node, text, true).map(|()| text.trim_end().to_owned()),
        Leaf::Name => {
            if text.trim_end_matches('\n').contains('\n') {
                return Err(Diagnostic::new(Code::Y060).at(node.place));
            }
            prose::check(decoder, node, text, false).map(|()| text.trim().to_owned())
        }
        Leaf::Token if text.contains(char::is_whitespace) => Err(fault(Code::Y061)),
        Leaf::Token => Ok(text.to_owned()),
        Leaf::Number => match num::parse(text) {
            Ok(_) => Ok(text.to_owned()),
            Err(found) => Err(number(node, text, found)),
        },
        Leaf::Date => match Date::read(text) {
            Ok(_) => Ok(text.to_owned()),
            Err(DateFault::Calendar) => Err(fault(Code::Y071)),
            Err(DateFault::Form) => Err(guess(fault(Code::Y070), text)),
        },
        Leaf::PartialDate => match PartialDate::read(text) {
            Ok(_) => Ok(text.to_owned()),
            Err(DateFault::Calendar) => Err(fault(Code::Y071)),
            Err(DateFault::Form) => Err(guess(fault(Code::Y072), text)),
        },
        Leaf::YesNo => match leaf::yes_no(text) {
            Some(_) => Ok(text.to_owned()),
            None => Err(yes_no(fault(Code::Y073), text)),
        },
        Leaf::Year => match leaf::year(text) {
            Some(_) => Ok(text.to_owned()),
            None => Err(fault(Code::Y074)),
        },
    }
}

/// An empty value, with its own code if a `#` on the line made it empty.
pub(super) fn empty(text: &str, node: &Node) -> Diagnostic {
    let after = text.get(node.place.end as usize..).unwrap_or("");
    let line = after.lines().next().unwrap_or("").trim_start_matches([' ', ':']);
    let code = if node.style == Style::Plain && line.starts_with('#') { Code::Y036 } else { Code::Y050 };
    Diagnostic::new(code).at(node.place)
}

/// A key that the map does not know.
pub(super) fn unknown_key(key: &Node, text: &str, meant: Option<&str>, names: &[&str]) -> Diagnostic {
    let diagnostic = Diagnostic::new(Code::Y053).at(key.place).arg("key", text);
    let known = || nearest(text, names.iter().copied());
    match meant.map(str::to_owned).or_else(known) {
        Some(word) => diagnostic.hint(Hint::DidYouMean(word)),
        None => diagnostic.hint(Hint::Choices(choices(names))),
    }
}

/// A value that is none of the choices.
pub(super) fn unknown_choice(node: &Node, text: &str, variants: &[&str]) -> Diagnostic {
    let diagnostic = Diagnostic::new(Code::Y075).at(node.place).arg("text", text);
    let diagnostic = match nearest(text, variants.iter().copied()) {
        Some(word) => diagnostic.hint(Hint::DidYouMean(word)),
        None => diagnostic,
    };
    diagnostic.hint(Hint::Choices(choices(variants)))
}

/// The words as they are shown in a hint.
pub(super) fn choices(words: &[&str]) -> String {
    words.join(", ")
}

fn number(node: &Node, text: &str, found: Fault) -> Diagnostic {
    let code = match found {
        Fault::Empty => Code::Y050,
        Fault::Comma => Code::Y062,
        Fault::Thousands => Code::Y063,
        Fault::Notation => Code::Y064,
        Fault::TooLong => Code::Y065,
        Fault::NotANumber => Code::Y067,
    };
    let diagnostic = Diagnostic::new(code).at(node.place);
    match found {
        Fault::Empty | Fault::TooLong => diagnostic,
        Fault::Comma => {
            let right = text.replace(',', ".");
            diagnostic.arg("text", text).arg("right", right)
        }
        Fault::Thousands => thousands(diagnostic.arg("text", text), text),
        _ => diagnostic.arg("text", text),
    }
}

/// Adds what was probably meant by `1.250.000` or `1.250,00`.
fn thousands(diagnostic: Diagnostic, text: &str) -> Diagnostic {
    let right = text.replace(['.', ' '], "").replace(',', ".");
    if num::parse(&right).is_ok() { diagnostic.hint(Hint::Write(right)) } else { diagnostic }
}

fn guess(diagnostic: Diagnostic, text: &str) -> Diagnostic {
    match Date::guess(text) {
        Some(date) => diagnostic.hint(Hint::Write(date.to_string())),
        None => diagnostic,
    }
}

fn yes_no(diagnostic: Diagnostic, text: &str) -> Diagnostic {
    let right = match text.to_lowercase().as_str() {
        "true" | "yes" | "y" | "on" | "ya" | "iya" | "benar" | "1" => "ya",
        "false" | "no" | "n" | "off" | "tidak" | "tdk" | "salah" | "0" => "tidak",
        _ => return diagnostic,
    };
    diagnostic.hint(Hint::Write(right.to_owned()))
}
