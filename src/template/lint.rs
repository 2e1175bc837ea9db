//! The lint over a template's syntax tree: it refuses every construct that a template may not contain.
//!
//! minijinja would compare our text objects (always false, or always true) and join them into plain strings. The
//! formatter catches a joined string at run time; a comparison shows in the tree only.

use minijinja::machinery::ast::{BinOpKind, Call, CallArg, Expr, Stmt, UnaryOpKind};
use minijinja::machinery::{Span, parse};
use minijinja::syntax::SyntaxConfig;
use minijinja::value::ValueKind;

use crate::diag::{Code, Term};

use super::Fault;
use super::rendered::advance;

/// The delimiters of templates: Jinja's own.
pub(super) fn syntax() -> SyntaxConfig {
    SyntaxConfig::default()
}

/// Faults for every construct that a template may not contain. No data is needed.
///
/// A template may use `if`, `for`, `with`, `set x = y` and `include "name"`. It may print one field of the report, with
/// `first`, `last` and an inline `if … else`. Conditions may use `and`, `or`, `not`, `is defined`, `|length`, `loop.…`,
/// `.sama("…")`, and may compare lengths and loop counters with numbers.
pub fn lint(name: &str, source: &str) -> Vec<Fault> {
    check(name, source).1
}

/// The syntax tree, if the template can be parsed, and the faults that the lint finds.
pub(super) fn check<'s>(name: &'s str, source: &'s str) -> (Option<Stmt<'s>>, Vec<Fault>) {
    let mut lint = Lint { name, source, faults: Vec::new() };
    if let Some((at, reason)) = too_deep(source) {
        let (line, column) = advance(1, 1, &source[..at]);
        let fault = Fault::new(Code::T001).arg("reason", reason).at(name, line, column);
        return (None, vec![fault]);
    }
    match parse(source, name, syntax()) {
        Ok(tree) => {
            lint.stmt(&tree);
            (Some(tree), lint.faults)
        }
        Err(error) => {
            let line = error.line().and_then(|line| u32::try_from(line).ok()).unwrap_or(1);
            let reason = error.detail().unwrap_or("syntax").to_owned();
            let fault = Fault::new(Code::T001).arg("reason", reason).at(name, line, 1);
            (None, vec![fault])
        }
    }
}

/// The longest `{{ … }}` or `{% … %}` in bytes. A chain such as `a.b.c…` makes a tree as deep as the chain is long, and
/// every walk over the tree, minijinja's own included, needs stack for each step.
const LONGEST_TAG: usize = 2000;

/// The most `elif` of one template, for the same reason: each stands inside the one before.
const MOST_ELIF: usize = 500;

/// The first tag that would make the tree too deep, with the reason.
fn too_deep(source: &str) -> Option<(usize, Term)> {
    let bytes = source.as_bytes();
    let (mut at, mut alternatives) = (0, 0);
    while let Some(found) = source.get(at..)?.find('{') {
        let start = at + found;
        at = match bytes.get(start + 1) {
            Some(b'#') => start + source[start..].find("#}")? + 2,
            Some(b'{' | b'%') => {
                let end = end_of_tag(bytes, start + 2);
                if end - start > LONGEST_TAG {
                    return Some((start, Term::LongTag));
                }
                let inside = source.get(start + 2..end).unwrap_or_default();
                alternatives += usize::from(inside.trim_start_matches(['-', '+']).trim_start().starts_with("elif"));
                if alternatives > MOST_ELIF {
                    return Some((start, Term::ManyElif));
                }
                end
            }
            _ => start + 1,
        };
    }
    None
}

/// The place behind the closing mark of a tag whose inside begins at `at`. Marks inside strings are skipped.
fn end_of_tag(bytes: &[u8], mut at: usize) -> usize {
    let mut quote = None;
    while let Some(byte) = bytes.get(at) {
        match (quote, byte) {
            (Some(_), b'\\') => at += 1,
            (Some(open), _) if open == byte => quote = None,
            (None, b'"' | b'\'') => quote = Some(byte),
            (None, b'}') if matches!(bytes[at - 1], b'}' | b'%') => return at + 1,
            _ => {}
        }
        at += 1;
    }
    bytes.len()
}

struct Lint<'s> {
    name: &'s str,
    source: &'s str,
    faults: Vec<Fault>,
}

impl Lint<'_> {
    fn refuse_expr(&mut self, code: Code, expr: &Expr<'_>) {
        self.refuse(code, whole(expr));
    }

    fn refuse(&mut self, code: Code, span: Span) {
        let text = self.source.get(span.start_offset as usize..span.end_offset as usize).unwrap_or_default();
        let mut construct: String = text.trim().lines().next().unwrap_or_default().chars().take(60).collect();
        if construct.len() < text.trim().len() {
            construct.push('…');
        }
        let place = (self.name, u32::from(span.start_line), u32::from(span.start_col) + 1);
        self.faults.push(Fault::new(code).arg("construct", construct).at(place.0, place.1, place.2));
    }

    fn body(&mut self, body: &[Stmt<'_>]) {
        for stmt in body {
            self.stmt(stmt);
        }
    }

    fn stmt(&mut self, stmt: &Stmt<'_>) {
        match stmt {
            Stmt::Template(s) => self.body(&s.children),
            Stmt::EmitRaw(_) => {}
            Stmt::EmitExpr(s) => self.printed(&s.expr),
            Stmt::ForLoop(s) => {
                self.target(&s.target);
                self.value(&s.iter);
                if let Some(filter) = &s.filter_expr {
                    self.condition(filter);
                }
                if s.recursive {
                    self.refuse(Code::T002, s.span());
                }
                self.body(&s.body);
                self.body(&s.else_body);
            }
            Stmt::IfCond(s) => {
                self.condition(&s.expr);
                self.body(&s.true_body);
                self.body(&s.false_body);
            }
            Stmt::WithBlock(s) => {
                for (target, value) in &s.assignments {
                    self.target(target);
                    self.value(value);
                }
                self.body(&s.body);
            }
            Stmt::Set(s) => {
                self.target(&s.target);
                self.value(&s.expr);
            }
            Stmt::Include(s) => {
                let fixed = matches!(&s.name, Expr::Const(name) if name.value.as_str().is_some());
                if !fixed || s.ignore_missing {
                    self.refuse(Code::T002, s.span());
                }
            }
            Stmt::SetBlock(s) => self.refuse(Code::T002, s.span()),
            Stmt::AutoEscape(s) => self.refuse(Code::T002, s.span()),
            Stmt::FilterBlock(s) => self.refuse(Code::T002, s.span()),
            Stmt::Block(s) => self.refuse(Code::T002, s.span()),
            Stmt::Import(s) => self.refuse(Code::T002, s.span()),
            Stmt::FromImport(s) => self.refuse(Code::T002, s.span()),
            Stmt::Extends(s) => self.refuse(Code::T002, s.span()),
            Stmt::Do(s) => self.refuse(Code::T002, s.span()),
        }
    }

    /// Checks a name that is set: one plain name other than `loop`.
    fn target(&mut self, expr: &Expr<'_>) {
        if !matches!(expr, Expr::Var(var) if var.id != "loop") {
            self.refuse_expr(Code::T002, expr);
        }
    }

    /// Checks the expression of `{{ … }}`: a field of the report.
    fn printed(&mut self, expr: &Expr<'_>) {
        match expr {
            Expr::IfExpr(e) => {
                self.condition(&e.test_expr);
                self.printed(&e.true_expr);
                match &e.false_expr {
                    Some(other) => self.printed(other),
                    None => self.refuse_expr(Code::T002, expr),
                }
            }
            _ if self.of_loop(expr) => self.refuse_expr(Code::T002, expr),
            _ => self.field(expr),
        }
    }

    /// Checks a value of `set`, `with` or `for`: everything that a condition may be, and the inline `if`.
    fn value(&mut self, expr: &Expr<'_>) {
        match expr {
            Expr::IfExpr(e) => {
                self.condition(&e.test_expr);
                self.value(&e.true_expr);
                match &e.false_expr {
                    Some(other) => self.value(other),
                    None => self.refuse_expr(Code::T002, expr),
                }
            }
            _ => self.condition(expr),
        }
    }

    fn condition(&mut self, expr: &Expr<'_>) {
        match expr {
            Expr::Const(c) if c.value.kind() == ValueKind::Bool => {}
            Expr::UnaryOp(e) => match e.op {
                UnaryOpKind::Not => self.condition(&e.expr),
                UnaryOpKind::Neg => self.refuse(Code::T003, e.span()),
            },
            Expr::BinOp(e) => match e.op {
                BinOpKind::ScAnd | BinOpKind::ScOr => {
                    self.condition(&e.left);
                    self.condition(&e.right);
                }
                BinOpKind::Eq | BinOpKind::Ne | BinOpKind::Lt | BinOpKind::Lte | BinOpKind::Gt | BinOpKind::Gte
                    if self.counts(&e.left) && self.counts(&e.right) => {}
                _ => self.refuse_expr(Code::T003, expr),
            },
            Expr::Compare(e) => {
                use minijinja::machinery::ast::CompareOpKind::{In, NotIn};
                let fine = self.counts(&e.expr)
                    && e.ops.iter().all(|op| !matches!(op.op, In | NotIn) && self.counts(&op.expr));
                if !fine {
                    self.refuse_expr(Code::T003, expr);
                }
            }
            Expr::Filter(filter) if filter.name == "length" => {
                if !self.counts(expr) {
                    self.refuse_expr(Code::T002, expr);
                }
            }
            Expr::Test(e) => {
                if e.name != "defined" || !e.args.is_empty() {
                    self.refuse_expr(Code::T002, expr);
                }
                self.field(&e.expr);
            }
            Expr::Call(call) => self.call(call, expr),
            _ => self.field(expr),
        }
    }

    /// Checks a call: `field.sama("…")` is the only one.
    fn call(&mut self, call: &Call<'_>, expr: &Expr<'_>) {
        let one_text =
            matches!(call.args.as_slice(), [CallArg::Pos(Expr::Const(c))] if c.value.kind() == ValueKind::String);
        match &call.expr {
            Expr::GetAttr(method) if method.name == "sama" && one_text => self.field(&method.expr),
            _ => self.refuse_expr(Code::T002, expr),
        }
    }

    /// Checks a path into the report: names, fixed subscripts, `first` and `last`.
    fn field(&mut self, expr: &Expr<'_>) {
        match expr {
            Expr::Var(_) => {}
            Expr::GetAttr(e) => self.field(&e.expr),
            Expr::GetItem(e) => {
                let fixed = matches!(&e.subscript_expr, Expr::Const(c)
                    if matches!(c.value.kind(), ValueKind::String | ValueKind::Number));
                if !fixed {
                    self.refuse_expr(Code::T002, expr);
                }
                self.field(&e.expr);
            }
            Expr::Filter(e) if matches!(e.name, "first" | "last") && e.args.is_empty() => match &e.expr {
                Some(inner) => self.field(inner),
                None => self.refuse_expr(Code::T002, expr),
            },
            Expr::BinOp(_) | Expr::Compare(_) | Expr::UnaryOp(_) => self.refuse_expr(Code::T003, expr),
            _ => self.refuse_expr(Code::T002, expr),
        }
    }

    /// True for a count: a whole number, the length of a field, a counter of the loop.
    fn counts(&self, expr: &Expr<'_>) -> bool {
        match expr {
            Expr::Const(c) => c.value.is_integer(),
            Expr::Filter(e) => e.name == "length" && e.args.is_empty() && e.expr.as_ref().is_some_and(is_path),
            _ => self.of_loop(expr),
        }
    }

    fn of_loop(&self, expr: &Expr<'_>) -> bool {
        match expr {
            Expr::Var(var) => var.id == "loop",
            Expr::GetAttr(e) => self.of_loop(&e.expr),
            _ => false,
        }
    }
}

/// The whole extent of an expression: minijinja begins an operator at the mark before its left side.
pub(super) fn whole(expr: &Expr<'_>) -> Span {
    let left = match expr {
        Expr::BinOp(e) => Some(&e.left),
        Expr::Compare(e) => Some(&e.expr),
        Expr::IfExpr(e) => Some(&e.true_expr),
        Expr::Filter(e) => e.expr.as_ref(),
        Expr::Test(e) => Some(&e.expr),
        Expr::GetAttr(e) => Some(&e.expr),
        Expr::GetItem(e) => Some(&e.expr),
        Expr::Slice(e) => Some(&e.expr),
        Expr::Call(e) => Some(&e.expr),
        _ => None,
    };
    let (span, Some(left)) = (expr.span(), left) else { return expr.span() };
    let Span { start_line, start_col, start_offset, .. } = whole(left);
    Span { start_line, start_col, start_offset, ..span }
}

/// True for names, attributes and fixed subscripts only.
fn is_path(expr: &Expr<'_>) -> bool {
    match expr {
        Expr::Var(_) => true,
        Expr::GetAttr(e) => is_path(&e.expr),
        Expr::GetItem(e) => is_path(&e.expr) && matches!(&e.subscript_expr, Expr::Const(_)),
        _ => false,
    }
}
