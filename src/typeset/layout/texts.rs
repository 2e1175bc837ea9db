//! Checks that the pages show every text of the report, and none twice.
//!
//! A printed piece is one or more string literals of the source. Each glyph knows its literal and the byte that it
//! shows, so the check counts byte by byte.

use typst::syntax::ast::{self, AstNode};
use typst::syntax::{Source, Span, SyntaxNode};
use typst::text::{Glyph, TextItem, is_default_ignorable};

use crate::diag::Code;
use crate::template::{Fault, Form, Piece, Rendered};

use super::page::Context;

/// The function of `lib/gaya.typ` that turns content into a string, for properties, paths and measuring.
const TO_STRING: &str = "ke-teks";

/// The longest quotation of a text, in characters.
const LONGEST: usize = 60;

/// One string literal.
struct Literal<'a> {
    piece: &'a Piece,
    text: String,
    /// True if the literal becomes a string of Typst, and so no glyphs.
    consumed: bool,
    /// For each byte, whether a page shows it.
    seen: Vec<bool>,
    /// For each byte, how often pages show it in places where a text stands once.
    body: Vec<u8>,
    /// The page that first shows a byte for the second time.
    twice: Option<usize>,
}

/// All literals of the report, by the span that their glyphs carry.
pub(super) struct Texts<'a> {
    literals: Vec<Literal<'a>>,
    /// Span and index of each literal, in order of the spans.
    index: Vec<(u64, usize)>,
    /// Literal and byte of the last glyph, if it shows several characters. A letter and its mark may be glyphs of two
    /// fonts, and so of two runs.
    cluster: Option<(usize, u16)>,
}

impl<'a> Texts<'a> {
    /// Finds the printed literals in the syntax tree.
    pub(super) fn of(source: &Source, rendered: &'a Rendered) -> Self {
        let mut collect = Collect {
            pieces: &rendered.pieces,
            texts: Self { literals: Vec::new(), index: Vec::new(), cluster: None },
        };
        collect.walk(source.root(), 0, false);
        let mut texts = collect.texts;
        texts.index.sort_unstable();
        texts
    }

    fn find(&self, span: Span) -> Option<usize> {
        let raw = span.into_raw().get();
        let at = self.index.binary_search_by_key(&raw, |(span, _)| *span).ok()?;
        self.index.get(at).map(|(_, literal)| *literal)
    }

    /// The printed piece that a run shows, if it shows one.
    pub(super) fn piece(&self, item: &TextItem) -> Option<&'a Piece> {
        item.glyphs.iter().find_map(|glyph| self.find(glyph.span.0)).map(|index| self.literals[index].piece)
    }

    /// Counts the glyphs of a run.
    pub(super) fn placed(&mut self, item: &TextItem, context: Context, page: usize) {
        if context.decoration {
            return;
        }
        let once = context.is_body() && !context.outline;
        let mut known: Option<(Span, Option<usize>)> = None;
        let mut before = self.cluster.take();
        for glyph in &item.glyphs {
            let span = glyph.span.0;
            let found = match known {
                Some((same, found)) if same == span => found,
                _ => self.find(span),
            };
            known = Some((span, found));
            let Some(index) = found.filter(|_| !is_hyphen(item, glyph)) else {
                before = None;
                continue;
            };
            // A letter and its mark may be two glyphs of one place, which count once.
            let place = (index, glyph.span.1);
            let characters = item.text.get(glyph.range()).map_or(0, |text| text.chars().count());
            self.cluster = (characters > 1).then_some(place);
            if before.replace(place) == Some(place) {
                continue;
            }
            let literal = &mut self.literals[index];
            let start = usize::from(glyph.span.1).min(literal.seen.len());
            let end = (start + glyph.range().len()).min(literal.seen.len());
            literal.seen[start..end].fill(true);
            if once {
                for count in &mut literal.body[start..end] {
                    *count = count.saturating_add(1);
                    if *count == 2 {
                        literal.twice = literal.twice.or(Some(page));
                    }
                }
            }
        }
    }

    /// Faults for texts that no page shows, and for texts shown twice outside the outline, repeated heads of tables and
    /// page headers.
    pub(super) fn faults(&self) -> impl Iterator<Item = Fault> {
        let fault = |code: Code, of: &Literal<'_>| at(Fault::new(code), of.piece).arg("text", shorten(&of.text));
        self.literals.iter().flat_map(move |literal| {
            let lost = (!literal.consumed && !literal.is_whole()).then(|| fault(Code::P029, literal));
            let doubled = literal.twice.map(|page| fault(Code::P030, literal).arg("page", page));
            lost.into_iter().chain(doubled)
        })
    }
}

impl Literal<'_> {
    fn is_whole(&self) -> bool {
        self.text.char_indices().all(|(at, c)| c.is_whitespace() || is_default_ignorable(c) || self.seen[at])
    }
}

/// Places a fault at the expression that prints the piece, with the origin of its text.
pub(super) fn at(fault: Fault, piece: &Piece) -> Fault {
    let fault = fault.at(piece.template.as_str(), piece.line, piece.column);
    Fault { origin: piece.origin.clone(), ..fault }
}

/// The beginning of a text, on one line.
pub(super) fn shorten(text: &str) -> String {
    let words = text.split_whitespace().collect::<Vec<_>>().join(" ");
    match words.char_indices().nth(LONGEST) {
        None => words,
        Some((end, _)) => format!("{}…", words[..end].trim_end()),
    }
}

/// True if a text has no visible character.
pub(super) fn is_blank(text: &str) -> bool {
    text.chars().all(|c| c.is_whitespace() || is_default_ignorable(c))
}

/// True for the hyphen at a soft break: it carries the place of its neighbour, so it must not count.
fn is_hyphen(item: &TextItem, glyph: &Glyph) -> bool {
    item.text.get(glyph.range()) == Some("\u{ad}")
}

struct Collect<'a> {
    /// Pieces that the walk has not reached yet.
    pieces: &'a [Piece],
    texts: Texts<'a>,
}

impl<'a> Collect<'a> {
    fn walk(&mut self, node: &SyntaxNode, start: usize, consumed: bool) {
        if let Some(string) = node.cast::<ast::Str<'_>>() {
            return self.literal(string, start, consumed);
        }
        let consumed = consumed || consumes(node);
        let mut offset = start;
        for child in node.children() {
            self.walk(child, offset, consumed);
            offset += child.len();
        }
    }

    fn literal(&mut self, string: ast::Str<'_>, start: usize, consumed: bool) {
        while let Some((piece, rest)) = self.pieces.split_first()
            && (piece.range.end <= start || piece.form != Form::Text)
        {
            self.pieces = rest;
        }
        let Some(piece) = self.pieces.first().filter(|piece| piece.range.contains(&start)) else { return };
        let text = string.get().to_string();
        let length = text.len();
        self.texts.index.push((string.to_untyped().span().into_raw().get(), self.texts.literals.len()));
        let (seen, body) = (vec![false; length], vec![0; length]);
        self.texts.literals.push(Literal { piece, text, consumed, seen, body, twice: None });
    }
}

/// True if Typst turns the texts inside this node into strings: properties of the document, alternative texts,
/// `ke-teks(…)` and `….text`.
fn consumes(node: &SyntaxNode) -> bool {
    if let Some(rule) = node.cast::<ast::SetRule<'_>>() {
        return matches!(rule.target(), ast::Expr::Ident(name) if name.as_str() == "document");
    }
    if let Some(named) = node.cast::<ast::Named<'_>>() {
        return named.name().as_str() == "alt";
    }
    if let Some(call) = node.cast::<ast::FuncCall<'_>>() {
        return matches!(call.callee(), ast::Expr::Ident(name) if name.as_str() == TO_STRING);
    }
    node.cast::<ast::FieldAccess<'_>>().is_some_and(|access| access.field().as_str() == "text")
}
