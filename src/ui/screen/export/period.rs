//! The period of a schedule or a report.

use iced::widget::text;
use iced::{Alignment, Length};

use super::{Choice, Dialog, Message, PeriodKind};
use crate::document::budget::Kind;
use crate::ui::theme::size;
use crate::ui::theme::style::{self, ink};
use crate::ui::widget::{
    button_label, caption, check, column, field, icon_button, label, picker, row, segmented,
};
use crate::ui::{Context, Element, Export, Icon};

impl Dialog {
    pub(super) fn period<'a>(&'a self, context: &'a Context) -> Option<Element<'a, Message>> {
        let asked = match &self.what {
            Export::Schedule(request) => request,
            Export::Report { .. } => return Some(self.report_period(context)),
            Export::Budget(request) => {
                let kinds = Kind::ALL.map(|kind| (kind, kind.name()));
                return Some(segmented(kinds, request.kind, Message::BudgetKindChosen));
            }
            Export::Piece(_)
            | Export::Assignments(_)
            | Export::Cases(_)
            | Export::Desk(_)
            | Export::Places(_) => return None,
        };
        let plan = context.newsroom.plan();
        let choices = |all: &str, items: Vec<(String, String)>| -> Vec<Choice> {
            std::iter::once(Choice { id: None, name: all.to_owned() })
                .chain(items.into_iter().map(|(id, name)| Choice { id: Some(id), name }))
                .collect()
        };
        let activities = choices(
            "Phát sóng và báo",
            plan.activities.iter().map(|activity| (activity.id.clone(), activity.short.clone())).collect(),
        );
        let localities = choices(
            "Mọi địa bàn",
            plan.localities.iter().map(|locality| (locality.id.clone(), locality.full_name())).collect(),
        );
        let of = |choices: &[Choice], id: Option<&String>| {
            choices.iter().find(|choice| choice.id.as_ref() == id).unwrap_or(&choices[0]).clone()
        };
        let activity = self.activity.clone().unwrap_or_else(|| match asked.activities.as_slice() {
            several @ [_, _, ..] => Choice { id: None, name: format!("{} hình thức", several.len()) },
            one => of(&activities, one.first()),
        });
        let locality = self.locality.clone().unwrap_or_else(|| of(&localities, asked.locality.as_ref()));
        let days = row![
            column![label("Từ ngày"), field("01/03/2014", &self.from).on_input(Message::FromChanged)]
                .spacing(4),
            column![label("Đến ngày"), field("31/03/2014", &self.to).on_input(Message::ToChanged)].spacing(4),
            icon_button(Icon::Left, "Tháng trước", style::secondary, Some(Message::MonthMoved(-1))),
            icon_button(Icon::Right, "Tháng sau", style::secondary, Some(Message::MonthMoved(1))),
            button_label("Cả năm", style::secondary, Some(Message::WholeYear)),
        ]
        .spacing(8)
        .align_y(Alignment::End);
        let filters = row![
            column![
                label("Hình thức"),
                picker(activities, Some(activity), Message::ActivityChosen).width(Length::Fill)
            ]
            .spacing(4),
            column![
                label("Địa bàn"),
                picker(localities, Some(locality), Message::LocalityChosen).width(Length::Fill)
            ]
            .spacing(4),
        ]
        .spacing(8);
        Some(column![days, filters].spacing(12).into())
    }

    /// Whether only the user's own part is printed; nothing for who is of no agency and no locality.
    pub(super) fn whose<'a>(&self, context: &Context) -> Option<Element<'a, Message>> {
        let mine = context.mine();
        let is_asked = !matches!(self.what, Export::Piece(_) | Export::Desk(_)) && !mine.is_everything();
        let name = format!("Chỉ phần của tôi ({})", mine.name(context.newsroom.plan()));
        is_asked.then(|| check(name, self.is_mine, Message::MineChosen))
    }

    /// Whether the schedule is only of the person and the body that the calendar shows alone.
    pub(super) fn filtered<'a>(&self, context: &Context) -> Option<Element<'a, Message>> {
        let whose = self.filter.whose.as_ref().map(|whose| whose.name(context.newsroom.plan()));
        let names: Vec<String> = whose.into_iter().chain(self.filter.person.clone()).collect();
        let name = format!("Chỉ phần đang lọc trong Lịch ({})", names.join(", "));
        (!names.is_empty()).then(|| check(name, !self.filter.is_dropped, Message::FilterChosen))
    }

    /// A report's first day, and the day as of which it counts.
    fn report_period<'a>(&'a self, context: &'a Context) -> Element<'a, Message> {
        let kind = self.period_kind(context).map(|(kind, _)| kind);
        let step = |mark, hint, by| {
            icon_button(mark, hint, style::secondary, kind.is_some().then_some(Message::MonthMoved(by)))
        };
        let days = row![
            column![label("Từ ngày"), field("Từ đầu năm", &self.from).on_input(Message::FromChanged)]
                .spacing(4),
            column![label("Tính đến ngày"), field("31/03/2014", &self.to).on_input(Message::ToChanged)]
                .spacing(4),
            step(Icon::Left, "Kỳ báo cáo trước", -1),
            step(Icon::Right, "Kỳ báo cáo sau", 1),
        ]
        .spacing(8)
        .align_y(Alignment::End);
        let choose = |kind: Option<PeriodKind>| Message::PeriodKindChosen(kind.unwrap_or(PeriodKind::Month));
        let kinds = column![label("Kỳ báo cáo"), segmented(PeriodKind::ALL, kind, choose)].spacing(4);
        let is_ahead = Self::day(&self.to, context).is_some_and(|to| to > context.newsroom.today());
        let hint: Element<'a, Message> = if is_ahead {
            let message =
                "Ngày cuối chưa tới: kỳ đến hạn trước ngày ấy mà nay chưa phát, đăng sẽ bị kể là chưa làm.";
            text(message).size(size::CAPTION).line_height(1.5).style(ink::warn).into()
        } else {
            caption("Số liệu tính đến hết ngày cuối: những gì sau ngày ấy chưa được kể.")
        };
        column![kinds, days, hint].spacing(12).into()
    }
}
