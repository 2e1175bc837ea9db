//! Cutting this office's part out of a project file.

use crate::source::{Kind, Node};

/// What must not enter a bundle.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Omit {
    /// The office's own answers.
    pub own_answers: bool,
    /// The evaluator's remarks.
    pub remarks: bool,
}

/// An evaluation without `internal`, and without own answers and remarks where they are to be omitted.
pub fn prune(root: &Node, omit: Omit) -> Node {
    let mut root = root.clone();
    if let Kind::Map(entries) = &mut root.kind {
        entries.retain(|(key, _)| key.text() != Some("internal"));
        for (key, value) in entries.iter_mut() {
            if key.text() == Some("penilaian") {
                prune_answers(value, omit);
            }
        }
    }
    root
}

fn prune_answers(answers: &mut Node, omit: Omit) {
    let Kind::Map(entries) = &mut answers.kind else { return };
    for (_, answer) in entries {
        let Kind::Map(fields) = &mut answer.kind else { continue };
        fields.retain(|(key, _)| match key.text() {
            Some("mandiri") => !omit.own_answers,
            Some("keterangan" | "kriteria") => !omit.remarks,
            _ => true,
        });
    }
}

/// Keeps of a tree only what lies on the way to, or below, one of the pointers.
///
/// Entries of lists that are not kept vanish; everything else keeps its order.
pub fn select(root: &Node, pointers: &[String]) -> Node {
    let mut root = root.clone();
    keep(&mut root, "", pointers);
    root
}

fn keep(node: &mut Node, at: &str, pointers: &[String]) {
    let wanted = |path: &str| pointers.iter().any(|p| p == path);
    let on_the_way = |path: &str| pointers.iter().any(|p| p.strip_prefix(path).is_some_and(|r| r.starts_with('/')));
    if wanted(at) {
        return;
    }
    match &mut node.kind {
        Kind::Map(entries) => entries.retain_mut(|(key, value)| {
            let path = format!("{at}/{}", escape(key.text().unwrap_or_default()));
            let kept = wanted(&path) || on_the_way(&path);
            if kept {
                keep(value, &path, pointers);
            }
            kept
        }),
        Kind::Seq(items) => {
            let mut index = 0;
            items.retain_mut(|item| {
                let path = format!("{at}/{}", item.step_in_list(index));
                index += 1;
                let kept = wanted(&path) || on_the_way(&path);
                if kept {
                    keep(item, &path, pointers);
                }
                kept
            });
        }
        Kind::Scalar(_) | Kind::Empty => {}
    }
}

fn escape(key: &str) -> String {
    key.replace('~', "~0").replace('/', "~1")
}
