//! Compares unsaved text of an earlier window with the current piece, to recover or discard it.

use iced::widget::{container, space, text};
use iced::{Alignment, Length};

use super::compare;
use crate::piece::Piece;
use crate::piece::diff::{Chunk, ChunkKind, diff};
use crate::ui::theme::size;
use crate::ui::theme::style::{self, ink};
use crate::ui::widget::{button_label, caption, column, label, row, scroll, section_title};
use crate::ui::{Element, font};

/// Logical pixels.
const WIDTH: f32 = 920.0;
const HEIGHT: f32 = 520.0;

#[derive(Debug)]
pub struct Dialog {
    /// The index in [`crate::ui::Context::unsaved`].
    index: usize,
    title: String,
    /// The differences from the current piece to the unsaved text; none until they are compared.
    chunks: Option<Vec<Chunk>>,
}

#[derive(Debug, Clone)]
pub enum Message {
    Compared(Vec<Chunk>),
    Recovered,
    Discarded,
    Closed,
}

/// What the app must do.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Reply {
    Stay,
    Recover(usize),
    Discard(usize),
    Close,
}

/// Compares the current piece, if it still exists, with the unsaved text.
pub fn compare(now: Option<&Piece>, unsaved: &Piece) -> Vec<Chunk> {
    compare::near(diff(&now.map(compare::piece_text).unwrap_or_default(), &compare::piece_text(unsaved)))
}

impl Dialog {
    pub fn new(index: usize, title: &str) -> Self {
        Self { index, title: title.to_owned(), chunks: None }
    }

    pub fn update(&mut self, message: Message) -> Reply {
        match message {
            Message::Compared(chunks) => self.chunks = Some(chunks),
            Message::Recovered => return Reply::Recover(self.index),
            Message::Discarded => return Reply::Discard(self.index),
            Message::Closed => return Reply::Close,
        }
        Reply::Stay
    }

    pub fn view(&self) -> Element<'_, Message> {
        let body: Element<'_, Message> = match &self.chunks {
            None => caption("Đang so…"),
            Some(chunks) => row![
                side("Chữ chưa lưu", chunks, ChunkKind::Added, ""),
                side("Bản đang có", chunks, ChunkKind::Removed, "Bài này không còn trong thư mục."),
            ]
            .spacing(12)
            .into(),
        };
        let acts = row![
            caption("Khôi phục sẽ gộp với bản đang có, không ghi đè."),
            space().width(Length::Fill),
            button_label("Bỏ chữ này", style::ghost, Some(Message::Discarded)),
            button_label("Đóng", style::secondary, Some(Message::Closed)),
            button_label("Khôi phục", style::primary, Some(Message::Recovered)),
        ]
        .spacing(8)
        .align_y(Alignment::Center);
        column![
            section_title(format!("Chữ chưa lưu: {}", self.title)),
            container(body).height(Length::Fill),
            acts
        ]
        .spacing(12)
        .width(WIDTH)
        .height(HEIGHT)
        .into()
    }
}

/// One side's text, with what only it has highlighted.
fn side<'a>(name: &'a str, chunks: &'a [Chunk], own: ChunkKind, nothing: &'a str) -> Element<'a, Message> {
    let shown: Vec<_> =
        chunks.iter().filter(|chunk| chunk.kind == ChunkKind::Same || chunk.kind == own).collect();
    let content: Element<'a, Message> = if shown.is_empty() {
        text(nothing).size(size::DENSE).style(ink::secondary).into()
    } else {
        let spans = shown.into_iter().map(|chunk| {
            let span = iced::widget::span(chunk.text.as_str());
            if chunk.kind == own { span.underline(true).font(font::SEMIBOLD) } else { span }
        });
        iced::widget::rich_text::<(), Message, iced::Theme, iced::Renderer>(spans.collect::<Vec<_>>())
            .size(size::DENSE)
            .width(Length::Fill)
            .into()
    };
    let body = scroll(container(content).padding([10, 12]).width(Length::Fill));
    column![label(name), container(body).width(Length::Fill).height(Length::Fill).style(style::sunken)]
        .spacing(4)
        .width(Length::FillPortion(1))
        .into()
}
