//! `OpenDocument` texts.

use toasoan::piece::Format::{Article, Av, Quiz, Stage};

use super::super::zipped;
use super::{Input, kept};

/// Styles and lists that the inputs use.
const STYLES: &str = "<style:default-style style:family=\"paragraph\"><style:text-properties style:font-name=\"Arial\"/></style:default-style>\
    <style:style style:name=\"B\"><style:text-properties fo:font-weight=\"bold\"/></style:style>\
    <style:style style:name=\"B7\"><style:text-properties fo:font-weight=\"700\"/></style:style>\
    <style:style style:name=\"I\"><style:text-properties fo:font-style=\"italic\"/></style:style>\
    <style:style style:name=\"S\"><style:text-properties style:text-line-through-style=\"solid\"/></style:style>\
    <style:style style:name=\"Up\"><style:text-properties style:text-position=\"super 58%\"/></style:style>\
    <style:style style:name=\"Down\"><style:text-properties style:text-position=\"-33% 58%\"/></style:style>\
    <style:style style:name=\"Abc\"><style:text-properties style:font-name=\".VnTime\"/></style:style>\
    <style:style style:name=\"Dau\"><style:text-properties style:font-name=\"Wingdings1\"/></style:style>\
    <style:style style:name=\"Vni\"><style:text-properties fo:font-family=\"'VNI-Times'\"/></style:style>\
    <style:style style:name=\"P9\" style:parent-style-name=\"Title\"/>\
    <style:style style:name=\"Bold9\"><style:text-properties fo:font-weight=\"bold\"/></style:style>\
    <text:list-style style:name=\"L\"><text:list-level-style-bullet><style:text-properties style:font-name=\"OpenSymbol\" fo:font-weight=\"normal\"/>\
    </text:list-level-style-bullet></text:list-style>\
    <text:list-style style:name=\"N\"><text:list-level-style-number style:num-suffix=\".\" style:num-format=\"1\"/>\
    <text:list-level-style-number style:num-suffix=\")\" style:num-format=\"a\"/></text:list-style>\
    <text:list-style style:name=\"R\"><text:list-level-style-number style:num-prefix=\"Phần \" style:num-suffix=\".\" style:num-format=\"I\"/></text:list-style>\
    <text:list-style style:name=\"N5\"><text:list-level-style-number style:num-suffix=\".\" style:num-format=\"1\" text:start-value=\"5\"/></text:list-style>";

fn odt(body: &str) -> Vec<u8> {
    odt_with(body, &[])
}

fn odt_with(body: &str, parts: &[(&str, &str)]) -> Vec<u8> {
    let content = format!(
        "<office:document-content><office:automatic-styles>{STYLES}</office:automatic-styles><office:body><office:text>{body}</office:text>\
         </office:body></office:document-content>"
    );
    zipped(
        &[
            &[("mimetype", "application/vnd.oasis.opendocument.text"), ("content.xml", content.as_str())],
            parts,
        ]
        .concat(),
    )
}

fn p(text: &str) -> String {
    format!("<text:p>{text}</text:p>")
}

fn span(style: &str, text: &str) -> String {
    format!("<text:span text:style-name=\"{style}\">{text}</text:span>")
}

fn list(style: &str, items: &[&str]) -> String {
    let item = |text: &&str| {
        let content = if text.starts_with('<') { (*text).to_owned() } else { p(text) };
        format!("<text:list-item>{content}</text:list-item>")
    };
    format!(
        "<text:list text:style-name=\"{style}\">{}</text:list>",
        items.iter().map(item).collect::<String>()
    )
}

/// A table of cells; one that begins with a tag is as it stands.
fn table(rows: &[&[&str]]) -> String {
    let cell = |text: &&str| {
        if text.starts_with("<table:") {
            (*text).to_owned()
        } else {
            format!("<table:table-cell>{}</table:table-cell>", p(text))
        }
    };
    let row = |row: &&[&str]| {
        format!("<table:table-row>{}</table:table-row>", row.iter().map(cell).collect::<String>())
    };
    format!("<table:table><table:table-column/>{}</table:table>", rows.iter().map(row).collect::<String>())
}

fn note(text: &str) -> String {
    format!(
        "<text:note><text:note-citation>1</text:note-citation><text:note-body>{}</text:note-body></text:note>",
        p(text)
    )
}

fn frame(content: &str) -> String {
    format!("<draw:frame draw:name=\"Khung1\">{content}</draw:frame>")
}

fn deleted(text: &str) -> String {
    format!(
        "<text:tracked-changes><text:changed-region><text:deletion><office:change-info><dc:creator>Lan</dc:creator><dc:date>2014-03-01</dc:date>\
         </office:change-info>{}</text:deletion></text:changed-region><text:changed-region><text:insertion><office:change-info><dc:creator>Phúc</dc:creator>\
         <dc:date>2014-03-02</dc:date></office:change-info></text:insertion></text:changed-region></text:tracked-changes>",
        p(text)
    )
}

const FOUR: &[&str] = &["A", "B", "C", "D"];

#[test]
fn forty_open_documents_keep_their_words() {
    let article = |name, body: &str, expected, told| Input(name, "odt", odt(body), Article, expected, told);
    let remark = "<office:annotation><dc:creator>Lan</dc:creator><dc:date>2014-03-01</dc:date><meta:creator-initials>L</meta:creator-initials>\
                  <text:p>Xem lại</text:p><text:p>số này</text:p></office:annotation>";
    kept(&[
        article(
            "blanks and lines of the file itself",
            "<text:p>Một\n    cửa  ở\tphường</text:p>",
            "Một cửa ở phường\n",
            &[],
        ),
        article(
            "blanks that are meant",
            "<text:p>Họ tên:<text:s text:c=\"3\"/>An<text:tab/>Nam<text:line-break/>Hai</text:p>",
            "Họ tên:   An\tNam\\\nHai\n",
            &[],
        ),
        article(
            "unparsed text, letters by number",
            "<text:p>Th&#x1EE7; <![CDATA[<tục>]]> &amp; a</text:p>",
            "Thủ \\<tục> & a\n",
            &[],
        ),
        article(
            "a note at the foot",
            &p(&format!("Câu{} hết", note("Theo Quyết định 93."))),
            "Câu[1] hết\n\n[1] Theo Quyết định 93.\n",
            &["1 chú thích"],
        ),
        article(
            "two notes, one in a table",
            &format!(
                "{}{}",
                p(&format!("Một{}", note("a"))),
                table(&[FOUR, &[&format!("hai{}", note("b")), "2", "3", "4"]])
            ),
            "Một[1]\n\n| A | B | C | D |\n| --- | --- | --- | --- |\n| hai[2] | 2 | 3 | 4 |\n\n[1] a\n\n[2] b\n",
            &["2 chú thích"],
        ),
        article(
            "a remark in a sentence",
            &p(&format!("Bài{remark} viết")),
            "Bài viết\n",
            &["Lan: Xem lại số này"],
        ),
        article(
            "words that were deleted and put in",
            &format!(
                "{}{}",
                deleted("bỏ đi"),
                p("Còn <text:change-start text:change-id=\"2\"/>thêm<text:change-end text:change-id=\"2\"/>")
            ),
            "Còn thêm\n",
            &["“bỏ đi”", "1 chỗ chèn"],
        ),
        article(
            "a heading that was deleted",
            &format!(
                "<text:tracked-changes><text:changed-region><text:deletion><office:change-info><dc:creator>A</dc:creator></office:change-info><text:h>Mục cũ</text:h></text:deletion></text:changed-region></text:tracked-changes>{}",
                p("Bài")
            ),
            "Bài\n",
            &["“Mục cũ”"],
        ),
        article(
            "a picture with a description",
            &p(&format!(
                "{}Chợ Tân An",
                frame(
                    "<draw:image xlink:href=\"Pictures/a.png\"/><svg:title>cau.png</svg:title><svg:desc>Cầu Cần Thơ</svg:desc>"
                )
            )),
            "Chợ Tân An\n",
            &["1 hình"],
        ),
        article(
            "a text box",
            &p(&format!(
                "Trước {}sau",
                frame(&format!("<draw:text-box>{}</draw:text-box>", p("Trong khung")))
            )),
            "Trong khung\n\nTrước sau\n",
            &["1 khung"],
        ),
        article(
            "a text box at a page",
            &format!(
                "{}{}",
                frame(&format!("<draw:text-box>{}</draw:text-box>", p("Trong khung"))),
                p("Bài")
            ),
            "Trong khung\n\nBài\n",
            &["1 khung"],
        ),
        article(
            "words in a drawn shape",
            &p(&format!("<draw:custom-shape>{}</draw:custom-shape>Cạnh hình", p("Trong hình"))),
            "Trong hình\n\nCạnh hình\n",
            &[],
        ),
        article(
            "a chart",
            &p(&format!(
                "{}Kết quả",
                frame(
                    "<draw:object xlink:href=\"./Object 1\"/><draw:image xlink:href=\"./ObjectReplacements/Object 1\"/>"
                )
            )),
            "Kết quả\n",
            &["1 biểu đồ"],
        ),
        article(
            "bold by weight, bold by name, italic within",
            &p(&format!("{} {} {}", span("B7", "đậm"), span("B", "cũng đậm"), span("I", "nghiêng"))),
            "**đậm** **cũng đậm** *nghiêng*\n",
            &[],
        ),
        article(
            "bold in a document whose lists have looks of their own",
            &p(&span("Bold9", "đậm")),
            "**đậm**\n",
            &[],
        ),
        article(
            "looks within looks",
            &p(&span("B", &format!("đậm {} đậm", span("I", "và nghiêng")))),
            "**đậm** ***và nghiêng*** **đậm**\n",
            &[],
        ),
        article(
            "words struck through",
            &p(&format!("{} hai ngày", span("S", "ba ngày"))),
            "ba ngày hai ngày\n",
            &["gạch ngang", "“ba ngày”"],
        ),
        article(
            "figures above and below the line",
            &p(&format!("12 m{} khí CO{}", span("Up", "2"), span("Down", "2"))),
            "12 m² khí CO₂\n",
            &[],
        ),
        article(
            "signs in the places of letters",
            &p(&span("Dau", "\u{f0fc}\u{f021}")),
            "✓□\n",
            &["1 ký hiệu"],
        ),
        article("an old font", &p(&span("Abc", "Thñ tôc")), "Thủ tục\n", &[".VnTime"]),
        article("another old font", &p(&span("Vni", "Caàn Thô")), "Cần Thơ\n", &["VNI-Times"]),
        article("letters apart", &p("hiê\u{323}n ca\u{309}"), "hiện cả\n", &[]),
        article(
            "a title and headings",
            &format!(
                "<text:p text:style-name=\"P9\">Một cửa</text:p><text:h text:outline-level=\"2\">Người dân nói</text:h>{}",
                p("Nhanh.")
            ),
            "## Người dân nói\n\nNhanh.\n",
            &[],
        ),
        article("bullets", &list("L", &["nhanh", "gọn"]), "- nhanh\n- gọn\n", &[]),
        article("numbers", &list("N", &["nộp", "nhận"]), "1. nộp\n2. nhận\n", &[]),
        article(
            "Roman numbers with words",
            &list("R", &["Mở đầu", "Nội dung"]),
            "Phần I. Mở đầu\n\nPhần II. Nội dung\n",
            &[],
        ),
        article("a list that begins at five", &list("N5", &["nộp", "nhận"]), "5. nộp\n6. nhận\n", &[]),
        article(
            "an item with a number of its own",
            "<text:list text:style-name=\"N\"><text:list-item><text:p>một</text:p></text:list-item><text:list-item text:start-value=\"7\"><text:p>bảy</text:p></text:list-item><text:list-item><text:p>tám</text:p></text:list-item></text:list>",
            "1. một\n7. bảy\n8. tám\n",
            &[],
        ),
        article(
            "a list that goes on after a text",
            &format!(
                "{}{}<text:list text:style-name=\"N\" text:continue-numbering=\"true\"><text:list-item><text:p>ba</text:p></text:list-item></text:list>",
                list("N", &["một", "hai"]),
                p("Xen giữa.")
            ),
            "1. một\n2. hai\n\nXen giữa.\n\n3. ba\n",
            &[],
        ),
        article(
            "a list within a list",
            &list("N", &[&format!("{}{}", p("nộp"), list("N", &["ở xã", "ở phường"])), "nhận"]),
            "1. nộp\n\na) ở xã\n\nb) ở phường\n\n2. nhận\n",
            &[],
        ),
        article(
            "two paragraphs of one item",
            &list("N", &[&format!("{}{}", p("nộp"), p("đủ giấy")), "nhận"]),
            "1. nộp\n\nđủ giấy\n\n2. nhận\n",
            &[],
        ),
        article(
            "a table",
            &table(&[FOUR, &["1", "2 | 3", "", "4"]]),
            "| A | B | C | D |\n| --- | --- | --- | --- |\n| 1 | 2 \\| 3 |  | 4 |\n",
            &[],
        ),
        article(
            "a table with a head that repeats",
            "<table:table><table:table-header-rows><table:table-row><table:table-cell><text:p>Ngày</text:p></table:table-cell><table:table-cell><text:p>Nơi</text:p></table:table-cell><table:table-cell><text:p>Ai</text:p></table:table-cell><table:table-cell><text:p>Giờ</text:p></table:table-cell></table:table-row></table:table-header-rows><table:table-row><table:table-cell><text:p>2/4</text:p></table:table-cell><table:table-cell><text:p>Xã</text:p></table:table-cell><table:table-cell><text:p>Ông A</text:p></table:table-cell><table:table-cell><text:p>8</text:p></table:table-cell></table:table-row></table:table>",
            "| Ngày | Nơi | Ai | Giờ |\n| --- | --- | --- | --- |\n| 2/4 | Xã | Ông A | 8 |\n",
            &[],
        ),
        article(
            "cells joined across",
            &table(&[
                FOUR,
                &[
                    "<table:table-cell table:number-columns-spanned=\"2\"><text:p>gộp</text:p></table:table-cell>",
                    "<table:covered-table-cell/>",
                    "3",
                    "4",
                ],
            ]),
            "| A | B | C | D |\n| --- | --- | --- | --- |\n| gộp |  | 3 | 4 |\n",
            &[],
        ),
        article(
            "cells joined downwards",
            &table(&[
                FOUR,
                &[
                    "<table:table-cell table:number-rows-spanned=\"2\"><text:p>gộp</text:p></table:table-cell>",
                    "2",
                    "3",
                    "4",
                ],
                &["<table:covered-table-cell/>", "b", "c", "d"],
            ]),
            "| A | B | C | D |\n| --- | --- | --- | --- |\n| gộp | 2 | 3 | 4 |\n|  | b | c | d |\n",
            &[],
        ),
        article(
            "a table in a table",
            &table(&[
                FOUR,
                &[
                    &format!("<table:table-cell>{}</table:table-cell>", table(&[&["trong", "bảng"]])),
                    "2",
                    "3",
                    "4",
                ],
            ]),
            "| A | B | C | D |\n| --- | --- | --- | --- |\n| trong bảng | 2 | 3 | 4 |\n",
            &[],
        ),
        article(
            "a link, a field, a bookmark",
            &p(
                "<text:a xlink:href=\"http://a.vn\">cổng</text:a> ngày <text:date>2/4/2014</text:date><text:bookmark text:name=\"x\"/>",
            ),
            "[cổng](<http://a.vn>) ngày 2/4/2014\n",
            &[],
        ),
        Input(
            "head and foot of the page",
            "odt",
            odt_with(
                &p("Bài"),
                &[(
                    "styles.xml",
                    "<office:document-styles><office:master-styles><style:master-page><style:header><text:p>ĐÀI PT-TH</text:p></style:header><style:footer><text:p>Trang <text:page-number>3</text:page-number></text:p></style:footer></style:master-page></office:master-styles></office:document-styles>",
                )],
            ),
            Article,
            "Bài\n",
            &["“ĐÀI PT-TH”"],
        ),
        Input(
            "a script with one picture for two rows",
            "odt",
            odt(&table(&[
                &["Hình ảnh", "Lời bình", "Thời lượng"],
                &[
                    "<table:table-cell table:number-rows-spanned=\"2\"><text:p>Toàn cảnh chợ</text:p></table:table-cell>",
                    "Kính chào",
                    "20s",
                ],
                &["<table:covered-table-cell/>", "Hẹn gặp lại", "10s"],
            ])),
            Av,
            "## 01\nThời lượng: 20s\nHình: Toàn cảnh chợ\nLời: Kính chào\n\n## 02\nThời lượng: 10s\nLời: Hẹn gặp lại\n",
            &[],
        ),
        Input(
            "a skit",
            "odt",
            odt(&[
                p("TIỂU PHẨM: GIẤY HẸN"),
                p("Nhân vật:"),
                list("L", &["Ông Ba, 60 tuổi", "Bà Năm"]),
                p("Cảnh 1: Sân nhà"),
                p("Ông Ba (thở dài): Bà nó ơi!"),
                p("Bà Năm: Gì ông?"),
            ]
            .concat()),
            Stage,
            "# Nhân vật\n\n!- ÔNG BA |  | 60 tuổi\n!- BÀ NĂM\n\n# Nội dung\n\n.CẢNH 1: SÂN NHÀ\n\nÔNG BA\n(thở dài)\nBà nó ơi!\n\nBÀ NĂM\nGì ông?\n",
            &[],
        ),
        Input(
            "a survey with lists of answers",
            "odt",
            odt(&[
                p("PHIẾU KHẢO SÁT"),
                p("Câu 1: Một cửa là gì?"),
                p("A. Một nơi<text:tab/>B. Hai nơi"),
                p("Đáp án: A"),
                p("Câu 2: Hạn trả?"),
                p("A. 3 ngày"),
                p("B. 5 ngày"),
                p("Đáp án: B"),
            ]
            .concat()),
            Quiz,
            "PHIẾU KHẢO SÁT\n\n1. Một cửa là gì?\nA. Một nơi\nB. Hai nơi\nĐáp án: A\n\n2. Hạn trả?\nA. 3 ngày\nB. 5 ngày\nĐáp án: B\n",
            &[],
        ),
        article("nothing but blanks", "<text:p><text:s/></text:p><text:p/>", "", &[]),
    ]);
}
