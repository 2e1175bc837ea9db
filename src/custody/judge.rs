//! Judging a file that came back: signed elsewhere, scanned, or a paper that belongs to a report. A fault stops it,
//! unless somebody keeps it with a reason; a mere fact is noted.

use crate::archive::Store;
use crate::diag::{Arg, Code, Diagnostic, Finding, Found, Phrase, Refusal, Term, harmless};
use crate::digest::sha256;
use crate::os;
use crate::pdf::Pdf;
use crate::record::kept::{KeptFile, NotedSignature, Role};
use crate::record::paths::{PAPERS, SIGNED};
use crate::record::{DocumentId, Kind, cited, with_date};
use crate::register::{RevisionKind, is_number, plain_number};
use crate::signature::{Signature, Trust, Verified};
use crate::source::Date;

use super::carried::is_draft;
use super::grounds::{Grounds, weigh};
use super::holdings::Holdings;
use super::origin::{Belongs, Origin};

/// A file that is to be taken in.
#[derive(Clone, Debug)]
pub struct Intake<'a> {
    /// The name under which it came, without folders.
    pub name: String,
    /// The same as it is shown, with folders.
    pub shown: String,
    /// Its bytes.
    pub bytes: &'a [u8],
    /// The report that it belongs to (`2023/dinas-x`, with `.lke` for the worksheet), and the revision.
    pub named: Option<(DocumentId, Option<u32>)>,
    /// What it is, if that was said; else a signed report, or a scan if it is one.
    pub role: Option<Role>,
    /// Number and date that it got elsewhere.
    pub number: Option<(String, Date)>,
}

/// A file that was judged and is not kept yet. Nothing was written.
#[derive(Clone, Debug)]
pub struct Judged<'a> {
    /// The document that it belongs to; none for a broken file that nobody named a report for.
    pub of: Option<Belongs>,
    /// What it is.
    pub role: Role,
    /// Where it comes from.
    pub origin: Origin,
    /// Its signatures, if it was looked at as a PDF.
    pub verified: Option<Verified>,
    /// Why it is refused, unless somebody keeps it with a reason.
    pub faults: Found,
    /// What is worth knowing.
    pub found: Found,
    /// Version and path of the same file, if the archive holds it.
    pub known: Option<(u32, String)>,
    /// Version of the signed file whose place it takes.
    pub(super) before: Option<u32>,
    /// The description to be kept with it; officer and reason are still empty.
    pub(super) file: Option<KeptFile>,
    /// As it is shown, with folders.
    pub(super) shown: String,
    pub(super) bytes: &'a [u8],
    /// The archive that it was judged by.
    pub(super) head: Option<String>,
}

/// Judges a file that came back; nothing is written.
///
/// # Errors
/// What no reason can overrule: an empty file (A069), no PDF (A070), a draft (A064), another report than was named
/// (A067), a report that is not known (A050, A060, A062), a number that does not fit (A006, A047, A056).
pub fn judge<'a>(holdings: &Holdings, trust: &Trust, now: u64, intake: &Intake<'a>) -> Result<Judged<'a>, Found> {
    let about = |code: Code| Diagnostic::new(code).in_file(&intake.shown);
    let named = intake.named.as_ref().map(|(id, revision)| holdings.belongs(id, *revision)).transpose()?;
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
    let head = holdings.record.store().map(Store::head);
    let (shown, bytes) = (intake.shown.clone(), intake.bytes);
    let broken = verified.as_ref().and_then(|verified| verified.broken.as_ref());
    let of = match (owner(intake, role, named, &origin)?, broken) {
        (Some(of), _) => of,
        (None, None) => return Err(vec![about(Code::A050)]),
        (None, Some(broken)) => {
            let faults = vec![about(Code::A061).arg("finding", broken)];
            let (found, known, before, file) = (Vec::new(), None, None, None);
            return Ok(Judged {
                of: None,
                role,
                origin,
                verified,
                faults,
                found,
                known,
                before,
                file,
                shown,
                bytes,
                head,
            });
        }
    };
    let mut grounds = Grounds::default();
    if let Some(verified) = &verified {
        weigh(holdings, &intake.shown, role, &of, &origin, verified, &mut grounds);
    }
    let number = holdings.numbered(&of, intake)?;
    let Grounds { faults, notes: mut found, facts, words } = grounds;
    if !facts.is_empty() {
        found.push(about(Code::A058).arg("finding", Arg::Findings(facts)));
    }
    let digest = sha256(intake.bytes);
    let kept = holdings.revision(&of).map(|revision| revision.kept.as_slice()).unwrap_or_default();
    let same = kept.iter().find(|kept| kept.file.digest == digest && kept.file.role == role);
    let known = same.filter(|_| number.is_none()).map(|kept| (kept.version, kept.file.path.clone()));
    let signed = kept.iter().rev().find(|kept| kept.file.role == role && kept.file.document == Some(of.kind));
    let before = signed.filter(|before| role == Role::Signed && before.file.digest != digest);
    let before = before.map(|before| before.version);
    let people = verified.iter().flat_map(Verified::people);
    let file = KeptFile {
        revision: of.revision,
        role,
        document: matches!(role, Role::Signed | Role::Scan).then_some(of.kind),
        path: holdings.place(&of, role, &intake.name, &digest),
        original_name: harmless(&intake.name),
        digest,
        bytes: intake.bytes.len() as u64,
        origin: origin.word().to_owned(),
        signatures: people.map(noted).collect(),
        number: number.as_ref().map(|(number, _)| number.clone()),
        date: number.map(|(_, date)| date),
        findings: words.iter().map(Finding::noted).collect(),
        reason: None,
        officer: String::new(),
    };
    let (of, file) = (Some(of), Some(file));
    Ok(Judged { of, role, origin, verified, faults, found, known, before, file, shown, bytes, head })
}

/// The document that a file belongs to; none for a report that neither its origin nor its sender names.
fn owner(intake: &Intake<'_>, role: Role, named: Option<Belongs>, origin: &Origin) -> Result<Option<Belongs>, Refusal> {
    let about = |code: Code| Diagnostic::new(code).in_file(&intake.shown);
    let wanted = intake.named.as_ref().and_then(|(_, revision)| *revision);
    match (role, named, origin.of()) {
        (Role::Signed, Some(named), Some(found))
            if named.object != found.object
                || named.kind != found.kind
                || wanted.is_some_and(|number| number != found.revision) =>
        {
            let shown = |of: &Belongs| Phrase::DocumentOf {
                object: of.object.to_string(),
                revision: of.revision,
                kind: of.kind.to_string(),
            };
            let (expected, found) = (shown(&named), shown(found));
            Err(Box::new(about(Code::A067).arg("found", found).arg("expected", expected)))
        }
        (Role::Signed, _, Some(found)) => Ok(Some(found.clone())),
        (_, Some(named), _) => Ok(Some(named)),
        (Role::Signed, None, None) => Ok(None),
        (role, None, _) => Err(Box::new(about(Code::A060).arg("role", role.word()))),
    }
}

/// A signature as the archive notes it.
fn noted(signature: &Signature) -> NotedSignature {
    let stamped = signature.stamp.as_ref().and_then(|stamp| stamp.time);
    let time = stamped.or(signature.claimed);
    NotedSignature {
        name: signature.signer.clone(),
        time: time.map(os::rfc3339),
        time_by: time.map(|_| if stamped.is_some() { Term::TimeStamp } else { Term::Claimed }.name().to_owned()),
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

    /// Number and date to be recorded; none if they are known already.
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
        let plain = plain_number(number);
        let replaces = revision.and_then(|revision| revision.kind) == Some(RevisionKind::Replacement);
        if let Some(other) = own.into_iter().find(|other| other.is_numbered(&plain)).filter(|_| replaces) {
            let other = Phrase::RevisionOf { object, revision: other.number };
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
        Err(Box::new(about(Code::A056).arg("number", known).arg("given", with_date(number.into(), date))))
    }

    /// The path of a file in its version. A signed file takes the place of the one before it, which stays in its version;
    /// papers stand side by side.
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
