//! The report as minijinja values: our two printable objects, and containers of them.

use std::collections::BTreeMap;
use std::sync::Arc;

use minijinja::value::{Object, ObjectRepr, Value};
use minijinja::{Error, ErrorKind, State};
use serde_json::{Map, Value as Json};

use super::Fault;
use crate::diag::Code;

/// Longest run of digits that is a length.
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

/// Converts a report. Numbers become values that fail when a template touches them: the report prints none.
pub(super) fn convert(json: &Json) -> Result<Value, Vec<Fault>> {
    let mut faults = Vec::new();
    let value = node(json, &mut String::new(), &mut faults);
    if faults.is_empty() { Ok(value) } else { Err(faults) }
}

fn node(json: &Json, path: &mut String, faults: &mut Vec<Fault>) -> Value {
    match json {
        Json::Null => Value::from(()),
        Json::Bool(flag) => Value::from(*flag),
        Json::String(text) => Value::from(text.as_str()),
        Json::Number(_) => Error::new(ErrorKind::InvalidOperation, "a number is not part of the page").into(),
        Json::Array(items) => Value::from(
            items.iter().enumerate().map(|(i, item)| child(&i.to_string(), item, path, faults)).collect::<Vec<_>>(),
        ),
        Json::Object(map) => {
            if let Some(teks) = teks(map) {
                return Value::from_object(teks);
            }
            if let (Some(Json::String(digits)), 1) = (map.get("ukuran"), map.len()) {
                if !is_size(digits) {
                    faults.push(Fault::new(Code::T011).arg("value", digits).arg("field", &*path));
                }
                return Value::from_object(Ukuran { digits: digits.clone() });
            }
            let fields: BTreeMap<String, Value> =
                map.iter().map(|(key, item)| (key.clone(), child(key, item, path, faults))).collect();
            Value::from(fields)
        }
    }
}

fn child(key: &str, json: &Json, path: &mut String, faults: &mut Vec<Fault>) -> Value {
    let length = path.len();
    path.push('/');
    path.push_str(key);
    let value = node(json, path, faults);
    path.truncate(length);
    value
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
        assert_eq!(faults[0].args[1], ("field".to_owned(), "/dokumen/lebar".to_owned()));
    }
}
