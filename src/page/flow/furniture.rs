//! Headers and footers.

use crate::page::{Align, Fonts, Furniture, Item, Point, Sheet, Span};

/// The page of a header or footer.
pub(super) struct PagePosition<'a> {
    pub sheet: &'a Sheet,
    /// Left edge and width of the body, points.
    pub x: f32,
    pub width: f32,
    /// 0-based.
    pub page: usize,
    pub count: usize,
}

impl PagePosition<'_> {
    pub fn header(&self, fonts: &mut Fonts, items: &mut Vec<Item>) {
        if let Some(furniture) = &self.sheet.header {
            self.set(fonts, furniture, furniture.offset, items);
        }
    }

    pub fn footer(&self, fonts: &mut Fonts, items: &mut Vec<Item>) {
        if let Some(furniture) = &self.sheet.footer {
            self.set(fonts, furniture, self.sheet.size.height - furniture.offset, items);
        }
    }

    fn set(&self, fonts: &mut Fonts, furniture: &Furniture, middle: f32, items: &mut Vec<Item>) {
        if self.page == 0 && !furniture.is_on_first_page {
            return;
        }
        let style = furniture.style;
        let y = middle + style.face.metrics().cap_height * style.size / 2.0;
        // On double-sided prints the left page mirrors the right one, so that the number is on the outside.
        let is_mirrored = self.sheet.is_duplex && self.page % 2 == 1;
        let (left, right) = if is_mirrored {
            (&furniture.right, &furniture.left)
        } else {
            (&furniture.left, &furniture.right)
        };
        let parts = [
            (left, self.x, Align::Left),
            (&furniture.center, self.x + self.width / 2.0, Align::Center),
            (right, self.x + self.width, Align::Right),
        ];
        for (text, x, align) in parts {
            if text.is_empty() {
                continue;
            }
            let text = text
                .replace("{số trang}", &self.count.to_string())
                .replace("{trang}", &(self.page + 1).to_string());
            let runs = fonts.line(&[Span { text, style }], Point { x, y }, align);
            items.extend(runs.into_iter().map(Item::Glyphs));
        }
    }
}
