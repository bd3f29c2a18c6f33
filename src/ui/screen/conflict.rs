//! The conflict dialog: both versions of each change side by side, to choose from.

use iced::widget::{container, space, text};
use iced::{Alignment, Length};

use crate::piece::diff::{ChunkKind, diff};
use crate::piece::merge::Choice;
use crate::store::{Conflict, Content, Key, Merged};
use crate::ui::theme::size;
use crate::ui::theme::style::{self, ink};
use crate::ui::widget::{button_label, caption, column, label, row, scroll, section_title, segmented};
use crate::ui::{Element, font};

/// Maximum height of the list of conflicts, logical pixels; it scrolls.
const PARTS: f32 = 420.0;

/// The conflicts of one merge.
#[derive(Debug)]
pub struct Dialog {
    key: Key,
    title: String,
    merged: Merged,
    choices: Vec<Choice>,
}

#[derive(Debug, Clone, Copy)]
pub enum Message {
    Chosen(usize, Choice),
    Confirmed,
}

/// What the app must do.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Reply {
    Stay,
    Resolved,
}

impl Dialog {
    pub fn new(key: Key, title: String, merged: Merged) -> Self {
        let choice =
            |conflict: Conflict<'_>| if conflict.can_keep_both { Choice::Both } else { Choice::Mine };
        let choices = merged.conflicts().into_iter().map(choice).collect();
        Self { key, title, merged, choices }
    }

    pub fn key(&self) -> &Key {
        &self.key
    }

    /// The number of conflicts.
    pub fn count(&self) -> usize {
        self.choices.len()
    }

    /// The content as merged, and with the choices.
    pub fn resolved(&self) -> (Content, Content) {
        (self.merged.content(), self.merged.resolve(&self.choices))
    }

    pub fn update(&mut self, message: Message) -> Reply {
        match message {
            Message::Chosen(index, choice) => {
                if let Some(chosen) = self.choices.get_mut(index) {
                    *chosen = choice;
                }
                Reply::Stay
            }
            Message::Confirmed => Reply::Resolved,
        }
    }

    pub fn view(&self) -> Element<'_, Message> {
        let parts = self.merged.conflicts().into_iter().zip(&self.choices).enumerate();
        let parts = parts.map(|(index, (place, choice))| part(index, &place, *choice));
        let what = match &self.merged {
            Merged::Piece(_) => "bài này",
            Merged::Record(merged) => merged.record.kind().name,
        };
        let message = format!(
            "Hai người cùng sửa {} chỗ trong {what}. Cả hai bản đều còn; hãy chọn cho từng chỗ.",
            self.count()
        );
        column![
            section_title(self.title.as_str()),
            text(message).size(size::DENSE).style(ink::secondary),
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

fn part<'a>(index: usize, conflict: &Conflict<'a>, choice: Choice) -> Element<'a, Message> {
    let mut options = vec![(Choice::Mine, "Giữ bản của tôi"), (Choice::Theirs, "Lấy bản kia")];
    if conflict.can_keep_both {
        options.push((Choice::Both, "Giữ cả hai"));
    }
    let head = row![
        text(conflict.place).size(size::DENSE).font(font::SEMIBOLD).width(Length::Fill),
        segmented(options, choice, move |choice| Message::Chosen(index, choice)),
    ]
    .spacing(12)
    .align_y(Alignment::Center);
    let sides = row![
        side("Bản của tôi", conflict.base, conflict.mine),
        side("Bản kia", conflict.base, conflict.theirs),
    ]
    .spacing(12);
    column![head, sides].spacing(6).into()
}

/// One side's text, with its differences from the base highlighted.
fn side<'a>(name: &'a str, base: &str, version: &'a str) -> Element<'a, Message> {
    let content: Element<'a, Message> = if version.is_empty() {
        caption("(đã bỏ chỗ này)")
    } else {
        let spans =
            diff(base, version).into_iter().filter(|chunk| chunk.kind != ChunkKind::Removed).map(|chunk| {
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
