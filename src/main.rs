//! Arguments to a window or a command; nothing else.

// A double click opens the window alone; commands join the terminal they were typed in.
#![windows_subsystem = "windows"]

use std::process::ExitCode;

fn main() -> ExitCode {
    toasoan::cli::run(std::env::args_os())
}
