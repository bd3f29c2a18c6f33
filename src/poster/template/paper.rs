//! Posters on paper, read from one to four metres.

use super::design::{Design, ink};
use crate::poster::{Fill, HorizontalAlign, Ink, Poster, Role, Text, Typeface, VerticalAlign};

const QR_INVITATION: &str =
    "Mời bà con góp ý về thủ tục hành chính tại Bộ phận tiếp nhận và trả kết quả nơi cư trú.";

/// A2 portrait: one slogan, three promises.
pub fn portrait() -> Poster {
    let mut d = Design::new("A2", false, Fill::Solid(ink::CREAM));
    let b = d.bleed();
    d.rect("Mảng trên", [-b, -b, 420.0 + 2.0 * b, 352.0 + b], Fill::linear(ink::TEAL, ink::NAVY, 60.0));
    // A door ajar, with light inside.
    d.rect("Khung cửa", [283.0, 162.0, 113.0, 190.0], Fill::Solid(ink::STRAW));
    d.rect("Trong phòng", [289.0, 168.0, 101.0, 184.0], Fill::linear(ink::GOLD, ink::STRAW, 90.0));
    d.rect("Cánh cửa", [289.0, 168.0, 36.0, 184.0], Fill::Solid(ink::DEEP));
    d.ellipse("Tay nắm", [315.0, 258.0, 5.5, 5.5], Fill::Solid(ink::GOLD));
    d.icon("user-check", 332.0, 232.0, 50.0, ink::DEEP);

    d.text(
        [24.0, 24.0, 372.0, 16.0],
        Text::new(
            "CẢI CÁCH HÀNH CHÍNH · THÀNH PHỐ CẦN THƠ 2014",
            Typeface::BeVietnamProSemiBold,
            11.5,
            ink::STRAW,
        )
        .line_height(1.35),
    );
    d.headline("MỘT CỬA,", (22.0, 140.0), 374.0, 78.0, Ink::WHITE);
    d.headline("MỘT LẦN", (22.0, 238.0), 262.0, 72.0, ink::GOLD);
    d.headline("HẸN", (22.0, 330.0), 130.0, 72.0, ink::GOLD);
    d.text(
        [142.0, 260.0, 134.0, 72.0],
        Text::new(
            "Nộp nơi nào,\nnhận nơi ấy.\nHẹn ngày nào,\ntrả ngày ấy.",
            Typeface::BeVietnamProSemiBold,
            12.4,
            Ink::WHITE,
        )
        .line_height(1.4),
    );
    let promises = [
        ("file-text", "Công khai thủ tục", "Hồ sơ, thời hạn, lệ phí niêm yết tại nơi tiếp nhận."),
        ("clipboard-check", "Hướng dẫn một lần, đầy đủ", "Thiếu giấy tờ gì, cán bộ nói rõ ngay từ đầu."),
        ("calendar-check", "Đúng hẹn với dân", "Giấy hẹn ghi rõ ngày trả kết quả."),
    ];
    for (index, (icon, title, about)) in promises.into_iter().enumerate() {
        let y = 371.0 + index as f32 * 47.5;
        d.badge(icon, 24.0, y, 36.0, ink::TEAL, Ink::WHITE);
        d.text(
            [72.0, y - 3.0, 324.0, 24.0],
            Text::new(title, Typeface::BeVietnamProBold, 16.5, ink::DEEP).line_height(1.35),
        );
        d.text(
            [72.0, y + 18.5, 324.0, 18.0],
            Text::new(about, Typeface::BeVietnamProMedium, 11.6, ink::SLATE).line_height(1.4),
        );
    }
    d.rect("Dải chân", [-b, 514.0, 420.0 + 2.0 * b, 80.0 + b], Fill::Solid(ink::GOLD));
    d.text(
        [24.0, 520.0, 300.0, 36.0],
        Text::new(
            "Cần hỏi, cần góp ý: mời đến Bộ phận tiếp nhận và trả kết quả của quận, huyện, xã, phường, thị trấn.",
            Typeface::BeVietnamProSemiBold,
            11.6,
            ink::DEEP,
        )
        .line_height(1.42)
        .vertical(VerticalAlign::Middle),
    );
    d.sign([24.0, 557.0, 22.0, 22.0], [54.0, 557.0, 270.0, 22.0], 11.0, ink::DEEP);
    d.qr(QR_INVITATION, 338.0, 523.0, 58.0);
    d.finish()
}

/// A3 landscape: five steps from the notice board to the result.
pub fn process() -> Poster {
    steps(
        "BỘ PHẬN TIẾP NHẬN VÀ TRẢ KẾT QUẢ",
        "NĂM BƯỚC TẠI MỘT CỬA",
        [
            (
                "search",
                "Tìm hiểu",
                "Xem bảng niêm\u{a0}yết: cần giấy\u{a0}tờ\u{a0}gì, thời\u{a0}hạn, lệ\u{a0}phí.",
            ),
            ("file-pen-line", "Chuẩn bị", "Điền mẫu đơn, sao đủ giấy\u{a0}tờ theo hướng\u{a0}dẫn."),
            ("inbox", "Nộp hồ sơ", "Nộp tại một cửa. Thiếu gì, cán bộ hướng dẫn một lần cho đủ."),
            ("ticket-check", "Nhận giấy hẹn", "Giấy hẹn ghi rõ ngày trả kết quả. Giữ kỹ giấy này."),
            ("badge-check", "Nhận kết quả", "Đúng ngày hẹn, đến nhận tại nơi đã nộp hồ\u{a0}sơ."),
        ],
        "Có điều chưa rõ, xin hỏi ngay tại quầy. Có điều chưa hài lòng, xin ghi vào hộp thư góp ý về cải cách hành chính.",
    )
}

/// A3 landscape: five steps of one procedure, each an icon, a name and a sentence.
pub fn steps(kicker: &str, title: &str, steps: [(&str, &str, &str); 5], foot: &str) -> Poster {
    let mut d = Design::new("A3", true, Fill::Solid(Ink::WHITE));
    let b = d.bleed();
    d.rect("Mảng đầu", [-b, -b, 420.0 + 2.0 * b, 92.0 + b], Fill::linear(ink::NAVY, ink::TEAL, 0.0));
    d.text(
        [18.0, 13.0, 330.0, 12.5],
        Text::new(kicker, Typeface::BeVietnamProSemiBold, 8.6, ink::STRAW).line_height(1.35),
    );
    d.text(
        [17.0, 29.0, 326.0, 54.0],
        Text::new(title, Typeface::Anton, 37.0, Ink::WHITE).vertical(VerticalAlign::Middle),
    );
    d.badge("door-open", 356.0, 22.0, 46.0, ink::GOLD, ink::NAVY);
    for (index, (icon, name, about)) in steps.into_iter().enumerate() {
        let x = 18.0 + index as f32 * 76.0;
        // Darker to lighter; the last step is the result, which people come for.
        let ground = if index == 4 { ink::RED } else { between(ink::NAVY, ink::TEAL, index as f32 / 3.0) };
        d.chevron("Bước", [x, 108.0, 80.0, 50.0], ground);
        d.headline(&(index + 1).to_string(), (x + 21.0, 144.0), 21.0, 26.0, ink::IVORY);
        d.icon(icon, x + 38.0, 120.0, 26.0, Ink::WHITE);
        d.text(
            [x, 166.0, 68.0, 16.0],
            Text::new(name, Typeface::BeVietnamProBold, 9.3, between(ink::NAVY, ink::DEEP, 0.5))
                .line_height(1.35),
        );
        d.text(
            [x, 183.0, 68.0, 62.0],
            Text::new(about, Typeface::BeVietnamProMedium, 8.0, ink::SLATE).line_height(1.45),
        );
    }
    d.rect("Dải chân", [-b, 250.0, 420.0 + 2.0 * b, 47.0 + b], Fill::Solid(ink::CREAM));
    d.badge("message-circle", 18.0, 259.0, 28.0, ink::CORAL, Ink::WHITE);
    d.text(
        [56.0, 256.0, 244.0, 30.0],
        Text::new(foot, Typeface::BeVietnamProSemiBold, 8.0, ink::DEEP)
            .line_height(1.45)
            .vertical(VerticalAlign::Middle),
    );
    d.sign([306.0, 261.0, 20.0, 20.0], [330.0, 256.0, 80.0, 30.0], 8.0, ink::DEEP);
    d.finish()
}

fn between(from: Ink, to: Ink, share: f32) -> Ink {
    let mix = |a: f32, b: f32| (a + (b - a) * share).round();
    Ink::new(mix(from.c, to.c), mix(from.m, to.m), mix(from.y, to.y), mix(from.k, to.k))
}

/// A3 portrait: whom to call, with a QR code and a blank for the office's number.
pub fn hotline() -> Poster {
    let mut d = Design::new("A3", false, Fill::Solid(ink::CORAL));
    let b = d.bleed();
    d.headline("THỦ TỤC", (19.0, 71.0), 190.0, 44.0, Ink::WHITE);
    d.logo([229.0, 22.0, 48.0, 48.0]);
    d.headline("CÒN VƯỚNG?", (19.0, 129.0), 257.0, 44.0, Ink::WHITE);
    d.text(
        [20.0, 141.0, 257.0, 28.0],
        Text::new("Xin nói với chúng tôi.", Typeface::BeVietnamProBold, 17.0, ink::NIGHT).line_height(1.4),
    );
    d.rect("Mảng dưới", [-b, 178.0, 297.0 + 2.0 * b, 242.0 + b], Fill::Solid(ink::NAVY));
    d.round("Nền mã", [20.0, 198.0, 108.0, 108.0], 5.0, Ink::WHITE);
    d.qr(QR_INVITATION, 23.0, 201.0, 102.0);
    d.text(
        [140.0, 196.0, 140.0, 82.0],
        Text::new(
            "Quét mã để xem cách gửi phản ánh, kiến nghị về quy định hành chính.",
            Typeface::BeVietnamProSemiBold,
            11.5,
            Ink::WHITE,
        )
        .line_height(1.45)
        .vertical(VerticalAlign::Middle),
    );
    d.issuer([140.0, 284.0, 140.0, 22.0], 9.0, ink::STRAW);
    let ways = [
        ("phone", "Điện thoại", "……………………………"),
        ("mail", "Thư điện tử", "……………………………"),
        ("map-pin", "Gặp trực tiếp", "Bộ phận tiếp nhận\nvà trả kết quả"),
    ];
    for (index, (icon, title, value)) in ways.into_iter().enumerate() {
        let y = 319.0 + index as f32 * 31.0;
        d.badge(icon, 20.0, y, 24.0, ink::GOLD, ink::NAVY);
        d.text(
            [52.0, y, 88.0, 24.0],
            Text::new(title, Typeface::BeVietnamProBold, 11.0, ink::STRAW)
                .line_height(1.3)
                .vertical(VerticalAlign::Middle),
        );
        d.text(
            [140.0, y - 3.0, 140.0, 30.0],
            Text::new(value, Typeface::BeVietnamProSemiBold, 11.0, Ink::WHITE)
                .line_height(1.32)
                .vertical(VerticalAlign::Middle),
        );
        d.last(4, Role::Step(index as u8 + 1));
    }
    d.finish()
}

/// A2 portrait: a photo and a sentence.
pub fn with_picture() -> Poster {
    let mut d = Design::new("A2", false, Fill::Solid(ink::DEEP));
    let b = d.bleed();
    d.picture("Ảnh chính", [-b, -b, 420.0 + 2.0 * b, 344.0 + b]);
    d.rect("Vạch vàng", [24.0, 324.0, 96.0, 40.0], Fill::Solid(ink::GOLD));
    d.text(
        [24.0, 324.0, 96.0, 40.0],
        Text::new("NÊU GƯƠNG", Typeface::BeVietnamProExtraBold, 13.0, ink::DEEP)
            .align(HorizontalAlign::Center)
            .vertical(VerticalAlign::Middle)
            .line_height(1.3),
    );
    d.headline("TẬN TỤY", (23.0, 432.0), 270.0, 46.0, Ink::WHITE);
    d.logo([344.0, 380.0, 52.0, 52.0]);
    d.headline("VÌ NHÂN DÂN PHỤC VỤ", (23.0, 502.0), 373.0, 46.0, ink::GOLD);
    d.text(
        [24.0, 518.0, 372.0, 38.0],
        Text::new(
            "Tên cán bộ, chức danh, cơ quan. Một việc làm cụ thể đã giúp người dân bớt một lần đi lại.",
            Typeface::BeVietnamProMedium,
            12.0,
            ink::STRAW,
        )
        .line_height(1.45),
    );
    d.issuer([24.0, 561.0, 372.0, 16.0], 11.0, ink::GOLD);
    d.finish()
}

/// A1 portrait: duties of the office and of the citizen, side by side.
pub fn rights() -> Poster {
    let mut d = Design::new("A1", false, Fill::Solid(ink::PALE));
    let b = d.bleed();
    d.text(
        [36.0, 42.0, 522.0, 22.0],
        Text::new("CÔNG DÂN VÀ CƠ QUAN HÀNH CHÍNH NHÀ NƯỚC", Typeface::BeVietnamProSemiBold, 15.5, ink::TEAL)
            .align(HorizontalAlign::Center)
            .line_height(1.3),
    );
    d.text(
        [36.0, 66.0, 522.0, 112.0],
        Text::new("HAI PHÍA CÙNG LÀM ĐÚNG", Typeface::Anton, 66.0, ink::NAVY)
            .align(HorizontalAlign::Center)
            .line_height(1.45),
    );
    d.rect("Cột trái", [-b, 186.0, 297.0 + b, 540.0], Fill::Solid(ink::TEAL));
    d.rect("Cột phải", [297.0, 186.0, 297.0 + b, 540.0], Fill::Solid(ink::CREAM));
    let sides = [
        (
            0.0,
            "landmark",
            "CÔNG CHỨC",
            Ink::WHITE,
            ink::STRAW,
            ink::GOLD,
            ink::DEEP,
            ["Công khai\nthủ tục", "Hướng dẫn\nrõ, một lần", "Trả kết quả\nđúng hẹn", "Lắng nghe,\ntận tụy"],
        ),
        (
            297.0,
            "users",
            "CÔNG DÂN",
            ink::DEEP,
            ink::TEAL,
            ink::TEAL,
            Ink::WHITE,
            [
                "Chuẩn bị\nđủ giấy tờ",
                "Khai đúng\nsự thật",
                "Giữ giấy hẹn,\nđến đúng ngày",
                "Góp ý\nthẳng thắn",
            ],
        ),
    ];
    for (x, icon, title, text_ink, title_ink, disc, icon_ink, points) in sides {
        d.badge(icon, x + 36.0, 212.0, 72.0, disc, icon_ink);
        d.text(
            [x + 120.0, 212.0, 160.0, 72.0],
            Text::new(title, Typeface::Anton, 34.0, title_ink)
                .line_height(1.4)
                .vertical(VerticalAlign::Middle),
        );
        for (index, point) in points.into_iter().enumerate() {
            let y = 312.0 + index as f32 * 100.0;
            d.line("Kẻ", (x + 36.0, y), (x + 261.0, y), title_ink, 0.8);
            d.text(
                [x + 36.0, y + 8.0, 236.0, 86.0],
                Text::new(point, Typeface::BeVietnamProBold, 30.0, text_ink)
                    .line_height(1.4)
                    .vertical(VerticalAlign::Middle),
            );
        }
    }
    d.text(
        [36.0, 730.0, 522.0, 54.0],
        Text::new(
            "Quyền và nghĩa vụ cơ bản của công dân; trách nhiệm của cán bộ, công chức, viên chức trong giải quyết công việc của dân.",
            Typeface::BeVietnamProMedium,
            16.2,
            ink::SLATE,
        )
        .align(HorizontalAlign::Center)
        .vertical(VerticalAlign::Middle)
        .line_height(1.45),
    );
    d.sign([137.0, 788.0, 32.0, 32.0], [181.0, 788.0, 300.0, 32.0], 16.4, ink::DEEP);
    d.finish()
}
