//! Minutes in phases with remarks, conclusions, the review.

use iced::widget::text_editor;
use iced::{Alignment, Length};

use super::guests::typed;
use super::{Area, Editor, Line, Message};
use crate::dialogue::Phase;
use crate::ui::icon::Icon;
use crate::ui::theme::size;
use crate::ui::theme::style;
use crate::ui::widget::{
    button_icon, caption, card, check, column, icon_button, label, row, section_title, segmented, still,
};
use crate::ui::{Context, Element};

impl Editor {
    /// A text of several lines, of this height in logical pixels.
    pub(super) fn area<'a>(&'a self, area: Area, placeholder: &'a str, height: f32) -> Element<'a, Message> {
        let Some(content) = self.areas.get(&area) else { return iced::widget::space().into() };
        let editor = text_editor(content)
            .placeholder(placeholder)
            .size(size::DENSE)
            .line_height(1.5)
            .padding([8, 10])
            .height(height)
            .style(style::editor)
            .on_action(move |action| Message::Wrote(area, action));
        still(editor)
    }

    pub(super) fn minutes(&self) -> Element<'_, Message> {
        let dialogue = &self.dialogue;
        let attended = dialogue.attended.map_or_else(String::new, |count| count.to_string());
        let remarks = dialogue.remarks.iter().enumerate().map(|(at, remark)| {
            row![
                typed("Ai", &remark.by, Line::RemarkBy(at)).width(180),
                typed("Đề nghị sửa", &remark.text, Line::RemarkText(at)),
                check("Đã tiếp thu", remark.is_settled, move |is| Message::RemarkSettled(at, is)),
                icon_button(Icon::Close, "Bỏ góp ý này", style::ghost, Some(Message::RemarkRemoved(at))),
            ]
            .spacing(8)
            .align_y(Alignment::Center)
            .into()
        });
        let minutes = card(
            column![
                row![
                    section_title("Biên bản"),
                    iced::widget::space().width(Length::Fill),
                    segmented(Phase::ALL, dialogue.phase, Message::PhaseChosen)
                ]
                .align_y(Alignment::Center),
                row![label("Số người dự"), typed("120", &attended, Line::Attended).width(90)]
                    .spacing(8)
                    .align_y(Alignment::Center),
                label("Diễn biến"),
                self.area(
                    Area::Minutes,
                    "Mỗi đoạn một dòng; câu hỏi và lời hứa ghi ở mục Câu hỏi, lời hứa",
                    220.0
                ),
            ]
            .push((!dialogue.remarks.is_empty()).then(|| label("Góp ý vào dự thảo")))
            .extend(remarks)
            .push(button_icon(Icon::Plus, "Thêm góp ý", style::secondary, Some(Message::RemarkAdded)))
            .spacing(10),
        );
        let conclusion = card(
            column![
                section_title("Kết luận"),
                self.area(
                    Area::Conclusion,
                    "Chủ trì kết luận gì; việc có người nhận và ngày hứa ghi thành lời hứa",
                    150.0
                ),
            ]
            .spacing(10),
        );
        column![minutes, conclusion].spacing(16).into()
    }

    pub(super) fn review<'a>(&'a self, context: &'a Context) -> Element<'a, Message> {
        let fields = context.newsroom.settings().cases.fields();
        let chips = fields.into_iter().map(|(id, name)| {
            let is_chosen =
                self.dialogue.fields.iter().any(|other| other == id) || self.asked.facts.fields.contains(id);
            let id = id.to_owned();
            crate::ui::widget::button(iced::widget::text(name).size(size::CAPTION))
                .padding([4, 10])
                .style(style::choice(is_chosen))
                .on_press(Message::FieldToggled(id))
                .into()
        });
        card(
            column![
                section_title("Sơ kết, đánh giá, rút kinh nghiệm"),
                label("Lĩnh vực đã trao đổi; lĩnh vực có câu hỏi được tính sẵn"),
                row(chips).spacing(6).wrap().vertical_spacing(6),
                caption(self.asked.figures()),
                self.area(Area::Review, "Việc làm được, việc chưa được, cách làm lần sau", 220.0),
            ]
            .push((!self.asked.lacks.is_empty()).then(|| label("Còn thiếu")))
            .extend(self.asked.lacks.iter().map(|lack| lack_line(lack)))
            .spacing(10),
        )
    }
}

pub(super) fn lack_line(lack: &str) -> Element<'_, Message> {
    iced::widget::text(lack).size(size::CAPTION).style(style::ink::warn).into()
}
