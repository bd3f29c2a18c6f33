//! The office as its papers name it, and the days from which it works and counts.

use iced::Alignment;
use iced::widget::container;

use super::Message;
use super::fields::Fields;
use crate::ui::Element;
use crate::ui::widget::{caption, card, column, field, label, row, section_title};

/// A field of the office's letterhead.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum OfficeField {
    Parent,
    Name,
    Place,
    Signer,
    Symbol,
    Filing,
    /// A line over the signature, by its index.
    SignerTitle(usize),
}

impl OfficeField {
    /// Its number among the office's fields.
    pub(super) fn place(self) -> usize {
        match self {
            Self::Parent => 0,
            Self::Name => 1,
            Self::Place => 2,
            Self::Signer => 3,
            Self::Symbol => 4,
            Self::Filing => 5,
            Self::SignerTitle(line) => 6 + line,
        }
    }
}

pub(super) fn view(fields: &Fields) -> Element<'_, Message> {
    let line = |name, value: &str, which| {
        row![
            container(label(name)).width(130),
            field("", value).on_input(move |value| Message::OfficeChanged(which, value))
        ]
        .spacing(8)
        .align_y(Alignment::Center)
    };
    // Each line over the signature in its field, and one more to write the next in.
    let lines = fields.office.title_lines().enumerate();
    let title = column(lines.map(|(at, text)| {
        let hint = ["KT. GIÁM ĐỐC", "PHÓ GIÁM ĐỐC"].get(at).copied().unwrap_or_default();
        let which = OfficeField::SignerTitle(at);
        field(hint, text).on_input(move |value| Message::OfficeChanged(which, value)).into()
    }))
    .spacing(4);
    let working = row![
        container(label("Ngày làm việc cố định")).width(130),
        fields.working_date.field("để trống: ngày hôm nay").on_input(Message::WorkingDateChanged),
    ]
    .spacing(8)
    .align_y(Alignment::Center);
    let start = row![
        container(label("Tính nghĩa vụ từ ngày")).width(130),
        fields.start.field("để trống: cả năm").on_input(Message::StartChanged),
    ]
    .spacing(8)
    .align_y(Alignment::Center);
    card(
        column![
            section_title("Đơn vị"),
            caption("Đứng ở đầu và cuối các văn bản in."),
            line("Cơ quan chủ quản", &fields.office.parent, OfficeField::Parent),
            line("Tên đơn vị", &fields.office.name, OfficeField::Name),
            line("Địa danh", &fields.office.place, OfficeField::Place),
            row![container(label("Chức vụ người ký")).width(130), title].spacing(8),
            line("Người ký", &fields.office.signer, OfficeField::Signer),
            line("Ký hiệu văn bản", &fields.office.symbol, OfficeField::Symbol),
            line("Nơi lưu", &fields.office.filing, OfficeField::Filing),
            working,
        ]
        .push(fields.working_date.remark())
        .push(start)
        .push(fields.start.remark())
        .push(caption("Kỳ nào hết hạn trước ngày này thì không tính là nợ."))
        .spacing(8),
    )
}
