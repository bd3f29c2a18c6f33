//! The question bank as shown: the list, the form, a survey being drawn.

use iced::widget::{container, space, text};
use iced::{Alignment, Length};

use super::super::cases::list::Choice;
use super::bank::{self, COUNTS, Form, Line, OPTIONS};
use super::part::{card, line_button, named};
use super::{LEVELS, Message, Survey, count};
use crate::bank::{Level, Question};
use crate::ui::icon::Icon;
use crate::ui::theme::size;
use crate::ui::theme::style::{self, Mood, ink};
use crate::ui::widget::{
    button_icon, button_label, caption, check, clamp, column, empty_state, field, icon_button, label, picker,
    row, rows_in_view, scroll, section_title, tag, tip,
};
use crate::ui::{Context, Element, font};

/// Height of a row, logical pixels.
const ROW: f32 = 52.0;

impl Survey {
    pub(super) fn bank_part<'a>(&'a self, context: &'a Context) -> Element<'a, Message> {
        let bank = count::bank(&context.newsroom);
        if bank.questions.is_empty() {
            return empty_state(
                Icon::Help,
                "Ngân hàng chưa có câu hỏi",
                "Nhập câu hỏi của các năm từ Word, tệp chữ, GIFT hoặc Aiken, rồi lập phiếu theo lĩnh vực.",
                Some(button_icon(
                    Icon::Download,
                    "Nhập từ tệp",
                    style::primary,
                    Some(Message::Bank(bank::Message::ImportAsked)),
                )),
            );
        }
        let fields = bank.fields.iter().map(|field| Choice::new(&field.id, &field.short));
        let options: Vec<Choice> = std::iter::once(Choice::none("Mọi lĩnh vực"))
            .chain(fields)
            .chain([Choice::new("", "Chưa xếp")])
            .collect();
        let chosen = options.iter().find(|one| one.id == self.bank.field).cloned();
        let covered = self.counted.coverage.iter().map(|part| {
            let mood = if part.count() == 0 { Mood::Warn } else { Mood::Neutral };
            tag(None, format!("{} {}", part.name, part.count()), mood)
        });
        let alike = (self.counted.alike > 0).then(|| {
            tip(
                tag(None, format!("{} cặp gần giống", self.counted.alike), Mood::Warn),
                "Những câu hỏi gần như cùng lời; tìm vài chữ của câu để thấy cả hai",
            )
        });
        let filters = row![
            field("Tìm trong câu hỏi, căn cứ", &self.bank.query)
                .on_input(|text| Message::Bank(bank::Message::Searched(text)))
                .width(260),
            picker(options, chosen, |choice| Message::Bank(bank::Message::FieldFiltered(choice)))
                .small()
                .width(190),
        ]
        .spacing(8)
        .align_y(Alignment::Center);
        let picked = (!self.bank.picked.is_empty()).then(|| {
            row![
                text(format!("Đã đánh dấu {} câu", self.bank.picked.len())).size(size::DENSE),
                button_label("Bỏ đánh dấu", style::ghost, Some(Message::Bank(bank::Message::PicksDropped))),
            ]
            .spacing(4)
            .align_y(Alignment::Center)
        });
        let filters = filters.push(space().width(Length::Fill)).push(picked);
        let lines = rows_in_view(self.bank.visible, ROW, self.bank.found.len(), |shown| {
            shown.filter_map(|at| {
                let question = bank.question(self.bank.found.get(at)?)?;
                let uses = self.counted.uses.get(&question.fingerprint());
                let used =
                    uses.map_or_else(|| "chưa dùng".to_owned(), |uses| format!("dùng {} lần", uses.len()));
                let right = uses.and_then(|uses| uses.iter().rev().find_map(|one| one.right));
                let name = bank.field(&question.field).map_or("Chưa xếp", |field| &field.short).to_owned();
                let detail = [name, question.level.name().to_owned(), question.clause.clone()];
                let detail: Vec<String> = detail.into_iter().filter(|part| !part.is_empty()).collect();
                let right = right.map(|right| format!("đúng {:.0}%", right * 100.0)).unwrap_or_default();
                let is_chosen = self.bank.opened.as_ref() == Some(&question.id);
                let content = row![
                    column![
                        clamp(question.text.clone(), 1).size(size::DENSE, 19.0).font(font::MEDIUM),
                        clamp(detail.join(" · "), 1).size(size::CAPTION, 18.0).style(ink::secondary),
                    ]
                    .width(Length::Fill),
                    container(caption(used)).width(92),
                    container(text(right).size(size::CAPTION).style(ink::secondary)).width(72),
                ]
                .spacing(12)
                .height(Length::Fill)
                .align_y(Alignment::Center);
                let pressed = Message::Bank(bank::Message::Pressed(question.id.clone()));
                let id = question.id.clone();
                let pick = check("", self.bank.picked.contains(&id), move |_| {
                    Message::Bank(bank::Message::PickToggled(id.clone()))
                });
                let line = line_button(content.into(), is_chosen, ROW, pressed);
                Some(row![pick, line].spacing(4).align_y(Alignment::Center).into())
            })
        });
        let list = scroll(container(lines).padding([0, 8]))
            .on_scroll(|at| {
                Message::Bank(bank::Message::Scrolled(at.absolute_offset().y, at.bounds().height))
            })
            .height(Length::Fill);
        column![filters, row(covered).push(alike).spacing(6).wrap(), card(list.into())]
            .spacing(10)
            .height(Length::Fill)
            .into()
    }

    pub(super) fn question<'a>(&'a self, form: &'a Form, context: &'a Context) -> Element<'a, Message> {
        let typed = |line: Line| move |text| Message::Bank(bank::Message::Typed(line, text));
        let saved = Message::Bank(bank::Message::Saved);
        let line = |placeholder: &str, value: &'a str, of: Line| {
            field(placeholder, value).on_input(typed(of)).on_submit(saved.clone()).width(Length::Fill)
        };
        let options = (0..OPTIONS).map(|at| {
            let letter = crate::survey::version::letter(at);
            row![
                container(label(letter.to_string())).width(16),
                line(
                    if at < 2 { "Phương án" } else { "Phương án, nếu có" },
                    &form.options[at],
                    Line::Option(at)
                ),
            ]
            .spacing(8)
            .align_y(Alignment::Center)
            .into()
        });
        let bank = count::bank(&context.newsroom);
        let fields: Vec<Choice> = std::iter::once(Choice::new("", "Chưa xếp"))
            .chain(bank.fields.iter().map(|field| Choice::new(&field.id, &field.short)))
            .collect();
        let chosen = fields.iter().find(|one| one.id.as_deref() == Some(&*form.question.field)).cloned();
        let uses = self.counted.uses.get(&form.question.fingerprint()).filter(|_| !form.is_new);
        let uses = uses.into_iter().flatten().map(|one| {
            let right = one.right.map_or_else(String::new, |right| format!(", đúng {:.0}%", right * 100.0));
            caption(format!("{}{right}", one.title))
        });
        let fault = form.fault.map(|fault| text(fault).size(size::CAPTION).style(ink::danger));
        let title = if form.is_new { "Câu hỏi mới" } else { "Câu hỏi" };
        let remove = (!form.is_new).then(|| {
            icon_button(Icon::Trash, "Xóa câu này", style::ghost, Some(Message::Bank(bank::Message::Removed)))
        });
        column![
            row![section_title(title), space().width(Length::Fill)]
                .push(remove)
                .push(icon_button(
                    Icon::Close,
                    "Đóng (Esc)",
                    style::ghost,
                    Some(Message::Bank(bank::Message::Closed))
                ))
                .align_y(Alignment::Center),
            named(
                "Lời hỏi",
                line("Cơ quan nào chủ trì…?", &form.question.text, Line::Text).id(bank::TEXT).into()
            ),
            named("Hình", picture(&form.question.picture)),
            column(options).spacing(6),
            row![
                named("Đáp án", line("B", &form.question.key, Line::Key).into()),
                named(
                    "Mức độ",
                    picker(LEVELS, Some(form.question.level), |level| {
                        Message::Bank(bank::Message::LevelPicked(level))
                    })
                    .width(Length::Fill)
                    .into()
                ),
            ]
            .spacing(8),
            named(
                "Lĩnh vực (IV.10.đ)",
                picker(fields, chosen, |choice| Message::Bank(bank::Message::FieldPicked(choice)))
                    .width(Length::Fill)
                    .into()
            ),
            named("Căn cứ", line("Điều, khoản của văn bản", &form.question.clause, Line::Clause).into()),
            named("Giải thích", line("In kèm đáp án", &form.question.explanation, Line::Explanation).into()),
            check("Không rút câu này nữa", form.question.is_retired, |on| {
                Message::Bank(bank::Message::RetiredToggled(on))
            }),
        ]
        .push(fault)
        .push(tip(button_label("Lưu", style::primary, Some(saved.clone())), "Lưu (Enter trong một dòng)"))
        .extend(uses)
        .spacing(10)
        .into()
    }
}

/// The picture of a question, by its file's name.
fn picture(path: &str) -> Element<'_, Message> {
    let ask = Some(Message::Bank(bank::Message::PictureAsked));
    if path.is_empty() {
        return button_icon(Icon::Picture, "Chọn hình…", style::secondary, ask);
    }
    let name = path.rsplit('/').next().unwrap_or(path);
    row![
        container(clamp(name, 1).size(size::DENSE, 20.0)).width(Length::Fill),
        icon_button(Icon::Picture, "Chọn hình khác", style::ghost, ask),
        icon_button(Icon::Close, "Bỏ hình", style::ghost, Some(Message::Bank(bank::Message::PictureRemoved))),
    ]
    .align_y(Alignment::Center)
    .into()
}

/// A survey to be drawn: how many questions of each field.
pub(super) fn drawn<'a>(
    drawing: &'a bank::Drawing,
    picked: usize,
    context: &'a Context,
) -> Element<'a, Message> {
    let whole = count::bank(&context.newsroom);
    let fields = whole.fields.iter().map(|of| {
        let own = |level: Option<Level>| {
            let is_own = |question: &&Question| level.is_none_or(|level| question.level == level);
            bank::drawable(&whole, &of.id).filter(is_own).count().to_string()
        };
        let available: Vec<String> = std::iter::once(None).chain(LEVELS.map(Some)).map(own).collect();
        (of.short.clone(), available)
    });
    let columns = if drawing.is_by_level { 1..COUNTS } else { 0..1 };
    let lines = fields.zip(&drawing.counts).enumerate().map(|(at, ((name, available), typed))| {
        let cells = columns.clone().map(|column| {
            let typing = field("0", &typed[column])
                .on_input(move |text| Message::Bank(bank::Message::DrawCounted(at, column, text)))
                .width(44);
            let there = caption(format!("/{}", available[column]));
            row![typing, container(there).width(24)].spacing(2).align_y(Alignment::Center).into()
        });
        row![container(clamp(name, 1).size(size::DENSE, 19.0)).width(Length::Fill)]
            .extend(cells)
            .spacing(4)
            .align_y(Alignment::Center)
            .into()
    });
    let heads = drawing.is_by_level.then(|| {
        let heads = ["Nhận biết", "Thông hiểu", "Vận dụng"];
        let heads = heads.map(|head| container(caption(head)).width(74).into());
        row![space().width(Length::Fill)].extend(heads).spacing(0)
    });
    let fault = drawing.fault.as_ref().map(|fault| text(fault).size(size::CAPTION).style(ink::danger));
    column![
        row![
            section_title("Lập phiếu từ ngân hàng"),
            space().width(Length::Fill),
            icon_button(Icon::Close, "Đóng (Esc)", style::ghost, Some(Message::Bank(bank::Message::Closed))),
        ]
        .align_y(Alignment::Center),
        named(
            "Tên phiếu",
            field("", &drawing.title)
                .on_input(|text| Message::Bank(bank::Message::DrawTitled(text)))
                .width(Length::Fill)
                .into()
        ),
    ]
    .push((picked > 0).then(|| text(format!("{picked} câu đã đánh dấu; rút thêm:")).size(size::DENSE)))
    .push(label("Số câu của từng lĩnh vực, trên số câu đang có"))
    .push(heads)
    .push(column(lines).spacing(6))
    .push(check("Theo mức độ", drawing.is_by_level, |on| Message::Bank(bank::Message::DrawByLevel(on))))
    .push(check("Chỉ rút câu chưa hỏi đợt nào", drawing.is_unused, |on| {
        Message::Bank(bank::Message::DrawUnused(on))
    }))
    .extend([
        named(
            "Số rút",
            field("1", &drawing.seed)
                .on_input(|text| Message::Bank(bank::Message::DrawSeeded(text)))
                .width(96)
                .into(),
        ),
        caption(
            "Cùng một số rút thì luôn ra cùng các câu. Câu không có đáp án hoặc thôi dùng không được rút.",
        ),
    ])
    .push(fault)
    .push(button_label("Lập phiếu", style::primary, Some(Message::Bank(bank::Message::Drawn))))
    .spacing(12)
    .into()
}
