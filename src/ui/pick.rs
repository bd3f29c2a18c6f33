//! The native dialogs for folders and files. Where the system has none, the window says so.

use std::path::{Path, PathBuf};
use std::sync::{Mutex, PoisonError};
use std::time::{Duration, Instant};

use iced::Task;
use iced::futures::Stream;
use iced::futures::channel::mpsc::{UnboundedSender, unbounded};
use rfd::AsyncFileDialog;

/// What a user does where the system has no dialog.
pub const MISSING: &str = "Máy này chưa có hộp chọn tệp. Hãy nhờ người quản trị cài xdg-desktop-portal hoặc zenity; \
                           trong lúc chờ, gõ đường dẫn vào ô, hoặc kéo tệp thả vào cửa sổ.";

/// Nobody sees a dialog, decides and closes it sooner.
const SOONEST: Duration = Duration::from_millis(400);

/// A kind of files: its name in the dialog and its extensions.
pub type Kind<'a> = (&'a str, &'a [&'a str]);

/// Lets the user choose a folder.
pub fn folder<T: Send + 'static>(
    title: &str,
    then: impl Fn(Option<PathBuf>) -> T + Send + 'static,
) -> Task<T> {
    let dialog = AsyncFileDialog::new().set_title(title);
    let picked = async move { dialog.pick_folder().await.map(|folder| folder.path().to_owned()) };
    Task::perform(seen(picked, Option::is_some), then)
}

/// Lets the user choose a file of a kind.
pub fn file<T: Send + 'static>(
    title: &str,
    (name, extensions): Kind<'_>,
    then: impl Fn(Option<PathBuf>) -> T + Send + 'static,
) -> Task<T> {
    let dialog = AsyncFileDialog::new().set_title(title).add_filter(name, extensions);
    let picked = async move { dialog.pick_file().await.map(|file| file.path().to_owned()) };
    Task::perform(seen(picked, Option::is_some), then)
}

/// Lets the user choose several files of a kind; none when he chose nothing.
pub fn files<T: Send + 'static>(
    title: &str,
    (name, extensions): Kind<'_>,
    then: impl Fn(Vec<PathBuf>) -> T + Send + 'static,
) -> Task<T> {
    let dialog = AsyncFileDialog::new().set_title(title).add_filter(name, extensions);
    let picked = async move {
        let files = dialog.pick_files().await.unwrap_or_default();
        files.iter().map(|file| file.path().to_owned()).collect::<Vec<_>>()
    };
    Task::perform(seen(picked, |files| !files.is_empty()), then)
}

/// Lets the user say where a file of a kind is written, and offers a path.
pub fn target<T: Send + 'static>(
    title: &str,
    (name, extensions): Kind<'_>,
    offered: &Path,
    then: impl Fn(Option<PathBuf>) -> T + Send + 'static,
) -> Task<T> {
    let mut dialog = AsyncFileDialog::new().set_title(title).add_filter(name, extensions);
    if let Some(name) = offered.file_name() {
        dialog = dialog.set_file_name(name.to_string_lossy());
    }
    if let Some(folder) = offered.parent() {
        dialog = dialog.set_directory(folder);
    }
    let picked = async move { dialog.save_file().await.map(|file| file.path().to_owned()) };
    Task::perform(seen(picked, Option::is_some), then)
}

/// Where the window hears that a dialog did not appear.
static HEARER: Mutex<Option<UnboundedSender<()>>> = Mutex::new(None);

/// Each time that a dialog did not appear.
pub fn missing() -> impl Stream<Item = ()> {
    let (sender, receiver) = unbounded();
    *HEARER.lock().unwrap_or_else(PoisonError::into_inner) = Some(sender);
    receiver
}

/// Waits for a dialog; one that ended without an answer before anyone could see it has not appeared, which the
/// library does not tell.
async fn seen<A>(dialog: impl Future<Output = A>, is_answered: fn(&A) -> bool) -> A {
    let begun = Instant::now();
    let answer = dialog.await;
    if !is_answered(&answer) && begun.elapsed() < SOONEST {
        let hearer = HEARER.lock().unwrap_or_else(PoisonError::into_inner);
        // Without a window nobody needs to know.
        let _ = hearer.as_ref().map(|hearer| hearer.unbounded_send(()));
    }
    answer
}

#[cfg(test)]
mod tests {
    use iced::futures::executor::block_on;
    use iced::futures::{FutureExt, StreamExt};

    use super::*;

    #[test]
    fn a_dialog_that_nobody_can_have_seen_is_told_and_one_that_was_closed_or_answered_is_not() {
        let mut heard = missing();
        let slowly = |answer: Option<PathBuf>| async move {
            std::thread::sleep(SOONEST);
            answer
        };
        for (dialog, is_told) in [
            (async { None }.boxed(), true),
            (async { Some(PathBuf::from("lich.pdf")) }.boxed(), false),
            (slowly(None).boxed(), false),
        ] {
            let _ = block_on(seen(dialog, Option::is_some));
            assert_eq!(heard.next().now_or_never().is_some(), is_told);
        }
    }
}
