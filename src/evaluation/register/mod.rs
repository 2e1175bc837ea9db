//! The registers that every evaluation leans on: settings, offices, letters, history.

mod lookup;
mod read;

pub use lookup::{history_faults, letter_date, office_name};
pub use read::*;
