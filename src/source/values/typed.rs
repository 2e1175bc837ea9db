//! The checks of each kind of text, and the diagnostics of typed faults.

use crate::diag::{Code, Diagnostic, Hint, Place, Severity, nearest};
use crate::num::{self, Fault};

use super::super::faults;
use super::super::layout::outline;
use super::super::node::{Node, Style};
use super::context::Context;
use super::date::{Date, DateFault, PartialDate, Year};
use super::leaf::{self, Leaf};
use super::prose;

/// Checks a scalar against its type and gives the text that the type takes.
pub(super) fn check(
    context: &Context<'_>,
    list: Option<Place>,
    node: &Node,
    text: &str,
    leaf: Leaf,
) -> Result<String, Diagnostic> {
    if text.trim().is_empty() {
        return Err(empty(context.text(node), node));
    }
    let free = matches!(leaf, Leaf::Prose | Leaf::Name);
    if !free && let Some(disguised) = disguised(context.text(node), node, text) {
        return Err(disguised);
    }
    let checked = closed_or_free(context, list, node, text, leaf)?;
    if free && let Some(quotes) = word_quotes(node, text) {
        context.warn(quotes);
    }
    Ok(checked)
}

/// Makes the fault of a closed text that is right apart from additions of Word: a special space at an end, or quotes.
pub(super) fn disguised(file: &str, node: &Node, text: &str) -> Option<Diagnostic> {
    if text.starts_with(outline::special_space) || text.ends_with(outline::special_space) {
        let (start, end) = (node.place.start as usize, node.place.end as usize);
        let raw = file.get(start..end)?;
        let behind = raw.trim_end_matches(['"', '\'']).trim_end_matches(outline::special_space).len();
        let at = if text.starts_with(outline::special_space) { raw.find(outline::special_space)? } else { behind };
        return Some(faults::special_space(node.place.file, start + at, raw[at..].chars().next()?));
    }
    let mut quotes = word_quotes(node, text)?;
    quotes.severity = Severity::Error;
    Some(quotes)
}

/// Makes the warning for Word's quotes round a whole plain text: they would be printed.
fn word_quotes(node: &Node, text: &str) -> Option<Diagnostic> {
    within_word_quotes(text).filter(|_| node.style == Style::Plain)?;
    let (open, close) = (text.chars().next()?, text.chars().next_back()?);
    Some(Diagnostic::new(Code::Y046).at(node.place).arg("quotes", format!("{open} {close}")))
}

/// Gives the text inside Word's quotes, if one pair encloses all of it.
pub(super) fn within_word_quotes(text: &str) -> Option<&str> {
    const PAIRS: [(char, &str); 6] = [('“', "”“"), ('”', "”"), ('„', "“”"), ('‘', "’‘"), ('’', "’"), ('«', "»")];
    let open = text.chars().next()?;
    let close = text.chars().next_back()?;
    let (_, closes) = PAIRS.iter().find(|(first, _)| *first == open)?;
    let inner = text.strip_prefix(open)?.strip_suffix(close).filter(|_| closes.contains(close))?;
    // `“A” dan “B”` has quotes at both ends too; an apostrophe as in `Jum’at` closes nothing.
    let mut before = ' ';
    for (at, c) in inner.char_indices() {
        let after = inner[at + c.len_utf8()..].chars().next().unwrap_or(' ');
        let apostrophe = c == '’' && before.is_alphanumeric() && after.is_alphanumeric();
        if (c == open || closes.contains(c)) && !apostrophe {
            return None;
        }
        before = c;
    }
    Some(inner)
}

/// Checks a text by its kind.
fn closed_or_free(
    context: &Context<'_>,
    list: Option<Place>,
    node: &Node,
    text: &str,
    leaf: Leaf,
) -> Result<String, Diagnostic> {
    let fault = |code: Code| Diagnostic::new(code).at(node.place).arg("text", text);
    match leaf {
        Leaf::Prose => prose::check(context, list, node, text, true).map(|()| text.trim_end().to_owned()),
        Leaf::Name => {
            if text.trim_end_matches('\n').contains('\n') {
                return Err(Diagnostic::new(Code::Y060).at(node.place));
            }
            prose::check(context, list, node, text, false).map(|()| text.trim().to_owned())
        }
        Leaf::Token if text.contains(char::is_whitespace) => Err(spaces(fault(Code::Y061), text)),
        Leaf::Token => Ok(text.to_owned()),
        Leaf::Number => match num::parse(text) {
            Ok(_) => Ok(text.to_owned()),
            Err(found) => Err(number(node, text, found)),
        },
        Leaf::Date => match Date::read(text) {
            Ok(_) => Ok(text.to_owned()),
            Err(DateFault::Calendar) => Err(fault(Code::Y071)),
            Err(DateFault::Form) => Err(guess(Diagnostic::new(Code::Y070).at(node.place), text)),
        },
        Leaf::PartialDate => match PartialDate::read(text) {
            Ok(_) => Ok(text.to_owned()),
            Err(DateFault::Calendar) => Err(fault(Code::Y071)),
            Err(DateFault::Form) => Err(guess(Diagnostic::new(Code::Y072).at(node.place), text)),
        },
        Leaf::YesNo => match leaf::yes_no(text) {
            Some(_) => Ok(text.to_owned()),
            None => Err(yes_no(fault(Code::Y073), text)),
        },
        Leaf::Year => match Year::from_text(text) {
            Some(_) => Ok(text.to_owned()),
            None => Err(fault(Code::Y074)),
        },
    }
}

/// Makes the fault of an empty value. It has its own code if a `#` on the line made the value empty.
pub(super) fn empty(text: &str, node: &Node) -> Diagnostic {
    let after = text.get(node.place.end as usize..).unwrap_or("");
    let line = after.lines().next().unwrap_or("").trim_start_matches([' ', ':']);
    let code = if node.style == Style::Plain && line.starts_with('#') { Code::Y036 } else { Code::Y050 };
    Diagnostic::new(code).at(node.place)
}

/// Makes the fault of a key that the map does not know.
pub(super) fn unknown_key(key: &Node, text: &str, meant: Option<&str>, names: &[&str]) -> Diagnostic {
    let diagnostic = Diagnostic::new(Code::Y053).at(key.place).arg("key", text);
    let known = || nearest(text, names.iter().copied());
    match meant.map(str::to_owned).or_else(known) {
        Some(word) => diagnostic.hint(Hint::DidYouMean(word)),
        None => diagnostic.hint(Hint::Choices(choices(names))),
    }
}

/// Makes the fault of a value that is none of the choices.
pub(super) fn unknown_choice(file: &str, node: &Node, text: &str, variants: &[&str]) -> Diagnostic {
    if let Some(disguised) = disguised(file, node, text) {
        return disguised;
    }
    let diagnostic = Diagnostic::new(Code::Y075).at(node.place).arg("text", text);
    let diagnostic = match nearest(text, variants.iter().copied()) {
        Some(word) => diagnostic.hint(Hint::DidYouMean(word)),
        None => diagnostic,
    };
    diagnostic.hint(Hint::Choices(choices(variants)))
}

/// Joins words for a hint.
pub(super) fn choices(words: &[&str]) -> String {
    words.join(", ")
}

/// Makes the fault of a text that is no number.
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

/// Adds the number that was probably meant by `1.250.000` or `1.250,00`.
fn thousands(diagnostic: Diagnostic, text: &str) -> Diagnostic {
    let right = text.replace(['.', ' '], "").replace(',', ".");
    if num::parse(&right).is_ok() { diagnostic.hint(Hint::Write(right)) } else { diagnostic }
}

/// Adds the date that was probably meant to a fault of form, or turns it into a fault of the calendar.
fn guess(mut diagnostic: Diagnostic, text: &str) -> Diagnostic {
    let right = match Date::guess(text) {
        Ok(date) => date,
        Err(DateFault::Calendar) => {
            diagnostic.code = Code::Y071;
            return diagnostic.arg("text", text);
        }
        Err(DateFault::Form) => EXAMPLE,
    };
    let month = format!("{:04}-{:02}", right.year, right.month);
    diagnostic.arg("text", text).arg("right", right).arg("month", month)
}

/// The date that a hint shows if none can be guessed.
const EXAMPLE: Date = Date { year: 2023, month: 5, day: 8 };

/// Adds the code with `-` in place of its spaces.
fn spaces(diagnostic: Diagnostic, text: &str) -> Diagnostic {
    let joined = text.split_whitespace().collect::<Vec<_>>().join("-");
    if text.contains([',', '\n']) { diagnostic } else { diagnostic.hint(Hint::Write(joined)) }
}

/// Adds `ya` or `tidak`, if a usual synonym was typed.
fn yes_no(diagnostic: Diagnostic, text: &str) -> Diagnostic {
    let right = match text.to_lowercase().as_str() {
        "true" | "yes" | "y" | "on" | "ya" | "iya" | "benar" | "1" => "ya",
        "false" | "no" | "n" | "off" | "tidak" | "tdk" | "salah" | "0" => "tidak",
        _ => return diagnostic,
    };
    diagnostic.hint(Hint::Write(right.to_owned()))
}
