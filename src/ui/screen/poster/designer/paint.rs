//! Renders the board in the background: one rendering at a time, always of the newest state.

use std::sync::{Arc, Mutex, PoisonError};

use iced::widget::image;
use iced::{Rectangle, Size, Task};

use crate::document::poster::{check, findings, layout, sure};
use crate::page::{Fonts, Item, MM, Page, raster};
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
    /// The laid-out poster, kept while only the view changes.
    sheet: Option<(u64, Arc<LaidOutPoster>)>,
}

/// A finished rendering and its place on the board.
#[derive(Debug, Clone)]
pub struct Picture {
    pub handle: image::Handle,
    /// The part of the view it was rendered for, logical pixels.
    pub area: Rectangle,
    pub camera: Camera,
    /// The board it shows, mm.
    pub board: (f32, f32),
}

impl Picture {
    /// The colour of the pixel at a point of the view, while nothing has moved since it was rendered.
    pub fn color(&self, camera: Camera, at: iced::Point) -> Option<[u8; 3]> {
        let image::Handle::Rgba { width, height, pixels, .. } = &self.handle else { return None };
        if self.camera != camera || !self.area.contains(at) {
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

#[derive(Debug, Clone)]
struct LaidOutPoster {
    page: Page,
    measured: Measured,
}

#[derive(Debug, Clone)]
pub struct Painted {
    picture: Option<Picture>,
    revision: u64,
    sheet: Arc<LaidOutPoster>,
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
    /// Identifies the poster's state: an unchanged one is not laid out again.
    pub revision: u64,
    pub pictures: &'a Pictures,
    /// The side that the poster is turned to.
    pub side: usize,
    pub camera: Camera,
    pub view: Size,
    /// Physical pixels per logical pixel.
    pub factor: f32,
    pub has_checks: bool,
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
        let kept = self.sheet.take().filter(|(revision, _)| *revision == order.revision);
        let kept = kept.map(|(_, sheet)| sheet);
        let poster = order.poster.clone();
        let pictures = Arc::clone(order.pictures);
        let shaper = Arc::clone(&self.shaper);
        let Order { revision, camera, view, factor, has_checks, side, .. } = *order;
        let work = move || {
            let mut shaper = shaper.lock().unwrap_or_else(PoisonError::into_inner);
            let fonts = shaper.get_or_insert_with(Fonts::new);
            let mut sheet = kept.map_or_else(|| set(&poster, &pictures, fonts), Arc::unwrap_or_clone);
            let picture = paint(&poster, &mut sheet, camera, view, factor, fonts);
            let checks = has_checks.then(|| {
                let found = findings(&poster, &sheet.measured);
                let held = |path: &str| pictures.get(path).cloned();
                let mut findings = sure(&poster, found, &held, fonts);
                // What is said of the board is said once.
                let others = other_sides(&poster, side).flat_map(|other| check(&other, &held, fonts));
                for finding in others {
                    if finding.element.is_some() || !findings.contains(&finding) {
                        findings.push(finding);
                    }
                }
                findings.sort_by_key(|finding| std::cmp::Reverse(finding.severity));
                Arc::new(Checks { findings, measured: sheet.measured.clone() })
            });
            Painted { picture, revision, sheet: Arc::new(sheet), checks }
        };
        background(work).map(|painted| Message::Painted(Arc::new(painted)))
    }

    /// Takes in a finished rendering; returns whether another is needed.
    pub fn receive(&mut self, painted: &Painted) -> bool {
        self.is_busy = false;
        if painted.picture.is_some() {
            self.picture.clone_from(&painted.picture);
        }
        self.sheet = Some((painted.revision, Arc::clone(&painted.sheet)));
        self.is_stale
    }
}

fn set(poster: &Poster, pictures: &Pictures, fonts: &mut Fonts) -> LaidOutPoster {
    let set = layout(poster, &|path| pictures.get(path).cloned(), fonts);
    let items = vec![Item::Group { transform: Item::IDENTITY, clip: None, items: set.page.items }];
    LaidOutPoster { page: Page { items, ..set.page }, measured: set.measured }
}

/// The sides that are not shown of a poster turned to `side`, each as a poster of its own.
fn other_sides(poster: &Poster, side: usize) -> impl Iterator<Item = Poster> {
    let mut whole = poster.clone();
    whole.turn(side);
    let all: Vec<Poster> = if poster.sides.is_empty() { Vec::new() } else { whole.each_side().collect() };
    all.into_iter().enumerate().filter(move |(index, _)| *index != side).map(|(_, other)| other)
}

/// Renders the visible part of the board.
fn paint(
    poster: &Poster,
    sheet: &mut LaidOutPoster,
    camera: Camera,
    view: Size,
    factor: f32,
    fonts: &mut Fonts,
) -> Option<Picture> {
    let board = Rectangle::new(
        camera.view((0.0, 0.0)),
        Size::new(poster.width * camera.scale, poster.height * camera.scale),
    );
    let shown = board.intersection(&Rectangle::with_size(view))?;
    // Whole physical pixels, so that nothing is resampled.
    let whole = |value: f32| (value * factor).round() / factor;
    let (left, top) = (whole(shown.x), whole(shown.y));
    let width = (whole(shown.x + shown.width) - left).max(1.0 / factor);
    let height = (whole(shown.y + shown.height) - top).max(1.0 / factor);
    let points = MM / camera.scale;
    sheet.page.size = crate::page::Size { width: width * points, height: height * points };
    if let Some(Item::Group { transform, .. }) = sheet.page.items.first_mut() {
        let (dx, dy) = ((camera.origin.x - left) * points, (camera.origin.y - top) * points);
        *transform = [1.0, 0.0, 0.0, 1.0, dx, dy];
    }
    let raster = raster::render(&sheet.page, factor / points, fonts);
    let handle = image::Handle::from_rgba(raster.width, raster.height, raster.rgba);
    let area = Rectangle { x: left, y: top, width, height };
    Some(Picture { handle, area, camera, board: (poster.width, poster.height) })
}
