//! Cuts this office's part out of a project file.

use crate::source::{Kind, Node, step};

/// Parts of an evaluation that stay out of a bundle.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Omit {
    /// The office's own answers.
    pub own_answers: bool,
    /// Explanation and evidence of the office's own answers.
    pub own_explanations: bool,
    /// The evaluator's remarks, and the probing lists (`kriteria`).
    pub remarks: bool,
}

/// A copy of an evaluation without `internal`, and without the parts that `omit` names.
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

/// A copy of the nodes to which the pointers lead, with all nodes above and below them; all others are left out.
///
/// Only these nodes are copied, since a register of hundreds of offices is cut once for each office.
pub fn select(root: &Node, pointers: &[String]) -> Node {
    keep(root, "", pointers).unwrap_or_else(|| Node { kind: Kind::Map(Vec::new()), ..root.clone() })
}

/// The wanted part of a node, if there is any.
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
