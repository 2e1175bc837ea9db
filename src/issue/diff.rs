//! Finds the differences between two results: two revisions, two years, or the same evaluation in two projects.

use std::collections::{BTreeMap, BTreeSet};
use std::path::Path;

use crate::bundle::{self, Parts};
use crate::diag::{Code, Diagnostic, Found, Phrase, Term};
use crate::draft::{BuildSettings, quotes_of, render_one, standard};
use crate::evaluation::{Evaluation, Judgement, Verdict};
use crate::instrument::Instrument;
use crate::num::{Number, with_comma};
use crate::os::{self, reason};
use crate::project::{Case, Project, Unit};
use crate::record::{DocumentId, Kind};
use crate::report::{self, Changed, Differing, Part};
use crate::score::{Level, ScoreSheet};
use crate::source::Date;
use crate::worker::Order;

use super::rebuild::kept_files;

/// One side of a difference.
#[derive(Clone, Debug)]
pub struct Side {
    /// `<tahun>/<berkas>`.
    pub id: String,
    /// The issued revision; none for the present data.
    pub revision: Option<u32>,
    /// Name of the office.
    pub office: String,
    /// Short name of the instrument.
    pub instrument: String,
    /// The regulation of the instrument.
    regulation: String,
    total: Phrase,
    grade: Phrase,
    /// Values by code, with name and whether it is a component, in the order of the instrument.
    values: Vec<(String, String, bool, Phrase)>,
    answers: BTreeMap<String, Phrase>,
    findings: BTreeMap<String, Phrase>,
    recommendations: BTreeMap<String, Phrase>,
}

/// The subject of a difference.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Aspect {
    /// An answer.
    Answer,
    /// A value of the score table.
    Value,
    /// The total.
    Total,
    /// The grade.
    Grade,
    /// A finding.
    Finding,
    /// A recommendation.
    Recommendation,
}

impl Aspect {
    /// The word for scripts.
    pub fn word(self) -> &'static str {
        self.term().name()
    }

    /// The word for people.
    pub fn term(self) -> Term {
        match self {
            Self::Answer => Term::Answer,
            Self::Value => Term::Score,
            Self::Total => Term::Total,
            Self::Grade => Term::Grade,
            Self::Finding => Term::Remark,
            Self::Recommendation => Term::Recommendation,
        }
    }
}

/// One difference; a side that lacks the thing has no text.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Difference {
    /// Its subject.
    pub aspect: Aspect,
    /// Code or id; empty for total and grade.
    pub code: String,
    /// Name, where the instrument has one.
    pub name: String,
    /// The text of the old side.
    pub old: Option<Phrase>,
    /// The text of the new side.
    pub new: Option<Phrase>,
}

/// Two sides and their differences.
#[derive(Clone, Debug)]
pub struct Compared {
    /// The old side.
    pub old: Side,
    /// The new side.
    pub new: Side,
    /// True if they are compared by component only, since their regulations differ.
    pub components_only: bool,
    /// The differences.
    pub differences: Vec<Difference>,
}

/// The differences gathered so far.
struct Gathered(Vec<Difference>);

impl Gathered {
    fn add(&mut self, aspect: Aspect, (code, name): (&str, &str), old: Option<&Phrase>, new: Option<&Phrase>) {
        if old != new {
            let (old, new) = (old.cloned(), new.cloned());
            self.0.push(Difference { aspect, code: code.to_owned(), name: name.to_owned(), old, new });
        }
    }

    fn texts(&mut self, aspect: Aspect, old: &BTreeMap<String, Phrase>, new: &BTreeMap<String, Phrase>) {
        let codes: BTreeSet<&String> = old.keys().chain(new.keys()).collect();
        for code in codes {
            self.add(aspect, (code, ""), old.get(code), new.get(code));
        }
    }

    /// Compares values by code, or of components only.
    fn values(&mut self, old: &Side, new: &Side, components_only: bool) {
        let value = |side: &Side, code: &str| side.values.iter().find(|v| v.0 == code).map(|v| v.3.clone());
        let of = |side: &Side| side.values.iter().filter(|v| v.2 || !components_only).cloned().collect::<Vec<_>>();
        for (code, name, _, text) in of(new) {
            let before = if components_only { None } else { value(old, &code) };
            self.add(Aspect::Value, (&code, &name), before.as_ref(), Some(&text));
        }
        for (code, name, _, text) in of(old) {
            if components_only || value(new, &code).is_none() {
                self.add(Aspect::Value, (&code, &name), Some(&text), None);
            }
        }
    }
}

/// Compares two sides: by code and id if both follow the same regulation, else by component.
pub fn compare(old: Side, new: Side) -> Compared {
    let components_only = old.regulation != new.regulation;
    let mut found = Gathered(Vec::new());
    if !components_only {
        found.texts(Aspect::Answer, &old.answers, &new.answers);
        found.texts(Aspect::Finding, &old.findings, &new.findings);
        found.texts(Aspect::Recommendation, &old.recommendations, &new.recommendations);
    }
    found.values(&old, &new, components_only);
    found.add(Aspect::Total, ("", ""), Some(&old.total), Some(&new.total));
    found.add(Aspect::Grade, ("", ""), Some(&old.grade), Some(&new.grade));
    let mut differences = found.0;
    differences.sort_by_key(|d| d.aspect);
    Compared { old, new, components_only, differences }
}

fn answer(judgement: &Judgement) -> Phrase {
    match &judgement.verdict {
        Verdict::Choice(choice) => choice.into(),
        Verdict::Objects(list) => {
            Phrase::Commas(list.iter().map(|(object, _, choice)| format!("{object}: {choice}").into()).collect())
        }
        Verdict::NotApplicable => Term::NotApplicable.into(),
        Verdict::Points(_, text) => with_comma(text).into(),
    }
}

fn present(case: &Case, evaluation: &Evaluation, sheet: &ScoreSheet, instrument: &Instrument, office: String) -> Side {
    let entry = &evaluation.entry;
    let plain = |text: &str| Phrase::from(text.split_whitespace().collect::<Vec<_>>().join(" "));
    let answers = evaluation.answers.iter().filter_map(|(code, r)| Some((code.clone(), answer(r.effective()?))));
    let value = |row: crate::score::Row<'_>| {
        let component = row.level == Level::Component;
        (row.code.to_owned(), row.name.to_owned(), component, sheet.text(&row.points.0).into())
    };
    Side {
        id: case.id.to_string(),
        revision: None,
        office,
        instrument: instrument.short_name.clone(),
        regulation: instrument.regulation().to_owned(),
        total: sheet.text(&sheet.total.0).into(),
        grade: format!("{} ({})", sheet.grade.letter, sheet.grade.word).into(),
        values: sheet.rows().into_iter().map(value).collect(),
        answers: answers.collect(),
        findings: entry.findings.iter().map(|f| (f.id.value.0.clone(), plain(&f.text.value.0))).collect(),
        recommendations: entry.recommendations.iter().map(|r| (r.id.value.0.clone(), plain(&r.text.value.0))).collect(),
    }
}

/// Writes a difference as a PDF for the office.
///
/// # Errors
/// Faults of the template, the engine and the disk.
pub fn difference_pdf(
    project: &Project,
    compared: &Compared,
    path: &Path,
    settings: &BuildSettings,
) -> Result<(), Found> {
    let id = DocumentId {
        year: compared.new.id.split('/').next().and_then(|year| year.parse().ok()).unwrap_or_default(),
        name: compared.new.id.split('/').nth(1).unwrap_or_default().to_owned(),
    };
    let order = difference_order(project, compared, &id)?;
    let answer = render_one(project, &id, order, settings)?;
    os::replace(path, &answer.pdf).map_err(|error| vec![Diagnostic::unwritten(path.display(), reason(&error))])
}

fn difference_order(project: &Project, compared: &Compared, id: &DocumentId) -> Result<Order, Found> {
    let not_ready = || vec![Diagnostic::new(Code::A007).arg("id", id)];
    let settings = project.settings.as_ref().ok_or_else(not_ready)?;
    let name = |side: &Side| report::side_name(side.id.split('/').next().unwrap_or_default(), side.revision);
    let changed = |d: &Difference| Changed {
        part: match d.aspect {
            Aspect::Answer => Part::Answer(d.code.clone()),
            Aspect::Value => Part::Value(d.code.clone(), d.name.clone()),
            Aspect::Total => Part::Total,
            Aspect::Grade => Part::Grade,
            Aspect::Finding => Part::Finding(d.code.clone()),
            Aspect::Recommendation => Part::Recommendation(d.code.clone()),
        },
        old: d.old.as_ref().map(Phrase::kept),
        new: d.new.as_ref().map(Phrase::kept),
        narrative: matches!(d.aspect, Aspect::Finding | Aspect::Recommendation),
    };
    let changes: Vec<Changed> = compared.differences.iter().map(changed).collect();
    let (old, new) = (name(&compared.old), name(&compared.new));
    let origin = |place| project.origin(place);
    let day = Date { year: id.year, month: 12, day: 31 };
    let both = (compared.old.instrument.as_str(), compared.new.instrument.as_str());
    let report = report::difference(&Differing {
        origin: &origin,
        settings,
        wording: &project.wording,
        id: &compared.new.id,
        office: &compared.new.office,
        sides: (&old, &new),
        instruments: compared.components_only.then_some(both),
        changes: &changes,
        day,
    });
    let internal = |error: String| vec![Diagnostic::internal(error)];
    let value = serde_json::to_value(&report).map_err(|error| internal(error.to_string()))?;
    let main = "perbedaan.typ.j2";
    let templates = project.template_sets.get(main).ok_or_else(not_ready)?;
    let mut ingredients = templates.files.clone();
    ingredients.extend(project.logo.iter().cloned());
    let parts = Parts {
        id: &compared.new.id,
        main,
        report: &value,
        kind: "perbedaan",
        draft: false,
        ingredients: &ingredients,
        templates: &templates.packed,
        standard: standard(project),
        date: day,
    };
    bundle::assemble(parts).map(|bundle| bundle.order).map_err(internal)
}

/// Total and grade as they were issued, of a case whose present revision is issued.
pub fn issued_result(project: &Project, case: &Case) -> Option<(Number, String)> {
    let last = project.record.last(&case.id.to_string()).filter(|_| case.revision.issued)?;
    Some((last.total.clone()?.0, last.grade.clone()?))
}

/// The number of the last issued revision of a case.
pub fn last_issued(project: &Project, index: usize) -> Option<u32> {
    project.record.last(&project.cases[index].id.to_string()).map(|last| last.number)
}

/// A case as its present data gives it, or as a revision was issued.
///
/// # Errors
/// A042 for a revision that was never issued, A007 if the data has errors, faults of the archive.
pub fn side(project: &Project, index: usize, revision: Option<u32>) -> Result<Side, Found> {
    let case = &project.cases[index];
    let not_ready = || vec![Diagnostic::new(Code::A007).arg("id", &case.id)];
    let Some(number) = revision else {
        let parts = (case.evaluation.as_ref(), case.sheet.as_ref(), case.instrument);
        let (Some(evaluation), Some(sheet), Some(instrument)) = parts else { return Err(not_ready()) };
        let day = crate::source::Date { year: case.id.year, month: 12, day: 31 };
        let office = project.office(&case.office).map(|o| crate::register::office_name(&o.value, day));
        let office = office.unwrap_or(&case.office).to_owned();
        return Ok(present(case, evaluation, sheet, &project.instruments[instrument], office));
    };
    let object = project.unit_id(Unit::Case(index));
    let known = project.record.revisions(&object.to_string()).get(number as usize);
    let Some(known) = known else {
        return Err(vec![Diagnostic::new(Code::A042).arg("id", &object).arg("revision", number)]);
    };
    let files = kept_files(project, &object, known, Kind::Lhe)?;
    let damaged = |reason: Phrase| vec![Diagnostic::unread(format!("arsip: {object}"), reason)];
    let kept = crate::bundle::reassemble(&files).map_err(damaged)?;
    let quoted = quotes_of(&kept)?;
    let then = Project::of_bundle(kept.inputs, quoted);
    let index = then.cases.iter().position(|c| c.id == case.id).ok_or_else(not_ready)?;
    let made = side(&then, index, None)?;
    Ok(Side { revision: Some(number), ..made })
}
