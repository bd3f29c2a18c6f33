//! Pages: text set once in document units, items at fixed positions.
//!
//! Lengths are points (1/72 inch), y grows downwards from the top left corner of the sheet. Two consumers
//! read a [`Page`]: the PDF writer and [`raster`]; neither breaks a line again.

pub mod block;
pub mod flow;
pub mod font;
pub mod picture;
pub mod raster;
pub mod text;

pub(crate) mod bounds;
mod color;
pub(crate) mod drawing;
mod fonts;
mod gradient;
mod ink;
mod installed;
mod item;
pub(crate) mod jpeg;
mod metrics;
mod outlined;
mod paper;
mod plate;
mod reading;
mod scale;
mod segment;
mod separated;

pub use block::{
    Align, Block, Cell, Column, Continuation, Figure, Furniture, Paragraph, Row, Sheet, Span, Style, Table,
};
pub use color::Color;
pub use flow::{Breaks, Flowed, flow, stream_pages};
pub use font::Face;
pub use fonts::Fonts;
pub use gradient::{Gradient, Spread, Stop};
pub use installed::{Embedding, Installed};
pub use item::{Glyph, GlyphRun, Item, Link, PageImage, Path, Stroke};
pub use metrics::Metrics;
pub use paper::PaperSize;
pub use plate::Plate;
pub use raster::{Bands, PictureError, Raster, render};
pub use segment::Segment;
pub use text::{Fitted, Line, SetText};

use chrono::NaiveDate;

/// Points in one millimetre.
pub const MM: f32 = 72.0 / 25.4;

#[derive(Debug, Clone, Copy, PartialEq, Default)]
pub struct Point {
    pub x: f32,
    pub y: f32,
}

#[derive(Debug, Clone, Copy, PartialEq, Default)]
pub struct Size {
    pub width: f32,
    pub height: f32,
}

impl Size {
    /// From lengths in millimetres.
    pub const fn mm(width: f32, height: f32) -> Self {
        Self { width: width * MM, height: height * MM }
    }

    #[must_use]
    pub fn landscape(self) -> Self {
        Self { width: self.width.max(self.height), height: self.width.min(self.height) }
    }
}

#[derive(Debug, Clone, Copy, PartialEq, Default)]
pub struct Rect {
    pub x: f32,
    pub y: f32,
    pub width: f32,
    pub height: f32,
}

impl Rect {
    /// From the top left corner; points.
    pub fn new(x: f32, y: f32, width: f32, height: f32) -> Self {
        Self { x, y, width, height }
    }
}

/// A page ready to be drawn.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Page {
    pub size: Size,
    /// The finished size within the sheet; the whole sheet when none (PDF `TrimBox`).
    pub trim: Option<Rect>,
    /// How far the ink extends; the trim when none (PDF `BleedBox`).
    pub bleed: Option<Rect>,
    /// Painted in order.
    pub items: Vec<Item>,
}

/// Pages with the metadata and outline of a document.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Document {
    pub title: String,
    pub author: String,
    pub pages: Vec<Page>,
    pub bookmarks: Vec<Bookmark>,
    /// The day of a file for blind exchange with a press (PDF/X-4, ISO 15930-7); none for an ordinary one.
    pub exchange: Option<NaiveDate>,
}

#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Bookmark {
    pub title: String,
    /// 0-based.
    pub page: usize,
}
