//! Sheets as people fill them in and as scanners see them, from a seed.

use toasoan::survey::scan::{Plane, State};
use toasoan::survey::sheet::{BOX, Layout, PAGE, Place, Spot};

/// xorshift64*.
pub struct Dice(u64);

impl Dice {
    pub fn new(seed: u64) -> Self {
        let mut dice = Self(seed.wrapping_mul(0x9e37_79b9_7f4a_7c15) | 1);
        for _ in 0..8 {
            let _ = dice.unit();
        }
        dice
    }

    pub fn unit(&mut self) -> f32 {
        self.0 ^= self.0 >> 12;
        self.0 ^= self.0 << 25;
        self.0 ^= self.0 >> 27;
        (self.0.wrapping_mul(0x2545_f491_4f6c_dd1d) >> 40) as f32 / (1_u64 << 24) as f32
    }

    pub fn between(&mut self, least: f32, most: f32) -> f32 {
        least + (most - least) * self.unit()
    }

    pub fn below(&mut self, bound: usize) -> usize {
        (self.unit() * bound as f32) as usize
    }

    pub fn is(&mut self, chance: f32) -> bool {
        self.unit() < chance
    }

    /// About normal, with deviation 1.
    pub fn normal(&mut self) -> f32 {
        (0..6).map(|_| self.unit()).sum::<f32>() * 1.414 - 4.243
    }
}

/// What was drawn in a box.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Drawn {
    Nothing,
    Cross,
    Tick,
    Slash,
    Half,
    Full,
    Cancelled,
    Erased,
    Speck,
    /// The edge of a stain, or a soft fold, goes through the box.
    Shade,
}

impl Drawn {
    /// What a careful person reads.
    pub fn meaning(self) -> State {
        match self {
            Self::Nothing | Self::Erased | Self::Speck | Self::Shade => State::Empty,
            Self::Cross | Self::Tick | Self::Slash | Self::Half | Self::Full => State::Marked,
            Self::Cancelled => State::Cancelled,
        }
    }
}

/// How one person writes.
struct Hand {
    /// Millimetres.
    thickness: f32,
    /// Of black.
    darkness: f32,
    slip: f32,
    usual: Drawn,
}

/// A page in pixels at a resolution, with a person's marks on it.
pub struct Filled {
    pub plane: Plane,
    pub drawn: Vec<Drawn>,
    pub candidate: u32,
}

/// Fills in a page: `version` where the sheet asks for it.
pub fn fill(mut plane: Plane, layout: &Layout, version: u16, dice: &mut Dice) -> Filled {
    let usual = match dice.below(10) {
        0..=5 => Drawn::Cross,
        6 => Drawn::Tick,
        7 => Drawn::Slash,
        8 => Drawn::Half,
        _ => Drawn::Full,
    };
    let hand = Hand {
        thickness: dice.between(0.25, 1.0),
        darkness: dice.between(0.6, 1.0),
        slip: dice.between(0.1, 0.45),
        usual,
    };
    let candidate = dice.below(999_999) as u32 + 1;
    let mut drawn = vec![Drawn::Nothing; layout.spots.len()];
    let mut question = 0;
    let mut chosen = None;
    let mut cancelled = None;
    for (spot, drawn) in layout.spots.iter().zip(&mut drawn) {
        *drawn = match spot.place {
            Place::Candidate { column, digit } => {
                let wanted = candidate / 10_u32.pow(5 - u32::from(column)) % 10;
                if wanted == u32::from(digit) { hand.usual } else { Drawn::Nothing }
            }
            Place::Version { column, digit } => {
                let wanted = version / 10_u16.pow(2 - u32::from(column)) % 10;
                if wanted == u16::from(digit) { hand.usual } else { Drawn::Nothing }
            }
            Place::Answer { question: number, option } => {
                if number != question {
                    question = number;
                    chosen = (!dice.is(0.03)).then(|| dice.below(4) as u8);
                    cancelled = dice.is(0.06).then(|| dice.below(4) as u8);
                }
                if chosen == Some(option) {
                    if dice.is(0.85) { hand.usual } else { Drawn::Cross }
                } else if cancelled == Some(option) {
                    Drawn::Cancelled
                } else if dice.is(0.012) {
                    Drawn::Erased
                } else if dice.is(0.01) {
                    Drawn::Speck
                } else if dice.is(0.002) {
                    Drawn::Shade
                } else {
                    Drawn::Nothing
                }
            }
        };
    }
    for (spot, drawn) in layout.spots.iter().zip(&drawn) {
        draw(&mut plane, spot, *drawn, &hand, dice);
    }
    Filled { plane, drawn, candidate }
}

fn draw(plane: &mut Plane, spot: &Spot, drawn: Drawn, hand: &Hand, dice: &mut Dice) {
    let half = BOX / 2.0;
    let mut slip = || dice.normal() * hand.slip * 0.6;
    let (x, y) = (spot.x + slip(), spot.y + slip());
    let reach = half * dice.between(0.65, 1.15);
    let mut pen = |line: &[(f32, f32)], thickness: f32, darkness: f32| {
        for two in line.windows(2) {
            stroke(plane, (x + two[0].0, y + two[0].1), (x + two[1].0, y + two[1].1), thickness, darkness);
        }
    };
    let mut bend = || dice.normal() * 0.25;
    match drawn {
        Drawn::Nothing => {}
        Drawn::Cross | Drawn::Cancelled | Drawn::Erased => {
            let darkness = if drawn == Drawn::Erased { bend().abs() * 0.2 + 0.06 } else { hand.darkness };
            let thickness = if drawn == Drawn::Erased { 0.6 } else { hand.thickness };
            pen(&[(-reach + bend(), -reach), (bend(), bend()), (reach, reach + bend())], thickness, darkness);
            pen(&[(-reach, reach + bend()), (bend(), bend()), (reach + bend(), -reach)], thickness, darkness);
            if drawn == Drawn::Cancelled {
                let (wide, high) = (BOX * 0.82 + bend().abs(), BOX * 0.80 + bend().abs() * 0.7);
                let lift = bend() * 0.5;
                let circle: Vec<(f32, f32)> = (0..=38)
                    .map(|step| {
                        let angle = step as f32 / 36.0 * std::f32::consts::TAU - 1.2;
                        (wide * angle.cos(), high * angle.sin() + lift)
                    })
                    .collect();
                pen(&circle, hand.thickness.min(0.7), hand.darkness);
            }
        }
        Drawn::Tick => pen(
            &[(-reach * 0.8, bend()), (-reach * 0.1 + bend() * 0.5, reach * 0.9), (reach, -reach + bend())],
            hand.thickness,
            hand.darkness,
        ),
        Drawn::Slash => {
            pen(&[(-reach, reach + bend()), (reach + bend(), -reach)], hand.thickness, hand.darkness);
        }
        Drawn::Half | Drawn::Full => {
            let bottom = if drawn == Drawn::Half { 0.0 } else { half * 0.9 };
            let mut row = -half * 0.9;
            while row < bottom {
                pen(
                    &[(-half * 0.9 + bend() * 0.5, row), (half * 0.9, row + bend() * 0.3)],
                    0.55,
                    hand.darkness,
                );
                row += 0.5;
            }
        }
        Drawn::Shade => {
            let (degrees, wide, depth) =
                (dice.between(0.0, 180.0), dice.between(0.5, 1.6), dice.between(0.1, 0.35));
            shade(plane, (spot.x, spot.y), degrees, wide, depth);
        }
        Drawn::Speck => {
            let at = (bend() * 3.0, bend() * 3.0);
            let size = bend().abs().min(0.4) + 0.15;
            pen(&[at, (at.0 + 0.05, at.1)], size, 0.8);
        }
    }
}

/// A soft band through a place, `wide` mm to the point where it has faded to a third, in a circle of some boxes.
fn shade(plane: &mut Plane, (x, y): (f32, f32), degrees: f32, wide: f32, depth: f32) {
    const REACH: f32 = 9.0;
    let scale = plane.width as f32 / PAGE.0;
    let (sin, cos) = degrees.to_radians().sin_cos();
    let range = |middle: f32, most: usize| {
        (((middle - REACH) * scale).max(0.0) as usize)..(((middle + REACH) * scale) as usize).min(most)
    };
    for row in range(y, plane.height) {
        for column in range(x, plane.width) {
            let (dx, dy) = (column as f32 / scale - x, row as f32 / scale - y);
            let fading = (1.0 - dx.hypot(dy) / REACH).clamp(0.0, 0.3) / 0.3;
            let across = (dx * sin + dy * cos) / wide;
            let left = 1.0 - depth * fading * (-across * across).exp();
            let pixel = &mut plane.pixels[row * plane.width + column];
            *pixel = (f32::from(*pixel) * left) as u8;
        }
    }
}

/// A plain cross.
pub fn cross(plane: &mut Plane, spot: &Spot) {
    let reach = BOX * 0.4;
    stroke(plane, (spot.x - reach, spot.y - reach), (spot.x + reach, spot.y + reach), 0.5, 0.9);
    stroke(plane, (spot.x - reach, spot.y + reach), (spot.x + reach, spot.y - reach), 0.5, 0.9);
}

/// Darkens along a line with round ends.
fn stroke(plane: &mut Plane, from: (f32, f32), to: (f32, f32), thickness: f32, darkness: f32) {
    let scale = plane.width as f32 / PAGE.0;
    let [(ax, ay), (bx, by)] = [from, to].map(|(x, y)| (x * scale, y * scale));
    let radius = thickness * scale / 2.0;
    let range = |a: f32, b: f32, most: usize| {
        let least = (a.min(b) - radius - 1.0).max(0.0) as usize;
        least..((a.max(b) + radius + 2.0).max(0.0) as usize).min(most)
    };
    let (dx, dy) = (bx - ax, by - ay);
    let length = (dx * dx + dy * dy).max(1e-6);
    for row in range(ay, by, plane.height) {
        for column in range(ax, bx, plane.width) {
            let (px, py) = (column as f32 + 0.5 - ax, row as f32 + 0.5 - ay);
            let along = ((px * dx + py * dy) / length).clamp(0.0, 1.0);
            let distance = (px - along * dx).hypot(py - along * dy);
            let cover = (radius - distance + 0.5).clamp(0.0, 1.0) * darkness;
            let pixel = &mut plane.pixels[row * plane.width + column];
            *pixel = (*pixel).min((255.0 * (1.0 - cover)) as u8);
        }
    }
}

/// What a scanner does.
#[derive(Debug, Clone, Copy)]
#[allow(clippy::struct_excessive_bools, reason = "each is a switch of its own")]
pub struct Scanner {
    pub dpi: f32,
    pub degrees: f32,
    pub is_upside_down: bool,
    pub is_bilevel: bool,
    pub jpeg: Option<u8>,
    /// The canvas is as large as the turned page.
    pub is_wide: bool,
    perspective: f32,
    warp: f32,
    light: f32,
    noise: f32,
    blur: u8,
    streaks: usize,
    /// The sheet was printed by a copier that draws a line along an edge of the paper.
    pub is_copied: bool,
}

impl Scanner {
    pub fn new(dice: &mut Dice) -> Self {
        let dpi = [150.0, 200.0, 300.0][dice.below(3)];
        let is_bilevel = dice.is(0.25);
        Self {
            dpi,
            degrees: dice.between(-8.0, 8.0),
            is_upside_down: dice.is(0.15),
            is_bilevel,
            jpeg: (!is_bilevel && dice.is(0.7)).then(|| dice.between(35.0, 92.0) as u8),
            is_wide: dice.is(0.6),
            perspective: dice.between(0.0, 0.015),
            warp: dice.between(0.0, 0.6),
            light: dice.between(0.0, 0.35),
            noise: dice.between(0.0, if is_bilevel { 6.0 } else { 12.0 }),
            blur: dice.below(if dpi > 250.0 { 3 } else { 2 }) as u8,
            streaks: if dice.is(0.3) { 1 + dice.below(2) } else { 0 },
            is_copied: dice.is(0.1),
        }
    }

    /// The page as this scanner sees it.
    pub fn scan(&self, page: &Plane, dice: &mut Dice) -> Plane {
        let copied = self.is_copied.then(|| copied(page, dice));
        let page = copied.as_ref().unwrap_or(page);
        let scale = self.dpi / 25.4;
        let (sin, cos) = self.degrees.to_radians().sin_cos();
        let (mut width, mut height) = PAGE;
        if self.is_wide {
            (width, height) =
                (PAGE.0 * cos + PAGE.1 * sin.abs() + 4.0, PAGE.1 * cos + PAGE.0 * sin.abs() + 4.0);
        }
        let (columns, rows) = ((width * scale) as usize, (height * scale) as usize);
        let mut tilt = || dice.between(-self.perspective, self.perspective);
        let (tilt_x, tilt_y) = (tilt() / PAGE.0, tilt() / PAGE.1);
        let (phase, wave) = (dice.between(0.0, 6.0), dice.between(60.0, 150.0));
        let turn = if self.is_upside_down { -1.0 } else { 1.0 };
        let of_page = page.width as f32 / PAGE.0;
        let back = |column: f32, row: f32| {
            let (x, y) = (column / scale - width / 2.0, row / scale - height / 2.0);
            let (x, y) = (x * cos + y * sin, y * cos - x * sin);
            let depth = 1.0 + (x * tilt_x + y * tilt_y) * 2.0;
            let (x, y) = (x / depth * turn, y / depth * turn);
            let x = x + self.warp * (y / wave * 3.1 + phase).sin();
            let y = y + self.warp * (x / wave * 2.7 + phase).cos();
            ((x + PAGE.0 / 2.0) * of_page, (y + PAGE.1 / 2.0) * of_page)
        };
        let mut pixels = vec![0_u8; columns * rows];
        let (light_x, light_y) = (dice.normal(), dice.normal());
        for row in 0..rows {
            for column in 0..columns {
                let (x, y) = (column as f32, row as f32);
                let sum: f32 = [(0.3, 0.25), (0.75, 0.3), (0.25, 0.7), (0.7, 0.75)]
                    .into_iter()
                    .map(|(dx, dy)| page.at(back(x + dx, y + dy)))
                    .sum();
                let slope = (x / columns as f32 - 0.5) * light_x + (y / rows as f32 - 0.5) * light_y;
                let light = 1.0 - self.light * (0.5 + slope).clamp(0.0, 1.0);
                // Print is never quite black, paper never quite white.
                pixels[row * columns + column] = ((18.0 + sum / 4.0 * 0.91) * light) as u8;
            }
        }
        for _ in 0..self.blur {
            blur(&mut pixels, columns);
        }
        for _ in 0..self.streaks {
            let at = dice.below(columns);
            let wide = (dice.between(0.1, 0.8) * scale).max(1.0) as usize;
            let left = dice.between(0.3, 0.85);
            for row in pixels.chunks_exact_mut(columns) {
                for pixel in &mut row[at..(at + wide).min(columns)] {
                    *pixel = (f32::from(*pixel) * left) as u8;
                }
            }
        }
        for pixel in &mut pixels {
            *pixel = (f32::from(*pixel) + dice.normal() * self.noise).clamp(0.0, 255.0) as u8;
        }
        if self.is_bilevel {
            let middle = dice.between(105.0, 150.0) * (1.0 - self.light * 0.5);
            for pixel in &mut pixels {
                *pixel = if f32::from(*pixel) < middle { 0 } else { 255 };
            }
        }
        let plane = Plane::new(columns, rows, pixels).expect("as many pixels as the image has");
        match self.jpeg {
            Some(quality) => compressed(&plane, quality),
            None => plane,
        }
    }
}

/// With a dark line from edge to edge, up to a degree askew.
fn copied(page: &Plane, dice: &mut Dice) -> Plane {
    let mut page = page.clone();
    let askew = dice.between(-0.012, 0.012);
    let is_down = dice.is(0.7);
    let (across, along) = if is_down { PAGE } else { (PAGE.1, PAGE.0) };
    let at = dice.between(0.1, 0.9) * across;
    let (from, to) = ((at, 0.0), (at + along * askew, along));
    let turned = |(x, y): (f32, f32)| if is_down { (x, y) } else { (y, x) };
    stroke(&mut page, turned(from), turned(to), dice.between(0.12, 0.5), dice.between(0.2, 0.8));
    page
}

/// A blur of three pixels each way.
fn blur(pixels: &mut [u8], width: usize) {
    let height = pixels.len() / width;
    let before = pixels.to_vec();
    for row in 1..height - 1 {
        for column in 1..width - 1 {
            let at = row * width + column;
            let across =
                |at: usize| u32::from(before[at - 1]) + 2 * u32::from(before[at]) + u32::from(before[at + 1]);
            pixels[at] = ((across(at - width) + 2 * across(at) + across(at + width)) / 16) as u8;
        }
    }
}

fn compressed(plane: &Plane, quality: u8) -> Plane {
    let mut file = Vec::new();
    let encoder = image::codecs::jpeg::JpegEncoder::new_with_quality(&mut file, quality);
    let (width, height) = (plane.width as u32, plane.height as u32);
    image::ImageEncoder::write_image(encoder, &plane.pixels, width, height, image::ExtendedColorType::L8)
        .expect("an image in memory");
    let read = image::load_from_memory(&file).expect("what was written").to_luma8();
    Plane::new(plane.width, plane.height, read.into_raw()).expect("as large as before")
}
