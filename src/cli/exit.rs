//! Exit statuses: what a script can tell from a command's end.

use std::process::ExitCode;

use crate::diag::{Code, Diagnostic, Severity};

/// How a command ended, from harmless to grave; a batch ends with the gravest.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Exit {
    /// 0: done.
    Done,
    /// 1: the answer is no (errors in the data, a difference).
    No,
    /// 5: a file does not hold; only `verify` says so.
    Unproven,
    /// 2: the command was not used rightly.
    Usage,
    /// 3: a template or the engine.
    Engine,
    /// 4: input or output.
    Io,
}

impl Exit {
    pub(super) fn code(self) -> ExitCode {
        ExitCode::from(match self {
            Self::Done => 0,
            Self::No => 1,
            Self::Usage => 2,
            Self::Engine => 3,
            Self::Io => 4,
            Self::Unproven => 5,
        })
    }

    /// The status that belongs to one diagnostic; a warning counts only when `strict`.
    pub(super) fn of(diagnostic: &Diagnostic, strict: bool) -> Self {
        match (diagnostic.severity, diagnostic.code) {
            (Severity::Note, _) => Self::Done,
            (Severity::Warning, _) => {
                if strict {
                    Self::No
                } else {
                    Self::Done
                }
            }
            (Severity::Error, Code::U002 | Code::U003 | Code::U007 | Code::A020 | Code::S006) => Self::Io,
            // About files and names, not about what a template says.
            (Severity::Error, Code::T030 | Code::T032) => Self::No,
            (Severity::Error, Code::T031) => Self::Usage,
            (Severity::Error, code) => match code.name().as_bytes().first() {
                Some(b'T' | b'P') => Self::Engine,
                _ => Self::No,
            },
        }
    }
}
