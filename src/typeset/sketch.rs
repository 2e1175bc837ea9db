//! Checks the Typst of templates without compiling it: the parser's errors, and the proof of literals.

use std::ops::Range;
use std::thread;

use typst::syntax::{DiagSpanKind, Source, SyntaxDiagnostic};

use crate::diag::{Arg, Code};
use crate::template::{Fault, Rendered};

use super::proof;

/// The longest text that is parsed, in bytes; a letter has some fifty thousand.
const LONGEST: usize = 1 << 20;

/// Stack for each byte of text: a chain such as `- - - 1` makes a tree as deep as the chain is long. The system
/// provides only the part of a stack that is used.
const STACK_PER_BYTE: usize = 1 << 10;

/// The errors of Typst's parser in a rendered template. If there are none, the faults of the proof of literals.
pub fn sketch(rendered: &Rendered) -> Vec<Fault> {
    on_deep_stack(&rendered.text, || {
        let source = Source::detached(rendered.text.as_str());
        let place = |(fault, range): (Fault, Range<usize>)| {
            let at = rendered.locate(range.start)?;
            Some(fault.at(at.template, at.line, at.column))
        };
        let faults: Vec<Fault> = errors(&source).into_iter().filter_map(place).collect();
        // One unclosed bracket spoils every literal behind it.
        if faults.is_empty() { proof::prove_source(&source, rendered) } else { faults }
    })
}

/// The errors of Typst's parser in a style.
pub fn style(name: &str, text: &str) -> Vec<Fault> {
    on_deep_stack(text, || {
        let source = Source::detached(text);
        let place = |(fault, range): (Fault, Range<usize>)| {
            let (line, column) = source.lines().byte_to_line_column(range.start)?;
            Some(fault.at(name, u32::try_from(line).ok()? + 1, u32::try_from(column).ok()? + 1))
        };
        errors(&source).into_iter().filter_map(place).collect()
    })
}

/// Checks a text on a thread whose stack is deep enough. A text that is too long is not checked here: its faults show
/// when a worker makes the letter.
fn on_deep_stack(text: &str, look: impl FnOnce() -> Vec<Fault> + Send) -> Vec<Fault> {
    if text.len() > LONGEST {
        return Vec::new();
    }
    let stack = super::STACK + text.len() * STACK_PER_BYTE;
    let done = thread::scope(|scope| {
        let thread = thread::Builder::new().stack_size(stack).spawn_scoped(scope, look);
        thread.map(|thread| thread.join().map_err(|_| "panic".to_owned()))
    });
    let reason = match done {
        Ok(Ok(faults)) => return faults,
        Ok(Err(reason)) => reason,
        Err(error) => error.to_string(),
    };
    vec![Fault::new(Code::P009).arg("reason", reason)]
}

/// The most faults of one text.
const MOST: usize = 20;

fn errors(source: &Source) -> Vec<(Fault, Range<usize>)> {
    let (errors, _) = source.root().errors_and_warnings();
    errors.iter().take(MOST).filter_map(|error| Some((fault(error), range(source, error)?))).collect()
}

fn fault(error: &SyntaxDiagnostic) -> Fault {
    let hints: Vec<&str> = error.hints.iter().map(|hint| hint.v.as_str()).collect();
    let message = match hints.is_empty() {
        true => error.message.to_string(),
        false => format!("{} ({})", error.message, hints.join("; ")),
    };
    Fault::new(Code::T026).arg("message", Arg::known(message))
}

fn range(source: &Source, error: &SyntaxDiagnostic) -> Option<Range<usize>> {
    match error.span.get() {
        DiagSpanKind::Detached => None,
        DiagSpanKind::Number { num, sub_range, .. } => source.range(num, sub_range),
        DiagSpanKind::Range { range, .. } => Some(range),
    }
}
