//! Conditions that the tree alone decides: constants, and fields that an enclosing `if` has asked already.

use minijinja::machinery::ast::{BinOpKind, Expr, UnaryOpKind};

/// Fields that are known to be true or false where the walk stands.
#[derive(Clone, Debug, Default)]
pub(super) struct Facts(Vec<(String, bool)>);

impl Facts {
    /// Adds the facts that follow from a condition being true, or false.
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

    /// Removes the facts about a name that gets a new meaning.
    pub(super) fn forget(&mut self, name: &str) {
        self.0.retain(|(path, _)| path.split('.').next() != Some(name));
    }

    /// The value of a condition; `None` if the facts do not decide it.
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

/// The path of an expression that consists of names and fields only, such as `k.ada_catatan`.
fn path(expr: &Expr<'_>) -> Option<String> {
    match expr {
        Expr::Var(var) => Some(var.id.to_owned()),
        Expr::GetAttr(e) => Some(format!("{}.{}", path(&e.expr)?, e.name)),
        _ => None,
    }
}
