//! "Phân công": the duties of section V, detailed plans (V.3), the Front and the mass organisations (IV.9).

use iced::widget::{container, text};
use iced::{Alignment, Length};

use super::{Desk, Line, Message};
use crate::calendar::wording;
use crate::duty::{DutyState, owner_name};
use crate::piece::Status;
use crate::ui::icon::Icon;
use crate::ui::screen::cases::list::Choice;
use crate::ui::theme::size;
use crate::ui::theme::style::{self, ink};
use crate::ui::widget::{
    TextField, button_icon, caption, card, check, clamp, column, field, icon_button, picker, row, row_button,
    section_title,
};
use crate::ui::{Context, Element, font};

/// Widths of columns, logical pixels.
const CLAUSE: f32 = 52.0;
const OWNER: f32 = 168.0;
const STATE: f32 = 122.0;
const REMOVE: f32 = 34.0;
const DAY: f32 = 124.0;

fn typed<'a>(placeholder: &str, value: &str, line: Line) -> TextField<'a, Message> {
    field(placeholder, value).on_input(move |text| Message::Typed(line, text)).width(Length::Fill)
}

impl Desk {
    pub fn duties<'a>(&'a self, context: &'a Context) -> Element<'a, Message> {
        column![self.lines(context), row![self.plans(context), self.organisations(context)].spacing(16)]
            .spacing(12)
            .into()
    }

    fn lines<'a>(&'a self, context: &'a Context) -> Element<'a, Message> {
        let plan = context.newsroom.plan();
        let bodies = |none: String| -> Vec<Choice> {
            let all = plan.askable().into_iter().map(|(id, name)| Choice::new(id, name));
            std::iter::once(Choice::none(&none)).chain(all).collect()
        };
        let rows = self.lines.iter().enumerate().map(|(at, line)| {
            let is_of_plan = plan.duties.iter().any(|duty| duty.clause == line.id);
            let title: Element<'a, Message> = if is_of_plan {
                clamp(line.title.as_str(), 1).size(size::DENSE, 19.0).font(font::MEDIUM).into()
            } else {
                typed("Việc", &line.title, Line::DutyTitle(at)).into()
            };
            let clause = if is_of_plan { line.id.as_str() } else { "" };
            let named = owner_name(plan, &crate::duty::DutyLine { owner: String::new(), ..line.clone() });
            let options = bodies(named);
            let wanted = (!line.owner.is_empty()).then(|| line.owner.clone());
            let chosen = options.iter().find(|choice| choice.id == wanted).cloned();
            let remove = (!is_of_plan).then(|| {
                icon_button(Icon::Close, "Bỏ việc này", style::ghost, Some(Message::DutyRemoved(at)))
            });
            row![
                container(text(clause).size(size::CAPTION).style(ink::secondary)).width(CLAUSE),
                container(title).width(Length::FillPortion(3)),
                picker(options, chosen, move |choice| Message::OwnerPicked(at, choice)).small().width(OWNER),
                picker(DutyState::ALL, Some(line.state), move |state| Message::StateChosen(at, state))
                    .small()
                    .width(STATE),
                typed("Ghi chú", &line.note, Line::DutyNote(at)).width(Length::FillPortion(2)),
                typed("Minh chứng: số văn bản, tệp", &line.evidence, Line::DutyEvidence(at))
                    .width(Length::FillPortion(2)),
            ]
            .push(container(row![].push(remove)).width(REMOVE))
            .spacing(8)
            .align_y(Alignment::Center)
            .into()
        });
        let add = button_icon(Icon::Plus, "Thêm việc", style::secondary, Some(Message::DutyAdded));
        card(column![section_title("Trách nhiệm ở mục V")].extend(rows).push(row![add]).spacing(8))
    }

    fn plans<'a>(&'a self, context: &'a Context) -> Element<'a, Message> {
        let plan = context.newsroom.plan();
        let plans = self.duties.detailed_plans(plan);
        let owed = plans.iter().filter(|one| one.attached.is_none()).count();
        let rows = plans.into_iter().enumerate().map(|(at, one)| {
            let name = text(plan.name_of_asked(&one.id)).size(size::DENSE).width(150);
            let day = |day: Option<chrono::NaiveDate>, word: &str| {
                day.map_or_else(|| word.to_owned(), |day| format!("{word} {}", wording::day_month(day)))
            };
            row![
                name,
                typed("Số kế hoạch, tệp", &one.paper, Line::PlanPaper(at)),
                container(check(day(one.attached, "Đã gửi"), one.attached.is_some(), move |is| {
                    Message::Attached(at, is)
                }))
                .width(DAY),
                container(check(day(one.seen, "Đã xem"), one.seen.is_some(), move |is| Message::Seen(
                    at, is
                )))
                .width(DAY),
            ]
            .spacing(8)
            .align_y(Alignment::Center)
            .into()
        });
        let sums = match owed {
            0 => "Mọi đơn vị chủ trì đã gửi.".to_owned(),
            owed => format!("Còn {} chưa gửi.", wording::counted(owed, "đơn vị chủ trì")),
        };
        let content = column![section_title("Kế hoạch cụ thể của đơn vị chủ trì (V.3)"), caption(sums)]
            .extend(rows)
            .spacing(8);
        container(card(content)).width(Length::FillPortion(1)).into()
    }

    fn organisations<'a>(&'a self, context: &'a Context) -> Element<'a, Message> {
        let newsroom = &context.newsroom;
        let fronts = newsroom.plan().activities.iter().filter(|one| one.hue == crate::plan::Hue::Front);
        let fronts: Vec<&str> = fronts.map(|one| one.id.as_str()).collect();
        let pieces: Vec<Choice> = newsroom
            .pieces()
            .filter(|piece| {
                fronts.contains(&piece.header.activity.as_str()) && piece.header.status != Status::Dropped
            })
            .map(|piece| Choice::new(piece.id().as_str(), piece.header.title.as_str()))
            .collect();
        let rows = self.duties.organisations.iter().enumerate().map(|(at, one)| {
            let invited = one
                .invited
                .map_or_else(|| "Đã mời".to_owned(), |day| format!("Mời {}", wording::day_month(day)));
            let reminded = one.reminded.map(|day| caption(format!("Nhắc {}", wording::day_month(day))));
            let first = row![
                typed("Tên tổ chức", &one.name, Line::OrganisationName(at)),
                check(invited, one.invited.is_some(), move |is| Message::Invited(at, is)),
            ]
            .push(reminded)
            .push(icon_button(
                Icon::Print,
                "Công văn nhắc",
                style::ghost,
                Some(Message::OrganisationReminded(at)),
            ))
            .push(icon_button(
                Icon::Close,
                "Bỏ tổ chức này",
                style::ghost,
                Some(Message::OrganisationRemoved(at)),
            ))
            .spacing(8)
            .align_y(Alignment::Center);
            let second = row![
                typed("Nhận làm gì", &one.took_on, Line::TookOn(at)),
                picker(pieces.clone(), None::<Choice>, move |choice| Message::PiecePicked(at, choice))
                    .placeholder("Thêm bài, hoạt động đã góp")
                    .width(220),
            ]
            .spacing(8);
            let given = one.pieces.iter().enumerate().filter_map(|(number, id)| {
                let piece = newsroom.piece(id)?;
                let title = text(piece.header.title.as_str()).size(size::CAPTION);
                let remove =
                    icon_button(Icon::Close, "Bỏ", style::ghost, Some(Message::PieceRemoved(at, number)));
                let open = row_button(title, false, Message::PieceOpened(id.clone()));
                Some(row![open, remove].align_y(Alignment::Center).into())
            });
            column![first, second].extend(given).spacing(6).into()
        });
        let acts = row![
            button_icon(Icon::Plus, "Thêm tổ chức", style::secondary, Some(Message::OrganisationAdded)),
            button_icon(
                Icon::Print,
                "Nhắc nơi chưa trả lời",
                style::secondary,
                self.duties
                    .organisations
                    .iter()
                    .any(|one| one.invited.is_some() && one.took_on.is_empty())
                    .then_some(Message::OrganisationsReminded)
            ),
        ]
        .spacing(8);
        let content = column![section_title("Mặt trận, đoàn thể (IV.9)")].extend(rows).push(acts).spacing(12);
        container(card(content)).width(Length::FillPortion(1)).into()
    }
}
