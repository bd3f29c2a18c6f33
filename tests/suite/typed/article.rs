//! Articles: each Enter is a paragraph, and what is no mark prints as typed.

use proptest::prelude::*;
use toasoan::document::quiz::SurveyPart;
use toasoan::document::{self, PrintOptions};
use toasoan::piece::Format;
use toasoan::piece::article::{Article, Block, plain};

use super::{findings, newsroom, on_paper, piece, squeezed, unshown};

/// The body, and the paragraphs on paper; `|` between them.
const PRINTED: [(&str, &str); 52] = [
    ("Một.\nHai.\nBa.", "Một.|Hai.|Ba."),
    ("Một.\n\nHai.", "Một.|Hai."),
    ("Thơ một  \nthơ hai", "Thơ một\nthơ hai"),
    ("\tThụt bằng Tab.", "Thụt bằng Tab."),
    ("     Thụt năm cách.", "Thụt năm cách."),
    ("1986. Đó là năm đổi mới.", "1986. Đó là năm đổi mới."),
    ("30. 4. 1975 là ngày thống nhất.", "30. 4. 1975 là ngày thống nhất."),
    ("17. Tháng mười hai năm ấy.", "17. Tháng mười hai năm ấy."),
    ("2. Hai mà không có một.", "2. Hai mà không có một."),
    ("1. Một\n2. Hai", "1. Một|2. Hai"),
    ("1. Một\n\n2. Hai", "1. Một|2. Hai"),
    ("1. Một\n\nTrả lời: có.\n\n2. Hai", "1. Một|Trả lời: có.|2. Hai"),
    ("1. Một\nTrả lời: có.\n2. Hai", "1. Một|Trả lời: có.|2. Hai"),
    ("1) Một\n2) Hai\na) Chữ a", "1) Một|2) Hai|a) Chữ a"),
    ("1.Không cách", "1.Không cách"),
    ("- Chào chị! - Anh cán bộ nói.\n- Chào anh!", "- Chào chị! - Anh cán bộ nói.|- Chào anh!"),
    ("+ Ý cộng một\n+ Ý cộng hai", "+ Ý cộng một|+ Ý cộng hai"),
    ("* Ý sao", "- Ý sao"),
    ("•\tGạch từ Word", "- Gạch từ Word"),
    ("- một\n  - con\n- hai", "- một|- con|- hai"),
    ("- [ ] chưa làm\n- [x] đã làm", "- [ ] chưa làm|- [x] đã làm"),
    ("-Không cách", "-Không cách"),
    ("– Gạch dài", "– Gạch dài"),
    ("5*3*2 bằng 30", "5*3*2 bằng 30"),
    ("so_lieu_cu", "so_lieu_cu"),
    ("Câu có <ghi tên> và <tên người dân>.", "Câu có <ghi tên> và <tên người dân>."),
    ("<div>thẻ</div>", "<div>thẻ</div>"),
    ("a < b, AT&T, &nbsp; &copy;", "a < b, AT&T, &nbsp; &copy;"),
    ("Câu có ~~chữ gạch bỏ~~.", "Câu có ~~chữ gạch bỏ~~."),
    ("Chú thích[^1].\n\n[^1]: Nội dung chú thích.", "Chú thích[^1].|[^1]: Nội dung chú thích."),
    ("[1]: http://example.vn", "[1]: http://example.vn"),
    ("![ảnh chợ](images/x.jpg)", "![ảnh chợ](images/x.jpg)"),
    ("**đậm** và *nghiêng*", "đậm và nghiêng"),
    ("**Đậm *nghiêng trong* đậm**", "Đậm nghiêng trong đậm"),
    ("***cả hai*** thôi", "cả hai thôi"),
    ("**“Trích”**đậm sát chữ; **đậm.**Sát.", "“Trích”đậm sát chữ; đậm.Sát."),
    ("**không đóng", "**không đóng"),
    ("sao * lẻ * loi", "sao * lẻ * loi"),
    ("giá 5 * 3", "giá 5 * 3"),
    ("_nghiêng_ và __đậm__", "nghiêng và đậm"),
    (r"\*không nghiêng\*", "*không nghiêng*"),
    (r"C:\thu_muc", r"C:\thu_muc"),
    ("http://example.vn/a_b_c", "http://example.vn/a_b_c"),
    ("<http://example.vn>", "http://example.vn"),
    ("[có tựa](http://example.vn \"tựa\")", "[có tựa](http://example.vn \"tựa\")"),
    ("Theo Báo Cần Thơ\n---\nDòng thường\n===", "Theo Báo Cần Thơ|Dòng thường|==="),
    ("# Đầu đề\n#Không phải", "Đầu đề|#Không phải"),
    ("> Trích một\n> Trích hai\nNgoài", "Trích một|Trích hai|Ngoài"),
    ("| Cột | Giá |\n|---|---|\n| A | 1 |", "Cột\tGiá|A\t1"),
    ("| không phải bảng |", "| không phải bảng |"),
    ("`mã` và ```", "`mã` và ```"),
    ("Điều 1) Phạm vi\n...\n!!!", "Điều 1) Phạm vi|...|!!!"),
];

#[test]
fn each_enter_is_a_paragraph_and_no_mark_is_lost() {
    for (body, paragraphs) in PRINTED {
        let wanted = paragraphs
            .replace("| không phải bảng |", "\u{1}")
            .replace('|', "\n")
            .replace('\u{1}', "| không phải bảng |");
        assert_eq!(Article::parse(body).plain_text().trim_end(), wanted, "{body:?}");
        let article = piece(Format::Article, body);
        let text = document::plain_text(&newsroom([]), &article, SurveyPart::Both);
        let paper = on_paper(&article, &PrintOptions::default());
        for line in wanted.lines().flat_map(|line| line.split('\t')) {
            // A dash of a list is an en dash on paper.
            let bare = line.strip_prefix("- ").unwrap_or(line);
            assert!(text.contains(line), "{body:?} as text: {text}");
            assert!(squeezed(&paper).contains(&squeezed(bare)), "{body:?} on paper: {paper}");
        }
    }
}

#[test]
fn marks_are_what_they_mean() {
    let article = Article::parse(
        "| Cột | Giá |\n|---|:-:|\n| **A** | 1 \\| 2 |\n\n- mục\n  tiếp\n\n[cổng](http://cantho.gov.vn).",
    );
    let Block::Table(rows) = &article.blocks[0] else { panic!("{:?}", article.blocks) };
    assert!(rows[1][0][0].is_bold && plain(&rows[1][1]) == "1 | 2", "{rows:?}");
    let Block::List { items, .. } = &article.blocks[1] else { panic!("{:?}", article.blocks) };
    assert_eq!(items[0].len(), 2, "an indented line belongs to its item");
    let Block::Paragraph(spans) = &article.blocks[2] else { panic!("{:?}", article.blocks) };
    assert_eq!(spans[0].link.as_deref(), Some("http://cantho.gov.vn"));
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(400))]

    /// Every letter is on paper.
    #[test]
    fn nothing_typed_disappears(parts in prop::collection::vec(prop::sample::select(PARTS.to_vec()), 1..24)) {
        let article = piece(Format::Article, &parts.concat());
        let shown = document::plain_text(&newsroom([]), &article, SurveyPart::Both) + &findings(&article).join("\n");
        prop_assert_eq!(unshown(&article.body, &shown), Vec::<char>::new(), "{}", &*article.body);
    }
}

const PARTS: [&str; 44] = [
    "Đoạn",
    " chữ ",
    "\n",
    "\n",
    "\n\n",
    "\t",
    "    ",
    "  \n",
    "- ",
    "+ ",
    "* ",
    "1. ",
    "2. ",
    "1986. ",
    "12) ",
    "> ",
    "# ",
    "## ",
    "**",
    "*",
    "_",
    "***",
    "[",
    "](",
    ")",
    "http://a.vn",
    "<",
    ">",
    "`",
    "```\n",
    "|",
    "|---|---|\n",
    "---\n",
    "===\n",
    "\\",
    "!",
    "~~",
    "&amp;",
    "[^1]: ",
    "5*3",
    "<b>",
    "x_y",
    "•\t",
    "“”",
];
