//! Arguments to a window or a command; nothing else.

use std::process::ExitCode;

use mimalloc::MiMalloc;

/// Papers are many small allocations; the systems' own allocators, above all Windows's, are slow at them.
#[global_allocator]
static ALLOCATOR: MiMalloc = MiMalloc;

fn main() -> ExitCode {
    toasoan::cli::run(std::env::args_os())
}
