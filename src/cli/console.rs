//! The terminal of a program that Windows starts without one, so that a double click shows no console window.

/// Attaches to the terminal that the program was started from; output redirected to a file or a pipe is
/// unaffected.
#[cfg(windows)]
pub fn attach() {
    use std::os::windows::io::AsRawHandle;
    if std::io::stdout().as_raw_handle().is_null() {
        // Fails when there is none, after a double click.
        let _ = winsafe::AttachConsole(winsafe::PidParent::Parent);
    }
}

/// On other systems a program already has the terminal it was started from.
#[cfg(not(windows))]
pub fn attach() {}
