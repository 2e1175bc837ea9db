//! From the typed file to a checked [`Instrument`].

use std::sync::Arc;

use num_traits::{One, Zero};

use crate::diag::{Checked, Code, Diagnostic, FileId, Files, Found, Hint, Place, nearest};
use crate::num::{AnswerValue, Number, Points, Ratio, Rounding, RoundingRule, Weight, decimal_text, ratio};
use crate::source::{self, Document, Spanned, Token};

use super::check;
use super::model::*;
use super::read::*;

/// Reads and checks one instrument file.
///
/// Returns the instrument with the parsed document, or every fault of the file: weights that do not add up,
/// codes given twice, unknown scales, gaps between grades, points that do not make the weight.
pub fn load(files: &Files, file: FileId) -> Checked<(Instrument, Document)> {
    let mut found = Vec::new();
    let Some((entry, document)) = source::load::<InstrumentFile>(files, file).drain_into(&mut found) else {
        return Checked::failed(found);
    };
    let instrument = Builder { scales: Vec::new(), found: &mut found }.instrument(entry);
    check::consistency(&instrument, &mut found);
    Checked::new((instrument, document), found)
}

struct Builder<'a> {
    scales: Vec<Arc<AnswerScale>>,
    found: &'a mut Found,
}

impl Builder<'_> {
    fn instrument(&mut self, entry: InstrumentFile) -> Instrument {
        for scale in &entry.scales {
            let scale = self.scale(scale);
            self.scales.push(Arc::new(scale));
        }
        let printed_scales =
            entry.method.printed_scales.iter().filter_map(|id| self.find_scale(id)).collect::<Vec<_>>();
        let default = Default {
            method: entry.method.method,
            scale: entry.method.scale.as_ref().and_then(|id| self.find_scale(id)),
            named: entry.method.scale.is_some(),
        };
        let components = entry.components.value.iter().map(|component| self.component(component, &default)).collect();
        Instrument {
            place: entry.id.at,
            id: entry.id.value.0,
            title: entry.title.0,
            short_name: entry.short_name.0,
            legal_basis: entry.legal_basis.0,
            edition: Edition { name: entry.edition.name.0, issuer: entry.edition.issuer.0, year: entry.edition.year.0 },
            uncertain: entry.uncertain.into_iter().map(|u| Uncertain { about: u.about.0, text: u.text.0 }).collect(),
            printed_scales,
            method_text: (entry.method.text.at, entry.method.text.value.0),
            unanswered: entry.unanswered,
            not_applicable: entry.not_applicable,
            rounding_level: entry.rounding.level,
            rounding: Rounding {
                decimals: self.decimals(&entry.rounding.decimals),
                rule: match entry.rounding.rule {
                    RuleWord::HalfUp => RoundingRule::HalfUp,
                    RuleWord::HalfEven => RoundingRule::HalfEven,
                    RuleWord::Truncate => RoundingRule::Truncate,
                },
            },
            components,
            grades: entry.grades.value.into_iter().map(|grade| self.grade(grade)).collect(),
            checks: entry.checks.into_iter().filter_map(|check| self.dependency(check)).collect(),
            examples: entry.examples.into_iter().map(example).collect(),
        }
    }

    fn decimals(&mut self, typed: &Spanned<Number>) -> u32 {
        match typed.value.text.parse::<u32>() {
            Ok(decimals) if decimals <= 6 => decimals,
            _ => {
                self.found.push(Diagnostic::new(Code::I011).at(typed.at).arg("value", &typed.value.text));
                2
            }
        }
    }

    fn scale(&mut self, entry: &Spanned<ScaleEntry>) -> AnswerScale {
        let percent = matches!(entry.value.unit, UnitWord::Percent);
        let full = if percent { ratio(100) } else { Ratio::one() };
        let mut choices: Vec<Choice> = Vec::new();
        for choice in &entry.value.choices {
            let value = &choice.value.value.value.value / &full;
            if value < Ratio::zero() || value > Ratio::one() {
                let typed = &choice.value.value;
                self.found.push(
                    Diagnostic::new(Code::I005)
                        .at(typed.at)
                        .arg("value", &typed.value.text)
                        .arg("most", if percent { "100" } else { "1" }),
                );
            }
            if choices.iter().any(|c| c.code == choice.value.code.0) {
                self.found.push(Diagnostic::new(Code::I003).at(choice.at).arg("code", &choice.value.code.0));
            }
            choices.push(Choice {
                code: choice.value.code.0.clone(),
                value: AnswerValue(value),
                meaning: choice.value.meaning.as_ref().map(|m| m.0.clone()).unwrap_or_default(),
            });
        }
        if self.scales.iter().any(|s| s.id == entry.value.id.value.0) {
            let id = &entry.value.id;
            self.found.push(Diagnostic::new(Code::I003).at(id.at).arg("code", &id.value.0));
        }
        AnswerScale {
            id: entry.value.id.value.0.clone(),
            title: entry.value.title.0.clone(),
            percent,
            choices,
            place: entry.value.id.at,
        }
    }

    fn find_scale(&mut self, id: &Spanned<Token>) -> Option<Arc<AnswerScale>> {
        let found = self.scales.iter().find(|s| s.id == id.value.0).cloned();
        if found.is_none() {
            let known = self.scales.iter().map(|s| s.id.as_str());
            let mut fault = Diagnostic::new(Code::I004).at(id.at).arg("scale", &id.value.0);
            match nearest(&id.value.0, known.clone()) {
                Some(word) => fault = fault.hint(Hint::DidYouMean(word)),
                None => fault = fault.hint(Hint::Choices(known.collect::<Vec<_>>().join(", "))),
            }
            self.found.push(fault);
        }
        found
    }

    fn component(&mut self, entry: &Spanned<ComponentEntry>, default: &Default) -> Component {
        let value = &entry.value;
        let mut groups = Vec::new();
        if !value.subcomponents.is_empty() || value.groups.is_empty() {
            groups.push(Group {
                head: None,
                subcomponents: value.subcomponents.iter().map(|s| self.subcomponent(s, default)).collect(),
            });
        }
        for group in &value.groups {
            let entry = &group.value;
            let head = GroupHead {
                code: entry.code.value.0.clone(),
                name: entry.name.0.clone(),
                weight: Weight(entry.weight.value.value.clone()),
            };
            let subcomponents: Vec<_> = entry.subcomponents.iter().map(|s| self.subcomponent(s, default)).collect();
            check::sum(&head.code, entry.weight.at, &head.weight, &subcomponents, self.found);
            groups.push(Group { head: Some(head), subcomponents });
        }
        let component = Component {
            code: value.code.value.0.clone(),
            name: value.name.0.clone(),
            weight: Weight(value.weight.value.value.clone()),
            groups,
            place: value.code.at,
        };
        check::sum(&component.code, value.weight.at, &component.weight, component.subcomponents(), self.found);
        component
    }

    fn subcomponent(&mut self, entry: &Spanned<SubcomponentEntry>, default: &Default) -> Subcomponent {
        let value = &entry.value;
        let scale = match &value.scale {
            Some(id) => self.find_scale(id),
            None => default.scale.clone(),
        };
        let word = value.method.unwrap_or(default.method);
        let criteria: Vec<_> =
            value.criteria.iter().map(|c| self.criterion(c, word, scale.as_ref(), default.named)).collect();
        let method = match (word, scale) {
            (MethodWord::Letter, Some(scale)) => Method::Letter(scale),
            (MethodWord::Letter, None) => {
                if value.scale.is_none() && !default.named {
                    self.found.push(Diagnostic::new(Code::I006).at(value.code.at).arg("code", &value.code.value.0));
                }
                Method::Typed
            }
            (MethodWord::Average, _) => Method::Average,
            (MethodWord::Points, _) => Method::Points,
            (MethodWord::Typed, _) => Method::Typed,
        };
        let scored = matches!(word, MethodWord::Average | MethodWord::Points);
        if scored && criteria.is_empty() || matches!(word, MethodWord::Typed) && !criteria.is_empty() {
            self.found.push(Diagnostic::new(Code::I007).at(value.code.at).arg("code", &value.code.value.0));
        }
        let subcomponent = Subcomponent {
            code: value.code.value.0.clone(),
            name: value.name.0.clone(),
            weight: Weight(value.weight.value.value.clone()),
            method,
            criteria,
            place: value.code.at,
        };
        if matches!(word, MethodWord::Points) {
            let reachable: Points = subcomponent.criteria.iter().filter_map(|c| c.maximum.as_ref()).sum();
            if reachable.0 != subcomponent.weight.0 {
                self.found.push(
                    Diagnostic::new(Code::I008)
                        .at(value.weight.at)
                        .arg("code", &subcomponent.code)
                        .arg("sum", decimal_text(&reachable.0, 2))
                        .arg("weight", &value.weight.value.text),
                );
            }
        }
        subcomponent
    }

    fn criterion(
        &mut self,
        entry: &Spanned<CriterionEntry>,
        method: MethodWord,
        default: Option<&Arc<AnswerScale>>,
        named: bool,
    ) -> Criterion {
        let value = &entry.value;
        let given = value.scale.as_ref().and_then(|id| self.find_scale(id));
        let (scale, maximum) = match (method, &value.ladder, &value.points) {
            (MethodWord::Points, Some(ladder), None) => {
                let (scale, maximum) = self.ladder(ladder);
                (Some(scale), Some(maximum))
            }
            (MethodWord::Points, None, Some(points)) => {
                (given.or_else(|| default.cloned()), Some(Points(points.value.value.clone())))
            }
            (MethodWord::Average, None, None) => (given.or_else(|| default.cloned()), None),
            (MethodWord::Letter | MethodWord::Typed, None, None) => (None, None),
            _ => {
                self.found.push(Diagnostic::new(Code::I009).at(value.code.at).arg("code", &value.code.value.0));
                (default.cloned(), None)
            }
        };
        let scored = matches!(method, MethodWord::Average | MethodWord::Points);
        if scored && scale.is_none() && value.scale.is_none() && !named {
            self.found.push(Diagnostic::new(Code::I006).at(value.code.at).arg("code", &value.code.value.0));
        }
        Criterion { code: value.code.value.0.clone(), text: value.text.0.clone(), scale, maximum, place: value.code.at }
    }

    /// Makes a scale of a ladder of points per answer: value = points ÷ highest points.
    fn ladder(&mut self, ladder: &Spanned<source::Entries<Token, Spanned<Number>>>) -> (Arc<AnswerScale>, Points) {
        let steps = &ladder.value.0;
        let highest = steps.iter().map(|(_, points)| points.value.value.clone()).max().unwrap_or_else(Ratio::zero);
        if highest <= Ratio::zero() || steps.iter().any(|(_, p)| p.value.value < Ratio::zero()) {
            self.found.push(Diagnostic::new(Code::I010).at(ladder.at));
        }
        let divisor = if highest.is_zero() { Ratio::one() } else { highest.clone() };
        let choices = steps
            .iter()
            .map(|(code, points)| Choice {
                code: code.value.0.clone(),
                value: AnswerValue(&points.value.value / &divisor),
                meaning: String::new(),
            })
            .collect();
        let scale = AnswerScale {
            id: "poin_jawaban".to_owned(),
            title: String::new(),
            percent: false,
            choices,
            place: ladder.at,
        };
        (Arc::new(scale), Points(highest))
    }

    fn grade(&mut self, entry: Spanned<GradeEntry>) -> GradeBand {
        let value = entry.value;
        GradeBand {
            letter: value.letter.0,
            above: value.above.map(|n| n.value.value),
            up_to: value.up_to.value.value,
            word: value.word.0,
            meaning: value.meaning.map(|m| m.0).unwrap_or_default(),
        }
    }

    fn dependency(&mut self, entry: Spanned<CheckEntry>) -> Option<DependencyCheck> {
        let value = entry.value;
        let limit = match (value.answer, value.average) {
            (Some(code), None) => Limit::Answer(code.value.0),
            (None, Some(code)) => Limit::Average(code.value.0),
            _ => {
                self.found.push(Diagnostic::new(Code::I012).at(entry.at));
                return None;
            }
        };
        Some(DependencyCheck {
            codes: value.codes.into_iter().map(|c| c.value.0).collect(),
            limit,
            message: value.message.0,
            place: entry.at,
        })
    }
}

/// Settings of `metode`, for sub-components without settings of their own.
struct Default {
    method: MethodWord,
    scale: Option<Arc<AnswerScale>>,
    /// True if `metode` names a scale, even an unknown one: the wrong name is reported once, at `metode`, and not again
    /// for each sub-component.
    named: bool,
}

fn example(entry: Spanned<ExampleEntry>) -> Example {
    let value = entry.value;
    let place: Place = entry.at;
    Example {
        title: value.title.0,
        source: value.source.0,
        place,
        answers: value.answers.0.into_iter().map(|(code, a)| (code.value.0, a.at, a.value.0)).collect(),
        results: value.results.0.into_iter().map(|(code, n)| (code.value.0, n.at, n.value.value)).collect(),
        total: value.total.map(|n| (n.at, n.value.value)),
        grade: value.grade.map(|g| (g.at, g.value.0)),
    }
}
