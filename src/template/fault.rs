//! A fault of a template or a document. It goes from process to process.

use serde::{Deserialize, Deserializer, Serialize, Serializer, de};

use crate::diag::{Arg, Args, Code};

/// A fault of a template or of the document made from it.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Fault {
    /// The stable code, which decides the text. JSON holds its name.
    #[serde(serialize_with = "write_code", deserialize_with = "read_code")]
    pub code: Code,
    /// Values for the placeholders of the text, by name.
    #[serde(default)]
    pub args: Args,
    /// Template, line and column, both from 1, columns in characters.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub template: Option<(String, u32, u32)>,
    /// Origin of the report's text that is at fault, `file#/pointer`.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub origin: Option<String>,
    /// Other places in templates that belong to the fault.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub related: Vec<(String, u32, u32)>,
    /// The name that the author probably meant.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub meant: Option<String>,
    /// The possible names, joined with commas.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub choices: Option<String>,
}

impl Fault {
    /// A fault without place and values.
    pub fn new(code: Code) -> Self {
        Self {
            code,
            args: Args::default(),
            template: None,
            origin: None,
            related: Vec::new(),
            meant: None,
            choices: None,
        }
    }

    /// Gives a value for the placeholder `name` of the text.
    pub fn arg(mut self, name: &str, value: impl Into<Arg>) -> Self {
        self.args.push(name, value);
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
