//! A design read as zones with their parts.

use std::collections::BTreeMap;

use super::super::{Element, ElementId, ElementKind, HorizontalAlign, Poster, Role};

/// A step or point: its sign, its name, the sentences about it.
#[derive(Debug, Clone, Default)]
pub(super) struct Step {
    pub number: u8,
    pub sign: Vec<Element>,
    pub title: Option<Element>,
    pub about: Vec<Element>,
}

/// An area of one colour with what stands on it.
#[derive(Debug, Clone, Default)]
pub(super) struct Zone {
    /// Its colour; none on the board's own ground.
    pub band: Option<Element>,
    pub kicker: Vec<Element>,
    pub headline: Vec<Element>,
    /// Small bars that set off the headline.
    pub accents: Vec<Element>,
    pub promise: Vec<Element>,
    pub steps: Vec<Step>,
    /// A photo that fills what it is given.
    pub photo: Option<Element>,
    /// The pieces of a drawing.
    pub drawing: Vec<Element>,
    pub logo: Vec<Element>,
    pub issuer: Vec<Element>,
    pub qr: Vec<Element>,
    /// Its top left corner in the design that is read, mm.
    pub at: (f32, f32),
}

/// A design: its zones from top to bottom, those beside each other in a row.
#[derive(Debug, Clone, Default)]
pub(super) struct Parts {
    /// Behind everything, as one.
    pub ground: Vec<Element>,
    /// Bars along an edge without anything on them.
    pub stripes: Vec<Element>,
    /// Shapes just behind a text.
    pub plates: BTreeMap<ElementId, Element>,
    pub zones: Vec<Zone>,
    pub align: HorizontalAlign,
}

impl Zone {
    pub fn is_empty(&self) -> bool {
        self.kicker.is_empty()
            && self.headline.is_empty()
            && self.promise.is_empty()
            && self.steps.is_empty()
            && self.photo.is_none()
            && self.drawing.is_empty()
            && !self.has_foot()
    }

    /// Only what belongs at the foot of a board.
    pub fn is_foot(&self) -> bool {
        self.headline.is_empty() && self.steps.is_empty() && self.photo.is_none() && self.drawing.is_empty()
    }

    pub fn is_photo(&self) -> bool {
        self.photo.is_some() && self.headline.is_empty() && self.steps.is_empty() && self.promise.is_empty()
    }

    pub fn has_foot(&self) -> bool {
        !(self.logo.is_empty() && self.issuer.is_empty() && self.qr.is_empty())
    }
}

/// Reads a design.
pub(super) fn read(poster: &Poster, roles: &BTreeMap<ElementId, Role>) -> Parts {
    let mut parts = Parts::default();
    let shown = || poster.elements.iter().enumerate().filter(|(_, element)| roles.contains_key(&element.id));
    let role = |element: &Element| roles[&element.id];
    let is_zone = |element: &Element| role(element) == Role::Band && is_zone_of(poster, element);
    let bands: Vec<(usize, &Element)> = shown().filter(|(_, element)| is_zone(element)).collect();
    // The ground's zone, then one for each band.
    let mut zones = vec![Zone::default()];
    zones.extend(bands.iter().map(|(_, band)| Zone { band: Some((*band).clone()), ..Zone::default() }));
    let mut accents = Vec::new();
    for (index, element) in shown() {
        let plate = poster.elements[..index].iter().rev().find(|shape| is_plate(shape, element));
        if let Some(plate) = plate.filter(|plate| !is_zone_of(poster, plate)) {
            let _ = parts.plates.insert(element.id, plate.clone());
        }
    }
    let is_known =
        |element: &Element, parts: &Parts| parts.plates.values().any(|plate| plate.id == element.id);
    for (index, element) in shown() {
        let (x, y) = element.frame.center();
        let under = bands.iter().rposition(|(at, band)| *at < index && band.frame.contains(x, y, 0.0));
        let zone = &mut zones[under.map_or(0, |under| under + 1)];
        let one = element.clone();
        if is_known(element, &parts) {
            continue;
        }
        match role(element) {
            Role::Ground => parts.ground.push(one),
            Role::Band if is_zone(element) => {}
            Role::Band if element.frame.width >= poster.width * 0.9 => parts.stripes.push(one),
            Role::Band => accents.push(one),
            Role::Kicker => zone.kicker.push(one),
            Role::Headline => zone.headline.push(one),
            Role::Promise => zone.promise.push(one),
            Role::Step(number) => add_step(&mut zone.steps, number, one),
            Role::Picture => match element.kind {
                ElementKind::Picture(_) if zone.photo.is_none() => zone.photo = Some(one),
                _ => zone.drawing.push(one),
            },
            Role::Logo => zone.logo.push(one),
            Role::Issuer => zone.issuer.push(one),
            Role::Qr => zone.qr.push(one),
        }
    }
    for zone in &mut zones {
        zone.headline.sort_by(|a, b| reading(a).total_cmp(&reading(b)));
        zone.promise.sort_by(|a, b| reading(a).total_cmp(&reading(b)));
        zone.steps.sort_by_key(|step| step.number);
    }
    if let Some(zone) = zones.iter_mut().find(|zone| !zone.headline.is_empty()) {
        zone.accents = accents;
        if let Some(ElementKind::Text(text)) = zone.headline.first().map(|element| &element.kind) {
            parts.align = text.align;
        }
    }
    // A photo with an edge of its own is a zone of its own.
    let photo = zones[0].photo.take();
    zones.extend(photo.map(|photo| Zone { photo: Some(photo), ..Zone::default() }));
    for zone in &mut zones {
        let of = zone.band.as_ref().or(zone.photo.as_ref()).map(|element| element.frame);
        let first = zone
            .headline
            .iter()
            .chain(&zone.kicker)
            .chain(&zone.promise)
            .chain(&zone.issuer)
            .chain(zone.steps.iter().flat_map(|step| step.title.iter().chain(&step.sign)))
            .map(|element| element.frame.y)
            .fold(f32::INFINITY, f32::min);
        let top = if first.is_finite() { first } else { 0.0 };
        zone.at = of.map_or((0.0, top), |frame| (frame.x, frame.y));
    }
    let (used, bare): (Vec<Zone>, Vec<Zone>) = zones.into_iter().partition(|zone| !zone.is_empty());
    parts.stripes.extend(bare.into_iter().filter_map(|zone| zone.band));
    parts.zones = used;
    parts.zones.sort_by(|a, b| a.at.1.total_cmp(&b.at.1).then(a.at.0.total_cmp(&b.at.0)));
    parts
}

/// Whether a band is large enough to carry parts of the design.
fn is_zone_of(poster: &Poster, band: &Element) -> bool {
    let frame = band.frame;
    frame.height >= poster.height * 0.05
        && (frame.width >= poster.width * 0.9 || frame.height >= poster.height * 0.4)
}

/// Whether a shape lies behind one text and little more.
fn is_plate(shape: &Element, text: &Element) -> bool {
    let (ElementKind::Shape(form), ElementKind::Text(_)) = (&shape.kind, &text.kind) else { return false };
    let (a, b) = (shape.frame, text.frame);
    let near = b.height * 0.1;
    form.fill.is_some()
        && a.rotation == 0.0
        && a.x <= b.x + near
        && a.y <= b.y + near
        && a.x + a.width >= b.x + b.width - near
        && a.y + a.height >= b.y + b.height - near
        && a.width * a.height <= b.width * b.height * 2.5
}

/// From left to right along a line, lines from top to bottom.
fn reading(element: &Element) -> f32 {
    element.frame.y + element.frame.height + element.frame.x * 0.05
}

fn add_step(steps: &mut Vec<Step>, number: u8, element: Element) {
    let index = steps.iter().position(|step| step.number == number).unwrap_or_else(|| {
        steps.push(Step { number, ..Step::default() });
        steps.len() - 1
    });
    let step = &mut steps[index];
    match &element.kind {
        ElementKind::Text(text) if text.text.trim().chars().count() > 2 => {
            // The larger text is the name.
            let size = |element: &Element| match &element.kind {
                ElementKind::Text(text) => text.size,
                _ => 0.0,
            };
            match step.title.take() {
                None => step.title = Some(element),
                Some(title) if size(&title) >= text.size => {
                    step.title = Some(title);
                    step.about.push(element);
                }
                Some(title) => {
                    step.title = Some(element);
                    step.about.push(title);
                }
            }
        }
        _ => step.sign.push(element),
    }
}
