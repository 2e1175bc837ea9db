//! The tokens of content streams and of CMaps: both are written in the same small language.

#![expect(clippy::float_arithmetic, clippy::disallowed_types, reason = "geometry of pages: nothing here is a score")]

/// One token.
#[derive(Debug, Clone, PartialEq)]
pub(super) enum Token {
    /// A number, whole or not.
    Number(f64),
    /// A string, literal or hexadecimal.
    Text(Vec<u8>),
    /// A name without its slash.
    Name(Vec<u8>),
    /// `[`
    Open,
    /// `]`
    Close,
    /// A dictionary mark or a keyword that is a value: nothing here needs its content.
    Other,
    /// An operator.
    Operator(Vec<u8>),
}

/// Reads tokens from bytes. A byte that begins no token is skipped, as viewers do, so that the text behind it is read.
pub(super) struct Lexer<'a> {
    bytes: &'a [u8],
    at: usize,
}

impl<'a> Lexer<'a> {
    /// A lexer at the start of the bytes.
    pub(super) fn new(bytes: &'a [u8]) -> Self {
        Self { bytes, at: 0 }
    }

    fn peek(&self) -> Option<u8> {
        self.bytes.get(self.at).copied()
    }

    fn take(&mut self) -> Option<u8> {
        let byte = self.peek()?;
        self.at += 1;
        Some(byte)
    }

    fn take_while(&mut self, keep: impl Fn(u8) -> bool) -> &'a [u8] {
        let rest = self.bytes.get(self.at..).unwrap_or_default();
        let length = rest.iter().position(|&byte| !keep(byte)).unwrap_or(rest.len());
        self.at += length;
        rest.get(..length).unwrap_or_default()
    }

    /// The next token; `None` at the end.
    pub(super) fn next(&mut self) -> Option<Token> {
        loop {
            match self.peek()? {
                byte if is_space(byte) => self.at += 1,
                b'%' => {
                    self.take_while(|byte| !matches!(byte, b'\r' | b'\n'));
                }
                b'0'..=b'9' | b'+' | b'-' | b'.' => {
                    return Some(Token::Number(number(
                        self.take_while(|byte| matches!(byte, b'0'..=b'9' | b'+' | b'-' | b'.')),
                    )));
                }
                b'/' => {
                    self.at += 1;
                    return Some(Token::Name(name(self.take_while(is_regular))));
                }
                b'(' => {
                    self.at += 1;
                    return Some(Token::Text(self.literal()));
                }
                b'<' | b'>' if self.bytes.get(self.at + 1) == self.bytes.get(self.at) => {
                    self.at += 2;
                    return Some(Token::Other);
                }
                b'<' => {
                    self.at += 1;
                    let digits = self.take_while(|byte| byte != b'>');
                    self.at += 1;
                    return Some(Token::Text(hexadecimal(digits)));
                }
                b'[' => {
                    self.at += 1;
                    return Some(Token::Open);
                }
                b']' => {
                    self.at += 1;
                    return Some(Token::Close);
                }
                byte if is_regular(byte) => {
                    return Some(match self.take_while(is_regular) {
                        b"true" | b"false" | b"null" => Token::Other,
                        operator => Token::Operator(operator.to_vec()),
                    });
                }
                _ => self.at += 1,
            }
        }
    }

    fn literal(&mut self) -> Vec<u8> {
        let mut text = Vec::new();
        let mut depth = 1_usize;
        while let Some(byte) = self.take() {
            match byte {
                b'(' => depth += 1,
                b')' => {
                    depth -= 1;
                    if depth == 0 {
                        break;
                    }
                }
                b'\\' => {
                    if let Some(byte) = self.escaped() {
                        text.push(byte);
                    }
                    continue;
                }
                _ => {}
            }
            text.push(byte);
        }
        text
    }

    /// The byte that the escape after a backslash stands for; `None` if the line only continues.
    fn escaped(&mut self) -> Option<u8> {
        match self.take()? {
            b'n' => Some(b'\n'),
            b'r' => Some(b'\r'),
            b't' => Some(b'\t'),
            b'b' => Some(8),
            b'f' => Some(12),
            b'\n' => None,
            b'\r' => {
                if self.peek() == Some(b'\n') {
                    self.at += 1;
                }
                None
            }
            digit @ b'0'..=b'7' => {
                let mut value = digit - b'0';
                for _ in 0..2 {
                    match self.peek() {
                        Some(digit @ b'0'..=b'7') => value = value.wrapping_mul(8).wrapping_add(digit - b'0'),
                        _ => break,
                    }
                    self.at += 1;
                }
                Some(value)
            }
            byte => Some(byte),
        }
    }

    /// Skips the data of an inline image; false if the data has no end.
    ///
    /// The data can hold `EI` by chance, so the bytes behind it must look like text.
    pub(super) fn skip_image(&mut self) -> bool {
        let rest = self.bytes.get(self.at..).unwrap_or_default();
        let end = rest.windows(3).enumerate().find(|&(at, window)| {
            let follows = rest.get(at + 3..).unwrap_or_default();
            matches!(window, [space, b'E', b'I'] if is_space(*space))
                && follows.first().is_none_or(|&byte| is_space(byte))
                && follows.iter().take(16).all(|&byte| is_space(byte) && byte != 0 || (32..127).contains(&byte))
        });
        end.is_some_and(|(at, _)| {
            self.at += at + 3;
            true
        })
    }
}

fn is_space(byte: u8) -> bool {
    matches!(byte, 0 | b'\t' | b'\n' | 12 | b'\r' | b' ')
}

fn is_regular(byte: u8) -> bool {
    !is_space(byte) && !b"()<>[]{}/%".contains(&byte)
}

/// A number as lenient viewers read it: signs inside the number are skipped, and a second point ends it.
fn number(digits: &[u8]) -> f64 {
    let (mut value, mut place) = (0.0, 0.0);
    for &byte in digits {
        match byte {
            b'.' if place > 0.0 => break,
            b'.' => place = 1.0,
            b'0'..=b'9' if place > 0.0 => {
                place /= 10.0;
                value += place * f64::from(byte - b'0');
            }
            b'0'..=b'9' => value = value * 10.0 + f64::from(byte - b'0'),
            _ => {}
        }
    }
    if digits.first() == Some(&b'-') { -value } else { value }
}

fn name(raw: &[u8]) -> Vec<u8> {
    let mut name = Vec::with_capacity(raw.len());
    let mut rest = raw;
    while let [first, tail @ ..] = rest {
        rest = tail;
        if let (b'#', [high, low, behind @ ..]) = (*first, tail)
            && let (Some(high), Some(low)) = (nibble(*high), nibble(*low))
        {
            name.push(high << 4 | low);
            rest = behind;
        } else {
            name.push(*first);
        }
    }
    name
}

fn hexadecimal(digits: &[u8]) -> Vec<u8> {
    let nibbles: Vec<u8> = digits.iter().filter_map(|&digit| nibble(digit)).collect();
    nibbles.chunks(2).map(|pair| pair.first().map_or(0, |high| high << 4) | pair.get(1).copied().unwrap_or(0)).collect()
}

fn nibble(digit: u8) -> Option<u8> {
    char::from(digit).to_digit(16).and_then(|value| u8::try_from(value).ok())
}
