//! The body as a text in an editor, and the small toolbar above it.

use iced::keyboard::Modifiers;
use iced::keyboard::key::Named;
use iced::widget::{container, space, text};
use iced::{Alignment, Length, Padding};

use super::find::Found;
use super::highlight::{self, Marker, Setting};
use super::open_piece::{OpenPiece, Snippet};
use super::{Message, SpellingMessage, TEXT, walk};
use crate::piece::marks::Act;
use crate::piece::{Format, block};
use crate::ui::icon::Icon;
use crate::ui::theme::style;
use crate::ui::widget::long_editor::{self, Look, Span, Spans, long_editor};
use crate::ui::widget::{button, column, crop, divider, icon_label, moving_keys, picker, row, still, tip};
use crate::ui::{Element, font};

/// Maximum width of the text, for readable lines; logical pixels.
const MEASURE: f32 = 720.0;

/// `marks`: the number of comments at each line of the body with some; `found`: the words to mark, as
/// [`super::find::Find::marks`] has them; `width` of the pane, logical pixels.
pub fn view(
    open_piece: &OpenPiece,
    marks: Vec<(usize, usize)>,
    found: Found,
    width: f32,
) -> Element<'_, Message> {
    let setting = Setting {
        format: open_piece.format,
        unclosed: open_piece.digest.unclosed_lines.clone(),
        caret: open_piece.text.cursor().position.line,
    };
    let least = if marks.is_empty() { 20.0 } else { 46.0 };
    let side = ((width - MEASURE) / 2.0).max(least);
    let editor = long_editor(&open_piece.text)
        .id(TEXT)
        .placeholder(placeholder(open_piece.format))
        .size(15)
        .line_height(1.6)
        .padding(Padding { top: 16.0, right: side, bottom: 0.0, left: side })
        .height(Length::Fill)
        .style(style::bare_editor)
        .on_action(Message::Wrote)
        .highlight_with::<Marker>(setting, highlight::format);
    column![]
        .push(Act::Bold.is_of(open_piece.format).then(|| toolbar(open_piece)))
        .push(moving_keys(
            crop(still(long_editor::shown(editor, marks, spans(open_piece, found), Message::MarkPressed))),
            if open_piece.walk.is_some() { moving_key } else { block_key },
        ))
        .into()
}

/// What a key does with the speech or the paragraph at the cursor.
fn block_key(key: Named, modifiers: Modifiers) -> Option<Message> {
    match key {
        Named::Enter if modifiers.command() => Some(Message::Block(block::Act::Split)),
        _ => moving_key(key, modifiers),
    }
}

/// The same while Ctrl Enter is for misspellings.
fn moving_key(key: Named, modifiers: Modifiers) -> Option<Message> {
    let act = match (key, modifiers.shift()) {
        _ if !modifiers.alt() => return None,
        (Named::ArrowUp, false) => block::Act::Up,
        (Named::ArrowDown, false) => block::Act::Down,
        (Named::ArrowUp, true) => block::Act::SelectUp,
        (Named::ArrowDown, true) => block::Act::SelectDown,
        _ => return None,
    };
    Some(Message::Block(act))
}

/// What is underlined or on a ground in the text; each source of spans adds its own.
fn spans(open_piece: &OpenPiece, found: Found) -> Vec<Spans<'_>> {
    let caret = open_piece.text.cursor().position;
    vec![sought(found), walk::spans(&open_piece.vocabulary, caret, open_piece.walk.is_some())]
}

/// What a search found.
fn sought((marks, current): Found) -> Spans<'static> {
    Box::new(move |start, stretch| {
        let end = start.column + stretch.len();
        let first =
            marks.partition_point(|(line, columns)| (*line, columns.end) <= (start.line, start.column));
        let within = marks.iter().enumerate().skip(first);
        let within = within.take_while(|(_, (line, columns))| *line == start.line && columns.start < end);
        let span = |(index, (_, columns)): (usize, &(usize, std::ops::Range<usize>))| Span {
            range: columns.start.saturating_sub(start.column)..columns.end.min(end) - start.column,
            look: if current == Some(index) { Look::FoundHere } else { Look::Found },
        };
        within.map(span).collect()
    })
}

/// Bold, italic and what else the format has, with their keys.
fn toolbar(open_piece: &OpenPiece) -> Element<'_, Message> {
    let sign = |word, face, hint, act| {
        let word = text(word).size(15).font(face);
        tool(container(word).center_x(18).center_y(Length::Fill), hint, Message::Formatted(act))
    };
    let named = |mark, word, hint, message| {
        tool(container(icon_label(mark, word)).center_y(Length::Fill), hint, message)
    };
    let mut tools = row![
        sign("B", font::BOLD, "Đậm (Ctrl B)", Act::Bold),
        sign("I", font::ITALIC, "Nghiêng (Ctrl I)", Act::Italic),
    ];
    if open_piece.format == Format::Article {
        tools = tools
            .push(named(
                Icon::Text,
                "Tên mục",
                "Dòng này là tên mục: “## …” (Ctrl Shift H)",
                Message::Formatted(Act::Heading),
            ))
            .push(named(
                Icon::List,
                "Danh sách",
                "Mỗi dòng là một ý: “- …” (Ctrl Shift L)",
                Message::Formatted(Act::List),
            ));
    }
    if open_piece.format == Format::Stage {
        let cast = picker(open_piece.digest.cast.as_slice(), None::<String>, |name| {
            Message::Inserted(Snippet::Cue(name))
        })
        .placeholder(if open_piece.digest.cast.is_empty() {
            "Chưa có nhân vật"
        } else {
            "Nhân vật…"
        })
        .small();
        let snippet = Message::Inserted;
        tools = tools
            .push(named(Icon::Theater, "Cảnh", "Thêm tên cảnh: “.CẢNH 2 – …”", snippet(Snippet::Scene)))
            .push(cast)
            .push(named(Icon::Note, "Ghi chú", "Ghi chú trong [[ ]]: không in ra", snippet(Snippet::Note)));
    }
    let spelling = Message::Spelling(SpellingMessage::Next);
    let tools = tools
        .push(space().width(Length::Fill))
        .push(named(Icon::Check, "Chính tả", "Soát chính tả, từng chữ một (F7)", spelling))
        .spacing(6)
        .height(38)
        .align_y(Alignment::Center);
    column![container(tools).padding([0, 10]), divider()].into()
}

fn tool<'a>(face: impl Into<Element<'a, Message>>, hint: &'a str, message: Message) -> Element<'a, Message> {
    tip(button(face).height(28).padding([0, 10]).style(style::ghost).on_press(message), hint)
}

fn placeholder(format: Format) -> &'static str {
    match format {
        Format::Av | Format::Radio => "## 01\nHình: …\nLời: …",
        Format::Article => "Viết bài ở đây. Dòng “## Tên mục” là tên mục, “> …” là lời trích.",
        Format::Stage => {
            "# Nhân vật\n!- BÀ TƯ | nông dân | 60 tuổi\n\n# Nội dung\n.CẢNH 1 – …\n\nBÀ TƯ\nLời thoại…"
        }
        Format::Quiz => "1. Câu hỏi?\nA. …\nB. …\nĐáp án: A",
        Format::Poster | Format::Contest | Format::Dialogue => "",
    }
}
