//! The `lhe` program: everything is in the library.

use std::process::ExitCode;

fn main() -> ExitCode {
    lhe::cli::main()
}
