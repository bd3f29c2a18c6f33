//! Several posters at once: exported, duplicated, deleted.

use iced::Length;
use iced::widget::{space, text};

use super::{Gallery, Message, menu};
use crate::calendar::wording;
use crate::newsroom::Command;
use crate::piece::{Piece, PieceId};
use crate::ui::icon::Icon;
use crate::ui::theme::{size, style};
use crate::ui::widget::{Row, button_icon, button_label, row, tip};
use crate::ui::{Action, Context, Effect, Notice, font};

impl Gallery {
    pub(super) fn pick(&mut self, id: &PieceId, is_picked: bool) {
        let is_chosen = |one: &PieceId| if one == id { is_picked } else { self.chosen.contains(one) };
        self.chosen = self.cards.iter().map(|card| card.id.clone()).filter(is_chosen).collect();
    }

    pub(super) fn all_chosen(&mut self, act: menu::Act, context: &Context) -> Action<Message> {
        let newsroom = &context.newsroom;
        let pieces: Vec<&Piece> = self.chosen.iter().filter_map(|id| newsroom.piece(id)).collect();
        let count = wording::counted(pieces.len(), "bài");
        if pieces.is_empty() {
            return Action::none();
        }
        match act {
            menu::Act::Print => Action::effect(Effect::ExportPosters(self.chosen.clone())),
            menu::Act::Duplicate => {
                let copy = |piece: &&Piece| {
                    let id = PieceId(ulid::Ulid::generate().to_string().into());
                    Command::Add(Box::new(newsroom.duplicate(piece, Vec::new(), id)))
                };
                let copies = pieces.iter().map(copy).collect();
                let notice = format!("Đã nhân bản {count}; các bản mới chưa có ngày treo.");
                Action::command(Command::All(copies)).and(Effect::Notify(Notice::undoable(notice)))
            }
            menu::Act::Trash => {
                let removed = self.chosen.drain(..).map(Command::Remove).collect();
                let notice = format!("Đã xóa {count}. Tệp nằm trong thùng rác của thư mục.");
                Action::command(Command::All(removed)).and(Effect::Notify(Notice::undoable(notice)))
            }
            menu::Act::Open | menu::Act::Keep => Action::none(),
        }
    }

    /// What can be done with all of them, in the place of the gallery's head.
    pub(super) fn chosen_bar(&self) -> Row<'_, Message> {
        let count = wording::counted(self.chosen.len(), "bài");
        let act = |mark, name, style, act| button_icon(mark, name, style, Some(Message::AllChosen(act)));
        row![
            text(format!("Đã chọn {count}")).size(size::TITLE).font(font::SEMIBOLD),
            space().width(Length::Fill),
            act(Icon::Download, "Xuất tệp in…", style::primary, menu::Act::Print),
            act(Icon::Copy, "Nhân bản", style::secondary, menu::Act::Duplicate),
            act(Icon::Trash, "Xóa", style::danger, menu::Act::Trash),
            tip(button_label("Bỏ chọn", style::ghost, Some(Message::Unchosen)), "Esc"),
        ]
    }
}
