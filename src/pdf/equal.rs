//! Compares two states of an object by their values, however they are written.

use lopdf::{Dictionary, Object};

/// True if two objects have the same value. The notation of a string does not count: a program that writes an object
/// again may choose the other notation.
pub(crate) fn same(one: &Object, other: &Object) -> bool {
    match (one, other) {
        (Object::String(one, _), Object::String(other, _)) => one == other,
        (Object::Array(one), Object::Array(other)) => {
            one.len() == other.len() && one.iter().zip(other).all(|(one, other)| same(one, other))
        }
        (Object::Dictionary(one), Object::Dictionary(other)) => same_entries(one, other),
        (Object::Stream(one), Object::Stream(other)) => {
            one.content == other.content && same_entries(&one.dict, &other.dict)
        }
        _ => one == other,
    }
}

pub(crate) fn same_entries(one: &Dictionary, other: &Dictionary) -> bool {
    let held = |(key, value): (&Vec<u8>, &Object)| other.get(key).is_ok_and(|found| same(value, found));
    one.len() == other.len() && one.iter().all(held)
}

/// As [`same`], for objects that may be missing.
pub(crate) fn both(one: Option<&Object>, other: Option<&Object>) -> bool {
    match (one, other) {
        (Some(one), Some(other)) => same(one, other),
        (one, other) => one.is_none() && other.is_none(),
    }
}

/// The value of a property in XMP, which may be an attribute or an element; tags inside it are left out.
pub(crate) fn claim(xmp: &str, name: &str) -> Option<String> {
    let at = xmp.find(&format!("{name}=")).or_else(|| xmp.find(&format!("<{name}")))?;
    let rest = xmp.get(at..)?;
    if let Some(value) = rest.strip_prefix(name).and_then(|rest| rest.strip_prefix('=')) {
        let quote = value.chars().next()?;
        return value.get(1..)?.split(quote).next().map(str::to_owned);
    }
    let inside = rest.split(&format!("</{name}>")).next()?;
    let mut text = String::new();
    let mut mark = false;
    for c in inside.chars() {
        match c {
            '<' => mark = true,
            '>' => mark = false,
            c if !mark => text.push(c),
            _ => {}
        }
    }
    Some(text.trim().to_owned())
}
