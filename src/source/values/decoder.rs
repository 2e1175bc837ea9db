//! A decoder: its position in the tree, and the text, entries or variant that a type takes from there.
//!
//! A fault is noted first; then the type gets something it can take (a placeholder text, the first choice, an
//! empty list, a map whose fields are all poison), so that the rest of the file is read too. Because a fault was
//! noted, the value is thrown away at the end.

use serde::de::{self, DeserializeSeed};

use crate::diag::{Code, Diagnostic, Hint, Place};

use super::super::faults;
use super::super::layout::lines::line_start;
use super::super::layout::outline;
use super::super::node::{Kind, Node, Style};
use super::context::{Context, Stop};
use super::leaf::Leaf;
use super::spanned::{BY_KEY, BY_KIND};
use super::typed;

/// The position of a decoder.
#[derive(Clone, Copy)]
pub(super) enum Input<'a> {
    /// A node of the tree.
    Node(&'a Node),
    /// A field that its map lacks. `parent` is the place of the map, `mark` the place that shows it to people; `hushed`
    /// is true if another fault already explains why the field is missing.
    Missing { key: &'static str, parent: Place, mark: Place, hushed: bool },
    /// The rest of a faulty value: any type gets a value that is never used.
    Poison { place: Place, depth: u32 },
}

/// The depth at which poison gives up; only a type without end gets there.
const POISON_DEPTH: u32 = 64;

/// The deserializer of one node.
#[derive(Clone, Copy)]
pub(super) struct Decoder<'a> {
    pub(super) context: &'a Context<'a>,
    pub(super) input: Input<'a>,
    /// The flow list that directly holds the node.
    pub(super) list: Option<Place>,
    /// The key that the node is the value of.
    pub(super) key: Option<Place>,
}

/// The kind of node that a type wants.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum Wanted {
    Scalar,
    Map,
    Seq,
}

impl<'a> Decoder<'a> {
    pub(super) fn new(context: &'a Context<'a>, input: Input<'a>) -> Self {
        Self { context, input, list: None, key: None }
    }

    /// Gives the same decoder on poison.
    pub(super) fn poisoned(self) -> Self {
        let input = match self.input {
            Input::Node(node) => Input::Poison { place: node.place, depth: 0 },
            Input::Missing { parent, .. } => Input::Poison { place: parent, depth: 0 },
            Input::Poison { place, depth } => Input::Poison { place, depth: depth + 1 },
        };
        Self { input, ..self }
    }

    pub(super) fn place(&self) -> Place {
        match self.input {
            Input::Node(node) => node.place,
            Input::Missing { parent: place, .. } | Input::Poison { place, .. } => place,
        }
    }

    /// Notes that a required field is absent.
    pub(super) fn note_missing(&self) {
        if let Input::Missing { key, mark, hushed, .. } = self.input {
            self.context.fail();
            if !hushed {
                self.context.note(Diagnostic::new(Code::Y054).at(mark).arg("key", key));
            }
        }
    }

    /// The place that shows a map to people: its key, else its first line.
    pub(super) fn mark(&self, map: &Node) -> Place {
        let line = || {
            let raw = self.context.text(map).get(map.place.start as usize..map.place.end as usize).unwrap_or("");
            let length = raw.lines().next().unwrap_or("").trim_end().len();
            Place::new(map.place.file, map.place.start as usize, map.place.start as usize + length)
        };
        self.key.unwrap_or_else(line)
    }

    /// Finds the fault of a node that begins its line with a dash without its space.
    fn tight_dash(&self, node: &Node) -> Option<Diagnostic> {
        let start = node.place.start as usize;
        let text = self.context.text(node);
        let here = text.get(start..)?;
        let first = match &node.kind {
            Kind::Map(entries) => &entries.first()?.0,
            _ => node,
        };
        let dash = first.style == Style::Plain && outline::tight_dash(here);
        let alone = text[line_start(text, start)..start].trim().is_empty();
        (dash && alone).then(|| faults::tight_dash(text, node.place.file, start))
    }

    /// Notes that the node is not of the wanted kind.
    pub(super) fn note_kind(&self, node: &Node, wanted: Wanted) {
        if wanted == Wanted::Seq
            && let Some(diagnostic) = self.tight_dash(node)
        {
            self.context.fail();
            if !self.context.damaged(diagnostic.place.unwrap_or(node.place)) {
                self.context.note(diagnostic);
            }
            return;
        }
        let diagnostic = match (&node.kind, wanted) {
            (Kind::Empty, _) => typed::empty(self.context.text(node), node),
            (Kind::Map(_), Wanted::Scalar) => Diagnostic::new(Code::Y055).at(node.place),
            (_, Wanted::Scalar) => Diagnostic::new(Code::Y056).at(node.place),
            (_, Wanted::Map) => Diagnostic::new(Code::Y057).at(node.place),
            (Kind::Scalar(text), Wanted::Seq) if !text.contains(['\n', ',', ':', '#', '"']) => {
                Diagnostic::new(Code::Y058).at(node.place).hint(Hint::Write(format!("[{text}]")))
            }
            (_, Wanted::Seq) => Diagnostic::new(Code::Y058).at(node.place),
        };
        match node.kind {
            Kind::Scalar(_) | Kind::Empty => self.context.note_inside(node, diagnostic),
            _ => self.context.note(diagnostic),
        }
    }

    /// Takes the scalar as typed; `None` after noting the fault.
    fn scalar(&self) -> Option<(&'a Node, &'a str)> {
        match self.input {
            Input::Node(node) => match &node.kind {
                Kind::Scalar(text) => return Some((node, text)),
                _ => self.note_kind(node, Wanted::Scalar),
            },
            Input::Missing { .. } => self.note_missing(),
            Input::Poison { .. } => {}
        }
        None
    }

    /// Takes the text of a leaf: as typed if it is good, else a placeholder after noting the fault.
    pub(super) fn leaf(&self, leaf: Leaf) -> String {
        let Some((node, text)) = self.scalar() else { return leaf.placeholder().to_owned() };
        match typed::check(self.context, self.list, node, text, leaf) {
            Ok(text) => text,
            Err(diagnostic) => {
                self.context.note_inside(node, diagnostic);
                leaf.placeholder().to_owned()
            }
        }
    }

    /// Takes a whole number, or 0 after noting the fault.
    pub(super) fn whole(&self) -> String {
        let Some((node, text)) = self.scalar() else { return "0".to_owned() };
        let digits = text.strip_prefix('-').unwrap_or(text);
        if !digits.is_empty() && digits.bytes().all(|b| b.is_ascii_digit()) {
            return text.to_owned();
        }
        let code = if text.contains(|c: char| c.is_ascii_digit()) { Code::Y064 } else { Code::Y067 };
        self.context.note_inside(node, Diagnostic::new(code).at(node.place).arg("text", text));
        "0".to_owned()
    }

    /// Notes that a whole number does not fit its type.
    pub(super) fn number_out_of_range(&self) {
        if let Input::Node(node) = self.input {
            let text = node.text().unwrap_or("");
            self.context.note_inside(node, Diagnostic::new(Code::Y064).at(node.place).arg("text", text));
        }
    }

    /// Takes the entries of a map; `None` after noting the fault.
    pub(super) fn entries(&self) -> Option<(&'a Node, &'a [(Node, Node)])> {
        match self.input {
            Input::Node(node) => match &node.kind {
                Kind::Map(entries) => return Some((node, entries)),
                _ => self.note_kind(node, Wanted::Map),
            },
            Input::Missing { .. } | Input::Poison { .. } => {}
        }
        None
    }

    /// Gives up on a type without end.
    pub(super) fn guard(&self) -> Result<(), Stop> {
        match self.input {
            Input::Poison { depth, .. } if depth > POISON_DEPTH => Err(de::Error::custom("a type without end")),
            _ => Ok(()),
        }
    }

    /// Chooses the variant of an enum for the node: its name, and the decoder of its content.
    pub(super) fn variant(self, name: &str, variants: &'static [&'static str]) -> (&'static str, Self) {
        let first = variants.first().copied().unwrap_or("");
        if name == BY_KIND {
            return self.variant_by_kind(variants, first);
        }
        if name == BY_KEY {
            let Some((node, entries)) = self.entries() else {
                self.note_missing();
                return (first, self.poisoned());
            };
            let has = |name: &&&str| entries.iter().any(|(key, _)| key.text() == Some(name));
            if let Some(found) = variants.iter().find(has) {
                return (found, self);
            }
            let choices = typed::choices(variants);
            self.context.note(Diagnostic::new(Code::Y059).at(node.place).hint(Hint::Choices(choices)));
            return (first, self.poisoned());
        }
        let Some((node, text)) = self.scalar() else { return (first, self.poisoned()) };
        if let Some(found) = variants.iter().find(|variant| **variant == text) {
            return (found, self);
        }
        self.context.note_inside(node, typed::unknown_choice(self.context.text(node), node, text, variants));
        (first, self.poisoned())
    }

    fn variant_by_kind(self, variants: &'static [&'static str], first: &'static str) -> (&'static str, Self) {
        let find = |kind: &str| variants.iter().find(|variant| **variant == kind).copied();
        let node = match self.input {
            Input::Node(node) => node,
            // An absent key is an empty list for an enum that takes neither scalar nor map; else it is missing.
            Input::Missing { .. } => match find("daftar") {
                Some(list) if find("skalar").is_none() && find("peta").is_none() => return (list, self),
                _ => {
                    self.note_missing();
                    return (first, self.poisoned());
                }
            },
            Input::Poison { .. } => return (first, self.poisoned()),
        };
        let found = match node.kind {
            Kind::Scalar(_) => find("skalar"),
            Kind::Map(_) => find("peta"),
            Kind::Seq(_) => find("daftar"),
            Kind::Empty => find("kosong"),
        };
        if let Some(found) = found {
            return (found, self);
        }
        let wanted = match (find("skalar"), find("peta")) {
            (Some(_), _) => Wanted::Scalar,
            (None, Some(_)) => Wanted::Map,
            (None, None) => Wanted::Seq,
        };
        self.note_kind(node, wanted);
        (first, self.poisoned())
    }

    /// Deserializes with a seed. A failure that is not yet noted is noted here, where its place is known.
    pub(super) fn seed<S: DeserializeSeed<'a>>(self, seed: S) -> Result<S::Value, Stop> {
        seed.deserialize(self).inspect_err(|stop| self.context.note_stop(stop, self.place()))
    }
}
