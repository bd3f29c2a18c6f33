//! Plain texts, in the encodings that Vietnamese offices have used.

use toasoan::piece::Format::{self, Article, Av, Quiz, Stage};

use super::{Input, kept};

fn utf16(text: &str, is_little: bool) -> Vec<u8> {
    let unit = |unit: u16| if is_little { unit.to_le_bytes() } else { unit.to_be_bytes() };
    std::iter::once(0xFEFF).chain(text.encode_utf16()).flat_map(unit).collect()
}

#[test]
fn forty_plain_texts_keep_their_words() {
    let text =
        |name, text: &str, format: Format, body, told| Input(name, "txt", text.into(), format, body, told);
    let bytes = |name, bytes: &[u8], body| Input(name, "txt", bytes.to_vec(), Article, body, &[]);
    kept(&[
        bytes("UTF-8 with a mark at the beginning", "\u{feff}Một cửa\n".as_bytes(), "Một cửa\n"),
        bytes("UTF-16 of Notepad", &utf16("Thủ tục\r\nHai\r\n", true), "Thủ tục\n\nHai\n"),
        bytes("UTF-16, the other way round", &utf16("Thủ tục\n", false), "Thủ tục\n"),
        bytes(
            "ANSI of a Vietnamese Windows",
            b"Th\x75\xd2 tu\xf2c: b\xf4\xf2 ph\xe2\xf2n ti\xea\xecp nh\xe2\xf2n",
            "Thủ tục: bộ phận tiếp nhận\n",
        ),
        bytes("TCVN3", b"B\xe9 ph\xcbn ti\xd5p nh\xcbn", "Bộ phận tiếp nhận\n"),
        bytes("VNI", b"Ca\xe0n Th\xf4: bo\xe4 pha\xe4n", "Cần Thơ: bộ phận\n"),
        text(
            "TCVN3 copied as letters",
            "Bé phËn tiÕp nhËn vµ tr¶ kÕt qu¶",
            Article,
            "Bộ phận tiếp nhận và trả kết quả\n",
            &[],
        ),
        text("letters apart", "hiê\u{323}n ca\u{309} Ðài", Article, "hiện cả Ðài\n", &[]),
        text("lines of an old Mac", "Một\rHai\r", Article, "Một\n\nHai\n", &[]),
        text(
            "a page's end, spaces that do not break",
            "Một\u{c}\n10\u{a0}giờ",
            Article,
            "Một\n\n10\u{a0}giờ\n",
            &[],
        ),
        text(
            "a year at the head of a line",
            "1986. Đó là năm đổi mới.\n30. 4. 1975\n17. Tháng mười hai",
            Article,
            "1986\\. Đó là năm đổi mới.\n\n30\\. 4. 1975\n\n17\\. Tháng mười hai\n",
            &[],
        ),
        text(
            "signs of Markdown that are meant as typed",
            "5*3*2 và <ghi tên> ~~x~~ `y` # không phải mục",
            Article,
            "5\\*3\\*2 và \\<ghi tên> \\~\\~x\\~\\~ \\`y\\` # không phải mục\n",
            &[],
        ),
        text(
            "a line that begins with a tab",
            "\tKính gửi bà con,\n    Thưa quý vị",
            Article,
            "Kính gửi bà con,\n\nThưa quý vị\n",
            &[],
        ),
        text(
            "a list by hand",
            "Cần mang:\n- giấy tờ\n- ảnh\n* sổ hộ khẩu\n+ bản sao",
            Article,
            "Cần mang:\n\n\\- giấy tờ\n\n\\- ảnh\n\n\\* sổ hộ khẩu\n\n\\+ bản sao\n",
            &[],
        ),
        text(
            "a list by numbers with a text between",
            "1. nộp\n2. nhận\nXong.\n3. về",
            Article,
            "1\\. nộp\n\n2\\. nhận\n\nXong.\n\n3\\. về\n",
            &[],
        ),
        text(
            "lines of equals and dashes",
            "Tin\n===\nMột\n---\nHai",
            Article,
            "Tin\n\n===\n\nMột\n\n\\---\n\nHai\n",
            &[],
        ),
        text(
            "a quotation and an address",
            "> trích\nhttp://cantho.gov.vn/a_b_c?x=1&y=2",
            Article,
            "\\> trích\n\nhttp://cantho.gov.vn/a_b_c?x=1&y=2\n",
            &[],
        ),
        text("columns by tabs", "Ngày\tNơi\tGiờ\n2/4\tXã\t8", Article, "Ngày\tNơi\tGiờ\n\n2/4\tXã\t8\n", &[]),
        text(
            "a column of pipes",
            "| A | B |\n|---|---|\n| 1 | 2 |",
            Article,
            "\\| A | B |\n\n\\|---|---|\n\n\\| 1 | 2 |\n",
            &[],
        ),
        text(
            "dialogue of an article",
            "Phóng viên: Bao lâu?\nÔng Ba: Hai ngày.\nBài viết còn dài hơn thế.\nVà dài nữa.\nVà hết.",
            Article,
            "Phóng viên: Bao lâu?\n\nÔng Ba: Hai ngày.\n\nBài viết còn dài hơn thế.\n\nVà dài nữa.\n\nVà hết.\n",
            &[],
        ),
        text(
            "a skit as people write it",
            "TIỂU PHẨM: GIẤY HẸN\nNHÂN VẬT:\n- Ông Ba, 60 tuổi\n- Bà Năm\nCảnh 1: Sân nhà\nÔng Ba (thở dài): Bà nó ơi!\nBà Năm: Gì ông?",
            Stage,
            "# Nhân vật\n\n!- ÔNG BA |  | 60 tuổi\n!- BÀ NĂM\n\n# Nội dung\n\n.CẢNH 1: SÂN NHÀ\n\nÔNG BA\n(thở dài)\nBà nó ơi!\n\nBÀ NĂM\nGì ông?\n",
            &[],
        ),
        text(
            "a skit with acts and classes",
            "HOẠT CẢNH: MỘT CỬA\nMàn 1\nLớp 2\nÔng Ba: Chào.\nBà Năm: Chào ông.\nÔng Ba: Về.\nBà Năm: Ừ.",
            Stage,
            "# Nhân vật\n\n!- ÔNG BA\n!- BÀ NĂM\n\n# Nội dung\n\n.MÀN 1\n\n.LỚP 2\n\nÔNG BA\nChào.\n\nBÀ NĂM\nChào ông.\n\nÔNG BA\nVề.\n\nBÀ NĂM\nỪ.\n",
            &[],
        ),
        text(
            "stage directions in brackets",
            "Nhân vật: Ông Ba, Bà Năm\nÔng Ba: Chào.\n(Đèn tắt)\nBà Năm: Ai đó?\n[Tiếng gõ cửa]",
            Stage,
            "# Nhân vật\n\n!- ÔNG BA\n!- BÀ NĂM\n\n# Nội dung\n\nÔNG BA\nChào.\n\n(Đèn tắt)\n\nBÀ NĂM\nAi đó?\n\n[Tiếng gõ cửa]\n",
            &[],
        ),
        text(
            "a speech of several lines",
            "Nhân vật:\nÔng Ba\nBà Năm\n\nÔng Ba: Một.\nHai.\nBa.\nBà Năm: Bốn.",
            Stage,
            "# Nhân vật\n\n!- ÔNG BA\n!- BÀ NĂM\n\n# Nội dung\n\nÔNG BA\nMột.\nHai.\nBa.\n\nBÀ NĂM\nBốn.\n",
            &[],
        ),
        text(
            "names that are not in the cast",
            "Nhân vật:\n- Ông Ba\n\nÔng Ba: Chào.\nChú Tám: Có tôi.\nChú Tám: Và tôi.",
            Stage,
            "# Nhân vật\n\n!- ÔNG BA\n\n# Nội dung\n\nÔNG BA\nChào.\n\nCHÚ TÁM\nCó tôi.\n\nCHÚ TÁM\nVà tôi.\n",
            &["không có trong"],
        ),
        text(
            "names with dashes and points",
            "Tiểu phẩm: A\nÔNG BA. – Chào.\nBÀ NĂM – Gì?\nÔng Ba: Đi.\nBà Năm: Ừ.",
            Stage,
            "# Nhân vật\n\n!- ÔNG BA\n!- BÀ NĂM\n\n# Nội dung\n\nÔNG BA\nChào.\n\nBÀ NĂM\nGì?\n\nÔNG BA\nĐi.\n\nBÀ NĂM\nỪ.\n",
            &[],
        ),
        text(
            "names in capitals on lines of their own",
            "TIỂU PHẨM: B\n\nÔNG BA\nChào bà.\n\nBÀ NĂM\nChào ông.\n\nÔng Ba: Đi.\nBà Năm: Ừ.",
            Stage,
            "# Nhân vật\n\n!- ÔNG BA\n!- BÀ NĂM\n\n# Nội dung\n\nÔNG BA\nChào bà.\n\nBÀ NĂM\nChào ông.\n\nÔNG BA\nĐi.\n\nBÀ NĂM\nỪ.\n",
            &[],
        ),
        text(
            "a speaker's numbers and titles",
            "Tiểu phẩm: C\nCán bộ 1: Mời bác.\nCán bộ 2: Số mấy?\nNgười dân A: Số 8.",
            Stage,
            "# Nhân vật\n\n!- CÁN BỘ 1\n!- CÁN BỘ 2\n!- NGƯỜI DÂN A\n\n# Nội dung\n\nCÁN BỘ 1\nMời bác.\n\nCÁN BỘ 2\nSố mấy?\n\nNGƯỜI DÂN A\nSố 8.\n",
            &[],
        ),
        text(
            "signs of the skit's format",
            "Tiểu phẩm: D\nÔng Ba: ~hò ơi\nBà Năm: *cười*\nÔng Ba: > ra\nBà Năm: [[x]]",
            Stage,
            "# Nhân vật\n\n!- ÔNG BA\n!- BÀ NĂM\n\n# Nội dung\n\nÔNG BA\n~hò ơi\n\nBÀ NĂM\n*cười*\n\nÔNG BA\n> ra\n\nBÀ NĂM\n[[x]]\n",
            &[],
        ),
        text(
            "a survey",
            "PHIẾU KHẢO SÁT\nCâu 1: Một cửa là gì?\nA. Một nơi\nB. Hai nơi\nĐáp án: A\nCâu 2. Hạn?\nA) 3\nB) 5\nĐáp án đúng: B",
            Quiz,
            "PHIẾU KHẢO SÁT\n\n1. Một cửa là gì?\nA. Một nơi\nB. Hai nơi\nĐáp án: A\n\n2. Hạn?\nA. 3\nB. 5\nĐáp án đúng: B\n",
            &[],
        ),
        text(
            "answers side by side",
            "Câu 1: Mấy nơi?\nA. 1\tB. 2\tC. 3\nANSWER: B\nCâu 2: Mấy ngày?\nA. 3    B. 5\nđáp án: A. 3",
            Quiz,
            "1. Mấy nơi?\nA. 1\nB. 2\nC. 3\nANSWER: B\n\n2. Mấy ngày?\nA. 3\nB. 5\nđáp án: A. 3\n",
            &[],
        ),
        text(
            "true or false",
            "Câu 1: Phải nộp phí.\nĐ/S\nĐáp án: Đ\nCâu 2: Được ủy quyền.\nĐ/S\nĐáp án: S",
            Quiz,
            "1. Phải nộp phí.\nĐ. Đúng\nS. Sai\nĐáp án: Đ\n\n2. Được ủy quyền.\nĐ. Đúng\nS. Sai\nĐáp án: S\n",
            &[],
        ),
        text(
            "questions by a slash",
            "1/ Mấy nơi?\na. một\nb. hai\nđáp án: a\n2/ Mấy ngày?\na. ba\nb. năm\nđáp án: b",
            Quiz,
            "1. Mấy nơi?\nA. một\nB. hai\nđáp án: a\n\n2. Mấy ngày?\nA. ba\nB. năm\nđáp án: b\n",
            &[],
        ),
        text(
            "a question without its answer",
            "Câu 1: Mấy nơi?\nA. 1\nB. 2\nCâu 2: Mấy ngày?\nA. 3\nB. 5\nĐáp án: B",
            Quiz,
            "1. Mấy nơi?\nA. 1\nB. 2\n\n2. Mấy ngày?\nA. 3\nB. 5\nĐáp án: B\n",
            &["Câu 1 chưa có đáp án"],
        ),
        text(
            "words around the questions",
            "Kính thưa ông bà,\nCâu 1: Mấy nơi?\nA. 1\nB. 2\nĐáp án: A\nCâu 2: Mấy ngày?\nA. 3\nB. 5\nĐáp án: B\nXin cảm ơn.",
            Quiz,
            "Kính thưa ông bà,\n\n1. Mấy nơi?\nA. 1\nB. 2\nĐáp án: A\n\n2. Mấy ngày?\nA. 3\nB. 5\nĐáp án: B\nXin cảm ơn.\n",
            &[],
        ),
        text("only a title", "Một cửa ở phường", Article, "Một cửa ở phường\n", &[]),
        text(
            "a very long line",
            &"một cửa ".repeat(40),
            Article,
            "một cửa một cửa một cửa một cửa một cửa một cửa một cửa một cửa một cửa một cửa một cửa một cửa một cửa một cửa một cửa một cửa một cửa một cửa một cửa một cửa một cửa một cửa một cửa một cửa một cửa một cửa một cửa một cửa một cửa một cửa một cửa một cửa một cửa một cửa một cửa một cửa một cửa một cửa một cửa một cửa\n",
            &[],
        ),
        text("many blank lines", "\n\n\nMột\n\n\n\nHai\n\n\n", Article, "Một\n\nHai\n", &[]),
        text(
            "signs that have no letters",
            "☎ 0710 3820 – ✓ xong ➔ về ①",
            Article,
            "☎ 0710 3820 – ✓ xong ➔ về ①\n",
            &[],
        ),
        text(
            "Khmer, Chinese, joined signs",
            "ភាសាខ្មែរ 中文 👨\u{200d}👩\u{200d}👧 é",
            Article,
            "ភាសាខ្មែរ 中文 👨\u{200d}👩\u{200d}👧 é\n",
            &[],
        ),
        Input(
            "rows of a script",
            "av",
            "## 1\nHình ảnh: Chợ\nLời bình: Chào\nThuyết minh: nữa\n".into(),
            Av,
            "## 1\nHình ảnh: Chợ\nLời bình: Chào\nThuyết minh: nữa\n",
            &[],
        ),
    ]);
}
