//! The menu of a row of the list, by the right button or the menu key.

use iced::Length;
use iced::widget::{container, text};

use super::{Message, Pieces};
use crate::piece::PieceId;
use crate::ui::icon::{Icon, icon};
use crate::ui::theme::size;
use crate::ui::widget::{column, row, row_button};
use crate::ui::{Action, Context, Effect, Element, Export, Notice, Route, Selection, many};

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Act {
    Open,
    Duplicate,
    Print,
    ShowInCalendar,
    Trash,
}

impl Act {
    const ALL: [(Self, Icon, &'static str); 5] = [
        (Self::Open, Icon::Pen, "Mở"),
        (Self::Duplicate, Icon::Copy, "Nhân bản"),
        (Self::Print, Icon::Print, "In, xuất ra tệp"),
        (Self::ShowInCalendar, Icon::Calendar, "Xem trong lịch"),
        (Self::Trash, Icon::Trash, "Xóa"),
    ];
}

/// A new piece with the words of this one, opened in its editor.
pub(super) fn duplicate(piece: PieceId) -> Action<Message> {
    Action::effect(Effect::Duplicate { piece, slots: Vec::new(), is_opened: true })
        .and(Effect::Notify(Notice::undoable("Đã nhân bản; bài mới chưa xếp ngày.")))
}

impl Pieces {
    pub(super) fn act(&mut self, act: Act, context: &Context) -> Action<Message> {
        let Some(id) = self.menu.take() else { return Action::none() };
        let Some(piece) = context.newsroom.piece(&id) else { return Action::none() };
        match act {
            Act::Open => Action::open(Route::of(piece)),
            Act::Duplicate => duplicate(id),
            Act::Print => Action::effect(Effect::Export(Export::Piece(id))),
            Act::ShowInCalendar => Action::open(Route::Calendar(Some(Selection::Piece(id)))),
            Act::Trash => {
                if !self.group.contains(&id) {
                    self.group.only(id);
                }
                self.ask(many::Kind::Trash, context)
            }
        }
    }
}

pub(super) fn view() -> Element<'static, Message> {
    let rows = Act::ALL.into_iter().map(|(act, mark, name)| {
        let content = row![icon(mark, 15.0), text(name).size(size::DENSE)].spacing(8);
        row_button(content.align_y(iced::Alignment::Center), false, Message::MenuChosen(act))
    });
    container(column(rows).width(Length::Fill)).width(190).into()
}
