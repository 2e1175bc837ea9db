//! What a reader finds on the finished pages: for each kind of document the text in reading order, page by page, and the
//! tree of tags, against `tests/ref/halaman`.
//!
//! The text is read through the tree of tags, as a screen reader does, so a wrong order of tags shows as a wrong text.
//! One line is one line of the page, a row of a table is `| cell | cell |`, a picture is `[alternative]`, and what is an
//! artifact (foot of the page, repeated headers, the DRAF mark) stands at the end of its page after `~`. A soft hyphen
//! is shown as `¬`.

use std::collections::BTreeMap;
use std::fmt::Write as _;

use lopdf::{Dictionary, Object};

use crate::pdf::{Child, Pdf, Run, Tag};
use crate::snapshot;
use crate::support::ProjectTest;

/// Two base lines that are nearer are one line: a thousandth of a point is the unit.
const ONE_LINE: i64 = 1000;

/// Elements inside a line; all others begin a piece of their own.
fn inline(kind: &str) -> bool {
    matches!(kind, "Span" | "Strong" | "Em" | "Link" | "Reference")
}

/// Pages as lines, with what is still unread of each page.
struct Reader {
    /// Pieces of text by page and number.
    pieces: BTreeMap<(usize, u32), Vec<Run>>,
    lines: Vec<Vec<String>>,
    /// Page, base line and block of what was written last.
    last: Option<(usize, i64, usize)>,
    blocks: usize,
}

impl Reader {
    fn new(pdf: &Pdf) -> Self {
        let painted = pdf.painted();
        let mut reader =
            Self { pieces: BTreeMap::new(), lines: vec![Vec::new(); painted.len()], last: None, blocks: 0 };
        let mut ornaments: Vec<Vec<Run>> = painted.iter().map(|_| Vec::new()).collect();
        for (page, runs) in painted.into_iter().enumerate() {
            for run in runs {
                match run.mark {
                    Some(mark) => reader.pieces.entry((page, mark)).or_default().push(run),
                    None => ornaments[page].push(run),
                }
            }
        }
        reader.block(&pdf.tags(), 0);
        for (page, runs) in ornaments.into_iter().enumerate() {
            let mut last = None;
            // The dots of the contents would fill pages.
            for run in runs.into_iter().filter(|run| !run.text.trim_matches(['.', ' ']).is_empty()) {
                match reader.lines[page].last_mut() {
                    Some(line) if last == Some(run.height) => write!(line, "  {}", run.text).expect("written"),
                    _ => reader.lines[page].push(format!("~ {}", run.text)),
                }
                last = Some(run.height);
            }
        }
        reader
    }

    /// Text that no tag holds.
    fn untagged(&self) -> Vec<&str> {
        self.pieces.values().flatten().map(|run| run.text.as_str()).collect()
    }

    /// Reads an element; `block` is the number of the piece that it belongs to.
    fn block(&mut self, tag: &Tag, block: usize) {
        if tag.kind == "TR" {
            return self.row(tag);
        }
        let block = if inline(&tag.kind) {
            block
        } else {
            self.blocks += 1;
            self.blocks
        };
        if let Some(alternative) = &tag.alternative {
            let page = first_mark(tag).map_or(0, |(page, _)| page);
            self.lines[page].push(format!("[{alternative}]"));
            self.last = None;
        }
        for child in &tag.children {
            match child {
                Child::Tag(tag) => self.block(tag, block),
                Child::Mark(page, mark) => {
                    for run in self.pieces.remove(&(*page, *mark)).unwrap_or_default() {
                        // Words of a picture stand apart.
                        self.blocks += usize::from(tag.kind == "Figure");
                        self.line(*page, &run, if tag.kind == "Figure" { self.blocks } else { block });
                    }
                }
            }
        }
    }

    /// Puts a piece of text after the one before it, or on a line of its own.
    fn line(&mut self, page: usize, run: &Run, block: usize) {
        let beside = |(last, height, _): &(usize, i64, usize)| *last == page && (height - run.height).abs() < ONE_LINE;
        match (self.last.filter(beside), self.lines[page].last_mut()) {
            (Some((_, _, same)), Some(line)) => {
                line.push_str(if same == block { "" } else { "  " });
                line.push_str(&run.text);
            }
            _ => self.lines[page].push(run.text.clone()),
        }
        self.last = Some((page, run.height, block));
    }

    /// A row of a table as one line, on the page where it begins.
    fn row(&mut self, row: &Tag) {
        let page = first_mark(row).map_or(0, |(page, _)| page);
        let mut line = String::from("|");
        for child in &row.children {
            let Child::Tag(cell) = child else { panic!("a row holds cells") };
            let mut texts = Vec::new();
            self.cell(cell, &mut texts);
            write!(line, " {} |", texts.join(" ")).expect("written");
        }
        self.lines[page].push(line);
        self.last = None;
    }

    fn cell(&mut self, tag: &Tag, texts: &mut Vec<String>) {
        texts.extend(tag.alternative.as_ref().map(|alternative| format!("[{alternative}]")));
        for child in &tag.children {
            match child {
                Child::Tag(tag) => self.cell(tag, texts),
                Child::Mark(page, mark) => {
                    let runs = self.pieces.remove(&(*page, *mark)).unwrap_or_default();
                    texts.extend(runs.into_iter().map(|run| run.text));
                }
            }
        }
    }

    /// All pages under their numbers, white space made even.
    fn pages(&self) -> String {
        let mut out = String::new();
        for (page, lines) in self.lines.iter().enumerate() {
            writeln!(out, "── halaman {} dari {}", page + 1, self.lines.len()).expect("written");
            for line in lines {
                // A break between two spaces is what the letterhead has between its columns; more says no more.
                let words: Vec<&str> = line.split("  ").map(str::trim).filter(|w| !w.is_empty()).collect();
                let text = words.join("  ");
                let text = text.replace('\u{ad}', "¬");
                writeln!(out, "{}", if line.starts_with('|') { text.replace("  ", " ") } else { text })
                    .expect("written");
            }
            out.push('\n');
        }
        out
    }
}

/// Where an element begins.
fn first_mark(tag: &Tag) -> Option<(usize, u32)> {
    tag.children.iter().find_map(|child| match child {
        Child::Tag(tag) => first_mark(tag),
        Child::Mark(page, mark) => Some((*page, *mark)),
    })
}

/// The text of an element as one line.
fn heading(tag: &Tag, pieces: &BTreeMap<(usize, u32), String>) -> String {
    let texts = tag.children.iter().map(|child| match child {
        Child::Tag(tag) => heading(tag, pieces),
        Child::Mark(page, mark) => pieces.get(&(*page, *mark)).cloned().unwrap_or_default(),
    });
    texts.collect::<Vec<_>>().concat()
}

/// The tree of tags as lines: an only child is written behind its parent (`THead/TR`), equal neighbours once (`P×3`).
fn outline(tag: &Tag, count: usize, pieces: &BTreeMap<(usize, u32), String>) -> Vec<String> {
    let mut name = tag.kind.clone();
    if !tag.attributes.is_empty() {
        write!(name, "({})", tag.attributes.join(" ")).expect("written");
    }
    if count > 1 {
        write!(name, "×{count}").expect("written");
    }
    if let Some(alternative) = &tag.alternative {
        write!(name, " [{alternative}]").expect("written");
    }
    if level(tag).is_some() {
        let words = heading(tag, pieces).replace('\u{ad}', "¬");
        return vec![format!("{name} {}", words.split_whitespace().collect::<Vec<_>>().join(" "))];
    }
    // What stands inside a line, and the paragraph in a cell, are read in the text; here they would only be noise.
    let cell = matches!(tag.kind.as_str(), "TD" | "TH");
    let noise = |child: &Tag| (inline(&child.kind) && child.kind != "Link") || (cell && child.kind == "P");
    let mut groups: Vec<(&Tag, Vec<String>, usize)> = Vec::new();
    for child in &tag.children {
        let Child::Tag(child) = child else { continue };
        if child.alternative.is_none() && noise(child) {
            continue;
        }
        let lines = outline(child, 1, pieces);
        match groups.last_mut() {
            Some((_, before, count)) if *before == lines => *count += 1,
            _ => groups.push((child, lines, 1)),
        }
    }
    let mut groups = groups.into_iter().map(|(child, _, count)| outline(child, count, pieces)).collect::<Vec<_>>();
    match &mut groups[..] {
        [] => vec![name],
        [lines] => {
            lines[0] = format!("{name}/{}", lines[0]);
            lines.clone()
        }
        _ => {
            let inner = groups.iter().flatten().map(|line| format!("  {line}"));
            std::iter::once(name).chain(inner).collect()
        }
    }
}

/// The level of a heading.
fn level(tag: &Tag) -> Option<u8> {
    tag.kind.strip_prefix('H')?.parse().ok()
}

/// Text by page, then the tree of tags.
fn told(pdf: &Pdf) -> String {
    let mut pieces = BTreeMap::new();
    for (page, runs) in pdf.painted().into_iter().enumerate() {
        for run in runs {
            if let Some(mark) = run.mark {
                pieces.entry((page, mark)).or_insert_with(String::new).push_str(&run.text);
            }
        }
    }
    let tags = outline(&pdf.tags(), 1, &pieces).join("\n");
    format!("{}── tanda struktur\n{tags}\n", Reader::new(pdf).pages())
}

#[test]
fn the_letter_of_12_2015_reads_so() {
    let pdf = ProjectTest::built_sample().pdf("keluaran/2021/dinas-pendidikan.pdf");
    snapshot::text("halaman/lhe-surat-2015", &told(&pdf));
}

#[test]
fn the_letter_of_88_2021_reads_so() {
    let pdf = ProjectTest::built_sample().pdf("keluaran/2022/dinas-perkebunan.pdf");
    snapshot::text("halaman/lhe-surat-2021", &told(&pdf));
}

#[test]
fn the_report_in_chapters_with_covering_letter_and_annex_reads_so() {
    let pdf = ProjectTest::built_sample().pdf("keluaran/2023/dinas-pendidikan.pdf");
    snapshot::text("halaman/lhe-bab", &told(&pdf));
}

#[test]
fn the_worksheet_of_12_2015_reads_so() {
    let project = ProjectTest::sample();
    project.replace(
        "lhe.yaml",
        "instrumen: permenpanrb-12-2015/skpd@1\n",
        "instrumen: permenpanrb-12-2015/skpd@1\n    lke: tersendiri\n",
    );
    project.run(&["build", "2021/dinas-pendidikan"]).status(0).says("2 disusun");
    snapshot::text("halaman/lke-2015", &told(&project.pdf("keluaran/2021/dinas-pendidikan.lke.pdf")));
}

#[test]
fn the_worksheet_of_88_2021_reads_so() {
    let pdf = ProjectTest::built_sample().pdf("keluaran/2022/bappeda.lke.pdf");
    snapshot::text("halaman/lke-2021", &told(&pdf));
}

#[test]
fn the_recap_as_a_letter_reads_so() {
    let pdf = ProjectTest::built_sample().pdf("keluaran/2022/ikhtisar.pdf");
    snapshot::text("halaman/ikhtisar", &told(&pdf));
}

#[test]
fn the_recap_in_chapters_reads_so() {
    let pdf = ProjectTest::built_sample().pdf("keluaran/2021/ikhtisar.pdf");
    snapshot::text("halaman/ikhtisar-bab", &told(&pdf));
}

/// All elements, from the root down.
fn all<'a>(tag: &'a Tag, found: &mut Vec<&'a Tag>) {
    found.push(tag);
    for child in &tag.children {
        if let Child::Tag(tag) = child {
            all(tag, found);
        }
    }
}

#[test]
fn in_every_document_headings_skip_no_level_tables_have_headers_and_figures_an_alternative() {
    let project = ProjectTest::built_sample();
    for name in project.pdfs("keluaran").keys() {
        let tags = project.pdf(&format!("keluaran/{name}")).tags();
        let mut elements = Vec::new();
        all(&tags, &mut elements);
        let mut above = 0;
        for tag in elements {
            if let Some(own) = level(tag) {
                assert!(own <= above + 1, "{name}: H{own} after H{above}");
                above = own;
            }
            let mut inside = Vec::new();
            all(tag, &mut inside);
            match tag.kind.as_str() {
                "Table" => assert!(inside.iter().any(|t| t.kind == "TH"), "{name}: a table without header cells"),
                "TH" => {
                    assert!(tag.attributes.iter().any(|a| a == "Column" || a == "Row"), "{name}: a header of what?")
                }
                "Figure" => {
                    let text = tag.alternative.as_deref().unwrap_or_default();
                    assert!(!text.trim().is_empty(), "{name}: a figure without an alternative text");
                }
                _ => {}
            }
        }
        assert!(above > 0, "{name} has headings");
    }
}

#[test]
fn in_every_document_all_text_is_read_once() {
    let project = ProjectTest::built_sample();
    for name in project.pdfs("keluaran").keys() {
        let pdf = project.pdf(&format!("keluaran/{name}"));
        let reader = Reader::new(&pdf);
        assert_eq!(reader.untagged(), Vec::<&str>::new(), "{name}: text without a tag");
        assert!(reader.lines.iter().all(|lines| !lines.is_empty()), "{name}: an empty page");
    }
}

#[test]
fn every_document_embeds_its_fonts_describes_its_attachments_and_tabs_in_the_order_of_its_tags() {
    let project = ProjectTest::built_sample();
    let mut links = 0;
    for name in project.pdfs("keluaran").keys() {
        let pdf = project.pdf(&format!("keluaran/{name}"));
        let all = |kind: &str, sound: &dyn Fn(&Dictionary) -> bool| {
            let found = pdf.of_type(kind);
            let faulty: Vec<_> = found.iter().filter(|dictionary| !sound(dictionary)).collect();
            assert!(faulty.is_empty(), "{name}: at fault {faulty:?}");
            found.len()
        };
        let has = |dictionary: &Dictionary, keys: &[&str]| keys.iter().all(|key| dictionary.has(key.as_bytes()));
        let named = |dictionary: &Dictionary, key: &str, value: &str| {
            dictionary.get(key.as_bytes()).and_then(Object::as_name).is_ok_and(|name| name == value.as_bytes())
        };
        let dated = |d: &Dictionary| d.get(b"Params").and_then(Object::as_dict).is_ok_and(|d| has(d, &["ModDate"]));
        let fonts = all("FontDescriptor", &|d| ["FontFile", "FontFile2", "FontFile3"].iter().any(|key| has(d, &[key])));
        let files = all("Filespec", &|d| has(d, &["AFRelationship", "Desc"]));
        let contents = all("EmbeddedFile", &|d| has(d, &["Subtype"]) && dated(d));
        let pages = all("Page", &|d| named(d, "Tabs", "S") && has(d, &["StructParents"]));
        assert!(fonts > 0 && files > 0 && contents == files && pages == pdf.pages(), "{name}");
        // Links of the printed contents are the only annotations, and each says where it leads.
        links += all("Annot", &|d| named(d, "Subtype", "Link") && has(d, &["Contents", "StructParent"]));
        // Nothing but the DRAF mark is transparent.
        all("ExtGState", &|d| d.get(b"ca").and_then(Object::as_float).is_ok_and(|ca| format!("{ca:.3}") == "0.067"));
        let title = |d: &Dictionary| d.get(b"DisplayDocTitle").and_then(Object::as_bool).is_ok_and(|shown| shown);
        let preferences = |d: &Dictionary| d.get(b"ViewerPreferences").and_then(Object::as_dict).is_ok_and(title);
        assert_eq!(all("Catalog", &preferences), 1, "{name}: the title is shown");
    }
    assert!(links > 0, "some document has a printed contents");
}

#[test]
fn the_signature_block_holds_what_electronic_signing_needs() {
    let project = ProjectTest::minimal();
    let settings = project.read("lhe.yaml");
    project.write("lhe.yaml", settings + "\ntte: {kaki: ya, penanda: \"#\", qr: ya}\n");
    project.run(&["build"]).status(0);
    let pages = Reader::new(&project.pdf("keluaran/2022/dinas-contoh.pdf")).lines;
    let signature = pages.last().expect("a page");
    let at = |what: &dyn Fn(&String) -> bool| signature.iter().position(what);
    let (code, sign) = (at(&|line| line.starts_with("[Kode QR")), at(&|line| line == "#"));
    let name = at(&|line| line.starts_with("NIP"));
    assert!(code.is_some() && code < sign && sign < name, "{signature:#?}");
    for (page, lines) in pages.iter().enumerate() {
        assert!(lines.iter().any(|l| l.starts_with("~ ") && l.contains("elektronik")), "page {}: {lines:#?}", page + 1);
    }
}
