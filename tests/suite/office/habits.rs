//! The habits of those who write in Word: columns of times, speeches in tables, keys at the end, old letters.

use toasoan::import::guess;
use toasoan::piece::Format;
use toasoan::piece::quiz::Quiz;

use super::{docx, draft, open, p, r, table};

/// The name of the case, the file, the kind and body it becomes, and words of the remarks.
type Case = (&'static str, Vec<u8>, Format, &'static str, &'static [&'static str]);

fn lines(lines: &[&str]) -> Vec<u8> {
    docx(&lines.iter().map(|line| p(line)).collect::<String>())
}

fn cases() -> Vec<Case> {
    vec![
        (
            "a column of times, a cell with labels of its own, a row of sums",
            docx(&table(&[
                &["Thời gian", "HÌNH ẢNH", "ÂM THANH – LỜI BÌNH"],
                &["0’00’’ – 0’20’’", "Hình hiệu", "(Nhạc hiệu)"],
                &["0’20’’", "Trường quay\nChữ chạy: Ngọc Hân", "MC: Kính chào!\nTiếng động: vỗ tay"],
                &["1’30’’", "Nhà ông Bảy", "PV Quốc Huy: Tôi đang ở đây."],
                &["2’00’’", "Toàn cảnh", "Thuyết minh: Bà con hài lòng."],
                &["Tổng cộng", "", "10 phút"],
            ])),
            Format::Av,
            "## 01\nThời lượng: 20s\nHình: Hình hiệu\nTiếng động: (Nhạc hiệu)\n\n\
             ## 02\nThời lượng: 1:10\nHình: Trường quay\nLời: Kính chào!\nGiọng: MC\nTiếng động: vỗ tay\nChữ: Ngọc Hân\n\n\
             ## 03\nThời lượng: 30s\nHình: Nhà ông Bảy\nLời: Tôi đang ở đây.\nGiọng: PV Quốc Huy\n\n\
             ## 04\nHình: Toàn cảnh\nLời: Bà con hài lòng.\n",
            &["Giờ của mục được ghi thành thời lượng 1:10", "Giờ bắt đầu của mục cuối", "Dòng tổng"],
        ),
        (
            "columns of what is seen and heard",
            docx(&table(&[
                &["Hình", "Tiếng"],
                &["Cảnh chợ", "Lời bình: chợ đông."],
                &["Cảnh xã", "Được rồi"],
            ])),
            Format::Av,
            "## 01\nHình: Cảnh chợ\nLời: chợ đông.\n\n## 02\nHình: Cảnh xã\nLời: Được rồi\n",
            &["Các cột của bảng: Hình, Tiếng"],
        ),
        (
            "a skit with its kind above the title, its author, directions in italics and the curtain",
            docx(
                &[
                    p("Tiểu phẩm"),
                    p("MỘT CỬA MỘT LỜI"),
                    p("Kịch bản: Lê Minh Tâm"),
                    p("Nhân vật:"),
                    p("Bà Sáu – 55 tuổi, bán bún"),
                    p("Tèo (con bà Sáu)"),
                    p("Màn 1"),
                    p("Bà Sáu: Sao mà đông dữ!"),
                    format!("<w:p>{}</w:p>", r("<w:i/>", "Hai mẹ con nhìn nhau.")),
                    p("Tèo: Con vô coi."),
                    p("BÀ SÁU"),
                    p("Ừ, đi đi con."),
                    p("HẠ MÀN"),
                ]
                .concat(),
            ),
            Format::Stage,
            "Tiểu phẩm\n\n# Nhân vật\n\n!- BÀ SÁU | bán bún | 55 tuổi\n!- TÈO | con bà Sáu\n\n# Nội dung\n\n.MÀN 1\n\n\
             BÀ SÁU\nSao mà đông dữ!\n\n!Hai mẹ con nhìn nhau.\n\nTÈO\nCon vô coi.\n\nBÀ SÁU\nỪ, đi đi con.\n\n!HẠ MÀN\n",
            &["in nghiêng được hiểu là lời dẫn"],
        ),
        (
            "a skit whose speeches stand in a table",
            docx(
                &[
                    p("TIỂU PHẨM: CÁI GHẾ"),
                    table(&[
                        &["Nhân vật", "Lời thoại"],
                        &["Ông Tám", "Cho tui hỏi…"],
                        &["Cán bộ", "(tươi cười) Dạ mời bác."],
                        &["", "(Hai người bắt tay)"],
                    ]),
                ]
                .concat(),
            ),
            Format::Stage,
            "# Nhân vật\n\n!- ÔNG TÁM\n!- CÁN BỘ\n\n# Nội dung\n\nÔNG TÁM\nCho tui hỏi…\n\nCÁN BỘ\n(tươi cười)\nDạ mời bác.\n\n\
             (Hai người bắt tay)\n",
            &["Các cột của bảng: Nhân vật, Lời thoại"],
        ),
        (
            "a cast in a table",
            docx(
                &[
                    p("TIỂU PHẨM: CÁI GHẾ"),
                    table(&[
                        &["STT", "Nhân vật", "Mô tả"],
                        &["1", "Ông Tám", "nông dân"],
                        &["2", "Cô Lan", "công chức"],
                    ]),
                    p("Cảnh 1: Sân nhà"),
                    p("Ông Tám: Có ai không?"),
                    p("Cô Lan: Dạ có."),
                ]
                .concat(),
            ),
            Format::Stage,
            "# Nhân vật\n\n!- ÔNG TÁM | nông dân\n!- CÔ LAN | công chức\n\n# Nội dung\n\n.CẢNH 1: SÂN NHÀ\n\nÔNG TÁM\nCó ai không?\n\n\
             CÔ LAN\nDạ có.\n",
            &["Bảng nhân vật có các cột: STT, Nhân vật, Mô tả"],
        ),
        (
            "a survey with boxes, numbered answers and other words for the key",
            lines(&[
                "Câu hỏi 1: Ai ban hành?",
                "a/ UBND thành phố",
                "b/ Sở Nội vụ",
                "=> Đáp án: a",
                "Câu 2) Một cửa là nơi nhận hồ sơ.",
                "□ Đúng",
                "□ Sai",
                "ĐA: Đúng",
                "Câu 3 Hài lòng ở mức nào?",
                "1. Rất hài lòng",
                "2. Hài lòng",
                "4- Mấy ngày?",
                "A- 1 ngày",
                "B- 2 ngày",
                "Key: B",
            ]),
            Format::Quiz,
            "1. Ai ban hành?\nA. UBND thành phố\nB. Sở Nội vụ\n=> Đáp án: a\n\n2. Một cửa là nơi nhận hồ sơ.\nĐ. Đúng\nS. Sai\nĐA: Đúng\n\n\
             3. Hài lòng ở mức nào?\n1. Rất hài lòng\n2. Hài lòng\n\n4. Mấy ngày?\nA. 1 ngày\nB. 2 ngày\nKey: B\n",
            &[],
        ),
        (
            "a survey with its key in a table",
            docx(
                &[
                    p("Câu 1. Ai chủ trì?"),
                    table(&[&["A. Sở Nội vụ", "B. Sở Tư pháp"]]),
                    p("Câu 2: Mấy kỳ?"),
                    table(&[&["A. Một", "B. Hai"], &["C. Ba", "D. Bốn"]]),
                    p("BẢNG ĐÁP ÁN"),
                    table(&[&["Câu", "1", "2"], &["Đáp án", "A", "C"]]),
                ]
                .concat(),
            ),
            Format::Quiz,
            "1. Ai chủ trì?\nA. Sở Nội vụ\nB. Sở Tư pháp\n\n2. Mấy kỳ?\nA. Một\nB. Hai\nC. Ba\nD. Bốn\n\nBẢNG ĐÁP ÁN\nCâu 1 2\nĐáp án A C\n",
            &[],
        ),
        (
            "a radio programme with its name above",
            lines(&[
                "CHƯƠNG TRÌNH PHÁT THANH",
                "PTV Nam: Kính chào bà con.",
                "(Nhạc cắt)",
                "PTV Nữ: Hôm nay xã ta họp.",
                "Ông Bảy: Mừng lắm!",
            ]),
            Format::Radio,
            "CHƯƠNG TRÌNH PHÁT THANH\n\n## 01\nLời: Kính chào bà con.\nGiọng: PTV Nam\nTiếng động: (Nhạc cắt)\n\n\
             ## 02\nLời: Hôm nay xã ta họp.\nGiọng: PTV Nữ\n\n## 03\nLời: Mừng lắm!\nGiọng: Ông Bảy\n",
            &[],
        ),
        (
            "old letters without their font, and a number in a cell",
            docx(&[p("Thñ tôc kh«ng râ ph«ng"), p("Café à la carte")].concat()),
            Format::Article,
            "Thủ tục không rõ phông\n\nCafé à la carte\n",
            &["Đã đổi 1 đoạn gõ bằng TCVN3 hoặc VNI"],
        ),
    ]
}

#[test]
fn what_people_are_used_to_becomes_what_they_mean() {
    for (name, bytes, format, body, told) in cases() {
        let source = open("tệp.docx", &bytes).expect(name);
        assert_eq!(guess(&source), format, "{name}");
        let draft = draft(&source, format);
        assert_eq!(draft.body, body, "{name}");
        let remarks: Vec<&str> = draft.findings.iter().map(|finding| finding.message.as_str()).collect();
        for words in told {
            assert!(remarks.iter().any(|remark| remark.contains(words)), "{name}: {words} in {remarks:?}");
        }
        if format == Format::Quiz {
            let quiz = Quiz::parse(&draft.body);
            assert!(quiz.leaks.is_empty(), "{name}: no key on the sheet");
            assert!(quiz.questions.iter().all(|one| one.answers.is_empty() != !one.key.is_empty()), "{name}");
        }
        if name.starts_with("a skit with its kind") {
            assert_eq!(draft.title, "MỘT CỬA MỘT LỜI");
            assert_eq!(draft.people, [("Kịch bản".to_owned(), "Lê Minh Tâm".to_owned())]);
        }
    }
}
