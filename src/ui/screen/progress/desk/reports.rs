//! "Báo cáo": the period, its words, which bodies have not reported.

use iced::widget::{container, space, text, text_editor};
use iced::{Alignment, Length};

use super::{Desk, Message};
use crate::calendar::wording;
use crate::fold::capital;
use crate::reporting::Section;
use crate::ui::icon::Icon;
use crate::ui::screen::export::PeriodKind;
use crate::ui::theme::size;
use crate::ui::theme::style::{self, Mood};
use crate::ui::widget::{
    button_icon, caption, card, column, icon_button, label, row, section_title, segmented, still, tag,
};
use crate::ui::{Context, Element, font};

/// Heights of the texts, logical pixels.
const TEXT: f32 = 104.0;

impl Desk {
    pub fn reports<'a>(&'a self, context: &'a Context) -> Element<'a, Message> {
        let kinds = [
            (PeriodKind::Month, "Tháng"),
            (PeriodKind::Quarter, "Quý"),
            (PeriodKind::HalfYear, "Nửa năm"),
            (PeriodKind::Year, "Năm"),
        ];
        let name = crate::document::schedule::period(self.period.0, self.period.1);
        let bar = row![
            segmented(kinds, self.kind, Message::KindChosen),
            icon_button(Icon::Left, "Kỳ trước", style::secondary, Some(Message::Moved(-1))),
            icon_button(Icon::Right, "Kỳ sau", style::secondary, Some(Message::Moved(1))),
            text(name).size(size::BODY).font(font::SEMIBOLD),
            space().width(Length::Fill),
            button_icon(Icon::Print, "In, xuất báo cáo", style::primary, Some(Message::ReportAsked)),
        ]
        .spacing(10)
        .align_y(Alignment::Center);
        column![bar, row![self.words(), self.bodies(context)].spacing(16)].spacing(12).into()
    }

    fn words(&self) -> Element<'_, Message> {
        let areas = Section::ALL.into_iter().filter_map(|section| {
            let editor = text_editor(self.texts.get(&section)?)
                .placeholder(hint(section))
                .size(size::DENSE)
                .line_height(1.5)
                .padding([8, 10])
                .height(TEXT)
                .style(style::editor)
                .on_action(move |action| Message::Wrote(section, action));
            Some(column![label(section.name()), still(editor)].spacing(4).into())
        });
        let hint = "Chữ giữ riêng cho từng kỳ; kỳ mới bắt đầu bằng chữ của kỳ trước.";
        let content = column![section_title("Đánh giá"), caption(hint)].extend(areas).spacing(10);
        container(card(content)).width(Length::FillPortion(3)).into()
    }

    fn bodies<'a>(&'a self, context: &'a Context) -> Element<'a, Message> {
        let plan = context.newsroom.plan();
        let came = self.returns.iter().filter(|one| one.received.is_some()).count();
        let late = self.returns.iter().filter(|one| one.is_late).count();
        let rows = self.returns.iter().map(|one| {
            let name = text(capital(&plan.name_of_asked(&one.body))).size(size::DENSE).width(Length::Fill);
            let state = match one.received {
                Some(day) => tag(None, format!("Nhận {}", wording::day_month(day)), Mood::Ok),
                None if one.is_late => tag(None, "Trễ".to_owned(), Mood::Danger),
                None => tag(None, "Chưa có".to_owned(), Mood::Neutral),
            };
            let form = icon_button(
                Icon::Download,
                "Xuất phiếu báo cáo, ghi sẵn việc phải làm",
                style::ghost,
                Some(Message::FormAsked(one.body.clone())),
            );
            row![name, state, form].spacing(6).align_y(Alignment::Center).into()
        });
        let sums = format!("{came} trên {} nơi đã báo cáo", self.returns.len());
        let acts = row![
            button_icon(Icon::Upload, "Nhập phiếu…", style::secondary, Some(Message::TakeAsked)),
            button_icon(
                Icon::Print,
                "Công văn đôn đốc",
                style::secondary,
                (late > 0).then_some(Message::RemindAsked)
            ),
        ]
        .spacing(8)
        .wrap()
        .vertical_spacing(8);
        let content = column![section_title("Nơi báo cáo"), caption(sums), acts].extend(rows).spacing(6);
        container(card(content)).width(Length::FillPortion(2)).into()
    }
}

fn hint(section: Section) -> &'static str {
    match section {
        Section::Results => "Kết quả nổi bật, cách làm hay",
        Section::Limits => "Việc chưa đạt, nơi còn chậm",
        Section::Causes => "Vì sao",
        Section::Proposals => "Kiến nghị với Ủy ban nhân dân thành phố, các ngành",
    }
}
