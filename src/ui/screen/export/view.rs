//! The look of the dialog: the choices on the left, the pages as they print on the right.

use iced::Length;
use iced::widget::{container, space, text};

use super::{Dialog, FileFormat, Message, PATH, SHEET};
use crate::ui::theme::size;
use crate::ui::theme::style::{self, ink};
use crate::ui::widget::{
    button_icon, button_label, clamp, column, field, icon_button, label, row, scroll, segmented, tip,
};
use crate::ui::{Context, Element, Export, Icon, font};

impl Dialog {
    pub fn view<'a>(&'a self, context: &'a Context) -> Element<'a, Message> {
        let piece = match &self.what {
            Export::Piece(id) => context.newsroom.piece(id),
            _ => None,
        };
        let title = match (&self.what, piece) {
            (Export::Schedule(_), _) => "In, xuất lịch phát sóng".to_owned(),
            (Export::Report { .. }, _) => "In, xuất báo cáo tiến độ".to_owned(),
            (Export::Assignments(request), _) => format!("In, xuất: {}", request.title(&context.newsroom)),
            (Export::Desk(request), _) => format!("In, xuất: {}", request.title(&context.newsroom)),
            (Export::Budget(request), _) => format!("In, xuất: {}", request.title(&context.newsroom)),
            (Export::Places(request), _) => format!("In, xuất: {}", request.title(&context.newsroom)),
            (Export::Outcome(request), _) => format!("In, xuất: {}", request.title(&context.newsroom)),
            (Export::Cases(request), _) => format!("In, xuất: {}", request.title(&context.newsroom)),
            (Export::Piece(_), Some(piece)) => format!("In, xuất: {}", piece.header.title),
            (Export::Piece(_), None) => "In, xuất bài".to_owned(),
        };
        let title = tip(clamp(title.clone(), 2).size(size::SECTION, 24.0).font(font::SEMIBOLD), title);
        let formats = segmented(
            self.formats.iter().map(|format| (*format, format.name())),
            self.format,
            Message::FormatChosen,
        );
        let typed = field("Đường dẫn tệp", &self.path)
            .id(PATH)
            .on_input(Message::PathChanged)
            .on_submit(Message::Confirmed);
        let path = row![
            tip(typed, self.path.as_str()),
            icon_button(Icon::OpenFolder, "Chọn nơi lưu", style::secondary, Some(Message::Browse)),
        ]
        .spacing(8);
        let paper = self.print_form.options().err();
        let trouble = self
            .period_trouble(context)
            .map(str::to_owned)
            .or(paper)
            .or_else(|| self.trouble.clone())
            .map(|trouble| text(trouble).size(size::DENSE).style(ink::danger).width(Length::Fill));
        let foot = row![
            space().width(Length::Fill),
            tip(button_label("Đóng", style::ghost, Some(Message::Left)), "Đóng, không xuất (Esc)"),
        ]
        .push((self.format == FileFormat::Pdf).then(|| {
            tip(
                button_icon(
                    Icon::Print,
                    "In",
                    style::secondary,
                    self.can_confirm(context).then_some(Message::PrintPressed),
                ),
                "Đưa ra máy in, không cần lưu tệp",
            )
        }))
        .push(button_icon(
            Icon::Download,
            if self.is_busy { "Đang xuất…" } else { "Xuất" },
            style::primary,
            self.can_confirm(context).then_some(Message::Confirmed),
        ))
        .spacing(8);
        let choices = column![]
            .push(self.period(context))
            .push(self.whose(context))
            .push(self.filtered(context))
            .push(column![label("Dạng tệp"), formats].spacing(4))
            .push(self.print_form.view(self.format, self.is_busy).map(|form| form.map(Message::Print)))
            .push(self.formats.contains(&FileFormat::Tiff).then(|| self.proof.view()))
            .spacing(14)
            .padding(iced::Padding::ZERO.right(12));
        let form = column![title, scroll(choices).height(Length::Fill)]
            .push(column![label("Lưu vào"), path].spacing(4))
            .push(trouble)
            .push(foot)
            .spacing(14)
            .width(460);
        let pages = scroll(container(self.preview.view_printed(SHEET)).padding(20)).on_scroll(|viewport| {
            Message::PreviewScrolled(viewport.absolute_offset().y, viewport.bounds().height)
        });
        let pages = container(pages).width(SHEET + 60.0).height(Length::Fill).style(style::sunken);
        row![form, pages].spacing(20).height(592).into()
    }
}
