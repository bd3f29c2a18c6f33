//! Merges posters element by element, by id.

/// Merges fields one by one; a field that both sides changed keeps either side's value and is a clash.
macro_rules! merge_fields {
    (($base:ident, $mine:ident, $theirs:ident) => ($ours:ident, $other:ident, $is_clash:ident); $($name:ident),+) => {
        $(match three_way(&$base.$name, &$mine.$name, &$theirs.$name) {
            Some(value) => {
                $ours.$name = value.clone();
                $other.$name = value;
            }
            None => $is_clash = true,
        })+
    };
}

mod text;

use super::header::three_way;
use super::{Choice, Conflict, ConflictPart};
use crate::poster::{Element, ElementId, ElementKind, Fill, Poster};

/// A part of a poster that both sides changed.
#[derive(Debug, Clone, PartialEq)]
pub(super) enum ElementConflict {
    /// Their version of an element; none where they removed it.
    Element {
        id: ElementId,
        side: usize,
        theirs: Option<Box<Element>>,
    },
    /// Their finished size, mm.
    Size(f32, f32),
    Background {
        side: usize,
        fill: Fill,
    },
}

impl ElementConflict {
    /// Applies a choice to a poster that has mine.
    pub fn put(&self, choice: Choice, poster: &mut Poster) {
        if choice == Choice::Mine {
            return;
        }
        match self {
            Self::Size(width, height) if choice == Choice::Theirs => {
                (poster.width, poster.height) = (*width, *height);
            }
            Self::Background { side, fill } if choice == Choice::Theirs => {
                poster.turn(*side);
                poster.background = *fill;
                poster.turn(*side);
            }
            Self::Size(..) | Self::Background { .. } => {}
            Self::Element { id, side, theirs } => {
                poster.turn(*side);
                match (poster.position(*id), theirs, choice) {
                    (Some(at), Some(theirs), Choice::Theirs) => poster.elements[at].clone_from(theirs),
                    (Some(at), None, Choice::Theirs) => drop(poster.elements.remove(at)),
                    (Some(at), Some(theirs), _) => {
                        let copy = Element { id: poster.free_id(), ..(**theirs).clone() };
                        poster.elements.insert(at + 1, copy);
                    }
                    (None, Some(theirs), _) => poster.elements.push((**theirs).clone()),
                    _ => {}
                }
                poster.turn(*side);
            }
        }
    }
}

pub(super) fn merge(base: Option<&Poster>, mine: &Poster, theirs: &Poster) -> (Poster, Vec<Conflict>) {
    let mut merged = mine.clone();
    let mut conflicts = Vec::new();
    let size = |poster: &Poster| (poster.width, poster.height);
    match of_board(base, mine, theirs, size) {
        Some((width, height)) => (merged.width, merged.height) = (width, height),
        None => conflicts.push(Conflict {
            place: "Khổ".into(),
            base: base.map_or(String::new(), Poster::size_name),
            mine: mine.size_name(),
            theirs: theirs.size_name(),
            part: ConflictPart::Poster(ElementConflict::Size(theirs.width, theirs.height)),
        }),
    }
    let measure = |one: fn(&Poster) -> f32| of_board(base, mine, theirs, one).unwrap_or(one(mine));
    merged.bleed = measure(|poster| poster.bleed);
    merged.safe = measure(|poster| poster.safe);
    merged.viewing_distance = measure(|poster| poster.viewing_distance);
    merged.pixel = of_board(base, mine, theirs, |poster| poster.pixel).unwrap_or(mine.pixel);
    let folds = of_board(base, mine, theirs, |poster| poster.folds.clone());
    merged.folds = folds.unwrap_or_else(|| mine.folds.clone());
    let guides = of_board(base, mine, theirs, |poster| poster.guides.clone());
    merged.guides = guides.unwrap_or_else(|| mine.guides.clone());
    merged.finishing = of_board(base, mine, theirs, |poster| poster.finishing).unwrap_or(mine.finishing);
    let family = of_board(base, mine, theirs, |poster| poster.family.clone());
    merged.family = family.unwrap_or_else(|| mine.family.clone());
    // A side that only one of them has stays or goes as one; those of both are merged as the first side is.
    let count = |poster: &Poster| poster.side_count();
    let sides = of_board(base, mine, theirs, count).unwrap_or(count(mine).max(count(theirs)));
    let longer = if count(theirs) > count(mine) { theirs } else { mine };
    merged.sides = longer.sides.iter().take(sides - 1).cloned().collect();
    for side in 0..sides.min(count(mine)).min(count(theirs)) {
        let turned = |poster: &Poster| {
            let mut poster = poster.clone();
            poster.turn(side);
            poster
        };
        let base = base.filter(|base| side < count(base)).map(turned);
        merged.turn(side);
        merge_side(side, base.as_ref(), &turned(mine), &turned(theirs), &mut merged, &mut conflicts);
        merged.turn(side);
    }
    (merged, conflicts)
}

/// Merges what lies on one side, to which all are turned.
fn merge_side(
    side: usize,
    base: Option<&Poster>,
    mine: &Poster,
    theirs: &Poster,
    merged: &mut Poster,
    conflicts: &mut Vec<Conflict>,
) {
    match of_board(base, mine, theirs, |poster| poster.background) {
        Some(background) => merged.background = background,
        None => conflicts.push(Conflict {
            place: "Nền".into(),
            base: base.map_or(String::new(), |base| ink(base.background)),
            mine: ink(mine.background),
            theirs: ink(theirs.background),
            part: ConflictPart::Poster(ElementConflict::Background { side, fill: theirs.background }),
        }),
    }
    merged.elements.clear();
    for element in ordered(base, mine, theirs) {
        let id = element.id;
        let versions = [base.and_then(|base| base.element(id)), mine.element(id), theirs.element(id)];
        match versions {
            // Both added an element with the same free id.
            [None, Some(ours), Some(other)] if base.is_some() && ours != other => {
                merged.elements.push(ours.clone());
                let taken = [base, Some(mine), Some(theirs)].into_iter().flatten();
                let free = taken.map(|poster| poster.free_id().0).max().unwrap_or(1);
                let free = merged.all_elements().map(|element| element.id.0 + 1).fold(free, u32::max);
                merged.elements.push(Element { id: ElementId(free), ..other.clone() });
            }
            [before, ours, other] => {
                if let Some(element) = three_way(&before, &ours, &other) {
                    merged.elements.extend(element.cloned());
                    continue;
                }
                let (ours, other, is_clash) = by_fields(before, ours, other);
                if is_clash {
                    let words = |element: Option<&Element>| element.map_or(String::new(), said);
                    conflicts.push(Conflict {
                        place: format!("Phần tử {id}"),
                        base: words(before),
                        mine: words(ours.as_ref()),
                        theirs: words(other.as_ref()),
                        part: ConflictPart::Poster(ElementConflict::Element {
                            id,
                            side,
                            theirs: other.map(Box::new),
                        }),
                    });
                }
                merged.elements.extend(ours);
            }
        }
    }
}

/// A property of the whole poster that only one side changed. Without a base, both sides must agree.
fn of_board<T: PartialEq + Clone>(
    base: Option<&Poster>,
    mine: &Poster,
    theirs: &Poster,
    one: impl Fn(&Poster) -> T,
) -> Option<T> {
    let base = base.map(&one);
    let (mine, theirs) = (one(mine), one(theirs));
    match base {
        Some(base) => three_way(&base, &mine, &theirs),
        None => (mine == theirs).then_some(mine),
    }
}

/// Each element once, in painting order: that of the side that changed the order, else mine. Elements that
/// only theirs has follow the one below them there.
fn ordered<'a>(base: Option<&Poster>, mine: &'a Poster, theirs: &'a Poster) -> Vec<&'a Element> {
    let order = |poster: &Poster, of: &Poster| -> Vec<ElementId> {
        poster.elements.iter().map(|element| element.id).filter(|id| of.element(*id).is_some()).collect()
    };
    let is_mine_moved = base.is_none_or(|base| order(mine, base) != order(base, mine));
    let (first, second) = if is_mine_moved { (mine, theirs) } else { (theirs, mine) };
    let mut elements: Vec<&Element> = first.elements.iter().collect();
    let mut last = None;
    for element in &second.elements {
        if first.element(element.id).is_none() {
            let place = last.and_then(|last| elements.iter().position(|other| other.id == last));
            elements.insert(place.map_or(0, |place| place + 1), element);
        }
        last = Some(element.id);
    }
    elements
}

/// Both elements merged field by field, preferring mine, then preferring theirs; and whether some field
/// conflicts.
fn by_fields(
    base: Option<&Element>,
    mine: Option<&Element>,
    theirs: Option<&Element>,
) -> (Option<Element>, Option<Element>, bool) {
    let (Some(base), Some(mine), Some(theirs)) = (base, mine, theirs) else {
        return (mine.cloned(), theirs.cloned(), true);
    };
    let (mut ours, mut other) = (mine.clone(), theirs.clone());
    let mut is_clash = false;
    merge_fields!((base, mine, theirs) => (ours, other, is_clash);
        name, frame, is_locked, is_hidden, opacity, group, role, link);
    if let (ElementKind::Text(base), ElementKind::Text(mine), ElementKind::Text(theirs)) =
        (&base.kind, &mine.kind, &theirs.kind)
    {
        let (mine, theirs, is_torn) = text::merge(base, mine, theirs);
        (ours.kind, other.kind) = (ElementKind::Text(mine), ElementKind::Text(theirs));
        is_clash |= is_torn;
    } else {
        merge_fields!((base, mine, theirs) => (ours, other, is_clash); kind);
    }
    (Some(ours), Some(other), is_clash)
}

fn said(element: &Element) -> String {
    let what = match &element.kind {
        ElementKind::Text(text) => text.text.clone(),
        ElementKind::Qr(code) => format!("Mã QR: {}", code.content),
        ElementKind::Picture(picture) => format!("Ảnh: {}", picture.path),
        ElementKind::Shape(_) => "Hình".into(),
        ElementKind::Icon(_) => "Biểu tượng".into(),
    };
    let frame = element.frame;
    let name = if element.name.is_empty() { String::new() } else { format!("{}\n", element.name) };
    format!("{name}{what}\n{:.0} × {:.0} mm, tại {:.0}, {:.0}", frame.width, frame.height, frame.x, frame.y)
}

fn ink(fill: Fill) -> String {
    let said = |ink: crate::poster::Ink| format!("C{:.0} M{:.0} Y{:.0} K{:.0}", ink.c, ink.m, ink.y, ink.k);
    fill.inks().map(said).collect::<Vec<_>>().join(" → ")
}
