//! The sides of a sheet: the one that is shown, new ones, and where the sheet is folded.
//!
//! The designer's poster is turned to the side that is shown, so that everything works on that side alone.

use std::borrow::Cow;

use iced::{Alignment, Length};

use crate::newsroom::Command;
use crate::poster::{ElementId, Folding, Poster};
use crate::ui::icon::Icon;
use crate::ui::theme::style;
use crate::ui::widget::{button_icon, caption, column, icon_button, label, picker, row, segmented};
use crate::ui::{Action, Effect, Element, Notice};

use super::{Designer, Message as Parent};

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Message {
    Shown(usize),
    /// A blank one.
    Added,
    /// The same as the one that is shown.
    Copied,
    /// The one that is shown.
    Removed,
    Folded(Folding),
}

impl Designer {
    /// The poster with its first side first.
    pub(super) fn whole(&self) -> Cow<'_, Poster> {
        if self.side == 0 {
            return Cow::Borrowed(&self.poster);
        }
        let mut whole = self.poster.clone();
        whole.turn(self.side);
        Cow::Owned(whole)
    }

    pub(super) fn side_message(&mut self, message: Message) -> Action<Parent> {
        let mut whole = self.whole().into_owned();
        match message {
            Message::Shown(side) => return self.show_side(side),
            Message::Added => whole.add_side(None),
            Message::Copied => whole.add_side(Some(self.side)),
            Message::Removed => whole.remove_side(self.side),
            Message::Folded(folding) => {
                // A leaflet that is folded has a back.
                if folding != Folding::Flat && whole.sides.is_empty() {
                    whole.add_side(None);
                }
                whole.folds = folding.folds(whole.width);
            }
        }
        let side = match message {
            Message::Added | Message::Copied => whole.side_count() - 1,
            _ => self.side.min(whole.side_count() - 1),
        };
        let body = whole.to_text();
        if let Err(error) = Poster::parse(&body) {
            return Action::effect(Effect::Notify(Notice::error(error.to_string())));
        }
        self.choose(Vec::new());
        self.body.clone_from(&body);
        whole.turn(side);
        (self.poster, self.side) = (whole, side);
        let command = Command::SetBody { id: self.id.clone(), body, is_typing: false };
        Action { effects: vec![Effect::Apply(command)], task: self.paint() }
    }

    pub(super) fn show_side(&mut self, side: usize) -> Action<Parent> {
        if side == self.side || side >= self.poster.side_count() {
            return Action::none();
        }
        self.choose(Vec::new());
        self.poster = self.whole().into_owned();
        self.poster.turn(side);
        self.side = side;
        self.paint().into()
    }

    /// Shows the side that an element lies on.
    pub(super) fn show_side_of(&mut self, id: ElementId) -> Action<Parent> {
        match self.whole().side_of(id) {
            Some(side) => self.show_side(side),
            None => Action::none(),
        }
    }

    /// To go from side to side, above the panel.
    pub(super) fn side_switch(&self) -> Option<Element<'_, Parent>> {
        let count = self.poster.side_count();
        let names = NAMES.into_iter().enumerate().take(count);
        (count > 1).then(|| segmented(names, self.side, |side| Parent::Side(Message::Shown(side))))
    }

    pub(super) fn side_fields(&self) -> Element<'_, Parent> {
        let count = self.poster.side_count();
        let of = Parent::Side;
        let switch = self.side_switch().map(|switch| {
            let remove =
                icon_button(Icon::Trash, "Bỏ mặt đang xem", style::danger, Some(of(Message::Removed)));
            row![switch, remove].spacing(8).align_y(Alignment::Center)
        });
        let add = row![
            button_icon(Icon::Plus, "Thêm mặt", style::secondary, Some(of(Message::Added))),
            button_icon(Icon::Copy, "Chép thành mặt mới", style::secondary, Some(of(Message::Copied)))
        ]
        .spacing(8);
        let folding = Folding::ALL.into_iter().find(|folding| folding.is_of(&self.poster)).map(Named);
        let folds =
            picker(Folding::ALL.map(Named), folding, move |Named(folding)| of(Message::Folded(folding)))
                .placeholder("Nếp gấp riêng")
                .width(Length::Fill);
        let is_folded = !self.poster.folds.is_empty();
        // Nobody folds a banner.
        let is_paper = self.poster.width.max(self.poster.height) <= PAPER && self.poster.pixel.is_none();
        column![label(if count > 1 { "Các mặt (PgUp, PgDn)" } else { "Mặt" }),]
            .push(switch)
            .push(add)
            .push((is_paper || is_folded).then(|| column![label("Nếp gấp"), folds].spacing(4)))
            .push(is_folded.then(|| {
                caption("Dấu gấp in ngoài đường cắt. Mặt sau lật theo cạnh đứng nên nếp gấp đổi bên.")
            }))
            .spacing(6)
            .into()
    }
}

/// The longest sheet that a machine folds, mm.
const PAPER: f32 = 1200.0;

/// Of the sides, for people: as many as a sheet can have.
const NAMES: [&str; 8] = ["Mặt 1", "Mặt 2", "Mặt 3", "Mặt 4", "Mặt 5", "Mặt 6", "Mặt 7", "Mặt 8"];

/// A folding in the drop-down.
#[derive(Debug, Clone, Copy, PartialEq)]
struct Named(Folding);

impl std::fmt::Display for Named {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str(self.0.name())
    }
}
