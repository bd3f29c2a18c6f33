//! Panos at the roadside, read from ten to forty metres.

use super::design::{Design, ink};
use crate::poster::{Fill, HorizontalAlign, Ink, Poster, Text, Typeface, VerticalAlign};

/// Read in passing: one clause.
const PROMISE: &str = "Một nơi nhận hồ sơ, đúng ngày trả kết quả";

/// 8 × 4 m: a slogan over the cable-stayed bridge, two lines of equal width, each as large as possible.
pub fn pano_slogan() -> Poster {
    let mut d = Design::new("Pano 8 × 4 m", false, Fill::linear(ink::BRICK, ink::RED, 0.0));
    let b = d.bleed();
    bridge(&mut d, 8000.0, 3345.0, 2500.0);
    d.rect("Sông", [-b, 3375.0, 8000.0 + 2.0 * b, 625.0 + b], Fill::Solid(ink::WINE));
    let center = HorizontalAlign::Center;
    d.sign([1950.0, 165.0, 340.0, 340.0], [2380.0, 165.0, 4000.0, 340.0], 216.0, ink::IVORY);
    d.headline_aligned("CÔNG KHAI THỦ TỤC,", (300.0, 1610.0), 7400.0, 894.0, Ink::WHITE, center);
    d.headline_aligned("ĐÚNG HẸN VỚI DÂN", (300.0, 2960.0), 7400.0, 968.0, ink::GOLD, center);
    d.text(
        [400.0, 3470.0, 7200.0, 340.0],
        Text::new(PROMISE, Typeface::BeVietnamProBold, 250.0, Ink::WHITE)
            .align(center)
            .vertical(VerticalAlign::Middle)
            .line_height(1.35),
    );
    d.finish()
}

/// Two pylons with their cables across the board, slightly darker than the background.
fn bridge(d: &mut Design, width: f32, deck: f32, height: f32) {
    let reach = width * 0.25;
    let shade = Ink::new(22.0, 100.0, 92.0, 26.0);
    for pylon in [width * 0.25, width * 0.75] {
        for step in 1..=9_u8 {
            let share = f32::from(step) / 9.0;
            let top = deck - height * (0.5 + 0.5 * share);
            for side in [-1.0, 1.0] {
                let end = pylon + side * reach * share;
                d.line("Dây văng", (pylon, top), (end, deck), shade, height * 0.009);
            }
        }
        let half = height * 0.018;
        d.rect("Trụ tháp", [pylon - half, deck - height, 2.0 * half, height], Fill::Solid(shade));
    }
    d.rect("Mặt cầu", [-100.0, deck - 30.0, width + 200.0, 60.0], Fill::Solid(ink::WINE));
}

/// The same slogan at 3 × 2 m: taller, so the promise gets its own band.
pub fn pano_slogan_small() -> Poster {
    let mut d = Design::new("Pano 3 × 2 m", false, Fill::linear(ink::BRICK, ink::RED, 0.0));
    let b = d.bleed();
    let center = HorizontalAlign::Center;
    d.sign([700.0, 150.0, 140.0, 140.0], [875.0, 150.0, 1500.0, 140.0], 84.0, ink::IVORY);
    d.headline_aligned("CÔNG KHAI THỦ TỤC,", (150.0, 800.0), 2700.0, 362.0, Ink::WHITE, center);
    d.headline_aligned("ĐÚNG HẸN VỚI DÂN", (150.0, 1360.0), 2700.0, 392.0, ink::GOLD, center);
    d.ellipse("Sóng", [-700.0, 1480.0, 4400.0, 1200.0], Fill::Solid(ink::WINE));
    d.rect("Dải chân", [-b, 1960.0, 3000.0 + 2.0 * b, 40.0 + b], Fill::Solid(ink::GOLD));
    d.text(
        [150.0, 1600.0, 2700.0, 230.0],
        Text::new("Một cửa, một lần", Typeface::BeVietnamProBold, 150.0, Ink::WHITE)
            .align(center)
            .vertical(VerticalAlign::Middle)
            .line_height(1.4),
    );
    d.finish()
}

/// 3 × 2 m: an invitation to speak.
pub fn pano_handshake() -> Poster {
    let mut d = Design::new("Pano 3 × 2 m", false, Fill::Solid(ink::NAVY));
    let b = d.bleed();
    // A sun in the corner leads the eye from the question to the hands.
    d.ellipse("Vầng sáng", [1770.0, 250.0, 1900.0, 1900.0], Fill::linear(ink::RIVER, ink::TEAL, 90.0));
    d.icon("handshake", 2010.0, 690.0, 830.0, ink::STRAW);
    d.headline("DÂN HỎI,", (173.0, 530.0), 1600.0, 300.0, Ink::WHITE);
    d.headline("CHÍNH QUYỀN", (173.0, 930.0), 1600.0, 300.0, Ink::WHITE);
    d.headline("TRẢ LỜI", (173.0, 1330.0), 1600.0, 300.0, ink::GOLD);
    d.text(
        [170.0, 1430.0, 1620.0, 150.0],
        Text::new("Vướng chỗ nào, nói chỗ ấy.", Typeface::BeVietnamProBold, 100.0, Ink::WHITE)
            .line_height(1.4),
    );
    d.sign([170.0, 1640.0, 150.0, 150.0], [350.0, 1640.0, 1440.0, 150.0], 78.0, ink::STRAW);
    d.rect("Dải chân", [-b, 1900.0, 3000.0 + 2.0 * b, 100.0 + b], Fill::Solid(ink::GOLD));
    d.finish()
}
