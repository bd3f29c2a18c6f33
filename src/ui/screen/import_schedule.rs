//! "Nhập lại từ Excel…": what an edited schedule, register, budget or return form would change, before anything is taken.

use std::path::PathBuf;

use iced::widget::{container, text};
use iced::{Alignment, Length, Task};

use crate::import::schedule::{Change, Remark};
use crate::import::table::Reading;
use crate::newsroom::Command;
use crate::ui::icon::{Icon, icon};
use crate::ui::theme::size;
use crate::ui::theme::style::{self, ink};
use crate::ui::widget::{
    button_icon, button_label, caption, column, field, label, row, scroll, section_title, tip,
};
use crate::ui::{Element, font, pick};

/// Logical pixels.
const WIDTH: f32 = 820.0;
const HEIGHT: f32 = 560.0;
const CELL: f32 = 132.0;
/// Rows shown of each list.
const MOST: usize = 400;

/// The dialog's state.
#[derive(Debug, Default)]
pub struct Dialog {
    path: String,
    reading: Option<Reading>,
    trouble: Option<String>,
    is_busy: bool,
}

#[derive(Debug, Clone)]
pub enum Message {
    PathChanged(String),
    PathEntered,
    Browse,
    Browsed(Option<PathBuf>),
    Read(Result<Box<Reading>, String>),
    Confirmed,
    Closed,
}

/// What the app must do.
#[derive(Debug)]
pub enum Reply {
    Stay(Task<Message>),
    Read(PathBuf),
    /// With the number of changes.
    Take(Command, usize),
    Close,
}

impl Dialog {
    pub fn update(&mut self, message: Message) -> Reply {
        match message {
            Message::PathChanged(path) => self.path = path,
            Message::PathEntered => {
                let path = PathBuf::from(self.path.trim());
                if !self.is_busy && !path.as_os_str().is_empty() {
                    return self.begin(path);
                }
            }
            Message::Browse => return Reply::Stay(browse()),
            Message::Browsed(Some(path)) => {
                self.path = path.display().to_string();
                return self.begin(path);
            }
            Message::Browsed(None) => {}
            Message::Read(read) => {
                self.is_busy = false;
                match read {
                    Ok(reading) => self.reading = Some(*reading),
                    Err(trouble) => self.trouble = Some(trouble),
                }
            }
            Message::Confirmed => {
                let taken =
                    self.reading.as_ref().and_then(|one| Some((one.command.clone()?, one.changes.len())));
                if let Some((command, count)) = taken {
                    return Reply::Take(command, count);
                }
            }
            Message::Closed => return Reply::Close,
        }
        Reply::Stay(Task::none())
    }

    fn begin(&mut self, path: PathBuf) -> Reply {
        (self.reading, self.trouble, self.is_busy) = (None, None, true);
        Reply::Read(path)
    }

    pub fn view(&self) -> Element<'_, Message> {
        let typed = field("Đường dẫn tệp .xlsx đã xuất từ Tòa soạn và sửa trong Excel", &self.path)
            .on_input(Message::PathChanged)
            .on_submit(Message::PathEntered);
        let path = row![
            tip(typed, self.path.as_str()),
            button_icon(Icon::OpenFolder, "Chọn tệp…", style::secondary, Some(Message::Browse)),
        ]
        .spacing(8);
        let body: Element<'_, Message> = match (&self.reading, &self.trouble) {
            (Some(reading), _) => found(reading),
            (None, Some(trouble)) => row![
                icon(Icon::Warning, 16.0).style(ink::warn),
                text(trouble).size(size::BODY).width(Length::Fill)
            ]
            .spacing(10)
            .into(),
            (None, None) if self.is_busy => caption("Đang đọc tệp…"),
            (None, None) => caption(
                "Nhận lịch, sổ ý kiến, kinh phí và phiếu báo cáo đã xuất ra, sửa trong Excel. Mọi thay \
                 đổi được kê ra trước; chưa bấm “Nhận” thì chưa có gì đổi.",
            ),
        };
        let body = container(scroll(container(body).padding([10, 14]).width(Length::Fill)))
            .width(Length::Fill)
            .height(Length::Fill)
            .style(style::sunken);
        let taken = self.reading.as_ref().filter(|reading| reading.command.is_some());
        let count = taken.map(|reading| caption(format!("{} thay đổi", reading.changes.len())));
        let foot = row![
            container(row![].push(count)).width(Length::Fill),
            button_label("Đóng", style::ghost, Some(Message::Closed)),
            button_icon(Icon::Check, "Nhận", style::primary, taken.map(|_| Message::Confirmed)),
        ]
        .spacing(8)
        .align_y(Alignment::Center);
        column![section_title("Nhập lại từ Excel"), path, body, foot]
            .spacing(12)
            .width(WIDTH)
            .height(HEIGHT)
            .into()
    }
}

fn found(reading: &Reading) -> Element<'_, Message> {
    let Reading { changes, faults, remarks, .. } = reading;
    if changes.is_empty() && faults.is_empty() && remarks.is_empty() {
        return caption("Tệp giống những gì hiện có: không có gì phải đổi.");
    }
    let part = |name: String, rows: Vec<Element<'static, Message>>| {
        (!rows.is_empty()).then(|| column![label(name)].extend(rows).spacing(8))
    };
    let remark = |remark: &Remark, mark: Icon| {
        line(
            remark.cell.clone(),
            row![
                icon(mark, 13.0).style(ink::warn),
                text(remark.message.clone()).size(size::DENSE).width(Length::Fill)
            ]
            .spacing(6)
            .into(),
        )
    };
    column![]
        .push(part(
            format!("{} ô phải sửa trong Excel trước khi nhận", faults.len()),
            faults.iter().take(MOST).map(|one| remark(one, Icon::Error)).collect(),
        ))
        .push(part(format!("{} thay đổi", changes.len()), changes.iter().take(MOST).map(change).collect()))
        .push(part(
            format!("{} ô không lấy", remarks.len()),
            remarks.iter().take(MOST).map(|one| remark(one, Icon::Info)).collect(),
        ))
        .spacing(18)
        .into()
}

fn change(change: &Change) -> Element<'static, Message> {
    let named = |value: &str| if value.is_empty() { "(trống)".to_owned() } else { value.to_owned() };
    let newer = change
        .is_newer
        .then(|| text("Người khác đã sửa chỗ này sau khi xuất lịch").size(size::CAPTION).style(ink::warn));
    let words = column![
        text(format!("{}: {} → {}", change.field, named(&change.before), named(&change.after)))
            .size(size::DENSE)
            .width(Length::Fill),
        text(change.row.clone()).size(size::CAPTION).style(ink::secondary),
    ]
    .push(newer)
    .spacing(2);
    line(change.cell.clone(), words.into())
}

fn line(cell: String, content: Element<'static, Message>) -> Element<'static, Message> {
    row![text(cell).size(size::DENSE).font(font::FIGURES).style(ink::secondary).width(CELL), content]
        .spacing(8)
        .into()
}

/// The native file dialog.
fn browse() -> Task<Message> {
    pick::file("Chọn bảng đã sửa trong Excel", ("Excel", &["xlsx"]), Message::Browsed)
}
