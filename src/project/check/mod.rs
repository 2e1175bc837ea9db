//! Checks of a whole project: registers against each other, letters, and content rules.

mod letters;
pub(super) mod registers;
pub(crate) mod rules;
