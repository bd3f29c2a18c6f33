//! A family: one design at several sizes, each a poster of its own with its own layout.
//!
//! Elements with the same link show the same thing. What they say and how they are coloured is compared and carried
//! over; where they stand and how large they are is each poster's own.

use std::collections::BTreeMap;

use super::{Edit, Element, ElementId, ElementKind, Poster, Text};

/// Something that another size of the design shows otherwise.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Difference {
    /// None for the ground.
    pub link: Option<u32>,
    /// What people call the element.
    pub name: String,
    pub what: What,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum What {
    Words,
    Colour,
    Picture,
    Code,
}

impl What {
    pub fn name(self) -> &'static str {
        match self {
            Self::Words => "chữ",
            Self::Colour => "màu",
            Self::Picture => "ảnh",
            Self::Code => "mã QR",
        }
    }
}

/// Links made for elements that a copy has and its original has not; those of the original are its own numbers.
const FIRST_OWN: u32 = 1_000_000;

/// By what an element is known in the family. The poster that a family began with is left as it is: its elements are
/// known by their numbers.
fn link(poster: &Poster, element: &Element) -> Option<u32> {
    element.link.or_else(|| poster.family.is_empty().then_some(element.id.0))
}

/// The links of all elements.
pub fn links(poster: &Poster) -> impl Iterator<Item = u32> + '_ {
    poster.all_elements().filter_map(|element| link(poster, element))
}

/// Makes a copy of a poster one of a family: its elements without a link get one above `taken`.
pub fn join(poster: &mut Poster, family: &str, taken: u32) {
    let is_first = poster.family.is_empty();
    let mut next = links(poster).fold(taken.max(FIRST_OWN), u32::max);
    family.clone_into(&mut poster.family);
    let sides = poster.sides.iter_mut().flat_map(|side| &mut side.elements);
    for element in poster.elements.iter_mut().chain(sides).filter(|element| element.link.is_none()) {
        element.link = Some(if is_first {
            element.id.0
        } else {
            next += 1;
            next
        });
    }
}

/// What another poster of the family shows otherwise than this one.
pub fn differences(this: &Poster, other: &Poster) -> Vec<Difference> {
    let others = linked(other);
    let mut found: Vec<Difference> = this
        .all_elements()
        .filter_map(|element| {
            let link = link(this, element)?;
            let twin = others.get(&link)?;
            let what = different(&element.kind, &twin.kind)?;
            Some(Difference { link: Some(link), name: element.label(), what })
        })
        .collect();
    if this.background != other.background {
        found.push(Difference { link: None, name: "Nền".to_owned(), what: What::Colour });
    }
    found
}

/// The change by which another poster of the family shows what this one does; each element keeps its place and size.
pub fn carry(this: &Poster, other: &Poster) -> Edit {
    let others = linked(other);
    let mut edits = Vec::new();
    for element in this.all_elements() {
        let Some(twin) = link(this, element).and_then(|link| others.get(&link)) else { continue };
        if different(&element.kind, &twin.kind).is_none() || other.element(twin.id).is_none() {
            continue;
        }
        let kind = Box::new(carried(&element.kind, &twin.kind));
        edits.extend(open(twin, Edit::SetKind { id: twin.id, kind }));
    }
    if this.background != other.background {
        edits.push(Edit::SetBackground(this.background));
    }
    Edit::All(edits)
}

fn linked(poster: &Poster) -> BTreeMap<u32, &Element> {
    poster.all_elements().filter_map(|element| Some((link(poster, element)?, element))).collect()
}

/// An edit of an element that may be locked.
fn open(element: &Element, edit: Edit) -> Vec<Edit> {
    let lock = |id: ElementId, is_locked: bool| Edit::SetLocked { id, is_locked };
    if element.is_locked { vec![lock(element.id, false), edit, lock(element.id, true)] } else { vec![edit] }
}

/// The words without the line breaks that a layout needs.
fn words(text: &str) -> Vec<&str> {
    text.split_whitespace().collect()
}

/// What letters of a text share, besides their size.
fn dress(text: &Text) -> (&super::Typeface, super::Ink, Option<super::Outline>, Option<super::Shadow>, bool) {
    (&text.typeface, text.ink, text.outline, text.shadow, text.is_capital)
}

/// The look of each character that is seen.
fn seen(text: &Text) -> Vec<super::Look> {
    let looks = text.looks().into_iter().zip(text.text.chars());
    looks.filter(|(_, letter)| !letter.is_whitespace()).map(|(look, _)| look).collect()
}

fn different(a: &ElementKind, b: &ElementKind) -> Option<What> {
    match (a, b) {
        (ElementKind::Text(a), ElementKind::Text(b)) if words(&a.text) != words(&b.text) => Some(What::Words),
        (ElementKind::Text(a), ElementKind::Text(b)) => {
            (dress(a) != dress(b) || seen(a) != seen(b)).then_some(What::Colour)
        }
        (ElementKind::Shape(a), ElementKind::Shape(b)) => {
            let ink = |stroke: Option<(super::Ink, f32)>| stroke.map(|(ink, _)| ink);
            (a.fill != b.fill || ink(a.stroke) != ink(b.stroke)).then_some(What::Colour)
        }
        (ElementKind::Picture(a), ElementKind::Picture(b)) => (a.path != b.path).then_some(What::Picture),
        (ElementKind::Qr(a), ElementKind::Qr(b)) if a.content != b.content => Some(What::Code),
        (ElementKind::Qr(a), ElementKind::Qr(b)) => {
            (a.ink != b.ink || a.paper != b.paper).then_some(What::Colour)
        }
        (ElementKind::Icon(a), ElementKind::Icon(b)) if a.name != b.name => Some(What::Picture),
        (ElementKind::Icon(a), ElementKind::Icon(b)) => (a.ink != b.ink).then_some(What::Colour),
        _ => None,
    }
}

/// `other` with what `this` says and its colours.
fn carried(this: &ElementKind, other: &ElementKind) -> ElementKind {
    let mut kind = other.clone();
    match (this, &mut kind) {
        (ElementKind::Text(this), ElementKind::Text(own)) => {
            let is_same = words(&this.text) == words(&own.text);
            let text =
                if is_same { own.text.clone() } else { in_lines(&this.text, own.text.lines().count()) };
            // Letters look as they do here, in the lines that they have there.
            let looks = this.looks_in(&text);
            (own.ink, own.typeface, own.text) = (this.ink, this.typeface.clone(), text);
            (own.outline, own.shadow, own.is_capital) = (this.outline, this.shadow, this.is_capital);
            own.set_looks(&looks);
        }
        (ElementKind::Shape(this), ElementKind::Shape(own)) => {
            own.fill = this.fill;
            own.stroke = this.stroke.map(|(ink, width)| (ink, own.stroke.map_or(width, |(_, own)| own)));
        }
        (ElementKind::Picture(this), ElementKind::Picture(own)) => own.path.clone_from(&this.path),
        (ElementKind::Qr(this), ElementKind::Qr(own)) => own.clone_from(this),
        (ElementKind::Icon(this), ElementKind::Icon(own)) => own.clone_from(this),
        _ => {}
    }
    kind
}

/// Words in about this many lines of nearly one length.
fn in_lines(text: &str, lines: usize) -> String {
    let words = words(text);
    let whole: usize = words.iter().map(|word| word.chars().count() + 1).sum();
    let most = whole.div_ceil(lines.max(1));
    let (mut set, mut line) = (String::new(), 0);
    for word in words {
        let length = word.chars().count() + 1;
        if line > 0 && line + length / 2 > most {
            set.push('\n');
            line = 0;
        } else if !set.is_empty() {
            set.push(' ');
        }
        set.push_str(word);
        line += length;
    }
    set
}
