//! A poster's file format: RON with plain option fields.

use ron::ser::PrettyConfig;
use unicode_normalization::{UnicodeNormalization, is_nfc};

use super::{ElementId, ElementKind, Fill, Ink, Poster};
use crate::record;

/// Checks compare every pair of elements; the busiest city map has some hundred.
const MOST_ELEMENTS: usize = 3000;

/// A booklet is not a poster.
const MOST_SIDES: usize = 8;

/// Millimetres; a smaller pixel would make a picture too large to keep.
const LEAST_PIXEL: f32 = 0.05;

const LARGEST_ID: u32 = 1_000_000_000;

/// Why a text is not a poster.
#[derive(Debug, Clone, PartialEq, thiserror::Error)]
#[non_exhaustive]
pub enum Error {
    #[error("{0}")]
    Syntax(#[from] record::Error),
    #[error("Khổ {width} × {height} mm không in được. Rộng và cao phải từ 10 mm đến 100 m.")]
    Size { width: f32, height: f32 },
    #[error("{field} là {value}, không hợp lệ. Hãy ghi một số từ {least} đến {most}.")]
    Value { field: &'static str, value: f32, least: f32, most: f32 },
    #[error("Màu nền không hợp lệ. Mực C, M, Y, K phải là số từ 0 đến 100, góc chuyển màu là một con số.")]
    Background,
    #[error("Hai phần tử cùng mang số {0}. Hãy đổi id của một phần tử thành số chưa dùng.")]
    DuplicateId(ElementId),
    #[error("Bản vẽ có {count} phần tử. Hãy bỏ bớt, nhiều nhất {MOST_ELEMENTS}.")]
    Elements { count: usize },
    #[error("Bản vẽ có {count} mặt. Nhiều nhất {MOST_SIDES} mặt; hãy chia thành nhiều bản.")]
    Sides { count: usize },
    #[error("Bản vẽ có {count} đường gióng. Hãy bỏ bớt, nhiều nhất {most}.")]
    Guides { count: usize, most: usize },
    #[error("Phần tử số {id}: {what}. Hãy sửa lại thành số hợp lý hoặc xóa phần tử này.")]
    Element { id: ElementId, what: &'static str },
}

impl Poster {
    /// Parses the body of a `.poster` file. Text becomes NFC.
    pub fn parse(text: &str) -> Result<Self, Error> {
        let text = text.trim_start_matches('\u{feff}');
        record::read::<Self>(text)?.checked()
    }

    /// The poster if it can be laid out, with its text in NFC.
    ///
    /// # Errors
    /// What is wrong with it, and how to mend it.
    pub fn checked(mut self) -> Result<Self, Error> {
        let poster = &mut self;
        poster.validate()?;
        let sides = poster.sides.iter_mut().flat_map(|side| &mut side.elements);
        for element in poster.elements.iter_mut().chain(sides) {
            if let ElementKind::Text(text) = &mut element.kind {
                text.compose();
            }
            // Composed after parsing, because an escape may contain a combining mark.
            for words in element.words() {
                if !is_nfc(words) {
                    *words = words.nfc().collect();
                }
            }
        }
        Ok(self)
    }

    /// The body of a `.poster` file; deterministic, and parses back to an equal poster.
    pub fn to_text(&self) -> String {
        let pretty = PrettyConfig::new().new_line("\n").indentor("  ").struct_names(false);
        // Fails only for types that RON cannot represent; a poster has none.
        let mut text = record::options().to_string_pretty(self, pretty).unwrap_or_default();
        text.push('\n');
        text
    }

    fn validate(&self) -> Result<(), Error> {
        let is_length = |value: f32| (10.0..=100_000.0).contains(&value);
        if !is_length(self.width) || !is_length(self.height) {
            return Err(Error::Size { width: self.width, height: self.height });
        }
        let fields = [
            ("Lề tràn (bleed)", self.bleed, 0.0, 500.0),
            ("Lề an toàn (safe)", self.safe, 0.0, self.width.min(self.height) / 2.0),
            ("Khoảng cách nhìn (viewing_distance)", self.viewing_distance, 0.1, 1000.0),
        ];
        let hem = self
            .finishing
            .map(|finishing| ("Viền may (hem)", finishing.hem, 0.0, self.width.min(self.height) / 4.0));
        let eyelets = self.finishing.and_then(|finishing| finishing.eyelets).map(|eyelets| {
            [
                ("Đường kính khuyết (diameter)", eyelets.diameter, 1.0, 200.0),
                ("Khoảng cách khuyết (pitch)", eyelets.pitch, 10.0, 100_000.0),
            ]
        });
        let fields = fields.into_iter().chain(hem).chain(eyelets.into_iter().flatten());
        for (field, value, least, most) in fields {
            if !(least..=most).contains(&value) {
                return Err(Error::Value { field, value, least, most });
            }
        }
        let backgrounds =
            std::iter::once(self.background).chain(self.sides.iter().map(|side| side.background));
        if !backgrounds.flat_map(Fill::checked_inks).all(Ink::is_printable) {
            return Err(Error::Background);
        }
        let pixel = self.pixel.map(|pixel| ("Điểm ảnh (pixel)", pixel, LEAST_PIXEL, 100.0));
        let folds = self.folds.iter().map(|fold| ("Nếp gấp (folds)", *fold, 1.0, self.width - 1.0));
        for (field, value, least, most) in pixel.into_iter().chain(folds) {
            if !(least..=most).contains(&value) {
                return Err(Error::Value { field, value, least, most });
            }
        }
        if self.sides.len() >= MOST_SIDES {
            return Err(Error::Sides { count: self.side_count() });
        }
        self.check_guides()?;
        let count = self.all_elements().count();
        if count > MOST_ELEMENTS {
            return Err(Error::Elements { count });
        }
        let mut ids: Vec<ElementId> = self.all_elements().map(|element| element.id).collect();
        ids.sort_unstable();
        if let Some(pair) = ids.windows(2).find(|pair| pair[0] == pair[1]) {
            return Err(Error::DuplicateId(pair[0]));
        }
        self.all_elements().try_for_each(|element| {
            element.fault().map_or(Ok(()), |what| Err(Error::Element { id: element.id, what }))
        })
    }
}

impl super::Element {
    fn words(&mut self) -> impl Iterator<Item = &mut String> {
        let words = match &mut self.kind {
            super::ElementKind::Qr(code) => Some(&mut code.content),
            super::ElementKind::Picture(picture) => Some(&mut picture.path),
            super::ElementKind::Text(_) | super::ElementKind::Shape(_) | super::ElementKind::Icon(_) => None,
        };
        std::iter::once(&mut self.name).chain(words)
    }

    /// Why the element cannot be laid out, if so.
    fn fault(&self) -> Option<&'static str> {
        let is_place = |value: f32| value.abs() <= 1_000_000.0;
        // New elements are numbered from the largest id on.
        if self.id.0 > LARGEST_ID {
            return Some("số thứ tự quá lớn");
        }
        let frame = self.frame;
        let places = [frame.x, frame.y, frame.width, frame.height, frame.rotation];
        if !places.into_iter().all(is_place) {
            return Some("vị trí hoặc kích thước không phải số bình thường");
        }
        if frame.width < 0.0 || frame.height < 0.0 {
            return Some("chiều rộng hoặc chiều cao âm");
        }
        if !self.kind.inks().into_iter().all(Ink::is_printable) {
            return Some("mực C, M, Y, K phải là số từ 0 đến 100");
        }
        if !(0.0..=100.0).contains(&self.opacity) {
            return Some("độ đục phải từ 0 đến 100");
        }
        match &self.kind {
            super::ElementKind::Picture(picture) => {
                let is_share = |share: f32| (0.0..=1.0).contains(&share);
                if !(0.05..=50.0).contains(&picture.zoom) {
                    return Some("phóng ảnh phải từ 0,05 đến 50 lần");
                }
                (!is_share(picture.place.0) || !is_share(picture.place.1))
                    .then_some("vị trí ảnh trong khung phải từ 0 đến 1")
            }
            super::ElementKind::Text(text) => text.fault(),
            super::ElementKind::Shape(shape) => {
                let is_odd = |value: f32| !(0.0..=10_000.0).contains(&value);
                let radius = match shape.form {
                    super::ShapeForm::Rectangle { radius } => radius,
                    _ => 0.0,
                };
                if let super::ShapeForm::Polygon { corners: count } | super::ShapeForm::Star { points: count } =
                    shape.form
                    && !(3..=24).contains(&count)
                {
                    return Some("đa giác có từ 3 đến 24 cạnh");
                }
                let is_wide = shape.stroke.is_some_and(|(_, width)| is_odd(width));
                (is_odd(radius) || is_wide).then_some("bo góc hoặc nét viền không phải số bình thường")
            }
            _ => None,
        }
    }
}

impl Ink {
    fn is_printable(self) -> bool {
        [self.c, self.m, self.y, self.k].into_iter().all(|percent| (0.0..=100.0).contains(&percent))
    }
}

impl ElementKind {
    /// All its inks; a gradient with an invalid angle counts as an invalid ink.
    pub fn inks(&self) -> Vec<Ink> {
        match self {
            Self::Text(text) => text.inks().collect(),
            Self::Icon(icon) => vec![icon.ink],
            Self::Qr(code) => std::iter::once(code.ink).chain(code.paper).collect(),
            Self::Picture(_) => Vec::new(),
            Self::Shape(shape) => {
                let fill = shape.fill.into_iter().flat_map(Fill::checked_inks);
                fill.chain(shape.stroke.map(|(ink, _)| ink)).collect()
            }
        }
    }
}

impl Fill {
    fn checked_inks(self) -> Vec<Ink> {
        let is_turned = match self {
            Self::Solid(_) => true,
            Self::Linear { angle, middle, .. } => {
                angle.abs() <= 3600.0 && middle.stops().all(|stop| (0.0..=1.0).contains(&stop.at))
            }
        };
        if is_turned { self.inks().collect() } else { vec![Ink::new(f32::NAN, 0.0, 0.0, 0.0)] }
    }
}
