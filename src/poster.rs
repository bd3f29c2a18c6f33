//! Posters and panos: elements on a board, in millimetres of the finished size.

pub mod arrange;
pub mod caret;
pub mod edit;
pub mod family;
pub mod flow;
pub mod preflight;
pub mod size;
pub mod snap;
pub mod template;

mod contrast;
mod element;
mod file;
mod finishing;
mod geometry;
mod gradient;
mod guide;
mod ink;
mod motif;
mod outline;
mod own;
mod recolor;
mod role;
mod side;
mod text;

pub use caret::Caret;
pub use edit::Edit;
pub use element::{
    Dash, Element, ElementId, ElementKind, Frame, GroupId, Icon, Picture, PictureFit, Qr, Shape, ShapeForm,
};
pub use file::Error;
pub use finishing::{EyeletEdges, Eyelets, Finishing};
pub use guide::GuideLine;
pub use ink::{Fill, Ink, Middle, Stop};
pub use motif::{Motif, Step as MotifStep};
pub use own::OwnTemplate;
pub use role::Role;
pub use side::{Folding, Side};
pub use snap::{Guide, Snapping, snap};
pub use text::{
    Fit, HorizontalAlign, Look, Outline, Run, Shadow, Span, SystemFace, Text, Typeface, VerticalAlign,
};

use serde::{Deserialize, Serialize};

/// A poster's layout: the body of a `.poster` file, as RON.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Poster {
    /// Finished width and height, mm.
    pub width: f32,
    pub height: f32,
    /// Ink beyond the trim on each side, mm.
    #[serde(default = "Poster::default_bleed")]
    pub bleed: f32,
    /// Text keeps this distance from the trim, mm.
    #[serde(default)]
    pub safe: f32,
    /// The distance it is read from, metres.
    #[serde(default = "Poster::default_distance")]
    pub viewing_distance: f32,
    /// Hems and eyelets; none when it is trimmed and not hung.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub finishing: Option<Finishing>,
    /// Of a poster for a screen: millimetres of the board for each pixel.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub pixel: Option<f32>,
    /// Where paper is folded, mm from the left of its first side.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub folds: Vec<f32>,
    /// In a poster made from another one for a further size: the name of their family, by which they share words,
    /// colours and pictures. Empty in the one that it began with.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub family: String,
    /// Lines to set elements along.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub guides: Vec<GuideLine>,
    pub background: Fill,
    /// Painted in order, so the last element is on top.
    pub elements: Vec<Element>,
    /// The sides after the first: the back of a leaflet or of a flag.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub sides: Vec<Side>,
}

impl Poster {
    fn default_bleed() -> f32 {
        3.0
    }

    fn default_distance() -> f32 {
        2.0
    }

    /// An empty white poster of a standard size.
    pub fn blank(size: &size::Standard) -> Self {
        Self {
            width: size.width,
            height: size.height,
            bleed: size.bleed,
            safe: size.safe,
            viewing_distance: size.viewing_distance,
            finishing: size.finishing,
            pixel: size.pixel,
            folds: Vec::new(),
            family: String::new(),
            guides: Vec::new(),
            background: Fill::Solid(Ink::WHITE),
            elements: Vec::new(),
            sides: Vec::new(),
        }
    }

    pub fn element(&self, id: ElementId) -> Option<&Element> {
        self.elements.iter().find(|element| element.id == id)
    }

    /// An element's index in the painting order.
    pub fn position(&self, id: ElementId) -> Option<usize> {
        self.elements.iter().position(|element| element.id == id)
    }

    /// An unused id.
    pub fn free_id(&self) -> ElementId {
        ElementId(self.all_elements().map(|element| element.id.0).max().map_or(1, |id| id.saturating_add(1)))
    }

    /// The paths of its pictures.
    pub fn pictures(&self) -> impl Iterator<Item = &str> {
        self.all_elements().filter_map(|element| match &element.kind {
            ElementKind::Picture(picture) if !picture.path.is_empty() => Some(picture.path.as_str()),
            _ => None,
        })
    }

    /// The finished size as people say it: "8 × 4 m", "420 × 594 mm", "1200 × 630 điểm ảnh".
    pub fn size_name(&self) -> String {
        match self.pixels() {
            Some((width, height)) => format!("{width} × {height} điểm ảnh"),
            None => size::name(self.width, self.height),
        }
    }

    /// The pixels across and down of a poster for a screen.
    pub fn pixels(&self) -> Option<(u32, u32)> {
        let pixel = self.pixel.filter(|pixel| *pixel > 0.0)?;
        let count = |length: f32| (length / pixel).round().max(1.0) as u32;
        Some((count(self.width), count(self.height)))
    }
}
