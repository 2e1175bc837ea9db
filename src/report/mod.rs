//! The content of a page: plain data in which every number and date is text, with its origin.
//!
//! This is the last module that turns a number or a date into text: a template computes no figure. Tables for other
//! programs take the number that a text carries ([`Teks::number`]) instead of reading it back from the text. Field
//! names are Indonesian, since template authors read them.

pub(crate) mod attached;
mod chapter;
mod correction;
mod desk;
mod difference;
mod face;
mod figure;
mod issued;
mod lhe;
mod model;
mod narrative;
mod previous;
mod recap;
mod results;
mod rows;
mod shape;
mod subject;
mod wording;
mod words;
mod worksheet;

pub use difference::{Changed, Differing, Part, difference, side_name};
pub use face::{Face, FaceSignatory};
pub use issued::{
    IssuedResult, IssuedText, IssuedValue, Printed, Quoted, QuotedRecommendation, RankChange, RankedResult,
    ReplacedRecap,
};
pub use lhe::lhe;
pub use model::*;
pub use previous::{Previous, PreviousNote, PreviousValue};
pub use recap::{Ranked, Recap, recap};
pub use shape::{Fill, mains, required, shape};
pub use subject::{Document, Numbers, Reference, Revised, Subject};
pub use wording::{Catalogue, OwnWording, Sentence, Wording, faults as sentence_faults, values_of};
pub use words::{date, month, partial_date, printed_date, spell};
