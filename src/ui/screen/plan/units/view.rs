//! The tables as they look: search, offer, rows, the pane beside them, the preview above.

use iced::widget::{container, space, text};
use iced::{Alignment, Length, Padding};

use super::paste::Preview;
use super::{Message, NEW, New, SEARCH, Table, Units, agency, locality};
use crate::calendar::wording;
use crate::plan::{Plan, UnitList};
use crate::ui::theme::size;
use crate::ui::theme::style::{self, Mood};
use crate::ui::widget::{
    button_icon, button_label, caption, column, dialog, divider, field, inspector, picker, row, scroll,
    section_title, segmented,
};
use crate::ui::{Context, Element, Icon};

impl Units {
    pub fn view<'a>(&'a self, context: &'a Context) -> Element<'a, Message> {
        let plan = context.newsroom.plan();
        let choices = [(Table::Localities, "Địa bàn"), (Table::Agencies, "Cơ quan")];
        let is_of_localities = self.table == Table::Localities;
        let (hint, add) = if is_of_localities {
            ("Tìm địa bàn, không dấu cũng được", "Thêm địa bàn")
        } else {
            ("Tìm cơ quan, không dấu cũng được", "Thêm cơ quan")
        };
        let paste = is_of_localities.then(|| {
            button_icon(Icon::Clipboard, "Dán từ Excel…", style::secondary, Some(Message::PasteAsked))
        });
        let total = if is_of_localities { plan.localities.len() } else { plan.agencies.len() };
        let count = match self.listed.len() {
            shown if shown == total => wording::grouped(total as u64),
            shown => format!("{}/{}", wording::grouped(shown as u64), wording::grouped(total as u64)),
        };
        let bar = row![
            segmented(choices, self.table, Message::TableChosen),
            field(hint, &self.query).id(SEARCH).on_input(Message::Searched).width(300),
            caption(count),
            space().width(Length::Fill),
        ]
        .push(paste)
        .push(button_icon(Icon::Plus, add, style::secondary, Some(Message::NewAsked)))
        .spacing(12)
        .align_y(Alignment::Center);
        let on_record = self.on_record.as_ref().filter(|_| is_of_localities);
        let offer = on_record.and_then(|list| offer(list, plan));
        let rows = match self.table {
            Table::Localities => {
                locality::table(&self.listed, self.chosen.as_deref(), &self.localities, plan)
            }
            Table::Agencies => agency::table(&self.listed, self.chosen.as_deref(), plan),
        };
        let main = column![container(bar).padding([12, 16])]
            .push(self.new.as_ref().map(|new| container(self.adding(new)).padding([0, 16])))
            .push(offer.map(|offer| container(offer).padding([4, 16])))
            .push(rows)
            .spacing(4)
            .width(Length::Fill)
            .height(Length::Fill);
        let pane = inspector(container(self.pane(context)).padding([14, 16]));
        let under = container(row![main, pane]).style(style::surface).height(Length::Fill);
        let preview = self.preview.as_ref().map(Preview::view);
        dialog(under, preview, Message::Dismissed)
    }

    fn adding<'a>(&'a self, new: &'a New) -> Element<'a, Message> {
        let is_of_localities = self.table == Table::Localities;
        let kinds = is_of_localities.then(|| {
            picker(locality::KINDS, Some(locality::Kind(new.kind)), |kind| Message::NewKindChosen(kind.0))
                .width(120)
        });
        let hint = if is_of_localities { "Tên, không ghi loại: Ninh Kiều" } else { "Tên cơ quan" };
        let name = field(hint, &new.name).id(NEW).on_input(Message::NewNamed).on_submit(Message::NewAdded);
        let is_named = !new.name.trim().is_empty();
        row![]
            .push(kinds)
            .push(name)
            .push(button_label("Thêm", style::primary, is_named.then_some(Message::NewAdded)))
            .push(button_label("Thôi", style::ghost, Some(Message::Dismissed)))
            .spacing(8)
            .align_y(Alignment::Center)
            .into()
    }

    /// The pane beside the table: the rest of the chosen entry.
    fn pane<'a>(&'a self, context: &'a Context) -> Element<'a, Message> {
        let plan = context.newsroom.plan();
        let chosen = self.chosen.as_deref();
        let content = match self.table {
            Table::Localities => {
                chosen.and_then(|id| Some(locality::pane(plan.locality(id)?, self.localities.get(id)?, plan)))
            }
            Table::Agencies => {
                chosen.and_then(|id| Some(agency::pane(plan.agency(id)?, self.agencies.get(id)?, plan)))
            }
        };
        let Some(content) = content else {
            let hint = match self.table {
                Table::Localities => {
                    "Bấm vào một ô để sửa ngay trong bảng. Để thêm nhiều đơn vị: chép các ô trong Excel rồi bấm \
                     Ctrl V ở đây, chương trình cho xem trước khi nhận."
                }
                Table::Agencies => "Bấm vào một cơ quan để xem và sửa.",
            };
            return caption(hint);
        };
        let remove = match &self.mentions {
            Some(mentions) => self.question(mentions),
            None => button_icon(Icon::Trash, "Bỏ khỏi kế hoạch", style::ghost, Some(Message::RemoveAsked)),
        };
        let content = scroll(container(content).padding(Padding::ZERO.right(10))).height(Length::Fill);
        column![content, divider(), remove].spacing(10).into()
    }

    fn question<'a>(&self, mentions: &'a [String]) -> Element<'a, Message> {
        let next = match self.table {
            Table::Localities => {
                "Nếu bỏ, các chỗ ấy trong kế hoạch được bỏ theo; bài vẫn còn. Hoàn tác được."
            }
            Table::Agencies => "Nếu bỏ, các chỗ ấy trong kế hoạch không còn ghi cơ quan này. Hoàn tác được.",
        };
        let content = column![section_title("Còn nơi nhắc đến"), text(mentions.join("; ")).size(size::DENSE)]
            .push(caption(next))
            .push(
                row![
                    button_label("Vẫn bỏ", style::danger, Some(Message::RemoveConfirmed)),
                    button_label("Thôi", style::ghost, Some(Message::Dismissed)),
                ]
                .spacing(8),
            )
            .spacing(8);
        container(content).padding([12, 14]).width(Length::Fill).style(style::notice(Mood::Warn)).into()
    }
}

/// The units that the program knows, where the plan has none of them.
fn offer<'a>(list: &UnitList, plan: &Plan) -> Option<Element<'a, Message>> {
    let from = list.rows.first()?.unit.valid_from.map_or_else(String::new, wording::plain_date);
    let content = row![
        text(format!(
            "Danh mục chưa có đơn vị nào của {} từ {from} (Nghị quyết 1668/NQ-UBTVQH15).",
            plan.city
        ))
        .size(size::DENSE)
        .width(Length::Fill),
        button_label("Lấy 103 đơn vị của Cần Thơ từ 1/7/2025", style::primary, Some(Message::RecordTaken)),
    ]
    .spacing(12)
    .align_y(Alignment::Center);
    Some(container(content).padding([10, 14]).width(Length::Fill).style(style::notice(Mood::Accent)).into())
}
