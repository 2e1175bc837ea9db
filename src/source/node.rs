//! The tree of one file: every map, list and scalar with its exact place and the style it was typed in.

use crate::diag::{FileId, Place};

use super::faults::Damage;

/// The parsed tree of one file.
#[derive(Clone, Debug)]
pub struct Document {
    /// The file.
    pub file: FileId,
    /// The outermost node.
    pub root: Node,
    /// The faults that reading found: a typed fault that only follows from one of them is not reported.
    pub(super) damage: Vec<Damage>,
}

/// One map, list or scalar.
#[derive(Clone, Debug, PartialEq)]
pub struct Node {
    /// All bytes of the node, with its quotes, its brackets or the header of its block.
    pub place: Place,
    /// Its kind, with its content.
    pub kind: Kind,
    /// How it was typed.
    pub style: Style,
}

/// The kind of a node, with its content.
#[derive(Clone, Debug, PartialEq)]
pub enum Kind {
    /// Text, exactly as typed: `12.50`, `0012`, `12:30:00`.
    Scalar(String),
    /// No value at all (`kunci:`). A quoted empty text is a scalar.
    Empty,
    /// `daftar`.
    Seq(Vec<Node>),
    /// `peta`, in the order typed. A key may repeat, and may be any node.
    Map(Vec<(Node, Node)>),
}

/// How a node was typed.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Style {
    /// A scalar without quotes; also an empty node.
    Plain,
    /// `'…'`.
    Single,
    /// `"…"`.
    Double,
    /// A block with its header characters, such as `|-`.
    Block(String),
    /// `[…]` or `{…}`.
    Flow,
    /// A map or a list by indentation.
    BlockColl,
}

impl Node {
    /// The text, if the node is a scalar.
    pub fn text(&self) -> Option<&str> {
        match &self.kind {
            Kind::Scalar(text) => Some(text),
            _ => None,
        }
    }

    /// The value under `key`, if the node is a map that has it.
    pub fn get(&self, key: &str) -> Option<&Node> {
        match &self.kind {
            Kind::Map(entries) => entries.iter().find(|(k, _)| k.text() == Some(key)).map(|(_, value)| value),
            _ => None,
        }
    }
}

impl Node {
    /// Names this item of a list as a step of a path: by its `id`, else by its `sejak`, else by its index.
    pub fn step_in_list(&self, index: usize) -> String {
        let named = self.get("id").or_else(|| self.get("sejak")).and_then(Self::text);
        named.map_or_else(|| index.to_string(), step)
    }
}

impl Node {
    /// Finds the child that one step of a path leads to.
    pub fn child(&self, name: &str) -> Option<&Node> {
        match &self.kind {
            Kind::Map(entries) => {
                entries.iter().find(|(key, _)| step(key.text().unwrap_or("")) == name).map(|(_, value)| value)
            }
            Kind::Seq(items) => {
                items.iter().enumerate().find(|(index, item)| item.step_in_list(*index) == name).map(|(_, item)| item)
            }
            _ => None,
        }
    }

    /// Finds the child that one step of a path leads to, to change it.
    pub fn child_mut(&mut self, name: &str) -> Option<&mut Node> {
        match &mut self.kind {
            Kind::Map(entries) => {
                entries.iter_mut().find(|(key, _)| step(key.text().unwrap_or("")) == name).map(|(_, value)| value)
            }
            Kind::Seq(items) => {
                let index = items.iter().enumerate().position(|(index, item)| item.step_in_list(index) == name)?;
                items.get_mut(index)
            }
            _ => None,
        }
    }

    /// Finds the node with exactly this place: this node, or a value or an item below it.
    pub fn node_at(&self, place: Place) -> Option<&Node> {
        if self.place == place {
            return Some(self);
        }
        let holds = |node: &&Node| node.place.start <= place.start && place.end <= node.place.end;
        match &self.kind {
            Kind::Map(entries) => {
                entries.iter().map(|(_, value)| value).filter(holds).find_map(|node| node.node_at(place))
            }
            Kind::Seq(items) => items.iter().filter(holds).find_map(|node| node.node_at(place)),
            _ => None,
        }
    }

    /// True if both nodes say the same. Spaces and line ends of texts make no difference, nor do the spelling of a number
    /// (`1.5`, `1.50`) and the order of a map.
    pub fn says_the_same(&self, other: &Node) -> bool {
        match (&self.kind, &other.kind) {
            (Kind::Scalar(a), Kind::Scalar(b)) => {
                let number = |text: &str| crate::num::parse(text).ok().map(|number| number.value);
                a.split_whitespace().eq(b.split_whitespace()) || number(a).is_some_and(|n| number(b) == Some(n))
            }
            (Kind::Seq(a), Kind::Seq(b)) => a.len() == b.len() && a.iter().zip(b).all(|(a, b)| a.says_the_same(b)),
            (Kind::Map(a), Kind::Map(b)) => {
                let found = |(key, value): &(Node, Node)| {
                    key.text().and_then(|key| other.get(key)).is_some_and(|node| value.says_the_same(node))
                };
                a.len() == b.len() && a.iter().all(found)
            }
            (Kind::Empty, Kind::Empty) => true,
            _ => false,
        }
    }
}

impl Node {
    /// Lists the paths at which two trees differ. A part that only one of them has is listed once, by its topmost path.
    pub fn differences(&self, other: &Node) -> Vec<String> {
        let mut found = Vec::new();
        self.compare(other, "", &mut found);
        found
    }

    fn compare(&self, other: &Node, path: &str, found: &mut Vec<String>) {
        let mut steps: Vec<String> = Vec::new();
        for node in [self, other] {
            let new = match &node.kind {
                Kind::Map(entries) => entries.iter().map(|(key, _)| step(key.text().unwrap_or(""))).collect(),
                Kind::Seq(items) => items.iter().enumerate().map(|(index, item)| item.step_in_list(index)).collect(),
                _ => Vec::new(),
            };
            steps.extend(new.into_iter().filter(|step| !steps.contains(step)).collect::<Vec<_>>());
        }
        let alike = std::mem::discriminant(&self.kind) == std::mem::discriminant(&other.kind);
        if steps.is_empty() || !alike {
            if !self.says_the_same(other) {
                found.push(path.to_owned());
            }
            return;
        }
        for name in steps {
            let below = format!("{path}/{name}");
            match (self.child(&name), other.child(&name)) {
                (Some(one), Some(two)) => one.compare(two, &below, found),
                _ => found.push(below),
            }
        }
    }
}

impl Document {
    /// Makes a document of the same file with another tree, such as a corrected one.
    #[must_use]
    pub fn with_root(&self, root: Node) -> Self {
        Self { file: self.file, root, damage: self.damage.clone() }
    }

    /// Lists the faults that reading found in a place.
    pub(super) fn damage_in(&self, place: Place) -> impl Iterator<Item = &Damage> {
        let touches = move |d: &&Damage| d.place.start < place.end.max(place.start + 1) && place.start < d.place.end;
        self.damage.iter().filter(move |_| place.file == self.file).filter(touches)
    }

    /// Gives the path of the deepest node that holds the place, as a JSON pointer: `/penilaian/A.I.a.3/jawaban`.
    ///
    /// A step into a list is the item's `id`, else its `sejak`, so that the path stays when a neighbour is added; an
    /// item with neither is counted from 0. A place inside a key gives the path of its entry, a place outside every
    /// node the empty path.
    pub fn pointer_at(&self, place: Place) -> String {
        let mut pointer = String::new();
        let mut node = &self.root;
        let holds = |outer: Place| outer.start <= place.start && place.start < outer.end.max(outer.start + 1);
        loop {
            let next = match &node.kind {
                Kind::Map(entries) => entries
                    .iter()
                    .find(|(key, value)| holds(key.place) || holds(value.place))
                    .map(|(key, value)| (step(key.text().unwrap_or("")), value, holds(key.place))),
                Kind::Seq(items) => items
                    .iter()
                    .enumerate()
                    .find(|(_, item)| holds(item.place))
                    .map(|(index, item)| (item.step_in_list(index), item, false)),
                _ => None,
            };
            let Some((name, child, in_key)) = next else { return pointer };
            pointer.push('/');
            pointer.push_str(&name);
            if in_key {
                return pointer;
            }
            node = child;
        }
    }

    /// Finds the node at a path that [`Self::pointer_at`] made. The empty path is the root.
    ///
    /// ```
    /// use lhe::diag::Files;
    /// use lhe::source::parse;
    ///
    /// let mut files = Files::default();
    /// let file = files.add("opd.yaml", "opd:\n  - id: dinas-x\n    tempat: Rantau\n");
    /// let document = parse(&files, file).value.unwrap();
    /// let node = document.find("/opd/dinas-x/tempat").unwrap();
    /// assert_eq!(node.text(), Some("Rantau"));
    /// assert_eq!(document.pointer_at(node.place), "/opd/dinas-x/tempat");
    /// ```
    pub fn find(&self, pointer: &str) -> Option<&Node> {
        let mut node = &self.root;
        if pointer.is_empty() {
            return Some(node);
        }
        for name in pointer.strip_prefix('/')?.split('/') {
            node = node.child(name)?;
        }
        Some(node)
    }
}

/// Writes a key as one step of a pointer: `~` as `~0`, `/` as `~1` (RFC 6901).
pub fn step(key: &str) -> String {
    key.replace('~', "~0").replace('/', "~1")
}
