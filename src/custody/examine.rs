//! Examines a PDF: its signatures, its origin, and the proof by its bundle. The answers stay apart.

use std::collections::BTreeMap;

use crate::bundle::Manifest;
use crate::diag::{Found, Phrase, Refusal};
use crate::digest::sha256;
use crate::draft::{BuildSettings, Proof, bundle_files, prove};
use crate::pdf::Pdf;
use crate::record::{DocumentId, Kind, Record, unknown};
use crate::signature::{Trust, Verified};

use super::carried::{MANIFEST, is_draft, signatory};
use super::holdings::Holdings;
use super::origin::{KnownBy, Origin};
use super::person::same_person;

/// The proof of a file by its bundle.
#[derive(Clone, Debug)]
pub struct FileProof {
    /// The document that the bundle names.
    pub id: DocumentId,
    /// Does the data give the report?
    pub data_give_report: Proof,
    /// Does the report give the first bytes of the file, or for a known document the issued bytes?
    pub report_gives_bytes: Proof,
}

/// The result of examining a file.
#[derive(Debug)]
pub struct Examined {
    /// Its signatures, its changes, its standards.
    pub verified: Verified,
    /// Its origin.
    pub origin: Origin,
    /// The proof; none if there is no bundle, or if no proof was asked for.
    pub proof: Option<Result<FileProof, Found>>,
    /// The revision that replaced the one in the file, in words.
    pub replaced_by: Option<Phrase>,
    /// True for a draft of ours.
    pub draft: bool,
    /// The official of the signature block, if others signed, but nobody of that name.
    pub expected_signer: Option<String>,
    /// True if there is an archive, but it is damaged: the origin of the file could not be looked up.
    pub archive_unread: bool,
}

impl Examined {
    /// Does the log name its bundle, or the very bytes that it begins with? None if the archive could not be read.
    pub fn in_archive(&self) -> Option<bool> {
        let recorded = matches!(self.origin, Origin::Original { .. } | Origin::Remade { by: KnownBy::Bundle, .. });
        (recorded || !self.archive_unread).then_some(recorded)
    }
}

/// Examines a file. `settings` are those for making its report again; without them there is no proof.
///
/// ```text
/// let examined = examine(Some(&holdings), &bytes, &trust, now, None)?;
/// let sound = examined.conclusion() == Conclusion::Holds;
/// ```
///
/// # Errors
/// The faults of the archive.
pub fn examine(
    holdings: Option<&Holdings>,
    bytes: &[u8],
    trust: &Trust,
    now: u64,
    settings: Option<&BuildSettings>,
) -> Result<Examined, Found> {
    let pdf = &Pdf::open(bytes);
    let verified = pdf.verify(trust, now);
    let origin = holdings.map_or(Ok(Origin::Unknown), |holdings| holdings.origin(pdf, None))?;
    let proof = settings.map(|settings| proof(holdings, pdf, &origin, settings)).transpose()?.flatten();
    let replaced_by = origin.of().and_then(|of| {
        let next = holdings?.revisions(&of.object).get(of.revision as usize + 1)?;
        Some(super::catalogue::successor(next))
    });
    let signers: Vec<&str> = verified.signatures.iter().filter_map(|s| s.signer.as_deref()).collect();
    let block = signatory(pdf).or_else(|| Some(holdings?.revision(origin.of()?)?.signatory.clone()));
    let signed_by = |block: &String| signers.is_empty() || signers.iter().any(|signer| same_person(block, signer));
    let expected_signer = block.filter(|block| !signed_by(block));
    Ok(Examined { expected_signer, archive_unread: false, verified, draft: is_draft(pdf), origin, proof, replaced_by })
}

fn proof(
    holdings: Option<&Holdings>,
    pdf: &Pdf<'_>,
    origin: &Origin,
    settings: &BuildSettings,
) -> Result<Option<Result<FileProof, Found>>, Found> {
    let archived = match origin.of() {
        // The archived bundle was proven against the log; a carried bundle is only the file's own statement.
        Some(of) => holdings.map(|holdings| holdings.bundle(of)).transpose()?,
        None => None,
    };
    let bundle = archived.unwrap_or_else(|| pdf.attachments());
    let manifest = bundle.get(MANIFEST).and_then(|bytes| Manifest::read(bytes).ok());
    let Some(manifest) = manifest else { return Ok(None) };
    let Some(id) = DocumentId::read(&manifest.document) else { return Ok(None) };
    let Some(kind) = Kind::of_template(&manifest.kind) else { return Ok(None) };
    let issued = holdings.zip(origin.of()).and_then(|(holdings, of)| {
        let revision = holdings.revision(of)?;
        revision.documents.get(&of.kind).map(|document| document.pdf.clone())
    });
    let agrees = |made: &[u8]| match &issued {
        Some(expected) => {
            let found = sha256(made);
            (found != *expected).then(|| format!("{expected} ≠ {found}").into())
        }
        None => (!pdf.bytes().starts_with(made)).then(|| format!("sha256 {}", sha256(made)).into()),
    };
    let none = Record::default();
    let known = holdings.map_or(&none, |holdings| &holdings.record);
    let made = prove(&id, &bundle, kind, known, &agrees, settings);
    Ok(Some(made.map(|proven| FileProof {
        id,
        data_give_report: proven.data_give_report,
        report_gives_bytes: proven.report_gives_bytes,
    })))
}

impl Holdings {
    /// The archived bundle of an issued document.
    fn bundle(&self, of: &super::origin::Belongs) -> Result<BTreeMap<String, Vec<u8>>, Refusal> {
        let object = of.object.to_string();
        let lost = || Box::new(unknown(&object));
        let (store, revision) = self.record.store().zip(self.revision(of)).ok_or_else(lost)?;
        bundle_files(store, &of.object, revision, of.kind)
    }
}
