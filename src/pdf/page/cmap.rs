//! CMaps: they tell the codes of a string, and for each code the character of the font and the Unicode text.

use std::collections::BTreeMap;

use super::lex::{Lexer, Token};

/// The most code ranges that are kept, since each code of a page is looked up in all of them.
const MAX_SPACES: usize = 256;

/// The most UTF-16 units that are kept of the text of one code, since each glyph of a page holds a copy.
const MAX_UNITS: usize = 64;

/// A CMap as read from its stream: a ToUnicode map or an encoding.
#[derive(Default)]
pub(super) struct CMap {
    /// Length in bytes, lowest and highest code.
    spaces: Vec<(usize, u32, u32)>,
    /// By lowest code: highest code and texts.
    texts: BTreeMap<u32, (u32, Texts)>,
    /// By lowest code: highest code and number of the first character.
    characters: BTreeMap<u32, (u32, u32)>,
}

enum Texts {
    /// UTF-16 of the first code; with each further code the last unit grows by one.
    Counting(Vec<u16>),
    /// UTF-16 of each code.
    Each(Vec<Vec<u16>>),
}

impl CMap {
    /// Reads a CMap; parts that cannot be understood are left out.
    pub(super) fn read(bytes: &[u8]) -> Self {
        let mut map = Self::default();
        let mut lexer = Lexer::new(bytes);
        let mut operands = Vec::new();
        while let Some(token) = lexer.next() {
            match token {
                Token::Operator(operator) => {
                    map.section(&operator, &operands);
                    operands.clear();
                }
                operand => operands.push(operand),
            }
        }
        map
    }

    fn section(&mut self, operator: &[u8], operands: &[Token]) {
        let mut rest = operands;
        match operator {
            b"endcodespacerange" => {
                while let [Token::Text(low), Token::Text(high), tail @ ..] = rest {
                    if self.spaces.len() < MAX_SPACES {
                        self.spaces.push((low.len(), code(low), code(high)));
                    }
                    rest = tail;
                }
            }
            b"endbfchar" => {
                while let [Token::Text(from), Token::Text(text), tail @ ..] = rest {
                    self.texts.insert(code(from), (code(from), Texts::Counting(utf16(text))));
                    rest = tail;
                }
            }
            b"endbfrange" => {
                while let [Token::Text(low), Token::Text(high), target, tail @ ..] = rest {
                    rest = tail;
                    let texts = match target {
                        Token::Text(text) => Texts::Counting(utf16(text)),
                        Token::Open => {
                            let end = tail.iter().position(|token| *token == Token::Close).unwrap_or(tail.len());
                            let (each, behind) = tail.split_at(end);
                            rest = behind.get(1..).unwrap_or_default();
                            Texts::Each(each.iter().map(|token| text_of(token).map_or(vec![], utf16)).collect())
                        }
                        _ => break,
                    };
                    self.texts.insert(code(low), (code(high), texts));
                }
            }
            b"endcidchar" => {
                while let [Token::Text(from), Token::Number(to), tail @ ..] = rest {
                    self.characters.insert(code(from), (code(from), *to as u32));
                    rest = tail;
                }
            }
            b"endcidrange" => {
                while let [Token::Text(low), Token::Text(high), Token::Number(to), tail @ ..] = rest {
                    self.characters.insert(code(low), (code(high), *to as u32));
                    rest = tail;
                }
            }
            _ => {}
        }
    }

    /// The text of a code; `None` if the map has none.
    pub(super) fn text(&self, code: u32) -> Option<String> {
        let (low, (high, texts)) = self.texts.range(..=code).next_back()?;
        let offset = code.checked_sub(*low).filter(|_| code <= *high)?;
        let units = match texts {
            Texts::Each(each) => each.get(usize::try_from(offset).ok()?)?.clone(),
            Texts::Counting(first) => {
                let mut units = first.clone();
                let last = units.last_mut()?;
                *last = last.checked_add(u16::try_from(offset).ok()?)?;
                units
            }
        };
        (!units.is_empty()).then(|| String::from_utf16_lossy(&units))
    }

    /// The number of the character of a code; 0, the missing glyph, if the map has none.
    pub(super) fn character(&self, code: u32) -> u32 {
        match self.characters.range(..=code).next_back() {
            Some((low, (high, first))) if code <= *high => first.saturating_add(code.saturating_sub(*low)),
            _ => 0,
        }
    }

    /// The length in bytes of the first code of a string. A code outside all ranges is as long as the shortest codes of
    /// the map, or two bytes long if the map has no range.
    pub(super) fn length(&self, bytes: &[u8]) -> usize {
        let fits = |&&(length, low, high): &&(usize, u32, u32)| {
            // Each byte has its own range, so `<8140> <9FFC>` does not hold `<8530>`.
            bytes.get(..length).is_some_and(|head| {
                let [low, high, head] = [low, high, code(head)].map(u32::to_be_bytes);
                head.iter().zip(low.iter().zip(&high)).all(|(byte, (low, high))| (low..=high).contains(&byte))
            })
        };
        match self.spaces.iter().find(fits) {
            Some(&(length @ 1..=4, _, _)) => length,
            _ => self.spaces.iter().map(|space| space.0).min().unwrap_or(2).clamp(1, 4),
        }
    }
}

/// The number of a code, big endian; only its last four bytes count.
pub(super) fn code(bytes: &[u8]) -> u32 {
    bytes.iter().fold(0_u32, |code, &byte| code << 8 | u32::from(byte))
}

fn utf16(bytes: &[u8]) -> Vec<u16> {
    match bytes {
        [single] => vec![u16::from(*single)],
        bytes => bytes
            .chunks_exact(2)
            .take(MAX_UNITS)
            .map(|pair| pair.iter().fold(0, |unit, &byte| unit << 8 | u16::from(byte)))
            .collect(),
    }
}

fn text_of(token: &Token) -> Option<&[u8]> {
    match token {
        Token::Text(text) => Some(text),
        _ => None,
    }
}
