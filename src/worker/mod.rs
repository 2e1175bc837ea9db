//! Worker processes: each makes one report at a time, within a limit of time and of memory.
//!
//! A template can loop for ever or ask for more memory than there is, and Typst aborts the process when memory
//! ends. So reports are made in processes of the same program (`lhe worker`), which read orders from standard
//! input and answer on standard output. [`render_order`] does the same work in this process.

mod child;
mod frame;
mod order;
mod pool;
mod serve;

#[cfg(test)]
mod tests;

pub use order::{Answer, Order, Outcome, Timings};
pub use pool::Pool;
pub use serve::{MEMORY, confine, render_order, serve};
