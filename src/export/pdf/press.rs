//! The press that inks are meant for, as an ICC profile (ICC.1:2001-04, version 2): offset on coated paper, as the
//! screen shows it. PDF/X-4 embeds one; those of the trade are larger than most posters.

use crate::page::Color;

/// Steps along each ink, and along each axis of Lab.
const INK_STEPS: usize = 9;
const LAB_STEPS: usize = 17;

/// The name by which a reader shows it.
pub(super) const NAME: &str = "Toa soan - offset coated";

/// The profile's bytes.
pub(super) fn profile() -> Vec<u8> {
    let to_lab = table(4, 3, INK_STEPS, |at| {
        let [c, m, y, k] = [0, 1, 2, 3].map(|ink| at[ink]);
        lab(Color::Cmyk { c, m, y, k }.to_rgb8()).to_vec()
    });
    let to_inks = table(3, 4, LAB_STEPS, |at| match Color::inks_of(screen(at).0) {
        Color::Cmyk { c, m, y, k } => vec![c, m, y, k],
        _ => vec![0.0; 4],
    });
    let beyond = table(3, 1, LAB_STEPS, |at| vec![f32::from(u8::from(screen(at).1))]);
    let white: Vec<u8> = [b"XYZ \0\0\0\0".as_slice(), &WHITE].concat();
    let words = |text: &str| [b"text\0\0\0\0", text.as_bytes(), b"\0"].concat();
    let parts: [(&[&[u8; 4]], Vec<u8>); 7] = [
        (&[b"desc"], description(NAME)),
        (&[b"cprt"], words("No copyright, use freely")),
        (&[b"wtpt"], white),
        (&[b"A2B0", b"A2B1", b"A2B2"], to_lab),
        (&[b"B2A0", b"B2A1", b"B2A2"], to_inks),
        (&[b"gamt"], beyond),
        (&[], Vec::new()),
    ];
    let count: usize = parts.iter().map(|(names, _)| names.len()).sum();
    let mut at = 128 + 4 + 12 * count;
    let (mut tags, mut bodies) = (Vec::new(), Vec::new());
    for (names, mut body) in parts {
        let length = body.len();
        for name in names {
            tags.extend_from_slice(*name);
            tags.extend_from_slice(&(at as u32).to_be_bytes());
            tags.extend_from_slice(&(length as u32).to_be_bytes());
        }
        body.resize(length.next_multiple_of(4), 0);
        at += body.len();
        bodies.append(&mut body);
    }
    [header(at), (count as u32).to_be_bytes().to_vec(), tags, bodies].concat()
}

/// D50, the white of the profile's space: X, Y and Z in 16.16.
const WHITE: [u8; 12] = [0, 0, 0xF6, 0xD6, 0, 1, 0, 0, 0, 0, 0xD3, 0x2D];

fn header(length: usize) -> Vec<u8> {
    let mut header = vec![0; 128];
    let mut put = |at: usize, bytes: &[u8]| header[at..at + bytes.len()].copy_from_slice(bytes);
    put(0, &(length as u32).to_be_bytes());
    put(8, &[2, 0x40, 0, 0]);
    put(12, b"prtrCMYKLab ");
    // 1 January 2026, midnight: the profile is the same in every file.
    put(24, &[0x07, 0xEA, 0, 1, 0, 1, 0, 0, 0, 0, 0, 0]);
    put(36, b"acsp");
    // Relative colorimetric.
    put(64, &[0, 0, 0, 1]);
    put(68, &WHITE);
    header
}

/// A `textDescriptionType` in ASCII alone.
fn description(name: &str) -> Vec<u8> {
    let length = (name.len() as u32 + 1).to_be_bytes();
    [b"desc\0\0\0\0", length.as_slice(), name.as_bytes(), b"\0", &[0; 8 + 3 + 67]].concat()
}

/// A `lut8Type` with straight curves; `of` maps a point of the grid, each axis 0 to 1, to values 0 to 1.
fn table(from: u8, to: u8, steps: usize, of: impl Fn(&[f32]) -> Vec<f32>) -> Vec<u8> {
    let mut bytes = b"mft1\0\0\0\0".to_vec();
    bytes.extend_from_slice(&[from, to, steps as u8, 0]);
    for index in 0..9 {
        // The identity.
        bytes.extend_from_slice(&[0, u8::from(index % 4 == 0), 0, 0]);
    }
    let straight = |count: u8| (0..count).flat_map(|_| 0..=u8::MAX);
    bytes.extend(straight(from));
    let axes = usize::from(from);
    for index in 0..steps.pow(u32::from(from)) {
        // The first axis changes slowest.
        let step = |axis: usize| index / steps.pow((axes - 1 - axis) as u32) % steps;
        let at: Vec<f32> = (0..axes).map(|axis| step(axis) as f32 / (steps - 1) as f32).collect();
        bytes.extend(of(&at).into_iter().map(|value| (value.clamp(0.0, 1.0) * 255.0).round() as u8));
    }
    bytes.extend(straight(to));
    bytes
}

/// sRGB to XYZ of D50, of which white is the whole (IEC 61966-2-1, adapted by Bradford).
const TO_XYZ: [[f32; 3]; 3] =
    [[0.436_07, 0.385_15, 0.143_07], [0.222_49, 0.716_88, 0.060_62], [0.013_92, 0.097_08, 0.714_1]];
const TO_RGB: [[f32; 3]; 3] =
    [[3.134_11, -1.617_4, -0.490_64], [-0.978_77, 1.916_15, 0.033_45], [0.071_97, -0.228_99, 1.405_24]];
const D50: [f32; 3] = [0.964_2, 1.0, 0.824_9];

fn product(matrix: [[f32; 3]; 3], by: [f32; 3]) -> [f32; 3] {
    matrix.map(|row| row.iter().zip(by).map(|(a, b)| a * b).sum())
}

/// A colour of the screen in Lab, each axis 0 to 1 as the table stores it.
fn lab(rgb: [u8; 3]) -> [f32; 3] {
    let linear = rgb.map(|channel| {
        let share = f32::from(channel) / 255.0;
        if share <= 0.040_45 { share / 12.92 } else { ((share + 0.055) / 1.055).powf(2.4) }
    });
    let xyz = product(TO_XYZ, linear);
    let [x, y, z] = [0, 1, 2].map(|axis| {
        let share = xyz[axis] / D50[axis];
        if share > 0.008_856 { share.cbrt() } else { 7.787 * share + 16.0 / 116.0 }
    });
    [(116.0 * y - 16.0) / 100.0, (500.0 * (x - y) + 128.0) / 255.0, (200.0 * (y - z) + 128.0) / 255.0]
}

/// The nearest colour of the screen to a point of the table, and whether it is farther than rounding.
fn screen(at: &[f32]) -> ([u8; 3], bool) {
    let (light, a, b) = (at[0] * 100.0, at[1] * 255.0 - 128.0, at[2] * 255.0 - 128.0);
    let y = (light + 16.0) / 116.0;
    let roots = [y + a / 500.0, y, y - b / 200.0];
    let xyz = [0, 1, 2].map(|axis| {
        let root: f32 = roots[axis];
        let share = if root > 0.206_893 { root.powi(3) } else { (root - 16.0 / 116.0) / 7.787 };
        share * D50[axis]
    });
    let linear = product(TO_RGB, xyz);
    let is_beyond = linear.iter().any(|share| !(-0.01..=1.01).contains(share));
    let rgb = linear.map(|share| {
        let share = share.clamp(0.0, 1.0);
        let share = if share <= 0.003_130_8 { share * 12.92 } else { 1.055 * share.powf(1.0 / 2.4) - 0.055 };
        (share * 255.0).round() as u8
    });
    (rgb, is_beyond)
}

#[cfg(test)]
mod tests {
    use moxcms::{ColorProfile, Layout, RenderingIntent, TransformOptions};

    use super::profile;
    use crate::page::Color;

    #[test]
    fn a_reader_of_profiles_shows_the_inks_as_the_screen_does() {
        let profile = ColorProfile::new_from_slice(&profile()).expect("a profile");
        let options = TransformOptions {
            rendering_intent: RenderingIntent::RelativeColorimetric,
            ..TransformOptions::default()
        };
        let to = ColorProfile::new_srgb();
        let transform =
            profile.create_transform_8bit(Layout::Rgba, &to, Layout::Rgb, options).expect("a transform");
        for inks in [
            [0, 0, 0, 0],
            [255, 0, 0, 0],
            [0, 255, 255, 0],
            [64, 128, 32, 0],
            [0, 0, 0, 255],
            [30, 200, 10, 90],
        ] {
            let mut shown = [0; 3];
            transform.transform(&inks, &mut shown).expect("a colour");
            let [c, m, y, k] = inks.map(|ink| f32::from(ink) / 255.0);
            let expected = Color::Cmyk { c, m, y, k }.to_rgb8();
            // In linear light: near black, a hair's difference of two readers' matrices is many steps.
            let light = |share: u8| (f32::from(share) / 255.0).powf(2.2);
            let apart = shown.iter().zip(expected).map(|(a, b)| (light(*a) - light(b)).abs());
            assert!(apart.fold(0.0, f32::max) < 0.03, "{inks:?}: {shown:?}, {expected:?}");
        }
    }
}
