//! The built-in fonts, in one fixed order, loaded once.

use std::sync::LazyLock;

use typst::foundations::Bytes;
use typst::text::{Font, FontBook};
use typst::utils::LazyHash;

use crate::diag::turns;
use crate::digest::sha256;

/// File name and bytes of each font. The order decides between faces of equal family and style, so it never changes.
const FILES: [(&str, &[u8]); 6] = [
    ("LiberationSans-Regular.ttf", include_bytes!("../../fonts/liberation-sans/LiberationSans-Regular.ttf")),
    ("LiberationSans-Bold.ttf", include_bytes!("../../fonts/liberation-sans/LiberationSans-Bold.ttf")),
    ("LiberationSans-Italic.ttf", include_bytes!("../../fonts/liberation-sans/LiberationSans-Italic.ttf")),
    ("LiberationSans-BoldItalic.ttf", include_bytes!("../../fonts/liberation-sans/LiberationSans-BoldItalic.ttf")),
    ("texgyrebonum-regular.otf", include_bytes!("../../fonts/tex-gyre-bonum/texgyrebonum-regular.otf")),
    ("texgyrebonum-bold.otf", include_bytes!("../../fonts/tex-gyre-bonum/texgyrebonum-bold.otf")),
];

/// All faces and Typst's index of them.
pub(super) struct Fonts {
    pub(super) book: LazyHash<FontBook>,
    pub(super) faces: Vec<Font>,
}

pub(super) static FONTS: LazyLock<Fonts> = LazyLock::new(|| {
    let faces: Vec<Font> = FILES.iter().flat_map(|(_, bytes)| Font::iter(Bytes::new(*bytes))).collect();
    Fonts { book: LazyHash::new(FontBook::from_fonts(&faces)), faces }
});

/// One bit for each character that some face has and that PDF/A permits. Typst falls back to another font only for a
/// whole cluster, letter and marks together, so a combining mark counts only if every face has it.
static COVERED: LazyLock<Vec<u64>> = LazyLock::new(|| {
    let mut bits = vec![0_u64; (char::MAX as usize + 1) / 64];
    for c in FONTS.faces.iter().flat_map(|face| face.info().coverage.iter()) {
        let in_all = || FONTS.faces.iter().all(|face| face.info().coverage.contains(c));
        if char::from_u32(c).is_none_or(|c| unprintable(c) || combining(c) && !in_all()) {
            continue;
        }
        if let Some(word) = bits.get_mut(c as usize / 64) {
            *word |= 1 << (c % 64);
        }
    }
    bits
});

/// True for characters that are refused even if a font has them. PDF/A refuses byte order marks and characters of
/// private use. Marks that turn the direction of reading could show another text than the checked one.
fn unprintable(c: char) -> bool {
    c.is_control()
        || matches!(c, '\u{feff}' | '\u{fffe}' | '\u{ffff}' | '\u{e000}'..='\u{f8ff}' | '\u{f0000}'..)
        || turns(c)
}

/// True for combining marks of the scripts that the fonts have.
fn combining(c: char) -> bool {
    matches!(c, '\u{300}'..='\u{36f}' | '\u{483}'..='\u{489}' | '\u{1ab0}'..='\u{1aff}' | '\u{1dc0}'..='\u{1dff}')
        || matches!(c, '\u{20d0}'..='\u{20ff}' | '\u{fe00}'..='\u{fe0f}' | '\u{fe20}'..='\u{fe2f}')
}

/// The characters of `text` that cannot be printed, each once, in order: no built-in face has them, or PDF/A refuses
/// them. Line ends do not count, since they are not printed as characters.
pub fn uncovered(text: &str) -> Vec<char> {
    let has = |c: char| COVERED.get(c as usize / 64).is_some_and(|word| word >> (c as u32 % 64) & 1 == 1);
    let mut missing: Vec<char> = text.chars().filter(|c| !matches!(c, '\n' | '\r') && !has(*c)).collect();
    missing.sort_unstable();
    missing.dedup();
    missing
}

/// File name and SHA-256 in hexadecimal of each font file, in the fixed order; computed once.
pub fn font_digests() -> &'static [(&'static str, String)] {
    static DIGESTS: LazyLock<Vec<(&str, String)>> =
        LazyLock::new(|| FILES.iter().map(|(name, bytes)| (*name, sha256(bytes))).collect());
    &DIGESTS
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn each_file_is_one_face_of_a_known_family() {
        assert_eq!(FONTS.faces.len(), FILES.len());
        for family in ["liberation sans", "tex gyre bonum"] {
            assert!(FONTS.book.contains_family(family), "{family}");
        }
    }

    #[test]
    fn coverage_is_that_of_the_fonts() {
        assert!(uncovered("Dinas Pendidikan – 78,50 % “a” ≥ é\r\n").is_empty());
        assert_eq!(uncovered("a😀\u{7}漢a😀"), ['\u{7}', '漢', '😀']);
        assert_eq!(uncovered("\u{feff}\u{e000}\u{f001}\u{202e}").len(), 4);
    }

    #[test]
    fn digests_are_sha_256() {
        let digests = font_digests();
        assert_eq!(digests.len(), 6);
        assert!(digests.iter().all(|(_, hex)| hex.len() == 64));
    }
}
