//! Cutting this office's part out of a project file.

use crate::source::{Kind, Node, step};

/// What must not enter a bundle.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Omit {
    /// The office's own answers.
    pub own_answers: bool,
    /// What explains the office's own answers: explanation and evidence.
    pub own_explanations: bool,
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
        if omit.own_explanations {
            for (key, own) in fields.iter_mut() {
                if let (Some("mandiri"), Kind::Map(parts)) = (key.text(), &mut own.kind) {
                    parts.retain(|(key, _)| matches!(key.text(), Some("jawaban" | "nilai")));
                }
            }
        }
    }
}

/// A copy of what lies on the way to, or below, one of the pointers; everything else is left out.
///
/// Only what is kept is copied: a register of hundreds of offices is cut for each of them.
pub fn select(root: &Node, pointers: &[String]) -> Node {
    keep(root, "", pointers).unwrap_or_else(|| Node { kind: Kind::Map(Vec::new()), ..root.clone() })
}

/// The part of a node that is wanted, if any.
fn keep(node: &Node, at: &str, pointers: &[String]) -> Option<Node> {
    if pointers.iter().any(|p| p == at) {
        return Some(node.clone());
    }
    let on_the_way = pointers.iter().any(|p| p.strip_prefix(at).is_some_and(|rest| rest.starts_with('/')));
    if !on_the_way {
        return None;
    }
    let kind = match &node.kind {
        Kind::Map(entries) => {
            let kept = |(key, value): &(Node, Node)| {
                let path = format!("{at}/{}", step(key.text().unwrap_or_default()));
                Some((key.clone(), keep(value, &path, pointers)?))
            };
            Kind::Map(entries.iter().filter_map(kept).collect())
        }
        Kind::Seq(items) => {
            let kept =
                |(index, item): (usize, &Node)| keep(item, &format!("{at}/{}", item.step_in_list(index)), pointers);
            Kind::Seq(items.iter().enumerate().filter_map(kept).collect())
        }
        Kind::Scalar(_) | Kind::Empty => return None,
    };
    Some(Node { place: node.place, kind, style: node.style.clone() })
}
