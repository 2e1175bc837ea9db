//! Places in files: small values that every layer can carry. Only showing turns them into lines and columns.

/// A file known to [`Files`].
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct FileId(u32);

impl FileId {
    /// The number behind the id, so that a place can pass through serde's data model.
    pub(crate) fn number(self) -> u32 {
        self.0
    }

    /// The id with this number; only for numbers that came from [`Self::number`].
    pub(crate) fn from_number(number: u32) -> Self {
        Self(number)
    }
}

/// A range of bytes in a file, end exclusive.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Place {
    /// The file.
    pub file: FileId,
    /// First byte.
    pub start: u32,
    /// Byte after the last.
    pub end: u32,
}

impl Place {
    /// Makes a place from byte offsets. An offset beyond `u32` is cut; every file that is read is shorter.
    pub fn new(file: FileId, start: usize, end: usize) -> Self {
        let narrow = |n: usize| u32::try_from(n).unwrap_or(u32::MAX);
        Self { file, start: narrow(start), end: narrow(end.max(start)) }
    }
}

/// A line and a column as people count them: both from 1, columns in characters.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Position {
    /// Line, from 1.
    pub line: usize,
    /// Column in characters, from 1.
    pub column: usize,
}

/// All texts of one run, by name. Names are relative to the project, with `/`.
///
/// ```
/// use lhe::diag::{Files, Place};
///
/// let mut files = Files::default();
/// let file = files.add("opd.yaml", "format: 1\nopd: []\n");
/// assert_eq!(files.locate(Place::new(file, 15, 17)), "opd.yaml:2:6");
/// ```
#[derive(Debug, Default)]
pub struct Files {
    list: Vec<(String, String)>,
}

impl Files {
    /// Adds a text (already without byte order mark) and returns its id.
    pub fn add(&mut self, name: impl Into<String>, text: impl Into<String>) -> FileId {
        self.list.push((name.into(), text.into()));
        FileId(u32::try_from(self.list.len() - 1).unwrap_or(u32::MAX))
    }

    /// The first text that was added under this name.
    pub fn find(&self, name: &str) -> Option<(FileId, &str)> {
        let index = self.list.iter().position(|(known, _)| known == name)?;
        Some((FileId(u32::try_from(index).ok()?), &self.list[index].1))
    }

    /// Lists all names and texts in the order in which they were added.
    pub fn iter(&self) -> impl Iterator<Item = (&str, &str)> {
        self.list.iter().map(|(name, text)| (name.as_str(), text.as_str()))
    }

    /// The name of a file, as the user knows it.
    pub fn name(&self, id: FileId) -> &str {
        &self.list[id.0 as usize].0
    }

    /// The whole text of a file.
    pub fn text(&self, id: FileId) -> &str {
        &self.list[id.0 as usize].1
    }

    /// Gives line and column of a byte offset. An offset inside a character counts as its start.
    pub fn position(&self, id: FileId, offset: u32) -> Position {
        let text = self.text(id);
        let mut offset = (offset as usize).min(text.len());
        while !text.is_char_boundary(offset) {
            offset -= 1;
        }
        let before = &text[..offset];
        let line_start = before.rfind('\n').map_or(0, |i| i + 1);
        Position {
            line: before.bytes().filter(|b| *b == b'\n').count() + 1,
            column: before[line_start..].chars().count() + 1,
        }
    }

    /// Writes the start of a place as `file:line:column`.
    pub fn locate(&self, place: Place) -> String {
        let at = self.position(place.file, place.start);
        format!("{}:{}:{}", self.name(place.file), at.line, at.column)
    }
}
