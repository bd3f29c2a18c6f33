//! Surveys: the key never stands on the sheet that is given out.

use proptest::prelude::*;
use toasoan::document::quiz::SurveyPart;
use toasoan::document::{self, PrintOptions};
use toasoan::export::job;
use toasoan::page::Fonts;
use toasoan::piece::Format;
use toasoan::piece::quiz::Quiz;

use super::{findings, newsroom, on_paper, piece, squeezed, words};

fn print(part: SurveyPart) -> PrintOptions {
    PrintOptions { part, ..PrintOptions::default() }
}

/// The sheet as text, or why it cannot be given out.
fn given_out(body: &str) -> Result<String, String> {
    let mut text = Vec::new();
    let survey = piece(Format::Quiz, body);
    let print = print(SurveyPart::Questionnaire);
    job::piece(
        &newsroom([]),
        &survey,
        "txt",
        &|_| None,
        &print,
        &mut Fonts::new(),
        &mut std::io::Cursor::new(&mut text),
    )
    .map_err(|error| error.to_string())?;
    Ok(squeezed(&String::from_utf8(text).expect("text")))
}

/// Body, keys by question, words on the sheet in order.
const READ: [(&str, &str, &str); 63] = [
    ("1. Hỏi?\nA. Một\nB. Hai\nĐáp án: B", "B", "1. Hỏi? A. Một B. Hai"),
    ("1. Hỏi?\nA. Một\nB. Hai\nĐáp án đúng: B", "B", "1. Hỏi? A. Một B. Hai"),
    ("1. Hỏi?\nA. Một\nB. Hai\nđáp án: b", "B", "1. Hỏi? A. Một B. Hai"),
    ("1. Hỏi?\nA. Một\nB. Hai\nANSWER: B", "B", "1. Hỏi? A. Một B. Hai"),
    ("1. Hỏi?\nA. Một\nB. Hai\nĐA: B", "B", "1. Hỏi? A. Một B. Hai"),
    ("1. Hỏi?\nA. Một\nB. Hai\nÐáp án: B", "B", "1. Hỏi? A. Một B. Hai"),
    ("1. Hỏi?\nA. Một\nB. Hai\nĐáp\u{a0}án\u{a0}:\u{a0}B", "B", "1. Hỏi? A. Một B. Hai"),
    ("1. Hỏi?\nA. Một\nB. Hai\nĐáp án:\tB", "B", "1. Hỏi? A. Một B. Hai"),
    ("1. Hỏi?\nA. Một\nB. Hai\n=> Đáp án: B", "B", "1. Hỏi? A. Một B. Hai"),
    ("1. Hỏi?\nA. Một\nB. Hai\n**Đáp án:** B", "B", "1. Hỏi? A. Một B. Hai"),
    ("1. Hỏi?\nA. Một\nB. Hai\n(Đáp án: B)", "B", "1. Hỏi? A. Một B. Hai"),
    ("1. Hỏi?\nA. Một\nB. Hai\nĐáp án là B", "B", "1. Hỏi? A. Một B. Hai"),
    ("1. Hỏi?\nA. Một\nB. Hai\nĐáp án B", "B", "1. Hỏi? A. Một B. Hai"),
    ("1. Hỏi?\nA. Một\nB. Hai\nĐáp án câu 1: B", "B", "1. Hỏi? A. Một B. Hai"),
    ("1. Hỏi?\nA. Một\nB. Hai\nĐáp án:\nB", "B", "1. Hỏi? A. Một B. Hai"),
    ("1. Hỏi?\nA. Một\nB. Hai\nPhương án đúng: B", "B", "1. Hỏi? A. Một B. Hai"),
    ("1. Hỏi?\nA. Một\nB. Hai\nĐáp án đúng nhất: B", "B", "1. Hỏi? A. Một B. Hai"),
    ("1. Hỏi?\nA. Một\nB. Hai\nĐáp án chính xác nhất là B", "B", "1. Hỏi? A. Một B. Hai"),
    ("1. Hỏi?\nA. Một\nB. Hai\nDap an: B", "B", "1. Hỏi? A. Một B. Hai"),
    ("1. Hỏi?\nA. Một\nB. Hai\nĐ/án: B", "B", "1. Hỏi? A. Một B. Hai"),
    ("1. Hỏi?\nA. Một\nB. Hai\nĐ.án: B", "B", "1. Hỏi? A. Một B. Hai"),
    ("1. Hỏi?\nA. Một\nB. Hai\nĐÁP-ÁN: B", "B", "1. Hỏi? A. Một B. Hai"),
    ("1. Hỏi?\nA. Một\nB. Hai\nTrả lời: B", "B", "1. Hỏi? A. Một B. Hai"),
    ("1. Hỏi?\nA. Một\nB. Hai\nCâu trả lời đúng là: B", "B", "1. Hỏi? A. Một B. Hai"),
    ("1. Hỏi?\nA. Một\nB. Hai\nKey = B", "B", "1. Hỏi? A. Một B. Hai"),
    ("1. Hỏi?\nA. Một\nB. Hai\nCorrect: B", "B", "1. Hỏi? A. Một B. Hai"),
    ("1. Hỏi?\nA. Một\nB. Hai\nĐúng: B", "B", "1. Hỏi? A. Một B. Hai"),
    ("1. Hỏi?\nA. Một\nB. Hai\nChọn B", "B", "1. Hỏi? A. Một B. Hai"),
    ("1. Hỏi?\nA. Một\nB. Hai\n=> B", "B", "1. Hỏi? A. Một B. Hai"),
    ("1. Hỏi?\nA. Một\nB. Hai\n(B)", "B", "1. Hỏi? A. Một B. Hai"),
    ("1. Hỏi?\nA. Một\nB. Hai\nĐáp án: (B)", "B", "1. Hỏi? A. Một B. Hai"),
    ("1. Hỏi?\nA. Một\nB. Hai\nĐáp án: câu b.", "B", "1. Hỏi? A. Một B. Hai"),
    ("1. Hỏi?\nA. Sở Nội vụ\nB. Sở Tư pháp\nĐáp án: A. Sở Nội vụ", "A", "1. Hỏi? A. Sở Nội vụ B. Sở Tư pháp"),
    ("1. Hỏi?\nA. Sở Nội vụ\nB. Sở Tư pháp\nĐáp án: Sở Tư pháp", "B", "1. Hỏi? A. Sở Nội vụ B. Sở Tư pháp"),
    ("1. Hỏi?\nA. Một\nB. Hai\nC. Ba\nĐáp án: A, C", "AC", "1. Hỏi? A. Một B. Hai C. Ba"),
    ("1. Hỏi?\nA. Một\nB. Hai\nC. Ba\nĐáp án: cả A và B", "AB", "1. Hỏi? A. Một B. Hai C. Ba"),
    ("1. Hỏi?\nA. Một\nB. Hai\nC. Cả hai\nĐáp án: Cả hai.", "C", "1. Hỏi? A. Một B. Hai C. Cả hai"),
    ("1. Hỏi?\n*A. Một\nB. Hai\nĐáp án: a", "A", "1. Hỏi? A. Một B. Hai"),
    ("1. Hỏi?\nA. Một\n*B. Hai", "B", "1. Hỏi? A. Một B. Hai"),
    ("1. Hỏi?\n[ ] A. Một\n[x] B. Hai", "B", "1. Hỏi? A. Một B. Hai"),
    ("1.\tHỏi?\nA.\tMột\nB.\tHai\nĐáp án:\tB", "B", "1. Hỏi? A. Một B. Hai"),
    ("1.\u{a0}Hỏi?\nA.\u{a0}Một\nB.\u{a0}Hai\nĐáp án: A", "A", "1. Hỏi? A. Một B. Hai"),
    ("1. Hỏi?\nA.Một\nB.Hai\nĐáp án: B", "B", "1. Hỏi? A. Một B. Hai"),
    ("1.Hỏi?\nA/ Một\nB/ Hai\nĐáp án: A", "A", "1. Hỏi? A. Một B. Hai"),
    ("1/ Hỏi?\na) Một\nb) Hai\nĐáp án: a", "A", "1. Hỏi? A. Một B. Hai"),
    ("Câu 1: Hỏi?\n(A) Một\n(B) Hai\nĐáp án: A", "A", "1. Hỏi? A. Một B. Hai"),
    ("CÂU 1. Hỏi?\nA: Một\nB: Hai\nĐáp án: A", "A", "1. Hỏi? A. Một B. Hai"),
    ("Câu hỏi 1 - Hỏi?\nA - Một\nB - Hai\nĐáp án: A", "A", "1. Hỏi? A. Một B. Hai"),
    (
        "Câu 1: Ai?\nA. Sở Nội vụ\tB. Sở Tư pháp\tC. Đài\nĐáp án: A",
        "A",
        "1. Ai? A. Sở Nội vụ B. Sở Tư pháp C. Đài",
    ),
    (
        "Câu 1: Mấy?\nA. Một.     B. Hai.     C. Ba.     D. Bốn.\nĐáp án: C",
        "C",
        "A. Một. B. Hai. C. Ba. D. Bốn.",
    ),
    ("1. Mấy?\nA. Một B. Hai C. Ba Đáp án: C", "C", "1. Mấy? A. Một B. Hai C. Ba"),
    ("1. Ai? A. Sở Nội vụ B. Sở Tư pháp\nĐáp án: A", "A", "1. Ai? A. Sở Nội vụ B. Sở Tư pháp"),
    ("1. Ai chủ trì? (Đáp án: B)\nA. Sở Nội vụ\nB. Đài", "B", "1. Ai chủ trì? A. Sở Nội vụ B. Đài"),
    ("1. Ai?\nA. Ông Nguyễn B. chủ trì\nB. Bà Tư\nĐáp án: B", "B", "A. Ông Nguyễn B. chủ trì B. Bà Tư"),
    ("1. Đúng hay sai: x\nĐ. Đúng\nS. Sai\nĐáp án: Đ", "Đ", "1. Đúng hay sai: x Đ. Đúng S. Sai"),
    ("1. Sở Nội vụ chủ trì. (Đ/S)\nĐáp án: Đúng", "Đ", "1. Sở Nội vụ chủ trì. (Đ/S)"),
    (
        "1. Ban hành năm\n2014. Vậy là đúng?\nA. Có\nB. Không\nĐáp án: A",
        "A",
        "1. Ban hành năm 2014. Vậy là đúng? A. Có",
    ),
    ("1. Ý kiến của ông bà?\nTrả lời: ………", "", "1. Ý kiến của ông bà? Trả lời: ………"),
    ("1. Một?\nA. x\nB. y\n2. Hai?\nA. x\nB. y\n\nĐÁP ÁN\n1. A\n2. B", "A|B", "2. Hai? A. x B. y"),
    ("1. Một?\nA. x\nB. y\n2. Hai?\nA. x\nB. y\n\nĐáp án: 1A, 2B", "A|B", "2. Hai? A. x B. y"),
    ("1. Một?\nA . x\nB . y\n2. Hai?\nA. x\nB. y\nKey 1-A, 2-B", "A|B", "1. Một? A. x B. y"),
    ("1. Một?\nA. x\nB. y\n2. Hai?\nA. x\nB. y\n\nCâu\t1\t2\nĐáp án\tA\tB", "A|B", "2. Hai? A. x B. y"),
    (
        "1. Một?\nA. x\nB. y\nĐáp án: A\nVì luật nói vậy.\n\nPHẦN HAI\n\n2. Hai?\nA. x\nB. y\nĐáp án: B",
        "A|B",
        "A. x B. y PHẦN HAI 2. Hai? A. x B. y",
    ),
];

#[test]
fn every_spelling_of_a_key_leaves_the_sheet() {
    for (body, keys, words) in READ {
        let quiz = Quiz::parse(body);
        let read: Vec<String> = quiz.questions.iter().map(|question| question.key.iter().collect()).collect();
        assert_eq!(read.join("|"), keys, "{body}");
        assert_eq!(quiz.problems(), [], "{body}");
        let sheet = given_out(body).unwrap_or_else(|error| panic!("{body}: {error}"));
        assert!(sheet.contains(words), "{body}\n→ {sheet}");
        let paper = squeezed(&on_paper(&piece(Format::Quiz, body), &print(SurveyPart::Questionnaire)));
        for given in [&sheet, &paper] {
            for word in [
                "áp án",
                "ÁP ÁN",
                "ap an",
                "ÁP-ÁN",
                "ANSWER",
                "ĐA:",
                "hương án đúng",
                "Vì luật",
                "*",
                "[x]",
                "=>",
                "Key",
                "Chọn",
            ] {
                assert!(!given.contains(word), "{body}: {word} in {given}");
            }
        }
        let key = squeezed(&on_paper(&piece(Format::Quiz, body), &print(SurveyPart::Key)));
        assert!(body.matches("Vì luật").all(|words| key.contains(words)), "{key}");
    }
}

#[test]
fn the_inputs_that_failed_are_sheets_without_a_key() {
    let folder = concat!(env!("CARGO_MANIFEST_DIR"), "/tests/fixtures/survey");
    for entry in std::fs::read_dir(folder).expect("the inputs").flatten() {
        let text = std::fs::read_to_string(entry.path()).expect("an input");
        let (_, body) = text.split_once("\n---\n").expect("a header and a body");
        let sheet = given_out(body).unwrap_or_else(|error| panic!("{}: {error}", entry.path().display()));
        for word in ["áp án:", "ANSWER", "Đáp án đúng"] {
            assert!(!sheet.contains(word), "{word} in {sheet}");
        }
        let quiz = Quiz::parse(body);
        let numbers: Vec<u32> = quiz.questions.iter().map(|question| question.number).collect();
        assert_eq!(numbers, (1..=numbers.len() as u32).collect::<Vec<_>>(), "{}", entry.path().display());
        let keyless = quiz.questions.iter().filter(|question| question.key.is_empty() && !question.is_open());
        assert_eq!(keyless.count(), 0, "{}", entry.path().display());
    }
}

#[test]
fn what_still_looks_like_a_key_stops_the_export_and_names_its_line() {
    for (body, line) in [
        ("1. Hỏi?\nA. Một (đúng)\nB. Hai\nĐáp án: A", 2),
        ("1. Hỏi (chọn B)?\nA. Một\nB. Hai\nĐáp án: B", 1),
        ("1. Mấy ngày? [A]\nA. Một\nB. Hai\nĐáp án: A", 1),
        ("1. Mấy ngày?\n- Một\n- Hai\nGợi ý: C", 4),
        ("1. Hỏi?\nA. Một ✓\nB. Hai\nĐáp án: A", 2),
        ("1. Hỏi?\nA. Một\nB. Hai (x)\nĐáp án: B", 3),
        ("1. Hỏi?\nA. Một\n**B. Hai**\nĐáp án: B", 3),
        ("1. Sở Nội vụ chủ trì (Đ)\nĐáp án: Đ", 1),
        ("1. Hỏi?\nA. Một\nB. Hai\nChú ý: đáp án: B nhé\n", 4),
        ("Mẫu: 1-A, 2-B, 3-C\n\n1. Hỏi?\nA. Một\nB. Hai\nĐáp án: B", 1),
        ("1. Hỏi? Câu trả lời: Sở Nội vụ\nA. Sở Nội vụ\nB. Đài\nĐáp án: A", 1),
        ("1. Hỏi?\nA. Một ←\nB. Hai\nĐáp án: A", 2),
        ("1. Hỏi?\nA. Một - đúng\nB. Hai\nĐáp án: A", 2),
        ("1. Hỏi?\nA. Một [đáp án]\nB. Hai\nĐáp án: A", 2),
        ("1. Hỏi?\nA. Một (ĐA)\nB. Hai\nĐáp án: A", 2),
        ("1. Hỏi?\nA. Một <--\nB. Hai\nĐáp án: A", 2),
        ("1. Hỏi?\nA. Một*\nB. Hai\nĐáp án: A", 2),
        ("1. Hỏi?\nA. Một\nB. Hai\n\nB là đáp án đúng", 5),
        ("1. Hỏi?\nA. Một\nB. Hai\nTheo luật, đáp án phải là B.", 4),
    ] {
        let error = given_out(body).expect_err(body);
        assert!(error.contains(&format!("dòng {line} ")), "{body}: {error}");
        assert!(
            findings(&piece(Format::Quiz, body)).iter().any(|finding| finding.contains("trông như đáp án")),
            "{body}"
        );
        let survey = piece(Format::Quiz, body);
        let mut pdf = std::io::Cursor::new(Vec::new());
        let print = print(SurveyPart::Key);
        job::piece(&newsroom([]), &survey, "pdf", &|_| None, &print, &mut Fonts::new(), &mut pdf)
            .expect("the key itself");
    }
    for body in [
        "1. Hãy chọn đáp án đúng: Cơ quan nào chủ trì?\nA. Sở Nội vụ\nB. Đài\nĐáp án: A",
        "1. Chọn đáp án:\nA. Cả (b) và (c)\nB. f(x)\nĐáp án: A",
        "1. Gồm hai quầy: (A) và (B), quầy nào nhận?\nA. Quầy (A)\nB. Quầy (B)\nĐáp án: A",
        "1. Câu trả lời nào đúng?\nA. Lớp 1A, 1B\nB. Đài\nĐáp án: A",
        "1. Hỏi?\nA. Đúng\nB. Sai\nĐáp án: A",
        "1. Hỏi?\nA. A đúng, B sai\nB. Cả A và B đều đúng\nĐáp án: B",
        "1. Hỏi?\nA. Thứ Hai - thứ Sáu\nB. Chủ nhật (nghỉ)\nĐáp án: A",
        "Mỗi câu chọn một đáp án đúng.\n\n1. Hỏi?\nA. Một\nB. Hai\nĐáp án: A",
    ] {
        assert!(given_out(body).is_ok(), "{body}: {:?}", given_out(body));
    }
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(300))]

    /// Every word is on the sheet, on the key's page or in a finding.
    #[test]
    fn nothing_typed_disappears(lines in prop::collection::vec(prop::sample::select(PARTS.to_vec()), 1..14), blanks in any::<u16>()) {
        let body: String = lines.iter().enumerate()
            .flat_map(|(at, line)| [*line, if blanks >> (at % 16) & 1 == 1 { "\n\n" } else { "\n" }])
            .collect();
        let survey = piece(Format::Quiz, &body);
        let shown = document::plain_text(&newsroom([]), &survey, SurveyPart::Both) + &findings(&survey).join("\n");
        let shown = words(&shown);
        let labels = ["dap", "an", "dung", "cau", "giai", "thich", "can", "cu"];
        for (word, count) in words(&body).into_iter().filter(|(word, _)| !labels.contains(&word.as_str())) {
            prop_assert!(shown.get(&word).is_some_and(|shown| *shown >= count), "{} in\n{}", word, body);
        }
    }
}

const PARTS: [&str; 30] = [
    "PHIẾU HỎI",
    "Đọc kỹ đề.",
    "1. Hỏi gì?",
    "2. Hỏi nữa?",
    "Câu 3: Hỏi gì?",
    "4/ Hỏi?",
    "2014. Năm ấy?",
    "A. Mộc",
    "B. Hỷ",
    "C. Bưởi",
    "A. Xoài  B. Quýt",
    "a) khế",
    "*B. Wolfram",
    "Đáp án: A",
    "đáp án đúng: b",
    "Đáp án:",
    "Đáp án: A. Mộc",
    "Đáp án: vừng",
    "ĐÁP ÁN",
    "1. A",
    "2. B, 3. C",
    "1A 2B 3C",
    "Giải thích: vì kẹo",
    "Căn cứ: điều 7",
    "PHẦN HAI",
    "ví dụ khác",
    "Đ. Đúng",
    "S. Sai",
    "Trả lời: ……",
    "Câu\t1\t2",
];
