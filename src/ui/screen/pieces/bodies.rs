//! Below the list: pieces whose bodies or comments have what is searched for.

use iced::Length;
use iced::widget::{container, rich_text, span, text};

use super::Message;
use crate::calendar::wording;
use crate::ui::bodies::{Bodies, BodyHit};
use crate::ui::theme::size;
use crate::ui::theme::style::{self, ink};
use crate::ui::widget::{clamp, column, label, row_button};
use crate::ui::{Element, font};

/// None while nothing is searched for, or nothing was found.
pub fn view(bodies: &Bodies) -> Option<Element<'_, Message>> {
    if bodies.count == 0 {
        return None;
    }
    let count = wording::grouped(bodies.count as u64);
    let title = container(label(format!("Trong nội dung và góp ý: {count} bài"))).padding([8, 10]);
    let rest = bodies.count - bodies.hits.len();
    let rest = (rest > 0).then(|| {
        let rest = wording::grouped(rest as u64);
        container(label(format!("và {rest} bài cũ hơn; Ctrl Shift F liệt kê hết"))).padding([8, 10])
    });
    Some(column![title].extend(bodies.hits.iter().map(row)).push(rest).spacing(2).into())
}

fn row(hit: &BodyHit) -> Element<'_, Message> {
    let snippet = &hit.snippet;
    let words = rich_text::<(), _, _, _>([
        span(snippet.before.as_str()),
        span(snippet.words.as_str()).background(style::FOUND),
        span(snippet.after.as_str()),
    ])
    .size(size::CAPTION)
    .line_height(1.5)
    .style(ink::secondary)
    .wrapping(text::Wrapping::WordOrGlyph);
    let content = column![clamp(hit.title.as_str(), 1).size(size::DENSE, 19.5).font(font::MEDIUM), words]
        .spacing(2)
        .width(Length::Fill);
    row_button(content, false, Message::Pressed(hit.open.clone()))
}
