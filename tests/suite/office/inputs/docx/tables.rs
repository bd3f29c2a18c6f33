//! Tables in Word files.

use toasoan::piece::Format::{Article, Av, Quiz, Stage};

use super::super::super::{docx, p, r, table};
use super::super::{Input, kept};
use super::{rich, text_box};

/// A table's row of cells with properties.
fn row(properties: &str, cells: &[(&str, &str)]) -> String {
    let cells = cells.iter().map(|(properties, content)| {
        let content = if content.starts_with('<') { (*content).to_owned() } else { p(content) };
        format!("<w:tc><w:tcPr>{properties}</w:tcPr>{content}</w:tc>")
    });
    format!("<w:tr><w:trPr>{properties}</w:trPr>{}</w:tr>", cells.collect::<String>())
}

fn rows(rows: &[String]) -> String {
    format!("<w:tbl>{}</w:tbl>", rows.concat())
}

#[test]
fn tables_of_word_keep_their_words() {
    let script_head = row("", &[("", "Hình ảnh"), ("", "Lời bình"), ("", "Thời lượng")]);
    kept(&[
        Input(
            "a row that was taken out",
            "docx",
            docx(&rows(&[
                row("", &[("", "Ngày"), ("", "Nơi"), ("", "Ai"), ("", "Giờ")]),
                row("<w:del/>", &[("", "<w:p><w:del><w:r><w:delText>2/4</w:delText></w:r></w:del></w:p>")]),
                row("", &[("", "3/4"), ("", "Xã"), ("", "Ông B"), ("", "9")]),
            ])),
            Article,
            "| Ngày | Nơi | Ai | Giờ |\n| --- | --- | --- | --- |\n| 3/4 | Xã | Ông B | 9 |\n",
            &["“2/4”"],
        ),
        Input(
            "a footnote in a table",
            "docx",
            rich(&rows(&[
                row("", &[("", "A"), ("", "B"), ("", "C"), ("", "D")]),
                row(
                    "",
                    &[
                        ("", "<w:p><w:r><w:t>một</w:t><w:footnoteReference w:id=\"1\"/></w:r></w:p>"),
                        ("", "2"),
                        ("", "3"),
                        ("", "4"),
                    ],
                ),
            ])),
            Article,
            "| A | B | C | D |\n| --- | --- | --- | --- |\n| một[1] | 2 | 3 | 4 |\n\n[1] Theo Quyết định 93 năm 2007.\n",
            &["1 chú thích"],
        ),
        Input(
            "a text box in a cell",
            "docx",
            docx(&rows(&[
                row("", &[("", "A"), ("", "B"), ("", "C"), ("", "D")]),
                row(
                    "",
                    &[
                        ("", &format!("<w:p>{}{}</w:p>", text_box("khung"), r("", "ô"))),
                        ("", "2"),
                        ("", "3"),
                        ("", "4"),
                    ],
                ),
            ])),
            Article,
            "| A | B | C | D |\n| --- | --- | --- | --- |\n| khung ô | 2 | 3 | 4 |\n",
            &["1 khung"],
        ),
        Input(
            "a script's row that begins in the second column",
            "docx",
            docx(&rows(&[
                script_head.clone(),
                row("", &[("", "Toàn cảnh chợ"), ("", "Kính chào quý vị"), ("", "20s")]),
                row("<w:gridBefore w:val=\"1\"/>", &[("", "Hẹn gặp lại"), ("", "10s")]),
            ])),
            Av,
            "## 01\nThời lượng: 20s\nHình: Toàn cảnh chợ\nLời: Kính chào quý vị\n\n## 02\nThời lượng: 10s\nLời: Hẹn gặp lại\n",
            &[],
        ),
        Input(
            "one picture for two rows of words",
            "docx",
            docx(&rows(&[
                script_head.clone(),
                row(
                    "",
                    &[("<w:vMerge w:val=\"restart\"/>", "Toàn cảnh chợ"), ("", "Kính chào"), ("", "20s")],
                ),
                row("", &[("<w:vMerge/>", ""), ("", "Hẹn gặp lại"), ("", "10s")]),
            ])),
            Av,
            "## 01\nThời lượng: 20s\nHình: Toàn cảnh chợ\nLời: Kính chào\n\n## 02\nThời lượng: 10s\nLời: Hẹn gặp lại\n",
            &[],
        ),
        Input(
            "a part's name across a script",
            "docx",
            docx(&rows(&[
                script_head.clone(),
                row("", &[("<w:gridSpan w:val=\"3\"/>", "PHẦN 1: MỞ ĐẦU")]),
                row("", &[("", "Toàn cảnh chợ"), ("", "Kính chào"), ("", "20s")]),
            ])),
            Av,
            "## 01\nMục: PHẦN 1: MỞ ĐẦU\n\n## 02\nThời lượng: 20s\nHình: Toàn cảnh chợ\nLời: Kính chào\n",
            &[],
        ),
        Input(
            "a table within the words of a script",
            "docx",
            docx(&rows(&[
                script_head,
                row(
                    "",
                    &[
                        ("", "Bảng số liệu"),
                        (
                            "",
                            &format!(
                                "{}{}{}",
                                p("Mời xem:"),
                                table(&[&["Xã", "9"], &["Phường", "7"]]),
                                p("Hết.")
                            ),
                        ),
                        ("", "20s"),
                    ],
                ),
            ])),
            Av,
            "## 01\nThời lượng: 20s\nHình: Bảng số liệu\nLời: Mời xem:\nXã\n9\nPhường\n7\nHết.\n",
            &[],
        ),
        Input(
            "controls around a table and a row",
            "docx",
            docx(
                "<w:sdt><w:sdtContent><w:p><w:r><w:t>Ô chọn</w:t></w:r></w:p></w:sdtContent></w:sdt><w:tbl><w:sdt><w:sdtContent><w:tr><w:tc><w:p><w:r><w:t>một</w:t></w:r></w:p></w:tc></w:tr>\
                  </w:sdtContent></w:sdt></w:tbl>",
            ),
            Article,
            "Ô chọn\n\n| một |\n| --- |\n",
            &[],
        ),
        Input(
            "a skit in two columns",
            "docx",
            docx(
                &[
                    p("TIỂU PHẨM: GIẤY HẸN"),
                    table(&[
                        &["Ông Ba", "(thở dài) Bà nó ơi!"],
                        &["Bà Năm", "Gì ông?"],
                        &["Ông Ba", "Có giấy hẹn."],
                        &["Bà Năm", "Đâu?"],
                    ]),
                ]
                .concat(),
            ),
            Stage,
            "# Nhân vật\n\n!- ÔNG BA\n!- BÀ NĂM\n\n# Nội dung\n\nÔNG BA\n(thở dài)\nBà nó ơi!\n\nBÀ NĂM\nGì ông?\n\nÔNG BA\nCó giấy hẹn.\n\nBÀ NĂM\nĐâu?\n",
            &[],
        ),
        Input(
            "a survey in a table",
            "docx",
            docx(
                &[
                    p("PHIẾU KHẢO SÁT"),
                    table(&[
                        &["Câu 1: Một cửa là gì?"],
                        &["A. Một nơi"],
                        &["B. Hai nơi"],
                        &["Đáp án: A"],
                        &["Câu 2: Hạn trả?"],
                        &["A. 3 ngày"],
                        &["B. 5 ngày"],
                        &["Đáp án: B"],
                    ]),
                ]
                .concat(),
            ),
            Quiz,
            "PHIẾU KHẢO SÁT\n\n1. Một cửa là gì?\nA. Một nơi\nB. Hai nơi\nĐáp án: A\n\n2. Hạn trả?\nA. 3 ngày\nB. 5 ngày\nĐáp án: B\n",
            &[],
        ),
    ]);
}
