//! "Của tôi": one toggle, alike on every screen that can be limited to what concerns the person here.

use super::widget::{button_icon, icon_button, tip};
use super::{Context, Effect, Element, Icon};
use crate::ui::theme::style;

type Face = fn(&iced::Theme, iced::widget::button::Status) -> iced::widget::button::Style;

/// Shows everything or only what is mine; `pressed` passes the effect to the app.
pub fn toggle<'a, Message: Clone + 'a>(
    context: &Context,
    pressed: impl FnOnce(Effect) -> Message,
) -> Element<'a, Message> {
    let (face, hint, effect) = now(context, style::secondary);
    tip(button_icon(Icon::User, "Của tôi", face, Some(pressed(effect))), hint)
}

/// Like [`toggle`], where there is little room.
pub fn small<'a, Message: Clone + 'a>(
    context: &Context,
    pressed: impl FnOnce(Effect) -> Message,
) -> Element<'a, Message> {
    let (face, hint, effect) = now(context, style::ghost);
    icon_button(Icon::User, hint, face, Some(pressed(effect)))
}

fn now(context: &Context, off: Face) -> (Face, &'static str, Effect) {
    if context.identity.is_mine_only {
        (style::primary, "Của tôi: đang chỉ hiện phần của bạn, bấm để xem tất cả", Effect::ShowMine(false))
    } else {
        let hint = "Của tôi: chỉ hiện phần của cơ quan, địa bàn của bạn và những gì chờ bạn duyệt";
        (off, hint, Effect::ShowMine(true))
    }
}
