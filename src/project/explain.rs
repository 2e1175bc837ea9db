//! The explanation of a number: the way from a code down to answers and places, as a tree of values.
//!
//! It stands in `project`, the first room that holds everything the tree names: the score sheet with its instrument, the
//! answers as typed, and the files that the places lie in. It needs nothing that is composed or issued.

use crate::diag::{Code, Diagnostic, Found, Hint, Place, Refusal, nearest};
use crate::evaluation::{AnswerRecord, Evaluation, EvaluationId, Judgement, Verdict};
use crate::instrument::{GradeBand, Instrument, RoundingLevel};
use crate::num::{AnswerValue, Number, Points, Ratio, Rounding};
use crate::score::{AnswerTrace, ComponentScore, Grade, GroupScore, ObjectTrace, ScoreSheet, SubcomponentScore, Trace};
use crate::source::{Name, Prose, Spanned};

use super::checked::Project;
use super::scored::Case;

/// A code of an evaluation, and all that its number is made of.
#[derive(Clone, Debug)]
pub struct Explained<'a> {
    /// The evaluation.
    pub id: &'a EvaluationId,
    /// The instrument that holds for it.
    pub instrument: &'a Instrument,
    /// The number.
    pub node: Node<'a>,
}

/// The number behind a code, by level.
#[derive(Clone, Debug)]
pub enum Node<'a> {
    /// The total.
    Total(Total<'a>),
    /// A component.
    Component(Component<'a>),
    /// A group between component and sub-component; it has a head.
    Group(Group<'a>),
    /// A sub-component.
    Subcomponent(Subcomponent<'a>),
    /// The answer to one criterion.
    Answer(Answer<'a>),
}

/// A number as it counts and as a page prints it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Amount {
    /// Exact, as it counts.
    pub exact: Ratio,
    /// Rounded, with the decimals that are printed.
    pub printed: Number,
}

/// The total of an evaluation.
#[derive(Clone, Debug)]
pub struct Total<'a> {
    /// Sum of the components.
    pub points: Amount,
    /// Its grade.
    pub grade: &'a Grade,
    /// The interval of totals that has this grade.
    pub band: Option<&'a GradeBand>,
    /// The total and grade of the office's own assessment, if it is complete.
    pub own: Option<(Amount, &'a Grade)>,
    /// The level at which values are rounded.
    pub rounding_level: RoundingLevel,
    /// The rule of rounding.
    pub rounding: Rounding,
    /// The components, in order.
    pub components: Vec<Component<'a>>,
}

/// Code, name and weight of a component, group or sub-component.
#[derive(Clone, Debug)]
pub struct Head<'a> {
    /// Code.
    pub code: &'a str,
    /// Name.
    pub name: &'a str,
    /// Share of 100.
    pub weight: Amount,
}

/// A component.
#[derive(Clone, Debug)]
pub struct Component<'a> {
    /// Code, name and weight.
    pub head: Head<'a>,
    /// Points reached.
    pub points: Amount,
    /// The points as typed, if they were not computed.
    pub typed: Option<Typed<'a>>,
    /// Its groups; a group without a head is no level of its own.
    pub groups: Vec<Group<'a>>,
}

/// A group of sub-components.
#[derive(Clone, Debug)]
pub struct Group<'a> {
    /// Code, name and weight, if the level exists.
    pub head: Option<Head<'a>>,
    /// Sum of its sub-components.
    pub points: Amount,
    /// Its sub-components, in order.
    pub subcomponents: Vec<Subcomponent<'a>>,
}

/// A sub-component.
#[derive(Clone, Debug)]
pub struct Subcomponent<'a> {
    /// Code, name and weight.
    pub head: Head<'a>,
    /// Where the weight stands in the instrument.
    pub weight_at: Option<Place>,
    /// Points before rounding.
    pub unrounded: &'a Ratio,
    /// Points reached.
    pub points: Amount,
    /// The way the points were made.
    pub formula: Formula<'a>,
}

/// The way the points of a sub-component were made.
#[derive(Clone, Debug)]
pub enum Formula<'a> {
    /// Value of one answer × weight.
    Letter(Answer<'a>),
    /// Sum ÷ count × weight.
    Average {
        /// One per criterion, in order.
        answers: Vec<Answer<'a>>,
        /// Sum of the values that count.
        sum: &'a Ratio,
        /// The number of values that count.
        count: usize,
    },
    /// Sum of points; ÷ reachable × weight if criteria were left out.
    Points {
        /// One per criterion, in order.
        answers: Vec<Answer<'a>>,
        /// Sum of the points reached.
        sum: &'a Ratio,
        /// Highest points that the counting criteria can reach together.
        reachable: &'a Ratio,
    },
    /// Typed, not computed.
    Typed(Typed<'a>),
}

/// Points that were typed.
#[derive(Clone, Debug)]
pub struct Typed<'a> {
    /// Where they stand.
    pub at: Place,
    /// As typed.
    pub text: &'a str,
    /// The file that they were taken from, as the evaluation names it.
    pub source: Option<&'a str>,
}

/// The answer to a criterion, or to a sub-component that takes one letter.
#[derive(Clone, Debug)]
pub struct Answer<'a> {
    /// Code of the criterion, or of the sub-component.
    pub code: &'a str,
    /// The criterion; none for the letter of a sub-component.
    pub criterion: Option<&'a str>,
    /// The answer that counts, as typed.
    pub text: &'a str,
    /// Where it stands; none if it was not given and counts as nothing.
    pub at: Option<Place>,
    /// True if it is the panel's.
    pub by_panel: bool,
    /// Its worth, 0 to 1; none if it was left out as not applicable.
    pub value: Option<&'a AnswerValue>,
    /// Highest points of the criterion, where points are added.
    pub maximum: Option<&'a Points>,
    /// The parts of an answer that was judged per object.
    pub objects: &'a [ObjectTrace],
    /// The team's answer, if the panel's answer counts instead.
    pub team: Option<Said<'a>>,
    /// The office's own answer.
    pub own: Option<Said<'a>>,
    /// Evidence as `id/page`.
    pub evidence: &'a [Spanned<Name>],
    /// Remark of the evaluator.
    pub remark: Option<&'a Spanned<Prose>>,
}

/// An answer that does not count.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Said<'a> {
    /// The answer as typed, or the word for its form.
    pub text: &'a str,
    /// Where it stands.
    pub at: Place,
}

/// The reason for which a number cannot be explained.
#[derive(Clone, Debug)]
pub enum Unexplained {
    /// The evaluation has no score: the faults of its files, else everything that was found.
    Unscored(Found),
    /// D101 for a code that the instrument does not have, D102 for one that has no points of its own.
    Unknown(Refusal),
}

impl<'a> Component<'a> {
    /// All sub-components in order.
    pub fn subcomponents(&self) -> impl Iterator<Item = &Subcomponent<'a>> {
        self.groups.iter().flat_map(|group| &group.subcomponents)
    }
}

impl<'a> Formula<'a> {
    /// The answers, in order; empty for typed points.
    pub fn answers(&self) -> &[Answer<'a>] {
        match self {
            Self::Letter(answer) => std::slice::from_ref(answer),
            Self::Average { answers, .. } | Self::Points { answers, .. } => answers,
            Self::Typed(_) => &[],
        }
    }
}

/// Explains the number behind a code of any level; without a code, or for `total`, the total.
///
/// # Errors
/// [`Unexplained`].
pub fn explain<'a>(
    project: &'a Project,
    case: &'a Case,
    code: Option<&str>,
) -> Result<Explained<'a>, Box<Unexplained>> {
    let (Some(sheet), Some(evaluation), Some(index)) = (&case.sheet, &case.evaluation, case.instrument) else {
        return Err(Box::new(Unexplained::Unscored(faults(project, case))));
    };
    let instrument = &project.instruments[index];
    let maker = Maker { sheet, evaluation, instrument };
    let node = match code {
        None | Some("total") => Some(Node::Total(maker.total(case.own.as_ref()))),
        Some(code) => maker.find(code),
    };
    match node {
        Some(node) => Ok(Explained { id: &case.id, instrument, node }),
        None => {
            let fault = unknown(instrument, code.unwrap_or_default()).in_file(project.files.name(case.file));
            Err(Box::new(Unexplained::Unknown(Box::new(fault))))
        }
    }
}

fn faults(project: &Project, case: &Case) -> Found {
    let files = [Some(case.file), case.worksheet];
    let own = |d: &&Diagnostic| d.place.is_some_and(|place| files.contains(&Some(place.file)));
    let own: Found = project.diagnostics.iter().filter(own).cloned().collect();
    if own.is_empty() { project.diagnostics.clone() } else { own }
}

fn unknown(instrument: &Instrument, code: &str) -> Diagnostic {
    // A probing criterion under a letter is known, but has no points of its own.
    let known = instrument.codes().contains(&code);
    let number = if known { Code::D102 } else { Code::D101 };
    let mut fault = Diagnostic::new(number).arg("code", code).arg("instrument", &instrument.id);
    if !known {
        fault.hints.extend(nearest(code, instrument.codes()).map(Hint::DidYouMean));
    }
    fault
}

fn amount(sheet: &ScoreSheet, exact: &Ratio) -> Amount {
    Amount { exact: exact.clone(), printed: sheet.number(exact) }
}

fn said(judgement: &Judgement) -> Said<'_> {
    let text = match &judgement.verdict {
        Verdict::Choice(text) | Verdict::Points(_, text) => text,
        Verdict::Objects(_) => "objek",
        Verdict::NotApplicable => "tidak_berlaku",
    };
    Said { text, at: judgement.at }
}

struct Maker<'a> {
    sheet: &'a ScoreSheet,
    evaluation: &'a Evaluation,
    instrument: &'a Instrument,
}

impl<'a> Maker<'a> {
    /// A code below the total. No code stands at two levels.
    fn find(&self, code: &str) -> Option<Node<'a>> {
        let sheet = self.sheet;
        let component = || Some(Node::Component(self.component(sheet.component(code)?)));
        let group = || {
            let mut groups = sheet.components.iter().flat_map(|component| &component.groups);
            let group = groups.find(|group| group.head.as_ref().is_some_and(|(known, _, _)| known == code))?;
            Some(Node::Group(self.group(group)))
        };
        let sub = || Some(Node::Subcomponent(self.subcomponent(sheet.subcomponents().find(|s| s.code == code)?)));
        let answer = || {
            let mut answers = sheet.subcomponents().flat_map(|sub| sub.trace.answers());
            Some(Node::Answer(self.answer(answers.find(|answer| answer.code == code)?)))
        };
        component().or_else(group).or_else(sub).or_else(answer)
    }

    fn amount(&self, exact: &Ratio) -> Amount {
        amount(self.sheet, exact)
    }

    fn head(&self, code: &'a str, name: &'a str, weight: &Ratio) -> Head<'a> {
        Head { code, name, weight: self.amount(weight) }
    }

    fn total(&self, own: Option<&'a ScoreSheet>) -> Total<'a> {
        let total = &self.sheet.total.0;
        Total {
            points: self.amount(total),
            grade: &self.sheet.grade,
            band: self.instrument.grade(total),
            own: own.map(|own| (amount(own, &own.total.0), &own.grade)),
            rounding_level: self.instrument.rounding_level,
            rounding: self.instrument.rounding,
            components: self.sheet.components.iter().map(|component| self.component(component)).collect(),
        }
    }

    fn component(&self, component: &'a ComponentScore) -> Component<'a> {
        Component {
            head: self.head(&component.code, &component.name, &component.weight.0),
            points: self.amount(&component.points.0),
            typed: component.typed.as_ref().map(|(at, text)| self.typed(*at, text)),
            groups: component.groups.iter().map(|group| self.group(group)).collect(),
        }
    }

    fn group(&self, group: &'a GroupScore) -> Group<'a> {
        Group {
            head: group.head.as_ref().map(|(code, name, weight)| self.head(code, name, &weight.0)),
            points: self.amount(&group.points.0),
            subcomponents: group.subcomponents.iter().map(|sub| self.subcomponent(sub)).collect(),
        }
    }

    fn subcomponent(&self, sub: &'a SubcomponentScore) -> Subcomponent<'a> {
        let all = |answers: &'a [AnswerTrace]| answers.iter().map(|answer| self.answer(answer)).collect();
        Subcomponent {
            head: self.head(&sub.code, &sub.name, &sub.weight.0),
            weight_at: self.instrument.subcomponent(&sub.code).map(|sub| sub.place),
            unrounded: &sub.exact,
            points: self.amount(&sub.points.0),
            formula: match &sub.trace {
                Trace::Letter(answer) => Formula::Letter(self.answer(answer)),
                Trace::Average { answers, sum, count } => {
                    Formula::Average { answers: all(answers), sum, count: *count }
                }
                Trace::Points { answers, sum, reachable } => Formula::Points { answers: all(answers), sum, reachable },
                Trace::Typed { at, text } => Formula::Typed(self.typed(*at, text)),
            },
        }
    }

    fn typed(&self, at: Place, text: &'a str) -> Typed<'a> {
        let source = self.evaluation.entry.value_source.as_ref();
        Typed { at, text, source: source.map(|source| source.file.value.0.as_str()) }
    }

    fn answer(&self, answer: &'a AnswerTrace) -> Answer<'a> {
        let record: Option<&AnswerRecord> = self.evaluation.answers.get(&answer.code);
        let criterion = self.instrument.criteria().find(|(_, criterion)| criterion.code == answer.code);
        let team = record.filter(|record| record.panel.is_some()).and_then(|record| record.team.as_ref());
        Answer {
            code: &answer.code,
            criterion: criterion.map(|(_, criterion)| criterion.text.as_str()),
            text: &answer.answer,
            at: answer.at,
            by_panel: answer.by_panel,
            value: answer.value.as_ref(),
            maximum: answer.maximum.as_ref(),
            objects: &answer.objects,
            team: team.map(said),
            own: record.and_then(|record| record.own.as_ref()).map(said),
            evidence: record.map(|record| record.evidence.as_slice()).unwrap_or_default(),
            remark: record.and_then(|record| record.remark.as_ref()),
        }
    }
}
