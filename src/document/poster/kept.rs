//! A layout kept from one change of a poster to the next: only elements that changed are laid out again.

use std::sync::Arc;

use super::{Layout, Medium, Pictures, Setter};
use crate::page::{Fonts, Item, MM, Page, Rect, Size, bounds};
use crate::poster::preflight::{Measured, MeasuredPicture, MeasuredText};
use crate::poster::{Element, ElementKind, Fill, Poster};

/// A poster's layout, element by element.
#[derive(Debug, Clone, Default)]
pub struct KeptLayout {
    ground: Ground,
    /// What is painted below all elements.
    under: Vec<Item>,
    parts: Vec<Arc<Part>>,
}

/// Everything that the painting below the elements depends on.
#[derive(Debug, Clone, Copy, PartialEq, Default)]
struct Ground {
    width: f32,
    height: f32,
    bleed: f32,
    background: Option<Fill>,
}

#[derive(Debug)]
struct Part {
    element: Element,
    /// The picture's file, as it was.
    file: Option<Arc<[u8]>>,
    items: Vec<Item>,
    /// Everything that the items paint, points.
    bounds: Option<Rect>,
    text: Option<MeasuredText>,
    picture: Option<MeasuredPicture>,
}

/// The part of a board that looks different after a change.
#[derive(Debug, Clone, Copy, PartialEq)]
pub enum Damage {
    Nothing,
    /// Points from the trim's top left corner.
    Within(Rect),
    All,
}

impl KeptLayout {
    /// Lays out a poster for the screen as [`super::layout`] does, taking from `before` what has not changed.
    pub fn new(poster: &Poster, before: Option<&Self>, pictures: &Pictures<'_>, fonts: &mut Fonts) -> Self {
        let mut setter = Setter::new(MM, None, pictures, fonts);
        setter.medium = Medium::Screen;
        let mut under = Vec::new();
        setter.ground(poster, &mut under);
        let visible = poster.elements.iter().filter(|element| !element.is_hidden);
        let parts = visible.enumerate().map(|(index, element)| {
            let file = match &element.kind {
                ElementKind::Picture(picture) => pictures(&picture.path),
                _ => None,
            };
            let is_same = |part: &&Arc<Part>| {
                part.element == *element && is_same_file(part.file.as_ref(), file.as_ref())
            };
            let known = before.and_then(|before| {
                // Nearly always it is where it was.
                let at = before.parts.get(index).filter(is_same);
                at.or_else(|| before.parts.iter().find(is_same))
            });
            known.cloned().unwrap_or_else(|| Arc::new(setter.part(element, file)))
        });
        let parts = parts.collect();
        let Poster { width, height, bleed, background, .. } = *poster;
        Self { ground: Ground { width, height, bleed, background: Some(background) }, under, parts }
    }

    /// The measurements, for the preflight.
    pub fn measured(&self) -> Measured {
        let texts = self.parts.iter().filter_map(|part| Some((part.element.id, part.text.clone()?)));
        let pictures = self.parts.iter().filter_map(|part| Some((part.element.id, part.picture.clone()?)));
        Measured { texts: texts.collect(), pictures: pictures.collect() }
    }

    /// The items that paint anything in a rectangle, in order.
    pub fn items_within(&self, area: Rect) -> Vec<Item> {
        let is_near = |part: &&Arc<Part>| part.bounds.is_some_and(|own| own.intersection(area).is_some());
        let near = self.parts.iter().filter(is_near);
        self.under.iter().chain(near.flat_map(|part| &part.items)).cloned().collect()
    }

    /// What looks different than `before`.
    pub fn damage_since(&self, before: &Self) -> Damage {
        if self.ground != before.ground {
            return Damage::All;
        }
        let (now, then) = (&self.parts, &before.parts);
        let mut ends = 0;
        if now.len() != then.len() {
            let same = now.iter().rev().zip(then.iter().rev()).take_while(|(a, b)| Arc::ptr_eq(a, b));
            ends = same.count();
        }
        let (now, then) = (&now[..now.len() - ends], &then[..then.len() - ends]);
        let common = now.len().min(then.len());
        let moved = now.iter().zip(then).filter(|(a, b)| !Arc::ptr_eq(a, b)).flat_map(|(a, b)| [a, b]);
        let rest = now[common..].iter().chain(&then[common..]);
        match moved.chain(rest).filter_map(|part| part.bounds).reduce(Rect::union) {
            Some(rect) => Damage::Within(rect),
            None => Damage::Nothing,
        }
    }
}

impl From<KeptLayout> for Layout {
    fn from(kept: KeptLayout) -> Self {
        let measured = kept.measured();
        let parts = kept.parts.iter().flat_map(|part| &part.items);
        let items = kept.under.iter().chain(parts).cloned().collect();
        let size = Size::mm(kept.ground.width, kept.ground.height);
        Self { page: Page { size, trim: None, bleed: None, items }, measured }
    }
}

fn is_same_file(a: Option<&Arc<[u8]>>, b: Option<&Arc<[u8]>>) -> bool {
    match (a, b) {
        (Some(a), Some(b)) => Arc::ptr_eq(a, b),
        (a, b) => a.is_none() && b.is_none(),
    }
}

impl Setter<'_> {
    fn part(&mut self, element: &Element, file: Option<Arc<[u8]>>) -> Part {
        let mut items = Vec::new();
        self.element(element, &mut items);
        Part {
            bounds: bounds::of_all(&items),
            text: self.measured.texts.remove(&element.id),
            picture: self.measured.pictures.remove(&element.id),
            element: element.clone(),
            file,
            items,
        }
    }
}
