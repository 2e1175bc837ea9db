//! A serde Deserializer over the tree: fills plain derived structs, notes every fault and goes on.

use serde::de::{self, DeserializeOwned, Deserializer, Visitor};

use crate::diag::{Checked, Files, Place};

use super::super::node::{Document, Kind, Node, Style};
use super::access::{Choice, Fields, Items, Pairs, SpannedParts};
use super::context::{Context, Stop};
use super::decoder::{Decoder, Input, Wanted};
use super::leaf::Leaf;
use super::spanned::SPANNED;

/// Fills `T` from the tree of a file. The value is absent if any error was found.
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

impl<'a> Decoder<'a> {
    /// Visits the elements of a list.
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
