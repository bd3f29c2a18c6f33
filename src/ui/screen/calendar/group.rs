//! Several chips chosen together: by Ctrl and Shift with the mouse, by Shift with the arrows, all of what is shown.

use std::collections::BTreeSet;

use chrono::NaiveDate;
use iced::keyboard::Modifiers;

use super::model::{Chip, ChipKey, DayChips};
use super::{Calendar, Message, View};
use crate::newsroom::{Batch, Gap, Newsroom, Shift};
use crate::ui::many::{self, Chosen, Kind};
use crate::ui::{Action, Context, Effect, Notice};

/// Empty while at most one chip is selected in the ordinary way.
#[derive(Debug, Default)]
pub(super) struct Group {
    keys: BTreeSet<ChipKey>,
    /// Where a range begins.
    anchor: Option<ChipKey>,
    /// The day at which a range by keys begins.
    anchor_day: Option<NaiveDate>,
    pieces: usize,
    gaps: usize,
}

impl Group {
    pub fn is_empty(&self) -> bool {
        self.keys.is_empty()
    }

    pub fn contains(&self, key: &ChipKey) -> bool {
        self.keys.contains(key)
    }

    pub fn clear(&mut self) {
        *self = Self::default();
    }

    /// The numbers of pieces and of groups of empty slots.
    pub fn counts(&self) -> (usize, usize) {
        (self.pieces, self.gaps)
    }

    fn set(&mut self, keys: BTreeSet<ChipKey>) {
        self.pieces = keys.iter().filter_map(|key| key.piece.as_ref()).collect::<BTreeSet<_>>().len();
        self.gaps = keys.iter().filter(|key| key.piece.is_none()).count();
        self.keys = keys;
    }
}

impl Calendar {
    /// Whether a chip is selected, alone or with others.
    pub(super) fn is_chosen(&self, key: &ChipKey) -> bool {
        self.selected.as_ref() == Some(key) || self.group.contains(key)
    }

    /// With Ctrl a chip joins the others or leaves them, with Shift all up to it do; without either, none when the press
    /// is an ordinary one.
    pub(super) fn press_with(
        &mut self,
        key: &ChipKey,
        modifiers: Modifiers,
        context: &Context,
    ) -> Option<Action<Message>> {
        if !modifiers.command() && !modifiers.shift() {
            return None;
        }
        let anchor = self.group.anchor.clone().or_else(|| self.selected.clone());
        let mut keys = std::mem::take(&mut self.group.keys);
        if modifiers.shift() {
            let from = anchor.as_ref().unwrap_or(key);
            keys.extend(match self.view {
                View::Board => self.board.between(from, key),
                _ => between(&self.day_chips, &context.newsroom, from, key),
            });
            self.group.anchor = Some(from.clone());
        } else {
            if keys.is_empty() {
                keys.extend(self.selected.clone());
            }
            if !keys.remove(key) {
                let _ = keys.insert(key.clone());
            }
            self.group.anchor = Some(key.clone());
        }
        let kept = std::mem::take(&mut self.group);
        let action = self.select(Some(key.clone()), context);
        self.group = kept;
        if keys.is_empty() {
            self.group.clear();
        } else {
            self.group.set(keys);
        }
        Some(action)
    }

    /// Everything shown: the week's, the month's, the board's or the list's chips.
    pub(super) fn choose_all(&mut self, context: &Context) -> Action<Message> {
        if self.view == View::Board {
            let action = self.keep(context);
            self.group.set(self.board.keys().cloned().collect());
            return action;
        }
        let (from, to) = self.range(&context.newsroom);
        let action = self.choose_days(from, to, context);
        if self.view == View::List {
            let undated = self.day_chips.undated(&context.newsroom).iter().map(|chip| chip.key.clone());
            let keys = std::mem::take(&mut self.group.keys).into_iter().chain(undated).collect();
            self.group.set(keys);
        }
        action
    }

    /// All chips of these days.
    fn choose_days(&mut self, from: NaiveDate, to: NaiveDate, context: &Context) -> Action<Message> {
        let days: Vec<NaiveDate> = self.day_chips.days().filter(|day| (from..=to).contains(day)).collect();
        let newsroom = &context.newsroom;
        let chips = days.into_iter().flat_map(|day| self.day_chips.on(newsroom, day));
        let keys = chips.map(|chip| chip.key.clone()).collect();
        let action = self.keep(context);
        self.group.set(keys);
        action
    }

    /// Shift with an arrow: the days from where it began to the new one.
    pub(super) fn extend_to(&mut self, day: NaiveDate, context: &Context) -> Action<Message> {
        let from = *self.group.anchor_day.get_or_insert(self.day);
        self.go(day, &context.newsroom);
        let action = self.choose_days(from.min(day), from.max(day), context);
        self.group.anchor_day = Some(from);
        self.set_selected(None, context);
        action
    }

    /// What is chosen: the group, else the selected chip.
    pub(super) fn chosen(&self, context: &Context) -> Chosen {
        let newsroom = &context.newsroom;
        let alone = self.selected.iter().filter(|_| self.group.is_empty());
        let keys = self.group.keys.iter().chain(alone);
        let chips: Vec<&Chip> = keys.filter_map(|key| self.day_chips.find(newsroom, key)).collect();
        let gap = |chip: &&&Chip| chip.is_empty_slot();
        Chosen {
            picks: chips.iter().filter_map(|chip| chip.pick()).collect(),
            gaps: chips
                .iter()
                .filter(gap)
                .map(|chip| Gap {
                    activity: chip.activity.clone(),
                    slots: chip.slots.clone(),
                    date: chip.key.date,
                    time: chip.time,
                })
                .collect(),
        }
    }

    /// Opens the sheet of a change for what is chosen.
    pub(super) fn ask(&mut self, kind: Kind, context: &Context) -> Action<Message> {
        let chosen = self.chosen(context);
        let is_meant = if kind == Kind::Fill { !chosen.gaps.is_empty() } else { !chosen.picks.is_empty() };
        if !is_meant {
            return Action::none();
        }
        let action = self.keep(context);
        let person = self.filter.person.clone();
        let task = self.many.open(kind, chosen, person.as_deref(), context).map(Message::Many);
        action.and_task(task)
    }

    pub(super) fn update_many(&mut self, message: many::Message, context: &Context) -> Action<Message> {
        match message {
            many::Message::Asked(kind) => self.ask(kind, context),
            many::Message::Cleared => {
                self.group.clear();
                Action::none()
            }
            message => self.many.update(message, context).map(Message::Many),
        }
    }

    /// What moving the group like one of its chips would do; none without a group or a day of the chip.
    pub(super) fn group_move(
        &self,
        lead: &ChipKey,
        day: Option<NaiveDate>,
        context: &Context,
    ) -> Option<Batch> {
        if !self.group.contains(lead) {
            return None;
        }
        let shift = match (lead.date, day) {
            (Some(from), Some(to)) => Shift::By((to - from).num_days()),
            (Some(_), None) => Shift::To(None),
            (None, _) => return None,
        };
        Some(context.newsroom.shift(&self.chosen(context).picks, shift, true))
    }

    /// Moves the group like one of its chips.
    pub(super) fn move_group(
        &mut self,
        lead: &ChipKey,
        day: Option<NaiveDate>,
        context: &Context,
    ) -> Option<Action<Message>> {
        let batch = self.group_move(lead, day, context)?;
        let notice = many::moved(&batch);
        if let Some(day) = day.filter(|_| !batch.is_empty()) {
            self.day = day;
        }
        let action = self.keep(context);
        Some(if batch.is_empty() {
            action.and(Effect::Notify(Notice::error(notice)))
        } else {
            action.and(Effect::Apply(batch.command)).and(Effect::Notify(Notice::undoable(notice)))
        })
    }

    /// After a change: the chips of the group are followed.
    pub(super) fn follow_group(&mut self, newsroom: &Newsroom) {
        let keys = std::mem::take(&mut self.group.keys);
        let keys = keys.iter().filter_map(|key| self.day_chips.follow(newsroom, key)).collect();
        self.group.set(keys);
    }
}

/// The chips from one to another, both included, in the order of the calendar. Those of the tray stand alone.
fn between(day_chips: &DayChips, newsroom: &Newsroom, from: &ChipKey, to: &ChipKey) -> Vec<ChipKey> {
    let (Some(first), Some(last)) = (from.date, to.date) else { return vec![to.clone()] };
    let (first, last) = (first.min(last), first.max(last));
    let days: Vec<NaiveDate> = day_chips.days().filter(|day| (first..=last).contains(day)).collect();
    let chips = days.into_iter().flat_map(|day| day_chips.on(newsroom, day)).map(|chip| &chip.key);
    let chips: Vec<&ChipKey> = chips.collect();
    let at = |key: &ChipKey| chips.iter().position(|other| *other == key);
    match (at(from), at(to)) {
        (Some(a), Some(b)) => chips[a.min(b)..=a.max(b)].iter().map(|key| (*key).clone()).collect(),
        _ => vec![to.clone()],
    }
}
