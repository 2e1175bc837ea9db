//! The kind of value that an expression of a template has, as an example of the report shows it.

use serde_json::Value as Json;

use crate::diag::Term;

/// The fields of `loop` in minijinja with the features of this program.
const LOOP: &[&str] = &["index", "index0", "length", "revindex", "revindex0", "first", "last", "depth", "depth0"];

/// The class of a value in the report.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Class {
    Text,
    Size,
    Flag,
    List,
    Map,
    Other,
}

/// The kind of an expression.
#[derive(Clone, Debug)]
pub(super) enum Kind<'v> {
    /// A value of the report, with its JSON pointer.
    Node(&'v Json, String),
    /// True or false.
    Flag,
    /// A number that counts something.
    Count,
    /// The variable `loop`.
    Loop,
    /// Unknown because of a fault that was reported already.
    Unknown,
}

impl<'v> Kind<'v> {
    /// The kind of the field with this name; `None` if there is no such field.
    pub(super) fn field(&self, name: &str) -> Option<Self> {
        match self {
            Self::Unknown => Some(Self::Unknown),
            Self::Loop if matches!(name, "first" | "last") => Some(Self::Flag),
            Self::Loop => LOOP.contains(&name).then_some(Self::Count),
            Self::Node(value, path) if self.class() == Some(Class::Map) => {
                Some(Self::Node(value.as_object()?.get(name)?, format!("{path}/{name}")))
            }
            Self::Node(..) | Self::Flag | Self::Count => None,
        }
    }

    /// The names of the fields.
    pub(super) fn fields(&self) -> Vec<&'v str> {
        match self {
            Self::Loop => LOOP.to_vec(),
            Self::Node(value, _) if self.class() == Some(Class::Map) => {
                value.as_object().into_iter().flatten().map(|(name, _)| name.as_str()).collect()
            }
            _ => Vec::new(),
        }
    }

    /// The kind of an element; `None` for everything but a list.
    pub(super) fn element(&self) -> Option<Self> {
        match self {
            Self::Unknown => Some(Self::Unknown),
            Self::Node(Json::Array(items), path) => {
                Some(items.first().map_or(Self::Unknown, |item| Self::Node(item, format!("{path}/0"))))
            }
            _ => None,
        }
    }

    /// The class; `None` if the kind is unknown.
    pub(super) fn class(&self) -> Option<Class> {
        Some(match self {
            Self::Unknown => return None,
            Self::Flag => Class::Flag,
            Self::Count => Class::Other,
            Self::Loop => Class::Map,
            Self::Node(value, _) => class(value),
        })
    }

    /// The word for this kind in a message.
    pub(super) fn word(&self) -> Term {
        match (self, self.class()) {
            (Self::Count | Self::Node(Json::Number(_), _), _) => Term::Number,
            (_, Some(Class::Text)) => Term::Text,
            (_, Some(Class::Size)) => Term::Size,
            (_, Some(Class::Flag)) => Term::Flag,
            (_, Some(Class::List)) => Term::List,
            (_, Some(Class::Map)) => Term::Map,
            _ => Term::OwnWord,
        }
    }
}

fn class(value: &Json) -> Class {
    match value {
        Json::Array(_) => Class::List,
        Json::Bool(_) => Class::Flag,
        Json::Object(map) if map.contains_key("teks") && map.keys().all(|key| key == "teks" || key == "asal") => {
            Class::Text
        }
        Json::Object(map) if map.contains_key("ukuran") && map.len() == 1 => Class::Size,
        Json::Object(_) => Class::Map,
        Json::Null | Json::Number(_) | Json::String(_) => Class::Other,
    }
}
