//! The one integration binary: it drives the `lhe` program from outside. `tests/README.md` tells how to add to it.

#![allow(
    clippy::expect_used,
    clippy::panic,
    clippy::unwrap_used,
    clippy::disallowed_methods,
    reason = "a test stops at what it did not expect, and reaches files as it likes"
)]

use repository::projects;
use support::{pdf, snapshot};

mod support {
    pub(crate) mod pdf;
    mod project;
    pub(crate) mod snapshot;

    pub(crate) use project::*;
}

mod data {
    mod content_rules;
    mod hostile;
    mod invalid;
}

mod documents {
    mod build;
    mod content;
    mod extremes;
    mod history;
    mod kinds;
    mod pages;
    mod workbook;
}

mod wording {
    mod sentences;
    mod templates;
}

mod archive {
    mod corrections;
    mod issue;
    mod signatures;
    mod verify;
}

mod command {
    mod figures;
    mod languages;
    mod new;
    mod usage;
}

mod repository {
    mod docs;
    mod graph;
    pub(crate) mod projects;
    mod readme;
    mod rooms;
    mod sources;
}
