//! Exit statuses: how a script learns the end of a command.

use std::process::ExitCode;

use crate::diag::{Code, Diagnostic, Severity};

/// How a command ended, from harmless to grave; a batch ends with the gravest.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Exit {
    /// 0: done.
    Done,
    /// 1: the answer is no (errors in the data, a difference).
    No,
    /// 5: a file is not sound; only `verify` returns this.
    Unproven,
    /// 2: the command was used wrongly.
    Usage,
    /// 3: a fault of a template or of the engine.
    Engine,
    /// 4: a fault of input or output.
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
            // These codes are about files and names; templates themselves are in order.
            (Severity::Error, Code::T030 | Code::T032) => Self::No,
            (Severity::Error, Code::T031) => Self::Usage,
            (Severity::Error, code) => match code.name().as_bytes().first() {
                Some(b'T' | b'P') => Self::Engine,
                _ => Self::No,
            },
        }
    }
}
