//! Quotes of other documents in a document, and the facts that make it a revision.

use std::collections::BTreeMap;

use crate::diag::Refusal;
use crate::num::Number;
use crate::project::{Case, LastYear, Project};
use crate::record::{DocumentId, Kind, RECAP};
use crate::register::is_gap;
use crate::report::{
    Ikhtisar, IssuedText, Printed, Quoted, QuotedRecommendation, RankChange, Ranked, RankedResult, ReplacedRecap,
    Revised, printed_date,
};

/// The quotes of a case that are already fixed. The bundle of an issued revision holds them, and later facts do not
/// change them. None for a draft.
pub(crate) fn quoted(project: &Project, case: &Case) -> Result<Option<Quoted>, Refusal> {
    if let Some(quoted) = &project.quoted {
        return Ok(Some(quoted.clone()));
    }
    let id = case.id.to_string();
    match project.record.last(&id).filter(|_| case.revision.issued) {
        Some(last) => project.record.quotes(&id, last).map(Some),
        None => Ok(None),
    }
}

/// The quotes that the draft of a case takes now.
pub(crate) fn quote(project: &Project, case: &Case, last: &LastYear<'_>) -> Result<Quoted, Refusal> {
    let mut quoted = Quoted {
        last_year: last.quoted.clone(),
        notes: last.notes.clone(),
        without_last_year: last.previous.is_none(),
        recommendations: quote_recommendations(project, case)?,
        ..Quoted::default()
    };
    if case.revision.number > 0 {
        quoted.replaced.clone_from(&case.revision.replaced);
        quoted.kinds = project.kinds(&case.id, &case.revision).into_iter().map(|kind| kind.word().to_owned()).collect();
        quoted.corrections_before = Some(case.revision.before);
        quoted.rank = rank_change(project, case)?;
    }
    Ok(quoted)
}

/// The earlier recommendations that a case follows up, as the last issued revision has them.
fn quote_recommendations(project: &Project, case: &Case) -> Result<BTreeMap<String, QuotedRecommendation>, Refusal> {
    let mut all = BTreeMap::new();
    let follow_ups = case.evaluation.iter().flat_map(|evaluation| &evaluation.entry.follow_ups);
    for text in follow_ups.map(|follow_up| follow_up.value.recommendation.value.0.trim()) {
        let Some((name, id)) = text.rsplit_once('/') else { continue };
        let Some(earlier) = project.named(name) else { continue };
        let Some(result) = project.result_of(earlier)? else { continue };
        let Some(recommendation) = result.recommendations.get(id) else { continue };
        let typed = project.numbers(earlier).letter.and_then(|l| l.number.as_ref()).map(|n| n.value.0.clone());
        let known = result.number.clone().or_else(|| typed.filter(|_| result.revision.is_none()));
        let number = known.map(|text| IssuedText {
            text,
            // The origin names where the number is typed; the text of an issued number does not follow later edits
            // there.
            origin: format!("surat/{}.yaml#/surat/{}/nomor", earlier.id.year, earlier.id.stem),
        });
        let quote = QuotedRecommendation { revision: result.revision, text: recommendation.clone(), number };
        all.insert(text.to_owned(), quote);
    }
    Ok(all)
}

/// The facts that make a case a revision; none for a first issue.
pub(crate) fn revised<'a>(case: &'a Case, quoted: &'a Quoted) -> Option<Revised<'a>> {
    let (_, ledger) = case.ledger.as_ref()?;
    Some(Revised {
        number: case.revision.number,
        kind: case.revision.kind?,
        replaced: quoted.replaced.as_ref()?,
        quoted,
        entries: &ledger.entries,
        before: case.revision.before,
        applied: &case.applied,
    })
}

// ── the recap ────────────────────────────────────────────────────────────────────────────────────────────

/// The quotes of a recap: revision and digest of each ranked LHE, and the recap that it replaces.
pub(crate) fn quote_recap(project: &Project, year: i32, offices: &[Ranked<'_>]) -> Result<Quoted, Refusal> {
    let mut quoted = Quoted::default();
    for ranked in offices {
        let id = ranked.evaluation.id.to_string();
        let case = project.cases.iter().find(|case| case.id == ranked.evaluation.id);
        let last = project.record.last(&id);
        let last = last.filter(|_| case.is_some_and(|case| case.revision.issued));
        quoted.ranked.push(RankedResult {
            document: id,
            revision: last.map(|last| last.number),
            report: last.and_then(|last| last.documents.get(&Kind::Lhe)).map(|lhe| lhe.report.clone()),
            total: Printed(ranked.sheet.number(&ranked.sheet.total.0)),
            grade: ranked.sheet.grade.letter.clone(),
            ..RankedResult::default()
        });
    }
    let (number, _) = project.recap_revision(year);
    let object = format!("{year}/{RECAP}");
    let all = project.record.revisions(&object);
    if let Some(before) = (number as usize).checked_sub(1).and_then(|index| all.get(index)) {
        quoted.ranked_before = project.record.quotes(&object, before)?.ranked;
        quoted.replaced_recap = Some(ReplacedRecap {
            revision: before.number,
            report: before.documents.get(&Kind::Recap).map(|d| d.report.clone()).unwrap_or_default(),
            number: before.letter.clone().filter(|number| !is_gap(number)),
            date: before.date.as_deref().map(printed_date),
        });
    }
    Ok(quoted)
}

/// Adds names, groups and places of the ranked results to the quotes of a recap, from the ranking as it was made.
pub(crate) fn quote_ranks(project: &Project, year: i32, report: &Ikhtisar, quoted: &mut Quoted) {
    for (group, ranking) in report.kelompok.iter().enumerate() {
        for row in &ranking.peringkat {
            let of_office = |c: &&Case| c.id.year == year && c.regular && c.office == row.id;
            let Some(case) = project.cases.iter().find(of_office) else { continue };
            let id = DocumentId::from(&case.id).to_string();
            if let Some(result) = quoted.ranked.iter_mut().find(|r| r.document == id) {
                result.group = group;
                result.rank = row.peringkat.number().and_then(Number::as_count).unwrap_or_default();
                result.name.clone_from(&row.opd.teks);
            }
        }
    }
}

/// The place of a case in the last issued recap of its year, and the place that its present total would have there.
///
/// # Errors
/// The faults of the archive.
pub fn rank_change(project: &Project, case: &Case) -> Result<Option<RankChange>, Refusal> {
    let object = format!("{}/{RECAP}", case.id.year);
    let Some(sheet) = &case.sheet else { return Ok(None) };
    let Some(recap) = project.record.last(&object) else { return Ok(None) };
    let quoted = project.record.quotes(&object, recap)?;
    let id = case.id.to_string();
    let Some(own) = quoted.ranked.iter().find(|r| r.document == id) else { return Ok(None) };
    let others = quoted.ranked.iter().filter(|r| r.group == own.group && r.document != id);
    let better = others.filter(|r| r.total.0.value > sheet.total.0).count();
    Ok(Some(RankChange {
        document: object.clone(),
        revision: recap.number,
        report: recap.documents.get(&Kind::Recap).map(|d| d.report.clone()).unwrap_or_default(),
        number: recap.letter.clone(),
        date: recap.date.as_deref().map(printed_date),
        before: own.rank,
        after: better + 1,
        of: quoted.ranked.iter().filter(|r| r.group == own.group).count(),
    }))
}
