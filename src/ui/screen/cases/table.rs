//! The table: a case a row, only those in view drawn.

use iced::widget::{container, text};
use iced::{Alignment, Length};

use super::list::Line;
use super::{Cases, LIST, Message};
use crate::calendar::wording;
use crate::case::State;
use crate::fold::capital;
use crate::ledger::CaseTiming;
use crate::ui::theme::size;
use crate::ui::theme::style::{self, Mood, ink};
use crate::ui::widget::{button, clamp, column, label, list_in_view, row, rows_in_view, tag};
use crate::ui::{Context, Element, font};

/// Height of a row and widths of columns, logical pixels.
pub const ROW: f32 = 52.0;
const DAY: f32 = 64.0;
const AGENCY: f32 = 168.0;
const STATE: f32 = 116.0;

impl Cases {
    pub(super) fn table<'a>(&'a self, context: &'a Context) -> Element<'a, Message> {
        let rows = rows_in_view(self.visible, ROW, self.list.count_shown(), |shown| {
            shown.filter_map(|at| self.list.line(at)).map(|line| self.line(line, context))
        });
        list_in_view(rows, Message::Scrolled).id(LIST).into()
    }

    fn line<'a>(&'a self, line: &'a Line, context: &'a Context) -> Element<'a, Message> {
        let plan = context.newsroom.plan();
        let is_opened = self.opened.as_ref() == Some(&line.id);
        let is_chosen = is_opened || self.chosen.contains(&line.id);
        let received = text(wording::day_month(line.received)).size(size::CAPTION).style(ink::secondary);
        let place = plan.locality(&line.locality).map(crate::plan::Locality::full_name);
        let field = (!line.field.is_empty())
            .then(|| context.newsroom.settings().cases.field_name(&line.field).to_owned());
        let detail = [Some(line.source.name().to_owned()), field, place];
        let detail = detail.into_iter().flatten().collect::<Vec<_>>().join(" · ");
        let title = column![
            clamp(line.topic.as_str(), 1).size(size::DENSE, 19.0).font(font::MEDIUM),
            clamp(detail, 1).size(size::CAPTION, 18.0).style(ink::secondary),
        ];
        let agency = if line.agency.is_empty() {
            clamp("chưa chuyển", 1).size(size::DENSE, 19.0).style(ink::tertiary)
        } else {
            clamp(plan.name_of_asked(&line.agency), 1).size(size::DENSE, 19.0)
        };
        let due = line.due.map(|due| {
            let ink = match line.timing {
                CaseTiming::Overdue | CaseTiming::AnsweredLate => ink::danger,
                CaseTiming::Soon => ink::warn,
                _ => ink::secondary,
            };
            text(wording::day_month(due)).size(size::CAPTION).style(ink)
        });
        let content = row![
            container(received).width(DAY),
            container(title).width(Length::Fill),
            container(agency).width(AGENCY),
            container(row![].push(due)).width(DAY),
            container(state_tag(line)).width(STATE),
        ]
        .spacing(12)
        .height(Length::Fill)
        .align_y(Alignment::Center);
        button(content)
            .padding([0, 8])
            .width(Length::Fill)
            .height(ROW)
            .style(style::choice(is_chosen))
            .on_press(Message::Pressed(line.id.clone()))
            .into()
    }
}

/// The heads of the columns.
pub fn head<'a>() -> Element<'a, Message> {
    let head = row![
        container(label("Nhận")).width(DAY),
        container(label("Ý kiến")).width(Length::Fill),
        container(label("Cơ quan trả lời")).width(AGENCY),
        container(label("Hạn")).width(DAY),
        container(label("Tình trạng")).width(STATE),
    ];
    container(head.spacing(12)).padding([0, 16]).into()
}

fn state_tag<'a>(line: &Line) -> Element<'a, Message> {
    let (said, mood) = match (line.state, line.timing) {
        _ if line.is_duplicate => ("trùng", Mood::Neutral),
        (State::New, _) if line.is_praise => ("lời khen", Mood::Accent),
        (_, CaseTiming::Overdue) => ("quá hạn", Mood::Danger),
        (_, CaseTiming::Soon) => ("sắp đến hạn", Mood::Warn),
        (State::New, _) => (State::New.name(), Mood::Accent),
        (State::Forwarded, _) => (State::Forwarded.name(), Mood::Neutral),
        (state, _) => (state.name(), Mood::Ok),
    };
    tag(None, capital(said), mood)
}
