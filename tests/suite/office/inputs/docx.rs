//! Word files.

mod tables;

use toasoan::piece::Format::Article;

use super::super::{docx, docx_with, p, r, zipped};
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

#[test]
fn files_of_word_keep_their_words() {
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
            "no words at all",
            "docx",
            zipped(&[(W, "<w:document><w:body><w:sectPr/></w:body></w:document>")]),
            Article,
            "",
            &[],
        ),
    ]);
}
