//! The store of what was issued: an OCFL 1.1 storage root and one hash-chained log.
//!
//! ```text
//! arsip/ocfl/            storage root: 0=ocfl_1.1, ocfl_layout.json, extensions/, <3 digits>/<object>/
//! arsip/catatan.jsonl    the log: one canonical JSON line per event
//! arsip/.kunci           locked by whoever writes
//! arsip/.sementara/      where a deposit is prepared; empty unless a process was stopped
//! ```
//!
//! Every event makes one version of one object, and the version carries the event's line as `peristiwa.json`. The
//! rename that puts the version into its object is the commit point. Before it the store is unchanged. After it all
//! that is still missing can be made from the version, and [`Writer::open`] makes it. So the log never holds a line
//! without its version, and a lost log can be made again from the versions.
//!
//! This module knows objects only as ids and bytes. Offices, reports and revisions are known to the modules that use
//! it.

mod check;
mod deposit;
mod disk;
mod event;
mod fault;
mod inventory;
mod inventory_json;
mod layout;
mod line;
mod log;
mod recover;
mod store;
mod stored;
mod survey;
mod verify;

#[cfg(test)]
mod damage_tests;
#[cfg(test)]
mod kill_tests;
#[cfg(test)]
mod tests;

pub use deposit::Deposited;
pub use event::{Content, EVENT_FILE, Event, Recorded, User};
pub use recover::Writer;
pub use store::{Store, Version};
pub use verify::{Verified, verify};
