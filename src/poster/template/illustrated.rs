//! Designs with illustration in the manner of propaganda posters: flat figures, strong diagonals, few inks.

use super::design::{Design, ink};
use crate::poster::{Fill, HorizontalAlign, Ink, Motif, Poster, Role, Text, Typeface, VerticalAlign};

const KICKER: &str = "CẢI CÁCH HÀNH CHÍNH · CẦN THƠ 2014";
/// A2 portrait: the one-stop desk, with an officer behind it and people before it.
pub fn desk() -> Poster {
    let mut d = Design::new("A2", false, Fill::Solid(ink::STRAW));
    let b = d.bleed();
    d.motif("Tia nắng", [-190.0, 130.0, 800.0, 330.0], Motif::Rays, ink::GOLD);
    d.last(1, Role::Ground);
    d.motif("Cán bộ", [148.0, 236.0, 124.0, 172.0], Motif::Person, ink::TEAL);
    d.rect("Mặt quầy", [52.0, 378.0, 316.0, 14.0], Fill::Solid(ink::NIGHT));
    d.rect("Thân quầy", [68.0, 392.0, 280.0, 120.0], Fill::Solid(ink::NAVY));
    d.motif("Hồ sơ", [193.0, 330.0, 36.0, 48.0], Motif::Paper, Ink::WHITE);
    d.motif("Bà con", [28.0, 296.0, 150.0, 217.0], Motif::Farmer, ink::RED);
    d.motif("Người dân", [252.0, 318.0, 141.0, 196.0], Motif::Person, ink::BRICK);
    d.last(6, Role::Picture);
    d.text(
        [24.0, 24.0, 372.0, 18.0],
        Text::new(KICKER, Typeface::BeVietnamProBold, 12.0, ink::WINE).line_height(1.35),
    );
    d.headline("NỘP MỘT NƠI,", (22.0, 126.0), 374.0, 70.0, ink::WINE);
    d.headline("NHẬN MỘT NƠI", (22.0, 212.0), 374.0, 70.0, ink::NAVY);
    d.rect("Dải chân", [-b, 500.0, 420.0 + 2.0 * b, 94.0 + b], Fill::Solid(ink::BRICK));
    d.text(
        [24.0, 508.0, 372.0, 26.0],
        Text::new(
            "Giấy hẹn ghi ngày nào, kết quả trả ngày ấy.",
            Typeface::BeVietnamProBold,
            15.0,
            Ink::WHITE,
        )
        .line_height(1.35)
        .vertical(VerticalAlign::Middle),
    );
    d.sign([24.0, 541.0, 34.0, 34.0], [70.0, 544.0, 326.0, 28.0], 11.5, ink::STRAW);
    d.finish()
}

/// 0.8 × 1.8 m: a farmer with papers.
pub fn farmer() -> Poster {
    let mut d = Design::new("Standee 0,8 × 1,8 m", false, Fill::Solid(ink::BRICK));
    let b = d.bleed();
    d.motif("Tia nắng", [-500.0, 560.0, 1800.0, 760.0], Motif::Rays, ink::WINE);
    d.last(1, Role::Ground);
    d.motif("Bông lúa", [30.0, 720.0, 400.0, 590.0], Motif::Rice, ink::GOLD);
    d.motif("Nhà nông", [200.0, 620.0, 480.0, 693.0], Motif::Farmer, ink::CREAM);
    d.motif("Hồ sơ", [520.0, 1010.0, 180.0, 237.0], Motif::Paper, ink::NAVY);
    d.turn(10.0);
    d.last(3, Role::Picture);
    let center = HorizontalAlign::Center;
    d.text(
        [50.0, 90.0, 700.0, 60.0],
        Text::new(KICKER, Typeface::BeVietnamProBold, 35.0, ink::STRAW).line_height(1.35).align(center),
    );
    d.headline_aligned("GIẤY TỜ GỌN,", (40.0, 350.0), 720.0, 140.0, Ink::WHITE, center);
    d.headline_aligned("NHÀ NÔNG VUI", (40.0, 560.0), 720.0, 140.0, ink::GOLD, center);
    d.rect("Mảng chân", [-b, 1290.0, 800.0 + 2.0 * b, 510.0 + b], Fill::Solid(ink::NAVY));
    d.text(
        [60.0, 1330.0, 680.0, 210.0],
        Text::new(
            "Có bảng niêm yết, có người hướng dẫn, có giấy hẹn.",
            Typeface::BeVietnamProBold,
            52.0,
            Ink::WHITE,
        )
        .line_height(1.4)
        .vertical(VerticalAlign::Middle),
    );
    d.sign([60.0, 1580.0, 120.0, 120.0], [210.0, 1580.0, 530.0, 120.0], 33.0, ink::STRAW);
    d.finish()
}

/// 5 × 1.5 m: the bridge over the river.
pub fn bridge() -> Poster {
    let mut d = Design::new("Băng rôn 5 × 1,5 m", false, Fill::Solid(ink::NAVY));
    let b = d.bleed();
    d.motif("Cầu", [110.0, 330.0, 1850.0, 663.0], Motif::Bridge, ink::GOLD);
    d.motif("Sóng nước", [110.0, 960.0, 1850.0, 300.0], Motif::River, ink::RIVER);
    d.last(2, Role::Picture);
    d.text(
        [2100.0, 150.0, 2740.0, 150.0],
        Text::new(KICKER, Typeface::BeVietnamProBold, 106.0, ink::STRAW).line_height(1.35),
    );
    d.headline("NHỊP CẦU CẢI CÁCH", (2095.0, 740.0), 2745.0, 390.0, Ink::WHITE);
    d.text(
        [2100.0, 830.0, 2740.0, 190.0],
        Text::new(
            "Dân đến gần chính quyền, chính quyền đến gần dân",
            Typeface::BeVietnamProBold,
            108.0,
            ink::GOLD,
        )
        .line_height(1.35)
        .vertical(VerticalAlign::Middle),
    );
    d.sign([2100.0, 1060.0, 180.0, 180.0], [2330.0, 1070.0, 2510.0, 160.0], 86.0, Ink::WHITE);
    d.rect("Viền dưới", [-b, 1390.0, 5000.0 + 2.0 * b, 110.0 + b], Fill::Solid(ink::RED));
    d.finish()
}

/// A square for social networks: a clock, and the promise.
pub fn clock() -> Poster {
    let mut d = Design::new("Facebook, Zalo: bài vuông 1080 × 1080", false, Fill::Solid(ink::NAVY));
    // In pixels.
    let u = d.width() / 1080.0;
    let at = |frame: [f32; 4]| frame.map(|length| length * u);
    d.motif("Tia nắng", at([-240.0, 300.0, 2000.0, 640.0]), Motif::Rays, ink::DEEP);
    d.last(1, Role::Ground);
    d.motif("Đồng hồ", at([560.0, 420.0, 440.0, 440.0]), Motif::Clock, ink::GOLD);
    d.last(1, Role::Picture);
    d.text(
        at([70.0, 64.0, 940.0, 54.0]),
        Text::new(KICKER, Typeface::BeVietnamProBold, 36.0 * u, ink::STRAW).line_height(1.35),
    );
    d.headline("ĐÚNG HẸN", (68.0 * u, 332.0 * u), 940.0 * u, 180.0 * u, Ink::WHITE);
    d.headline("LÀ GIỮ LỜI", (68.0 * u, 508.0 * u), 480.0 * u, 116.0 * u, ink::GOLD);
    d.text(
        at([70.0, 585.0, 450.0, 250.0]),
        Text::new(
            "Giấy hẹn ghi ngày nào, kết quả trả ngày ấy.",
            Typeface::BeVietnamProBold,
            46.0 * u,
            Ink::WHITE,
        )
        .line_height(1.4),
    );
    d.rect("Dải chân", at([0.0, 930.0, 1080.0, 150.0]), Fill::Solid(ink::RED));
    d.sign(at([70.0, 958.0, 94.0, 94.0]), at([190.0, 958.0, 820.0, 94.0]), 36.0 * u, Ink::WHITE);
    d.finish()
}

/// An LED screen: two hands and a paper between them.
pub fn hands() -> Poster {
    let mut d = Design::new("Màn hình LED 1920 × 1080", false, Fill::Solid(ink::BRICK));
    // In pixels.
    let u = d.width() / 1920.0;
    let at = |frame: [f32; 4]| frame.map(|length| length * u);
    d.motif("Tia sáng", at([-340.0, -60.0, 2600.0, 960.0]), Motif::Rays, ink::RED);
    d.last(1, Role::Ground);
    d.motif("Hồ sơ", at([900.0, 500.0, 190.0, 250.0]), Motif::Paper, Ink::WHITE);
    d.turn(8.0);
    d.motif("Tay người dân", at([150.0, 560.0, 790.0, 320.0]), Motif::Hand, ink::GOLD);
    d.motif("Tay cán bộ", at([1010.0, 440.0, 790.0, 320.0]), Motif::Hand, ink::CREAM);
    d.turn(180.0);
    d.last(3, Role::Picture);
    let center = HorizontalAlign::Center;
    d.headline_aligned(
        "CÙNG LÀM, CÙNG TIN",
        (120.0 * u, 330.0 * u),
        1680.0 * u,
        220.0 * u,
        Ink::WHITE,
        center,
    );
    d.rect("Dải chân", at([0.0, 900.0, 1920.0, 180.0]), Fill::Solid(ink::NAVY));
    d.sign(at([120.0, 930.0, 120.0, 120.0]), at([280.0, 930.0, 1520.0, 120.0]), 68.0 * u, ink::STRAW);
    d.finish()
}

/// A3 landscape: people before a notice board.
pub fn board() -> Poster {
    let mut d = Design::new("A3", true, Fill::Solid(ink::CREAM));
    let b = d.bleed();
    d.rect("Cột trái", [40.0, 60.0, 7.0, 190.0], Fill::Solid(ink::NIGHT));
    d.rect("Cột phải", [173.0, 60.0, 7.0, 190.0], Fill::Solid(ink::NIGHT));
    d.polygon("Mái", [24.0, 24.0, 172.0, 40.0], 3, ink::RED);
    d.rect("Bảng", [34.0, 64.0, 152.0, 104.0], Fill::Solid(ink::TEAL));
    for (x, y, turn, paper) in
        [(46.0, 76.0, -4.0, Ink::WHITE), (92.0, 73.0, 3.0, ink::STRAW), (138.0, 77.0, -2.0, Ink::WHITE)]
    {
        d.motif("Giấy niêm yết", [x, y, 36.0, 47.0], Motif::Paper, paper);
        d.turn(turn);
    }
    d.motif("Bà con", [30.0, 136.0, 160.0, 112.0], Motif::People, ink::BRICK);
    d.last(8, Role::Picture);
    d.text(
        [212.0, 20.0, 190.0, 14.0],
        Text::new(KICKER, Typeface::BeVietnamProBold, 8.6, ink::BRICK).line_height(1.35),
    );
    d.headline("XEM BẢNG", (211.0, 92.0), 191.0, 46.0, ink::BRICK);
    d.headline("NIÊM YẾT,", (211.0, 148.0), 191.0, 46.0, ink::BRICK);
    d.headline("RÕ VIỆC MÌNH", (211.0, 200.0), 191.0, 38.0, ink::NAVY);
    d.text(
        [212.0, 212.0, 190.0, 32.0],
        Text::new(
            "Giấy tờ gì, bao lâu, lệ phí bao nhiêu: bảng nào cũng ghi.",
            Typeface::BeVietnamProBold,
            9.4,
            ink::DEEP,
        )
        .line_height(1.4),
    );
    d.rect("Dải chân", [-b, 248.0, 420.0 + 2.0 * b, 49.0 + b], Fill::Solid(ink::GOLD));
    d.sign([20.0, 257.0, 28.0, 28.0], [60.0, 257.0, 342.0, 28.0], 10.0, ink::NIGHT);
    d.finish()
}
