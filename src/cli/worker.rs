//! `lhe worker` (hidden): makes PDFs for a parent process.

use crate::worker;

use super::exit::Exit;
use super::printer::Printer;

pub(super) fn run(printer: &Printer) -> Exit {
    let served =
        worker::confine(worker::MEMORY).and_then(|()| worker::serve(std::io::stdin().lock(), std::io::stdout().lock()));
    match served {
        Ok(()) => Exit::Done,
        Err(error) => {
            printer.say(&format!("worker: {error}"));
            Exit::Io
        }
    }
}
