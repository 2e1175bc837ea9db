//! Signatures of PDF files: making them, and judging those that come back.
//!
//! Knows files and bytes only; what a report, an office or a revision is stands above this module. Nothing here is taken
//! from a network but a time stamp that was asked for.

mod algorithm;
mod ber;
mod cms;
mod key;
mod network;
mod revocation;
mod sign;
mod stamp;
mod time;
mod trust;
mod verify;

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

pub use key::{Key, NoKey};
pub use revocation::Revocation;
pub use sign::{Local, NoSignature, Request, SigningService, sign};
pub use time::{Seconds, of_rfc3339};
pub use trust::{Trust, Trusted, Unreadable};
pub use verify::{Kind, Signature, Stamp, Verified, covers};
