//! `lembar nilai`: all points of one evaluation, each with the answers it was made of.

use crate::diag::Place;
use crate::num::{AnswerValue, Number, Points, Ratio, Rounding, Weight};

/// All points of one evaluation.
#[derive(Clone, Debug)]
pub struct ScoreSheet {
    /// Components in order.
    pub components: Vec<ComponentScore>,
    /// Sum of the components; at most 100.
    pub total: Points,
    /// Grade of the total.
    pub grade: Grade,
    /// How every printed value is rounded. With late rounding that includes values that still have all their decimals.
    pub rounding: Rounding,
    /// True if the instrument rounds so late that printed parts may not add up to the printed total.
    pub late_rounding: bool,
}

/// `predikat`: letter and word of a total.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Grade {
    /// Letter, such as `BB`.
    pub letter: String,
    /// Word, such as `Sangat Baik`.
    pub word: String,
}

/// Points of a component.
#[derive(Clone, Debug)]
pub struct ComponentScore {
    /// Code.
    pub code: String,
    /// Name.
    pub name: String,
    /// Share of 100.
    pub weight: Weight,
    /// Points reached.
    pub points: Points,
    /// Groups and sub-components; empty if the component's points were typed.
    pub groups: Vec<GroupScore>,
    /// Where typed points stand, with their text.
    pub typed: Option<(Place, String)>,
}

impl ComponentScore {
    /// All sub-components in order.
    pub fn subcomponents(&self) -> impl Iterator<Item = &SubcomponentScore> {
        self.groups.iter().flat_map(|g| &g.subcomponents)
    }
}

/// Points of a group between component and sub-component.
#[derive(Clone, Debug)]
pub struct GroupScore {
    /// Code, name and weight, if the level exists.
    pub head: Option<(String, String, Weight)>,
    /// Sum of its sub-components.
    pub points: Points,
    /// Its sub-components.
    pub subcomponents: Vec<SubcomponentScore>,
}

/// Points of a sub-component.
#[derive(Clone, Debug)]
pub struct SubcomponentScore {
    /// Code.
    pub code: String,
    /// Name.
    pub name: String,
    /// Share of 100.
    pub weight: Weight,
    /// Before rounding.
    pub exact: Ratio,
    /// The points as they count and are printed.
    pub points: Points,
    /// The answers that the points were made of.
    pub trace: Trace,
}

/// The way from the answers to the points of a sub-component.
#[derive(Clone, Debug)]
pub enum Trace {
    /// One answer for the whole: value × weight.
    Letter(AnswerTrace),
    /// Average of answers × weight.
    Average {
        /// One per criterion, in order.
        answers: Vec<AnswerTrace>,
        /// Sum of the values that count.
        sum: Ratio,
        /// How many count.
        count: usize,
    },
    /// Points per criterion, added; scaled to the weight if criteria were left out.
    Points {
        /// One per criterion, in order.
        answers: Vec<AnswerTrace>,
        /// Sum of the points reached.
        sum: Ratio,
        /// Highest points that the counting criteria can reach together.
        reachable: Ratio,
    },
    /// Typed points.
    Typed {
        /// Where they stand.
        at: Place,
        /// As typed.
        text: String,
    },
}

impl Trace {
    /// The answers, in order; empty for typed points.
    pub fn answers(&self) -> &[AnswerTrace] {
        match self {
            Self::Letter(answer) => std::slice::from_ref(answer),
            Self::Average { answers, .. } | Self::Points { answers, .. } => answers,
            Self::Typed { .. } => &[],
        }
    }
}

/// One answer and its worth.
#[derive(Clone, Debug)]
pub struct AnswerTrace {
    /// Code of the criterion, or of the sub-component for a letter.
    pub code: String,
    /// Where the answer stands; absent if it was not given and counts as nothing.
    pub at: Option<Place>,
    /// The answer as typed.
    pub answer: String,
    /// Its worth, 0 to 1; absent if it was left out as not applicable.
    pub value: Option<AnswerValue>,
    /// Highest points of the criterion, where points are added.
    pub maximum: Option<Points>,
    /// True if the panel's answer counts instead of the team's.
    pub by_panel: bool,
    /// The parts of an answer that was judged per object.
    pub objects: Vec<ObjectTrace>,
}

/// One object's part of an answer.
#[derive(Clone, Debug)]
pub struct ObjectTrace {
    /// The object.
    pub object: String,
    /// Where the choice stands.
    pub at: Place,
    /// The choice.
    pub choice: String,
    /// Its worth.
    pub value: AnswerValue,
}

/// The level of a row of the sheet.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Level {
    /// Component.
    Component,
    /// Group between component and sub-component.
    Group,
    /// Sub-component.
    Subcomponent,
}

/// One row of the sheet, as tables print them.
#[derive(Clone, Copy, Debug)]
pub struct Row<'a> {
    /// Its level.
    pub level: Level,
    /// Code.
    pub code: &'a str,
    /// Name.
    pub name: &'a str,
    /// Share of 100.
    pub weight: &'a Weight,
    /// Points reached.
    pub points: &'a Points,
}

impl ScoreSheet {
    /// All rows in the order of the instrument, without the total.
    pub fn rows(&self) -> Vec<Row<'_>> {
        let mut rows = Vec::new();
        for c in &self.components {
            let level = Level::Component;
            rows.push(Row { level, code: &c.code, name: &c.name, weight: &c.weight, points: &c.points });
            for group in &c.groups {
                if let Some((code, name, weight)) = &group.head {
                    rows.push(Row { level: Level::Group, code, name, weight, points: &group.points });
                }
                for s in &group.subcomponents {
                    let level = Level::Subcomponent;
                    rows.push(Row { level, code: &s.code, name: &s.name, weight: &s.weight, points: &s.points });
                }
            }
        }
        rows
    }

    /// A value rounded as the instrument rounds it, with the decimals that are printed.
    pub fn number(&self, value: &Ratio) -> Number {
        Number::rounded(&self.rounding.apply(value), self.rounding.decimals)
    }

    /// A value as it is printed: `78,50`.
    pub fn text(&self, value: &Ratio) -> String {
        self.number(value).printed()
    }

    /// A value in neutral notation for JSON and CSV: `78.50`.
    pub fn neutral(&self, value: &Ratio) -> String {
        self.number(value).text
    }

    /// The printed values that differ from the sum of the printed parts below them: code (`total` for the total),
    /// value and sum as printed. The list is empty unless the instrument rounds late.
    pub fn printed_gaps(&self) -> Vec<(&str, String, String)> {
        let printed = |points: &Points| self.rounding.apply(&points.0);
        let mut levels: Vec<(&str, Ratio, Ratio)> =
            vec![("total", printed(&self.total), self.components.iter().map(|c| printed(&c.points)).sum())];
        for component in self.components.iter().filter(|c| c.typed.is_none()) {
            let sum = component.subcomponents().map(|s| printed(&s.points)).sum();
            levels.push((&component.code, printed(&component.points), sum));
        }
        levels.retain(|(_, value, sum)| value != sum);
        levels.into_iter().map(|(code, value, sum)| (code, self.text(&value), self.text(&sum))).collect()
    }

    /// The component with this code.
    pub fn component(&self, code: &str) -> Option<&ComponentScore> {
        self.components.iter().find(|c| c.code == code)
    }

    /// All sub-components in order.
    pub fn subcomponents(&self) -> impl Iterator<Item = &SubcomponentScore> {
        self.components.iter().flat_map(ComponentScore::subcomponents)
    }
}
