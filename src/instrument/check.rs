//! Consistency of an instrument: weights, codes, grades, references.

use crate::diag::{Code, Diagnostic, Found, Hint, Note, Place, nearest};
use crate::num::{Ratio, Weight, decimal_text, plain, ratio};

use super::model::{Instrument, Limit, Subcomponent};

/// Checks everything that concerns more than one entry of the file.
pub(super) fn consistency(instrument: &Instrument, found: &mut Found) {
    total(instrument, found);
    weights(instrument, found);
    codes(instrument, found);
    grades(instrument, found);
    references(instrument, found);
}

/// Checks that the weights of sub-components add up to the weight of their group or component.
pub(super) fn sum<'a>(
    code: &str,
    place: Place,
    weight: &Weight,
    parts: impl IntoIterator<Item = &'a Subcomponent>,
    found: &mut Found,
) {
    let sum: Weight = parts.into_iter().map(|s| &s.weight).sum();
    if sum != *weight {
        found.push(
            Diagnostic::new(Code::I001)
                .at(place)
                .arg("code", code)
                .arg("sum", decimal_text(&sum.0, 2))
                .arg("weight", decimal_text(&weight.0, 2)),
        );
    }
}

fn total(instrument: &Instrument, found: &mut Found) {
    let sum: Weight = instrument.components.iter().map(|c| &c.weight).sum();
    if sum.0 != ratio(100) {
        found.push(Diagnostic::new(Code::I002).at(instrument.place).arg("sum", decimal_text(&sum.0, 2)));
    }
}

/// Checks that each weight, and each highest number of points, is positive and stays the same when it is rounded.
/// Rounded points could otherwise exceed it.
fn weights(instrument: &Instrument, found: &mut Found) {
    let mut check = |value: &Ratio, code: &str, at: Place| {
        if *value <= ratio(0) || instrument.rounding.apply(value) != *value {
            found.push(
                Diagnostic::new(Code::I017)
                    .at(at)
                    .arg("value", plain(value))
                    .arg("code", code)
                    .arg("decimals", instrument.rounding.decimals),
            );
        }
    };
    for component in &instrument.components {
        check(&component.weight.0, &component.code, component.place);
    }
    for sub in instrument.subcomponents() {
        check(&sub.weight.0, &sub.code, sub.place);
        for criterion in &sub.criteria {
            if let Some(maximum) = &criterion.maximum {
                check(&maximum.0, &criterion.code, criterion.place);
            }
        }
    }
}

fn codes(instrument: &Instrument, found: &mut Found) {
    let mut seen: Vec<(&str, Place)> = Vec::new();
    let components = instrument.components.iter().map(|c| (c.code.as_str(), c.place));
    let subcomponents = instrument.subcomponents().map(|s| (s.code.as_str(), s.place));
    let criteria = instrument.criteria().map(|(_, c)| (c.code.as_str(), c.place));
    for (code, place) in components.chain(subcomponents).chain(criteria) {
        if let Some((_, first)) = seen.iter().find(|(known, _)| *known == code) {
            found.push(Diagnostic::new(Code::I003).at(place).arg("code", code).related(*first, Note::FirstHere));
        }
        seen.push((code, place));
    }
}

fn grades(instrument: &Instrument, found: &mut Found) {
    let gap = |found: &mut Found, letter: &str| {
        found.push(Diagnostic::new(Code::I013).at(instrument.place).arg("letter", letter));
    };
    let Some(highest) = instrument.grades.first() else {
        return gap(found, "–");
    };
    if highest.up_to != ratio(100) {
        return gap(found, &highest.letter);
    }
    let broken = instrument
        .grades
        .windows(2)
        .find(|pair| pair[0].above.as_ref() != Some(&pair[1].up_to) || pair[1].above.as_ref() >= Some(&pair[1].up_to));
    let open_end = instrument.grades.last().filter(|lowest| lowest.above.is_some());
    if let Some(band) = broken.map(|pair| &pair[1]).or(open_end) {
        gap(found, &band.letter);
    }
}

fn references(instrument: &Instrument, found: &mut Found) {
    let known = instrument.codes();
    for check in &instrument.checks {
        let limit = match &check.limit {
            Limit::Answer(code) | Limit::Average(code) => code,
        };
        for code in check.codes.iter().chain([limit]) {
            if !known.contains(&code.as_str()) {
                let mut fault = Diagnostic::new(Code::I014).at(check.place).arg("code", code);
                fault.hints.extend(nearest(code, known.iter().copied()).map(Hint::DidYouMean));
                found.push(fault);
            }
        }
    }
    for example in &instrument.examples {
        for (code, place, answer) in &example.answers {
            if let Some(scale) = instrument.scale_of(code).filter(|scale| scale.choice(answer).is_none()) {
                found.push(
                    Diagnostic::new(Code::D103)
                        .at(*place)
                        .arg("answer", answer)
                        .arg("code", code)
                        .arg("scale", &scale.id)
                        .hint(Hint::Choices(scale.list())),
                );
            }
        }
        let codes =
            example.answers.iter().map(|(c, p, _)| (c, p)).chain(example.results.iter().map(|(c, p, _)| (c, p)));
        for (code, place) in codes {
            if !known.contains(&code.as_str()) {
                let mut fault = Diagnostic::new(Code::I014).at(*place).arg("code", code);
                fault.hints.extend(nearest(code, known.iter().copied()).map(Hint::DidYouMean));
                found.push(fault);
            }
        }
    }
}
