//! The body as a text in an editor, and a skit's small toolbar.

use iced::widget::container;
use iced::{Alignment, Length, Padding};

use super::highlight::{self, Marker, Setting};
use super::open_piece::{OpenPiece, Snippet};
use super::{Message, TEXT};
use crate::piece::Format;
use crate::ui::Element;
use crate::ui::icon::Icon;
use crate::ui::theme::style;
use crate::ui::widget::long_editor::{self, long_editor};
use crate::ui::widget::{button, column, crop, divider, icon_label, moving_keys, picker, row, still, tip};

/// Maximum width of the text, for readable lines; logical pixels.
const MEASURE: f32 = 720.0;

/// `marks`: the number of comments at each line of the body with some; `width` of the pane, logical pixels.
pub fn view(open_piece: &OpenPiece, marks: Vec<(usize, usize)>, width: f32) -> Element<'_, Message> {
    let setting = Setting { format: open_piece.format, unclosed: open_piece.digest.unclosed_lines.clone() };
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
        .push((open_piece.format == Format::Stage).then(|| toolbar(open_piece)))
        .push(moving_keys(crop(still(long_editor::shown(editor, marks, Message::MarkPressed))), |is_up| {
            Message::BlockShifted { is_up }
        }))
        .into()
}

fn toolbar(open_piece: &OpenPiece) -> Element<'_, Message> {
    let tool = |mark, word, hint, snippet: Snippet| {
        tip(
            button(container(icon_label(mark, word)).center_y(Length::Fill))
                .height(28)
                .padding([0, 10])
                .style(style::ghost)
                .on_press(Message::Inserted(snippet)),
            hint,
        )
    };
    let cast = picker(open_piece.digest.cast.as_slice(), None::<String>, |name| {
        Message::Inserted(Snippet::Cue(name))
    })
    .placeholder(if open_piece.digest.cast.is_empty() { "Chưa có nhân vật" } else { "Nhân vật…" })
    .small();
    let tools = row![
        tool(Icon::Theater, "Cảnh", "Thêm tên cảnh: “.CẢNH 2 – …”", Snippet::Scene),
        cast,
        tool(Icon::Note, "Ghi chú", "Ghi chú trong [[ ]]: không in ra", Snippet::Note),
    ]
    .spacing(6)
    .height(38)
    .align_y(Alignment::Center);
    column![container(tools).padding([0, 10]), divider()].into()
}

fn placeholder(format: Format) -> &'static str {
    match format {
        Format::Av | Format::Radio => "## 01\nHình: …\nLời: …",
        Format::Article => "Viết bài ở đây. Dòng “## Tên mục” là tên mục, “> …” là lời trích.",
        Format::Stage => {
            "# Nhân vật\n!- BÀ TƯ | nông dân | 60 tuổi\n\n# Nội dung\n.CẢNH 1 – …\n\nBÀ TƯ\nLời thoại…"
        }
        Format::Quiz => "1. Câu hỏi?\nA. …\nB. …\nĐáp án: A",
        Format::Poster => "",
    }
}
