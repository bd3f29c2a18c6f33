//! Beside the list: one case with its history and next steps, or the form.

use iced::widget::{container, space, text, text_editor};
use iced::{Alignment, Length, Padding};

use super::act::{self, Act};
use super::form::{self, Form, Line, Pick, binding};
use super::list::Choice;
use super::{Cases, FIRST, Message};
use crate::calendar::wording;
use crate::case::{Case, Step, StepKind};
use crate::document::cases::Paper;
use crate::fold::capital;
use crate::ledger::{CaseTiming, CaseView};
use crate::plan::CaseSource;
use crate::ui::icon::{Icon, icon};
use crate::ui::theme::size;
use crate::ui::theme::style::{self, Mood, ink};
use crate::ui::widget::{
    button_label, caption, check, column, divider, field, icon_button, inspector, label, picker, row,
    row_button, scroll, section_title, still, tag, tip,
};
use crate::ui::{Context, Element, font};

/// The first field of a step.
pub const ACT: &str = "cases-act";
/// Height of what was raised in the form, logical pixels.
const TEXT: f32 = 120.0;

impl Cases {
    pub(super) fn pane<'a>(&'a self, context: &'a Context) -> Option<Element<'a, Message>> {
        if let Some(form) = &self.form {
            return Some(framed(entry(form, context)));
        }
        if self.chosen.len() > 1 {
            let act = self.act.as_ref()?;
            let title = format!("{} {}", act.kind.act(), wording::counted(act.ids.len(), "ý kiến"));
            return Some(framed(column![section_title(title), step_form(act, context)].spacing(12).into()));
        }
        let Some(opened) = self.opened.as_deref() else { return self.upset().map(framed) };
        let case = context.newsroom.case(opened)?;
        let view = context.newsroom.case_clock().view(case);
        Some(framed(self.detail(case, view, context)))
    }

    fn detail<'a>(
        &'a self,
        case: &'a Case,
        view: Option<CaseView<'a>>,
        context: &'a Context,
    ) -> Element<'a, Message> {
        let newsroom = &context.newsroom;
        let (plan, settings) = (newsroom.plan(), newsroom.settings());
        // The paper that comes next: to the agency, to remind it, to the person.
        let (paper, hint) = match view {
            Some(view) if view.answered.is_some() => (Paper::Answer, "In thông báo trả lời"),
            Some(view) if view.timing == CaseTiming::Overdue => (Paper::Reminder, "In công văn nhắc"),
            _ => (Paper::Transfer, "In phiếu chuyển"),
        };
        let head = row![
            caption("Ý kiến"),
            space().width(Length::Fill),
            icon_button(Icon::Print, hint, style::ghost, Some(Message::PrintAsked(paper))),
            icon_button(Icon::Pen, "Sửa (E)", style::ghost, Some(Message::EditAsked)),
            icon_button(Icon::History, "Lịch sử…", style::ghost, Some(Message::HistoryAsked)),
            icon_button(Icon::Trash, "Xóa (Delete)", style::ghost, Some(Message::DeleteAsked)),
            icon_button(Icon::Close, "Đóng (Esc)", style::ghost, Some(Message::Closed)),
        ]
        .align_y(Alignment::Center);
        let state = view.map(|view| {
            let (said, mood) = match view.timing {
                CaseTiming::Overdue => (format!("quá hạn từ {}", day(view.due)), Mood::Danger),
                CaseTiming::Soon => (format!("trả lời trước hết {}", day(view.due)), Mood::Warn),
                CaseTiming::Open => (format!("hạn {}", day(view.due)), Mood::Neutral),
                CaseTiming::InTime => ("trả lời đúng hạn".to_owned(), Mood::Ok),
                CaseTiming::AnsweredLate => (format!("trả lời trễ, hạn {}", day(view.due)), Mood::Warn),
                CaseTiming::NotOwed if case.is_praise => ("lời khen".to_owned(), Mood::Accent),
                CaseTiming::NotOwed => ("trùng, trả lời chung".to_owned(), Mood::Neutral),
            };
            row![tag(None, capital(view.state.name()), Mood::Accent), tag(None, capital(&said), mood)]
                .spacing(6)
        });
        let fact = |name: &'a str, value: String| -> Option<Element<'a, Message>> {
            (!value.is_empty()).then(|| {
                row![container(label(name)).width(96), text(value).size(size::DENSE).width(Length::Fill)]
                    .spacing(8)
                    .into()
            })
        };
        let asked = case.asked(newsroom.today());
        let asked = if asked.is_empty() { String::new() } else { plan.name_of_asked(asked) };
        let place = plan.locality(&case.locality).map_or_else(String::new, crate::plan::Locality::full_name);
        let facts = [
            fact("Nguồn", format!("{}, nhận {}", case.source.name(), wording::date(case.received))),
            fact("Người nêu", case.person.clone()),
            fact("Liên hệ", case.contact.clone()),
            fact("Địa bàn", place),
            fact("Lĩnh vực", settings.cases.field_name(&case.field).to_owned()),
            fact("Thủ tục", case.procedure.clone()),
            fact("Cơ quan", asked),
        ];
        let raised_in = case.raised_in.as_ref().and_then(|id| newsroom.piece(id)).map(|piece| {
            let title = text(format!("Nêu trong “{}”", piece.header.title)).size(size::CAPTION);
            row_button(title, false, Message::PieceOpened(piece.id().clone()))
        });
        let said = (!case.text.is_empty()).then(|| {
            let said = text(case.text.as_str()).size(size::DENSE).line_height(1.5);
            container(said).padding([8, 12]).width(Length::Fill).style(style::sunken)
        });
        let steps =
            case.steps_to(chrono::NaiveDate::MAX).into_iter().rev().map(|step| history(step, context));
        let received = row![
            icon(Icon::Download, 14.0).style(ink::tertiary),
            text("Nhận").size(size::DENSE),
            space().width(Length::Fill),
            caption(wording::date(case.received)),
        ]
        .spacing(8)
        .align_y(Alignment::Center);
        let acts: Element<'a, Message> = if let Some(act) = &self.act {
            let form =
                column![text(act.kind.act()).size(size::DENSE).font(font::SEMIBOLD), step_form(act, context)];
            container(form.spacing(8)).padding(12).width(Length::Fill).style(style::card).into()
        } else {
            let is_answered_with_another = case.duplicate_of.is_some();
            let view = view.filter(|_| !is_answered_with_another);
            let next = view.map_or(&[][..], |view| act::next(view.state, case.is_praise));
            let buttons = next.iter().enumerate().map(|(at, kind)| {
                let face = if at == 0 { style::primary } else { style::secondary };
                button_label(kind.act(), face, Some(Message::ActAsked(*kind)))
            });
            row(buttons).spacing(6).wrap().into()
        };
        let is_answered = view.is_some_and(|view| view.answered.is_some()) && !case.is_praise;
        let quote: Option<Element<'a, Message>> = match &self.quote {
            _ if !is_answered || self.act.is_some() => None,
            Some(pieces) => Some(
                picker(pieces.as_slice(), None::<Choice>, Message::QuotePicked)
                    .placeholder("Dẫn vào bài nào")
                    .width(Length::Fill)
                    .into(),
            ),
            None => Some(
                row![button_label(
                    "Dẫn câu hỏi và trả lời vào bài…",
                    style::ghost,
                    Some(Message::QuoteAsked)
                )]
                .into(),
            ),
        };
        column![head, section_title(case.topic.as_str())]
            .push(state)
            .push(acts)
            .push(quote)
            .push(divider())
            .extend(facts.into_iter().flatten())
            .push(raised_in)
            .push(said)
            .push(self.twins(case, context))
            .push(divider())
            .push(label("Đã làm, mới nhất đứng trước"))
            .extend(steps)
            .push(received)
            .spacing(8)
            .into()
    }
}

fn framed(content: Element<'_, Message>) -> Element<'_, Message> {
    let content = container(content).padding(Padding::from([14, 16]).right(20));
    inspector(scroll(content).height(Length::Fill))
}

fn day(day: Option<chrono::NaiveDate>) -> String {
    day.map_or_else(String::new, wording::date)
}

fn history<'a>(step: &'a Step, context: &'a Context) -> Element<'a, Message> {
    let mark = match step.kind {
        StepKind::Forwarded => Icon::Right,
        StepKind::Reminded => Icon::Clock,
        StepKind::NotCompetent => Icon::Undo,
        StepKind::Answered => Icon::Message,
        StepKind::Published => Icon::Newspaper,
        StepKind::Closed => Icon::Done,
    };
    let to = step.agency.as_deref().map(|id| context.newsroom.plan().name_of_asked(id));
    let done = to.map_or_else(|| step.kind.done().to_owned(), |to| format!("{}: {to}", step.kind.done()));
    let head = row![
        icon(mark, 14.0).style(ink::tertiary),
        text(done).size(size::DENSE).width(Length::Fill),
        caption(wording::date(step.date)),
    ]
    .spacing(8)
    .align_y(Alignment::Center);
    let paper = [step.number.as_str(), step.by.as_str()];
    let paper: Vec<&str> = paper.into_iter().filter(|part| !part.is_empty()).collect();
    let indented = |content: Element<'a, Message>| container(content).padding(Padding::ZERO.left(22));
    let paper = (!paper.is_empty()).then(|| indented(caption(paper.join(", "))));
    let said = (!step.text.is_empty())
        .then(|| indented(text(step.text.as_str()).size(size::DENSE).style(ink::secondary).into()));
    let piece = step.piece.as_ref().and_then(|id| context.newsroom.piece(id)).map(|piece| {
        let title = text(format!("“{}”", piece.header.title)).size(size::CAPTION);
        indented(row_button(title, false, Message::PieceOpened(piece.id().clone())))
    });
    column![head].push(paper).push(said).push(piece).spacing(2).into()
}

fn step_form<'a>(act: &'a Act, context: &'a Context) -> Element<'a, Message> {
    let line = |placeholder: &str, value: &'a str, field_of: act::Field| {
        field(placeholder, value)
            .on_input(move |text| Message::ActTyped(field_of, text))
            .on_submit(Message::ActDone)
            .width(Length::Fill)
    };
    let askable = context.newsroom.plan().askable().into_iter();
    let mut agencies: Vec<Choice> = askable.map(|(id, name)| Choice::new(id, name)).collect();
    // Most go to where they were raised.
    let own = act.ids.first().and_then(|id| context.newsroom.case(id)).map(|case| case.locality.as_str());
    agencies.sort_by_key(|choice| choice.id.as_deref() != own);
    let agency = act.kind.names_agency().then(|| {
        let chosen = agencies.iter().find(|choice| choice.id == act.agency).cloned();
        let words = if act.kind == StepKind::Forwarded {
            "Chọn cơ quan nhận"
        } else {
            "Cơ quan đúng thẩm quyền (nếu biết)"
        };
        picker(agencies, chosen, Message::AgencyPicked).placeholder(words).width(Length::Fill)
    });
    let piece = (act.kind == StepKind::Published).then(|| {
        let of =
            |choice: &&Choice| choice.id.as_deref() == act.piece.as_ref().map(crate::piece::PieceId::as_str);
        let chosen = act.pieces.iter().find(of).cloned();
        picker(act.pieces.as_slice(), chosen, Message::PiecePicked)
            .placeholder("Chọn bài")
            .width(Length::Fill)
    });
    let words = match act.kind {
        StepKind::Answered => "Nội dung trả lời",
        StepKind::NotCompetent => "Lý do",
        _ => "Ghi chú",
    };
    let fault = act.fault.as_ref().map(|fault| text(fault).size(size::CAPTION).style(ink::danger));
    column![]
        .push(agency)
        .push(piece)
        .push(line(words, &act.text, act::Field::Text).id(ACT))
        .push(
            row![
                line("Số văn bản", &act.number, act::Field::Number),
                line("Ngày", &act.date, act::Field::Date),
            ]
            .spacing(8),
        )
        .push(line("Người làm", &act.by, act::Field::By))
        .push(fault)
        .push(
            row![
                tip(button_label("Ghi", style::primary, Some(Message::ActDone)), "Ghi (Enter)"),
                button_label("Thôi", style::ghost, Some(Message::ActClosed)),
            ]
            .spacing(6),
        )
        .spacing(8)
        .into()
}

/// The form: Tab goes from field to field, Enter in a line or Ctrl Enter saves.
fn entry<'a>(form: &'a Form, context: &'a Context) -> Element<'a, Message> {
    let newsroom = &context.newsroom;
    let plan = newsroom.plan();
    let case = &form.case;
    let line = |placeholder: &str, value: &'a str, of: Line| {
        field(placeholder, value)
            .on_input(move |text| form::Message::Typed(of, text))
            .on_submit(form::Message::Saved)
            .width(Length::Fill)
    };
    let pick = |pick: Pick, none: &str, options: Vec<Choice>, now: &str| {
        let options: Vec<Choice> = std::iter::once(Choice::none(none)).chain(options).collect();
        let chosen = options.iter().find(|choice| choice.id.as_deref().unwrap_or_default() == now).cloned();
        picker(options, chosen, move |choice| form::Message::Picked(pick, choice)).width(Length::Fill)
    };
    let fields = newsroom.settings().cases.fields();
    let fields = fields.into_iter().map(|(id, name)| Choice::new(id, name)).collect();
    let localities = plan.localities.iter().map(|one| Choice::new(&one.id, one.full_name())).collect();
    let agencies = plan.askable().into_iter().map(|(id, name)| Choice::new(id, name)).collect();
    let due = newsroom.case_clock().due(case).map_or_else(String::new, wording::date);
    let editor = text_editor(&form.text)
        .placeholder("Nội dung, bằng lời của người nêu")
        .size(size::DENSE)
        .line_height(1.5)
        .padding([8, 10])
        .height(TEXT)
        .style(style::editor)
        .key_binding(binding)
        .on_action(form::Message::Wrote);
    let named = |name: &'a str, field: Element<'a, form::Message>| -> Element<'a, form::Message> {
        column![label(name), field].spacing(4).width(Length::Fill).into()
    };
    let title = if form.is_new { "Nhận ý kiến" } else { "Sửa ý kiến" };
    let fault = form.fault.as_ref().map(|fault| text(fault).size(size::CAPTION).style(ink::danger));
    let content: Element<'a, form::Message> = column![
        section_title(title),
        named("Tóm tắt", line("Một dòng", &case.topic, Line::Topic).id(FIRST).into()),
        row![
            named(
                "Nguồn",
                picker(CaseSource::ALL, Some(case.source), form::Message::SourcePicked)
                    .width(Length::Fill)
                    .into()
            ),
            named("Nhận ngày", line("18/3", &form.received, Line::Received).into()),
        ]
        .spacing(8),
        still(editor),
        row![
            named("Người nêu", line("Không in ra ngoài", &case.person, Line::Person).into()),
            named("Liên hệ", line("Không in ra ngoài", &case.contact, Line::Contact).into()),
        ]
        .spacing(8),
        row![
            named("Địa bàn", pick(Pick::Locality, "Không rõ", localities, &case.locality).into()),
            named("Lĩnh vực", pick(Pick::Field, "Chưa xếp", fields, &case.field).into()),
        ]
        .spacing(8),
        named("Thủ tục", line("Tên thủ tục, nếu có", &case.procedure, Line::Procedure).into()),
        row![
            named("Cơ quan trả lời", pick(Pick::Agency, "Chưa rõ", agencies, &case.agency).into()),
            named("Hạn trả lời", line(&due, &form.due, Line::Due).into()),
        ]
        .spacing(8),
        check("Lời khen, không cần trả lời", case.is_praise, form::Message::PraiseToggled),
    ]
    .push(fault)
    .push(
        row![
            tip(
                button_label("Lưu", style::primary, Some(form::Message::Saved)),
                "Lưu (Enter trong một dòng, hoặc Ctrl Enter)"
            ),
            button_label("Thôi", style::ghost, Some(form::Message::Closed)),
        ]
        .spacing(6),
    )
    .spacing(10)
    .into();
    content.map(Message::Form)
}
