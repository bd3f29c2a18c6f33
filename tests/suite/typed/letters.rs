//! Letters: each has a glyph on paper, or a box and a finding that names it.

use proptest::prelude::*;
use toasoan::document::{self, PrintOptions};
use toasoan::page::{Document, Face, Fonts, Item};
use toasoan::piece::Format;
use unicode_normalization::UnicodeNormalization;

use super::super::documents::text;
use super::{findings, newsroom, piece};

fn paper(format: Format, body: &str) -> Document {
    document::of_piece(
        &newsroom([]),
        &piece(format, body),
        &|_| None,
        &PrintOptions::default(),
        &mut Fonts::new(),
    )
}

/// The glyphs of a document: face, id.
fn glyphs(document: &Document) -> Vec<(Face, u16)> {
    let items = document.pages.iter().flat_map(|page| &page.items);
    items
        .filter_map(|item| if let Item::Glyphs(run) = item { Some(run) } else { None })
        .flat_map(|run| run.glyphs.iter().map(|glyph| (run.face, glyph.id)))
        .collect()
}

/// Signs and scripts that people paste, and how many of their letters no face has.
const PASTED: [(&str, usize); 44] = [
    ("☎ 0292 3820536", 0),
    ("✓ mang bản chính", 0),
    ("✔ xong", 0),
    ("☐ chưa ☑ đã có ☒ không", 0),
    ("★ chú ý ☆", 0),
    ("➔ quầy số 2", 0),
    ("➢ gạch đầu dòng", 0),
    ("→ ← ↑ ↓", 0),
    ("① ② ③ ⑩", 0),
    ("❖ ▪ ■ □ ● ○ ◆ ◊", 0),
    ("✂ ✉ ✍ ✎", 0),
    ("© ® ™ § ¶ † ‡", 0),
    ("½ ¼ ¾ ⅓", 0),
    ("≤ ≥ ≠ ≈ ± × ÷ √ ∞", 0),
    ("50.000₫ và 3 €", 0),
    ("m² m³ 30°C ‰", 0),
    ("“ngoặc” ‘đơn’ «kép»", 0),
    ("– — … •", 0),
    ("☀ ☁ ☂", 0),
    ("♥ ♦ ♣ ♠", 0),
    ("♪ ♫", 0),
    ("⚠ cẩn thận", 0),
    ("✦ ✧ ❀ ❤", 0),
    ("⌘ ⌚ ⏰", 1),
    ("Ω α β π", 0),
    ("Привет", 0),
    ("Ð và đ, Đ", 0),
    ("Ca\u{302}\u{300}n Tho\u{31b}", 0),
    ("ខ្មែរ", 0),
    ("សូមស្វាគមន៍", 0),
    ("សូមអរគុណ", 0),
    ("កម្ពុជា ០១២៣", 0),
    ("Khẩu hiệu: សូមស្វាគមន៍ nhé", 0),
    ("📞 gọi", 1),
    ("📌 ghim", 1),
    ("便民服务", 4),
    ("Tiếng Hoa: 便民.", 2),
    ("日本", 2),
    ("한국", 2),
    ("ไทย", 3),
    ("\u{f0a7} dấu Wingdings", 1),
    ("😀 cười", 1),
    ("🧑‍🌾", 2),
    ("Cham ꨌꩌ", 2),
];

#[test]
fn each_letter_has_a_glyph_or_a_box_and_a_finding() {
    let square = (Face::Symbols, Face::Symbols.glyph('□').expect("a box"));
    for (words, missing) in PASTED {
        for (format, body) in [
            (Format::Article, format!("Mở đầu.\n{words}")),
            (Format::Av, format!("## 01\nLời: {words}")),
            (Format::Radio, format!("## 01\nLời: {words}")),
            (Format::Quiz, format!("1. Hỏi {words}?\nA. Một\nB. Hai\nĐáp án: A")),
            (Format::Stage, format!("# Nội dung\n\nBẢY\n{words}")),
        ] {
            let printed = glyphs(&paper(format, &body));
            assert!(printed.iter().all(|(_, id)| *id != 0), "{words} in {format:?}: a glyph is missing");
            let boxes = printed.iter().filter(|glyph| **glyph == square).count();
            assert_eq!(boxes, missing, "{words} in {format:?}");
            let told = findings(&piece(format, &body))
                .into_iter()
                .filter(|finding| finding.contains("in thành ô trống"));
            let told: Vec<String> = told.collect();
            assert_eq!(told.len(), usize::from(missing > 0), "{words}: {told:?}");
            assert!(missing == 0 || told[0].contains("U+"), "{told:?}");
        }
    }
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(120))]

    /// Whatever is typed, each visible letter is on paper as itself or as a box, and can be copied.
    #[test]
    fn no_letter_prints_as_nothing(words in "[ -~À-ɏẠ-ỹ☀-➿ក-ឳា-ៅ០-៩一-丿😀-😏]{1,60}") {
        let document = paper(Format::Radio, &format!("## 01\nLời: {words}"));
        prop_assert!(glyphs(&document).iter().all(|(_, id)| *id != 0));
        let printed: String = text(&document).chars().filter(|c| !c.is_whitespace()).collect();
        for letter in words.nfc().filter(|c| !c.is_whitespace() && !c.is_ascii_punctuation()) {
            prop_assert!(printed.contains(letter), "{letter:?} of {words:?} in {printed}");
        }
    }
}
