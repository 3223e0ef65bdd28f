//! The command `docsheet`: arguments → exit status.

mod cli;

use std::process::ExitCode;

use mimalloc::MiMalloc;

/// Trees of many small nodes take a quarter less time and memory than with the system's own.
#[global_allocator]
static ALLOCATOR: MiMalloc = MiMalloc;

fn main() -> ExitCode {
    cli::run()
}
