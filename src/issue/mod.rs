//! Issuing: deposit, later numbers, corrections, the state of each document, issued revisions made again, differences.

mod correct;
mod deposit;
mod diff;
mod number;
mod rebuild;
mod status;

pub use correct::{Draft, DraftChange, Prepared};
pub use deposit::{Issued, issue};
pub use diff::{Aspect, Compared, Difference, Side, compare, difference_pdf};
pub use number::number;
pub use rebuild::{Rebuilt, rebuild};
pub use status::{Standing, State};
