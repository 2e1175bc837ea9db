//! Works corrections into the trees of an evaluation.

use crate::diag::{Code, Diagnostic, Found, Hint, Note, Place, nearest};
use crate::source::{Anything, Document, Kind, Node, Spanned, Style, Token, step};

use super::change::{self, Subject, describe};
use super::read::{Added, AnswerChange, Change, ItemChange, Ledger, LetterChange, PathChange};

/// Everything that was typed for one evaluation, as trees. Corrections change these copies.
#[derive(Clone, Debug)]
pub struct Trees {
    /// The evaluation file.
    pub evaluation: Node,
    /// The worksheet beside it, if the answers stand there.
    pub worksheet: Option<Node>,
    /// The evaluation's entry of the letter file.
    pub letter: Option<Node>,
}

/// A change that was worked in.
#[derive(Clone, Debug)]
pub struct Applied {
    /// Index of its entry.
    pub entry: usize,
    /// Where the ledger names the changed part.
    pub at: Place,
    /// The changed part.
    pub subject: Subject,
    /// The old text, with the place where it was typed; none if the part was added.
    pub before: Option<(String, Place)>,
    /// The new text, with its place in the ledger; none if the part was removed.
    pub after: Option<(String, Place)>,
}

/// Parts of an evaluation that a change by path (`letak`) cannot touch: its identity, its working notes, and the
/// answers, which are changed by code.
const FIXED: [&str; 9] =
    ["format", "opd", "tahun", "jenis", "instrumen", "tingkat", "internal", "penilaian", "koreksi"];

/// Works all entries into the trees, in their order, and returns the changes that were made.
///
/// A faulty change is left out and reported in `found`: the stated old value differs from the present one (K001), the
/// part to change is missing (K002), the part to add exists already (K003), the change changes nothing (K004), the part
/// cannot be corrected (K005), a key without value (Y050). An id that repeats (K006) and an entry dated before an
/// earlier one (K007) are reported too.
///
/// ```ignore
/// let (ledger, document) = revision::load(&files, file).value?;
/// let mut trees = Trees { evaluation: evaluation.root.clone(), worksheet: None, letter: None };
/// let applied = revision::apply(&mut trees, &ledger, &document, &mut found);
/// // `trees.evaluation` now reads as corrected; `applied` says what was typed before, and where.
/// ```
pub fn apply(trees: &mut Trees, ledger: &Ledger, document: &Document, found: &mut Found) -> Vec<Applied> {
    let mut worker = Worker { trees, document, found, applied: Vec::new() };
    for (index, entry) in ledger.entries.iter().enumerate() {
        let entry = &entry.value;
        let earlier = &ledger.entries[..index];
        if let Some(first) = earlier.iter().find(|e| e.value.id.value == entry.id.value) {
            let fault = Diagnostic::new(Code::K006).at(entry.id.at).arg("id", &entry.id.value.0);
            worker.found.push(fault.related(first.value.id.at, Note::FirstHere));
        }
        if let Some(later) = earlier.iter().find(|e| e.value.date.value > entry.date.value) {
            let fault = Diagnostic::new(Code::K007).at(entry.date.at).arg("id", &entry.id.value.0);
            worker.found.push(fault.related(later.value.date.at, Note::ComparedHere));
        }
        if entry.changes.value.is_empty() {
            worker.found.push(Diagnostic::new(Code::K004).at(entry.changes.at).arg("what", &entry.id.value.0));
        }
        for change in &entry.changes.value {
            worker.change(index, change);
        }
    }
    worker.applied
}

/// One of the trees.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Tree {
    Evaluation,
    Worksheet,
    Letter,
}

/// A change that is about to be made: the path to the changed part, its stated old value and its new one.
struct Edit<'d> {
    entry: usize,
    at: Place,
    subject: Subject,
    tree: Tree,
    path: Vec<String>,
    /// Where the ledger names the path: the place of a key that is added.
    named: Place,
    from: Option<&'d Node>,
    to: Option<&'d Node>,
}

struct Worker<'a> {
    trees: &'a mut Trees,
    document: &'a Document,
    found: &'a mut Found,
    applied: Vec<Applied>,
}

impl<'a> Worker<'a> {
    fn change(&mut self, entry: usize, change: &Spanned<Change>) {
        let at = change.at;
        match &change.value {
            Change::Answer(answer) => self.answer(entry, at, answer),
            Change::Item(item) => self.item(entry, at, item),
            Change::Letter(letter) => self.letter(entry, at, letter),
            Change::Path(path) => self.path(entry, at, path),
            Change::Remove(removal) => self.remove(entry, &removal.id),
            Change::Add(addition) => self.add(entry, at, &addition.what),
        }
    }

    /// The node that a field of the ledger holds; none if it is empty.
    fn node(&self, field: Option<&Spanned<Anything>>) -> Option<&'a Node> {
        let document = self.document;
        field.and_then(|f| document.root.node_at(f.at)).filter(|node| node.kind != Kind::Empty)
    }

    /// Reports `semula` or `menjadi` without a value, and is true then: a forgotten value must not count as a removal.
    fn is_unfinished(&mut self, fields: [&Option<Spanned<Anything>>; 2]) -> bool {
        let document = self.document;
        let empty =
            |field: &&Spanned<Anything>| document.root.node_at(field.at).is_none_or(|node| node.kind == Kind::Empty);
        let found = fields.into_iter().flatten().find(empty);
        self.found.extend(found.map(|field| Diagnostic::new(Code::Y050).at(field.at)));
        found.is_some()
    }

    fn root(&self, tree: Tree) -> Option<&Node> {
        match tree {
            Tree::Evaluation => Some(&self.trees.evaluation),
            Tree::Worksheet => self.trees.worksheet.as_ref(),
            Tree::Letter => self.trees.letter.as_ref(),
        }
    }

    fn get(&self, tree: Tree, path: &[String]) -> Option<&Node> {
        path.iter().try_fold(self.root(tree)?, |node, name| node.child(name))
    }

    // ── the six forms ────────────────────────────────────────────────────────────────────────────────────────

    fn answer(&mut self, entry: usize, at: Place, change: &AnswerChange) {
        if self.is_unfinished([&change.from, &change.to]) {
            return;
        }
        let (from, to) = (self.node(change.from.as_ref()), self.node(change.to.as_ref()));
        let inside = self.trees.evaluation.get("penilaian").is_some();
        let tree = if inside { Tree::Evaluation } else { Tree::Worksheet };
        let code = &change.code.value.0;
        let mut path = vec!["penilaian".to_owned(), step(code)];
        let standing = self.get(tree, &path);
        let map = standing.filter(|node| matches!(node.kind, Kind::Map(_)));
        let mut part = None;
        match (&change.object, &change.field) {
            (Some(object), Some(field)) => {
                let both = format!("objek {}, bidang {}", object.value.0, field.value.0);
                self.found.push(Diagnostic::new(Code::K005).at(field.at).arg("path", both));
                return;
            }
            (Some(object), None) => {
                path.extend(["objek".to_owned(), step(&object.value.0)]);
                part = Some(object.value.0.clone());
            }
            (None, Some(field)) => {
                path.extend(field.value.0.split('/').map(step));
                part = Some(field.value.0.clone());
            }
            // Neither is given: the whole entry changes, or the answer in it that counts (the panel's, else the
            // team's).
            (None, None) => {
                let whole = [from, to].iter().flatten().any(|node| matches!(node.kind, Kind::Map(_)));
                path.extend(map.filter(|_| !whole).and_then(counting).map(str::to_owned));
            }
        }
        // A short answer becomes a full one before anything is put beside it.
        if map.is_none() && path.len() > 2 && standing.is_some() && to.is_some() && from.is_none() {
            self.lengthen(tree, &path[..2], change.code.at);
        }
        let subject = Subject::Answer { code: code.clone(), part };
        self.edit(Edit { entry, at, subject, tree, path, named: change.code.at, from, to });
    }

    /// Makes `{jawaban: ya}` of `ya`.
    fn lengthen(&mut self, tree: Tree, path: &[String], named: Place) {
        let Some(node) = self.get_mut(tree, path) else { return };
        let answer = node.clone();
        let key = Node { place: named, kind: Kind::Scalar("jawaban".to_owned()), style: Style::Plain };
        node.kind = Kind::Map(vec![(key, answer)]);
        node.style = Style::BlockColl;
    }

    fn item(&mut self, entry: usize, at: Place, change: &ItemChange) {
        if self.is_unfinished([&change.from, &change.to]) {
            return;
        }
        let (from, to) = (self.node(change.from.as_ref()), self.node(change.to.as_ref()));
        let field = change.field.as_ref().map_or("uraian", |f| f.value.0.as_str());
        if field == "id" || field.is_empty() {
            let at = change.field.as_ref().map_or(at, |f| f.at);
            self.found.push(Diagnostic::new(Code::K005).at(at).arg("path", field));
            return;
        }
        let Some((list, subject)) = self.listed(&change.id, Some(field.to_owned())) else { return };
        let mut path = vec![list.to_owned(), step(&change.id.value.0)];
        path.extend(field.split('/').map(step));
        let named = change.field.as_ref().map_or(change.id.at, |f| f.at);
        self.edit(Edit { entry, at, subject, tree: Tree::Evaluation, path, named, from, to });
    }

    /// The list that holds the finding or recommendation of this id; K002 if there is none.
    fn listed(&mut self, id: &Spanned<Token>, field: Option<String>) -> Option<(&'static str, Subject)> {
        let name = step(&id.value.0);
        let has = |list: &str| self.trees.evaluation.get(list).is_some_and(|items| items.child(&name).is_some());
        let id_text = id.value.0.clone();
        if has("catatan") {
            return Some(("catatan", Subject::Finding { id: id_text, field }));
        }
        if has("rekomendasi") {
            return Some(("rekomendasi", Subject::Recommendation { id: id_text, field }));
        }
        let lists = ["catatan", "rekomendasi"].into_iter().filter_map(|list| self.trees.evaluation.get(list));
        let known: Vec<&str> = lists.flat_map(ids).collect();
        let mut fault = Diagnostic::new(Code::K002).at(id.at).arg("what", &id.value.0);
        fault.hints.extend(nearest(&id.value.0, known).map(Hint::DidYouMean));
        self.found.push(fault);
        None
    }

    fn letter(&mut self, entry: usize, at: Place, change: &LetterChange) {
        if self.is_unfinished([&change.from, &change.to]) {
            return;
        }
        let (from, to) = (self.node(change.from.as_ref()), self.node(change.to.as_ref()));
        let field = change.field.value;
        let (path, named) = (vec![field.word().to_owned()], change.field.at);
        self.edit(Edit { entry, at, subject: Subject::Letter(field), tree: Tree::Letter, path, named, from, to });
    }

    fn path(&mut self, entry: usize, at: Place, change: &PathChange) {
        if self.is_unfinished([&change.from, &change.to]) {
            return;
        }
        let (from, to) = (self.node(change.from.as_ref()), self.node(change.to.as_ref()));
        let typed = change.path.value.0.as_str();
        let path: Vec<String> = typed.trim_start_matches('/').split('/').map(str::to_owned).collect();
        let fixed = path.iter().any(String::is_empty) || FIXED.contains(&path[0].as_str());
        let of_item = path.len() > 1 && path.last().is_some_and(|last| last == "id");
        if !typed.starts_with('/') || fixed || of_item {
            self.found.push(Diagnostic::new(Code::K005).at(change.path.at).arg("path", typed));
            return;
        }
        let subject = Subject::Path(typed.to_owned());
        self.edit(Edit { entry, at, subject, tree: Tree::Evaluation, path, named: change.path.at, from, to });
    }

    fn remove(&mut self, entry: usize, id: &Spanned<Token>) {
        let Some((list, subject)) = self.listed(id, None) else { return };
        let Some(items) = self.get_mut(Tree::Evaluation, &[list.to_owned()]) else { return };
        let Kind::Seq(nodes) = &mut items.kind else { return };
        let Some(index) = nodes.iter().position(|node| node.get("id").and_then(Node::text) == Some(&id.value.0)) else {
            return;
        };
        let gone = nodes.remove(index);
        self.applied.push(Applied { entry, at: id.at, subject, before: Some(shown(&gone)), after: None });
    }

    fn add(&mut self, entry: usize, at: Place, what: &Added) {
        let all =
            [("catatan", &what.finding), ("rekomendasi", &what.recommendation), ("tindak_lanjut", &what.follow_up)];
        let given = all.into_iter().filter_map(|(list, field)| Some((list, self.node(field.as_ref())?)));
        let given: Vec<(&str, &Node)> = given.collect();
        if given.is_empty() {
            self.found.push(Diagnostic::new(Code::K004).at(at).arg("what", "tambah"));
        }
        for (list, node) in given {
            let id = node.get("id").and_then(Node::text).unwrap_or_default().to_owned();
            let subject = match list {
                "catatan" => Subject::Finding { id, field: None },
                "rekomendasi" => Subject::Recommendation { id, field: None },
                _ => Subject::FollowUp,
            };
            let Kind::Map(entries) = &mut self.trees.evaluation.kind else { return };
            if !entries.iter().any(|(key, _)| key.text() == Some(list)) {
                let key = Node { place: node.place, kind: Kind::Scalar(list.to_owned()), style: Style::Plain };
                let empty = Node { place: node.place, kind: Kind::Seq(Vec::new()), style: Style::BlockColl };
                entries.push((key, empty));
            }
            if let Some(Kind::Seq(nodes)) =
                self.get_mut(Tree::Evaluation, &[list.to_owned()]).map(|items| &mut items.kind)
            {
                nodes.push(node.clone());
                self.applied.push(Applied {
                    entry,
                    at: change::place(node),
                    subject,
                    before: None,
                    after: Some(shown(node)),
                });
            }
        }
    }

    // ── one edit ─────────────────────────────────────────────────────────────────────────────────────────────

    fn edit(&mut self, edit: Edit<'a>) {
        let label = label(&edit.subject);
        let present = self.get(edit.tree, &edit.path).filter(|node| node.kind != Kind::Empty);
        let fault = match (edit.from, edit.to, present) {
            (None, None, _) => Some(Diagnostic::new(Code::K004).at(edit.at).arg("what", &label)),
            (Some(from), Some(to), _) if from.says_the_same(to) => {
                Some(Diagnostic::new(Code::K004).at(edit.at).arg("what", &label))
            }
            (Some(from), _, Some(present)) if !from.says_the_same(present) => {
                let fault = Diagnostic::new(Code::K001).at(from.place).arg("what", &label);
                let fault = fault.arg("stated", short(from)).arg("present", short(present));
                Some(fault.related(present.place, Note::ComparedHere))
            }
            (Some(_), _, None) => Some(Diagnostic::new(Code::K002).at(edit.named).arg("what", &label)),
            (None, Some(_), Some(present)) => {
                let fault = Diagnostic::new(Code::K003).at(edit.at).arg("what", &label).arg("present", short(present));
                Some(fault.related(present.place, Note::ComparedHere))
            }
            _ => None,
        };
        if let Some(fault) = fault {
            self.found.push(fault);
            return;
        }
        let before = present.map(shown);
        let after = edit.to.map(shown);
        if !self.put(&edit) {
            self.found.push(Diagnostic::new(Code::K002).at(edit.named).arg("what", &label));
            return;
        }
        self.applied.push(Applied { entry: edit.entry, at: edit.named, subject: edit.subject, before, after });
    }

    /// Puts, replaces or removes a node; false if the map or list that should hold it is missing.
    fn put(&mut self, edit: &Edit<'_>) -> bool {
        let Some((last, above)) = edit.path.split_last() else { return false };
        // Nobody has typed an entry for the letter yet.
        let missing_root = edit.tree == Tree::Letter && self.trees.letter.is_none();
        if missing_root {
            let empty = Node { place: edit.named, kind: Kind::Map(Vec::new()), style: Style::BlockColl };
            self.trees.letter = Some(empty);
        }
        let Some(parent) = self.get_mut(edit.tree, above) else { return false };
        match &mut parent.kind {
            Kind::Map(entries) => {
                let index = entries.iter().position(|(key, _)| step(key.text().unwrap_or("")) == *last);
                match (index, edit.to) {
                    (Some(index), Some(to)) => entries[index].1 = to.clone(),
                    (Some(index), None) => drop(entries.remove(index)),
                    (None, Some(to)) => {
                        let text = last.replace("~1", "/").replace("~0", "~");
                        let key = Node { place: edit.named, kind: Kind::Scalar(text), style: Style::Plain };
                        entries.push((key, to.clone()));
                    }
                    (None, None) => return false,
                }
                true
            }
            Kind::Seq(items) => {
                let index = items.iter().enumerate().position(|(index, item)| item.step_in_list(index) == *last);
                match (index, edit.to) {
                    (Some(index), Some(to)) => items[index] = to.clone(),
                    (Some(index), None) => drop(items.remove(index)),
                    // A new item of a list without ids is put behind the last one.
                    (None, Some(to)) if *last == items.len().to_string() => items.push(to.clone()),
                    (None, _) => return false,
                }
                true
            }
            _ => false,
        }
    }

    fn get_mut(&mut self, tree: Tree, path: &[String]) -> Option<&mut Node> {
        let root = match tree {
            Tree::Evaluation => &mut self.trees.evaluation,
            Tree::Worksheet => self.trees.worksheet.as_mut()?,
            Tree::Letter => self.trees.letter.as_mut()?,
        };
        path.iter().try_fold(root, |node, name| node.child_mut(name))
    }
}

/// The key of the answer that counts in a full entry: the panel's, else the team's.
pub fn counting(answer: &Node) -> Option<&'static str> {
    ["panel", "jawaban", "nilai"].into_iter().find(|key| answer.get(key).is_some())
}

/// The ids in a list of findings or recommendations.
fn ids(items: &Node) -> Vec<&str> {
    match &items.kind {
        Kind::Seq(nodes) => nodes.iter().filter_map(|node| node.get("id")?.text()).collect(),
        _ => Vec::new(),
    }
}

fn shown(node: &Node) -> (String, Place) {
    (describe(node), change::place(node))
}

/// The beginning of a node's text, for a message.
fn short(node: &Node) -> String {
    let text = describe(node).split_whitespace().collect::<Vec<_>>().join(" ");
    match text.char_indices().nth(60) {
        Some((end, _)) => format!("{} …", text[..end].trim_end()),
        None => text,
    }
}

/// Name of the changed part, for a message.
fn label(subject: &Subject) -> String {
    match subject {
        Subject::Answer { code, part: Some(part) } => format!("{code} {part}"),
        Subject::Answer { code, part: None } => code.clone(),
        Subject::Finding { id, field: Some(field) } | Subject::Recommendation { id, field: Some(field) } => {
            format!("{id} {field}")
        }
        Subject::Finding { id, field: None } | Subject::Recommendation { id, field: None } => id.clone(),
        Subject::FollowUp => "tindak_lanjut".to_owned(),
        Subject::Letter(field) => format!("surat {}", field.word()),
        Subject::Path(path) => path.clone(),
    }
}
