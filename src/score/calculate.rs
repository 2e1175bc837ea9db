//! From checked answers to a score sheet.

use std::collections::BTreeMap;

use num_traits::Zero;

use crate::evaluation::{AnswerRecord, Judgement, Verdict};
use crate::instrument::{
    AnswerScale, Component, Criterion, Instrument, Method, NotApplicablePolicy, RoundingLevel, Subcomponent,
};
use crate::num::{AnswerValue, Points, Ratio, ratio};

use super::sheet::*;

/// Whose answers are scored.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Whose {
    /// The evaluator's; the panel's answer counts where there is one.
    Evaluator,
    /// The office's own (penilaian mandiri).
    Office,
}

/// Scores one evaluation.
///
/// For the evaluator a code without an answer counts as nothing; the checks of [`Evaluation::new`] have refused it
/// before, unless the instrument's policy is `nol`. For the office the result is `None` if any code lacks an own
/// answer.
///
/// ```ignore
/// let sheet = score::calculate(&instrument, &evaluation.answers, Whose::Evaluator)?;
/// assert_eq!(sheet.text(&sheet.total.0), "78,50");
/// assert_eq!(sheet.grade.letter, "BB");
/// ```
///
/// [`Evaluation::new`]: crate::evaluation::Evaluation::new
pub fn calculate(
    instrument: &Instrument,
    answers: &BTreeMap<String, AnswerRecord>,
    whose: Whose,
) -> Option<ScoreSheet> {
    let scorer = Scorer { instrument, answers, whose };
    let components: Vec<ComponentScore> =
        instrument.components.iter().map(|c| scorer.component(c)).collect::<Option<_>>()?;
    let sum: Points = components.iter().map(|c| &c.points).sum();
    let total = Points(instrument.rounding.apply(&sum.0));
    let band = instrument.grade(&total.0)?;
    let grade = Grade { letter: band.letter.clone(), word: band.word.clone() };
    let typed = components.iter().any(|c| c.typed.is_some());
    let late_rounding = instrument.rounding_level != RoundingLevel::Subcomponent && !typed;
    Some(ScoreSheet { components, total, grade, rounding: instrument.rounding, late_rounding })
}

/// The score of one sub-component alone, `None` if an answer is missing; for worked examples.
pub(super) fn single(
    instrument: &Instrument,
    answers: &BTreeMap<String, AnswerRecord>,
    subcomponent: &Subcomponent,
) -> Option<SubcomponentScore> {
    let complete = match subcomponent.method {
        Method::Letter(_) | Method::Typed => answers.contains_key(&subcomponent.code),
        Method::Average | Method::Points => subcomponent.criteria.iter().all(|c| answers.contains_key(&c.code)),
    };
    let scorer = Scorer { instrument, answers, whose: Whose::Evaluator };
    complete.then(|| scorer.subcomponent(subcomponent)).flatten()
}

struct Scorer<'a> {
    instrument: &'a Instrument,
    answers: &'a BTreeMap<String, AnswerRecord>,
    whose: Whose,
}

impl Scorer<'_> {
    fn judgement(&self, code: &str) -> Option<&Judgement> {
        let record = self.answers.get(code)?;
        match self.whose {
            Whose::Evaluator => record.effective(),
            Whose::Office => record.own.as_ref(),
        }
    }

    fn component(&self, component: &Component) -> Option<ComponentScore> {
        let typed = self.judgement(&component.code).and_then(|j| match &j.verdict {
            Verdict::Points(value, text) => Some((j.at, value.clone(), text.clone())),
            _ => None,
        });
        let mut score = ComponentScore {
            code: component.code.clone(),
            name: component.name.clone(),
            weight: component.weight.clone(),
            points: Points::zero(),
            groups: Vec::new(),
            typed: None,
        };
        if let Some((at, value, text)) = typed {
            score.points = Points(value);
            score.typed = Some((at, text));
            return Some(score);
        }
        for group in &component.groups {
            let subcomponents: Vec<SubcomponentScore> =
                group.subcomponents.iter().map(|s| self.subcomponent(s)).collect::<Option<_>>()?;
            score.groups.push(GroupScore {
                head: group.head.as_ref().map(|h| (h.code.clone(), h.name.clone(), h.weight.clone())),
                points: subcomponents.iter().map(|s| &s.points).sum(),
                subcomponents,
            });
        }
        let sum: Points = score.groups.iter().map(|g| &g.points).sum();
        score.points = match self.instrument.rounding_level {
            RoundingLevel::Component => Points(self.instrument.rounding.apply(&sum.0)),
            RoundingLevel::Subcomponent | RoundingLevel::Total => sum,
        };
        Some(score)
    }

    fn subcomponent(&self, sub: &Subcomponent) -> Option<SubcomponentScore> {
        let (exact, trace) = self.value(sub)?;
        let rounds_here = self.instrument.rounding_level == RoundingLevel::Subcomponent;
        let points = if rounds_here { self.instrument.rounding.apply(&exact) } else { exact.clone() };
        Some(SubcomponentScore {
            code: sub.code.clone(),
            name: sub.name.clone(),
            weight: sub.weight.clone(),
            exact,
            points: Points(points),
            trace,
        })
    }

    /// The value of a sub-component before rounding, with its trace.
    fn value(&self, sub: &Subcomponent) -> Option<(Ratio, Trace)> {
        if let Some(Judgement { at, verdict: Verdict::Points(value, text) }) = self.judgement(&sub.code) {
            return Some((value.clone(), Trace::Typed { at: *at, text: text.clone() }));
        }
        match &sub.method {
            Method::Letter(scale) => {
                let answer = self.answer(&sub.code, scale, None)?;
                let value = answer.value.as_ref().map_or_else(Ratio::zero, |v| v.0.clone());
                Some((value * &sub.weight.0, Trace::Letter(answer)))
            }
            Method::Average => {
                let answers = self.criteria(sub)?;
                let counted: Vec<&AnswerValue> = answers.iter().filter_map(|a| a.value.as_ref()).collect();
                let sum: AnswerValue = counted.iter().copied().sum();
                let count = counted.len();
                let divisor = i64::try_from(count.max(1)).ok()?;
                let value = &sum.0 / ratio(divisor) * &sub.weight.0;
                Some((value, Trace::Average { answers, sum: sum.0, count }))
            }
            Method::Points => {
                let answers = self.criteria(sub)?;
                let counted = || answers.iter().filter_map(|a| Some((a.value.as_ref()?, a.maximum.as_ref()?)));
                let sum: Ratio = counted().map(|(value, maximum)| &value.0 * &maximum.0).sum();
                let reachable: Ratio = counted().map(|(_, maximum)| maximum.0.clone()).sum();
                let value = if reachable.is_zero() { Ratio::zero() } else { &sum / &reachable * &sub.weight.0 };
                Some((value, Trace::Points { answers, sum, reachable }))
            }
            Method::Typed => match self.whose {
                Whose::Evaluator => Some((
                    Ratio::zero(),
                    Trace::Points { answers: Vec::new(), sum: Ratio::zero(), reachable: Ratio::zero() },
                )),
                Whose::Office => None,
            },
        }
    }

    fn criteria(&self, sub: &Subcomponent) -> Option<Vec<AnswerTrace>> {
        let trace = |c: &Criterion| self.answer(&c.code, c.scale.as_deref()?, c.maximum.clone());
        sub.criteria.iter().map(trace).collect()
    }

    fn answer(&self, code: &str, scale: &AnswerScale, maximum: Option<Points>) -> Option<AnswerTrace> {
        let worth = |choice: &str| scale.choice(choice).map(|c| c.value.clone());
        let mut trace = AnswerTrace {
            code: code.to_owned(),
            at: None,
            answer: String::new(),
            value: Some(AnswerValue::zero()),
            maximum,
            by_panel: self.whose == Whose::Evaluator && self.answers.get(code).is_some_and(|r| r.panel.is_some()),
            objects: Vec::new(),
        };
        let Some(judgement) = self.judgement(code) else {
            return (self.whose == Whose::Evaluator).then_some(trace);
        };
        trace.at = Some(judgement.at);
        match &judgement.verdict {
            Verdict::Choice(choice) => {
                trace.answer.clone_from(choice);
                trace.value = worth(choice);
            }
            Verdict::Objects(objects) => {
                trace.objects = objects
                    .iter()
                    .filter_map(|(object, at, choice)| {
                        let value = worth(choice)?;
                        Some(ObjectTrace { object: object.clone(), at: *at, choice: choice.clone(), value })
                    })
                    .collect();
                let sum: AnswerValue = trace.objects.iter().map(|o| &o.value).sum();
                let count = i64::try_from(trace.objects.len().max(1)).ok()?;
                trace.answer = "objek".to_owned();
                trace.value = Some(AnswerValue(sum.0 / ratio(count)));
            }
            Verdict::NotApplicable => {
                trace.answer = "tidak_berlaku".to_owned();
                trace.value = match self.instrument.not_applicable {
                    NotApplicablePolicy::LeaveOut => None,
                    NotApplicablePolicy::Zero | NotApplicablePolicy::Refuse => Some(AnswerValue::zero()),
                };
            }
            Verdict::Points(..) => return None,
        }
        Some(trace)
    }
}
