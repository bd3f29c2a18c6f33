//! The reading speed of each voice, typed or measured by reading a text.

use std::time::Instant;

use iced::widget::{container, space, text};
use iced::{Alignment, Length};

use super::Message;
use super::fields::Fields;
use crate::piece::timing::{self, Rate};
use crate::ui::Element;
use crate::ui::icon::Icon;
use crate::ui::theme::size;
use crate::ui::theme::style::{self, ink};
use crate::ui::widget::{
    button_icon, button_label, caption, card, column, field, icon_button, row, section_title,
};

/// What is read aloud: figures, dates and abbreviations as in a script, about half a minute.
const TEXT: &str = "Kính thưa quý vị và các bạn. Từ ngày 1/4, người dân nộp hồ sơ đất đai tại Bộ phận tiếp nhận và trả kết \
    quả của UBND phường, không phải đi qua nhiều cửa. Mỗi hồ sơ có giấy hẹn ghi rõ ngày trả, chậm nhất là 15 ngày. Nếu trễ \
    hẹn, cơ quan phải có thư xin lỗi, nói rõ lý do và hẹn lại một lần. Quý vị có điều gì chưa rõ, xin gọi số 0292 3820 536 \
    trong giờ làm việc, hoặc gửi thư điện tử về chuyên mục. Xin cảm ơn quý vị đã theo dõi.";

/// A voice being measured.
#[derive(Debug, Default)]
pub(super) struct Watch {
    /// The presenter's line; none for everybody else.
    at: Option<usize>,
    started: Option<Instant>,
    /// Seconds, as measured or typed.
    seconds: String,
}

#[derive(Debug, Clone)]
pub enum WatchMessage {
    /// The presenter with this index; none for everybody else.
    Opened(Option<usize>),
    Started,
    Stopped,
    /// Seconds measured otherwise: from a recording.
    SecondsChanged(String),
    Taken,
    Closed,
}

impl Watch {
    /// Returns the presenter and the speed to set.
    pub fn update(
        watch: &mut Option<Self>,
        message: WatchMessage,
        now: Instant,
    ) -> Option<(Option<usize>, String)> {
        if let WatchMessage::Opened(at) = message {
            *watch = Some(Self { at, ..Self::default() });
            return None;
        }
        let open = watch.as_mut()?;
        match message {
            WatchMessage::Opened(_) => {}
            WatchMessage::Started => *open = Self { at: open.at, started: Some(now), seconds: String::new() },
            WatchMessage::Stopped => {
                if let Some(started) = open.started.take() {
                    open.seconds =
                        format!("{:.1}", now.duration_since(started).as_secs_f32()).replace('.', ",");
                }
            }
            WatchMessage::SecondsChanged(seconds) => open.seconds = seconds,
            WatchMessage::Taken => {
                let set = open.rate().map(|rate| (open.at, rate.to_string()));
                *watch = None;
                return set;
            }
            WatchMessage::Closed => *watch = None,
        }
        None
    }

    /// Syllables a minute; none when nobody reads so.
    fn rate(&self) -> Option<u32> {
        /// Faster or slower is a slip of the watch.
        const BOUNDS: std::ops::RangeInclusive<u32> = 80..=500;
        let seconds: f32 = self.seconds.trim().replace(',', ".").parse().ok()?;
        let rate = Rate::measured(TEXT, seconds)?.syllables_per_minute();
        BOUNDS.contains(&rate).then_some(rate)
    }

    fn view(&self, name: &str) -> Element<'_, Message> {
        let press = |message| Some(Message::Watch(message));
        let toggle = if self.started.is_some() {
            button_icon(Icon::Timer, "Đọc xong, dừng", style::primary, press(WatchMessage::Stopped))
        } else {
            button_icon(Icon::Play, "Bắt đầu đọc", style::primary, press(WatchMessage::Started))
        };
        let seconds = field("giây", &self.seconds)
            .on_input(|seconds| Message::Watch(WatchMessage::SecondsChanged(seconds)))
            .width(80);
        let result = match (self.started.is_some(), self.rate()) {
            (true, _) => text("Đang đo…").style(ink::secondary),
            (false, Some(rate)) => text(format!("{rate} tiếng/phút")).style(ink::ok),
            (false, None) if self.seconds.is_empty() => text("").style(ink::secondary),
            (false, None) => text("Không ra tốc độ người đọc: đo lại.").style(ink::warn),
        };
        let take = press(WatchMessage::Taken).filter(|_| self.rate().is_some() && self.started.is_none());
        let count = timing::syllables(TEXT);
        container(
            column![
                caption(format!("{name} đọc to đoạn này như khi lên sóng ({count} tiếng), hoặc ghi số giây đo từ băng đã thu:")),
                text(TEXT).size(size::BODY).line_height(1.6),
                row![toggle, seconds, result.size(size::DENSE)].spacing(12).align_y(Alignment::Center),
                row![
                    button_label("Lấy tốc độ này", style::secondary, take),
                    button_label("Thôi", style::ghost, press(WatchMessage::Closed)),
                ]
                .spacing(8),
            ]
            .spacing(10),
        )
        .padding(12)
        .style(style::sunken)
        .width(Length::Fill)
        .into()
    }
}

pub(super) fn view<'a>(fields: &'a Fields, watch: Option<&'a Watch>) -> Element<'a, Message> {
    let measure = |at| {
        let message = Message::Watch(WatchMessage::Opened(at));
        icon_button(Icon::Timer, "Đo bằng cách đọc một đoạn", style::ghost, Some(message))
    };
    let panel = |at, name: &str| watch.filter(|watch| watch.at == at).map(|watch| watch.view(name));
    let rows = fields.presenters.iter().enumerate().map(|(at, presenter)| {
        let line = row![
            presenter.name.field("Họ tên").on_input(move |name| Message::PresenterNamed(at, name)),
            presenter.rate.field("240").on_input(move |rate| Message::PresenterRated(at, rate)).width(90),
            measure(Some(at)),
            icon_button(Icon::Close, "Bỏ người này", style::ghost, Some(Message::PresenterRemoved(at))),
        ]
        .spacing(8);
        column![line]
            .push(presenter.name.remark())
            .push(presenter.rate.remark())
            .push(panel(Some(at), presenter.name.value()))
            .spacing(4)
            .into()
    });
    let standard = row![
        container(text("Mọi người khác").size(size::DENSE).style(ink::secondary)).width(Length::Fill),
        fields.rate.field("240").on_input(Message::RateChanged).width(90),
        measure(None),
        space().width(32),
    ]
    .spacing(8)
    .align_y(Alignment::Center);
    card(
        column![
            section_title("Tốc độ đọc"),
            caption("Số tiếng mỗi phút của từng giọng, để tính thời lượng kịch bản."),
        ]
        .extend(rows)
        .push(standard)
        .push(fields.rate.remark())
        .push(panel(None, "Một người"))
        .push(button_icon(Icon::Plus, "Thêm giọng", style::secondary, Some(Message::PresenterAdded)))
        .spacing(8),
    )
}
