//! Checks that concern more than one file: registers against evaluations, letters, history, follow-up, pictures.

use std::collections::{BTreeMap, BTreeSet};

use crate::diag::{Code, Diagnostic, Found, Hint, Note, Place, nearest};
use crate::evaluation::EvaluationId;
use crate::num::{self, ratio};
use crate::project::{Case, Scored};
use crate::record::RECAP;
use crate::register::{HistoryEntry, Settings, Signatory, history_faults};
use crate::report;

use super::letters::letters;
use super::rules;

/// Runs every check of registers, and of evaluations against each other; returns the cases that wait.
pub(super) fn check(project: &Scored, found: &mut Found) -> BTreeSet<usize> {
    histories(project, found);
    offices(project, found);
    settings(project, found);
    evaluations(project, found);
    coverage_of_year(project, found);
    let mut blocked = letters(project, found);
    blocked.extend(follow_ups(project, found));
    blocked
}

fn offices(project: &Scored, found: &mut Found) {
    let mut seen: BTreeMap<&str, Place> = BTreeMap::new();
    for office in &project.offices {
        let id = &office.value.id;
        if !EvaluationId::is_name(&id.value.0) {
            found.push(Diagnostic::new(Code::D172).at(id.at).arg("id", &id.value.0));
        }
        if let Some(first) = seen.insert(&id.value.0, id.at) {
            found.push(Diagnostic::new(Code::D161).at(id.at).arg("id", &id.value.0).related(first, Note::FirstHere));
        }
        for successor in &office.value.successors {
            if project.office(&successor.value.0).is_none() {
                found.push(unknown_office(project, &successor.value.0, successor.at));
            }
        }
        if let Some(role) = &office.value.signatory {
            known_role(project, &role.value.0, role.at, found);
        }
    }
}

fn unknown_office(project: &Scored, id: &str, at: Place) -> Diagnostic {
    let mut fault = Diagnostic::new(Code::D140).at(at).arg("id", id);
    let ids = project.offices.iter().map(|o| o.value.id.value.0.as_str());
    fault.hints.extend(nearest(id, ids).map(Hint::DidYouMean));
    fault
}

fn known_role(project: &Scored, role: &str, at: Place, found: &mut Found) {
    let Some(settings) = &project.settings else { return };
    if settings.role(role).is_none() {
        let mut fault = Diagnostic::new(Code::D143).at(at).arg("role", role);
        let roles = settings.signatories.0.iter().map(|(r, _)| r.value.0.as_str());
        fault.hints.extend(nearest(role, roles).map(Hint::DidYouMean));
        found.push(fault);
    }
}

fn settings(project: &Scored, found: &mut Found) {
    let Some(settings) = &project.settings else { return };
    rules::settings(project, settings, found);
    let default = &settings.defaults.signatory;
    known_role(project, &default.value.0, default.at, found);
    let kop = &settings.letterhead;
    if kop.lines.value.is_empty() {
        found.push(Diagnostic::new(Code::D162).at(kop.lines.at));
    }
    for (role, other) in &settings.other_letterheads.0 {
        known_role(project, &role.value.0, role.at, found);
        if other.lines.value.is_empty() {
            found.push(Diagnostic::new(Code::D162).at(other.lines.at));
        }
    }
    for recap in project.recaps.values() {
        for (name, own) in [("ikhtisar_pembuka", &recap.opening), ("ikhtisar_penutup", &recap.closing)] {
            found.extend(own.iter().flat_map(|own| report::sentence_faults(name, own, &project.files)));
        }
        if let Some(role) = &recap.signatory {
            known_role(project, &role.value.0, role.at, found);
        }
    }
    margins(settings, found);
    for signatory in settings.signatories.0.iter().flat_map(|(_, holders)| holders) {
        plain_name(&signatory.value, found);
    }
    for fieldwork in settings.seasons.0.iter().filter_map(|(_, season)| season.fieldwork.as_ref()) {
        let (start, end) = (&fieldwork.start, &fieldwork.end);
        if end.value < start.value {
            let fault = Diagnostic::new(Code::D230).at(end.at).related(start.at, Note::ComparedHere);
            found.push(fault.arg("start", start.value).arg("end", end.value));
        }
    }
    if let (Some(logo), None) = (&kop.logo, &kop.alt) {
        found.push(Diagnostic::new(Code::D160).at(logo.at));
    }
    if !project.offices.is_empty() {
        for (_, season) in &settings.seasons.0 {
            for (office, _) in &season.skipped.0 {
                if project.office(&office.value.0).is_none() {
                    found.push(unknown_office(project, &office.value.0, office.at));
                }
            }
        }
    }
}

/// Checks that the name without titles is a part of the full name.
fn plain_name(signatory: &Signatory, found: &mut Found) {
    let spaced = |name: &str| name.split_whitespace().collect::<Vec<_>>().join(" ");
    let (Some(plain), name) = (&signatory.plain_name, &signatory.name) else { return };
    if !spaced(&name.value.0).contains(&spaced(&plain.value.0)) {
        let fault = Diagnostic::new(Code::D235).at(plain.at).related(name.at, Note::ComparedHere);
        found.push(fault.arg("plain", &plain.value.0).arg("name", &name.value.0));
    }
}

/// Checks that the margins leave room for a line of text, the footer and the strip of an electronic signature.
fn margins(settings: &Settings, found: &mut Found) {
    let Some(margins) = settings.output.as_ref().and_then(|o| o.margins.as_ref()) else { return };
    for (typed, least) in [(&margins.left, 10), (&margins.right, 10), (&margins.top, 10), (&margins.bottom, 23)] {
        let most = 60;
        if let Some(typed) = typed
            && (typed.value.value < ratio(least) || typed.value.value > ratio(most))
        {
            let fault = Diagnostic::new(Code::D224).at(typed.at).arg("value", &typed.value.text);
            found.push(fault.arg("least", least).arg("most", most));
        }
    }
}

fn evaluations(project: &Scored, found: &mut Found) {
    let mut regular: BTreeMap<(i32, &str), Place> = BTreeMap::new();
    for case in &project.cases {
        let Some(evaluation) = &case.evaluation else { continue };
        let entry = &evaluation.entry;
        let id = entry.opd.value.0.as_str();
        if case.id.stem == RECAP {
            found.push(Diagnostic::new(Code::D227).at(entry.opd.at).arg("id", RECAP));
        }
        if case.regular
            && let Some(first) = regular.insert((case.id.year, id), entry.opd.at)
        {
            let fault = Diagnostic::new(Code::D170).at(entry.opd.at).arg("id", id).arg("year", case.id.year);
            found.push(fault.related(first, Note::FirstHere));
        }
        match project.office(id) {
            Some(office) if !office.value.existed_in(case.id.year) => found.push(
                Diagnostic::new(Code::D146)
                    .at(entry.opd.at)
                    .arg("id", id)
                    .arg("year", case.id.year)
                    .related(office.value.id.at, Note::DefinedHere),
            ),
            None if !project.offices.is_empty() => found.push(unknown_office(project, id, entry.opd.at)),
            _ => {}
        }
        if let Some(role) = &entry.signatory {
            known_role(project, &role.value.0, role.at, found);
        }
        let Some(settings) = &project.settings else { continue };
        let permitted = &settings.permitted_levels;
        if !permitted.is_empty() && !permitted.contains(&evaluation.level) {
            let word = evaluation.level.word();
            let at = entry.level.as_ref().map_or(entry.opd.at, |l| l.at);
            found.push(Diagnostic::new(Code::D156).at(at).arg("level", word));
        }
        if settings.season(case.id.year).is_none() {
            found.push(Diagnostic::new(Code::D142).at(entry.year.at).arg("year", case.id.year));
        }
    }
}

/// Reports offices of the register that have no evaluation and no reason for that.
fn coverage_of_year(project: &Scored, found: &mut Found) {
    let Some(settings) = &project.settings else { return };
    for (year, season) in &settings.seasons.0 {
        if !project.cases.iter().any(|c| c.id.year == year.value.0) {
            continue;
        }
        for office in project.offices.iter().filter(|o| o.value.existed_in(year.value.0)) {
            let id = office.value.id.value.0.as_str();
            let evaluated = |c: &Case| c.id.year == year.value.0 && (c.id.stem == id || c.office == id);
            let skipped = season.skipped.0.iter().any(|(o, _)| o.value.0 == id);
            if !skipped && !project.cases.iter().any(evaluated) {
                found.push(Diagnostic::new(Code::D155).at(office.value.id.at).arg("id", id).arg("year", year.value.0));
            }
        }
    }
}

/// Checks the follow-up of earlier recommendations; returns the cases that wait for an earlier evaluation.
fn follow_ups(project: &Scored, found: &mut Found) -> BTreeSet<usize> {
    let mut blocked = BTreeSet::new();
    for (index, case) in project.cases.iter().enumerate() {
        let Some(evaluation) = &case.evaluation else { continue };
        let mut answered = Vec::new();
        for follow_up in &evaluation.entry.follow_ups {
            let typed = &follow_up.value.recommendation;
            let text = typed.value.0.trim();
            if !looks_like_reference(text) {
                continue;
            }
            answered.push(text.to_owned());
            let (name, id) = text.rsplit_once('/').unwrap_or((text, ""));
            let fault = |code| Diagnostic::new(code).at(typed.at).arg("reference", text).arg("evaluation", name);
            let Some(earlier) = project.named(name) else {
                found.push(fault(Code::D153));
                continue;
            };
            // An office that is missing in the register was reported; nobody can tell whose recommendations these are.
            let registered = project.office(&case.office).is_some();
            let own = !registered || project.takes_over(&earlier.office, &case.office);
            if earlier.id.year >= case.id.year || !own {
                found.push(fault(Code::D169).arg("office", &case.office));
                continue;
            }
            let Some(recommendations) = earlier.evaluation.as_ref().map(|e| &e.entry.recommendations) else {
                // The faults of that evaluation were reported; without it nobody knows which recommendation is followed
                // up here.
                let note = Diagnostic::new(Code::D165).at(typed.at).arg("id", name);
                let told = |d: &Diagnostic| d.code == note.code && d.args == note.args;
                if !blocked.contains(&index) || !found.iter().any(told) {
                    found.push(note);
                }
                blocked.insert(index);
                continue;
            };
            if !recommendations.iter().any(|r| r.id.value.0 == id) {
                let ids: Vec<&str> = recommendations.iter().map(|r| r.id.value.0.as_str()).collect();
                found.push(fault(Code::D167).arg("ids", ids.join(", ")));
            }
        }
        unanswered(project, case, &answered, found);
    }
    blocked
}

/// Reports last year's recommendations of the same office that this evaluation leaves out.
fn unanswered(project: &Scored, case: &Case, answered: &[String], found: &mut Found) {
    let Some(evaluation) = &case.evaluation else { return };
    let same = |c: &&Case| c.id.year == case.id.year - 1 && c.office == case.office && c.regular;
    let Some(last) = project.cases.iter().find(same) else { return };
    let Some(earlier) = &last.evaluation else { return };
    let at = evaluation.entry.follow_ups.first().map_or(evaluation.entry.opd.at, |f| f.at);
    for recommendation in &earlier.entry.recommendations {
        let reference = format!("{}/{}", last.id, recommendation.id.value.0);
        if !answered.contains(&reference) {
            let at = Place { end: at.start.saturating_add(1).min(at.end), ..at };
            found.push(Diagnostic::new(Code::D154).at(at).arg("reference", reference));
        }
    }
}

/// `2021/dinas-x/R3`: a year, a file and an id without spaces.
fn looks_like_reference(text: &str) -> bool {
    let mut parts = text.split('/');
    let year = parts.next().is_some_and(|y| y.len() == 4 && y.bytes().all(|b| b.is_ascii_digit()));
    year && !text.contains(char::is_whitespace)
}

fn histories(project: &Scored, found: &mut Found) {
    for (year, history) in &project.histories {
        // A history with an unknown instrument was reported.
        let Some(instrument) = project.history_instrument(history) else { continue };
        for (office, entry) in &history.results.0 {
            if project.office(&office.value.0).is_none() && !project.offices.is_empty() {
                found.push(unknown_office(project, &office.value.0, office.at));
            }
            found.extend(history_faults(entry, instrument));
            match beside_issued(project, *year, &office.value.0, entry) {
                Some(fault) => found.push(fault),
                None => {
                    found.extend(rules::values::beside_evaluation(project, *year, &office.value.0, office.at, entry));
                }
            }
        }
    }
}

/// Checks that a typed history agrees with the issued result, for a year that was issued from this project.
fn beside_issued(project: &Scored, year: i32, office: &str, entry: &HistoryEntry) -> Option<Diagnostic> {
    let of_office = |c: &&Case| c.id.year == year && c.office == office && c.regular;
    let id = project.cases.iter().find(of_office).map_or_else(|| format!("{year}/{office}"), |c| c.id.to_string());
    let last = project.record.last(&id)?;
    let (total, grade) = (last.total.as_ref()?, last.grade.as_deref()?);
    let same = total.0.value == entry.total.value.value && grade == entry.grade.value.0;
    let stated = format!("{} ({})", num::with_comma(&entry.total.value.text), entry.grade.value.0);
    let fault = Diagnostic::new(Code::D241).at(entry.total.at).arg("year", year).arg("id", &id).arg("stated", stated);
    (!same).then(|| fault.arg("revision", last.number).arg("issued", format!("{total} ({grade})")))
}
