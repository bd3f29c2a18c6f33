//! Checks of a text: that its letters fit, can be read from where people stand, and are set off from their ground.

use super::{
    CONTRAST, CONTRAST_LARGE, Check, Edit, Element, ElementKind, Frame, Ground, Ink, LETTER_PER_METRE,
    MeasuredRun, MeasuredText, Rule, Severity, grounds, ratio, remedy, tenths,
};
use crate::fold::capital;
use crate::poster::size::{at_least, at_most, decimal};
use crate::poster::{Fit, Text};

/// A thinner line around letters is lost from afar, as a share of their size.
const LEAST_RIM: f32 = 0.03;
/// Below it stacked Vietnamese capitals touch.
const LINE_HEIGHT: f32 = 1.45;

impl Check<'_> {
    pub(super) fn text(&mut self, index: usize, element: &Element, text: &Text, set: &MeasuredText) {
        let id = Some(element.id);
        self.placeholder(element, text);
        if !set.missing.is_empty() {
            let missing: Vec<String> = set.missing.iter().map(|one| format!("“{one}”")).collect();
            let message =
                format!("Phông chữ không có ký tự {}. Hãy đổi phông hoặc viết khác.", missing.join(", "));
            self.add(Severity::Error, Rule::MissingGlyph, id, message);
            self.fix("Bỏ ký tự này", remedy::without(element.id, text, &set.missing));
        }
        self.fonts(element, text, set);
        if set.is_overflowing {
            let message = "Chữ tràn khỏi khung. Hãy nới khung, rút gọn câu hoặc cho tự co chữ.".to_owned();
            self.add(Severity::Error, Rule::Overflow, id, message);
            if text.fit == Fit::Fixed {
                let fit = Fit::Shrink { min: text.size / 3.0 };
                let kind = Box::new(ElementKind::Text(Text { fit, ..text.clone() }));
                self.fix("Tự co chữ", Edit::SetKind { id: element.id, kind });
            } else if let Some(area) = set.area {
                let roomy = remedy::roomy(element, text, set, area);
                if remedy::is_inside(self.poster, roomy) {
                    self.fix("Nới khung", Edit::SetFrame { id: element.id, frame: roomy });
                } else {
                    let fit = Fit::Shrink { min: text.size / 10.0 };
                    let kind = Box::new(ElementKind::Text(Text { fit, ..text.clone() }));
                    self.fix("Co chữ thêm", Edit::SetKind { id: element.id, kind });
                }
            }
        }
        if set.is_colliding {
            let message = "Dấu của dòng dưới chạm chữ dòng trên. Hãy tăng giãn dòng.".to_owned();
            self.add(Severity::Warning, Rule::Collision, id, message);
            let line_height = (text.line_height + 0.1).max(LINE_HEIGHT);
            let kind = Box::new(ElementKind::Text(Text { line_height, ..text.clone() }));
            self.fix("Giãn dòng", Edit::SetKind { id: element.id, kind });
        }
        let Some(area) = set.area else { return };
        self.letters(element, text, set, area);
        let poster = self.poster;
        let fix = |margin| remedy::text_inside(poster, element, text, set, area, margin);
        self.place(element, area, ("Chữ", poster.safe), &fix);
        self.contrast(index, element, text, set);
    }

    /// Capitals are judged by cap height, other text by x-height.
    fn letters(&mut self, element: &Element, text: &Text, set: &MeasuredText, area: Frame) {
        let distance = self.poster.viewing_distance;
        let least = distance * LETTER_PER_METRE;
        let Some(MeasuredRun { letter_height: height, has_small, .. }) = set.lowest() else { return };
        let what = if has_small { "chữ thường" } else { "chữ hoa" };
        if height <= 0.0 || height >= least * 0.995 {
            return;
        }
        let severity = if height < least / 2.0 { Severity::Error } else { Severity::Warning };
        let message = format!(
            "{} cao {} mm, chỉ đọc được từ {} m; người xem đứng cách {} m cần {} mm.",
            capital(what),
            at_most(height),
            at_most(height / LETTER_PER_METRE),
            decimal(distance),
            at_least(least),
        );
        self.add(severity, Rule::LetterHeight, Some(element.id), message);
        let margin = self.margin();
        let larger = remedy::resized(self.poster, element, text, set, area, least / height, margin);
        self.fix("Tăng cỡ chữ", larger);
    }

    fn contrast(&mut self, index: usize, element: &Element, text: &Text, set: &MeasuredText) {
        // Text of twice the required height is large, just as 24 px is about twice the smallest size on a web
        // page (WCAG).
        let is_large = set.cap_height >= 2.0 * LETTER_PER_METRE * self.poster.viewing_distance;
        let needed = if is_large { CONTRAST_LARGE } else { CONTRAST };
        // A line around the letters sets them off from whatever is below.
        let rim = text.outline.filter(|outline| outline.width >= LEAST_RIM).map(|outline| outline.ink);
        let apart = |ink: Ink, ground: &Ground| match ground {
            Ground::Ink(ground) => Some(ratio((self.screen)(ink), (self.screen)(*ground))),
            Ground::Picture => None,
        };
        let seen = |ink: Ink, ground: &Ground| match rim {
            Some(rim) => apart(ink, ground).map(|own| own.max(apart(ink, &Ground::Ink(rim)).unwrap_or(own))),
            None => apart(ink, ground),
        };
        let on: Vec<(MeasuredRun, Vec<Ground>)> =
            set.runs.iter().map(|run| (*run, grounds(self.poster, index, element, run.area))).collect();
        let all = || on.iter().flat_map(|(run, grounds)| grounds.iter().map(|ground| (run.ink, ground)));
        let worst = all().filter_map(|(ink, ground)| seen(ink, ground)).reduce(f32::min);
        let has_picture = all().any(|(_, ground)| *ground == Ground::Picture);
        let least_contrast =
            |ink: Ink| all().filter_map(|(_, ground)| seen(ink, ground)).fold(f32::INFINITY, f32::min);
        let (white, black) = (least_contrast(Ink::WHITE), least_contrast(Ink::BLACK));
        let (id, area) = (Some(element.id), set.area.unwrap_or(element.frame));
        if let Some(worst) = worst.filter(|worst| *worst < needed) {
            let severity = if worst < 2.0 { Severity::Error } else { Severity::Warning };
            let message = format!(
                "Chữ và nền tương phản {} : 1, cần ít nhất {} : 1. Hãy chọn màu chữ hoặc nền khác.",
                tenths(worst),
                tenths(needed),
            );
            self.add(severity, Rule::Contrast, id, message);
            let best = if white > black { Ink::WHITE } else { Ink::BLACK };
            if white.max(black) >= needed {
                let kind = Box::new(ElementKind::Text(text.in_one_ink(best)));
                self.fix("Đổi màu chữ", Edit::SetKind { id: element.id, kind });
            } else {
                self.lay_plate(index, text, set, area);
            }
        }
        if has_picture {
            let message = "Chữ nằm trên ảnh: hãy xem bản in thử, hoặc lót một mảng màu dưới chữ.".to_owned();
            self.add(Severity::Note, Rule::Contrast, id, message);
            self.lay_plate(index, text, set, area);
        }
    }

    fn lay_plate(&mut self, index: usize, text: &Text, set: &MeasuredText, area: Frame) {
        let apart = |plate: Ink| ratio((self.screen)(text.ink), (self.screen)(plate));
        let ink = if apart(Ink::WHITE) > apart(Ink::BLACK) { Ink::WHITE } else { Ink::BLACK };
        self.fix("Lót mảng màu", remedy::plate(self.poster, index, set, area, ink));
    }
}
