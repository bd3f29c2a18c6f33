//! Duplicates: the case that already says this, which is then counted and answered for both.

use iced::Length;
use iced::widget::text;

use super::list::Choice;
use super::{Cases, Message};
use crate::calendar::wording;
use crate::case::{Case, linked};
use crate::newsroom::{Command, Newsroom};
use crate::ui::theme::size;
use crate::ui::theme::style;
use crate::ui::widget::{button_label, caption, column, picker, row, row_button};
use crate::ui::{Action, Context, Effect, Element, Notice};

/// Most cases offered, the most alike first.
const OFFERED: usize = 40;

/// The cases that a duplicate of this one may be linked to, the most alike first.
fn alike(case: &Case, newsroom: &Newsroom) -> Vec<Choice> {
    let others = newsroom.entries::<Case>();
    let others = others.filter(|other| other.id != case.id && other.duplicate_of.is_none());
    let mut others: Vec<(usize, &Case)> = others.map(|other| (case.likeness(other), other)).collect();
    others.sort_by_key(|(likeness, other)| std::cmp::Reverse((*likeness, other.received)));
    let choice = |other: &Case| {
        Choice::new(&other.id, format!("{} {}", wording::day_month(other.received), other.topic))
    };
    others.into_iter().take(OFFERED).map(|(_, other)| choice(other)).collect()
}

/// Sets these cases, as one command.
fn set(cases: Vec<Case>) -> Command {
    let set = |case: Case| Command::SetRecord { record: case.into(), is_typing: false };
    Command::All(cases.into_iter().map(set).collect())
}

impl Cases {
    pub(super) fn ask_twin(&mut self, context: &Context) {
        let case = self.opened.as_deref().and_then(|id| context.newsroom.case(id));
        self.twins = case.map(|case| alike(case, &context.newsroom));
    }

    /// Links the opened case to the one chosen.
    pub(super) fn link_twin(&mut self, choice: Choice, context: &Context) -> Action<Message> {
        self.twins = None;
        let Some((id, to)) = self.opened.clone().zip(choice.id) else { return Action::none() };
        link(&[id], &to, context)
    }

    /// Links all that are chosen to the one that came first.
    pub(super) fn join_twins(&mut self, context: &Context) -> Action<Message> {
        let chosen: Vec<&Case> = self.chosen.iter().filter_map(|id| context.newsroom.case(id)).collect();
        let Some(first) = chosen.iter().min_by_key(|case| (case.received, &case.id)) else {
            return Action::none();
        };
        let ids: Vec<String> = chosen.iter().map(|case| case.id.clone()).collect();
        let first = first.id.clone();
        self.chosen.clear();
        self.opened = Some(first.clone());
        link(&ids, &first, context)
    }

    /// The opened case is answered by itself again.
    pub(super) fn part_twin(&self, context: &Context) -> Action<Message> {
        let Some(case) = self.opened.as_deref().and_then(|id| context.newsroom.case(id)) else {
            return Action::none();
        };
        let parted = Case { duplicate_of: None, ..case.clone() };
        let said = Notice::undoable("Đã tách: ý kiến này được trả lời riêng.");
        Action::command(set(vec![parted])).and(Effect::Notify(said))
    }

    /// What a case is a duplicate of, its own duplicates, and how to link it.
    pub(super) fn twins<'a>(&'a self, case: &'a Case, context: &'a Context) -> Element<'a, Message> {
        let newsroom = &context.newsroom;
        if let Some(original) = case.duplicate_of.as_deref() {
            let name = newsroom.case(original).map_or(original, |other| other.topic.as_str());
            let title = text(format!("Trùng với “{name}”")).size(size::CAPTION);
            let open = row_button(title, false, Message::CaseOpened(original.to_owned()));
            let part = button_label("Tách ra, trả lời riêng", style::ghost, Some(Message::TwinParted));
            return column![open, row![part]].spacing(2).into();
        }
        let same = newsroom.entries::<Case>().filter(|other| other.duplicate_of.as_ref() == Some(&case.id));
        let same: Vec<&Case> = same.collect();
        let head =
            (!same.is_empty()).then(|| caption(format!("Cùng việc này: thêm {} người nêu", same.len())));
        let rows = same.into_iter().map(|other| {
            let title =
                text(format!("{} {}", wording::day_month(other.received), other.topic)).size(size::CAPTION);
            row_button(title, false, Message::CaseOpened(other.id.clone()))
        });
        let link: Element<'a, Message> = match &self.twins {
            Some(twins) => picker(twins.as_slice(), None::<Choice>, Message::TwinPicked)
                .placeholder("Trùng với ý kiến nào")
                .width(Length::Fill)
                .into(),
            None => {
                row![button_label("Trùng với ý kiến khác…", style::ghost, Some(Message::TwinAsked))].into()
            }
        };
        column![].push(head).extend(rows).push(link).spacing(2).into()
    }
}

fn link(ids: &[String], to: &str, context: &Context) -> Action<Message> {
    let all: Vec<&Case> = context.newsroom.entries::<Case>().collect();
    let changed = linked(ids, to, &all);
    if changed.is_empty() {
        return Action::none();
    }
    let said = format!("Đã nối {} vào một, trả lời chung.", wording::counted(changed.len(), "ý kiến trùng"));
    Action::command(set(changed)).and(Effect::Notify(Notice::undoable(said)))
}
