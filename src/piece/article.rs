//! Newspaper and web pieces: the few marks of Markdown that newspapers use, read as people type in Vietnam.
//!
//! Markdown itself joins lines, swallows `<ghi tên>` and takes "1986. Đó là năm…" for a list. Here each Enter
//! ends a paragraph, and whatever is not surely a mark is text as typed.

mod inline;
mod lines;

pub use lines::heading;

use std::sync::Arc;

use super::sign::Marks;
use crate::fold::fold;

/// A body, as far as printing needs it.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Article {
    pub blocks: Vec<Block>,
}

#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Block {
    /// Level 1 is the title.
    Heading {
        level: u8,
        spans: Vec<Span>,
    },
    Paragraph(Vec<Span>),
    /// `start` is the number of the first item of a numbered list.
    List {
        start: Option<u64>,
        items: Vec<Vec<Block>>,
    },
    Quote(Vec<Block>),
    /// Preformatted lines.
    Verbatim(String),
    /// Rows of cells, the first row the head.
    Table(Vec<Vec<Vec<Span>>>),
    /// A thematic break.
    Rule,
}

/// Text in one style.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Span {
    /// A line feed in it is a hard line break.
    pub text: String,
    pub is_bold: bool,
    pub is_italic: bool,
    /// Shared by all spans of the link.
    pub link: Option<Arc<str>>,
}

/// The pairs of signs of emphasis in a line, outer ones first.
pub fn marks(line: &str) -> Vec<Marks> {
    inline::marks(line)
}

impl Article {
    /// Parses a body; any text is valid. Lists and quotes nested too deeply stay plain text.
    pub fn parse(body: &str) -> Self {
        Self { blocks: lines::blocks(&body.lines().collect::<Vec<_>>(), 0) }
    }

    /// The first heading of level 1.
    pub fn title(&self) -> Option<String> {
        self.blocks.iter().find_map(|block| match block {
            Block::Heading { level: 1, spans } => Some(plain(spans)),
            _ => None,
        })
    }

    /// The plain text, one line per paragraph; lists keep their numbers and dashes, links their addresses.
    pub fn plain_text(&self) -> String {
        let mut text = String::new();
        push_plain(&self.blocks, true, &mut text);
        text
    }

    /// The written words (chữ) by which a newspaper measures an article; a sign by itself is none.
    pub fn words(&self) -> u32 {
        let mut text = String::new();
        push_plain(&self.blocks, false, &mut text);
        text.split_whitespace().filter(|word| word.contains(char::is_alphanumeric)).count() as u32
    }

    /// How many opinions a forum piece prints (IV.2), however they are marked up: sections under a heading "Ý
    /// kiến …", paragraphs that begin with a bold name and a colon, quotes, or list items under such a
    /// heading.
    pub fn opinions(&self) -> usize {
        let (mut sections, mut named, mut quotes, mut items) = (0, 0, 0, 0);
        let mut is_within = false;
        for block in &self.blocks {
            match block {
                Block::Heading { level, spans } => {
                    is_within = fold(&plain(spans)).starts_with("y kien");
                    sections += usize::from(is_within && *level > 1);
                }
                Block::Paragraph(spans) => named += usize::from(is_led_by_name(spans)),
                Block::Quote(_) => quotes += 1,
                Block::List { items: list, .. } if is_within => items += list.len(),
                _ => {}
            }
        }
        sections.max(named).max(quotes).max(items)
    }
}

/// `**Bà Lan (xã Tân Thới):** …`
fn is_led_by_name(spans: &[Span]) -> bool {
    let [name, words, ..] = spans else { return false };
    name.is_bold && (name.text.trim_end().ends_with(':') || words.text.starts_with(':'))
}

/// Groups the spans: all spans of a link together, others one by one.
pub fn of_one_link(spans: &[Span]) -> impl Iterator<Item = &[Span]> {
    spans.chunk_by(|one, next| match (&one.link, &next.link) {
        (Some(one), Some(next)) => Arc::ptr_eq(one, next),
        _ => false,
    })
}

/// The address of a link, to be printed after it: a reader of paper cannot click. None where the text says it
/// already, with or without `http://`.
pub fn unsaid_address(runs: &[Span]) -> Option<&str> {
    let link = runs.first()?.link.as_deref()?;
    let said = plain(runs);
    let said = said.trim().trim_end_matches('/');
    let bare = ["https://", "http://", "mailto:", "tel:"].iter().find_map(|scheme| link.strip_prefix(scheme));
    let is_said = [Some(link), bare].into_iter().flatten().any(|link| link.trim_end_matches('/') == said);
    (!is_said).then_some(link)
}

/// The text of some spans.
pub fn plain(spans: &[Span]) -> String {
    spans.iter().map(|span| span.text.as_str()).collect()
}

/// `has_addresses`: with those of links that their text does not say.
fn push_plain(blocks: &[Block], has_addresses: bool, text: &mut String) {
    let push_spans = |spans: &[Span], text: &mut String| {
        for runs in of_one_link(spans) {
            text.extend(runs.iter().map(|span| span.text.as_str()));
            if let Some(address) = unsaid_address(runs).filter(|_| has_addresses) {
                text.extend([" (", address, ")"]);
            }
        }
    };
    for block in blocks {
        match block {
            Block::Heading { spans, .. } | Block::Paragraph(spans) => {
                push_spans(spans, text);
                text.push('\n');
            }
            Block::List { start, items } => {
                for (index, item) in items.iter().enumerate() {
                    let number = start.map(|start| start.saturating_add(index as u64));
                    text.push_str(&number.map_or_else(|| "- ".to_owned(), |number| format!("{number}. ")));
                    push_plain(item, has_addresses, text);
                    if item.is_empty() {
                        text.push('\n');
                    }
                }
            }
            Block::Quote(blocks) => push_plain(blocks, has_addresses, text),
            Block::Verbatim(lines) => {
                text.push_str(lines);
                if !lines.ends_with('\n') {
                    text.push('\n');
                }
            }
            Block::Table(rows) => {
                for row in rows {
                    for (at, cell) in row.iter().enumerate() {
                        text.push_str(if at > 0 { "\t" } else { "" });
                        push_spans(cell, text);
                    }
                    text.truncate(text.trim_end_matches('\t').len());
                    text.push('\n');
                }
            }
            Block::Rule => {}
        }
    }
}

#[cfg(test)]
mod tests {
    use super::{Article, Block, Span};

    fn span(text: &str) -> Span {
        Span { text: text.into(), ..Span::default() }
    }

    #[test]
    fn markdown_becomes_blocks_of_runs() {
        let article = Article::parse(
            "# Một *cửa*\n\nDòng một\ndòng **hai**, xem [cổng](http://cantho.gov.vn).  \nDòng ba.\n\n\
             1. bản sao\n2. đơn\n   - viết tay\n\n> Tôi chờ ba ngày.\n>\n> Nay một ngày.\n\n---\n",
        );
        assert_eq!(article.title().as_deref(), Some("Một cửa"));
        assert_eq!(
            article.blocks,
            [
                Block::Heading {
                    level: 1,
                    spans: vec![span("Một "), Span { is_italic: true, ..span("cửa") }]
                },
                Block::Paragraph(vec![span("Dòng một")]),
                Block::Paragraph(vec![
                    span("dòng "),
                    Span { is_bold: true, ..span("hai") },
                    span(", xem "),
                    Span { link: Some("http://cantho.gov.vn".into()), ..span("cổng") },
                    span(".\nDòng ba."),
                ]),
                Block::List {
                    start: Some(1),
                    items: vec![
                        vec![Block::Paragraph(vec![span("bản sao")])],
                        vec![
                            Block::Paragraph(vec![span("đơn")]),
                            Block::List {
                                start: None,
                                items: vec![vec![Block::Paragraph(vec![span("viết tay")])]]
                            },
                        ],
                    ],
                },
                Block::Quote(vec![
                    Block::Paragraph(vec![span("Tôi chờ ba ngày.")]),
                    Block::Paragraph(vec![span("Nay một ngày.")]),
                ]),
                Block::Rule,
            ]
        );
        assert!(article.plain_text().contains("2. đơn\n- viết tay\nTôi chờ ba ngày.\n"));
    }

    #[test]
    fn opinions_are_sections_quotes_or_items() {
        for (body, count) in [
            ("# Diễn đàn\n\n## Ý kiến bà Lan\n\nTốt.\n\n## Ý kiến ông Tư\n\nChậm.\n\n## Trả lời\n\nVâng.", 2),
            ("## Ý kiến bạn đọc\n\n- một\n- hai\n- ba\n", 3),
            ("**Bà Lan (Ô Môn):** Tốt.\n\n**Ông Tư**: Chậm.\n\n**Chú ý** đọc kỹ.\n\n*Tòa soạn:* Vâng.", 2),
            ("> một\n\nvà\n\n> hai\n", 2),
            ("# Ý kiến\n\nKhông có gì.", 0),
        ] {
            assert_eq!(Article::parse(body).opinions(), count, "{body}");
        }
    }
}
