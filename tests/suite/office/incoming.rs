//! Files of others as pieces.

use std::collections::HashMap;

use proptest::prelude::*;
use toasoan::import::{Source, guess};
use toasoan::piece::Format;

use super::{docx, docx_with, draft, open, p, r, table, zipped};

/// The name of the case, the file, the kind and body it becomes, and words of the remarks.
type Case = (&'static str, Vec<u8>, Format, &'static str, &'static [&'static str]);

fn heading(level: u8, text: &str) -> String {
    format!("<w:p><w:pPr><w:pStyle w:val=\"H{level}\"/></w:pPr>{}</w:p>", r("", text))
}

const STYLES: &str = "<w:styles><w:style w:type=\"paragraph\" w:styleId=\"H1\"><w:name w:val=\"heading 1\"/></w:style>\
    <w:style w:type=\"paragraph\" w:styleId=\"H2\"><w:name w:val=\"heading 2\"/></w:style>\
    <w:style w:type=\"paragraph\" w:styleId=\"Vn\"><w:name w:val=\"Cũ\"/><w:rPr><w:rFonts w:ascii=\".VnTime\"/></w:rPr></w:style></w:styles>";
const NUMBERING: &str = "<w:numbering><w:abstractNum w:abstractNumId=\"1\"><w:lvl w:ilvl=\"0\"><w:start w:val=\"1\"/>\
    <w:numFmt w:val=\"decimal\"/><w:lvlText w:val=\"%1.\"/></w:lvl></w:abstractNum><w:num w:numId=\"5\"><w:abstractNumId w:val=\"1\"/></w:num>\
    <w:abstractNum w:abstractNumId=\"2\"><w:lvl w:ilvl=\"0\"><w:numFmt w:val=\"bullet\"/><w:lvlText w:val=\"•\"/></w:lvl></w:abstractNum>\
    <w:num w:numId=\"6\"><w:abstractNumId w:val=\"2\"/></w:num></w:numbering>";

const ODT: &str = "<office:document-content><office:automatic-styles><style:style style:name=\"T1\">\
    <style:text-properties fo:font-weight=\"bold\"/></style:style><text:list-style style:name=\"L1\">\
    <text:list-level-style-number style:num-suffix=\".\" style:num-format=\"1\"/></text:list-style></office:automatic-styles>\
    <office:body><office:text><text:tracked-changes><text:changed-region><text:deletion><office:change-info>\
    <dc:creator>Lan</dc:creator><dc:date>2014</dc:date></office:change-info><text:p>bỏ đi</text:p></text:deletion>\
    </text:changed-region></text:tracked-changes><text:h text:outline-level=\"1\">Một cửa</text:h><text:p>Sáng \
    <text:span text:style-name=\"T1\">ông Bảy</text:span><office:annotation><dc:creator>Lan</dc:creator><text:p>xem lại</text:p>\
    </office:annotation></text:p><text:list text:style-name=\"L1\"><text:list-item><text:p>nộp</text:p></text:list-item>\
    <text:list-item><text:p>nhận</text:p></text:list-item></text:list></office:text></office:body></office:document-content>";

fn item(list: u8, text: &str) -> String {
    format!(
        "<w:p><w:pPr><w:numPr><w:ilvl w:val=\"0\"/><w:numId w:val=\"{list}\"/></w:numPr></w:pPr>{}</w:p>",
        r("", text)
    )
}

fn cases() -> Vec<Case> {
    let styled =
        |body: &str| docx_with(body, &[("word/styles.xml", STYLES), ("word/numbering.xml", NUMBERING)]);
    vec![
        (
            "an article with headings, lists and emphasis",
            styled(
                &[
                    heading(1, "Một cửa ở phường"),
                    format!(
                        "<w:p>{}{}{}</w:p>",
                        r("", "Sáng nay, "),
                        r("<w:b/>", "ông Bảy"),
                        r("<w:i/>", " tới phường.")
                    ),
                    heading(2, "Người dân nói"),
                    item(6, "nhanh hơn"),
                    item(6, "dễ hiểu"),
                    p("1986. Đó là năm 5*3*2 &lt;ghi tên&gt;"),
                    item(5, "nộp"),
                    item(5, "nhận"),
                ]
                .concat(),
            ),
            Format::Article,
            "Sáng nay, **ông Bảy** *tới phường.*\n\n## Người dân nói\n\n- nhanh hơn\n- dễ hiểu\n\n\
             1986\\. Đó là năm 5\\*3\\*2 \\<ghi tên>\n\n1. nộp\n2. nhận\n",
            &[],
        ),
        (
            "a table of pictures and words",
            docx(&[
                p("Kịch bản phát sóng"),
                table(&[
                    &["STT", "Hình ảnh", "Lời bình", "Thời lượng"],
                    &["1", "Toàn cảnh chợ\nBảng chữ: Chợ Tân An", "MC: Kính chào quý vị\nHôm nay …", "20s"],
                    &["2", "Phỏng vấn bà Tư", "Tiếng động: tiếng rao", "1 phút 30"],
                ]),
                p("Hết."),
            ]
            .concat()),
            Format::Av,
            "Kịch bản phát sóng\nHết.\n\n## 01\nThời lượng: 20s\nHình: Toàn cảnh chợ\nLời: Kính chào quý vị\nHôm nay …\n\
             Giọng: MC\nChữ: Chợ Tân An\n\n## 02\nThời lượng: 1 phút 30\nHình: Phỏng vấn bà Tư\nTiếng động: tiếng rao\n",
            &["đứng sau bảng", "Các cột của bảng: STT, Hình ảnh"],
        ),
        (
            "two columns without a head",
            docx(&table(&[&["Cảnh quầy", "Lời một"], &["Cảnh ghế", "Chữ: x\nLời hai"], &["Cảnh sân", "Lời ba"]])),
            Format::Av,
            "## 01\nHình: Cảnh quầy\nLời: Lời một\n\n## 02\nHình: Cảnh ghế\nLời: Lời hai\nChữ: x\n\n\
             ## 03\nHình: Cảnh sân\nLời: Lời ba\n",
            &[],
        ),
        (
            "a survey with answers side by side",
            docx(&[
                p("PHIẾU KHẢO SÁT"),
                p("Câu 1: Một cửa là gì?"),
                "<w:p><w:r><w:t>A. Một nơi</w:t><w:tab/><w:t>B. Hai nơi</w:t></w:r></w:p>".to_owned(),
                p("Đáp án: A"),
                p("Câu 2. Hạn trả?"),
                p("a) 3 ngày"),
                p("b) 5 ngày"),
            ]
            .concat()),
            Format::Quiz,
            "PHIẾU KHẢO SÁT\n\n1. Một cửa là gì?\nA. Một nơi\nB. Hai nơi\nĐáp án: A\n\n2. Hạn trả?\nA. 3 ngày\nB. 5 ngày\n",
            &["Câu 2 chưa có đáp án"],
        ),
        (
            "a skit with its cast",
            docx(&[
                p("TIỂU PHẨM: GIẤY HẸN"),
                p("Tác giả: Nguyễn Văn A"),
                p("Nhân vật:"),
                p("- Ông Ba, 60 tuổi"),
                p("- Bà Năm"),
                p("Cảnh 1: Sân nhà"),
                p("Ông Ba (thở dài): Bà nó ơi!"),
                p("Bà Năm: Gì ông?"),
                p("Chú Tám: Có tôi đây."),
            ]
            .concat()),
            Format::Stage,
            "# Nhân vật\n\n!- ÔNG BA |  | 60 tuổi\n!- BÀ NĂM\n\n# Nội dung\n\n.CẢNH 1: SÂN NHÀ\n\nÔNG BA\n(thở dài)\nBà nó ơi!\n\n\
             BÀ NĂM\nGì ông?",
            &[],
        ),
        (
            "tracked changes, a footnote, a comment, a picture and an old font",
            docx_with(
                &[
                    "<w:p><w:ins><w:r><w:t>Thêm.</w:t></w:r></w:ins><w:del><w:r><w:delText>bỏ đi</w:delText></w:r></w:del>\
                     <w:r><w:footnoteReference w:id=\"2\"/></w:r></w:p>"
                        .to_owned(),
                    "<w:p><w:pPr><w:pStyle w:val=\"Vn\"/></w:pPr><w:r><w:t>Thñ tôc</w:t></w:r></w:p>".to_owned(),
                    "<w:p><w:r><w:drawing><pic:pic><pic:cNvPr name=\"cầu.jpg\"/></pic:pic></w:drawing></w:r></w:p>".to_owned(),
                ]
                .concat(),
                &[
                    ("word/styles.xml", STYLES),
                    (
                        "word/footnotes.xml",
                        "<w:footnotes><w:footnote w:id=\"2\"><w:p><w:r><w:t>Theo Quyết định 93.</w:t></w:r></w:p></w:footnote></w:footnotes>",
                    ),
                    (
                        "word/comments.xml",
                        "<w:comments><w:comment w:author=\"Lan\"><w:p><w:r><w:t>xem lại</w:t></w:r></w:p></w:comment></w:comments>",
                    ),
                    ("word/header1.xml", "<w:hdr><w:p><w:r><w:t>Đài PT-TH</w:t></w:r></w:p></w:hdr>"),
                ],
            ),
            Format::Article,
            "Thêm.[1]\n\nThủ tục\n\n[1] Theo Quyết định 93.\n",
            &["“bỏ đi”", "chỗ chèn", "cầu.jpg", ".VnTime", "chú thích", "Lan: xem lại", "Đài PT-TH"],
        ),
        (
            "a table in an article",
            docx(&[p("Lịch tiếp dân"), table(&[&["Ngày", "Nơi", "Ai", "Giờ"], &["2/4", "Phường | xã", "Ông A", "8"]])].concat()),
            Format::Article,
            "Lịch tiếp dân\n\n| Ngày | Nơi | Ai | Giờ |\n| --- | --- | --- | --- |\n| 2/4 | Phường \\| xã | Ông A | 8 |\n",
            &["Bảng 2 dòng"],
        ),
        (
            "an OpenDocument text",
            zipped(&[("content.xml", ODT)]),
            Format::Article,
            "Sáng **ông Bảy**\n\n1. nộp\n2. nhận\n",
            &["Lan: xem lại", "“bỏ đi”"],
        ),
        (
            "a text in TCVN3",
            "Bé phËn tiÕp nhËn vµ tr¶ kÕt qu¶\n".into(),
            Format::Article,
            "Bộ phận tiếp nhận và trả kết quả\n",
            &[],
        ),
        (
            "a Fountain file with a title page",
            "Title: Bụi chuối\nAuthor: Trần Hoài Sa\nDraft date: 1/3/2014\n\n.CẢNH 1\n\nÔNG TƯ\nỪ.\n".into(),
            Format::Stage,
            ".CẢNH 1\n\nÔNG TƯ\nỪ.\n",
            &["Draft date: 1/3/2014"],
        ),
        (
            "a Fountain file by its name alone",
            "Phân vai:\n- Ông Sáu Cồ (58 tuổi)\n- Bà Sáu\n\nÔng Sáu Cồ (cằn nhằn): Tờ giấy đâu?\nBà Sáu: Trên tủ.\n".into(),
            Format::Stage,
            "# Phân vai\n\n!- ÔNG SÁU CỒ |  | 58 tuổi\n!- BÀ SÁU\n\n# Nội dung\n\nÔNG SÁU CỒ\n(cằn nhằn)\nTờ giấy đâu?\n\n\
             BÀ SÁU\nTrên tủ.\n",
            &["đã được chuyển thành tiểu phẩm"],
        ),
    ]
}

#[test]
fn each_kind_of_file_becomes_the_piece_that_it_is() {
    for (name, bytes, format, body, told) in cases() {
        let extension = if bytes.starts_with(b"PK") {
            "docx"
        } else if name.contains("Fountain") {
            "fountain"
        } else {
            "txt"
        };
        let source = open(&format!("tệp.{extension}"), &bytes).expect(name);
        assert_eq!(guess(&source), format, "{name}");
        let draft = draft(&source, format);
        if format == Format::Stage && extension == "docx" {
            assert!(draft.body.starts_with(body), "{name}:\n{}", draft.body);
            assert_eq!(draft.people, [("Tác giả".to_owned(), "Nguyễn Văn A".to_owned())]);
            assert_eq!(draft.title, "GIẤY HẸN");
        } else {
            assert_eq!(draft.body, body, "{name}");
        }
        let all: Vec<&str> = draft.findings.iter().map(|finding| finding.message.as_str()).collect();
        let all = all.join("\n");
        for words in told {
            assert!(all.contains(words), "{name}: {words} in\n{all}");
        }
        if source.ready.is_some() {
            continue;
        }
        for format in [Format::Av, Format::Radio, Format::Article, Format::Stage, Format::Quiz] {
            assert_whole(name, &source, format);
        }
    }
}

/// Every letter and figure of the file is in the piece or told; the words by which a kind is known become its signs.
fn assert_whole(name: &str, source: &Source, format: Format) {
    let draft = draft(source, format);
    let count = |texts: &[String]| {
        let mut letters: HashMap<char, usize> = HashMap::new();
        for letter in texts.iter().flat_map(|text| text.chars()).filter(|letter| letter.is_alphanumeric()) {
            // Names in a cast become capitals.
            letter.to_lowercase().for_each(|letter| *letters.entry(letter).or_default() += 1);
        }
        letters
    };
    let lines = source.lines().len();
    let signs = match format {
        Format::Quiz => "câu ".repeat(lines),
        Format::Stage => "tiểu phẩm, phân vai ".to_owned(),
        // Captions of one row share their label.
        Format::Av => "bảng chữ ".repeat(lines),
        _ => String::new(),
    };
    let mut kept = vec![draft.body.clone(), draft.title.clone(), signs];
    kept.extend(draft.people.iter().flat_map(|(role, person)| [role.clone(), person.clone()]));
    kept.extend(draft.findings.iter().flat_map(|finding| [finding.words.clone(), finding.message.clone()]));
    let (wanted, kept) = (count(&source.lines()), count(&kept));
    for (letter, number) in wanted {
        let found = kept.get(&letter).copied().unwrap_or(0);
        assert!(
            found >= number,
            "{name}: {number} × “{letter}”, kept {found}:\n{:?}\n{}",
            source.lines(),
            draft.body
        );
    }
}

proptest! {
    #[test]
    fn nothing_that_was_typed_is_left_out(
        lines in proptest::collection::vec(
            prop_oneof![
                "[A-ZĐÔ][a-zàáảôđ]{1,6} [a-z0-9.:*_#<>()|-]{0,20}",
                "(Ông Ba|Bà Tư|MC|Lưu ý|Chữ|Câu 1|A|Đáp án)[:.)] ?[a-zô ]{0,12}",
                "[ \t]{0,3}[#>!~.@=-]{1,3} ?[a-zđ]{0,8}",
            ],
            1..12,
        ),
        is_table in any::<bool>(),
    ) {
        let escaped: Vec<String> =
            lines.iter().map(|line| line.replace('&', "&amp;").replace('<', "&lt;").replace('>', "&gt;")).collect();
        let body = if is_table {
            let cells: Vec<&str> = escaped.iter().map(String::as_str).collect();
            cells.chunks(2).map(|row| table(&[row])).collect::<String>()
        } else {
            escaped.iter().map(|line| p(line)).collect()
        };
        let source = open("a.docx", &docx(&body)).expect("a Word file");
        for format in [Format::Av, Format::Radio, Format::Article, Format::Stage, Format::Quiz] {
            assert_whole(format.name(), &source, format);
        }
    }
}
