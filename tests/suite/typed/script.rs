//! TV and radio scripts: labels as people type them; what has no place is printed and told.

use proptest::prelude::*;
use toasoan::document::quiz::SurveyPart;
use toasoan::document::{self, PrintOptions};
use toasoan::piece::Format;
use toasoan::piece::av::Script;

use super::{findings, newsroom, on_paper, piece, squeezed, words};

/// A body of one row, and its picture, speech, sound, caption, seconds and other text.
type Read = (&'static str, &'static str, &'static str, &'static str, &'static str, Option<u32>, &'static str);

const READ: [Read; 42] = [
    ("## 01\nHình: Chợ\nLời: Kính chào.", "Chợ", "Kính chào.", "", "", None, ""),
    ("## 01\nHình ảnh: Chợ\nLời bình: Kính chào.", "Chợ", "Kính chào.", "", "", None, ""),
    ("## 01\nLời bình: Mời.\nHình: Toàn cảnh", "Toàn cảnh", "Mời.", "", "", None, ""),
    ("## 01\nHÌNH ẢNH: Chợ\nLỜI BÌNH: Mời.", "Chợ", "Mời.", "", "", None, ""),
    ("## 01\nhình: chợ\nlời: mời", "chợ", "mời", "", "", None, ""),
    ("## 01\nThuyết minh: Mời.", "", "Mời.", "", "", None, ""),
    ("## 01\nLời dẫn: Mời.", "", "Mời.", "", "", None, ""),
    ("## 01\nLời thoại: Mời.", "", "Mời.", "", "", None, ""),
    ("## 01\nLời\u{a0}bình: Mời.", "", "Mời.", "", "", None, ""),
    ("## 01\nLời  bình : Mời.", "", "Mời.", "", "", None, ""),
    ("## 01\nÂm thanh: Ghe máy", "", "", "Ghe máy", "", None, ""),
    ("## 01\nTiếng động: Ghe máy", "", "", "Ghe máy", "", None, ""),
    ("## 01\nChạy chữ: Đường dây nóng", "", "", "", "Đường dây nóng", None, ""),
    ("## 01\nChữ: Bà Lan", "", "", "", "Bà Lan", None, ""),
    ("## 01\nPhụ đề: Bà Lan", "", "", "", "Bà Lan", None, ""),
    ("##01\nLời: Mời.", "", "Mời.", "", "", None, ""),
    ("## \nLời: Mời.", "", "Mời.", "", "", None, ""),
    ("##\nLời: Mời.", "", "Mời.", "", "", None, ""),
    ("## 01. Mở đầu\nLời: Mời.", "", "Mời.", "", "", None, ""),
    ("## 01\nLời: Một.\nHai.", "", "Một.\nHai.", "", "", None, ""),
    ("## 01\nLời: Một.\n\nHai.", "", "Một.\n\nHai.", "", "", None, ""),
    ("## 01\nLời: Một.\n Hình: nói", "", "Một.\n Hình: nói", "", "", None, ""),
    ("## 01\nLời: Bà Lan: cám ơn.", "", "Bà Lan: cám ơn.", "", "", None, ""),
    ("## 01\nLời: Một.\nLưu ý: mang giấy tờ.", "", "Một.\nLưu ý: mang giấy tờ.", "", "", None, ""),
    ("## 01\nLời: Một.\nThời gian: 8 giờ.", "", "Một.\nThời gian: 8 giờ.", "", "", None, ""),
    ("## 01\nLời: Một.\nNhạc: dịu", "", "Một.", "", "", None, "Nhạc: dịu"),
    ("## 01\nNhạc nền: dịu\nLời: Một.", "", "Một.", "", "", None, "Nhạc nền: dịu"),
    ("## 01\nLời: Một.\nKỹ xảo: mờ dần\nHình: Chợ", "Chợ", "Một.", "", "", None, "Kỹ xảo: mờ dần"),
    ("## 01\nGóc máy: trên cao\nHình: Chợ", "Chợ", "", "", "", None, "Góc máy: trên cao"),
    ("## 01\nPhát thanh viên chào khán giả.", "", "", "", "", None, "Phát thanh viên chào khán giả."),
    ("## 01\nThời lượng: 12s\nHình: Chợ", "Chợ", "", "", "", Some(12), ""),
    ("## 01\nTHỜI LƯỢNG: 1’30’’\nHình: Chợ", "Chợ", "", "", "", Some(90), ""),
    ("## 01\nThời lượng: 1,5 phút\nHình: Chợ", "Chợ", "", "", "", Some(90), ""),
    ("## 01\nThời lượng: khoảng 30s\nHình: Chợ", "Chợ", "", "", "", Some(30), ""),
    ("## 01\nĐộ dài: 45 giây\nHình: Chợ", "Chợ", "", "", "", Some(45), ""),
    ("## 01\nThời lượng: 1 phút rưỡi\nHình: Chợ", "Chợ", "", "", "", Some(90), ""),
    ("## 01\nThời lượng: 0:40\nHình: Chợ", "Chợ", "", "", "", Some(40), ""),
    ("## 01\nThời lượng: dài vừa\nLời: Một.", "", "Một.", "", "", None, ""),
    ("## 01\nLời: Một.\nLời: Hai.", "", "Một.\nHai.", "", "", None, ""),
    ("## 01\nLời bình: Một.\nLời: Hai.", "", "Một.\nHai.", "", "", None, ""),
    ("## 01\nLời:\tMột.", "", "Một.", "", "", None, ""),
    ("## 01\nHình: Chợ <quay lại>\nLời: 5*3 **đậm**", "Chợ <quay lại>", "5*3 **đậm**", "", "", None, ""),
];

#[test]
fn labels_are_read_as_people_type_them_and_all_words_print() {
    for (body, picture, speech, sound, caption, seconds, other) in READ {
        let script = Script::parse(body);
        let [row] = &script.rows[..] else { panic!("{body}: {script:?}") };
        assert_eq!(
            (&*row.picture, &*row.speech, &*row.sound, &*row.caption, row.duration, row.other.trim()),
            (picture, speech, sound, caption, seconds, other),
            "{body}"
        );
        for format in [Format::Av, Format::Radio] {
            let one = piece(format, body);
            let text = squeezed(&document::plain_text(&newsroom([]), &one, SurveyPart::Both));
            let paper = squeezed(&on_paper(&one, &PrintOptions::default()));
            let unread = if row.duration.is_none() { &*row.duration_text } else { "" };
            for words in [picture, speech, sound, caption, other, unread, row.heading().1] {
                for line in words.lines() {
                    assert!(text.contains(&squeezed(line)), "{body} as text: {text}");
                    assert!(paper.contains(&squeezed(line)), "{body} on paper: {paper}");
                }
            }
            let told = findings(&one).into_iter().any(|finding| finding.contains("in như đã gõ"));
            assert_eq!(told, !other.is_empty(), "{body}");
        }
    }
}

#[test]
fn an_edit_keeps_the_name_of_a_label() {
    let mut script = Script::parse("## 01\nLỜI BÌNH: Một.\nNhạc: dịu\nHình ảnh: Chợ\n");
    script.set(0, toasoan::piece::av::Label::Speech, "Hai.");
    script.set(0, toasoan::piece::av::Label::Picture, "Sông");
    assert_eq!(script.write(), "## 01\nLỜI BÌNH: Hai.\nNhạc: dịu\nHình ảnh: Sông\n");
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(300))]

    /// Every word that is no label is on paper or in a finding.
    #[test]
    fn nothing_typed_disappears(lines in prop::collection::vec(prop::sample::select(LINES.to_vec()), 1..16), is_radio in any::<bool>()) {
        let script = piece(if is_radio { Format::Radio } else { Format::Av }, &lines.join("\n"));
        let shown = document::plain_text(&newsroom([]), &script, SurveyPart::Both) + &findings(&script).join("\n");
        let shown = words(&shown);
        let labels = ["hinh", "anh", "loi", "binh", "muc", "thoi", "luong", "giong", "tieng", "dong", "am", "thanh", "chu", "chay", "tinh", "chat",
            "ghi", "01", "02", "12s", "giay"];
        for (word, count) in words(&script.body).into_iter().filter(|(word, _)| !labels.contains(&word.as_str())) {
            prop_assert!(shown.get(&word).is_some_and(|shown| *shown >= count), "{} in\n{}", word, &*script.body);
        }
    }
}

const LINES: [&str; 26] = [
    "## 01",
    "##02",
    "## 03 mở màn",
    "##",
    "Tổ Thời sự",
    "Hình: mộc",
    "hình ảnh: hỷ",
    "Lời: bưởi",
    "LỜI BÌNH: xoài quýt",
    "Giọng: Wolfram",
    "Tiếng động: kẹo",
    "Âm thanh: vừng",
    "Chữ: khế",
    "Chạy chữ: lạc",
    "Tính chất: khen",
    "Tính chất: gì lạ",
    "Ghi chú: đậu",
    "Mục: mè",
    "Thời lượng: 12s",
    "Thời lượng: lâu quá",
    "Nhạc: trầm",
    "Kỹ xảo: nhòe",
    "Lạ: ổi",
    "  thụt vào",
    "",
    "không nhãn nào",
];
