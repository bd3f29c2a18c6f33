//! Whatever a file of any kind says is in the piece or named in a remark.

use std::collections::BTreeMap;
use std::fmt::Write;

use proptest::prelude::*;
use toasoan::import::guess;
use toasoan::piece::stage::{self, ElementKind};

use super::{docx, draft, open, p, table, zipped};

/// The types of a Final Draft document, and one that it does not have.
const TYPES: [&str; 12] = [
    "Action",
    "Character",
    "Dialogue",
    "Parenthetical",
    "Scene Heading",
    "Transition",
    "Lyrics",
    "Synopsis",
    "Outline 2",
    "General",
    "Shot",
    "",
];

fn escape(text: &str) -> String {
    text.replace('&', "&amp;").replace('<', "&lt;").replace('>', "&gt;")
}

/// A paragraph of an `OpenDocument` text; several blanks would be one.
fn odt_paragraph(text: &str) -> String {
    let text = escape(text).replace('\t', "<text:tab/>").replace("  ", " <text:s/>");
    format!("<text:p>{text}</text:p>")
}

fn odt(body: &str) -> Vec<u8> {
    let content = format!(
        "<office:document-content><office:body><office:text>{body}</office:text></office:body></office:document-content>"
    );
    zipped(&[("mimetype", "application/vnd.oasis.opendocument.text"), ("content.xml", &content)])
}

fn fdx(lines: &[String], types: &[usize]) -> String {
    let mut content = String::new();
    for (line, kind) in lines.iter().zip(types.iter().cycle()) {
        let _ = write!(
            content,
            "<Paragraph Type=\"{}\"><Text>{}</Text></Paragraph>",
            TYPES[kind % TYPES.len()],
            escape(line)
        );
    }
    format!("<FinalDraft><Content>{content}</Content></FinalDraft>")
}

/// The same lines as files of each kind.
fn files(lines: &[String], types: &[usize]) -> Vec<(&'static str, Vec<u8>)> {
    let escaped: Vec<String> = lines.iter().map(|line| escape(line)).collect();
    let cells: Vec<&str> = escaped.iter().map(String::as_str).collect();
    let cell = |text: &&str| format!("<table:table-cell><text:p>{text}</text:p></table:table-cell>");
    let rows: Vec<String> = cells
        .chunks(2)
        .map(|row| format!("<table:table-row>{}</table:table-row>", row.iter().map(cell).collect::<String>()))
        .collect();
    vec![
        ("a.docx", docx(&escaped.iter().map(|line| p(line)).collect::<String>())),
        ("bảng.docx", docx(&cells.chunks(2).map(|row| table(&[row])).collect::<String>())),
        ("a.odt", odt(&lines.iter().map(|line| odt_paragraph(line)).collect::<String>())),
        ("bảng.odt", odt(&format!("<table:table>{}</table:table>", rows.concat()))),
        ("a.txt", lines.join("\n").into_bytes()),
        ("a.md", lines.join("\n\n").into_bytes()),
        ("a.fountain", lines.join("\n").into_bytes()),
        ("a.fdx", fdx(lines, types).into_bytes()),
    ]
}

/// How often each letter and figure occurs; names in a cast become capitals.
fn letters<'a>(texts: impl IntoIterator<Item = &'a String>) -> BTreeMap<char, usize> {
    let mut count = BTreeMap::new();
    let texts = texts.into_iter().flat_map(|text| text.chars());
    for letter in texts.filter(|letter| letter.is_alphanumeric()).flat_map(char::to_lowercase) {
        *count.entry(letter).or_default() += 1;
    }
    count
}

/// The letters of these lines that a file of them has no more once it is a piece.
fn lost(name: &str, bytes: &[u8], lines: &[String]) -> Option<String> {
    let source = open(name, bytes).unwrap_or_else(|error| panic!("{name}: {error}"));
    let format = guess(&source);
    let draft = draft(&source, format);
    // The words by which a kind is known become its signs.
    let signs = "câu tiểu phẩm phân vai bảng chữ ".repeat(lines.len());
    let mut kept = vec![draft.body.clone(), draft.title.clone(), signs];
    kept.extend(draft.people.iter().flat_map(|(role, person)| [role.clone(), person.clone()]));
    kept.extend(draft.findings.iter().flat_map(|finding| [finding.words.clone(), finding.message.clone()]));
    let kept = letters(&kept);
    let is_short =
        |(letter, count): &(&char, &usize)| kept.get(*letter).copied().unwrap_or_default() < **count;
    let wanted = letters(lines);
    let missing: String = wanted.iter().filter(is_short).map(|(letter, _)| *letter).collect();
    (!missing.is_empty()).then(|| format!("{name} as {format:?}: {missing}\n{}", draft.body))
}

proptest! {
    #[test]
    fn a_file_of_any_kind_keeps_its_words(
        lines in proptest::collection::vec(
            prop_oneof![
                "[A-ZĐÔ][a-zàáảôđ]{1,6} [a-z0-9.:*_#<>()&|-]{0,20}",
                "[A-ZĐÔƠ ]{2,12}(:|\\.| \\^| \\(nói\\))?",
                "(Ông Ba|Bà Tư|MC|Lưu ý|Chữ|Câu 1|A|Đáp án|CẢNH 2|Màn 1)[:.)] ?[a-zô ]{0,12}",
                "[ \t]{0,3}([#>!~.@=-]{1,3}|\\[\\[|\\]\\]|/\\*|\\*/|===|---) ?[a-zđ]{0,8}[\\]*_#<]{0,2}",
            ],
            1..12,
        ),
        types in proptest::collection::vec(0..TYPES.len(), 1..8),
    ) {
        for (name, bytes) in files(&lines, &types) {
            let missing = lost(name, &bytes, &lines);
            prop_assert!(missing.is_none(), "{}\nof {lines:?}", missing.unwrap_or_default());
        }
        // What was no note there is none here.
        let source = open("a.fdx", fdx(&lines, &types).as_bytes()).expect("a Final Draft document");
        let body = source.ready.expect("a skit").body;
        let play = stage::parse(&body);
        let is_hidden = |kind: &ElementKind| matches!(kind, ElementKind::Note | ElementKind::Boneyard);
        prop_assert!(!play.elements.iter().any(|element| is_hidden(&element.kind)), "{body}");
    }
}
