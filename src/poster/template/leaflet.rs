//! A leaflet of two sides, folded in three.

use super::design::{Design, ink};
use crate::poster::{Fill, Folding, Ink, Poster, Text, Typeface, VerticalAlign};

const QR_INVITATION: &str =
    "Mời bà con góp ý về thủ tục hành chính tại Bộ phận tiếp nhận và trả kết quả nơi cư trú.";

/// A4 landscape: outside the panel that is folded in, the back and the cover; inside the way of a paper in three
/// panels.
pub fn leaflet() -> Poster {
    let mut poster = outside().backed(inside()).finish();
    poster.folds = Folding::Inward.folds(poster.width);
    poster
}

fn outside() -> Design {
    let mut d = Design::new("A4", true, Fill::Solid(ink::CREAM));
    let b = d.bleed();
    // What is seen first when the cover is opened.
    d.rect("Tờ gập vào", [-b, -b, 97.0 + b, 210.0 + 2.0 * b], Fill::Solid(ink::GOLD));
    d.headline("BÀ CON", (10.0, 40.0), 78.0, 17.0, ink::DEEP);
    d.headline("CÓ QUYỀN", (10.0, 61.0), 78.0, 17.0, ink::DEEP);
    let rights = [
        ("search", "Xem thủ tục niêm yết công khai"),
        ("message-circle", "Được hướng dẫn một lần, đầy đủ"),
        ("ticket-check", "Nhận giấy hẹn ghi rõ ngày"),
        ("pencil-line", "Góp ý khi chưa hài lòng"),
    ];
    for (index, (icon, right)) in rights.into_iter().enumerate() {
        let y = 76.0 + index as f32 * 29.0;
        d.badge(icon, 10.0, y, 18.0, ink::DEEP, ink::STRAW);
        d.text([34.0, y - 1.0, 54.0, 20.0], body(right, 5.2, ink::DEEP));
    }

    d.text([107.0, 18.0, 80.0, 20.0], body("Cần hỏi, cần góp ý?", 6.4, ink::TEAL));
    d.text(
        [107.0, 38.0, 80.0, 34.0],
        Text::new(
            "Mời đến Bộ phận tiếp nhận và trả kết quả của quận, huyện, xã, phường, thị trấn.",
            Typeface::BeVietnamProMedium,
            4.6,
            ink::SLATE,
        )
        .line_height(1.45),
    );
    d.qr(QR_INVITATION, 118.0, 84.0, 58.0);
    d.sign([107.0, 168.0, 20.0, 20.0], [132.0, 166.0, 56.0, 24.0], 4.6, ink::DEEP);

    d.rect("Bìa", [197.0, -b, 100.0 + b, 210.0 + 2.0 * b], Fill::linear(ink::TEAL, ink::NAVY, 90.0));
    d.text(
        [207.0, 16.0, 80.0, 14.0],
        Text::new("CẢI CÁCH HÀNH CHÍNH · CẦN THƠ 2014", Typeface::BeVietnamProSemiBold, 3.7, ink::STRAW)
            .line_height(1.4),
    );
    d.badge("door-open", 207.0, 36.0, 40.0, ink::GOLD, ink::NAVY);
    d.headline("MỘT CỬA,", (207.0, 112.0), 80.0, 22.0, Ink::WHITE);
    d.headline("MỘT LẦN,", (207.0, 140.0), 80.0, 22.0, Ink::WHITE);
    d.headline("ĐÚNG HẸN", (207.0, 168.0), 80.0, 22.0, ink::GOLD);
    d.text([207.0, 178.0, 80.0, 16.0], body("Cẩm nang bỏ túi của người đi làm giấy tờ", 4.4, Ink::WHITE));
    d
}

/// A panel of the inner side: its left edge and width, and the bleed beyond them where it is an outer one, mm.
struct Panel {
    x: f32,
    width: f32,
    bleeds: [f32; 2],
    title: &'static str,
    ground: Ink,
    /// Icon and words.
    steps: [(&'static str, &'static str); 4],
}

fn inside() -> Design {
    let mut d = Design::new("A4", true, Fill::Solid(Ink::WHITE));
    let b = d.bleed();
    let before = Panel {
        x: 0.0,
        width: 100.0,
        bleeds: [b, 0.0],
        title: "TRƯỚC KHI ĐI",
        ground: ink::NAVY,
        steps: [
            ("search", "Xem bảng niêm yết: cần giấy tờ gì, lệ phí bao nhiêu"),
            ("file-pen-line", "Điền mẫu đơn, viết rõ, đúng sự thật"),
            ("files", "Sao đủ giấy tờ, mang theo bản chính"),
            ("phone", "Chưa rõ thì hỏi trước, khỏi đi lại"),
        ],
    };
    let there = Panel {
        x: 100.0,
        width: 100.0,
        bleeds: [0.0, 0.0],
        title: "TẠI MỘT CỬA",
        ground: ink::TEAL,
        steps: [
            ("inbox", "Nộp hồ sơ tại một nơi"),
            ("user-check", "Thiếu gì, cán bộ nói một lần cho đủ"),
            ("wallet", "Nộp lệ phí theo bảng niêm yết"),
            ("ticket-check", "Nhận giấy hẹn, xem lại ngày trả"),
        ],
    };
    let after = Panel {
        x: 200.0,
        width: 97.0,
        bleeds: [0.0, b],
        title: "NGÀY NHẬN",
        ground: ink::BRICK,
        steps: [
            ("calendar-check", "Đến đúng ngày ghi trong giấy hẹn"),
            ("badge-check", "Nhận kết quả tại nơi đã nộp"),
            ("file-text", "Xem lại tên, số, ngày trước khi về"),
            ("pencil-line", "Ghi góp ý để lần sau làm tốt hơn"),
        ],
    };
    for Panel { x, width, bleeds: [left, right], title, ground, steps } in [before, there, after] {
        d.rect("Đầu trang", [x - left, -b, left + width + right, 44.0 + b], Fill::Solid(ground));
        d.headline(title, (x + 10.0, 34.0), width - 20.0, 15.0, Ink::WHITE);
        for (index, (icon, step)) in steps.into_iter().enumerate() {
            let y = 58.0 + index as f32 * 35.0;
            d.badge(icon, x + 10.0, y, 19.0, ground, Ink::WHITE);
            d.text([x + 34.0, y - 3.0, width - 44.0, 25.0], body(step, 4.7, ink::DEEP));
        }
    }
    d
}

fn body(words: &str, size: f32, ink: Ink) -> Text {
    Text::new(words, Typeface::BeVietnamProBold, size, ink).line_height(1.4).vertical(VerticalAlign::Middle)
}
