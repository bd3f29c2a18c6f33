//! A skit typed as `Tên (hành động): lời`, turned into Fountain after a look at both side by side.

use std::collections::HashMap;

use iced::widget::{container, space, text};
use iced::{Alignment, Length};

use super::Message;
use crate::piece::stage::{self, ElementKind, Imported};
use crate::ui::icon::{Icon, icon};
use crate::ui::theme::size;
use crate::ui::theme::style::{self, Mood, ink};
use crate::ui::widget::{
    button_label, caption, column, divider, row, scroll, section_title, vertical_divider,
};
use crate::ui::{Element, font};

/// Lines shown of either text: enough to judge by.
const SHOWN: usize = 600;

/// What the conversion would make of a body.
#[derive(Debug)]
pub struct Conversion {
    source: String,
    imported: Imported,
}

/// "Bài này viết kiểu tên và lời trên một dòng": the offer above the text.
pub fn offer<'a>() -> Element<'a, Message> {
    let words = "Có lời viết kiểu “Tên: lời”, chưa hiểu là lời thoại.";
    let line = row![
        icon(Icon::Info, 15.0).style(ink::accent),
        text(words).size(size::DENSE).width(Length::Fill),
        button_label("Để nguyên", style::ghost, Some(Message::OfferClosed)),
        button_label("Chuyển thành tiểu phẩm…", style::secondary, Some(Message::ConversionAsked)),
    ]
    .spacing(8)
    .align_y(Alignment::Center);
    let line = container(line).padding([6, 16]).width(Length::Fill).style(style::notice(Mood::Accent));
    column![line, divider()].into()
}

impl Conversion {
    pub fn new(body: &str) -> Self {
        Self { source: body.to_owned(), imported: stage::import(body) }
    }

    /// The skit's body, if `body` is still the one that was shown; else none, and this shows the new one.
    pub fn accept(&mut self, body: &str) -> Option<String> {
        if self.source == body {
            return Some(self.imported.body.clone());
        }
        *self = Self::new(body);
        None
    }

    pub fn view(&self) -> Element<'_, Message> {
        let count = self.imported.remarks.len();
        let told = if count == 0 {
            "Mọi dòng đều hiểu được.".to_owned()
        } else {
            format!("{count} chỗ cần xem lại, ghi dưới dòng bên trái.")
        };
        let acts = row![
            column![section_title("Chuyển thành tiểu phẩm"), caption(told)].spacing(2).width(Length::Fill),
            button_label("Thôi", style::ghost, Some(Message::ConversionClosed)),
            button_label("Chuyển", style::primary, Some(Message::Converted)),
        ]
        .spacing(8)
        .align_y(Alignment::Center);
        let sides = row![pane("Đã gõ", self.typed()), vertical_divider(), pane("Tiểu phẩm", self.made())]
            .height(Length::Fill);
        column![container(acts).padding([10, 16]), divider(), sides].into()
    }

    /// The text as typed, with the remarks under their lines.
    fn typed(&self) -> Element<'_, Message> {
        let mut remarks: HashMap<usize, Vec<&str>> = HashMap::new();
        for remark in &self.imported.remarks {
            remarks.entry(remark.line).or_default().push(&remark.message);
        }
        let mut lines = column![].spacing(2);
        for (at, line) in self.source.lines().enumerate().take(SHOWN) {
            let remarks = remarks.remove(&at).unwrap_or_default();
            let is_clear = remarks.is_empty();
            let words = text(line).size(size::DENSE).line_height(1.5).width(Length::Fill);
            lines = lines.push(if is_clear { words } else { words.font(font::SEMIBOLD) });
            lines =
                lines.extend(remarks.into_iter().map(|remark| {
                    text(remark).size(size::CAPTION).style(ink::warn).width(Length::Fill).into()
                }));
        }
        lines.push(rest(&self.source)).into()
    }

    /// The skit, in the editor's colours.
    fn made(&self) -> Element<'_, Message> {
        let body = &self.imported.body;
        let play = stage::parse(body);
        let mut kinds = HashMap::new();
        for element in &play.elements {
            kinds.extend(element.lines.clone().map(|line| (line, &element.kind)));
        }
        let lines = body.lines().enumerate().take(SHOWN).map(|(at, line)| {
            let words = text(line).size(size::DENSE).line_height(1.5).width(Length::Fill);
            match kinds.get(&at) {
                Some(ElementKind::Scene | ElementKind::Section) => words.font(font::BOLD),
                Some(ElementKind::Cue { .. }) => words.font(font::SEMIBOLD).style(ink::accent),
                Some(ElementKind::Parenthetical | ElementKind::Song) => {
                    words.font(font::ITALIC).style(ink::secondary)
                }
                Some(ElementKind::Note | ElementKind::Boneyard) => words.style(ink::tertiary),
                _ => words,
            }
            .into()
        });
        column(lines).spacing(2).push(rest(body)).into()
    }
}

fn pane<'a>(title: &'a str, content: Element<'a, Message>) -> Element<'a, Message> {
    let title = container(text(title).size(size::CAPTION).style(ink::secondary)).padding([8, 16]);
    let content = scroll(container(content).padding([4, 16]).width(Length::Fill)).height(Length::Fill);
    column![title, content, space().height(8)].width(Length::FillPortion(1)).into()
}

/// How much is not shown.
fn rest<'a>(body: &str) -> Option<Element<'a, Message>> {
    let more = body.lines().count().saturating_sub(SHOWN);
    (more > 0).then(|| caption(format!("… và {more} dòng nữa.")))
}
