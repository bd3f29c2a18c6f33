//! The month: a grid of weeks.

use chrono::{Datelike, Weekday};
use iced::widget::{container, mouse_area, responsive, space, text};
use iced::{Alignment, Length, Theme, border};

use super::model::Face;
use super::{Calendar, Message, Target, chip};
use crate::calendar::{Day, wording};
use crate::ui::theme::style::{self, ink};
use crate::ui::theme::{Tokens, metric, size};
use crate::ui::widget::{button, clamp, column, press_area, row, tip};
use crate::ui::{Context, Element, font};

/// Height of the weekday row, and of a cell's header.
const HEAD: f32 = 26.0;
const CELL_HEAD: f32 = 24.0;

impl Calendar {
    pub(super) fn month_view<'a>(&'a self, context: &'a Context) -> Element<'a, Message> {
        self.day_chips.prepare(&context.newsroom, &self.grid, Face::Cell);
        let weeks = self.grid.len() / 7;
        let grid = responsive(move |room| {
            let height = (room.height - 2.0 - HEAD - weeks as f32) / weeks as f32;
            let rows = self.grid.chunks(7).enumerate().map(|(index, days)| {
                let cells = days.iter().enumerate().map(|(column, day)| {
                    let corner = match (index + 1 == weeks, column) {
                        (true, 0) => border::bottom_left(metric::CARD_RADIUS - 1.0),
                        (true, 6) => border::bottom_right(metric::CARD_RADIUS - 1.0),
                        _ => border::Radius::default(),
                    };
                    self.cell(day, height, corner, context)
                });
                row(cells).spacing(1).height(Length::Fill).into()
            });
            let head = row(self.grid.iter().take(7).enumerate().map(|(column, day)| {
                let corner = match column {
                    0 => border::top_left(metric::CARD_RADIUS - 1.0),
                    6 => border::top_right(metric::CARD_RADIUS - 1.0),
                    _ => border::Radius::default(),
                };
                weekday(column_name(day.date.weekday()), corner)
            }))
            .spacing(1);
            container(column![head].extend(rows).spacing(1)).padding(1).style(frame).into()
        });
        grid.into()
    }

    fn cell<'a>(
        &'a self,
        day: &'a Day,
        height: f32,
        corner: border::Radius,
        context: &'a Context,
    ) -> Element<'a, Message> {
        let date = day.date;
        let is_out = (date.year(), date.month()) != (self.shown.year(), self.shown.month());
        let look = Look {
            ground: Ground::of(is_out, day.is_day_off),
            is_selected: date == self.day,
            is_home: self.is_home(date),
            target: self.landing(date),
            corner,
        };
        let head = cell_head(day, date == context.newsroom.today(), is_out);
        let more = move |rest: usize| -> Element<'a, Message> {
            button(text(format!("+{rest} nữa")).size(11).line_height(1.45).font(font::MEDIUM))
                .padding([0, 6])
                .height(chip::MORE)
                .style(style::ghost)
                .on_press(Message::DayPressed(date))
                .into()
        };
        let room = height - CELL_HEAD - 8.0;
        let chips = self.day_chips.first_on(&context.newsroom, date, Face::Cell);
        let pile =
            chip::pile(chips, &context.newsroom, |key| self.is_chosen(key), room, self.is_dragging(), more);
        let face = press_area(column![head, pile].spacing(2), move |theme, is_hovered| {
            look.style(theme, is_hovered)
        })
        .padding([3, 5])
        .width(Length::Fill)
        .height(Length::Fill)
        .on_press(Message::DayPressed(date))
        .on_double(Message::DayOpened(date));
        self.target(face, date)
    }

    pub(super) fn is_dragging(&self) -> bool {
        self.drag.as_ref().is_some_and(|drag| drag.is_moving)
    }

    /// How a dragged chip would land on this day; none while it is elsewhere.
    pub(super) fn landing(&self, date: chrono::NaiveDate) -> Option<Landing> {
        let drag = self.drag.as_ref()?;
        let is_here = drag.is_moving && drag.over == Some(Target::Day(date));
        let landing = if drag.trouble.is_some() { Landing::Troubled } else { Landing::Free };
        is_here.then_some(landing)
    }

    /// Makes a day a drop target.
    pub(super) fn target<'a>(
        &self,
        face: impl Into<Element<'a, Message>>,
        date: chrono::NaiveDate,
    ) -> Element<'a, Message> {
        // The widget tree is the same with and without a drag, so that no widget loses its state when one
        // begins.
        let area = mouse_area(face);
        if self.drag.is_some() {
            area.on_enter(Message::TargetEntered(Some(Target::Day(date)))).into()
        } else {
            area.into()
        }
    }
}

/// The background shows between the cells as grid lines.
fn frame(theme: &Theme) -> container::Style {
    let tokens = Tokens::of(theme);
    container::Style {
        background: Some(tokens.line.into()),
        border: border::rounded(metric::CARD_RADIUS).color(tokens.line).width(1),
        ..container::Style::default()
    }
}

/// As in printed calendars: "Thứ Hai" … "Chủ Nhật".
fn column_name(day: Weekday) -> &'static str {
    if day == Weekday::Sun { "Chủ Nhật" } else { wording::weekday(day) }
}

fn weekday(name: &str, corner: border::Radius) -> Element<'_, Message> {
    container(text(name).size(size::CAPTION).font(font::MEDIUM).style(ink::secondary))
        .padding([0, 8])
        .width(Length::Fill)
        .center_y(HEAD)
        .style(move |theme: &Theme| container::Style {
            background: Some(Tokens::of(theme).surface.into()),
            border: border::rounded(corner),
            ..container::Style::default()
        })
        .into()
}

/// The day's number, marks and lunar date.
fn cell_head(day: &Day, is_today: bool, is_out: bool) -> Element<'_, Message> {
    let number = text(day.date.day()).size(size::CAPTION).font(font::SEMIBOLD);
    let number: Element<'_, Message> = if is_today {
        container(number.style(ink::on_accent)).padding([1, 7]).style(pill).into()
    } else if is_out {
        container(number.style(ink::tertiary)).padding([1, 3]).into()
    } else if day.is_day_off && !day.is_weekend() {
        container(number.style(ink::danger)).padding([1, 3]).into()
    } else {
        container(number).padding([1, 3]).into()
    };
    let lunar = text(day.lunar.cell()).size(11).style(ink::tertiary).wrapping(text::Wrapping::None);
    let mark: Element<'_, Message> = match day.marks.first() {
        None => space().width(Length::Fill).into(),
        Some(first) => {
            let words = container(clamp(first.as_ref(), 1).size(11.0, 16.0))
                .style(mark_style(day.is_day_off && !day.is_weekend()));
            tip(container(words).width(Length::Fill), day.marks.join("\n"))
        }
    };
    row![number, mark, container(lunar).padding([0, 3])]
        .spacing(4)
        .height(CELL_HEAD - 2.0)
        .align_y(Alignment::Center)
        .into()
}

fn mark_style(is_day_off: bool) -> impl Fn(&Theme) -> container::Style {
    move |theme| {
        let tokens = Tokens::of(theme);
        let ink = if is_day_off { tokens.danger } else { tokens.text_tertiary };
        container::Style { text_color: Some(ink), ..container::Style::default() }
    }
}

/// Today's number.
pub(super) fn pill(theme: &Theme) -> container::Style {
    container::Style {
        background: Some(Tokens::of(theme).accent.into()),
        border: border::rounded(10),
        ..container::Style::default()
    }
}

/// The kind of a day, for its background.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Ground {
    /// In another month.
    Out,
    DayOff,
    Work,
}

impl Ground {
    pub fn of(is_out: bool, is_off: bool) -> Self {
        match (is_out, is_off) {
            (true, _) => Self::Out,
            (false, true) => Self::DayOff,
            (false, false) => Self::Work,
        }
    }
}

/// How a dragged chip would land on a day.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Landing {
    Free,
    /// It would overlap another airing, or it cannot be put there.
    Troubled,
}

/// A day's state, for its background.
#[derive(Debug, Clone, Copy)]
pub(super) struct Look {
    pub ground: Ground,
    pub is_selected: bool,
    /// What is selected in the tray belongs here.
    pub is_home: bool,
    pub target: Option<Landing>,
    pub corner: border::Radius,
}

impl Look {
    pub fn style(self, theme: &Theme, _is_hovered: bool) -> container::Style {
        let tokens = Tokens::of(theme);
        let ground = if let Some(landing) = self.target {
            if landing == Landing::Troubled { tokens.danger_weak } else { tokens.accent_weak }
        } else if self.is_home {
            tokens.accent_weak
        } else if self.ground == Ground::Out {
            tokens.background
        } else if self.ground == Ground::DayOff {
            // Between the surface and the window's background.
            let mid = |a: f32, b: f32| a.midpoint(b);
            let (a, b) = (tokens.surface, tokens.background);
            iced::Color { r: mid(a.r, b.r), g: mid(a.g, b.g), b: mid(a.b, b.b), a: 1.0 }
        } else {
            tokens.surface
        };
        let ring = border::rounded(self.corner);
        container::Style {
            background: Some(ground.into()),
            border: match self.target {
                Some(Landing::Troubled) => ring.color(tokens.danger).width(2),
                None if !self.is_selected => ring,
                _ => ring.color(tokens.accent).width(2),
            },
            ..container::Style::default()
        }
    }
}
