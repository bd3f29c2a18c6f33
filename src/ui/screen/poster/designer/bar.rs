//! The designer's top bar: name, size, tools, zoom, print.

use iced::widget::{container, text, text_input};
use iced::{Alignment, Length, Padding};

use crate::document::poster::reduction;
use crate::piece::Piece;
use crate::ui::icon::Icon;
use crate::ui::theme::style::{self, Mood};
use crate::ui::theme::{metric, size};
use crate::ui::widget::{button, button_icon, click_to_edit, icon_button, row, segmented, still, tag, tip};
use crate::ui::{Element, font};

use super::{Act, Designer, Message, Property, Tool, Zoom};

const TOOLS: [(Tool, &str); 5] = [
    (Tool::Select, "Chọn"),
    (Tool::Text, "Chữ"),
    (Tool::Picture, "Ảnh"),
    (Tool::Shape, "Hình"),
    (Tool::Qr, "QR"),
];

/// Below this width the poster's size is left out; logical pixels.
const ROOMY: f32 = 1000.0;

impl Designer {
    pub(super) fn bar<'a>(&'a self, piece: &'a Piece) -> Element<'a, Message> {
        let typed = self.typing.as_ref().filter(|typing| typing.field == Property::Title);
        let title = typed.map_or(piece.header.title.as_str(), |typing| &typing.text);
        let name = text_input("Tên áp phích", title)
            .size(size::SECTION)
            .font(font::SEMIBOLD)
            .padding([4, 6])
            .style(style::bare_field)
            .on_input(|text| Message::Typed(Property::Title, text))
            .on_submit(Message::Submit);
        let whole = format!("{title}\n{}", self.size_words());
        let name = tip(click_to_edit(still(name), title, size::SECTION, font::SEMIBOLD, 6.0), whole);
        let measure = (self.view.width >= ROOMY)
            .then(|| tip(tag(None, self.size_words(), Mood::Neutral), self.print_words()));
        let back = icon_button(Icon::Left, "Về danh sách (Alt ←)", style::ghost, Some(Message::Back));
        let zoom = |mark, hint, zoom| icon_button(mark, hint, style::ghost, Some(Message::Zoom(zoom)));
        let percent = button(
            container(
                text(format!("{:.0} %", self.camera.percent(&self.poster)))
                    .size(size::DENSE)
                    .font(font::MEDIUM)
                    .wrapping(text::Wrapping::None),
            )
            .center(Length::Fill),
        )
        .padding(0)
        .width(56)
        .height(metric::CONTROL)
        .style(style::secondary)
        .on_press(Message::Zoom(Zoom::Actual));
        let zooms = row![
            zoom(Icon::ZoomOut, "Thu nhỏ (Ctrl −)", Zoom::Out),
            tip(percent, "Bấm để xem đúng cỡ bản in (100 %)"),
            zoom(Icon::ZoomIn, "Phóng to (Ctrl +)", Zoom::In),
            zoom(Icon::Fit, "Vừa cửa sổ (Ctrl 0)", Zoom::Fit),
        ]
        .align_y(Alignment::Center);
        let bar = row![back, container(name).width(Length::Fill),]
            .push(measure)
            .extend([
                segmented(TOOLS, self.tool, Message::Take),
                Self::shelf_button(),
                zooms.into(),
                self.comments_button(piece),
                icon_button(Icon::History, "Lịch sử", style::ghost, Some(Message::Act(Act::History))),
                button_icon(Icon::Print, "Xuất in", style::primary, Some(Message::Export)),
            ])
            .spacing(8)
            .align_y(Alignment::Center);
        container(bar)
            .height(48)
            .padding(Padding { left: 8.0, right: 16.0, ..Padding::ZERO })
            .align_y(Alignment::Center)
            .style(style::surface)
            .into()
    }

    /// "8 × 4 m · tỉ lệ 1:10"
    fn size_words(&self) -> String {
        let name = self.poster.size_name();
        if reduction(&self.poster) > 1.0 { format!("{name} · tỉ lệ 1:10") } else { name }
    }

    fn print_words(&self) -> String {
        if reduction(&self.poster) > 1.0 {
            "Khổ lớn hơn một trang PDF chứa được, nên tệp in ở tỉ lệ 1:10; nhà in phóng lên 10 lần."
                .to_owned()
        } else {
            "Tệp in đúng khổ thật, tỉ lệ 1:1.".to_owned()
        }
    }
}
