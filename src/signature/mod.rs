//! Signs PDF files, and judges the signatures of files that come back.
//!
//! This module knows files and bytes only; reports, offices and revisions belong to the modules above it. It takes
//! nothing from a network but a time stamp that it asked for.

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
