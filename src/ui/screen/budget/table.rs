//! The table: an activity's sums, then its lines.

use iced::widget::{container, space, text};
use iced::{Alignment, Length, Theme};

use super::{Budget, Choice, LIST, Message};
use crate::budget::dong;
use crate::calendar::wording;
use crate::document::budget::Kind;
use crate::ledger::{By, Filter, Sum, spending};
use crate::plan::Hue;
use crate::ui::icon::{Icon, icon};
use crate::ui::theme::size;
use crate::ui::theme::style::{self, Mood, ink};
use crate::ui::widget::{
    bar_share, button, button_icon, button_label, caption, clamp, column, divider, dot, empty_state,
    icon_button, label, list_in_view, picker, row, rows_in_view, tag, tip,
};
use crate::ui::{Context, Element, banner, font};

/// Height of a row and width of a column of amounts, logical pixels.
pub(super) const ROW: f32 = 46.0;
const AMOUNT: f32 = 112.0;
const PRICE: f32 = 150.0;

/// A row of the table, ready to be shown.
#[derive(Debug, Clone)]
pub(super) enum Row {
    Group { activity: String, name: String, hue: Hue, sum: Sum, over: usize },
    Line { id: String, content: String, spender: String, price: String, sum: Sum, is_priced: bool },
}

pub(super) struct Found {
    pub rows: Vec<Row>,
    pub total: Sum,
    /// Lines on which more was spent than planned.
    pub over: usize,
}

pub(super) fn rows(filter: &Filter, context: &Context) -> Found {
    let newsroom = &context.newsroom;
    let (plan, budget) = (newsroom.plan(), newsroom.budget());
    let found = spending(budget, plan, By::Activity, filter, newsroom.today());
    let mut rows = Vec::new();
    for group in &found.groups {
        let activity = plan.activity(group.key);
        rows.push(Row::Group {
            activity: group.key.to_owned(),
            name: activity.map_or_else(|| group.name.clone(), |one| one.short.clone()),
            hue: activity.map_or(Hue::Board, |one| one.hue),
            sum: group.sum,
            over: group.lines_over(),
        });
        rows.extend(group.lines.iter().map(|(line, sum)| {
            let source = budget.source_short(&line.source);
            let unit = if line.unit.is_empty() { String::new() } else { format!(" {}", line.unit) };
            let quantity = format!("{}{unit}", line.quantity.shown());
            let is_priced = line.price > 0;
            Row::Line {
                id: line.id.clone(),
                content: line.content.clone(),
                spender: format!("{} · {source}", line.spender(plan)),
                price: if is_priced {
                    format!("{quantity} × {}", dong(line.price.into()))
                } else {
                    quantity
                },
                sum: *sum,
                is_priced,
            }
        }));
    }
    let over = found.groups.iter().map(crate::ledger::Group::lines_over).sum();
    Found { rows, total: found.total, over }
}

impl Budget {
    pub(super) fn whole<'a>(&'a self, context: &'a Context) -> Element<'a, Message> {
        let newsroom = &context.newsroom;
        let body = if newsroom.budget().lines.is_empty() {
            nothing(context)
        } else {
            column![self.summary(), self.table()].spacing(12).height(Length::Fill).into()
        };
        let main = column![self.bar(context)]
            .push(banner::of_record(newsroom.budget(), context, Message::DecideAsked))
            .push(body)
            .spacing(12)
            .padding([16, 24])
            .width(Length::Fill)
            .height(Length::Fill);
        row![main].push(self.pane(context)).height(Length::Fill).into()
    }

    fn bar<'a>(&'a self, context: &'a Context) -> Element<'a, Message> {
        let (plan, budget) = (context.newsroom.plan(), context.newsroom.budget());
        let with_all = |name: &str, choices: Vec<Choice>| -> Vec<Choice> {
            std::iter::once(Choice::all(name)).chain(choices).collect()
        };
        let agencies = with_all("Mọi cơ quan", Choice::agencies(budget, plan));
        let sources = with_all("Mọi nguồn", Choice::sources(budget));
        let agency = Choice::of(&agencies, self.filter.agency.as_deref());
        let source = Choice::of(&sources, self.filter.source.as_deref());
        row![
            text("Kinh phí").size(size::TITLE).font(font::SEMIBOLD),
            space().width(Length::Fill),
            picker(agencies, agency, Message::AgencyChosen).width(170),
            picker(sources, source, Message::SourceChosen).width(150),
            icon_button(
                Icon::Clipboard,
                "Dán từ Excel (Ctrl V)",
                style::secondary,
                Some(Message::PasteAsked)
            ),
            icon_button(Icon::History, "Lịch sử", style::ghost, Some(Message::HistoryAsked)),
            icon_button(
                Icon::Print,
                "In, xuất dự toán (Ctrl P)",
                style::secondary,
                Some(Message::PrintAsked(Kind::Estimate))
            ),
            tip(
                button_icon(Icon::Plus, "Thêm mục", style::primary, Some(Message::LineAdded(None))),
                "Thêm mục chi (N)"
            ),
        ]
        .spacing(8)
        .align_y(Alignment::Center)
        .into()
    }

    fn summary(&self) -> Element<'_, Message> {
        let sum = self.total;
        let figure = |name: &'static str, amount: String, ink: fn(&Theme) -> text::Style| {
            column![label(name), text(amount).size(size::TITLE).font(font::FIGURES).style(ink)].spacing(2)
        };
        let left = match sum.over() {
            0 => figure("Còn lại", dong(sum.left()), ink::primary),
            over => figure("Vượt dự toán", dong(over), ink::danger),
        };
        let over = (self.over > 0).then(|| {
            let said = format!("{} chi vượt dự toán", wording::counted(self.over, "mục"));
            tag(Some(Icon::Warning), said, Mood::Warn)
        });
        row![
            figure("Dự toán", dong(sum.planned), ink::primary),
            figure("Đã chi", dong(sum.spent), ink::primary),
            left,
            space().width(Length::Fill),
        ]
        .push(over)
        .push(button_label("Quyết toán", style::ghost, Some(Message::PrintAsked(Kind::Settlement))))
        .spacing(40)
        .align_y(Alignment::Center)
        .into()
    }

    fn table(&self) -> Element<'_, Message> {
        let amount = |name: &'static str| container(label(name)).width(AMOUNT).align_x(Alignment::End);
        let head = row![
            container(label("Mục chi")).width(Length::Fill),
            container(label("Số lượng × đơn giá")).width(PRICE).align_x(Alignment::End),
            amount("Dự toán"),
            amount("Đã chi"),
            amount("Còn lại"),
        ]
        .spacing(8)
        .padding([0, 26]);
        let list: Element<'_, Message> = if self.rows.is_empty() {
            let none = "Không có mục chi nào của cơ quan và nguồn này.";
            container(caption(none)).padding([8, 26]).height(Length::Fill).into()
        } else {
            let rows = rows_in_view(self.visible, ROW, self.rows.len(), |shown| {
                self.rows[shown].iter().map(|row| self.row(row))
            });
            list_in_view(container(rows).padding([0, 8]), Message::Scrolled).id(LIST).into()
        };
        let content = column![head, divider(), list].spacing(8);
        container(content).padding([14, 0]).width(Length::Fill).height(Length::Fill).style(style::card).into()
    }

    fn row<'a>(&'a self, row: &'a Row) -> Element<'a, Message> {
        match row {
            Row::Group { activity, name, hue, sum, over } => group(activity, name, *hue, *sum, *over),
            Row::Line { id, content, spender, price, sum, is_priced } => {
                let is_chosen = self.chosen.as_ref() == Some(id);
                let name = column![
                    clamp(content.as_str(), 1).size(size::DENSE, 19.0),
                    clamp(spender.as_str(), 1).size(size::CAPTION, 17.0).style(ink::tertiary),
                ];
                let price =
                    text(price).size(size::CAPTION).style(ink::secondary).wrapping(text::Wrapping::None);
                let planned = if *is_priced {
                    money(dong(sum.planned), ink::primary)
                } else {
                    money("chưa có giá".to_owned(), ink::tertiary)
                };
                let cells = row![
                    container(name).padding([0, 18]).width(Length::Fill),
                    container(price).width(PRICE).align_x(Alignment::End),
                    planned,
                    money(dash(sum.spent), ink::primary),
                    left(*sum, false),
                ]
                .spacing(8)
                .align_y(Alignment::Center);
                button(container(cells).center_y(Length::Fill))
                    .padding([0, 10])
                    .height(ROW)
                    .width(Length::Fill)
                    .style(style::choice(is_chosen))
                    .on_press(Message::LineChosen(id.clone()))
                    .into()
            }
        }
    }
}

fn group<'a>(activity: &'a str, name: &'a str, hue: Hue, sum: Sum, over: usize) -> Element<'a, Message> {
    let mood = if over > 0 { Mood::Warn } else { Mood::Accent };
    let share = if sum.planned > 0 { sum.spent as f32 / sum.planned as f32 } else { 0.0 };
    let warned = (over > 0).then(|| icon(Icon::Warning, 13.0).style(ink::warn));
    let head =
        row![dot(hue), clamp(name, 1).size(size::DENSE, 19.0).font(font::SEMIBOLD).width(Length::Shrink),]
            .push(warned)
            .push(icon_button(
                Icon::Plus,
                "Thêm mục chi vào hình thức này",
                style::ghost,
                Some(Message::LineAdded(Some(activity.to_owned()))),
            ))
            .push(space().width(Length::Fill))
            .spacing(8)
            .width(Length::Fill)
            .align_y(Alignment::Center);
    let cells = row![
        head,
        container(bar_share(share, mood)).width(PRICE).padding([0, 0]),
        bold(dong(sum.planned)),
        bold(dong(sum.spent)),
        left(sum, true),
    ]
    .spacing(8)
    .align_y(Alignment::Center);
    container(cells).padding([0, 10]).height(ROW).align_y(Alignment::Center).into()
}

fn money<'a>(amount: String, ink: fn(&Theme) -> text::Style) -> Element<'a, Message> {
    let amount = text(amount).size(size::DENSE).font(font::FIGURES).style(ink).wrapping(text::Wrapping::None);
    container(amount).width(AMOUNT).align_x(Alignment::End).into()
}

fn bold<'a>(amount: String) -> Element<'a, Message> {
    let amount = text(amount).size(size::DENSE).font(font::SEMIBOLD).wrapping(text::Wrapping::None);
    container(amount).width(AMOUNT).align_x(Alignment::End).into()
}

fn left<'a>(sum: Sum, is_bold: bool) -> Element<'a, Message> {
    match sum.over() {
        0 if is_bold => bold(dong(sum.left())),
        0 => money(dash(sum.left()), ink::secondary),
        over => {
            let said = text(format!("vượt {}", dong(over)))
                .size(size::DENSE)
                .font(font::SEMIBOLD)
                .style(ink::danger)
                .wrapping(text::Wrapping::None);
            container(said).width(AMOUNT).align_x(Alignment::End).into()
        }
    }
}

fn dash(amount: i128) -> String {
    if amount == 0 { "–".to_owned() } else { dong(amount) }
}

fn nothing<'a>(context: &Context) -> Element<'a, Message> {
    let newsroom = &context.newsroom;
    let has_items = !newsroom.budget().items_of(newsroom.plan()).is_empty();
    let acts =
        row![]
            .push(has_items.then(|| {
                button_label("Lấy các mục chi của kế hoạch", style::primary, Some(Message::ItemsAsked))
            }))
            .push(button_label("Thêm mục", style::secondary, Some(Message::LineAdded(None))))
            .spacing(8);
    empty_state(
        Icon::Wallet,
        "Chưa có mục chi nào",
        "Kế hoạch nêu sẵn các nội dung chi cho khảo sát (IV.10.g) và hội thi (IV.11.e), không ghi đơn giá. Lấy các mục ấy \
         rồi ghi số lượng, đơn giá; hoặc chép bảng dự toán trong Excel rồi dán vào đây (Ctrl V).",
        Some(acts.into()),
    )
}
