//! Runs content streams and notes the marks that they draw.

#![expect(clippy::float_arithmetic, clippy::disallowed_types, reason = "geometry of pages: nothing here is a score")]

use std::collections::BTreeMap;
use std::rc::Rc;

use lopdf::{Dictionary, Document, Object, Stream};

use super::budget::Budget;
use super::font::Font;
use super::geometry::{Matrix, Rect};
use super::lex::{Lexer, Token};
use super::object::{array, dictionary, follow, number, numbers};
use super::state::State;
use super::{Mark, What};

/// The deepest nesting of forms within forms.
const MAX_DEPTH: usize = 12;

/// The most graphics states that `q` may keep; real files keep fewer than a hundred.
const MAX_STATES: usize = 4096;

/// The most operands of one operator: a `TJ` has one for each glyph and each gap of a line.
const MAX_OPERANDS: usize = 1_000_000;

/// The reach of a glyph below and above its line, for a font of size 1. It is the same for every font, so that a font
/// that is embedded anew, with other ascents, does not move its text.
const BELOW: f64 = -0.2;
const ABOVE: f64 = 0.8;

/// The outcome of a step; the error is the reason of a fault.
type Step = Result<(), &'static str>;

/// Reads the content of one document.
pub(super) struct Interpreter<'a> {
    /// The document.
    pub(super) document: &'a Document,
    /// The budget that is left for it.
    pub(super) budget: Budget,
    /// The marks drawn so far, in the order of drawing.
    pub(super) marks: Vec<Mark>,
    /// Fonts and forms by the address of their object: the document does not move while it is borrowed.
    fonts: BTreeMap<usize, Rc<Font>>,
    forms: BTreeMap<usize, Rc<Vec<u8>>>,
}

impl<'a> Interpreter<'a> {
    /// An interpreter that has drawn nothing.
    pub(super) fn new(document: &'a Document) -> Self {
        Self { document, budget: Budget::new(), marks: vec![], fonts: BTreeMap::new(), forms: BTreeMap::new() }
    }

    /// Runs a content stream.
    pub(super) fn run(
        &mut self,
        content: &[u8],
        resources: Option<&'a Dictionary>,
        state: State,
        depth: usize,
    ) -> Step {
        let mut run = Run {
            reader: self,
            resources,
            depth,
            state,
            kept: vec![],
            path: Rect::EMPTY,
            clips: false,
            text: Matrix::IDENTITY,
            line: Matrix::IDENTITY,
        };
        let mut lexer = Lexer::new(content);
        let mut operands = Vec::new();
        while let Some(token) = lexer.next() {
            match token {
                Token::Operator(operator) => {
                    run.reader.budget.step(1)?;
                    if operator == b"ID" {
                        if !lexer.skip_image() {
                            return Err("inline-image");
                        }
                        run.image();
                    }
                    run.operator(&operator, &operands)?;
                    operands.clear();
                }
                _ if operands.len() >= MAX_OPERANDS => return Err("too-large"),
                operand => operands.push(operand),
            }
        }
        Ok(())
    }

    /// Draws a form: an XObject or the appearance of an annotation.
    pub(super) fn form(
        &mut self,
        form: &'a Stream,
        outer: Option<&'a Dictionary>,
        mut state: State,
        depth: usize,
    ) -> Step {
        if depth > MAX_DEPTH {
            return Err("form-depth");
        }
        let document = self.document;
        if let Some(matrix) = numbers(document, form.dict.get(b"Matrix").ok()) {
            state.matrix = Matrix(matrix).then(state.matrix);
        }
        if let Some(bounds) = numbers(document, form.dict.get(b"BBox").ok()) {
            match state.matrix.bounds(Rect::corners(bounds)).meet(state.clip) {
                Some(clip) => state.clip = clip,
                None => return Ok(()),
            }
        }
        let place = std::ptr::from_ref(form).addr();
        let content = match self.forms.get(&place) {
            Some(content) => Rc::clone(content),
            None => {
                let content = Rc::new(self.budget.inflate(document, form, usize::MAX)?);
                self.forms.insert(place, Rc::clone(&content));
                content
            }
        };
        // Otherwise a long form without operators would cost nothing, however often it is drawn.
        self.budget.step(content.len() / 256)?;
        let resources = dictionary(document, form.dict.get(b"Resources").ok()).or(outer);
        self.run(&content, resources, state, depth)
    }

    fn font(&mut self, font: Option<&'a Object>) -> Result<Option<Rc<Font>>, &'static str> {
        let Some(font) = dictionary(self.document, font) else { return Ok(None) };
        let place = std::ptr::from_ref(font).addr();
        if let Some(font) = self.fonts.get(&place) {
            return Ok(Some(Rc::clone(font)));
        }
        let font = Rc::new(Font::read(self.document, font, &mut self.budget)?);
        self.fonts.insert(place, Rc::clone(&font));
        Ok(Some(font))
    }
}

/// One content stream while it runs.
struct Run<'r, 'a> {
    reader: &'r mut Interpreter<'a>,
    resources: Option<&'a Dictionary>,
    depth: usize,
    state: State,
    kept: Vec<State>,
    /// The box of the path so far, as shown.
    path: Rect,
    /// True if the path becomes a clip once it is painted.
    clips: bool,
    text: Matrix,
    line: Matrix,
}

impl<'a> Run<'_, 'a> {
    fn operator(&mut self, operator: &[u8], operands: &[Token]) -> Step {
        match operator {
            b"q" if self.kept.len() >= MAX_STATES => return Err("states"),
            b"q" => self.kept.push(self.state.clone()),
            b"Q" => {
                if let Some(state) = self.kept.pop() {
                    self.state = state;
                }
            }
            b"cm" => {
                if let Some(matrix) = last(operands) {
                    self.state.matrix = Matrix(matrix).then(self.state.matrix);
                }
            }
            b"w" => set(&mut self.state.line_width, operands, 1.0),
            b"gs" => return self.external_state(operands),
            b"m" | b"l" => self.points::<2>(operands),
            b"c" => self.points::<6>(operands),
            b"v" | b"y" => self.points::<4>(operands),
            b"re" => {
                if let Some([x, y, width, height]) = last(operands) {
                    for corner in [(x, y), (x + width, y), (x, y + height), (x + width, y + height)] {
                        self.path.add(self.state.matrix.point(corner.0, corner.1));
                    }
                }
            }
            b"W" | b"W*" => self.clips = true,
            b"S" | b"s" | b"B" | b"B*" | b"b" | b"b*" => self.paint(self.state.line_width),
            b"f" | b"F" | b"f*" => self.paint(0.0),
            b"n" => self.end_path(),
            b"sh" => self.mark(What::Shape, self.state.clip, false),
            b"Do" => return self.xobject(operands),
            _ => return self.text_operator(operator, operands),
        }
        Ok(())
    }

    fn text_operator(&mut self, operator: &[u8], operands: &[Token]) -> Step {
        match operator {
            b"BT" => self.place(Matrix::IDENTITY),
            b"Tc" => set(&mut self.state.character_space, operands, 1.0),
            b"Tw" => set(&mut self.state.word_space, operands, 1.0),
            b"Tz" => set(&mut self.state.stretch, operands, 0.01),
            b"TL" => set(&mut self.state.leading, operands, 1.0),
            b"Ts" => set(&mut self.state.rise, operands, 1.0),
            b"Tr" => self.state.mode = last(operands).map_or(0, |[mode]: [f64; 1]| mode as i64),
            b"Tf" => {
                set(&mut self.state.size, operands, 1.0);
                let font = self.resource(b"Font", operands);
                self.state.font = self.reader.font(font)?;
            }
            b"Td" | b"TD" => {
                if let Some([x, y]) = last(operands) {
                    if operator == b"TD" {
                        self.state.leading = -y;
                    }
                    self.place(Matrix::shift(x, y).then(self.line));
                }
            }
            b"Tm" => {
                if let Some(matrix) = last(operands) {
                    self.place(Matrix(matrix));
                }
            }
            b"T*" => self.next_line(),
            b"Tj" | b"TJ" => return self.show(operands),
            b"'" => {
                self.next_line();
                return self.show(operands);
            }
            b"\"" => {
                if let [Token::Number(word), Token::Number(character), text] = operands {
                    (self.state.word_space, self.state.character_space) = (*word, *character);
                    self.next_line();
                    return self.show(std::slice::from_ref(text));
                }
            }
            _ => {}
        }
        Ok(())
    }

    fn place(&mut self, line: Matrix) {
        self.line = line;
        self.text = line;
    }

    fn next_line(&mut self) {
        self.place(Matrix::shift(0.0, -self.state.leading).then(self.line));
    }

    fn resource(&self, kind: &[u8], operands: &[Token]) -> Option<&'a Object> {
        let name = operands.iter().find_map(|operand| match operand {
            Token::Name(name) => Some(name),
            _ => None,
        })?;
        dictionary(self.reader.document, self.resources?.get(kind).ok())?.get(name).ok()
    }

    fn external_state(&mut self, operands: &[Token]) -> Step {
        let document = self.reader.document;
        let Some(external) = dictionary(document, self.resource(b"ExtGState", operands)) else { return Ok(()) };
        if let Some(width) = number(document, external.get(b"LW").ok()) {
            self.state.line_width = width;
        }
        if let Some([font, size]) = array(document, external.get(b"Font").ok()) {
            self.state.font = self.reader.font(Some(font))?;
            self.state.size = number(document, Some(size)).unwrap_or(0.0);
        }
        Ok(())
    }

    fn xobject(&mut self, operands: &[Token]) -> Step {
        let object = self.resource(b"XObject", operands);
        let Some(Object::Stream(stream)) = follow(self.reader.document, object) else { return Ok(()) };
        match stream.dict.get(b"Subtype").and_then(Object::as_name) {
            Ok(b"Image") => self.image(),
            Ok(b"Form") => return self.reader.form(stream, self.resources, self.state.clone(), self.depth + 1),
            _ => {}
        }
        Ok(())
    }

    fn points<const N: usize>(&mut self, operands: &[Token]) {
        let Some(numbers) = last::<N>(operands) else { return };
        for pair in numbers.chunks_exact(2) {
            if let [x, y] = pair {
                self.path.add(self.state.matrix.point(*x, *y));
            }
        }
    }

    fn paint(&mut self, line_width: f64) {
        let width = line_width.abs() * self.state.matrix.scale();
        self.mark(What::Shape, self.path.grown(width / 2.0), false);
        self.end_path();
    }

    /// Ends the path, which may become a clip. The box of a clip holds at least everything that the clip leaves
    /// visible, so everything outside the box is surely hidden.
    fn end_path(&mut self) {
        if std::mem::take(&mut self.clips) && self.path.left <= self.path.right {
            // A clip that leaves nothing visible becomes the empty box, which no box meets.
            self.state.clip = self.path.meet(self.state.clip).unwrap_or(Rect::EMPTY);
        }
        self.path = Rect::EMPTY;
    }

    fn image(&mut self) {
        let area = self.state.matrix.bounds(Rect::corners([0.0, 0.0, 1.0, 1.0]));
        self.mark(What::Image, area, false);
    }

    /// Notes a mark that lies at least partly within the clip. A glyph keeps its whole box, which tells where it
    /// stands.
    fn mark(&mut self, what: What, area: Rect, invisible: bool) {
        if let Some(visible) = area.meet(self.state.clip) {
            let area = if matches!(what, What::Text(_)) { area } else { visible };
            self.reader.marks.push(Mark { what, area: area.area(), invisible });
        }
    }

    fn show(&mut self, operands: &[Token]) -> Step {
        for operand in operands {
            match operand {
                Token::Number(gap) => self.advance(-gap / 1000.0 * self.state.size),
                Token::Text(string) => self.string(string)?,
                _ => {}
            }
        }
        Ok(())
    }

    fn advance(&mut self, by: f64) {
        self.text = Matrix::shift(by * self.state.stretch, 0.0).then(self.text);
    }

    fn string(&mut self, string: &[u8]) -> Step {
        let Some(font) = self.state.font.clone() else {
            // Viewers show such a text in some font of their own.
            self.reader.budget.step(1)?;
            let unknown = char::REPLACEMENT_CHARACTER.to_string();
            self.glyph(unknown, 0.5);
            return Ok(());
        };
        let mut rest = string;
        while let Some((glyph, tail)) = font.next(rest) {
            rest = tail;
            self.reader.budget.step(1)?;
            self.glyph(glyph.text, glyph.advance);
            let word_space = if glyph.space { self.state.word_space } else { 0.0 };
            self.advance(glyph.advance * self.state.size + self.state.character_space + word_space);
        }
        Ok(())
    }

    fn glyph(&mut self, text: String, advance: f64) {
        let State { size, stretch, rise, mode, matrix, .. } = self.state;
        let glyph = Matrix([size * stretch, 0.0, 0.0, size, 0.0, rise]).then(self.text).then(matrix);
        let area = glyph.bounds(Rect::corners([0.0, BELOW, advance, ABOVE]));
        self.mark(What::Text(text), area, matches!(mode, 3 | 7));
    }
}

/// The last operands as numbers; `None` if there are fewer operands or one of them is no number.
fn last<const N: usize>(operands: &[Token]) -> Option<[f64; N]> {
    let operands = operands.get(operands.len().checked_sub(N)?..)?;
    let numbers: Option<Vec<f64>> = operands
        .iter()
        .map(|operand| match operand {
            Token::Number(number) => Some(*number),
            _ => None,
        })
        .collect();
    numbers?.try_into().ok()
}

fn set(value: &mut f64, operands: &[Token], unit: f64) {
    if let Some([number]) = last(operands) {
        *value = number * unit;
    }
}
