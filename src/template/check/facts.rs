//! What is known of conditions from the tree alone: constants, and what an enclosing `if` has settled.

use minijinja::machinery::ast::{BinOpKind, Expr, UnaryOpKind};

/// Fields whose truth is settled where the walk stands.
#[derive(Clone, Debug, Default)]
pub(super) struct Facts(Vec<(String, bool)>);

impl Facts {
    /// Takes a condition for true or false.
    pub(super) fn assume(&mut self, expr: &Expr<'_>, value: bool) {
        match expr {
            Expr::UnaryOp(e) if matches!(e.op, UnaryOpKind::Not) => self.assume(&e.expr, !value),
            Expr::BinOp(e) if matches!(e.op, BinOpKind::ScAnd) && value => {
                self.assume(&e.left, true);
                self.assume(&e.right, true);
            }
            Expr::BinOp(e) if matches!(e.op, BinOpKind::ScOr) && !value => {
                self.assume(&e.left, false);
                self.assume(&e.right, false);
            }
            _ => self.0.extend(path(expr).map(|path| (path, value))),
        }
    }

    /// Forgets what was known of a name that now means something else.
    pub(super) fn forget(&mut self, name: &str) {
        self.0.retain(|(path, _)| path.split('.').next() != Some(name));
    }

    /// What a condition comes to, if that is settled.
    pub(super) fn decide(&self, expr: &Expr<'_>) -> Option<bool> {
        match expr {
            Expr::Const(c) => bool::try_from(c.value.clone()).ok(),
            Expr::UnaryOp(e) if matches!(e.op, UnaryOpKind::Not) => self.decide(&e.expr).map(|value| !value),
            Expr::BinOp(e) if matches!(e.op, BinOpKind::ScAnd) => match (self.decide(&e.left), self.decide(&e.right)) {
                (Some(false), _) | (_, Some(false)) => Some(false),
                (Some(true), Some(true)) => Some(true),
                _ => None,
            },
            Expr::BinOp(e) if matches!(e.op, BinOpKind::ScOr) => match (self.decide(&e.left), self.decide(&e.right)) {
                (Some(true), _) | (_, Some(true)) => Some(true),
                (Some(false), Some(false)) => Some(false),
                _ => None,
            },
            Expr::BinOp(e) => {
                let number = |side: &Expr<'_>| i64::try_from(side.as_const()?).ok();
                compare(&e.op, number(&e.left)?, number(&e.right)?)
            }
            _ => {
                let path = path(expr)?;
                self.0.iter().rev().find(|(known, _)| *known == path).map(|(_, value)| *value)
            }
        }
    }
}

fn compare(op: &BinOpKind, left: i64, right: i64) -> Option<bool> {
    Some(match op {
        BinOpKind::Eq => left == right,
        BinOpKind::Ne => left != right,
        BinOpKind::Lt => left < right,
        BinOpKind::Lte => left <= right,
        BinOpKind::Gt => left > right,
        BinOpKind::Gte => left >= right,
        _ => return None,
    })
}

/// `k.ada_catatan` of names and fields only.
fn path(expr: &Expr<'_>) -> Option<String> {
    match expr {
        Expr::Var(var) => Some(var.id.to_owned()),
        Expr::GetAttr(e) => Some(format!("{}.{}", path(&e.expr)?, e.name)),
        _ => None,
    }
}
