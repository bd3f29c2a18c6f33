//! The year view: twelve small months with coloured dots.

use chrono::{Datelike, NaiveDate};
use iced::widget::{canvas, container, text};
use iced::{Alignment, Length, Pixels, Point, Rectangle, Renderer, Theme, border, mouse};

use super::model::DayChips;
use super::{Calendar, Message};
use crate::calendar::{week as weeks, wording};
use crate::newsroom::Newsroom;
use crate::plan::Hue;
use crate::ui::theme::style::ink;
use crate::ui::theme::{Tokens, metric, size};
use crate::ui::widget::{column, press_area, row};
use crate::ui::{Context, Element, font};

/// Maximum number of dots under a day's number.
const DOTS: usize = 4;

#[derive(Debug, Default)]
pub(super) struct Year {
    months: Vec<Month>,
}

#[derive(Debug, Clone)]
struct Month {
    first: NaiveDate,
    /// Number of chips, and of those that are empty, overdue, or else unconfirmed.
    count: usize,
    empty: usize,
    overdue: usize,
    unconfirmed: usize,
    /// Number of chips of empty slots without a day that can be filled in this month.
    open: usize,
    days: Vec<Cell>,
}

/// A day of a small month.
#[derive(Debug, Clone)]
struct Cell {
    date: NaiveDate,
    /// Each activity's colour once, and whether a piece of it exists.
    hues: Vec<(Hue, bool)>,
    is_late: bool,
}

impl Year {
    pub fn new(day_chips: &DayChips, newsroom: &Newsroom, year: i32) -> Self {
        let firsts = (1..=12).filter_map(|month| NaiveDate::from_ymd_opt(year, month, 1));
        Self { months: firsts.map(|first| Month::new(day_chips, newsroom, first)).collect() }
    }

    pub fn year(&self) -> Option<i32> {
        self.months.first().map(|month| month.first.year())
    }
}

impl Month {
    fn new(day_chips: &DayChips, newsroom: &Newsroom, first: NaiveDate) -> Self {
        let last = weeks::last_of_month(first);
        let open =
            day_chips.tray(newsroom, first, last).filter(|chip| chip.is_empty_slot() && !chip.is_overdue);
        let open = open.count();
        let mut month = Self {
            first,
            count: 0,
            empty: 0,
            overdue: 0,
            unconfirmed: 0,
            open,
            days: Vec::with_capacity(31),
        };
        for date in first.iter_days().take_while(|date| date.month() == first.month()) {
            let summaries = day_chips.summaries(newsroom, date);
            month.count += summaries.len();
            month.empty += summaries.iter().filter(|mark| mark.is_empty && !mark.is_overdue).count();
            month.overdue += summaries.iter().filter(|mark| mark.is_overdue).count();
            month.unconfirmed +=
                summaries.iter().filter(|mark| mark.is_unconfirmed && !mark.is_overdue).count();
            // In the plan's order.
            let mut hues: Vec<(Hue, bool)> = Vec::new();
            for activity in &newsroom.plan().activities {
                let mut own = summaries.iter().filter(|mark| mark.hue == activity.hue).peekable();
                if own.peek().is_some() && hues.iter().all(|(hue, _)| *hue != activity.hue) {
                    hues.push((activity.hue, own.any(|mark| !mark.is_empty)));
                }
            }
            let is_late = summaries.iter().any(|mark| mark.is_overdue || mark.is_unconfirmed);
            month.days.push(Cell { date, hues, is_late });
        }
        month
    }

    /// "1 quá hạn", "2 chưa xác nhận"; the first counts more.
    fn late(&self) -> Option<String> {
        match (self.overdue, self.unconfirmed) {
            (0, 0) => None,
            (0, unconfirmed) => Some(wording::counted(unconfirmed, "chưa xác nhận")),
            (overdue, _) => Some(wording::counted(overdue, "quá hạn")),
        }
    }

    fn facts(&self) -> String {
        let mut facts = wording::counted(self.count, "việc");
        if self.empty > 0 {
            facts = format!("{facts} · {}", wording::counted(self.empty, "trống"));
        }
        if self.open > 0 {
            facts = format!("{facts} · {}", wording::counted(self.open, "đang mở"));
        }
        facts
    }
}

impl Calendar {
    pub(super) fn year_view<'a>(&'a self, context: &'a Context) -> Element<'a, Message> {
        let today = context.newsroom.today();
        let rows = self.year.months.chunks(4).map(|months| {
            row(months.iter().map(|month| self.small_month(month, today)))
                .spacing(12)
                .height(Length::Fill)
                .into()
        });
        column(rows).spacing(12).into()
    }

    fn small_month<'a>(&'a self, month: &'a Month, today: NaiveDate) -> Element<'a, Message> {
        let is_now = weeks::first_of_month(today) == month.first;
        let name = text(format!("Tháng {}", month.first.month()))
            .size(size::BODY)
            .font(font::SEMIBOLD)
            .wrapping(text::Wrapping::None);
        let name = if is_now { name.style(ink::accent) } else { name };
        let late =
            month.late().map(|late| text(late).size(11).style(ink::danger).wrapping(text::Wrapping::None));
        let facts = text(month.facts()).size(11).style(ink::tertiary).wrapping(text::Wrapping::None);
        let head =
            column![row![name.width(Length::Fill)].push(late).spacing(6).align_y(Alignment::Center), facts];
        let days = canvas(Days { month, today, chosen: self.day }).width(Length::Fill).height(Length::Fill);
        press_area(column![head, days].spacing(4), |theme: &Theme, is_hovered| {
            let tokens = Tokens::of(theme);
            let line = if is_hovered { tokens.text_tertiary } else { tokens.line };
            container::Style {
                background: Some(tokens.surface.into()),
                border: border::rounded(metric::CARD_RADIUS).color(line).width(1),
                ..container::Style::default()
            }
        })
        .padding([8, 12])
        .width(Length::Fill)
        .height(Length::Fill)
        .on_press(Message::MonthOpened(month.first))
        .into()
    }
}

/// Draws the days of a small month.
struct Days<'a> {
    month: &'a Month,
    today: NaiveDate,
    chosen: NaiveDate,
}

impl<M> canvas::Program<M> for Days<'_> {
    type State = ();

    fn draw(
        &self,
        _state: &(),
        renderer: &Renderer,
        theme: &Theme,
        bounds: Rectangle,
        _cursor: mouse::Cursor,
    ) -> Vec<canvas::Geometry> {
        let tokens = Tokens::of(theme);
        let mut frame = canvas::Frame::new(renderer, bounds.size());
        let offset = self.month.first.weekday().num_days_from_monday();
        let (width, height) = (bounds.width / 7.0, bounds.height / 6.0);
        for cell in &self.month.days {
            let place = offset + cell.date.day0();
            let center = Point::new(
                (place % 7) as f32 * width + width / 2.0,
                (place / 7) as f32 * height + height / 2.0,
            );
            let (is_today, is_chosen) = (cell.date == self.today, cell.date == self.chosen);
            let middle = Point::new(center.x, center.y - 3.0);
            if is_today {
                frame.fill(&canvas::Path::circle(middle, 9.0), tokens.accent);
            } else if is_chosen {
                let ring = canvas::Path::circle(middle, 9.0);
                frame.stroke(&ring, canvas::Stroke::default().with_color(tokens.accent).with_width(1.5));
            }
            let color = if is_today {
                tokens.on_accent
            } else if cell.is_late {
                tokens.danger
            } else if cell.hues.is_empty() {
                tokens.text_tertiary
            } else {
                tokens.text
            };
            frame.fill_text(canvas::Text {
                content: cell.date.day().to_string(),
                position: middle,
                color,
                size: Pixels(11.0),
                font: if cell.hues.is_empty() { font::REGULAR } else { font::SEMIBOLD },
                align_x: text::Alignment::Center,
                align_y: iced::alignment::Vertical::Center,
                ..canvas::Text::default()
            });
            let dots = &cell.hues[..cell.hues.len().min(DOTS)];
            let start = center.x - (dots.len().saturating_sub(1)) as f32 * 3.0;
            for (index, (hue, is_there)) in dots.iter().enumerate() {
                let dot = canvas::Path::circle(Point::new(start + index as f32 * 6.0, center.y + 9.0), 2.0);
                if *is_there {
                    frame.fill(&dot, tokens.hue(*hue));
                } else {
                    frame
                        .stroke(&dot, canvas::Stroke::default().with_color(tokens.hue(*hue)).with_width(1.0));
                }
            }
        }
        vec![frame.into_geometry()]
    }
}
