//! The native dialogs that the window itself asks with.

use std::path::PathBuf;

use iced::{Subscription, Task};

use super::Message;
use crate::store::EVIDENCE_KINDS;
use crate::ui::{Effect, Notice, pick};

/// The native dialog for a backup.
pub(super) fn pick_backup(then: impl Fn(Option<PathBuf>) -> Message + Send + 'static) -> Task<Message> {
    pick::file("Chọn bản sao lưu", ("Bản sao lưu", &["zip"]), then)
}

/// The native dialog for the evidence of an approval.
pub(super) fn pick_evidence() -> Task<Message> {
    pick::file("Chọn tệp minh chứng", ("Bản quét, văn bản", EVIDENCE_KINDS), Message::EvidencePicked)
}

/// The native picture dialog.
pub(super) fn pick_picture() -> Task<Message> {
    let kinds = &["jpg", "jpeg", "png", "webp", "tif", "tiff", "svg"];
    pick::file("Chọn ảnh", ("Ảnh", kinds), Message::PicturePicked)
}

/// Says that the system has no dialogs when one did not appear.
pub(super) fn missing() -> Subscription<Message> {
    Subscription::run(pick::missing).map(|()| Message::Effect(Effect::Notify(Notice::error(pick::MISSING))))
}
