//! Proves a bundle: its data gives the same report, and the report gives the same bytes. The proof says that a PDF
//! follows from the files that it carries; only the archive can say that it was issued.

use std::collections::BTreeMap;

use crate::archive::Store;
use crate::bundle::{self, BUILD_ID, Kept};
use crate::diag::{Diagnostic, Found, Phrase, Refusal, Term};
use crate::project::{Project, Target, Unit};
use crate::record::issued::IssuedRevision;
use crate::record::{DocumentId, Kind, QUOTED_FILE, Record};
use crate::report::{Printed, Quoted};

use super::compose::compose;
use super::render::{BuildSettings, render_one};

/// An answer of a proof.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Proof {
    /// The statement holds.
    Yes,
    /// The statement does not hold, with the reason.
    No(Phrase),
    /// This build cannot tell; the name of the build that can.
    NotComparable(String),
}

/// The PDF made again from a bundle, with the proofs.
#[derive(Clone, Debug)]
pub struct Proven {
    /// The PDF.
    pub pdf: Vec<u8>,
    /// Its pages.
    pub pages: usize,
    /// Does the data of the bundle give its report?
    pub data_give_report: Proof,
    /// Does the report give the bytes that were issued?
    pub report_gives_bytes: Proof,
}

/// Puts the files of a bundle together and proves it. `agrees` compares a PDF that was made, and returns the
/// difference, if there is one.
///
/// # Errors
/// Faults of a bundle that is not whole, and faults of rendering.
pub(crate) fn prove(
    id: &DocumentId,
    files: &BTreeMap<String, Vec<u8>>,
    kind: Kind,
    known: &Record,
    agrees: &dyn Fn(&[u8]) -> Option<Phrase>,
    settings: &BuildSettings,
) -> Result<Proven, Found> {
    let damaged = |reason| vec![Diagnostic::unread(format!("bundel: {id}"), reason)];
    let kept = bundle::reassemble(files).map_err(damaged)?;
    let quoted = quotes_of(&kept)?;
    let draft = kept.order.mark.is_some();
    let again = Project::of_bundle(kept.inputs.clone(), quoted.clone());
    let data_give_report = match kind {
        Kind::Recap => results_agree(known, &quoted, &kept)?,
        _ => gives_report(&again, id, &kept, kind, draft),
    };
    let answer = render_one(&again, id, kept.order.clone(), settings)?;
    let report_gives_bytes = match agrees(&answer.pdf) {
        None => Proof::Yes,
        Some(_) if kept.build != BUILD_ID || !kept.same_fonts => Proof::NotComparable(kept.build.clone()),
        Some(why) => Proof::No(why),
    };
    Ok(Proven { pdf: answer.pdf, pages: answer.pages, data_give_report, report_gives_bytes })
}

/// The files of a kept bundle by name.
pub(crate) fn bundle_files(
    store: &Store,
    object: &DocumentId,
    revision: &IssuedRevision,
    kind: Kind,
) -> Result<BTreeMap<String, Vec<u8>>, Refusal> {
    let folder = kind.bundle();
    let object = object.to_string();
    let versions = store.versions(&object)?;
    let version = versions.iter().find(|version| version.number == revision.version);
    let paths = version.into_iter().flat_map(|version| version.files.keys());
    let inside = paths.filter_map(|path| Some((path, path.strip_prefix(folder)?.strip_prefix('/')?)));
    inside.map(|(path, name)| Ok((name.to_owned(), store.file(&object, revision.version, path)?))).collect()
}

/// The quotes of a kept bundle.
pub(crate) fn quotes_of(kept: &Kept) -> Result<Quoted, Found> {
    let Some(bytes) = kept.inputs.get(QUOTED_FILE) else { return Ok(Quoted::default()) };
    let refuse = |error| vec![Diagnostic::unread(QUOTED_FILE, error)];
    serde_json::from_slice(bytes).map_err(refuse)
}

/// Composes the report again from the data of the bundle alone.
fn gives_report(project: &Project, id: &DocumentId, kept: &Kept, kind: Kind, draft: bool) -> Proof {
    let (object, _) = Kind::of_document(id);
    let index = project.cases.iter().position(|case| DocumentId::from(&case.id) == object);
    let target = index.map(|index| Target { kind, unit: Unit::Case(index) });
    let made = target.and_then(|target| compose(project, target, draft).value);
    match made {
        Some(bundle) if bundle.report_digest == kept.report_digest => Proof::Yes,
        _ if kept.build != BUILD_ID => Proof::NotComparable(kept.build.clone()),
        Some(bundle) => Proof::No(format!("{} ≠ {}", kept.report_digest, bundle.report_digest).into()),
        None => Proof::No(project.diagnostics.iter().map(|d| d.code.name()).collect::<Vec<_>>().join(" ").into()),
    }
}

/// Compares the results that a recap ranks with the LHEs that it names: its bundle holds no evaluations.
fn results_agree(record: &Record, quoted: &Quoted, kept: &Kept) -> Result<Proof, Found> {
    if record.store().is_none() {
        return Ok(Proof::No(Term::NoArchive.into()));
    }
    let printed = |id: &str, total: &Printed| {
        let mut rows = kept.face.kelompok.iter().flat_map(|group| &group.peringkat);
        let name = quoted.ranked.iter().find(|r| r.document == id).map(|r| r.name.as_str()).unwrap_or_default();
        rows.any(|row| row.opd.teks == name && row.total.teks == total.to_string())
    };
    for ranked in &quoted.ranked {
        let id = &ranked.document;
        let revisions = record.revisions(id);
        let Some(revision) = ranked.revision.and_then(|number| revisions.get(number as usize)) else {
            return Ok(Proof::No(Phrase::NoRevision { document: id.clone() }));
        };
        let result = record.result(id, revision)?;
        let agrees = result.total == ranked.total && result.grade == ranked.grade && result.report == ranked.report;
        if !agrees || !printed(id, &ranked.total) {
            let text = format!("{id}: {} ({}) ≠ {} ({})", ranked.total, ranked.grade, result.total, result.grade);
            return Ok(Proof::No(text.into()));
        }
    }
    Ok(Proof::Yes)
}
