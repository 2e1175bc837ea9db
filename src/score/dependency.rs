//! `kontrol kerangka logis`: warns about answers that are better than the answers they rest on. Scores stay as they
//! are.

use crate::diag::{Code, Diagnostic, Found, Note, Place};
use crate::instrument::{Instrument, Limit};
use crate::num::{Ratio, ratio};

use super::sheet::{AnswerTrace, ScoreSheet};

/// Finds every answer that exceeds its limit. An answer that was left out as not applicable is passed over, also as a
/// limit.
pub fn dependencies(instrument: &Instrument, sheet: &ScoreSheet) -> Found {
    let mut found = Vec::new();
    for check in &instrument.checks {
        let limit = match &check.limit {
            Limit::Answer(code) => answer(sheet, code).map(|(value, trace)| (value, trace.at)),
            Limit::Average(code) => average(sheet, code),
        };
        let Some((limit, limit_place)) = limit else { continue };
        let name = match &check.limit {
            Limit::Answer(code) | Limit::Average(code) => code,
        };
        for code in &check.codes {
            let Some((value, trace)) = answer(sheet, code) else { continue };
            let (Some(at), true) = (trace.at, value > limit) else { continue };
            let mut fault = Diagnostic::new(Code::D130)
                .at(at)
                .arg("code", code)
                .arg("answer", &trace.answer)
                .arg("limit", name)
                .arg("text", &check.message);
            if let Some(place) = limit_place {
                fault = fault.related(place, Note::ComparedHere);
            }
            found.push(fault);
        }
    }
    found
}

fn answer<'a>(sheet: &'a ScoreSheet, code: &str) -> Option<(Ratio, &'a AnswerTrace)> {
    let trace = sheet.subcomponents().flat_map(|s| s.trace.answers()).find(|a| a.code == code)?;
    trace.value.as_ref().map(|value| (value.0.clone(), trace))
}

fn average(sheet: &ScoreSheet, code: &str) -> Option<(Ratio, Option<Place>)> {
    let sub = sheet.subcomponents().find(|s| s.code == code)?;
    let values: Vec<&Ratio> = sub.trace.answers().iter().filter_map(|a| a.value.as_ref().map(|v| &v.0)).collect();
    let count = i64::try_from(values.len()).ok().filter(|n| *n > 0)?;
    let sum: Ratio = values.into_iter().sum();
    Some((sum / ratio(count), None))
}
