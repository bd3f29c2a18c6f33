//! The question whether what is planned follows a programme to its new weekday.

use iced::Length;
use iced::widget::space;

use super::Message;
use crate::newsroom::{Batch, Command};
use crate::plan::Settings;
use crate::ui::many;
use crate::ui::theme::style;
use crate::ui::widget::{button_label, caption, column, row, section_title};
use crate::ui::{Context, Element};

/// Logical pixels.
const WIDTH: f32 = 600.0;

/// Changed settings, and the airings that could follow.
#[derive(Debug)]
pub(super) struct Pending {
    settings: Settings,
    batch: Batch,
}

impl Pending {
    /// None when nothing planned is on a weekday that changes.
    pub fn new(settings: &Settings, context: &Context) -> Option<Self> {
        let batch = context.newsroom.follow_weekdays(settings);
        (!batch.is_empty()).then(|| Self { settings: settings.clone(), batch })
    }

    /// The settings, and with `is_moved` the airings, as one step.
    pub fn command(self, is_moved: bool, context: &Context) -> Command {
        // Others may have changed a piece while the question stood.
        let moved = context.newsroom.follow_weekdays(&self.settings).command;
        let settle = context.newsroom.resettle(self.settings, false);
        if is_moved { Command::All(vec![moved, settle]) } else { settle }
    }

    pub fn view<'a>(&'a self, context: &'a Context) -> Element<'a, Message> {
        let count = self.batch.changed.len();
        column![
            section_title(format!("Đổi thứ của chương trình: {count} bài đang xếp theo thứ cũ")),
            many::outcome(&self.batch, &context.newsroom),
            caption("Bài đã duyệt, đã phát và bài xếp vào ngày khác thì giữ nguyên. Ctrl Z lấy lại tất cả một lần."),
            row![
                button_label("Thôi, không đổi thứ", style::ghost, Some(Message::WeekdayDecided(None))),
                space().width(Length::Fill),
                button_label("Giữ ngày đã xếp", style::secondary, Some(Message::WeekdayDecided(Some(false)))),
                button_label("Dời theo thứ mới", style::primary, Some(Message::WeekdayDecided(Some(true)))),
            ]
            .spacing(8),
        ]
        .spacing(14)
        .width(WIDTH)
        .into()
    }
}
