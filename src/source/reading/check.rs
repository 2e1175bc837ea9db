//! Rules and limits that hold before the parser sees a file: encoding, characters, lengths, depth.

use crate::diag::{Code, Diagnostic, FileId, Place, Refusal};

use super::super::faults;
use super::super::layout::outline::{self, Finding};

/// The longest file, in bytes.
const FILE: usize = 1 << 20;
/// The longest line, in bytes.
const LINE: usize = 64 << 10;
/// The most open brackets; the parser's time is quadratic in them.
const BRACKETS: usize = 64;
/// The most spaces before a line.
const INDENT: usize = 200;
/// The most faults of characters that are reported; a file with more is damaged as a whole.
const MOST: usize = 200;

/// The result of the check of a text.
#[derive(Default)]
pub(super) struct Found {
    pub(super) diagnostics: Vec<Diagnostic>,
    /// The parser must not see the file.
    pub(super) stop: bool,
}

/// Makes a text of the bytes of a file, without its byte order mark. `name` is the file's name in the diagnostic.
///
/// ```
/// use lhe::source::text;
///
/// assert_eq!(text(b"\xef\xbb\xbfformat: 1\n".to_vec(), "opd.yaml").unwrap(), "format: 1\n");
/// assert!(text(b"nama: \xe9".to_vec(), "opd.yaml").is_err());
/// ```
///
/// # Errors
/// Y001 if the bytes are not UTF-8, Y002 if they are too many. The diagnostic has no place, since there is no text.
pub fn text(bytes: Vec<u8>, name: &str) -> Result<String, Refusal> {
    if bytes.len() > FILE + 3 {
        return Err(Box::new(Diagnostic::new(Code::Y002).in_file(name)));
    }
    match String::from_utf8(bytes) {
        Ok(text) => Ok(match text.strip_prefix('\u{feff}') {
            Some(rest) => rest.to_owned(),
            None => text,
        }),
        Err(error) => {
            let good = error.utf8_error().valid_up_to();
            let line = error.as_bytes()[..good].iter().filter(|b| **b == b'\n').count() + 1;
            Err(Box::new(Diagnostic::new(Code::Y001).in_file(name).arg("line", line)))
        }
    }
}

/// Checks a whole text.
pub(super) fn check(text: &str, file: FileId) -> Found {
    let mut found = Found::default();
    if text.len() > FILE {
        found.diagnostics.push(Diagnostic::new(Code::Y002).at(Place::new(file, 0, 1)));
        found.stop = true;
        return found;
    }
    let mut start = 0;
    for line in text.split_inclusive('\n') {
        check_line(line, start, file, &mut found);
        start += line.len();
        if found.diagnostics.len() >= MOST {
            found.stop = true;
            return found;
        }
    }
    brackets(text, file, &mut found);
    if !found.stop {
        spaces(text, file, &mut found);
    }
    found
}

fn check_line(line: &str, start: usize, file: FileId, found: &mut Found) {
    let content = line.strip_suffix('\n').unwrap_or(line);
    let content = content.strip_suffix('\r').unwrap_or(content);
    let at = |offset: usize, length: usize| Place::new(file, start + offset, start + offset + length);
    if content.len() > LINE {
        found.diagnostics.push(Diagnostic::new(Code::Y003).at(at(0, 1)));
        found.stop = true;
    }
    let indent = content.len() - content.trim_start_matches(' ').len();
    if indent > INDENT && indent < content.len() {
        found.diagnostics.push(Diagnostic::new(Code::Y005).at(at(0, indent)));
        found.stop = true;
    }
    if content.starts_with('%') {
        found.diagnostics.push(Diagnostic::new(Code::Y010).at(at(0, 1)));
        found.stop = true;
    }
    // Most lines are printable ASCII. Only the others are looked at character by character.
    if content.bytes().all(|b| (0x20..0x7f).contains(&b)) {
        return;
    }
    let mut tabs = false;
    for (offset, c) in content.char_indices() {
        let code = match c {
            '\t' if tabs => continue,
            '\t' => Code::Y009,
            '\r' | '\u{85}' | '\u{2028}' | '\u{2029}' => Code::Y007,
            c if invisible(c) => Code::Y008,
            _ => continue,
        };
        tabs |= c == '\t';
        found.stop |= code == Code::Y007;
        // YAML forbids the other controls, and the parser's own message about them helps nobody.
        found.stop |= c.is_control() && c != '\t';
        let diagnostic = Diagnostic::new(code).at(at(offset, c.len_utf8()));
        found.diagnostics.push(if c == '\t' {
            diagnostic
        } else {
            diagnostic.arg("char", format!("U+{:04X}", c as u32))
        });
        if found.diagnostics.len() >= MOST {
            return;
        }
    }
}

/// True for a character that nobody sees and that would be printed, or would turn the text of a report around.
fn invisible(c: char) -> bool {
    c.is_control()
        || matches!(c,
            '\u{ad}' | '\u{61c}' | '\u{115f}' | '\u{1160}' | '\u{180e}' | '\u{200b}'..='\u{200f}'
            | '\u{202a}'..='\u{202e}' | '\u{2060}'..='\u{206f}' | '\u{3164}' | '\u{feff}' | '\u{ffa0}'
            | '\u{fff9}'..='\u{fffb}' | '\u{fffe}' | '\u{ffff}' | '\u{e0000}'..='\u{e007f}')
}

/// Finds special spaces where YAML wants plain ones. The parser would take them for text and report another fault.
fn spaces(text: &str, file: FileId, found: &mut Found) {
    if text.is_ascii() || !text.contains(outline::special_space) {
        return;
    }
    for (at, finding) in outline::of(text) {
        if let Finding::Space(c) = finding
            && found.diagnostics.len() < MOST
        {
            found.diagnostics.push(faults::special_space(file, at, c));
            found.stop = true;
        }
    }
}

/// Counts the brackets that may be open at the same time.
///
/// It knows neither quotes nor blocks, so it counts each bracket that may open a collection: at the start of a line, or
/// after a space or a sign. Prose is refused by mistake only if 65 such brackets of it stay open.
fn brackets(text: &str, file: FileId, found: &mut Found) {
    let mut open = 0usize;
    let mut before = b'\n';
    for (offset, byte) in text.bytes().enumerate() {
        match byte {
            b'[' | b'{' if matches!(before, b'\n' | b' ' | b'\t' | b'[' | b'{' | b',' | b':' | b'-' | b'?') => {
                open += 1;
                if open > BRACKETS {
                    let place = Place::new(file, offset, offset + 1);
                    found.diagnostics.push(Diagnostic::new(Code::Y004).at(place));
                    found.stop = true;
                    return;
                }
            }
            b']' | b'}' => open = open.saturating_sub(1),
            _ => {}
        }
        before = byte;
    }
}
