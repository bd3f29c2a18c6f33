//! Panos by the road, read from ten to forty metres.

use super::design::{Design, ink};
use crate::poster::{Fill, Ink, Poster, Text, Typeface, VerticalAlign};

const QR_INVITATION: &str = "Mời bà con góp ý về thủ tục hành chính qua hộp thư góp ý cải cách hành chính.";

/// 8 × 4 m: a slogan over the river's waves.
pub fn pano_slogan() -> Poster {
    let mut d =
        Design::new("Pano 8 × 4 m", false, Fill::Linear { from: ink::BRICK, to: ink::RED, angle: 0.0 });
    d.ellipse("Sóng xa", [-1600.0, 2960.0, 7200.0, 3400.0], Fill::Solid(ink::BRICK));
    d.ellipse("Sóng gần", [2600.0, 3120.0, 8200.0, 3800.0], Fill::Solid(ink::WINE));
    d.text(
        [360.0, 330.0, 7280.0, 330.0],
        Text::new("CẢI CÁCH HÀNH CHÍNH THÀNH PHỐ CẦN THƠ NĂM 2014", Typeface::BeVietnamProBold, 225.0, ink::STRAW)
            .line_height(1.3),
    );
    d.text(
        [360.0, 660.0, 7280.0, 1180.0],
        Text::new("CÔNG KHAI THỦ TỤC,", Typeface::Anton, 880.0, Ink::WHITE).line_height(1.34).shrink(500.0),
    );
    d.text(
        [360.0, 1790.0, 7280.0, 1180.0],
        Text::new("ĐÚNG HẸN VỚI DÂN", Typeface::Anton, 880.0, ink::GOLD).line_height(1.34).shrink(500.0),
    );
    d.text(
        [360.0, 3190.0, 5700.0, 420.0],
        Text::new("Một nơi nhận hồ sơ, một ngày trả kết quả", Typeface::BeVietnamProBold, 268.0, Ink::WHITE)
            .vertical(VerticalAlign::Middle)
            .line_height(1.35),
    );
    d.finish()
}

/// 3 × 2 m: an invitation to speak.
pub fn pano_handshake() -> Poster {
    let mut d = Design::new("Pano 3 × 2 m", false, Fill::Solid(ink::NAVY));
    let b = d.bleed();
    d.ellipse(
        "Vầng sáng",
        [1880.0, 180.0, 1640.0, 1640.0],
        Fill::Linear { from: ink::RIVER, to: ink::TEAL, angle: 90.0 },
    );
    d.icon("handshake", 2080.0, 560.0, 760.0, ink::STRAW);
    d.text(
        [170.0, 170.0, 1900.0, 130.0],
        Text::new("ĐỐI THOẠI VỚI NGƯỜI DÂN", Typeface::BeVietnamProBold, 84.0, ink::GOLD).line_height(1.3),
    );
    d.text(
        [170.0, 300.0, 1760.0, 1080.0],
        Text::new("DÂN HỎI,\nCHÍNH QUYỀN\nTRẢ LỜI", Typeface::Anton, 260.0, Ink::WHITE).line_height(1.36),
    );
    d.rect("Dải chân", [-b, 1560.0, 3000.0 + 2.0 * b, 440.0 + b], Fill::Solid(ink::GOLD));
    d.text(
        [170.0, 1580.0, 2160.0, 270.0],
        Text::new(
            "Đất đai, xây dựng, tư pháp – hộ tịch: vướng chỗ nào, xin nói chỗ ấy.",
            Typeface::BeVietnamProBold,
            84.0,
            ink::NAVY,
        )
        .line_height(1.42)
        .vertical(VerticalAlign::Middle),
    );
    d.qr(QR_INVITATION, 2480.0, 1500.0, 350.0);
    d.finish()
}
