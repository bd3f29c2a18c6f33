//! Newspaper and web pieces: Markdown parsed into headings, paragraphs, lists and quotes for typesetting.

use std::sync::Arc;

use pulldown_cmark::{Event, HeadingLevel, Options, Parser, Tag, TagEnd};

use crate::fold::fold;

/// A Markdown body, as far as printing needs it.
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

impl Article {
    /// Parses Markdown; any text is valid. Pictures are replaced by their description, HTML is ignored. Lists
    /// and quotes nested too deeply stay plain text.
    pub fn parse(body: &str) -> Self {
        let mut reader = Reader::default();
        let (mut start, mut at) = (0, 0);
        for line in body.split_inclusive('\n') {
            let end = at + line.len();
            if is_deep(line) {
                reader.read(&body[start..at]);
                reader.push(Block::Verbatim(line.to_owned()));
                start = end;
            }
            at = end;
        }
        reader.read(&body[start..]);
        Self { blocks: reader.open.pop().map(|frame| frame.blocks).unwrap_or_default() }
    }

    /// The first heading of level 1.
    pub fn title(&self) -> Option<String> {
        self.blocks.iter().find_map(|block| match block {
            Block::Heading { level: 1, spans } => Some(plain(spans)),
            _ => None,
        })
    }

    /// The plain text, one line per paragraph.
    pub fn plain_text(&self) -> String {
        let mut text = String::new();
        push_plain(&self.blocks, &mut text);
        text
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

/// Whether two spans belong to the same link, or both to none.
pub fn is_same_link(one: Option<&Arc<str>>, other: Option<&Arc<str>>) -> bool {
    match (one, other) {
        (Some(one), Some(other)) => Arc::ptr_eq(one, other),
        (None, None) => true,
        _ => false,
    }
}

/// The text of some spans.
pub fn plain(spans: &[Span]) -> String {
    spans.iter().map(|span| span.text.as_str()).collect()
}

fn push_plain(blocks: &[Block], text: &mut String) {
    for block in blocks {
        match block {
            Block::Heading { spans, .. } | Block::Paragraph(spans) => {
                text.extend(spans.iter().map(|span| span.text.as_str()));
                text.push('\n');
            }
            Block::List { items, .. } => items.iter().for_each(|item| push_plain(item, text)),
            Block::Quote(blocks) => push_plain(blocks, text),
            Block::Verbatim(lines) => {
                text.push_str(lines);
                if !lines.ends_with('\n') {
                    text.push('\n');
                }
            }
            Block::Rule => {}
        }
    }
}

/// Maximum nesting of lists and quotes: a page has no room for more, and recursion over blocks needs stack
/// for each level.
const DEEPEST: usize = 8;

/// Bytes at the start of a line in which a list or a quote may begin.
///
/// The Markdown parser visits every open block on each line, so lines with thousands of levels would take
/// hours. Each level needs at least one byte of the line that opens it, so this limits the levels.
const HEAD: usize = 96;

/// Whether a list or quote marker is too far into the line.
fn is_deep(line: &str) -> bool {
    let line = line.trim_end();
    let sign = line.chars().next_back().filter(|last| matches!(last, '-' | '*' | '_'));
    let is_of_rule = |letter: char| Some(letter) == sign || matches!(letter, ' ' | '\t');
    // "- - - -" up to the end of the line is a thematic break, whatever its length.
    let rule = sign.map_or(line.len(), |_| line.trim_end_matches(is_of_rule).len());
    let mut at = 0;
    loop {
        at += line[at..].len() - line[at..].trim_start_matches([' ', '\t']).len();
        let Some(mark) = mark(&line[at..]).filter(|_| at < rule) else { return false };
        if at >= HEAD {
            return true;
        }
        at += mark;
    }
}

/// The length of the marker that begins a quote or a list item: `>`, `-`, `12.`.
fn mark(text: &str) -> Option<usize> {
    if text.starts_with('>') {
        return Some(1);
    }
    let digits = text.bytes().take_while(u8::is_ascii_digit).count();
    let signs: &[char] = if digits == 0 { &['-', '+', '*'] } else { &['.', ')'] };
    let rest = text[digits..].strip_prefix(signs)?;
    (rest.is_empty() || rest.starts_with([' ', '\t'])).then_some(digits + 1)
}

/// An open container while parsing: the document, or a quote or list within another.
#[derive(Default)]
struct Frame {
    kind: FrameKind,
    blocks: Vec<Block>,
    items: Vec<Vec<Block>>,
}

#[derive(Default)]
enum FrameKind {
    #[default]
    Document,
    Quote,
    List(Option<u64>),
}

struct Reader {
    open: Vec<Frame>,
    spans: Vec<Span>,
    heading: Option<u8>,
    verbatim: Option<String>,
    bold: u32,
    italic: u32,
    link: Option<Arc<str>>,
}

impl Default for Reader {
    fn default() -> Self {
        Self {
            open: vec![Frame::default()],
            spans: Vec::new(),
            heading: None,
            verbatim: None,
            bold: 0,
            italic: 0,
            link: None,
        }
    }
}

impl Reader {
    /// Parses the Markdown and closes all open containers.
    fn read(&mut self, text: &str) {
        let mut events = Parser::new_ext(text, Options::ENABLE_STRIKETHROUGH).into_offset_iter();
        while let Some((event, range)) = events.next() {
            let is_nested = matches!(event, Event::Start(Tag::BlockQuote(_) | Tag::List(_)));
            if !is_nested || self.open.len() <= DEEPEST {
                self.event(event);
                continue;
            }
            self.flush();
            self.push(Block::Verbatim(text[range].to_owned()));
            let mut within = 1_u32;
            while within > 0 {
                match events.next() {
                    Some((Event::Start(_), _)) => within += 1,
                    Some((Event::End(_), _)) => within -= 1,
                    Some(_) => {}
                    None => break,
                }
            }
        }
        self.flush();
        while self.open.len() > 1 {
            self.close();
        }
    }

    fn event(&mut self, event: Event<'_>) {
        match event {
            Event::Start(tag) => self.start(tag),
            Event::End(tag) => self.end(tag),
            Event::Text(text) | Event::Code(text) => self.text(&text),
            Event::SoftBreak => self.text(" "),
            Event::HardBreak => self.text("\n"),
            Event::Rule => {
                self.flush();
                self.push(Block::Rule);
            }
            _ => {}
        }
    }

    fn start(&mut self, tag: Tag<'_>) {
        match tag {
            Tag::Heading { level, .. } => {
                self.flush();
                self.heading = Some(depth(level));
            }
            Tag::Paragraph | Tag::Item => self.flush(),
            Tag::BlockQuote(_) => self.nest(FrameKind::Quote),
            Tag::List(start) => self.nest(FrameKind::List(start)),
            Tag::CodeBlock(_) => {
                self.flush();
                self.verbatim = Some(String::new());
            }
            Tag::Strong => self.bold += 1,
            Tag::Emphasis => self.italic += 1,
            Tag::Link { dest_url, .. } => self.link = Some(Arc::from(&*dest_url)),
            _ => {}
        }
    }

    fn end(&mut self, tag: TagEnd) {
        match tag {
            TagEnd::Paragraph | TagEnd::Heading(_) => self.flush(),
            TagEnd::Item => {
                self.flush();
                if let Some(frame) = self.open.last_mut() {
                    let item = std::mem::take(&mut frame.blocks);
                    frame.items.push(item);
                }
            }
            TagEnd::BlockQuote(_) | TagEnd::List(_) => {
                self.flush();
                self.close();
            }
            TagEnd::CodeBlock => {
                if let Some(lines) = self.verbatim.take() {
                    self.push(Block::Verbatim(lines));
                }
            }
            TagEnd::Strong => self.bold = self.bold.saturating_sub(1),
            TagEnd::Emphasis => self.italic = self.italic.saturating_sub(1),
            TagEnd::Link => self.link = None,
            _ => {}
        }
    }

    fn text(&mut self, text: &str) {
        if let Some(lines) = &mut self.verbatim {
            return lines.push_str(text);
        }
        let (is_bold, is_italic) = (self.bold > 0, self.italic > 0);
        match self.spans.last_mut() {
            Some(last)
                if (last.is_bold, last.is_italic) == (is_bold, is_italic)
                    && is_same_link(last.link.as_ref(), self.link.as_ref()) =>
            {
                last.text.push_str(text);
            }
            _ => self.spans.push(Span { text: text.to_owned(), is_bold, is_italic, link: self.link.clone() }),
        }
    }

    fn nest(&mut self, kind: FrameKind) {
        self.flush();
        self.open.push(Frame { kind, ..Frame::default() });
    }

    /// Ends the current paragraph or heading.
    fn flush(&mut self) {
        let spans = std::mem::take(&mut self.spans);
        let heading = self.heading.take();
        if !spans.is_empty() {
            self.push(match heading {
                Some(level) => Block::Heading { level, spans },
                None => Block::Paragraph(spans),
            });
        }
    }

    fn push(&mut self, block: Block) {
        if let Some(frame) = self.open.last_mut() {
            frame.blocks.push(block);
        }
    }

    fn close(&mut self) {
        if self.open.len() < 2 {
            return;
        }
        if let Some(frame) = self.open.pop() {
            match frame.kind {
                FrameKind::Document => {}
                FrameKind::Quote => self.push(Block::Quote(frame.blocks)),
                FrameKind::List(start) => self.push(Block::List { start, items: frame.items }),
            }
        }
    }
}

fn depth(level: HeadingLevel) -> u8 {
    match level {
        HeadingLevel::H1 => 1,
        HeadingLevel::H2 => 2,
        HeadingLevel::H3 => 3,
        HeadingLevel::H4 => 4,
        HeadingLevel::H5 => 5,
        HeadingLevel::H6 => 6,
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
                Block::Paragraph(vec![
                    span("Dòng một dòng "),
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
        assert!(article.plain_text().contains("đơn\nviết tay\nTôi chờ ba ngày.\n"));
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
