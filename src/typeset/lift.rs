//! Turns Typst's diagnostics into faults, at the line of the template and with the text of the report.

use typst::diag::SourceDiagnostic;
use typst::syntax::DiagSpan;
use typst::{World, WorldExt};

use crate::diag::{Arg, Code};
use crate::template::{Fault, Rendered};

use super::world::{Files, name};

/// Turns each diagnostic into a fault with this code and this extra value.
pub(super) fn lift(
    found: &[SourceDiagnostic],
    code: Code,
    extra: Option<(&str, &str)>,
    world: &Files,
    rendered: &Rendered,
) -> Vec<Fault> {
    let mut faults: Vec<Fault> = Vec::new();
    for diagnostic in found {
        let mut fault = one(diagnostic, code, world, rendered);
        if let Some((key, value)) = extra {
            fault = fault.arg(key, value);
        }
        if !faults.contains(&fault) {
            faults.push(fault);
        }
    }
    faults
}

fn one(diagnostic: &SourceDiagnostic, code: Code, world: &Files, rendered: &Rendered) -> Fault {
    let mut message = diagnostic.message.to_string();
    let hints: Vec<&str> = diagnostic.hints.iter().map(|hint| hint.v.as_str()).collect();
    if !hints.is_empty() {
        message = format!("{message} ({})", hints.join("; "));
    }
    let elsewhere = elsewhere(diagnostic.span, world);
    if let Some((name, line, column)) = &elsewhere {
        message = format!("{message} [{name}:{line}:{column}]");
    }
    let mut fault = Fault::new(code).arg("message", Arg::known(message));

    // The first place inside the template: that of the fault, else that of a call that led to it.
    let spans = std::iter::once(diagnostic.span).chain(diagnostic.trace.iter().map(|point| point.span.into()));
    let range = spans.filter(|span| span.id() == Some(world.main().id())).find_map(|span| world.range(span));
    if let Some(range) = range {
        fault.origin = rendered.origin_of(&range).map(str::to_owned);
        if let Some(at) = rendered.locate(range.start) {
            return fault.at(at.template, at.line, at.column);
        }
    }
    fault.template = elsewhere;
    fault
}

/// File, line and column of a span outside the template.
pub(super) fn elsewhere(span: DiagSpan, world: &Files) -> Option<(String, u32, u32)> {
    let id = span.id().filter(|id| *id != world.main().id())?;
    let range = world.range(span)?;
    let source = world.source(id).ok()?;
    let (line, column) = source.lines().byte_to_line_column(range.start)?;
    Some((name(id)?.to_owned(), u32::try_from(line).ok()? + 1, u32::try_from(column).ok()? + 1))
}
