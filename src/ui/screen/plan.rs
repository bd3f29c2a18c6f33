//! Kế hoạch: the plan as a readable document, each clause with its pieces; the same document edited in place; and
//! its localities and agencies.

mod clause;
pub mod edit;
mod leftover;
pub mod units;

use iced::keyboard::{Key, Modifiers};
use iced::widget::{container, text};
use iced::{Alignment, Length, Task};

use super::Screen;
use crate::calendar::wording;
use crate::newsroom::Change;
use crate::piece::PieceId;
use crate::plan;
use crate::record::Record;
use crate::store;
use crate::ui::theme::size;
use crate::ui::theme::style::{self, ink};
use crate::ui::widget::{
    button_icon, caption, column, dialog, divider, label, reveal_top, row, row_button, scroll, segmented,
    tip, vertical_divider,
};
use crate::ui::{Action, Context, Effect, Element, Icon, Route, Selection, banner, font};
use clause::Entry;
use units::Units;

const KEY: store::Key = store::Key::Record(plan::Plan::PATH);
const SCROLL: &str = "plan-scroll";
/// Width of the text, logical pixels: about 90 characters.
const MEASURE: f32 = 760.0;
/// The same while editing, with room for buttons beside the text.
const WIDE: f32 = 960.0;

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
    /// The clauses with their pieces; not kept up to date while editing.
    entries: Vec<Entry>,
    /// The clauses with their short names.
    outline: Vec<(String, String)>,
    editor: Option<edit::Editor>,
    /// The clause last navigated to.
    shown: Option<String>,
    /// A new activity is on its way into the plan.
    is_adding: bool,
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
    /// Edit the plan, or read it.
    Switched {
        is_editing: bool,
    },
    Edit(edit::Message),
    HistoryAsked,
    DecideAsked,
}

impl Screen for Plan {
    type Message = Message;

    fn new(_context: &Context) -> (Self, Task<Message>) {
        (Self::default(), Task::none())
    }

    fn prepare(&mut self, context: &Context) {
        self.outline = clause::outline(context.newsroom.plan());
        // Reads every piece, which a keystroke must not.
        if self.editor.is_none() {
            self.entries = clause::entries(&context.newsroom);
        }
        self.units.follow(context);
    }

    fn changed(&mut self, change: &Change, context: &Context) -> Task<Message> {
        if let Some(editor) = self.editor.as_mut().filter(|_| change.records.contains(plan::Plan::PATH)) {
            editor.follow(context);
        }
        if change.is_of_records() {
            self.units.follow(context);
        }
        // The choices of a new activity are below its name.
        let added = context.newsroom.plan().activities.last().filter(|_| std::mem::take(&mut self.is_adding));
        added.map_or_else(Task::none, |added| reveal_top(SCROLL.into(), clause::id(&added.clause)))
    }

    fn key(&mut self, key: &Key, modifiers: Modifiers, context: &Context) -> Action<Message> {
        match (self.face, key) {
            (Face::Units, _) => self.units.key(key, modifiers, context).map(Message::Units),
            (Face::Text, Key::Character(letter)) if modifiers.command() && letter.as_str() == "e" => {
                Action::run(self.switch(self.editor.is_none(), context))
            }
            _ => Action::none(),
        }
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
                context.newsroom.piece(&id).map_or_else(Action::none, |piece| Action::open(Route::of(piece)))
            }
            Message::CalendarOpened(id) => Action::open(Route::Calendar(Some(Selection::Piece(id)))),
            Message::Switched { is_editing } => Action::run(self.switch(is_editing, context)),
            Message::Edit(message) => {
                let Some(editor) = &mut self.editor else { return Action::none() };
                self.is_adding = matches!(message, edit::Message::ActivityAdded);
                editor.update(message, context).map(Message::Edit)
            }
            Message::PiecesOpened => Action::open(Route::Pieces),
            Message::HistoryAsked => Action::effect(Effect::History(KEY)),
            Message::DecideAsked => Action::effect(Effect::Decide(KEY)),
            Message::NewPiece(activity) => {
                Action::effect(Effect::BeginPiece { activity, slots: Vec::new(), is_opened: true })
            }
        }
    }

    fn view<'a>(&'a self, context: &'a Context) -> Element<'a, Message> {
        let content = match self.face {
            Face::Text => self.text(context),
            Face::Units => self.units.view(context).map(Message::Units),
        };
        let banner = banner::of_record(context.newsroom.plan(), context, Message::DecideAsked);
        let screen = column![].push(banner).push(self.head()).push(divider()).push(content);
        if self.face == Face::Units {
            let question = self.units.leftover_question(context).map(|question| question.map(Message::Units));
            return dialog(screen, question, Message::Units(units::Message::Decided(false)));
        }
        let question = self.editor.as_ref().and_then(|editor| editor.question(context));
        let question = question.map(|question| question.map(Message::Edit));
        dialog(screen, question, Message::Edit(edit::Message::Decided(false)))
    }

    fn open_file(&self) -> Option<store::Key> {
        Some(KEY)
    }

    fn page(&self) -> u64 {
        2 * self.face as u64 + u64::from(self.editor.is_some())
    }
}

impl Plan {
    /// What is shown, and what can be done with it.
    fn head(&self) -> Element<'_, Message> {
        let faces = segmented(
            [(Face::Text, "Văn bản"), (Face::Units, "Địa bàn và cơ quan")],
            self.face,
            Message::FaceChosen,
        );
        let is_editing = self.editor.is_some();
        let (mark, name, face, hint): (_, _, fn(&_, _) -> _, _) = if is_editing {
            (Icon::Check, "Đọc", style::primary, "Thôi sửa, đọc lại (Ctrl E)")
        } else {
            (Icon::Pen, "Sửa", style::secondary, "Sửa ngay trong văn bản (Ctrl E)")
        };
        let switch = Message::Switched { is_editing: !is_editing };
        let switch =
            (self.face == Face::Text).then(|| tip(button_icon(mark, name, face, Some(switch)), hint));
        let head = row![
            text("Kế hoạch").size(size::TITLE).font(font::SEMIBOLD),
            container(faces).width(Length::Fill),
            button_icon(Icon::History, "Lịch sử…", style::ghost, Some(Message::HistoryAsked)),
        ]
        .push(switch)
        .spacing(12)
        .align_y(Alignment::Center);
        container(head).padding([10, 20]).width(Length::Fill).into()
    }

    /// The plan's text, to read or to edit.
    fn text<'a>(&'a self, context: &'a Context) -> Element<'a, Message> {
        let outline = self.outline.iter().filter(|(_, short)| !short.is_empty()).map(|(clause, short)| {
            let is_shown = self.shown.as_deref() == Some(clause.as_str());
            let content = row![
                text(clause).size(size::CAPTION).style(ink::tertiary).width(46),
                text(short).size(size::DENSE).width(Length::Fill),
            ]
            .spacing(6)
            .align_y(Alignment::Center);
            row_button(content, is_shown, Message::ClauseChosen(clause.clone()))
        });
        let outline = container(scroll(
            column![container(label("Mục lục")).padding([0, 10]), column(outline).spacing(1)]
                .spacing(10)
                .padding([14, 10]),
        ))
        .width(280)
        .height(Length::Fill)
        .style(style::surface);
        let inset = |part| container(part).padding([0.0, clause::INSET]);
        let paper = match &self.editor {
            Some(editor) => column![editor.view(context).map(Message::Edit)].max_width(WIDE),
            None => column![inset(heading(context))]
                .extend(self.entries.iter().map(|entry| entry.view(self.shown.as_deref())))
                .push(inset(ending(context)))
                .spacing(14)
                .max_width(MEASURE),
        };
        let page = scroll(container(paper).center_x(Length::Fill).padding([24, 32]))
            .id(SCROLL)
            .height(Length::Fill)
            .width(Length::Fill);
        row![outline, vertical_divider(), page].height(Length::Fill).into()
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
        let known = |shown: &String| {
            let exact = self.outline.iter().find(|(clause, _)| clause == shown);
            exact.or_else(|| self.outline.iter().find(|(clause, _)| clause.starts_with(shown.as_str())))
        };
        let Some((clause, _)) = self.shown.as_ref().and_then(known) else { return Task::none() };
        reveal_top(SCROLL.into(), clause::id(clause))
    }

    /// The names of invalid fields, whose text is not saved.
    pub fn unfinished(&self, context: &Context) -> Vec<String> {
        let of_text =
            self.editor.as_ref().map_or_else(Vec::new, |editor| editor.bad(context.newsroom.plan()));
        of_text.into_iter().chain(self.units.unfinished()).collect()
    }

    /// Where invalid fields are corrected.
    pub fn place_of_unfinished(&self) -> Route {
        if self.units.unfinished().is_empty() { Route::Plan(None) } else { Route::Units }
    }

    /// Resets invalid fields.
    pub fn give_up(&mut self, context: &Context) {
        if let Some(editor) = &mut self.editor {
            editor.give_up(context);
        }
        self.units.give_up();
    }

    /// Begins or ends editing, at the clause shown.
    fn switch(&mut self, is_editing: bool, context: &Context) -> Task<Message> {
        if is_editing == self.editor.is_some() {
            return Task::none();
        }
        self.editor = is_editing.then(|| edit::Editor::new(context));
        self.prepare(context);
        self.show(self.shown.clone(), context)
    }
}

fn heading(context: &Context) -> Element<'_, Message> {
    let plan = context.newsroom.plan();
    let date = plan.date.map_or_else(|| "chưa ký".to_owned(), wording::plain_date);
    let issued = if plan.number.is_empty() {
        format!("Chưa ban hành, {}", plan.city)
    } else {
        format!("Số {}, {}, {date}", plan.number, plan.city)
    };
    column![
        text(&plan.issuer).size(size::DENSE).style(ink::secondary),
        text(&plan.title).size(size::TITLE).line_height(1.5).font(font::SEMIBOLD),
        text(issued).size(size::DENSE).style(ink::secondary),
        text(&plan.preamble).line_height(1.6),
    ]
    .push(
        plan.activities.is_empty().then(|| {
            caption("Kế hoạch chưa ghi hình thức nào. Bấm Sửa (Ctrl E) để ghi ngay trong văn bản này.")
        }),
    )
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
