//! Tables for spreadsheets, and their form as CSV (RFC 4180).

use std::io;

use csv::{Terminator, WriterBuilder};

/// A cell of a table.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Cell {
    /// Plain text; [`csv()`] guards it, so that no program takes it for a formula.
    Text(String),
    /// A number in neutral notation: a point before the decimals, a hyphen for minus.
    Number(String),
    /// Nothing.
    Empty,
}

impl Cell {
    /// A text.
    pub fn text(text: impl Into<String>) -> Self {
        Self::Text(text.into())
    }

    fn written(self) -> String {
        match self {
            Self::Text(text) => guarded(text),
            Self::Number(number) => number,
            Self::Empty => String::new(),
        }
    }
}

/// How a line of CSV ends.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum LineEnd {
    /// A line feed, as other commands expect it on standard output.
    Lf,
    /// Carriage return and line feed, as RFC 4180 has it.
    CrLf,
}

/// Writes a head and its rows as CSV.
///
/// # Errors
/// A row that is not as long as the head.
pub fn csv<H: AsRef<str>>(end: LineEnd, head: &[H], rows: impl IntoIterator<Item = Vec<Cell>>) -> io::Result<Vec<u8>> {
    let terminator = match end {
        LineEnd::Lf => Terminator::Any(b'\n'),
        LineEnd::CrLf => Terminator::CRLF,
    };
    let mut out = WriterBuilder::new().terminator(terminator).from_writer(Vec::new());
    out.write_record(head.iter().map(|title| guarded(title.as_ref().to_owned())))?;
    for row in rows {
        out.write_record(row.into_iter().map(Cell::written))?;
    }
    out.into_inner().map_err(csv::IntoInnerError::into_error)
}

/// Text that a spreadsheet would take for a formula gets an apostrophe in front.
fn guarded(text: String) -> String {
    if text.starts_with(['=', '+', '-', '@', '\t', '\r']) { format!("'{text}") } else { text }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn text_is_guarded_and_quoted_and_numbers_stay_numbers() {
        let row = vec![Cell::text("=1+1, \"a\"\nb"), Cell::Number("-0.5".to_owned()), Cell::Empty, Cell::text("a b")];
        let head = ["satu", "dua", "tiga", "-"];
        let with = |end| String::from_utf8(csv(end, &head, [row.clone()]).expect("written")).expect("UTF-8");
        assert_eq!(with(LineEnd::Lf), "satu,dua,tiga,'-\n\"'=1+1, \"\"a\"\"\nb\",-0.5,,a b\n");
        assert_eq!(with(LineEnd::CrLf), "satu,dua,tiga,'-\r\n\"'=1+1, \"\"a\"\"\nb\",-0.5,,a b\r\n");
    }

    #[test]
    fn a_row_of_another_length_is_refused() {
        assert!(csv(LineEnd::Lf, &["satu", "dua"], [vec![Cell::Empty]]).is_err());
    }
}
