//! The embedded faces, the only ones in documents; posters may use fonts of the system, too. The same bytes are used
//! for shaping, drawing and embedding.

use std::io::Read;
use std::sync::OnceLock;

use flate2::read::ZlibDecoder;
use ttf_parser::GlyphId;

use super::metrics::{Loaded, Metrics, metrics};
use super::{Installed, Point, Segment};

/// A face that ships with the program, or one of the system.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Face {
    Serif,
    SerifBold,
    SerifItalic,
    SerifBoldItalic,
    Sans,
    SansMedium,
    SansSemiBold,
    SansBold,
    SansExtraBold,
    SansItalic,
    /// Noto Sans, for its tabular figures.
    Figures,
    FiguresBold,
    Anton,
    Bevan,
    Oswald,
    MontserratBold,
    MontserratExtraBold,
    MontserratBlack,
    Lobster,
    /// Lucide icons.
    Icons,
    /// Signs that no other face has: ☎ ✓ ☐ ★ ➔.
    Symbols,
    MoreSymbols,
    Khmer,
    KhmerBold,
    KhmerSerif,
    KhmerSerifBold,
    /// Of the system.
    Installed(Installed),
}

/// A font file: `plain` ones are needed when the window starts or for every paper, `packed` ones are unpacked when
/// first used.
macro_rules! file {
    // A static is in the program once, however often it is named.
    (plain $file:literal) => {{
        static BYTES: &[u8] = include_bytes!(concat!("../../assets/", $file));
        BYTES
    }};
    (packed $file:literal) => {{
        static BYTES: OnceLock<Vec<u8>> = OnceLock::new();
        BYTES.get_or_init(|| unpack(include_bytes!(concat!(env!("OUT_DIR"), "/", $file, ".z"))))
    }};
}

/// Undoes what `assets/build.rs` does to a file.
fn unpack(packed: &[u8]) -> Vec<u8> {
    let mut bytes = Vec::new();
    let read = ZlibDecoder::new(packed).read_to_end(&mut bytes);
    let _ = read.expect("packed when the program was built");
    bytes
}

macro_rules! faces {
    ($($face:ident => $name:literal, $kind:ident $file:literal;)*) => {
        impl Face {
            /// Every face of the program, in the order of declaration.
            pub const ALL: [Self; 26] = [$(Self::$face),*];

            /// The font file.
            pub fn bytes(self) -> &'static [u8] {
                match self {
                    $(Self::$face => file!($kind $file),)*
                    Self::Installed(one) => one.font().bytes,
                }
            }

            /// A number of its own, for tables by face: the program's first.
            pub(in crate::page) fn slot(self) -> usize {
                enum Slot { $($face),* }
                match self {
                    $(Self::$face => Slot::$face as usize,)*
                    Self::Installed(one) => Self::ALL.len() + one.number(),
                }
            }

            /// The PostScript name, used in PDF files.
            pub fn name(self) -> &'static str {
                match self {
                    $(Self::$face => $name,)*
                    Self::Installed(one) => one.font().name,
                }
            }
        }
    };
}

faces! {
    Serif => "LiberationSerif", plain "fonts/LiberationSerif-Regular.ttf";
    SerifBold => "LiberationSerif-Bold", plain "fonts/LiberationSerif-Bold.ttf";
    SerifItalic => "LiberationSerif-Italic", plain "fonts/LiberationSerif-Italic.ttf";
    SerifBoldItalic => "LiberationSerif-BoldItalic", plain "fonts/LiberationSerif-BoldItalic.ttf";
    Sans => "BeVietnamPro-Regular", plain "fonts/BeVietnamPro-Regular.ttf";
    SansMedium => "BeVietnamPro-Medium", plain "fonts/BeVietnamPro-Medium.ttf";
    SansSemiBold => "BeVietnamPro-SemiBold", plain "fonts/BeVietnamPro-SemiBold.ttf";
    SansBold => "BeVietnamPro-Bold", plain "fonts/BeVietnamPro-Bold.ttf";
    SansExtraBold => "BeVietnamPro-ExtraBold", packed "BeVietnamPro-ExtraBold";
    SansItalic => "BeVietnamPro-Italic", plain "fonts/BeVietnamPro-Italic.ttf";
    Figures => "NotoSans-Regular", plain "fonts/NotoSans-Regular.ttf";
    FiguresBold => "NotoSans-Bold", packed "NotoSans-Bold";
    Anton => "Anton-Regular", packed "Anton-Regular";
    Bevan => "Bevan-Regular", packed "Bevan-Regular";
    Oswald => "Oswald-Bold", packed "Oswald-Bold";
    MontserratBold => "Montserrat-Bold", packed "Montserrat-Bold";
    MontserratExtraBold => "Montserrat-ExtraBold", packed "Montserrat-ExtraBold";
    MontserratBlack => "Montserrat-Black", packed "Montserrat-Black";
    Lobster => "Lobster-Regular", packed "Lobster-Regular";
    Icons => "lucide", plain "icons/lucide.ttf";
    Symbols => "NotoSansSymbols2-Regular", plain "fonts/NotoSansSymbols2-Subset.ttf";
    MoreSymbols => "NotoSansSymbols-Regular", plain "fonts/NotoSansSymbols-Subset.ttf";
    Khmer => "NotoSansKhmer-Regular", plain "fonts/NotoSansKhmer-Regular-Subset.ttf";
    KhmerBold => "NotoSansKhmer-Bold", plain "fonts/NotoSansKhmer-Bold-Subset.ttf";
    KhmerSerif => "NotoSerifKhmer-Regular", packed "NotoSerifKhmer-Regular-Subset";
    KhmerSerifBold => "NotoSerifKhmer-Bold", packed "NotoSerifKhmer-Bold-Subset";
}

impl Face {
    pub fn metrics(self) -> Metrics {
        self.loaded().metrics
    }

    /// The glyph of a character, if the face has one.
    pub fn glyph(self, character: char) -> Option<u16> {
        self.loaded().ttf.glyph_index(character).map(|id| id.0)
    }

    /// Whether this face sets figures with tabular widths: the faces of documents do, those of posters do
    /// not.
    pub(in crate::page) fn has_tabular_figures(self) -> bool {
        matches!(
            self,
            Self::Serif
                | Self::SerifBold
                | Self::SerifItalic
                | Self::SerifBoldItalic
                | Self::Figures
                | Self::FiguresBold
        )
    }

    /// The faces for characters that this one lacks, the first that has them.
    #[must_use]
    pub fn fallbacks(self) -> [Self; 4] {
        use Face::{
            Figures, FiguresBold, Khmer, KhmerBold, KhmerSerif, KhmerSerifBold, MoreSymbols, Symbols,
        };
        let (figures, khmer) = match self {
            Self::SerifBold | Self::SerifBoldItalic => (FiguresBold, KhmerSerifBold),
            Self::Serif | Self::SerifItalic => (Figures, KhmerSerif),
            Self::SansSemiBold
            | Self::SansBold
            | Self::SansExtraBold
            | Self::FiguresBold
            | Self::Anton
            | Self::Bevan
            | Self::Oswald
            | Self::MontserratBold
            | Self::MontserratExtraBold
            | Self::MontserratBlack => (FiguresBold, KhmerBold),
            _ => (Figures, Khmer),
        };
        [figures, khmer, Symbols, MoreSymbols]
    }

    /// Whether its letters are Khmer, which are shaped by rules of their own.
    pub(in crate::page) fn is_khmer(self) -> bool {
        matches!(self, Self::Khmer | Self::KhmerBold | Self::KhmerSerif | Self::KhmerSerifBold)
    }

    /// A glyph's unhinted advance, em.
    pub fn advance(self, glyph: u16) -> f32 {
        let Loaded { ttf, metrics } = self.loaded();
        f32::from(ttf.glyph_hor_advance(GlyphId(glyph)).unwrap_or(0)) / f32::from(metrics.units_per_em)
    }

    /// A glyph's outline in em from its origin on the baseline, y downwards; empty for a space.
    ///
    /// Quadratic curves are converted to cubics. Scaled by the size and moved to the glyph's position, this
    /// is the printed outline.
    pub fn outline(self, glyph: u16) -> Vec<Segment> {
        outline(&self.loaded().ttf, glyph)
    }

    pub(crate) fn loaded(self) -> &'static Loaded {
        static FACES: [OnceLock<Loaded>; Face::ALL.len()] = [const { OnceLock::new() }; Face::ALL.len()];
        if let Self::Installed(one) = self {
            return &one.font().loaded;
        }
        FACES[self.slot()].get_or_init(|| {
            // The bytes are compiled in and a test parses each of them.
            let ttf = ttf_parser::Face::parse(self.bytes(), 0).expect("an embedded font parses");
            Loaded { metrics: metrics(&ttf), ttf }
        })
    }

    /// Its number in the font file, which may be a collection.
    pub fn index(self) -> u32 {
        match self {
            Self::Installed(one) => one.font().index,
            _ => 0,
        }
    }
}

/// Like [`Face::outline`], of any font.
pub(crate) fn outline(ttf: &ttf_parser::Face<'_>, glyph: u16) -> Vec<Segment> {
    let scale = 1.0 / f32::from(ttf.units_per_em().max(1));
    let mut outline = Outline { segments: Vec::new(), last: Point::default(), scale };
    let _ = ttf.outline_glyph(GlyphId(glyph), &mut outline);
    outline.segments
}

struct Outline {
    segments: Vec<Segment>,
    last: Point,
    scale: f32,
}

impl Outline {
    fn point(&self, x: f32, y: f32) -> Point {
        Point { x: x * self.scale, y: -y * self.scale }
    }
}

impl ttf_parser::OutlineBuilder for Outline {
    fn move_to(&mut self, x: f32, y: f32) {
        self.last = self.point(x, y);
        self.segments.push(Segment::Move(self.last));
    }

    fn line_to(&mut self, x: f32, y: f32) {
        self.last = self.point(x, y);
        self.segments.push(Segment::Line(self.last));
    }

    fn quad_to(&mut self, x1: f32, y1: f32, x: f32, y: f32) {
        let to = self.point(x, y);
        self.segments.push(Segment::quadratic(self.last, self.point(x1, y1), to));
        self.last = to;
    }

    fn curve_to(&mut self, x1: f32, y1: f32, x2: f32, y2: f32, x: f32, y: f32) {
        self.last = self.point(x, y);
        self.segments.push(Segment::Curve(self.point(x1, y1), self.point(x2, y2), self.last));
    }

    fn close(&mut self) {
        self.segments.push(Segment::Close);
    }
}
