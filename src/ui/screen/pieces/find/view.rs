//! The bar over the editor.

use iced::Alignment;
use iced::widget::{container, text};

use super::{Find, Message, REPLACEMENT, WORDS};
use crate::ui::Element;
use crate::ui::icon::{Icon, icon};
use crate::ui::theme::size;
use crate::ui::theme::style::{self, ink};
use crate::ui::widget::{button_label, closable, column, divider, field, icon_button, row, toggle};

/// Widths of the fields and of the count, logical pixels.
const FIELD: f32 = 220.0;
const COUNT: f32 = 64.0;

pub fn view(find: &Find) -> Element<'_, Message> {
    let words =
        field("Tìm trong bài", &find.sought.words).id(WORDS).width(FIELD).on_input(Message::WordsChanged);
    let some = !find.spots.is_empty();
    let step = |is_back| some.then_some(Message::Stepped { is_back });
    let line = row![
        icon(Icon::Search, 15.0).style(ink::tertiary),
        words,
        count(find),
        icon_button(Icon::Up, "Chỗ trước (Shift Enter, Shift F3)", style::ghost, step(true)),
        icon_button(Icon::Down, "Chỗ sau (Enter, F3)", style::ghost, step(false)),
        toggle("Đúng dấu", "Phân biệt dấu và chữ hoa", find.sought.is_exact, Message::ExactChosen),
        toggle("Cả từ", "Không tìm trong lòng từ dài hơn", find.sought.is_whole, Message::WholeChosen),
        button_label("Trong mọi bài…", style::ghost, Some(Message::Widened)),
        icon_button(Icon::Close, "Đóng (Esc)", style::ghost, Some(Message::Closed)),
    ]
    .spacing(6)
    .align_y(Alignment::Center)
    .wrap();
    let replacement = find.is_replacing.then(|| {
        row![
            icon(Icon::Pen, 15.0).style(ink::tertiary),
            field("Thay bằng", &find.replacement)
                .id(REPLACEMENT)
                .width(FIELD)
                .on_input(Message::ReplacementChanged)
                .on_submit(Message::Replaced),
            button_label("Thay", style::secondary, some.then_some(Message::Replaced)),
            button_label("Thay tất cả", style::secondary, some.then_some(Message::AllReplaced)),
        ]
        .spacing(6)
        .align_y(Alignment::Center)
        .wrap()
    });
    let bar = container(column![line].push(replacement).spacing(6)).padding([4, 12]);
    closable(column![bar, divider()], Message::Closed)
}

/// "3/17".
fn count<'a>(find: &Find) -> Element<'a, Message> {
    let words = match (find.current, find.sought.words.trim()) {
        (_, "") => String::new(),
        (Some(at), _) => format!("{}/{}", at + 1, find.spots.len()),
        (None, _) => "Không thấy".to_owned(),
    };
    text(words).size(size::CAPTION).width(COUNT).wrapping(text::Wrapping::None).style(ink::secondary).into()
}
