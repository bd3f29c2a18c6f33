//! The board: the pieces of the month by status, and those without a day. A card is dragged to another column, or moved
//! there by keys.

use std::borrow::Cow;

use chrono::{NaiveDate, NaiveTime};
use iced::widget::{container, mouse_area, space, text};
use iced::{Alignment, Border, Length, Theme, border};

use super::model::{Card, ChipKey};
use super::{Calendar, Message, Target, View};
use crate::calendar::wording;
use crate::newsroom::{Batch, BatchEdit, Newsroom};
use crate::piece::Status;
use crate::ui::icon::{Icon, icon};
use crate::ui::theme::style::{self, ink};
use crate::ui::theme::{Tokens, metric, size};
use crate::ui::widget::{
    caption, clamp, column, dot, empty_state, press_area, row, rows_in_view, scroll, segmented, status_dot,
    tip_unless,
};
use crate::ui::{Action, Context, Effect, Element, Notice, font, many, names};

/// Height of a card with its gap, logical pixels.
const CARD: f32 = 84.0;
const GAP: f32 = 6.0;
/// A column this wide has room for whole names.
const ROOMY: f32 = 230.0;

#[derive(Debug)]
pub(super) struct Board {
    /// Whether its pieces are those of a week, a month or a year.
    pub span: View,
    /// In the order of [`Status::ALL`]; none until the board is first shown.
    columns: Option<Vec<Column>>,
    /// Scroll offset and height of each column.
    views: [(f32, f32); Status::ALL.len()],
}

impl Default for Board {
    fn default() -> Self {
        Self { span: View::Month, columns: None, views: Default::default() }
    }
}

#[derive(Debug)]
struct Column {
    status: Status,
    cards: Vec<Card>,
}

impl Board {
    /// Its columns; dropped pieces have one where they are asked for.
    pub fn fill(&mut self, cards: Vec<Card>, with_dropped: bool) {
        let is_shown = |status: &Status| *status != Status::Dropped || with_dropped;
        let mut columns: Vec<Column> = Status::ALL
            .into_iter()
            .filter(is_shown)
            .map(|status| Column { status, cards: Vec::new() })
            .collect();
        for card in cards {
            if let Some(column) = columns.iter_mut().find(|column| column.status == card.status) {
                column.cards.push(card);
            }
        }
        self.columns = Some(columns);
    }

    pub fn empty(&mut self) {
        self.columns = None;
    }

    pub fn is_filled(&self) -> bool {
        self.columns.is_some()
    }

    pub fn scrolled(&mut self, status: Status, view: (f32, f32)) {
        self.views[status as usize] = view;
    }

    fn columns(&self) -> &[Column] {
        self.columns.as_deref().unwrap_or_default()
    }

    /// All cards, column by column.
    pub fn keys(&self) -> impl Iterator<Item = &ChipKey> {
        self.columns().iter().flat_map(|column| &column.cards).map(|card| &card.key)
    }

    /// The cards of a column from one to another, both included; only the second where they are in different columns.
    pub fn between(&self, from: &ChipKey, to: &ChipKey) -> Vec<ChipKey> {
        let at = |column: &Column, key: &ChipKey| column.cards.iter().position(|card| card.key == *key);
        let found =
            self.columns().iter().find_map(|column| Some((column, at(column, from)?, at(column, to)?)));
        match found {
            Some((column, a, b)) => {
                column.cards[a.min(b)..=a.max(b)].iter().map(|card| card.key.clone()).collect()
            }
            None => vec![to.clone()],
        }
    }

    /// The column and the place in it of a piece's card.
    fn place(&self, key: &ChipKey) -> Option<(usize, usize)> {
        let of_piece = |card: &Card| card.key.piece == key.piece;
        let mut columns = self.columns().iter().enumerate();
        columns.find_map(|(at, column)| Some((at, column.cards.iter().position(of_piece)?)))
    }

    /// The card beside or above and below another; the first of all without one.
    pub fn next(&self, from: Option<&ChipKey>, (aside, down): (i64, i64)) -> Option<ChipKey> {
        let columns = self.columns();
        let Some((column, row)) = from.and_then(|key| self.place(key)) else {
            return self.keys().next().cloned();
        };
        let cards = |at: usize| columns.get(at).map_or(&[][..], |column| &column.cards);
        let step = |at: usize, by: i64| at.checked_add_signed(isize::try_from(by).ok()?);
        if aside == 0 {
            let row = step(row, down)?;
            return cards(column).get(row).map(|card| card.key.clone());
        }
        let mut at = step(column, aside)?;
        while at < columns.len() {
            if let Some(last) = cards(at).len().checked_sub(1) {
                return Some(cards(at)[row.min(last)].key.clone());
            }
            at = step(at, aside)?;
        }
        None
    }

    /// The status of the column beside a card's.
    pub fn status_beside(&self, key: &ChipKey, aside: i64) -> Option<Status> {
        let (column, _) = self.place(key)?;
        let at = column.checked_add_signed(isize::try_from(aside).ok()?)?;
        Some(self.columns().get(at)?.status)
    }
}

impl Calendar {
    pub(super) fn board_view<'a>(&'a self, width: f32, context: &'a Context) -> Element<'a, Message> {
        let spans = [(View::Week, "Tuần"), (View::Month, "Tháng"), (View::Year, "Năm")];
        let spans = segmented(spans, self.board.span, Message::BoardSpanChosen);
        let head = row![caption("Bài trong"), spans].spacing(8).align_y(Alignment::Center);
        if self.board.keys().next().is_none() {
            let (empty, hint) = match self.board.span {
                View::Week => ("Tuần này chưa có bài nào hợp với điều kiện lọc.", "Sang tuần khác"),
                View::Year => ("Năm này chưa có bài nào hợp với điều kiện lọc.", "Sang năm khác"),
                _ => ("Tháng này chưa có bài nào hợp với điều kiện lọc.", "Sang tháng khác"),
            };
            let hint = format!("{hint}, hoặc bỏ bớt điều kiện để thấy nhiều hơn.");
            return column![head, empty_state(Icon::Kanban, empty, hint, None)].spacing(10).into();
        }
        let columns = self.board.columns();
        let is_roomy = width / columns.len() as f32 > ROOMY;
        let columns = columns.iter().map(|column| self.board_column(column, is_roomy, context));
        column![head, row(columns).spacing(10).height(Length::Fill)].spacing(10).into()
    }

    fn board_column<'a>(
        &'a self,
        of: &'a Column,
        is_roomy: bool,
        context: &'a Context,
    ) -> Element<'a, Message> {
        let status = of.status;
        let head = row![
            status_dot(status),
            text(status.name()).size(size::DENSE).font(font::SEMIBOLD).wrapping(text::Wrapping::None),
            space().width(Length::Fill),
            text(of.cards.len()).size(size::CAPTION).font(font::FIGURES).style(ink::secondary),
        ]
        .spacing(7)
        .align_y(Alignment::Center);
        let cards = rows_in_view(self.board.views[status as usize], CARD, of.cards.len(), |shown| {
            of.cards[shown].iter().map(|card| self.card(card, is_roomy, context))
        });
        let list = scroll(container(cards).padding(iced::Padding::ZERO.left(8).right(10)))
            .height(Length::Fill)
            .on_scroll(move |viewport| {
                let view = (viewport.absolute_offset().y, viewport.bounds().height);
                Message::BoardScrolled(status, view)
            });
        let is_target = self.is_dragging()
            && self.drag.as_ref().is_some_and(|drag| drag.over == Some(Target::Status(status)));
        let is_bad = is_target && self.drag.as_ref().is_some_and(|drag| drag.trouble.is_some());
        let face = container(column![container(head).padding([8, 12]), list].height(Length::Fill))
            .width(Length::Fill)
            .style(move |theme: &Theme| ground(theme, is_target, is_bad));
        let area = mouse_area(face);
        if self.drag.is_some() {
            area.on_enter(Message::TargetEntered(Some(Target::Status(status)))).into()
        } else {
            area.into()
        }
    }

    fn card<'a>(&'a self, card: &'a Card, is_roomy: bool, context: &'a Context) -> Element<'a, Message> {
        let newsroom = &context.newsroom;
        let Some(piece) = card.key.piece.as_ref().and_then(|id| newsroom.piece(id)) else {
            return space().height(CARD).into();
        };
        let activity = newsroom.plan().activity(&piece.header.activity);
        let short = activity.map_or(piece.header.activity.as_str(), |activity| activity.short.as_str());
        let when = when(card.key.date, card.time);
        let late = card.is_late.then(|| icon(Icon::Warning, 13.0).style(ink::danger));
        let who =
            piece.header.person("Biên tập").or_else(|| Some(piece.header.people.first()?.name.as_str()));
        let hint = match who {
            Some(who) => format!("{}\n{short} · {when} · {who}", piece.header.title),
            None => format!("{}\n{short} · {when}", piece.header.title),
        };
        let who = who.map(|who| if is_roomy { Cow::Borrowed(who) } else { names::short(who) });
        let who =
            who.map(|who| container(clamp(who, 1).size(11.0, 16.0)).align_right(Length::Fill).style(quiet));
        let top = row![]
            .push(activity.map(|activity| dot(activity.hue)))
            .push(container(clamp(short, 1).size(11.0, 16.0)).width(Length::Fill).style(quiet))
            .push(late)
            .spacing(6)
            .align_y(Alignment::Center);
        let foot = row![text(when).size(11).font(font::FIGURES).style(ink::secondary)]
            .push(who)
            .spacing(6)
            .align_y(Alignment::Center);
        let title = container(clamp(piece.header.title.as_str(), 2).size(13.0, 18.0)).height(Length::Fill);
        let is_chosen = self.is_chosen(&card.key);
        let face = press_area(column![top, title, foot].spacing(1), move |theme, is_hovered| {
            card_ground(theme, is_chosen, is_hovered)
        })
        .padding([5, 9])
        .width(Length::Fill)
        .height(CARD - GAP)
        .on_press(Message::ChipPressed(card.key.clone()))
        .on_double(Message::ChipOpened(card.key.clone()));
        container(tip_unless(self.is_dragging(), face, hint)).height(CARD).into()
    }

    /// The change of a card's status, or of all that are chosen with it.
    pub(super) fn status_batch(&self, key: &ChipKey, status: Status, context: &Context) -> Batch {
        let mut picks = self.chosen(context).picks;
        if !self.group.contains(key) {
            picks.retain(|pick| Some(&pick.piece) == key.piece.as_ref());
            picks.truncate(1);
        }
        context.newsroom.batch(&picks, &BatchEdit::Status(status))
    }

    pub(super) fn set_status(&mut self, key: &ChipKey, status: Status, context: &Context) -> Action<Message> {
        let batch = self.status_batch(key, status, context);
        let action = self.keep(context);
        if batch.is_empty() {
            let trouble = many::trouble(&batch);
            return trouble
                .map_or_else(|| action, |words| Action::effect(Effect::Notify(Notice::error(words))));
        }
        let notice = many::restated(&batch, status);
        action.and(Effect::Apply(batch.command)).and(Effect::Notify(Notice::undoable(notice)))
    }

    /// An arrow on the board selects the next card, with Shift also those up to it; with Alt it moves the selected one to
    /// the column beside.
    pub(super) fn walk_board(
        &mut self,
        by: i64,
        modifiers: iced::keyboard::Modifiers,
        context: &Context,
    ) -> Action<Message> {
        let way = if by.abs() == 1 { (by, 0) } else { (0, by.signum()) };
        if modifiers.alt() {
            let status = self.selected.as_ref().and_then(|key| self.board.status_beside(key, way.0));
            return match (self.selected.clone(), status) {
                (Some(key), Some(status)) if way.0 != 0 => self.set_status(&key, status, context),
                _ => Action::none(),
            };
        }
        let Some(next) = self.board.next(self.selected.as_ref(), way) else { return Action::none() };
        let held = modifiers.intersection(iced::keyboard::Modifiers::SHIFT);
        match self.press_with(&next, held, context) {
            Some(action) => action,
            None => self.select(Some(next), context),
        }
    }

    pub(super) fn fill_board(&mut self, newsroom: &Newsroom) {
        let (from, to) = self.range(newsroom);
        let cards = self.day_chips.cards(newsroom, from, to);
        self.board.fill(cards, self.filter.wants_dropped());
    }
}

/// "20/03 · 19:45", "Chưa xếp ngày"
fn when(date: Option<NaiveDate>, time: Option<NaiveTime>) -> String {
    let date = date.map_or_else(|| "Chưa xếp ngày".to_owned(), wording::day_month);
    time.map_or_else(|| date.clone(), |time| format!("{date} · {}", wording::clock(time)))
}

fn quiet(theme: &Theme) -> container::Style {
    container::Style { text_color: Some(Tokens::of(theme).text_secondary), ..container::Style::default() }
}

fn ground(theme: &Theme, is_target: bool, is_bad: bool) -> container::Style {
    let tokens = Tokens::of(theme);
    let (background, line) = match (is_target, is_bad) {
        (_, true) => (tokens.danger_weak, tokens.danger),
        (true, false) => (tokens.accent_weak, tokens.accent),
        (false, false) => (tokens.sunken, tokens.sunken),
    };
    container::Style {
        background: Some(background.into()),
        border: border::rounded(metric::CARD_RADIUS).color(line).width(1),
        ..container::Style::default()
    }
}

fn card_ground(theme: &Theme, is_chosen: bool, is_hovered: bool) -> container::Style {
    let tokens = Tokens::of(theme);
    let line = match (is_chosen, is_hovered) {
        (true, _) => tokens.accent,
        (false, true) => tokens.text_tertiary,
        (false, false) => tokens.line,
    };
    container::Style {
        background: Some(if is_chosen { tokens.accent_weak } else { tokens.surface }.into()),
        border: Border { color: line, width: if is_chosen { 1.5 } else { 1.0 }, radius: 7.into() },
        ..style::surface(theme)
    }
}
