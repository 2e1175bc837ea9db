//! Events: as a deposit is given them, and as they stand in the log.

use serde_json::Value;

/// The path inside a version under which it carries its line of the log.
pub const EVENT_FILE: &str = "peristiwa.json";

/// The person who acts: `user` in OCFL 1.1, 3.5.3.1.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct User {
    /// A name.
    pub name: String,
    /// A URI for the person, such as `mailto:…`.
    pub address: String,
}

/// The event that a deposit records.
#[derive(Clone, Debug, PartialEq)]
pub struct Event {
    /// A word of the caller, such as `terbit`.
    pub kind: String,
    /// One sentence for people.
    pub message: String,
    /// The person who acts.
    pub user: User,
    /// Time, as [`os::now`](crate::os::now) gives it.
    pub time: String,
    /// Data of the caller; its numbers are whole.
    pub data: Value,
}

/// The content of one file of a deposit.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Content<'a> {
    /// These bytes. If the object holds them already, they are not stored again.
    Bytes(&'a [u8]),
    /// The bytes of the newest version under the same path.
    Carried,
}

/// An event as it stands in the log.
#[derive(Clone, Debug, PartialEq)]
pub struct Recorded {
    /// Its place in the log, from 1.
    pub seq: u64,
    /// Time, in UTC.
    pub time: String,
    /// The caller's word.
    pub event: String,
    /// The object's id.
    pub object: String,
    /// The version it made.
    pub version: u32,
    /// The caller's data as canonical JSON, as in the log: kept as a tree it would take ten times the memory.
    pub data: Box<str>,
    /// SHA-256 over the digests of the version's files, without its event file.
    pub state: String,
    /// SHA-256 of the line before, 64 zeros for the first.
    pub prev: String,
}
