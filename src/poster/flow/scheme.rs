//! Where the zones of a design stand on a board, by its shape.

use super::super::edit::BoardProperties;
use super::super::{Element, ElementKind, Frame, HorizontalAlign, Poster};
use super::parts::{Parts, Zone};
use super::place::Placer;
use super::{Measure, has};

/// From this distance on, metres, a board is read from a passing vehicle.
const PASSED: f32 = 20.0;

/// What a board's proportions ask for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Form {
    /// A flag, a standee: all zones below each other.
    Tall,
    /// A sheet on a wall.
    Upright,
    /// A pano: zones beside each other.
    Wide,
    /// Across a road: one line.
    Strip,
}

impl Form {
    fn of(width: f32, height: f32) -> Self {
        match width / height {
            ratio if ratio < 0.6 => Self::Tall,
            ratio if ratio < 1.2 => Self::Upright,
            ratio if ratio < 3.0 => Self::Wide,
            _ => Self::Strip,
        }
    }
}

/// The elements that are shown, at their new places.
pub(super) fn place(
    source: &Poster,
    board: &BoardProperties,
    parts: Parts,
    measure: &mut dyn Measure,
) -> Vec<Element> {
    let form = Form::of(board.width, board.height);
    let align = if form == Form::Strip { HorizontalAlign::Center } else { parts.align };
    let mut placer = Placer::new(*board, align, measure);
    let mut area = Frame::new(0.0, 0.0, board.width, board.height);
    placer.plates = parts.plates;
    stripes(source, &mut placer, &parts.stripes, &mut area);
    let mut zones = parts.zones;
    if board.viewing_distance >= PASSED {
        // Nobody reads five steps while riding past.
        zones.iter_mut().filter(|zone| zone.steps.len() > 3).for_each(|zone| zone.steps.clear());
        zones.retain(|zone| !zone.is_empty());
    }
    let areas = match form {
        Form::Tall => stacked(&mut placer, &zones, area, false),
        Form::Upright => stacked(&mut placer, &zones, area, true),
        Form::Wide => beside(&mut placer, &zones, area),
        Form::Strip => strip(&zones, area),
    };
    ground(source, &mut placer, &parts.ground, &areas);
    for (zone, area) in &areas {
        placer.zone(zone, *area);
    }
    placer.placed
}

/// Bars along the upper or lower edge.
fn stripes(source: &Poster, placer: &mut Placer<'_>, bars: &[Element], area: &mut Frame) {
    let thick = placer.base * 0.02;
    for (at_top, bar) in bars.iter().map(|bar| (bar.frame.center().1 < source.height / 2.0, bar)) {
        let bounds = bar.frame;
        let is_edge = bounds.y <= 1.0 || bounds.y + bounds.height >= source.height - 1.0;
        if !is_edge {
            continue;
        }
        let y = if at_top { area.y } else { area.y + area.height - thick };
        let frame = placer.bled(Frame::new(0.0, y, placer.board.width, thick));
        placer.placed.push(Element { frame, ..bar.clone() });
        area.height -= thick;
        if at_top {
            area.y += thick;
        }
    }
}

/// A photo behind everything covers the board; a drawing spans its width above the lowest zone.
fn ground(source: &Poster, placer: &mut Placer<'_>, elements: &[Element], areas: &[(Zone, Frame)]) {
    let (photos, drawing): (Vec<Element>, Vec<Element>) =
        elements.iter().cloned().partition(|element| matches!(element.kind, ElementKind::Picture(_)));
    let board = placer.board;
    for photo in photos {
        let frame = placer.bled(Frame::new(0.0, 0.0, board.width, board.height));
        placer.placed.push(Element { frame, ..photo });
    }
    if drawing.is_empty() {
        return;
    }
    let bounds = Frame::around(drawing.iter().map(|element| element.frame.bounds()));
    let floor = areas
        .iter()
        .filter(|(zone, area)| zone.is_foot() && area.y > board.height * 0.4)
        .map(|(_, area)| area.y)
        .fold(board.height, f32::min);
    // On the edge of the board it is cut off with the paper.
    let floor = if floor < board.height { floor } else { board.height + board.bleed };
    let foot = bounds.y + bounds.height;
    let floor = if foot > source.height * 0.6 { floor } else { board.height * foot / source.height };
    let across = (board.width / source.width).max((board.width + 2.0 * board.bleed) / bounds.width);
    let factor = across.max((floor * 0.5 / bounds.height).min(across * 3.0));
    let at = ((board.width - bounds.width * factor) / 2.0, floor - bounds.height * factor);
    let is_seen = |element: &Element| {
        let bounds = element.frame.bounds();
        bounds.x < board.width && bounds.x + bounds.width > 0.0 && bounds.y < board.height
    };
    placer.placed.extend(super::scaled(&drawing, bounds, at, factor).into_iter().filter(is_seen));
}

/// How much of a column a zone asks for.
fn weight(zone: &Zone) -> f32 {
    if zone.is_photo() {
        return 1.0;
    }
    let lines = zone.headline.len() as f32;
    let mut weight = if lines > 0.0 { 0.55 + 0.26 * lines.min(4.0) } else { 0.12 };
    weight += 0.27 * zone.steps.len() as f32;
    weight += if zone.promise.is_empty() { 0.0 } else { 0.2 };
    weight += if zone.drawing.is_empty() { 0.0 } else { 0.4 };
    weight += if zone.has_foot() { 0.2 } else { 0.0 };
    weight
}

/// Zones below each other; those that were beside each other stay so where `keeps_rows`.
fn stacked(placer: &mut Placer<'_>, zones: &[Zone], area: Frame, keeps_rows: bool) -> Vec<(Zone, Frame)> {
    let mut rows: Vec<Vec<&Zone>> = Vec::new();
    for zone in zones {
        match rows.last_mut().filter(|row| keeps_rows && are_beside(row[0], zone)) {
            Some(row) => row.push(zone),
            None => rows.push(vec![zone]),
        }
    }
    let weights: Vec<f32> =
        rows.iter().map(|row| row.iter().map(|zone| weight(zone)).fold(0.0, f32::max)).collect();
    let total: f32 = weights.iter().sum();
    let mut heights: Vec<f32> = weights.iter().map(|weight| weight / total * area.height).collect();
    // A foot is a foot, whatever it carries.
    let feet: Vec<usize> = (0..rows.len())
        .filter(|index| rows.len() > 1 && rows[*index].iter().all(|zone| zone.is_foot()))
        .collect();
    let feet: Vec<(usize, f32)> = feet
        .into_iter()
        .map(|index| {
            let need = rows[index].iter().map(|zone| placer.foot_need(zone, area.width)).fold(0.0, f32::max);
            (
                index,
                heights[index].clamp(area.height * 0.1, area.height * 0.17).max(need.min(area.height * 0.24)),
            )
        })
        .collect();
    let taken: f32 = feet.iter().map(|(_, height)| height).sum();
    let others: f32 = (0..rows.len())
        .filter(|index| !feet.iter().any(|(foot, _)| foot == index))
        .map(|index| heights[index])
        .sum();
    for (index, height) in heights.iter_mut().enumerate() {
        *height = match feet.iter().find(|(foot, _)| *foot == index) {
            Some((_, foot)) => *foot,
            None => *height / others.max(0.1) * (area.height - taken),
        };
    }
    let mut placed = Vec::new();
    let mut y = area.y;
    for (row, height) in rows.iter().zip(heights) {
        let width = area.width / row.len() as f32;
        for (index, zone) in row.iter().enumerate() {
            placed.push(((*zone).clone(), Frame::new(area.x + width * index as f32, y, width, height)));
        }
        y += height;
    }
    placed
}

fn are_beside(a: &Zone, b: &Zone) -> bool {
    let is_band = |zone: &Zone| zone.band.as_ref().map(|band| band.frame);
    let (Some(a), Some(b)) = (is_band(a), is_band(b)) else { return false };
    (a.y - b.y).abs() < a.height * 0.2
        && (a.x + a.width <= b.x + b.width * 0.1 || b.x + b.width <= a.x + a.width * 0.1)
}

/// The slogan at the left, what supports it at the right, what belongs at the foot across the whole board.
fn beside(placer: &mut Placer<'_>, zones: &[Zone], area: Frame) -> Vec<(Zone, Frame)> {
    let (feet, others): (Vec<&Zone>, Vec<&Zone>) = zones.iter().partition(|zone| zone.is_foot());
    let mut wanted = 0.0;
    for zone in &feet {
        let share = if zone.promise.is_empty() { 0.13 } else { 0.16 };
        wanted += placer.foot_need(zone, area.width).max(share * area.height);
    }
    let foot_height = if others.is_empty() { area.height } else { wanted.min(area.height * 0.32) };
    let mut placed = Vec::new();
    let mut y = area.y + area.height - foot_height;
    let body = Frame { height: area.height - foot_height, ..area };
    let photos: Vec<&Zone> = others.iter().copied().filter(|zone| zone.is_photo()).collect();
    let words: Vec<&Zone> = others.iter().copied().filter(|zone| !zone.is_photo()).collect();
    let mut left = body;
    if let [photo, ..] = photos.as_slice() {
        let width = body.width * if words.len() > 1 { 0.34 } else { 0.42 };
        placed.push(((*photo).clone(), Frame { x: body.x + body.width - width, width, ..body }));
        left.width -= width;
    }
    match words.as_slice() {
        [] => {}
        [one] => placed.push(((*one).clone(), left)),
        _ if !photos.is_empty() => {
            let own: Vec<Zone> = words.into_iter().cloned().collect();
            placed.extend(stacked(placer, &own, left, true));
        }
        [head, rest @ ..] => {
            let share = if rest.len() > 1 { 0.36 } else { 0.48 };
            placed.push(((*head).clone(), Frame { width: left.width * share, ..left }));
            let own: Vec<Zone> = rest.iter().map(|zone| (*zone).clone()).collect();
            let right = Frame { x: left.x + left.width * share, width: left.width * (1.0 - share), ..left };
            placed.extend(stacked(placer, &own, right, true));
        }
    }
    let each = foot_height / feet.len().max(1) as f32;
    for foot in feet {
        placed.push((foot.clone(), Frame { y, height: each, ..area }));
        y += each;
    }
    placed
}

/// The slogan over the whole length; one more line below it. Steps and small print are left out.
fn strip(zones: &[Zone], area: Frame) -> Vec<(Zone, Frame)> {
    let Some(head) = zones.iter().find(|zone| !zone.headline.is_empty()).or(zones.first()) else {
        return Vec::new();
    };
    let mut head = head.clone();
    head.steps.clear();
    head.qr.clear();
    head.accents.clear();
    let is_head = |zone: &Zone| head.headline.iter().any(|line| has(&zone.headline, line.id));
    let mut foot = zones
        .iter()
        .filter(|zone| !is_head(zone) && zone.is_foot())
        .find(|zone| !zone.promise.is_empty())
        .or_else(|| zones.iter().find(|zone| !is_head(zone) && zone.is_foot()))
        .filter(|_| head.promise.is_empty())
        .cloned();
    if let Some(foot) = &mut foot {
        foot.qr.clear();
        if !foot.promise.is_empty() {
            // One line is all that is read.
            foot.promise.truncate(1);
            foot.issuer.clear();
        }
        if head.logo.is_empty() {
            head.logo = std::mem::take(&mut foot.logo);
        }
    } else {
        head.promise.truncate(1);
    }
    let mut placed = Vec::new();
    let mut whole = area;
    if let Some(photo) = zones.iter().find(|zone| zone.is_photo()) {
        let width = area.height * 1.5;
        placed.push((photo.clone(), Frame { width, ..area }));
        whole = Frame { x: area.x + width, width: area.width - width, ..area };
    }
    match foot.filter(|foot| !foot.is_empty()) {
        Some(foot) => {
            let height = whole.height * 0.27;
            placed.push((head, Frame { height: whole.height - height, ..whole }));
            placed.push((foot, Frame { y: whole.y + whole.height - height, height, ..whole }));
        }
        None => placed.push((head, whole)),
    }
    placed
}
