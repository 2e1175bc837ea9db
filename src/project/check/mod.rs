//! Checks of a whole project: registers against each other, letters, and content rules.

use std::collections::BTreeSet;

use crate::diag::Found;

use super::scored::Scored;

mod letters;
mod registers;
pub(crate) mod rules;

/// Runs every check that needs the whole project; returns the cases that wait for reasons outside their own files.
pub(super) fn all(project: &Scored, found: &mut Found) -> BTreeSet<usize> {
    let blocked = registers::check(project, found);
    found.extend(rules::check(project));
    blocked
}
