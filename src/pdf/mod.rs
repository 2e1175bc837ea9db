//! Reads PDF files strictly, and compares them state by state and page by page. Nothing here knows the module
//! `signature`.

pub(crate) mod attached;
pub(crate) mod bytes;
pub(crate) mod changes;
pub(crate) mod document;
mod equal;
pub(crate) mod file;
pub(crate) mod kept_standards;
pub mod page;
pub(crate) mod strict;
pub(crate) mod widget;

pub use changes::Changes;
pub use document::Pdf;
pub use file::prefixes;
pub use widget::Widget;
