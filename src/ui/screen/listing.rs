//! A list of rows that open what they tell of, cut to what a card has room for; the rest is one press away.

use iced::widget::{container, space, text};
use iced::{Alignment, Length};

use crate::calendar::wording;
use crate::plan::Hue;
use crate::ui::theme::size;
use crate::ui::theme::style::{self, Mood, ink};
use crate::ui::widget::{
    button, button_label, caption, card, clamp, column, dot, row, row_button, section_title, tag, tip,
};
use crate::ui::{Effect, Element, font};

/// Number of rows that a card shows before "more".
pub const SHOWN: usize = 8;
/// Rows that each press on the rest adds.
pub const MORE: usize = 400;

/// A row: its text, and the effects of clicking it and its button.
#[derive(Debug, Clone)]
pub struct Entry {
    pub hue: Hue,
    pub when: String,
    pub title: String,
    pub tag: String,
    pub mood: Mood,
    pub open: Effect,
    pub act: Option<(&'static str, Effect)>,
}

/// How many rows a list shows once the rest is asked for.
pub fn widened(shown: usize) -> usize {
    if shown < MORE { MORE } else { shown + MORE }
}

/// What stands over a list, and what stands in its place where there is nothing.
#[derive(Debug)]
pub struct Head {
    pub title: String,
    pub detail: String,
    pub nothing: String,
}

/// A card of the first `shown` entries of `count`; `rest` asks for more of them.
pub fn card_of<'a, Message: Clone + 'a>(
    head: Head,
    entries: impl Iterator<Item = &'a Entry>,
    count: usize,
    shown: usize,
    pressed: fn(Effect) -> Message,
    rest: Message,
) -> Element<'a, Message> {
    let title = row![section_title(head.title), text(head.detail).size(size::DENSE).style(ink::secondary)]
        .spacing(8)
        .align_y(Alignment::Center);
    if count == 0 {
        return card(column![title, container(caption(head.nothing)).padding([8, 10])].spacing(6));
    }
    let left = count.saturating_sub(shown);
    let more = (left > 0).then(|| {
        let words = text(format!("và {} dòng nữa", wording::grouped(left as u64))).size(size::DENSE);
        button(words).padding([6, 12]).style(style::ghost).on_press(rest)
    });
    let lines = entries.take(shown).map(|entry| line(entry, pressed));
    card(column![title, column(lines).push(more)].spacing(6))
}

fn line<'a, Message: Clone + 'a>(entry: &'a Entry, pressed: fn(Effect) -> Message) -> Element<'a, Message> {
    let act: Element<'a, Message> = match &entry.act {
        Some((word, effect)) => button_label(word, style::secondary, Some(pressed(effect.clone()))),
        None => tag(None, entry.tag.as_str(), entry.mood),
    };
    let title = tip(clamp(entry.title.as_str(), 2).size(size::DENSE, 18.0), entry.title.as_str());
    let words = row![
        dot(entry.hue),
        text(&entry.when).size(size::CAPTION).font(font::FIGURES).style(ink::secondary).width(104),
        container(title).width(Length::Fill),
        space().width(8),
        act,
    ]
    .spacing(10)
    .height(38)
    .align_y(Alignment::Center);
    row_button(words, false, pressed(entry.open.clone()))
}
