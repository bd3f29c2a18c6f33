//! "Bảng màu": the office's own colours, kept in its settings, in the place of the inspector.

use std::time::Instant;

use iced::widget::container;
use iced::{Alignment, Length, Padding};

use crate::newsroom::Command;
use crate::plan::NamedInk;
use crate::poster::Ink;
use crate::ui::icon::Icon;
use crate::ui::theme::style;
use crate::ui::widget::{button_icon, caption, column, field, icon_button, row, scroll, section_title};
use crate::ui::{Action, Burst, Context, Element};

use super::{Designer, InkRole, Message as Parent};

#[derive(Debug, Clone)]
pub enum Message {
    /// To choose an ink in this part.
    Opened(InkRole),
    Closed,
    /// The ink of the part that it was opened for.
    Added,
    /// All inks of the poster that are not in it yet.
    AllAdded,
    Named(usize, String),
    Removed(usize),
}

#[derive(Debug, Default)]
pub(super) struct Palette {
    /// What it is open for.
    pub of: Option<InkRole>,
    /// The office's colours as they are in the settings.
    pub inks: Vec<NamedInk>,
    burst: Burst<usize>,
}

/// As a poster's ink.
pub(super) fn ink(named: &NamedInk) -> Ink {
    let share = |percent: u8| f32::from(percent.min(100));
    Ink::new(share(named.c), share(named.m), share(named.y), share(named.k))
}

/// In whole percent, named by them.
fn named(ink: Ink) -> NamedInk {
    let whole = |percent: f32| percent.round().clamp(0.0, 100.0) as u8;
    let (c, m, y, k) = (whole(ink.c), whole(ink.m), whole(ink.y), whole(ink.k));
    NamedInk { name: format!("C{c} M{m} Y{y} K{k}"), c, m, y, k }
}

impl Designer {
    pub(super) fn palette_message(&mut self, message: Message, context: &Context) -> Action<Parent> {
        let mut settings = context.newsroom.settings().clone();
        let inks = &mut settings.palette;
        let typed = if let Message::Named(index, _) = &message { Some(*index) } else { None };
        match message {
            Message::Opened(role) => {
                self.palette.of = (self.palette.of != Some(role)).then_some(role);
                self.commenting.is_shown = false;
                self.shelf.is_shown = false;
                self.typefaces.is_shown = false;
                return Action::none();
            }
            Message::Closed => {
                self.palette.of = None;
                return Action::none();
            }
            Message::Added => {
                let chosen =
                    self.palette.of.and_then(|role| role.ink(&self.poster, self.shown_part().as_ref()));
                add(inks, chosen);
            }
            Message::AllAdded => add(inks, super::eyedropper::inks(&self.poster)),
            Message::Named(index, name) => {
                // A name is the key by which a colour is merged.
                if inks.iter().any(|other| other.name == name) {
                    return Action::none();
                }
                if let Some(ink) = inks.get_mut(index) {
                    ink.name = name;
                }
            }
            Message::Removed(index) if index < inks.len() => drop(inks.remove(index)),
            Message::Removed(_) => {}
        }
        self.palette.inks.clone_from(inks);
        let is_typing = self.palette.burst.continues(typed, Instant::now());
        Action::command(Command::SetRecord { record: settings.into(), is_typing })
    }

    pub(super) fn palette_pane(&self, role: InkRole) -> Element<'_, Parent> {
        let of_palette = Parent::Palette;
        let close = icon_button(Icon::Close, "Đóng (Esc)", style::ghost, Some(of_palette(Message::Closed)));
        let head =
            row![container(section_title("Bảng màu")).width(Length::Fill), close].align_y(Alignment::Center);
        let now = role.ink(&self.poster, self.shown_part().as_ref());
        let rows = self.palette.inks.iter().enumerate().map(|(index, named)| {
            let ink = ink(named);
            row![
                self.swatch(role, ink, now == Some(ink)),
                field("Tên màu", &named.name).on_input(move |name| of_palette(Message::Named(index, name))),
                icon_button(
                    Icon::Trash,
                    "Bỏ khỏi bảng màu",
                    style::danger,
                    Some(of_palette(Message::Removed(index)))
                ),
            ]
            .spacing(6)
            .align_y(Alignment::Center)
            .into()
        });
        let empty = self.palette.inks.is_empty().then(|| {
            caption("Bảng màu còn trống. Thêm màu cờ, màu sen, màu của đơn vị để mọi bản vẽ dùng chung.")
        });
        let add =
            button_icon(Icon::Plus, "Thêm màu đang chọn", style::secondary, Some(of_palette(Message::Added)));
        let all = button_icon(
            Icon::Plus,
            "Thêm các màu của bản vẽ",
            style::secondary,
            Some(of_palette(Message::AllAdded)),
        );
        let list = column(rows).spacing(6);
        let body = column![self.ink("Đang chọn", role, true), list]
            .push(empty)
            .push(add)
            .push(all)
            .push(caption(
                "Bấm ô màu để dùng. Màu được lưu trong thiết lập của đơn vị, tính bằng phần trăm mực nguyên.",
            ))
            .spacing(12)
            .padding(Padding { right: 16.0, bottom: 24.0, left: 16.0, ..Padding::ZERO });
        column![
            container(head).padding(Padding { top: 10.0, right: 10.0, bottom: 0.0, left: 16.0 }),
            scroll(body.width(Length::Fill)).height(Length::Fill)
        ]
        .spacing(12)
        .height(Length::Fill)
        .into()
    }
}

/// Adds inks that are not there yet.
fn add(inks: &mut Vec<NamedInk>, fresh: impl IntoIterator<Item = Ink>) {
    for ink in fresh {
        let ink = named(ink);
        if !inks.iter().any(|one| (one.c, one.m, one.y, one.k) == (ink.c, ink.m, ink.y, ink.k)) {
            inks.push(ink);
        }
    }
}
