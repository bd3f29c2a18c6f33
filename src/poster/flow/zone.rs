//! The parts of one zone within its area.

use super::super::{Element, ElementKind, Frame, HorizontalAlign, Picture, PictureFit, ShapeForm};
use super::parts::Zone;
use super::place::{Block, Placer};
use super::{fitted, headline, steps};

/// A QR code is scanned from an arm's length; people cannot step up to what hangs over a road.
const QR_DISTANCE: f32 = 5.0;
/// The least side of a code that telephones read, mm.
const QR_LEAST: f32 = 20.0;
/// An area this many times as wide as high has its picture beside the words.
const BESIDE: f32 = 1.7;

impl Placer<'_> {
    /// Places a zone: its colour over `area`, its parts within the margins.
    pub(super) fn zone(&mut self, zone: &Zone, area: Frame) {
        if let Some(band) = &zone.band {
            let frame = match &band.kind {
                // A wave or a hill: wider than the board, its lower part beyond the edge.
                ElementKind::Shape(shape) if shape.form == ShapeForm::Ellipse => {
                    let wide = area.width * 0.24;
                    Frame::new(
                        area.x - wide,
                        area.y - area.height * 0.1,
                        area.width + 2.0 * wide,
                        area.height * 2.5,
                    )
                }
                _ => self.bled(area),
            };
            self.placed.push(Element { frame, ..band.clone() });
        }
        if zone.is_photo()
            && let Some(photo) = &zone.photo
        {
            let frame = self.bled(area);
            self.placed.push(Element { frame, kind: covering(photo), ..photo.clone() });
            return;
        }
        let mut inner = self.inner(area, zone.is_foot());
        self.side_art(zone, area, &mut inner);
        if zone.is_foot() {
            self.foot_zone(zone, inner);
            return;
        }
        let side = self.side_steps(zone, &mut inner);
        self.stack(zone, area, inner, side);
    }

    /// Within the board's margins, and half of them at edges to other zones.
    fn inner(&self, area: Frame, is_foot: bool) -> Frame {
        let near = 0.5;
        let margin = |is_edge: bool| if is_edge { self.margin } else { self.margin * 0.7 };
        if is_foot {
            // A low band: its words keep the safe distance, no more.
            let reach = self.board.finishing.map_or(0.0, crate::poster::Finishing::reach);
            let safe = self.board.safe.max(reach) * 1.05;
            let below = self.board.height - area.y - area.height;
            let (top, foot) = (area.height * 0.16, (safe - below).max(area.height * 0.16));
            let (left, right) =
                (margin(area.x <= near), margin(area.x + area.width >= self.board.width - near));
            return Frame::new(
                area.x + left,
                area.y + top,
                area.width - left - right,
                area.height - top - foot,
            );
        }
        let left = margin(area.x <= near);
        let top = margin(area.y <= near);
        let right = margin(area.x + area.width >= self.board.width - near);
        let foot = margin(area.y + area.height >= self.board.height - near);
        Frame::new(area.x + left, area.y + top, area.width - left - right, area.height - top - foot)
    }

    /// A picture at the right of a wide zone.
    fn side_art(&mut self, zone: &Zone, area: Frame, inner: &mut Frame) {
        if inner.width < inner.height * BESIDE {
            return;
        }
        let width = (inner.width * 0.32).min(inner.height * 1.15);
        if let Some(photo) = &zone.photo {
            let whole =
                Frame { x: area.x + area.width - width - self.margin, width: width + self.margin, ..area };
            let frame = self.bled(whole);
            self.placed.push(Element { frame, kind: covering(photo), ..photo.clone() });
        } else if !zone.drawing.is_empty() {
            let place = Frame { x: inner.x + inner.width - width, width, ..*inner };
            let stands = stands(zone);
            let floor = self.bled(area);
            let floor = floor.y + floor.height;
            let place = if stands { Frame { height: floor - place.y, ..place } } else { place };
            let drawn = fitted(&zone.drawing, place, (1.0, if stands { 1.0 } else { 0.5 }));
            let taken = Frame::around(drawn.iter().map(|element| element.frame.bounds()));
            self.placed.extend(drawn);
            inner.width = taken.x - inner.x - self.margin * 0.6;
            return;
        } else {
            return;
        }
        inner.width -= width + self.margin * 0.4;
    }

    /// The steps at the right of a wide zone that has a slogan too.
    fn side_steps(&mut self, zone: &Zone, inner: &mut Frame) -> bool {
        if zone.steps.is_empty() || zone.headline.is_empty() || inner.width < inner.height * 1.3 {
            return false;
        }
        let width = inner.width * 0.44;
        let area = Frame { x: inner.x + inner.width - width, width, ..*inner };
        let block = steps::block(self, &zone.steps, area);
        if block.is_empty() {
            return true;
        }
        let top = area.y + (area.height - block.height) / 2.0;
        self.placed.extend(block.at(top));
        inner.width -= width + self.margin;
        true
    }

    /// Everything else below each other.
    fn stack(&mut self, zone: &Zone, area: Frame, inner: Frame, has_side_steps: bool) {
        let line = (inner.x, inner.width);
        let has_steps = !zone.steps.is_empty() && !has_side_steps;
        let gap = (self.base * 0.03).min(inner.height * 0.055);
        let mut blocks: Vec<Block> = Vec::new();
        let head = self.head(zone, inner);
        let mut left = inner.height - head.height - gap;
        let foot = if zone.has_foot() {
            let share = if zone.headline.is_empty() { 0.3 } else { 0.16 };
            self.foot(zone, Frame { height: (inner.height * share).min(self.base * share), ..inner })
        } else {
            Block::default()
        };
        left -= if foot.is_empty() { 0.0 } else { foot.height + gap * 1.4 };
        let share = match (zone.headline.is_empty(), has_steps) {
            (true, _) => 0.7,
            (_, true) => 0.17,
            _ => 0.24,
        };
        let far = self.board.viewing_distance >= 8.0;
        let most = self.base * if far { 0.046 } else { 0.034 };
        let art_share = if has_steps { 0.26 } else { 0.32 };
        let art = self.stacked_art(zone, area, inner, left * art_share);
        let is_beside = !zone.drawing.is_empty() && !art.is_empty() && self.align != HorizontalAlign::Center;
        let taken = Frame::around(art.items.iter().map(|item| item.frame.bounds()));
        let words = if is_beside { (inner.x, taken.x - inner.x - gap) } else { line };
        let room = if is_beside { art.height } else { left * share };
        let mut promise = self.fitted(&zone.promise, most, words, room);
        let mut art = art;
        if is_beside {
            // The words beside the drawing, on its foot.
            let top = (art.height - promise.height).max(0.0);
            art.items.extend(std::mem::take(&mut promise).at(top));
        }
        left -= if promise.is_empty() { 0.0 } else { promise.height + gap };
        left -= if art.is_empty() { 0.0 } else { art.height + gap };
        let step_area = |height: f32| Frame { height, ..inner };
        let steps = if has_steps {
            let share = if zone.headline.is_empty() { 0.95 } else { 0.5 };
            steps::block(self, &zone.steps, step_area(left * share))
        } else {
            Block::default()
        };
        left -= if steps.is_empty() { 0.0 } else { steps.height + gap * 1.3 };
        let mut slogan = headline::block(self, &zone.headline, line, left);
        self.accents(zone, &mut slogan, line);
        let is_above = zone
            .drawing
            .iter()
            .all(|element| zone.headline.first().is_some_and(|line| element.frame.center().1 < line.frame.y));
        let (above, below) = if is_above { (art, Block::default()) } else { (Block::default(), art) };
        let (first, then) = if zone.headline.is_empty() { (steps, promise) } else { (promise, steps) };
        for block in [head, above, slogan, first, then, below, foot] {
            if !block.is_empty() {
                blocks.push(block);
            }
        }
        self.spread(blocks, inner, gap);
    }

    /// Blocks from the top of an area to its foot, with even gaps that do not tear them apart.
    fn spread(&mut self, blocks: Vec<Block>, area: Frame, gap: f32) {
        let heights: f32 = blocks.iter().map(|block| block.height).sum();
        let gaps = (blocks.len().saturating_sub(1)) as f32;
        let free = (area.height - heights).max(0.0);
        let between = if gaps > 0.0 { (free / gaps).min(gap * 2.6).max(0.0) } else { 0.0 };
        let mut y = area.y + (free - between * gaps).max(0.0) / 2.0;
        for block in blocks {
            let height = block.height;
            self.placed.extend(block.at(y));
            y += height + between;
        }
    }

    /// The line above the slogan, with the logo at its end.
    fn head(&mut self, zone: &Zone, inner: Frame) -> Block {
        if zone.headline.is_empty() {
            return self.fitted(&zone.kicker, self.base * 0.028, (inner.x, inner.width), inner.height * 0.2);
        }
        let is_centred = self.align == HorizontalAlign::Center;
        let side = (inner.height * 0.13).min(self.base * 0.11).min(inner.width * 0.2);
        let room = if zone.logo.is_empty() || is_centred { 0.0 } else { side * 1.3 };
        let most = self.base * 0.028;
        let line = (inner.x, inner.width - room);
        let kicker = self.fitted(&zone.kicker, most.min(inner.height * 0.1), line, inner.height * 0.13);
        if zone.logo.is_empty() {
            return kicker;
        }
        if is_centred {
            let logo = fitted(&zone.logo, Frame::new(inner.x, 0.0, inner.width, side), (0.5, 0.5));
            let mut block = Block { height: side, items: logo };
            block.push(side * 0.2, kicker);
            return block;
        }
        let logo = fitted(&zone.logo, Frame::new(inner.x + inner.width - side, 0.0, side, side), (1.0, 0.5));
        let top = (side - kicker.height).max(0.0) / 2.0;
        let mut items = logo;
        items.extend(kicker.clone().at(top));
        Block { height: side.max(kicker.height), items }
    }

    /// Small bars below the slogan.
    fn accents(&mut self, zone: &Zone, slogan: &mut Block, (x, width): (f32, f32)) {
        let Some(accent) = zone.accents.first().filter(|_| !slogan.is_empty()) else { return };
        let long = (width * 0.18).min(self.base * 0.14);
        let thick = self.base * 0.007;
        let x = if self.align == HorizontalAlign::Center { x + (width - long) / 2.0 } else { x };
        let frame = Frame::new(x, 0.0, long, thick);
        let bar = Element { frame, ..accent.clone() };
        slogan.push(self.base * 0.022, Block { height: thick, items: vec![bar] });
    }

    /// A picture between the words of a narrow zone.
    fn stacked_art(&mut self, zone: &Zone, area: Frame, inner: Frame, height: f32) -> Block {
        if inner.width >= inner.height * BESIDE || height <= 0.0 {
            return Block::default();
        }
        if let Some(photo) = &zone.photo {
            let whole = Frame::new(area.x, 0.0, area.width, height);
            let frame =
                Frame { y: 0.0, height, ..self.bled(Frame { y: area.y + 1.0, height: 1.0, ..whole }) };
            let item = Element { frame, kind: covering(photo), ..photo.clone() };
            return Block { height, items: vec![item] };
        }
        if zone.drawing.is_empty() {
            return Block::default();
        }
        let across = if self.align == HorizontalAlign::Center { 0.5 } else { 1.0 };
        let items = fitted(&zone.drawing, Frame { y: 0.0, height, ..inner }, (across, 1.0));
        let taken = Frame::around(items.iter().map(|element| element.frame.bounds()));
        let items = items
            .into_iter()
            .map(|element| Element { frame: element.frame.moved(0.0, -taken.y), ..element })
            .collect();
        Block { height: taken.height, items }
    }

    /// A zone of nothing but sentences, logo and code.
    fn foot_zone(&mut self, zone: &Zone, inner: Frame) {
        let mut all = Vec::new();
        let has_words = !zone.promise.is_empty() || !zone.kicker.is_empty();
        if has_words {
            let share = if zone.has_foot() { 0.5 } else { 1.0 };
            let words: Vec<Element> = zone.kicker.iter().chain(&zone.promise).cloned().collect();
            let most = self.base * if self.board.viewing_distance >= 8.0 { 0.046 } else { 0.032 };
            let block = self.fitted(&words, most, (inner.x, inner.width), inner.height * share);
            all.push(block);
        }
        if zone.has_foot() {
            let taken: f32 = all.iter().map(|block: &Block| block.height).sum();
            let height = inner.height - taken - if has_words { self.margin * 0.4 } else { 0.0 };
            all.push(self.foot(zone, Frame { height, ..inner }));
        }
        all.retain(|block| !block.is_empty());
        self.spread(all, inner, self.margin * 0.4);
    }

    /// Logo, issuer and code in one row.
    fn foot(&mut self, zone: &Zone, area: Frame) -> Block {
        let mut items = Vec::new();
        let (mut x, mut width) = (area.x, area.width);
        let mut height: f32 = 0.0;
        let side = area.height.min(area.width * 0.24);
        let gap = side * 0.22;
        if !zone.logo.is_empty() && zone.headline.is_empty() {
            items.extend(fitted(&zone.logo, Frame::new(x, 0.0, side, side), (0.0, 0.5)));
            x += side + gap;
            width -= side + gap;
            height = side;
        }
        let code = side.max(QR_LEAST).min(area.width * 0.4);
        if !zone.qr.is_empty()
            && self.board.viewing_distance <= QR_DISTANCE
            && self.board.pixel.is_none()
            && code >= QR_LEAST
            && code <= area.height
        {
            let place = Frame::new(area.x + area.width - code, 0.0, code, code);
            items.extend(fitted(&zone.qr, place, (1.0, 0.5)));
            width -= code + gap;
            height = height.max(code);
        }
        let align = self.align;
        if !items.is_empty() {
            self.align = HorizontalAlign::Left;
        }
        let far = self.board.viewing_distance >= 8.0;
        let most = self.base * if far { 0.034 } else { 0.026 };
        let words = self.fitted(&zone.issuer, most, (x, width), area.height);
        self.align = align;
        let whole = height.max(words.height);
        let shift = (whole - height) / 2.0;
        for item in &mut items {
            item.frame = item.frame.moved(0.0, shift);
        }
        let top = (whole - words.height) / 2.0;
        items.extend(words.at(top));
        Block { height: whole, items }
    }
}

impl Placer<'_> {
    /// The height that a zone at the foot needs for its words in a width, mm; none when it has none to show.
    pub(super) fn foot_need(&mut self, zone: &Zone, width: f32) -> f32 {
        let words: Vec<Element> =
            zone.kicker.iter().chain(&zone.promise).chain(&zone.issuer).cloned().collect();
        let width = width - 2.0 * self.margin - if zone.logo.is_empty() { 0.0 } else { self.base * 0.12 };
        let most = self.base * if self.board.viewing_distance >= 8.0 { 0.03 } else { 0.024 };
        let size = most.max(self.least);
        let block = self.texts(&words, size, (0.0, width));
        let safe = self.board.safe * 1.05;
        block.height * 1.12 + (block.height * 0.35).max(safe) + block.height * 0.35
    }
}

/// A photo that fills its frame.
fn covering(photo: &Element) -> ElementKind {
    match &photo.kind {
        ElementKind::Picture(picture) => {
            ElementKind::Picture(Picture { fit: PictureFit::Cover, ..picture.clone() })
        }
        other => other.clone(),
    }
}

/// Whether a drawing stands on the lower edge of its zone.
fn stands(zone: &Zone) -> bool {
    let drawing = Frame::around(zone.drawing.iter().map(|element| element.frame.bounds()));
    let foot = drawing.y + drawing.height;
    zone.band
        .as_ref()
        .is_some_and(|band| (band.frame.y + band.frame.height - foot).abs() < drawing.height * 0.05)
}
