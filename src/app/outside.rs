//! Hands files to the desktop: to open them, or to show them in their folder.

use std::path::Path;
use std::process::{Command, Stdio};

use iced::Task;

use super::Message;
use crate::ui::{Effect, Notice, background};

/// Opens a file or a folder with the user's default program.
pub(super) fn open(path: &Path) -> Task<Message> {
    run(opener(path), path)
}

/// Shows a file in the file manager.
pub(super) fn show(path: &Path) -> Task<Message> {
    run(shower(path), path)
}

/// On a background thread: some openers run as long as the program that they started.
fn run(mut command: Command, path: &Path) -> Task<Message> {
    let name = path.display().to_string();
    let work = move || {
        let _ = command.stdin(Stdio::null()).stdout(Stdio::null()).stderr(Stdio::null());
        let is_done = command.status().is_ok_and(|status| status.success() || IS_STATUS_VOID);
        if is_done {
            Ok(())
        } else {
            Err(format!("Không mở được {name}. Hãy mở từ trình quản lý tệp."))
        }
    };
    background(work).then(|result: Result<(), String>| match result {
        Ok(()) => Task::none(),
        Err(trouble) => Task::done(Message::Effect(Effect::Notify(Notice::error(trouble)))),
    })
}

/// explorer.exe exits non-zero even on success.
const IS_STATUS_VOID: bool = cfg!(windows);

#[cfg(windows)]
fn opener(path: &Path) -> Command {
    let mut command = Command::new("explorer");
    let _ = command.arg(path);
    command
}

#[cfg(windows)]
fn shower(path: &Path) -> Command {
    use std::os::windows::process::CommandExt;
    let mut command = Command::new("explorer");
    // Explorer parses its argument itself: only the path may be quoted.
    let _ = command.raw_arg(format!("/select,\"{}\"", path.display()));
    command
}

#[cfg(target_os = "macos")]
fn opener(path: &Path) -> Command {
    let mut command = Command::new("open");
    let _ = command.arg(path);
    command
}

#[cfg(target_os = "macos")]
fn shower(path: &Path) -> Command {
    let mut command = Command::new("open");
    let _ = command.arg("-R").arg(path);
    command
}

#[cfg(not(any(windows, target_os = "macos")))]
fn opener(path: &Path) -> Command {
    let mut command = Command::new("xdg-open");
    let _ = command.arg(path);
    command
}

#[cfg(not(any(windows, target_os = "macos")))]
fn shower(path: &Path) -> Command {
    opener(path.parent().filter(|folder| !folder.as_os_str().is_empty()).unwrap_or(Path::new(".")))
}
