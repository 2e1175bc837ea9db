//! Faults of the store as diagnostics. Each names the object, version, path and digests that it concerns.

use std::io::{Error, ErrorKind};

use crate::diag::{Code, Diagnostic};
use crate::os::reason;

use super::event::EVENT_FILE;

/// A diagnostic of this code about an object.
pub(super) fn about(code: Code, object: &str) -> Diagnostic {
    Diagnostic::new(code).arg("object", object)
}

pub(super) fn read(shown: &str, error: &Error) -> Diagnostic {
    Diagnostic::unread(shown, reason(error))
}

pub(super) fn write(shown: &str, error: &Error) -> Diagnostic {
    Diagnostic::unwritten(shown, reason(error))
}

/// Another process holds the lock, or the lock cannot be made.
pub(super) fn lock(shown: &str, error: &Error) -> Diagnostic {
    match error.kind() {
        ErrorKind::WouldBlock => Diagnostic::new(Code::A020).in_file(shown),
        _ => write(shown, error),
    }
}

/// The bytes of a file do not fit its digest.
pub(super) fn digest(object: &str, version: u32, path: &str, expected: &str, found: &str) -> Diagnostic {
    let fault = about(Code::A030, object).arg("version", format!("v{version}")).arg("path", path);
    fault.arg("expected", expected).arg("found", found)
}

/// A file is not there, or cannot be read.
pub(super) fn missing_or_unread(
    object: &str,
    version: u32,
    path: &str,
    expected: Option<&str>,
    shown: &str,
    error: &Error,
) -> Diagnostic {
    if error.kind() != ErrorKind::NotFound {
        return read(shown, error);
    }
    let fault = about(Code::A031, object).arg("version", format!("v{version}")).arg("path", path);
    fault.arg("expected", expected.unwrap_or("–")).in_file(shown)
}

/// An inventory breaks a rule at this JSON pointer.
pub(super) fn inventory(object: &str, version: u32, at: &str) -> Diagnostic {
    about(Code::A029, object).arg("version", format!("v{version}")).arg("at", at)
}

/// A version has no line in the log, or the log has another line for it.
pub(super) fn line(object: &str, version: u32, expected: &str, found: &str) -> Diagnostic {
    let fault = about(Code::A028, object).arg("version", format!("v{version}")).arg("path", EVENT_FILE);
    fault.arg("expected", expected).arg("found", found)
}

/// There is no such object, version or file.
pub(super) fn unknown(object: &str, version: Option<u32>, path: Option<&str>) -> Diagnostic {
    let parts = [Some(object.to_owned()), version.map(|n| format!("v{n}")), path.map(str::to_owned)];
    Diagnostic::new(Code::A036).arg("what", parts.into_iter().flatten().collect::<Vec<_>>().join(" "))
}

/// A part of a deposit breaks a rule; `value` is the part as it was given.
pub(super) fn refused(object: &str, part: &str, value: &str) -> Diagnostic {
    about(Code::A035, object).arg("part", part).arg("value", value)
}
