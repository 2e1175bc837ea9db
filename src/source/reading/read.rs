//! Reads a text with serde_yaml in two passes: first the shape, then each scalar as text with its place.
//!
//! serde_yaml lends most scalars: such a value is a slice of the file, and its address is its place. It copies the
//! others (blocks, escapes, several lines). Our visitor keeps such a copy and refuses it on purpose: serde_yaml has
//! consumed the event by then and adds the start mark of the scalar to the error, which the seed catches and reads.
//! This depends on the exact wording of the error and on the exact version of serde_yaml; a test holds both.

use std::cell::{Cell, RefCell};
use std::fmt;

use serde::de::{
    DeserializeSeed, Deserializer, EnumAccess, Error, IgnoredAny, MapAccess, SeqAccess, VariantAccess, Visitor,
};

use crate::diag::{FileId, Place};

use super::super::layout::extent;
use super::super::layout::lines::Lines;
use super::super::node::{Kind, Node, Style};

/// The reason why a text has no tree.
pub(super) enum Failure {
    /// The text is empty.
    Empty,
    /// Aliases make more nodes than the file has bytes.
    TooManyNodes,
    /// Keys are so long and so deep that serde_yaml would take forever: it writes the path to a scalar into each error.
    TooDeep,
    /// The error of serde_yaml.
    Yaml(serde_yaml::Error),
}

/// Reads a text that passed the checks into a tree. `account` fills in the places of collections later.
pub(super) fn read(text: &str, file: FileId, lines: &Lines) -> Result<Node, Failure> {
    let (budget, paths) = (Cell::new(text.len() + 16), Cell::new(PATHS));
    let (scalar, length) = (Cell::new(false), Cell::new(0));
    let seed = ShapeSeed { budget: &budget, paths: &paths, scalar: &scalar, length: &length, path: 0 };
    let shape = match seed.deserialize(serde_yaml::Deserializer::from_str(text)) {
        Ok(Shape::Nothing) => return Err(Failure::Empty),
        Ok(shape) => shape,
        Err(_) if budget.get() == 0 => return Err(Failure::TooManyNodes),
        Err(_) if paths.get() == 0 => return Err(Failure::TooDeep),
        Err(error) => return Err(Failure::Yaml(error)),
    };
    let kept = RefCell::new(None);
    let seed = NodeSeed { text, file, lines, kept: &kept, shape: &shape };
    seed.deserialize(serde_yaml::Deserializer::from_str(text)).map_err(Failure::Yaml)
}

/// The most bytes of all paths to all nodes; a file of 92 rows has 20 thousand.
const PATHS: usize = 1 << 28;

/// Pass 1: the shape alone, of maps, lists and scalars.
enum Shape {
    Nothing,
    Scalar,
    Seq(Vec<Shape>),
    Map(Vec<(Shape, Shape)>),
}

#[derive(Clone, Copy)]
struct ShapeSeed<'s> {
    /// Nodes that may still come.
    budget: &'s Cell<usize>,
    /// Bytes of paths that may still come.
    paths: &'s Cell<usize>,
    /// Bytes of the path to this node.
    path: usize,
    /// Length of the text that was read last.
    length: &'s Cell<usize>,
    /// Set when a scalar was refused.
    scalar: &'s Cell<bool>,
}

impl<'de> DeserializeSeed<'de> for ShapeSeed<'_> {
    type Value = Shape;

    fn deserialize<D: Deserializer<'de>>(self, deserializer: D) -> Result<Shape, D::Error> {
        if self.budget.get() == 0 {
            return Err(D::Error::custom("too many nodes"));
        }
        self.budget.set(self.budget.get() - 1);
        self.paths.set(self.paths.get().saturating_sub(self.path));
        if self.paths.get() == 0 {
            return Err(D::Error::custom("too deep"));
        }
        self.scalar.set(false);
        match deserializer.deserialize_any(self) {
            // The refused number is consumed: we refuse it only to read a float without naming the type.
            Err(_) if self.scalar.replace(false) => Ok(Shape::Scalar),
            result => result,
        }
    }
}

impl<'de> Visitor<'de> for ShapeSeed<'_> {
    type Value = Shape;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        // serde asks for this only when a visitor refuses a value; here that value is a number.
        self.scalar.set(true);
        f.write_str("a node")
    }

    fn visit_bool<E: Error>(self, _value: bool) -> Result<Shape, E> {
        Ok(Shape::Scalar)
    }

    fn visit_i64<E: Error>(self, _value: i64) -> Result<Shape, E> {
        Ok(Shape::Scalar)
    }

    fn visit_u64<E: Error>(self, _value: u64) -> Result<Shape, E> {
        Ok(Shape::Scalar)
    }

    fn visit_str<E: Error>(self, value: &str) -> Result<Shape, E> {
        self.length.set(value.len());
        Ok(Shape::Scalar)
    }

    fn visit_unit<E: Error>(self) -> Result<Shape, E> {
        Ok(Shape::Scalar)
    }

    fn visit_none<E: Error>(self) -> Result<Shape, E> {
        Ok(Shape::Nothing)
    }

    fn visit_seq<A: SeqAccess<'de>>(self, mut seq: A) -> Result<Shape, A::Error> {
        let mut items = Vec::new();
        while let Some(item) = seq.next_element_seed(self)? {
            items.push(item);
        }
        Ok(Shape::Seq(items))
    }

    fn visit_map<A: MapAccess<'de>>(self, mut map: A) -> Result<Shape, A::Error> {
        let mut entries = Vec::new();
        while let Some(key) = map.next_key_seed(self)? {
            let path = self.path + self.length.get();
            entries.push((key, map.next_value_seed(Self { path, ..self })?));
        }
        Ok(Shape::Map(entries))
    }

    /// Reads the value behind a tag like any other; the account of bytes refuses the tag.
    fn visit_enum<A: EnumAccess<'de>>(self, data: A) -> Result<Shape, A::Error> {
        let (_, variant) = data.variant::<IgnoredAny>()?;
        variant.newtype_variant_seed(self)
    }
}

/// The message that marks our own refusals; no text of a file can begin with it.
const REFUSED: &str = "\u{1}lhe";

/// Pass 2: the node of a known shape.
#[derive(Clone, Copy)]
struct NodeSeed<'s> {
    text: &'s str,
    file: FileId,
    lines: &'s Lines,
    /// The copy of the scalar that was refused last.
    kept: &'s RefCell<Option<String>>,
    shape: &'s Shape,
}

impl NodeSeed<'_> {
    fn unplaced(&self, kind: Kind) -> Node {
        Node { place: Place::new(self.file, 0, 0), kind, style: Style::BlockColl }
    }

    /// Makes the node of a scalar that serde_yaml lent: its address is its place.
    ///
    /// `None` if the value only looks lent: serde_yaml compares the end of the raw text with the value, so that it also
    /// lends `"\\x"` and `'''x'`, from a byte behind the first.
    fn lent(&self, value: &str) -> Option<Node> {
        let start = (value.as_ptr() as usize).checked_sub(self.text.as_ptr() as usize)?;
        let end = start + value.len();
        (self.text.get(start..end)? == value).then_some(())?;
        let bytes = self.text.as_bytes();
        let before = start.checked_sub(1).and_then(|i| bytes.get(i));
        // No plain scalar ends directly before a quote.
        let quoted = bytes.get(end).filter(|b| matches!(b, b'"' | b'\'') && (!value.is_empty() || before == Some(b)));
        let (start, end, style) = match quoted {
            Some(_) if before != quoted => return None,
            Some(b'"') if value.contains(['"', '\\']) => return None,
            Some(b'"') => (start - 1, end + 1, Style::Double),
            Some(_) if value.contains('\'') => return None,
            Some(_) => (start - 1, end + 1, Style::Single),
            None => (start, end, Style::Plain),
        };
        let empty = value.is_empty() && style == Style::Plain;
        let kind = if empty { Kind::Empty } else { Kind::Scalar(value.to_owned()) };
        Some(Node { place: Place::new(self.file, start, end), kind, style })
    }

    /// Makes the node of a scalar that was kept; the error that refused it holds its mark.
    fn kept(&self, value: String, error: &str) -> Node {
        let mark = error.rfind(REFUSED).map_or("", |i| &error[i + REFUSED.len()..]);
        let start = self.lines.offset_of_mark(self.text, mark);
        let (start, end, style) = extent::of(self.text, start, &value);
        Node { place: Place::new(self.file, start, end), kind: Kind::Scalar(value), style }
    }
}

impl<'de> DeserializeSeed<'de> for NodeSeed<'_> {
    type Value = Node;

    fn deserialize<D: Deserializer<'de>>(self, deserializer: D) -> Result<Node, D::Error> {
        match self.shape {
            Shape::Seq(_) => deserializer.deserialize_seq(self),
            Shape::Map(_) => deserializer.deserialize_map(self),
            Shape::Scalar | Shape::Nothing => match deserializer.deserialize_str(self) {
                Err(error) => match self.kept.take() {
                    Some(value) => Ok(self.kept(value, &error.to_string())),
                    None => Err(error),
                },
                node => node,
            },
        }
    }
}

impl<'de> Visitor<'de> for NodeSeed<'_> {
    type Value = Node;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("the same node again")
    }

    fn visit_borrowed_str<E: Error>(self, value: &'de str) -> Result<Node, E> {
        match self.lent(value) {
            Some(node) => Ok(node),
            None => self.visit_str(value),
        }
    }

    fn visit_str<E: Error>(self, value: &str) -> Result<Node, E> {
        self.kept.replace(Some(value.to_owned()));
        Err(E::custom(REFUSED))
    }

    fn visit_seq<A: SeqAccess<'de>>(self, mut seq: A) -> Result<Node, A::Error> {
        let Shape::Seq(shapes) = self.shape else { return Err(A::Error::custom("another shape")) };
        let mut items = Vec::with_capacity(shapes.len());
        for shape in shapes {
            items.extend(seq.next_element_seed(NodeSeed { shape, ..self })?);
        }
        Ok(self.unplaced(Kind::Seq(items)))
    }

    fn visit_map<A: MapAccess<'de>>(self, mut map: A) -> Result<Node, A::Error> {
        let Shape::Map(shapes) = self.shape else { return Err(A::Error::custom("another shape")) };
        let mut entries = Vec::with_capacity(shapes.len());
        for (key, value) in shapes {
            let Some(key) = map.next_key_seed(NodeSeed { shape: key, ..self })? else { break };
            entries.push((key, map.next_value_seed(NodeSeed { shape: value, ..self })?));
        }
        Ok(self.unplaced(Kind::Map(entries)))
    }
}
