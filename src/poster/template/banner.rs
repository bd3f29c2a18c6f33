//! Cloth across the road and down a pole.

use super::design::{Design, ink};
use crate::poster::{Fill, HorizontalAlign, Ink, Poster, Text, Typeface, VerticalAlign};

/// 5 × 1.5 m: one line, and the one below it.
pub fn banner() -> Poster {
    let mut d = Design::new("Băng rôn 5 × 1,5 m", false, Fill::Solid(ink::RED));
    let b = d.bleed();
    d.rect("Viền dưới", [-b, 1330.0, 5000.0 + 2.0 * b, 170.0 + b], Fill::Solid(ink::GOLD));
    d.text(
        [120.0, 110.0, 4760.0, 260.0],
        Text::new("NHÂN DÂN VÀ CÁN BỘ THÀNH PHỐ CẦN THƠ", Typeface::BeVietnamProBold, 172.0, Ink::WHITE)
            .align(HorizontalAlign::Center)
            .line_height(1.3)
            .shrink(120.0),
    );
    d.text(
        [120.0, 340.0, 4760.0, 680.0],
        Text::new("CHUNG TAY CẢI CÁCH HÀNH CHÍNH", Typeface::Anton, 520.0, ink::STRAW)
            .align(HorizontalAlign::Center)
            .line_height(1.4)
            .shrink(280.0),
    );
    d.text(
        [120.0, 1050.0, 4760.0, 230.0],
        Text::new("Công khai · Minh bạch · Đúng hẹn · Tận tụy", Typeface::BeVietnamProSemiBold, 150.0, Ink::WHITE)
            .align(HorizontalAlign::Center)
            .vertical(VerticalAlign::Middle)
            .line_height(1.35),
    );
    d.finish()
}

/// 0.8 × 2 m: hung down a pole, read while riding by.
pub fn standee() -> Poster {
    let mut d = Design::new(
        "Phướn 0,8 × 2 m",
        false,
        Fill::Linear { from: ink::RIVER, to: ink::NAVY, angle: 90.0 },
    );
    let b = d.bleed();
    d.badge("door-open", 250.0, 120.0, 300.0, ink::GOLD, ink::NAVY);
    d.text(
        [50.0, 470.0, 700.0, 760.0],
        Text::new("MỘT CỬA\nRỘNG MỞ", Typeface::Anton, 168.0, Ink::WHITE)
            .align(HorizontalAlign::Center)
            .line_height(1.4),
    );
    d.line("Kẻ vàng", (300.0, 990.0), (500.0, 990.0), ink::GOLD, 10.0);
    for (index, line) in ["Công khai thủ tục", "Hướng dẫn tận tình", "Trả kết quả đúng hẹn"].into_iter().enumerate() {
        d.text(
            [50.0, 1030.0 + index as f32 * 110.0, 700.0, 100.0],
            Text::new(line, Typeface::BeVietnamProBold, 58.0, Ink::WHITE)
                .align(HorizontalAlign::Center)
                .vertical(VerticalAlign::Middle)
                .line_height(1.4),
        );
    }
    d.rect("Chân", [-b, 1640.0, 800.0 + 2.0 * b, 360.0 + b], Fill::Solid(ink::GOLD));
    d.text(
        [50.0, 1660.0, 700.0, 300.0],
        Text::new("CẦN THƠ\n2014", Typeface::Anton, 96.0, ink::NAVY)
            .align(HorizontalAlign::Center)
            .vertical(VerticalAlign::Middle)
            .line_height(1.3),
    );
    d.finish()
}
