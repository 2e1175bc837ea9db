//! The report as minijinja values: our two printable objects, and containers of them.

use std::collections::BTreeMap;
use std::sync::{Arc, Mutex, PoisonError};

use minijinja::value::{Enumerator, Object, ObjectRepr, Value};
use minijinja::{Error, ErrorKind, State};
use serde_json::{Map, Value as Json};

use crate::diag::Code;

use super::Fault;

/// The most characters of a length.
const LONGEST_SIZE: usize = 16;

/// A text of the report.
#[derive(Debug)]
pub(super) struct Teks {
    pub(super) text: String,
    pub(super) origin: Option<String>,
}

impl Object for Teks {
    fn repr(self: &Arc<Self>) -> ObjectRepr {
        ObjectRepr::Plain
    }

    fn is_true(self: &Arc<Self>) -> bool {
        !self.text.is_empty()
    }

    fn call_method(self: &Arc<Self>, _: &mut State<'_, '_>, method: &str, args: &[Value]) -> Result<Value, Error> {
        match (method, args) {
            ("sama", [other]) => match other.as_str() {
                Some(other) => Ok(Value::from(self.text == other)),
                None => Err(Error::new(ErrorKind::InvalidOperation, "sama() takes one fixed text")),
            },
            _ => Err(Error::from(ErrorKind::UnknownMethod)),
        }
    }
}

/// A length: digits with at most one point.
#[derive(Debug)]
pub(super) struct Ukuran {
    pub(super) digits: String,
}

impl Object for Ukuran {
    fn repr(self: &Arc<Self>) -> ObjectRepr {
        ObjectRepr::Plain
    }
}

/// The origin of the list element whose field a template asked for last. A fault inside a `for` happened there.
#[derive(Clone, Debug, Default)]
pub(super) struct Trail(Arc<Mutex<Option<Arc<str>>>>);

impl Trail {
    /// The origin; `None` if no element's field was asked for.
    pub(super) fn origin(&self) -> Option<String> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner).as_deref().map(str::to_owned)
    }

    fn leave(&self, origin: &Arc<str>) {
        *self.0.lock().unwrap_or_else(PoisonError::into_inner) = Some(Arc::clone(origin));
    }
}

/// A map of the report. Asking for one of its fields leaves a trail.
#[derive(Debug)]
struct Peta {
    fields: BTreeMap<String, Value>,
    /// Origin of the first text of the list element that the map belongs to.
    origin: Option<Arc<str>>,
    trail: Trail,
}

impl Object for Peta {
    fn get_value(self: &Arc<Self>, key: &Value) -> Option<Value> {
        self.get_value_by_str(key.as_str()?)
    }

    fn get_value_by_str(self: &Arc<Self>, key: &str) -> Option<Value> {
        // Only elements leave a trail: minijinja asks the report itself for names once more when it explains an error.
        if let Some(origin) = &self.origin {
            self.trail.leave(origin);
        }
        self.fields.get(key).cloned()
    }

    fn enumerate(self: &Arc<Self>) -> Enumerator {
        Enumerator::Values(self.fields.keys().map(Value::from).collect())
    }
}

/// Converts a report. A number becomes a value that fails when a template uses it, since pages print texts only.
pub(super) fn convert(json: &Json) -> Result<(Value, Trail), Vec<Fault>> {
    let mut reader = Reader { path: String::new(), faults: Vec::new(), trail: Trail::default(), element: None };
    let value = reader.node(json);
    if reader.faults.is_empty() { Ok((value, reader.trail)) } else { Err(reader.faults) }
}

struct Reader {
    path: String,
    faults: Vec<Fault>,
    trail: Trail,
    /// Origin of the list element that the reader is in.
    element: Option<Arc<str>>,
}

impl Reader {
    fn node(&mut self, json: &Json) -> Value {
        match json {
            Json::Null => Value::from(()),
            Json::Bool(flag) => Value::from(*flag),
            Json::String(text) => Value::from(text.as_str()),
            Json::Number(_) => Error::new(ErrorKind::InvalidOperation, "a number is not part of the page").into(),
            Json::Array(items) => {
                let outer = self.element.clone();
                let read = |(i, item): (usize, &Json)| {
                    self.element = first_origin(item).map(Arc::from).or_else(|| outer.clone());
                    self.child(&i.to_string(), item)
                };
                let values: Vec<Value> = items.iter().enumerate().map(read).collect();
                self.element = outer;
                Value::from(values)
            }
            Json::Object(map) => {
                if let Some(teks) = teks(map) {
                    return Value::from_object(teks);
                }
                if let (Some(Json::String(digits)), 1) = (map.get("ukuran"), map.len()) {
                    if !is_size(digits) {
                        self.faults.push(Fault::new(Code::T011).arg("value", digits).arg("field", &self.path));
                    }
                    return Value::from_object(Ukuran { digits: digits.clone() });
                }
                let fields = map.iter().map(|(key, item)| (key.clone(), self.child(key, item))).collect();
                Value::from_object(Peta { fields, origin: self.element.clone(), trail: self.trail.clone() })
            }
        }
    }

    fn child(&mut self, key: &str, json: &Json) -> Value {
        let length = self.path.len();
        self.path.push('/');
        self.path.push_str(key);
        let value = self.node(json);
        self.path.truncate(length);
        value
    }
}

fn first_origin(json: &Json) -> Option<&str> {
    match json {
        Json::Array(items) => items.iter().find_map(first_origin),
        Json::Object(map) => map.get("asal").and_then(Json::as_str).or_else(|| map.values().find_map(first_origin)),
        _ => None,
    }
}

/// `{"teks": "…"}` or `{"teks": "…", "asal": "…"}`, and nothing else.
fn teks(map: &Map<String, Json>) -> Option<Teks> {
    let text = map.get("teks")?.as_str()?.to_owned();
    let origin = match (map.len(), map.get("asal")) {
        (1, None) => None,
        (2, Some(origin)) => Some(origin.as_str()?.to_owned()),
        _ => return None,
    };
    Some(Teks { text, origin })
}

fn is_size(digits: &str) -> bool {
    let (whole, fraction) = digits.split_once('.').unwrap_or((digits, "0"));
    let plain = |part: &str| !part.is_empty() && part.bytes().all(|b| b.is_ascii_digit());
    digits.len() <= LONGEST_SIZE && plain(whole) && plain(fraction)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn lengths_are_digits_with_at_most_one_point() {
        for good in ["0", "210", "210.5", "0.25"] {
            assert!(is_size(good), "{good}");
        }
        for bad in ["", ".", "1.", ".5", "-1", "1e3", "1.2.3", "1 ", "12345678901234567", "١"] {
            assert!(!is_size(bad), "{bad}");
        }
    }

    #[test]
    fn a_bad_length_is_named_with_its_place() {
        let faults = convert(&serde_json::json!({"dokumen": {"lebar": {"ukuran": "1cm"}}})).expect_err("refused");
        assert_eq!(faults[0].args.text("field"), Some("/dokumen/lebar"));
    }
}
