//! Thiết lập: the look of the window, the office, hours and durations, voices, approval steps.
//!
//! What reads is applied as it is typed, by commands, so a slip is undone like any other; what does not read yet
//! waits in its field.

mod fields;
mod programme;

use std::mem::{Discriminant, discriminant};
use std::time::Instant;

use iced::keyboard::{Key, Modifiers};
use iced::widget::{container, space, text};
use iced::{Alignment, Length, Task};

use crate::calendar::wording;
use crate::newsroom::{Change, Command};
use crate::plan;
use crate::ui::icon::Icon;
use crate::ui::theme::size;
use crate::ui::theme::style::{self, ink};
use crate::ui::widget::{
    button_icon, caption, card, column, field, icon_button, label, row, scroll, section_title, segmented,
};
use crate::ui::{Action, Burst, Desk, Effect, Element, ThemeChoice, font};
use fields::Fields;
use programme::Day;

/// The fields as they are typed; the newsroom's settings are what last parsed.
#[derive(Debug)]
pub struct Settings {
    fields: Fields,
    /// As they were when they last said what the newsroom's settings say.
    known: Fields,
    burst: Burst<TypedPlace>,
}

/// A field, by its message and its place in a list.
type TypedPlace = (Discriminant<Message>, usize);

#[derive(Debug, Clone)]
pub enum Message {
    ThemeChosen(ThemeChoice),
    OfficeChanged(OfficeField, String),
    WorkingDateChanged(String),
    WeekdayChosen(usize, Day),
    TimeChanged(usize, String),
    MinutesChanged(usize, String),
    EditorChanged(usize, String),
    MonthlyToggled(usize, bool),
    PresenterNamed(usize, String),
    PresenterRated(usize, String),
    PresenterAdded,
    PresenterRemoved(usize),
    RateChanged(String),
    StepNamed(usize, String),
    StepAdded,
    StepRemoved(usize),
    StepMoved(usize, bool),
    OpenWorkspace,
    NewWorkspace,
    TrashAsked,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum OfficeField {
    Parent,
    Name,
    Place,
    SignerTitle,
    Signer,
}

impl Message {
    /// The field that was typed in; none when this is no typing.
    fn typed_place(&self) -> Option<TypedPlace> {
        let at = match self {
            Self::OfficeChanged(field, _) => *field as usize,
            Self::TimeChanged(at, _)
            | Self::MinutesChanged(at, _)
            | Self::EditorChanged(at, _)
            | Self::PresenterNamed(at, _)
            | Self::PresenterRated(at, _)
            | Self::StepNamed(at, _) => *at,
            Self::WorkingDateChanged(_) | Self::RateChanged(_) => 0,
            _ => return None,
        };
        Some((discriminant(self), at))
    }
}

impl Settings {
    pub fn new(desk: &Desk) -> (Self, Task<Message>) {
        let fields = Fields::read(desk);
        (Self { known: fields.clone(), fields, burst: Burst::default() }, Task::none())
    }

    pub fn update(&mut self, message: Message, desk: &Desk) -> Action<Message> {
        let place = message.typed_place();
        match message {
            Message::ThemeChosen(choice) => return Action::effect(Effect::SetTheme(choice)),
            Message::OpenWorkspace => return Action::effect(Effect::OpenWorkspace),
            Message::NewWorkspace => return Action::effect(Effect::NewWorkspace),
            Message::TrashAsked => return Action::effect(Effect::Trash),
            Message::OfficeChanged(field, value) => {
                *match field {
                    OfficeField::Parent => &mut self.fields.office.parent,
                    OfficeField::Name => &mut self.fields.office.name,
                    OfficeField::Place => &mut self.fields.office.place,
                    OfficeField::SignerTitle => &mut self.fields.office.signer_title,
                    OfficeField::Signer => &mut self.fields.office.signer,
                } = value;
            }
            Message::WorkingDateChanged(date) => self.fields.working_date = date,
            Message::WeekdayChosen(at, day) => self.fields.programmes[at].weekday = day,
            Message::TimeChanged(at, time) => self.fields.programmes[at].time = time,
            Message::MinutesChanged(at, minutes) => self.fields.programmes[at].minutes = minutes,
            Message::EditorChanged(at, editor) => self.fields.programmes[at].editor = editor,
            Message::MonthlyToggled(at, is_monthly) => self.fields.programmes[at].is_monthly = is_monthly,
            Message::PresenterNamed(at, name) => self.fields.presenters[at].0 = name,
            Message::PresenterRated(at, rate) => self.fields.presenters[at].1 = rate,
            Message::PresenterAdded => self.fields.presenters.push((String::new(), self.fields.rate.clone())),
            Message::PresenterRemoved(at) => drop(self.fields.presenters.remove(at)),
            Message::RateChanged(rate) => self.fields.rate = rate,
            Message::StepNamed(at, name) => self.fields.steps[at].name = name,
            Message::StepAdded => {
                let taken = |id: &str| self.fields.steps.iter().any(|step| step.id == id);
                let id = (1..=self.fields.steps.len() + 1)
                    .map(|number| format!("buoc-{number}"))
                    .find(|id| !taken(id));
                self.fields.steps.push(plan::ApprovalStep {
                    id: id.unwrap_or_default(),
                    name: String::new(),
                    activities: Vec::new(),
                });
            }
            Message::StepRemoved(at) => drop(self.fields.steps.remove(at)),
            Message::StepMoved(at, is_down) => {
                let other = if is_down { at + 1 } else { at.wrapping_sub(1) };
                if other < self.fields.steps.len() {
                    self.fields.steps.swap(at, other);
                }
            }
        }
        // What does not parse yet stays in its field and waits.
        match self.fields.write(desk) {
            Some(settings) if settings != *desk.newsroom.settings() => {
                let is_typing = self.burst.goes_on(place, Instant::now());
                Action::command(Command::SetSettings { settings: Box::new(settings), is_typing })
            }
            _ => Action::none(),
        }
    }

    pub fn changed(&mut self, change: &Change, desk: &Desk) -> Task<Message> {
        // Our own command comes back here: fields that say the same are left as typed.
        if change.is_settings && self.fields.write(desk).as_ref() != Some(desk.newsroom.settings()) {
            let fresh = Fields::read(desk);
            self.fields.follow(&self.known, fresh.clone());
            self.known = fresh;
        } else if change.is_settings {
            self.known = self.fields.clone();
        }
        Task::none()
    }

    pub fn key(&mut self, _key: &Key, _modifiers: Modifiers, _desk: &Desk) -> Action<Message> {
        Action::none()
    }

    pub fn view<'a>(&'a self, desk: &'a Desk) -> Element<'a, Message> {
        let title = text("Thiết lập").size(size::TITLE).font(font::SEMIBOLD);
        let left =
            column![appearance(desk), self.office(), self.presenters()].spacing(16).width(Length::Fill);
        let right = column![self.steps(desk), folder(desk)].spacing(16).width(Length::Fill);
        let body = column![title, row![left, right].spacing(16), self.programmes(desk)]
            .spacing(16)
            .max_width(1240)
            .padding([16, 24]);
        scroll(body).height(Length::Fill).width(Length::Fill).into()
    }

    fn office(&self) -> Element<'_, Message> {
        let line = |name, value: &str, which| {
            row![
                container(label(name)).width(130),
                field("", value).on_input(move |value| Message::OfficeChanged(which, value))
            ]
            .spacing(8)
            .align_y(Alignment::Center)
        };
        let working = row![
            container(label("Ngày làm việc cố định")).width(130),
            field("để trống: ngày hôm nay", &self.fields.working_date).on_input(Message::WorkingDateChanged),
        ]
        .spacing(8)
        .align_y(Alignment::Center);
        card(
            column![
                section_title("Đơn vị"),
                caption("Đứng ở đầu và cuối các văn bản in."),
                line("Cơ quan chủ quản", &self.fields.office.parent, OfficeField::Parent),
                line("Tên đơn vị", &self.fields.office.name, OfficeField::Name),
                line("Địa danh", &self.fields.office.place, OfficeField::Place),
                line("Chức vụ người ký", &self.fields.office.signer_title, OfficeField::SignerTitle),
                line("Người ký", &self.fields.office.signer, OfficeField::Signer),
                working,
            ]
            .spacing(8),
        )
    }

    fn programmes<'a>(&'a self, desk: &'a Desk) -> Element<'a, Message> {
        let head = row![
            container(label("Hình thức")).width(Length::Fill),
            container(label("Thứ")).width(130),
            container(label("Giờ")).width(90),
            container(label("Số phút")).width(90),
            container(label("Người phụ trách")).width(200),
            container(label("Mỗi tháng một kỳ")).width(130),
        ]
        .spacing(8);
        let rows = self.fields.programmes.iter().enumerate().filter_map(|(at, programme)| {
            let activity = desk.newsroom.plan.activity(&programme.activity)?;
            Some(programme.view(at, activity))
        });
        card(
            column![
                section_title("Giờ và thời lượng"),
                caption(
                    "Do đơn vị chọn: kế hoạch không ghi thứ, giờ hay số phút. Đổi ở đây thì ngày dự kiến của các kỳ đổi theo."
                ),
                head,
            ]
            .extend(rows)
            .spacing(8),
        )
    }

    fn presenters(&self) -> Element<'_, Message> {
        let rows = self.fields.presenters.iter().enumerate().map(|(at, (name, rate))| {
            row![
                field("Họ tên", name).on_input(move |name| Message::PresenterNamed(at, name)),
                field("240", rate).on_input(move |rate| Message::PresenterRated(at, rate)).width(90),
                icon_button(Icon::Close, "Bỏ người này", style::ghost, Some(Message::PresenterRemoved(at))),
            ]
            .spacing(8)
            .into()
        });
        let standard = row![
            container(text("Mọi người khác").size(size::DENSE).style(ink::secondary)).width(Length::Fill),
            field("240", &self.fields.rate).on_input(Message::RateChanged).width(90),
            space().width(32),
        ]
        .spacing(8)
        .align_y(Alignment::Center);
        card(
            column![
                section_title("Tốc độ đọc"),
                caption("Số tiếng mỗi phút của từng giọng, để tính thời lượng kịch bản."),
            ]
            .extend(rows)
            .push(standard)
            .push(button_icon(Icon::Plus, "Thêm giọng", style::secondary, Some(Message::PresenterAdded)))
            .spacing(8),
        )
    }

    fn steps<'a>(&'a self, desk: &'a Desk) -> Element<'a, Message> {
        let rows = self.fields.steps.iter().enumerate().map(|(at, step)| {
            let names: Vec<&str> = step
                .activities
                .iter()
                .filter_map(|id| desk.newsroom.plan.activity(id))
                .map(|activity| activity.short.as_str())
                .collect();
            let of = if names.is_empty() { "mọi bài khác".to_owned() } else { names.join(", ") };
            row![
                column![
                    field("Tên bước", &step.name).on_input(move |name| Message::StepNamed(at, name)),
                    caption(of)
                ]
                .spacing(2)
                .width(Length::Fill),
                icon_button(
                    Icon::ArrowUp,
                    "Lên trước",
                    style::ghost,
                    (at > 0).then_some(Message::StepMoved(at, false))
                ),
                icon_button(
                    Icon::ArrowDown,
                    "Xuống sau",
                    style::ghost,
                    (at + 1 < self.fields.steps.len()).then_some(Message::StepMoved(at, true))
                ),
                icon_button(Icon::Close, "Bỏ bước này", style::ghost, Some(Message::StepRemoved(at))),
            ]
            .spacing(4)
            .into()
        });
        card(
            column![
                section_title("Các bước duyệt"),
                caption("Bài đi qua từng bước theo thứ tự. Pano, áp phích cần ba nơi thống nhất (IV.7)."),
            ]
            .extend(rows)
            .push(button_icon(Icon::Plus, "Thêm bước", style::secondary, Some(Message::StepAdded)))
            .spacing(8),
        )
    }
}

fn appearance(desk: &Desk) -> Element<'_, Message> {
    let choices =
        [(ThemeChoice::System, "Theo hệ thống"), (ThemeChoice::Light, "Sáng"), (ThemeChoice::Dark, "Tối")];
    card(column![section_title("Giao diện"), segmented(choices, desk.theme, Message::ThemeChosen)].spacing(8))
}

fn folder(desk: &Desk) -> Element<'_, Message> {
    card(
        column![
            section_title("Thư mục làm việc"),
            text(&desk.root).size(size::DENSE).style(ink::secondary),
            row![
                button_icon(
                    Icon::OpenFolder,
                    "Mở thư mục khác…",
                    style::secondary,
                    Some(Message::OpenWorkspace)
                ),
                button_icon(Icon::NewFolder, "Lập năm mới…", style::secondary, Some(Message::NewWorkspace)),
                button_icon(Icon::Trash, "Thùng rác…", style::secondary, Some(Message::TrashAsked)),
            ]
            .spacing(8),
        ]
        .push(backup(desk))
        .spacing(8),
    )
}

fn backup(desk: &Desk) -> Option<Element<'_, Message>> {
    let said = match desk.backup.as_ref()? {
        Ok(last) => format!("Sao lưu tự động mỗi tuần, lần gần nhất {}.", wording::date(*last)),
        Err(trouble) => format!("Tuần này chưa sao lưu được: {trouble}"),
    };
    Some(caption(said))
}
