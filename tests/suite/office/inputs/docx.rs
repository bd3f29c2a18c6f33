//! Word files.

use toasoan::piece::Format::{Article, Av, Quiz, Stage};

use super::super::{docx, docx_with, p, r, table, zipped};
use super::{Input, kept};

const W: &str = "word/document.xml";

/// A document with styles, lists and notes.
fn rich(body: &str) -> Vec<u8> {
    docx_with(
        body,
        &[
            (
                "word/styles.xml",
                "<w:styles><w:style w:type=\"paragraph\" w:styleId=\"H1\"><w:name w:val=\"heading 1\"/></w:style>\
                 <w:style w:type=\"paragraph\" w:styleId=\"H2\"><w:name w:val=\"heading 2\"/></w:style>\
                 <w:style w:type=\"paragraph\" w:styleId=\"Muc\"><w:name w:val=\"Mục\"/><w:pPr><w:numPr><w:numId w:val=\"1\"/>\
                 </w:numPr></w:pPr></w:style></w:styles>",
            ),
            (
                "word/numbering.xml",
                "<w:numbering><w:abstractNum w:abstractNumId=\"1\"><w:lvl w:ilvl=\"0\"><w:start w:val=\"1\"/><w:numFmt w:val=\"decimal\"/>\
                 <w:lvlText w:val=\"%1.\"/></w:lvl><w:lvl w:ilvl=\"1\"><w:start w:val=\"1\"/><w:numFmt w:val=\"decimal\"/>\
                 <w:lvlText w:val=\"%1.%2.\"/></w:lvl></w:abstractNum><w:abstractNum w:abstractNumId=\"2\"><w:lvl w:ilvl=\"0\">\
                 <w:start w:val=\"1\"/><w:numFmt w:val=\"upperRoman\"/><w:lvlText w:val=\"Phần %1 –\"/></w:lvl><w:lvl w:ilvl=\"1\">\
                 <w:start w:val=\"1\"/><w:numFmt w:val=\"lowerLetter\"/><w:lvlText w:val=\"%2)\"/></w:lvl></w:abstractNum>\
                 <w:abstractNum w:abstractNumId=\"3\"><w:lvl w:ilvl=\"0\"><w:numFmt w:val=\"bullet\"/><w:lvlText w:val=\"\u{f0b7}\"/></w:lvl>\
                 </w:abstractNum><w:num w:numId=\"1\"><w:abstractNumId w:val=\"1\"/></w:num><w:num w:numId=\"2\"><w:abstractNumId w:val=\"2\"/>\
                 </w:num><w:num w:numId=\"3\"><w:abstractNumId w:val=\"3\"/></w:num><w:num w:numId=\"4\"><w:abstractNumId w:val=\"1\"/>\
                 <w:lvlOverride w:ilvl=\"0\"><w:startOverride w:val=\"5\"/></w:lvlOverride></w:num></w:numbering>",
            ),
            (
                "word/footnotes.xml",
                "<w:footnotes><w:footnote w:id=\"1\"><w:p><w:r><w:t>Theo Quyết định 93</w:t><w:tab/><w:t>năm</w:t><w:br/><w:t>2007.</w:t></w:r>\
                 </w:p></w:footnote><w:footnote w:id=\"2\"><w:p><w:r><w:rPr><w:rFonts w:ascii=\".VnTime\"/></w:rPr><w:t>Thñ tôc</w:t></w:r></w:p>\
                 </w:footnote></w:footnotes>",
            ),
            (
                "word/endnotes.xml",
                "<w:endnotes><w:endnote w:id=\"1\"><w:p><w:r><w:t>Nghị định 20.</w:t></w:r></w:p></w:endnote></w:endnotes>",
            ),
        ],
    )
}

/// A paragraph with these properties.
fn para(properties: &str, runs: &str) -> String {
    format!("<w:p><w:pPr>{properties}</w:pPr>{runs}</w:p>")
}

fn item(list: u8, level: u8, text: &str) -> String {
    para(&format!("<w:numPr><w:ilvl w:val=\"{level}\"/><w:numId w:val=\"{list}\"/></w:numPr>"), &r("", text))
}

fn text_box(text: &str) -> String {
    format!(
        "<w:r><mc:AlternateContent><mc:Choice><wps:txbx><w:txbxContent>{0}</w:txbxContent></wps:txbx></mc:Choice>\
         <mc:Fallback><v:textbox><w:txbxContent>{0}</w:txbxContent></v:textbox></mc:Fallback></mc:AlternateContent></w:r>",
        p(text)
    )
}

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
fn forty_files_of_word_keep_their_words() {
    let script_head = row("", &[("", "Hình ảnh"), ("", "Lời bình"), ("", "Thời lượng")]);
    kept(&[
        Input(
            "the text is in another part than usual",
            "docx",
            zipped(&[
                (
                    "_rels/.rels",
                    "<Relationships><Relationship Type=\"http://schemas.openxmlformats.org/officeDocument/2006/relationships/officeDocument\" \
                     Target=\"/word/document2.xml\"/></Relationships>",
                ),
                (
                    "word/document2.xml",
                    &format!("<w:document><w:body>{}</w:body></w:document>", p("Một cửa")),
                ),
            ]),
            Article,
            "Một cửa\n",
            &[],
        ),
        Input(
            "the look before a tracked change of it",
            "docx",
            docx(&para("", &r("<w:rPrChange><w:rPr><w:b/><w:i/></w:rPr></w:rPrChange>", "Chữ thường nay"))),
            Article,
            "Chữ thường nay\n",
            &[],
        ),
        Input(
            "a heading and a list before a tracked change",
            "docx",
            rich(&para(
                "<w:pPrChange><w:pPr><w:pStyle w:val=\"H1\"/><w:numPr><w:ilvl w:val=\"0\"/><w:numId w:val=\"1\"/></w:numPr></w:pPr></w:pPrChange>",
                &r("", "Nay là đoạn thường"),
            )),
            Article,
            "Nay là đoạn thường\n",
            &[],
        ),
        Input(
            "words put in and taken out again",
            "docx",
            docx(
                "<w:p><w:ins><w:r><w:t>Còn </w:t></w:r><w:del><w:r><w:delText>mất</w:delText></w:r></w:del></w:ins><w:r><w:t>đây</w:t></w:r></w:p>",
            ),
            Article,
            "Còn đây\n",
            &["“mất”", "1 chỗ chèn"],
        ),
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
            "a sentence that was moved",
            "docx",
            docx(
                "<w:p><w:moveFrom><w:r><w:t>Dời chỗ.</w:t></w:r></w:moveFrom><w:r><w:t>Trước.</w:t></w:r></w:p>\
                  <w:p><w:moveTo><w:r><w:t>Dời chỗ.</w:t></w:r></w:moveTo></w:p>",
            ),
            Article,
            "Trước.\n\nDời chỗ.\n",
            &["1 chỗ chèn"],
        ),
        Input(
            "a tab to the right edge",
            "docx",
            docx(
                "<w:p><w:r><w:t>Người gửi</w:t><w:ptab w:alignment=\"right\"/><w:t>Người nhận</w:t></w:r></w:p>",
            ),
            Article,
            "Người gửi\tNgười nhận\n",
            &[],
        ),
        Input(
            "a new page within a paragraph",
            "docx",
            docx(
                "<w:p><w:r><w:t>Hết trang</w:t><w:br w:type=\"page\"/><w:t>Sang trang</w:t></w:r></w:p><w:p><w:r><w:br w:type=\"page\"/></w:r></w:p>",
            ),
            Article,
            "Hết trang\\\nSang trang\n",
            &[],
        ),
        Input(
            "letters of a font of signs",
            "docx",
            docx(&para(
                "",
                &format!("{}{}", r("<w:rFonts w:ascii=\"Wingdings\"/>", "\u{f0fc}"), r("", " đã nộp")),
            )),
            Article,
            "✓ đã nộp\n",
            &[],
        ),
        Input(
            "letters of a font of mathematics",
            "docx",
            docx(&para(
                "",
                &format!(
                    "{}{}{}",
                    r("", "tuổi "),
                    r("<w:rFonts w:ascii=\"Symbol\"/>", "\u{f0b3}"),
                    r("", " 18")
                ),
            )),
            Article,
            "tuổi ≥ 18\n",
            &[],
        ),
        Input(
            "a power and an area",
            "docx",
            docx(&para(
                "",
                &format!(
                    "{}{}{}",
                    r("", "12 m"),
                    r("<w:vertAlign w:val=\"superscript\"/>", "2"),
                    r("", " đất")
                ),
            )),
            Article,
            "12 m² đất\n",
            &[],
        ),
        Input(
            "a formula of chemistry",
            "docx",
            docx(&para("", &format!("{}{}", r("", "khí CO"), r("<w:vertAlign w:val=\"subscript\"/>", "2")))),
            Article,
            "khí CO₂\n",
            &[],
        ),
        Input(
            "words struck through by hand",
            "docx",
            docx(&para("", &format!("{}{}", r("<w:strike/>", "ba ngày "), r("", "hai ngày")))),
            Article,
            "ba ngày hai ngày\n",
            &["gạch ngang", "“ba ngày”"],
        ),
        Input(
            "a fraction",
            "docx",
            docx(
                "<w:p><w:r><w:t xml:space=\"preserve\">Giảm </w:t></w:r><m:oMath><m:f><m:num><m:r><m:t>1</m:t></m:r></m:num><m:den><m:r><m:t>2</m:t></m:r></m:den></m:f></m:oMath></w:p>",
            ),
            Article,
            "Giảm 1/2\n",
            &[],
        ),
        Input(
            "a power in a formula",
            "docx",
            docx(
                "<w:p><m:oMath><m:sSup><m:e><m:r><m:t>10</m:t></m:r></m:e><m:sup><m:r><m:t>3</m:t></m:r></m:sup></m:sSup></m:oMath></w:p>",
            ),
            Article,
            "10^3\n",
            &[],
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
            "a footnote in an old font, a note at the end",
            "docx",
            rich(
                "<w:p><w:r><w:t>Xin</w:t><w:endnoteReference w:id=\"1\"/><w:t> chào</w:t><w:footnoteReference w:id=\"2\"/></w:r></w:p>",
            ),
            Article,
            "Xin[1] chào[2]\n\n[1] Nghị định 20.\n\n[2] Thủ tục\n",
            &["2 chú thích"],
        ),
        Input(
            "a comment of two paragraphs and an answer",
            "docx",
            docx_with(
                &p("Bài"),
                &[(
                    "word/comments.xml",
                    "<w:comments><w:comment w:author=\"Lan\"><w:p><w:r><w:t>Xem lại</w:t></w:r></w:p><w:p><w:r><w:t>số này</w:t></w:r></w:p></w:comment>\
                     <w:comment w:author=\"Phúc\"><w:p><w:r><w:t>Đã xem</w:t></w:r></w:p></w:comment></w:comments>",
                )],
            ),
            Article,
            "Bài\n",
            &["Lan: Xem lại số này", "Phúc: Đã xem"],
        ),
        Input(
            "a head with the number of the page",
            "docx",
            docx_with(
                &p("Bài"),
                &[(
                    "word/header2.xml",
                    "<w:hdr><w:p><w:r><w:t>ĐÀI PT-TH – trang </w:t></w:r><w:fldSimple><w:r><w:t>7</w:t></w:r></w:fldSimple></w:p></w:hdr>",
                )],
            ),
            Article,
            "Bài\n",
            &["“ĐÀI PT-TH – trang”"],
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
            "a text box at an item of a list",
            "docx",
            rich(&format!(
                "{}{}",
                item(1, 0, "nộp"),
                para(
                    "<w:numPr><w:ilvl w:val=\"0\"/><w:numId w:val=\"1\"/></w:numPr>",
                    &format!("{}{}", text_box("Lưu ý"), r("", "nhận"))
                )
            )),
            Article,
            "1. nộp\n\nLưu ý\n\n2. nhận\n",
            &["1 khung"],
        ),
        Input(
            "words in a drawing of boxes",
            "docx",
            docx_with(
                "<w:p><w:r><w:drawing><a:graphic><dgm:relIds/></a:graphic></w:drawing></w:r></w:p><w:p><w:r><w:t>Quy trình</w:t></w:r></w:p>",
                &[(
                    "word/diagrams/data1.xml",
                    "<dgm:dataModel><dgm:pt><a:p><a:r><a:t>Nộp hồ sơ</a:t></a:r></a:p></dgm:pt></dgm:dataModel>",
                )],
            ),
            Article,
            "Quy trình\n",
            &["1 biểu đồ", "“Nộp hồ sơ”"],
        ),
        Input(
            "a chart with a title",
            "docx",
            docx_with(
                "<w:p><w:r><w:drawing><a:graphic><c:chart/></a:graphic></w:drawing></w:r><w:r><w:t>Kết quả</w:t></w:r></w:p>",
                &[(
                    "word/charts/chart1.xml",
                    "<c:chartSpace><c:title><a:p><a:r><a:t>Hài lòng 2014</a:t></a:r></a:p></c:title></c:chartSpace>",
                )],
            ),
            Article,
            "Kết quả\n",
            &["1 biểu đồ", "“Hài lòng 2014”"],
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
            "a list of two levels",
            "docx",
            rich(
                &[item(1, 0, "nộp"), item(1, 1, "ở xã"), item(1, 1, "ở phường"), item(1, 0, "nhận")].concat(),
            ),
            Article,
            "1. nộp\n\n1.1. ở xã\n\n1.2. ở phường\n\n2. nhận\n",
            &[],
        ),
        Input(
            "a list in Roman numbers with letters below",
            "docx",
            rich(
                &[item(2, 0, "Mở đầu"), item(2, 1, "chào"), item(2, 1, "giới thiệu"), item(2, 0, "Nội dung")]
                    .concat(),
            ),
            Article,
            "Phần I – Mở đầu\n\na) chào\n\nb) giới thiệu\n\nPhần II – Nội dung\n",
            &[],
        ),
        Input(
            "a list that begins at five",
            "docx",
            rich(&[item(4, 0, "nộp"), item(4, 0, "nhận")].concat()),
            Article,
            "5. nộp\n6. nhận\n",
            &[],
        ),
        Input(
            "bullets of a font of signs",
            "docx",
            rich(&[item(3, 0, "nhanh"), item(3, 0, "gọn")].concat()),
            Article,
            "- nhanh\n- gọn\n",
            &[],
        ),
        Input(
            "a paragraph taken out of its style's list",
            "docx",
            rich(&format!(
                "{}{}",
                para("<w:pStyle w:val=\"Muc\"/>", &r("", "có số")),
                para(
                    "<w:pStyle w:val=\"Muc\"/><w:numPr><w:numId w:val=\"0\"/></w:numPr>",
                    &r("", "không số")
                )
            )),
            Article,
            "1. có số\n\nkhông số\n",
            &[],
        ),
        Input(
            "a heading by its own level",
            "docx",
            docx(&format!(
                "{}{}{}",
                p("Tin"),
                para("<w:outlineLvl w:val=\"1\"/>", &r("", "Người dân nói")),
                p("Nhanh hơn.")
            )),
            Article,
            "Tin\n\n## Người dân nói\n\nNhanh hơn.\n",
            &[],
        ),
        Input(
            "links of two kinds",
            "docx",
            docx_with(
                "<w:p><w:hyperlink r:id=\"r1\"><w:r><w:t>cổng</w:t></w:r></w:hyperlink><w:r><w:t xml:space=\"preserve\"> và </w:t></w:r><w:r><w:fldChar w:fldCharType=\"begin\"/></w:r>\
                 <w:r><w:instrText> HYPERLINK \"http://b.vn\" </w:instrText></w:r><w:r><w:fldChar w:fldCharType=\"separate\"/></w:r><w:r><w:t>trang</w:t></w:r>\
                 <w:r><w:fldChar w:fldCharType=\"end\"/></w:r></w:p>",
                &[(
                    "word/_rels/document.xml.rels",
                    "<Relationships><Relationship Id=\"r1\" Target=\"http://a.vn\" TargetMode=\"External\"/></Relationships>",
                )],
            ),
            Article,
            "[cổng](<http://a.vn>) và trang\n",
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
            "three fonts in one paragraph",
            "docx",
            docx(&para(
                "",
                &format!(
                    "{}{}{}",
                    r("<w:rFonts w:ascii=\".VnTimeH\"/>", "cÇn th¬"),
                    r("<w:rFonts w:ascii=\"Arial\"/>", " – "),
                    r("<w:rFonts w:ascii=\"VNI-Times\"/>", "thuû tuïc")
                ),
            )),
            Article,
            "CẦN THƠ – thủ tục\n",
            &[".VnTimeH", "VNI-Times"],
        ),
        Input(
            "a letter and its mark in two runs",
            "docx",
            docx(&para(
                "",
                &format!(
                    "{}{}",
                    r("<w:rFonts w:ascii=\"VNI-Times\"/>", "Ca"),
                    r("<w:rFonts w:ascii=\"VNI-Times\"/>", "àn Thô")
                ),
            )),
            Article,
            "Cần Thơ\n",
            &["VNI-Times"],
        ),
        Input(
            "hidden words, letters apart, spaces that do not break",
            "docx",
            docx(&format!(
                "{}{}",
                para("", &format!("{}{}", r("<w:vanish/>", "ẩn "), r("", "hiê\u{323}n"))),
                p("10\u{a0}giờ\u{200b}kém")
            )),
            Article,
            "ẩn hiện\n\n10\u{a0}giờ\u{200b}kém\n",
            &[],
        ),
        Input(
            "letters by their numbers, and unparsed text",
            "docx",
            docx("<w:p><w:r><w:t>Th&#x1EE7; t&#7909;c &amp; <![CDATA[<một> cửa]]></w:t></w:r></w:p>"),
            Article,
            "Thủ tục & \\<một> cửa\n",
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
        Input(
            "no words at all",
            "docx",
            zipped(&[(W, "<w:document><w:body><w:sectPr/></w:body></w:document>")]),
            Article,
            "",
            &[],
        ),
    ]);
}
