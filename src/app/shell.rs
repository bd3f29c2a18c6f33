//! The frame around the screens: rail, top bar, dialogs and toasts.

use std::path::Path;

use iced::alignment::Vertical;
use iced::widget::{center, container, stack, text};
use iced::{Alignment, Length};

use super::leave::Question;
use super::{App, Message, Phase, Session, Tab, open};
use crate::ui::icon::{Icon, icon};
use crate::ui::theme::style::{self, Mood, ink};
use crate::ui::theme::{metric, size};
use crate::ui::widget::{
    button, button_icon, button_label, clamp, column, dialog, divider, icon_button, key_cap, row, scroll,
    tag, tip, vertical_divider,
};
use crate::ui::{Effect, Element, Notice, SaveState, font};

/// Width of the state of saving, logical pixels: its words change often, and what stands beside them stays.
const SAVE_STATE: f32 = 94.0;

impl App {
    pub fn view(&self) -> Element<'_, Message> {
        let phase = match &self.phase {
            Phase::Welcome(welcome) => welcome.view().map(Message::Welcome),
            Phase::Opening(path) => container(center(
                text(format!("Đang mở {}…", open::name_of(path))).size(size::BODY).style(ink::secondary),
            ))
            .style(style::ground)
            .into(),
            Phase::Open(session) => session.view(),
        };
        let question = self.exit.as_ref().and_then(|leaving| leaving.question.as_ref());
        let sheet = question.map(|question| match question {
            Question::Unfinished(_, dialog) => dialog.view().map(Message::Unfinished),
            Question::Unsaved(dialog) => dialog.view().map(Message::Leave),
        });
        let new_year = self.new_year.as_ref().map(|dialog| dialog.view().map(Message::NewYear));
        let help = self.help.as_ref().map(|help| help.view().map(Message::Help));
        let is_covered = matches!(&self.phase, Phase::Open(session) if session.dialogs.len() > 0);
        // A dialog's buttons are at its foot.
        let side = if is_covered || sheet.is_some() || new_year.is_some() || help.is_some() {
            Vertical::Top
        } else {
            Vertical::Bottom
        };
        let phase = dialog(phase, new_year, Message::Dismiss);
        let phase = dialog(phase, sheet, Message::Dismiss);
        let phase = dialog(phase, help, Message::Dismiss);
        let toasts = self.toasts.iter().map(|(id, notice)| toast(*id, notice));
        let toasts = container(column(toasts).spacing(8).align_x(Alignment::Center))
            .padding(24)
            .center_x(Length::Fill)
            .height(Length::Fill)
            .align_y(side);
        stack![phase, toasts].into()
    }

    /// Closes the topmost dialog; returns whether there was one.
    pub(super) fn dismiss(&mut self) -> bool {
        if self.help.take().is_some() {
            return true;
        }
        if self.exit.take_if(|leaving| leaving.question.is_some()).is_some() {
            return true;
        }
        if self.new_year.take().is_some() {
            return true;
        }
        let Phase::Open(session) = &mut self.phase else { return false };
        session.dialogs.dismiss()
    }
}

impl Session {
    fn view(&self) -> Element<'_, Message> {
        let screen = self.screens.view(self.tab, &self.context);
        // The bar is always present, even when empty: adding or removing a widget before the screen would
        // make its widgets lose state and focus.
        let right =
            column![self.top_bar(), divider(), self.loss_bar(), container(screen).height(Length::Fill)];
        let frame = container(row![self.rail(), vertical_divider(), right]).style(style::ground);
        dialog(frame, self.dialog_view(), Message::Dismiss)
    }

    fn rail(&self) -> Element<'_, Message> {
        let tab = |tab: Tab| {
            let is_chosen = tab == self.tab;
            let (mark, word, hint) = tab.face();
            let face = if is_chosen { font::SEMIBOLD } else { font::REGULAR };
            let words = column![
                icon(mark, 19.0),
                text(word).size(11).line_height(1.45).font(face).wrapping(text::Wrapping::None)
            ]
            .spacing(4)
            .align_x(Alignment::Center);
            let face = button(center(words))
                .width(64)
                .height(54)
                .padding(0)
                .style(style::rail(is_chosen))
                .on_press(Message::Effect(Effect::Open(tab.route())));
            tip(face, hint)
        };
        let tabs = Tab::ALL.iter().copied().filter(|tab| *tab != Tab::Settings).map(tab);
        // With large text not all fit.
        let tabs = scroll(column(tabs).spacing(2)).height(Length::Fill);
        let rail = column![tabs, tab(Tab::Settings)].spacing(2);
        container(rail.align_x(Alignment::Center))
            .width(metric::RAIL)
            .height(Length::Fill)
            .padding([10, 4])
            .style(style::surface)
            .into()
    }

    fn top_bar(&self) -> Element<'_, Message> {
        let plan = self.context.newsroom.plan();
        let number = plan.numbered();
        let name = row![
            clamp(plan.name.as_str(), 1).size(size::BODY, 21.0).font(font::SEMIBOLD).width(Length::Shrink),
            text(number).size(size::DENSE).style(ink::tertiary).wrapping(text::Wrapping::None),
        ]
        .push(self.context.newsroom.settings().working_date.map(|_| {
            // A day given on the command line takes precedence over the workspace's own.
            let date = crate::calendar::wording::date(self.context.newsroom.today());
            tip(
                tag(Some(Icon::Clock), date, Mood::Neutral),
                "Ngày làm việc cố định của dữ liệu mẫu. Bỏ trong Thiết lập để dùng ngày thật.",
            )
        }))
        .spacing(10)
        .align_y(Alignment::Center);
        let find = button(
            row![
                icon(Icon::Search, 15.0),
                text("Tìm bài, ý kiến, địa điểm, lệnh…").size(size::DENSE).width(Length::Fill),
                key_cap("Ctrl K"),
            ]
            .spacing(8)
            .height(Length::Fill)
            .align_y(Alignment::Center),
        )
        .width(Length::Fill)
        .height(metric::CONTROL)
        .padding([0, 10])
        .style(style::search)
        .on_press(Message::Effect(Effect::Palette));
        let newsroom = &self.context.newsroom;
        let act = |can: bool, effect: Effect| can.then_some(Message::Effect(effect));
        let bar = row![
            container(name).width(Length::FillPortion(4)).clip(true),
            container(container(find).max_width(360)).width(Length::FillPortion(3)),
            row![
                self.save_state(),
                self.identity_button(),
                icon_button(
                    Icon::Undo,
                    "Hoàn tác (Ctrl Z)",
                    style::ghost,
                    act(newsroom.can_undo(), Effect::Undo)
                ),
                icon_button(
                    Icon::Redo,
                    "Làm lại (Ctrl Shift Z)",
                    style::ghost,
                    act(newsroom.can_redo(), Effect::Redo)
                ),
                button_icon(Icon::Plus, "Bài mới", style::primary, Some(Message::Effect(Effect::NewPiece))),
            ]
            .spacing(6)
            .align_y(Alignment::Center),
        ]
        .spacing(16)
        .align_y(Alignment::Center);
        container(bar)
            .height(metric::TOP_BAR)
            .padding([0, 16])
            .center_y(metric::TOP_BAR)
            .style(style::surface)
            .into()
    }

    /// Who sits here; opens the dialog that asks.
    fn identity_button(&self) -> Element<'_, Message> {
        let name = &self.context.identity.name;
        let hint = if name.is_empty() { "Bạn là ai?" } else { name };
        icon_button(Icon::User, hint, style::ghost, Some(Message::Effect(Effect::Identify)))
    }

    fn save_state(&self) -> Element<'_, Message> {
        let quiet = |mark, word| {
            // A line of the icon's own height would leave the rim of the last one on the screen.
            let mark = icon(mark, 15.0).line_height(1.4).style(ink::tertiary);
            let word = text(word).size(size::DENSE).wrapping(text::Wrapping::None).style(ink::tertiary);
            row![mark, word].spacing(6).width(SAVE_STATE).align_y(Alignment::Center)
        };
        match &self.context.save {
            SaveState::Saved => quiet(Icon::Check, "Đã lưu").into(),
            SaveState::Saving => quiet(Icon::Clock, "Đang lưu…").into(),
            SaveState::Failed(reason) => tip(
                button_icon(Icon::Warning, "Chưa lưu được", style::danger, Some(Message::RetrySave)),
                format!("{reason}\nBấm để thử lại."),
            ),
        }
    }
}

/// Opens a folder; opens a file or shows it in its folder.
fn exported(path: &Path) -> Element<'_, Message> {
    let act = |words, effect| button_label(words, style::ghost, Some(Message::Effect(effect)));
    if path.extension().is_none() {
        return act("Mở thư mục", Effect::OpenFile(path.to_path_buf()));
    }
    row![
        act("Mở tệp", Effect::OpenFile(path.to_path_buf())),
        act("Mở thư mục", Effect::ShowInFolder(path.to_path_buf())),
    ]
    .spacing(4)
    .into()
}

fn toast(id: u64, notice: &Notice) -> Element<'_, Message> {
    let mark = if notice.is_error {
        icon(Icon::Warning, 16.0).style(ink::danger)
    } else {
        icon(Icon::Done, 16.0).style(ink::ok)
    };
    let words = row![mark, container(text(&notice.text).size(size::DENSE).line_height(1.45)).max_width(520)]
        .push(
            notice
                .can_undo
                .then(|| button_label("Hoàn tác", style::ghost, Some(Message::Effect(Effect::Undo)))),
        )
        .push(notice.file.as_deref().map(exported))
        .push(notice.undecided.clone().map(|piece| {
            button_label("Xem và chọn", style::secondary, Some(Message::Effect(Effect::Decide(piece))))
        }))
        .push(notice.unnamed.clone().map(|key| {
            let history = Message::Effect(Effect::History(key));
            button_label("Đặt tên bản này", style::secondary, Some(history))
        }))
        .push(icon_button(Icon::Close, "Đóng", style::ghost, Some(Message::ToastClosed(id))))
        .spacing(10)
        .align_y(Alignment::Center);
    container(words).padding([4, 12]).max_width(720).style(style::floating).into()
}
