//! What the plan must know of a poster: the day it is put up, what it is about; and deleting it.

use iced::widget::{container, text};
use iced::{Alignment, Length};

use crate::calendar::wording;
use crate::newsroom::Command;
use crate::piece::{Airing, Header, Piece};
use crate::ui::icon::Icon;
use crate::ui::theme::size;
use crate::ui::theme::style::{self, Mood, ink};
use crate::ui::widget::{button, button_icon, column, field, icon_button, label, row, tag, tip};
use crate::ui::{Action, Context, Effect, Element, Notice};

use super::super::keep::KEEP;
use super::{Designer, Message, Property};

impl Designer {
    /// Changes the piece's header.
    pub(super) fn edit_header(&self, context: &Context, edit: impl FnOnce(&mut Header)) -> Action<Message> {
        let Some(piece) = context.newsroom.piece(&self.id) else { return Action::none() };
        let mut header = piece.header.clone();
        edit(&mut header);
        if header == piece.header {
            return Action::none();
        }
        Action::command(Command::SetHeader(Box::new(header)))
    }

    /// The day it is put up, from a typed text; none clears it.
    pub(super) fn set_date(&self, typed: &str, context: &Context) -> Action<Message> {
        let date = wording::parse_date(typed, context.newsroom.plan().year);
        if date.is_none() && !typed.trim().is_empty() {
            return Action::none();
        }
        self.edit_header(context, |header| {
            if header.airings.is_empty() {
                let slot = context.newsroom.obligations().of_activity(&header.activity).next();
                header.airings.extend(slot.map(|view| Airing::undated(view.slot.id.clone())));
            }
            for airing in &mut header.airings {
                airing.date = date;
            }
        })
    }

    pub(super) fn toggle_topic(&self, clause: &str, context: &Context) -> Action<Message> {
        self.edit_header(context, |header| {
            if header.topics.iter().any(|topic| topic == clause) {
                header.topics.retain(|topic| topic != clause);
            } else {
                header.topics.push(clause.to_owned());
            }
        })
    }

    pub(super) fn remove(&self, context: &Context) -> Action<Message> {
        let Some(piece) = context.newsroom.piece(&self.id) else { return Action::none() };
        let notice = format!("Đã xóa “{}”. Tệp nằm trong thùng rác của thư mục.", piece.header.title);
        Action::command(Command::Remove(self.id.clone())).and(Effect::Notify(Notice::undoable(notice)))
    }

    pub(super) fn header<'a>(&'a self, piece: &'a Piece, context: &'a Context) -> Element<'a, Message> {
        let typed = self.typing.as_ref().filter(|typing| typing.field == Property::Date);
        let day = context.newsroom.first_day(&piece.header).map(wording::date).unwrap_or_default();
        let date = field("ngày/tháng/năm", typed.map_or(day.as_str(), |typing| &typing.text))
            .on_input(|text| Message::Typed(Property::Date, text))
            .on_submit(Message::Submit);
        let keep = button_icon(Icon::Star, KEEP, style::secondary, Some(Message::Kept));
        let remove = button_icon(Icon::Trash, "Xóa áp phích này", style::danger, Some(Message::Removed));
        column![
            column![label("Ngày treo, dán"), date].spacing(4),
            self.topics(piece, context),
            column![keep, remove].spacing(8)
        ]
        .spacing(16)
        .into()
    }

    /// The topics of section III that it is about.
    fn topics<'a>(&'a self, piece: &'a Piece, context: &'a Context) -> Element<'a, Message> {
        let plan = context.newsroom.plan();
        let topics = &piece.header.topics;
        let (mark, hint) =
            if self.opened.topics { (Icon::Check, "Xong") } else { (Icon::Pen, "Chọn nội dung") };
        let head = row![
            container(label("Nội dung (III)")).width(Length::Fill),
            icon_button(mark, hint, style::ghost, Some(Message::ShowTopics(!self.opened.topics)))
        ]
        .align_y(Alignment::Center);
        if self.opened.topics {
            let all = plan.audiences.iter().flat_map(|audience| &audience.topics).map(|topic| {
                let name = text(format!("{} {}", topic.clause, topic.short)).size(size::CAPTION);
                let face = button(name.width(Length::Fill))
                    .padding([4, 10])
                    .width(Length::Fill)
                    .style(style::choice(topics.contains(&topic.clause)))
                    .on_press(Message::TopicToggled(topic.clause.clone()));
                tip(face, topic.text.as_str())
            });
            return column![head].extend(all).spacing(2).into();
        }
        if topics.is_empty() {
            let none = text("Chưa chọn nội dung nào của mục III.").size(size::CAPTION);
            return column![head, none.style(ink::secondary)].spacing(2).into();
        }
        let tags = topics.iter().map(|clause| match plan.topic(clause) {
            Some((_, topic)) => {
                tip(tag(None, format!("{clause} {}", topic.short), Mood::Neutral), topic.text.as_str())
            }
            None => tag(None, clause.as_str(), Mood::Warn),
        });
        column![head, row(tags).spacing(6).wrap().vertical_spacing(6)].spacing(2).into()
    }
}
