//! The look of the dialog: the file on the left, the piece on the right, what to look at below.

use iced::widget::{container, space, text};
use iced::{Alignment, Length};

use super::{Dialog, File, MOST, Message, PATH};
use crate::import::Finding;
use crate::ui::Element;
use crate::ui::icon::{Icon, icon};
use crate::ui::theme::size;
use crate::ui::theme::style::{self, ink};
use crate::ui::widget::{
    button_icon, button_label, caption, column, field, label, picker, row, scroll, section_title, tip,
};

/// Logical pixels.
const WIDTH: f32 = 980.0;
const HEIGHT: f32 = 560.0;
const FINDINGS: f32 = 104.0;
/// Lines shown of a file and of its piece.
const MOST_LINES: usize = 400;
/// Letters shown of a line.
const LONGEST: usize = 600;

impl Dialog {
    pub fn view(&self) -> Element<'_, Message> {
        let typed = field("Đường dẫn tệp, hoặc thả tệp vào cửa sổ", &self.path)
            .id(PATH)
            .on_input(Message::PathChanged)
            .on_submit(Message::PathEntered);
        let path = row![
            tip(typed, self.path.as_str()),
            button_icon(Icon::OpenFolder, "Chọn tệp…", style::secondary, Some(Message::Browse)),
        ]
        .spacing(8);
        let body: Element<'_, Message> = match (&self.file, &self.trouble) {
            (Some(file), _) => self.both(file),
            (None, Some(trouble)) => empty(
                row![
                    icon(Icon::Warning, 16.0).style(ink::warn),
                    text(trouble).size(size::BODY).width(Length::Fill),
                ]
                .spacing(10),
            ),
            (None, None) if self.is_busy => empty(caption("Đang đọc tệp…")),
            (None, None) => empty(caption(
                "Nhận tệp Word (.docx), OpenDocument (.odt), tệp chữ (.txt .md), kịch bản (.fountain .fdx). Chọn tệp \
                 rồi xem trước; chưa bấm “Đưa vào” thì chưa có gì được thêm.",
            )),
        };
        let waiting = (!self.waiting.is_empty())
            .then(|| caption(format!("Còn {} tệp sau tệp này", self.waiting.len())));
        let skip = (!self.waiting.is_empty())
            .then(|| button_label("Bỏ qua tệp này", style::secondary, Some(Message::Skipped)));
        let foot = row![]
            .push(waiting)
            .push(space().width(Length::Fill))
            .push(button_label("Đóng", style::ghost, Some(Message::Closed)))
            .push(skip)
            .push(button_icon(
                Icon::Plus,
                "Đưa vào",
                style::primary,
                (self.file.is_some() && self.chosen.is_some()).then_some(Message::Confirmed),
            ))
            .spacing(8)
            .align_y(Alignment::Center);
        column![section_title("Nhập từ Word, tệp chữ"), path, body, foot]
            .spacing(12)
            .width(WIDTH)
            .height(HEIGHT)
            .into()
    }

    fn both<'a>(&'a self, file: &'a File) -> Element<'a, Message> {
        let kind =
            picker(self.activities.as_slice(), self.chosen.clone(), Message::Chosen).width(Length::Fill);
        let hint = if self.is_guessed { "Đoán theo nội dung tệp; đổi được." } else { "" };
        let left = pane("Trong tệp", caption(format!("{} dòng", file.lines.len())), lines(&file.lines));
        let draft = &file.draft;
        let shown: Vec<(&str, bool)> = draft.body.lines().map(|line| (line, false)).collect();
        let right = column![
            row![label("Thành bài"), space().width(Length::Fill), caption(hint)].align_y(Alignment::Center),
            kind,
            tip(
                text(draft.title.as_str())
                    .size(size::BODY)
                    .font(crate::ui::font::SEMIBOLD)
                    .wrapping(text::Wrapping::None),
                draft.title.as_str()
            ),
            boxed(all(shown.into_iter())),
        ]
        .spacing(6)
        .width(Length::FillPortion(1));
        column![row![left, right].spacing(16).height(Length::Fill), findings(&draft.findings)]
            .spacing(10)
            .into()
    }
}

fn empty<'a>(content: impl Into<Element<'a, Message>>) -> Element<'a, Message> {
    container(content).padding(24).width(Length::Fill).height(Length::Fill).style(style::sunken).into()
}

fn pane<'a>(
    name: &'a str,
    hint: Element<'a, Message>,
    content: Element<'a, Message>,
) -> Element<'a, Message> {
    column![row![label(name), space().width(Length::Fill), hint].align_y(Alignment::Center), boxed(content)]
        .spacing(6)
        .width(Length::FillPortion(1))
        .into()
}

fn boxed(content: Element<'_, Message>) -> Element<'_, Message> {
    container(scroll(container(content).padding([8, 12]).width(Length::Fill)))
        .width(Length::Fill)
        .height(Length::Fill)
        .style(style::sunken)
        .into()
}

fn lines(lines: &[(String, bool)]) -> Element<'_, Message> {
    all(lines.iter().map(|(line, is_marked)| (line.as_str(), *is_marked)))
}

/// The first lines; those to look at have a sign.
fn all<'a>(mut lines: impl Iterator<Item = (&'a str, bool)>) -> Element<'a, Message> {
    let shown = lines.by_ref().take(MOST_LINES).map(|(line, is_marked)| {
        let cut = line.char_indices().nth(LONGEST).map_or(line, |(end, _)| &line[..end]);
        let words = text(if cut.is_empty() { " " } else { cut }).size(size::DENSE).width(Length::Fill);
        if is_marked {
            row![icon(Icon::Warning, 12.0).style(ink::warn), words.style(ink::warn)].spacing(6).into()
        } else {
            Element::from(words)
        }
    });
    let shown = column(shown.collect::<Vec<_>>()).spacing(2);
    let rest = lines.count();
    shown.push((rest > 0).then(|| caption(format!("… và {rest} dòng nữa, đều vào bài")))).into()
}

/// What was not understood, or was changed.
fn findings(findings: &[Finding]) -> Element<'_, Message> {
    if findings.is_empty() {
        return row![icon(Icon::Done, 14.0).style(ink::secondary), caption("Cả tệp đã vào bài.")]
            .spacing(8)
            .align_y(Alignment::Center)
            .into();
    }
    let listed = findings.iter().take(MOST).map(|finding| {
        row![
            icon(Icon::Warning, 12.0).style(ink::warn),
            text(finding.message.as_str()).size(size::DENSE).width(Length::Fill),
        ]
        .spacing(8)
        .into()
    });
    let rest = findings.len().saturating_sub(MOST);
    let listed = column(listed.collect::<Vec<_>>())
        .push((rest > 0).then(|| caption(format!("… và {rest} điều nữa"))))
        .spacing(4);
    column![
        label(format!("{} điều cần xem", findings.len())),
        container(scroll(listed)).max_height(FINDINGS),
    ]
    .spacing(4)
    .into()
}
