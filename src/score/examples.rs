//! Worked examples of an instrument: each must come out as its source says.

use std::collections::BTreeMap;

use crate::diag::{Code, Diagnostic, Found, Place};
use crate::evaluation::{AnswerRecord, Judgement, Verdict};
use crate::instrument::{Example, Instrument, Method};
use crate::num::{self, Points, Ratio, decimal_text};

use super::calculate::{Whose, calculate, single};

/// Computes every example of the instrument and reports each result that differs from the written one.
pub fn verify(instrument: &Instrument) -> Found {
    let mut found = Vec::new();
    for example in &instrument.examples {
        verify_one(instrument, example, &mut found);
    }
    found
}

fn verify_one(instrument: &Instrument, example: &Example, found: &mut Found) {
    let typed = example.answers.iter().map(|(code, at, text)| (code.as_str(), *at, text.as_str()));
    let answers = plain_answers(instrument, typed);
    let decimals = instrument.rounding.decimals;
    let mut differs = |at: Place, code: &str, computed: String, expected: String| {
        if computed != expected {
            found.push(
                Diagnostic::new(Code::I015)
                    .at(at)
                    .arg("title", &example.title)
                    .arg("code", code)
                    .arg("found", computed)
                    .arg("expected", expected),
            );
        }
    };
    let shown = |value: Option<Ratio>| value.map_or_else(|| "–".to_owned(), |v| decimal_text(&v, decimals));
    for (code, at, expected) in &example.results {
        let computed = match (instrument.subcomponent(code), instrument.component(code)) {
            (Some(sub), _) => single(instrument, &answers, sub).map(|s| s.points.0),
            (None, Some(component)) => component
                .subcomponents()
                .map(|sub| single(instrument, &answers, sub).map(|s| s.points))
                .sum::<Option<Points>>()
                .map(|points| points.0),
            (None, None) => None,
        };
        differs(*at, code, shown(computed), decimal_text(expected, decimals));
    }
    let computed_total = (!example.answers.is_empty())
        .then(|| calculate(instrument, &answers, Whose::Evaluator))
        .flatten()
        .filter(|_| instrument.subcomponents().all(|s| single(instrument, &answers, s).is_some()))
        .map(|sheet| sheet.total.0);
    if let (Some((at, expected)), false) = (&example.total, example.answers.is_empty()) {
        differs(*at, "total", shown(computed_total.clone()), decimal_text(expected, decimals));
    }
    if let Some((at, letter)) = &example.grade {
        let total = example.total.as_ref().map(|(_, t)| t.clone()).or(computed_total);
        let grade = total.and_then(|t| instrument.grade(&t).map(|b| b.letter.clone()));
        differs(*at, "predikat", grade.unwrap_or_else(|| "–".to_owned()), letter.clone());
    }
}

/// Records of the team's answers, from plain text by code: a choice, `tidak_berlaku`, or a number where points are
/// typed.
pub fn plain_answers<'a>(
    instrument: &Instrument,
    answers: impl IntoIterator<Item = (&'a str, Place, &'a str)>,
) -> BTreeMap<String, AnswerRecord> {
    let typed = |code: &str| instrument.subcomponent(code).is_some_and(|s| s.method == Method::Typed);
    let record = |(code, at, text): (&str, Place, &str)| {
        let verdict = match num::parse(text) {
            Ok(number) if typed(code) => Verdict::Points(number.value, number.text),
            _ if text == "tidak_berlaku" => Verdict::NotApplicable,
            _ => Verdict::Choice(text.to_owned()),
        };
        let team = Some(Judgement { at, verdict });
        (code.to_owned(), AnswerRecord::of_team(at, team))
    };
    answers.into_iter().map(record).collect()
}
