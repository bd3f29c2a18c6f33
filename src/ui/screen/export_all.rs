//! Export everything: choose a folder, see progress and result.

use std::path::PathBuf;
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};

use iced::widget::{space, text};
use iced::{Alignment, Length, Task};

use crate::calendar::wording;
use crate::export::all::Summary;
use crate::ui::icon::{Icon, icon};
use crate::ui::theme::size;
use crate::ui::theme::style::{self, Mood, ink};
use crate::ui::widget::{
    bar_share, button_icon, button_label, caption, column, field, icon_button, label, row, scroll,
    section_title, tip,
};
use crate::ui::{Context, Element, font, pick};

/// Logical pixels.
const WIDTH: f32 = 560.0;
const FAILURES: f32 = 200.0;

#[derive(Debug)]
pub struct Dialog {
    folder: String,
    phase: Phase,
    /// Set to stop after the current files.
    is_stopped: Arc<AtomicBool>,
}

#[derive(Debug)]
enum Phase {
    Asking(Option<String>),
    Writing(Progress),
    Done(Summary),
}

/// The export's progress.
#[derive(Debug, Clone, Default)]
pub struct Progress {
    pub done: usize,
    pub total: usize,
    /// The file begun last, relative to the folder.
    pub current: String,
}

#[derive(Debug, Clone)]
pub enum Message {
    FolderChanged(String),
    Browse,
    Browsed(Option<PathBuf>),
    Confirmed,
    Progressed(Progress),
    Stopped,
    Finished(Result<Summary, String>),
    /// Show the folder.
    Shown,
    Closed,
}

/// The id of the field with the folder's path.
const PATH: &str = "bundle path";

#[derive(Debug)]
pub enum Reply {
    Stay(Task<Message>),
    /// Export everything below the folder, until the flag is set.
    Write(PathBuf, Arc<AtomicBool>),
    /// Show this folder in the system's file manager.
    Show(PathBuf),
    Close,
}

impl Dialog {
    /// Suggests a folder inside `folder`, named after the plan.
    pub fn new(folder: &str, context: &Context) -> (Self, Task<Message>) {
        let name = crate::fold::file_name(&context.newsroom.plan().name);
        let folder = PathBuf::from(folder).join(name).display().to_string();
        let dialog = Self { folder, phase: Phase::Asking(None), is_stopped: Arc::default() };
        (
            dialog,
            iced::widget::operation::focus(PATH).chain(iced::widget::operation::move_cursor_to_end(PATH)),
        )
    }

    pub fn update(&mut self, message: Message) -> Reply {
        match message {
            Message::FolderChanged(folder) => self.folder = folder,
            Message::Browse => {
                return Reply::Stay(pick::folder("Xuất tất cả vào thư mục", Message::Browsed));
            }
            Message::Browsed(Some(folder)) => self.folder = folder.display().to_string(),
            Message::Browsed(None) => {}
            Message::Confirmed => {
                if self.can_confirm() {
                    self.phase = Phase::Writing(Progress::default());
                    return Reply::Write(self.folder.trim().into(), Arc::clone(&self.is_stopped));
                }
            }
            Message::Progressed(progress) => {
                // Messages come from many threads: drop any older than the one shown.
                if let Phase::Writing(shown) = &mut self.phase
                    && progress.done >= shown.done
                {
                    *shown = progress;
                }
            }
            Message::Stopped => self.stop(),
            Message::Finished(Ok(summary)) => self.phase = Phase::Done(summary),
            Message::Finished(Err(trouble)) => self.phase = Phase::Asking(Some(trouble)),
            Message::Shown => return Reply::Show(self.folder.trim().into()),
            Message::Closed => return Reply::Close,
        }
        Reply::Stay(Task::none())
    }

    /// Finishes the current files and begins no others.
    pub fn stop(&self) {
        self.is_stopped.store(true, Ordering::Relaxed);
    }

    fn can_confirm(&self) -> bool {
        matches!(self.phase, Phase::Asking(_)) && !self.folder.trim().is_empty()
    }

    pub fn view(&self) -> Element<'_, Message> {
        let body = match &self.phase {
            Phase::Asking(trouble) => self.ask(trouble.as_deref()),
            Phase::Writing(progress) => self.writing(progress),
            Phase::Done(summary) => self.done(summary),
        };
        column![section_title("Xuất tất cả"), body].spacing(16).width(WIDTH).into()
    }

    fn ask<'a>(&'a self, trouble: Option<&'a str>) -> Element<'a, Message> {
        let typed = field("Đường dẫn thư mục", &self.folder)
            .id(PATH)
            .on_input(Message::FolderChanged)
            .on_submit(Message::Confirmed);
        let path = row![
            tip(typed, self.folder.as_str()),
            icon_button(Icon::OpenFolder, "Chọn thư mục", style::secondary, Some(Message::Browse)),
        ]
        .spacing(8);
        let start = button_icon(
            Icon::Download,
            "Xuất tất cả",
            style::primary,
            self.can_confirm().then_some(Message::Confirmed),
        );
        let leave = tip(button_label("Đóng", style::ghost, Some(Message::Closed)), "Đóng, không xuất (Esc)");
        column![
            caption(
                "Lịch phát sóng cả năm và từng tháng, mọi bài, tiểu phẩm, pano, áp phích và báo cáo tiến độ, \
                 mỗi thứ đủ các dạng tệp. Tệp cùng tên trong thư mục được thay."
            ),
            column![label("Lưu vào thư mục"), path].spacing(4),
        ]
        .push(trouble.map(|trouble| text(trouble).size(size::DENSE).style(ink::danger)))
        .push(row![space().width(Length::Fill), leave, start].spacing(8))
        .spacing(16)
        .into()
    }

    fn writing<'a>(&self, progress: &'a Progress) -> Element<'a, Message> {
        let share = if progress.total == 0 { 0.0 } else { progress.done as f32 / progress.total as f32 };
        let is_stopping = self.is_stopped.load(Ordering::Relaxed);
        let word = if is_stopping { "Đang dừng…" } else { "Dừng" };
        column![
            row![
                text("Đang xuất").size(size::DENSE).width(Length::Fill),
                text(format!(
                    "{} / {}",
                    wording::grouped(progress.done as u64),
                    wording::counted(progress.total, "tệp")
                ))
                .size(size::DENSE)
                .font(font::FIGURES),
            ],
            bar_share(share, Mood::Accent),
            caption(progress.current.as_str()),
            row![
                space().width(Length::Fill),
                button_label(word, style::secondary, (!is_stopping).then_some(Message::Stopped)),
            ],
        ]
        .spacing(12)
        .into()
    }

    fn done<'a>(&'a self, summary: &'a Summary) -> Element<'a, Message> {
        let is_whole = summary.written == summary.total;
        let mark = if is_whole {
            icon(Icon::Done, 18.0).style(ink::ok)
        } else {
            icon(Icon::Warning, 18.0).style(ink::warn)
        };
        let said = format!("Đã xuất {} vào {}", summary.counted(), self.folder);
        let left_out = summary.left_out();
        let failures = summary.failed.iter().map(|(path, reason)| {
            text(format!("{}: {reason}", path.display())).size(size::DENSE).style(ink::secondary).into()
        });
        let failures = (!summary.failed.is_empty()).then(|| {
            column![
                text(wording::counted(summary.failed.len(), "tệp không xuất được"))
                    .size(size::DENSE)
                    .style(ink::danger),
                scroll(column(failures).spacing(4).width(Length::Fill)).height(FAILURES),
            ]
            .spacing(6)
        });
        column![
            row![mark, text(said).size(size::BODY).width(Length::Fill)]
                .spacing(10)
                .align_y(Alignment::Center)
        ]
        .push(
            (left_out > 0)
                .then(|| caption(format!("Đã dừng: {} chưa xuất.", wording::counted(left_out, "tệp")))),
        )
        .push(failures)
        .push(
            row![
                space().width(Length::Fill),
                button_icon(Icon::OpenFolder, "Mở thư mục", style::secondary, Some(Message::Shown)),
                button_label("Đóng", style::primary, Some(Message::Closed)),
            ]
            .spacing(8),
        )
        .spacing(16)
        .into()
    }
}
