//! Địa bàn và cơ quan: the plan's localities and agencies as tables, edited in place.

mod agency;
mod chain;
mod listed;
mod locality;
mod paste;
mod view;

use std::collections::BTreeMap;
use std::time::Instant;

use iced::Task;
use iced::keyboard::{Key, Modifiers, key};
use iced::widget::operation;

use super::leftover::{self, Pending};
use crate::calendar::wording;
use crate::fold::Query;
use crate::plan::{self, LocalityKind, UnitList};
use crate::ui::burst::Burst;
use crate::ui::{Action, Context, Effect, Element, Notice};
use agency::AgencyText;
pub use chain::Change;
use listed::Listed;
use locality::UnitText;
use paste::Preview;

const SEARCH: &str = "units-search";
const LIST: &str = "units-list";
/// The new entry's name.
const NEW: &str = "units-new";
/// The steps of an agency's chain, seldom more than these.
const STEPS: [&str; 6] =
    ["units-step", "units-step-2", "units-step-3", "units-step-4", "units-step-5", "units-step-6"];
const STEP_DAYS: [&str; 6] =
    ["units-days", "units-days-2", "units-days-3", "units-days-4", "units-days-5", "units-days-6"];

#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Table {
    #[default]
    Localities,
    Agencies,
}

/// A text field of the chosen entry.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Field {
    Name,
    Short,
    From,
    To,
    Contact,
    /// Of an agency's letterhead.
    Parent,
    Head,
    Place,
    /// A line over the signature, by its index.
    Title(usize),
    Signer,
    Symbol,
    Filing,
    /// The name of an agency's approval step, by its place.
    Step(usize),
    StepDays(usize),
    /// The name of a step to add.
    NewStep,
}

impl Field {
    /// The id of its widget.
    fn id(self) -> &'static str {
        match self {
            Self::Name => "units-name",
            Self::Short => "units-short",
            Self::From => "units-from",
            Self::To => "units-to",
            Self::Contact => "units-contact",
            Self::Parent => "units-parent",
            Self::Head => "units-head",
            Self::Place => "units-place",
            Self::Title(line) => {
                ["units-title", "units-title-2", "units-title-3"].get(line).unwrap_or(&"units-title-4")
            }
            Self::Signer => "units-signer",
            Self::Symbol => "units-symbol",
            Self::Filing => "units-filing",
            Self::Step(step) => STEPS.get(step).unwrap_or(&"units-step-more"),
            Self::StepDays(step) => STEP_DAYS.get(step).unwrap_or(&"units-days-more"),
            Self::NewStep => "units-step-new",
        }
    }
}

#[derive(Debug, Clone)]
pub enum Message {
    TableChosen(Table),
    Searched(String),
    Scrolled(f32, f32),
    /// An entry of the table was pressed, at this field.
    Chosen(String, Field),
    Typed(Field, String),
    /// Enter in a field whose text waits.
    Submitted(Field),
    KindChosen(LocalityKind),
    ParentChosen(Option<String>),
    SuccessorAdded(String),
    SuccessorRemoved(String),
    StepChanged(Change),
    NewAsked,
    NewNamed(String),
    NewKindChosen(LocalityKind),
    NewAdded,
    RemoveAsked,
    RemoveConfirmed,
    /// Reads a list of units from the clipboard.
    PasteAsked,
    Pasted(Option<String>),
    PreviewScrolled(f32, f32),
    PasteTaken,
    /// Takes the units of the city that the program knows.
    RecordTaken,
    /// Make the change that leaves airings without a slot, or not.
    Decided(bool),
    /// Closes what is open: the preview, the question, the new entry, the chosen one.
    Dismissed,
}

/// An entry being added.
#[derive(Debug)]
struct New {
    name: String,
    kind: LocalityKind,
}

#[derive(Debug, Default)]
pub struct Units {
    table: Table,
    query: String,
    listed: Listed,
    chosen: Option<String>,
    /// The texts of the chosen entry and of those with invalid fields, by id.
    localities: BTreeMap<String, UnitText>,
    agencies: BTreeMap<String, AgencyText>,
    new: Option<New>,
    /// What still names the chosen entry, while the user is asked whether to remove it.
    mentions: Option<Vec<String>>,
    preview: Option<Preview>,
    /// The units of the city that the program knows, where the plan has none of them.
    on_record: Option<UnitList>,
    /// A change that waits for an answer.
    pending: Option<Pending>,
    burst: Burst<(String, Field)>,
}

impl Units {
    /// Follows a change of the plan: of the entries, their texts and the preview.
    pub fn follow(&mut self, context: &Context) {
        let plan = context.newsroom.plan();
        self.localities.retain(|id, text| plan.locality(id).map(|unit| text.follow(unit)).is_some());
        self.agencies.retain(|id, text| plan.agency(id).map(|agency| text.follow(agency)).is_some());
        let is_known = |id: &String| plan.locality(id).is_some() || plan.agency(id).is_some();
        self.chosen = self.chosen.take().filter(is_known);
        (self.mentions, self.pending) = (None, None);
        self.on_record = plan.units_on_record();
        if let Some(preview) = &mut self.preview {
            preview.read_again(plan);
        }
        self.list(context);
    }

    /// Names of fields with invalid text.
    pub fn unfinished(&self) -> Vec<String> {
        let localities = self.localities.values().flat_map(UnitText::bad);
        localities.chain(self.agencies.values().flat_map(AgencyText::bad)).collect()
    }

    /// Resets invalid fields.
    pub fn give_up(&mut self) {
        self.localities.values_mut().for_each(UnitText::give_up);
        self.agencies.values_mut().for_each(AgencyText::give_up);
    }

    pub fn key(&mut self, key: &Key, modifiers: Modifiers, context: &Context) -> Action<Message> {
        match key {
            Key::Character(letter) if letter == "v" && modifiers.command() => {
                self.update(Message::PasteAsked, context)
            }
            Key::Character(letter) if letter == "f" && modifiers.command() => {
                Action::run(operation::focus(SEARCH))
            }
            Key::Named(key::Named::Escape) => self.update(Message::Dismissed, context),
            Key::Named(key::Named::ArrowDown) => self.step(true, context),
            Key::Named(key::Named::ArrowUp) => self.step(false, context),
            Key::Named(key::Named::Delete) => self.update(Message::RemoveAsked, context),
            _ => Action::none(),
        }
    }

    /// Chooses the next or the previous entry.
    fn step(&mut self, is_down: bool, context: &Context) -> Action<Message> {
        if self.preview.is_some() {
            return Action::none();
        }
        let Some(id) = self.listed.beside(self.chosen.as_deref(), is_down) else { return Action::none() };
        let id = id.to_owned();
        let scrolled = self.listed.reveal(&id);
        // No text field gets the focus: the arrows go on.
        self.choose(id, context.newsroom.plan());
        let offset = |y| operation::scroll_to(LIST, operation::AbsoluteOffset { x: 0.0, y });
        Action::run(scrolled.map_or_else(Task::none, offset))
    }

    fn choose(&mut self, id: String, plan: &plan::Plan) {
        self.localities.retain(|_, text| text.bad().next().is_some());
        self.agencies.retain(|_, text| text.bad().next().is_some());
        match self.table {
            Table::Localities => {
                if let Some(unit) = plan.locality(&id) {
                    let _ = self.localities.entry(id.clone()).or_insert_with(|| UnitText::new(unit));
                }
            }
            Table::Agencies => {
                if let Some(agency) = plan.agency(&id) {
                    let _ = self.agencies.entry(id.clone()).or_insert_with(|| AgencyText::new(agency));
                }
            }
        }
        self.mentions = None;
        self.chosen = Some(id);
    }

    fn list(&mut self, context: &Context) {
        self.listed.arrange(self.table, &Query::new(&self.query), context.newsroom.plan());
    }

    pub fn update(&mut self, message: Message, context: &Context) -> Action<Message> {
        let plan = context.newsroom.plan();
        match message {
            Message::TableChosen(table) => {
                self.table = table;
                (self.chosen, self.new, self.mentions) = (None, None, None);
                self.query.clear();
                self.list(context);
                Action::run(self.back_to_top())
            }
            Message::Searched(query) => {
                self.query = query;
                self.list(context);
                Action::run(self.back_to_top())
            }
            Message::Scrolled(from, height) => {
                self.listed.view = (from, height);
                Action::none()
            }
            Message::Chosen(id, field) => {
                self.choose(id, context.newsroom.plan());
                Action::run(operation::focus(field.id()))
            }
            Message::Typed(field, text) => self.typed(field, text, context),
            Message::Submitted(field) => self.submitted(field, context),
            Message::KindChosen(kind) => self.change(context, |unit| unit.kind = kind),
            Message::ParentChosen(parent) => self.change(context, |unit| unit.parent = parent),
            Message::SuccessorAdded(id) => self.change(context, |unit| unit.successors.push(id)),
            Message::SuccessorRemoved(id) => {
                self.change(context, |unit| unit.successors.retain(|it| *it != id))
            }
            Message::StepChanged(change) => self.change_chain(change, context),
            Message::NewAsked => {
                let kind = plan.localities.last().map_or(LocalityKind::Ward, |last| last.kind);
                self.new = Some(New { name: String::new(), kind });
                Action::run(operation::focus(NEW))
            }
            Message::NewNamed(name) => {
                if let Some(new) = &mut self.new {
                    new.name = name;
                }
                Action::none()
            }
            Message::NewKindChosen(kind) => {
                if let Some(new) = &mut self.new {
                    new.kind = kind;
                }
                Action::none()
            }
            Message::NewAdded => self.add(context),
            Message::RemoveAsked => self.ask_to_remove(context),
            Message::RemoveConfirmed => self.remove(context),
            Message::PasteAsked if self.table == Table::Agencies => Action::none(),
            Message::PasteAsked => Action::run(iced::clipboard::read().map(Message::Pasted)),
            Message::Pasted(text) => {
                let text = text.unwrap_or_default();
                if text.trim().is_empty() {
                    let notice =
                        "Chưa có gì để dán: chọn các ô trong Excel hoặc Word, bấm Ctrl C, rồi dán lại.";
                    return Action::effect(Effect::Notify(Notice::error(notice)));
                }
                self.preview = Some(Preview::new(text, plan));
                Action::none()
            }
            Message::PreviewScrolled(from, height) => {
                if let Some(preview) = &mut self.preview {
                    preview.view = (from, height);
                }
                Action::none()
            }
            Message::PasteTaken => match self.preview.take() {
                Some(preview) => self.take(preview.list(), context),
                None => Action::none(),
            },
            Message::RecordTaken => match self.on_record.take() {
                Some(list) => self.take(&list, context),
                None => Action::none(),
            },
            Message::Decided(is_wanted) => match self.pending.take() {
                Some(pending) if is_wanted => Action::command(pending.command),
                _ => {
                    // A day that was typed goes back to the unit's own.
                    self.localities
                        .retain(|id, text| plan.locality(id).map(|unit| text.follow(unit)).is_some());
                    Action::none()
                }
            },
            Message::Dismissed => {
                if self.preview.take().is_none()
                    && self.mentions.take().is_none()
                    && self.new.take().is_none()
                {
                    self.chosen = None;
                }
                Action::none()
            }
        }
    }

    fn back_to_top(&mut self) -> Task<Message> {
        self.listed.view.0 = 0.0;
        operation::scroll_to(LIST, operation::AbsoluteOffset { x: 0.0, y: 0.0 })
    }

    fn typed(&mut self, field: Field, text: String, context: &Context) -> Action<Message> {
        let Some(id) = self.chosen.clone() else { return Action::none() };
        let mut plan = context.newsroom.plan().clone();
        let year = plan.year;
        match (self.table, self.localities.get_mut(&id), self.agencies.get_mut(&id)) {
            (Table::Localities, Some(texts), _) => {
                texts.set(field, text, year);
                if let Some(unit) = plan.localities.iter_mut().find(|unit| unit.id == id) {
                    texts.write(unit);
                }
            }
            (Table::Agencies, _, Some(texts)) => {
                texts.set(field, text);
                if let Some(agency) = plan.agencies.iter_mut().find(|agency| agency.id == id) {
                    texts.write(agency);
                }
            }
            _ => return Action::none(),
        }
        if plan == *context.newsroom.plan() {
            return Action::none();
        }
        let (command, leftovers) = context.newsroom.replan(plan, true);
        if !leftovers.is_empty() {
            // A dialog while typing would swallow the keys: the day waits for Enter.
            if let Some((texts, unit)) =
                self.localities.get_mut(&id).zip(context.newsroom.plan().locality(&id))
            {
                texts.hold(field, unit);
            }
            return Action::none();
        }
        let is_typing = self.burst.continues(Some((id, field)), Instant::now());
        Action::command(command.typed(is_typing))
    }

    /// Takes a day that waits, after the question about what it leaves over.
    fn submitted(&mut self, field: Field, context: &Context) -> Action<Message> {
        let mut plan = context.newsroom.plan().clone();
        let year = plan.year;
        let Some(id) = &self.chosen else { return Action::none() };
        let unit = plan.localities.iter_mut().find(|unit| unit.id == *id);
        let Some((texts, unit)) = self.localities.get_mut(id).zip(unit) else { return Action::none() };
        let Some(text) = texts.text(field).map(str::to_owned) else { return Action::none() };
        texts.set(field, text, year);
        texts.write(unit);
        if plan == *context.newsroom.plan() {
            return Action::none();
        }
        self.burst.end();
        self.set(plan, context)
    }

    /// Changes the chosen locality, as a step of its own.
    fn change(&mut self, context: &Context, change: impl FnOnce(&mut plan::Locality)) -> Action<Message> {
        let mut plan = context.newsroom.plan().clone();
        let unit = plan.localities.iter_mut().find(|unit| Some(&unit.id) == self.chosen.as_ref());
        let Some(unit) = unit else { return Action::none() };
        change(unit);
        self.burst.end();
        self.set(plan, context)
    }

    /// Changes the steps of the chosen agency, as a step of its own.
    fn change_chain(&mut self, change: Change, context: &Context) -> Action<Message> {
        let Some(id) = &self.chosen else { return Action::none() };
        let name = match (&change, self.agencies.get_mut(id)) {
            (Change::Added, Some(texts)) => std::mem::take(&mut texts.chain.new),
            _ => String::new(),
        };
        let mut plan = context.newsroom.plan().clone();
        change.make(&mut plan, id, name.trim());
        self.burst.end();
        self.set(plan, context)
    }

    /// Sets the plan with the pieces that follow it, after a question about airings left over.
    fn set(&mut self, plan: plan::Plan, context: &Context) -> Action<Message> {
        let (command, leftovers) = context.newsroom.replan(plan, false);
        if leftovers.is_empty() {
            return Action::command(command);
        }
        self.pending = Some(Pending { command, leftovers, nearest: None });
        Action::none()
    }

    /// The question about airings that a change would leave without a slot.
    pub fn leftover_question<'a>(&'a self, context: &'a Context) -> Option<Element<'a, Message>> {
        self.pending.as_ref().map(|pending| leftover::question(pending, context, Message::Decided, None))
    }

    fn add(&mut self, context: &Context) -> Action<Message> {
        let Some(new) = self.new.take_if(|new| !new.name.trim().is_empty()) else { return Action::none() };
        let plan = context.newsroom.plan();
        let (plan, id) = match self.table {
            Table::Localities => plan.with_locality(new.kind, new.name.trim()),
            Table::Agencies => plan.with_agency(new.name.trim()),
        };
        self.query.clear();
        self.choose(id.clone(), &plan);
        self.listed.arrange(self.table, &Query::default(), &plan);
        let offset = |y| operation::scroll_to(LIST, operation::AbsoluteOffset { x: 0.0, y });
        let scroll = self.listed.reveal(&id).map_or_else(Task::none, offset);
        self.set(plan, context).and_task(scroll)
    }

    /// Removes the chosen entry, after saying what names it.
    fn ask_to_remove(&mut self, context: &Context) -> Action<Message> {
        let Some(id) = self.chosen.clone() else { return Action::none() };
        let mentions = mentions(self.table, &id, context);
        if mentions.is_empty() {
            return self.remove(context);
        }
        self.mentions = Some(mentions);
        Action::none()
    }

    fn remove(&mut self, context: &Context) -> Action<Message> {
        let Some(id) = self.chosen.take() else { return Action::none() };
        let plan = context.newsroom.plan();
        let (left, name) = match self.table {
            Table::Localities => {
                (plan.without_locality(&id), plan.locality(&id).map(plan::Locality::full_name))
            }
            Table::Agencies => (plan.without_agency(&id), plan.agency(&id).map(|agency| agency.name.clone())),
        };
        let notice = format!("Đã bỏ {} khỏi kế hoạch.", name.unwrap_or_default());
        // What names it was told already: its airings go with it.
        let (command, _) = context.newsroom.replan(left, false);
        Action::command(command).and(Effect::Notify(Notice::undoable(notice)))
    }

    /// Takes a list's rows into the plan, as one step.
    fn take(&mut self, list: &UnitList, context: &Context) -> Action<Message> {
        let notice =
            format!("Đã nhận {} đơn vị vào kế hoạch.", wording::grouped(list.changes().count() as u64));
        let action = self.set(context.newsroom.plan().with_units(list), context);
        if self.pending.is_some() { action } else { action.and(Effect::Notify(Notice::undoable(notice))) }
    }
}

/// What still names an entry: in the plan, the settings, the pieces.
fn mentions(table: Table, id: &str, context: &Context) -> Vec<String> {
    let (plan, settings) = (context.newsroom.plan(), context.newsroom.settings());
    match table {
        Table::Localities => {
            let mut mentions = plan.mentions_of_locality(id);
            let is_there = |piece: &&crate::piece::Piece| {
                piece.header.airings.iter().any(|airing| airing.slot.locality() == Some(id))
            };
            let pieces = context.newsroom.pieces().filter(is_there).count();
            mentions.extend((pieces > 0).then(|| wording::counted(pieces, "bài có kỳ ở đây")));
            let is_set = settings.localities.iter().any(|local| local.locality == id);
            mentions.extend(is_set.then(|| "Thiết lập riêng từng địa bàn".to_owned()));
            mentions
        }
        Table::Agencies => {
            let mut mentions = plan.mentions_of_agency(id);
            let is_step =
                settings.approvals.iter().any(|step| step.agency_id(context.newsroom.plan()) == Some(id));
            mentions.extend(is_step.then(|| "một bước duyệt trong Thiết lập".to_owned()));
            mentions
        }
    }
}
