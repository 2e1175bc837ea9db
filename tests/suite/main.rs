//! The one integration binary: it drives the `lhe` program from outside. `tests/README.md` tells how to add to it.

mod pdf;
mod snapshot;
mod support;

mod build;
mod cli;
mod content;
mod hostile;
mod invalid;
mod issue;
mod sources;
mod template;
