//! A fault of a template or a document: it crosses the border between processes.

use serde::{Deserialize, Deserializer, Serialize, Serializer, de};

use crate::diag::Code;

/// Something wrong with a template or with the document made from it.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Fault {
    /// The stable code; it decides the text. Written by its name.
    #[serde(serialize_with = "write_code", deserialize_with = "read_code")]
    pub code: Code,
    /// The values that the text names, by placeholder name.
    #[serde(default)]
    pub args: Vec<(String, String)>,
    /// Template, line and column, both from 1, columns in characters.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub template: Option<(String, u32, u32)>,
    /// Origin of the text of the report that is at fault, `file#/pointer`.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub origin: Option<String>,
    /// Further places in templates that matter.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub related: Vec<(String, u32, u32)>,
    /// The name that was probably meant.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub meant: Option<String>,
    /// The names that are possible, joined with commas.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub choices: Option<String>,
}

impl Fault {
    /// A fault without place and values.
    pub fn new(code: Code) -> Self {
        Self { code, args: Vec::new(), template: None, origin: None, related: Vec::new(), meant: None, choices: None }
    }

    /// Gives a value for the placeholder `name` of the text.
    pub fn arg(mut self, name: &str, value: impl ToString) -> Self {
        self.args.push((name.to_owned(), value.to_string()));
        self
    }

    /// Sets the place.
    pub fn at(mut self, template: impl Into<String>, line: u32, column: u32) -> Self {
        self.template = Some((template.into(), line, column));
        self
    }
}

fn write_code<S: Serializer>(code: &Code, serializer: S) -> Result<S::Ok, S::Error> {
    serializer.serialize_str(code.name())
}

fn read_code<'de, D: Deserializer<'de>>(deserializer: D) -> Result<Code, D::Error> {
    let name = String::deserialize(deserializer)?;
    Code::from_name(&name).ok_or_else(|| de::Error::custom(format!("unknown code {name}")))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_fault_survives_json() {
        let fault =
            Fault { origin: Some("a.yaml#/b".into()), ..Fault::new(Code::T004).arg("field", "x").at("t", 3, 4) };
        let text = serde_json::to_string(&fault).expect("serialises");
        assert!(text.contains("\"T004\""));
        assert_eq!(serde_json::from_str::<Fault>(&text).expect("reads"), fault);
        assert!(serde_json::from_str::<Fault>(r#"{"code":"X999"}"#).is_err());
    }
}
