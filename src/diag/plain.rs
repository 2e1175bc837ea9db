//! Text of others made fit to be shown: whoever wrote a file or a certificate may have put anything into it.

/// True for marks that turn the direction of reading, so that a text looks like another.
pub fn turns(c: char) -> bool {
    matches!(c, '\u{200e}' | '\u{200f}' | '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}')
}

/// A text without what would steer a terminal: each control character becomes U+FFFD.
pub fn harmless(text: &str) -> String {
    text.chars().map(|c| if c.is_control() { char::REPLACEMENT_CHARACTER } else { c }).collect()
}

/// A text of at most so many characters, with `…` if there are more.
pub fn beginning(text: &str, most: usize) -> String {
    match text.char_indices().nth(most) {
        Some((end, _)) => format!("{}…", &text[..end]),
        None => text.to_owned(),
    }
}

/// A character as it can be shown in a line of a terminal; special spaces become visible.
pub(super) fn visible(c: char) -> char {
    match c {
        '\t' => '→',
        '\u{a0}' | '\u{202f}' => '␣',
        '\u{200b}'..='\u{200d}' | '\u{feff}' => char::REPLACEMENT_CHARACTER,
        c if c.is_control() || turns(c) => char::REPLACEMENT_CHARACTER,
        c => c,
    }
}

/// True for text without line ends and other control characters, as an entry of one line must be.
pub fn is_one_line(text: &str) -> bool {
    !text.contains(char::is_control)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_steers_or_turns_is_shown_as_a_replacement() {
        assert_eq!(harmless("a\u{1b}[31m\nb"), "a\u{fffd}[31m\u{fffd}b");
        let shown: String = "a\tb\u{a0}c\u{202e}d\u{200b}e\u{200f}f\u{7}–".chars().map(visible).collect();
        assert_eq!(shown, "a→b␣c\u{fffd}d\u{fffd}e\u{fffd}f\u{fffd}–");
        assert!(is_one_line("SP 800/12/2024") && !is_one_line("a\nb"));
    }
}
