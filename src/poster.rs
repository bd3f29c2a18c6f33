//! Posters and panos: elements on a board, in millimetres of the finished size.

pub mod edit;
pub mod preflight;
pub mod template;

mod element;

pub use element::{
    Element, ElementId, Fill, Fit, Frame, HorizontalAlign, Icon, Ink, Kind, Picture, PictureFit, Qr, Shape,
    ShapeForm, Text, Typeface, VerticalAlign,
};

use serde::{Deserialize, Serialize};

/// A poster's layout: the body of a `.poster` file, as RON.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Poster {
    /// Finished width and height, mm.
    pub width: f32,
    pub height: f32,
    /// Ink beyond the trim on each side, mm.
    #[serde(default = "Poster::default_bleed")]
    pub bleed: f32,
    /// Text stays this far inside the trim, mm.
    #[serde(default)]
    pub safe: f32,
    /// How far away it is read, metres.
    #[serde(default = "Poster::default_distance")]
    pub viewing_distance: f32,
    pub background: Fill,
    /// Painted in order: the last lies on top.
    pub elements: Vec<Element>,
}

impl Poster {
    fn default_bleed() -> f32 {
        3.0
    }

    fn default_distance() -> f32 {
        2.0
    }
}
