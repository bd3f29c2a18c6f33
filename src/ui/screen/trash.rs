//! The workspace's trash: what was deleted and when, with buttons to restore.

use iced::widget::{container, space, text};
use iced::{Alignment, Length};

use crate::calendar::wording;
use crate::store::{Restored, Trashed};
use crate::ui::Element;
use crate::ui::icon::Icon;
use crate::ui::theme::size;
use crate::ui::theme::style::{self, ink};
use crate::ui::widget::{button_label, caption, clamp, column, empty_state, row, scroll, section_title, tip};

/// Logical pixels.
const WIDTH: f32 = 720.0;
const HEIGHT: f32 = 480.0;
/// Maximum number of rows; older files are still in the folder.
const SHOWN: usize = 200;

#[derive(Debug, Default)]
pub struct Dialog {
    /// Most recently deleted first; none until it is read.
    files: Option<Vec<Trashed>>,
    /// A file is being restored.
    is_busy: bool,
    trouble: Option<String>,
}

#[derive(Debug, Clone)]
pub enum Message {
    Listed(Vec<Trashed>),
    Pressed(usize),
    /// Or why restoring failed.
    Restored(Result<Restored, String>),
    Closed,
}

/// What the app must do.
#[derive(Debug)]
pub enum Reply {
    Stay,
    /// Restore this file.
    Restore(Trashed),
    /// It was restored.
    Restored(Restored),
    Close,
}

impl Dialog {
    pub fn update(&mut self, message: Message) -> Reply {
        match message {
            Message::Listed(files) => self.files = Some(files),
            Message::Pressed(index) => {
                let file = self.files.as_ref().and_then(|files| files.get(index)).cloned();
                if let Some(file) = file.filter(|_| !self.is_busy) {
                    (self.is_busy, self.trouble) = (true, None);
                    return Reply::Restore(file);
                }
            }
            Message::Restored(result) => {
                self.is_busy = false;
                match result {
                    Ok(restored) => return Reply::Restored(restored),
                    Err(trouble) => self.trouble = Some(trouble),
                }
            }
            Message::Closed => return Reply::Close,
        }
        Reply::Stay
    }

    pub fn view(&self) -> Element<'_, Message> {
        let body: Element<'_, Message> = match &self.files {
            None => caption("Đang đọc thùng rác…"),
            Some(files) if files.is_empty() => {
                empty_state(Icon::Trash, "Thùng rác trống", "Bài bị xóa được giữ ở đây.", None)
            }
            Some(files) => {
                let rest = files.len().saturating_sub(SHOWN);
                let rows = files.iter().take(SHOWN).enumerate().map(|(index, file)| self.line(index, file));
                scroll(
                    column(rows)
                        .push(
                            (rest > 0)
                                .then(|| caption(format!("và {} cũ hơn", wording::counted(rest, "tệp")))),
                        )
                        .spacing(4)
                        .padding(iced::Padding::ZERO.right(12.0)),
                )
                .into()
            }
        };
        let acts = row![
            caption("Tệp trở về đúng chỗ cũ; bản đang ở chỗ đó, nếu có, vẫn còn trong lịch sử."),
            space().width(Length::Fill),
            button_label("Đóng", style::secondary, Some(Message::Closed)),
        ]
        .align_y(Alignment::Center);
        column![section_title("Thùng rác"), container(body).height(Length::Fill)]
            .push(self.trouble.as_ref().map(|trouble| text(trouble).size(size::DENSE).style(ink::danger)))
            .push(acts)
            .spacing(12)
            .width(WIDTH)
            .height(HEIGHT)
            .into()
    }

    fn line<'a>(&self, index: usize, file: &'a Trashed) -> Element<'a, Message> {
        let time = file.time.with_timezone(&chrono::Local).naive_local();
        let when = format!("xóa lúc {} {}", wording::clock(time.time()), wording::weekday_date(time.date()));
        let when = if file.is_copy() { format!("{when} · bản xung đột, đã gộp") } else { when };
        let content = column![
            clamp(name(&file.path), 1).size(size::DENSE, 20.0),
            text(when).size(size::CAPTION).style(ink::secondary),
        ];
        row![
            container(tip(content, file.path.as_str())).width(Length::Fill),
            button_label("Khôi phục", style::secondary, (!self.is_busy).then_some(Message::Pressed(index))),
        ]
        .spacing(12)
        .height(44)
        .align_y(Alignment::Center)
        .into()
    }
}

/// The readable part of a file's name: without extension, sync program's suffix and the piece's short id.
fn name(path: &str) -> &str {
    let file = path.rsplit_once('/').map_or(path, |(_, file)| file);
    let stem = file.rsplit_once('.').map_or(file, |(stem, _)| stem);
    let stem = stem.split_once(".sync-conflict-").map_or(stem, |(name, _)| name);
    let stem =
        stem.rsplit_once(" (").filter(|(_, note)| note.contains("conflict")).map_or(stem, |(name, _)| name);
    let is_id = |word: &str| {
        word.len() >= 8 && word.bytes().all(|byte| byte.is_ascii_uppercase() || byte.is_ascii_digit())
    };
    stem.rsplit_once(' ').filter(|(_, last)| is_id(last)).map_or(stem, |(name, _)| name)
}

#[cfg(test)]
mod tests {
    use super::name;

    #[test]
    fn a_file_is_named_as_people_named_it() {
        for (path, expected) in [
            ("pieces/2014/tieu-pham/bụi chuối biết đi 018GYPDVT0.fountain", "bụi chuối biết đi"),
            ("pieces/2014/ghi chú.md", "ghi chú"),
            ("một 018GYPDVT0.sync-conflict-20140320-101500-ABCDEFG.av", "một"),
            ("một (2) 018GYPDVT0 (Lan's conflicted copy 2014-11-02).av", "một (2)"),
        ] {
            assert_eq!(name(path), expected);
        }
    }
}
