//! Diagnostics that many places make, each made in one way.

use super::{Arg, Code, Diagnostic};

impl Diagnostic {
    /// U002: `what` (a file, or something in the archive by its name) cannot be read.
    pub fn unread(what: impl ToString, reason: impl Into<Arg>) -> Self {
        Self::new(Code::U002).in_file(what.to_string()).arg("reason", reason)
    }

    /// U003: `what` (a file or a folder) cannot be written.
    pub fn unwritten(what: impl ToString, reason: impl Into<Arg>) -> Self {
        Self::new(Code::U003).in_file(what.to_string()).arg("reason", reason)
    }

    /// P009: the program itself is at fault.
    pub fn internal(reason: impl Into<Arg>) -> Self {
        Self::new(Code::P009).arg("reason", reason)
    }
}
