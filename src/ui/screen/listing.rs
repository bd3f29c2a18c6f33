//! A card with the first rows of a list; each row opens what it describes, and a button shows more rows.

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
/// Number of rows that each request for more adds.
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

/// The number of rows to show after a request for more.
pub fn widened(shown: usize) -> usize {
    if shown < MORE { MORE } else { shown + MORE }
}

/// A list's heading, and the text shown when the list is empty.
#[derive(Debug)]
pub struct Head {
    pub title: String,
    pub detail: String,
    pub nothing: String,
}

/// A card of the first `shown` entries of `count`; `rest` requests more.
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
        let label = text(format!("và {} dòng nữa", wording::grouped(left as u64))).size(size::DENSE);
        button(label).padding([6, 12]).style(style::ghost).on_press(rest)
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
    let content = row![
        dot(entry.hue),
        text(&entry.when).size(size::CAPTION).font(font::FIGURES).style(ink::secondary).width(104),
        container(title).width(Length::Fill),
        space().width(8),
        act,
    ]
    .spacing(10)
    .height(38)
    .align_y(Alignment::Center);
    row_button(content, false, pressed(entry.open.clone()))
}
