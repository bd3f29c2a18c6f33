//! Renders the board in the background: one rendering at a time, always of the newest state.

use std::collections::BTreeMap;
use std::sync::{Arc, Mutex, PoisonError};

use iced::widget::image;
use iced::{Rectangle, Size, Task};

use crate::document::poster::{Damage, KeptLayout, Pictures as Files, findings, sure};
use crate::page::{Fonts, Item, MM, Page, Rect, raster};
use crate::poster::Poster;
use crate::poster::preflight::{Finding, Measured};
use crate::ui::{Pictures, background};

use super::{Camera, Message};

/// The designer's own fonts, created at first use: no other preview can block it.
pub type SharedFonts = Arc<Mutex<Option<Fonts>>>;

#[derive(Debug, Default)]
pub struct BoardRenderer {
    shaper: SharedFonts,
    is_busy: bool,
    /// Requested again while busy.
    is_stale: bool,
    pub picture: Option<Picture>,
    /// From which the next layout takes what has not changed.
    layout: Option<Arc<KeptLayout>>,
    /// The same of the sides that are not shown.
    sides: BTreeMap<usize, Arc<KeptLayout>>,
}

/// A finished rendering and its place on the board.
#[derive(Debug, Clone)]
pub struct Picture {
    pub whole: Tile,
    /// What has changed since the whole was rendered, to be drawn over it.
    pub patch: Option<Tile>,
    pub camera: Camera,
    /// The board it shows, mm.
    pub board: (f32, f32),
    /// Physical pixels per logical pixel.
    factor: f32,
    /// What the whole shows.
    layout: Arc<KeptLayout>,
}

impl Picture {
    /// The colour of the pixel at a point of the view, while nothing has moved since it was rendered.
    pub fn color(&self, camera: Camera, at: iced::Point) -> Option<[u8; 3]> {
        if self.camera != camera {
            return None;
        }
        self.patch.iter().chain([&self.whole]).find_map(|tile| tile.color(at))
    }
}

impl Tile {
    fn color(&self, at: iced::Point) -> Option<[u8; 3]> {
        let image::Handle::Rgba { width, height, pixels, .. } = &self.handle else { return None };
        if !self.area.contains(at) {
            return None;
        }
        let place = |at: f32, from: f32, length: f32, count: u32| {
            (((at - from) / length * count as f32) as usize).min(count as usize - 1)
        };
        let column = place(at.x, self.area.x, self.area.width, *width);
        let row = place(at.y, self.area.y, self.area.height, *height);
        let start = (row * *width as usize + column) * 4;
        pixels.get(start..start + 3)?.try_into().ok()
    }
}

/// Pixels, and the part of the view that they show, logical pixels.
#[derive(Debug, Clone)]
pub struct Tile {
    pub handle: image::Handle,
    pub area: Rectangle,
}

#[derive(Debug, Clone)]
pub struct Painted {
    picture: Option<Picture>,
    layout: Arc<KeptLayout>,
    /// Of the sides that are not shown, where they were checked.
    sides: BTreeMap<usize, Arc<KeptLayout>>,
    /// None during a drag.
    pub checks: Option<Arc<Checks>>,
}

/// The preflight's findings, with the measurements they are based on.
#[derive(Debug, Clone, Default)]
pub struct Checks {
    pub findings: Vec<Finding>,
    pub measured: Measured,
}

/// The input of a rendering.
#[derive(Debug)]
pub struct Order<'a> {
    pub poster: &'a Poster,
    pub pictures: &'a Pictures,
    /// The side that the poster is turned to.
    pub side: usize,
    pub camera: Camera,
    pub view: Size,
    /// Physical pixels per logical pixel.
    pub factor: f32,
    pub checking: Checking,
}

/// How far a rendered state is checked.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Checking {
    /// It is being dragged.
    No,
    Findings,
    /// Each mend is tried, too, because it is offered.
    Mends,
}

impl BoardRenderer {
    pub fn new(shaper: SharedFonts) -> Self {
        Self { shaper, ..Self::default() }
    }

    /// The fonts, shared with other work in the background.
    pub fn shaper(&self) -> &SharedFonts {
        &self.shaper
    }

    /// Starts a rendering, or schedules one after the current one.
    pub fn request(&mut self, order: &Order<'_>) -> Task<Message> {
        if self.is_busy {
            self.is_stale = true;
            return Task::none();
        }
        self.is_busy = true;
        self.is_stale = false;
        let (before, last) = (self.layout.clone(), self.picture.clone());
        let poster = order.poster.clone();
        let pictures = Arc::clone(order.pictures);
        let shaper = Arc::clone(&self.shaper);
        let Order { camera, view, factor, checking, side, .. } = *order;
        let before_sides = self.sides.clone();
        let work = move || {
            let mut shaper = shaper.lock().unwrap_or_else(PoisonError::into_inner);
            let fonts = shaper.get_or_insert_with(Fonts::new);
            let files = |path: &str| pictures.get(path).cloned();
            let layout = Arc::new(KeptLayout::new(&poster, before.as_deref(), &files, fonts));
            let board = Size::new(poster.width, poster.height);
            let picture = Sight { board, camera, view, factor }.paint(&layout, last, fonts);
            let mut sides = BTreeMap::new();
            let checks = (checking != Checking::No).then(|| {
                let measured = layout.measured();
                let mut found = checked(&poster, &layout, checking, &files, fonts);
                // What is said of the board is said once.
                for (index, other) in other_sides(&poster, side) {
                    let before = before_sides.get(&index).map(Arc::as_ref);
                    let layout = Arc::new(KeptLayout::new(&other, before, &files, fonts));
                    for finding in checked(&other, &layout, checking, &files, fonts) {
                        if finding.element.is_some() || !found.contains(&finding) {
                            found.push(finding);
                        }
                    }
                    let _ = sides.insert(index, layout);
                }
                found.sort_by_key(|finding| std::cmp::Reverse(finding.severity));
                Arc::new(Checks { findings: found, measured })
            });
            Painted { picture, layout, sides, checks }
        };
        background(work).map(|painted| Message::Painted(Arc::new(painted)))
    }

    /// Takes in a finished rendering; returns whether another is needed.
    pub fn receive(&mut self, painted: &Painted) -> bool {
        self.is_busy = false;
        if painted.picture.is_some() {
            self.picture.clone_from(&painted.picture);
        }
        self.layout = Some(Arc::clone(&painted.layout));
        if painted.checks.is_some() {
            self.sides.clone_from(&painted.sides);
        }
        self.is_stale
    }
}

/// What the preflight says of a side, with the mends that are sure if they are wanted.
fn checked(
    poster: &Poster,
    layout: &KeptLayout,
    checking: Checking,
    files: &Files<'_>,
    fonts: &mut Fonts,
) -> Vec<Finding> {
    let found = findings(poster, &layout.measured());
    if checking == Checking::Mends { sure(poster, found, layout, files, fonts) } else { found }
}

/// The sides that are not shown of a poster turned to `side`, each as a poster of its own.
fn other_sides(poster: &Poster, side: usize) -> impl Iterator<Item = (usize, Poster)> {
    let all: Vec<Poster> = if poster.sides.is_empty() {
        Vec::new()
    } else {
        let mut whole = poster.clone();
        whole.turn(side);
        whole.each_side().collect()
    };
    all.into_iter().enumerate().filter(move |(index, _)| *index != side)
}

/// What of the board is seen, and how large.
struct Sight {
    /// Millimetres.
    board: Size,
    camera: Camera,
    view: Size,
    factor: f32,
}

impl Sight {
    /// Renders the visible part of the board, or only what has changed since the last rendering of it.
    fn paint(&self, layout: &Arc<KeptLayout>, last: Option<Picture>, fonts: &mut Fonts) -> Option<Picture> {
        let Self { board, camera, view, factor } = *self;
        let size = Size::new(board.width * camera.scale, board.height * camera.scale);
        let board = Rectangle::new(camera.view((0.0, 0.0)), size);
        let shown = board.intersection(&Rectangle::with_size(view))?;
        // Whole physical pixels, so that nothing is resampled.
        let whole = |value: f32| (value * factor).round() / factor;
        let (left, top) = (whole(shown.x), whole(shown.y));
        let width = (whole(shown.x + shown.width) - left).max(1.0 / factor);
        let height = (whole(shown.y + shown.height) - top).max(1.0 / factor);
        let area = Rectangle { x: left, y: top, width, height };
        let is_same = |last: &Picture| {
            last.camera == camera && last.whole.area == area && (last.factor - factor).abs() < f32::EPSILON
        };
        if let Some(last) = last.filter(is_same) {
            match layout.damage_since(&last.layout) {
                Damage::Nothing => return Some(Picture { patch: None, ..last }),
                Damage::Within(rect) => {
                    // A larger patch is not worth its place in memory.
                    let patch = self.pixels_around(rect, area);
                    if patch.width * patch.height <= area.width * area.height / 2.0 {
                        let patch = self.tile(layout, patch, fonts);
                        return Some(Picture { patch: Some(patch), ..last });
                    }
                }
                Damage::All => {}
            }
        }
        let whole = self.tile(layout, area, fonts);
        let board = (self.board.width, self.board.height);
        Some(Picture { whole, patch: None, camera, board, factor, layout: Arc::clone(layout) })
    }

    /// Points of the page in a logical pixel.
    fn points(&self) -> f32 {
        MM / self.camera.scale
    }

    /// The whole physical pixels around a rectangle of the page, within an area of the view.
    fn pixels_around(&self, rect: Rect, area: Rectangle) -> Rectangle {
        // Smoothed edges reach into the next pixel.
        const EDGE: f32 = 2.0;
        let pixels = self.factor / self.points();
        let origin = (self.camera.origin - iced::Vector::new(area.x, area.y)) * self.factor;
        let most = (area.width * self.factor, area.height * self.factor);
        let near = |at: f32, most: f32| (at - EDGE).floor().clamp(0.0, (most - 1.0).max(0.0));
        let far = |at: f32, near: f32, most: f32| (at + EDGE).ceil().clamp(near + 1.0, most.max(near + 1.0));
        let (left, top) =
            (near(rect.x * pixels + origin.x, most.0), near(rect.y * pixels + origin.y, most.1));
        let right = far((rect.x + rect.width) * pixels + origin.x, left, most.0);
        let foot = far((rect.y + rect.height) * pixels + origin.y, top, most.1);
        Rectangle {
            x: area.x + left / self.factor,
            y: area.y + top / self.factor,
            width: (right - left) / self.factor,
            height: (foot - top) / self.factor,
        }
    }

    /// Renders a part of the view, in whole physical pixels.
    fn tile(&self, layout: &KeptLayout, area: Rectangle, fonts: &mut Fonts) -> Tile {
        let points = self.points();
        let (dx, dy) = ((self.camera.origin.x - area.x) * points, (self.camera.origin.y - area.y) * points);
        let (width, height) = (area.width * points, area.height * points);
        let items = layout.items_within(Rect::new(-dx, -dy, width, height));
        let items = vec![Item::Group { transform: [1.0, 0.0, 0.0, 1.0, dx, dy], clip: None, items }];
        let page = Page { size: crate::page::Size { width, height }, items, ..Page::default() };
        let raster = raster::render(&page, self.factor / points, fonts);
        Tile { handle: image::Handle::from_rgba(raster.width, raster.height, raster.rgba), area }
    }
}
