//! The screen without a workspace: open one, or create a new year's.

use iced::widget::{center, container, space, text};
use iced::{Alignment, Length};

use crate::plan;
use crate::ui::icon::{Icon, icon};
use crate::ui::theme::size;
use crate::ui::theme::style::{self, ink};
use crate::ui::widget::{button_label, caption, card, column, field, row, row_button, section_title};
use crate::ui::{Element, font};

/// The welcome screen's state.
#[derive(Debug)]
pub struct Welcome {
    /// Recent workspaces, newest first.
    recent: Vec<String>,
    /// The typed path of the folder to open.
    path: String,
    /// The typed parent folder of a new workspace.
    parent: String,
    /// The typed year of a new workspace.
    year: String,
    /// Why the last attempt failed.
    trouble: Option<String>,
}

#[derive(Debug, Clone)]
pub enum Message {
    PathChanged(String),
    ParentChanged(String),
    YearChanged(String),
    Open,
    OpenRecent(String),
    /// Open the typed folder.
    OpenTyped,
    New,
    /// Create a workspace in the typed folder.
    NewTyped,
}

/// What the app must do.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Reply {
    Open,
    OpenPath(String),
    New { year: i32 },
    NewIn { year: i32, folder: String },
}

impl Welcome {
    pub fn new(recent: Vec<String>, year: i32, trouble: Option<String>) -> Self {
        Self { recent, path: String::new(), parent: String::new(), year: year.to_string(), trouble }
    }

    pub fn fail(&mut self, trouble: String) {
        self.trouble = Some(trouble);
    }

    pub fn update(&mut self, message: Message) -> Option<Reply> {
        match message {
            Message::PathChanged(path) => {
                self.path = path;
                None
            }
            Message::ParentChanged(parent) => {
                self.parent = parent;
                None
            }
            Message::YearChanged(year) => {
                self.year = year;
                None
            }
            Message::Open => Some(Reply::Open),
            Message::OpenRecent(path) => Some(Reply::OpenPath(path)),
            Message::OpenTyped => typed(&self.path).map(Reply::OpenPath),
            Message::NewTyped => {
                let folder = typed(&self.parent)?;
                self.valid_year().map(|year| Reply::NewIn { year, folder })
            }
            Message::New => self.valid_year().map(|year| Reply::New { year }),
        }
    }

    fn valid_year(&self) -> Option<i32> {
        self.year.trim().parse().ok().filter(|year| plan::YEARS.contains(year))
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
        let can_open = typed(&self.path).map(|_| Message::OpenTyped);
        let (open_label, open_act) = match &can_open {
            Some(typed) => ("Mở", typed.clone()),
            None => ("Chọn thư mục…", Message::Open),
        };
        let open = column![
            section_title("Mở thư mục đang làm"),
            caption("Thư mục có tệp plan.ron, như thư mục mẫu content."),
            row![
                field("Đường dẫn thư mục", &self.path)
                    .on_input(Message::PathChanged)
                    .on_submit_maybe(can_open.clone()),
                button_label(open_label, style::primary, Some(open_act)),
            ]
            .spacing(8)
            .align_y(Alignment::Center),
        ]
        .spacing(8);
        let year_hint = self
            .valid_year()
            .is_none()
            .then(|| text("Năm là một số từ 1990 đến 2200.").size(size::CAPTION).style(ink::danger));
        let can_make = self.valid_year().and(typed(&self.parent)).map(|_| Message::NewTyped);
        let year = field("2027", &self.year)
            .on_input(Message::YearChanged)
            .on_submit_maybe(can_make.clone())
            .width(64);
        let (make_label, make_act) = match &can_make {
            Some(typed) => ("Tạo", Some(typed.clone())),
            None => {
                ("Chọn nơi…", self.valid_year().and(typed(&self.parent).is_none().then_some(Message::New)))
            }
        };
        let create = column![
            section_title("Lập kế hoạch năm mới"),
            caption("Từ các hình thức của Kế hoạch 127/KH-UBND."),
            row![
                year,
                field("Đặt trong thư mục", &self.parent)
                    .on_input(Message::ParentChanged)
                    .on_submit_maybe(can_make),
                button_label(make_label, style::secondary, make_act),
            ]
            .spacing(8)
            .align_y(Alignment::Center),
        ]
        .push(year_hint)
        .spacing(8);
        let recent = (!self.recent.is_empty()).then(|| {
            let rows = self.recent.iter().map(|path| {
                let name = path.rsplit(['/', '\\']).next().unwrap_or(path);
                let body = column![
                    text(name).size(size::DENSE).font(font::MEDIUM),
                    text(path).size(size::CAPTION).style(ink::tertiary),
                ];
                row_button(body, false, Message::OpenRecent(path.clone()))
            });
            column![section_title("Mở gần đây"), column(rows).spacing(2)].spacing(8)
        });
        let sheet = column![title]
            .push(trouble)
            .push(row![card(open), card(create)].spacing(16))
            .push(recent)
            .spacing(24)
            .max_width(840);
        let page =
            column![space().height(Length::FillPortion(1)), sheet, space().height(Length::FillPortion(2))]
                .width(Length::Fill)
                .align_x(Alignment::Center);
        container(center(page).padding(32)).style(style::ground).into()
    }
}

/// A typed path, trimmed.
fn typed(path: &str) -> Option<String> {
    let path = path.trim();
    (!path.is_empty()).then(|| path.to_owned())
}
