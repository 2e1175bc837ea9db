//! The registers that every evaluation leans on: settings, offices, letters, history.

mod letter;
mod lookup;
mod output;
mod read;
mod recap;

pub use letter::*;
pub use lookup::{
    history_faults, is_gap, is_number, last_day, last_place, letter_date, office_name, plain_number, recap_date,
};
pub use output::*;
pub use read::*;
pub use recap::*;
