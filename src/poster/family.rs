//! A family: one design at several sizes, each a poster of its own with its own layout.
//!
//! Elements with the same link show the same thing. What they say and how they are coloured is compared and carried
//! over; where they stand and how large they are is each poster's own.

use std::collections::BTreeMap;

use super::{Edit, Element, ElementId, ElementKind, Poster};

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

/// Makes a poster one of a family: its elements without a link get one above `taken`.
pub fn join(poster: &mut Poster, family: &str, taken: u32) {
    family.clone_into(&mut poster.family);
    let all = || poster.all_elements().filter_map(|element| element.link);
    let mut next = all().fold(taken, u32::max);
    let sides = poster.sides.iter_mut().flat_map(|side| &mut side.elements);
    for element in poster.elements.iter_mut().chain(sides).filter(|element| element.link.is_none()) {
        next += 1;
        element.link = Some(next);
    }
}

/// What another poster of the family shows otherwise than this one.
pub fn differences(this: &Poster, other: &Poster) -> Vec<Difference> {
    let others = linked(other);
    let mut found: Vec<Difference> = this
        .all_elements()
        .filter_map(|element| {
            let twin = others.get(&element.link?)?;
            let what = different(&element.kind, &twin.kind)?;
            Some(Difference { link: element.link, name: element.label(), what })
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
        let Some(twin) = element.link.and_then(|link| others.get(&link)) else { continue };
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
    poster.all_elements().filter_map(|element| Some((element.link?, element))).collect()
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

fn different(a: &ElementKind, b: &ElementKind) -> Option<What> {
    match (a, b) {
        (ElementKind::Text(a), ElementKind::Text(b)) if words(&a.text) != words(&b.text) => Some(What::Words),
        (ElementKind::Text(a), ElementKind::Text(b)) => {
            (a.ink != b.ink || a.typeface != b.typeface).then_some(What::Colour)
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
            (own.ink, own.typeface) = (this.ink, this.typeface);
            if words(&this.text) != words(&own.text) {
                own.text = in_lines(&this.text, own.text.lines().count());
            }
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
