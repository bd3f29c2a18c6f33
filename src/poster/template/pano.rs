//! Panos at the roadside, read from ten to forty metres.

use super::design::{Design, ink};
use crate::poster::{Fill, HorizontalAlign, Ink, Poster, Text, Typeface, VerticalAlign};

const KICKER: &str = "CẢI CÁCH HÀNH CHÍNH THÀNH PHỐ CẦN THƠ NĂM 2014";
const PROMISE: &str = "Một nơi nhận hồ sơ, một ngày trả kết quả";

/// 8 × 4 m: a slogan over the cable-stayed bridge, two lines of equal width, each as large as possible.
pub fn pano_slogan() -> Poster {
    let mut d =
        Design::new("Pano 8 × 4 m", false, Fill::Linear { from: ink::BRICK, to: ink::RED, angle: 0.0 });
    let b = d.bleed();
    bridge(&mut d, 8000.0, 3345.0, 2500.0);
    d.rect("Sông", [-b, 3375.0, 8000.0 + 2.0 * b, 625.0 + b], Fill::Solid(ink::WINE));
    let center = HorizontalAlign::Center;
    d.text(
        [400.0, 175.0, 7200.0, 310.0],
        Text::new(KICKER, Typeface::BeVietnamProBold, 222.0, ink::IVORY).line_height(1.35).align(center),
    );
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
    let mut d =
        Design::new("Pano 3 × 2 m", false, Fill::Linear { from: ink::BRICK, to: ink::RED, angle: 0.0 });
    let b = d.bleed();
    let center = HorizontalAlign::Center;
    d.text(
        [150.0, 165.0, 2700.0, 130.0],
        Text::new(KICKER, Typeface::BeVietnamProBold, 87.0, ink::IVORY).line_height(1.35).align(center),
    );
    d.headline_aligned("CÔNG KHAI THỦ TỤC,", (150.0, 800.0), 2700.0, 362.0, Ink::WHITE, center);
    d.headline_aligned("ĐÚNG HẸN VỚI DÂN", (150.0, 1360.0), 2700.0, 392.0, ink::GOLD, center);
    d.ellipse("Sóng", [-700.0, 1480.0, 4400.0, 1200.0], Fill::Solid(ink::WINE));
    d.rect("Dải chân", [-b, 1960.0, 3000.0 + 2.0 * b, 40.0 + b], Fill::Solid(ink::GOLD));
    d.text(
        [150.0, 1610.0, 2700.0, 210.0],
        Text::new(PROMISE, Typeface::BeVietnamProBold, 116.0, Ink::WHITE)
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
    d.ellipse(
        "Vầng sáng",
        [1770.0, 250.0, 1900.0, 1900.0],
        Fill::Linear { from: ink::RIVER, to: ink::TEAL, angle: 90.0 },
    );
    d.icon("handshake", 2010.0, 690.0, 830.0, ink::STRAW);
    d.text(
        [170.0, 165.0, 1900.0, 130.0],
        Text::new("ĐỐI THOẠI VỚI NGƯỜI DÂN", Typeface::BeVietnamProBold, 92.0, ink::GOLD).line_height(1.35),
    );
    d.headline("DÂN HỎI,", (173.0, 640.0), 1600.0, 280.0, Ink::WHITE);
    d.headline("CHÍNH QUYỀN", (173.0, 1010.0), 1600.0, 280.0, Ink::WHITE);
    d.headline("TRẢ LỜI", (173.0, 1380.0), 1600.0, 280.0, ink::GOLD);
    d.text(
        [170.0, 1500.0, 1620.0, 150.0],
        Text::new("Vướng chỗ nào, xin nói chỗ ấy.", Typeface::BeVietnamProBold, 94.0, Ink::WHITE)
            .line_height(1.4),
    );
    d.text(
        [170.0, 1650.0, 1620.0, 120.0],
        Text::new("Đất đai, xây dựng, tư pháp – hộ tịch", Typeface::BeVietnamProMedium, 76.0, ink::STRAW)
            .line_height(1.4),
    );
    d.rect("Dải chân", [-b, 1900.0, 3000.0 + 2.0 * b, 100.0 + b], Fill::Solid(ink::GOLD));
    d.finish()
}
