//! How a decoder walks through maps, lists, variants and places.

use std::collections::BTreeMap;
use std::slice;

use serde::de::value::BorrowedStrDeserializer;
use serde::de::{self, DeserializeSeed, EnumAccess, IntoDeserializer, MapAccess, SeqAccess, VariantAccess, Visitor};

use crate::diag::{Code, Diagnostic, Note, Place, nearest};

use super::super::node::Node;
use super::context::{Context, Stop};
use super::decoder::{Decoder, Input};
use super::typed;

/// The elements of a list.
pub(super) struct Items<'a> {
    pub(super) context: &'a Context<'a>,
    pub(super) items: slice::Iter<'a, Node>,
    /// The list itself, if it is in brackets.
    pub(super) list: Option<Place>,
}

impl<'a> SeqAccess<'a> for Items<'a> {
    type Error = Stop;

    fn next_element_seed<S: DeserializeSeed<'a>>(&mut self, seed: S) -> Result<Option<S::Value>, Stop> {
        let Some(node) = self.items.next() else { return Ok(None) };
        let decoder = Decoder { list: self.list, ..Decoder::new(self.context, Input::Node(node)) };
        decoder.seed(seed).map(Some)
    }

    fn size_hint(&self) -> Option<usize> {
        Some(self.items.len())
    }
}

/// Gives the sound entries of a map: each key a text, and no key twice. The other entries are noted and left out.
fn sound_entries<'a>(context: &Context<'a>, entries: &'a [(Node, Node)]) -> Vec<(&'a str, &'a Node, &'a Node)> {
    let mut seen: BTreeMap<&str, Place> = BTreeMap::new();
    let mut sound = Vec::with_capacity(entries.len());
    for (key, value) in entries {
        let Some(text) = key.text() else {
            context.note_inside(key, Diagnostic::new(Code::Y051).at(key.place));
            continue;
        };
        // Reading already reported the key as broken, for example as the rest of a text with a comma.
        if context.damaged(key.place) {
            continue;
        }
        if let Some(first) = seen.get(text) {
            let duplicate = Diagnostic::new(Code::Y052).at(key.place).arg("key", text);
            context.note(duplicate.related(*first, Note::FirstHere));
            continue;
        }
        seen.insert(text, key.place);
        sound.push((text, key, value));
    }
    sound
}

/// A map with free keys.
pub(super) struct Pairs<'a> {
    context: &'a Context<'a>,
    entries: std::vec::IntoIter<(&'a str, &'a Node, &'a Node)>,
    /// The value of the entry and the place of its key.
    value: Option<(&'a Node, Place)>,
}

impl<'a> Pairs<'a> {
    pub(super) fn new(context: &'a Context<'a>, entries: &'a [(Node, Node)]) -> Self {
        Self { context, entries: sound_entries(context, entries).into_iter(), value: None }
    }
}

impl<'a> MapAccess<'a> for Pairs<'a> {
    type Error = Stop;

    fn next_key_seed<S: DeserializeSeed<'a>>(&mut self, seed: S) -> Result<Option<S::Value>, Stop> {
        let Some((_, key, value)) = self.entries.next() else { return Ok(None) };
        self.value = Some((value, key.place));
        Decoder::new(self.context, Input::Node(key)).seed(seed).map(Some)
    }

    fn next_value_seed<S: DeserializeSeed<'a>>(&mut self, seed: S) -> Result<S::Value, Stop> {
        let (value, key) = self.value.take().ok_or_else(|| <Stop as de::Error>::custom("a value before its key"))?;
        Decoder { key: Some(key), ..Decoder::new(self.context, Input::Node(value)) }.seed(seed)
    }

    fn size_hint(&self) -> Option<usize> {
        Some(self.entries.len())
    }
}

/// The fields of a struct, each exactly once: as a node, as missing, or as poison.
pub(super) struct Fields<'a> {
    context: &'a Context<'a>,
    names: slice::Iter<'static, &'static str>,
    /// The value of each field and the place of its key.
    found: BTreeMap<&'static str, (&'a Node, Place)>,
    /// The input of a field that is not found.
    absent: Input<'a>,
    /// The field whose value comes next.
    current: Option<&'static str>,
}

impl<'a> Fields<'a> {
    pub(super) fn new(
        context: &'a Context<'a>,
        (parent, mark): (Place, Place),
        entries: &'a [(Node, Node)],
        names: &'static [&'static str],
    ) -> Self {
        let mut found = BTreeMap::new();
        let mut unknown = Vec::new();
        for (text, key, value) in sound_entries(context, entries) {
            match names.iter().find(|name| **name == text) {
                Some(name) => {
                    found.insert(*name, (value, key.place));
                }
                None => unknown.push((text, key, value)),
            }
        }
        for (text, key, value) in unknown {
            if context.full() {
                break;
            }
            let absent = names.iter().copied().filter(|name| !found.contains_key(name));
            let absent: Vec<&str> = absent.collect();
            let bare = typed::within_word_quotes(text).and_then(|bare| absent.iter().find(|name| **name == bare));
            let meant = bare.map(|name| (*name).to_owned()).or_else(|| nearest(text, absent.iter().copied()));
            let meant = meant.and_then(|meant| names.iter().find(|name| **name == meant));
            let disguised = bare.and_then(|_| typed::disguised(context.text(key), key, text));
            context.note(disguised.unwrap_or_else(|| typed::unknown_key(key, text, meant.copied(), names)));
            // A misspelled key still holds the value that was meant, so its faults are found in the same run.
            if let Some(meant) = meant {
                found.insert(*meant, (value, key.place));
            }
        }
        let absent = Input::Missing { key: "", parent, mark, hushed: context.hides_keys(entries) };
        Self { context, names: names.iter(), found, absent, current: None }
    }

    /// Makes fields that are all poison.
    pub(super) fn poisoned(decoder: Decoder<'a>, names: &'static [&'static str]) -> Self {
        Self {
            context: decoder.context,
            names: names.iter(),
            found: BTreeMap::new(),
            absent: decoder.input,
            current: None,
        }
    }
}

impl<'a> MapAccess<'a> for Fields<'a> {
    type Error = Stop;

    fn next_key_seed<S: DeserializeSeed<'a>>(&mut self, seed: S) -> Result<Option<S::Value>, Stop> {
        let Some(name) = self.names.next() else { return Ok(None) };
        self.current = Some(name);
        seed.deserialize(BorrowedStrDeserializer::new(name)).map(Some)
    }

    fn next_value_seed<S: DeserializeSeed<'a>>(&mut self, seed: S) -> Result<S::Value, Stop> {
        let name = self.current.take().unwrap_or("");
        let found = self.found.get(name).copied();
        let input = match (found, self.absent) {
            (Some((node, _)), _) => Input::Node(node),
            (None, Input::Missing { parent, mark, hushed, .. }) => Input::Missing { key: name, parent, mark, hushed },
            (None, absent) => absent,
        };
        Decoder { key: found.map(|(_, key)| key), ..Decoder::new(self.context, input) }.seed(seed)
    }
}

/// A variant that was already chosen.
pub(super) struct Choice<'a> {
    pub(super) variant: &'static str,
    pub(super) content: Decoder<'a>,
}

impl<'a> EnumAccess<'a> for Choice<'a> {
    type Error = Stop;
    type Variant = Decoder<'a>;

    fn variant_seed<S: DeserializeSeed<'a>>(self, seed: S) -> Result<(S::Value, Decoder<'a>), Stop> {
        let value = seed.deserialize(IntoDeserializer::<Stop>::into_deserializer(self.variant))?;
        Ok((value, self.content))
    }
}

impl<'a> VariantAccess<'a> for Decoder<'a> {
    type Error = Stop;

    fn unit_variant(self) -> Result<(), Stop> {
        Ok(())
    }

    fn newtype_variant_seed<S: DeserializeSeed<'a>>(self, seed: S) -> Result<S::Value, Stop> {
        self.seed(seed)
    }

    fn tuple_variant<V: Visitor<'a>>(self, _length: usize, visitor: V) -> Result<V::Value, Stop> {
        de::Deserializer::deserialize_seq(self, visitor)
    }

    fn struct_variant<V: Visitor<'a>>(self, fields: &'static [&'static str], visitor: V) -> Result<V::Value, Stop> {
        de::Deserializer::deserialize_struct(self, "", fields, visitor)
    }
}

/// The parts of a `Spanned`: file, first byte, end, and the value itself.
pub(super) struct SpannedParts<'a> {
    decoder: Decoder<'a>,
    next: usize,
}

impl<'a> SpannedParts<'a> {
    pub(super) fn new(decoder: Decoder<'a>) -> Self {
        Self { decoder, next: 0 }
    }
}

impl<'a> SeqAccess<'a> for SpannedParts<'a> {
    type Error = Stop;

    fn next_element_seed<S: DeserializeSeed<'a>>(&mut self, seed: S) -> Result<Option<S::Value>, Stop> {
        let place = self.decoder.place();
        let number = match self.next {
            0 => place.file.number(),
            1 => place.start,
            2 => place.end,
            3 => {
                self.next += 1;
                return self.decoder.seed(seed).map(Some);
            }
            _ => return Ok(None),
        };
        self.next += 1;
        seed.deserialize(IntoDeserializer::<Stop>::into_deserializer(number)).map(Some)
    }
}
