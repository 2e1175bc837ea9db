//! The markup of free text: paragraphs, `- ` sub-points and `_emphasis_`, and nothing else.

use super::model::{Alinea, Narasi, Potongan, Teks};

/// How many characters of the text after an unpaired underscore a fault quotes: enough to find the place.
const SHOWN: usize = 24;

/// The text that begins with an unpaired underscore.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Unpaired(pub(super) String);

/// Splits free text into paragraphs, sub-points and emphasised pieces.
///
/// A blank line ends a paragraph. A line that begins with `- ` begins a sub-point. Other line ends are spaces.
/// Underscores inside words and rows of underscores stay as they are: `_cascading_ nama_file` emphasises the first word
/// only.
///
/// # Errors
/// A paragraph has an underscore that opens an emphasis, and none that closes it.
pub(super) fn parse(text: &str, origin: &str) -> Result<Narasi, Unpaired> {
    let mut paragraphs: Vec<(bool, String)> = Vec::new();
    let mut open = false;
    for line in text.lines() {
        let trimmed = line.trim();
        if trimmed.is_empty() {
            open = false;
        } else if let Some(point) = trimmed.strip_prefix("- ") {
            paragraphs.push((true, point.trim().to_owned()));
            open = true;
        } else if let (true, Some((_, last))) = (open, paragraphs.last_mut()) {
            last.push(' ');
            last.push_str(trimmed);
        } else {
            paragraphs.push((false, trimmed.to_owned()));
            open = true;
        }
    }
    paragraphs.into_iter().map(|(butir, text)| Ok(Alinea { butir, potongan: pieces(&text, origin)? })).collect()
}

fn pieces(text: &str, origin: &str) -> Result<Vec<Potongan>, Unpaired> {
    let chars: Vec<char> = text.chars().collect();
    let mut out = Vec::new();
    let mut plain = String::new();
    let mut push = |text: &mut String, miring: bool| {
        if !text.is_empty() {
            out.push(Potongan { teks: Teks::dari(std::mem::take(text), origin), miring, tebal: false });
        }
    };
    let mut index = 0;
    while index < chars.len() {
        if opens(&chars, index) {
            let close = (index + 2..chars.len()).find(|i| closes(&chars, *i) || opens(&chars, *i));
            let Some(close) = close.filter(|i| closes(&chars, *i)) else {
                return Err(Unpaired(chars[index..].iter().take(SHOWN).collect()));
            };
            push(&mut plain, false);
            let mut inner: String = chars[index + 1..close].iter().collect();
            push(&mut inner, true);
            index = close + 1;
        } else {
            plain.push(chars[index]);
            index += 1;
        }
    }
    push(&mut plain, false);
    Ok(out)
}

fn opens(chars: &[char], index: usize) -> bool {
    let before = index.checked_sub(1).map(|i| chars[i]);
    let after = chars.get(index + 1);
    chars[index] == '_'
        && before.is_none_or(|c| !c.is_alphanumeric() && c != '_')
        && after.is_some_and(|c| !c.is_whitespace() && *c != '_')
}

fn closes(chars: &[char], index: usize) -> bool {
    let after = chars.get(index + 1);
    chars[index] == '_'
        && !chars[index - 1].is_whitespace()
        && chars[index - 1] != '_'
        && after.is_none_or(|c| !c.is_alphanumeric() && *c != '_')
}

#[cfg(test)]
mod tests {
    use super::*;

    fn flat(text: &str) -> Vec<(bool, Vec<(String, bool)>)> {
        let pieces = |a: Alinea| a.potongan.into_iter().map(|p| (p.teks.teks, p.miring)).collect();
        parse(text, "x").unwrap().into_iter().map(|a| (a.butir, pieces(a))).collect()
    }

    #[test]
    fn paragraphs_points_and_emphasis() {
        let text = "Renstra telah ada,\nnamun:\n- satu _output_;\n- dua\n  lanjutan.\n\nBerikutnya nama_file dan ____.";
        let plain = |s: &str| (s.to_owned(), false);
        assert_eq!(
            flat(text),
            vec![
                (false, vec![plain("Renstra telah ada, namun:")]),
                (true, vec![plain("satu "), ("output".into(), true), plain(";")]),
                (true, vec![plain("dua lanjutan.")]),
                (false, vec![plain("Berikutnya nama_file dan ____.")]),
            ]
        );
        assert_eq!(flat("*a* #b $c$ `d` <e> [f]"), vec![(false, vec![plain("*a* #b $c$ `d` <e> [f]")])]);
    }

    #[test]
    fn an_unpaired_underscore_is_refused() {
        assert_eq!(parse("ini _miring tanpa akhir", "x").unwrap_err().0, "_miring tanpa akhir");
        assert!(parse("(_cascading) dan (_crosscutting_)", "x").is_err(), "the first pair is not closed");
        assert!(parse("ini miring_ tanpa awal", "x").is_ok(), "nothing was opened");
    }
}
