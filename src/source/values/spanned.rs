//! Values that remember their place, ordered maps, and the choice between a short and a full form.

use std::fmt;
use std::marker::PhantomData;
use std::ops::Deref;

use serde::de::{Deserialize, Deserializer, Error, IgnoredAny, MapAccess, SeqAccess, Visitor};

use crate::diag::{FileId, Place};

/// The reserved struct name of [`Spanned`].
pub(super) const SPANNED: &str = "$lhe::spanned";
/// The reserved name of an enum whose variant is chosen by the kind of node.
pub(super) const BY_KIND: &str = "$lhe::by_kind";
/// The reserved name of an enum whose variant is chosen by the keys of a map.
pub(super) const BY_KEY: &str = "$lhe::by_key";

/// A value with the place it was typed at; works for keys, values, and whole maps and lists.
///
/// The place of an absent map or list is that of the map that lacks it.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Spanned<T> {
    /// The place of the value.
    pub at: Place,
    /// The value.
    pub value: T,
}

impl<T> Spanned<T> {
    /// Makes a value with its place.
    pub fn new(at: Place, value: T) -> Self {
        Self { at, value }
    }

    /// Gives the same place with another value.
    pub fn map<U>(self, make: impl FnOnce(T) -> U) -> Spanned<U> {
        Spanned { at: self.at, value: make(self.value) }
    }
}

impl<T> Deref for Spanned<T> {
    type Target = T;

    fn deref(&self) -> &T {
        &self.value
    }
}

impl<'de, T: Deserialize<'de>> Deserialize<'de> for Spanned<T> {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        deserializer.deserialize_struct(SPANNED, &["at", "value"], SpannedVisitor(PhantomData))
    }
}

struct SpannedVisitor<T>(PhantomData<T>);

impl<'de, T: Deserialize<'de>> Visitor<'de> for SpannedVisitor<T> {
    type Value = Spanned<T>;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("a value with its place")
    }

    fn visit_seq<A: SeqAccess<'de>>(self, mut seq: A) -> Result<Spanned<T>, A::Error> {
        let mut number = || seq.next_element::<u32>()?.ok_or_else(|| A::Error::custom("a place is missing"));
        let (file, start, end) = (number()?, number()?, number()?);
        let value = seq.next_element()?.ok_or_else(|| A::Error::custom("a value is missing"))?;
        Ok(Spanned { at: Place { file: FileId::from_number(file), start, end }, value })
    }
}

/// A map in the order typed. A key that repeats is refused, with both places.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Entries<K, V>(pub Vec<(Spanned<K>, V)>);

impl<K, V> Entries<K, V> {
    /// Lists the entries in the order typed.
    pub fn iter(&self) -> std::slice::Iter<'_, (Spanned<K>, V)> {
        self.0.iter()
    }
}

impl<K, V> Default for Entries<K, V> {
    fn default() -> Self {
        Self(Vec::new())
    }
}

impl<K, V> IntoIterator for Entries<K, V> {
    type Item = (Spanned<K>, V);
    type IntoIter = std::vec::IntoIter<(Spanned<K>, V)>;

    fn into_iter(self) -> Self::IntoIter {
        self.0.into_iter()
    }
}

impl<'a, K, V> IntoIterator for &'a Entries<K, V> {
    type Item = &'a (Spanned<K>, V);
    type IntoIter = std::slice::Iter<'a, (Spanned<K>, V)>;

    fn into_iter(self) -> Self::IntoIter {
        self.0.iter()
    }
}

impl<'de, K: Deserialize<'de>, V: Deserialize<'de>> Deserialize<'de> for Entries<K, V> {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        deserializer.deserialize_map(EntriesVisitor(PhantomData))
    }
}

struct EntriesVisitor<K, V>(PhantomData<(K, V)>);

impl<'de, K: Deserialize<'de>, V: Deserialize<'de>> Visitor<'de> for EntriesVisitor<K, V> {
    type Value = Entries<K, V>;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("a map")
    }

    fn visit_map<A: MapAccess<'de>>(self, mut map: A) -> Result<Entries<K, V>, A::Error> {
        let mut entries = Vec::new();
        while let Some(entry) = map.next_entry()? {
            entries.push(entry);
        }
        Ok(Entries(entries))
    }
}

/// A short form (`ya`) or a full form (`{jawaban: ya, …}`), told apart by the kind of node.
///
/// An enum of your own works alike. Give it the reserved name `$lhe::by_kind`, and newtype variants that are
/// renamed to the kinds it takes: `skalar`, `peta`, `daftar`. A kind without a variant is refused.
///
/// ```
/// use lhe::source::{Name, Spanned, Token};
/// use serde::Deserialize;
///
/// #[derive(Deserialize)]
/// #[serde(rename = "$lhe::by_kind")]
/// enum SelfAssessment {
///     #[serde(rename = "skalar")]
///     Short(Spanned<Token>),
///     #[serde(rename = "daftar")]
///     Several(Vec<Name>),
/// }
/// ```
///
/// An enum under the reserved name `$lhe::by_key` takes a map, and its variant is the first whose name is a key
/// of that map. The variant's content is the whole map, that key included:
///
/// ```
/// use lhe::diag::Files;
/// use lhe::source::{Token, load};
/// use serde::Deserialize;
///
/// #[derive(Debug, PartialEq, Deserialize)]
/// #[serde(rename = "$lhe::by_key")]
/// enum Change {
///     #[serde(rename = "kode")]
///     Answer { kode: Token, menjadi: Token },
///     #[serde(rename = "hapus")]
///     Remove { hapus: Token },
/// }
///
/// let mut files = Files::default();
/// let file = files.add("uji.yaml", "hapus: C1\n");
/// let (change, _) = load::<Change>(&files, file).value.unwrap();
/// assert_eq!(change, Change::Remove { hapus: Token("C1".to_owned()) });
/// ```
#[derive(Clone, Debug, PartialEq, Eq, serde::Deserialize)]
#[serde(rename = "$lhe::by_kind")]
pub enum ShortOr<S, M> {
    /// A scalar.
    #[serde(rename = "skalar")]
    Short(S),
    /// A map.
    #[serde(rename = "peta")]
    Full(M),
}

/// Any value. It is read and thrown away, but its YAML must be sound.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Anything;

impl<'de> Deserialize<'de> for Anything {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        deserializer.deserialize_ignored_any(IgnoredAny).map(|_| Self)
    }
}
