//! Comments near a text: behind it on its line, or on the line below as if they continued it.

use crate::diag::Place;

use super::lines::line_start;

/// Finds the comment behind a text on its line, with only spaces between.
pub(crate) fn attached(file: &str, place: Place) -> Option<Place> {
    let end = place.end as usize;
    let rest = file.get(end..)?;
    let spaces = rest.len() - rest.trim_start_matches(' ').len();
    let comment = rest[spaces..].starts_with('#').then(|| rest[spaces..].lines().next()).flatten()?;
    Some(Place::new(place.file, end + spaces, end + spaces + comment.trim_end().len()))
}

/// Finds the comment on the line directly below a text, if it is indented deeper than the key of the text.
pub(crate) fn below(file: &str, place: Place) -> Option<Place> {
    let end = place.end as usize;
    let after = file.get(end..)?.trim_start_matches([' ', '\r']);
    if !after.starts_with('\n') {
        return None;
    }
    let line_end = file.len() - after.len();
    let below = file[line_end + 1..].lines().next()?;
    let indent = below.len() - below.trim_start_matches(' ').len();
    if !below[indent..].starts_with('#') || indent <= owner_column(file, place.start as usize) {
        return None;
    }
    let start = line_end + 1 + indent;
    Some(Place::new(place.file, start, start + below[indent..].trim_end().len()))
}

/// The column, in bytes, of the key or the dash that the text at `start` belongs to.
fn owner_column(file: &str, start: usize) -> usize {
    let first = line_start(file, start);
    let before = &file[first..start];
    let mut column = before.len() - before.trim_start_matches(' ').len();
    if column == before.len() {
        // The text stands on a line of its own. Its key is on the last line above that is neither blank nor a comment.
        let above = file[..first].lines().rev().find(|line| {
            let line = line.trim();
            !line.is_empty() && !line.starts_with('#')
        });
        return above.map_or(0, innermost_column);
    }
    column = innermost_column(before).max(column);
    column
}

/// The column of the key after all dashes of a line, or of the last dash if there is no key.
fn innermost_column(line: &str) -> usize {
    let mut column = line.len() - line.trim_start_matches(' ').len();
    loop {
        let rest = &line[column..];
        let Some(after) = rest.strip_prefix("- ") else { return column };
        let spaces = after.len() - after.trim_start_matches(' ').len();
        if spaces == after.len() {
            return column;
        }
        column += 2 + spaces;
    }
}
