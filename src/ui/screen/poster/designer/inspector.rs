//! The inspector: the selected element's dimensions and appearance, the layers, the agreements.

mod agreement;
mod board;
mod element;
mod ink;
mod layer;
mod lettering;

use iced::widget::{container, text, text_editor};
use iced::{Alignment, Length, Padding};

use crate::piece::Piece;
use crate::poster::arrange::{Alignment as Line, Direction};
use crate::poster::{Element as PosterElement, ElementKind, Frame};
use crate::ui::icon::Icon;
use crate::ui::screen::poster::figure::millimetres;
use crate::ui::theme::size;
use crate::ui::theme::style::{self, ink as tint};
use crate::ui::widget::{
    button_icon, check, column, field, icon_button, label, row, scroll, section_title, still, tip,
};
use crate::ui::{Context, Element, font};

use super::{Act, Designer, Message, Property, TEXT};

impl Designer {
    pub(super) fn inspector<'a>(&'a self, piece: &'a Piece, context: &'a Context) -> Element<'a, Message> {
        let pane = column![].spacing(16).padding(Padding { top: 4.0, right: 16.0, bottom: 24.0, left: 16.0 });
        let agreement = || self.agreement(piece, context);
        let (head, pane) = match (self.selection.len(), self.chosen()) {
            (_, Some(part)) => {
                let head = self.head(part.kind.name().to_owned(), Some(part));
                (head, self.part(pane, part).push(self.layers()).push(agreement()))
            }
            (0, _) => {
                let head = self.head("Áp phích".to_owned(), None);
                let header = self.header(piece, context);
                let pane = pane.push(agreement()).push(self.family_pane()).push(self.page());
                (head, pane.push(self.layers()).push(header))
            }
            (count, _) => {
                let head = self.head(format!("{count} phần tử"), None);
                (head, pane.push(self.extent()).push(self.layers()).push(agreement()))
            }
        };
        let part = self.chosen().filter(|part| matches!(part.kind, ElementKind::Text(_)));
        let text = part.map(|part| container(self.text_field(part)).padding([0, 16]));
        // On the board's own panel the switch stands among the other fields.
        let switch = self.side_switch().filter(|_| !self.selection.is_empty());
        let switch = switch.map(|switch| container(switch).padding([0, 16]));
        column![head]
            .push(switch)
            .push(text)
            .push(scroll(pane.width(Length::Fill)).height(Length::Fill))
            .spacing(8)
            .height(Length::Fill)
            .into()
    }

    /// The name of the selection, and actions on it as a whole.
    fn head<'a>(&self, name: String, part: Option<&'a PosterElement>) -> Element<'a, Message> {
        let act = |mark, hint, act| icon_button(mark, hint, style::ghost, Some(Message::Act(act)));
        let mut head = row![container(section_title(name)).padding([4, 8]).width(Length::Fill)]
            .align_y(Alignment::Center);
        let count = self.selection.len();
        if count > 0 {
            let (lock, lock_hint) = match part {
                Some(part) if part.is_locked => (Icon::Lock, "Mở khóa"),
                _ => (Icon::Unlock, "Khóa để khỏi bị dời"),
            };
            let (eye, eye_hint) = match part {
                Some(part) if part.is_hidden => (Icon::EyeOff, "Hiện lại"),
                _ => (Icon::Eye, "Ẩn, không in"),
            };
            head = head
                .push(act(lock, lock_hint, Act::Lock))
                .push(act(eye, eye_hint, Act::Hide))
                .push(act(Icon::Copy, "Nhân đôi (Ctrl D)", Act::Duplicate))
                .push(icon_button(
                    Icon::Trash,
                    "Xóa (Delete)",
                    style::danger,
                    Some(Message::Act(Act::Delete)),
                ));
        }
        let line = |mark, hint, line| act(mark, hint, Act::Align(line));
        let mut rows = column![head].spacing(4);
        if count > 0 && !part.is_some_and(|part| part.is_locked) {
            let mut aligns = row![
                line(Icon::AlignLeft, "Căn mép trái", Line::Left),
                line(Icon::AlignCenter, "Căn giữa theo chiều ngang", Line::Center),
                line(Icon::AlignRight, "Căn mép phải", Line::Right),
                line(Icon::AlignTop, "Căn mép trên", Line::Top),
                line(Icon::AlignMiddle, "Căn giữa theo chiều dọc", Line::Middle),
                line(Icon::AlignBottom, "Căn mép dưới", Line::Bottom),
            ];
            if count > 2 {
                aligns = aligns
                    .push(act(
                        Icon::Columns,
                        "Dàn đều theo chiều ngang",
                        Act::Distribute(Direction::Horizontal),
                    ))
                    .push(act(Icon::List, "Dàn đều theo chiều dọc", Act::Distribute(Direction::Vertical)));
            }
            rows = rows.push(aligns);
        }
        if count > 1 {
            let is_group = self.chosen_parts().all(|part| part.group.is_some());
            let (word, group) =
                if is_group { ("Rã nhóm", Act::Ungroup) } else { ("Gộp nhóm", Act::Group) };
            let hint = if is_group { "Ctrl Shift G" } else { "Ctrl G" };
            let button = button_icon(Icon::Layers, word, style::secondary, Some(Message::Act(group)));
            rows = rows.push(
                row![tip(button, hint), check("Căn theo khổ", self.habits.to_board, Message::AlignToBoard)]
                    .spacing(12)
                    .align_y(Alignment::Center),
            );
        }
        container(rows).padding(Padding { top: 10.0, right: 10.0, bottom: 0.0, left: 8.0 }).into()
    }

    /// The text editor. Outside the scrollable, because an editor inside one scrolls badly.
    fn text_field<'a>(&'a self, part: &'a PosterElement) -> Element<'a, Message> {
        if part.is_locked {
            return text("Đang khóa: mở khóa để sửa.").size(size::DENSE).style(tint::secondary).into();
        }
        let editor = text_editor(&self.text_editor)
            .id(iced::widget::Id::new(TEXT))
            .placeholder("Nội dung chữ")
            .font(font::REGULAR)
            .size(size::BODY)
            .line_height(1.5)
            .padding([8, 10])
            .height(76)
            .style(style::editor)
            .on_action(Message::TextEdited);
        still(editor)
    }

    /// Where several elements are, and how large they are together.
    fn extent(&self) -> Element<'_, Message> {
        let Frame { x, y, width, height, .. } =
            Frame::around(self.chosen_parts().map(|part| part.frame.bounds()));
        let figure = |name, value| {
            let figure = text(millimetres(value)).size(size::DENSE).font(font::FIGURES);
            column![label(name), figure].spacing(4).width(Length::Fill)
        };
        column![
            row![figure("X", x), figure("Y", y)].spacing(8),
            row![figure("Rộng", width), figure("Cao", height)].spacing(8),
        ]
        .spacing(8)
        .into()
    }

    /// The selected element as being dragged.
    fn dragged(&self) -> Option<PosterElement> {
        let (id, frame) = self.frames.first().filter(|_| self.selection.len() == 1)?;
        self.poster.element(*id).map(|part| PosterElement { frame: *frame, ..part.clone() })
    }

    /// A labelled field of the selected element or the board.
    fn entry<'a>(&'a self, name: &'a str, of: Property) -> Element<'a, Message> {
        column![label(name), self.bare_entry(of)].spacing(4).width(Length::Fill).into()
    }

    fn bare_entry(&self, of: Property) -> Element<'_, Message> {
        let typed = self.typing.as_ref().filter(|typing| typing.field == of);
        let value = match (typed, self.dragged()) {
            (Some(typing), _) => typing.text.clone(),
            (None, Some(part)) => of.value(&self.poster, Some(&part)),
            (None, None) => of.value(&self.poster, self.shown_part().as_ref()),
        };
        let is_text = of == Property::Code;
        field("", &value)
            .font(if is_text { font::REGULAR } else { font::FIGURES })
            .on_input(move |text| Message::Typed(of, text))
            .on_submit(Message::Submit)
            .into()
    }
}
