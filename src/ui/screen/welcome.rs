//! The screen without a workspace: open one, make a new year's, restore a backup.

use std::path::PathBuf;

use iced::widget::{center, container, space, text};
use iced::{Alignment, Length};

use crate::ui::icon::{Icon, icon};
use crate::ui::theme::size;
use crate::ui::theme::style::{self, ink};
use crate::ui::widget::{
    button_icon, button_label, caption, card, column, field, row, row_button, section_title,
};
use crate::ui::{Element, font};

/// The welcome screen's state.
#[derive(Debug)]
pub struct Welcome {
    /// Recent workspaces, newest first.
    recent: Vec<String>,
    /// The typed path of the folder to open; that of the last attempt, so that it can be corrected.
    path: String,
    /// The typed path of a backup.
    backup: String,
    /// Where the backup goes; empty for a folder of its name beside it.
    target: String,
    is_busy: bool,
    /// Why the last attempt failed.
    trouble: Option<String>,
}

#[derive(Debug, Clone)]
pub enum Message {
    PathChanged(String),
    Open,
    OpenRecent(String),
    /// Open the typed folder.
    OpenTyped,
    New,
    NewFromText,
    Sample,
    BackupChanged(String),
    PickBackup,
    BackupPicked(Option<PathBuf>),
    TargetChanged(String),
    Restore,
}

/// What the app must do.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Reply {
    Open,
    OpenPath(String),
    /// Show the dialog for a new year's plan.
    New,
    NewFromText,
    /// Hand out the sample and open it.
    Sample,
    PickBackup,
    Restore {
        backup: PathBuf,
        folder: PathBuf,
    },
}

impl Welcome {
    pub fn new(recent: Vec<String>, path: String, trouble: Option<String>) -> Self {
        Self { recent, path, backup: String::new(), target: String::new(), is_busy: false, trouble }
    }

    pub fn fail(&mut self, trouble: String) {
        (self.trouble, self.is_busy) = (Some(trouble), false);
    }

    pub fn update(&mut self, message: Message) -> Option<Reply> {
        match message {
            Message::PathChanged(path) => self.path = path,
            Message::BackupChanged(path) => self.backup = path,
            Message::BackupPicked(path) => {
                self.backup = path.map_or_else(|| self.backup.clone(), |path| path.display().to_string());
            }
            Message::TargetChanged(path) => self.target = path,
            Message::Open => return Some(Reply::Open),
            Message::OpenRecent(path) => return Some(Reply::OpenPath(path)),
            Message::OpenTyped => return typed(&self.path).map(Reply::OpenPath),
            Message::New => return Some(Reply::New),
            Message::NewFromText => return Some(Reply::NewFromText),
            Message::Sample => return Some(Reply::Sample),
            Message::PickBackup => return Some(Reply::PickBackup),
            Message::Restore => {
                let (backup, folder) = (typed(&self.backup)?.into(), self.folder()?);
                (self.is_busy, self.trouble) = (true, None);
                return Some(Reply::Restore { backup, folder });
            }
        }
        None
    }

    /// Where the backup goes.
    fn folder(&self) -> Option<PathBuf> {
        let backup = PathBuf::from(typed(&self.backup)?);
        typed(&self.target).map(PathBuf::from).or_else(|| {
            let name = backup.file_stem()?.to_owned();
            backup.extension().is_some().then(|| backup.with_file_name(name))
        })
    }

    pub fn view(&self) -> Element<'_, Message> {
        let title = column![
            text("Tòa soạn").size(size::FIGURE).font(font::SEMIBOLD),
            text("Lịch, kịch bản, pano và báo cáo của kế hoạch tuyên truyền, trong một thư mục.")
                .size(size::BODY)
                .style(ink::secondary),
        ]
        .spacing(4);
        let trouble = self.trouble.as_deref().map(|trouble| {
            let body = row![icon(Icon::Warning, 15.0), text(trouble).size(size::DENSE).width(Length::Fill)]
                .spacing(8);
            container(body).padding([8, 12]).width(Length::Fill).style(style::tag(style::Mood::Danger))
        });
        let sheet = column![title]
            .push(trouble)
            .push(row![self.open(), create()].spacing(16))
            .push(sample())
            .push(self.recent())
            .push(self.restore())
            .spacing(24)
            .max_width(840);
        let page =
            column![space().height(Length::FillPortion(1)), sheet, space().height(Length::FillPortion(2))]
                .width(Length::Fill)
                .align_x(Alignment::Center);
        container(center(page).padding(32)).style(style::ground).into()
    }

    fn open(&self) -> Element<'_, Message> {
        let can_open = typed(&self.path).map(|_| Message::OpenTyped);
        let (open_label, open_act) = match &can_open {
            Some(typed) => ("Mở", typed.clone()),
            None => ("Chọn thư mục…", Message::Open),
        };
        card(
            column![
                section_title("Mở kế hoạch đang làm"),
                caption("Thư mục của kế hoạch, trên máy này hay ổ dùng chung."),
                row![
                    field("Đường dẫn thư mục", &self.path)
                        .on_input(Message::PathChanged)
                        .on_submit_maybe(can_open),
                    button_label(open_label, style::primary, Some(open_act)),
                ]
                .spacing(8)
                .align_y(Alignment::Center),
            ]
            .spacing(8),
        )
    }

    fn recent(&self) -> Option<Element<'_, Message>> {
        if self.recent.is_empty() {
            return None;
        }
        let rows = self.recent.iter().map(|path| {
            let name = path.rsplit(['/', '\\']).next().unwrap_or(path);
            let body = column![
                text(name).size(size::DENSE).font(font::MEDIUM),
                text(path).size(size::CAPTION).style(ink::tertiary),
            ];
            row_button(body, false, Message::OpenRecent(path.clone()))
        });
        Some(column![section_title("Mở gần đây"), column(rows).spacing(2)].spacing(8).into())
    }

    fn restore(&self) -> Element<'_, Message> {
        let usual = self.folder().map_or_else(String::new, |folder| folder.display().to_string());
        let hint = if usual.is_empty() { "Khôi phục vào thư mục mới" } else { usual.as_str() };
        let can_restore = (self.folder().is_some() && !self.is_busy).then_some(Message::Restore);
        let word = if self.is_busy { "Đang khôi phục…" } else { "Khôi phục" };
        column![
            section_title("Khôi phục bản sao lưu"),
            row![
                field("Đường dẫn bản sao lưu", &self.backup).on_input(Message::BackupChanged),
                button_label("Chọn bản sao lưu…", style::secondary, Some(Message::PickBackup)),
                field(hint, &self.target)
                    .on_input(Message::TargetChanged)
                    .on_submit_maybe(can_restore.clone()),
                button_label(word, style::secondary, can_restore),
            ]
            .spacing(8)
            .align_y(Alignment::Center),
        ]
        .spacing(8)
        .into()
    }
}

fn create<'a>() -> Element<'a, Message> {
    card(
        column![
            section_title("Lập kế hoạch mới"),
            caption("Từ mẫu có sẵn, từ văn bản của kế hoạch, hoặc từ đầu."),
            row![
                button_icon(Icon::NewFolder, "Lập năm mới…", style::secondary, Some(Message::New)),
                button_icon(Icon::Text, "Lập từ văn bản…", style::secondary, Some(Message::NewFromText)),
            ]
            .spacing(8),
        ]
        .spacing(8),
    )
}

fn sample<'a>() -> Element<'a, Message> {
    row![
        container(caption(
            "Chưa quen? Mở bản mẫu: kế hoạch năm 2014 của Cần Thơ với kịch bản, bài báo, tiểu phẩm, pano để tập làm."
        ))
        .width(Length::Fill),
        button_label("Mở bản mẫu", style::secondary, Some(Message::Sample)),
    ]
    .spacing(16)
    .align_y(Alignment::Center)
    .into()
}

/// A typed path, trimmed.
fn typed(path: &str) -> Option<String> {
    let path = path.trim();
    (!path.is_empty()).then(|| path.to_owned())
}
