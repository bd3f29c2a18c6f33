//! The week view: seven days in full.

use chrono::Datelike;
use iced::widget::{container, text};
use iced::{Alignment, Length, Theme, border};

use super::model::Face;
use super::month::{Ground, Look, pill};
use super::{Calendar, Message, chip};
use crate::calendar::{Day, wording};
use crate::ui::theme::style::{self, ink};
use crate::ui::theme::{Tokens, metric, size};
use crate::ui::widget::{button, column, press_area, row, scroll};
use crate::ui::{Context, Element, font};

/// Maximum number of lines of a title.
const LINES: u8 = 6;
impl Calendar {
    pub(super) fn week_view<'a>(&'a self, context: &'a Context) -> Element<'a, Message> {
        self.day_chips.prepare(&context.newsroom, &self.grid, Face::Column);
        let columns = self.grid.iter().enumerate().map(|(index, day)| self.week_day(index, day, context));
        container(row(columns).spacing(1).height(Length::Fill))
            .padding(1)
            .style(|theme: &Theme| {
                let tokens = Tokens::of(theme);
                container::Style {
                    background: Some(tokens.line.into()),
                    border: border::rounded(metric::CARD_RADIUS).color(tokens.line).width(1),
                    ..container::Style::default()
                }
            })
            .into()
    }

    fn week_day<'a>(&'a self, index: usize, day: &'a Day, context: &'a Context) -> Element<'a, Message> {
        let date = day.date;
        let number = text(date.day()).size(size::SECTION).font(font::SEMIBOLD);
        let number: Element<'_, Message> = if date == context.newsroom.today() {
            container(number.style(ink::on_accent)).padding([0, 8]).style(pill).into()
        } else {
            number.into()
        };
        let head = row![
            number,
            column![
                text(wording::weekday(date.weekday()))
                    .size(size::CAPTION)
                    .font(font::MEDIUM)
                    .style(ink::secondary),
                text(day.lunar.cell()).size(11).style(ink::tertiary),
            ],
        ]
        .spacing(8)
        .align_y(Alignment::Center);
        let marks = day.marks.iter().map(|mark| {
            let words = text(mark.as_ref()).size(size::CAPTION).line_height(1.45);
            words.style(if day.is_day_off { ink::danger } else { ink::tertiary }).into()
        });
        let (chips, count) = self.day_chips.first_on(&context.newsroom, date, Face::Column);
        let rest = count.saturating_sub(Face::Column.most());
        let rest = (rest > 0).then(|| {
            let words = text(format!("và {} nữa, xem ở Danh sách", wording::counted(rest, "việc")))
                .size(size::CAPTION);
            button(words).padding([4, 6]).style(style::ghost).on_press(Message::DayListed(date))
        });
        let chips = chips.iter().take(Face::Column.most()).map(|chip| {
            let is_selected = self.is_chosen(&chip.key);
            chip::view(chip, &context.newsroom, is_selected, LINES, self.is_dragging())
        });
        let corner = match index {
            0 => border::left(metric::CARD_RADIUS - 1.0),
            6 => border::right(metric::CARD_RADIUS - 1.0),
            _ => border::Radius::default(),
        };
        let look = Look {
            ground: Ground::of(false, day.is_day_off),
            is_selected: date == self.day,
            is_home: self.is_home(date),
            target: self.landing(date),
            corner,
        };
        let body = column![
            head,
            column(marks).spacing(2),
            scroll(column(chips).push(rest).spacing(4)).height(Length::Fill)
        ]
        .spacing(6);
        let face = press_area(body, move |theme, is_hovered| look.style(theme, is_hovered))
            .padding([8, 6])
            .width(Length::Fill)
            .height(Length::Fill)
            .on_press(Message::DayPressed(date));
        self.target(face, date)
    }
}
