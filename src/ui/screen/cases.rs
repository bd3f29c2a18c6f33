//! Ý kiến: the register of what was raised, who answers by when.

pub mod act;
pub mod form;
pub mod list;
mod pane;
mod table;
mod twin;
mod upset;
mod view;

use std::collections::BTreeSet;

use iced::Task;
use iced::keyboard::{Key, Modifiers, key};
use iced::widget::operation;
use ulid::Ulid;

use super::Screen;
use crate::case::{Case, StepKind};
use crate::document::cases::{Paper, Request};
use crate::newsroom::{Change, Command};
use crate::piece::PieceId;
use crate::piece::edit::Edit;
use crate::record::EntryId;
use crate::store;
use crate::ui::{Action, Context, Effect, Element, Export, Notice, Route};
use act::Act;
use form::Form;
use list::{Choice, Filter, List, Quick};

const LIST: &str = "cases-list";
const SEARCH: &str = "cases-search";
/// The first field of the form.
const FIRST: &str = "cases-topic";

#[derive(Debug, Default)]
pub struct Cases {
    list: List,
    /// The case shown beside the list.
    opened: Option<String>,
    /// Those chosen for an act on several; with the opened one.
    chosen: BTreeSet<String>,
    /// The case being entered or changed.
    form: Option<Form>,
    /// The step being entered.
    act: Option<Act>,
    /// The pieces into which the opened case and its answer may be quoted, once asked.
    quote: Option<Vec<Choice>>,
    /// The cases that the opened one may be a duplicate of, once asked.
    twins: Option<Vec<Choice>>,
    /// What most people raised.
    upset: Vec<upset::Upset>,
    /// The visible part of the list: offset, height.
    visible: (f32, f32),
}

#[derive(Debug, Clone)]
pub enum Message {
    Searched(String),
    QuickChosen(Quick),
    Filtered(Filter, Choice),
    FiltersReset,
    Scrolled(f32, f32),
    Pressed(String),
    NewAsked,
    EditAsked,
    Form(form::Message),
    ActAsked(StepKind),
    ActTyped(act::Field, String),
    AgencyPicked(Choice),
    PiecePicked(Choice),
    ActDone,
    QuoteAsked,
    /// A live dialogue on this topic of the ranking.
    TopicTaken(usize),
    QuotePicked(Choice),
    TwinAsked,
    TwinPicked(Choice),
    TwinParted,
    /// Those chosen say the same.
    TwinsJoined,
    ActClosed,
    DeleteAsked,
    HistoryAsked,
    PrintAsked(Paper),
    PieceOpened(PieceId),
    CaseOpened(String),
    Closed,
    Effect(Effect),
}

impl Screen for Cases {
    type Message = Message;

    fn new(_context: &Context) -> (Self, Task<Message>) {
        (Self::default(), Task::none())
    }

    fn changed(&mut self, change: &Change, _context: &Context) -> Task<Message> {
        self.list.changed(change);
        Task::none()
    }

    fn prepare(&mut self, context: &Context) {
        self.list.fill(&context.newsroom, context.only_mine().as_ref());
        let is_there = |id: &String| context.newsroom.case(id).is_some();
        self.opened = self.opened.take().filter(is_there);
        self.chosen.retain(is_there);
        self.act = self.act.take().filter(|act| act.ids.iter().all(is_there));
        self.quote = None;
        self.twins = None;
        self.upset = upset::ranking(&context.newsroom);
    }

    fn update(&mut self, message: Message, context: &Context) -> Action<Message> {
        match message {
            Message::Searched(query) => {
                self.list.query = query;
                self.arrange()
            }
            Message::QuickChosen(quick) => {
                self.list.quick = quick;
                self.arrange()
            }
            Message::Filtered(filter, choice) => {
                *self.list.filter(filter) = choice.id;
                self.arrange()
            }
            Message::FiltersReset => {
                self.list.reset();
                Action::run(self.back_to_top())
            }
            Message::Scrolled(from, height) => {
                self.visible = (from, height);
                Action::none()
            }
            Message::Pressed(id) => {
                self.press(id, context.modifiers);
                Action::none()
            }
            Message::NewAsked => self.begin(context),
            Message::EditAsked => {
                if let Some(case) = self.opened.as_deref().and_then(|id| context.newsroom.case(id)) {
                    self.act = None;
                    self.form = Some(Form::new(case.clone(), false));
                    return Action::run(operation::focus(FIRST));
                }
                Action::none()
            }
            Message::Form(form::Message::Closed) => {
                self.form = None;
                Action::none()
            }
            Message::Form(form::Message::Saved) => self.save(context),
            Message::Form(message) => {
                if let Some(form) = &mut self.form {
                    form.update(message);
                }
                Action::none()
            }
            Message::ActAsked(kind) => {
                let ids = self.targets();
                self.form = None;
                self.act = (!ids.is_empty()).then(|| Act::new(kind, ids, context));
                Action::run(operation::focus(pane::ACT))
            }
            Message::ActTyped(field, text) => {
                if let Some(act) = &mut self.act {
                    act.set(field, text);
                }
                Action::none()
            }
            Message::AgencyPicked(choice) => {
                if let Some(act) = &mut self.act {
                    act.agency = choice.id;
                    act.fault = None;
                }
                Action::none()
            }
            Message::PiecePicked(choice) => {
                if let Some(act) = &mut self.act {
                    act.piece = choice.id.map(|id| PieceId(id.into()));
                    act.fault = None;
                }
                Action::none()
            }
            Message::TopicTaken(at) => self.take_topic(at, context),
            Message::QuoteAsked => {
                self.quote = Some(act::unpublished(&context.newsroom));
                Action::none()
            }
            Message::QuotePicked(choice) => self.quote_into(choice, context),
            Message::TwinAsked => {
                self.ask_twin(context);
                Action::none()
            }
            Message::TwinPicked(choice) => self.link_twin(choice, context),
            Message::TwinParted => self.part_twin(context),
            Message::TwinsJoined => self.join_twins(context),
            Message::ActDone => self.carry_out(context),
            Message::ActClosed => {
                self.act = None;
                Action::none()
            }
            Message::DeleteAsked => {
                let ids = self.targets();
                if ids.is_empty() {
                    return Action::none();
                }
                self.opened = None;
                self.chosen.clear();
                let said = format!("Đã xóa {}.", crate::calendar::wording::counted(ids.len(), "ý kiến"));
                Action::command(act::removal(&ids)).and(Effect::Notify(Notice::undoable(said)))
            }
            Message::HistoryAsked => match &self.opened {
                Some(id) => Action::effect(Effect::History(store::Key::Entry(EntryId::of::<Case>(id)))),
                None => Action::none(),
            },
            Message::PrintAsked(paper) => {
                let ids = if paper.is_of_some() { self.targets() } else { Vec::new() };
                let request = Request { paper, ids, agency: self.list.agency.clone() };
                Action::effect(Effect::Export(Export::Cases(request)))
            }
            Message::PieceOpened(piece) => Action::open(Route::Piece(piece)),
            Message::CaseOpened(id) => Action::run(self.show(id)),
            Message::Closed => {
                self.close();
                Action::none()
            }
            Message::Effect(effect) => Action::effect(effect),
        }
    }

    fn key(&mut self, key: &Key, modifiers: Modifiers, context: &Context) -> Action<Message> {
        match key {
            Key::Named(key::Named::Escape) => self.close(),
            Key::Named(key::Named::ArrowDown) => return self.step(1, modifiers),
            Key::Named(key::Named::ArrowUp) => return self.step(-1, modifiers),
            Key::Named(key::Named::Enter) if modifiers.command() && self.form.is_some() => {
                return self.save(context);
            }
            Key::Named(key::Named::Delete) => return self.update(Message::DeleteAsked, context),
            Key::Character(letter) if modifiers.command() && letter == "f" => {
                return Action::run(operation::focus(SEARCH));
            }
            Key::Character(letter) if modifiers.command() && letter == "a" => {
                let all = (0..self.list.count_shown()).filter_map(|at| self.list.line(at));
                self.chosen = all.map(|line| line.id.clone()).collect();
            }
            Key::Character(letter) if modifiers.is_empty() && self.form.is_none() && self.act.is_none() => {
                let kind = match letter.to_lowercase().as_str() {
                    "n" => return self.begin(context),
                    "e" => return self.update(Message::EditAsked, context),
                    "c" => StepKind::Forwarded,
                    "h" => StepKind::Reminded,
                    "t" => StepKind::Answered,
                    "d" => StepKind::Published,
                    "k" => StepKind::Closed,
                    _ => return Action::none(),
                };
                return self.update(Message::ActAsked(kind), context);
            }
            _ => {}
        }
        Action::none()
    }

    fn view<'a>(&'a self, context: &'a Context) -> Element<'a, Message> {
        self.whole(context)
    }

    fn open_file(&self) -> Option<store::Key> {
        self.opened.as_deref().map(|id| store::Key::Entry(EntryId::of::<Case>(id)))
    }
}

impl Cases {
    /// Shows one case, without filters that would hide it.
    pub fn show(&mut self, id: String) -> Task<Message> {
        if self.list.place(&id).is_none() {
            self.list.reset();
        }
        self.form = None;
        self.act = None;
        self.chosen.clear();
        let task = self.scroll_to(&id);
        self.opened = Some(id);
        task
    }

    /// The register, of the agency that the list is limited to.
    pub fn printed(&self) -> Export {
        let agency = self.list.agency.clone();
        Export::Cases(Request { agency, ..Request::default() })
    }

    fn arrange(&mut self) -> Action<Message> {
        self.list.arrange();
        self.chosen.clear();
        Action::run(self.back_to_top())
    }

    fn back_to_top(&mut self) -> Task<Message> {
        self.visible.0 = 0.0;
        operation::scroll_to(LIST, operation::AbsoluteOffset { x: 0.0, y: 0.0 })
    }

    fn scroll_to(&mut self, id: &str) -> Task<Message> {
        let Some(at) = self.list.place(id) else { return Task::none() };
        let (from, height) = self.visible;
        let top = at as f32 * table::ROW;
        if top >= from && top + table::ROW <= from + height {
            return Task::none();
        }
        let y = (top - height / 3.0).max(0.0);
        self.visible.0 = y;
        operation::scroll_to(LIST, operation::AbsoluteOffset { x: 0.0, y })
    }

    /// What an act concerns: the chosen, else the opened one.
    fn targets(&self) -> Vec<String> {
        if self.chosen.is_empty() {
            return self.opened.iter().cloned().collect();
        }
        self.chosen.iter().cloned().collect()
    }

    fn press(&mut self, id: String, modifiers: Modifiers) {
        self.form = None;
        self.act = None;
        if modifiers.shift() {
            let from = self.opened.as_deref().and_then(|opened| self.list.place(opened)).unwrap_or(0);
            let to = self.list.place(&id).unwrap_or(from);
            let between = (from.min(to)..=from.max(to)).filter_map(|at| self.list.line(at));
            self.chosen = between.map(|line| line.id.clone()).collect();
            return;
        }
        if modifiers.command() {
            self.chosen.extend(self.opened.take());
            if !self.chosen.remove(&id) {
                let _ = self.chosen.insert(id.clone());
            }
            self.opened = Some(id).filter(|id| self.chosen.contains(id));
            return;
        }
        self.chosen.clear();
        self.opened = if self.opened.as_ref() == Some(&id) { None } else { Some(id) };
    }

    /// Opens the case above or below; with Shift it joins those chosen.
    fn step(&mut self, by: isize, modifiers: Modifiers) -> Action<Message> {
        let at = self.opened.as_deref().and_then(|id| self.list.place(id));
        let to =
            at.map_or(0, |at| at.saturating_add_signed(by)).min(self.list.count_shown().saturating_sub(1));
        let Some(line) = self.list.line(to) else { return Action::none() };
        let id = line.id.clone();
        if modifiers.shift() {
            self.chosen.extend(self.opened.take());
            let _ = self.chosen.insert(id.clone());
        } else {
            self.chosen.clear();
        }
        self.form = None;
        self.act = None;
        let task = self.scroll_to(&id);
        self.opened = Some(id);
        Action::run(task)
    }

    fn begin(&mut self, context: &Context) -> Action<Message> {
        let id = Ulid::generate().to_string();
        let mut case = Case::new(&id, context.newsroom.today());
        // Letters of one box are entered one after another.
        if let Some(last) = self.form.as_ref().filter(|form| form.is_new) {
            case.source = last.case.source;
        }
        self.act = None;
        self.form = Some(Form::new(case, true));
        Action::run(operation::focus(FIRST))
    }

    fn save(&mut self, context: &Context) -> Action<Message> {
        let Some(form) = &mut self.form else { return Action::none() };
        let Some(case) = form.finished(context) else { return Action::none() };
        self.opened = Some(case.id.clone());
        self.chosen.clear();
        self.form = None;
        Action::command(Command::SetRecord { record: case.into(), is_typing: false })
    }

    fn carry_out(&mut self, context: &Context) -> Action<Message> {
        let Some(act) = &mut self.act else { return Action::none() };
        let Some(command) = act.command(context, id_after) else {
            return Action::none();
        };
        let count = crate::calendar::wording::counted(act.ids.len(), "ý kiến");
        let said = format!("{} {count}.", act.kind.done());
        self.act = None;
        Action::command(command).and(Effect::Notify(Notice::undoable(said)))
    }

    /// Adds the opened case and its answer at the end of a piece.
    fn quote_into(&mut self, choice: Choice, context: &Context) -> Action<Message> {
        self.quote = None;
        let newsroom = &context.newsroom;
        let case = self.opened.as_deref().and_then(|id| newsroom.case(id));
        let piece = choice.id.map(PieceId::from).and_then(|id| newsroom.piece(&id));
        let Some((case, piece)) = case.zip(piece) else { return Action::none() };
        let Some(text) = newsroom.quotation(case, piece) else { return Action::none() };
        let end = piece.body.len();
        let edits = vec![Edit { range: end..end, text }];
        let command = Command::EditBody { id: piece.id().clone(), edits, is_typing: false };
        let said = format!("Đã dẫn vào cuối “{}”.", piece.header.title);
        Action::command(command).and(Effect::Notify(Notice::undoable(said)))
    }

    fn close(&mut self) {
        if self.quote.take().is_some() || self.twins.take().is_some() {
            return;
        }
        if self.form.take().is_some() || self.act.take().is_some() {
            return;
        }
        if self.chosen.is_empty() {
            self.opened = None;
        }
        self.chosen.clear();
    }
}

/// A new id that sorts after another, also within a millisecond: steps of one day keep their order.
fn id_after(last: Option<&str>) -> String {
    let id = Ulid::generate();
    let last = last.and_then(|last| Ulid::from_string(last).ok()).filter(|last| *last >= id);
    last.and_then(|last| last.increment().ok()).unwrap_or(id).to_string()
}
