//! Lịch: the plan's year as a calendar. Owed slots are outlined chips to fill, pieces are chips to drag; the
//! inspector on the right shows the selected one.

pub mod filter;
pub mod inspector;
pub mod model;
pub mod reschedule;

mod act;
mod board;
mod chip;
mod clash;
mod group;
mod home;
mod key;
mod list;
mod month;
mod person;
mod shown;
mod toolbar;
mod tray;
mod turn;
mod week;
mod year;

use chrono::{Datelike, NaiveDate};
use iced::keyboard::{Key, Modifiers};
use iced::widget::{container, mouse_area, pin, responsive, stack};
use iced::{Length, Point, Size, Task};

use super::Screen;
use crate::calendar::Day;
use crate::document::schedule;
use crate::newsroom::{Change, Command};
use crate::piece::Status;
use crate::plan::BodyId;
use crate::ui::many::{self, Many};
use crate::ui::widget::inspector as side_pane;
use crate::ui::widget::{column, dialog, row};
use crate::ui::{Action, Context, Effect, Element, Export, banner};
use board::Board;
use filter::{Condition, Filter};
use group::Group;
use inspector::Inspector;
use model::{Chip, ChipKey, DayChips};

/// How far the pointer must move, in logical pixels, before a press becomes a drag.
const DRAG: f32 = 5.0;

#[derive(Debug)]
pub struct Calendar {
    view: View,
    /// A day in the month or week shown.
    shown: NaiveDate,
    /// The selected day.
    day: NaiveDate,
    selected: Option<ChipKey>,
    /// Chips chosen together.
    group: Group,
    many: Many,
    /// How often the pointer stayed where it turns the calendar.
    turns: u64,
    /// The days on which what is selected in the tray belongs.
    home: Vec<(NaiveDate, NaiveDate)>,
    filter: Filter,
    /// The toolbar's open drop-down.
    menu: Option<Menu>,
    /// The search in the menu of localities and agencies.
    unit_query: String,
    people: person::People,
    day_chips: DayChips,
    /// The weeks of the month shown, or the week shown.
    grid: Vec<Day>,
    year: year::Year,
    list: list::List,
    board: Board,
    /// The name of the view as it is remembered on this machine.
    remembered: String,
    drag: Option<Drag>,
    is_tray_open: bool,
    inspector: Inspector,
    /// The newsroom's edition that the chips were built from: typing in a body does not rebuild them.
    edition: u64,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum View {
    Week,
    Month,
    Year,
    List,
    /// By status.
    Board,
}

impl View {
    const ALL: [(Self, &'static str); 5] = [
        (Self::Week, "Tuần"),
        (Self::Month, "Tháng"),
        (Self::Year, "Năm"),
        (Self::List, "Danh sách"),
        (Self::Board, "Bảng"),
    ];

    /// The name in the user's profile.
    fn name(self) -> &'static str {
        match self {
            Self::Week => "week",
            Self::Month => "month",
            Self::Year => "year",
            Self::List => "list",
            Self::Board => "board",
        }
    }

    fn named(name: &str) -> Option<Self> {
        Self::ALL.into_iter().map(|(view, _)| view).find(|view| view.name() == name)
    }
}

/// A drop-down of the toolbar.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Menu {
    /// All three in one, where there is little room.
    All,
    Activity,
    Unit,
    Person,
    Condition,
}

/// A chip being dragged.
#[derive(Debug, Clone)]
struct Drag {
    chip: Chip,
    from: Option<Point>,
    at: Point,
    is_moving: bool,
    over: Option<Target>,
    /// Why the chip should not, or cannot, be dropped there.
    trouble: Option<String>,
    /// The number of pieces that move together; none when it moves alone.
    group: Option<usize>,
    /// Which way the calendar turns while the pointer stays where it is.
    turn: Option<turn::Turn>,
}

/// Where a chip can be dropped.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Target {
    Day(NaiveDate),
    Tray,
    /// A column of the board.
    Status(Status),
}

#[derive(Debug, Clone)]
pub enum Message {
    ViewChosen(View),
    /// One month (in the week view a week, in the year view a year) back or ahead.
    Stepped(i32),
    TodayPressed,
    MenuToggled(Menu),
    MenuDismissed,
    UnitSearched(String),
    ActivityToggled(String),
    /// Only this locality or agency.
    UnitChosen(Option<BodyId>),
    PersonSearched(String),
    PersonChosen(Option<String>),
    ConditionToggled(Condition),
    FiltersCleared,
    /// Pressed in the toolbar.
    Pressed(Effect),
    ExportPressed,
    DayPressed(NaiveDate),
    /// Double-clicked: show the day's week.
    DayOpened(NaiveDate),
    MonthOpened(NaiveDate),
    /// Shows the list at a day that has more chips than its cell shows.
    DayListed(NaiveDate),
    /// In the grid or the tray: select it, and perhaps start a drag; an empty slot is filled.
    ChipPressed(ChipKey),
    /// In a list: select it.
    ChipChosen(ChipKey),
    ChipOpened(ChipKey),
    PointerMoved(Point),
    TargetEntered(Option<Target>),
    /// While a chip is dragged, the pointer is where it turns the calendar back (-1) or ahead (1), or no longer.
    TurnHovered(Option<i32>),
    /// It has stayed there long enough.
    TurnDue(u64),
    PointerReleased,
    DragCancelled,
    TrayToggled,
    ListScrolled(f32),
    BoardScrolled(Status, (f32, f32)),
    /// The pieces of the board: those of a week, a month or a year.
    BoardSpanChosen(View),
    /// A change typed into the inspector before its subject changed.
    Kept(Command),
    Inspector(inspector::Message),
    Many(many::Message),
}

impl Message {
    /// For the approvals of the selected piece.
    pub fn of_approval(message: crate::ui::approval::Message) -> Self {
        Self::Inspector(inspector::Message::Approval(message))
    }
}

impl Screen for Calendar {
    type Message = Message;

    fn new(context: &Context) -> (Self, Task<Message>) {
        let today = context.newsroom.today();
        let mut calendar = Self {
            view: View::Month,
            shown: today,
            day: today,
            selected: None,
            group: Group::default(),
            many: Many::default(),
            turns: 0,
            home: Vec::new(),
            filter: Filter::default(),
            menu: None,
            unit_query: String::new(),
            people: person::People::default(),
            day_chips: DayChips::default(),
            grid: Vec::new(),
            year: year::Year::default(),
            list: list::List::default(),
            board: Board::default(),
            remembered: String::new(),
            drag: None,
            is_tray_open: false,
            inspector: Inspector::default(),
            edition: 0,
        };
        calendar.derive(&context.newsroom);
        (calendar, Task::none())
    }

    fn update(&mut self, message: Message, context: &Context) -> Action<Message> {
        match message {
            Message::ViewChosen(view) => self.choose_view(view, context),
            Message::Stepped(by) => self.step(by, context),
            Message::TodayPressed => {
                let today = context.newsroom.today();
                self.choose_day(today, context).and_task(self.scroll_list())
            }
            Message::MenuToggled(menu) => {
                self.menu = if self.menu == Some(menu) { None } else { Some(menu) };
                self.unit_query.clear();
                if matches!(self.menu, Some(Menu::Person | Menu::All)) {
                    self.people = person::People::new(&context.newsroom);
                }
                Action::none()
            }
            Message::UnitSearched(query) => {
                self.unit_query = query;
                Action::none()
            }
            Message::MenuDismissed => {
                self.menu = None;
                Action::none()
            }
            Message::ActivityToggled(id) => {
                self.filter.toggle_activity(id);
                self.refilter(context)
            }
            Message::UnitChosen(unit) => {
                // What another agency does is not mine.
                let is_others = matches!(unit, Some(BodyId::Agency(_))) && self.filter.mine.is_some();
                self.filter.choose_unit(unit, context.newsroom.plan());
                let action = self.refilter(context);
                if is_others { action.and(Effect::ShowMine(false)) } else { action }
            }
            Message::PersonSearched(query) => {
                self.people.query = query;
                Action::none()
            }
            Message::PersonChosen(person) => {
                self.filter.person = person;
                self.refilter(context)
            }
            Message::ConditionToggled(condition) => {
                self.filter.toggle_condition(condition);
                self.refilter(context)
            }
            Message::FiltersCleared => {
                self.filter = self.filter.cleared();
                self.menu = None;
                self.refilter(context)
            }
            Message::Pressed(effect) => Action::effect(effect),
            Message::ExportPressed => Action::effect(Effect::Export(self.printed(context))),
            Message::DayPressed(day) => self.choose_day_in_place(day, context),
            Message::DayOpened(day) => {
                let action = self.choose_day(day, context);
                self.view = View::Week;
                self.set_grid(&context.newsroom);
                action
            }
            Message::MonthOpened(month) => {
                self.view = View::Month;
                self.shown = month;
                self.set_grid(&context.newsroom);
                Action::none()
            }
            Message::DayListed(day) => self.list_day(day, context),
            Message::Inspector(inspector::Message::DayListAsked) => self.list_day(self.day, context),
            Message::ChipPressed(key) => self.press_chip(&key, context),
            Message::ChipChosen(key) => match self.press_with(&key, context.modifiers, context) {
                Some(action) => action,
                None => self.select(Some(key), context),
            },
            Message::Inspector(inspector::Message::ChipChosen(key)) => self.select(Some(key), context),
            Message::Inspector(inspector::Message::SeriesFillAsked(activity)) => {
                let action = self.keep(context);
                action.and_task(self.many.open_fill(&activity, context).map(Message::Many))
            }
            Message::Inspector(inspector::Message::SeriesMoveAsked) => self.ask(many::Kind::Days, context),
            Message::Many(message) => self.update_many(message, context),
            Message::ChipOpened(key) => {
                self.drag = None;
                self.open_chip(&key, context)
            }
            Message::PointerMoved(at) => {
                self.drag_to(at);
                Action::none()
            }
            Message::TargetEntered(target) => {
                self.drag_over(target, context);
                Action::none()
            }
            Message::TurnHovered(by) => Action::run(self.hover_turn(by)),
            Message::TurnDue(nth) => Action::run(self.turn(nth, context)),
            Message::PointerReleased => self.let_go(context),
            Message::DragCancelled => {
                self.drag = None;
                Action::none()
            }
            Message::TrayToggled => {
                self.is_tray_open = !self.is_tray_open;
                Action::none()
            }
            Message::ListScrolled(offset) => {
                self.list.offset = offset;
                Action::none()
            }
            Message::BoardScrolled(status, view) => {
                self.board.scrolled(status, view);
                Action::none()
            }
            Message::BoardSpanChosen(span) => {
                self.board.span = span;
                self.choose_view(View::Board, context)
            }
            Message::Kept(command) => Action::command(command),
            Message::Inspector(inspector::Message::DayExportAsked) => {
                let request = schedule::Request::new(self.day, self.day);
                Action::effect(Effect::Export(Export::Schedule(request)))
            }
            Message::Inspector(message) => self.inspector.update(message, context).map(Message::Inspector),
        }
    }

    fn view<'a>(&'a self, context: &'a Context) -> Element<'a, Message> {
        let main = responsive(move |size| self.main(size, context));
        let chips = self.day_chips.on(&context.newsroom, self.day);
        let inspector = self.inspector.view(context, self.day, chips, self.selected.as_ref());
        let inspector: Element<'_, Message> = side_pane(inspector.map(Message::Inspector));
        let is_dragged = self.drag.is_some();
        let inspector = mouse_area(inspector);
        let inspector = if is_dragged { inspector.on_enter(Message::TargetEntered(None)) } else { inspector };
        // Press and release may both come before the next view, so always listen for the release.
        let screen =
            mouse_area(row![main, inspector].height(Length::Fill)).on_release(Message::PointerReleased);
        let sheet = self.many.view(context).map(|sheet| sheet.map(Message::Many));
        let closed = Message::Many(many::Message::Closed);
        let Some(drag) = &self.drag else { return dialog(stack![screen], sheet, closed) };
        let screen = screen.on_move(Message::PointerMoved).on_exit(Message::DragCancelled);
        let ghost = drag.is_moving.then(|| {
            pin(chip::ghost(&drag.chip, drag.group, drag.trouble.as_deref()))
                .x(drag.at.x + 8.0)
                .y(drag.at.y + 8.0)
                .width(Length::Fill)
                .height(Length::Fill)
        });
        dialog(stack![screen].push(ghost), sheet, closed)
    }

    fn key(&mut self, key: &Key, modifiers: Modifiers, context: &Context) -> Action<Message> {
        self.press_key(key, modifiers, context)
    }

    fn changed(&mut self, change: &Change, context: &Context) -> Task<Message> {
        self.inspector.changed(change, context);
        self.many.changed(context);
        Task::none()
    }

    /// Derives the chips, from every slot, and data from the whole of the selected piece, before the screen is next
    /// shown.
    fn prepare(&mut self, context: &Context) {
        let mine = context.only_mine();
        let marks_late_steps = context.identity.marks_late_steps;
        let is_filtered = self.filter.mine != mine || self.filter.marks_late_steps != marks_late_steps;
        (self.filter.mine, self.filter.marks_late_steps) = (mine, marks_late_steps);
        if self.filter.mine.is_some() {
            self.filter.agency = None;
        }
        if self.remembered != context.identity.calendar_view {
            self.remembered.clone_from(&context.identity.calendar_view);
            self.view = View::named(&self.remembered).unwrap_or(self.view);
            self.set_grid(&context.newsroom);
        }
        if self.edition != context.newsroom.edition() {
            self.follow(context);
        } else if is_filtered {
            self.derive(&context.newsroom);
        }
        self.inspector.derive(context);
    }

    fn flush(&mut self, context: &Context) -> Action<Message> {
        self.keep(context)
    }

    fn page(&self) -> u64 {
        let first = self.grid.first().map_or(self.shown, |day| day.date);
        (u64::from(first.num_days_from_ce().unsigned_abs()) << 8) + self.view as u64
    }

    fn owns_tab(&self) -> bool {
        true
    }
}

impl Calendar {
    /// The selected chip, for tests and the frame.
    pub fn selected(&self) -> Option<&ChipKey> {
        self.selected.as_ref()
    }

    /// The selected day.
    pub fn day(&self) -> NaiveDate {
        self.day
    }

    pub fn day_chips(&self) -> &DayChips {
        &self.day_chips
    }

    /// Everything except the inspector.
    fn main<'a>(&'a self, size: Size, context: &'a Context) -> Element<'a, Message> {
        let bar = self.toolbar(size.width - 32.0, context);
        let body = match self.view {
            View::Month => self.month_view(context),
            View::Week => self.week_view(context),
            View::Year => self.year_view(context),
            View::List => self.list_view(context),
            View::Board => self.board_view(size.width - 32.0, context),
        };
        let tray =
            matches!(self.view, View::Month | View::Week).then(|| self.tray(context, size.width - 32.0));
        let year = banner::year(&context.newsroom);
        let body = row![self.edge(-1), container(body).height(Length::Fill), self.edge(1)];
        let inset = |part: Element<'a, Message>| -> Element<'a, Message> {
            container(part).padding([0.0, turn::EDGE]).into()
        };
        let year = year.map(inset);
        let tray = tray.flatten().map(inset);
        container(column![inset(bar)].push(year).push(body).push(tray).spacing(12)).padding([12, 0]).into()
    }
}
