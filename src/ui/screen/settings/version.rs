//! New versions of the program: where they come from, whether there is one, the way back.

use iced::widget::{container, text};
use iced::{Alignment, Length};

use crate::store::profile::Publisher;
use crate::store::update::Offer;
use crate::ui::icon::Icon;
use crate::ui::theme::size;
use crate::ui::theme::style::{self, ink};
use crate::ui::widget::{button_icon, button_label, caption, card, column, field, label, row, section_title};
use crate::ui::{Action, Effect, Element, VersionStep};

/// What is known of a new version.
#[derive(Debug, Default)]
pub(super) enum Version {
    /// Nobody has asked.
    #[default]
    Unknown,
    /// Something is under way; its words.
    Busy(&'static str),
    Offered(Offer),
    /// How the last step ended.
    Ended(String),
    Failed(String),
}

#[derive(Debug, Clone)]
pub enum VersionMessage {
    PlaceChanged(String),
    KeyChanged(String),
    LookAsked,
    TakeAsked,
    ReturnAsked,
    UpToDate,
    Offered(Offer),
    /// This version is in place from the next start.
    Taken(String),
    Returned,
    Failed(String),
}

impl Version {
    pub(super) fn update(
        &mut self,
        message: VersionMessage,
        publisher: &Publisher,
    ) -> Action<super::Message> {
        let set = |publisher| Action::effect(Effect::SetPublisher(publisher));
        let step = |step| Action::effect(Effect::Version(step));
        match message {
            VersionMessage::PlaceChanged(place) => return set(Publisher { place, ..publisher.clone() }),
            VersionMessage::KeyChanged(key) => return set(Publisher { key, ..publisher.clone() }),
            VersionMessage::LookAsked => {
                *self = Self::Busy("Đang xem có bản mới không…");
                return step(VersionStep::Look);
            }
            VersionMessage::TakeAsked => {
                if let Self::Offered(offer) =
                    std::mem::replace(self, Self::Busy("Đang tải và kiểm tra bản mới…"))
                {
                    return step(VersionStep::Take(offer));
                }
            }
            VersionMessage::ReturnAsked => {
                *self = Self::Busy("Đang đổi về bản trước…");
                return step(VersionStep::Return);
            }
            VersionMessage::UpToDate => *self = Self::Ended("Đây đã là bản mới nhất.".into()),
            VersionMessage::Offered(offer) => *self = Self::Offered(offer),
            VersionMessage::Taken(version) => {
                *self = Self::Ended(format!("Đã đặt bản {version}. Đóng chương trình rồi mở lại để dùng."));
            }
            VersionMessage::Returned => {
                *self = Self::Ended("Đã đổi về bản trước. Đóng chương trình rồi mở lại để dùng.".into());
            }
            VersionMessage::Failed(trouble) => *self = Self::Failed(trouble),
        }
        Action::none()
    }

    pub(super) fn view<'a>(&'a self, publisher: &'a Publisher) -> Element<'a, VersionMessage> {
        let line = |name, hint, value: &'a str, on_input: fn(String) -> VersionMessage| {
            row![container(label(name)).width(130), field(hint, value).on_input(on_input)]
                .spacing(8)
                .align_y(Alignment::Center)
        };
        let is_busy = matches!(self, Self::Busy(_));
        let look = (publisher.is_set() && !is_busy).then_some(VersionMessage::LookAsked);
        let back = (!is_busy).then_some(VersionMessage::ReturnAsked);
        let acts = row![
            button_icon(Icon::Download, "Kiểm tra bản mới", style::secondary, look),
            button_label("Trở về bản trước", style::ghost, back),
        ]
        .spacing(8);
        let said = |words: &'a str, ink: fn(&iced::Theme) -> text::Style| {
            text(words).size(size::DENSE).style(ink).width(Length::Fill)
        };
        let state: Option<Element<'a, VersionMessage>> = match self {
            Self::Unknown => None,
            Self::Busy(words) => Some(said(words, ink::secondary).into()),
            Self::Ended(words) => Some(said(words, ink::ok).into()),
            Self::Failed(words) => Some(said(words, ink::danger).into()),
            Self::Offered(offer) => {
                let megabytes = offer.size().div_ceil(1_000_000);
                let head = format!("Có bản {} ({megabytes} MB).", offer.version);
                let take = Some(VersionMessage::TakeAsked);
                Some(
                    column![
                        text(head).size(size::BODY),
                        said(&offer.words, ink::secondary),
                        button_icon(Icon::Download, "Tải và cài", style::primary, take),
                    ]
                    .spacing(8)
                    .into(),
                )
            }
        };
        card(
            column![
                section_title("Bản mới của chương trình"),
                caption(concat!(
                    "Bản đang dùng: ",
                    env!("CARGO_PKG_VERSION"),
                    ". Chương trình không tự tìm bản mới; chỉ tìm khi bấm, ở nơi đặt dưới đây, và chỉ nhận bản có chữ ký \
                     đúng khóa. Bản trước được giữ lại; những gì bản mới đã ghi thì bản trước xem và in được, \
                     nhưng không sửa."
                )),
                line(
                    "Nơi có bản mới",
                    "thư mục, ổ mạng hoặc địa chỉ http://",
                    &publisher.place,
                    VersionMessage::PlaceChanged
                ),
                line("Khóa phát hành", "64 chữ số của người phát hành", &publisher.key, VersionMessage::KeyChanged),
                acts,
            ]
            .push(state)
            .spacing(8),
        )
    }
}
