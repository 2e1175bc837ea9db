//! Rendered Typst source and the way back to the template.

use std::ops::Range;

/// The form of a printed piece.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Form {
    /// A text of the report: one or more string literals.
    Text,
    /// A length: bare digits.
    Size,
}

/// A printed piece of the report.
#[derive(Clone, Debug, PartialEq)]
pub struct Piece {
    /// The bytes of the piece in [`Rendered::text`].
    pub range: Range<usize>,
    /// The form.
    pub form: Form,
    /// Origin of the text, as the report names it.
    pub origin: Option<String>,
    /// The expression of the template.
    pub expression: String,
    /// The template that prints the piece.
    pub template: String,
    /// Line of the expression, from 1.
    pub line: u32,
    /// Column of the expression in characters, from 1.
    pub column: u32,
}

/// A place in a template.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Location<'a> {
    /// Name of the template.
    pub template: &'a str,
    /// Line, from 1.
    pub line: u32,
    /// Column in characters, from 1.
    pub column: u32,
}

/// Typst source made from a template. Only [`render`](super::render) makes one.
#[derive(Clone, Debug)]
pub struct Rendered {
    /// The source.
    pub text: String,
    /// The printed pieces, in order.
    pub pieces: Vec<Piece>,
    pub(super) names: Vec<String>,
    pub(super) segments: Vec<Segment>,
}

/// A stretch of output that comes from one place of one template.
#[derive(Clone, Debug)]
pub(super) struct Segment {
    pub(super) range: Range<usize>,
    pub(super) name: usize,
    pub(super) line: u32,
    pub(super) column: u32,
    /// True if the output repeats the template character for character.
    pub(super) raw: bool,
}

impl Rendered {
    /// The place in a template that the byte at `offset` comes from.
    pub fn locate(&self, offset: usize) -> Option<Location<'_>> {
        let after = self.segments.partition_point(|segment| segment.range.start <= offset);
        let segment = self.segments[..after].last()?;
        let template = self.names.get(segment.name)?;
        if !segment.raw {
            return Some(Location { template, line: segment.line, column: segment.column });
        }
        // Typst places the fault of an unclosed bracket behind the end, which counts as the end.
        let before = self.text.get(segment.range.start..offset.min(segment.range.end))?;
        let (line, column) = advance(segment.line, segment.column, before);
        Some(Location { template, line, column })
    }

    /// The origin of the text that a stretch of the source is about: that of the piece around the stretch, else the one
    /// that all pieces inside the stretch share.
    pub fn origin_of(&self, range: &Range<usize>) -> Option<&str> {
        if let Some(piece) = self.piece(range) {
            return piece.origin.as_deref();
        }
        let first = self.pieces.partition_point(|piece| piece.range.start < range.start);
        let inside = self.pieces[first..].iter().take_while(|piece| piece.range.end <= range.end);
        let mut origins = inside.filter_map(|piece| piece.origin.as_deref());
        let origin = origins.next()?;
        origins.all(|other| other == origin).then_some(origin)
    }

    /// The printed piece around the whole of `range`.
    pub fn piece(&self, range: &Range<usize>) -> Option<&Piece> {
        let after = self.pieces.partition_point(|piece| piece.range.start <= range.start);
        self.pieces[..after].last().filter(|piece| range.end <= piece.range.end)
    }
}

/// Line and column after the text `passed`.
pub(super) fn advance(line: u32, column: u32, passed: &str) -> (u32, u32) {
    let narrow = |n: usize| u32::try_from(n).unwrap_or(u32::MAX);
    match passed.rfind('\n') {
        None => (line, column.saturating_add(narrow(passed.chars().count()))),
        Some(last) => {
            let lines = passed.bytes().filter(|b| *b == b'\n').count();
            (line.saturating_add(narrow(lines)), narrow(passed[last + 1..].chars().count() + 1))
        }
    }
}
