//! What changes the register: fields of the place in the pane, many at once, new ones, removals.

use std::time::Instant;

use iced::Task;
use iced::widget::operation;

use super::pane::DayText;
use super::{Field, Message, NAME, Places, Shown, set};
use crate::calendar::wording;
use crate::place::{Place, PlaceKind};
use crate::ui::{Action, Context, Effect, Notice};

impl Places {
    pub(super) fn typed(&mut self, field: Field, text: &str, context: &Context) -> Action<Message> {
        let Some(id) = self.chosen.clone() else { return Action::none() };
        if let Some(days) = &mut self.days {
            days.set(field, text, context.newsroom.plan().year);
        }
        let days = self.days.clone();
        let places = context.newsroom.places().edited(std::slice::from_ref(&id), |place| match field {
            Field::Name => text.clone_into(&mut place.name),
            Field::Kind => place.kind = PlaceKind::Own(text.to_owned()),
            Field::Address => text.clone_into(&mut place.address),
            Field::Size => text.clone_into(&mut place.size),
            Field::Owner => text.clone_into(&mut place.owner),
            Field::Contact => text.clone_into(&mut place.contact),
            Field::Reason => text.clone_into(&mut place.reason),
            Field::From | Field::To | Field::Checked => {
                if let Some(days) = &days {
                    days.write(place);
                }
            }
        });
        if places == *context.newsroom.places() {
            return Action::none();
        }
        set(places, self.burst.continues(Some((id, field)), Instant::now()))
    }

    /// Changes the place in the pane.
    pub(super) fn change(&mut self, context: &Context, edit: impl Fn(&mut Place)) -> Action<Message> {
        let Some(id) = &self.chosen else { return Action::none() };
        self.burst.end();
        set(context.newsroom.places().edited(std::slice::from_ref(id), edit), false)
    }

    /// Changes all that are ticked, as one step.
    pub(super) fn change_many(
        &mut self,
        context: &Context,
        what: &str,
        edit: impl Fn(&mut Place),
    ) -> Action<Message> {
        let ids: Vec<String> = self.marked.iter().cloned().collect();
        let notice = format!("Đã ghi “{what}” cho {}.", wording::counted(ids.len(), "địa điểm"));
        set(context.newsroom.places().edited(&ids, edit), false).and(Effect::Notify(Notice::undoable(notice)))
    }

    pub(super) fn add(&mut self, context: &Context) -> Action<Message> {
        let place = Place {
            kind: self.kind.clone().unwrap_or_default(),
            locality: self.locality.clone().unwrap_or_default(),
            name: "Địa điểm mới".to_owned(),
            ..Place::default()
        };
        self.query.clear();
        self.shown = Shown::All;
        self.days = Some(DayText::new(&place));
        let (places, id) = context.newsroom.places().with_place(place);
        self.chosen = Some(id);
        set(places, false).and_task(Task::batch([operation::focus(NAME), operation::select_all(NAME)]))
    }

    /// Removes what is ticked, else the place in the pane. Airings that name it keep its id.
    pub(super) fn remove(&mut self, context: &Context) -> Action<Message> {
        let ids: Vec<String> = if self.marked.is_empty() {
            self.chosen.iter().cloned().collect()
        } else {
            self.marked.iter().cloned().collect()
        };
        if ids.is_empty() {
            return Action::none();
        }
        self.marked.clear();
        let notice = format!("Đã bỏ {} khỏi danh mục.", wording::counted(ids.len(), "địa điểm"));
        set(context.newsroom.places().without(&ids), false).and(Effect::Notify(Notice::undoable(notice)))
    }
}
