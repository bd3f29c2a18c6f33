//! What two people changed in one place, side by side, to choose from.

use iced::widget::{container, space, text};
use iced::{Alignment, Length};

use crate::piece::diff::{ChunkKind, diff};
use crate::piece::merge::{Choice, Conflict, Merged};
use crate::piece::{Piece, PieceId};
use crate::ui::theme::size;
use crate::ui::theme::style::{self, ink};
use crate::ui::widget::{button_label, caption, column, label, row, scroll, section_title, segmented};
use crate::ui::{Element, font};

/// The height of all conflicts at most, logical pixels; the rest is scrolled to.
const PARTS: f32 = 420.0;

/// The conflicts of one merge.
#[derive(Debug)]
pub struct Dialog {
    piece: PieceId,
    title: String,
    merged: Merged,
    choices: Vec<Choice>,
}

#[derive(Debug, Clone, Copy)]
pub enum Message {
    Chosen(usize, Choice),
    Confirmed,
}

/// The dialog's answer.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Outcome {
    Stay,
    Resolved,
}

impl Dialog {
    pub fn new(piece: PieceId, title: String, merged: Merged) -> Self {
        let choice = |conflict: &Conflict| if conflict.can_keep_both() { Choice::Both } else { Choice::Mine };
        let choices = merged.conflicts.iter().map(choice).collect();
        Self { piece, title, merged, choices }
    }

    pub fn piece(&self) -> &PieceId {
        &self.piece
    }

    /// How many places there are to choose.
    pub fn places(&self) -> usize {
        self.merged.conflicts.len()
    }

    /// The piece as it was put in place, and as chosen.
    pub fn resolved(&self) -> (Piece, Piece) {
        (self.merged.keep_all(), self.merged.resolve(&self.choices))
    }

    pub fn update(&mut self, message: Message) -> Outcome {
        match message {
            Message::Chosen(index, choice) => {
                if let Some(chosen) = self.choices.get_mut(index) {
                    *chosen = choice;
                }
                Outcome::Stay
            }
            Message::Confirmed => Outcome::Resolved,
        }
    }

    pub fn view(&self) -> Element<'_, Message> {
        let parts = self.merged.conflicts.iter().zip(&self.choices).enumerate();
        let parts = parts.map(|(index, (conflict, choice))| part(index, conflict, *choice));
        let words = format!(
            "Hai người cùng sửa {} chỗ trong bài này. Cả hai bản đều còn; hãy chọn cho từng chỗ.",
            self.merged.conflicts.len()
        );
        column![
            section_title(self.title.as_str()),
            text(words).size(size::DENSE).style(ink::secondary),
            container(scroll(column(parts).spacing(16).padding(iced::Padding::ZERO.right(12.0))))
                .max_height(PARTS),
            row![
                space().width(Length::Fill),
                button_label("Xong", style::primary, Some(Message::Confirmed)),
            ],
        ]
        .spacing(12)
        .width(860)
        .into()
    }
}

fn part(index: usize, conflict: &Conflict, choice: Choice) -> Element<'_, Message> {
    let mut options = vec![(Choice::Mine, "Giữ bản của tôi"), (Choice::Theirs, "Lấy bản kia")];
    if conflict.can_keep_both() {
        options.push((Choice::Both, "Giữ cả hai"));
    }
    let head = row![
        text(&conflict.place).size(size::DENSE).font(font::SEMIBOLD).width(Length::Fill),
        segmented(options, choice, move |choice| Message::Chosen(index, choice)),
    ]
    .spacing(12)
    .align_y(Alignment::Center);
    let sides = row![
        side("Bản của tôi", &conflict.base, &conflict.mine),
        side("Bản kia", &conflict.base, &conflict.theirs),
    ]
    .spacing(12);
    column![head, sides].spacing(6).into()
}

/// One side's words; what it added to the common version stands out.
fn side<'a>(name: &'a str, base: &str, words: &'a str) -> Element<'a, Message> {
    let content: Element<'a, Message> = if words.is_empty() {
        caption("(đã bỏ chỗ này)")
    } else {
        let spans =
            diff(base, words).into_iter().filter(|chunk| chunk.kind != ChunkKind::Removed).map(|chunk| {
                let is_new = chunk.kind == ChunkKind::Added && !base.is_empty();
                let span = iced::widget::span(chunk.text);
                if is_new { span.font(font::SEMIBOLD) } else { span }
            });
        iced::widget::rich_text::<(), Message, iced::Theme, iced::Renderer>(spans.collect::<Vec<_>>())
            .size(size::DENSE)
            .into()
    };
    column![label(name), container(content).padding([8, 10]).width(Length::Fill).style(style::sunken)]
        .spacing(4)
        .width(Length::FillPortion(1))
        .into()
}
