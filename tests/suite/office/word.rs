//! Files that Word (python-docx) and `LibreOffice` wrote: what each holds comes into the piece, or is named.

use toasoan::import::guess;
use toasoan::piece::Format;

use super::{draft, open};

/// A file, the kind it becomes, lines that must stand in the body, and words that must be named in the remarks.
type Case = (&'static str, &'static [u8], Format, &'static [&'static str], &'static [&'static str]);

macro_rules! word {
    ($name:literal) => {
        include_bytes!(concat!(env!("CARGO_MANIFEST_DIR"), "/tests/fixtures/word/", $name, ".docx"))
    };
}

macro_rules! fountain {
    ($name:literal) => {
        (
            $name,
            include_str!(concat!("../../fixtures/screenplain/", $name, ".fountain")),
            include_str!(concat!("../../fixtures/screenplain/", $name, ".fdx")),
        )
    };
}

const CASES: [Case; 10] = [
    (
        "headings, lists, emphasis, hidden text, a quotation",
        word!("danh-sach"),
        Format::Article,
        &[
            "Sáng nay, **ông Bảy** *tới phường,* gạch dưới và CHỮ HOA NHỎ và chữ ẩn",
            "## Việc cần làm",
            "1. nộp hồ sơ",
            "2. nhận giấy hẹn",
            "- nhanh hơn",
            "- dễ hiểu hơn",
            "> **Lời trích của bà con**",
        ],
        &[],
    ),
    (
        "a table of pictures and words with merged cells",
        word!("bang-hinh-loi"),
        Format::Av,
        &[
            "Hết chương trình tháng ba",
            "## 01",
            "Hình: Toàn cảnh chợ",
            "Chữ: Chợ Tân An",
            "Lời: Kính chào quý vị",
            "Đoạn thứ hai của ô",
            "Giọng: MC",
            "## Kết gộp ô",
            "Lời: Hẹn gặp lại",
        ],
        &["TT, Hình ảnh, Lời bình, Thời lượng", "đứng sau bảng"],
    ),
    (
        "a table in a table",
        word!("bang-long"),
        Format::Article,
        &["Lịch tiếp dân", "| Hai tháng tư | Phường An Bình Giờ tám giờ  Sau bảng con |"],
        &["Bảng 2 dòng"],
    ),
    (
        "tracked changes, moved text, an inserted row",
        word!("dau-sua"),
        Format::Article,
        &["Giữ chèn vào", "Dấu đoạn bị xóa", "Câu dời chỗ", "| Hàng thêm | hai |"],
        &["“xóa bỏ”", "chỗ chèn"],
    ),
    (
        "text boxes, new and old, WordArt, a drawing with words",
        word!("khung-chu"),
        Format::Article,
        &[
            "Trước khung",
            "Chữ trong khung",
            "Khung kiểu cũ",
            "Chữ nghệ thuật",
            "Chữ trong hình vẽ",
            "Sau khung",
        ],
        &["khung"],
    ),
    (
        "old fonts",
        word!("phong-cu"),
        Format::Article,
        &["Bộ phận tiếp nhận", "Thủ tục hành chính", "UBND QUẬN NINH KIỀU", "Chữ thường Unicode"],
        &[".VnTime", "VNI-Times", ".VnTimeH"],
    ),
    (
        "controls, fields, signs, a picture, a header",
        word!("o-dieu-khien"),
        Format::Article,
        &[
            "Trong ô điều khiển",
            "ngày trường cách\ttab\\",
            "xuống dòng-nối",
            "✓ việc đã xong",
            "Cần Thơ thành phố",
        ],
        &["1 hình", "cau.png", "“Nơi nhận: lưu VT”", "“Đài PT-TH Cần Thơ”"],
    ),
    (
        "LibreOffice: footnotes, endnotes, comments",
        word!("lo-chu-thich"),
        Format::Article,
        &[
            "Câu có chú thích[1] và chú thích cuối[2] hết câu",
            "Có nhận xét ở đây",
            "[1] Theo Quyết định 93",
            "[2] Nghị định 30",
        ],
        &["chú thích", "Lan: xem lại số liệu"],
    ),
    (
        "LibreOffice: a frame, a picture, a drawing",
        word!("lo-khung-hinh"),
        Format::Article,
        &["Chữ khung LibreOffice", "Đoạn neo khung", "Chữ trong hình vẽ", "Cạnh hình vẽ"],
        &["1 hình", "khung"],
    ),
    (
        "LibreOffice: tracked changes, a merged cell, a list in a cell",
        word!("lo-dau-sua"),
        Format::Article,
        &["Còn lại và thêm mới đây", "| Ô gộp ngang |  |", "| trái | mục trong ô |"],
        &["“bỏ đi câu này”", "chỗ chèn"],
    ),
];

#[test]
fn ten_files_of_word_and_libreoffice_lose_nothing() {
    for (name, bytes, format, lines, told) in CASES {
        let source = open("tệp.docx", bytes).unwrap_or_else(|error| panic!("{name}: {error}"));
        assert_eq!(guess(&source), format, "{name}");
        let draft = draft(&source, format);
        for line in lines {
            assert!(draft.body.lines().any(|one| one == *line), "{name}: {line} in\n{}", draft.body);
        }
        let remarks: Vec<String> =
            draft.findings.iter().map(|finding| format!("{} {}", finding.message, finding.words)).collect();
        for words in told {
            assert!(remarks.iter().any(|remark| remark.contains(words)), "{name}: {words} in {remarks:?}");
        }
    }
}

/// What another program made of a skit, and the skit (screenplain 0.11).
const SCREENPLAIN: [(&str, &str, &str); 4] = [
    fountain!("capitals"),
    // It leaves out the names of the sections.
    fountain!("lists"),
    fountain!("together"),
    fountain!("signs"),
];

#[test]
fn skits_that_screenplain_wrote_are_the_same_again() {
    for (name, fountain, fdx) in SCREENPLAIN {
        let source = open("tiểu phẩm.fdx", fdx.as_bytes()).expect("a Final Draft document");
        assert_eq!(draft(&source, guess(&source)).body, fountain, "{name}");
    }
}
