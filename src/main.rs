//! Runs the window or a command, by the arguments.

// A double click opens only the window; commands attach to the terminal they were typed in.
#![windows_subsystem = "windows"]

use std::process::ExitCode;

fn main() -> ExitCode {
    toasoan::cli::run(std::env::args_os())
}
