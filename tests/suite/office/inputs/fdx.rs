//! Final Draft documents.

use toasoan::piece::Format::Stage;

use super::{Input, kept};

fn fdx(content: &str) -> Vec<u8> {
    format!("<?xml version=\"1.0\" encoding=\"UTF-8\"?><FinalDraft DocumentType=\"Script\"><Content>{content}</Content></FinalDraft>").into()
}

/// A paragraph of this type; text that begins with a tag is as it stands.
fn p(kind: &str, text: &str) -> String {
    let text = if text.starts_with('<') { text.to_owned() } else { format!("<Text>{text}</Text>") };
    format!("<Paragraph Type=\"{kind}\">{text}</Paragraph>")
}

fn styled(style: &str, text: &str) -> String {
    format!("<Text Style=\"{style}\">{text}</Text>")
}

/// A speaker and what is said.
fn said(name: &str, text: &str) -> String {
    p("Character", name) + &p("Dialogue", text)
}

fn titled(title: &str, content: &str) -> Vec<u8> {
    format!("<FinalDraft><Content>{content}</Content><TitlePage><HeaderAndFooter><Header><Paragraph><Text>đầu</Text></Paragraph></Header></HeaderAndFooter><Content>{title}</Content></TitlePage></FinalDraft>").into()
}

#[test]
fn forty_final_draft_documents_keep_their_words() {
    let skit = |name, content: &str, body, told| Input(name, "fdx", fdx(content), Stage, body, told);
    let note = |words: &str| {
        format!("<ScriptNote ID=\"1\"><Paragraph><Text>{words}</Text></Paragraph></ScriptNote>")
    };
    kept(&[
        skit("a scene, an action, a speech", &[p("Scene Heading", "NỘI. SÂN NHÀ - NGÀY"), p("Action", "Ông Tư nằm võng."), said("ÔNG TƯ", "Ừ.")].concat(), ".NỘI. SÂN NHÀ - NGÀY\n\nÔng Tư nằm võng.\n\nÔNG TƯ\nỪ.\n", &[]),
        skit("a note in an action", &p("Action", &format!("<Text>Ông Tư </Text>{}<Text>bật dậy.</Text>", note("xem lại"))), "Ông Tư bật dậy.\n", &["xem lại"]),
        skit("a scene with a summary", &p("Scene Heading", "<SceneProperties Length=\"1/8\"><Summary><Paragraph><Text>Gặp nhau</Text></Paragraph></Summary></SceneProperties><Text>SÂN NHÀ</Text>"), ".SÂN NHÀ\n", &["Gặp nhau"]),
        skit("a note in a speech", &[p("Character", "LAN"), p("Dialogue", &format!("<Text>Chào </Text>{}<Text>bác.</Text>", note("nhỏ hơn")))].concat(), "LAN\nChào bác.\n", &["nhỏ hơn"]),
        skit("a numbered scene", "<Paragraph Type=\"Scene Heading\" Number=\"1A\"><Text>SÂN NHÀ</Text></Paragraph>", ".SÂN NHÀ #1A#\n", &[]),
        skit("an aside in a speech", &[p("Character", "LAN"), p("Parenthetical", "(cười)"), p("Dialogue", "Dạ."), p("Parenthetical", "nghiêm"), p("Dialogue", "Mời bác.")].concat(), "LAN\n(cười)\nDạ.\n(nghiêm)\nMời bác.\n", &[]),
        skit("a name with an extension", &said("LAN (O.S.)", "Ai đó?"), "LAN (O.S.)\nAi đó?\n", &[]),
        skit("a name in small letters", &said("Bà Tư", "Ừ."), "@Bà Tư\nỪ.\n", &[]),
        skit("a name with a figure", &said("CÁN BỘ 2", "Mời."), "CÁN BỘ 2\nMời.\n", &[]),
        skit("a name that is a scene's word", &said("INT. LAN", "Ừ."), "INT. LAN\nỪ.\n", &[]),
        skit("two who speak together", &format!("<Paragraph><DualDialogue>{}{}</DualDialogue></Paragraph>", said("LAN", "Đi!"), said("HUỆ", "Khoan!")), "LAN\nĐi!\n\nHUỆ ^\nKhoan!\n", &[]),
        skit("a transition", &p("Transition", "CHUYỂN CẢNH:"), "> CHUYỂN CẢNH:\n", &[]),
        skit("a shot, a cast list, an unknown type", &[p("Shot", "CẬN CẢNH TỜ GIẤY"), p("Cast List", "LAN, HUỆ"), p("Kiểu riêng", "Chữ riêng.")].concat(), "!CẬN CẢNH TỜ GIẤY\n\n!LAN, HUỆ\n\nChữ riêng.\n", &[]),
        skit("an action in capitals", &p("Action", "ĐÈN TẮT"), "!ĐÈN TẮT\n", &[]),
        skit("an action like a scene", &p("Action", ".ba chấm"), "!.ba chấm\n", &[]),
        skit("an action like a note", &p("Action", "Ông [[không]] nói /* gì */"), "Ông [ [không]] nói / * gì */\n", &[]),
        skit("bold, italic, underlined", &p("Action", &format!("{}{}{}", styled("Bold", "đậm "), styled("Italic", "nghiêng "), styled("Underline", "gạch"))), "**đậm** *nghiêng* _gạch_\n", &[]),
        skit("bold and italic at once", &p("Action", &styled("Bold+Italic", "cả hai")), "***cả hai***\n", &[]),
        skit("struck through", &p("Action", &format!("{}<Text>mới</Text>", styled("Strikeout", "cũ "))), "cũ mới\n", &["gạch ngang", "“cũ”"]),
        skit("stars that are meant", &p("Action", "5*3*2 = 30"), "!5*3*2 = 30\n", &[]),
        skit("a sum at the head of a line", &p("Action", "= 30"), "!= 30\n", &[]),
        skit("a song", &[p("Character", "LAN"), p("Singing", "Hò ơi"), p("Lyrics", "con sông")].concat(), "LAN\n~Hò ơi\n~con sông\n", &[]),
        skit("a speech of two lines", &said("LAN", "Một.\nHai."), "LAN\nMột.\nHai.\n", &[]),
        skit("a speech with a blank line", &said("LAN", "Một.\n\nHai."), "LAN\nMột.\n  \nHai.\n", &[]),
        skit("a speech without a speaker", &p("Dialogue", "Ai nói?"), "Ai nói?\n", &[]),
        skit("a speaker without a speech", &[p("Character", "LAN"), p("Action", "Lan im.")].concat(), "LAN\n\nLan im.\n", &[]),
        skit("words in the middle", "<Paragraph Type=\"Action\" Alignment=\"Center\"><Text>HẾT</Text></Paragraph>", "> HẾT <\n", &[]),
        skit("a new page", &format!("{}<Paragraph Type=\"Action\" StartsNewPage=\"Yes\"><Text>Sang trang.</Text></Paragraph>", p("Action", "Trước.")), "Trước.\n\n===\n\nSang trang.\n", &[]),
        skit("acts and outlines", &[p("New Act", "MÀN MỘT"), p("Outline 2", "Lớp 1"), p("Synopsis", "Gặp nhau"), p("End of Act", "HẾT MÀN")].concat(), "# MÀN MỘT\n\n## Lớp 1\n\n= Gặp nhau\n\n!HẾT MÀN\n", &[]),
        skit("letters by number, unparsed text", &p("Action", "<Text>Th&#7911; t&#x1EE5;c &amp; <![CDATA[<giấy>]]></Text>"), "Thủ tục & <giấy>\n", &[]),
        skit("letters apart", &p("Action", "hiê\u{323}n ra"), "hiện ra\n", &[]),
        skit("an empty paragraph", &[p("Action", ""), p("Action", "Có."), "<Paragraph Type=\"Action\"/>".to_owned()].concat(), "Có.\n", &[]),
        skit("words of revisions", &p("Action", "<Text RevisionID=\"1\">Đã sửa</Text><Text RevisionID=\"2\" AdornmentStyle=\"0\"> lần hai.</Text>"), "Đã sửa lần hai.\n", &[]),
        skit("capitals by style", &p("Action", &styled("AllCaps", "đèn tắt dần")), "đèn tắt dần\n", &[]),
        skit("a list of the cast without its name", &[p("Action", "- LAN | cán bộ | 30 tuổi"), p("Action", "- HUỆ | dân"), p("Scene Heading", "SÂN")].concat(), "# Nhân vật\n\n!- LAN | cán bộ | 30 tuổi\n!- HUỆ | dân\n\n# Nội dung\n\n.SÂN\n", &[]),
        Input("a title page", "fdx", titled(&[p("", "Bụi chuối"), p("", "Trần Hoài Sa")].concat(), &p("Action", "Mở màn.")), Stage, "Mở màn.\n", &["“Trần Hoài Sa”"]),
        Input("in UTF-16", "fdx", std::iter::once(0xFEFF_u16).chain(String::from_utf8(fdx(&p("Action", "Mở màn."))).unwrap_or_default().encode_utf16()).flat_map(u16::to_le_bytes).collect(), Stage, "Mở màn.\n", &[]),
        skit("a tab and many blanks", &p("Action", "Một\thai   ba."), "Một\thai   ba.\n", &[]),
        skit("alternate speeches", &[p("Character", "LAN"), p("Dialogue", "<Text>Dạ.</Text><DialogueAlternates><Alternate><Paragraph><Text>Vâng.</Text></Paragraph></Alternate></DialogueAlternates>")].concat(), "LAN\nDạ.\n", &["Vâng."]),
        skit("a paragraph without a type", "<Paragraph><Text>Ông Tư bật dậy.</Text></Paragraph>", "Ông Tư bật dậy.\n", &[]),
        skit("nothing", "", "", &[]),
    ]);
}

#[test]
fn a_skit_without_a_title_page_is_named_by_its_file() {
    let source =
        super::open("thư mục/Bụi chuối.fdx", &fdx(&p("Action", "Ông Tư nằm võng."))).expect("a skit");
    assert_eq!(super::draft(&source, Stage).title, "Bụi chuối");
}
