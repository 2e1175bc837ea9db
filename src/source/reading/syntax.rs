//! Turns an error of serde_yaml into a diagnostic that says how to type the text instead.
//!
//! serde_yaml has no kinds of errors, only sentences. They are told apart by their words; a test holds each of them.

use serde::de::{Deserialize, IgnoredAny};

use crate::diag::{Code, Diagnostic, FileId, Found, Place};

use super::super::faults;
use super::super::layout::extent;
use super::super::layout::lines::{self, Lines};
use super::super::layout::outline::{self, Finding};

/// Explains why serde_yaml failed on a text: one diagnostic for the failure, and before it one for each quoted text of
/// several lines above.
pub(super) fn explain(error: &serde_yaml::Error, text: &str, file: FileId, lines: &Lines) -> Found {
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

/// A text and the failure in it.
struct View<'a> {
    text: &'a str,
    file: FileId,
    /// The byte at which the parser stopped.
    index: usize,
    /// The first byte of the construct that the parser was reading.
    opened: usize,
    /// True if serde_yaml named that construct; else `opened` is `index`.
    multi_line: bool,
}

impl View<'_> {
    /// Finds quotes above the failure that their own line leaves open. The parser read on from each to the next quote.
    /// If the text behind that makes sense, the quoted text is whole (Y040), else its quote was never closed (Y023).
    fn quotes_of_several_lines(&self, message: &str) -> Found {
        // Inside a quoted text the fault may be a `\`, so that the end of the text is unknown.
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

    /// Finds a dash without its space in the line of the failure, or above it in the same list.
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

    /// Explains the failure by the words of its message.
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

    /// Makes a fault of `length` bytes, widened to whole characters.
    fn at(&self, code: Code, start: usize, length: usize) -> Diagnostic {
        let start = boundary(self.text, start.min(self.text.len()));
        let mut end = (start + length).min(self.text.len());
        while !self.text.is_char_boundary(end) {
            end += 1;
        }
        Diagnostic::new(code).at(Place::new(self.file, start, end))
    }

    /// Makes a fault that names the character it stands on.
    fn char_at(&self, code: Code, at: usize) -> Diagnostic {
        match self.text[at..].chars().next() {
            Some(c) if !c.is_whitespace() => self.at(code, at, c.len_utf8()).arg("char", c),
            _ => self.line(),
        }
    }

    /// Makes a fault that reaches to the end of its line.
    fn to_line_end(&self, code: Code, start: usize) -> Diagnostic {
        let line = self.text[start..].lines().next().unwrap_or("").trim_end();
        self.at(code, start, line.len().max(1))
    }

    /// Makes the fault of a line that is no YAML for a reason unknown to us.
    fn line(&self) -> Diagnostic {
        let start = self.line_start(self.index);
        let indent = self.text[start..].len() - self.text[start..].trim_start_matches(' ').len();
        self.to_line_end(Code::Y026, start + indent)
    }

    fn line_start(&self, at: usize) -> usize {
        lines::line_start(self.text, at)
    }

    fn line_end(&self, at: usize) -> usize {
        self.text[at..].find('\n').map_or(self.text.len(), |i| at + i)
    }

    /// Finds the last line above that is neither blank nor a comment: its first byte and its text.
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

    /// Makes the fault of a colon where no key can be: inside a value, or in a line that does not fit the one above.
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

    /// Makes the fault of a text where a key or a `-` should be.
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

    /// Makes the fault of a sign in brackets where a value should be, or of a bracket still open at the end of the file.
    fn flow_node(&self) -> Diagnostic {
        match (self.text[self.index..].trim().is_empty(), self.text.rfind(['[', '{'])) {
            (true, Some(open)) => self.char_at(Code::Y025, open),
            _ => self.char_at(Code::Y025, self.index),
        }
    }

    /// Makes the fault of a bracket that stays open. It reaches to the failure if both are on one line, else it is the
    /// bracket alone.
    fn bracket(&self, open: char) -> Diagnostic {
        let opened = if self.multi_line { self.opened } else { 0 };
        let same_line = self.line_start(opened) == self.line_start(self.index) && opened < self.index;
        let length = if same_line { self.index - opened + 1 } else { 1 };
        self.at(Code::Y025, opened, length).arg("char", open)
    }

    /// Makes the fault of an escape that YAML does not know, or of a quoted text that ends in the middle of one.
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

    /// Makes the fault of a text behind `|`; `zero` means the indentation digit 0.
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

/// Makes the fault of a second document, at the first mark behind any content.
///
/// Without such a mark a text stands behind a scalar or a bracket that was the whole document. The parser's error about
/// that text says more.
fn second_document(text: &str, file: FileId, lines: &Lines) -> Found {
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
