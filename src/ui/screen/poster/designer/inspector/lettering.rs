//! A text's card: its typeface and size, how its lines stand, and what its letters have about them.

use iced::Length;
use iced::widget::text as text_of;

use crate::poster::{
    Edit, Element as PosterElement, ElementKind, Fit, HorizontalAlign, Ink, Outline, Shadow, Text, Typeface,
    VerticalAlign,
};
use crate::ui::Element;
use crate::ui::icon::Icon;
use crate::ui::theme::size;
use crate::ui::theme::style::{self, ink as tint};
use crate::ui::widget::{Column, check, column, icon_button, label, picker, row, segmented};

use super::super::letters::{LetterMessage, Toggle};
use super::super::{Designer, InkRole, Message, Property, TypefaceMessage};
use super::element::Named;

/// A typeface, by its name.
#[derive(Debug, Clone, PartialEq)]
struct Face(Typeface);

impl std::fmt::Display for Face {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str(&self.0.name())
    }
}

/// Of a new outline and a new shadow, shares of the size.
const RIM: f32 = 0.05;
const SHADOW: f32 = 0.06;
/// Degrees of a new arc.
const ARC: f32 = 60.0;

impl Designer {
    pub(super) fn text<'a>(
        &'a self,
        pane: Column<'a, Message>,
        part: &'a PosterElement,
        whole: &Text,
    ) -> Column<'a, Message> {
        let id = part.id;
        let text = self.shown_text().unwrap_or_else(|| whole.clone());
        let with = move |new: Text| {
            Message::Restyle(Box::new(Edit::SetKind { id, kind: Box::new(ElementKind::Text(new)) }))
        };
        let own = text.clone();
        let mut faces: Vec<Face> = Typeface::OWN.map(Face).into();
        if !faces.contains(&Face(text.typeface.clone())) {
            faces.insert(0, Face(text.typeface.clone()));
        }
        let face = picker(faces, Some(Face(text.typeface.clone())), move |Face(typeface)| {
            with(Text { typeface, ..own.clone() })
        })
        .width(Length::Fill);
        let more = Message::Typefaces(TypefaceMessage::Opened);
        let more =
            icon_button(Icon::Search, "Kho chữ: xem mẫu, tìm phông trên máy", style::secondary, Some(more));
        let is_fixed = matches!(text.fit, Fit::Fixed);
        let least = match text.fit {
            Fit::Fixed => text.size / 3.0,
            Fit::Shrink { min } => min,
        };
        let fits = [Named(true, "Cố định"), Named(false, "Vừa khung")];
        let own = text.clone();
        let fit = picker(fits, Some(fits[usize::from(!is_fixed)]), move |Named(is_fixed, _)| {
            let fit = if is_fixed { Fit::Fixed } else { Fit::Shrink { min: least } };
            with(Text { fit, ..own.clone() })
        })
        .width(Length::Fill);
        let (own, other) = (text.clone(), text.clone());
        let across = segmented(
            [
                (HorizontalAlign::Left, "Trái"),
                (HorizontalAlign::Center, "Giữa"),
                (HorizontalAlign::Right, "Phải"),
                (HorizontalAlign::Justify, "Đều"),
            ],
            text.align,
            move |align| with(Text { align, ..own.clone() }),
        );
        let down = segmented(
            [(VerticalAlign::Top, "Trên"), (VerticalAlign::Middle, "Giữa"), (VerticalAlign::Bottom, "Dưới")],
            text.vertical,
            move |vertical| with(Text { vertical, ..other.clone() }),
        );
        let hint = match self.letters() {
            Some(letters) => format!("Áp dụng cho {} chữ cái đang bôi đen.", letters.len()),
            None => "Bấm đúp vào chữ trên bản vẽ để sửa tại chỗ; bôi đen để đổi riêng một phần.".to_owned(),
        };
        let hint = text_of(hint).size(size::CAPTION).line_height(1.5).style(tint::secondary);
        pane.push(
            column![label("Phông chữ"), row![face, more].spacing(6), self.looks(whole), hint].spacing(6),
        )
        .push(
            row![self.entry("Cỡ", Property::Size), column![label("Tự co chữ"), fit].spacing(4).width(114),]
                .spacing(8),
        )
        .push((!is_fixed).then(|| self.entry("Cỡ nhỏ nhất khi tự co", Property::LeastSize)))
        .push(
            row![
                self.entry("Giãn dòng", Property::LineHeight),
                self.entry("Giãn chữ", Property::LetterSpacing),
            ]
            .spacing(8),
        )
        .push(column![label("Căn chữ trong khung"), across, down].spacing(6))
        .push(self.ink("Màu chữ (CMYK)", InkRole::Mark, true))
        .push(self.around(&text, with))
        .push(self.entry("Độ đục", Property::Opacity))
    }

    /// Bold, italic, underlined.
    fn looks(&self, text: &Text) -> Element<'_, Message> {
        let toggle = |mark, hint, toggle| {
            let style = if self.has(text, toggle) { style::pressed } else { style::ghost };
            icon_button(mark, hint, style, Some(Message::Letters(LetterMessage::Toggle(toggle))))
        };
        row![
            toggle(Icon::Bold, "Đậm (Ctrl B)", Toggle::Weight),
            toggle(Icon::Italic, "Nghiêng (Ctrl I)", Toggle::Italic),
            toggle(Icon::Underline, "Gạch chân (Ctrl U)", Toggle::Underline),
        ]
        .spacing(4)
        .into()
    }

    /// Capitals, the outline, the shadow, the arc.
    fn around<'a>(&'a self, text: &Text, with: impl Fn(Text) -> Message + Copy + 'a) -> Element<'a, Message> {
        let [capital, outlined, shadowed, bent] = [(); 4].map(|()| text.clone());
        let far = if text.ink == Ink::WHITE { Ink::BLACK } else { Ink::WHITE };
        column![
            label("Kiểu chữ"),
            check("VIẾT HOA", text.is_capital, move |is_capital| with(Text {
                is_capital,
                ..capital.clone()
            })),
            check("Viền quanh chữ", text.outline.is_some(), move |is_on| {
                let outline = is_on.then_some(Outline { ink: far, width: RIM });
                with(Text { outline, ..outlined.clone() })
            }),
            text.outline.map(|_| self.entry("Bề dày viền", Property::Rim)),
            text.outline.map(|_| self.ink("Màu viền (CMYK)", InkRole::Rim, true)),
            check("Bóng chữ", text.shadow.is_some(), move |is_on| {
                let ink = Ink::new(0.0, 0.0, 0.0, 60.0);
                let shadow = is_on.then_some(Shadow { ink, dx: SHADOW, dy: SHADOW });
                with(Text { shadow, ..shadowed.clone() })
            }),
            text.shadow.map(|_| {
                row![self.entry("Sang phải", Property::ShadowX), self.entry("Xuống dưới", Property::ShadowY)]
                    .spacing(8)
            }),
            text.shadow.map(|_| self.ink("Màu bóng (CMYK)", InkRole::Shadow, true)),
            check("Uốn theo cung tròn", text.arc != 0.0, move |is_on| {
                with(Text { arc: if is_on { ARC } else { 0.0 }, ..bent.clone() })
            }),
            (text.arc != 0.0).then(|| self.entry("Góc cung: âm thì võng xuống", Property::Arc)),
        ]
        .spacing(8)
        .into()
    }
}
