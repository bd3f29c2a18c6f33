//! The roles of elements that nobody has given one.

use std::collections::BTreeMap;

use super::super::{Element, ElementId, ElementKind, Frame, PictureFit, Poster, Role, ShapeForm};

/// Text of at least this share of the largest size is the headline too.
const HEADLINE: f32 = 0.55;
/// A sign beside a sentence is smaller than this share of the board's side.
const SIGN: f32 = 0.24;
/// What lies lower than this share of the board belongs to its foot.
const FOOT: f32 = 0.85;

/// The role of each visible element: its own, else the one that its kind, size and place suggest.
pub fn roles(poster: &Poster) -> BTreeMap<ElementId, Role> {
    let shown: Vec<&Element> = poster.elements.iter().filter(|element| !element.is_hidden).collect();
    let mut roles: BTreeMap<ElementId, Role> =
        shown.iter().filter_map(|element| Some((element.id, element.role?))).collect();
    for element in &shown {
        if let Some(role) = plain(poster, element) {
            let _ = roles.entry(element.id).or_insert(role);
        }
    }
    steps(poster, &shown, &mut roles);
    texts(poster, &shown, &mut roles);
    let rest = shown.into_iter().filter(|element| !roles.contains_key(&element.id));
    for drawing in clusters(rest, |a, b| distance(a, b) <= 0.0) {
        let bounds = Frame::around(drawing.iter().map(|element| element.frame.bounds()));
        let is_ground = bounds.width >= poster.width * 0.7;
        // A single rule or dot is an ornament of its size alone.
        let is_drawn =
            drawing.len() > 2 || drawing.iter().any(|one| matches!(one.kind, ElementKind::Icon(_)));
        if !is_drawn && bounds.width * bounds.height < poster.width * poster.height * 0.03 {
            continue;
        }
        let role = match is_ground {
            true => Role::Ground,
            false if bounds.center().1 > poster.height * FOOT => Role::Logo,
            false => Role::Picture,
        };
        roles.extend(drawing.into_iter().map(|element| (element.id, role)));
    }
    roles
}

/// What needs no look at others.
fn plain(poster: &Poster, element: &Element) -> Option<Role> {
    let bounds = element.frame.bounds();
    let is_wide = bounds.width >= poster.width * 0.95;
    let is_tall = bounds.height >= poster.height * 0.95;
    match &element.kind {
        ElementKind::Qr(_) => Some(Role::Qr),
        ElementKind::Picture(_) if is_wide && is_tall => Some(Role::Ground),
        ElementKind::Picture(picture) => {
            let is_logo = picture.fit == PictureFit::Contain || element.name.to_lowercase().contains("logo");
            Some(if is_logo { Role::Logo } else { Role::Picture })
        }
        ElementKind::Shape(shape) => {
            if poster.elements.iter().any(|code| lies_behind(element, code)) {
                return Some(Role::Qr);
            }
            let is_plain = matches!(shape.form, ShapeForm::Rectangle { .. })
                || shape.form == ShapeForm::Ellipse && bounds.y + bounds.height > poster.height;
            let is_edge = bounds.y <= 1.0 || bounds.y + bounds.height >= poster.height - 1.0;
            let is_area = is_wide && (bounds.height >= poster.height * 0.05 || is_edge);
            let is_column = bounds.height >= poster.height * 0.5 && bounds.width >= poster.width * 0.3;
            // A short rule or bar sets off the slogan.
            let is_flat = bounds.height <= poster.height * 0.03 && bounds.width >= bounds.height * 4.0;
            let is_bar = is_flat && bounds.width <= poster.width * 0.35 && element.frame.rotation == 0.0;
            (is_plain && (is_area || is_column) || is_bar).then_some(Role::Band)
        }
        _ => None,
    }
}

/// Signs with their sentences.
fn steps(poster: &Poster, shown: &[&Element], roles: &mut BTreeMap<ElementId, Role>) {
    let most = (poster.width * poster.height).sqrt() * SIGN;
    let is_free = |element: &&&Element| !roles.contains_key(&element.id);
    let is_digit = |element: &Element| match &element.kind {
        ElementKind::Text(text) => text.text.chars().count() <= 2,
        _ => true,
    };
    let is_mark = |element: &&&Element| {
        let bounds = element.frame.bounds();
        is_free(element)
            && is_digit(element)
            && bounds.width.max(bounds.height) <= most
            && bounds.height > 0.0
            && bounds.center().1 < poster.height * FOOT
    };
    // Marks that lie on each other are one sign.
    let marks = shown.iter().filter(is_mark).copied();
    let signs = clusters(marks, |a, b| {
        let common = overlap(a.x, a.width, b.x, b.width) * overlap(a.y, a.height, b.y, b.height);
        distance(a, b) <= 0.0 && common >= 0.3 * (a.width * a.height).min(b.width * b.height)
    });
    let around = |sign: &[&Element]| Frame::around(sign.iter().map(|mark| mark.frame.bounds()));
    let texts: Vec<&Element> =
        shown.iter().filter(|element| is_free(element) && !is_digit(element)).copied().collect();
    let largest = largest(shown);
    let mut found: Vec<(usize, &Element)> = Vec::new();
    for text in texts.iter().filter(|text| size(text) < largest * HEADLINE) {
        let near = signs.iter().enumerate().filter_map(|(index, sign)| {
            let sign = around(sign);
            let frame = text.frame;
            let is_beside = frame.x >= sign.x + sign.width * 0.8
                && overlap(frame.y, frame.height, sign.y, sign.height) > 0.0;
            let is_below = frame.y >= sign.y + sign.height * 0.6
                && overlap(frame.x, frame.width, sign.x, sign.width) > sign.width * 0.3;
            let apart = distance(sign, frame);
            let is_near = is_beside && apart < sign.width || is_below && apart < sign.height * 0.6;
            is_near.then_some((index, apart))
        });
        if let Some((index, _)) = near.min_by(|a, b| a.1.total_cmp(&b.1)) {
            found.push((index, text));
        }
    }
    let told: Vec<usize> = (0..signs.len()).filter(|index| found.iter().any(|(of, _)| of == index)).collect();
    if told.len() < 2 {
        return;
    }
    let first =
        roles.values().filter_map(|role| if let Role::Step(number) = role { Some(*number) } else { None });
    let first = first.max().unwrap_or(0).saturating_add(1);
    for (number, index) in (first..).zip(told) {
        let parts =
            signs[index].iter().copied().chain(found.iter().filter(|one| one.0 == index).map(|one| one.1));
        for part in parts {
            let _ = roles.insert(part.id, Role::Step(number));
        }
    }
}

/// Texts by their size and place.
fn texts(poster: &Poster, shown: &[&Element], roles: &mut BTreeMap<ElementId, Role>) {
    let largest = largest(shown);
    let headline = shown
        .iter()
        .filter(|element| size(element) >= largest * HEADLINE && !roles.contains_key(&element.id))
        .map(|element| element.frame.y)
        .fold(f32::INFINITY, f32::min);
    for element in shown.iter().filter(|element| matches!(element.kind, ElementKind::Text(_))) {
        let (_, middle) = element.frame.center();
        let is_low = middle > poster.height * 0.82;
        let role = if size(element) >= largest * if is_low { 0.9 } else { HEADLINE } {
            Role::Headline
        } else if middle < headline + element.frame.height * 0.5 && middle < poster.height * 0.4 {
            Role::Kicker
        } else if middle > poster.height * 0.86 {
            Role::Issuer
        } else {
            Role::Promise
        };
        let _ = roles.entry(element.id).or_insert(role);
    }
}

/// Whether a shape is the ground of a QR code.
fn lies_behind(shape: &Element, code: &Element) -> bool {
    let (a, b) = (shape.frame, code.frame);
    matches!(code.kind, ElementKind::Qr(_))
        && overlap(a.x, a.width, b.x, b.width) >= b.width * 0.99
        && overlap(a.y, a.height, b.y, b.height) >= b.height * 0.99
        && a.width * a.height < b.width * b.height * 2.0
}

/// Elements in groups, each joined to one before it in its group.
fn clusters<'a>(
    elements: impl Iterator<Item = &'a Element>,
    is_joined: impl Fn(Frame, Frame) -> bool,
) -> Vec<Vec<&'a Element>> {
    let mut groups: Vec<Vec<&Element>> = Vec::new();
    for element in elements {
        let bounds = element.frame.bounds();
        let touches = |group: &Vec<&Element>| group.iter().any(|one| is_joined(one.frame.bounds(), bounds));
        let (touching, mut apart): (Vec<_>, Vec<_>) = groups.into_iter().partition(touches);
        let mut joined: Vec<&Element> = touching.into_iter().flatten().collect();
        joined.push(element);
        apart.push(joined);
        groups = apart;
    }
    groups
}

fn largest(shown: &[&Element]) -> f32 {
    shown.iter().map(|element| size(element)).fold(0.0, f32::max)
}

/// The em of a text, mm; nothing for what is no text.
fn size(element: &Element) -> f32 {
    match &element.kind {
        ElementKind::Text(text) => text.size,
        _ => 0.0,
    }
}

/// How much two lengths have in common, mm.
fn overlap(a: f32, a_length: f32, b: f32, b_length: f32) -> f32 {
    (a + a_length).min(b + b_length) - a.max(b)
}

/// The gap between two frames, mm; 0 where they touch.
fn distance(a: Frame, b: Frame) -> f32 {
    let (a, b) = (a.bounds(), b.bounds());
    let across = -overlap(a.x, a.width, b.x, b.width);
    let down = -overlap(a.y, a.height, b.y, b.height);
    across.max(0.0).hypot(down.max(0.0))
}
