//! The one integration binary: it drives the `lhe` program from outside. `tests/README.md` tells how to add to it.

#![allow(
    clippy::expect_used,
    clippy::panic,
    clippy::unwrap_used,
    clippy::disallowed_methods,
    reason = "a test stops at what it did not expect, and reaches files as it likes"
)]

mod pdf;
mod projects;
mod snapshot;
mod support;

mod arsip;
mod aturan;
mod build;
mod cli;
mod content;
mod dokumen;
mod ekstrem;
mod halaman;
mod history;
mod hostile;
mod invalid;
mod issue;
mod kalimat;
mod koreksi;
mod readme;
mod sources;
mod tanda_tangan;
mod template;
