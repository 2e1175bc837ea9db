//! Custody: examines, judges and takes in files that come back signed; lists the holdings and hands them over.
//!
//! This module works on the archive alone: a fault in an evaluation does not stand in the way of checking a signed
//! letter.

mod bag;
mod carried;
mod catalogue;
mod conclusion;
mod declared;
mod described;
mod examine;
mod grounds;
mod holdings;
mod judge;
mod keep;
mod origin;
mod person;

pub use bag::{Exported, export, record_fixity};
pub use carried::{is_draft, signatory};
pub use catalogue::{Held, Row, Wanted};
pub use conclusion::{Conclusion, Doubt, Wrong};
pub use described::described;
pub use examine::{Examined, FileProof, examine};
pub use holdings::{Holdings, TRUST, archive_settings, trust};
pub use judge::{Intake, Judged, judge};
pub use keep::{Taken, keep};
pub use origin::{Belongs, KnownBy, Origin};
pub use person::same_person;
