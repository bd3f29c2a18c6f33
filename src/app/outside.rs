//! Hands files to the desktop: to open them, to show them in their folder, or to print them.

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

/// Shows a print dialog for a PDF where a program of this system opens one, else the PDF in the reader, and says so.
pub(super) fn print(path: &Path) -> Task<Message> {
    let (dialog, reader, name) = (print_dialog(path), opener(path), path.display().to_string());
    let show = move || {
        let mut reader = reader;
        let is_shown = dialog.is_some_and(|mut dialog| is_run(&mut dialog));
        (!is_shown).then(|| is_run(&mut reader))
    };
    background(show).then(move |is_read| {
        let notice = match is_read {
            None => return Task::none(),
            Some(true) => Notice::done("Bản in đã mở trong trình đọc PDF: bấm Ctrl P ở đó để chọn máy in."),
            Some(false) => Notice::error(format!("Máy này chưa có trình đọc PDF. Bản in ở {name}.")),
        };
        Task::done(Message::Effect(Effect::Notify(notice)))
    })
}

/// Whether a program ran and succeeded.
fn is_run(command: &mut Command) -> bool {
    let _ = command.stdin(Stdio::null()).stdout(Stdio::null()).stderr(Stdio::null());
    command.status().is_ok_and(|status| status.success() || IS_STATUS_VOID)
}

/// What shows the dialog; none where no program is known to.
#[cfg(target_os = "macos")]
fn print_dialog(path: &Path) -> Option<Command> {
    let file = path.display().to_string().replace('\\', "\\\\").replace('"', "\\\"");
    let mut command = Command::new("osascript");
    let _ = command.args(["-e", "tell application \"Preview\"", "-e", "activate"]);
    let _ =
        command.args(["-e", &format!("print (POSIX file \"{file}\") with print dialog"), "-e", "end tell"]);
    Some(command)
}

#[cfg(windows)]
fn print_dialog(_: &Path) -> Option<Command> {
    None
}

#[cfg(not(any(windows, target_os = "macos")))]
fn print_dialog(path: &Path) -> Option<Command> {
    let mut command = Command::new("okular");
    let _ = command.arg("--print").arg(path);
    Some(command)
}

/// On a background thread: some openers run as long as the program that they started.
fn run(mut command: Command, path: &Path) -> Task<Message> {
    let name = path.display().to_string();
    let work = move || {
        if is_run(&mut command) {
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
