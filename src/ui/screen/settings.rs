//! Thiết lập: appearance, office, times and lengths, people, presenters, approval steps, steps before an airing.
//!
//! Each field is applied while typing, by commands, so it can be undone. An invalid field is marked with the
//! reason and keeps its old value; other fields are not affected.

mod cases;
mod fields;
mod holidays;
mod local;
mod office;
mod programme;
mod staff;
mod step;
mod task;
mod version;
mod voice;
mod weekday;

use std::mem::{Discriminant, discriminant};
use std::time::Instant;

use chrono::{NaiveDate, Weekday};
use iced::widget::{container, text};
use iced::{Alignment, Length, Task};

use super::Screen;
use crate::calendar::{public_holiday, wording};
use crate::newsroom::{Change, Command};
use crate::plan;
use crate::record::Record;
use crate::store;
use crate::store::profile::{Eyesight, Identity};
use crate::ui::icon::Icon;
use crate::ui::theme::size;
use crate::ui::theme::style::{self, ink};
use crate::ui::widget::{
    button_icon, caption, card, check, column, dialog, label, row, scroll, section_title, segmented,
};
use crate::ui::{Action, Burst, Context, Effect, Element, Notice, ThemeChoice, banner, font};
pub use cases::CaseMessage;
use fields::{Fields, PresenterText};
use holidays::HolidayText;
pub use holidays::{HolidayField, HolidayKind};
pub use local::{Choice, LocalField};
pub use office::OfficeField;
pub use staff::{PersonField, StaffMessage};
pub use step::StepField;
use step::StepText;
pub use task::{ActivityChoice, TaskField, TaskMessage};
use version::Version;
pub use version::VersionMessage;
use voice::Watch;
pub use voice::WatchMessage;

/// The sizes of the window's text that are offered, in percent.
const SIZES: [(u16, &str); 6] =
    [(100, "100 %"), (110, "110 %"), (125, "125 %"), (150, "150 %"), (175, "175 %"), (200, "200 %")];

const KEY: store::Key = store::Key::Record(plan::Settings::PATH);

/// The fields' texts; the newsroom's settings have the last valid values.
#[derive(Debug)]
pub struct Settings {
    fields: Fields,
    /// The activity whose localities are shown; none for the first one.
    local_activity: Option<String>,
    /// Which localities are shown, where there are many.
    local_query: String,
    /// The step whose details are shown.
    open_step: Option<usize>,
    burst: Burst<TypedField>,
    /// The measuring of a voice, while it is open.
    watch: Option<Watch>,
    version: Version,
    /// Changed settings, while it is asked whether planned pieces follow.
    pending: Option<weekday::Pending>,
}

/// A field, identified by its message and its index in a list.
type TypedField = (Discriminant<Message>, usize);

#[derive(Debug, Clone)]
pub enum Message {
    ThemeChosen(ThemeChoice),
    EyesightChosen(Eyesight),
    OfficeChanged(OfficeField, String),
    WorkingDateChanged(String),
    StartChanged(String),
    WeekdayChosen(usize, Option<Weekday>),
    /// Whether what is planned follows the new weekday; none to leave the weekday as it was.
    WeekdayDecided(Option<bool>),
    TimeChanged(usize, String),
    MinutesChanged(usize, String),
    EditorChanged(usize, String),
    MonthlyToggled(usize, bool),
    PresenterNamed(usize, String),
    PresenterRated(usize, String),
    PresenterAdded,
    PresenterRemoved(usize),
    RateChanged(String),
    Watch(WatchMessage),
    StepChanged(usize, StepField),
    /// Shows or hides what is seldom changed of a step.
    StepOpened(usize),
    StepAdded,
    StepRemoved(usize),
    StepMoved(usize, bool),
    LocalActivityChosen(Choice),
    LocalSearched(String),
    /// A field of the line with this index.
    LocalChanged(usize, LocalField),
    /// A field of the day with this index.
    HolidayChanged(usize, HolidayField),
    HolidayAdded,
    HolidayRemoved(usize),
    /// Reads a copied list of days.
    HolidaysAsked,
    HolidaysPasted(Option<String>),
    /// Fills in the days that can be computed.
    UsualHolidaysAsked,
    Staff(StaffMessage),
    Task(TaskMessage),
    Case(CaseMessage),
    Version(VersionMessage),
    IdentityAsked,
    OpenWorkspace,
    NewWorkspace,
    TrashAsked,
    HistoryAsked,
    DecideAsked,
}

impl Message {
    /// The field typed in; none for other messages.
    fn typed_field(&self) -> Option<TypedField> {
        let at =
            match self {
                Self::OfficeChanged(field, _) => field.place(),
                Self::TimeChanged(at, _)
                | Self::MinutesChanged(at, _)
                | Self::EditorChanged(at, _)
                | Self::PresenterNamed(at, _)
                | Self::PresenterRated(at, _) => *at,
                Self::StepChanged(at, StepField::Name(_))
                | Self::HolidayChanged(at, HolidayField::Date(_)) => 2 * at,
                Self::StepChanged(at, StepField::Days(_))
                | Self::HolidayChanged(at, HolidayField::Name(_)) => 2 * at + 1,
                Self::LocalChanged(at, LocalField::Time(_)) => 3 * at,
                Self::LocalChanged(at, LocalField::Minutes(_)) => 3 * at + 1,
                Self::LocalChanged(at, LocalField::Editor(_)) => 3 * at + 2,
                Self::Staff(message) => return Some((discriminant(self), message.place()?)),
                Self::Task(message) => return Some((discriminant(self), message.place()?)),
                Self::WorkingDateChanged(_) | Self::StartChanged(_) | Self::RateChanged(_) => 0,
                _ => return None,
            };
        Some((discriminant(self), at))
    }
}

impl Screen for Settings {
    type Message = Message;

    fn new(context: &Context) -> (Self, Task<Message>) {
        let (fields, burst) = (Fields::read(context), Burst::default());
        let watch = None;
        (
            Self {
                fields,
                local_activity: None,
                local_query: String::new(),
                open_step: None,
                burst,
                watch,
                version: Version::default(),
                pending: None,
            },
            Task::none(),
        )
    }

    fn update(&mut self, message: Message, context: &Context) -> Action<Message> {
        let place = message.typed_field();
        let may_change_weekday =
            matches!(message, Message::WeekdayChosen(..) | Message::LocalChanged(_, LocalField::Weekday(_)));
        match message {
            Message::Version(message) => return self.version.update(message, &context.publisher),
            Message::ThemeChosen(choice) => return Action::effect(Effect::SetTheme(choice)),
            Message::EyesightChosen(eyesight) => return Action::effect(Effect::SetEyesight(eyesight)),
            Message::IdentityAsked => return Action::effect(Effect::Identify),
            Message::OpenWorkspace => return Action::effect(Effect::OpenWorkspace),
            Message::NewWorkspace => return Action::effect(Effect::NewWorkspace),
            Message::TrashAsked => return Action::effect(Effect::Trash),
            Message::HolidaysAsked => {
                return Action::run(iced::clipboard::read().map(Message::HolidaysPasted));
            }
            Message::Staff(StaffMessage::PasteAsked) => {
                let read = |text| Message::Staff(StaffMessage::Pasted(text));
                return Action::run(iced::clipboard::read().map(read));
            }
            Message::Staff(StaffMessage::Pasted(text)) => {
                return self.paste_people(&text.unwrap_or_default(), context);
            }
            Message::Case(message) => {
                let place = message.typed().map(|at| (discriminant(&Message::TrashAsked), at));
                let mut settings = context.newsroom.settings().clone();
                message.apply(&mut settings.cases);
                let is_typing = self.burst.continues(place, Instant::now());
                return Action::command(Command::SetRecord { record: settings.into(), is_typing });
            }
            Message::Staff(message) => self.fields.staff.update(message),
            Message::Task(message) => self.fields.tasks.update(message, context.newsroom.plan()),
            Message::HolidaysPasted(text) => {
                return self.paste_holidays(&text.unwrap_or_default(), context);
            }
            Message::UsualHolidaysAsked => {
                let usual = public_holiday::usual(context.newsroom.plan().year);
                let _ = holidays::add(&mut self.fields.holidays, usual);
            }
            Message::HolidayChanged(at, field) => {
                self.fields.holidays[at].set(field, context.newsroom.plan().year);
            }
            Message::HolidayAdded => self.fields.holidays.push(HolidayText::empty()),
            Message::HolidayRemoved(at) => drop(self.fields.holidays.remove(at)),
            Message::HistoryAsked => return Action::effect(Effect::History(KEY)),
            Message::DecideAsked => return Action::effect(Effect::Decide(KEY)),
            Message::OfficeChanged(field, value) => {
                let office = &mut self.fields.office;
                match field {
                    OfficeField::Parent => office.parent = value,
                    OfficeField::Name => office.name = value,
                    OfficeField::Place => office.place = value,
                    OfficeField::Signer => office.signer = value,
                    OfficeField::Symbol => office.symbol = value,
                    OfficeField::Filing => office.filing = value,
                    OfficeField::SignerTitle(line) => office.set_title_line(line, &value),
                }
            }
            Message::WorkingDateChanged(date) => {
                let year = context.newsroom.plan().year;
                self.fields.working_date.set(date, |text| read_date(text, year));
            }
            Message::StartChanged(date) => {
                let year = context.newsroom.plan().year;
                self.fields.start.set(date, |text| read_date(text, year));
            }
            Message::WeekdayChosen(at, day) => self.fields.programmes[at].weekday = day,
            Message::WeekdayDecided(decision) => {
                let Some(pending) = self.pending.take() else { return Action::none() };
                let Some(is_moved) = decision else {
                    self.fields.follow(context);
                    return Action::none();
                };
                return Action::command(pending.command(is_moved, context));
            }
            Message::TimeChanged(at, time) => self.fields.programmes[at].time.set(time, programme::read_time),
            Message::MinutesChanged(at, minutes) => {
                self.fields.programmes[at].minutes.set(minutes, programme::read_minutes);
            }
            Message::EditorChanged(at, editor) => self.fields.programmes[at].editor = editor,
            Message::LocalSearched(query) => {
                self.local_query = query;
                return Action::none();
            }
            Message::LocalActivityChosen(choice) => {
                self.local_activity = Some(choice.activity);
                return Action::none();
            }
            Message::LocalChanged(at, field) => self.fields.local[at].set(field),
            Message::MonthlyToggled(at, is_monthly) => self.fields.programmes[at].is_monthly = is_monthly,
            Message::PresenterNamed(at, name) => {
                let read = |text: &str| named(text, "ghi họ tên, hoặc bỏ dòng này");
                self.fields.presenters[at].name.set(name, read);
            }
            Message::PresenterRated(at, rate) => self.fields.presenters[at].rate.set(rate, read_rate),
            Message::PresenterAdded => {
                let syllables_per_minute = *self.fields.rate.value();
                let presenter = plan::Presenter { name: String::new(), syllables_per_minute };
                self.fields.presenters.push(PresenterText::new(&presenter));
            }
            Message::PresenterRemoved(at) => {
                self.watch = None;
                drop(self.fields.presenters.remove(at));
            }
            Message::Watch(message) => match Watch::update(&mut self.watch, message, Instant::now()) {
                Some((Some(at), rate)) => {
                    // The list may have changed while somebody read.
                    let Some(presenter) = self.fields.presenters.get_mut(at) else { return Action::none() };
                    presenter.rate.set(rate, read_rate);
                }
                Some((None, rate)) => self.fields.rate.set(rate, read_rate),
                None => return Action::none(),
            },
            Message::RateChanged(rate) => self.fields.rate.set(rate, read_rate),
            Message::StepChanged(at, field) => self.fields.steps[at].set(field),
            Message::StepOpened(at) => {
                self.open_step = if self.open_step == Some(at) { None } else { Some(at) };
                return Action::none();
            }
            Message::StepAdded => {
                let taken = |id: &str| self.fields.steps.iter().any(|row| row.step.id == id);
                let id = (1..=self.fields.steps.len() + 1)
                    .map(|number| format!("buoc-{number}"))
                    .find(|id| !taken(id));
                self.fields.steps.push(StepText::new(&plan::ApprovalStep {
                    id: id.unwrap_or_default(),
                    ..plan::ApprovalStep::default()
                }));
            }
            Message::StepRemoved(at) => {
                self.open_step = None;
                drop(self.fields.steps.remove(at));
            }
            Message::StepMoved(at, is_down) => {
                self.open_step = None;
                let other = if is_down { at + 1 } else { at.wrapping_sub(1) };
                if other < self.fields.steps.len() {
                    self.fields.steps.swap(at, other);
                }
            }
        }
        let settings = self.fields.write(context);
        if settings == *context.newsroom.settings() {
            return Action::none();
        }
        if may_change_weekday {
            self.pending = weekday::Pending::new(&settings, context);
            if self.pending.is_some() {
                return Action::none();
            }
        }
        let is_typing = self.burst.continues(place, Instant::now());
        Action::command(context.newsroom.resettle(settings, is_typing))
    }

    fn changed(&mut self, change: &Change, context: &Context) -> Task<Message> {
        if change.is_of_records() {
            self.fields.follow(context);
        }
        Task::none()
    }

    fn view<'a>(&'a self, context: &'a Context) -> Element<'a, Message> {
        let title = row![
            text("Thiết lập").size(size::TITLE).font(font::SEMIBOLD).width(Length::Fill),
            button_icon(Icon::History, "Lịch sử…", style::ghost, Some(Message::HistoryAsked)),
        ]
        .align_y(Alignment::Center);
        let left = column![
            appearance(context),
            identity(context),
            office::view(&self.fields),
            voice::view(&self.fields, self.watch.as_ref())
        ]
        .spacing(16)
        .width(Length::Fill);
        let version = self.version.view(&context.publisher).map(Message::Version);
        let right = column![self.steps(context), folder(context), version].spacing(16).width(Length::Fill);
        let newsroom = &context.newsroom;
        let local =
            local::view(&self.fields.local, self.local_activity.as_deref(), &self.local_query, context);
        let body = column![title, row![left, right].spacing(16), self.programmes(context)]
            .push(self.fields.staff.view(newsroom.plan()).map(Message::Staff))
            .push(self.fields.tasks.view(newsroom.plan()).map(Message::Task))
            .push(local)
            .push(cases::view(&newsroom.settings().cases).map(Message::Case))
            .push(holidays::view(&self.fields.holidays, newsroom.plan()))
            .spacing(16)
            .max_width(1240)
            .padding([16, 24]);
        let banner = banner::of_record(context.newsroom.settings(), context, Message::DecideAsked);
        let screen = column![].push(banner).push(scroll(body).height(Length::Fill).width(Length::Fill));
        let question = self.pending.as_ref().map(|pending| pending.view(context));
        dialog(screen, question, Message::WeekdayDecided(None))
    }

    fn open_file(&self) -> Option<store::Key> {
        Some(KEY)
    }
}

impl Settings {
    /// The names of invalid fields, whose text is not saved.
    pub fn unfinished(&self, context: &Context) -> Vec<String> {
        self.fields.bad(context)
    }

    /// Resets invalid fields.
    pub fn give_up(&mut self) {
        self.fields.give_up();
    }

    /// Adds the days of a copied list; a day that has a line keeps it.
    fn paste_holidays(&mut self, text: &str, context: &Context) -> Action<Message> {
        let (days, unread) = plan::holidays_from_lines(text, context.newsroom.plan().year);
        if days.is_empty() {
            let trouble =
                "Chưa chép dòng nào có ngày. Mỗi dòng ghi ngày rồi đến tên, ví dụ “28/4 nghỉ hoán đổi”.";
            return Action::effect(Effect::Notify(Notice::error(trouble)));
        }
        let added = holidays::add(&mut self.fields.holidays, days);
        let missed =
            if unread.is_empty() { String::new() } else { format!("; chưa hiểu: {}", unread.join("; ")) };
        let said = format!("Đã thêm {}{missed}", wording::counted(added, "ngày"));
        let record = self.fields.write(context).into();
        Action::command(Command::SetRecord { record, is_typing: false })
            .and(Effect::Notify(Notice::undoable(said)))
    }

    /// Adds the people of a copied list; of those who are known it says more.
    fn paste_people(&mut self, text: &str, context: &Context) -> Action<Message> {
        let (people, unread) = context.newsroom.plan().read_people(text);
        if people.is_empty() {
            return Action::effect(Effect::Notify(Notice::error(staff::NOBODY)));
        }
        let taken = people.len();
        let said = staff::pasted(self.fields.staff.take(people), taken, &unread);
        let record = self.fields.write(context).into();
        Action::command(Command::SetRecord { record, is_typing: false })
            .and(Effect::Notify(Notice::undoable(said)))
    }

    fn programmes<'a>(&'a self, context: &'a Context) -> Element<'a, Message> {
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
            let activity = context.newsroom.plan().activity(&programme.activity)?;
            Some(programme.view(at, activity, context))
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

    fn steps<'a>(&'a self, context: &'a Context) -> Element<'a, Message> {
        let (plan, count) = (context.newsroom.plan(), self.fields.steps.len());
        let rows = self.fields.steps.iter().enumerate();
        let rows = rows.map(|(at, step)| step.view(at, count, self.open_step == Some(at), plan));
        let own = plan.agencies.iter().filter(|agency| !agency.approvals.is_empty());
        let own: Vec<&str> = own.map(|agency| agency.short.as_str()).collect();
        let own = (!own.is_empty()).then(|| {
            let names = own.join(", ");
            caption(format!(
                "Theo các bước của riêng mình, đặt ở Kế hoạch, Địa bàn và cơ quan: {names}. Hình thức được chọn cho \
                 một bước ở đây thì theo bước ấy."
            ))
        });
        card(
            column![
                section_title("Các bước duyệt"),
                caption(
                    "Bài đi qua từng bước theo thứ tự, trừ bước xin ý kiến cùng lúc với bước trước. Chờ lâu hơn số ngày \
                     thường lệ thì Tổng quan nhắc."
                ),
            ]
            .push(own)
            .extend(rows)
            .push(button_icon(Icon::Plus, "Thêm bước", style::secondary, Some(Message::StepAdded)))
            .spacing(8),
        )
    }
}

fn read_date(text: &str, year: i32) -> Result<Option<NaiveDate>, &'static str> {
    if text.is_empty() {
        return Ok(None);
    }
    wording::parse_date(text, year).map(Some).ok_or("ngày ghi như 18/3/2014, hoặc để trống")
}

fn read_rate(text: &str) -> Result<u32, &'static str> {
    super::typed::count(text).ok_or("số tiếng mỗi phút là số từ 1 đến 1000")
}

fn named(text: &str, fault: &'static str) -> Result<String, &'static str> {
    if text.is_empty() { Err(fault) } else { Ok(text.to_owned()) }
}

/// Who sits at this machine; kept in the user's profile, not in the workspace.
fn identity(context: &Context) -> Element<'_, Message> {
    let plan = context.newsroom.plan();
    let Identity { name, agency, locality, .. } = &context.identity;
    let name = if name.is_empty() { "Chưa ghi tên" } else { name };
    let agency = agency.as_deref().and_then(|id| plan.agency(id));
    let agency = agency.map_or_else(|| "xem tất cả".to_owned(), |agency| agency.name.clone());
    let locality = locality.as_deref().and_then(|id| plan.locality(id)).map(plan::Locality::full_name);
    let of: Vec<String> = std::iter::once(agency).chain(locality).collect();
    card(
        column![
            section_title("Bạn là ai"),
            row![
                column![text(name).size(size::BODY), caption(of.join(", "))].width(Length::Fill),
                button_icon(Icon::User, "Đổi…", style::secondary, Some(Message::IdentityAsked)),
            ]
            .align_y(Alignment::Center),
        ]
        .spacing(8),
    )
}

fn appearance(context: &Context) -> Element<'_, Message> {
    let choices =
        [(ThemeChoice::System, "Theo hệ thống"), (ThemeChoice::Light, "Sáng"), (ThemeChoice::Dark, "Tối")];
    let eyesight = context.eyesight;
    let sizes = SIZES.map(|(percent, words)| (Eyesight { percent, ..eyesight }, words));
    let contrast = check(
        "Tương phản cao: chữ đen hoặc trắng hẳn, viền đậm",
        eyesight.has_high_contrast,
        move |has| Message::EyesightChosen(Eyesight { has_high_contrast: has, ..eyesight }),
    );
    card(
        column![
            section_title("Giao diện"),
            segmented(choices, context.theme, Message::ThemeChosen),
            label("Cỡ chữ và mọi thứ trong cửa sổ"),
            segmented(sizes, eyesight, Message::EyesightChosen),
            contrast,
            caption("Giữ trên máy này, không theo kế hoạch. Cửa sổ không có hình nào tự chuyển động."),
        ]
        .spacing(8),
    )
}

fn folder(context: &Context) -> Element<'_, Message> {
    card(
        column![
            section_title("Thư mục làm việc"),
            text(&context.root).size(size::DENSE).style(ink::secondary),
            row![
                button_icon(
                    Icon::OpenFolder,
                    "Mở kế hoạch khác…",
                    style::secondary,
                    Some(Message::OpenWorkspace)
                ),
                button_icon(Icon::NewFolder, "Lập năm mới…", style::secondary, Some(Message::NewWorkspace)),
                button_icon(Icon::Trash, "Thùng rác…", style::secondary, Some(Message::TrashAsked)),
            ]
            .spacing(8),
        ]
        .push(backup(context))
        .spacing(8),
    )
}

fn backup(context: &Context) -> Option<Element<'_, Message>> {
    let said = match context.backup.as_ref()? {
        Ok(last) => format!("Sao lưu tự động mỗi tuần, lần gần nhất {}.", wording::date(*last)),
        Err(trouble) => format!("Tuần này chưa sao lưu được: {trouble}"),
    };
    Some(caption(said))
}
