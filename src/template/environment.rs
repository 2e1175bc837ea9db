//! The environment: the filters and tests that a template has, and how a value is printed.

use std::collections::BTreeMap;
use std::error::Error as _;
use std::sync::mpsc::{self, Sender};

use minijinja::value::{Value, ValueKind};
use minijinja::{AutoEscape, Environment, Error, ErrorKind, Output, OutputSpanKind, UndefinedBehavior, filters, tests};

use crate::diag::{Arg, Code, Term};

use super::escape::literal;
use super::rendered::{Form, Piece, Rendered, Segment, advance};
use super::value::{self, Teks, Ukuran};
use super::{Fault, reachable};

/// The most steps of a render. A letter needs some 50,000.
const FUEL: u64 = 2_000_000;

/// The deepest nesting; an `include` counts ten.
const DEPTH: usize = 200;

/// The longest Typst source in bytes.
const LONGEST: usize = 8 << 20;

/// The formatter's note about one printed piece. Notes come in the order of printing.
struct Printed {
    form: Form,
    origin: Option<String>,
    length: usize,
}

/// Renders the template `main` with a report. Every template that `main` can reach is linted first.
pub fn render(
    templates: &BTreeMap<String, String>,
    main: &str,
    report: &serde_json::Value,
) -> Result<Rendered, Vec<Fault>> {
    let used = reachable(templates, main)?;
    let (context, trail) = value::convert(report)?;
    let (log, notes) = mpsc::channel();
    let env = environment(&used, log).map_err(|error| vec![lift(&error, &used)])?;
    let template = env.get_template(main).map_err(|error| vec![lift(&error, &used)])?;
    let (text, spans) = template.render_with_spans(context).map_err(|error| {
        let error = innermost(&error);
        let fault = lift(error, &used);
        // The origin counts only if the faulty expression itself asks an element; any other element is chance.
        let origin = trail.origin().filter(|_| of_an_element(snippet(error, &used), report));
        vec![Fault { origin, ..fault }]
    })?;
    if text.len() > LONGEST {
        let fault = Fault::new(Code::T008).arg("bytes", text.len()).arg("limit", LONGEST).at(main, 1, 1);
        return Err(vec![fault]);
    }

    let names: Vec<String> = used.keys().map(|name| (*name).to_owned()).collect();
    let mut rendered = Rendered { text, pieces: Vec::new(), names, segments: Vec::with_capacity(spans.len()) };
    for span in &spans {
        let Some(index) = rendered.names.iter().position(|name| name == span.name()) else { continue };
        let source = used.get(span.name()).copied().unwrap_or_default();
        let (line, column) = place(source, span.source_range().start, span.line());
        let (range, raw) = (span.output_range(), span.kind() == OutputSpanKind::Raw);
        if !raw {
            // Every printed piece goes through the formatter, which notes it.
            let Some(printed) = notes.try_recv().ok().filter(|printed| printed.length == range.len()) else {
                let reason = Term::PiecesDisagree;
                return Err(vec![Fault::new(Code::T010).arg("reason", reason).at(span.name(), line, column)]);
            };
            rendered.pieces.push(Piece {
                range: range.clone(),
                form: printed.form,
                origin: printed.origin,
                expression: source.get(span.source_range()).unwrap_or_default().trim().to_owned(),
                template: span.name().to_owned(),
                line,
                column,
            });
        }
        rendered.segments.push(Segment { range, name: index, line, column, raw });
    }
    if notes.try_recv().is_ok() {
        let reason = Term::PieceLost;
        return Err(vec![Fault::new(Code::T010).arg("reason", reason).at(main, 1, 1)]);
    }
    Ok(rendered)
}

fn environment<'s>(used: &BTreeMap<&'s str, &'s str>, log: Sender<Printed>) -> Result<Environment<'s>, Error> {
    let mut env = Environment::empty();
    env.set_syntax(super::lint::syntax());
    env.set_debug(true); // gives a fault its place, and costs nothing without a fault
    env.set_undefined_behavior(UndefinedBehavior::Strict);
    env.set_fuel(Some(FUEL));
    env.set_recursion_limit(DEPTH);
    env.set_auto_escape_callback(|_| AutoEscape::Custom("typst".into()));
    env.set_formatter(move |out, _, value| print(out, value, &log));
    env.add_filter("length", length);
    env.add_filter("first", filters::first);
    env.add_filter("last", filters::last);
    env.add_test("defined", tests::is_defined);
    for (name, source) in used {
        env.add_template(name, source)?;
    }
    Ok(env)
}

/// The only way out of a template: prints our two objects and refuses every other value.
fn print(out: &mut Output<'_>, value: &Value, log: &Sender<Printed>) -> Result<(), Error> {
    let (text, form, origin) = if let Some(teks) = value.downcast_object_ref::<Teks>() {
        (literal(&teks.text), Form::Text, teks.origin.clone())
    } else if let Some(ukuran) = value.downcast_object_ref::<Ukuran>() {
        (ukuran.digits.clone(), Form::Size, None)
    } else {
        // The engine's error carries text only: the reason travels by its name.
        return Err(Error::new(ErrorKind::BadEscape, word(value).name()));
    };
    out.write_str(&text).map_err(Error::from)?;
    // The receiver outlives the render. If a note is lost all the same, the caller finds it missing.
    let _ = log.send(Printed { form, origin, length: text.len() });
    Ok(())
}

/// The length of a list. The built-in filter also counts letters, and takes an undefined value for an empty list.
fn length(value: &Value) -> Result<usize, Error> {
    match (value.kind(), value.len()) {
        (ValueKind::Undefined, _) => Err(Error::from(ErrorKind::UndefinedError)),
        (ValueKind::Seq, Some(length)) => Ok(length),
        (..) => Err(Error::new(ErrorKind::InvalidOperation, format!("length of {}", kind(value)))),
    }
}

/// The kind of a value that cannot be printed.
fn word(value: &Value) -> Term {
    match value.kind() {
        ValueKind::Undefined => Term::Undefined,
        ValueKind::None => Term::Nothing,
        ValueKind::Bool => Term::Flag,
        ValueKind::Number => Term::Number,
        ValueKind::Seq | ValueKind::Iterable => Term::List,
        ValueKind::Map => Term::Map,
        _ => Term::OwnWord,
    }
}

fn kind(value: &Value) -> &'static str {
    match value.kind() {
        ValueKind::Undefined => "undefined",
        ValueKind::None => "null",
        ValueKind::Bool => "true/false",
        ValueKind::Number => "number",
        ValueKind::String => "string",
        ValueKind::Seq | ValueKind::Iterable => "list",
        ValueKind::Map => "map",
        _ => "other",
    }
}

/// Line and column of a byte of a template. If the template has no such byte, minijinja's line is taken.
fn place(source: &str, offset: usize, line: usize) -> (u32, u32) {
    match source.get(..offset) {
        Some(before) => advance(1, 1, before),
        None => (u32::try_from(line).unwrap_or(u32::MAX), 1),
    }
}

/// The innermost error: minijinja wraps an error inside an included template in others.
fn innermost(mut error: &Error) -> &Error {
    while error.kind() == ErrorKind::BadInclude
        && let Some(inner) = error.source().and_then(|source| source.downcast_ref::<Error>())
    {
        error = inner;
    }
    error
}

/// The piece of a template that an error is about.
fn snippet<'s>(error: &Error, used: &BTreeMap<&str, &'s str>) -> &'s str {
    let source = error.name().and_then(|name| used.get(name)).copied().unwrap_or_default();
    error.range().and_then(|range| source.get(range)).unwrap_or_default().trim()
}

/// True if every name of an expression whose field is asked is unknown to the report, and so stands for an element of a
/// list.
fn of_an_element(snippet: &str, report: &serde_json::Value) -> bool {
    let part = |c: char| c.is_alphanumeric() || c == '_';
    let name = |(at, _): (usize, &str)| {
        let before = &snippet[..at];
        let start = before.char_indices().rev().find(|(_, c)| !part(*c)).map_or(0, |(i, c)| i + c.len_utf8());
        // A point after another field, or after a bracket, begins no name.
        (start < at && !before[..start].ends_with('.')).then(|| &before[start..])
    };
    let mut names = snippet.match_indices('.').filter_map(name).peekable();
    names.peek().is_some() && names.all(|name| report.get(name).is_none())
}

/// Lifts an error of minijinja to a fault.
fn lift(error: &Error, used: &BTreeMap<&str, &str>) -> Fault {
    let source = error.name().and_then(|name| used.get(name)).copied().unwrap_or_default();
    let range = error.range();
    let snippet = snippet(error, used);
    let reason =
        || error.detail().map_or_else(|| error.kind().to_string(), |detail| format!("{}: {detail}", error.kind()));
    let fault = match error.kind() {
        ErrorKind::SyntaxError => Fault::new(Code::T001).arg("reason", error.detail().unwrap_or("syntax")),
        ErrorKind::UndefinedError => Fault::new(Code::T004).arg("field", snippet),
        ErrorKind::BadEscape => {
            Fault::new(Code::T005).arg("expression", snippet).arg("kind", Arg::known(error.detail().unwrap_or("?")))
        }
        ErrorKind::OutOfFuel => Fault::new(Code::T007).arg("reason", reason()),
        ErrorKind::InvalidOperation if error.detail().is_some_and(|d| d.contains("recursion limit")) => {
            Fault::new(Code::T007).arg("reason", reason())
        }
        _ => Fault::new(Code::T010).arg("reason", reason()),
    };
    match (error.name(), error.line()) {
        (Some(name), Some(line)) => {
            let (line, column) = match range {
                Some(range) => place(source, range.start, line),
                None => (u32::try_from(line).unwrap_or(u32::MAX), 1),
            };
            fault.at(name, line, column)
        }
        _ => fault,
    }
}
