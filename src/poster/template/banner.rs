//! Banners across the road and on poles, and a stand at the door.

use super::design::{Design, ink};
use crate::poster::{Fill, HorizontalAlign, Ink, Poster, Text, Typeface, VerticalAlign};

/// 5 × 1.5 m: one headline with a line below.
pub fn banner() -> Poster {
    let mut d = Design::new("Băng rôn 5 × 1,5 m", false, Fill::Solid(ink::RED));
    let b = d.bleed();
    d.rect("Viền dưới", [-b, 1380.0, 5000.0 + 2.0 * b, 120.0 + b], Fill::Solid(ink::GOLD));
    let center = HorizontalAlign::Center;
    d.sign([1050.0, 110.0, 240.0, 240.0], [1350.0, 110.0, 2700.0, 240.0], 150.0, Ink::WHITE);
    d.headline_aligned("CHUNG TAY CẢI CÁCH HÀNH CHÍNH", (100.0, 880.0), 4800.0, 374.0, ink::STRAW, center);
    d.text(
        [120.0, 1020.0, 4760.0, 230.0],
        Text::new("Công khai, minh bạch, đúng hẹn", Typeface::BeVietnamProSemiBold, 170.0, Ink::WHITE)
            .align(center)
            .vertical(VerticalAlign::Middle)
            .line_height(1.35),
    );
    d.finish()
}

/// 0.8 × 2 m: hangs on a pole, read while riding past.
pub fn flag() -> Poster {
    hanging("door-open", "MỘT CỬA", "RỘNG MỞ").finish()
}

/// The same, with another slogan for those who come the other way.
pub fn flag_of_two_sides() -> Poster {
    hanging("door-open", "MỘT CỬA", "RỘNG MỞ")
        .backed(hanging("calendar-check", "ĐÚNG HẸN", "VỚI DÂN"))
        .finish()
}

fn hanging(icon: &str, first: &str, second: &str) -> Design {
    let mut d = Design::new("Phướn 0,8 × 2 m", false, Fill::linear(ink::TEAL, ink::NAVY, 90.0));
    let b = d.bleed();
    d.badge(icon, 250.0, 120.0, 300.0, ink::GOLD, ink::NAVY);
    let center = HorizontalAlign::Center;
    d.headline_aligned(first, (40.0, 720.0), 720.0, 185.0, Ink::WHITE, center);
    d.headline_aligned(second, (40.0, 965.0), 720.0, 185.0, ink::GOLD, center);
    d.line("Kẻ vàng", (320.0, 1075.0), (480.0, 1075.0), ink::GOLD, 9.0);
    for (index, line) in
        ["Công khai thủ tục", "Hướng dẫn tận tình", "Trả kết quả đúng hẹn"].into_iter().enumerate()
    {
        d.text(
            [50.0, 1120.0 + index as f32 * 108.0, 700.0, 100.0],
            Text::new(line, Typeface::BeVietnamProBold, 60.0, Ink::WHITE)
                .align(center)
                .vertical(VerticalAlign::Middle)
                .line_height(1.4),
        );
    }
    d.rect("Chân", [-b, 1490.0, 800.0 + 2.0 * b, 510.0 + b], Fill::Solid(ink::GOLD));
    d.text(
        [50.0, 1516.0, 700.0, 100.0],
        Text::new("CẢI CÁCH HÀNH CHÍNH", Typeface::BeVietnamProBold, 50.0, ink::NAVY)
            .align(center)
            .vertical(VerticalAlign::Middle)
            .line_height(1.35),
    );
    d.headline_aligned("CẦN THƠ 2014", (40.0, 1770.0), 720.0, 118.0, ink::NAVY, center);
    d.sign([70.0, 1816.0, 110.0, 110.0], [206.0, 1816.0, 534.0, 110.0], 31.0, ink::NAVY);
    d
}

/// 0.8 × 1.8 m: at the door, with a greeting and three steps.
pub fn standee() -> Poster {
    let mut d = Design::new("Standee 0,8 × 1,8 m", false, Fill::Solid(ink::CREAM));
    let b = d.bleed();
    d.picture("Ảnh người đón tiếp", [-b, -b, 800.0 + 2.0 * b, 640.0 + b]);
    d.rect("Mảng tên", [-b, 640.0, 800.0 + 2.0 * b, 440.0], Fill::linear(ink::TEAL, ink::NAVY, 90.0));
    d.rect("Vạch vàng", [60.0, 628.0, 180.0, 24.0], Fill::Solid(ink::GOLD));
    d.headline("MỜI BÀ CON", (56.0, 838.0), 688.0, 150.0, Ink::WHITE);
    d.headline("VÀO MỘT CỬA", (56.0, 1032.0), 688.0, 150.0, ink::GOLD);
    let steps = [
        ("search", "Xem bảng niêm yết"),
        ("message-circle", "Hỏi tại quầy hướng dẫn"),
        ("ticket-check", "Nhận giấy hẹn"),
    ];
    for (index, (icon, step)) in steps.into_iter().enumerate() {
        let y = 1130.0 + index as f32 * 140.0;
        d.badge(icon, 60.0, y, 104.0, ink::TEAL, Ink::WHITE);
        d.text(
            [196.0, y, 548.0, 104.0],
            Text::new(step, Typeface::BeVietnamProBold, 44.0, ink::DEEP)
                .vertical(VerticalAlign::Middle)
                .line_height(1.35),
        );
    }
    d.rect("Dải chân", [-b, 1560.0, 800.0 + 2.0 * b, 240.0 + b], Fill::Solid(ink::GOLD));
    d.sign([60.0, 1600.0, 160.0, 160.0], [252.0, 1596.0, 492.0, 168.0], 42.0, ink::DEEP);
    d.finish()
}
