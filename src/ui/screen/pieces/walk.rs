//! A walk through the misspellings of a body, one by one.

use std::ops::Range;
use std::sync::Arc;

use iced::widget::text_editor::Position;
use iced::widget::{container, space, text};
use iced::{Alignment, Length};

use super::Message;
use crate::newsroom::Newsroom;
use crate::piece::edit::Edit;
use crate::record::Record as _;
use crate::spelling::{self, Misspelling, Vocabulary};
use crate::ui::icon::{Icon, icon};
use crate::ui::theme::size;
use crate::ui::theme::style::{self, Mood, ink};
use crate::ui::widget::long_editor::{Look, Span, Spans};
use crate::ui::widget::{button, column, divider, icon_button, row, tip};
use crate::ui::{Element, font};

#[derive(Debug, Clone)]
pub enum SpellingMessage {
    /// To the first misspelling from the cursor on, or past the one that is shown.
    Next,
    /// To the next offer, or the previous one.
    OfferMoved {
        is_back: bool,
    },
    OfferChosen(usize),
    Replaced,
    ReplacedEverywhere,
    Learnt,
    Closed,
}

/// A walk through the misspellings of the open piece.
#[derive(Debug)]
pub(super) struct Walk {
    /// Where to look next, bytes of the body.
    pub from: usize,
    /// Where the walk ends after it went on from the start of the body; none before that.
    until: Option<usize>,
    /// Where the walk began.
    began: usize,
    pub found: Option<Found>,
}

#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Found {
    /// Bytes of the body.
    pub range: Range<usize>,
    pub word: String,
    /// Whether it is a common mistake, not a misshapen word.
    is_mistake: bool,
    pub offers: Vec<String>,
    pub chosen: usize,
}

/// The underlined words; the one being typed is not judged yet, and the one that a walk shows is on a ground.
pub(super) fn spans(vocabulary: &Vocabulary, caret: Position, is_walking: bool) -> Spans<'_> {
    Box::new(move |start, stretch| {
        let is_at_caret =
            |found: &Misspelling| start.line == caret.line && start.column + found.end == caret.column;
        let look = |found: Misspelling| {
            let look = if is_at_caret(&found) { Look::FoundHere } else { Look::Misspelled };
            Span { range: found.range(), look }
        };
        let found = spelling::check(stretch, vocabulary).into_iter();
        found.filter(|found| is_walking || !is_at_caret(found)).map(look).collect()
    })
}

/// The workspace's own words.
pub(super) fn vocabulary(newsroom: &Newsroom) -> Arc<Vocabulary> {
    let words = newsroom.record(Vocabulary::PATH).and_then(|record| record.get::<Vocabulary>());
    words.map_or_else(Arc::default, |words| Arc::new(words.clone()))
}

/// The misspellings of a body's lines from a byte on: the line's start, its text and what was found.
fn misspellings<'a>(
    body: &'a str,
    from: usize,
    vocabulary: &'a Vocabulary,
) -> impl Iterator<Item = (usize, &'a str, Misspelling)> {
    let mut from = from.min(body.len());
    while !body.is_char_boundary(from) {
        from -= 1;
    }
    let start = body[..from].rfind('\n').map_or(0, |at| at + 1);
    let lines = body[start..].split('\n').scan(start, |next, line| {
        let start = *next;
        *next += line.len() + 1;
        Some((start, line))
    });
    lines
        .flat_map(|(start, line)| {
            spelling::check(line, vocabulary).into_iter().map(move |found| (start, line, found))
        })
        .skip_while(move |(start, _, found)| start + found.start < from)
}

impl Walk {
    pub fn new(from: usize) -> Self {
        Self { from, until: None, began: from, found: None }
    }

    /// Finds the next misspelling; past the end it goes on from the start of the body.
    pub fn seek(&mut self, body: &str, vocabulary: &Vocabulary) {
        let next = misspellings(body, self.from, vocabulary).next();
        let next = match (next, self.until) {
            (None, None) => {
                self.until = Some(self.began);
                self.from = 0;
                misspellings(body, 0, vocabulary).next()
            }
            (next, _) => next,
        };
        let next = next.filter(|(start, _, found)| self.until.is_none_or(|end| start + found.start < end));
        self.found = next.map(|(start, line, found)| Found {
            range: start + found.start..start + found.end,
            word: line[found.range()].to_owned(),
            is_mistake: found.right.is_some(),
            offers: spelling::offers(line, &found),
            chosen: 0,
        });
        if let Some(found) = &self.found {
            self.from = found.range.start;
        }
    }

    pub fn view(&self) -> Element<'_, Message> {
        let say = |message| Message::Spelling(message);
        let close = icon_button(Icon::Close, "Xong (Esc)", style::ghost, Some(say(SpellingMessage::Closed)));
        let Some(found) = &self.found else {
            let line = row![
                icon(Icon::Done, 15.0).style(ink::ok),
                text("Đã xem hết bài, không còn chữ nào cần sửa.").size(size::DENSE).width(Length::Fill),
                close,
            ];
            return framed(line.spacing(8).align_y(Alignment::Center).into());
        };
        let why = if found.is_mistake { "hay viết sai" } else { "không phải tiếng Việt" };
        let offers = found.offers.iter().enumerate().map(|(at, offer)| {
            let face = button(container(text(offer).size(size::DENSE)).center_y(Length::Fill))
                .height(28)
                .padding([0, 10])
                .style(style::segment(at == found.chosen))
                .on_press(say(SpellingMessage::OfferChosen(at)));
            tip(face, "Thay (Enter), ← → để chọn")
        });
        let none = found
            .offers
            .is_empty()
            .then(|| text("Không có gợi ý, hãy sửa trong bài.").size(size::DENSE).style(ink::secondary));
        let word = row![
            icon(Icon::Warning, 15.0).style(ink::warn),
            text(format!("“{}”", found.word)).size(size::DENSE).font(font::SEMIBOLD),
            text(why).size(size::DENSE).style(ink::secondary),
        ]
        .push(none)
        .extend(offers)
        .spacing(8)
        .align_y(Alignment::Center)
        .wrap()
        .vertical_spacing(4);
        let act = |label, hint, message| {
            let face = button(container(text(label).size(size::DENSE)).center_y(Length::Fill))
                .height(28)
                .padding([0, 10])
                .style(style::ghost)
                .on_press(say(message));
            tip(face, hint)
        };
        let everywhere = (!found.offers.is_empty())
            .then(|| act("Thay tất cả", "Thay ở cả bài (Ctrl Enter)", SpellingMessage::ReplacedEverywhere));
        let acts = row![]
            .push(everywhere)
            .push(act(
                "Thêm vào từ của đơn vị",
                "Không gạch chân từ này nữa (Insert)",
                SpellingMessage::Learnt,
            ))
            .push(act("Bỏ qua", "Đến chỗ sau (F7)", SpellingMessage::Next))
            .push(space().width(Length::Fill))
            .push(close)
            .spacing(4)
            .align_y(Alignment::Center);
        framed(column![word, acts].spacing(4).into())
    }
}

fn framed(content: Element<'_, Message>) -> Element<'_, Message> {
    let content = container(content).padding([6, 16]).width(Length::Fill).style(style::notice(Mood::Warn));
    column![content, divider()].into()
}

/// The edits that replace a misspelling wherever it occurs, from the end, so that each place stays where it is.
pub(super) fn everywhere(body: &str, found: &Found, offer: &str, vocabulary: &Vocabulary) -> Vec<Edit> {
    let like = |text: &str| text.to_lowercase();
    let (word, offer) = (like(&found.word), like(offer));
    let all = misspellings(body, 0, vocabulary).filter(|(_, line, other)| like(&line[other.range()]) == word);
    let mut edits: Vec<Edit> = all
        .map(|(start, line, other)| Edit {
            range: start + other.start..start + other.end,
            text: spelling::in_capitals_of(&line[other.range()], &offer),
        })
        .collect();
    edits.reverse();
    edits
}
