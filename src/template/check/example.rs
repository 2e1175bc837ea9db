//! The example of a report that a main template is checked against.

use serde_json::Value as Json;

/// A main template and the examples of its report.
#[derive(Clone, Debug)]
pub struct Main<'a> {
    /// Name of the template.
    pub name: &'a str,
    /// An example in which nothing is missing. The origin of each text is its JSON pointer.
    pub full: Json,
    /// An example in which everything optional is missing.
    pub bare: Json,
    /// JSON pointers, with `*` for elements, of the texts that the template must print.
    pub required: &'a [&'a str],
}
