//! A serde Deserializer over the tree: fills plain derived structs, notes every fault and goes on.
//!
//! A fault is noted first; then the type gets something it can take (a placeholder text, the first choice, an
//! empty list, a map whose fields are all poison), so that the rest of the file is read too. Because a fault was
//! noted, the value is thrown away at the end.

use serde::de::{self, DeserializeOwned, DeserializeSeed, Deserializer, Visitor};

use crate::diag::{Checked, Code, Diagnostic, Files, Hint, Place};

use super::super::faults;
use super::super::layout::outline;
use super::super::node::{Document, Kind, Node, Style};
use super::access::{Choice, Fields, Items, Pairs, SpannedParts};
use super::context::{Context, Stop};
use super::leaf::Leaf;
use super::spanned::{BY_KEY, BY_KIND, SPANNED};
use super::typed;

/// Fills `T` from a parsed file. The value is absent if any error was found.
pub fn decode<T: DeserializeOwned>(document: &Document, files: &Files) -> Checked<T> {
    let context = Context::new(files, document);
    let result = T::deserialize(Decoder::new(&context, Input::Node(&document.root)));
    if let Err(stop) = &result {
        context.note_stop(stop, document.root.place);
    }
    let (failed, notes) = context.into_notes();
    match result {
        Ok(value) if !failed => Checked::new(value, notes),
        _ => Checked::failed(notes),
    }
}

/// What a decoder stands on.
#[derive(Clone, Copy)]
pub(super) enum Input<'a> {
    /// A node of the tree.
    Node(&'a Node),
    /// A field that is not in its map; hushed if a fault already explains that.
    /// `parent` is the map, `mark` what shows it to people.
    Missing { key: &'static str, parent: Place, mark: Place, hushed: bool },
    /// Something after a fault: any type gets a value that will not be used.
    Poison { place: Place, depth: u32 },
}

/// How deep poison goes before it gives up; only types without any end reach this.
const POISON_DEPTH: u32 = 64;

/// The deserializer of one node.
#[derive(Clone, Copy)]
pub(super) struct Decoder<'a> {
    pub(super) context: &'a Context<'a>,
    pub(super) input: Input<'a>,
    /// The flow list that directly holds the node.
    pub(super) list: Option<Place>,
    /// The key that the node is the value of.
    pub(super) key: Option<Place>,
}

/// What a wanted kind of node is called in the codes.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Wanted {
    Scalar,
    Map,
    Seq,
}

impl<'a> Decoder<'a> {
    pub(super) fn new(context: &'a Context<'a>, input: Input<'a>) -> Self {
        Self { context, input, list: None, key: None }
    }

    /// The same decoder on poison.
    fn poisoned(self) -> Self {
        let input = match self.input {
            Input::Node(node) => Input::Poison { place: node.place, depth: 0 },
            Input::Missing { parent, .. } => Input::Poison { place: parent, depth: 0 },
            Input::Poison { place, depth } => Input::Poison { place, depth: depth + 1 },
        };
        Self { input, ..self }
    }

    pub(super) fn place(&self) -> Place {
        match self.input {
            Input::Node(node) => node.place,
            Input::Missing { parent: place, .. } | Input::Poison { place, .. } => place,
        }
    }

    /// Notes that a required field is absent.
    fn note_missing(&self) {
        if let Input::Missing { key, mark, hushed, .. } = self.input {
            self.context.fail();
            if !hushed {
                self.context.note(Diagnostic::new(Code::Y054).at(mark).arg("key", key));
            }
        }
    }

    /// What shows a map to people: its key, else its first line.
    fn mark(&self, map: &Node) -> Place {
        let line = || {
            let raw = self.context.text(map).get(map.place.start as usize..map.place.end as usize).unwrap_or("");
            let length = raw.lines().next().unwrap_or("").trim_end().len();
            Place::new(map.place.file, map.place.start as usize, map.place.start as usize + length)
        };
        self.key.unwrap_or_else(line)
    }

    /// The dash without its space that a node begins with, if it begins its line.
    fn tight_dash(&self, node: &Node) -> Option<Diagnostic> {
        let start = node.place.start as usize;
        let text = self.context.text(node);
        let line_start = text.get(..start)?.rfind('\n').map_or(0, |i| i + 1);
        let first = match &node.kind {
            Kind::Map(entries) => &entries.first()?.0,
            _ => node,
        };
        let dash = first.style == Style::Plain && outline::tight_dash(text.get(start..)?);
        let alone = text[line_start..start].trim().is_empty();
        (dash && alone).then(|| faults::tight_dash(text, node.place.file, start))
    }

    /// Notes that the node is not of the wanted kind.
    fn note_kind(&self, node: &Node, wanted: Wanted) {
        if wanted == Wanted::Seq
            && let Some(diagnostic) = self.tight_dash(node)
        {
            self.context.fail();
            if !self.context.damaged(diagnostic.place.unwrap_or(node.place)) {
                self.context.note(diagnostic);
            }
            return;
        }
        let diagnostic = match (&node.kind, wanted) {
            (Kind::Empty, _) => typed::empty(self.context.text(node), node),
            (Kind::Map(_), Wanted::Scalar) => Diagnostic::new(Code::Y055).at(node.place),
            (_, Wanted::Scalar) => Diagnostic::new(Code::Y056).at(node.place),
            (_, Wanted::Map) => Diagnostic::new(Code::Y057).at(node.place),
            (Kind::Scalar(text), Wanted::Seq) if !text.contains(['\n', ',', ':', '#', '"']) => {
                Diagnostic::new(Code::Y058).at(node.place).hint(Hint::Write(format!("[{text}]")))
            }
            (_, Wanted::Seq) => Diagnostic::new(Code::Y058).at(node.place),
        };
        match node.kind {
            Kind::Scalar(_) | Kind::Empty => self.context.note_inside(node, diagnostic),
            _ => self.context.note(diagnostic),
        }
    }

    /// The scalar as typed, or nothing after noting what stands there instead.
    fn scalar(&self) -> Option<(&'a Node, &'a str)> {
        match self.input {
            Input::Node(node) => match &node.kind {
                Kind::Scalar(text) => return Some((node, text)),
                _ => self.note_kind(node, Wanted::Scalar),
            },
            Input::Missing { .. } => self.note_missing(),
            Input::Poison { .. } => {}
        }
        None
    }

    /// The text of a leaf: as typed if it is good, else a placeholder after noting the fault.
    fn leaf(&self, leaf: Leaf) -> String {
        let Some((node, text)) = self.scalar() else { return leaf.placeholder().to_owned() };
        match typed::check(self.context, self.list, node, text, leaf) {
            Ok(text) => text,
            Err(diagnostic) => {
                self.context.note_inside(node, diagnostic);
                leaf.placeholder().to_owned()
            }
        }
    }

    /// A whole number, or 0 after noting the fault.
    fn whole(&self) -> String {
        let Some((node, text)) = self.scalar() else { return "0".to_owned() };
        let digits = text.strip_prefix('-').unwrap_or(text);
        if !digits.is_empty() && digits.bytes().all(|b| b.is_ascii_digit()) {
            return text.to_owned();
        }
        let code = if text.contains(|c: char| c.is_ascii_digit()) { Code::Y064 } else { Code::Y067 };
        self.context.note_inside(node, Diagnostic::new(code).at(node.place).arg("text", text));
        "0".to_owned()
    }

    /// Notes that a whole number does not fit, and gives 0.
    fn number_out_of_range(&self) {
        if let Input::Node(node) = self.input {
            let text = node.text().unwrap_or("");
            self.context.note_inside(node, Diagnostic::new(Code::Y064).at(node.place).arg("text", text));
        }
    }

    /// The entries of a map, or nothing after noting what stands there instead.
    fn entries(&self) -> Option<(&'a Node, &'a [(Node, Node)])> {
        match self.input {
            Input::Node(node) => match &node.kind {
                Kind::Map(entries) => return Some((node, entries)),
                _ => self.note_kind(node, Wanted::Map),
            },
            Input::Missing { .. } | Input::Poison { .. } => {}
        }
        None
    }

    /// Visits a list in which the places of the elements are known to be in order.
    fn items<V: Visitor<'a>>(self, visitor: V) -> Result<V::Value, Stop> {
        let (items, list): (&'a [Node], Option<Place>) = match self.input {
            Input::Node(node) => match &node.kind {
                Kind::Seq(items) => (items, (node.style == Style::Flow).then_some(node.place)),
                _ => {
                    self.note_kind(node, Wanted::Seq);
                    (&[], None)
                }
            },
            Input::Missing { .. } | Input::Poison { .. } => (&[], None),
        };
        visitor.visit_seq(Items { context: self.context, items: items.iter(), list })
    }

    /// Gives up on types that have no end.
    fn guard(&self) -> Result<(), Stop> {
        match self.input {
            Input::Poison { depth, .. } if depth > POISON_DEPTH => Err(de::Error::custom("a type without end")),
            _ => Ok(()),
        }
    }

    /// Visits a struct by its field names.
    fn fields<V: Visitor<'a>>(self, names: &'static [&'static str], visitor: V) -> Result<V::Value, Stop> {
        self.guard()?;
        match self.entries() {
            Some((node, entries)) => {
                let parent = (node.place, self.mark(node));
                visitor.visit_map(Fields::new(self.context, parent, entries, names))
            }
            None => {
                self.note_missing();
                visitor.visit_map(Fields::poisoned(self.poisoned(), names))
            }
        }
    }

    /// Chooses the variant of an enum that stands for the node: its name and the decoder of its content.
    fn variant(self, name: &str, variants: &'static [&'static str]) -> (&'static str, Self) {
        let first = variants.first().copied().unwrap_or("");
        if name == BY_KIND {
            return self.variant_by_kind(variants, first);
        }
        if name == BY_KEY {
            let Some((node, entries)) = self.entries() else {
                self.note_missing();
                return (first, self.poisoned());
            };
            let has = |name: &&&str| entries.iter().any(|(key, _)| key.text() == Some(name));
            if let Some(found) = variants.iter().find(has) {
                return (found, self);
            }
            let choices = typed::choices(variants);
            self.context.note(Diagnostic::new(Code::Y059).at(node.place).hint(Hint::Choices(choices)));
            return (first, self.poisoned());
        }
        let Some((node, text)) = self.scalar() else { return (first, self.poisoned()) };
        if let Some(found) = variants.iter().find(|variant| **variant == text) {
            return (found, self);
        }
        self.context.note_inside(node, typed::unknown_choice(self.context.text(node), node, text, variants));
        (first, self.poisoned())
    }

    fn variant_by_kind(self, variants: &'static [&'static str], first: &'static str) -> (&'static str, Self) {
        let find = |kind: &str| variants.iter().find(|variant| **variant == kind).copied();
        let node = match self.input {
            Input::Node(node) => node,
            // An absent list or map may stand for nothing; anything else is missing.
            Input::Missing { .. } => match find("daftar") {
                Some(list) if find("skalar").is_none() && find("peta").is_none() => return (list, self),
                _ => {
                    self.note_missing();
                    return (first, self.poisoned());
                }
            },
            Input::Poison { .. } => return (first, self.poisoned()),
        };
        let found = match node.kind {
            Kind::Scalar(_) => find("skalar"),
            Kind::Map(_) => find("peta"),
            Kind::Seq(_) => find("daftar"),
            Kind::Empty => find("kosong"),
        };
        if let Some(found) = found {
            return (found, self);
        }
        let wanted = match (find("skalar"), find("peta")) {
            (Some(_), _) => Wanted::Scalar,
            (None, Some(_)) => Wanted::Map,
            (None, None) => Wanted::Seq,
        };
        self.note_kind(node, wanted);
        (first, self.poisoned())
    }
}

macro_rules! integers {
    ($($method:ident $visit:ident $type:ty),*) => { $(
        fn $method<V: Visitor<'a>>(self, visitor: V) -> Result<V::Value, Stop> {
            let value = self.whole().parse::<$type>().unwrap_or_else(|_| {
                self.number_out_of_range();
                0
            });
            visitor.$visit(value)
        }
    )* };
}

impl<'a> Deserializer<'a> for Decoder<'a> {
    type Error = Stop;

    integers! {
        deserialize_i8 visit_i8 i8, deserialize_i16 visit_i16 i16, deserialize_i32 visit_i32 i32,
        deserialize_i64 visit_i64 i64, deserialize_i128 visit_i128 i128, deserialize_u8 visit_u8 u8,
        deserialize_u16 visit_u16 u16, deserialize_u32 visit_u32 u32, deserialize_u64 visit_u64 u64,
        deserialize_u128 visit_u128 u128
    }

    fn deserialize_any<V: Visitor<'a>>(self, visitor: V) -> Result<V::Value, Stop> {
        match self.input {
            Input::Node(Node { kind: Kind::Map(_), .. }) => self.deserialize_map(visitor),
            Input::Node(Node { kind: Kind::Seq(_), .. }) => self.deserialize_seq(visitor),
            _ => self.deserialize_str(visitor),
        }
    }

    fn deserialize_bool<V: Visitor<'a>>(self, visitor: V) -> Result<V::Value, Stop> {
        visitor.visit_bool(self.leaf(Leaf::YesNo) == "ya")
    }

    fn deserialize_f32<V: Visitor<'a>>(self, _visitor: V) -> Result<V::Value, Stop> {
        Err(de::Error::custom("numbers are read as `Number`, never as a float"))
    }

    fn deserialize_f64<V: Visitor<'a>>(self, visitor: V) -> Result<V::Value, Stop> {
        self.deserialize_f32(visitor)
    }

    fn deserialize_str<V: Visitor<'a>>(self, visitor: V) -> Result<V::Value, Stop> {
        visitor.visit_string(self.leaf(Leaf::Prose))
    }

    fn deserialize_string<V: Visitor<'a>>(self, visitor: V) -> Result<V::Value, Stop> {
        self.deserialize_str(visitor)
    }

    fn deserialize_char<V: Visitor<'a>>(self, visitor: V) -> Result<V::Value, Stop> {
        self.deserialize_str(visitor)
    }

    fn deserialize_bytes<V: Visitor<'a>>(self, visitor: V) -> Result<V::Value, Stop> {
        self.deserialize_str(visitor)
    }

    fn deserialize_byte_buf<V: Visitor<'a>>(self, visitor: V) -> Result<V::Value, Stop> {
        self.deserialize_str(visitor)
    }

    fn deserialize_option<V: Visitor<'a>>(self, visitor: V) -> Result<V::Value, Stop> {
        match self.input {
            Input::Missing { .. } | Input::Poison { .. } => visitor.visit_none(),
            Input::Node(_) => visitor.visit_some(self),
        }
    }

    fn deserialize_unit<V: Visitor<'a>>(self, visitor: V) -> Result<V::Value, Stop> {
        visitor.visit_unit()
    }

    fn deserialize_unit_struct<V: Visitor<'a>>(self, _name: &'static str, visitor: V) -> Result<V::Value, Stop> {
        visitor.visit_unit()
    }

    fn deserialize_newtype_struct<V: Visitor<'a>>(self, name: &'static str, visitor: V) -> Result<V::Value, Stop> {
        match Leaf::from_name(name) {
            Some(leaf) => visitor.visit_str(&self.leaf(leaf)),
            None => visitor.visit_newtype_struct(self),
        }
    }

    fn deserialize_seq<V: Visitor<'a>>(self, visitor: V) -> Result<V::Value, Stop> {
        self.items(visitor)
    }

    fn deserialize_tuple<V: Visitor<'a>>(self, _length: usize, visitor: V) -> Result<V::Value, Stop> {
        self.items(visitor)
    }

    fn deserialize_tuple_struct<V: Visitor<'a>>(
        self,
        _name: &'static str,
        _length: usize,
        visitor: V,
    ) -> Result<V::Value, Stop> {
        self.items(visitor)
    }

    fn deserialize_map<V: Visitor<'a>>(self, visitor: V) -> Result<V::Value, Stop> {
        let entries = self.entries().map_or(&[] as &[(Node, Node)], |(_, entries)| entries);
        visitor.visit_map(Pairs::new(self.context, entries))
    }

    fn deserialize_struct<V: Visitor<'a>>(
        self,
        name: &'static str,
        fields: &'static [&'static str],
        visitor: V,
    ) -> Result<V::Value, Stop> {
        if name == SPANNED {
            return visitor.visit_seq(SpannedParts::new(self));
        }
        self.fields(fields, visitor)
    }

    fn deserialize_enum<V: Visitor<'a>>(
        self,
        name: &'static str,
        variants: &'static [&'static str],
        visitor: V,
    ) -> Result<V::Value, Stop> {
        self.guard()?;
        let (variant, content) = self.variant(name, variants);
        visitor.visit_enum(Choice { variant, content })
    }

    fn deserialize_identifier<V: Visitor<'a>>(self, visitor: V) -> Result<V::Value, Stop> {
        self.deserialize_str(visitor)
    }

    fn deserialize_ignored_any<V: Visitor<'a>>(self, visitor: V) -> Result<V::Value, Stop> {
        visitor.visit_unit()
    }
}

impl<'a> Decoder<'a> {
    /// Deserializes with a seed; a failure that nobody noted is noted here, where its place is known.
    pub(super) fn seed<S: DeserializeSeed<'a>>(self, seed: S) -> Result<S::Value, Stop> {
        seed.deserialize(self).inspect_err(|stop| self.context.note_stop(stop, self.place()))
    }
}
