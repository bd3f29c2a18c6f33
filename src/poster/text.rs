//! A text element: its words, and how they look.

mod look;
mod typeface;

pub use look::{Look, Run, Span};
pub use typeface::{SystemFace, Typeface};

use serde::{Deserialize, Serialize};

use super::Ink;

#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Text {
    pub text: String,
    pub typeface: Typeface,
    /// Em height, mm; the largest size when `fit` shrinks or fills.
    pub size: f32,
    pub ink: Ink,
    #[serde(default)]
    pub align: HorizontalAlign,
    #[serde(default)]
    pub vertical: VerticalAlign,
    /// A multiple of the size; 1.45 keeps stacked Vietnamese capitals apart.
    #[serde(default = "Text::default_line_height")]
    pub line_height: f32,
    #[serde(default)]
    pub fit: Fit,
    /// Added after each letter, a share of the size; negative is closer.
    #[serde(default, skip_serializing_if = "is_zero")]
    pub letter_spacing: f32,
    /// Shown in capitals, however it is typed.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub is_capital: bool,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub outline: Option<Outline>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub shadow: Option<Shadow>,
    /// Degrees of the circle that the frame's width spans: positive rises in the middle, negative sinks, 0 is
    /// straight.
    #[serde(default, skip_serializing_if = "is_zero")]
    pub arc: f32,
    /// Where the look differs from the whole.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub spans: Vec<Span>,
}

/// A line around the letters, outside of their forms.
#[derive(Debug, Clone, Copy, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Outline {
    pub ink: Ink,
    /// A share of the size.
    pub width: f32,
}

/// The letters once more, below, in one ink.
#[derive(Debug, Clone, Copy, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Shadow {
    pub ink: Ink,
    /// To the right and down, shares of the size.
    pub dx: f32,
    pub dy: f32,
}

#[allow(clippy::trivially_copy_pass_by_ref, reason = "serde passes a reference")]
fn is_zero(value: &f32) -> bool {
    *value == 0.0
}

impl Text {
    fn default_line_height() -> f32 {
        1.45
    }

    /// Left, top, fixed size.
    pub fn new(text: impl Into<String>, typeface: Typeface, size: f32, ink: Ink) -> Self {
        Self {
            text: text.into(),
            typeface,
            size,
            ink,
            align: HorizontalAlign::Left,
            vertical: VerticalAlign::Top,
            line_height: Self::default_line_height(),
            fit: Fit::Fixed,
            letter_spacing: 0.0,
            is_capital: false,
            outline: None,
            shadow: None,
            arc: 0.0,
            spans: Vec::new(),
        }
    }

    #[must_use]
    pub fn align(mut self, align: HorizontalAlign) -> Self {
        self.align = align;
        self
    }

    #[must_use]
    pub fn vertical(mut self, vertical: VerticalAlign) -> Self {
        self.vertical = vertical;
        self
    }

    /// A multiple of the size.
    #[must_use]
    pub fn line_height(mut self, line_height: f32) -> Self {
        self.line_height = line_height;
        self
    }

    /// Shrinks to fit the frame, at most to an em height of `min` mm.
    #[must_use]
    pub fn shrink(mut self, min: f32) -> Self {
        self.fit = Fit::Shrink { min };
        self
    }

    /// Why it cannot be laid out, if so.
    pub(super) fn fault(&self) -> Option<&'static str> {
        let least = match self.fit {
            Fit::Fixed => self.size,
            Fit::Shrink { min } => min,
        };
        let is_size = |size: f32| (0.1..=20_000.0).contains(&size);
        if !is_size(self.size) || !is_size(least) {
            return Some("cỡ chữ phải từ 0,1 mm đến 20 m");
        }
        if !(0.5..=5.0).contains(&self.line_height) {
            return Some("giãn dòng phải từ 0,5 đến 5");
        }
        if !(-0.5..=5.0).contains(&self.letter_spacing) {
            return Some("giãn chữ phải từ -0,5 đến 5 lần cỡ chữ");
        }
        let outline = self.outline.map_or(0.0, |outline| outline.width);
        let (dx, dy) = self.shadow.map_or((0.0, 0.0), |shadow| (shadow.dx, shadow.dy));
        if !(0.0..=1.0).contains(&outline) || ![dx, dy].iter().all(|by| (-2.0..=2.0).contains(by)) {
            return Some("viền chữ phải từ 0 đến 1, bóng chữ từ -2 đến 2 lần cỡ chữ");
        }
        if !(-360.0..=360.0).contains(&self.arc) {
            return Some("cung chữ (arc) phải từ -360 đến 360 độ");
        }
        self.fault_of_spans()
    }
}

/// How text fits its frame.
#[derive(Debug, Clone, Copy, PartialEq, Default, Serialize, Deserialize)]
pub enum Fit {
    /// The size is fixed; overflow is a finding of the preflight.
    #[default]
    Fixed,
    /// The largest size from `min` mm up to the text's size that stays in the frame.
    Shrink { min: f32 },
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Serialize, Deserialize)]
pub enum HorizontalAlign {
    #[default]
    Left,
    Center,
    Right,
    /// Both edges even; the last line of a paragraph is as on the left.
    Justify,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Serialize, Deserialize)]
pub enum VerticalAlign {
    #[default]
    Top,
    Middle,
    Bottom,
}
