//! Takes files back: reports signed elsewhere, scans, and papers that belong to a report. A file with faults is refused
//! unless somebody keeps it with a reason; deviations that are no faults are noted.

use serde_json::json;

use crate::archive::Writer;
use crate::diag::{Arg, Code, Diagnostic, Finding, Found, Refusal, Word, harmless};
use crate::digest::sha256;
use crate::os;
use crate::pdf::Pdf;
use crate::record::amend::{amend, user};
use crate::record::kept::{INTAKE, Kept, KeptFile, NotedSignature, Role};
use crate::record::paths::{PAPERS, SIGNED};
use crate::record::{DocumentId, Kind, cited};
use crate::register::{RevisionKind, is_number, plain_number};
use crate::signature::{self, Signature, Trust, Verified};

use super::carried::is_draft;
use super::holdings::Holdings;
use super::judge::{Intake, Judged, judge};
use super::origin::{Belongs, Origin};

/// A file that was taken in.
#[derive(Clone, Debug)]
pub struct Taken {
    /// The document it belongs to.
    pub of: Belongs,
    /// Its role.
    pub role: Role,
    /// Its origin.
    pub origin: Origin,
    /// The result of verifying it; none if it was not read as a PDF.
    pub verified: Option<Verified>,
    /// The version that holds it; none if the archive held the same file before.
    pub version: Option<u32>,
    /// Its path in that version.
    pub path: String,
    /// Facts worth knowing.
    pub found: Found,
}

/// Takes one file into the archive.
///
/// # Errors
/// The reasons for refusing it; nothing is written then.
pub fn take_in(
    holdings: &mut Holdings,
    writer: &mut Writer,
    trust: &Trust,
    now: u64,
    intake: &Intake<'_>,
) -> Result<Taken, Found> {
    let about = |code: Code| Diagnostic::new(code).in_file(&intake.shown);
    let named = intake.named.as_ref().map(|(id, revision)| holdings.belongs(id, *revision)).transpose();
    let named = named?;
    if intake.bytes.is_empty() {
        return Err(vec![about(Code::A069)]);
    }
    let is_pdf = intake.bytes.starts_with(b"%PDF-");
    let paper = intake.role.is_some_and(|role| role != Role::Signed);
    if intake.role.is_none() && !is_pdf {
        return Err(vec![about(Code::A070)]);
    }
    let (origin, verified) = if paper && !is_pdf {
        (Origin::Unknown, None)
    } else {
        let pdf = Pdf::open(intake.bytes);
        if is_draft(&pdf) {
            return Err(vec![about(Code::A064)]);
        }
        let verified = pdf.verify(trust, now);
        let origin = holdings.origin(&pdf, named.as_ref())?;
        (origin, Some(verified))
    };
    let role = intake.role.unwrap_or(if matches!(origin, Origin::Scan(_)) { Role::Scan } else { Role::Signed });
    let wanted = intake.named.as_ref().and_then(|(_, revision)| *revision);
    let of = match (role, named, origin.of()) {
        (Role::Signed, Some(named), Some(found))
            if named.object != found.object
                || named.kind != found.kind
                || wanted.is_some_and(|number| number != found.revision) =>
        {
            let shown = |of: &Belongs| format!("{} revisi {} ({})", of.object, of.revision, of.kind);
            let (expected, found) = (shown(&named), shown(found));
            return Err(vec![about(Code::A067).arg("found", found).arg("expected", expected)]);
        }
        (Role::Signed, _, Some(found)) => found.clone(),
        (_, Some(named), _) => named,
        (Role::Signed, None, None)
            if intake.in_spite.is_none() && verified.as_ref().is_some_and(|v| v.broken.is_some()) =>
        {
            let broken = verified.as_ref().and_then(|v| v.broken.clone()).unwrap_or(Word::NotPdf.plain());
            return Err(vec![about(Code::A061).arg("finding", broken)]);
        }
        (Role::Signed, None, None) => return Err(vec![about(Code::A050)]),
        (role, None, _) => return Err(vec![about(Code::A060).arg("role", role.word())]),
    };
    let mut judged = Judged::default();
    if let Some(verified) = &verified {
        judge(holdings, intake, role, &of, &origin, verified, &mut judged);
    }
    let number = holdings.numbered(&of, intake)?;
    let mut found = judged.notes;
    if !judged.facts.is_empty() {
        found.push(about(Code::A058).arg("finding", Arg::Findings(judged.facts.clone())));
    }
    if !judged.faults.is_empty() {
        let Some(reason) = intake.in_spite.as_deref() else {
            judged.faults.extend(found);
            return Err(judged.faults);
        };
        for mut fault in judged.faults {
            fault.severity = crate::diag::Severity::Warning;
            found.push(fault);
        }
        found.push(about(Code::A063).arg("reason", reason));
    }
    let digest = sha256(intake.bytes);
    let revision = holdings.revision(&of);
    let same = |kept: &&Kept| kept.file.digest == digest && kept.file.role == role;
    if let Some(known) = revision.and_then(|revision| revision.kept.iter().find(same)).filter(|_| number.is_none()) {
        let path = known.file.path.clone();
        found.push(about(Code::A059).arg("path", format!("{} v{} {path}", of.object, known.version)));
        return Ok(Taken { of, role, origin, verified, version: None, path, found });
    }
    let signed = |kept: &&Kept| kept.file.role == role && kept.file.document == Some(of.kind);
    let before = revision.and_then(|revision| revision.kept.iter().rev().find(signed));
    if let Some(before) =
        before.filter(|before| intake.in_spite.is_none() && role == Role::Signed && before.file.digest != digest)
    {
        found.push(about(Code::A068).arg("version", before.version));
    }
    let document = matches!(role, Role::Signed | Role::Scan).then_some(of.kind);
    let file = KeptFile {
        revision: of.revision,
        role,
        document,
        path: holdings.place(&of, role, &intake.name, &digest),
        original_name: harmless(&intake.name),
        digest,
        bytes: intake.bytes.len() as u64,
        origin: origin.word().to_owned(),
        signatures: verified
            .iter()
            .flat_map(|v| &v.signatures)
            .filter(|s| s.kind != signature::Kind::DocumentStamp)
            .map(noted)
            .collect(),
        number: number.as_ref().map(|(number, _)| number.clone()),
        date: number.as_ref().map(|(_, date)| date.clone()),
        findings: judged.words.iter().map(Finding::noted).collect(),
        reason: intake.in_spite.clone(),
        officer: user().name,
    };
    let path = file.path.clone();
    let version = deposit(holdings, writer, &of, &file, intake.bytes, &mut found)?;
    Ok(Taken { of, role, origin, verified, version: Some(version), path, found })
}

/// A signature in the form that the archive notes.
fn noted(signature: &Signature) -> NotedSignature {
    let stamped = signature.stamp.as_ref().and_then(|stamp| stamp.time);
    let time = stamped.or(signature.claimed);
    NotedSignature {
        name: signature.signer.clone(),
        time: time.map(os::rfc3339),
        time_by: time.map(|_| if stamped.is_some() { "stempel_waktu" } else { "pernyataan" }.to_owned()),
        level: signature.level().to_owned(),
        intact: signature.integrity.is_empty(),
        trusted: signature.trust.as_ref().and_then(|trust| trust.holds),
    }
}

impl Holdings {
    /// The document that somebody names.
    ///
    /// # Errors
    /// A062 if there is none.
    pub fn belongs(&self, id: &DocumentId, revision: Option<u32>) -> Result<Belongs, Refusal> {
        let (object, kind) = Kind::of_document(id);
        let (object, found) = self.one(&object.to_string(), revision)?;
        Ok(Belongs { object, revision: found.number, kind })
    }

    /// The number and date to be recorded; none if they are known already.
    fn numbered(&self, of: &Belongs, intake: &Intake<'_>) -> Result<Option<(String, String)>, Refusal> {
        let Some((number, date)) = &intake.number else { return Ok(None) };
        let about = |code: Code| Diagnostic::new(code).in_file(&intake.shown);
        if !is_number(number) {
            return Err(Box::new(about(Code::A047).arg("number", number.escape_debug())));
        }
        let object = of.object.to_string();
        if let Some((other, _)) = self.record.used_by(number, &object) {
            return Err(Box::new(about(Code::A006).arg("number", number).arg("other", other)));
        }
        let revision = self.revision(of);
        let own = self.revisions(&of.object).iter().filter(|other| other.number != of.revision);
        let same = |other: &&crate::record::issued::IssuedRevision| {
            other.letter.as_deref().map(plain_number).as_ref() == Some(&plain_number(number))
        };
        let replaces = revision.and_then(|revision| revision.kind) == Some(RevisionKind::Replacement);
        if let Some(other) = own.into_iter().find(same).filter(|_| replaces) {
            let other = format!("{object} revisi {}", other.number);
            return Err(Box::new(about(Code::A006).arg("number", number).arg("other", other)));
        }
        let Some(known) = revision.and_then(|revision| revision.letter.as_deref()) else {
            return Ok(Some((number.clone(), date.to_string())));
        };
        let dated = revision.and_then(|revision| revision.date.as_deref()).is_none_or(|own| own == date.to_string());
        if plain_number(known) == plain_number(number) && dated {
            return Ok(None);
        }
        let known = revision.map(cited).unwrap_or_default();
        Err(Box::new(about(Code::A056).arg("number", known).arg("given", format!("{number} tanggal {date}"))))
    }

    /// The path of a file in its version. A signed file replaces the one before it, which stays in the older version;
    /// papers are kept side by side.
    fn place(&self, of: &Belongs, role: Role, name: &str, digest: &str) -> String {
        if role == Role::Signed {
            let pdf = of.kind.pdf(&of.object);
            return format!("{SIGNED}{}.revisi-{}.pdf", pdf.trim_end_matches(".pdf"), of.revision);
        }
        let folder = format!("{PAPERS}revisi-{}/{}", of.revision, role.word());
        let name = file_name(name);
        let taken = |path: &str| {
            let kept = self.revision(of).into_iter().flat_map(|revision| &revision.kept);
            kept.into_iter().any(|kept| kept.file.path == path && kept.file.digest != digest)
        };
        let (stem, ending) =
            name.rsplit_once('.').map_or((name.as_str(), String::new()), |(s, e)| (s, format!(".{e}")));
        let numbered = (2..).map(|n| format!("{folder}/{stem}-{n}{ending}"));
        let mut all = std::iter::once(format!("{folder}/{name}")).chain(numbered);
        all.find(|path| !taken(path)).unwrap_or_default()
    }
}

/// A file name that every system can hold.
fn file_name(name: &str) -> String {
    let plain = |c: char| if c.is_alphanumeric() || matches!(c, '.' | '-' | '_' | ' ') { c } else { '-' };
    let name: String = name.chars().map(plain).take(80).collect();
    let name = name.trim().trim_matches('.').trim_end().to_owned();
    if name.is_empty() { "berkas".to_owned() } else { name }
}

fn deposit(
    holdings: &mut Holdings,
    writer: &mut Writer,
    of: &Belongs,
    file: &KeptFile,
    bytes: &[u8],
    found: &mut Found,
) -> Result<u32, Found> {
    let object = of.object.to_string();
    let number = file.number.as_ref().map(|number| format!(", Nomor {number}")).unwrap_or_default();
    let message = format!("Masuk ({}): {object} revisi {}{number}", file.role.word(), of.revision);
    let (data, carried) = (json!(file), Some((file.path.as_str(), bytes)));
    let deposited = amend(writer, &holdings.record, &object, (INTAKE, message), data, carried)?;
    found.extend(deposited.found);
    if let Some(event) = writer.store().events().last() {
        holdings.record = std::mem::take(&mut holdings.record).with(writer.store(), event);
    }
    Ok(deposited.version)
}
