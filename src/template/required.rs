//! The texts that a document may not leave out: findings, recommendations, the result.

use std::collections::BTreeMap;

use serde_json::{Map, Value as Json};

use crate::diag::{Code, beginning};

use super::{Fault, Rendered, literal};

/// The most characters of a text that a fault quotes.
const SHOWN: usize = 60;

/// Faults for texts that the template did not print, although they stand below a `required` place of the report (a JSON
/// pointer, `*` for every element). There is one fault for each origin.
///
/// A text counts as printed if pieces have its origin and its literal as often as the report has the text there.
pub fn left_out(rendered: &Rendered, main: &str, report: &Json, required: &[String]) -> Vec<Fault> {
    let mut wanted = Vec::new();
    for path in required {
        let steps: Vec<&str> = path.split('/').skip(1).collect();
        collect(report, &steps, &mut wanted);
    }
    let mut printed: BTreeMap<(Option<&str>, String), usize> = BTreeMap::new();
    for piece in &rendered.pieces {
        let text = rendered.text.get(piece.range.clone()).unwrap_or_default();
        *printed.entry((piece.origin.as_deref(), text.to_owned())).or_default() += 1;
    }
    let mut faults: Vec<Fault> = Vec::new();
    for (text, origin) in wanted {
        match printed.get_mut(&(origin, literal(text))) {
            Some(count) if *count > 0 => *count -= 1,
            _ => {
                let known = |fault: &Fault| origin.is_some() && fault.origin.as_deref() == origin;
                if !faults.iter().any(known) {
                    let fault = Fault::new(Code::T028).arg("text", beginning(text, SHOWN)).at(main, 1, 1);
                    faults.push(Fault { origin: origin.map(str::to_owned), ..fault });
                }
            }
        }
    }
    faults
}

/// The texts below a place, in order, with their origins; empty texts are left out.
fn collect<'j>(value: &'j Json, steps: &[&str], wanted: &mut Vec<(&'j str, Option<&'j str>)>) {
    match (value, steps) {
        (Json::Array(items), ["*", rest @ ..]) => items.iter().for_each(|item| collect(item, rest, wanted)),
        (Json::Object(map), [key, rest @ ..]) => {
            if let Some(child) = map.get(*key) {
                collect(child, rest, wanted);
            }
        }
        (Json::Array(items), []) => items.iter().for_each(|item| collect(item, &[], wanted)),
        (Json::Object(map), []) => match text(map) {
            Some((text, origin)) => wanted.extend((!text.is_empty()).then_some((text, origin))),
            None => map.values().for_each(|child| collect(child, &[], wanted)),
        },
        _ => {}
    }
}

fn text(map: &Map<String, Json>) -> Option<(&str, Option<&str>)> {
    Some((map.get("teks")?.as_str()?, map.get("asal").and_then(Json::as_str)))
}
