//! `lhe`: official AKIP evaluation letters (LHE) from YAML, exactly scored, as PDF/A that can be proved.
//!
//! The modules in the order of the path of one report; each takes the output of the one before as a value.
//! `ARCHITECTURE.md` tells the whole.

#![cfg_attr(test, allow(clippy::disallowed_methods, reason = "tests read fixtures and make folders of their own"))]

pub mod diag;
pub mod num;
pub mod os;

pub mod source;

pub mod instrument;

pub mod evaluation;

pub mod revision;

pub mod score;

pub mod report;

pub mod bundle;

pub mod template;

pub mod typeset;

pub mod worker;

pub mod archive;
pub mod signature;

pub mod project;

pub mod cli;
