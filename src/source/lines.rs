//! Where lines begin, and byte offsets from the marks that serde_yaml prints.

/// The first byte of each line.
pub(super) struct Lines(Vec<usize>);

impl Lines {
    pub(super) fn of(text: &str) -> Self {
        let after = text.bytes().enumerate().filter(|(_, b)| *b == b'\n').map(|(i, _)| i + 1);
        Self(std::iter::once(0).chain(after).collect())
    }

    /// The byte offset of a line and a column in characters, both from 1; the nearest that exists.
    pub(super) fn offset(&self, text: &str, line: usize, column: usize) -> usize {
        let Some(start) = self.0.get(line.saturating_sub(1)).copied() else { return text.len() };
        let end = self.0.get(line).copied().unwrap_or(text.len());
        let within = text[start..end].char_indices().nth(column.saturating_sub(1)).map_or(end - start, |(i, _)| i);
        start + within
    }

    /// The byte offset of a mark such as ` at line 3 column 5`; the start of the text if there is none.
    pub(super) fn offset_of_mark(&self, text: &str, mark: &str) -> usize {
        numbers(mark).map_or(0, |(line, column)| self.offset(text, line, column))
    }
}

/// Line and column of the last ` at line L column C` in a message.
pub(super) fn numbers(message: &str) -> Option<(usize, usize)> {
    let (_, rest) = message.rsplit_once(" at line ")?;
    let (line, rest) = rest.split_once(" column ")?;
    let digits = rest.len() - rest.trim_start_matches(|c: char| c.is_ascii_digit()).len();
    Some((line.parse().ok()?, rest[..digits].parse().ok()?))
}
