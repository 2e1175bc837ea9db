//! Where things lie in the text of a file: its lines, its scalars, and an outline that needs no parser.

pub(super) mod comments;
pub(super) mod extent;
pub(super) mod lines;
pub(super) mod outline;
