//! The native folder and file dialogs.

use std::path::PathBuf;

use iced::Task;

use super::Message;
use crate::store::EVIDENCE_KINDS;

/// The native folder dialog.
pub(super) fn pick_folder(
    title: &str,
    then: impl Fn(Option<PathBuf>) -> Message + Send + 'static,
) -> Task<Message> {
    let dialog = rfd::AsyncFileDialog::new().set_title(title);
    let picked = async move { dialog.pick_folder().await.map(|folder| folder.path().to_owned()) };
    Task::perform(picked, then)
}

/// The native dialog for a backup.
pub(super) fn pick_backup(then: impl Fn(Option<PathBuf>) -> Message + Send + 'static) -> Task<Message> {
    let dialog =
        rfd::AsyncFileDialog::new().set_title("Chọn bản sao lưu").add_filter("Bản sao lưu", &["zip"]);
    let picked = async move { dialog.pick_file().await.map(|file| file.path().to_owned()) };
    Task::perform(picked, then)
}

/// The native dialog for the evidence of an approval.
pub(super) fn pick_evidence() -> Task<Message> {
    let dialog = rfd::AsyncFileDialog::new()
        .set_title("Chọn tệp minh chứng")
        .add_filter("Bản quét, văn bản", EVIDENCE_KINDS);
    let picked = async move { dialog.pick_file().await.map(|file| file.path().to_owned()) };
    Task::perform(picked, Message::EvidencePicked)
}

/// The native picture dialog.
pub(super) fn pick_picture() -> Task<Message> {
    let dialog = rfd::AsyncFileDialog::new()
        .set_title("Chọn ảnh")
        .add_filter("Ảnh", &["jpg", "jpeg", "png", "webp", "tif", "tiff", "svg"]);
    let picked = async move { dialog.pick_file().await.map(|file| file.path().to_owned()) };
    Task::perform(picked, Message::PicturePicked)
}
