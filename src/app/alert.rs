//! Reports that no window could be opened, for users without a terminal.

/// Shows a message box after a double click; a terminal or a log gets the message through stderr.
#[cfg(windows)]
pub fn alert(message: &str) {
    use std::os::windows::io::AsRawHandle;
    if std::io::stderr().as_raw_handle().is_null() {
        let dialog = rfd::MessageDialog::new().set_level(rfd::MessageLevel::Error);
        let _ = dialog.set_title("Tòa soạn").set_description(message).show();
    }
}

/// On other systems a program has stderr.
#[cfg(not(windows))]
pub fn alert(_message: &str) {}
