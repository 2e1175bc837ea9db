//! The registers that every evaluation leans on: settings, offices, letters, history.

mod lookup;
mod read;

pub use lookup::{history_faults, is_gap, last_place, letter_date, office_name, plain_number};
pub use read::*;
