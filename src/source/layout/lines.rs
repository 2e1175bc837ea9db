//! Where lines begin, and byte offsets from the marks that serde_yaml prints.

use std::cell::Cell;

/// The first byte of each line, and the mark asked for last: marks come in order, so that columns of a long line
/// are counted from there.
pub(crate) struct Lines {
    starts: Vec<usize>,
    last: Cell<(usize, usize, usize)>,
}

impl Lines {
    pub(crate) fn of(text: &str) -> Self {
        let after = text.bytes().enumerate().filter(|(_, b)| *b == b'\n').map(|(i, _)| i + 1);
        Self { starts: std::iter::once(0).chain(after).collect(), last: Cell::new((0, 0, 0)) }
    }

    /// The byte offset of a line and a column in characters, both from 1; the nearest that exists.
    pub(crate) fn offset(&self, text: &str, line: usize, column: usize) -> usize {
        let Some(start) = self.starts.get(line.saturating_sub(1)).copied() else { return text.len() };
        let end = self.starts.get(line).copied().unwrap_or(text.len());
        let (start, skipped) = match self.last.get() {
            (last_line, last_column, offset) if last_line == line && last_column <= column => (offset, last_column),
            _ => (start, 1),
        };
        let mut rest = text[start..end].char_indices();
        let offset = rest.nth(column.saturating_sub(skipped)).map_or(end, |(i, _)| start + i);
        if offset < end {
            self.last.set((line, column, offset));
        }
        offset
    }

    /// The byte offset of a mark such as ` at line 3 column 5`; the start of the text if there is none.
    pub(crate) fn offset_of_mark(&self, text: &str, mark: &str) -> usize {
        numbers(mark).map_or(0, |(line, column)| self.offset(text, line, column))
    }
}

/// Line and column of the last ` at line L column C` in a message.
pub(crate) fn numbers(message: &str) -> Option<(usize, usize)> {
    let (_, rest) = message.rsplit_once(" at line ")?;
    let (line, rest) = rest.split_once(" column ")?;
    let digits = rest.len() - rest.trim_start_matches(|c: char| c.is_ascii_digit()).len();
    Some((line.parse().ok()?, rest[..digits].parse().ok()?))
}
