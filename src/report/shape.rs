//! Examples of the report that each main template receives, for checks without data: one in which nothing is missing,
//! and one in which everything optional is missing.
//!
//! The types themselves give both examples, through a serde deserializer that invents every value. A new field of a
//! report therefore needs no line here.

use std::fmt;

use serde::de::value::{Error, StrDeserializer};
use serde::de::{DeserializeSeed, Deserializer, Error as _, IntoDeserializer, MapAccess, SeqAccess, Visitor};
use serde::{Deserialize, Serialize, forward_to_deserialize_any};
use serde_json::{Map, Value};

use super::model::{Ikhtisar, Laporan, Perbedaan};
use super::wording::of_recap;

/// How much an example holds.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Fill {
    /// Lists have one element, flags are true, texts are `x`, optional values are present.
    Full,
    /// Lists and texts are empty, flags are false, optional values are missing.
    Bare,
}

/// A main template: its name, the kind of report that it receives, and the texts that it must print.
struct Main {
    name: &'static str,
    given: Given,
    required: &'static [&'static str],
}

/// The kind of report that a main template receives.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Given {
    Report,
    Recap,
    Difference,
}

/// Texts that every LHE prints. Each document shows all findings and recommendations.
const OF_LHE: &[&str] = &[
    "/surat/nomor",
    "/hasil/total",
    "/hasil/predikat",
    "/komponen/*/uraian",
    "/komponen/*/catatan/*/uraian",
    "/komponen/*/catatan/*/tanggapan",
    "/komponen/*/rekomendasi/*/uraian",
    "/tindak_lanjut/*/rekomendasi",
    "/penandatangan/jabatan",
    "/penandatangan/nama",
    "/koreksi/butir/*/dasar",
    "/koreksi/butir/*/alasan",
    "/koreksi/butir/*/perubahan/*/semula",
    "/koreksi/butir/*/perubahan/*/menjadi",
];

/// Texts that every recap prints.
const OF_RECAP: &[&str] = &[
    "/surat/nomor",
    "/kelompok/*/peringkat/*/peringkat",
    "/kelompok/*/peringkat/*/opd",
    "/kelompok/*/peringkat/*/total",
    "/tidak_dievaluasi/*/opd",
    "/rekomendasi/*/uraian",
    "/penandatangan/nama",
];

/// Every document kind has one main template, called `<kind>.typ.j2`.
const MAINS: &[Main] = &[
    Main { name: "lhe-surat.typ.j2", given: Given::Report, required: OF_LHE },
    Main { name: "lhe-bab.typ.j2", given: Given::Report, required: OF_LHE },
    Main {
        name: "lke.typ.j2",
        given: Given::Report,
        required: &["/hasil/total", "/hasil/predikat", "/lke/komponen/*/nilai", "/lke/komponen/*/baris/*/kode"],
    },
    Main { name: "ikhtisar.typ.j2", given: Given::Recap, required: OF_RECAP },
    Main { name: "ikhtisar-bab.typ.j2", given: Given::Recap, required: OF_RECAP },
    Main {
        name: "perbedaan.typ.j2",
        given: Given::Difference,
        required: &["/nilai/*/semula", "/nilai/*/menjadi", "/uraian/*/semula", "/uraian/*/menjadi"],
    },
];

/// The main templates that the program knows.
pub fn mains() -> impl Iterator<Item = &'static str> {
    MAINS.iter().map(|main| main.name)
}

/// An example of the report that a main template receives; `None` for any other template. `sentences` are the names of
/// the standing sentences.
///
/// The origin of each text is its own JSON pointer, with index 0 for the element of a list.
pub fn shape(main: &str, fill: Fill, sentences: &[&str]) -> Option<Value> {
    let known = MAINS.iter().find(|known| known.name == main)?;
    let sentences: Vec<&str> =
        sentences.iter().filter(|name| of_recap(name) == (known.given == Given::Recap)).copied().collect();
    let example = Example { fill, sentences: &sentences, name: "" };
    let mut value = match known.given {
        Given::Report => invent::<Laporan>(example),
        Given::Recap => invent::<Ikhtisar>(example),
        Given::Difference => invent::<Perbedaan>(example),
    }?;
    point(&mut value, "");
    Some(value)
}

fn invent<'de, T: Deserialize<'de> + Serialize>(example: Example<'_>) -> Option<Value> {
    serde_json::to_value(T::deserialize(example).ok()?).ok()
}

/// JSON pointers, with `*` for every element of a list, of the texts that a document of this kind must print. Every
/// text below such a place counts: `/komponen/*/catatan/*/uraian` stands for the texts of all findings.
pub fn required(kind: &str) -> &'static [&'static str] {
    let main = MAINS.iter().find(|main| main.name.strip_suffix(".typ.j2") == Some(kind));
    main.map_or(&[], |main| main.required)
}

/// Sets the origin of each text to its own JSON pointer.
fn point(value: &mut Value, path: &str) {
    match value {
        Value::Object(map) if is_text(map) => drop(map.insert("asal".to_owned(), path.into())),
        Value::Object(map) => map.iter_mut().for_each(|(key, child)| point(child, &format!("{path}/{key}"))),
        Value::Array(items) => {
            items.iter_mut().enumerate().for_each(|(i, item)| point(item, &format!("{path}/{i}")));
        }
        _ => {}
    }
}

fn is_text(map: &Map<String, Value>) -> bool {
    map.get("teks").is_some_and(Value::is_string) && map.keys().all(|key| key == "teks" || key == "asal")
}

/// A deserializer that invents every value that a type asks for.
#[derive(Clone, Copy)]
struct Example<'a> {
    fill: Fill,
    sentences: &'a [&'a str],
    /// The name of the field that gets the value.
    name: &'static str,
}

impl Example<'_> {
    fn full(self) -> bool {
        self.fill == Fill::Full
    }
}

impl<'de> Deserializer<'de> for Example<'_> {
    type Error = Error;

    fn deserialize_any<V: Visitor<'de>>(self, _: V) -> Result<V::Value, Error> {
        Err(Error::custom("a report holds no such value"))
    }

    fn deserialize_bool<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Error> {
        visitor.visit_bool(self.full())
    }

    fn deserialize_u32<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Error> {
        visitor.visit_u32(1)
    }

    fn deserialize_string<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Error> {
        visitor.visit_str(match (self.name, self.fill) {
            ("ukuran", _) => "210",
            (_, Fill::Full) => "x",
            (_, Fill::Bare) => "",
        })
    }

    fn deserialize_option<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Error> {
        // `point` sets the origins afterwards.
        if self.full() && self.name != "asal" { visitor.visit_some(self) } else { visitor.visit_none() }
    }

    fn deserialize_seq<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Error> {
        visitor.visit_seq(Elements { example: self, left: usize::from(self.full()) })
    }

    fn deserialize_map<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Error> {
        visitor.visit_map(Fields { example: self, names: self.sentences, next: 0 })
    }

    fn deserialize_struct<V: Visitor<'de>>(
        self,
        _: &'static str,
        fields: &'static [&'static str],
        visitor: V,
    ) -> Result<V::Value, Error> {
        visitor.visit_map(Fields { example: self, names: fields, next: 0 })
    }

    forward_to_deserialize_any! {
        i8 i16 i32 i64 i128 u8 u16 u64 u128 f32 f64 char str bytes byte_buf unit unit_struct newtype_struct tuple
        tuple_struct enum identifier ignored_any
    }
}

struct Elements<'a> {
    example: Example<'a>,
    left: usize,
}

impl<'de> SeqAccess<'de> for Elements<'_> {
    type Error = Error;

    fn next_element_seed<T: DeserializeSeed<'de>>(&mut self, seed: T) -> Result<Option<T::Value>, Error> {
        let Some(left) = self.left.checked_sub(1) else { return Ok(None) };
        self.left = left;
        seed.deserialize(self.example).map(Some)
    }
}

struct Fields<'a, 'n> {
    example: Example<'a>,
    names: &'n [&'n str],
    next: usize,
}

impl<'de> MapAccess<'de> for Fields<'_, '_> {
    type Error = Error;

    fn next_key_seed<K: DeserializeSeed<'de>>(&mut self, seed: K) -> Result<Option<K::Value>, Error> {
        let Some(name) = self.names.get(self.next) else { return Ok(None) };
        self.next += 1;
        let key: StrDeserializer<'_, Error> = (*name).into_deserializer();
        seed.deserialize(key).map(Some)
    }

    fn next_value_seed<V: DeserializeSeed<'de>>(&mut self, seed: V) -> Result<V::Value, Error> {
        let name = self.names.get(self.next.saturating_sub(1)).copied().unwrap_or_default();
        // Only the fields with these two names get special values.
        let name = ["ukuran", "asal"].into_iter().find(|known| *known == name).unwrap_or_default();
        seed.deserialize(Example { name, ..self.example })
    }
}

impl fmt::Debug for Example<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Example").field("fill", &self.fill).finish_non_exhaustive()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_full_example_leaves_nothing_out_and_a_bare_one_has_the_same_top() {
        let sentences = ["pembuka", "ikhtisar_pembuka"];
        for main in mains() {
            let full = shape(main, Fill::Full, &sentences).expect("known");
            let empty = |v: &Value| v.as_array().is_some_and(Vec::is_empty);
            let mut open = vec![&full];
            while let Some(value) = open.pop() {
                assert!(!value.is_null() && !empty(value), "{full:#}");
                open.extend(value.as_array().into_iter().flatten());
                open.extend(value.as_object().into_iter().flat_map(Map::values));
            }
            let bare = shape(main, Fill::Bare, &sentences).expect("known");
            let keys = |v: &Value| v.as_object().expect("a map").keys().cloned().collect::<Vec<_>>();
            assert_eq!(keys(&full), keys(&bare));
            assert!(bare.pointer("/kop/logo").is_none() && full.pointer("/kop/logo").is_some());
            assert_eq!(keys(&full["teks"]).len(), 1);
        }
        let full = shape("lhe-bab.typ.j2", Fill::Full, &sentences).expect("known");
        assert_eq!(full.pointer("/komponen/0/nama/asal").expect("an origin"), "/komponen/0/nama");
        assert!(shape("bagian/kop.typ.j2", Fill::Full, &[]).is_none());
    }

    #[test]
    fn what_is_required_exists_in_the_shape() {
        for main in MAINS {
            let shape = shape(main.name, Fill::Full, &[]).expect("known");
            for path in main.required {
                assert!(shape.pointer(&path.replace('*', "0")).is_some(), "{} {path}", main.name);
            }
        }
        assert!(required("lhe-surat").contains(&"/hasil/total"));
        assert!(required("bagian/kop").is_empty());
    }
}
