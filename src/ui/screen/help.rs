//! F1: the help that is in the program. Topics on the left, with a search; the open one on the right.

mod topic;

use std::collections::HashMap;

use iced::widget::{container, image, rich_text, span, text};
use iced::{Alignment, Element as IcedElement, Length, Task};

use crate::fold::Query;
use crate::piece::article::{Block, Span};
use crate::ui::icon::Icon;
use crate::ui::theme::size;
use crate::ui::theme::style::{self, ink};
use crate::ui::widget::{
    caption, column, divider, field, icon_button, label, row, row_button, scroll, section_title,
    vertical_divider,
};
use crate::ui::{Element, font};
pub use topic::{Part, Topic, picture, position, topics};

/// The most that the dialog takes of the window, logical pixels.
const WIDTH: f32 = 960.0;
const HEIGHT: f32 = 580.0;
const LIST: f32 = 232.0;
const FIELD: &str = "help";
const TEXT: &str = "help-text";
/// Of a row's keys in a table.
const KEYS: f32 = 190.0;

/// The open help.
#[derive(Debug)]
pub struct Help {
    chosen: usize,
    query: String,
    /// The decoded pictures of the chosen topic.
    pictures: HashMap<&'static str, image::Handle>,
}

#[derive(Debug, Clone)]
pub enum Message {
    Chosen(usize),
    QueryChanged(String),
    /// Opens the first topic that was found.
    Submitted,
    Closed,
}

impl Help {
    /// Opens a topic by its index among [`topics`].
    pub fn new(chosen: usize) -> (Self, Task<Message>) {
        let mut help = Self { chosen, query: String::new(), pictures: HashMap::new() };
        let _ = help.choose(chosen);
        (help, iced::widget::operation::focus(FIELD))
    }

    /// Returns whether the help closes.
    pub fn update(&mut self, message: Message) -> (bool, Task<Message>) {
        match message {
            Message::Chosen(at) => return (false, self.choose(at)),
            Message::QueryChanged(query) => {
                self.query = query;
                // The topic is the one that is looked for, as soon as one has the words.
                let found = self.found().any(|(at, _)| at == self.chosen);
                let first = self.found().next().map(|(at, _)| at);
                if let Some(first) = first.filter(|_| !found) {
                    return (false, self.choose(first));
                }
            }
            Message::Submitted => {
                let first = self.found().next().map(|(at, _)| at);
                if let Some(first) = first {
                    return (false, self.choose(first));
                }
            }
            Message::Closed => return (true, Task::none()),
        }
        (false, Task::none())
    }

    fn choose(&mut self, at: usize) -> Task<Message> {
        let Some(topic) = topics().get(at) else { return Task::none() };
        self.chosen = at;
        let names = topic.parts.iter().filter_map(|part| match part {
            Part::Picture(name, _) => Some(*name),
            Part::Text(_) => None,
        });
        self.pictures = names.filter_map(|name| Some((name, decode(picture(name)?)?))).collect();
        let top = iced::widget::scrollable::AbsoluteOffset { x: 0.0, y: 0.0 };
        iced::widget::operation::scroll_to(TEXT, top)
    }

    /// The topics whose words hold what is looked for.
    fn found(&self) -> impl Iterator<Item = (usize, &'static Topic)> + use<> {
        let query = Query::new(&self.query);
        topics().iter().enumerate().filter(move |(_, topic)| query.matches_folded(&topic.folded))
    }

    pub fn view(&self) -> Element<'_, Message> {
        let head = row![
            section_title("Trợ giúp"),
            container(iced::widget::space()).width(Length::Fill),
            icon_button(Icon::Close, "Đóng (Esc)", style::ghost, Some(Message::Closed)),
        ]
        .align_y(Alignment::Center);
        let mut list: Vec<Element<'_, Message>> = Vec::new();
        let mut group = "";
        for (at, topic) in self.found() {
            if topic.group != group {
                group = topic.group;
                list.push(container(label(group)).padding([6, 10]).into());
            }
            let title = text(topic.title).size(size::DENSE);
            list.push(row_button(title, at == self.chosen, Message::Chosen(at)));
        }
        if list.is_empty() {
            list.push(caption("Không có mục nào có những chữ này."));
        }
        let search = field("Tìm trong trợ giúp", &self.query)
            .id(FIELD)
            .on_input(Message::QueryChanged)
            .on_submit(Message::Submitted);
        let left =
            column![search, scroll(column(list).spacing(2)).height(Length::Fill)].spacing(8).width(LIST);
        let topic = topics().get(self.chosen).map(|topic| self.topic(topic));
        let right =
            scroll(column![].push(topic).padding([0, 14])).id(TEXT).width(Length::Fill).height(Length::Fill);
        let body = row![left, vertical_divider(), right].spacing(12).height(Length::Fill);
        container(column![head, divider(), body].spacing(10)).width(WIDTH).height(HEIGHT).into()
    }

    fn topic(&self, topic: &'static Topic) -> Element<'_, Message> {
        let title = text(topic.title).size(size::TITLE).font(font::SEMIBOLD);
        let mut parts = column![title].spacing(10);
        for part in &topic.parts {
            match part {
                Part::Text(shown) => parts = parts.extend(shown.iter().map(block)),
                Part::Picture(name, shows) => {
                    let picture = self.pictures.get(name).map(|handle| {
                        container(image(handle.clone()).width(Length::Fill)).style(style::floating).padding(1)
                    });
                    parts = parts.push(column![].push(picture).push(caption(*shows)).spacing(4));
                }
            }
        }
        parts.into()
    }
}

fn words(spans: &[Span]) -> Element<'_, Message> {
    if let [part] = spans
        && !part.is_bold
    {
        return text(part.text.as_str()).size(size::BODY).line_height(1.5).width(Length::Fill).into();
    }
    let spans = spans.iter().map(|part| {
        let face = if part.is_bold { font::SEMIBOLD } else { font::REGULAR };
        span(part.text.as_str()).font(face)
    });
    rich_text::<(), _, _, _>(spans.collect::<Vec<_>>())
        .size(size::BODY)
        .line_height(1.5)
        .width(Length::Fill)
        .into()
}

fn block(block: &Block) -> IcedElement<'_, Message, iced::Theme, iced::Renderer> {
    match block {
        Block::Heading { spans, .. } => {
            let title: String = spans.iter().map(|part| part.text.as_str()).collect();
            container(text(title).size(size::SECTION).font(font::SEMIBOLD)).padding([6, 0]).into()
        }
        Block::Paragraph(spans) => words(spans),
        Block::List { start, items } => {
            let items = items.iter().enumerate().map(|(at, item)| {
                let mark = start.map_or_else(|| "•".to_owned(), |start| format!("{}.", start + at as u64));
                let mark =
                    container(text(mark).size(size::BODY).line_height(1.5).style(ink::tertiary)).width(22);
                row![mark, column(item.iter().map(self::block)).spacing(4)].into()
            });
            column(items).spacing(6).into()
        }
        Block::Table(rows) => {
            let rows = rows.iter().skip(1).map(|cells| {
                let mut cells = cells.iter().map(|cell| words(cell));
                let keys = container(cells.next().unwrap_or_else(|| words(&[]))).width(KEYS);
                row![keys].extend(cells).spacing(12).into()
            });
            column(rows).spacing(4).into()
        }
        Block::Quote(blocks) => column(blocks.iter().map(self::block)).spacing(4).into(),
        Block::Verbatim(lines) => text(lines.as_str()).size(size::DENSE).into(),
        Block::Rule => divider(),
    }
}

fn decode(file: &[u8]) -> Option<image::Handle> {
    let picture = ::image::load_from_memory_with_format(file, ::image::ImageFormat::Png).ok()?.into_rgba8();
    let (width, height) = picture.dimensions();
    Some(image::Handle::from_rgba(width, height, picture.into_raw()))
}
