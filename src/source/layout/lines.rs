//! Where lines begin, and byte offsets from the marks that serde_yaml prints.

use std::cell::Cell;

/// The first byte of the line in which byte `at` lies.
pub(crate) fn line_start(text: &str, at: usize) -> usize {
    text[..at].rfind('\n').map_or(0, |i| i + 1)
}

/// The first byte of each line, and the mark that was asked for last. Marks come in order, so the columns of a long
/// line are counted on from that mark.
pub(crate) struct Lines {
    starts: Vec<usize>,
    last: Cell<(usize, usize, usize)>,
}

impl Lines {
    /// Finds the lines of a text.
    pub(crate) fn of(text: &str) -> Self {
        let after = text.bytes().enumerate().filter(|(_, b)| *b == b'\n').map(|(i, _)| i + 1);
        Self { starts: std::iter::once(0).chain(after).collect(), last: Cell::new((0, 0, 0)) }
    }

    /// Gives the byte offset of a line and a column in characters, both from 1, or the nearest offset that exists.
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

    /// Gives the byte offset of a mark such as ` at line 3 column 5`, or 0 without a mark.
    pub(crate) fn offset_of_mark(&self, text: &str, mark: &str) -> usize {
        numbers(mark).map_or(0, |(line, column)| self.offset(text, line, column))
    }
}

/// Reads line and column of the last ` at line L column C` in a message.
pub(crate) fn numbers(message: &str) -> Option<(usize, usize)> {
    let (_, rest) = message.rsplit_once(" at line ")?;
    let (line, rest) = rest.split_once(" column ")?;
    let digits = rest.len() - rest.trim_start_matches(|c: char| c.is_ascii_digit()).len();
    Some((line.parse().ok()?, rest[..digits].parse().ok()?))
}
