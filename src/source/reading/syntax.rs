//! What serde_yaml says about a text that is no YAML, as a diagnostic that says what to type instead.
//!
//! serde_yaml has no error kinds, only sentences, so these are told apart by their words; a test holds each.

use serde::de::{Deserialize, IgnoredAny};

use crate::diag::{Code, Diagnostic, FileId, Place};

use super::super::faults;
use super::super::layout::extent;
use super::super::layout::lines::{self, Lines};
use super::super::layout::outline::{self, Finding};

/// What is wrong with a text that serde_yaml failed on: one diagnostic, and before it a quoted text of several
/// lines if there is one above.
pub(super) fn explain(error: &serde_yaml::Error, text: &str, file: FileId, lines: &Lines) -> Vec<Diagnostic> {
    let message = error.to_string();
    if message.contains("more than one document") {
        return second_document(text, file, lines);
    }
    let index = error.location().map_or(0, |location| location.index()).min(text.len());
    let context = message.split_once(", while ").and_then(|(_, context)| lines::numbers(context));
    let opened = context.map_or(index, |(line, column)| lines.offset(text, line, column));
    let view = View { text, file, index: boundary(text, index), opened, multi_line: context.is_some() };
    let mut found = view.quotes_of_several_lines(&message);
    if found.last().is_none_or(|last| last.code != Code::Y023) {
        found.push(view.explain(&message));
    }
    found
}

/// The nearest character boundary at or before an index.
fn boundary(text: &str, mut index: usize) -> usize {
    while !text.is_char_boundary(index) {
        index -= 1;
    }
    index
}

struct View<'a> {
    text: &'a str,
    file: FileId,
    /// Where the parser stopped.
    index: usize,
    /// Where the thing began that it was reading.
    opened: usize,
    /// The two are different places.
    multi_line: bool,
}

impl View<'_> {
    /// Quotes above the failure that their line does not close: the parser read on to the next quote, and fails
    /// where that makes no sense. Only those behind whose end the text goes on as it should are whole.
    fn quotes_of_several_lines(&self, message: &str) -> Vec<Diagnostic> {
        // Inside a quoted text the fault may be a `\`, which hides where it ends.
        let until = if message.contains("parsing a quoted scalar") { self.opened } else { self.index };
        let mut found = Vec::new();
        let mut read = 0;
        for (at, finding) in outline::of(&self.text[..self.line_end(until)]) {
            if finding != Finding::OpenQuote || at < read || at >= until {
                continue;
            }
            let end = extent::quoted(self.text, at);
            let behind = self.text[end..].lines().next().unwrap_or("").trim_start();
            if end >= until || !(behind.is_empty() || behind.starts_with(['#', ',', ']', '}'])) {
                found.push(self.at(Code::Y023, at, 1));
                return found;
            }
            found.push(self.at(Code::Y040, at, end - at));
            read = end;
        }
        found
    }

    /// A dash without its space, in the line of the failure or above it in the same list.
    fn tight_dash(&self) -> Option<Diagnostic> {
        let end = self.line_end(self.index);
        let found = outline::of(&self.text[..end]);
        let (at, _) = found.into_iter().rfind(|(at, finding)| *finding == Finding::TightDash && *at <= self.index)?;
        let indent = at - self.line_start(at);
        let inside = |line: &str| {
            let content = line.trim_start_matches(' ');
            let spaces = line.len() - content.len();
            content.trim().is_empty() || spaces > indent || spaces == indent && content.starts_with(['-', '#'])
        };
        self.text[at - indent..end].lines().all(inside).then(|| faults::tight_dash(self.text, self.file, at))
    }

    fn explain(&self, message: &str) -> Diagnostic {
        if let Some(diagnostic) = self.tight_dash() {
            return diagnostic;
        }
        let has = |part: &str| message.contains(part);
        if has("EOF while parsing") {
            self.at(Code::Y011, 0, 0)
        } else if has("recursion limit") {
            self.at(Code::Y004, self.index, 1)
        } else if has("scanning a quoted scalar") {
            self.at(Code::Y023, self.opened, 1)
        } else if has("parsing a quoted scalar") {
            self.escape()
        } else if has("scanning a block scalar") {
            self.block_header(has("equal to 0"))
        } else if has("mapping values are not allowed") {
            self.colon()
        } else if has("block sequence entries are not allowed") {
            self.at(Code::Y028, self.index, 1)
        } else if has("did not find expected ','") {
            self.bracket(if has("flow sequence") { '[' } else { '{' })
        } else if has("parsing a flow node") {
            self.flow_node()
        } else if has("could not find expected ':'") {
            self.to_line_end(Code::Y026, self.opened)
        } else if has("did not find expected key") || has("'-' indicator") || has("<document start>") {
            self.stray()
        } else if has("an anchor") || has("an alias") || has("a tag") || has("undefined tag") {
            self.char_at(Code::Y024, self.opened)
        } else if has("invalid value: ") {
            self.char_at(Code::Y030, self.index)
        } else if has("unknown anchor")
            || has("cannot start any token")
            || has("node content")
            || has("mapping keys are not allowed")
        {
            self.char_at(Code::Y024, self.index)
        } else {
            self.line()
        }
    }

    fn at(&self, code: Code, start: usize, length: usize) -> Diagnostic {
        let start = boundary(self.text, start.min(self.text.len()));
        let mut end = (start + length).min(self.text.len());
        while !self.text.is_char_boundary(end) {
            end += 1;
        }
        Diagnostic::new(code).at(Place::new(self.file, start, end))
    }

    /// A fault that names the character it stands on.
    fn char_at(&self, code: Code, at: usize) -> Diagnostic {
        match self.text[at..].chars().next() {
            Some(c) if !c.is_whitespace() => self.at(code, at, c.len_utf8()).arg("char", c),
            _ => self.line(),
        }
    }

    fn to_line_end(&self, code: Code, start: usize) -> Diagnostic {
        let line = self.text[start..].lines().next().unwrap_or("").trim_end();
        self.at(code, start, line.len().max(1))
    }

    /// Nothing more is known than that the line is no YAML.
    fn line(&self) -> Diagnostic {
        let start = self.line_start(self.index);
        let indent = self.text[start..].len() - self.text[start..].trim_start_matches(' ').len();
        self.to_line_end(Code::Y026, start + indent)
    }

    fn line_start(&self, at: usize) -> usize {
        self.text[..at].rfind('\n').map_or(0, |i| i + 1)
    }

    fn line_end(&self, at: usize) -> usize {
        self.text[at..].find('\n').map_or(self.text.len(), |i| at + i)
    }

    /// The last line above that holds more than a comment: its first byte and its text.
    fn line_above(&self, at: usize) -> Option<(usize, &str)> {
        let mut end = self.line_start(at);
        while end > 0 {
            let start = self.line_start(end - 1);
            let line = self.text[start..end].trim();
            if !line.is_empty() && !line.starts_with('#') {
                let indent = self.text[start..end].len() - self.text[start..end].trim_start().len();
                return Some((start + indent, line));
            }
            end = start;
        }
        None
    }

    /// A colon where no key can be: inside a value, or because the line does not belong to the one above.
    fn colon(&self) -> Diagnostic {
        let start = self.line_start(self.index);
        let before = &self.text[start..self.index];
        if before.contains(": ") {
            return self.at(Code::Y021, self.index, 1);
        }
        let content = start + before.len() - before.trim_start().len();
        match self.line_above(start) {
            Some((at, line)) if !line.starts_with("- ") && !line.contains(": ") && !line.ends_with(':') => {
                self.at(Code::Y026, at, line.len())
            }
            _ => self.to_line_end(Code::Y027, content),
        }
    }

    /// Something where a key or a `-` should be.
    fn stray(&self) -> Diagnostic {
        let start = self.line_start(self.index);
        let before = self.text[start..self.index].trim_end();
        if before.ends_with(['"', '\'', ']', '}']) {
            self.to_line_end(Code::Y022, self.index)
        } else if before.is_empty() && self.text[self.index..].starts_with(':') {
            self.to_line_end(Code::Y026, self.index)
        } else if before.is_empty() {
            self.to_line_end(Code::Y027, self.index)
        } else {
            self.line()
        }
    }

    /// A sign in brackets where a value should be, or brackets that end with the file.
    fn flow_node(&self) -> Diagnostic {
        match (self.text[self.index..].trim().is_empty(), self.text.rfind(['[', '{'])) {
            (true, Some(open)) => self.char_at(Code::Y025, open),
            _ => self.char_at(Code::Y025, self.index),
        }
    }

    /// A bracket that is not closed: shown up to the trouble if both are on one line, else where it opens.
    fn bracket(&self, open: char) -> Diagnostic {
        let opened = if self.multi_line { self.opened } else { 0 };
        let same_line = self.line_start(opened) == self.line_start(self.index) && opened < self.index;
        let length = if same_line { self.index - opened + 1 } else { 1 };
        self.at(Code::Y025, opened, length).arg("char", open)
    }

    fn escape(&self) -> Diagnostic {
        let until = (self.index + 1).min(self.text.len());
        let until = boundary(self.text, until);
        let start = self.text[..until].rfind('\\').unwrap_or(self.opened);
        let text: String = self.text[start..].chars().take(2).collect();
        if text.trim_end().len() < 2 {
            return self.at(Code::Y023, self.opened, 1);
        }
        self.at(Code::Y044, start, text.len()).arg("text", text.trim_end())
    }

    /// Something behind `|` that does not belong there; `zero` is an indentation of no space.
    fn block_header(&self, zero: bool) -> Diagnostic {
        let header = &self.text[self.opened..];
        let length = header.len() - header.trim_start_matches(|c: char| "|>+-0123456789".contains(c)).len();
        let header = &header[..length];
        if zero {
            return self.at(Code::Y042, self.opened, length).arg("header", header);
        }
        self.to_line_end(Code::Y035, self.index).arg("header", header)
    }
}

/// More than one document: shown at its first mark after anything that is not a comment.
///
/// Without such a mark something stands behind a text or a bracket that was the whole document; then the parser
/// knows more about it.
fn second_document(text: &str, file: FileId, lines: &Lines) -> Vec<Diagnostic> {
    let mut at = 0;
    let mut content = false;
    for line in text.split_inclusive('\n') {
        let trimmed = line.trim_end();
        let mark = ["---", "..."]
            .iter()
            .any(|mark| trimmed.strip_prefix(mark).is_some_and(|rest| rest.is_empty() || rest.starts_with(' ')));
        if mark && content {
            return vec![Diagnostic::new(Code::Y012).at(Place::new(file, at, at + 3))];
        }
        content |= mark || !trimmed.is_empty() && !trimmed.trim_start().starts_with('#');
        at += line.len();
    }
    let second = serde_yaml::Deserializer::from_str(text).nth(1).map(IgnoredAny::deserialize);
    match second {
        Some(Err(error)) if !error.to_string().contains("more than one document") => explain(&error, text, file, lines),
        _ => vec![Diagnostic::new(Code::Y012).at(Place::new(file, 0, 0))],
    }
}
