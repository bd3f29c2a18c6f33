//! An activity being edited: its words, and its choices when they are opened.

use std::fmt;

use iced::widget::{container, text};
use iced::{Alignment, Length};

use super::part::{agencies, named, tools};
use super::{Choice, Editor, Line, List, Message, Role, RuleKind};
use crate::plan::{Activity, Format, Hue, LocalityKind, Medium, Plan, Rule};
use crate::ui::icon::{Icon, icon};
use crate::ui::screen::cadence;
use crate::ui::theme::size;
use crate::ui::theme::style::{self, ink};
use crate::ui::widget::{button, button_label, card, check, column, dot, label, picker, row, row_button};
use crate::ui::{Context, Element, font};

pub(super) fn view<'a>(
    editor: &'a Editor,
    at: usize,
    count: usize,
    context: &'a Context,
) -> Element<'a, Message> {
    let (plan, settings) = (context.newsroom.plan(), context.newsroom.settings());
    let Some(activity) = plan.activities.get(at) else { return column![].into() };
    let is_open = editor.open == Some(at);
    let head = row![
        container(editor.field(Line::Clause(at), "IV.1")).width(80),
        editor.field(Line::ActivityTitle(at), "Tên hình thức, như trong kế hoạch"),
        tools(List::Activities, at, count),
    ]
    .spacing(8)
    .align_y(Alignment::Start);
    let owed = text(activity.owed_words(plan, settings)).size(size::DENSE).font(font::MEDIUM);
    let lead = activity.lead.iter().map(|id| plan.agency(id).map_or(id.as_str(), |one| one.short.as_str()));
    let lead = text(lead.collect::<Vec<_>>().join("; ")).size(size::DENSE).style(ink::secondary);
    let summary = row![
        icon(if is_open { Icon::Up } else { Icon::Down }, 16.0).style(ink::tertiary),
        dot(activity.hue),
        owed,
        lead.width(Length::Fill),
        text(if is_open { "Thu gọn" } else { "Sửa kỳ, cơ quan, yêu cầu" })
            .size(size::DENSE)
            .style(ink::accent),
    ]
    .spacing(8)
    .align_y(Alignment::Center);
    column![
        head,
        editor.field(Line::ActivityText(at), "Lời của kế hoạch, mỗi đoạn một dòng"),
        row_button(summary, false, Message::Opened(at)),
    ]
    .push(is_open.then(|| choices(editor, at, activity, context)))
    .spacing(6)
    .into()
}

fn choices<'a>(
    editor: &'a Editor,
    at: usize,
    activity: &'a Activity,
    context: &'a Context,
) -> Element<'a, Message> {
    let plan = context.newsroom.plan();
    let owed = plan.owed(activity, context.newsroom.settings()).words();
    let chosen = move |choice| Message::Chosen(at, choice);
    let media = Medium::ALL.map(|medium| Named(medium, medium.name()));
    let formats = Format::ALL.map(|format| Named(format, format.name()));
    let form = row![
        picker(media, Some(Named(activity.medium, activity.medium.name())), move |one: Named<Medium>| {
            chosen(Choice::Medium(one.0))
        })
        .width(180),
        picker(formats, Some(Named(activity.format, activity.format.name())), move |one: Named<Format>| {
            chosen(Choice::Format(one.0))
        })
        .width(200),
        check("Phát trực tiếp", activity.live == Some(true), move |is_live| chosen(Choice::Live(
            is_live
        ))),
    ]
    .spacing(8)
    .align_y(Alignment::Center);
    let hues = Hue::ALL.into_iter().map(|hue| {
        button(dot(hue))
            .padding(8)
            .style(style::choice(hue == activity.hue))
            .on_press(chosen(Choice::Hue(hue)))
            .into()
    });
    card(
        column![
            named("Tên ngắn", editor.field(Line::ActivityShort(at), "Tên để ghi ở lịch và bảng")),
            named("Chủ trì", agencies(Role::Lead(at), &activity.lead, plan)),
            named("Phối hợp", agencies(Role::Partner(at), &activity.partners, plan)),
            named("Thời gian", time(editor, at, activity)),
            named("Mỗi nơi", each(editor, at, activity, plan)),
            named("Bắt đầu từ", container(editor.field(Line::Starts(at), "đầu năm")).width(160)),
            named("Số kỳ", container(text(owed).size(size::DENSE).font(font::MEDIUM)).padding([6, 0])),
            named("Dạng bài", form),
            named("Màu", row(hues).spacing(2)),
            named("Yêu cầu", rules(editor, at, activity, plan)),
        ]
        .spacing(8),
    )
}

/// The bodies that each owe it: localities, of some kinds, and agencies.
fn each<'a>(editor: &'a Editor, at: usize, activity: &'a Activity, plan: &'a Plan) -> Element<'a, Message> {
    let chosen = move |choice| Message::Chosen(at, choice);
    let is_in_plan = |kind: &LocalityKind| plan.localities.iter().any(|unit| unit.kind == *kind);
    let kinds: Vec<LocalityKind> = LocalityKind::ALL
        .into_iter()
        .filter(|kind| is_in_plan(kind) || activity.kinds.contains(kind))
        .collect();
    let has_choice = activity.per_locality && (kinds.len() > 1 || !activity.kinds.is_empty());
    let kinds = kinds.into_iter().map(|kind| {
        button(text(kind.name()).size(size::DENSE))
            .padding([5, 9])
            .style(style::choice(activity.kinds.contains(&kind)))
            .on_press(chosen(Choice::Locality(kind)))
            .into()
    });
    let localities = row![check("Mỗi địa bàn một kỳ", activity.per_locality, move |is_on| chosen(
        Choice::PerLocality(is_on)
    ))]
    .push(has_choice.then(|| row![label("chỉ"), row(kinds).spacing(2)].spacing(8).align_y(Alignment::Center)))
    .spacing(12)
    .align_y(Alignment::Center);
    let has_others = activity.partners.iter().any(|id| !activity.per_agency.contains(id));
    let partners = has_others
        .then(|| button_label("Thêm cả cơ quan phối hợp", style::ghost, Some(chosen(Choice::PerPartner))));
    let agencies = row![
        container(label("Mỗi cơ quan một kỳ")).padding([8, 0]),
        container(agencies(Role::Each(at), &activity.per_agency, plan)).width(Length::Fill),
    ]
    .push(partners)
    .spacing(12);
    let unit = activity.is_per_body().then(|| {
        row![label("Đơn vị đếm"), container(editor.field(Line::Unit(at), activity.unit())).width(160)]
            .spacing(12)
            .align_y(Alignment::Center)
    });
    column![container(localities).padding([6, 0]), agencies].push(unit).spacing(4).into()
}

/// The cadence, with a field for its number.
fn time<'a>(editor: &'a Editor, at: usize, activity: &'a Activity) -> Element<'a, Message> {
    let has_count = cadence::count(&mut activity.cadence.clone()).is_some();
    let number = has_count.then(|| container(editor.field(Line::Count(at), "2")).width(90).into());
    cadence::view(&activity.cadence, number, move |change| Message::Chosen(at, Choice::Cadence(change)))
}

fn rules<'a>(editor: &'a Editor, at: usize, activity: &'a Activity, plan: &'a Plan) -> Element<'a, Message> {
    column(RuleKind::ALL.into_iter().map(|kind| {
        let rule = kind.find(activity);
        let words = rule.cloned().unwrap_or_else(|| kind.rule()).words(plan);
        let tick = check(words, rule.is_some(), move |_| Message::Chosen(at, Choice::Rule(kind)));
        let details = match rule {
            Some(Rule::ModelOfficialEvery { .. }) => Some(
                row![
                    text("trong bao nhiêu tháng").size(size::DENSE).style(ink::secondary),
                    container(editor.field(Line::ModelMonths(at), "1")).width(90)
                ]
                .spacing(8)
                .align_y(Alignment::Center)
                .into(),
            ),
            Some(Rule::AgreementOf(ids)) => Some(agencies(Role::Agreement(at), ids, plan)),
            _ => None,
        };
        let details = details.map(|details: Element<'a, Message>| container(details).padding([0, 24]));
        column![container(tick).padding([4, 0])].push(details).spacing(4).into()
    }))
    .spacing(2)
    .into()
}

/// A choice with its name.
#[derive(Clone, PartialEq)]
struct Named<T>(T, &'static str);

impl<T> fmt::Display for Named<T> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.1)
    }
}
