//! Renders of examples: one with nothing missing, one with everything optional missing, and then variants that differ
//! in one field each, so that every branch of a condition is seen.

use std::collections::{BTreeMap, BTreeSet};

use serde_json::Value as Json;

use crate::diag::Code;

use super::super::rendered::advance;
use super::super::{Fault, Rendered, render};
use super::example::Main;

/// Bytes of Typst that all renders of one main template may make; a letter has some ten thousand.
const MOST: usize = 32 << 20;

/// The start of a stretch of a template: name, line, column.
type Start = (String, u32, u32);

/// One render of an example.
#[derive(Clone, Debug)]
pub struct Skeleton {
    /// The Typst source.
    pub rendered: Rendered,
    /// The stretches of template that this render is the first to show. A variant with one field changed may contradict
    /// itself, so only these stretches are judged. `None` for an example without contradiction, which is judged whole.
    fresh: Option<Vec<(Start, (u32, u32))>>,
}

impl Skeleton {
    /// True if a fault at this place of a template counts.
    pub fn tells(&self, place: &(String, u32, u32)) -> bool {
        let inside = |(start, end): &(Start, (u32, u32))| {
            let at = (place.1, place.2);
            start.0 == place.0 && (start.1, start.2) <= at && at <= *end
        };
        self.fresh.as_ref().is_none_or(|fresh| fresh.iter().any(inside))
    }
}

/// Renders the examples of one main template. The faults are those of the renders, and required texts that no render
/// prints.
pub(super) fn make(
    templates: &BTreeMap<String, String>,
    main: &Main<'_>,
    asked: &BTreeSet<String>,
) -> (Vec<Skeleton>, Vec<Fault>) {
    let mut seen = Seen::new(templates, main.name);
    let mut faults = Vec::new();
    for example in [main.full.clone(), twice(&main.full), main.bare.clone()] {
        for mut fault in seen.add(&example, true).err().into_iter().flatten() {
            fault.origin = None; // it points into the example, which no user knows
            if !faults.contains(&fault) {
                faults.push(fault);
            }
        }
    }
    if !faults.is_empty() {
        return (seen.skeletons, faults);
    }
    // From here on an example may contradict itself, so its faults are dropped.
    let sparse = sparse(&main.full);
    let _ = seen.add(&sparse, false);
    for base in [&main.full, &main.bare, &sparse] {
        for pointer in asked {
            if let Some(example) = turned(base, pointer, &main.full) {
                let _ = seen.add(&example, false);
            }
        }
    }
    for path in main.required {
        let first = path.replace('*', "0");
        let below = |origin: &String| origin.strip_prefix(&first).is_some_and(|r| r.is_empty() || r.starts_with('/'));
        if !seen.origins.iter().any(below) {
            let field = path.trim_start_matches('/').replace("/*", "[]").replace('/', ".");
            faults.push(Fault::new(Code::T027).arg("field", field).at(main.name, 1, 1));
        }
    }
    (seen.skeletons, faults)
}

/// The stretches and texts that the renders so far have shown.
struct Seen<'a> {
    templates: &'a BTreeMap<String, String>,
    main: &'a str,
    starts: BTreeSet<Start>,
    origins: BTreeSet<String>,
    skeletons: Vec<Skeleton>,
    bytes: usize,
}

impl<'a> Seen<'a> {
    fn new(templates: &'a BTreeMap<String, String>, main: &'a str) -> Self {
        Self { templates, main, starts: BTreeSet::new(), origins: BTreeSet::new(), skeletons: Vec::new(), bytes: 0 }
    }

    /// Renders an example. The render is kept if the example is consistent, or if it shows something new.
    fn add(&mut self, example: &Json, consistent: bool) -> Result<(), Vec<Fault>> {
        if self.bytes > MOST {
            return Ok(());
        }
        let rendered = render(self.templates, self.main, example)?;
        self.bytes += rendered.text.len();
        self.origins.extend(rendered.pieces.iter().filter_map(|piece| piece.origin.clone()));
        let mut fresh = Vec::new();
        for segment in &rendered.segments {
            let name = rendered.names.get(segment.name).cloned().unwrap_or_default();
            let start = (name, segment.line, segment.column);
            if self.starts.insert(start.clone()) {
                let text = rendered.text.get(segment.range.clone()).filter(|_| segment.raw).unwrap_or_default();
                fresh.push((start, advance(segment.line, segment.column, text)));
            }
        }
        if consistent || !fresh.is_empty() {
            self.skeletons.push(Skeleton { rendered, fresh: (!consistent).then_some(fresh) });
        }
        Ok(())
    }
}

/// The example with two elements in every list, so that separators and `loop.last` are seen.
fn twice(value: &Json) -> Json {
    match value {
        Json::Array(items) => items.iter().chain(items).map(twice).collect(),
        Json::Object(map) => map.iter().map(|(key, value)| (key.clone(), twice(value))).collect(),
        other => other.clone(),
    }
}

/// The example with its lists unchanged, all flags false and all texts empty.
fn sparse(value: &Json) -> Json {
    match value {
        Json::Array(items) => items.iter().map(sparse).collect(),
        Json::Object(map) => map
            .iter()
            .map(|(key, value)| (key.clone(), if key == "teks" { "".into() } else { sparse(value) }))
            .collect(),
        Json::Bool(_) => Json::Bool(false),
        other => other.clone(),
    }
}

/// The example with one flag, text or list changed to its opposite.
fn turned(base: &Json, pointer: &str, full: &Json) -> Option<Json> {
    let mut example = base.clone();
    let place = example.pointer_mut(pointer)?;
    match place {
        Json::Bool(flag) => *flag = !*flag,
        Json::Array(items) if !items.is_empty() => items.clear(),
        Json::Array(items) => items.clone_from(full.pointer(pointer)?.as_array()?),
        Json::Object(map) => {
            let text = map.get_mut("teks")?;
            *text = if text == "" { "x".into() } else { "".into() };
        }
        _ => return None,
    }
    Some(example)
}
