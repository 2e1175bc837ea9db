//! Making an issued revision again from its bundle, and what that proves.

use std::collections::BTreeMap;
use std::path::PathBuf;

use crate::bundle::{self, BUILD_ID, Kept, sha256};
use crate::diag::{Code, Diagnostic};
use crate::os;
use crate::report::Quoted;

use super::build::BuildSettings;
use super::compose::page_boxes;
use super::documents::{DocumentId, Target};
use super::issue::{Unit, names};
use super::issued::{self, IssuedRevision};
use super::load::{Project, reason};
use super::quote::QUOTED_FILE;

/// An answer of a proof.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Proof {
    /// It holds.
    Yes,
    /// It does not: why.
    No(String),
    /// This build cannot tell: the build that can.
    NotComparable(String),
}

/// A document of an issued revision, made again.
#[derive(Clone, Debug)]
pub struct Rebuilt {
    /// Which document.
    pub id: DocumentId,
    /// Which revision.
    pub revision: u32,
    /// Where the PDF was written.
    pub path: PathBuf,
    /// Pages.
    pub pages: usize,
    /// Do the data of the bundle give its report?
    pub data_give_report: Proof,
    /// Does the report give the bytes that were issued?
    pub report_gives_bytes: Proof,
}

/// Makes the documents of an issued revision again and writes them below the output folder as
/// `<tahun>/<nama>.revisi-<n>.pdf`.
///
/// # Errors
/// A042 for a revision that was never issued, faults of archive, rendering and disk.
pub fn rebuild(
    project: &mut Project,
    unit: Unit,
    revision: u32,
    settings: &BuildSettings,
) -> Result<Vec<Rebuilt>, Vec<Diagnostic>> {
    let object = project.unit_id(unit);
    let known = project.issued.get(&object.to_string()).and_then(|all| all.get(revision as usize)).cloned();
    let Some(known) = known else {
        return Err(vec![Diagnostic::new(Code::A042).arg("id", &object).arg("revision", revision)]);
    };
    let output = settings.output.clone().unwrap_or_else(|| project.root.join("keluaran"));
    let words: Vec<String> = known.documents.keys().cloned().collect();
    let mut made = Vec::new();
    for word in words {
        made.push(one(project, unit, &object, &known, &word, &output, settings)?);
    }
    Ok(made)
}

fn one(
    project: &mut Project,
    unit: Unit,
    object: &DocumentId,
    revision: &IssuedRevision,
    word: &str,
    output: &std::path::Path,
    settings: &BuildSettings,
) -> Result<Rebuilt, Vec<Diagnostic>> {
    let files = project.kept_files(object, revision, word).map_err(|fault| vec![*fault])?;
    let damaged =
        |reason: String| vec![Diagnostic::new(Code::U002).in_file(format!("arsip: {object}")).arg("reason", reason)];
    let pages = |report: &serde_json::Value| {
        serde_json::from_value(report["dokumen"]["halaman"].clone()).map(|page| page_boxes(&page)).unwrap_or_default()
    };
    let kept = bundle::reassemble(&files, &pages).map_err(damaged)?;
    let (pdf, _) = names(object, word);
    if let Some(store) = &project.archive {
        // What the proof speaks of is the stored file, not only its digest in the log.
        let stored = store.file(&object.to_string(), revision.version, &pdf).map_err(|fault| vec![*fault])?;
        let known = revision.documents.get(word).map(|d| d.pdf.as_str()).unwrap_or_default();
        if sha256(&stored) != known {
            return Err(damaged(format!("{pdf}: {known} ≠ {}", sha256(&stored))));
        }
    }
    let id = DocumentId { year: object.year, name: pdf.trim_end_matches(".pdf").to_owned() };
    let answer = project.render_one(&id, kept.order.clone(), settings)?;
    let expected = revision.documents.get(word).map(|d| d.pdf.clone()).unwrap_or_default();
    let other_build = || Proof::NotComparable(kept.build.clone());
    let report_gives_bytes = match sha256(&answer.pdf) {
        found if found == expected => Proof::Yes,
        _ if kept.build != BUILD_ID || !kept.same_fonts => other_build(),
        found => Proof::No(format!("{expected} ≠ {found}")),
    };
    let data_give_report = project.data_give_report(unit, &kept, word)?;
    let path = output.join(id.year.to_string()).join(format!("{}.revisi-{}.pdf", id.name, revision.number));
    os::replace(&path, &answer.pdf).map_err(|error| {
        vec![Diagnostic::new(Code::U003).in_file(path.display().to_string()).arg("reason", reason(&error))]
    })?;
    Ok(Rebuilt { id, revision: revision.number, path, pages: answer.pages, data_give_report, report_gives_bytes })
}

/// What a kept bundle quotes.
pub(super) fn quotes_of(kept: &Kept) -> Result<Quoted, Vec<Diagnostic>> {
    let Some(bytes) = kept.inputs.get(QUOTED_FILE) else { return Ok(Quoted::default()) };
    let refuse = |error| vec![Diagnostic::new(Code::U002).in_file(QUOTED_FILE).arg("reason", error)];
    serde_json::from_slice(bytes).map_err(refuse)
}

impl Project {
    /// The files of a kept bundle by name.
    pub(super) fn kept_files(
        &self,
        object: &DocumentId,
        revision: &IssuedRevision,
        word: &str,
    ) -> Result<BTreeMap<String, Vec<u8>>, Box<Diagnostic>> {
        let Some(store) = &self.archive else { return Ok(BTreeMap::new()) };
        let (_, folder) = names(object, word);
        let object = object.to_string();
        let versions = store.versions(&object)?;
        let version = versions.iter().find(|version| version.number == revision.version);
        let paths = version.into_iter().flat_map(|version| version.files.keys());
        let inside = paths.filter_map(|path| Some((path, path.strip_prefix(&folder)?.strip_prefix('/')?)));
        inside.map(|(path, name)| Ok((name.to_owned(), store.file(&object, revision.version, path)?))).collect()
    }

    /// Composes the report again from the data of the bundle alone.
    fn data_give_report(&self, unit: Unit, kept: &Kept, word: &str) -> Result<Proof, Vec<Diagnostic>> {
        let quoted = quotes_of(kept)?;
        if matches!(unit, Unit::Recap(_)) {
            return self.results_agree(&quoted, kept);
        }
        let id = self.unit_id(unit).to_string();
        let again = Self::of_bundle(kept.inputs.clone(), quoted);
        let index = again.cases.iter().position(|case| case.id.to_string() == id);
        let target = index.map(|index| if word == "lke" { Target::Worksheet(index) } else { Target::Lhe(index) });
        let made = target.and_then(|target| again.compose(target, false).value);
        Ok(match made {
            Some(bundle) if bundle.report_digest == kept.report_digest => Proof::Yes,
            _ if kept.build != BUILD_ID => Proof::NotComparable(kept.build.clone()),
            Some(bundle) => Proof::No(format!("{} ≠ {}", kept.report_digest, bundle.report_digest)),
            None => Proof::No(again.diagnostics.iter().map(|d| d.code.name()).collect::<Vec<_>>().join(" ")),
        })
    }

    /// The bundle of a recap holds no evaluations: what it ranks must be what the LHEs that it names say.
    fn results_agree(&self, quoted: &Quoted, kept: &Kept) -> Result<Proof, Vec<Diagnostic>> {
        let Some(store) = &self.archive else { return Ok(Proof::No("arsip tidak ada".to_owned())) };
        let printed = |id: &str, total: &str| {
            let rows = kept.order.report["kelompok"].as_array().into_iter().flatten();
            let mut rows = rows.flat_map(|group| group["peringkat"].as_array().into_iter().flatten());
            let name = quoted.ranked.iter().find(|r| r.document == id).map(|r| r.name.as_str()).unwrap_or_default();
            rows.any(|row| row["opd"]["teks"] == name && row["total"]["teks"] == total)
        };
        for ranked in &quoted.ranked {
            let id = &ranked.document;
            let revisions = self.issued.get(id).map(Vec::as_slice).unwrap_or_default();
            let Some(revision) = ranked.revision.and_then(|number| revisions.get(number as usize)) else {
                return Ok(Proof::No(format!("{id}: revisi tidak ada di arsip")));
            };
            let result = issued::result(store, id, revision).map_err(|fault| vec![*fault])?;
            let agrees = result.total == ranked.total && result.grade == ranked.grade && result.report == ranked.report;
            if !agrees || !printed(id, &ranked.total) {
                return Ok(Proof::No(format!(
                    "{id}: {} ({}) ≠ {} ({})",
                    ranked.total, ranked.grade, result.total, result.grade
                )));
            }
        }
        Ok(Proof::Yes)
    }
}
