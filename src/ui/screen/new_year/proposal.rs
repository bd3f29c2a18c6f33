//! What was read in a plan's text, each item beside the sentences it came from, to take or to leave.

use std::collections::HashSet;

use iced::widget::{container, space, text};
use iced::{Length, Padding};

use super::Message;
use super::mend::{Mending, Step};
use crate::calendar::wording;
use crate::plan::{Item, Proposal, Reading, Unread};
use crate::ui::theme::size;
use crate::ui::theme::style::{self, ink};
use crate::ui::widget::{button_label, caption, check, column, divider, row, scroll};
use crate::ui::{Element, font};

/// Logical pixels.
const HEIGHT: f32 = 420.0;
/// The button beside an activity, whatever its word.
const MEND: f32 = 84.0;
/// What was understood; its sentences get the rest.
const UNDERSTOOD: f32 = 336.0;

pub(super) fn view<'a>(
    reading: &'a Reading,
    left: &HashSet<Item>,
    mending: &'a Mending,
) -> Element<'a, Message> {
    let proposals = reading.proposals();
    let taken = proposals.iter().filter(|one| !left.contains(&one.item)).count();
    let at_end = match reading.unread.len() {
        0 => String::new(),
        some => format!(" {} ở cuối.", wording::counted(some, "chỗ chưa hiểu")),
    };
    let all = proposals.len();
    let count = format!("Lấy {taken} trong {all}. Bỏ dấu ở chỗ không lấy.{at_end}");
    let mut lines: Vec<Element<'a, Message>> = Vec::new();
    for (title, is_of) in GROUPS {
        let of_group: Vec<&Proposal> = proposals.iter().filter(|one| is_of(&one.item)).collect();
        if !of_group.is_empty() {
            lines.push(heading(format!("{title} ({})", of_group.len())));
            for one in of_group {
                lines.push(line(one, !left.contains(&one.item), mending));
                let open = match one.item {
                    Item::Activity(at) if mending.is_open(at) => mending.view(at, reading),
                    _ => None,
                };
                lines.extend(open);
            }
        }
    }
    if !reading.unread.is_empty() {
        lines.push(heading(format!("Chưa hiểu ({})", reading.unread.len())));
        lines.extend(reading.unread.iter().map(missed));
    }
    column![
        row![
            container(caption(count)).center_y(Length::Fill),
            space().width(Length::Fill),
            button_label("Lấy tất cả", style::ghost, Some(Message::AllTaken(true))),
            button_label("Bỏ tất cả", style::ghost, Some(Message::AllTaken(false))),
        ]
        .height(32)
        .spacing(8),
        divider(),
        scroll(column(lines).spacing(10).padding(Padding::ZERO.right(12.0))).height(HEIGHT),
        divider(),
    ]
    .spacing(8)
    .into()
}

/// A list's title and what belongs to it.
type Group = (&'static str, fn(&Item) -> bool);

const GROUPS: [Group; 4] = [
    ("Hình thức", |item| matches!(item, Item::Activity(_))),
    ("Cơ quan", |item| matches!(item, Item::Agency(_))),
    ("Nội dung", |item| matches!(item, Item::Topic(..))),
    ("Phân công", |item| matches!(item, Item::Duty(_))),
];

fn heading<'a>(title: String) -> Element<'a, Message> {
    text(title).size(size::BODY).font(font::SEMIBOLD).into()
}

/// What was understood on the left, its sentences on the right.
fn line<'a>(proposal: &Proposal, is_taken: bool, mending: &Mending) -> Element<'a, Message> {
    let item = proposal.item;
    let facts = proposal.facts.iter().map(|fact| caption(fact.clone()));
    let understood =
        column![check(proposal.title.clone(), is_taken, move |is_taken| Message::Taken(item, is_taken))]
            .push(column(facts).padding(Padding::ZERO.left(24.0)))
            .spacing(2)
            .width(UNDERSTOOD);
    let sources = if proposal.sources.is_empty() {
        column![caption("Đoán từ tên, văn bản không ghi.")]
    } else {
        let quote = |sentence: &String| {
            text(format!("“{sentence}”")).size(size::CAPTION).style(ink::secondary).into()
        };
        column(proposal.sources.iter().map(quote)).spacing(2)
    };
    let mend = match item {
        Item::Activity(at) => {
            let word = match (mending.is_open(at), mending.is_mended(at)) {
                (true, _) => "Xong",
                (false, true) => "Đã sửa",
                (false, false) => "Sửa",
            };
            let button = button_label(word, style::ghost, Some(Message::Mended(Step::Opened(at))));
            Some(container(button).align_right(MEND))
        }
        _ => None,
    };
    row![understood, sources.width(Length::Fill)].push(mend).spacing(16).into()
}

fn missed<'a>(unread: &Unread) -> Element<'a, Message> {
    let reason = text(unread.reason.clone()).size(size::DENSE).style(ink::warn).width(UNDERSTOOD);
    let sentence = text(format!("“{}”", unread.text)).size(size::CAPTION).style(ink::secondary);
    row![reason, sentence.width(Length::Fill)].spacing(16).into()
}
