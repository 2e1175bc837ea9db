//! Signatures of PDF files: making them, and judging those that come back.
//!
//! Knows files and bytes only; what a report, an office or a revision is stands above this module. Nothing here is taken
//! from a network but a time stamp that was asked for.

mod algorithm;
mod attached;
mod ber;
mod changes;
mod cms;
mod equal;
mod file;
mod key;
mod network;
pub mod page;
mod pdf;
mod revocation;
mod sign;
mod stamp;
mod standard;
mod strict;
mod time;
mod trust;
mod verify;
mod widget;

#[cfg(test)]
mod attack_tests;
#[cfg(test)]
mod forge;
#[cfg(test)]
mod message_tests;
#[cfg(test)]
mod mutation_tests;
#[cfg(test)]
mod shadow_tests;
#[cfg(test)]
mod tally;

pub use changes::Changes;
pub use file::{harmless, prefixes};
pub use key::{Key, NoKey};
pub use pdf::Pdf;
pub use revocation::Revocation;
pub use sign::{Local, NoSignature, Request, SigningService, sign};
pub use time::{Seconds, of_rfc3339};
pub use trust::{Trust, Trusted, Unreadable};
pub use verify::{Kind, Signature, Stamp, Verified, covers};
pub use widget::Widget;
