//! Expressions: their kinds, and whether the fields that they name exist.

use std::collections::BTreeSet;

use minijinja::machinery::Span;
use minijinja::machinery::ast::Expr;

use crate::diag::{Code, nearest};

use super::super::super::Fault;
use super::super::super::lint::whole;
use super::super::kind::{Class, Kind};
use super::Walk;

impl<'t, 'v> Walk<'t, 'v> {
    pub(super) fn printed(&mut self, expr: &'t Expr<'t>) {
        if let Expr::IfExpr(e) = expr {
            self.decide(&e.test_expr);
            self.printed(&e.true_expr);
            if let Some(other) = &e.false_expr {
                self.printed(other);
            }
            return;
        }
        let kind = self.kind(expr);
        if !matches!(kind.class(), None | Some(Class::Text | Class::Size)) {
            let fault = Fault::new(Code::T005).arg("expression", self.text(whole(expr))).arg("kind", kind.word());
            let fault = self.at(fault, whole(expr));
            self.faults.push(fault);
        }
    }

    /// The value of a condition; `None` if the tree alone does not decide it.
    pub(super) fn decide(&mut self, expr: &'t Expr<'t>) -> Option<bool> {
        self.ask(expr);
        if let Expr::Test(e) = expr
            && let Expr::GetAttr(field) = &e.expr
        {
            self.quiet += 1;
            let parent = self.kind(&field.expr);
            self.quiet -= 1;
            // A map of the report never gets another field, but another `include` may give a name.
            let never = parent.class() == Some(Class::Map) && parent.field(field.name).is_none();
            return never.then_some(false);
        }
        self.facts.decide(expr)
    }

    /// Checks that the fields of a condition exist, and notes them.
    fn ask(&mut self, expr: &'t Expr<'t>) {
        match expr {
            Expr::UnaryOp(e) => self.ask(&e.expr),
            Expr::BinOp(e) => {
                self.ask(&e.left);
                self.ask(&e.right);
            }
            Expr::Compare(e) => {
                self.ask(&e.expr);
                e.ops.iter().for_each(|op| self.ask(&op.expr));
            }
            Expr::Test(e) => {
                self.quiet += 1;
                let kind = self.kind(&e.expr);
                self.quiet -= 1;
                self.note(&kind);
            }
            Expr::IfExpr(e) => {
                self.ask(&e.test_expr);
                self.ask(&e.true_expr);
                e.false_expr.iter().for_each(|other| self.ask(other));
            }
            Expr::Filter(e) if e.name == "length" => {
                if let Some(inner) = &e.expr {
                    let kind = self.kind(inner);
                    self.note(&kind);
                }
                self.kind(expr);
            }
            Expr::Call(e) => {
                if let Expr::GetAttr(method) = &e.expr {
                    let kind = self.kind(&method.expr);
                    self.note(&kind);
                    if !matches!(kind.class(), None | Some(Class::Text)) {
                        self.refuse(Code::T024, expr, Some(&kind));
                    }
                }
            }
            _ => {
                let kind = self.kind(expr);
                self.note(&kind);
                if let (Some(Class::Map | Class::Size), Kind::Node(..)) = (kind.class(), &kind) {
                    self.refuse(Code::T025, expr, Some(&kind));
                }
            }
        }
    }

    pub(super) fn kind(&mut self, expr: &'t Expr<'t>) -> Kind<'v> {
        match expr {
            Expr::Var(var) => self.lookup(var.id, var.span()),
            Expr::GetAttr(e) => self.field(&e.expr, e.name, expr),
            Expr::GetItem(e) => match e.subscript_expr.as_const() {
                Some(key) if key.as_str().is_some() => {
                    let name = key.as_str().unwrap_or_default().to_owned();
                    self.field(&e.expr, &name, expr)
                }
                Some(key) if key.is_integer() => self.element(&e.expr, expr),
                _ => Kind::Unknown,
            },
            Expr::Filter(e) => match (&e.expr, e.name) {
                (Some(inner), "first" | "last") => self.element(inner, expr),
                (Some(inner), "length") => {
                    self.element(inner, expr);
                    Kind::Count
                }
                _ => Kind::Unknown,
            },
            Expr::IfExpr(e) => {
                self.ask(&e.test_expr);
                let (first, other) = (self.kind(&e.true_expr), e.false_expr.as_ref().map(|o| self.kind(o)));
                match other {
                    Some(other) if first.class().is_none() || first.class() == other.class() => other,
                    Some(_) => Kind::Unknown,
                    None => first,
                }
            }
            Expr::Const(c) if c.value.is_integer() => Kind::Count,
            Expr::Const(_) | Expr::UnaryOp(_) | Expr::BinOp(_) | Expr::Compare(_) | Expr::Test(_) | Expr::Call(_) => {
                if !matches!(expr, Expr::Const(_)) {
                    self.ask(expr);
                }
                Kind::Flag
            }
            _ => Kind::Unknown,
        }
    }

    fn lookup(&mut self, name: &str, span: Span) -> Kind<'v> {
        for frame in self.frames.iter().rev() {
            if let Some(kind) = frame.names.get(name) {
                let kind = kind.clone();
                self.exists(span);
                return kind;
            }
            if frame.looping && name == "loop" {
                self.exists(span);
                return Kind::Loop;
            }
        }
        if let Some(kind) = Kind::Node(self.shape, String::new()).field(name) {
            self.exists(span);
            return kind;
        }
        let bound = self.frames.iter().flat_map(|frame| frame.names.keys().map(String::as_str));
        let top = self.shape.as_object().into_iter().flatten().map(|(key, _)| key.as_str());
        let known: BTreeSet<&str> = bound.chain(top).collect();
        let meant = nearest(name, known.iter().copied());
        let choices = meant.is_none().then(|| known.into_iter().collect::<Vec<_>>().join(", "));
        self.miss(name.to_owned(), span, meant, choices, true);
        Kind::Unknown
    }

    fn field(&mut self, base: &'t Expr<'t>, name: &str, expr: &Expr<'t>) -> Kind<'v> {
        let parent = self.kind(base);
        let span = whole(expr);
        if let Some(kind) = parent.field(name) {
            if let Kind::Node(_, path) = &kind {
                self.read.insert(path.clone());
            }
            if !matches!(kind, Kind::Unknown) {
                self.exists(span);
            }
            return kind;
        }
        let siblings = parent.fields();
        let meant = nearest(name, siblings.iter().copied());
        let choices = (meant.is_none() && !siblings.is_empty()).then(|| siblings.join(", "));
        self.miss(self.text(span), span, meant, choices, false);
        Kind::Unknown
    }

    fn element(&mut self, base: &'t Expr<'t>, expr: &Expr<'t>) -> Kind<'v> {
        let list = self.kind(base);
        list.element().unwrap_or_else(|| {
            self.refuse(Code::T023, expr, Some(&list));
            Kind::Unknown
        })
    }
}
