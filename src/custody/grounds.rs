//! The grounds on which a file that came back is grounds: faults that somebody may overrule, and facts that are noted.

use crate::diag::{Code, Diagnostic, Finding, Found, Phrase, Word};
use crate::record::kept::Role;
use crate::signature::{Signature, Verified};

use super::described::{described, some};
use super::holdings::Holdings;
use super::origin::{Belongs, Origin};
use super::person::same_person;

/// Findings that leave trust undecided instead of refusing it.
const UNDECIDED: [Word; 2] = [Word::TimeUnproven, Word::RevocationUnknown];

/// What was found of a file, as faults that somebody may overrule, and as facts.
#[derive(Default)]
pub(super) struct Grounds {
    pub(super) faults: Found,
    /// What is said beside the facts.
    pub(super) notes: Found,
    pub(super) facts: Vec<Finding>,
    /// Everything, for the archive.
    pub(super) words: Vec<Finding>,
}

impl Grounds {
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

/// Everything that can be wrong with a file that came back, and everything worth noting.
pub(super) fn weigh(
    holdings: &Holdings,
    name: &str,
    role: Role,
    of: &Belongs,
    origin: &Origin,
    verified: &Verified,
    grounds: &mut Grounds,
) {
    let about = |code: Code| Diagnostic::new(code).in_file(name);
    if let Some(broken) = &verified.broken {
        grounds.fault(about(Code::A061).arg("finding", broken), broken.clone());
        return;
    }
    for finding in &verified.active {
        grounds.fault(about(Code::A055).arg("finding", finding), finding.clone());
    }
    for signature in &verified.signatures {
        signed(name, signature, grounds);
    }
    if role != Role::Signed {
        return;
    }
    match origin {
        Origin::Original { added: Some(added), .. } => {
            for finding in &added.forbidden {
                let fault = about(Code::A055).arg("finding", finding);
                if !grounds.faults.contains(&fault) {
                    grounds.fault(fault, finding.clone());
                }
            }
            for widget in &added.widgets {
                grounds.fact(Word::VisibleWidget.about(Phrase::Page { number: widget.page }));
            }
        }
        Origin::Remade { differences, .. } => {
            grounds.fact(Word::Remade.plain());
            let all = described(differences);
            let (declared, others): (Vec<_>, Vec<_>) = all.into_iter().partition(|(permitted, _)| *permitted);
            for (_, phrase) in declared {
                grounds.fact(Word::DiffersDeclared.about(phrase));
            }
            let others: Vec<Phrase> = others.into_iter().map(|(_, phrase)| phrase).collect();
            if !others.is_empty() {
                grounds.fault(
                    about(Code::A054).arg("differences", some(&others)),
                    Word::DiffersElsewhere.about(Phrase::Clauses(others)),
                );
            }
        }
        _ => {}
    }
    for lost in &verified.lost {
        grounds.fact(lost.clone());
    }
    let people: Vec<&Signature> = verified.people().collect();
    if people.is_empty() {
        grounds.fault(about(Code::A053), Word::NotSigned.plain());
        return;
    }
    if people.iter().all(|s| s.trust.as_ref().is_some_and(|trust| trust.holds.is_none())) {
        grounds.notes.push(about(Code::A065));
    }
    let expected = holdings.revision(of).map(|revision| revision.signatory.clone()).unwrap_or_default();
    let signers: Vec<&str> = people.iter().filter_map(|s| s.signer.as_deref()).collect();
    if !signers.iter().any(|signer| same_person(&expected, signer)) {
        let found = signers.join(", ");
        let fault = about(Code::A052).arg("found", &found).arg("expected", expected);
        grounds.fault(fault, Word::SignerOther.about(found));
    }
}

fn signed(name: &str, signature: &Signature, grounds: &mut Grounds) {
    let about = |code: Code| Diagnostic::new(code).in_file(name);
    let stamp = signature.stamp.iter().flat_map(|stamp| &stamp.integrity);
    for finding in signature.integrity.iter().chain(stamp) {
        let fault = about(Code::A051).arg("field", &signature.field).arg("finding", finding);
        grounds.fault(fault, finding.clone());
    }
    for finding in &signature.later.forbidden {
        grounds.fault(about(Code::A055).arg("finding", finding), finding.clone());
    }
    let Some(trust) = &signature.trust else { return };
    if trust.holds == Some(false) {
        for finding in trust.findings.iter().filter(|f| !UNDECIDED.contains(&f.word)) {
            grounds.fault(about(Code::A057).arg("finding", finding), finding.clone());
        }
    } else {
        for finding in trust.findings.iter().filter(|f| f.word == Word::RevokedLater) {
            grounds.fact(finding.clone());
        }
    }
}
