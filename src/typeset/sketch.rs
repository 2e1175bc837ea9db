//! Typst of templates looked at without compiling it: the parser's errors, and the proof of literals.

use std::ops::Range;

use typst::syntax::{DiagSpanKind, Source, SyntaxDiagnostic};

use super::proof;
use crate::diag::Code;
use crate::template::{Fault, Rendered};

/// What Typst's parser says of a rendered template; if it says nothing, what the proof of literals says.
pub fn sketch(rendered: &Rendered) -> Vec<Fault> {
    let source = Source::detached(rendered.text.as_str());
    let faults: Vec<Fault> = errors(&source)
        .into_iter()
        .filter_map(|(fault, range)| {
            let at = rendered.locate(range.start)?;
            Some(fault.at(at.template, at.line, at.column))
        })
        .collect();
    // One open bracket turns every literal behind it.
    if faults.is_empty() { proof::prove_source(&source, rendered) } else { faults }
}

/// What Typst's parser says of a style.
pub fn style(name: &str, text: &str) -> Vec<Fault> {
    let source = Source::detached(text);
    let place = |(fault, range): (Fault, Range<usize>)| {
        let (line, column) = source.lines().byte_to_line_column(range.start)?;
        Some(fault.at(name, u32::try_from(line).ok()? + 1, u32::try_from(column).ok()? + 1))
    };
    errors(&source).into_iter().filter_map(place).collect()
}

fn errors(source: &Source) -> Vec<(Fault, Range<usize>)> {
    let (errors, _) = source.root().errors_and_warnings();
    errors.iter().filter_map(|error| Some((fault(error), range(source, error)?))).collect()
}

fn fault(error: &SyntaxDiagnostic) -> Fault {
    let hints: Vec<&str> = error.hints.iter().map(|hint| hint.v.as_str()).collect();
    let message = match hints.is_empty() {
        true => error.message.to_string(),
        false => format!("{} ({})", error.message, hints.join("; ")),
    };
    Fault::new(Code::T026).arg("message", message)
}

fn range(source: &Source, error: &SyntaxDiagnostic) -> Option<Range<usize>> {
    match error.span.get() {
        DiagSpanKind::Detached => None,
        DiagSpanKind::Number { num, sub_range, .. } => source.range(num, sub_range),
        DiagSpanKind::Range { range, .. } => Some(range),
    }
}
