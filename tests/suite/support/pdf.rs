//! A reader of the PDFs that the program makes: attachments, pages, the text of a page, the tree of tags, every
//! stream unpacked.
//!
//! It knows only the plain form that the program writes (no object streams, direct lengths) and panics on any
//! other. Independent validators are another matter: see `tests/validators`.

use std::collections::BTreeMap;
use std::io::Read;
use std::path::Path;

use serde_json::Value;

/// One file as objects: number, dictionary text, unpacked stream.
pub(crate) struct Pdf {
    pub(crate) bytes: Vec<u8>,
    objects: BTreeMap<u32, (String, Vec<u8>)>,
}

impl Pdf {
    pub(crate) fn open(path: &Path) -> Self {
        let bytes = std::fs::read(path).unwrap_or_else(|error| panic!("{}: {error}", path.display()));
        let mut objects = BTreeMap::new();
        let mut at = 0;
        while let Some(found) = find(&bytes, b" 0 obj\n", at) {
            let digits = bytes[..found].iter().rev().take_while(|b| b.is_ascii_digit()).count();
            let number: u32 = lossy(&bytes[found - digits..found]).parse().expect("an object number");
            let start = found + 7;
            let end = find(&bytes, b"endobj", start).expect("endobj");
            // Compressed data may hold anything, so a stream is skipped by its length.
            let stream = find(&bytes[..end], b"\nstream\n", start);
            // One character a byte: strings of a dictionary may be UTF-16.
            let dictionary: String = bytes[start..stream.unwrap_or(end)].iter().map(|b| char::from(*b)).collect();
            let mut content = Vec::new();
            at = end;
            if let Some(stream) = stream {
                let length: usize = after(&dictionary, "/Length ").parse().expect("a direct length");
                let raw = &bytes[stream + 8..stream + 8 + length];
                content = if dictionary.contains("/FlateDecode") { inflate(raw) } else { raw.to_vec() };
                at = stream + 8 + length;
            }
            objects.insert(number, (dictionary, content));
        }
        assert!(!objects.is_empty(), "{} holds objects", path.display());
        Self { bytes, objects }
    }

    /// Everything a reader of the file can see: the raw bytes and every unpacked stream.
    pub(crate) fn all_bytes(&self) -> Vec<u8> {
        let streams = self.objects.values().map(|(_, stream)| stream.as_slice());
        std::iter::once(self.bytes.as_slice()).chain(streams).collect::<Vec<_>>().join(&b'\n')
    }

    pub(crate) fn contains(&self, text: &str) -> bool {
        find(&self.bytes, text.as_bytes(), 0).is_some()
    }

    /// Dictionaries that hold a text, one character a byte.
    pub(crate) fn dictionaries(&self, holding: &str) -> Vec<&str> {
        self.objects.values().map(|(dictionary, _)| dictionary.as_str()).filter(|d| d.contains(holding)).collect()
    }

    /// Attached files by name.
    pub(crate) fn attachments(&self) -> BTreeMap<String, Vec<u8>> {
        let specs = self.objects.values().filter(|(d, _)| d.contains("/Type/Filespec"));
        specs
            .map(|(dictionary, _)| {
                let name = dictionary.split("/UF(").nth(1).and_then(|rest| rest.split(')').next()).expect("a name");
                let file: u32 = after(dictionary, "/EF<</F ").parse().expect("a reference");
                (name.to_owned(), self.objects[&file].1.clone())
            })
            .collect()
    }

    /// An attachment as text.
    pub(crate) fn attachment(&self, name: &str) -> String {
        let mut all = self.attachments();
        let bytes = all.remove(name).unwrap_or_else(|| panic!("no attachment {name}"));
        String::from_utf8(bytes).expect("UTF-8")
    }

    /// The slices of the project's data that are attached: file name and text.
    pub(crate) fn data(&self) -> BTreeMap<String, String> {
        let all = self.attachments().into_iter();
        let data = all.filter(|(name, _)| name.ends_with(".yaml") && !name.starts_with("permenpanrb-"));
        data.map(|(name, bytes)| (name, String::from_utf8(bytes).expect("UTF-8"))).collect()
    }

    /// `laporan.json` as a value.
    pub(crate) fn report(&self) -> Value {
        serde_json::from_str(&self.attachment("laporan.json")).expect("JSON")
    }

    pub(crate) fn pages(&self) -> usize {
        self.page_numbers().len()
    }

    fn page_numbers(&self) -> Vec<u32> {
        let root = self.objects.values().find(|(d, _)| d.contains("/Type/Pages") && !d.contains("/Parent"));
        let mut open = vec![root.expect("a page tree").0.clone()];
        let mut pages = Vec::new();
        while let Some(node) = open.pop() {
            let kids = node.split("/Kids[").nth(1).and_then(|rest| rest.split(']').next()).expect("kids");
            let mut inner = Vec::new();
            for kid in kids.split(" 0 R").map(str::trim).filter(|kid| !kid.is_empty()) {
                let number: u32 = kid.parse().expect("a reference");
                let dictionary = &self.objects[&number].0;
                if dictionary.contains("/Type/Pages") { inner.push(dictionary.clone()) } else { pages.push(number) }
            }
            open.extend(inner.into_iter().rev());
        }
        pages
    }

    /// The text of all pages in painting order: line ends and spaces between pieces are the caller's to ignore.
    pub(crate) fn text(&self) -> String {
        self.page_numbers().into_iter().map(|page| self.page_text(page)).collect()
    }

    /// The text of all pages without any space, for asking whether something was printed.
    pub(crate) fn squeezed(&self) -> String {
        squeeze(&self.text())
    }

    fn page_text(&self, page: u32) -> String {
        self.runs(page).into_iter().map(|run| run.text + "\n").collect()
    }

    /// What is painted on each page, in painting order.
    pub(crate) fn painted(&self) -> Vec<Vec<Run>> {
        self.page_numbers().into_iter().map(|page| self.runs(page)).collect()
    }

    fn runs(&self, page: u32) -> Vec<Run> {
        let dictionary = &self.objects[&page].0;
        let content: u32 = after(dictionary, "/Contents ").parse().expect("one content stream");
        let resources: u32 = after(dictionary, "/Resources ").parse().expect("resources");
        let fonts = self.fonts(&self.objects[&resources].0);
        let mut tokens = Tokens { bytes: &self.objects[&content].1, at: 0, depth: 0 };
        let mut operands: Vec<String> = Vec::new();
        // What surrounds a place: a number, an artifact, or neither, as a replaced text has.
        let mut marks: Vec<Option<Option<u32>>> = Vec::new();
        let (mut heights, mut height) = (Vec::new(), 0);
        let (mut font, mut runs) = (None, Vec::new());
        let mut text = String::new();
        while let Some(token) = tokens.next() {
            let word = match token {
                Token::Text(bytes) => {
                    let map: &BTreeMap<u32, String> = font.expect("a font before text");
                    let glyphs = bytes.chunks(2).map(|pair| pair.iter().fold(0u32, |n, b| n << 8 | u32::from(*b)));
                    text.extend(glyphs.map(|glyph| map.get(&glyph).map_or("", String::as_str)));
                    continue;
                }
                Token::Word(word) => word,
            };
            if tokens.depth > 0 || !word.starts_with(|c: char| c.is_ascii_alphabetic()) {
                operands.push(word);
                continue;
            }
            match word.as_str() {
                "Tf" => font = fonts.get(operands[0].trim_start_matches('/')),
                "BDC" | "BMC" => {
                    let number = operands.iter().skip_while(|w| *w != "/MCID").nth(1);
                    let number = number.map(|n| Some(n.parse().expect("a number")));
                    marks.push(number.or_else(|| (operands[0] == "/Artifact").then_some(None)));
                }
                "EMC" => drop(marks.pop()),
                "q" => heights.push(height),
                "Q" => height = heights.pop().expect("q before Q"),
                // The program moves upright text by one matrix; for the DRAF mark the place does not matter.
                "cm" => height += thousandths(&operands[5]),
                "ET" => {
                    let mark = marks.iter().rev().find_map(|mark| *mark).flatten();
                    runs.push(Run { mark, height, text: std::mem::take(&mut text) });
                }
                _ => {}
            }
            operands.clear();
        }
        runs
    }

    /// The root of the tree of tags.
    pub(crate) fn tags(&self) -> Tag {
        let pages: BTreeMap<u32, usize> = self.page_numbers().into_iter().zip(0..).collect();
        let root = self.objects.values().find(|(d, _)| d.contains("/Type/StructTreeRoot")).expect("a tree of tags");
        let document: u32 = after(&root.0, "/K[").parse().expect("one root");
        self.tag(document, &pages)
    }

    fn tag(&self, number: u32, pages: &BTreeMap<u32, usize>) -> Tag {
        let dictionary = &self.objects[&number].0;
        let kind = dictionary.split("/S/").nth(1).and_then(|rest| rest.split(['/', '>']).next()).expect("a kind");
        // The element's own page stands last, behind those of single pieces.
        let page = |text: &str| {
            let at = text.rfind("/Pg ").expect("a page");
            pages[&after(&text[at..], "/Pg ").parse().expect("a page")]
        };
        let mut children = Vec::new();
        let mut rest = dictionary.split("/K[").nth(1).unwrap_or_default();
        loop {
            rest = rest.trim_start();
            if rest.is_empty() || rest.starts_with(']') {
                break;
            }
            if let Some(inner) = rest.strip_prefix("<<") {
                let (entry, after_entry) = inner.split_once(">>").expect("a closed dictionary");
                if entry.contains("/Type/MCR") {
                    let mark = after(entry, "/MCID ").parse().expect("a number");
                    children.push(Child::Mark(page(entry), mark));
                }
                rest = after_entry;
                continue;
            }
            let digits = rest.bytes().take_while(u8::is_ascii_digit).count();
            let number: u32 = rest[..digits].parse().expect("a number");
            rest = &rest[digits..];
            match rest.strip_prefix(" 0 R") {
                Some(after_reference) => {
                    children.push(Child::Tag(self.tag(number, pages)));
                    rest = after_reference;
                }
                None => children.push(Child::Mark(page(dictionary), number)),
            }
        }
        let span = |key: &str| dictionary.contains(key).then(|| format!("{}={}", &key[1..], after(dictionary, key)));
        let scope = ["Row", "Column", "Both"].into_iter().find(|s| dictionary.contains(&format!("/Scope/{s}")));
        let attributes = scope.map(str::to_owned).into_iter().chain(span("/ColSpan ")).chain(span("/RowSpan "));
        Tag {
            kind: kind.to_owned(),
            alternative: dictionary.find("/Alt(").map(|at| text_string(&dictionary[at + 4..])),
            attributes: attributes.map(|a| a.replace(' ', "")).collect(),
            children,
        }
    }

    /// What each glyph of each font means, by the font's name in the page.
    fn fonts(&self, resources: &str) -> BTreeMap<String, BTreeMap<u32, String>> {
        let list = resources.split("/Font<<").nth(1).and_then(|rest| rest.split(">>").next()).unwrap_or_default();
        list.split('/')
            .filter_map(|entry| entry.split_once(' '))
            .map(|(name, reference)| {
                let number: u32 = reference.split(' ').next().unwrap_or_default().parse().expect("a reference");
                let map: u32 = after(&self.objects[&number].0, "/ToUnicode ").parse().expect("a ToUnicode map");
                (name.to_owned(), unicode(&lossy(&self.objects[&map].1)))
            })
            .collect()
    }
}

/// A piece of text on a page.
pub(crate) struct Run {
    /// The number that the tree of tags calls it by; none for an artifact.
    pub(crate) mark: Option<u32>,
    /// Of the base line, in thousandths of a point.
    pub(crate) height: i64,
    pub(crate) text: String,
}

/// An element of the tree of tags.
pub(crate) struct Tag {
    pub(crate) kind: String,
    /// The alternative text.
    pub(crate) alternative: Option<String>,
    /// What a header cell is a header of, and cells that span others.
    pub(crate) attributes: Vec<String>,
    pub(crate) children: Vec<Child>,
}

/// What an element of the tree of tags holds.
pub(crate) enum Child {
    Tag(Tag),
    /// Page, from 0, and number of the content.
    Mark(usize, u32),
}

/// A number of a content stream in thousandths; what is finer is cut off.
fn thousandths(number: &str) -> i64 {
    let (whole, part) = number.trim_start_matches('-').split_once('.').unwrap_or((number.trim_start_matches('-'), ""));
    let digits = format!("{whole}{:0<3}", &part[..part.len().min(3)]);
    let value: i64 = digits.parse().unwrap_or_else(|_| panic!("{number} is a number"));
    if number.starts_with('-') { -value } else { value }
}

/// A text string that begins a text of one character a byte.
fn text_string(text: &str) -> String {
    let bytes: Vec<u8> = text.chars().map(|c| u8::try_from(u32::from(c)).expect("a byte")).collect();
    let bytes = Tokens { bytes: &bytes, at: 0, depth: 0 }.string();
    match bytes.strip_prefix(b"\xFE\xFF") {
        Some(wide) => {
            let units: Vec<u16> = wide.chunks(2).map(|u| u16::from(u[0]) << 8 | u16::from(u[1])).collect();
            String::from_utf16(&units).expect("UTF-16")
        }
        None => lossy(&bytes),
    }
}

/// Text without white space.
pub(crate) fn squeeze(text: &str) -> String {
    text.chars().filter(|c| !c.is_whitespace()).collect()
}

fn lossy(bytes: &[u8]) -> String {
    String::from_utf8_lossy(bytes).into_owned()
}

/// Where a text begins at or after a place.
pub(crate) fn find(bytes: &[u8], text: &[u8], from: usize) -> Option<usize> {
    let first = *text.first()?;
    let mut at = from;
    loop {
        at += bytes.get(at..)?.iter().position(|byte| *byte == first)?;
        if bytes[at..].starts_with(text) {
            return Some(at);
        }
        at += 1;
    }
}

/// The digits that follow a key.
fn after<'a>(text: &'a str, key: &str) -> &'a str {
    let rest = text.split(key).nth(1).unwrap_or_else(|| panic!("{key} in {text}"));
    &rest[..rest.bytes().take_while(u8::is_ascii_digit).count()]
}

fn inflate(bytes: &[u8]) -> Vec<u8> {
    let mut out = Vec::new();
    flate2::read::ZlibDecoder::new(bytes).read_to_end(&mut out).expect("a whole stream");
    out
}

/// A ToUnicode map: glyph to text.
fn unicode(map: &str) -> BTreeMap<u32, String> {
    let text = |hex: &str| {
        let units: Vec<u16> =
            hex.as_bytes().chunks(4).map(|u| u16::from_str_radix(&lossy(u), 16).expect("hex")).collect();
        String::from_utf16(&units).expect("UTF-16")
    };
    let mut out = BTreeMap::new();
    let mut inside = "";
    for line in map.lines() {
        if line.ends_with("beginbfchar") || line.ends_with("beginbfrange") {
            inside = if line.ends_with("char") { "char" } else { "range" };
        } else if line.starts_with("endbf") {
            inside = "";
        } else if !inside.is_empty() {
            assert!(!line.contains('['), "a range of the simple form: {line}");
            let parts: Vec<&str> = line.split(['<', '>']).map(str::trim).filter(|p| !p.is_empty()).collect();
            let code = |part: usize| u32::from_str_radix(parts[part], 16).expect("hex");
            match inside {
                "char" => drop(out.insert(code(0), text(parts[1]))),
                _ => out.extend(
                    (code(0)..=code(1))
                        .zip(code(2)..)
                        .map(|(glyph, c)| (glyph, char::from_u32(c).expect("a character").to_string())),
                ),
            }
        }
    }
    out
}

enum Token {
    Word(String),
    Text(Vec<u8>),
}

/// The words and strings of a content stream.
struct Tokens<'a> {
    bytes: &'a [u8],
    at: usize,
    depth: u32,
}

impl Tokens<'_> {
    fn next(&mut self) -> Option<Token> {
        let ends = |b: u8| b.is_ascii_whitespace() || matches!(b, b'(' | b'[' | b']' | b'/' | b'<' | b'>');
        loop {
            match self.bytes.get(self.at)? {
                // A dictionary of marked content: its strings (`/ActualText`) are not painted.
                b'(' if self.depth > 0 => {
                    self.string();
                    continue;
                }
                b'<' => self.depth += 1,
                b'>' => self.depth -= 1,
                b' ' | b'\n' | b'\r' | b'[' | b']' => {}
                _ => break,
            }
            self.at += 1;
        }
        if self.bytes[self.at] == b'(' {
            return Some(Token::Text(self.string()));
        }
        let start = self.at;
        self.at += 1;
        while self.bytes.get(self.at).is_some_and(|b| !ends(*b)) {
            self.at += 1;
        }
        Some(Token::Word(lossy(&self.bytes[start..self.at])))
    }

    fn string(&mut self) -> Vec<u8> {
        let mut out = Vec::new();
        let mut depth = 0;
        loop {
            let byte = self.bytes[self.at];
            self.at += 1;
            match byte {
                b'(' if depth == 0 => depth = 1,
                b'(' => (depth, _) = (depth + 1, out.push(byte)),
                b')' if depth == 1 => return out,
                b')' => (depth, _) = (depth - 1, out.push(byte)),
                b'\\' => out.push(self.escaped()),
                _ => out.push(byte),
            }
        }
    }

    fn escaped(&mut self) -> u8 {
        let rest = &self.bytes[self.at..];
        let digits = rest.iter().take(3).take_while(|b| matches!(b, b'0'..=b'7')).count();
        self.at += digits.max(1);
        match (digits, rest[0]) {
            (0, b'n') => b'\n',
            (0, b'r') => b'\r',
            (0, b't') => b'\t',
            (0, b'b') => 8,
            (0, b'f') => 12,
            (0, other) => other,
            _ => u8::from_str_radix(&lossy(&rest[..digits]), 8).expect("octal"),
        }
    }
}
