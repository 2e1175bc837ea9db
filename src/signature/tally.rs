//! Judges tables of cases, and shows all faults and the number of cases together at the end. For tests only.

use std::panic::{AssertUnwindSafe, catch_unwind};

use crate::diag::Word;
use crate::pdf::Pdf;

use super::forge::{NOW, trust};
use super::{Trust, Trusted, Verified};

/// The words of every negative answer, and of everything that is said about trust.
pub(super) fn words(verified: &Verified) -> Vec<Word> {
    let mut found: Vec<Word> = verified.broken.iter().chain(&verified.active).map(|found| found.word).collect();
    for signature in &verified.signatures {
        let stamp = signature.stamp.iter().flat_map(|stamp| stamp.integrity.iter().chain(trusted(&stamp.trust)));
        let own = signature.integrity.iter().chain(&signature.later.forbidden).chain(trusted(&signature.trust));
        found.extend(own.chain(stamp).map(|found| found.word));
    }
    found
}

fn trusted(trust: &Option<Trusted>) -> &[crate::diag::Finding] {
    trust.as_ref().map_or(&[], |trust| &trust.findings)
}

/// The number of cases of a family and their faults, which are shown together at the end.
pub(super) struct Tally {
    family: &'static str,
    tried: usize,
    faults: Vec<String>,
}

impl Tally {
    pub(super) fn of(family: &'static str) -> Self {
        Self { family, tried: 0, faults: Vec::new() }
    }

    /// Judges a file: true if it is accepted, and all answers about it. `None` if the program panics.
    fn judge(&mut self, name: &str, bytes: &[u8], trust: &Trust) -> Option<(bool, Verified)> {
        self.tried += 1;
        let Ok(verified) = catch_unwind(AssertUnwindSafe(|| Pdf::open(bytes).verify(trust, NOW))) else {
            self.faults.push(format!("{name}: PANIC"));
            return None;
        };
        let holds = verified.signatures.iter().all(|one| one.trust.as_ref().is_some_and(|t| t.holds == Some(true)));
        Some((!verified.fails() && !verified.signatures.is_empty() && holds, verified))
    }

    /// The file must be refused for one of these reasons; if none is listed, for any reason.
    pub(super) fn refuse(&mut self, name: &str, bytes: &[u8], reasons: &[Word]) {
        let Some((accepted, verified)) = self.judge(name, bytes, &trust()) else { return };
        let found = words(&verified);
        if accepted {
            self.faults.push(format!("{name}: ACCEPTED, {:?}", verified.signatures[0].later));
        } else if !reasons.is_empty() && !reasons.iter().any(|reason| found.contains(reason)) {
            self.faults.push(format!("{name}: refused for {found:?} instead of {reasons:?}"));
        }
    }

    /// The file must be accepted with this number of signatures, and all these words must be among the answers.
    pub(super) fn accept(&mut self, name: &str, bytes: &[u8], count: usize, said: &[Word]) {
        let Some((accepted, verified)) = self.judge(name, bytes, &trust()) else { return };
        let mut found = words(&verified);
        found.extend(verified.signatures.iter().flat_map(|one| &one.later.permitted).map(|found| found.word));
        if !accepted || verified.signatures.len() != count || !said.iter().all(|word| found.contains(word)) {
            let count = verified.signatures.len();
            self.faults.push(format!(
                "{name}: not accepted as expected, {count} signatures: {found:?} {:?} {:?}",
                verified.broken,
                verified.signatures.iter().flat_map(|s| &s.later.forbidden).collect::<Vec<_>>()
            ));
        }
    }

    /// A condition must hold.
    pub(super) fn so(&mut self, name: &str, holds: bool) {
        self.tried += 1;
        if !holds {
            self.faults.push(name.to_owned());
        }
    }

    #[expect(clippy::print_stderr, reason = "how much was tried, for whoever runs the tests")]
    pub(super) fn end(self) {
        let Self { family, tried, faults } = self;
        eprintln!("{family}: {tried} tried, {} as they should be", tried - faults.len());
        assert!(faults.is_empty(), "{family}: {} of {tried}:\n{}", faults.len(), faults.join("\n"));
    }
}
