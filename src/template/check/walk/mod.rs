//! Walks templates as minijinja would run them, with kinds instead of values: `include`, `for`, `with` and `set` work
//! as they do there, and the walk takes every branch that the tree does not exclude.

mod expr;

use std::collections::{BTreeMap, BTreeSet};

use minijinja::machinery::Span;
use minijinja::machinery::ast::{Expr, ForLoop, IfCond, Include, Stmt};
use serde_json::Value as Json;

use crate::diag::{Arg, Code, nearest};

use super::super::Fault;
use super::super::lint::whole;
use super::facts::Facts;
use super::kind::{Class, Kind};

/// The most statements that one check walks; a letter has some thousands. Blocks that include each other many times
/// over reach this limit, and their render reaches its own.
const STEPS: usize = 200_000;

/// The deepest nesting of includes, the same as in a render.
const DEPTH: usize = 20;

/// A stretch of a template: name, first byte and the byte behind the last.
type Spot = (String, u32, u32);

/// A field that a template used and that did not exist.
struct Missing {
    fault: Fault,
    spot: Spot,
    /// True if already the first name of the field was unknown.
    unbound: bool,
    /// Places of the `include` that led here, outermost first.
    chain: Vec<(Spot, Fault)>,
}

/// The names of one frame, as minijinja stacks them.
#[derive(Default)]
struct Frame<'v> {
    names: BTreeMap<String, Kind<'v>>,
    /// True for the frame of a `for`, where `loop` exists.
    looping: bool,
}

/// One walk over one or more main templates.
pub(super) struct Walk<'t, 'v> {
    trees: &'t BTreeMap<&'t str, Stmt<'t>>,
    templates: &'t BTreeMap<String, String>,
    shape: &'v Json,
    /// The template that the walk is in.
    name: &'t str,
    frames: Vec<Frame<'v>>,
    chain: Vec<(Spot, Fault)>,
    facts: Facts,
    /// Above zero inside `is defined`, where a missing field is no fault.
    quiet: usize,
    steps: usize,
    /// Faults that are faults whichever `include` leads there.
    faults: Vec<Fault>,
    missing: Vec<Missing>,
    /// Places whose field existed, with the `include` that led there.
    good: BTreeSet<(Option<Spot>, Spot)>,
    /// Texts that some walk could not reach, and texts that some walk reached.
    dead: Vec<(Spot, Fault)>,
    alive: BTreeSet<Spot>,
    /// Templates that were walked.
    reached: BTreeSet<String>,
    /// Pointers of the fields that were read.
    read: BTreeSet<String>,
    /// Pointers of the fields that conditions and loops ask for.
    asked: BTreeSet<String>,
}

/// The result of a walk.
pub(super) struct Walked {
    /// The faults. A fault that several ways lead to is reported once.
    pub(super) faults: Vec<Fault>,
    /// Templates that were walked.
    pub(super) reached: BTreeSet<String>,
    /// Pointers of the fields that were read.
    pub(super) read: BTreeSet<String>,
    /// Pointers of the fields that conditions and loops ask for.
    pub(super) asked: BTreeSet<String>,
}

impl<'t, 'v> Walk<'t, 'v> {
    pub(super) fn new(
        trees: &'t BTreeMap<&'t str, Stmt<'t>>,
        templates: &'t BTreeMap<String, String>,
        shape: &'v Json,
    ) -> Self {
        Self {
            trees,
            templates,
            shape,
            name: "",
            frames: vec![Frame::default()],
            chain: Vec::new(),
            facts: Facts::default(),
            quiet: 0,
            steps: 0,
            faults: Vec::new(),
            missing: Vec::new(),
            good: BTreeSet::new(),
            dead: Vec::new(),
            alive: BTreeSet::new(),
            reached: BTreeSet::new(),
            read: BTreeSet::new(),
            asked: BTreeSet::new(),
        }
    }

    /// Walks a main template with this example of its report.
    pub(super) fn main(&mut self, name: &str, shape: &'v Json) {
        self.shape = shape;
        self.frames = vec![Frame::default()];
        self.facts = Facts::default();
        self.template(name);
    }

    /// Puts the results of all ways together.
    pub(super) fn finish(mut self) -> Walked {
        for missing in std::mem::take(&mut self.missing) {
            let fault = self.judge(missing);
            self.faults.push(fault);
        }
        let alive = std::mem::take(&mut self.alive);
        self.faults.extend(self.dead.drain(..).filter(|(spot, _)| !alive.contains(spot)).map(|(_, fault)| fault));
        let mut told = Vec::new();
        for fault in self.faults {
            if !told.contains(&fault) {
                told.push(fault);
            }
        }
        Walked { faults: told, reached: self.reached, read: self.read, asked: self.asked }
    }

    /// Decides who is at fault. If the block finds its names when another `include` leads to it, the block is right and
    /// the `include` that gives no such name is at fault.
    fn judge(&self, missing: Missing) -> Fault {
        let elsewhere = self.good.iter().any(|(_, spot)| *spot == missing.spot);
        if !elsewhere || missing.chain.is_empty() {
            let mut fault = missing.fault;
            // If nobody gives the name, perhaps the `include` was meant to.
            let include = missing.chain.last().filter(|_| missing.unbound && fault.meant.is_none());
            fault.related.extend(include.and_then(|(_, include)| include.template.clone()));
            return fault;
        }
        // From the inside out: an `include` under which the name did exist on another way is right.
        let fine = |spot: &Spot| self.good.contains(&(Some(spot.clone()), missing.spot.clone()));
        let blamed = missing.chain.iter().rev().find(|(spot, _)| !fine(spot)).or(missing.chain.first());
        let Some((_, include)) = blamed else { return missing.fault };
        let field = missing.fault.args.text("field").unwrap_or_default();
        let mut fault = include.clone().arg("field", field).arg("block", &missing.spot.0);
        fault.related.extend(missing.fault.template);
        fault
    }

    // ── statements ───────────────────────────────────────────────────────────────────────────────────────────

    fn template(&mut self, name: &str) {
        let Some((name, tree)) = self.trees.get_key_value(name) else { return };
        self.reached.insert((*name).to_owned());
        let outer = std::mem::replace(&mut self.name, name);
        self.stmt(tree);
        self.name = outer;
    }

    fn body(&mut self, body: &'t [Stmt<'t>]) {
        if let Some(spot) = body.iter().find_map(shown).map(|span| self.spot(span)) {
            self.alive.insert(spot);
        }
        body.iter().for_each(|stmt| self.stmt(stmt));
    }

    fn stmt(&mut self, stmt: &'t Stmt<'t>) {
        self.steps += 1;
        if self.steps > STEPS {
            return;
        }
        match stmt {
            Stmt::Template(s) => self.body(&s.children),
            Stmt::EmitExpr(s) => self.printed(&s.expr),
            Stmt::ForLoop(s) => self.for_loop(s),
            Stmt::IfCond(s) => self.if_cond(s),
            Stmt::WithBlock(s) => {
                let facts = self.facts.clone();
                self.frames.push(Frame::default());
                s.assignments.iter().for_each(|(target, value)| self.set(target, value));
                self.body(&s.body);
                self.frames.pop();
                self.facts = facts;
            }
            Stmt::Set(s) => self.set(&s.target, &s.expr),
            Stmt::Include(s) => self.include(s, s.span()),
            // Plain text, and statements that the lint has refused.
            _ => {}
        }
    }

    fn set(&mut self, target: &'t Expr<'t>, value: &'t Expr<'t>) {
        let kind = self.kind(value);
        if let Expr::Var(var) = target {
            self.facts.forget(var.id);
            if let Some(frame) = self.frames.last_mut() {
                frame.names.insert(var.id.to_owned(), kind);
            }
        }
    }

    fn for_loop(&mut self, s: &'t ForLoop<'t>) {
        let list = self.kind(&s.iter);
        self.note(&list);
        let element = list.element().unwrap_or_else(|| {
            self.refuse(Code::T021, &s.iter, Some(&list));
            Kind::Unknown
        });
        let facts = self.facts.clone();
        let mut frame = Frame { names: BTreeMap::new(), looping: true };
        if let Expr::Var(var) = &s.target {
            self.facts.forget(var.id);
            frame.names.insert(var.id.to_owned(), element);
        }
        self.facts.forget("loop");
        self.frames.push(frame);
        let chosen = s.filter_expr.as_ref().and_then(|filter| self.decide(filter));
        if chosen == Some(false) {
            self.unreachable(&s.body, s.filter_expr.as_ref(), "for … if");
        } else {
            self.body(&s.body);
        }
        self.frames.pop();
        self.facts = facts;
        self.body(&s.else_body);
    }

    fn if_cond(&mut self, s: &'t IfCond<'t>) {
        let decided = self.decide(&s.expr);
        let facts = self.facts.clone();
        if decided == Some(false) {
            self.unreachable(&s.true_body, Some(&s.expr), "if");
        } else {
            self.facts.assume(&s.expr, true);
            self.body(&s.true_body);
        }
        self.facts = facts.clone();
        if decided == Some(true) {
            self.unreachable(&s.false_body, Some(&s.expr), "else");
        } else {
            self.facts.assume(&s.expr, false);
            self.body(&s.false_body);
        }
        self.facts = facts;
    }

    fn include(&mut self, s: &'t Include<'t>, span: Span) {
        let Some(name) = s.name.as_const().and_then(|name| name.as_str().map(str::to_owned)) else { return };
        if !self.templates.contains_key(&name) {
            let mut fault = self.at(Fault::new(Code::T006).arg("name", &name), span);
            fault.meant = nearest(&name, self.templates.keys().map(String::as_str));
            self.faults.push(fault);
            return;
        }
        // The render reports a block that includes itself, or that is nested too deeply.
        if self.chain.len() >= DEPTH || self.chain.iter().any(|(spot, _)| *spot == self.spot(span)) {
            return;
        }
        let fault = self.at(Fault::new(Code::T022), span);
        self.chain.push((self.spot(span), fault));
        self.template(&name);
        self.chain.pop();
    }

    /// Notes a body that its condition excludes, if the body would print anything.
    fn unreachable(&mut self, body: &'t [Stmt<'t>], condition: Option<&Expr<'t>>, word: &str) {
        let Some(span) = printing(body) else { return };
        let text = condition.map(|c| self.text(whole(c))).unwrap_or_default();
        let construct = if word == "else" { format!("if {text} … else") } else { format!("{word} {text}") };
        let fault = self.at(Fault::new(Code::T020).arg("construct", construct), span);
        self.dead.push((self.spot(span), fault));
    }

    // ── notes ────────────────────────────────────────────────────────────────────────────────────────────────

    /// Notes a field that a condition or a loop asks for.
    fn note(&mut self, kind: &Kind<'v>) {
        if let (Kind::Node(_, path), Some(Class::Text | Class::Flag | Class::List)) = (kind, kind.class()) {
            self.asked.insert(path.clone());
        }
    }

    fn exists(&mut self, span: Span) {
        let spot = self.spot(span);
        self.good.extend(self.chain.iter().map(|(include, _)| (Some(include.clone()), spot.clone())));
        self.good.insert((None, spot));
    }

    fn miss(&mut self, field: String, span: Span, meant: Option<String>, choices: Option<String>, unbound: bool) {
        if self.quiet == 0 {
            let mut fault = self.at(Fault::new(Code::T004).arg("field", field), span);
            (fault.meant, fault.choices) = (meant, choices);
            self.missing.push(Missing { fault, spot: self.spot(span), unbound, chain: self.chain.clone() });
        }
    }

    fn refuse(&mut self, code: Code, expr: &Expr<'t>, kind: Option<&Kind<'v>>) {
        if self.quiet > 0 {
            return;
        }
        let span = whole(expr);
        let fault = Fault::new(code)
            .arg("expression", self.text(span))
            .arg("kind", kind.map_or(Arg::from(""), |kind| kind.word().into()));
        self.faults.push(self.at(fault, span));
    }

    fn text(&self, span: Span) -> String {
        let source = self.templates.get(self.name).map(String::as_str).unwrap_or_default();
        let text = source.get(span.start_offset as usize..span.end_offset as usize).unwrap_or_default();
        text.split_whitespace().collect::<Vec<_>>().join(" ")
    }

    fn spot(&self, span: Span) -> Spot {
        (self.name.to_owned(), span.start_offset, span.end_offset)
    }

    fn at(&self, fault: Fault, span: Span) -> Fault {
        fault.at(self.name, u32::from(span.start_line), u32::from(span.start_col) + 1)
    }
}

/// The first place where a body prints; `None` if it prints nothing.
fn printing(body: &[Stmt<'_>]) -> Option<Span> {
    body.iter().find_map(|stmt| match stmt {
        Stmt::ForLoop(s) => printing(&s.body).or_else(|| printing(&s.else_body)),
        Stmt::IfCond(s) => printing(&s.true_body).or_else(|| printing(&s.false_body)),
        Stmt::WithBlock(s) => printing(&s.body),
        _ => shown(stmt),
    })
}

/// The place where a statement itself prints, if it does.
fn shown(stmt: &Stmt<'_>) -> Option<Span> {
    match stmt {
        Stmt::EmitRaw(s) if !s.raw.trim().is_empty() => Some(visible(s.raw, s.span())),
        Stmt::EmitExpr(s) => Some(s.span()),
        Stmt::Include(s) => Some(s.span()),
        _ => None,
    }
}

/// The place of the first letter of a text.
fn visible(raw: &str, mut span: Span) -> Span {
    let before = &raw[..raw.len() - raw.trim_start().len()];
    let narrow = |n: usize| u16::try_from(n).unwrap_or(u16::MAX);
    span.start_offset += u32::try_from(before.len()).unwrap_or(0);
    match before.rfind('\n') {
        Some(last) => {
            span.start_line = span.start_line.saturating_add(narrow(before.matches('\n').count()));
            span.start_col = narrow(before[last + 1..].chars().count());
        }
        None => span.start_col = span.start_col.saturating_add(narrow(before.chars().count())),
    }
    span
}
