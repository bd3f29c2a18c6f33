//! Guests with what they answered, and the programme.

use std::fmt;

use iced::widget::text;
use iced::{Alignment, Length};

use super::{Area, Editor, Line, Message, new_id};
use crate::calendar::wording;
use crate::dialogue::{Dialogue, Guest, Item, Remark, Reply};
use crate::plan::Plan;
use crate::ui::icon::Icon;
use crate::ui::theme::size;
use crate::ui::theme::style::{self, ink};
use crate::ui::widget::{
    TextField, button_icon, caption, card, check, column, field, icon_button, label, picker, row,
    section_title,
};
use crate::ui::{Context, Element};

/// Width of the column of times, logical pixels.
const TIME: f32 = 72.0;

/// The body that a guest comes from.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Choice {
    id: String,
    name: String,
}

impl Choice {
    fn all(plan: &Plan) -> Vec<Self> {
        let none = Self { id: String::new(), name: "Cá nhân, đơn vị khác".to_owned() };
        let askable = plan.askable().into_iter().map(|(id, name)| Self { id, name });
        std::iter::once(none).chain(askable).collect()
    }
}

impl fmt::Display for Choice {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        out.write_str(&self.name)
    }
}

pub(super) fn typed<'a>(placeholder: &str, value: &str, line: Line) -> TextField<'a, Message> {
    field(placeholder, value).on_input(move |text| Message::Typed(line, text)).width(Length::Fill)
}

impl Editor {
    pub(super) fn change_lists(&mut self, dialogue: &mut Dialogue, message: Message, context: &Context) {
        match message {
            Message::GuestAdded => dialogue.guests.push(Guest { id: new_id(), ..Guest::default() }),
            Message::GuestRemoved(at) if at < dialogue.guests.len() => drop(dialogue.guests.remove(at)),
            Message::GuestOf(at, choice) => {
                if let Some(guest) = dialogue.guests.get_mut(at) {
                    guest.body = choice.id;
                }
            }
            Message::PartnersInvited => {
                let plan = context.newsroom.plan();
                let piece = context.newsroom.piece(&self.piece);
                let activity = piece.and_then(|piece| plan.activity(&piece.header.activity));
                for id in activity.iter().flat_map(|activity| activity.lead.iter().chain(&activity.partners))
                {
                    let is_there = dialogue.guests.iter().any(|guest| guest.body == *id);
                    if !is_there && plan.agency(id).is_some() {
                        dialogue.guests.push(Guest { id: new_id(), body: id.clone(), ..Guest::default() });
                    }
                }
            }
            Message::Replied(at, reply) => {
                if let Some(guest) = dialogue.guests.get_mut(at) {
                    guest.reply = reply;
                }
            }
            Message::Came(at, came) => {
                if let Some(guest) = dialogue.guests.get_mut(at) {
                    guest.came = came;
                }
            }
            Message::ItemAdded => {
                let time =
                    dialogue.programme.last().map_or_else(|| "8:00".to_owned(), |item| item.time.clone());
                dialogue.programme.push(Item { id: new_id(), time, ..Item::default() });
            }
            Message::ItemRemoved(at) if at < dialogue.programme.len() => drop(dialogue.programme.remove(at)),
            Message::RemarkAdded => dialogue.remarks.push(Remark { id: new_id(), ..Remark::default() }),
            Message::RemarkRemoved(at) if at < dialogue.remarks.len() => drop(dialogue.remarks.remove(at)),
            Message::RemarkSettled(at, is_settled) => {
                if let Some(remark) = dialogue.remarks.get_mut(at) {
                    remark.is_settled = is_settled;
                }
            }
            _ => {}
        }
    }

    pub(super) fn guests<'a>(&'a self, context: &'a Context) -> Element<'a, Message> {
        let choices = Choice::all(context.newsroom.plan());
        let rows = self.dialogue.guests.iter().enumerate().map(|(at, guest)| {
            let chosen = choices.iter().find(|one| one.id == guest.body).cloned();
            let first = row![
                picker(choices.clone(), chosen, move |one| Message::GuestOf(at, one)).width(Length::Fill),
                typed("Họ tên, hoặc tên đơn vị", &guest.name, Line::GuestName(at)),
                icon_button(Icon::Close, "Bỏ khách này", style::ghost, Some(Message::GuestRemoved(at))),
            ]
            .spacing(8)
            .align_y(Alignment::Center);
            let second = row![
                typed("Chức danh", &guest.title, Line::GuestTitle(at)),
                typed("Địa chỉ", &guest.address, Line::GuestAddress(at)),
                picker(Reply::ALL, Some(guest.reply), move |reply| Message::Replied(at, reply)).width(150),
                check("Có dự", guest.came, move |came| Message::Came(at, came)),
            ]
            .spacing(8)
            .align_y(Alignment::Center);
            column![first, second].spacing(6).into()
        });
        let count = |is: fn(&Guest) -> bool| self.dialogue.guests.iter().filter(|guest| is(guest)).count();
        let sums = format!(
            "Đã mời {}; {} sẽ dự hoặc cử người thay, {} chưa trả lời, {} có dự.",
            self.dialogue.guests.len(),
            count(|guest| matches!(guest.reply, Reply::Coming | Reply::Deputy)),
            count(|guest| guest.reply == Reply::Waiting),
            count(|guest| guest.came),
        );
        let acts = row![
            button_icon(Icon::Plus, "Thêm khách", style::secondary, Some(Message::GuestAdded)),
            button_icon(
                Icon::Handshake,
                "Mời các nơi kế hoạch nêu",
                style::secondary,
                Some(Message::PartnersInvited)
            ),
        ]
        .spacing(8);
        card(column![section_title("Khách mời")].extend(rows).push(acts).push(caption(sums)).spacing(14))
    }

    pub(super) fn programme(&self) -> Element<'_, Message> {
        let dialogue = &self.dialogue;
        let rows = dialogue.programme.iter().enumerate().map(|(at, item)| {
            row![
                typed("8:10", &item.time, Line::ItemTime(at)).width(TIME),
                typed("Nội dung", &item.text, Line::ItemText(at)).width(Length::FillPortion(3)),
                typed("Người thực hiện", &item.by, Line::ItemBy(at)).width(Length::FillPortion(2)),
                icon_button(Icon::Close, "Bỏ mục này", style::ghost, Some(Message::ItemRemoved(at))),
            ]
            .spacing(8)
            .align_y(Alignment::Center)
            .into()
        });
        let add = button_icon(Icon::Plus, "Thêm mục", style::secondary, Some(Message::ItemAdded));
        let carried = self.asked.carried.len();
        let carried = (carried > 0).then(|| {
            let said = format!(
                "Kỳ trước còn {} chưa trả lời; bản in liệt kê để báo lại ở đầu buổi.",
                wording::counted(carried, "việc")
            );
            text(said).size(size::CAPTION).style(ink::warn)
        });
        card(
            column![section_title("Chương trình")]
                .push(column![label("Chủ đề"), typed("Chủ đề", &dialogue.topic, Line::Topic)].spacing(4))
                .push(
                    column![label("Nơi tổ chức"), typed("Hội trường …", &dialogue.place, Line::Place)]
                        .spacing(4),
                )
                .extend(rows)
                .push(add)
                .push(carried)
                .push(label("Cách làm việc"))
                .push(self.area(Area::Manner, "Mỗi câu hỏi mấy phút, việc hẹn lại ghi thế nào", 90.0))
                .spacing(10),
        )
    }
}
