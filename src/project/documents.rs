//! The documents that a project makes: the LHE of each evaluation, its worksheet, and the recap of each season.

use crate::record::{DocumentId, RECAP};
use crate::register::{FormWord, Office, RevisionKind, Season, Settings, WorksheetWord};

use super::read::Read;
use super::scored::{Case, Scored};

/// One document that can be made.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Target {
    /// The LHE of the case with this index.
    Lhe(usize),
    /// The worksheet of the case with this index, as a document of its own.
    Worksheet(usize),
    /// The recap of this year.
    Recap(i32),
}

/// What a command means: evaluations, and recaps by year.
#[derive(Clone, Debug, Default)]
pub struct Chosen {
    /// Indices of cases, in order.
    pub cases: Vec<usize>,
    /// Years.
    pub recaps: Vec<i32>,
}

impl Chosen {
    /// What was chosen, as units that are issued.
    pub fn units(&self) -> Vec<Unit> {
        let cases = self.cases.iter().map(|index| Unit::Case(*index));
        cases.chain(self.recaps.iter().map(|year| Unit::Recap(*year))).collect()
    }
}

/// What is issued as one: an LHE with its worksheet, or a recap.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Unit {
    /// The case with this index.
    Case(usize),
    /// The recap of this year.
    Recap(i32),
}

impl Unit {
    /// The unit alone, as a command would choose it.
    pub(crate) fn chosen(self) -> Chosen {
        match self {
            Self::Case(index) => Chosen { cases: vec![index], recaps: Vec::new() },
            Self::Recap(year) => Chosen { cases: Vec::new(), recaps: vec![year] },
        }
    }
}

impl Scored {
    /// The documents of what was chosen, in order: each LHE with its worksheet, then the recaps.
    pub fn targets(&self, chosen: &Chosen) -> Vec<Target> {
        let mut list = Vec::new();
        for index in &chosen.cases {
            list.push(Target::Lhe(*index));
            if self.worksheet_choice(&self.cases[*index]) == WorksheetWord::Separate {
                list.push(Target::Worksheet(*index));
            }
        }
        list.extend(chosen.recaps.iter().map(|year| Target::Recap(*year)));
        list
    }

    /// The identity of a document.
    pub fn document_id(&self, target: Target) -> DocumentId {
        match target {
            Target::Lhe(index) => DocumentId::from(&self.cases[index].id),
            Target::Worksheet(index) => {
                let id = &self.cases[index].id;
                DocumentId { year: id.year, name: format!("{}.lke", id.stem) }
            }
            Target::Recap(year) => DocumentId { year, name: RECAP.to_owned() },
        }
    }

    /// The case that a document is about; none for a recap.
    pub fn case_of(&self, target: Target) -> Option<&Case> {
        match target {
            Target::Lhe(index) | Target::Worksheet(index) => Some(&self.cases[index]),
            Target::Recap(_) => None,
        }
    }

    /// All cases that a document is made from.
    pub(crate) fn cases_of(&self, target: Target) -> Vec<usize> {
        match target {
            Target::Lhe(index) | Target::Worksheet(index) => vec![index],
            Target::Recap(year) => (0..self.cases.len()).filter(|i| self.cases[*i].id.year == year).collect(),
        }
    }

    /// The object of a unit: `<tahun>/<berkas>` or `<tahun>/ikhtisar`.
    pub fn unit_id(&self, unit: Unit) -> DocumentId {
        self.document_id(match unit {
            Unit::Case(index) => Target::Lhe(index),
            Unit::Recap(year) => Target::Recap(year),
        })
    }

    /// The documents of a unit, each with its word in the archive.
    pub(crate) fn unit_targets(&self, unit: Unit) -> Vec<(&'static str, Target)> {
        let word = |target: &Target| match target {
            Target::Lhe(_) => "lhe",
            Target::Worksheet(_) => "lke",
            Target::Recap(_) => RECAP,
        };
        self.targets(&unit.chosen()).into_iter().map(|target| (word(&target), target)).collect()
    }

    /// Revision of a unit, whether it is issued, and what it is.
    pub fn unit_revision(&self, unit: Unit) -> (u32, bool, Option<RevisionKind>) {
        match unit {
            Unit::Case(index) => {
                let revision = &self.cases[index].revision;
                (revision.number, revision.issued, revision.kind)
            }
            Unit::Recap(year) => {
                let (number, issued) = self.recap_revision(year);
                (number, issued, (number > 0).then_some(RevisionKind::Replacement))
            }
        }
    }
}

impl Read {
    /// The form of a case's LHE: its office's choice, else its season's, else the project's.
    pub(crate) fn form(&self, case: &Case) -> FormWord {
        self.choice(case, |o| o.form, |s| s.form, |s| s.output.as_ref()?.form).unwrap_or_default()
    }

    /// Where a case's worksheet goes, chosen in the same way.
    pub(crate) fn worksheet_choice(&self, case: &Case) -> WorksheetWord {
        self.choice(case, |o| o.worksheet, |s| s.worksheet, |s| s.output.as_ref()?.worksheet).unwrap_or_default()
    }

    fn choice<T>(
        &self,
        case: &Case,
        office: fn(&Office) -> Option<T>,
        season: fn(&Season) -> Option<T>,
        settings: fn(&Settings) -> Option<T>,
    ) -> Option<T> {
        let own = self.office(&case.office).and_then(|o| office(&o.value));
        let all = self.settings.as_ref();
        own.or_else(|| season(all?.season(case.id.year)?)).or_else(|| settings(all?))
    }
}
