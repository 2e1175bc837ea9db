//! PDFs that the program makes, as the tests read them: attachments, pages, the text of a page, the tree of tags.
//!
//! lopdf reads the objects. Typst wrote them, so lopdf is a second opinion here; the library itself reads with lopdf
//! only what comes back signed. One question does not trust lopdf: whether a text is in no byte of a file. lopdf shows
//! only objects that the table of the file names, so `all_bytes` looks for streams itself.

use std::collections::BTreeMap;
use std::io::Read as _;
use std::path::Path;

use lopdf::content::Content;
use lopdf::{Dictionary, Document, Encoding, Object, ObjectId, Stream, decode_text_string};
use serde_json::Value;

/// One file: its bytes and its objects.
pub(crate) struct Pdf {
    pub(crate) bytes: Vec<u8>,
    document: Document,
}

impl Pdf {
    pub(crate) fn open(path: &Path) -> Self {
        let bytes = std::fs::read(path).unwrap_or_else(|error| panic!("{}: {error}", path.display()));
        let document = Document::load_mem(&bytes).unwrap_or_else(|error| panic!("{}: {error}", path.display()));
        Self { bytes, document }
    }

    /// All that the file holds, for asking whether a text is in no byte of it: the raw bytes, then every stream
    /// unpacked, also one that belongs to no object.
    pub(crate) fn all_bytes(&self) -> Vec<u8> {
        let mut all = self.bytes.clone();
        let (mut at, mut unpacked) = (0, 0);
        while let Some(found) = find(&self.bytes, b"stream", at) {
            at = found + b"stream".len();
            let data = self.bytes[at..].trim_ascii_start();
            // What follows `endstream` is no packed data: it ends at once with an error.
            unpacked += usize::from(flate2::read::ZlibDecoder::new(data).read_to_end(&mut all).is_ok());
            all.push(b'\n');
        }
        let streams = self.document.objects.values().filter_map(|object| object.as_stream().ok());
        let packed =
            |stream: &&Stream| stream.filters().is_ok_and(|filters| filters.contains(&b"FlateDecode".as_slice()));
        let packed = streams.filter(packed).count();
        assert!(unpacked >= packed, "{unpacked} streams were unpacked of {packed}");
        all
    }

    /// True if the raw bytes hold a text.
    pub(crate) fn contains(&self, text: &str) -> bool {
        find(&self.bytes, text.as_bytes(), 0).is_some()
    }

    /// Dictionaries of a type, also those inside other objects.
    pub(crate) fn of_type(&self, kind: &str) -> Vec<&Dictionary> {
        let mut found = Vec::new();
        self.document.objects.values().for_each(|object| dictionaries(object, &mut found));
        found.retain(|dictionary| dictionary.has_type(kind.as_bytes()));
        found
    }

    /// What a key of a dictionary leads to.
    fn get<'a>(&'a self, dictionary: &'a Dictionary, key: &str) -> Option<&'a Object> {
        dictionary.get_deref(key.as_bytes(), &self.document).ok()
    }

    /// Attached files by name.
    pub(crate) fn attachments(&self) -> BTreeMap<String, Vec<u8>> {
        let file = |spec| {
            let name = self.get(spec, "UF").and_then(|name| decode_text_string(name).ok());
            let file = self.get(spec, "EF").and_then(|files| self.get(files.as_dict().ok()?, "F"));
            let file = file.and_then(|file| file.as_stream().ok()).expect("an embedded file");
            (name.expect("a name"), unpacked(file))
        };
        self.of_type("Filespec").into_iter().map(file).collect()
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
        self.document.get_pages().len()
    }

    /// Width and height of each page in thousandths of a point.
    pub(crate) fn sizes(&self) -> Vec<(i64, i64)> {
        let size = |page| {
            let page = self.document.get_dictionary(page).expect("a page");
            let corners = self.get(page, "MediaBox").and_then(|area| area.as_array().ok()).expect("an area");
            (thousandths(&corners[2]), thousandths(&corners[3]))
        };
        self.document.page_iter().map(size).collect()
    }

    /// The text of all pages in painting order: line ends and spaces between pieces are the caller's to ignore.
    pub(crate) fn text(&self) -> String {
        self.painted().into_iter().flatten().map(|run| run.text + "\n").collect()
    }

    /// The text of all pages without any space, for asking whether something was printed.
    pub(crate) fn squeezed(&self) -> String {
        squeeze(&self.text())
    }

    /// What is painted on each page, in painting order.
    pub(crate) fn painted(&self) -> Vec<Vec<Run>> {
        self.document.page_iter().map(|page| self.runs(page)).collect()
    }

    fn runs(&self, page: ObjectId) -> Vec<Run> {
        let content = Content::decode_strict(&self.document.get_page_content(page)).expect("a content stream");
        let fonts = self.document.get_page_fonts(page).expect("fonts").into_iter();
        let fonts: BTreeMap<Vec<u8>, Encoding> = fonts
            .map(|(name, font)| (name, font.get_font_encoding(&self.document).expect("a ToUnicode map")))
            .collect();
        // What surrounds a place: a number, an artifact, or neither, as a replaced text has.
        let mut marks: Vec<Option<Option<u32>>> = Vec::new();
        let (mut places, mut left, mut height) = (Vec::new(), 0, 0);
        let (mut font, mut runs) = (None, Vec::new());
        let mut text = String::new();
        for operation in &content.operations {
            let operands = &operation.operands;
            match operation.operator.as_str() {
                "Tf" => font = fonts.get(operands[0].as_name().expect("a font")),
                "Tj" | "TJ" => shown(font.expect("a font before text"), operands, &mut text),
                "BDC" | "BMC" => {
                    let number = operands.get(1).and_then(|properties| properties.as_dict().ok()?.get(b"MCID").ok());
                    let artifact = operands[0].as_name().is_ok_and(|name| name == b"Artifact");
                    marks.push(number.map(|n| Some(integer(n))).or(artifact.then_some(None)));
                }
                "EMC" => drop(marks.pop()),
                "q" => places.push((left, height)),
                "Q" => (left, height) = places.pop().expect("q before Q"),
                // The program moves upright text by one matrix; for the DRAF mark the place does not matter.
                "cm" => (left, height) = (left + thousandths(&operands[4]), height + thousandths(&operands[5])),
                "ET" => {
                    let mark = marks.iter().rev().find_map(|mark| *mark).flatten();
                    runs.push(Run { mark, left, height, text: std::mem::take(&mut text) });
                }
                _ => {}
            }
        }
        runs
    }

    /// The root of the tree of tags.
    pub(crate) fn tags(&self) -> Tag {
        let pages: BTreeMap<ObjectId, usize> = self.document.page_iter().zip(0..).collect();
        let tree = self.document.catalog().ok().and_then(|catalog| self.get(catalog, "StructTreeRoot"));
        let tree = tree.and_then(|tree| tree.as_dict().ok()).expect("a tree of tags");
        let [root] = self.list(tree, "K")[..] else { panic!("one root") };
        self.tag(root, &pages)
    }

    fn tag(&self, element: &Object, pages: &BTreeMap<ObjectId, usize>) -> Tag {
        let (_, element) = self.document.dereference(element).expect("an element");
        let element = element.as_dict().expect("an element");
        let page = |of: &Dictionary| pages[&of.get(b"Pg").and_then(Object::as_reference).expect("a page")];
        let children = self.list(element, "K").into_iter().filter_map(|child| match child {
            Object::Reference(_) => Some(Child::Tag(self.tag(child, pages))),
            Object::Dictionary(part) if part.has_type(b"MCR") => {
                Some(Child::Mark(page(part), integer(part.get(b"MCID").expect("a number"))))
            }
            // The annotation of a link.
            Object::Dictionary(_) => None,
            number => Some(Child::Mark(page(element), integer(number))),
        });
        let attributes = self.list(element, "A").into_iter().filter_map(|set| set.as_dict().ok()).collect::<Vec<_>>();
        let attribute = |key: &str| attributes.iter().find_map(|set| set.get(key.as_bytes()).ok());
        let scope = attribute("Scope").map(|scope| name(scope).to_owned());
        let span = |key: &str| attribute(key).map(|count| format!("{key}={}", integer(count)));
        Tag {
            kind: name(self.get(element, "S").expect("a kind")).to_owned(),
            alternative: self.get(element, "Alt").map(|text| decode_text_string(text).expect("a text")),
            attributes: scope.into_iter().chain(span("ColSpan")).chain(span("RowSpan")).collect(),
            children: children.collect(),
        }
    }

    /// What a key holds, which may be one object or a list of several.
    fn list<'a>(&'a self, dictionary: &'a Dictionary, key: &str) -> Vec<&'a Object> {
        match (dictionary.get(key.as_bytes()), self.get(dictionary, key)) {
            (_, Some(Object::Array(objects))) => objects.iter().collect(),
            (Ok(object), _) => vec![object],
            _ => Vec::new(),
        }
    }
}

/// A piece of text on a page.
pub(crate) struct Run {
    /// The number that the tree of tags calls it by; none for an artifact.
    pub(crate) mark: Option<u32>,
    /// Where it begins, in thousandths of a point.
    pub(crate) left: i64,
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

/// An object's dictionary and all dictionaries inside it.
fn dictionaries<'a>(object: &'a Object, found: &mut Vec<&'a Dictionary>) {
    let own = match object {
        Object::Dictionary(dictionary) => dictionary,
        Object::Stream(stream) => &stream.dict,
        Object::Array(objects) => return objects.iter().for_each(|inner| dictionaries(inner, found)),
        _ => return,
    };
    found.push(own);
    own.iter().for_each(|(_, inner)| dictionaries(inner, found));
}

/// Adds what the strings among the operands show; a glyph of the font is two bytes.
fn shown(font: &Encoding, operands: &[Object], text: &mut String) {
    let Encoding::UnicodeMapEncoding(map) = font else { panic!("a font with a ToUnicode map") };
    for operand in operands {
        match operand {
            Object::Array(pieces) => shown(font, pieces, text),
            Object::String(bytes, _) => {
                let glyphs = bytes.chunks(2).map(|pair| pair.iter().fold(0, |n, b| n << 8 | u32::from(*b)));
                let units: Vec<u16> = glyphs.flat_map(|glyph| map.get(glyph, 2).unwrap_or_default()).collect();
                text.push_str(&String::from_utf16(&units).expect("UTF-16"));
            }
            _ => {}
        }
    }
}

fn name(object: &Object) -> &str {
    object.as_name().ok().and_then(|name| std::str::from_utf8(name).ok()).expect("a name")
}

fn integer(object: &Object) -> u32 {
    object.as_i64().ok().and_then(|number| number.try_into().ok()).expect("a number")
}

fn unpacked(stream: &Stream) -> Vec<u8> {
    stream.get_plain_content().expect("a stream that can be unpacked")
}

/// A number in thousandths, rounded.
fn thousandths(number: &Object) -> i64 {
    let number = number.as_float().expect("a number");
    format!("{number:.3}").replace('.', "").parse().expect("digits")
}

/// Text without white space.
pub(crate) fn squeeze(text: &str) -> String {
    text.chars().filter(|c| !c.is_whitespace()).collect()
}

/// Where a text begins at or after a place.
fn find(bytes: &[u8], text: &[u8], from: usize) -> Option<usize> {
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

#[test]
fn a_stream_that_belongs_to_no_object_is_unpacked_too() {
    let project = crate::support::ProjectTest::built_sample();
    let path = "keluaran/2022/bappeda.pdf";
    let mut packer = flate2::write::ZlibEncoder::new(project.bytes(path), flate2::Compression::best());
    packer.get_mut().extend_from_slice(b"stream\n");
    std::io::Write::write_all(&mut packer, b"tersembunyi tersembunyi").expect("packed");
    project.write(path, packer.finish().expect("packed"));
    let pdf = project.pdf(path);
    let all = pdf.all_bytes();
    assert!(!pdf.contains("tersembunyi") && find(&all, b"tersembunyi tersembunyi", 0).is_some());
    // A text of an attachment, which is packed as well.
    assert!(!pdf.contains("penilaian:") && find(&all, b"penilaian:", 0).is_some());
}
