//! The document being edited, laid out as it reads.

use iced::widget::{container, text};
use iced::{Alignment, Length};

use super::super::clause;
use super::fault::{Spot, spot};
use super::part::{add, agencies, fault, named, tools};
use super::{Editor, Line, List, Message, Role, activity};
use crate::plan::{Plan, PlanIssue};
use crate::ui::theme::size;
use crate::ui::theme::style::{self, ink};
use crate::ui::widget::{Column, button_icon, column, divider, field, row, section_title};
use crate::ui::{Context, Element, Icon, font};

pub(super) fn view<'a>(editor: &'a Editor, context: &'a Context) -> Element<'a, Message> {
    let plan = context.newsroom.plan();
    column![
        head(editor),
        divider(),
        goals(editor, plan),
        requirements(editor, plan),
        topics(editor, plan),
        activities(editor, context),
        duties(editor, plan),
        divider(),
        ending(editor),
    ]
    .spacing(20)
    .into()
}

impl Editor {
    /// The faults beside a part of the document.
    fn faults_at(&self, place: &Spot<'_>) -> Vec<Element<'_, Message>> {
        let here = self.faults.iter().filter(|issue| spot(issue) == *place);
        here.map(|issue| fault(issue.to_string(), matches!(issue, PlanIssue::Draft { .. }))).collect()
    }
}

fn head(editor: &Editor) -> Element<'_, Message> {
    column![
        named("Cơ quan ban hành", editor.field(Line::Issuer, "Ủy ban nhân dân thành phố …")),
        editor.field(Line::Title, "Kế hoạch về việc tuyên truyền …"),
        row![
            named("Số", editor.field(Line::Number, "chưa ban hành")),
            named("Ngày ký", editor.field(Line::Date, "chưa ký")),
        ]
        .spacing(16),
        row![
            named("Thành phố", editor.field(Line::City, "Cần Thơ")),
            named("Năm", editor.field(Line::Year, "2027")),
        ]
        .spacing(16),
        named("Tên ngắn", editor.field(Line::Name, "CCHC Cần Thơ 2027")),
        editor.field(Line::Preamble, "Căn cứ, mục đích: đoạn mở đầu của kế hoạch"),
    ]
    .extend(editor.faults_at(&Spot::Head))
    .spacing(8)
    .into()
}

/// A section with its number, entries and the button that adds one.
fn section<'a>(
    number: &'a str,
    title: &'a str,
    entries: impl IntoIterator<Item = Element<'a, Message>>,
    act: Element<'a, Message>,
) -> Element<'a, Message> {
    let head = row![
        text(format!("{number}.")).size(size::SECTION).font(font::SEMIBOLD).style(ink::tertiary),
        section_title(title)
    ]
    .spacing(8);
    container(column![head].extend(entries).push(act).spacing(10)).id(clause::id(number)).into()
}

/// An entry with its number before and its buttons after it.
fn entry(
    number: String,
    content: Column<'_, Message>,
    list: List,
    at: usize,
    count: usize,
) -> Element<'_, Message> {
    let id = clause::id(&number);
    let content = row![
        container(text(number).size(size::DENSE).style(ink::tertiary)).width(64).padding([8, 0]),
        content.spacing(6).width(Length::Fill),
        tools(list, at, count),
    ]
    .spacing(6)
    .align_y(Alignment::Start);
    container(content).id(id).into()
}

fn goals<'a>(editor: &'a Editor, plan: &'a Plan) -> Element<'a, Message> {
    let count = plan.goals.len();
    let entries = (0..count).map(|at| {
        let content = column![
            editor.field(Line::GoalTitle(at), "Tên gọn của mục tiêu"),
            editor.field(Line::Goal(at), "Lời của kế hoạch"),
        ];
        entry(String::new(), content, List::Goals, at, count)
    });
    section("I", "Mục tiêu", entries, add(List::Goals, "Thêm mục tiêu"))
}

fn requirements<'a>(editor: &'a Editor, plan: &'a Plan) -> Element<'a, Message> {
    let count = plan.requirements.len();
    let entries = (0..count).map(|at| {
        let content = column![editor.field(Line::Requirement(at), "Lời của kế hoạch")];
        entry(format!("{}.", at + 1), content, List::Requirements, at, count)
    });
    section("II", "Yêu cầu", entries, add(List::Requirements, "Thêm yêu cầu"))
}

fn topics<'a>(editor: &'a Editor, plan: &'a Plan) -> Element<'a, Message> {
    let count = plan.audiences.len();
    let entries = plan.audiences.iter().enumerate().map(|(at, audience)| {
        let topics = audience.topics.iter().enumerate().map(|(topic, of)| {
            let content = column![
                editor.field(Line::TopicShort(at, topic), "Tên ngắn, để ghi ở bài"),
                editor.field(Line::Topic(at, topic), "Lời của kế hoạch"),
            ]
            .extend(editor.faults_at(&Spot::Clause(&of.clause)));
            entry(of.clause.clone(), content, List::Topics(at), topic, audience.topics.len())
        });
        let head = column![
            editor.field(Line::AudienceTitle(at), "Đối với cán bộ, công chức"),
            named("Tên ngắn", editor.field(Line::AudienceShort(at), "Cán bộ, công chức")),
        ];
        let head = entry(audience.clause.clone(), head, List::Audiences, at, count);
        let body = column![head].extend(topics).push(add(List::Topics(at), "Thêm nội dung")).spacing(10);
        body.into()
    });
    section("III", "Nội dung", entries, add(List::Audiences, "Thêm đối tượng"))
}

fn activities<'a>(editor: &'a Editor, context: &'a Context) -> Element<'a, Message> {
    let plan = context.newsroom.plan();
    let count = plan.activities.len();
    let entries = plan.activities.iter().enumerate().map(|(at, of)| {
        let faults = editor.faults_at(&Spot::Clause(&of.clause));
        container(column![activity::view(editor, at, count, context)].extend(faults).spacing(8))
            .id(clause::id(&of.clause))
            .into()
    });
    let act = row![
        field("Tên hình thức mới", &editor.new_activity)
            .on_input(Message::ActivityNamed)
            .on_submit(Message::ActivityAdded)
            .width(280),
        button_icon(
            Icon::Plus,
            "Thêm hình thức",
            style::secondary,
            (!editor.new_activity.trim().is_empty()).then_some(Message::ActivityAdded)
        ),
    ]
    .spacing(8)
    .align_y(Alignment::Center);
    section("IV", "Hình thức, biện pháp tuyên truyền", entries, act.into())
}

fn duties<'a>(editor: &'a Editor, plan: &'a Plan) -> Element<'a, Message> {
    let count = plan.duties.len();
    let entries = plan.duties.iter().enumerate().map(|(at, duty)| {
        let content = column![
            row![
                container(editor.field(Line::DutyClause(at), "V.1")).width(90),
                editor.field(Line::DutyTitle(at), "Tên gọn của việc"),
            ]
            .spacing(8),
            editor.field(Line::Duty(at), "Lời của kế hoạch"),
            named("Giao cho", agencies(Role::Duty(at), &duty.agencies, plan)),
        ]
        .extend(editor.faults_at(&Spot::Clause(&duty.clause)));
        entry(duty.clause.clone(), content, List::Duties, at, count)
    });
    section("V", "Tổ chức thực hiện", entries, add(List::Duties, "Thêm việc"))
}

fn ending(editor: &Editor) -> Element<'_, Message> {
    let name = |words| text(words).size(size::DENSE).font(font::SEMIBOLD);
    let recipients = column![name("Nơi nhận"), editor.field(Line::Recipients, "Mỗi dòng một nơi nhận"),]
        .spacing(6)
        .width(Length::Fill);
    let signature = column![
        name("Người ký"),
        editor.field(Line::Capacity, "TM. ỦY BAN NHÂN DÂN\nKT. CHỦ TỊCH\nPHÓ CHỦ TỊCH"),
        editor.field(Line::Signer, "Họ tên"),
    ]
    .spacing(6)
    .width(Length::Fill);
    row![recipients, signature].spacing(24).into()
}
