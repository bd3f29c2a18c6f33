//! A survey on paper: the questionnaire with boxes to tick, and the key on a separate page.

use std::collections::BTreeMap;

use crate::newsroom::Newsroom;
use crate::page::{Align, Block, Cell, Column, Figure, Fonts, Paragraph, Row, Size, Span, Table};
use crate::piece::quiz::{Question, Quiz};
use crate::piece::{Format, Header, Piece};

use super::balance::balanced;
use super::letterhead::{line, script_head};
use super::poster::{Pictures, thumbnail};
pub use super::print::SurveyPart;
use super::style::{BODY, HAIRLINE, TABLE, bold, italic, regular, span};
use super::{Manuscript, PrintOptions, author, sheet};

/// An empty box: every serif face has this character, unlike U+2610.
const BOX: &str = "□";

pub fn manuscript(
    newsroom: &Newsroom,
    piece: &Piece,
    pictures: &Pictures<'_>,
    print: &PrintOptions,
    fonts: &mut Fonts,
) -> Manuscript {
    let part = print.part;
    let quiz = Quiz::parse(&piece.body);
    let (title, intro) = title_and_intro(&piece.header, &quiz);
    let sheet = print.sheet(sheet::footed(sheet::working(), &piece.header.title));
    let figures = figures(&quiz, sheet::text_width(&sheet), pictures, fonts);
    let mut form = Form { newsroom, header: &piece.header, width: sheet::text_width(&sheet), fonts };
    let mut blocks = Vec::new();
    if part != SurveyPart::Key {
        blocks.extend(form.questions(&title, &intro, &quiz, &figures));
    }
    if part == SurveyPart::Both {
        blocks.push(Block::PageBreak);
    }
    if part != SurveyPart::Questionnaire {
        blocks.extend(form.key(&title, &quiz));
    }
    // The first block is the head.
    let text = 1..blocks.len();
    let title = piece.header.title.clone();
    print.manuscript(sheet, blocks, title, author(newsroom)).with_text(Format::Quiz, text)
}

/// A first line in capitals is the questionnaire's own title; the rest introduces it.
pub(super) fn title_and_intro<'a>(header: &Header, quiz: &'a Quiz) -> (String, Vec<&'a str>) {
    let mut intro: Vec<&str> = quiz.intro.lines().map(str::trim).filter(|line| !line.is_empty()).collect();
    let title = match intro.first() {
        Some(first) if first.chars().any(char::is_alphabetic) && !first.chars().any(char::is_lowercase) => {
            intro.remove(0).to_owned()
        }
        _ => header.title.to_uppercase(),
    };
    (title, intro)
}

/// What both parts need.
struct Form<'a> {
    newsroom: &'a Newsroom,
    header: &'a Header,
    /// Width of the text, points.
    width: f32,
    fonts: &'a mut Fonts,
}

impl Form<'_> {
    fn questions(&mut self, name: &str, intro: &[&str], quiz: &Quiz, figures: &Figures) -> Vec<Block> {
        let marks =
            ["Số phách", "Điểm"].map(|label| vec![span(self.field(label, 190.0, 12.0), regular(12.0))]);
        let mut blocks = vec![self.head(marks.to_vec())];
        blocks.extend(self.title(name));
        for label in ["Họ và tên", "Chức vụ, đơn vị công tác"] {
            let text = self.field(label, self.width, BODY);
            blocks.push(Block::Paragraph(Paragraph {
                space_before: 5.0,
                ..Paragraph::text(text, regular(BODY))
            }));
        }
        blocks.push(Block::Space(6.0));
        blocks.extend(intro.iter().map(|text| {
            Block::Paragraph(Paragraph {
                align: Align::Justify,
                space_before: 3.0,
                ..Paragraph::text(*text, italic(12.0))
            })
        }));
        blocks.push(Block::Space(4.0));
        let lines = self.field("Trả lời", self.width - OPEN_LEFT, BODY);
        for question in &quiz.questions {
            blocks.extend(question.heading.lines().map(section));
            blocks.push(Block::Together(asked(question, &lines, figures)));
        }
        blocks.extend(quiz.pending.iter().flat_map(|text| text.lines()).map(section));
        blocks.push(Block::Space(10.0));
        blocks.push(line("– Hết –".to_owned(), italic(12.0)));
        blocks
    }

    /// A label with dots to write on, filling the width.
    fn field(&mut self, label: &str, width: f32, size: f32) -> String {
        // A trailing space measures zero, so subtract.
        let used = self.fonts.measure(&[span(format!("{label}:"), regular(size))]) + size * 0.3;
        let dot = self.fonts.measure(&[span(".", regular(size))]).max(0.1);
        let count = ((width - used) / dot).floor().max(3.0) as usize;
        format!("{label}: {}", ".".repeat(count))
    }

    fn head(&mut self, right: Vec<Vec<Span>>) -> Block {
        script_head(self.newsroom, self.header, right, self.width, self.fonts)
    }

    fn title(&mut self, text: &str) -> [Block; 3] {
        let paragraph = Paragraph {
            align: Align::Center,
            line_height: 1.25,
            keep_with_next: true,
            bookmark: Some(text.to_owned()),
            ..Paragraph::text(balanced(self.fonts, text, bold(14.0), self.width * 0.96), bold(14.0))
        };
        [Block::Space(14.0), Block::Paragraph(paragraph), Block::Space(8.0)]
    }
    fn key(&mut self, name: &str, quiz: &Quiz) -> Vec<Block> {
        let mut blocks = vec![self.head(vec![vec![span("TÀI LIỆU DÀNH CHO NGƯỜI CHẤM", bold(11.0))]])];
        blocks.extend(self.title(&format!("ĐÁP ÁN {name}")));
        let cell = |text: &str, style, align| Cell::new(Paragraph { align, ..Paragraph::text(text, style) });
        let head =
            ["Câu", "Đáp án", "Nội dung, giải thích"].map(|text| cell(text, bold(TABLE), Align::Center));
        let rows = quiz.questions.iter().map(|question| {
            let letters: Vec<String> = question.key.iter().map(char::to_string).collect();
            let letters = match (question.is_open(), letters.is_empty()) {
                (true, _) => "(tự luận)".to_owned(),
                (false, true) => "(chưa có)".to_owned(),
                (false, false) => letters.join(", "),
            };
            let mut paragraphs: Vec<Paragraph> = question
                .answers
                .iter()
                .filter(|answer| question.is_key(answer.letter))
                .map(|answer| Paragraph::text(answer.text.as_str(), regular(TABLE)))
                .collect();
            if question.says_more() {
                paragraphs.insert(0, Paragraph::text(question.key_text.as_str(), regular(TABLE)));
            }
            // A line at a time: a long text is set and forgotten in small parts.
            paragraphs.extend(question.explanation.lines().map(|line| Paragraph::text(line, italic(TABLE))));
            Row {
                cells: vec![
                    cell(&question.number.to_string(), regular(TABLE), Align::Center),
                    cell(&letters, bold(TABLE), Align::Center),
                    Cell { paragraphs, columns: 1, is_middle: false },
                ],
                ..Row::default()
            }
        });
        blocks.push(Block::Table(Table {
            columns: vec![Column::Fixed(40.0), Column::Fixed(60.0), Column::Share(1.0)],
            head: vec![Row { cells: head.to_vec(), ..Row::default() }],
            rows: rows.collect(),
            border: HAIRLINE,
            padding: (5.0, 3.0),
            repeated_cells: 0,
        }));
        blocks.extend(quiz.key_notes.iter().map(|(_, text)| {
            let note = Paragraph::text(text.as_str(), regular(TABLE));
            Block::Paragraph(Paragraph { space_before: 3.0, ..note })
        }));
        blocks
    }
}

/// The pictures of a survey's questions by path; none for a file that is missing or no picture.
pub(crate) type Figures = BTreeMap<String, Option<Figure>>;

/// The pictures as they stand below their questions, in a column as wide as `width`, points.
pub(crate) fn figures(quiz: &Quiz, width: f32, pictures: &Pictures<'_>, fonts: &mut Fonts) -> Figures {
    /// The most that a picture takes, points.
    const HIGH: f32 = 190.0;
    let most = Size { width: width * 0.8, height: HIGH };
    let paths = quiz.questions.iter().map(|question| &question.picture).filter(|path| !path.is_empty());
    paths.map(|path| (path.clone(), thumbnail(path, most, pictures, fonts))).collect()
}

/// The picture of a question, on the page of what follows; of a file that cannot be shown, its name.
pub(super) fn pictured(question: &Question, figures: &Figures) -> Vec<Block> {
    match figures.get(&question.picture) {
        None => Vec::new(),
        Some(Some(figure)) => vec![Block::Figure(figure.clone()), Block::Space(4.0)],
        Some(None) => vec![line(format!("(thiếu hình {})", question.picture), italic(BODY))],
    }
}

/// The title of a part.
fn section(text: &str) -> Block {
    Block::Paragraph(Paragraph {
        space_before: 10.0,
        keep_with_next: true,
        keep_together: true,
        ..Paragraph::text(text, bold(BODY))
    })
}

/// The indent of the line to write on, points.
const OPEN_LEFT: f32 = 14.0;

/// A question with its answers; an open one with lines to write on, filled with dots.
fn asked(question: &Question, lines: &str, figures: &Figures) -> Vec<Block> {
    let number = format!("Câu {}. ", question.number);
    let mut blocks = vec![Block::Paragraph(Paragraph {
        space_before: 8.0,
        space_after: 2.0,
        keep_with_next: true,
        keep_together: true,
        ..Paragraph::new(vec![span(number, bold(BODY)), span(question.text.clone(), bold(BODY))])
    })];
    blocks.extend(pictured(question, figures));
    if question.is_open() && !question.text.contains("...") && !question.text.contains('…') {
        blocks.push(Block::Paragraph(Paragraph { left: OPEN_LEFT, ..Paragraph::text(lines, regular(BODY)) }));
    }
    let last = question.answers.len().saturating_sub(1);
    blocks.extend(question.answers.iter().enumerate().map(|(index, answer)| {
        Block::Paragraph(Paragraph {
            left: 54.0,
            label: Some(vec![span(BOX, regular(15.0)), span(format!("  {}.", answer.letter), regular(BODY))]),
            label_width: 40.0,
            keep_together: true,
            keep_with_next: index < last,
            space_before: 1.0,
            ..Paragraph::text(answer.text.as_str(), regular(BODY))
        })
    }));
    blocks
}
