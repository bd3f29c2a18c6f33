//! Beside the table: the fields of a line, and its vouchers.

use iced::widget::{container, text};
use iced::{Alignment, Length, Padding};

use super::form::{ExpenseText, Form};
use super::{Budget, CONTENT, Choice, ExpenseField, LineField, Message, VOUCHER};
use crate::budget::{dong, in_words};
use crate::ledger::Sum;
use crate::ui::icon::Icon;
use crate::ui::theme::size;
use crate::ui::theme::style::{self, ink};
use crate::ui::widget::{
    button_icon, caption, column, divider, field, icon_button, inspector, label, picker, row, scroll,
    section_title,
};
use crate::ui::{Context, Element, font};

impl Budget {
    pub(super) fn pane<'a>(&'a self, context: &'a Context) -> Option<Element<'a, Message>> {
        let form = self.form.as_ref()?;
        let head = row![
            container(section_title("Mục chi")).width(Length::Fill),
            icon_button(Icon::Trash, "Xóa mục (Delete)", style::ghost, Some(Message::LineRemoved)),
            icon_button(Icon::Close, "Đóng (Esc)", style::ghost, Some(Message::Closed)),
        ]
        .align_y(Alignment::Center);
        let content = column![fields(form, context), divider(), vouchers(form, context)].spacing(12);
        let content = scroll(container(content).padding(Padding::ZERO.right(10))).height(Length::Fill);
        let content = column![head, content].spacing(8);
        Some(inspector(container(content).padding([14, 16])))
    }
}

fn named<'a>(name: &'static str, of: impl Into<Element<'a, Message>>) -> Element<'a, Message> {
    column![label(name), of.into()].spacing(4).width(Length::Fill).into()
}

fn fields<'a>(form: &'a Form, context: &'a Context) -> Element<'a, Message> {
    let (plan, budget) = (context.newsroom.plan(), context.newsroom.budget());
    let line = form.line();
    let activities = Choice::activities(plan);
    let spenders = Choice::spenders(plan);
    let sources = Choice::sources(budget);
    let activity = Choice::of(&activities, Some(&line.activity));
    let spender = if line.locality.is_empty() { line.agency.clone() } else { format!("@{}", line.locality) };
    let spender = Choice::of(&spenders, Some(&spender));
    let source = Choice::of(&sources, Some(&line.source));
    let say = Message::LineChanged;
    let amount = row![
        named("Số lượng", form.quantity.field("1").on_input(move |text| say(LineField::Quantity(text)))),
        named("Đơn vị tính", field("buổi", &line.unit).on_input(move |text| say(LineField::Unit(text)))),
        named("Đơn giá", form.price.field("0").on_input(move |text| say(LineField::Price(text)))),
    ]
    .spacing(8);
    let planned = line.planned();
    let words = (line.price > 0).then(|| caption(in_words(planned)));
    column![
        named(
            "Nội dung chi",
            field("Thuê hội trường", &line.content)
                .id(CONTENT)
                .on_input(move |text| say(LineField::Content(text)))
        ),
        amount,
    ]
    .push(form.quantity.remark())
    .push(form.price.remark())
    .push(
        row![
            container(label("Thành tiền")).width(Length::Fill),
            text(dong(planned)).size(size::BODY).font(font::SEMIBOLD),
        ]
        .align_y(Alignment::Center),
    )
    .push(words)
    .push(named(
        "Hình thức",
        picker(activities, activity, move |one| say(LineField::Activity(one))).width(Length::Fill),
    ))
    .push(named(
        "Cơ quan thực hiện",
        picker(spenders, spender, move |one| say(LineField::Spender(one))).width(Length::Fill),
    ))
    .push(named(
        "Nguồn kinh phí",
        picker(sources, source, move |one| say(LineField::Source(one))).width(Length::Fill),
    ))
    .push(named(
        "Ghi chú",
        field("Cách tính, căn cứ", &line.note).on_input(move |text| say(LineField::Note(text))),
    ))
    .spacing(10)
    .into()
}

fn vouchers<'a>(form: &'a Form, context: &'a Context) -> Element<'a, Message> {
    let sum = Sum::of(&form.line(), context.newsroom.today());
    let said = match sum.over() {
        0 => text(format!("Đã chi {}, còn {}", dong(sum.spent), dong(sum.left())))
            .size(size::CAPTION)
            .style(ink::secondary),
        over => text(format!("Đã chi {}, vượt dự toán {}", dong(sum.spent), dong(over)))
            .size(size::CAPTION)
            .style(ink::danger),
    };
    let head = row![
        container(section_title("Chứng từ")).width(Length::Fill),
        button_icon(Icon::Plus, "Thêm (C)", style::secondary, Some(Message::ExpenseAdded)),
    ]
    .align_y(Alignment::Center);
    let count = form.expenses.len();
    let rows = form.expenses.iter().enumerate().map(|(at, expense)| voucher(at, expense, at + 1 == count));
    column![head, said].extend(rows).spacing(10).into()
}

fn voucher(at: usize, text: &ExpenseText, is_last: bool) -> Element<'_, Message> {
    let say = move |field| Message::ExpenseChanged(at, field);
    let number =
        field("Số chứng từ", &text.expense.voucher).on_input(move |text| say(ExpenseField::Voucher(text)));
    let number = if is_last { number.id(VOUCHER) } else { number };
    let first = row![
        number.width(Length::Fill),
        text.day.field("Ngày").on_input(move |text| say(ExpenseField::Day(text))).width(96),
        icon_button(Icon::Close, "Bỏ chứng từ này", style::ghost, Some(Message::ExpenseRemoved(at))),
    ]
    .spacing(6)
    .align_y(Alignment::Center);
    let second = row![
        text.amount.field("Số tiền").on_input(move |text| say(ExpenseField::Amount(text))).width(120),
        field("Ghi chú", &text.expense.note)
            .on_input(move |text| say(ExpenseField::Note(text)))
            .width(Length::Fill),
    ]
    .spacing(6);
    column![first, second].push(text.day.remark()).push(text.amount.remark()).spacing(6).into()
}
