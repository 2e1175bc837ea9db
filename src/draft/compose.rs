//! Composes reports and their bundles from checked data.

use serde::Serialize;
use serde_json::Value;

use crate::bundle::{self, Bundle, Parts};
use crate::diag::{Checked, Code, Diagnostic, Found, Place, Refusal, has_errors};
use crate::project::{Chosen, Project, Target, Unit, as_quoted, last_year};
use crate::record::{Kind, RECAP};
use crate::register::{Office, RecapFile, Season, StandardWord, letter_date, recap_date};
use crate::report::{self, Ikhtisar, IssuedText, Quoted, Ranked, Recap, Reference, Subject, Teks};
use crate::source::{Date, Prose, Spanned};
use crate::typeset::{self, Standard};

use super::quote::{quote, quote_ranks, quote_recap, quoted, revised};
use super::slices::ingredients;

/// A composed document before it becomes a bundle.
struct Composed {
    report: Value,
    kind: String,
    day: Date,
    /// True if the report prints the worksheet.
    worksheet: bool,
    quoted: Quoted,
}

/// Composes one document, and finds the faults that only composing shows.
pub(crate) fn compose(project: &Project, target: Target, draft: bool) -> Checked<Bundle> {
    let Checked { value, mut diagnostics } = assemble(project, target, draft);
    project.apply_rules(&mut diagnostics);
    match value {
        Some(bundle) => Checked::new(bundle, diagnostics),
        None => Checked::failed(diagnostics),
    }
}

fn assemble(project: &Project, target: Target, draft: bool) -> Checked<Bundle> {
    let mut found = Vec::new();
    // Settings with which no page can be made were reported.
    if project.unusable {
        return Checked::failed(found);
    }
    let composed = match (target.kind, target.unit) {
        (Kind::Lhe, Unit::Case(index)) => {
            let case = &project.cases[index];
            let document = report::Document::Lhe(project.form(case), project.worksheet_choice(case));
            lhe(project, index, document, draft, &mut found)
        }
        (Kind::Lke, Unit::Case(index)) => lhe(project, index, report::Document::Worksheet, draft, &mut found),
        (Kind::Recap, Unit::Recap(year)) => recap(project, year, draft, &mut found),
        (Kind::Lhe | Kind::Lke, Unit::Recap(_)) | (Kind::Recap, Unit::Case(_)) => {
            found.push(Diagnostic::internal(project.document_id(target).to_string()));
            None
        }
    };
    let Some(Composed { report, kind, day, worksheet, quoted }) = composed else { return Checked::failed(found) };
    coverage(project, &report, &mut found);
    let main = format!("{kind}.typ.j2");
    let Some(templates) = project.template_sets.get(&main) else { return Checked::failed(found) };
    let mut ingredients = ingredients(project, target, &report, worksheet, &quoted);
    ingredients.extend(templates.files.iter().cloned());
    ingredients.extend(project.logo.iter().cloned());
    let id = project.document_id(target).to_string();
    let parts = Parts {
        id: &id,
        main: &main,
        report: &report,
        kind: &kind,
        draft,
        ingredients: &ingredients,
        templates: &templates.packed,
        standard: standard(project),
        date: day,
    };
    match bundle::assemble(parts) {
        Ok(bundle) => Checked::new(bundle, found),
        Err(error) => {
            found.push(Diagnostic::internal(error));
            Checked::failed(found)
        }
    }
}

/// The faults that composing these documents finds.
pub fn compose_faults(project: &Project, chosen: &Chosen) -> Found {
    let ready = |target: &Target| project.case_of(*target).is_none_or(|case| case.evaluation.is_some());
    let mut found: Found = Vec::new();
    for target in project.targets(chosen).into_iter().filter(ready) {
        // An LHE and its worksheet are made of the same data: the faults of the data are reported once.
        let new = compose(project, target, true).diagnostics;
        found.extend(new.into_iter().filter(|d| d.code != Code::D165).collect::<Vec<_>>());
    }
    let mut seen: Found = Vec::new();
    for diagnostic in found {
        if !seen.contains(&diagnostic) {
            seen.push(diagnostic);
        }
    }
    seen
}

pub(crate) fn standard(project: &Project) -> Standard {
    match project.output().and_then(|o| o.standard) {
        Some(StandardWord::A2a) => Standard::A2a,
        Some(StandardWord::A3a) | None => Standard::A3a,
    }
}

/// True if the settings name a logo that cannot be used, which was reported. Without the logo the document would be
/// another.
fn logo_missing(project: &Project) -> bool {
    project.settings.as_ref().is_some_and(|s| s.letterhead.logo.is_some()) && project.logo.is_none()
}

fn lhe(
    project: &Project,
    index: usize,
    document: report::Document,
    draft: bool,
    found: &mut Found,
) -> Option<Composed> {
    let case = &project.cases[index];
    let settings = project.settings.as_ref()?;
    let season = settings.season(case.id.year)?;
    let evaluation = case.evaluation.as_ref()?;
    if logo_missing(project) {
        return None;
    }
    let office = &project.office(&evaluation.entry.opd.value.0)?.value;
    let quoted = Checked::from(quoted(project, case)).drain_into(found)?;
    let last = match &quoted {
        Some(quoted) => as_quoted(project, case, office, quoted),
        None => last_year(project, case, office),
    };
    let last = Checked::from(last).drain_into(found)?;
    let quoted = match quoted {
        Some(quoted) => quoted,
        None => Checked::from(quote(project, case, &last)).drain_into(found)?,
    };
    let revised = revised(case, &quoted);
    let origin = |place: Place| project.origin(place);
    let reference = |text: &str| {
        let quoted = quoted.recommendations.get(text)?;
        let printed = |text: &IssuedText| Teks::dari(&text.text, &text.origin);
        let letter = quoted.number.as_ref().map(printed).unwrap_or_default();
        Some(Reference { text: printed(&quoted.text), letter })
    };
    let numbers = project.numbers(case);
    let subject = Subject {
        origin: &origin,
        file: project.files.name(case.worksheet.unwrap_or(case.file)),
        document,
        settings,
        wording: &project.wording,
        season,
        office,
        numbers,
        instrument: &project.instruments[case.instrument?],
        evaluation,
        sheet: case.sheet.as_ref()?,
        own: case.own.as_ref(),
        previous: last.previous.as_ref(),
        previous_notes: &last.notes,
        reference: &reference,
        revised,
        draft,
    };
    let composed = report::lhe(&subject);
    found.extend(composed.diagnostics.into_iter().map(|d| at_underscore(project, d)));
    let report = composed.value?;
    let kind = report.dokumen.jenis.clone();
    Some(Composed {
        worksheet: report.lke.ada,
        report: value(&report, found)?,
        kind,
        day: letter_date(numbers.letter, season, case.id.year),
        quoted,
    })
}

fn recap(project: &Project, year: i32, draft: bool, found: &mut Found) -> Option<Composed> {
    if logo_missing(project) {
        return None;
    }
    let (report, quoted) = compose_recap(project, year, draft, found)?;
    let season = project.settings.as_ref()?.season(year)?;
    let letter = project.recap_letter(year);
    let letter = letter.as_ref();
    let kind = report.dokumen.jenis.clone();
    let day = recap_date(letter, season, year);
    Some(Composed { report: value(&report, found)?, kind, day, worksheet: false, quoted })
}

/// The recap of a year, with or without a narrative file.
pub fn recap_report(project: &Project, year: i32, draft: bool) -> Checked<Ikhtisar> {
    let mut found = Vec::new();
    match compose_recap(project, year, draft, &mut found) {
        Some((report, _)) => Checked::new(report, found),
        None => Checked::failed(found),
    }
}

fn compose_recap(project: &Project, year: i32, draft: bool, found: &mut Found) -> Option<(Ikhtisar, Quoted)> {
    let settings = project.settings.as_ref()?;
    if project.diagnostics.iter().any(|d| d.is_error() && project.of_own_sentences(d)) {
        return None;
    }
    // A narrative file that cannot be read was reported. Without the narrative the recap would be another.
    if project.faulty_years.contains(&(RECAP.to_owned(), year)) {
        return None;
    }
    let plain = RecapFile::plain();
    let file = project.recaps.get(&year).unwrap_or(&plain);
    let at = if project.recaps.contains_key(&year) { format!("ikhtisar/{year}.yaml") } else { "lhe.yaml".to_owned() };
    let Some(season) = settings.season(year) else {
        found.push(Diagnostic::new(Code::D142).in_file(at).arg("year", year));
        return None;
    };
    let mut offices = Vec::new();
    for (index, case) in project.cases.iter().enumerate().filter(|(_, c)| c.id.year == year && c.regular) {
        match ranked(project, index) {
            Ok(Some(ranked)) => offices.push(ranked),
            // A ranking without one of its offices would be wrong.
            Ok(None) => found.push(Diagnostic::new(Code::D225).in_file(&at).arg("id", &case.id)),
            Err(fault) => found.push(*fault),
        }
    }
    if offices.is_empty() && found.is_empty() {
        found.push(Diagnostic::new(Code::D226).in_file(&at).arg("year", year));
    }
    if has_errors(found) {
        return None;
    }
    let skipped = not_evaluated(project, year, season);
    let origin = |place: Place| project.origin(place);
    let letter = project.recap_letter(year);
    let letter = letter.as_ref();
    let mut quoted = Checked::from(quote_recap(project, year, &offices)).drain_into(found)?;
    let subject = |quoted: &Quoted| {
        report::recap(&Recap {
            origin: &origin,
            settings,
            wording: &project.wording,
            year,
            season,
            file,
            numbering: project.numbering(year),
            letter,
            offices: &offices,
            skipped: &skipped,
            quoted,
            draft,
        })
    };
    let mut composed = subject(&quoted);
    if let Some(report) = &composed.value {
        // The places are known only after the ranking is made; then each is quoted beside the place before it.
        quote_ranks(project, year, report, &mut quoted);
        if quoted.replaced_recap.is_some() {
            composed = subject(&quoted);
        }
    }
    found.extend(composed.diagnostics.into_iter().map(|d| at_underscore(project, d)));
    Some((composed.value?, quoted))
}

/// One office in the form that the recap ranks; none if its LHE cannot be made.
pub(crate) fn ranked(project: &Project, index: usize) -> Result<Option<Ranked<'_>>, Refusal> {
    let case = &project.cases[index];
    let (Some(evaluation), Some(sheet), Some(by)) = (&case.evaluation, &case.sheet, case.instrument) else {
        return Ok(None);
    };
    let office = project.office(&case.office).filter(|_| !project.is_blocked(index));
    let Some(office) = office else { return Ok(None) };
    Ok(Some(Ranked {
        office: &office.value,
        file: project.files.name(case.worksheet.unwrap_or(case.file)),
        evaluation,
        instrument: &project.instruments[by],
        sheet,
        previous: last_year(project, case, &office.value)?.previous,
    }))
}

/// The offices of a year without evaluation, with the reason that the season gives.
pub(crate) fn not_evaluated<'a>(
    project: &'a Project,
    year: i32,
    season: &'a Season,
) -> Vec<(&'a Office, Option<&'a Spanned<Prose>>)> {
    let evaluated = |id: &str| project.cases.iter().any(|c| c.id.year == year && c.regular && c.office == id);
    let reason = |id: &str| season.skipped.0.iter().find(|(o, _)| o.value.0 == id).map(|(_, reason)| reason);
    let offices = project.offices.iter().map(|o| &o.value);
    offices
        .map(|o| (o, reason(&o.id.value.0)))
        .filter(|(o, reason)| (o.existed_in(year) || reason.is_some()) && !evaluated(&o.id.value.0))
        .collect()
}

/// Gives the fault of an unpaired underscore its exact place: parsing the text found it, the file holds the text.
fn at_underscore(project: &Project, fault: Diagnostic) -> Diagnostic {
    let text = fault.args.text("text").map(str::to_owned);
    let (Code::D158, Some(place), Some(text)) = (fault.code, fault.place, text) else { return fault };
    let word = text.split_whitespace().next().unwrap_or(&text);
    let source = &project.files.text(place.file)[place.start as usize..place.end as usize];
    // The text was joined over line ends: its longest beginning that stands on one line of the file is searched.
    let ends = text.char_indices().map(|(at, c)| at + c.len_utf8()).rev();
    let found = ends.filter_map(|end| source.find(&text[..end])).next();
    match found {
        Some(at) => {
            let start = place.start as usize + at;
            fault.at(Place::new(place.file, start, start + word.len()))
        }
        None => fault,
    }
}

/// Checks that every character has a glyph: else PDF/A refuses the letter without naming the place.
fn coverage(project: &Project, value: &Value, found: &mut Found) {
    match value {
        Value::Object(map) => {
            if let Some(Value::String(text)) = map.get("teks") {
                let missing = typeset::uncovered(text);
                if !missing.is_empty() {
                    found.push(uncovered(project, &missing, map.get("asal").and_then(Value::as_str)));
                }
            } else {
                map.values().for_each(|v| coverage(project, v, found));
            }
        }
        Value::Array(items) => items.iter().for_each(|v| coverage(project, v, found)),
        _ => {}
    }
}

fn uncovered(project: &Project, missing: &[char], origin: Option<&str>) -> Diagnostic {
    let named: Vec<String> = missing.iter().take(5).map(|c| format!("`{c}` (U+{:04X})", u32::from(*c))).collect();
    let fault = Diagnostic::new(Code::D157).arg("characters", named.join(", "));
    match origin.and_then(|o| project.place_of(o)) {
        Some(place) => {
            let text = &project.files.text(place.file)[place.start as usize..place.end as usize];
            let inside = missing.iter().find_map(|c| text.find(*c).map(|at| (at, c.len_utf8())));
            let exact = inside.map(|(at, width)| {
                let start = place.start as usize + at;
                Place::new(place.file, start, start + width)
            });
            fault.at(exact.unwrap_or(place))
        }
        None => fault.in_file(origin.unwrap_or_default()),
    }
}

/// A report as JSON.
fn value(report: &impl Serialize, found: &mut Found) -> Option<Value> {
    serde_json::to_value(report).map_err(|error| found.push(Diagnostic::internal(error))).ok()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::project::sample;
    use crate::report::Fill;

    /// Collects the paths at which a report has a value that the example lacks.
    fn outside(report: &Value, shape: &Value, path: &str, out: &mut Vec<String>) {
        match (report, shape) {
            (Value::Object(map), Value::Object(known)) if known.contains_key("teks") => {
                out.extend((!map.contains_key("teks")).then(|| path.to_owned()));
            }
            (Value::Object(map), Value::Object(known)) => {
                for (key, value) in map {
                    match known.get(key) {
                        Some(inner) => outside(value, inner, &format!("{path}/{key}"), out),
                        None => out.push(format!("{path}/{key}")),
                    }
                }
            }
            (Value::Array(items), Value::Array(known)) => match known.first() {
                Some(inner) => items.iter().for_each(|item| outside(item, inner, &format!("{path}/*"), out)),
                None => out.push(format!("{path}: an empty list")),
            },
            _ if std::mem::discriminant(report) == std::mem::discriminant(shape) => {}
            _ => out.push(path.to_owned()),
        }
    }

    #[test]
    fn every_report_of_the_sample_is_within_its_shape() {
        let (_folder, project) = sample::read();
        let mut count = 0;
        let sentences: Vec<&str> = project.wording.offered().collect();
        let cases = 0..project.cases.len();
        let recaps = project.recaps.keys().map(|year| Target { kind: Kind::Recap, unit: Unit::Recap(*year) });
        let lhe = cases.flat_map(|index| [Kind::Lhe, Kind::Lke].map(|kind| Target { kind, unit: Unit::Case(index) }));
        for target in lhe.chain(recaps) {
            let Some(bundle) = compose(&project, target, true).value else { continue };
            let shape = report::shape(&bundle.order.main, Fill::Full, &sentences).expect("a main template has a shape");
            let mut out = Vec::new();
            outside(&bundle.order.report, &shape, "", &mut out);
            assert_eq!(out, Vec::<String>::new(), "{}", project.document_id(target));
            assert!(!bundle.order.required.is_empty());
            count += 1;
        }
        assert!(count > 60, "{count} reports");
    }
}
