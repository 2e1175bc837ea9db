//! The extent of a scalar that serde_yaml did not lend (`reading::read`), by its style.

use super::super::node::Style;

/// Gives first byte, end and style of the scalar that begins at `mark` and has this value.
///
/// An anchor or a tag may stand between the mark and the scalar.
pub(crate) fn of(text: &str, mark: usize, value: &str) -> (usize, usize, Style) {
    let start = after_properties(text, mark);
    let bytes = text.as_bytes();
    match bytes.get(start) {
        Some(b'"') => (start, quoted(text, start), Style::Double),
        Some(b'\'') => (start, quoted(text, start), Style::Single),
        Some(b'|' | b'>') => block(text, start, value),
        _ => (start, matched(text, start, value), Style::Plain),
    }
}

/// Finds the end of the quoted text that begins at `start`.
pub(crate) fn quoted(text: &str, start: usize) -> usize {
    closed(&text[start..]).map_or(text.len(), |length| start + length)
}

/// Skips anchors, tags, and comments between them and their scalar.
fn after_properties(text: &str, mark: usize) -> usize {
    let mut start = mark;
    while matches!(text.as_bytes().get(start), Some(b'&' | b'!')) {
        start += text[start..].find([' ', '\n', '\r', '\t']).unwrap_or(text.len() - start);
        loop {
            start = text.len() - text[start..].trim_start_matches([' ', '\n', '\r', '\t']).len();
            if !text[start..].starts_with('#') {
                break;
            }
            start += text[start..].find('\n').unwrap_or(text.len() - start);
        }
    }
    start
}

/// The length of a quoted text with its quotes, if it is closed.
pub(crate) fn closed(text: &str) -> Option<usize> {
    let quote = text.bytes().next()?;
    let bytes = text.as_bytes();
    let mut at = 1;
    loop {
        match *bytes.get(at)? {
            b'\\' if quote == b'"' => at += 2,
            byte if byte == quote && quote == b'\'' && bytes.get(at + 1) == Some(&quote) => at += 2,
            byte if byte == quote => return Some(at + 1),
            _ => at += 1,
        }
    }
}

/// Gives the extent of a block: its header, then its text up to the last character of the value.
fn block(text: &str, start: usize, value: &str) -> (usize, usize, Style) {
    let rest = &text[start..];
    let header = rest.len() - rest[1..].trim_start_matches(|c: char| c.is_ascii_digit() || "+-".contains(c)).len();
    let line_end = rest.find('\n').map_or(text.len(), |i| start + i);
    let end = if value.trim().is_empty() { start + header } else { matched(text, line_end, value) };
    (start, end, Style::Block(rest[..header].to_owned()))
}

/// Finds the end of the text that holds all characters of the value in order, white space apart.
fn matched(text: &str, start: usize, value: &str) -> usize {
    let solid = |c: &char| !matches!(c, ' ' | '\n' | '\r' | '\t');
    let mut wanted = value.chars().filter(solid);
    let mut next = wanted.next();
    let mut end = start;
    for (offset, c) in text[start..].char_indices() {
        let Some(want) = next else { break };
        if solid(&c) {
            // They are always equal in practice. Otherwise the account of bytes would refuse the rest.
            if c != want {
                break;
            }
            end = start + offset + c.len_utf8();
            next = wanted.next();
        }
    }
    end
}
