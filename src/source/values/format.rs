//! `format: 1`, the first key of every file.

use serde::Deserialize;

/// The shape of a file. A later shape gets a further variant; old files stay readable.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Deserialize)]
pub enum Format {
    /// The only shape so far.
    #[serde(rename = "1")]
    One,
}
