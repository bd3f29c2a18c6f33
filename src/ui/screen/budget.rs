//! Kinh phí: what is planned and spent, line by line; each line and its vouchers beside the table.

mod choice;
mod form;
mod pane;
mod table;

use std::time::Instant;

use iced::Task;
use iced::keyboard::{Key, Modifiers, key};
use iced::widget::operation;

use super::Screen;
use crate::budget::{self, Expense, Line, dong};
use crate::calendar::wording;
use crate::decimal::Decimal;
use crate::document::budget::{Kind, Request};
use crate::import::budget::paste;
use crate::ledger::Filter;
use crate::newsroom::{Change, Command};
use crate::record::Record;
use crate::store;
use crate::ui::{Action, Burst, Context, Effect, Element, Export, Notice};
pub use choice::Choice;
use form::Form;
pub use form::{ExpenseField, LineField};
use table::Row;

const KEY: store::Key = store::Key::Record(budget::Budget::PATH);
const LIST: &str = "budget-list";
const CONTENT: &str = "budget-content";
const VOUCHER: &str = "budget-voucher";

#[derive(Debug, Default)]
pub struct Budget {
    filter: Filter,
    /// Only groups with lines that cost more than planned.
    rows: Vec<Row>,
    total: crate::ledger::Sum,
    /// Lines on which more was spent than planned.
    over: usize,
    /// The id of the line shown beside the table.
    chosen: Option<String>,
    form: Option<Form>,
    burst: Burst<(String, usize)>,
    /// The visible part of the table: offset, height.
    visible: (f32, f32),
}

#[derive(Debug, Clone)]
pub enum Message {
    AgencyChosen(Choice),
    SourceChosen(Choice),
    Scrolled(f32, f32),
    LineChosen(String),
    Closed,
    /// A line in this activity, or in that of the line shown.
    LineAdded(Option<String>),
    LineRemoved,
    LineChanged(LineField),
    ExpenseAdded,
    ExpenseRemoved(usize),
    ExpenseChanged(usize, ExpenseField),
    /// The plan's own items become lines.
    ItemsAsked,
    PasteAsked,
    Pasted(Option<String>),
    PrintAsked(Kind),
    HistoryAsked,
    DecideAsked,
}

impl Screen for Budget {
    type Message = Message;

    fn new(_context: &Context) -> (Self, Task<Message>) {
        (Self::default(), Task::none())
    }

    fn prepare(&mut self, context: &Context) {
        let found = table::rows(&self.filter, context);
        (self.rows, self.total, self.over) = (found.rows, found.total, found.over);
        self.follow(context);
    }

    fn changed(&mut self, change: &Change, context: &Context) -> Task<Message> {
        if change.is_of_records() {
            self.follow(context);
        }
        Task::none()
    }

    fn update(&mut self, message: Message, context: &Context) -> Action<Message> {
        match message {
            Message::AgencyChosen(choice) => {
                self.filter.agency = choice.into_id();
                self.prepare(context);
                Action::none()
            }
            Message::SourceChosen(choice) => {
                self.filter.source = choice.into_id();
                self.prepare(context);
                Action::none()
            }
            Message::Scrolled(from, height) => {
                self.visible = (from, height);
                Action::none()
            }
            Message::LineChosen(id) => {
                self.chosen = Some(id);
                self.follow(context);
                Action::none()
            }
            Message::Closed => {
                self.chosen = None;
                self.form = None;
                Action::none()
            }
            Message::LineAdded(activity) => self.add_line(activity, context),
            Message::LineRemoved => self.remove_line(context),
            Message::LineChanged(field) => {
                let Some(form) = &mut self.form else { return Action::none() };
                let place = field.is_typed().then(|| (form.id().to_owned(), field.place()));
                form.set(field, context);
                self.write(place, context)
            }
            Message::ExpenseAdded => {
                let Some(form) = &mut self.form else { return Action::none() };
                form.add_expense(new_id(), context.newsroom.today());
                let shown = operation::focus(VOUCHER).chain(operation::select_all(VOUCHER));
                self.write(None, context).and_task(shown)
            }
            Message::ExpenseRemoved(at) => {
                let Some(form) = &mut self.form else { return Action::none() };
                let Some(expense) = form.remove_expense(at) else { return Action::none() };
                let said = format!("Đã bỏ chứng từ {} {} đồng", expense.voucher, dong(expense.amount.into()));
                self.write(None, context).and(Effect::Notify(Notice::undoable(said)))
            }
            Message::ExpenseChanged(at, field) => {
                let Some(form) = &mut self.form else { return Action::none() };
                let place = (form.id().to_owned(), 100 + 4 * at + field.place());
                form.set_expense(at, field, context.newsroom.plan().year);
                self.write(Some(place), context)
            }
            Message::ItemsAsked => {
                let mut budget = context.newsroom.budget().clone();
                let items = budget.items_of(context.newsroom.plan());
                let said =
                    format!("Đã thêm {} của kế hoạch, chờ ghi đơn giá", wording::counted(items.len(), "mục"));
                budget.lines.extend(items);
                command(budget).and(Effect::Notify(Notice::undoable(said)))
            }
            Message::PasteAsked => Action::run(iced::clipboard::read().map(Message::Pasted)),
            Message::Pasted(text) => self.paste(&text.unwrap_or_default(), context),
            Message::PrintAsked(kind) => Action::effect(Effect::Export(self.printed_as(kind))),
            Message::HistoryAsked => Action::effect(Effect::History(KEY)),
            Message::DecideAsked => Action::effect(Effect::Decide(KEY)),
        }
    }

    fn key(&mut self, key: &Key, modifiers: Modifiers, context: &Context) -> Action<Message> {
        match key {
            Key::Named(key::Named::Escape) => return self.update(Message::Closed, context),
            Key::Named(key::Named::ArrowDown) => return self.step(true, context),
            Key::Named(key::Named::ArrowUp) => return self.step(false, context),
            Key::Named(key::Named::Enter) if self.form.is_some() => {
                return Action::run(operation::focus(CONTENT));
            }
            Key::Named(key::Named::Delete) => return self.update(Message::LineRemoved, context),
            Key::Character(letter) if modifiers.command() && letter == "v" => {
                return self.update(Message::PasteAsked, context);
            }
            Key::Character(letter) if modifiers.is_empty() && letter.eq_ignore_ascii_case("n") => {
                return self.update(Message::LineAdded(None), context);
            }
            Key::Character(letter) if modifiers.is_empty() && letter.eq_ignore_ascii_case("c") => {
                return self.update(Message::ExpenseAdded, context);
            }
            _ => {}
        }
        Action::none()
    }

    fn view<'a>(&'a self, context: &'a Context) -> Element<'a, Message> {
        self.whole(context)
    }

    fn open_file(&self) -> Option<store::Key> {
        Some(KEY)
    }
}

fn command(budget: budget::Budget) -> Action<Message> {
    Action::command(Command::SetRecord { record: budget.into(), is_typing: false })
}

fn new_id() -> String {
    ulid::Ulid::generate().to_string()
}

impl Budget {
    /// The estimate of what is shown.
    pub fn printed(&self) -> Export {
        self.printed_as(Kind::Estimate)
    }

    /// Shows one line, without filters that would hide it.
    pub fn show(&mut self, id: String, context: &Context) -> Task<Message> {
        let is_it = |row: &Row| matches!(row, Row::Line { id: of, .. } if *of == id);
        if !self.rows.iter().any(is_it) {
            self.filter = Filter::default();
            self.prepare(context);
        }
        let Some(row) = self.rows.iter().position(is_it) else { return Task::none() };
        self.chosen = Some(id);
        self.follow(context);
        self.show_row(row)
    }

    fn printed_as(&self, kind: Kind) -> Export {
        Export::Budget(Request { kind, filter: self.filter.clone() })
    }

    /// The form follows the line that is shown.
    fn follow(&mut self, context: &Context) {
        let line = self.chosen.as_ref().and_then(|id| context.newsroom.budget().line(id));
        match (line, &mut self.form) {
            (Some(line), Some(form)) if form.id() == line.id => form.follow(line),
            (Some(line), form) => *form = Some(Form::new(line)),
            (None, form) => {
                *form = None;
                self.chosen = None;
            }
        }
    }

    /// Writes the form's valid values into the budget.
    fn write(&mut self, place: Option<(String, usize)>, context: &Context) -> Action<Message> {
        let is_typing = self.burst.continues(place, Instant::now());
        let Some(form) = &self.form else { return Action::none() };
        let mut budget = context.newsroom.budget().clone();
        let Some(line) = budget.line_mut(form.id()) else { return Action::none() };
        let changed = form.line();
        if *line == changed {
            return Action::none();
        }
        *line = changed;
        Action::command(Command::SetRecord { record: budget.into(), is_typing })
    }

    /// The activity that a new line or a copied table goes to: that of the line shown, else the first one listed.
    fn activity(&self, context: &Context) -> String {
        let budget = context.newsroom.budget();
        let shown = self.chosen.as_ref().and_then(|id| budget.line(id)).map(|line| line.activity.clone());
        let listed = || {
            self.rows.iter().find_map(|row| match row {
                Row::Group { activity, .. } => Some(activity.clone()),
                Row::Line { .. } => None,
            })
        };
        let first = || context.newsroom.plan().activities.first().map(|activity| activity.id.clone());
        shown.or_else(listed).or_else(first).unwrap_or_default()
    }

    fn add_line(&mut self, activity: Option<String>, context: &Context) -> Action<Message> {
        let activity = activity.unwrap_or_else(|| self.activity(context));
        let (plan, mut budget) = (context.newsroom.plan(), context.newsroom.budget().clone());
        let maker = plan.maker(context.newsroom.settings(), &activity).map(|agency| agency.id.clone());
        let agency = self.filter.agency.clone().or(maker).unwrap_or_default();
        let first = budget.sources.first().map(|source| source.id.clone());
        let source = self.filter.source.clone().or(first).unwrap_or_default();
        let line = Line {
            id: new_id(),
            activity,
            agency,
            content: "Mục chi mới".to_owned(),
            quantity: Decimal::ONE,
            source,
            ..Line::default()
        };
        self.chosen = Some(line.id.clone());
        budget.lines.push(line);
        let ready = operation::focus(CONTENT).chain(operation::select_all(CONTENT));
        command(budget).and_task(ready)
    }

    fn remove_line(&mut self, context: &Context) -> Action<Message> {
        let Some(id) = self.chosen.clone() else { return Action::none() };
        let mut budget = context.newsroom.budget().clone();
        let Some(at) = budget.lines.iter().position(|line| line.id == id) else { return Action::none() };
        let line = budget.lines.remove(at);
        let _ = self.step(true, context);
        if self.chosen.as_ref() == Some(&id) {
            let _ = self.step(false, context);
        }
        let said = match line.expenses.len() {
            0 => format!("Đã xóa mục “{}”", line.content),
            paid => format!("Đã xóa mục “{}” cùng {}", line.content, wording::counted(paid, "chứng từ")),
        };
        command(budget).and(Effect::Notify(Notice::undoable(said)))
    }

    /// To the next or the previous line; to the first one when none is shown.
    fn step(&mut self, is_down: bool, context: &Context) -> Action<Message> {
        let lines: Vec<(usize, &String)> = self
            .rows
            .iter()
            .enumerate()
            .filter_map(|(at, row)| match row {
                Row::Line { id, .. } => Some((at, id)),
                Row::Group { .. } => None,
            })
            .collect();
        let here = lines.iter().position(|(_, id)| Some(*id) == self.chosen.as_ref());
        let next = match here {
            None => Some(0),
            Some(at) if is_down => Some(at + 1),
            Some(at) => at.checked_sub(1),
        };
        let Some((row, id)) = next.and_then(|next| lines.get(next)) else { return Action::none() };
        let (row, id) = (*row, (*id).clone());
        self.chosen = Some(id);
        self.follow(context);
        Action::run(self.show_row(row))
    }

    /// Scrolls the table so that a row is in view.
    fn show_row(&mut self, row: usize) -> Task<Message> {
        let top = row as f32 * table::ROW;
        let (from, height) = self.visible;
        let to = if top < from {
            top
        } else if height > 0.0 && top + table::ROW > from + height {
            top + table::ROW - height
        } else {
            return Task::none();
        };
        self.visible.0 = to;
        operation::scroll_to(LIST, operation::AbsoluteOffset { x: 0.0, y: to })
    }

    fn paste(&mut self, text: &str, context: &Context) -> Action<Message> {
        let activity = self.activity(context);
        let reading = match paste(&context.newsroom, text, &activity, &mut new_id) {
            Ok(reading) => reading,
            Err(trouble) => return Action::effect(Effect::Notify(Notice::error(trouble))),
        };
        if let Some(first) = reading.faults.first() {
            let more = match reading.faults.len() - 1 {
                0 => String::new(),
                more => format!(" Còn {} khác.", wording::counted(more, "ô")),
            };
            let said = format!("Chưa dán: ô {} của bảng chép, {}.{more}", first.cell, first.message);
            return Action::effect(Effect::Notify(Notice::error(said)));
        }
        let Some(command) = reading.command() else {
            let none = "Bảng chép không có mục chi nào.";
            return Action::effect(Effect::Notify(Notice::error(none)));
        };
        let name = context.newsroom.plan().activity(&activity).map_or("", |activity| &activity.short);
        let said = format!("Đã thêm {} vào {name}", wording::counted(reading.added, "mục"));
        Action::command(command).and(Effect::Notify(Notice::undoable(said)))
    }
}

/// A new expense of today.
fn expense(id: String, today: chrono::NaiveDate) -> Expense {
    Expense { id, day: Some(today), ..Expense::default() }
}
