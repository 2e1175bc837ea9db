//! How grave a diagnostic is.

/// How grave a diagnostic is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Severity {
    /// `keterangan`: worth knowing, nothing to do.
    Note,
    /// `peringatan`: the report can be made, but somebody should look.
    Warning,
    /// `galat`: the report is not made.
    Error,
}
