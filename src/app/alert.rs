//! Why no window opened, for who has no terminal to read it in.

/// Shows a message after a double click; where there is a terminal or a log, the error stream has it.
#[cfg(windows)]
pub fn alert(message: &str) {
    use std::os::windows::io::AsRawHandle;
    if std::io::stderr().as_raw_handle().is_null() {
        let dialog = rfd::MessageDialog::new().set_level(rfd::MessageLevel::Error);
        let _ = dialog.set_title("Tòa soạn").set_description(message).show();
    }
}

/// Elsewhere a program has an error stream.
#[cfg(not(windows))]
pub fn alert(_message: &str) {}
