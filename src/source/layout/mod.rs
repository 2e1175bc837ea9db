//! Where things lie in the text of a file, as the text alone tells: lines, the extent of a scalar, comments, and an
//! outline that needs no parser. No file here reads a tree or makes a diagnostic.

pub(super) mod comments;
pub(super) mod extent;
pub(super) mod lines;
pub(super) mod outline;
