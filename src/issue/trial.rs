//! A correction on trial: the project that would follow from the changed ledger, and the effect of the change.

use crate::diag::{Diagnostic, Found};
use crate::draft::{compose_faults, rank_change};
use crate::evaluation::EvaluationId;
use crate::num::Number;
use crate::project::{Case, Project, Unit};
use crate::register::RevisionKind;
use crate::report::RankChange;
use crate::score::Grade;

use super::correct::Prepared;
use super::status::{Touched, touched};

/// A correction that can be entered.
#[derive(Debug)]
pub struct Trial {
    /// The project as it will be.
    pub after: Project,
    /// The effect of the correction.
    pub effect: Effect,
}

/// A correction that cannot be entered.
#[derive(Debug)]
pub struct Untenable {
    /// The project as it would be; the faults have their places in its files.
    pub after: Project,
    /// The reasons; empty if the evaluation has no score to compare.
    pub found: Found,
}

/// A value before and after a correction.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Change<T> {
    /// Before.
    pub before: T,
    /// After.
    pub after: T,
}

impl<T: PartialEq> Change<T> {
    /// True if the correction changes it.
    pub fn differs(&self) -> bool {
        self.before != self.after
    }
}

/// A row of the score sheet whose printed points change.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct RowChange {
    /// Code of the component, group or sub-component.
    pub code: String,
    /// Its name.
    pub name: String,
    /// Its points as printed.
    pub points: Change<Number>,
}

/// The effect of a correction: values, total, grade, rank, and the kind of document that follows.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Effect {
    /// The evaluation.
    pub id: EvaluationId,
    /// The rows that change, in the order of the sheet.
    pub rows: Vec<RowChange>,
    /// The total as printed.
    pub total: Change<Number>,
    /// The grade.
    pub grade: Change<Grade>,
    /// The place in the last issued recap, if total or grade changes and the evaluation is ranked there.
    pub rank: Option<RankChange>,
    /// The revision that will hold the correction.
    pub revision: u32,
    /// Its kind; none before the first issue.
    pub kind: Option<RevisionKind>,
    /// Other documents that change with it.
    pub touched: Vec<Touched>,
}

impl Effect {
    /// True if total or grade changes.
    pub fn result_differs(&self) -> bool {
        self.total.differs() || self.grade.before.letter != self.grade.after.letter
    }
}

/// The errors that a case has before the correction. One more entry cannot mend them, so no trial is made.
pub fn errors_before(project: &Project, case: &Case) -> Found {
    position(project, &case.id).map(|index| errors(project, index)).unwrap_or_default()
}

/// Tries a prepared ledger: one with a drafted entry, or one that was typed as a whole. Nothing is written.
///
/// # Errors
/// The errors of the case with that ledger, including those that only composing finds, such as an unpaired mark in the
/// reason; or an issued recap that cannot be read.
pub fn trial(project: &Project, case: &Case, prepared: &Prepared) -> Result<Trial, Box<Untenable>> {
    let after = project.with_text(&prepared.name, &prepared.text);
    match tried(project, case, &after) {
        Ok(effect) => Ok(Trial { after, effect }),
        Err(found) => Err(Box::new(Untenable { after, found })),
    }
}

fn tried(project: &Project, case: &Case, after: &Project) -> Result<Effect, Found> {
    let index = position(after, &case.id).ok_or_else(Vec::new)?;
    let mut found = errors(after, index);
    let composed = |project: &Project, index| compose_faults(project, &Unit::Case(index).chosen());
    let before = position(project, &case.id).map(|index| composed(project, index)).unwrap_or_default();
    let known = |d: &Diagnostic| before.iter().any(|old| old.code == d.code);
    found.extend(composed(after, index).into_iter().filter(|d| d.is_error() && !known(d)));
    if found.is_empty() { effect(project, case, after, &after.cases[index]) } else { Err(found) }
}

fn effect(project: &Project, old: &Case, after: &Project, new: &Case) -> Result<Effect, Found> {
    let (then, now) = old.sheet.as_ref().zip(new.sheet.as_ref()).ok_or_else(Vec::new)?;
    let rows = then.rows().into_iter().zip(now.rows()).map(|(a, b)| RowChange {
        code: b.code.to_owned(),
        name: b.name.to_owned(),
        points: Change { before: then.number(&a.points.0), after: now.number(&b.points.0) },
    });
    let mut effect = Effect {
        id: new.id.clone(),
        rows: rows.filter(|row| row.points.differs()).collect(),
        total: Change { before: then.number(&then.total.0), after: now.number(&now.total.0) },
        grade: Change { before: then.grade.clone(), after: now.grade.clone() },
        rank: None,
        revision: new.revision.number,
        kind: new.revision.kind,
        touched: touched(after, project, new),
    };
    if effect.result_differs() {
        effect.rank = rank_change(after, new).map_err(|fault| vec![*fault])?;
    }
    Ok(effect)
}

fn position(project: &Project, id: &EvaluationId) -> Option<usize> {
    project.cases.iter().position(|case| case.id == *id)
}

fn errors(project: &Project, index: usize) -> Found {
    project.concerning(&Unit::Case(index).chosen()).into_iter().filter(Diagnostic::is_error).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::issue::{Draft, DraftChange, State, prepare, prepare_text};
    use crate::project::sample;
    use crate::source::Date;

    fn case<'a>(project: &'a Project, id: &str) -> &'a Case {
        project.cases.iter().find(|case| case.id.to_string() == id).expect("a case")
    }

    fn draft(reason: &str, to: &str) -> Draft {
        Draft {
            kind: None,
            date: Date::new(2023, 8, 14).expect("a date"),
            basis: "Berita Acara".to_owned(),
            reason: reason.to_owned(),
            requested_by: None,
            decided_by: "Inspektur".to_owned(),
            change: DraftChange {
                key: "kode",
                what: "1.a".to_owned(),
                object: None,
                field: None,
                from: None,
                to: Some(to.to_owned()),
            },
        }
    }

    #[test]
    fn a_trial_tells_the_effect_and_writes_nothing() {
        let (folder, project) = sample::read();
        let case = case(&project, "2023/bkpsdm");
        assert_eq!(errors_before(&project, case), []);
        let prepared = prepare(&project, case, &draft("Bukti ditemukan.", "AA")).expect("prepared");
        let tried = trial(&project, case, &prepared).expect("a tenable correction");
        let Effect { rows, total, rank, revision, kind, touched, .. } = &tried.effect;
        let sheet = case.sheet.as_ref().expect("scored");
        assert_eq!(total.before, sheet.number(&sheet.total.0));
        assert!(total.after.value > total.before.value);
        // The sub-component and its component; their points rise as much as the total does.
        assert_eq!(rows.iter().map(|row| row.code.as_str()).collect::<Vec<_>>(), ["1", "1.a"]);
        let rise = |change: &Change<Number>| &change.after.value - &change.before.value;
        assert!(rows.iter().all(|row| rise(&row.points) == rise(total)));
        assert_eq!((rank, *revision, *kind), (&None, 0, None));
        let names: Vec<String> = touched.iter().map(|one| format!("{} {}", one.id, one.state.word())).collect();
        assert_eq!(names, ["2023/ikhtisar draf"]);
        assert_eq!(touched.iter().map(|t| t.state).collect::<Vec<_>>(), [State::Draft]);
        assert!(!folder.path().join(&prepared.name).exists());

        // The same ledger, typed as a whole.
        let typed = prepare_text(&project, case, prepared.text).expect("prepared");
        assert_eq!(trial(&project, case, &typed).expect("a tenable correction").effect, tried.effect);
    }

    #[test]
    fn an_untenable_correction_tells_why_with_the_files_that_it_would_have() {
        let (_folder, project) = sample::read();
        let case = case(&project, "2023/bkpsdm");
        let prepared = prepare(&project, case, &draft("Bukti ditemukan.", "ZZ")).expect("prepared");
        let Untenable { after, found } = *trial(&project, case, &prepared).expect_err("no such answer");
        let named = |d: &Diagnostic| d.place.map(|place| after.files.name(place.file).to_owned());
        assert!(found.iter().any(|d| d.is_error() && named(d).as_ref() == Some(&prepared.name)), "{found:?}");
    }
}
