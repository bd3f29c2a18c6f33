//! The elements of a poster.

use serde::{Deserialize, Serialize};

use super::{Fill, Ink, Motif, Role, Text};

/// Unique within its poster.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(transparent)]
pub struct ElementId(pub u32);

impl std::fmt::Display for ElementId {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        self.0.fmt(f)
    }
}

#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Element {
    pub id: ElementId,
    /// The name in the layer list; when empty, the text or the kind is shown.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub name: String,
    pub frame: Frame,
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub is_locked: bool,
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub is_hidden: bool,
    /// Percent, 0 to 100: how much of what lies below is hidden.
    #[serde(default = "Element::opaque", skip_serializing_if = "Element::is_opaque")]
    pub opacity: f32,
    /// The group that it is chosen and moved with; none by itself.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub group: Option<GroupId>,
    /// Its part in the design, by which it is laid out at another size; guessed when none.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub role: Option<Role>,
    /// The same in all posters of a family that show the same thing; none for what only this one has.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub link: Option<u32>,
    pub kind: ElementKind,
}

/// Elements of a poster with the same number form a group.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(transparent)]
pub struct GroupId(pub u32);

/// Millimetres from the trim's top left corner.
#[derive(Debug, Clone, Copy, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Frame {
    pub x: f32,
    pub y: f32,
    pub width: f32,
    pub height: f32,
    /// Degrees clockwise about the centre.
    #[serde(default)]
    pub rotation: f32,
}

#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub enum ElementKind {
    Text(Text),
    Shape(Shape),
    Picture(Picture),
    Qr(Qr),
    Icon(Icon),
}

impl Element {
    /// Without a name, opaque, shown and free to be moved, in no group.
    pub fn new(id: ElementId, frame: Frame, kind: ElementKind) -> Self {
        Self {
            id,
            name: String::new(),
            frame,
            is_locked: false,
            is_hidden: false,
            opacity: Self::opaque(),
            group: None,
            role: None,
            link: None,
            kind,
        }
    }

    fn opaque() -> f32 {
        100.0
    }

    #[allow(clippy::trivially_copy_pass_by_ref, reason = "serde passes a reference")]
    fn is_opaque(opacity: &f32) -> bool {
        *opacity >= 100.0
    }

    /// What people call it: its name, else its own words or kind.
    pub fn label(&self) -> String {
        if !self.name.is_empty() {
            return self.name.clone();
        }
        match &self.kind {
            ElementKind::Text(text) => {
                let shown = text.text.split_whitespace().collect::<Vec<_>>().join(" ");
                if shown.is_empty() { "Chữ trống".to_owned() } else { shown }
            }
            other => other.name().to_owned(),
        }
    }
}

impl ElementKind {
    /// For people.
    pub fn name(&self) -> &'static str {
        match self {
            Self::Text(_) => "Chữ",
            Self::Picture(_) => "Ảnh",
            Self::Qr(_) => "Mã QR",
            Self::Icon(_) => "Biểu tượng",
            Self::Shape(shape) => match shape.form {
                ShapeForm::Rectangle { .. } => "Hình chữ nhật",
                ShapeForm::Ellipse => "Hình bầu dục",
                ShapeForm::Line => "Đường kẻ",
                ShapeForm::Chevron => "Mũi tên",
                ShapeForm::Polygon { .. } => "Đa giác",
                ShapeForm::Star { .. } => "Ngôi sao",
                ShapeForm::Motif(motif) => motif.name(),
            },
        }
    }
}

#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Shape {
    pub form: ShapeForm,
    #[serde(default)]
    pub fill: Option<Fill>,
    /// Ink and width in mm.
    #[serde(default)]
    pub stroke: Option<(Ink, f32)>,
    #[serde(default, skip_serializing_if = "Dash::is_solid")]
    pub dash: Dash,
    /// Its outline is the cutting line (die line): not printed, so fill and stroke do not matter.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub is_cut: bool,
}

impl Shape {
    /// A shape that is printed.
    pub fn new(form: ShapeForm, fill: Option<Fill>, stroke: Option<(Ink, f32)>) -> Self {
        Self { form, fill, stroke, dash: Dash::Solid, is_cut: false }
    }
}

/// How a stroke is broken.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Serialize, Deserialize)]
pub enum Dash {
    #[default]
    Solid,
    Dashes,
    Dots,
    /// A dash and a dot in turn.
    DashDot,
}

impl Dash {
    pub const ALL: [Self; 4] = [Self::Solid, Self::Dashes, Self::Dots, Self::DashDot];

    /// For people.
    pub fn name(self) -> &'static str {
        match self {
            Self::Solid => "Nét liền",
            Self::Dashes => "Nét đứt",
            Self::Dots => "Chấm",
            Self::DashDot => "Gạch chấm",
        }
    }

    /// Dashes and gaps in turn, as multiples of the stroke's width; none for a solid one.
    pub fn lengths(self) -> &'static [f32] {
        match self {
            Self::Solid => &[],
            Self::Dashes => &[3.0, 2.0],
            Self::Dots => &[1.0, 1.0],
            Self::DashDot => &[4.0, 1.5, 1.0, 1.5],
        }
    }

    #[allow(clippy::trivially_copy_pass_by_ref, reason = "serde passes a reference")]
    fn is_solid(&self) -> bool {
        *self == Self::Solid
    }
}

#[derive(Debug, Clone, Copy, PartialEq, Serialize, Deserialize)]
pub enum ShapeForm {
    /// Corner radius, mm.
    Rectangle {
        radius: f32,
    },
    Ellipse,
    /// From the frame's top left to its bottom right.
    Line,
    /// Pointing right, for process steps.
    Chevron,
    /// With this many corners, 3 to 24, the first in the middle of the upper edge.
    Polygon {
        corners: u8,
    },
    /// With this many points, 3 to 24, the first in the middle of the upper edge.
    Star {
        points: u8,
    },
    /// A figure of the program's own set, stretched to the frame.
    Motif(Motif),
}

/// An image file in the workspace.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Picture {
    /// Relative to the workspace: "images/….jpg"; empty is a placeholder.
    pub path: String,
    #[serde(default)]
    pub fit: PictureFit,
    /// A multiple of the size that `fit` gives it.
    #[serde(default = "Picture::whole", skip_serializing_if = "Picture::is_whole")]
    pub zoom: f32,
    /// Where it lies in its frame, each 0 to 1: 0 shows its left and its top, 1 its right and its foot. Where it is
    /// smaller than the frame, the same numbers place it between the frame's edges.
    #[serde(default = "Picture::centred", skip_serializing_if = "Picture::is_centred")]
    pub place: (f32, f32),
    /// The form it is cropped to; none is the frame itself. A line crops nothing.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub mask: Option<ShapeForm>,
}

impl Picture {
    /// By its path, centred, in the whole frame.
    pub fn new(path: impl Into<String>, fit: PictureFit) -> Self {
        Self { path: path.into(), fit, zoom: Self::whole(), place: Self::centred(), mask: None }
    }

    fn whole() -> f32 {
        1.0
    }

    #[allow(clippy::trivially_copy_pass_by_ref, reason = "serde passes a reference")]
    fn is_whole(zoom: &f32) -> bool {
        (*zoom - 1.0).abs() < f32::EPSILON
    }

    fn centred() -> (f32, f32) {
        (0.5, 0.5)
    }

    #[allow(clippy::trivially_copy_pass_by_ref, reason = "serde passes a reference")]
    fn is_centred(place: &(f32, f32)) -> bool {
        *place == Self::centred()
    }

    /// Where the whole picture lies, mm of the board, cropped parts included. `width` and `height` are the picture's
    /// own, in any unit.
    pub fn area(&self, frame: Frame, width: f32, height: f32) -> Frame {
        let (across, down) = (frame.width / width, frame.height / height);
        let fitted = match self.fit {
            PictureFit::Cover => across.max(down),
            PictureFit::Contain => across.min(down),
        };
        let (wide, high) = (width * fitted * self.zoom, height * fitted * self.zoom);
        let x = frame.x + (frame.width - wide) * self.place.0;
        let y = frame.y + (frame.height - high) * self.place.1;
        Frame { x, y, width: wide, height: high, ..frame }
    }
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Serialize, Deserialize)]
pub enum PictureFit {
    /// Fills the frame, cropped around the centre.
    #[default]
    Cover,
    /// Entirely within the frame.
    Contain,
}

#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Qr {
    /// The encoded content: an address or plain text.
    pub content: String,
    pub ink: Ink,
    /// Behind the code, with its quiet zone; none is transparent.
    #[serde(default)]
    pub paper: Option<Ink>,
}

/// A lucide icon by its name.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Icon {
    /// The name in lucide: "phone".
    pub name: String,
    pub ink: Ink,
}
