//! Content rules: what a letter should hold beyond being well-formed, each with a name and a level.
//!
//! A rule raises diagnostics of certain codes; whoever finds them, its level is applied to them in one place,
//! [`apply`]. A project sets levels under `aturan` in `lhe.yaml`; they decide what is said and which letters wait,
//! and never enter a letter. Rules that hold the truth of a letter stay errors.

mod duties;
mod figures;
mod names;
mod table;
mod text;
pub(super) mod values;

use std::collections::BTreeMap;

use rayon::prelude::*;

use crate::diag::{Code, Diagnostic, Hint, Place, Severity, nearest};
use crate::evaluation::register::{RuleLevel, Settings};
use crate::instrument::Instrument;

use super::load::Project;

use figures::Names;
use names::{Mention, Register};
pub use table::{RULES, Rule};
use text::Passage;

impl Rule {
    /// The rule with this name.
    pub fn named(name: &str) -> Option<&'static Self> {
        RULES.iter().find(|rule| rule.name == name)
    }

    /// The level if no project says otherwise: the severity of its codes.
    pub fn default_level(&self) -> RuleLevel {
        match self.codes.first().map(|code| code.severity()) {
            Some(Severity::Error) => RuleLevel::Error,
            _ => RuleLevel::Warning,
        }
    }

    /// The level that the settings give it, if they may and do.
    pub fn own_level(&self, settings: &Settings) -> Option<RuleLevel> {
        let typed = settings.rules.0.iter().find(|(name, _)| name.value.0 == self.name);
        typed.filter(|_| !self.fixed).map(|(_, level)| level.value)
    }
}

/// Gives the diagnostics of rules the level that the project wants, and drops those that it does not want.
pub(super) fn apply(settings: Option<&Settings>, diagnostics: &mut Vec<Diagnostic>) {
    let Some(settings) = settings.filter(|s| !s.rules.0.is_empty()) else { return };
    let levels: BTreeMap<Code, RuleLevel> = RULES
        .iter()
        .filter_map(|rule| Some((rule, rule.own_level(settings)?)))
        .flat_map(|(rule, level)| rule.codes.iter().map(move |code| (*code, level)))
        .collect();
    diagnostics.retain_mut(|diagnostic| {
        match levels.get(&diagnostic.code) {
            Some(RuleLevel::Off) => return false,
            Some(RuleLevel::Error) => diagnostic.severity = Severity::Error,
            Some(RuleLevel::Warning) => diagnostic.severity = Severity::Warning,
            None => {}
        }
        true
    });
}

/// Names under `aturan` that no rule has, and levels that a rule may not get.
pub(super) fn settings(settings: &Settings, found: &mut Vec<Diagnostic>) {
    for (name, level) in &settings.rules.0 {
        let typed = name.value.0.as_str();
        match Rule::named(typed) {
            None => {
                let mut fault = Diagnostic::new(Code::D191).at(name.at).arg("name", typed);
                fault.hints.extend(nearest(typed, RULES.iter().map(|r| r.name)).map(Hint::DidYouMean));
                found.push(fault);
            }
            Some(rule) if rule.fixed && level.value != RuleLevel::Error => {
                let fault = Diagnostic::new(Code::D192).at(level.at).arg("name", typed);
                found.push(fault.arg("level", level.value.word()));
            }
            Some(_) => {}
        }
    }
}

/// What the rules find that look at whole evaluations and at evaluations beside each other.
pub(super) fn check(project: &Project) -> Vec<Diagnostic> {
    let register = Register::of(project);
    let names: Vec<Names<'_>> = project.instruments.iter().map(Names::of).collect();
    // Texts are long and many, and do not depend on each other.
    let read: Vec<Read<'_>> =
        (0..project.cases.len()).into_par_iter().map(|index| Read::of(project, index, &register, &names)).collect();
    let mut found = Vec::new();
    for (index, one) in read.iter().enumerate() {
        found.extend(one.found.iter().cloned());
        for (passage, mentions) in one.mentions() {
            let copy = |plain: &str| other_text(project, &read, index, plain);
            found.extend(names::diagnostics(passage, mentions.to_vec(), copy));
        }
    }
    found
}

/// The texts of one evaluation, and what was found in it alone.
struct Read<'a> {
    passages: Vec<Passage<'a>>,
    /// By passage.
    mentions: Vec<Vec<Mention>>,
    found: Vec<Diagnostic>,
}

impl<'a> Read<'a> {
    fn of(project: &'a Project, index: usize, register: &Register<'_>, names: &[Names<'_>]) -> Self {
        let case = &project.cases[index];
        let entry = case.evaluation.as_ref().map(|e| &e.entry);
        let passages = entry.map(|entry| text::passages(entry, &project.files)).unwrap_or_default();
        let mut found = duties::of(project, case);
        found.extend(values::sums(case));
        let instrument: Option<(&Instrument, &Names<'_>)> =
            case.instrument.and_then(|i| Some((project.instruments.get(i)?, names.get(i)?)));
        if let Some((instrument, names)) = instrument {
            found.extend(figures::figures_in_texts(case, instrument, names, &passages));
        }
        let mentions = passages.iter().map(|passage| register.mentions(case, passage)).collect();
        Self { passages, mentions, found }
    }

    /// The passages that name others.
    fn mentions(&self) -> impl Iterator<Item = (&Passage<'a>, &[Mention])> {
        let all = self.passages.iter().zip(self.mentions.iter().map(Vec::as_slice));
        all.filter(|(_, mentions)| !mentions.is_empty())
    }
}

/// The same text in another office's evaluation of the year: the evaluation and the place.
fn other_text(project: &Project, read: &[Read<'_>], index: usize, plain: &str) -> Option<(String, Place)> {
    let own = &project.cases[index];
    let others = project.cases.iter().zip(read).filter(|(c, _)| c.id.year == own.id.year && c.office != own.office);
    let mut same = others.flat_map(|(case, read)| read.passages.iter().map(move |passage| (case, passage)));
    let (case, passage) = same.find(|(_, passage)| passage.plain() == plain)?;
    Some((case.id.to_string(), passage.at))
}
