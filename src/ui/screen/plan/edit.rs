//! Editing the plan in the document: every text, list and choice in its place.
//!
//! Each change is a command of its own, saved as typed. What would leave airings without a slot is asked about first.

mod activity;
mod document;
mod entry;
mod fault;
mod line;
mod list;
mod part;
mod rule;

use std::collections::{BTreeMap, HashMap};
use std::time::Instant;

use iced::widget::text_editor;

use super::leftover::{self, Pending};
use crate::plan::{Format, Hue, LocalityKind, Medium, Plan, PlanIssue};
use crate::ui::{Action, Burst, Context, Effect, Element, Notice};
use entry::Entry;

pub use crate::ui::screen::cadence::{Change, Kind};
pub use line::Line;
pub use list::List;
pub use rule::Kind as RuleKind;

/// The editor's texts; the newsroom's plan has the last valid ones.
#[derive(Debug)]
pub struct Editor {
    entries: HashMap<Line, Entry>,
    /// The activity whose choices are shown.
    open: Option<usize>,
    /// The name typed for a new activity.
    new_activity: String,
    faults: Vec<PlanIssue>,
    pending: Option<Pending>,
    burst: Burst<Line>,
}

#[derive(Debug, Clone)]
pub enum Message {
    Typed(Line, String),
    Wrote(Line, text_editor::Action),
    /// Enter in a field.
    Submitted(Line),
    Added(List),
    Removed(List, usize),
    Moved {
        list: List,
        at: usize,
        is_down: bool,
    },
    ActivityNamed(String),
    ActivityAdded,
    /// Shows or hides an activity's choices.
    Opened(usize),
    Chosen(usize, Choice),
    AgencyAdded(Role, String),
    AgencyRemoved(Role, usize),
    /// The answer about airings left over: change anyway, or not.
    Decided(bool),
    /// Change, and move what can be moved.
    MovedToNearest,
}

/// A choice in an activity.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Choice {
    Cadence(Change),
    PerLocality(bool),
    /// A kind of the localities that each owe it.
    Locality(LocalityKind),
    /// The partners each owe it too.
    PerPartner,
    Medium(Medium),
    Live(bool),
    Format(Format),
    Hue(Hue),
    Rule(RuleKind),
}

/// Why an agency is named.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Role {
    Lead(usize),
    Partner(usize),
    /// Owes the activity as one of several.
    Each(usize),
    /// Must agree to the content.
    Agreement(usize),
    Duty(usize),
}

impl Role {
    fn agencies(self, plan: &mut Plan) -> Option<&mut Vec<String>> {
        match self {
            Self::Lead(at) => Some(&mut plan.activities.get_mut(at)?.lead),
            Self::Partner(at) => Some(&mut plan.activities.get_mut(at)?.partners),
            Self::Each(at) => Some(&mut plan.activities.get_mut(at)?.per_agency),
            Self::Agreement(at) => rule::agreeing(&mut plan.activities.get_mut(at)?.rules),
            Self::Duty(at) => Some(&mut plan.duties.get_mut(at)?.agencies),
        }
    }
}

impl Editor {
    pub fn new(context: &Context) -> Self {
        let mut editor = Self {
            entries: HashMap::new(),
            open: None,
            new_activity: String::new(),
            faults: Vec::new(),
            pending: None,
            burst: Burst::default(),
        };
        editor.follow(context);
        editor
    }

    /// Follows a change of the plan.
    pub fn follow(&mut self, context: &Context) {
        let mut plan = context.newsroom.plan().clone();
        let mut before = std::mem::take(&mut self.entries);
        for line in Line::all(&plan) {
            let Some(now) = line.read(&mut plan) else { continue };
            let entry = match before.remove(&line) {
                Some(mut entry) => {
                    if entry.kept != now {
                        // Undone, or changed elsewhere: what is typed next is a step of its own.
                        self.burst.end();
                    }
                    entry.follow(now);
                    entry
                }
                None => Entry::new(line, now),
            };
            let _ = self.entries.insert(line, entry);
        }
        self.open = self.open.filter(|at| *at < plan.activities.len());
        self.faults = plan.check();
    }

    pub fn update(&mut self, message: Message, context: &Context) -> Action<Message> {
        let mut plan = context.newsroom.plan().clone();
        match message {
            Message::Typed(line, text) => {
                let Some(entry) = self.entries.get_mut(&line) else { return Action::none() };
                entry.typed = entry::Typed::Field(text);
                self.typed(line, plan, context)
            }
            Message::Wrote(line, action) => {
                let Some(entry) = self.entries.get_mut(&line) else { return Action::none() };
                if entry.perform(line, action) { self.typed(line, plan, context) } else { Action::none() }
            }
            Message::Submitted(line) => {
                let Some(entry) = self.entries.get_mut(&line) else { return Action::none() };
                entry.write(line, &mut plan);
                self.propose(plan, context)
            }
            Message::Added(list) => {
                list.add(&mut plan, "");
                self.propose(plan, context)
            }
            Message::Removed(list, at) => {
                let renumbered = list.remove(&mut plan, at);
                self.reordered(list, plan, &renumbered, context)
            }
            Message::Moved { list, at, is_down } => {
                let renumbered = list.shift(&mut plan, at, is_down);
                if list == List::Activities && self.open == Some(at) {
                    self.open = if is_down { Some(at + 1) } else { at.checked_sub(1) };
                }
                self.reordered(list, plan, &renumbered, context)
            }
            Message::ActivityNamed(name) => {
                self.new_activity = name;
                Action::none()
            }
            Message::ActivityAdded => {
                let name = std::mem::take(&mut self.new_activity);
                if name.trim().is_empty() {
                    return Action::none();
                }
                List::Activities.add(&mut plan, name.trim());
                self.open = Some(plan.activities.len() - 1);
                self.propose(plan, context)
            }
            Message::Opened(at) => {
                self.open = if self.open == Some(at) { None } else { Some(at) };
                Action::none()
            }
            Message::Chosen(at, choice) => {
                choice.make(&mut plan, at);
                self.propose(plan, context)
            }
            Message::AgencyAdded(role, id) => {
                if let Some(agencies) = role.agencies(&mut plan).filter(|known| !known.contains(&id)) {
                    agencies.push(id);
                }
                self.propose(plan, context)
            }
            Message::AgencyRemoved(role, at) => {
                if let Some(agencies) = role.agencies(&mut plan).filter(|known| at < known.len()) {
                    let _ = agencies.remove(at);
                }
                self.propose(plan, context)
            }
            Message::MovedToNearest => match self.pending.take().and_then(|pending| pending.nearest) {
                Some((command, _)) => Action::command(command),
                None => Action::none(),
            },
            Message::Decided(is_wanted) => match self.pending.take() {
                Some(pending) if is_wanted => Action::command(pending.command),
                _ => {
                    self.give_up(context);
                    Action::none()
                }
            },
        }
    }

    pub fn view<'a>(&'a self, context: &'a Context) -> Element<'a, Message> {
        document::view(self, context)
    }

    /// The question that waits for an answer.
    pub fn question<'a>(&'a self, context: &'a Context) -> Option<Element<'a, Message>> {
        self.pending.as_ref().map(|pending| {
            leftover::question(pending, context, Message::Decided, Some(Message::MovedToNearest))
        })
    }

    /// Saves a typed text. What would leave airings over waits for Enter.
    fn typed(&mut self, line: Line, mut plan: Plan, context: &Context) -> Action<Message> {
        let Some(entry) = self.entries.get_mut(&line) else { return Action::none() };
        entry.write(line, &mut plan);
        if plan == *context.newsroom.plan() {
            return Action::none();
        }
        let now = line.read(&mut plan).unwrap_or_default();
        let (command, leftovers) = context.newsroom.replan(plan, true);
        if !leftovers.is_empty() {
            let count = leftovers.len();
            entry.fault = Some(format!("đổi như thế thì {count} lần phát không còn kỳ, bấm Enter để xem"));
            return Action::none();
        }
        entry.kept = now;
        let is_typing = self.burst.continues(Some(line), Instant::now());
        Action::command(command.typed(is_typing))
    }

    /// Changes the plan, or asks about the airings that would be left over.
    fn propose(&mut self, plan: Plan, context: &Context) -> Action<Message> {
        if plan == *context.newsroom.plan() {
            return Action::none();
        }
        self.burst.end();
        let (command, leftovers) = context.newsroom.replan(plan.clone(), false);
        if leftovers.is_empty() {
            return Action::command(command);
        }
        self.pending = Some(Pending::movable(command, leftovers, plan, context));
        Action::none()
    }

    /// Changes the order of a list. Pieces that name a topic follow its number.
    fn reordered(
        &mut self,
        list: List,
        plan: Plan,
        renumbered: &BTreeMap<String, Option<String>>,
        context: &Context,
    ) -> Action<Message> {
        // The texts are found by their places: those that cannot be read are given up.
        self.give_up(context);
        if !matches!(list, List::Audiences | List::Topics(_)) {
            return self.propose(plan, context);
        }
        self.burst.end();
        let (command, bereft) = context.newsroom.renumber(plan, renumbered);
        let notice = (bereft > 0).then(|| {
            let words = format!("Đã bỏ nội dung này khỏi cả {bereft} bài đang ghi nó.");
            Effect::Notify(Notice::undoable(words))
        });
        let action = Action::command(command);
        notice.into_iter().fold(action, Action::and)
    }

    /// The names of the fields whose texts are not in the plan.
    pub fn bad(&self, plan: &Plan) -> Vec<String> {
        let mut bad: Vec<Line> =
            self.entries.iter().filter(|(_, entry)| entry.fault.is_some()).map(|(line, _)| *line).collect();
        bad.sort_unstable();
        bad.into_iter().map(|line| line.name(plan)).collect()
    }

    /// Resets the texts that are not in the plan.
    pub fn give_up(&mut self, context: &Context) {
        self.entries.retain(|_, entry| entry.fault.is_none());
        self.follow(context);
    }
}

impl Choice {
    fn make(self, plan: &mut Plan, at: usize) {
        let Some(activity) = plan.activities.get_mut(at) else { return };
        match self {
            Self::Cadence(change) => change.make(&mut activity.cadence),
            Self::PerLocality(per_locality) => {
                activity.per_locality = per_locality;
                activity.kinds.clear();
            }
            Self::Locality(kind) => {
                let known = activity.kinds.len();
                activity.kinds.retain(|one| *one != kind);
                if activity.kinds.len() == known {
                    activity.kinds.push(kind);
                }
            }
            Self::PerPartner => {
                let mut others = activity.partners.clone();
                others.retain(|id| !activity.per_agency.contains(id));
                activity.per_agency.extend(others);
            }
            Self::Medium(medium) => activity.medium = medium,
            Self::Live(is_live) => activity.live = is_live.then_some(true),
            Self::Format(format) => activity.format = format,
            Self::Hue(hue) => activity.hue = hue,
            Self::Rule(kind) => kind.toggle(activity),
        }
    }
}
