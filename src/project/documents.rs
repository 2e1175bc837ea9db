//! The documents that a project makes: the LHE of each evaluation, its worksheet, and the recap of each season.

use crate::record::{DocumentId, Kind, RECAP};
use crate::register::{FormWord, Office, OutputSettings, RevisionKind, Season, Settings, WorksheetWord};

use super::read::Read;
use super::scored::{Case, Scored};

/// One document that can be made.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Target {
    /// Its kind.
    pub kind: Kind,
    /// The evaluation or season that it belongs to.
    pub unit: Unit,
}

/// The evaluations that a command means, and the recaps by year.
#[derive(Clone, Debug, Default)]
pub struct Chosen {
    /// Indices of cases, in order.
    pub cases: Vec<usize>,
    /// Years.
    pub recaps: Vec<i32>,
    /// True if documents were named. False if the command means everything, or everything of a year.
    pub named: bool,
}

impl Chosen {
    /// The chosen evaluations and recaps as units.
    pub fn units(&self) -> Vec<Unit> {
        let cases = self.cases.iter().map(|index| Unit::Case(*index));
        cases.chain(self.recaps.iter().map(|year| Unit::Recap(*year))).collect()
    }
}

/// The documents that are issued together: an LHE with its worksheet, or a recap.
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
            Self::Case(index) => Chosen { cases: vec![index], recaps: Vec::new(), named: true },
            Self::Recap(year) => Chosen { cases: Vec::new(), recaps: vec![year], named: true },
        }
    }
}

impl Scored {
    /// The documents of the chosen units, in order: those of each unit together.
    pub fn targets(&self, chosen: &Chosen) -> Vec<Target> {
        chosen.units().into_iter().flat_map(|unit| self.unit_targets(unit)).collect()
    }

    /// The documents of a unit.
    pub(crate) fn unit_targets(&self, unit: Unit) -> Vec<Target> {
        self.kinds_of(unit).into_iter().map(|kind| Target { kind, unit }).collect()
    }

    /// The kinds of documents that a unit consists of.
    fn kinds_of(&self, unit: Unit) -> Vec<Kind> {
        match unit {
            Unit::Case(index) if self.worksheet_choice(&self.cases[index]) == WorksheetWord::Separate => {
                vec![Kind::Lhe, Kind::Lke]
            }
            Unit::Case(_) => vec![Kind::Lhe],
            Unit::Recap(_) => vec![Kind::Recap],
        }
    }

    /// The identity of a document.
    pub fn document_id(&self, target: Target) -> DocumentId {
        target.kind.document(&self.unit_id(target.unit))
    }

    /// The object of a unit: `<tahun>/<berkas>` or `<tahun>/ikhtisar`.
    pub fn unit_id(&self, unit: Unit) -> DocumentId {
        match unit {
            Unit::Case(index) => DocumentId::from(&self.cases[index].id),
            Unit::Recap(year) => DocumentId { year, name: RECAP.to_owned() },
        }
    }

    /// The case that a document is about; none for a recap.
    pub fn case_of(&self, target: Target) -> Option<&Case> {
        match target.unit {
            Unit::Case(index) => Some(&self.cases[index]),
            Unit::Recap(_) => None,
        }
    }

    /// All cases that a document is made from.
    pub(crate) fn cases_of(&self, target: Target) -> Vec<usize> {
        match target.unit {
            Unit::Case(index) => vec![index],
            Unit::Recap(year) => (0..self.cases.len()).filter(|i| self.cases[*i].id.year == year).collect(),
        }
    }

    /// The revision of a unit, whether that revision is issued, and its kind.
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
    /// The settings for documents, if the project states any.
    pub(crate) fn output(&self) -> Option<&OutputSettings> {
        self.settings.as_ref()?.output.as_ref()
    }

    /// The form of a case's LHE: its office's choice, else its season's, else the project's.
    pub(crate) fn form(&self, case: &Case) -> FormWord {
        self.choice(case, |o| o.form, |s| s.form, |s| s.output.as_ref()?.form).unwrap_or_default()
    }

    /// Where a case's worksheet goes: by its office's choice, else its season's, else the project's.
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
