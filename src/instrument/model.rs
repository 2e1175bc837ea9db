//! One edition of a regulation as a value: components, weights, scales, method, rounding, grades.

use std::sync::Arc;

use crate::diag::Place;
use crate::num::{AnswerValue, Points, Ratio, Rounding, Weight};

use super::read::{NotApplicablePolicy, RoundingLevel, Unanswered};

/// `instrumen`: one edition, complete and consistent.
///
/// ```ignore
/// let mut files = Files::default();
/// let file = files.add("instrumen/umum.yaml", text);
/// let (instrument, _) = instrument::load(&files, file).value?;
/// let grade = instrument.grade(&ratio(80))?;
/// assert_eq!((grade.letter.as_str(), grade.word.as_str()), ("BB", "Sangat Baik"));
/// ```
#[derive(Clone, Debug)]
pub struct Instrument {
    /// `id`, such as `permenpanrb-88-2021/umum@1`.
    pub id: String,
    /// Where the id stands.
    pub place: Place,
    /// `judul`.
    pub title: String,
    /// `sebutan_singkat`: short name of the regulation, printed in tables and sentences.
    pub short_name: String,
    /// `dasar`: the full legal reference.
    pub legal_basis: String,
    /// `edisi`.
    pub edition: Edition,
    /// `belum_pasti`: points that no source settles.
    pub uncertain: Vec<Uncertain>,
    /// Scales whose table is printed, in order.
    pub printed_scales: Vec<Arc<AnswerScale>>,
    /// How the value is made, in words, with its place.
    pub method_text: (Place, String),
    /// How an unanswered criterion counts.
    pub unanswered: Unanswered,
    /// How the answer `tidak_berlaku` counts.
    pub not_applicable: NotApplicablePolicy,
    /// Level at which values are rounded.
    pub rounding_level: RoundingLevel,
    /// How values are rounded, and how many decimals every printed value has.
    pub rounding: Rounding,
    /// `komponen`, in order.
    pub components: Vec<Component>,
    /// `predikat`, highest first, without gaps from 0 to 100.
    pub grades: Vec<GradeBand>,
    /// `kontrol`: dependency checks between answers; they warn and never change a score.
    pub checks: Vec<DependencyCheck>,
    /// `contoh`: worked examples.
    pub examples: Vec<Example>,
}

/// `edisi`: which list of criteria, by whom, since when.
#[derive(Clone, Debug)]
pub struct Edition {
    /// Name.
    pub name: String,
    /// Issuer.
    pub issuer: String,
    /// Year.
    pub year: i32,
}

/// `belum_pasti`: a point that no source settles, stated openly.
#[derive(Clone, Debug)]
pub struct Uncertain {
    /// A code or a word.
    pub about: String,
    /// The doubt, in words.
    pub text: String,
}

/// `skala`: allowed answers with their values.
#[derive(Clone, Debug, PartialEq)]
pub struct AnswerScale {
    /// Id inside the file.
    pub id: String,
    /// Title for the letter.
    pub title: String,
    /// True if values are shown in percent.
    pub percent: bool,
    /// `pilihan`, in the order of the file.
    pub choices: Vec<Choice>,
    /// Where it is defined.
    pub place: Place,
}

impl AnswerScale {
    /// The choice with this letter or word.
    pub fn choice(&self, code: &str) -> Option<&Choice> {
        self.choices.iter().find(|c| c.code == code)
    }

    /// All letters or words, joined with commas.
    pub fn list(&self) -> String {
        let codes: Vec<&str> = self.choices.iter().map(|c| c.code.as_str()).collect();
        codes.join(", ")
    }
}

/// `pilihan`: one allowed answer.
#[derive(Clone, Debug, PartialEq)]
pub struct Choice {
    /// Letter or word, as typed.
    pub code: String,
    /// Its worth, 0 to 1.
    pub value: AnswerValue,
    /// `arti`, possibly empty.
    pub meaning: String,
}

/// `komponen`: the first level.
#[derive(Clone, Debug)]
pub struct Component {
    /// Code, such as `1` or `A`.
    pub code: String,
    /// Name.
    pub name: String,
    /// Share of 100.
    pub weight: Weight,
    /// Groups in order; an instrument without that level has one group without head.
    pub groups: Vec<Group>,
    /// Where it is defined.
    pub place: Place,
}

impl Component {
    /// All sub-components in order.
    pub fn subcomponents(&self) -> impl Iterator<Item = &Subcomponent> {
        self.groups.iter().flat_map(|g| &g.subcomponents)
    }
}

/// `kelompok`: a level between component and sub-component (12/2015: A.I Renstra).
#[derive(Clone, Debug)]
pub struct Group {
    /// Code, name and weight, if the level exists.
    pub head: Option<GroupHead>,
    /// Its sub-components.
    pub subcomponents: Vec<Subcomponent>,
}

/// Code, name and weight of a group.
#[derive(Clone, Debug)]
pub struct GroupHead {
    /// Code.
    pub code: String,
    /// Name.
    pub name: String,
    /// Share of 100.
    pub weight: Weight,
}

/// `subkomponen`: the second level, at which values are made.
#[derive(Clone, Debug)]
pub struct Subcomponent {
    /// Code, such as `1.a` or `A.I.a`.
    pub code: String,
    /// Name.
    pub name: String,
    /// Share of 100.
    pub weight: Weight,
    /// How its value is made.
    pub method: Method,
    /// `kriteria`, in order; under [`Method::Letter`] a probing list that never scores.
    pub criteria: Vec<Criterion>,
    /// Where it is defined.
    pub place: Place,
}

/// `cara`: how the value of a sub-component is made.
#[derive(Clone, Debug, PartialEq)]
pub enum Method {
    /// `huruf`: one answer for the whole sub-component; value × weight.
    Letter(Arc<AnswerScale>),
    /// `rata_rata`: average of the criteria's answer values × weight.
    Average,
    /// `poin`: points per criterion, added.
    Points,
    /// `diketik`: the evaluator types the points.
    Typed,
}

/// `kriteria`: the third level.
#[derive(Clone, Debug)]
pub struct Criterion {
    /// Code, such as `1.a.3`.
    pub code: String,
    /// Short wording.
    pub text: String,
    /// Allowed answers; absent on a probing list.
    pub scale: Option<Arc<AnswerScale>>,
    /// Most points that can be reached, under [`Method::Points`].
    pub maximum: Option<Points>,
    /// Where it is defined.
    pub place: Place,
}

/// `predikat`: letter and word of an interval of totals; lower bound open, upper bound closed.
#[derive(Clone, Debug)]
pub struct GradeBand {
    /// Letter.
    pub letter: String,
    /// `di_atas`: lower bound, not included; absent in the lowest band, which begins at 0 inclusive.
    pub above: Option<Ratio>,
    /// `sampai`: upper bound, included.
    pub up_to: Ratio,
    /// Word.
    pub word: String,
    /// Meaning.
    pub meaning: String,
}

/// `kontrol`: answers that should not be better than the answers they rest on.
#[derive(Clone, Debug)]
pub struct DependencyCheck {
    /// Codes whose value is checked.
    pub codes: Vec<String>,
    /// Limit of these values.
    pub limit: Limit,
    /// Reason that the warning gives.
    pub message: String,
    /// Where it is defined.
    pub place: Place,
}

/// The limit of a dependency check.
#[derive(Clone, Debug)]
pub enum Limit {
    /// The answer to a criterion or the letter of a sub-component.
    Answer(String),
    /// The average of a sub-component's answers.
    Average(String),
}

/// `contoh`: a worked example with its source.
#[derive(Clone, Debug)]
pub struct Example {
    /// Title.
    pub title: String,
    /// Where the figures come from.
    pub source: String,
    /// Where it stands.
    pub place: Place,
    /// Answers by code (typed values as text), with their places.
    pub answers: Vec<(String, Place, String)>,
    /// Expected points by code, with their places.
    pub results: Vec<(String, Place, Ratio)>,
    /// Expected total, or the total to grade if there are no answers.
    pub total: Option<(Place, Ratio)>,
    /// Expected grade letter.
    pub grade: Option<(Place, String)>,
}

/// True if `wanted` names the instrument `id`: by its whole id, or by its id without `@…`.
pub fn means(wanted: &str, id: &str) -> bool {
    id == wanted || id.split('@').next() == Some(wanted)
}

impl Instrument {
    /// All sub-components in order.
    pub fn subcomponents(&self) -> impl Iterator<Item = &Subcomponent> {
        self.components.iter().flat_map(Component::subcomponents)
    }

    /// All criteria in order, with their sub-component.
    pub fn criteria(&self) -> impl Iterator<Item = (&Subcomponent, &Criterion)> {
        self.subcomponents().flat_map(|s| s.criteria.iter().map(move |c| (s, c)))
    }

    /// The component with this code.
    pub fn component(&self, code: &str) -> Option<&Component> {
        self.components.iter().find(|c| c.code == code)
    }

    /// The sub-component with this code.
    pub fn subcomponent(&self, code: &str) -> Option<&Subcomponent> {
        self.subcomponents().find(|s| s.code == code)
    }

    /// The scale of a criterion, or of a sub-component that takes one letter.
    pub fn scale_of(&self, code: &str) -> Option<&AnswerScale> {
        let letter = self.subcomponent(code).and_then(|s| match &s.method {
            Method::Letter(scale) => Some(scale),
            _ => None,
        });
        let criterion = || self.criteria().find(|(_, c)| c.code == code).and_then(|(_, c)| c.scale.as_ref());
        letter.or_else(criterion).map(|scale| &**scale)
    }

    /// The component to which `code` belongs; `code` may be of any level.
    pub fn component_of(&self, code: &str) -> Option<&Component> {
        self.components.iter().find(|component| {
            component.code == code
                || component.groups.iter().any(|g| g.head.as_ref().is_some_and(|h| h.code == code))
                || component.subcomponents().any(|s| s.code == code || s.criteria.iter().any(|c| c.code == code))
        })
    }

    /// Every code of every level.
    pub fn codes(&self) -> Vec<&str> {
        let mut codes = Vec::new();
        for component in &self.components {
            codes.push(component.code.as_str());
            for group in &component.groups {
                codes.extend(group.head.as_ref().map(|h| h.code.as_str()));
                for sub in &group.subcomponents {
                    codes.push(sub.code.as_str());
                    codes.extend(sub.criteria.iter().map(|c| c.code.as_str()));
                }
            }
        }
        codes
    }

    /// The grade of a total between 0 and 100: 80 is `BB` and 80.01 is `A` in the national editions, since lower bounds
    /// are open and upper bounds closed.
    pub fn grade(&self, total: &Ratio) -> Option<&GradeBand> {
        self.grades.iter().find(|band| band.above.as_ref().is_none_or(|above| total > above) && *total <= band.up_to)
    }

    /// The regulation without edition: the part of the id before `/`.
    pub fn regulation(&self) -> &str {
        self.id.split('/').next().unwrap_or(&self.id)
    }
}
