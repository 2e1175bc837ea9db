//! Accounts for every byte of a file, and gives every collection its place.
//!
//! One walk over the tree moves a cursor through the text. Between scalars only spaces, line ends, `: , - [ ]` and
//! braces, comments, one `---` before the first node and `...` may stand. Any other byte would be lost in silence, so
//! it is refused. The same walk finds comments attached to a value, flow keys without a colon, and scalars that are
//! typed in a way that misleads.

use crate::diag::{Code, Diagnostic, FileId, Found, Place};

use super::super::faults::{self, Damage, MOST};
use super::super::layout::lines::line_start;
use super::super::layout::outline;
use super::super::node::{Kind, Node, Style};

/// Walks over a fresh tree: fills in the places and styles of collections and finds the faults.
pub(super) fn account(text: &str, file: FileId, root: &mut Node) -> (Found, Vec<Damage>) {
    let mut starts = Vec::new();
    collect_starts(root, &mut starts);
    starts.sort_unstable();
    let mut walk = Walk {
        text,
        file,
        starts,
        pos: 0,
        started: false,
        flow: 0,
        value: None,
        diagnostics: Vec::new(),
        damage: Vec::new(),
    };
    walk.node(root);
    walk.blank();
    if walk.pos < text.len() {
        walk.unexpected(text.len());
    }
    walk.damage.sort_unstable_by_key(|damage| damage.place);
    (walk.diagnostics, walk.damage)
}

fn collect_starts(node: &Node, starts: &mut Vec<usize>) {
    match &node.kind {
        Kind::Scalar(_) => starts.push(node.place.start as usize),
        Kind::Empty => {}
        Kind::Seq(items) => items.iter().for_each(|item| collect_starts(item, starts)),
        Kind::Map(entries) => entries.iter().for_each(|(key, value)| {
            collect_starts(key, starts);
            collect_starts(value, starts);
        }),
    }
}

struct Walk<'a> {
    text: &'a str,
    file: FileId,
    /// The first bytes of all scalars, in order, so that the cursor stops before each of them.
    starts: Vec<usize>,
    pos: usize,
    /// True once a node or a `---` was read.
    started: bool,
    /// Open brackets.
    flow: usize,
    /// End of the last value, and whether it was a plain scalar.
    value: Option<(usize, bool)>,
    diagnostics: Found,
    damage: Vec<Damage>,
}

impl Walk<'_> {
    fn place(&self, start: usize, end: usize) -> Place {
        Place::new(self.file, start, end)
    }

    fn fault(&mut self, diagnostic: Diagnostic, damage: Place, hides_keys: bool) {
        if self.diagnostics.len() < MOST {
            self.diagnostics.push(diagnostic);
            self.damage.push(Damage { place: damage, hides_keys });
        }
    }

    /// The byte at the cursor, or `None` where a scalar begins or the text ends.
    fn byte(&self) -> Option<u8> {
        let next = self.starts.partition_point(|start| *start < self.pos);
        if self.starts.get(next) == Some(&self.pos) { None } else { self.text.as_bytes().get(self.pos).copied() }
    }

    /// True if a space, a line end or nothing stands `offset` bytes behind the cursor.
    fn blank_at(&self, offset: usize) -> bool {
        matches!(self.text.as_bytes().get(self.pos + offset), None | Some(b' ' | b'\n' | b'\r' | b'\t'))
    }

    fn at_line_start(&self) -> bool {
        self.pos == 0 || self.text.as_bytes().get(self.pos - 1) == Some(&b'\n')
    }

    /// Skips spaces, line ends, comments and document marks, and refuses `&`, `!` and `?` on the way.
    fn blank(&mut self) {
        while let Some(byte) = self.byte() {
            let rest = &self.text[self.pos..];
            match byte {
                b' ' | b'\n' | b'\r' | b'\t' => self.pos += 1,
                b'#' => self.comment(),
                b'-' if !self.started && rest.starts_with("---") && self.at_line_start() && self.blank_at(3) => {
                    self.pos += 3;
                    self.started = true;
                }
                b'.' if rest.starts_with("...") && self.at_line_start() && self.blank_at(3) => self.pos += 3,
                b'&' | b'!' => self.refused_word(),
                b'?' => {
                    self.refused(self.pos + 1);
                    self.pos += 1;
                }
                _ => return,
            }
        }
    }

    /// Refuses the character at the cursor; the place of the fault reaches to `end`.
    fn refused(&mut self, end: usize) {
        let place = self.place(self.pos, end);
        let c = self.text[self.pos..].chars().next().unwrap_or(' ');
        self.fault(Diagnostic::new(Code::Y030).at(place).arg("char", c), place, false);
    }

    /// Refuses an anchor, an alias or a tag and moves behind it.
    fn refused_word(&mut self) {
        let rest = &self.text[self.pos..];
        let length = rest.find([' ', '\n', '\r', ',', '[', ']', '{', '}']).unwrap_or(rest.len()).max(1);
        let next = self.starts.partition_point(|start| *start <= self.pos);
        let limit = self.starts.get(next).copied().unwrap_or(self.text.len());
        let end = (self.pos + length).min(limit);
        self.refused(end);
        self.pos = end;
    }

    /// Refuses the text between the cursor and `until`, at its first character, and moves behind it.
    fn unexpected(&mut self, until: usize) {
        let c = self.text[self.pos..].chars().next().map_or(1, char::len_utf8);
        self.refused((self.pos + c).min(until));
        self.pos = until;
    }

    fn comment(&mut self) {
        let start = self.pos;
        let rest = &self.text[start..];
        let line = rest.find('\n').map_or(rest, |i| &rest[..i]).trim_end();
        self.pos += line.len();
        let Some((value_end, plain)) = self.value else { return };
        let attached = self.text[value_end..start].bytes().all(|b| matches!(b, b' ' | b'\t'));
        let tight = !matches!(line.as_bytes().get(1), None | Some(b' ' | b'\t' | b'#'));
        if !attached || !(tight || plain && self.flow > 0) {
            return;
        }
        let place = self.place(start, self.pos);
        let code = if tight { Code::Y031 } else { Code::Y032 };
        // In brackets the rest of the line is lost. The damage reaches back into the value, so that its map knows of it.
        let hides = self.flow > 0;
        let damage = if hides { self.place(value_end.saturating_sub(1), self.pos) } else { place };
        self.fault(Diagnostic::new(code).at(place), damage, hides);
    }

    /// Skips blanks, then takes the byte if it is next.
    fn take(&mut self, byte: u8) -> bool {
        self.blank();
        let found = self.byte() == Some(byte);
        self.pos += usize::from(found);
        found
    }

    fn node(&mut self, node: &mut Node) {
        if node.kind == Kind::Empty {
            node.place = self.place(self.pos, self.pos);
        }
        self.blank();
        if self.byte() == Some(b'*') {
            let start = self.pos;
            self.refused_word();
            node.place = self.place(start, self.pos);
            return;
        }
        if node.kind != Kind::Empty {
            self.started = true;
        }
        match node.kind {
            Kind::Scalar(_) => self.scalar(node),
            Kind::Empty => {}
            Kind::Seq(_) => self.seq(node),
            Kind::Map(_) => self.map(node),
        }
    }

    fn scalar(&mut self, node: &Node) {
        let (start, end) = (node.place.start as usize, node.place.end as usize);
        if start < self.pos {
            return;
        }
        if self.pos < start {
            self.unexpected(start);
        }
        self.pos = end;
        self.value = Some((end, node.style == Style::Plain));
        self.typing(node);
    }

    fn seq(&mut self, node: &mut Node) {
        let Kind::Seq(items) = &mut node.kind else { return };
        let start = self.pos;
        if self.take(b'[') {
            self.flow += 1;
            for (index, item) in items.iter_mut().enumerate() {
                if index > 0 {
                    self.take(b',');
                }
                self.node(item);
            }
            self.close(b']');
            node.style = Style::Flow;
        } else {
            for item in items.iter_mut() {
                self.take(b'-');
                self.node(item);
            }
            node.style = Style::BlockColl;
        }
        let end =
            if node.style == Style::Flow { self.pos } else { items.last().map_or(start, |i| i.place.end as usize) };
        node.place = self.place(start, end.max(start));
    }

    fn map(&mut self, node: &mut Node) {
        let Kind::Map(entries) = &mut node.kind else { return };
        let start = self.pos;
        let braces = self.take(b'{');
        self.flow += usize::from(braces);
        let mut before = None;
        for (index, (key, value)) in entries.iter_mut().enumerate() {
            if index > 0 && braces {
                self.take(b',');
            }
            self.node(key);
            if !self.take(b':') && braces {
                let diagnostic = self.lost_key(key, before);
                self.fault(diagnostic, key.place, true);
            }
            self.node(value);
            before = Some(value.place);
        }
        if braces {
            self.close(b'}');
        }
        node.style = if self.flow > 0 || braces { Style::Flow } else { Style::BlockColl };
        let last = entries.last().map_or(start, |(key, value)| key.place.end.max(value.place.end) as usize);
        node.place = self.place(start, if braces { self.pos } else { last.max(start) });
    }

    /// Makes the fault of a key in braces that has no colon; `before` is the value in front of it. Digits on both sides
    /// of a comma are a number.
    fn lost_key(&self, key: &Node, before: Option<Place>) -> Diagnostic {
        let text = key.text().unwrap_or("");
        let digits = |text: &str| !text.is_empty() && text.bytes().all(|b| b.is_ascii_digit());
        if let Some(before) = before
            && let Some(typed) = self.text.get(before.start as usize..key.place.start as usize)
            && let Some((whole, "")) = typed.rsplit_once(',')
            && digits(whole.strip_prefix('-').unwrap_or(whole))
            && digits(text)
        {
            let place = Place { start: before.start, ..key.place };
            let fault = Diagnostic::new(Code::Y062).at(place).arg("text", format!("{whole},{text}"));
            return fault.arg("right", format!("{whole}.{text}"));
        }
        Diagnostic::new(Code::Y037).at(key.place).arg("text", text)
    }

    fn close(&mut self, byte: u8) {
        self.take(b',');
        self.take(byte);
        self.flow -= 1;
        self.value = Some((self.pos, false));
    }

    /// Checks how a scalar is typed.
    fn typing(&mut self, node: &Node) {
        let (start, end) = (node.place.start as usize, node.place.end as usize);
        let raw = &self.text[start..end];
        let value = node.text().unwrap_or("");
        match &node.style {
            Style::Plain if raw.contains('\n') => {
                if let Some(dash) = lost_item(self.text, start, end) {
                    return self.fault(faults::tight_dash(self.text, self.file, dash), node.place, true);
                }
                self.fault(Diagnostic::new(Code::Y039).at(node.place), node.place, true);
            }
            Style::Plain if matches!(value, "~" | "null" | "Null" | "NULL") => {
                self.fault(Diagnostic::new(Code::Y045).at(node.place).arg("text", value), node.place, false);
            }
            Style::Single | Style::Double if raw.contains('\n') => {
                self.fault(Diagnostic::new(Code::Y040).at(node.place), node.place, true);
            }
            Style::Double => self.escapes(node, start, raw),
            Style::Block(header) => self.block(node, header, start, value),
            _ => {}
        }
    }

    /// Refuses escapes other than `\"` and `\\`: YAML reads only these two as people mean them.
    fn escapes(&mut self, node: &Node, start: usize, raw: &str) {
        let mut chars = raw.char_indices();
        while let Some((offset, c)) = chars.next() {
            if c != '\\' {
                continue;
            }
            let Some((_, escaped)) = chars.next() else { return };
            if !matches!(escaped, '"' | '\\') {
                let at = start + offset;
                let place = self.place(at, at + 1 + escaped.len_utf8());
                let text = format!("\\{escaped}");
                self.fault(Diagnostic::new(Code::Y044).at(place).arg("text", text), node.place, false);
                return;
            }
        }
    }

    fn block(&mut self, node: &Node, header: &str, start: usize, value: &str) {
        let after = start + header.len();
        let place = self.place(start, after);
        let rest = &self.text[after..];
        let line = rest.find('\n').map_or(rest, |i| &rest[..i]).trim_end();
        let comment = !line.trim().is_empty();
        if header.starts_with('>') {
            self.fault(Diagnostic::new(Code::Y041).at(place), node.place, false);
        } else if header.contains(|c: char| c.is_ascii_digit()) {
            self.fault(Diagnostic::new(Code::Y042).at(place).arg("header", header), node.place, false);
        } else if value.trim().is_empty() && !comment {
            self.fault(Diagnostic::new(Code::Y043).at(place), node.place, false);
        }
        if comment {
            let text = after + line.len() - line.trim_start().len();
            let at = self.place(text, after + line.len());
            self.fault(Diagnostic::new(Code::Y035).at(at).arg("header", header), node.place, false);
            self.pos = self.pos.max(after + line.len());
        }
    }
}

/// Finds the first dash without its space in a plain text of several lines, if the lines were meant as items of a list:
/// the text begins with such a dash, or stands behind a good one.
fn lost_item(text: &str, start: usize, end: usize) -> Option<usize> {
    let before = text[line_start(text, start)..start].trim();
    if before.is_empty() && outline::tight_dash(&text[start..end]) {
        return Some(start);
    }
    if before != "-" {
        return None;
    }
    let mut at = start;
    for line in text[start..end].split_inclusive('\n') {
        let content = line.trim_start_matches(' ');
        if outline::tight_dash(content) {
            return Some(at + line.len() - content.len());
        }
        at += line.len();
    }
    None
}
