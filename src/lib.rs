//! `lhe`: official AKIP evaluation letters (LHE) from YAML, exactly scored, as PDF/A that can be proved.
//!
//! The modules in the order of the path of one report; each takes the output of the one before as a value.
//! `ARCHITECTURE.md` tells the whole.

#![cfg_attr(test, allow(clippy::disallowed_methods, reason = "tests read fixtures and make folders of their own"))]

pub mod diag;
pub mod digest;
pub mod num;
pub mod os;
pub mod spreadsheet;

pub mod source;

pub mod instrument;

pub mod evaluation;

pub mod register;

pub mod revision;

pub mod score;

pub mod report;

pub mod template;

pub mod typeset;

pub mod worker;

pub mod bundle;

pub mod pdf;
pub mod signature;

pub mod archive;
pub mod record;

pub mod project;

pub mod draft;

pub mod custody;
pub mod issue;

pub mod cli;
