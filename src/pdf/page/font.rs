//! Reads the parts of a font that text needs: the codes of a string, their Unicode text and their widths.

#![expect(clippy::float_arithmetic, clippy::disallowed_types, reason = "geometry of pages: nothing here is a score")]

use std::collections::BTreeMap;

use lopdf::{Dictionary, Document, Encoding, Object};

use super::budget::Budget;
use super::cmap::{CMap, code};
use super::object::{array, dictionary, follow, number, numbers};
use super::standard_fonts;

/// The most bytes of a CMap that are read: those of real fonts have a few hundred thousand.
const MAX_CMAP: usize = 8 << 20;

/// The most widths that are read of one font, which has at most 65,536 characters.
const MAX_WIDTHS: usize = 1 << 17;

/// The longest glyph name that is read: each glyph of a page holds a copy of its text.
const MAX_NAME: usize = 64;

/// The codes of a font, with their texts and widths.
pub(super) struct Font {
    /// Lengths of codes and their characters; `None` in a simple font, where a code is one byte.
    encoding: Option<CMap>,
    /// True if the code of a composite font is the number of the character.
    identity: bool,
    unicode: CMap,
    /// Texts of a simple font's encoding, where its `ToUnicode` has none.
    names: BTreeMap<u32, String>,
    /// By lowest character: highest character and width of each.
    widths: BTreeMap<u32, (u32, f64)>,
    default_width: f64,
    /// The name of a font without widths, by which [`standard_fonts`] knows them.
    standard: Option<Vec<u8>>,
    /// The length of one unit of a width in text space.
    unit: f64,
}

/// One code of a string.
pub(super) struct Glyph {
    /// Its text; U+FFFD if the font gives none.
    pub(super) text: String,
    /// Its advance in text space, for a font of size 1.
    pub(super) advance: f64,
    /// True if word spacing applies, which is so for the one-byte code 32.
    pub(super) space: bool,
}

impl Font {
    /// Reads a font; missing or wrong parts only make texts unknown.
    ///
    /// The error is the reason of a fault: the budget is spent.
    pub(super) fn read(document: &Document, font: &Dictionary, budget: &mut Budget) -> Result<Self, &'static str> {
        let unicode = cmap(document, font.get(b"ToUnicode").ok(), budget).unwrap_or_default();
        let font = match font.get(b"Subtype").and_then(Object::as_name) {
            Ok(b"Type0") => Self::composite(document, font, unicode, budget),
            subtype => Self::simple(document, font, unicode, matches!(subtype, Ok(b"Type3"))),
        };
        // Many fonts can share one long list of widths, and each holds a copy.
        budget.step(100 + font.widths.len() / 4)?;
        Ok(font)
    }

    fn composite(document: &Document, font: &Dictionary, unicode: CMap, budget: &mut Budget) -> Self {
        let encoding = cmap(document, font.get(b"Encoding").ok(), budget);
        let descendant = array(document, font.get(b"DescendantFonts").ok()).and_then(<[Object]>::first);
        let descendant = dictionary(document, descendant);
        let get = |key: &[u8]| descendant.and_then(|font| font.get(key).ok());
        Self {
            identity: encoding.is_none(),
            encoding: Some(encoding.unwrap_or_default()),
            unicode,
            names: BTreeMap::new(),
            widths: composite_widths(document, array(document, get(b"W")).unwrap_or_default()),
            default_width: number(document, get(b"DW")).unwrap_or(1000.0),
            standard: None,
            unit: 0.001,
        }
    }

    fn simple(document: &Document, font: &Dictionary, unicode: CMap, drawn: bool) -> Self {
        let descriptor = dictionary(document, font.get(b"FontDescriptor").ok());
        let get = |key: &[u8]| descriptor.and_then(|descriptor| descriptor.get(key).ok());
        // A symbolic font has codes of its own; without an encoding they mean nothing here.
        let symbolic = matches!(follow(document, get(b"Flags")), Some(Object::Integer(flags)) if flags & 4 != 0);
        let base_font = font.get(b"BaseFont").and_then(Object::as_name).unwrap_or_default();
        let symbolic = symbolic || drawn || matches!(base_font, b"Symbol" | b"ZapfDingbats");
        let first = number(document, font.get(b"FirstChar").ok()).unwrap_or(0.0) as u32;
        let widths = array(document, font.get(b"Widths").ok());
        let matrix = numbers::<6>(document, font.get(b"FontMatrix").ok()).filter(|_| drawn);
        Self {
            encoding: None,
            identity: true,
            unicode,
            names: names(document, font.get(b"Encoding").ok(), symbolic),
            widths: (first..=255)
                .zip(widths.unwrap_or_default())
                .filter_map(|(code, width)| Some((code, (code, number(document, Some(width))?))))
                .collect(),
            default_width: number(document, get(b"MissingWidth")).unwrap_or(0.0),
            standard: widths.is_none().then(|| base_font.to_vec()),
            unit: matrix.map_or(0.001, |matrix| matrix[0]),
        }
    }

    /// The first glyph of a string and the rest of the string; `None` at its end.
    pub(super) fn next<'a>(&self, string: &'a [u8]) -> Option<(Glyph, &'a [u8])> {
        let length = self.encoding.as_ref().map_or(1, |encoding| encoding.length(string));
        let (bytes, rest) = string.split_at_checked(length).unwrap_or((string, &[]));
        let last = bytes.last()?;
        let code = code(bytes);
        let character = match &self.encoding {
            Some(encoding) if !self.identity => encoding.character(code),
            _ => code,
        };
        let width = match (&self.standard, self.widths.range(..=character).next_back()) {
            (Some(font), _) => f64::from(standard_fonts::width(font, *last)),
            (None, Some((_, (high, width)))) if character <= *high => *width,
            _ => self.default_width,
        };
        let text = self.unicode.text(code).or_else(|| self.names.get(&code).cloned()).filter(|text| is_readable(text));
        let text = text.unwrap_or_else(|| char::REPLACEMENT_CHARACTER.to_string());
        Some((Glyph { text, advance: width * self.unit, space: length == 1 && code == 32 }, rest))
    }
}

/// True if a glyph can show this text.
fn is_readable(text: &str) -> bool {
    !text.is_empty() && !text.chars().any(|character| character.is_control() && !character.is_whitespace())
}

fn cmap(document: &Document, object: Option<&Object>, budget: &mut Budget) -> Option<CMap> {
    let Some(Object::Stream(stream)) = follow(document, object) else { return None };
    budget.inflate(document, stream, MAX_CMAP).ok().map(|bytes| CMap::read(&bytes))
}

/// The widths of a composite font: `c [w …]` or `c c w`, in any order.
fn composite_widths(document: &Document, entries: &[Object]) -> BTreeMap<u32, (u32, f64)> {
    let mut widths = BTreeMap::new();
    let mut rest = entries;
    let mut left = MAX_WIDTHS;
    while let [first, second, tail @ ..] = rest {
        rest = tail;
        let Some(low) = number(document, Some(first)).map(|low| low as u32) else { continue };
        if let Some(list) = array(document, Some(second)) {
            for (character, width) in (low..=u32::MAX).zip(list).take(left) {
                widths.insert(character, (character, number(document, Some(width)).unwrap_or(0.0)));
            }
            left = left.saturating_sub(list.len());
        } else if let [third, tail @ ..] = rest {
            rest = tail;
            if let (Some(high), Some(width)) = (number(document, Some(second)), number(document, Some(third))) {
                widths.insert(low, (high as u32, width));
            }
        }
    }
    widths
}

/// The texts of the codes of a simple font's `Encoding`.
fn names(document: &Document, encoding: Option<&Object>, symbolic: bool) -> BTreeMap<u32, String> {
    let encoding = follow(document, encoding);
    let (base, differences) = match encoding {
        Some(Object::Name(name)) => (Some(name.as_slice()), None),
        Some(Object::Dictionary(encoding)) => (
            encoding.get(b"BaseEncoding").and_then(Object::as_name).ok(),
            array(document, encoding.get(b"Differences").ok()),
        ),
        _ => (None, None),
    };
    let base = base.or((!symbolic).then_some(b"StandardEncoding"));
    let mut names = BTreeMap::new();
    if let Some(base @ (b"WinAnsiEncoding" | b"MacRomanEncoding" | b"StandardEncoding")) = base {
        let font = Dictionary::from_iter([("Type", Object::from("Font")), ("Encoding", Object::Name(base.to_vec()))]);
        if let Ok(table) = font.get_font_encoding_with_limit(document, 0) {
            for code in 0..=255_u8 {
                names.insert(u32::from(code), table.bytes_to_string(&[code]).unwrap_or_default());
            }
        }
    }
    let mut code = 0_u32;
    for entry in differences.unwrap_or_default() {
        match follow(document, Some(entry)) {
            Some(Object::Name(name)) if code < 256 => {
                names.insert(code, name_text(document, name).unwrap_or_default());
                code += 1;
            }
            Some(Object::Integer(number)) => code = u32::try_from(*number).unwrap_or(u32::MAX),
            _ => {}
        }
    }
    names
}

/// The text of a glyph name: `A`, `f_i`, `uni0041`, `u1F600`, each with an ending such as `.alt`.
fn name_text(document: &Document, name: &[u8]) -> Option<String> {
    let plain = name.split(|&byte| byte == b'.').next().filter(|name| name.len() <= MAX_NAME)?;
    if plain.contains(&b'_') {
        return plain.split(|&byte| byte == b'_').map(|part| name_text(document, part)).collect();
    }
    // lopdf gives the text of a glyph name only through an encoding, so this one names a single glyph.
    let font = Dictionary::from_iter([
        ("Type", Object::from("Font")),
        (
            "Encoding",
            Object::from(Dictionary::from_iter([(
                "Differences",
                Object::Array(vec![Object::Integer(0), Object::Name(plain.to_vec())]),
            )])),
        ),
    ]);
    if let Ok(encoding @ Encoding::Differences(_)) = font.get_font_encoding_with_limit(document, 0) {
        return encoding.bytes_to_string(&[0]).ok();
    }
    let plain = std::str::from_utf8(plain).ok()?;
    let digits = plain.strip_prefix("uni").or(plain.strip_prefix('u'))?;
    char::from_u32(u32::from_str_radix(digits, 16).ok()?).map(String::from)
}
