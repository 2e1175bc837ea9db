//! The languages of messages.

/// The language of messages. Indonesian is the default; the machine's locale plays no part.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Lang {
    /// Bahasa Indonesia.
    #[default]
    Id,
    /// English.
    En,
}
