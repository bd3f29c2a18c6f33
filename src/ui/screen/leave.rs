//! The leave dialog for unsaved text that cannot be saved: nothing is lost, and leaving is always possible.

use std::path::PathBuf;

use iced::widget::{space, text};
use iced::{Alignment, Length, Task};

use crate::calendar::wording;
use crate::ui::icon::{Icon, icon};
use crate::ui::theme::size;
use crate::ui::theme::style::{self, ink};
use crate::ui::widget::{
    button_icon, button_label, caption, column, field, icon_button, label, row, section_title,
};
use crate::ui::{Element, SaveState, pick};

/// Logical pixels.
const WIDTH: f32 = 560.0;
/// How many unsaved items are named; the rest is counted.
const NAMED: usize = 4;

#[derive(Debug)]
pub struct Dialog {
    is_closing: bool,
    has_journal: bool,
    /// The names of unsaved items.
    waiting: Vec<String>,
    /// Why the last write failed; none while one is running.
    reason: Option<String>,
    /// The folder for copies, once chosen.
    folder: Option<String>,
    /// The suggested folder.
    home: String,
    is_setting_down: bool,
    /// Why the other way failed too.
    trouble: Option<String>,
}

#[derive(Debug, Clone)]
pub enum Message {
    Stay,
    Retry,
    JournalChosen,
    CopyChosen,
    FolderChanged(String),
    Browse,
    Browsed(Option<PathBuf>),
    CopyConfirmed,
    KeptElsewhere(Result<(), String>),
}

/// Where to keep the text outside its files.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Way {
    Journal,
    /// A file for each piece, in this folder.
    Copies(PathBuf),
}

/// What the app must do.
#[derive(Debug)]
pub enum Reply {
    Wait(Task<Message>),
    /// Do not leave after all.
    Stay,
    Retry,
    Go(Way),
    /// The text is safe elsewhere.
    Gone,
}

impl Dialog {
    /// `home` is the folder in which to suggest one for copies.
    pub fn new(is_closing: bool, has_journal: bool, home: &str) -> Self {
        let home = PathBuf::from(home).join("Tòa soạn - bản sao chưa lưu").display().to_string();
        Self {
            is_closing,
            has_journal,
            waiting: Vec::new(),
            reason: None,
            folder: None,
            home,
            is_setting_down: false,
            trouble: None,
        }
    }

    /// Updates what is unsaved, and why.
    pub fn set_waiting(&mut self, waiting: Vec<String>, state: SaveState) {
        self.waiting = waiting;
        self.set_state(state);
    }

    pub fn set_state(&mut self, state: SaveState) {
        self.reason = match state {
            SaveState::Failed(reason) => Some(reason),
            SaveState::Saved | SaveState::Saving => None,
        };
    }

    pub fn update(&mut self, message: Message) -> Reply {
        match message {
            Message::Stay => return Reply::Stay,
            Message::Retry => return Reply::Retry,
            Message::JournalChosen => return self.go(Way::Journal),
            Message::CopyChosen => self.folder = Some(self.home.clone()),
            Message::FolderChanged(folder) => self.folder = Some(folder),
            Message::Browse => {
                return Reply::Wait(pick::folder("Lưu bản sao vào thư mục", Message::Browsed));
            }
            Message::Browsed(Some(folder)) => self.folder = Some(folder.display().to_string()),
            Message::Browsed(None) => {}
            Message::CopyConfirmed => {
                if let Some(folder) = self.target() {
                    return self.go(Way::Copies(folder));
                }
            }
            Message::KeptElsewhere(Ok(())) => return Reply::Gone,
            Message::KeptElsewhere(Err(trouble)) => {
                self.is_setting_down = false;
                self.trouble = Some(trouble);
            }
        }
        Reply::Wait(Task::none())
    }

    fn go(&mut self, way: Way) -> Reply {
        if std::mem::replace(&mut self.is_setting_down, true) {
            return Reply::Wait(Task::none());
        }
        self.trouble = None;
        Reply::Go(way)
    }

    fn target(&self) -> Option<PathBuf> {
        let folder = PathBuf::from(self.folder.as_deref()?.trim());
        folder.is_absolute().then_some(folder)
    }

    pub fn view(&self) -> Element<'_, Message> {
        let state = match &self.reason {
            Some(reason) => row![
                icon(Icon::Warning, 18.0).style(ink::danger),
                text(reason).size(size::DENSE).width(Length::Fill)
            ],
            None => row![
                icon(Icon::Clock, 18.0).style(ink::secondary),
                text("Đang lưu; ổ đĩa trả lời chậm…").size(size::DENSE).width(Length::Fill)
            ],
        };
        let can = |message: Message| (!self.is_setting_down).then_some(message);
        let journal = if self.is_closing {
            "Đóng, giữ trong nhật ký khôi phục"
        } else {
            "Rời đi, giữ trong nhật ký khôi phục"
        };
        let journal = self.has_journal.then(|| {
            column![
                button_label(journal, style::secondary, can(Message::JournalChosen)),
                caption("Chữ ở lại trên máy này; lần mở sau, Tổng quan sẽ mời khôi phục."),
            ]
            .spacing(4)
        });
        column![
            section_title("Còn chữ chưa lưu được"),
            text(self.names()).size(size::BODY),
            state.spacing(10).align_y(Alignment::Center),
            column![].push(journal).push(self.copies()).spacing(12),
        ]
        .push(self.trouble.as_ref().map(|trouble| text(trouble).size(size::DENSE).style(ink::danger)))
        .push(
            row![
                button_label("Ở lại", style::ghost, can(Message::Stay)),
                space().width(Length::Fill),
                button_icon(
                    Icon::Redo,
                    "Thử lại",
                    style::primary,
                    can(Message::Retry).filter(|_| self.reason.is_some())
                ),
            ]
            .spacing(8),
        )
        .spacing(16)
        .width(WIDTH)
        .into()
    }

    fn copies(&self) -> Element<'_, Message> {
        let can = |message: Message| (!self.is_setting_down).then_some(message);
        let Some(folder) = &self.folder else {
            let ask = can(Message::CopyChosen);
            return button_label("Lưu bản sao ra nơi khác…", style::secondary, ask);
        };
        let path = row![
            field("Đường dẫn thư mục", folder)
                .on_input(Message::FolderChanged)
                .on_submit(Message::CopyConfirmed),
            icon_button(Icon::OpenFolder, "Chọn thư mục", style::secondary, can(Message::Browse)),
            button_label(
                if self.is_closing {
                    "Lưu bản sao rồi đóng"
                } else {
                    "Lưu bản sao rồi rời đi"
                },
                style::secondary,
                self.target().and_then(|_| can(Message::CopyConfirmed)),
            ),
        ]
        .spacing(8);
        column![label("Lưu bản sao vào thư mục"), path].spacing(4).into()
    }

    /// "“Bụi chuối biết đi”, “Một cửa” và 3 mục khác"
    fn names(&self) -> String {
        let named = self.waiting.iter().take(NAMED).map(String::as_str).collect::<Vec<_>>().join(", ");
        match self.waiting.len().saturating_sub(NAMED) {
            0 => named,
            more => format!("{named} và {} khác", wording::counted(more, "mục")),
        }
    }
}
