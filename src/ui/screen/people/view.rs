//! The table: a person a row, a week a column.

use chrono::NaiveDate;
use iced::widget::{container, space, text};
use iced::{Alignment, Length, Theme};

use super::board::{PersonLine, WeekCell};
use super::{LIST, Message, People, SEARCH, Shown, Span};
use crate::calendar::{week, wording};
use crate::ui::icon::{Icon, icon};
use crate::ui::theme::size;
use crate::ui::theme::style::{self, Mood, ink};
use crate::ui::widget::{
    bar_share, button, button_label, caption, clamp, column, divider, empty_state, field, icon_button,
    list_in_view, row, rows_in_view, segmented,
};
use crate::ui::{Context, Element, banner, font, mine};

/// Width of the names' column and height of a row, logical pixels.
const NAME: f32 = 220.0;
const ROW: f32 = 52.0;

/// A text colour.
type Ink = fn(&Theme) -> text::Style;

const SHOWN: [(Shown, &str); 3] =
    [(Shown::All, "Tất cả"), (Shown::Overloaded, "Quá tải"), (Shown::Late, "Có việc trễ")];

impl People {
    pub(super) fn whole<'a>(&'a self, context: &'a Context) -> Element<'a, Message> {
        let body = if self.board.people.is_empty() {
            nothing(context)
        } else {
            column![self.summary(), self.table(context)].spacing(8).height(Length::Fill).into()
        };
        let main = column![self.bar(context)]
            .push(banner::year(&context.newsroom))
            .push(body)
            .spacing(12)
            .padding([16, 24])
            .width(Length::Fill)
            .height(Length::Fill);
        row![main].push(self.pane(context)).height(Length::Fill).into()
    }

    fn bar<'a>(&'a self, context: &'a Context) -> Element<'a, Message> {
        row![
            text("Người").size(size::TITLE).font(font::SEMIBOLD),
            field("Tìm tên, vai trò, cơ quan", &self.query).id(SEARCH).on_input(Message::Searched).width(200),
            space().width(Length::Fill),
            segmented(Span::ALL, self.span, Message::SpanChosen),
            row![
                icon_button(Icon::Left, "Tuần trước (←)", style::ghost, Some(Message::Moved(-1))),
                button_label("Tuần này", style::secondary, Some(Message::Returned)),
                icon_button(Icon::Right, "Tuần sau (→)", style::ghost, Some(Message::Moved(1))),
            ]
            .spacing(2),
            mine::toggle(context, Message::Pressed),
            icon_button(
                Icon::Print,
                "In việc từng người (Ctrl P)",
                style::secondary,
                Some(Message::PrintAsked)
            ),
        ]
        .spacing(12)
        .align_y(Alignment::Center)
        .into()
    }

    /// "9 người", "2 người quá tải", "5 việc trễ", "3 việc chưa giao ai"
    fn summary(&self) -> Element<'_, Message> {
        let people = self.board.people.iter().filter(|line| !line.name.is_empty()).count();
        let over = self.board.people.iter().filter(|line| line.is_overloaded()).count();
        let late: usize = self.board.people.iter().map(PersonLine::late).sum();
        let free = self.board.line("").map_or(0, |line| line.weeks.iter().map(|week| week.open).sum());
        let counts: [(usize, &str, Ink); 4] = [
            (people, "người", ink::secondary),
            (over, "người quá tải", ink::warn),
            (late, "việc trễ", ink::danger),
            (free, "việc chưa giao ai", ink::secondary),
        ];
        let counts = counts.into_iter().filter(|(count, ..)| *count > 0);
        let said = counts.map(|(count, word, ink)| {
            text(wording::counted(count, word)).size(size::CAPTION).style(ink).into()
        });
        let shown = segmented(SHOWN, self.shown, Message::ShownChosen);
        row![shown].extend(said).spacing(16).align_y(Alignment::Center).into()
    }

    fn table<'a>(&'a self, context: &'a Context) -> Element<'a, Message> {
        let now = week::monday_of(context.newsroom.today());
        let head = row(self.board.mondays.iter().map(|monday| head(*monday, *monday == now)));
        let head = row![space().width(NAME), head.spacing(8).width(Length::Fill)].padding([0, 16]);
        let list: Element<'a, Message> = if self.listed.is_empty() {
            let said = match self.shown {
                Shown::All => "Không thấy ai. Thử ít chữ hơn; không dấu cũng được.",
                Shown::Overloaded => "Không ai quá tải trong các tuần này.",
                Shown::Late => "Không ai có việc trễ.",
            };
            container(caption(said)).padding([8, 16]).height(Length::Fill).into()
        } else {
            let load = context.newsroom.settings().weekly_load;
            let rows = rows_in_view(self.visible, ROW, self.listed.len(), |shown| {
                let people = self.listed[shown].iter().filter_map(|at| self.board.people.get(*at));
                people.map(|line| self.line(line, load))
            });
            list_in_view(container(rows).padding([0, 8]), Message::Scrolled).id(LIST).into()
        };
        let content = column![head, divider(), list].spacing(8);
        container(content).padding([14, 0]).width(Length::Fill).height(Length::Fill).style(style::card).into()
    }

    fn line<'a>(&'a self, line: &'a PersonLine, load: u32) -> Element<'a, Message> {
        let name = clamp(line.title(), 1).size(size::DENSE, 19.0).font(font::MEDIUM);
        let detail = (!line.detail.is_empty())
            .then(|| clamp(line.detail.as_str(), 1).size(size::CAPTION, 18.0).style(ink::secondary));
        let name = container(column![name].push(detail)).width(NAME).padding([0, 8]);
        let cells = self.board.mondays.iter().zip(&line.weeks).map(|(monday, cell)| {
            let opened = self.opened.as_ref();
            let is_open = opened.is_some_and(|(name, day)| *name == line.name && day == monday);
            self::cell(cell, load, is_open, Message::WeekOpened(line.name.clone(), *monday))
        });
        row![name, row(cells).spacing(8).width(Length::Fill).align_y(Alignment::Center)]
            .height(ROW)
            .align_y(Alignment::Center)
            .into()
    }
}

fn head<'a>(monday: NaiveDate, is_now: bool) -> Element<'a, Message> {
    let name = text(format!("Tuần {}", week::iso_week(monday).1)).size(size::CAPTION);
    let name = if is_now {
        name.style(ink::accent).font(font::SEMIBOLD)
    } else {
        name.style(ink::secondary).font(font::MEDIUM)
    };
    let days =
        text(wording::range(monday, week::add_days(monday, 6))).size(size::CAPTION).style(ink::tertiary);
    container(column![name, days]).padding([0, 8]).width(Length::Fill).into()
}

/// A person's week: how much is to be done, how much is late, and the bar of what a week may hold.
fn cell<'a>(cell: &WeekCell, load: u32, is_open: bool, pressed: Message) -> Element<'a, Message> {
    if cell.works.is_empty() {
        return container(text("–").size(size::DENSE).style(ink::tertiary))
            .padding([0, 8])
            .width(Length::Fill)
            .center_y(Length::Fill)
            .into();
    }
    let open = match cell.open {
        0 => "xong".to_owned(),
        open => wording::counted(open, "việc"),
    };
    let open = text(open).size(size::DENSE).wrapping(text::Wrapping::None);
    let open = match cell {
        _ if cell.is_overloaded => open.style(ink::warn).font(font::SEMIBOLD),
        WeekCell { open: 0, .. } => open.style(ink::ok),
        _ => open.style(ink::primary),
    };
    let late = (cell.late > 0).then(|| {
        text(format!("{} trễ", cell.late))
            .size(size::CAPTION)
            .style(ink::danger)
            .wrapping(text::Wrapping::None)
    });
    let mark = cell.is_overloaded.then(|| icon(Icon::Warning, 13.0).style(ink::warn));
    let line = row![]
        .push(mark)
        .push(open)
        .push(space().width(Length::Fill))
        .push(late)
        .spacing(4)
        .align_y(Alignment::Center);
    let share = cell.open as f32 / (load.max(1)) as f32;
    let mood = match cell {
        _ if cell.is_overloaded => Mood::Warn,
        WeekCell { open: 0, .. } => Mood::Ok,
        _ => Mood::Accent,
    };
    button(column![line, bar_share(share, mood)].spacing(4))
        .padding([5, 8])
        .width(Length::Fill)
        .style(style::choice(is_open))
        .on_press(pressed)
        .into()
}

/// Nobody does anything yet, and nobody is known.
fn nothing<'a>(context: &Context) -> Element<'a, Message> {
    if context.identity.is_mine_only {
        return empty_state(
            Icon::Users,
            "Không có ai của bạn trong các tuần này",
            "Người của cơ quan bạn được ghi trong Thiết lập, mục Người; bỏ “Của tôi” để xem mọi người.",
            Some(button_label("Mở Thiết lập", style::primary, Some(Message::SettingsAsked))),
        );
    }
    empty_state(
        Icon::Users,
        "Chưa có ai được giao việc",
        "Ghi tên vào các vai trong bài (Biên tập, Quay phim, MC…), hoặc lập danh sách người và các bước trước khi \
         phát trong Thiết lập. Ai làm gì tuần nào sẽ hiện ở đây.",
        Some(button_label("Mở Thiết lập", style::primary, Some(Message::SettingsAsked))),
    )
}
