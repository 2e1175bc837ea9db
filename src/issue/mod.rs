//! Issuing: deposits, numbers recorded later, corrections, the state of each document, remaking issued revisions,
//! differences.

mod chosen;
mod correct;
mod deposit;
mod diff;
mod number;
mod rebuild;
mod status;
mod trial;

pub use chosen::{IssueEvent, issue_chosen, issue_faults, issue_warnings};
pub use correct::{Draft, DraftChange, Prepared, enter, prepare, prepare_empty, prepare_text};
pub use deposit::{Issued, issue};
pub use diff::{Aspect, Compared, Difference, Side, compare, difference_pdf, issued_result, last_issued, side};
pub use number::number;
pub use rebuild::{Rebuilt, rebuild};
pub use status::{Standing, State, Touched, standings};
pub use trial::{Change, Effect, RowChange, Trial, Untenable, errors_before, trial};
