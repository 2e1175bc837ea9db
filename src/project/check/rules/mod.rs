//! Content rules: requirements on a letter beyond being well-formed, each with a name and a level.
//!
//! A rule raises diagnostics of certain codes. Any check may find them; [`Scored::apply_rules`] alone gives them the
//! level of their rule. A project sets levels under `aturan` in `lhe.yaml`. The levels decide which diagnostics are
//! shown and which letters wait; they never enter a letter. Rules without which a letter would not be true stay errors.

mod duties;
mod figures;
mod names;
mod table;
mod text;
pub(super) mod values;
mod years;

use std::collections::{BTreeMap, BTreeSet};

use figures::Names;
use names::{Mention, Register};
use rayon::prelude::*;

use crate::diag::{Code, Diagnostic, Found, Hint, Place, Severity, nearest};
use crate::instrument::Instrument;
use crate::project::Scored;
use crate::register::{RuleEntry, RuleLevel, Settings};
use crate::source::{ShortOr, Spanned, Token};

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

    /// The entry of the rule in the settings, if there is one and the rule may be set.
    fn own<'a>(&self, settings: &'a Settings) -> Option<Own<'a>> {
        let typed = settings.rules.0.iter().find(|(name, _)| name.value.0 == self.name);
        typed.filter(|_| !self.fixed).map(|(_, entry)| Own::of(entry))
    }
}

/// A rule's entry under `aturan`.
struct Own<'a> {
    level: Option<RuleLevel>,
    except: &'a [Spanned<Token>],
}

impl<'a> Own<'a> {
    fn of(entry: &'a ShortOr<RuleLevel, RuleEntry>) -> Self {
        match entry {
            ShortOr::Short(level) => Self { level: Some(*level), except: &[] },
            ShortOr::Full(entry) => Self { level: entry.level, except: &entry.except },
        }
    }
}

impl Scored {
    /// The level of a rule in this project, and whether the project itself set it.
    pub fn rule_level(&self, rule: &Rule) -> (RuleLevel, bool) {
        let own = self.settings.as_ref().and_then(|settings| rule.own(settings)?.level);
        (own.unwrap_or_else(|| rule.default_level()), own.is_some())
    }

    /// The evaluations to which a rule is not applied in this project.
    pub fn rule_exceptions(&self, rule: &Rule) -> Vec<&str> {
        let own = self.settings.as_ref().and_then(|settings| rule.own(settings));
        own.map(|own| own.except.iter().map(|id| id.value.0.as_str()).collect()).unwrap_or_default()
    }

    /// Gives the diagnostics of rules the level that this project wants, and drops those that the project switched off.
    pub(crate) fn apply_rules(&self, diagnostics: &mut Found) {
        let Some(settings) = self.settings.as_ref().filter(|s| !s.rules.0.is_empty()) else { return };
        let own: BTreeMap<Code, Own<'_>> = RULES
            .iter()
            .flat_map(|rule| rule.codes.iter().filter_map(|code| Some((*code, rule.own(settings)?))))
            .collect();
        let excepted = |own: &Own<'_>, diagnostic: &Diagnostic| {
            let ids: Vec<String> =
                self.concerned(diagnostic).into_iter().map(|i| self.cases[i].id.to_string()).collect();
            !ids.is_empty() && ids.iter().all(|id| own.except.iter().any(|known| known.value.0 == *id))
        };
        diagnostics.retain_mut(|diagnostic| {
            let Some(own) = own.get(&diagnostic.code) else { return true };
            match own.level {
                Some(RuleLevel::Off) => return false,
                // An issued letter can no longer wait.
                Some(RuleLevel::Error) if self.is_issued(diagnostic) => {}
                Some(RuleLevel::Error) => diagnostic.severity = Severity::Error,
                Some(RuleLevel::Warning) => diagnostic.severity = Severity::Warning,
                None => {}
            }
            own.except.is_empty() || !excepted(own, diagnostic)
        });
    }

    /// True if every letter that a diagnostic concerns was issued.
    fn is_issued(&self, diagnostic: &Diagnostic) -> bool {
        let concerned = self.concerned(diagnostic);
        let taken = |i: &usize| self.cases[*i].revision.issued;
        !concerned.is_empty() && concerned.iter().all(taken)
    }
}

/// Reports faults under `aturan`: unknown names, rules that may not be relaxed, exceptions that fit nothing.
pub(super) fn settings(project: &Scored, settings: &Settings, found: &mut Found) {
    for (name, entry) in &settings.rules.0 {
        let typed = name.value.0.as_str();
        let Some(rule) = Rule::named(typed) else {
            let mut fault = Diagnostic::new(Code::D191).at(name.at).arg("name", typed);
            fault.hints.extend(nearest(typed, RULES.iter().map(|r| r.name)).map(Hint::DidYouMean));
            found.push(fault);
            continue;
        };
        let own = Own::of(entry);
        let relaxed = own.level.is_some_and(|level| level != RuleLevel::Error) || !own.except.is_empty();
        if rule.fixed && relaxed {
            found.push(Diagnostic::new(Code::D192).at(entry.at).arg("name", typed));
            continue;
        }
        for id in own.except {
            let ids: Vec<String> = project.cases.iter().map(|case| case.id.to_string()).collect();
            if !ids.contains(&id.value.0) {
                let mut fault = Diagnostic::new(Code::D193).at(id.at).arg("name", typed).arg("id", &id.value.0);
                fault.hints.extend(nearest(&id.value.0, ids.iter().map(String::as_str)).map(Hint::DidYouMean));
                found.push(fault);
            }
        }
    }
}

/// Applies the rules that look at whole evaluations and at evaluations beside each other.
pub(super) fn check(project: &Scored) -> Found {
    let register = Register::of(project);
    let names: Vec<Names<'_>> = project.instruments.iter().map(Names::of).collect();
    // The texts are long and many, and do not depend on each other: they are read in parallel.
    let read: Vec<Read<'_>> =
        (0..project.cases.len()).into_par_iter().map(|index| Read::of(project, index, &register, &names)).collect();
    let mut found = Vec::new();
    for (index, one) in read.iter().enumerate() {
        found.extend(one.found.iter().cloned());
        // A name that stands in many texts of one evaluation is reported once.
        let mut told: BTreeSet<(Code, String)> = BTreeSet::new();
        for (passage, mentions) in one.mentions() {
            let copy = |passage: &Passage<'_>| same_text(project, &read, index, passage);
            let all = names::diagnostics(passage, mentions, copy);
            found.extend(all.into_iter().filter(|d| {
                let name = d.args.text("name").map(str::to_lowercase);
                d.code == Code::D189 || told.insert((d.code, name.unwrap_or_default()))
            }));
        }
    }
    found
}

/// The texts of one evaluation, and the diagnostics that follow from it alone.
struct Read<'a> {
    passages: Vec<Passage<'a>>,
    /// The mentions of other offices, by passage.
    mentions: Vec<Vec<Mention>>,
    found: Found,
}

impl<'a> Read<'a> {
    fn of(project: &'a Scored, index: usize, register: &Register<'_>, names: &[Names<'_>]) -> Self {
        let case = &project.cases[index];
        let entry = case.evaluation.as_ref().map(|e| &e.entry);
        let passages = entry.map(|entry| text::passages(entry, &project.files)).unwrap_or_default();
        let mut found = duties::of(project, case);
        found.extend(values::sums(case));
        let instrument: Option<(&Instrument, &Names<'_>)> =
            case.instrument.and_then(|i| Some((project.instruments.get(i)?, names.get(i)?)));
        if let Some((instrument, names)) = instrument {
            found.extend(figures::figures_in_texts(project, case, instrument, names, &passages));
        }
        let mentions = passages.iter().map(|passage| register.mentions(case, passage)).collect();
        Self { passages, mentions, found }
    }

    /// The passages that name other offices.
    fn mentions(&self) -> impl Iterator<Item = (&Passage<'a>, &[Mention])> {
        let all = self.passages.iter().zip(self.mentions.iter().map(Vec::as_slice));
        all.filter(|(_, mentions)| !mentions.is_empty())
    }
}

/// Finds the same text in another office's evaluation of the year: that evaluation and the place.
fn same_text(project: &Scored, read: &[Read<'_>], index: usize, text: &Passage<'_>) -> Option<(String, Place)> {
    let own = &project.cases[index];
    let others = project.cases.iter().zip(read).filter(|(c, _)| c.id.year == own.id.year && c.office != own.office);
    let mut passages = others.flat_map(|(case, read)| read.passages.iter().map(move |passage| (case, passage)));
    let (case, passage) = passages.find(|(_, passage)| passage.same(text))?;
    Some((case.id.to_string(), passage.at))
}
