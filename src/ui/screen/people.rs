//! Người: who does what in the coming weeks.

mod board;
mod pane;
mod view;

use chrono::NaiveDate;
use iced::Task;
use iced::keyboard::{Key, Modifiers, key};
use iced::widget::operation;

use super::Screen;
use crate::calendar::week;
use crate::document::assignment::Request;
use crate::piece::PieceId;
use crate::ui::{Action, Context, Effect, Element, Export, Route, Selection, steps};
use board::Board;
pub use board::Shown;

const LIST: &str = "people-list";
const SEARCH: &str = "people-search";

#[derive(Debug, Default)]
pub struct People {
    board: Board,
    /// Weeks from the present one to the first one shown.
    offset: i64,
    span: Span,
    query: String,
    shown: Shown,
    /// The lines of the board that are listed.
    listed: Vec<usize>,
    /// The person and the week whose work is shown beside the table.
    opened: Option<(String, NaiveDate)>,
    /// The visible part of the table: offset, height.
    visible: (f32, f32),
}

/// How many weeks are shown.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Span {
    #[default]
    Four,
    Six,
}

impl Span {
    const ALL: [(Self, &'static str); 2] = [(Self::Four, "4 tuần"), (Self::Six, "6 tuần")];

    fn weeks(self) -> usize {
        match self {
            Self::Four => 4,
            Self::Six => 6,
        }
    }
}

#[derive(Debug, Clone)]
pub enum Message {
    Searched(String),
    ShownChosen(Shown),
    SpanChosen(Span),
    /// Moves by this many weeks.
    Moved(i64),
    /// Back to the present week.
    Returned,
    Scrolled(f32, f32),
    /// A person's week was pressed.
    WeekOpened(String, NaiveDate),
    WeekClosed,
    /// A step of a piece was done, or not after all.
    Ticked(PieceId, String),
    PieceOpened(PieceId),
    SettingsAsked,
    /// The lists of those shown, or of one person's week.
    PrintAsked,
    WeekPrintAsked,
    Pressed(Effect),
}

impl Screen for People {
    type Message = Message;

    fn new(_context: &Context) -> (Self, Task<Message>) {
        (Self::default(), Task::none())
    }

    fn prepare(&mut self, context: &Context) {
        let monday = week::add_days(week::monday_of(context.newsroom.today()), 7 * self.offset);
        self.board = Board::new(context, monday, self.span.weeks());
        self.list();
    }

    fn update(&mut self, message: Message, context: &Context) -> Action<Message> {
        match message {
            Message::Searched(query) => {
                self.query = query;
                self.list();
                Action::run(self.back_to_top())
            }
            Message::ShownChosen(shown) => {
                self.shown = shown;
                self.list();
                Action::run(self.back_to_top())
            }
            Message::SpanChosen(span) => {
                self.span = span;
                self.prepare(context);
                Action::none()
            }
            Message::Moved(weeks) => {
                self.offset += weeks;
                self.prepare(context);
                Action::none()
            }
            Message::Returned => {
                self.offset = 0;
                self.prepare(context);
                Action::none()
            }
            Message::Scrolled(from, height) => {
                self.visible = (from, height);
                Action::none()
            }
            Message::WeekOpened(name, monday) => {
                let pressed = Some((name, monday));
                self.opened = if self.opened == pressed { None } else { pressed };
                Action::none()
            }
            Message::WeekClosed => {
                self.opened = None;
                Action::none()
            }
            Message::Ticked(piece, step) => steps::tick(&piece, &step, context),
            Message::PieceOpened(piece) => Action::open(Route::Calendar(Some(Selection::Piece(piece)))),
            Message::PrintAsked => Action::effect(Effect::Export(self.printed())),
            Message::WeekPrintAsked => match &self.opened {
                Some((name, monday)) => {
                    let (from, to) = (*monday, week::add_days(*monday, 6));
                    let request = Request::People { names: vec![name.clone()], from, to };
                    Action::effect(Effect::Export(Export::Assignments(request)))
                }
                None => Action::none(),
            },
            Message::SettingsAsked => Action::open(Route::Settings),
            Message::Pressed(effect) => Action::effect(effect),
        }
    }

    fn key(&mut self, key: &Key, modifiers: Modifiers, context: &Context) -> Action<Message> {
        match key {
            Key::Named(key::Named::Escape) if self.opened.is_some() => self.opened = None,
            Key::Named(key::Named::Escape) => return self.update(Message::Searched(String::new()), context),
            Key::Named(key::Named::ArrowLeft) => return self.update(Message::Moved(-1), context),
            Key::Named(key::Named::ArrowRight) => return self.update(Message::Moved(1), context),
            Key::Character(letter) if modifiers.command() && letter == "f" => {
                return Action::run(operation::focus(SEARCH));
            }
            Key::Character(letter) if modifiers.is_empty() && letter.eq_ignore_ascii_case("t") => {
                return self.update(Message::Returned, context);
            }
            _ => {}
        }
        Action::none()
    }

    fn view<'a>(&'a self, context: &'a Context) -> Element<'a, Message> {
        self.whole(context)
    }
}

impl People {
    /// The lists of the people shown for the weeks shown; of everybody where none is left out.
    pub fn printed(&self) -> Export {
        let from = self.board.mondays.first().copied().unwrap_or_default();
        let to = week::add_days(self.board.mondays.last().copied().unwrap_or(from), 6);
        let is_whole = !self.board.is_limited && self.listed.len() == self.board.people.len();
        let listed = self.listed.iter().filter_map(|at| self.board.people.get(*at));
        let names = listed.filter(|_| !is_whole).map(|line| line.name.clone()).collect();
        Export::Assignments(Request::People { names, from, to })
    }

    fn list(&mut self) {
        self.listed = self.board.found(&self.query, self.shown);
        let is_there = |(name, monday): &(String, NaiveDate)| {
            self.board.line(name).is_some() && self.board.mondays.contains(monday)
        };
        self.opened = self.opened.take().filter(is_there);
    }

    fn back_to_top(&mut self) -> Task<Message> {
        self.visible.0 = 0.0;
        operation::scroll_to(LIST, operation::AbsoluteOffset { x: 0.0, y: 0.0 })
    }
}
