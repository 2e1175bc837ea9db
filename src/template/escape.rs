//! The one way from text to Typst source.

/// The longest literal in bytes of source. Typst counts a glyph's place inside a literal in 16 bits and saturates.
const LONGEST: usize = 60_000;

/// The length of the longest escape of one character, `\u{2f}`.
const ESCAPE: usize = 6;

/// The text as Typst string literals: `#"…";`, once for each 60,000 bytes.
///
/// The final `;` ends the expression, so that the source behind it cannot attach to it. Line ends of every kind become
/// `\n`. A control character that separates words becomes a space, and any other is dropped. `*/` and `/*` are written
/// with an escape, so that a text cannot open a comment, or close one that a template author put around it.
pub fn literal(text: &str) -> String {
    let mut out = String::with_capacity(text.len() + 4);
    out.push_str("#\"");
    let mut start = 0;
    let mut before = '"';
    let mut chars = text.chars().peekable();
    while let Some(c) = chars.next() {
        if out.len() - start > LONGEST - ESCAPE - 4 {
            out.push_str("\";");
            start = out.len();
            out.push_str("#\"");
            before = '"';
        }
        match c {
            '\\' => out.push_str("\\\\"),
            '"' => out.push_str("\\\""),
            '/' if before == '*' => out.push_str("\\u{2f}"),
            '*' if before == '/' => out.push_str("\\u{2a}"),
            '\r' if chars.peek() == Some(&'\n') => continue,
            '\n' | '\r' | '\u{85}' | '\u{2028}' | '\u{2029}' => out.push_str("\\n"),
            '\t' | '\u{b}' | '\u{c}' => out.push(' '),
            c if c.is_control() => continue,
            c => out.push(c),
        }
        before = c;
    }
    out.push_str("\";");
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn quotes_backslashes_and_line_ends() {
        assert_eq!(literal(r#"a"b\c"#), r#"#"a\"b\\c";"#);
        assert_eq!(literal("a\r\nb\u{2028}c\td\u{7}e"), "#\"a\\nb\\nc de\";");
        assert_eq!(literal(""), "#\"\";");
    }

    #[test]
    fn comment_marks_are_broken() {
        assert_eq!(literal("*/ /* // */"), "#\"*\\u{2f} /\\u{2a} // *\\u{2f}\";");
        // A dropped character must not bring the two halves together.
        assert_eq!(literal("*\u{1}/"), "#\"*\\u{2f}\";");
    }

    #[test]
    fn long_texts_are_split() {
        let out = literal(&"é".repeat(100_000));
        let parts: Vec<&str> = out.split_inclusive("\";").collect();
        assert!(parts.len() > 3 && parts.iter().all(|part| part.len() <= LONGEST));
        assert_eq!(out.replace("\";#\"", "").chars().filter(|c| *c == 'é').count(), 100_000);
    }
}
