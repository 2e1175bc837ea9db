//! The outline of a text, read line by line and without a parser, so that a text with faults has one too.
//!
//! It knows indentation, dashes, keys, quotes, brackets, comments and blocks well enough to find three faults that the
//! parser notices too late or calls by another name: a special space, a quote that its line leaves open, and a dash
//! without its space.

use super::extent::closed;

/// A fault that the outline finds.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Finding {
    /// A special space where YAML wants plain ones: in the indentation, before a key or a value, beside its colon.
    Space(char),
    /// A quote at the start of a key or a value that its line leaves open.
    OpenQuote,
    /// A `-` directly before a letter or a quote, at the start of a line where a list may have an item.
    TightDash,
}

/// True for a character that looks like a space and is text to YAML: NBSP and its kind.
pub(crate) fn special_space(c: char) -> bool {
    !c.is_ascii() && c.is_whitespace() && !matches!(c, '\u{85}' | '\u{2028}' | '\u{2029}')
}

/// True if the line begins with a `-` that lacks its space.
pub(crate) fn tight_dash(line: &str) -> bool {
    line.strip_prefix('-').is_some_and(|rest| rest.starts_with(|c: char| c.is_alphabetic() || matches!(c, '"' | '\'')))
}

/// Finds the faults of the outline of a text, in order, each with its first byte.
pub(crate) fn of(text: &str) -> Vec<(usize, Finding)> {
    let mut outline = Outline { found: Vec::new(), start: 0, line: "", above: Vec::new(), block: None, flow: 0 };
    for line in text.split_inclusive('\n') {
        outline.line = line.trim_end_matches(['\n', '\r']);
        outline.read_line();
        outline.start += line.len();
    }
    outline.found
}

/// A line above that may hold the present one.
struct Above {
    indent: usize,
    /// It begins with a dash.
    item: bool,
    /// It ends with the colon of a key.
    open: bool,
}

struct Outline<'a> {
    found: Vec<(usize, Finding)>,
    /// First byte of the line.
    start: usize,
    line: &'a str,
    above: Vec<Above>,
    /// Inside a block: the fewest spaces before its text, and true once its first line has shown how many they are.
    block: Option<(usize, bool)>,
    /// Open brackets.
    flow: usize,
}

impl Outline<'_> {
    fn note(&mut self, at: usize, finding: Finding) {
        self.found.push((self.start + at, finding));
    }

    fn char_at(&self, at: usize) -> Option<char> {
        self.line[at..].chars().next()
    }

    /// Skips spaces where only plain ones may stand, and notes the first special one. Gives the byte behind them.
    fn gap(&mut self, mut at: usize) -> usize {
        let mut noted = false;
        while let Some(c) = self.char_at(at) {
            if special_space(c) {
                if !noted {
                    self.note(at, Finding::Space(c));
                }
                noted = true;
            } else if !matches!(c, ' ' | '\t') {
                break;
            }
            at += c.len_utf8();
        }
        at
    }

    fn read_line(&mut self) {
        let indent = self.line.len() - self.line.trim_start_matches(' ').len();
        if let Some((least, told)) = self.block {
            if indent == self.line.len() {
                return;
            }
            if indent >= least {
                self.block = Some((if told { least } else { indent }, true));
                return;
            }
            // With special spaces in its indentation the line is still meant as text of the block.
            let text = self.line.trim_start_matches(|c: char| c == ' ' || special_space(c));
            let meant = self.line[..self.line.len() - text.len()].chars().count();
            if meant > indent && meant >= least {
                self.gap(indent);
                return;
            }
            self.block = None;
        }
        if self.line.starts_with("...") {
            return;
        }
        let mut at = if self.line.starts_with("---") { 3 } else { 0 };
        at = self.gap(at);
        if self.flow > 0 {
            return self.brackets(at);
        }
        if matches!(self.char_at(at), None | Some('#')) {
            return;
        }
        let indent = at;
        self.above.retain(|above| above.indent <= indent);
        let mut owner = None;
        while let Some(rest) = self.line[at..].strip_prefix('-')
            && rest.chars().next().is_none_or(|c| c == ' ' || special_space(c))
        {
            owner = Some(at);
            at = self.gap(at + 1);
        }
        let tight = owner.is_none() && tight_dash(&self.line[at..]) && self.list_is_plausible(indent);
        if tight {
            self.note(at, Finding::TightDash);
        }
        let open = self.key(at, owner);
        self.above.retain(|above| above.indent < indent);
        self.above.push(Above { indent, item: owner.is_some() || tight, open });
    }

    /// True if a list may have an item in this line: it has one at the same level, or a key above waits for its value.
    fn list_is_plausible(&self, indent: usize) -> bool {
        self.above.last().is_some_and(|above| above.open || above.item && above.indent == indent)
    }

    /// Reads a line behind its dashes: a key and its value, or a value. True if the value is still to come.
    fn key(&mut self, at: usize, dash: Option<usize>) -> bool {
        let colon = match self.char_at(at) {
            Some('"' | '\'') => match closed(&self.line[at..]) {
                Some(length) => {
                    let behind = self.line[at + length..].trim_start();
                    behind.starts_with(':').then(|| self.line.len() - behind.len())
                }
                None => None,
            },
            Some('[' | '{' | '|' | '>' | '#') | None => None,
            _ => self.colon(at),
        };
        let Some(colon) = colon else {
            self.value(at, dash.map_or(0, |dash| dash + 1));
            return false;
        };
        let key = self.line[at..colon].trim_end_matches(' ');
        if let Some(c) = key.chars().next_back().filter(|c| special_space(*c)) {
            self.note(at + key.len() - c.len_utf8(), Finding::Space(c));
        }
        let value = self.gap(colon + 1);
        self.value(value, at + 1);
        matches!(self.char_at(value), None | Some('#'))
    }

    /// Finds the colon behind a plain key.
    ///
    /// A colon before a special space counts if the key has no space itself; else it is text.
    fn colon(&self, at: usize) -> Option<usize> {
        let text = &self.line[at..];
        let text = text.find(" #").map_or(text, |comment| &text[..comment]);
        let separates = |offset: usize| match text[offset + 1..].chars().next() {
            None | Some(' ') => true,
            Some(c) => special_space(c) && !text[..offset].contains(char::is_whitespace),
        };
        text.match_indices(':').map(|(offset, _)| offset).find(|offset| separates(*offset)).map(|offset| at + offset)
    }

    /// Reads a value; `least` is the fewest spaces before the text of a block.
    fn value(&mut self, mut at: usize, least: usize) {
        while matches!(self.char_at(at), Some('&' | '!')) {
            let rest = &self.line[at..];
            at = self.gap(at + rest.find(' ').unwrap_or(rest.len()));
        }
        match self.char_at(at) {
            Some('"' | '\'') if closed(&self.line[at..]).is_none() => self.note(at, Finding::OpenQuote),
            Some('[' | '{') => self.brackets(at),
            Some('|' | '>') => self.block = Some((least, false)),
            _ => {}
        }
    }

    /// Reads a line, or the rest of one, inside brackets.
    fn brackets(&mut self, mut at: usize) {
        // `gap` is true directly behind a sign; `word` is the first byte of the text behind that sign.
        let (mut gap, mut word, mut quoted, mut before) = (true, at, false, ' ');
        while let Some(c) = self.char_at(at) {
            let next = self.line[at + c.len_utf8()..].chars().next();
            let sign = match c {
                '#' if before.is_whitespace() => return,
                '[' | '{' => {
                    self.flow += 1;
                    true
                }
                ']' | '}' => {
                    self.flow = self.flow.saturating_sub(1);
                    if self.flow == 0 {
                        return;
                    }
                    false
                }
                ',' => true,
                ':' if quoted || next.is_none_or(|c| " ,[]{}".contains(c)) => true,
                ':' => next.is_some_and(special_space) && !self.line[word..at].contains(char::is_whitespace),
                '"' | '\'' if gap => match closed(&self.line[at..]) {
                    Some(length) => {
                        at += length;
                        (gap, quoted, before) = (false, true, c);
                        continue;
                    }
                    None => return self.note(at, Finding::OpenQuote),
                },
                _ => false,
            };
            before = c;
            at += c.len_utf8();
            if sign {
                at = self.gap(at);
                (word, before) = (at, ' ');
            }
            gap = sign;
            quoted = false;
        }
    }
}
