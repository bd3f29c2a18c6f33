//! Kế hoạch: the plan as a readable document, each clause with its pieces; and its localities and agencies.

mod clause;
pub mod units;

use iced::keyboard::{Key, Modifiers};
use iced::widget::{container, text};
use iced::{Alignment, Length, Task};

use super::Screen;
use crate::calendar::wording;
use crate::newsroom::Change;
use crate::piece::{Format, PieceId};
use crate::plan;
use crate::record::Record;
use crate::store;
use crate::ui::theme::size;
use crate::ui::theme::style::{self, ink};
use crate::ui::widget::{
    button_icon, column, divider, label, row, row_button, scroll, segmented, vertical_divider,
};
use crate::ui::{Action, Context, Effect, Element, Icon, Route, Selection, banner, font};
use clause::Entry;
use units::Units;

const KEY: store::Key = store::Key::Record(plan::Plan::PATH);
const SCROLL: &str = "plan-scroll";
/// Width of the text, logical pixels: about 90 characters.
const MEASURE: f32 = 760.0;

/// What the screen shows.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Face {
    #[default]
    Text,
    Units,
}

#[derive(Debug, Default)]
pub struct Plan {
    face: Face,
    entries: Vec<Entry>,
    /// The clause last navigated to.
    shown: Option<String>,
    units: Units,
}

#[derive(Debug, Clone)]
pub enum Message {
    FaceChosen(Face),
    Units(units::Message),
    ClauseChosen(String),
    PieceOpened(PieceId),
    CalendarOpened(PieceId),
    /// Opens the list of all pieces, of which a clause lists only some.
    PiecesOpened,
    NewPiece(String),
    HistoryAsked,
    DecideAsked,
}

impl Screen for Plan {
    type Message = Message;

    fn new(_context: &Context) -> (Self, Task<Message>) {
        (Self::default(), Task::none())
    }

    fn prepare(&mut self, context: &Context) {
        self.entries = clause::entries(&context.newsroom);
        self.units.follow(context);
    }

    fn update(&mut self, message: Message, context: &Context) -> Action<Message> {
        match message {
            Message::FaceChosen(face) => {
                self.face = face;
                Action::none()
            }
            Message::Units(message) => self.units.update(message, context).map(Message::Units),
            Message::ClauseChosen(clause) => Action::run(self.show(Some(clause), context)),
            Message::PieceOpened(id) => {
                let is_poster =
                    context.newsroom.piece(&id).is_some_and(|piece| piece.format == Format::Poster);
                Action::open(if is_poster { Route::Poster(id) } else { Route::Piece(id) })
            }
            Message::CalendarOpened(id) => Action::open(Route::Calendar(Some(Selection::Piece(id)))),
            Message::PiecesOpened => Action::open(Route::Pieces),
            Message::HistoryAsked => Action::effect(Effect::History(KEY)),
            Message::DecideAsked => Action::effect(Effect::Decide(KEY)),
            Message::NewPiece(activity) => {
                Action::effect(Effect::BeginPiece { activity, slots: Vec::new(), is_opened: true })
            }
        }
    }

    fn view<'a>(&'a self, context: &'a Context) -> Element<'a, Message> {
        let faces = [(Face::Text, "Văn bản"), (Face::Units, "Địa bàn và cơ quan")];
        let faces = container(segmented(faces, self.face, Message::FaceChosen))
            .padding([8, 16])
            .width(Length::Fill)
            .style(style::surface);
        let content = match self.face {
            Face::Text => self.text(context),
            Face::Units => self.units.view(context).map(Message::Units),
        };
        let banner = banner::of_record(context.newsroom.plan(), context, Message::DecideAsked);
        column![].push(banner).push(faces).push(divider()).push(content).into()
    }

    fn key(&mut self, key: &Key, modifiers: Modifiers, context: &Context) -> Action<Message> {
        match self.face {
            Face::Text => Action::none(),
            Face::Units => self.units.key(key, modifiers, context).map(Message::Units),
        }
    }

    fn changed(&mut self, change: &Change, context: &Context) -> Task<Message> {
        if change.is_of_records() {
            self.units.follow(context);
        }
        Task::none()
    }

    fn open_file(&self) -> Option<store::Key> {
        Some(KEY)
    }
}

impl Plan {
    /// The plan's text.
    fn text<'a>(&'a self, context: &'a Context) -> Element<'a, Message> {
        let outline = self.entries.iter().filter(|entry| !entry.short.is_empty()).map(|entry| {
            let is_shown = self.shown.as_deref() == Some(entry.clause.as_str());
            let content = row![
                text(&entry.clause).size(size::CAPTION).style(ink::tertiary).width(46),
                text(&entry.short).size(size::DENSE).width(Length::Fill),
            ]
            .spacing(6)
            .align_y(Alignment::Center);
            row_button(content, is_shown, Message::ClauseChosen(entry.clause.clone()))
        });
        let outline = container(scroll(
            column![
                row![
                    container(label("Mục lục")).width(Length::Fill),
                    button_icon(Icon::History, "Lịch sử…", style::ghost, Some(Message::HistoryAsked)),
                ]
                .padding([0, 10])
                .align_y(Alignment::Center),
                column(outline).spacing(1)
            ]
            .padding([14, 10]),
        ))
        .width(280)
        .height(Length::Fill)
        .style(style::surface);
        let inset = |part| container(part).padding([0.0, clause::INSET]);
        let paper = column![inset(heading(context))]
            .extend(self.entries.iter().map(|entry| entry.view(self.shown.as_deref())))
            .push(inset(ending(context)))
            .spacing(14)
            .max_width(MEASURE);
        let page = scroll(container(paper).center_x(Length::Fill).padding([24, 32]))
            .id(SCROLL)
            .height(Length::Fill)
            .width(Length::Fill);
        row![outline, vertical_divider(), page].height(Length::Fill).into()
    }

    /// The names of invalid fields, whose text is not saved.
    pub fn unfinished(&self) -> Vec<String> {
        self.units.unfinished()
    }

    /// Resets invalid fields.
    pub fn give_up(&mut self) {
        self.units.give_up();
    }

    /// Shows the tables of localities and agencies.
    pub fn show_units(&mut self) {
        self.face = Face::Units;
    }

    /// Scrolls to a clause: "IV.7".
    pub fn show(&mut self, clause: Option<String>, _context: &Context) -> Task<Message> {
        if clause.is_some() {
            self.face = Face::Text;
        }
        self.shown = clause;
        let at = self.shown.as_ref().and_then(|shown| {
            let exact = self.entries.iter().position(|entry| entry.clause == *shown);
            exact.or_else(|| self.entries.iter().position(|entry| entry.clause.starts_with(shown.as_str())))
        });
        let Some(at) = at else { return Task::none() };
        // Heights are only known after layout: the fraction of estimated lines comes close, and the clause is
        // highlighted.
        let lines = |entries: &[Entry]| entries.iter().map(Entry::lines).sum::<f32>();
        let share = lines(&self.entries[..at]) / lines(&self.entries).max(1.0);
        let offset = iced::widget::operation::RelativeOffset { x: 0.0, y: share };
        iced::widget::operation::snap_to(SCROLL, offset)
    }
}

fn heading(context: &Context) -> Element<'_, Message> {
    let plan = context.newsroom.plan();
    let number = if plan.number.is_empty() { "Chưa có số" } else { plan.number.as_str() };
    let date = plan.date.map_or_else(|| "chưa ký".to_owned(), wording::plain_date);
    column![
        text(&plan.issuer).size(size::DENSE).style(ink::secondary),
        text(&plan.title).size(size::TITLE).line_height(1.5).font(font::SEMIBOLD),
        text(format!("Số {number}, {}, {date}", plan.city)).size(size::DENSE).style(ink::secondary),
        text(&plan.preamble).line_height(1.6),
    ]
    .spacing(8)
    .into()
}

fn ending(context: &Context) -> Element<'_, Message> {
    let plan = context.newsroom.plan();
    let recipients = column![text("Nơi nhận").size(size::DENSE).font(font::SEMIBOLD)]
        .extend(plan.recipients.iter().map(|line| text(line).size(size::DENSE).style(ink::secondary).into()));
    let signature = column(
        plan.signature
            .capacity
            .iter()
            .map(|line| text(line).size(size::DENSE).line_height(1.5).font(font::SEMIBOLD).into()),
    )
    .push(text(&plan.signature.name).font(font::SEMIBOLD))
    .spacing(2)
    .align_x(Alignment::Center);
    row![recipients.spacing(2).width(Length::Fill), signature].into()
}
