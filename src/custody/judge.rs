//! Judges a file that came back: finds faults that somebody may overrule, and facts that are noted.

use crate::diag::{Code, Diagnostic, Finding, Found, Word};
use crate::record::DocumentId;
use crate::record::kept::Role;
use crate::signature::{self, Signature, Verified};
use crate::source::Date;

use super::described::{described, some};
use super::holdings::Holdings;
use super::origin::{Belongs, Origin};
use super::person::same_person;

/// Findings that leave trust undecided instead of refusing it.
const UNDECIDED: [Word; 2] = [Word::TimeUnproven, Word::RevocationUnknown];

/// A file that is to be taken in.
#[derive(Clone, Debug)]
pub struct Intake<'a> {
    /// The name under which it came, without folders.
    pub name: String,
    /// The same name for messages, with folders.
    pub shown: String,
    /// Its bytes.
    pub bytes: &'a [u8],
    /// The report that it belongs to (`2023/dinas-x`, with `.lke` for the worksheet), and the revision.
    pub named: Option<(DocumentId, Option<u32>)>,
    /// Its role, if somebody named it; else a signed report, or a scan if the file is one.
    pub role: Option<Role>,
    /// Number and date that it was given elsewhere.
    pub number: Option<(String, Date)>,
    /// The reason for keeping it in spite of all faults.
    pub in_spite: Option<String>,
}

/// The findings on a file, as faults that somebody may overrule, and as facts.
#[derive(Default)]
pub(super) struct Judged {
    pub(super) faults: Found,
    /// Messages beside the facts.
    pub(super) notes: Found,
    pub(super) facts: Vec<Finding>,
    /// All findings, for the archive.
    pub(super) words: Vec<Finding>,
}

impl Judged {
    fn fault(&mut self, fault: Diagnostic, finding: Finding) {
        self.faults.push(fault);
        self.words.push(finding);
    }

    fn fact(&mut self, finding: Finding) {
        if !self.facts.contains(&finding) {
            self.facts.push(finding.clone());
            self.words.push(finding);
        }
    }
}

/// Finds all faults of a file that came back, and all facts worth noting.
pub(super) fn judge(
    holdings: &Holdings,
    intake: &Intake<'_>,
    role: Role,
    of: &Belongs,
    origin: &Origin,
    verified: &Verified,
    judged: &mut Judged,
) {
    let name = intake.shown.as_str();
    let about = |code: Code| Diagnostic::new(code).in_file(name);
    if let Some(broken) = &verified.broken {
        judged.fault(about(Code::A061).arg("finding", broken), broken.clone());
        return;
    }
    for finding in &verified.active {
        judged.fault(about(Code::A055).arg("finding", finding), finding.clone());
    }
    for signature in &verified.signatures {
        signed(name, signature, judged);
    }
    if role != Role::Signed {
        return;
    }
    match origin {
        Origin::Original { added: Some(added), .. } => {
            for finding in &added.forbidden {
                let fault = about(Code::A055).arg("finding", finding);
                if !judged.faults.contains(&fault) {
                    judged.fault(fault, finding.clone());
                }
            }
            for widget in &added.widgets {
                judged.fact(Word::VisibleWidget.about(format!("halaman {}", widget.page)));
            }
        }
        Origin::Remade { differences, .. } => {
            judged.fact(Word::Remade.plain());
            let all = described(&differences.iter().collect::<Vec<_>>());
            for (_, text) in all.iter().filter(|(permitted, _)| *permitted) {
                judged.fact(Word::DiffersDeclared.about(text));
            }
            let others: Vec<&str> =
                all.iter().filter(|(permitted, _)| !permitted).map(|(_, text)| text.as_str()).collect();
            if !others.is_empty() {
                judged.fault(
                    about(Code::A054).arg("differences", some(&others)),
                    Word::DiffersElsewhere.about(others.join("; ")),
                );
            }
        }
        _ => {}
    }
    for lost in &verified.lost {
        judged.fact(lost.clone());
    }
    let people: Vec<&Signature> =
        verified.signatures.iter().filter(|s| s.kind != signature::Kind::DocumentStamp).collect();
    if people.is_empty() {
        judged.fault(about(Code::A053), Word::NotSigned.plain());
        return;
    }
    if people.iter().all(|s| s.trust.as_ref().is_some_and(|trust| trust.holds.is_none())) {
        judged.notes.push(about(Code::A065));
    }
    let expected = holdings.revision(of).map(|revision| revision.signatory.clone()).unwrap_or_default();
    let signers: Vec<&str> = people.iter().filter_map(|s| s.signer.as_deref()).collect();
    if !signers.iter().any(|signer| same_person(&expected, signer)) {
        let found = signers.join(", ");
        let fault = about(Code::A052).arg("found", &found).arg("expected", expected);
        judged.fault(fault, Word::SignerOther.about(found));
    }
}

fn signed(name: &str, signature: &Signature, judged: &mut Judged) {
    let about = |code: Code| Diagnostic::new(code).in_file(name);
    let stamp = signature.stamp.iter().flat_map(|stamp| &stamp.integrity);
    for finding in signature.integrity.iter().chain(stamp) {
        let fault = about(Code::A051).arg("field", &signature.field).arg("finding", finding);
        judged.fault(fault, finding.clone());
    }
    for finding in &signature.later.forbidden {
        judged.fault(about(Code::A055).arg("finding", finding), finding.clone());
    }
    let Some(trust) = &signature.trust else { return };
    if trust.holds == Some(false) {
        for finding in trust.findings.iter().filter(|f| !UNDECIDED.contains(&f.word)) {
            judged.fault(about(Code::A057).arg("finding", finding), finding.clone());
        }
    } else {
        for finding in trust.findings.iter().filter(|f| f.word == Word::RevokedLater) {
            judged.fact(finding.clone());
        }
    }
}
