//! From typed answers to checked ones: codes, scales, typed points, missing answers.

use std::collections::BTreeMap;
use std::sync::Arc;

use num_traits::Zero;

use crate::diag::{Code, Diagnostic, Found, Hint, Note, Place, nearest};
use crate::instrument::{AnswerScale, Instrument, Method, NotApplicablePolicy, Unanswered};
use crate::num::{self, Ratio, Weight, decimal_text};
use crate::source::{ShortOr, Spanned, Token};

use super::model::{AnswerRecord, Judgement, Verdict};
use super::read::{AnswerEntry, AnswerForm, AnswerList, InputLevel, OwnAnswer};

/// The word for a criterion that does not apply.
const NOT_APPLICABLE: &str = "tidak_berlaku";

/// The kind of answer that a code takes.
pub(super) enum Slot {
    /// A choice of this scale.
    Choice(Arc<AnswerScale>),
    /// Points up to this weight.
    Points(Weight),
}

/// One code that an evaluation must answer. A missing answer is reported at the sub-component or component `under`.
pub(super) struct Expected {
    pub(super) code: String,
    pub(super) under: String,
    pub(super) slot: Slot,
    pub(super) defined: Place,
}

/// The codes that must be answered at a level, in the order of the instrument.
pub(super) fn expected(instrument: &Instrument, level: InputLevel) -> Vec<Expected> {
    let mut list = Vec::new();
    for component in &instrument.components {
        if level == InputLevel::Component {
            list.push(Expected {
                code: component.code.clone(),
                under: component.code.clone(),
                slot: Slot::Points(component.weight.clone()),
                defined: component.place,
            });
            continue;
        }
        for sub in component.subcomponents() {
            let whole = |slot| Expected { code: sub.code.clone(), under: sub.code.clone(), slot, defined: sub.place };
            match (&sub.method, level) {
                (_, InputLevel::Subcomponent) | (Method::Typed, _) => {
                    list.push(whole(Slot::Points(sub.weight.clone())));
                }
                (Method::Letter(scale), _) => list.push(whole(Slot::Choice(scale.clone()))),
                (Method::Average | Method::Points, _) => {
                    list.extend(sub.criteria.iter().filter_map(|criterion| {
                        Some(Expected {
                            code: criterion.code.clone(),
                            under: sub.code.clone(),
                            slot: Slot::Choice(criterion.scale.clone()?),
                            defined: criterion.place,
                        })
                    }));
                }
            }
        }
    }
    list
}

/// Checks the typed answers of one evaluation against its instrument.
pub(super) fn resolve(
    typed: &Spanned<AnswerList>,
    level: InputLevel,
    instrument: &Instrument,
    documents: &[&str],
    found: &mut Found,
) -> BTreeMap<String, AnswerRecord> {
    let expected = expected(instrument, level);
    let mut answers = BTreeMap::new();
    let mut faulty = Vec::new();
    let mut reader = Reader { instrument, documents, found, meant: Vec::new(), unknown: 0 };
    for (code, entry) in &typed.value.0 {
        let Some(slot) = expected.iter().find(|e| e.code == code.value.0) else {
            reader.unknown(code, &expected);
            continue;
        };
        if !matches!(entry.value, AnswerForm::Empty(_)) {
            let before = reader.found.len();
            answers.insert(code.value.0.clone(), reader.record(code, entry, slot));
            if reader.found.len() > before {
                faulty.push(code.value.0.clone());
            }
        }
    }
    let (meant, unknown) = (reader.meant, reader.unknown);
    missing(&expected, &answers, (&meant, &faulty), typed, instrument, found);
    if unknown == 0 {
        own_completeness(&expected, &answers, typed.at, found);
    }
    answers
}

struct Reader<'a> {
    instrument: &'a Instrument,
    documents: &'a [&'a str],
    found: &'a mut Found,
    /// Codes that were most likely meant by unknown ones: they are not also reported as missing.
    meant: Vec<String>,
    /// How many codes are unknown. If there is one, the own answers are not checked for completeness.
    unknown: usize,
}

impl Reader<'_> {
    fn unknown(&mut self, code: &Spanned<Token>, expected: &[Expected]) {
        self.unknown += 1;
        let elsewhere = self.instrument.codes().contains(&code.value.0.as_str());
        let number = if elsewhere { Code::D102 } else { Code::D101 };
        let mut fault =
            Diagnostic::new(number).at(code.at).arg("code", &code.value.0).arg("instrument", &self.instrument.id);
        let nearest = nearest(&code.value.0, expected.iter().map(|e| e.code.as_str()));
        if let (false, Some(word)) = (elsewhere, nearest) {
            fault = fault.hint(Hint::DidYouMean(word.clone()));
            self.meant.push(word);
        }
        self.found.push(fault);
    }

    fn record(&mut self, code: &Spanned<Token>, entry: &Spanned<AnswerForm>, expected: &Expected) -> AnswerRecord {
        let mut record = AnswerRecord::of_team(code.at, None);
        match &entry.value {
            AnswerForm::Empty(_) => {}
            AnswerForm::Short(answer) => {
                record.team = self.scalar(answer, entry.at, expected, false);
            }
            AnswerForm::Full(full) => {
                record.team = self.team(full, entry.at, expected);
                record.panel =
                    full.panel.as_ref().and_then(|p| self.scalar(&p.value, p.at, expected, full.reason.is_some()));
                record.own = full.own.as_ref().and_then(|own| self.own(own, expected));
                record.remark = full.remark.clone().or_else(|| full.reason.clone());
                record.evidence.clone_from(&full.evidence);
                record.probing = full.probing.clone();
                for evidence in &full.evidence {
                    self.evidence(&evidence.value.0, evidence.at);
                }
                self.probing(full, expected);
            }
        }
        record
    }

    /// Reads the team's answer from the full form, which holds one of `jawaban`, `objek` and `nilai`, or none yet.
    fn team(&mut self, full: &AnswerEntry, at: Place, expected: &Expected) -> Option<Judgement> {
        let given = [full.answer.is_some(), full.objects.is_some(), full.points.is_some()];
        if given.iter().filter(|g| **g).count() > 1 {
            self.found.push(Diagnostic::new(Code::D106).at(at).arg("code", &expected.code));
            return None;
        }
        if let Some(answer) = &full.answer {
            return self.scalar(&answer.value, answer.at, expected, full.reason.is_some());
        }
        if let Some(points) = &full.points {
            return self.points(&points.value.text, &points.value.value, points.at, expected);
        }
        let objects = full.objects.as_ref()?;
        let Slot::Choice(scale) = &expected.slot else {
            self.found.push(Diagnostic::new(Code::D107).at(objects.at).arg("code", &expected.code));
            return None;
        };
        if objects.value.0.is_empty() {
            self.found.push(Diagnostic::new(Code::D108).at(objects.at).arg("code", &expected.code));
            return None;
        }
        let mut list = Vec::new();
        for (object, choice) in &objects.value.0 {
            if self.choice(&choice.value.0, choice.at, scale, expected) {
                list.push((object.value.0.clone(), choice.at, choice.value.0.clone()));
            }
        }
        Some(Judgement { at: objects.at, verdict: Verdict::Objects(list) })
    }

    fn own(&mut self, own: &Spanned<ShortOr<Token, OwnAnswer>>, expected: &Expected) -> Option<Judgement> {
        match &own.value {
            ShortOr::Short(answer) => self.scalar(answer, own.at, expected, true),
            ShortOr::Full(full) => match (&full.answer, &full.points) {
                (Some(answer), None) => self.scalar(&answer.value, answer.at, expected, true),
                (None, Some(points)) => self.points(&points.value.text, &points.value.value, points.at, expected),
                (None, None) => None,
                (Some(_), Some(_)) => {
                    self.found.push(Diagnostic::new(Code::D106).at(own.at).arg("code", &expected.code));
                    None
                }
            },
        }
    }

    fn scalar(&mut self, answer: &Token, at: Place, expected: &Expected, reason: bool) -> Option<Judgement> {
        match &expected.slot {
            Slot::Choice(scale) if answer.0 == NOT_APPLICABLE => {
                if self.instrument.not_applicable == NotApplicablePolicy::Refuse {
                    let fault = Diagnostic::new(Code::D110).at(at).arg("code", &expected.code);
                    self.found.push(fault.arg("choices", scale.list()));
                    return None;
                }
                if !reason {
                    self.found.push(Diagnostic::new(Code::D109).at(at).arg("code", &expected.code));
                }
                Some(Judgement { at, verdict: Verdict::NotApplicable })
            }
            Slot::Choice(scale) => self
                .choice(&answer.0, at, scale, expected)
                .then(|| Judgement { at, verdict: Verdict::Choice(answer.0.clone()) }),
            Slot::Points(_) => match num::parse(&answer.0) {
                Ok(number) => self.points(&number.text, &number.value, at, expected),
                Err(_) => {
                    self.found.push(Diagnostic::new(Code::D107).at(at).arg("code", &expected.code));
                    None
                }
            },
        }
    }

    fn points(&mut self, text: &str, value: &Ratio, at: Place, expected: &Expected) -> Option<Judgement> {
        let Slot::Points(weight) = &expected.slot else {
            self.found.push(Diagnostic::new(Code::D111).at(at).arg("code", &expected.code));
            return None;
        };
        if *value < Ratio::zero() || *value > weight.0 {
            self.found.push(
                Diagnostic::new(Code::D112)
                    .at(at)
                    .arg("value", text)
                    .arg("code", &expected.code)
                    .arg("weight", decimal_text(&weight.0, 2))
                    .related(expected.defined, Note::DefinedHere),
            );
            return None;
        }
        let decimals = self.instrument.rounding.decimals;
        if text.split_once('.').is_some_and(|(_, fraction)| fraction.len() > decimals as usize) {
            self.found.push(Diagnostic::new(Code::D124).at(at).arg("value", text).arg("decimals", decimals));
            return None;
        }
        Some(Judgement { at, verdict: Verdict::Points(value.clone(), text.to_owned()) })
    }

    fn choice(&mut self, typed: &str, at: Place, scale: &AnswerScale, expected: &Expected) -> bool {
        if scale.choice(typed).is_some() {
            return true;
        }
        let mut fault = Diagnostic::new(Code::D103)
            .at(at)
            .arg("answer", typed)
            .arg("code", &expected.code)
            .arg("scale", &scale.id)
            .related(expected.defined, Note::DefinedHere);
        let same = scale.choices.iter().find(|c| c.code.eq_ignore_ascii_case(typed));
        if let Some(choice) = same {
            fault = fault.hint(Hint::DidYouMean(choice.code.clone()));
        }
        self.found.push(fault.hint(Hint::Choices(scale.list())));
        false
    }

    /// Evidence is cited as `id/page`; the id must be one of the documents of this evaluation.
    fn evidence(&mut self, cited: &str, at: Place) {
        let id = cited.split('/').next().unwrap_or(cited).trim();
        if !self.documents.contains(&id) {
            let mut fault = Diagnostic::new(Code::D113).at(at).arg("id", id);
            fault.hints.extend(nearest(id, self.documents.iter().copied()).map(Hint::DidYouMean));
            self.found.push(fault);
        }
    }

    fn probing(&mut self, full: &AnswerEntry, expected: &Expected) {
        let known: Vec<&str> = self
            .instrument
            .subcomponent(&expected.code)
            .filter(|sub| matches!(sub.method, Method::Letter(_)))
            .map(|sub| sub.criteria.iter().map(|c| c.code.as_str()).collect())
            .unwrap_or_default();
        for (code, probe) in &full.probing.0 {
            if !known.contains(&code.value.0.as_str()) {
                let mut fault = Diagnostic::new(Code::D101)
                    .at(code.at)
                    .arg("code", &code.value.0)
                    .arg("instrument", &self.instrument.id);
                fault.hints.extend(nearest(&code.value.0, known.iter().copied()).map(Hint::DidYouMean));
                self.found.push(fault);
            }
            for evidence in &probe.evidence {
                self.evidence(&evidence.value.0, evidence.at);
            }
        }
    }
}

/// Reports missing answers once per sub-component, not once per criterion.
fn missing(
    expected: &[Expected],
    answers: &BTreeMap<String, AnswerRecord>,
    (meant, faulty): (&[String], &[String]),
    typed: &Spanned<AnswerList>,
    instrument: &Instrument,
    found: &mut Found,
) {
    // A faulty answer was reported already: only codes that are not in the file, or empty there, are missing.
    let written = |code: &str| typed.value.0.iter().find(|(c, _)| c.value.0 == code);
    let mut index = 0;
    while index < expected.len() {
        let under = &expected[index].under;
        let group: Vec<&Expected> = expected[index..].iter().take_while(|e| e.under == *under).collect();
        index += group.len();
        let absent: Vec<&str> = group
            .iter()
            .filter(|e| match (answers.get(&e.code), written(&e.code)) {
                (Some(record), _) => record.effective().is_none() && !faulty.contains(&e.code),
                (None, Some((_, form))) => matches!(form.value, AnswerForm::Empty(_)),
                (None, None) => !meant.contains(&e.code),
            })
            .map(|e| e.code.as_str())
            .collect();
        let left_out = |e: &&Expected| {
            let verdict = answers.get(&e.code).and_then(AnswerRecord::effective).map(|j| &j.verdict);
            matches!(verdict, Some(Verdict::NotApplicable))
        };
        if group.iter().all(left_out) && instrument.not_applicable == NotApplicablePolicy::LeaveOut {
            let at = written(&group[0].code).map_or(typed.at, |(code, _)| code.at);
            found.push(Diagnostic::new(Code::D125).at(at).arg("code", under));
        }
        if absent.is_empty() {
            continue;
        }
        let at = absent.iter().find_map(|code| written(code)).map_or(typed.at, |(code, _)| code.at);
        let code = match instrument.unanswered {
            Unanswered::Refuse => Code::D104,
            Unanswered::Zero => Code::D105,
        };
        found.push(
            Diagnostic::new(code)
                .at(at)
                .arg("code", under)
                .arg("missing", absent.len())
                .arg("all", group.len())
                .arg("codes", shorten(&absent))
                .arg("example", example(&group, absent[0])),
        );
    }
}

/// The answers that may be typed at a missing code, for its message.
fn example(group: &[&Expected], code: &str) -> String {
    let choices = group.iter().find(|e| e.code == code).map(|e| match &e.slot {
        Slot::Choice(scale) => scale.list(),
        Slot::Points(weight) => format!("0 … {}", decimal_text(&weight.0, 2)),
    });
    format!("`{code}`: {}", choices.unwrap_or_default())
}

fn own_completeness(expected: &[Expected], answers: &BTreeMap<String, AnswerRecord>, at: Place, found: &mut Found) {
    let given = answers.values().filter(|r| r.own.is_some()).count();
    if given > 0 && given < expected.len() {
        let absent: Vec<&str> = expected
            .iter()
            .map(|e| e.code.as_str())
            .filter(|code| answers.get(*code).is_none_or(|r| r.own.is_none()))
            .collect();
        found.push(
            Diagnostic::new(Code::D114)
                .at(at)
                .arg("given", given)
                .arg("all", expected.len())
                .arg("codes", shorten(&absent)),
        );
    }
}

/// A list of codes that stays readable: the first six, then how many more.
fn shorten(codes: &[&str]) -> String {
    match codes {
        [first @ .., _, _] if first.len() > 5 => format!("{}, … (+{})", codes[..6].join(", "), codes.len() - 6),
        all => all.join(", "),
    }
}
