//! Colours in the printing sense. CMYK is kept as CMYK throughout.

/// Channels are 0.0–1.0.
#[derive(Debug, Clone, Copy, PartialEq)]
pub enum Color {
    Rgb {
        r: f32,
        g: f32,
        b: f32,
    },
    Cmyk {
        c: f32,
        m: f32,
        y: f32,
        k: f32,
    },
    /// The spot colour "`CutContour`" of cutting lines: a cutter follows it, and no press prints it.
    CutContour,
}

impl Color {
    /// Pure black ink.
    pub const BLACK: Self = Self::Cmyk { c: 0.0, m: 0.0, y: 0.0, k: 1.0 };
    pub const WHITE: Self = Self::Cmyk { c: 0.0, m: 0.0, y: 0.0, k: 0.0 };

    /// A tint of black, 0.0 (paper) to 1.0 (black).
    pub const fn gray(k: f32) -> Self {
        Self::Cmyk { c: 0.0, m: 0.0, y: 0.0, k }
    }

    /// How the cutting line is shown where that spot colour does not exist: magenta.
    pub(crate) const CUT_PROOF: [f32; 4] = [0.0, 1.0, 0.0, 0.0];

    /// 8-bit RGB for the screen. Inks are shown as printed, so CMYK blue differs from RGB blue.
    pub fn to_rgb8(self) -> [u8; 3] {
        let rgb = match self {
            Self::Rgb { r, g, b } => [r, g, b],
            Self::Cmyk { c, m, y, k } => printed([c, m, y, k].map(|ink| ink.clamp(0.0, 1.0))),
            Self::CutContour => printed(Self::CUT_PROOF),
        };
        rgb.map(|channel| (channel.clamp(0.0, 1.0) * 255.0).round() as u8)
    }
}

impl Color {
    /// A colour between two, `part` of the way. In ink space if both are inks: the way between two of them is not
    /// straight in RGB.
    #[must_use]
    pub fn toward(self, to: Self, part: f32) -> Self {
        let between = |a: f32, b: f32| a + (b - a) * part;
        if let (Self::Cmyk { c, m, y, k }, Self::Cmyk { c: c2, m: m2, y: y2, k: k2 }) = (self, to) {
            return Self::Cmyk { c: between(c, c2), m: between(m, m2), y: between(y, y2), k: between(k, k2) };
        }
        let [a, b] = [self.to_rgb8(), to.to_rgb8()];
        let channel = |index: usize| between(f32::from(a[index]), f32::from(b[index])) / 255.0;
        Self::Rgb { r: channel(0), g: channel(1), b: channel(2) }
    }

    /// The inks that print a colour of the screen, as near as they can: the part that all three have in common is
    /// black, grays are black alone.
    #[must_use]
    pub fn inks_of(rgb: [u8; 3]) -> Self {
        /// How dark full black is.
        const BLACK: f32 = 1.0 - OVERPRINTS[1][1];
        let wanted = rgb.map(|channel| f32::from(channel) / 255.0);
        let light = wanted.into_iter().fold(0.0, f32::max);
        let k = ((1.0 - light) / BLACK).min(1.0);
        if rgb.iter().all(|channel| channel.abs_diff(rgb[0]) <= 2) || k >= 1.0 {
            return Self::gray(k);
        }
        let lightest = (0..3).rev().find(|channel| wanted[*channel] >= light).unwrap_or_default();
        let mut inks = [0.0, 0.0, 0.0, k];
        // Each of the three inks mostly darkens one channel, black all of them: correcting each by what its channel
        // lacks converges. The lightest channel needs black alone.
        for _ in 0..60 {
            let shown = printed(inks);
            for channel in 0..3 {
                let ink = if channel == lightest { 3 } else { channel };
                inks[ink] = (inks[ink] + (shown[channel] - wanted[channel])).clamp(0.0, 1.0);
            }
        }
        let [c, m, y, k] = inks.map(|ink| (ink * 1000.0).round() / 1000.0);
        Self::Cmyk { c, m, y, k }
    }
}

/// RGB of each overprint of full inks; bits of the index: 8 cyan, 4 magenta, 2 yellow, 1 black.
///
/// The values of poppler and Xpdf for `DeviceCMYK`, close to offset printing on coated paper.
const OVERPRINTS: [[f32; 3]; 16] = [
    [1.0, 1.0, 1.0],
    [0.1373, 0.1216, 0.1255],
    [1.0, 0.9490, 0.0],
    [0.1098, 0.1020, 0.0],
    [0.9255, 0.0, 0.5490],
    [0.1412, 0.0, 0.0],
    [0.9294, 0.1098, 0.1412],
    [0.1333, 0.0, 0.0],
    [0.0, 0.6784, 0.9373],
    [0.0, 0.0588, 0.1412],
    [0.0, 0.6510, 0.3137],
    [0.0, 0.0745, 0.0],
    [0.1804, 0.1922, 0.5725],
    [0.0, 0.0, 0.0078],
    [0.2118, 0.2119, 0.2235],
    [0.0, 0.0, 0.0],
];

/// Halftones cover the paper randomly (Demichel): each overprint is weighted by the probability that its inks
/// coincide.
fn printed(inks: [f32; 4]) -> [f32; 3] {
    let mut rgb = [0.0; 3];
    for (index, corner) in OVERPRINTS.iter().enumerate() {
        let share: f32 =
            (0..4).map(|ink| if index >> (3 - ink) & 1 == 1 { inks[ink] } else { 1.0 - inks[ink] }).product();
        for (channel, corner) in rgb.iter_mut().zip(corner) {
            *channel += share * corner;
        }
    }
    rgb
}
