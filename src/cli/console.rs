//! The terminal of a program that Windows starts without one, so that a double click shows no black window.

/// Joins the terminal that the program was called from, where its output goes nowhere else: to a file or a pipe it goes
/// on its own.
#[cfg(windows)]
pub fn attach() {
    use std::os::windows::io::AsRawHandle;
    if std::io::stdout().as_raw_handle().is_null() {
        // Fails where there is none, after a double click.
        let _ = winsafe::AttachConsole(winsafe::PidParent::Parent);
    }
}

/// Elsewhere a program has the terminal it was started from.
#[cfg(not(windows))]
pub fn attach() {}
