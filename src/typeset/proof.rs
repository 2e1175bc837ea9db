//! The proof that data stayed data: Typst's own syntax tree shows each printed piece as a literal and nothing else.

use typst::syntax::{Source, SyntaxKind, SyntaxNode};

use crate::diag::Code;
use crate::template::{Fault, Form, Piece, Rendered};

/// Checks a rendered template without compiling it.
///
/// A text must be exactly `#`, a string and `;` as siblings, once or several times. A length must be one number. A text
/// inside a comment, a string, raw text or code is a fault.
pub fn prove(rendered: &Rendered) -> Vec<Fault> {
    prove_source(&Source::detached(rendered.text.as_str()), rendered)
}

/// Checks as [`prove`] does, on a source whose text begins with the rendered one.
pub(super) fn prove_source(source: &Source, rendered: &Rendered) -> Vec<Fault> {
    let mut proof = Proof { pieces: &rendered.pieces, faults: Vec::new(), source: source.text() };
    proof.walk(source.root(), 0);
    let rest = proof.pieces;
    rest.iter().for_each(|piece| proof.refuse(piece));
    // One unclosed bracket can spoil every piece behind it.
    proof.faults.truncate(MOST);
    proof.faults
}

/// The most faults reported at once.
const MOST: usize = 20;

struct Proof<'a> {
    /// Pieces that the walk has not reached yet.
    pieces: &'a [Piece],
    faults: Vec<Fault>,
    source: &'a str,
}

impl Proof<'_> {
    fn walk(&mut self, node: &SyntaxNode, start: usize) {
        let children: Vec<&SyntaxNode> = node.children().collect();
        let mut offset = start;
        for (i, child) in children.iter().enumerate() {
            let end = offset + child.len();
            while let Some((piece, rest)) = self.pieces.split_first()
                && piece.range.start < end
            {
                let stands = piece.range.start == offset
                    && match piece.form {
                        Form::Text => literals(&children[i..], piece.range.len()),
                        Form::Size => self.number(child, piece, end),
                    };
                if !stands && child.children().len() > 0 {
                    // The walk of the child handles every piece that begins inside it.
                    self.walk(child, offset);
                    continue;
                }
                self.pieces = rest;
                if !stands {
                    self.refuse(piece);
                }
            }
            offset = end;
        }
    }

    /// True for a number that begins with the piece and ends with a unit, or with the piece.
    fn number(&self, node: &SyntaxNode, piece: &Piece, end: usize) -> bool {
        let unit = self.source.get(piece.range.end..end);
        matches!(node.kind(), SyntaxKind::Int | SyntaxKind::Float | SyntaxKind::Numeric)
            && unit.is_some_and(|unit| unit.bytes().all(|b| b.is_ascii_alphabetic() || b == b'%'))
    }

    fn refuse(&mut self, piece: &Piece) {
        let fault = Fault::new(Code::T009).arg("expression", &piece.expression);
        let fault = fault.at(piece.template.as_str(), piece.line, piece.column);
        self.faults.push(Fault { origin: piece.origin.clone(), ..fault });
    }
}

/// True if the nodes begin with one or several `#"…";`, which have `length` bytes in all.
fn literals(nodes: &[&SyntaxNode], length: usize) -> bool {
    const FORM: [SyntaxKind; 3] = [SyntaxKind::Hash, SyntaxKind::Str, SyntaxKind::Semicolon];
    let mut seen = 0;
    for triple in nodes.chunks_exact(3) {
        if !triple.iter().map(|node| node.kind()).eq(FORM) {
            return false;
        }
        seen += triple.iter().map(|node| node.len()).sum::<usize>();
        if seen >= length {
            return seen == length;
        }
    }
    false
}
