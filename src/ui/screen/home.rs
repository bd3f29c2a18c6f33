//! Tổng quan: what this week brings, what waits, what is missing; each row opens its place.

mod agenda;

use std::collections::BTreeSet;

use iced::widget::{container, space, text};
use iced::{Alignment, Length, Task};

use super::Screen;
use crate::calendar::{lunar, week, wording};
use crate::plan::PlanIssue;
use crate::ui::icon::{Icon, icon};
use crate::ui::theme::size;
use crate::ui::theme::style::{self, Mood, ink};
use crate::ui::widget::{
    button, button_icon, button_label, caption, card, clamp, column, dot, row, row_button, scroll,
    section_title, tag, tip,
};
use crate::ui::{Action, Desk, Effect, Element, Place, font};
use crate::workspace;
use agenda::{Agenda, Entry, MOST, SHOWN};

/// As [`SHOWN`], for files that deserve a look: they stand before the week.
const PROBLEMS: usize = 4;

#[derive(Debug, Default)]
pub struct Home {
    agenda: Agenda,
    /// Whether every file that deserves a look is listed.
    is_listing_all: bool,
    /// Cards that list all their rows.
    opened: BTreeSet<Card>,
}

/// The lists of the overview.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Card {
    Week,
    Todo,
    Empty,
    Clashes,
}

#[derive(Debug, Clone)]
pub enum Message {
    Pressed(Effect),
    /// The rest of a list is asked for.
    RestAsked(Card),
    AllProblemsAsked,
}

impl Screen for Home {
    type Message = Message;

    fn new(_desk: &Desk) -> (Self, Task<Message>) {
        (Self::default(), Task::none())
    }

    fn prepare(&mut self, desk: &Desk) {
        self.agenda = Agenda::new(&desk.newsroom);
    }

    fn update(&mut self, message: Message, _desk: &Desk) -> Action<Message> {
        match message {
            Message::Pressed(effect) => Action::effect(effect),
            Message::RestAsked(card) => {
                let _ = self.opened.insert(card);
                Action::none()
            }
            Message::AllProblemsAsked => {
                self.is_listing_all = true;
                Action::none()
            }
        }
    }

    fn view<'a>(&'a self, desk: &'a Desk) -> Element<'a, Message> {
        let today = desk.newsroom.today();
        let moon = lunar::from_solar(today);
        let title = row![
            text(wording::long_date(today)).size(size::TITLE).font(font::SEMIBOLD),
            text(format!(
                "{} {}, năm {} · tuần {}",
                moon.day_name(),
                moon.month_name(),
                moon.year_name(),
                week::iso_week(today).1
            ))
            .size(size::BODY)
            .style(ink::secondary),
            space().width(Length::Fill),
            button_icon(
                Icon::Download,
                "Xuất tất cả",
                style::secondary,
                Some(Message::Pressed(Effect::ExportAll))
            ),
        ]
        .spacing(16)
        .align_y(Alignment::Center);
        let agenda = &self.agenda;
        let waiting = match agenda.longest_wait {
            Some(days) if days > 0 => format!("bài, lâu nhất {days} ngày"),
            _ => "bài".to_owned(),
        };
        let unconfirmed = match agenda.unconfirmed_count {
            0 => "kỳ chưa phát, đăng".to_owned(),
            count => format!("kỳ; {} kỳ chưa xác nhận", wording::grouped(count as u64)),
        };
        let figures = row![
            figure("Tuần này", agenda.owed_this_week, "kỳ phải phát, đăng".to_owned(), false),
            figure("Còn trống", agenda.empty_count, "kỳ trong 30 ngày tới".to_owned(), false),
            figure("Chờ duyệt", agenda.waiting_count, waiting, false),
            figure("Quá hạn", agenda.overdue_count, unconfirmed, true),
        ]
        .spacing(16);
        let nothing = if desk.newsroom.is_year_over() {
            "Năm của kế hoạch đã hết, không còn kỳ nào mở."
        } else {
            "Mọi kỳ đang mở hoặc mở trong 30 ngày tới đã có bài."
        };
        let monday = week::monday_of(today);
        let week_range = wording::range(monday, monday + chrono::Days::new(6));
        let body = column![title]
            .push(unsaved(desk))
            .push(undecided(desk))
            .push(problems(desk, self.is_listing_all))
            .push(invalid(desk))
            .push(figures)
            .push((!agenda.clashes.is_empty()).then(|| {
                self.list(
                    Card::Clashes,
                    "Trùng giờ phát",
                    format!("{} chỗ", wording::grouped(agenda.clash_count as u64)),
                    &agenda.clashes,
                    agenda.clash_count,
                    "",
                )
            }))
            .push(
                row![
                    self.list(
                        Card::Week,
                        "Phát sóng và đăng tuần này",
                        week_range,
                        &agenda.week,
                        agenda.week.len(),
                        "Tuần này chưa có kỳ nào phải phát, đăng."
                    ),
                    self.list(
                        Card::Todo,
                        "Việc cần làm",
                        String::new(),
                        &agenda.todo,
                        agenda.todo_count,
                        "Không còn việc gì phải nhắc."
                    ),
                ]
                .spacing(16),
            )
            .push(self.list(
                Card::Empty,
                "Kỳ còn trống, đang mở hoặc mở trong 30 ngày tới",
                format!("{} kỳ", wording::grouped(agenda.empty_count as u64)),
                &agenda.empty,
                agenda.empty.len(),
                nothing,
            ))
            .spacing(16)
            .padding([20, 24]);
        scroll(body).height(Length::Fill).into()
    }
}

impl Home {
    /// `count`: of the rows that there are, of which `entries` may be only the first.
    fn list<'a>(
        &self,
        name: Card,
        title: &'a str,
        detail: String,
        entries: &'a [Entry],
        count: usize,
        nothing: &'a str,
    ) -> Element<'a, Message> {
        let head = row![section_title(title), text(detail).size(size::DENSE).style(ink::secondary)]
            .spacing(8)
            .align_y(Alignment::Center);
        let body: Element<'a, Message> = if entries.is_empty() {
            container(caption(nothing)).padding([8, 10]).into()
        } else {
            let shown = if self.opened.contains(&name) { MOST } else { SHOWN }.min(entries.len());
            let rest = count - shown;
            let words = format!("và {} dòng nữa", wording::grouped(rest as u64));
            let more: Element<'a, Message> = if shown < entries.len() {
                let words = text(words).size(size::DENSE);
                button(words).padding([6, 12]).style(style::ghost).on_press(Message::RestAsked(name)).into()
            } else {
                container(caption(words)).padding([6, 10]).into()
            };
            column(entries.iter().take(shown).map(line)).push((rest > 0).then_some(more)).into()
        };
        card(column![head, body].spacing(6))
    }
}

/// Words of an earlier window that never reached their file.
fn unsaved(desk: &Desk) -> Option<Element<'_, Message>> {
    if desk.unsaved.is_empty() {
        return None;
    }
    let rows = desk.unsaved.iter().enumerate().map(|(index, unsaved)| {
        let when = unsaved.time.with_timezone(&chrono::Local);
        let said = format!(
            "{}, gõ lúc {} {}",
            unsaved.piece.header.title,
            wording::clock(when.time()),
            wording::weekday_date(when.date_naive())
        );
        row![
            text(said).size(size::DENSE).width(Length::Fill),
            button_label("So sánh", style::secondary, Some(Message::Pressed(Effect::CompareUnsaved(index)))),
            button_label("Khôi phục", style::primary, Some(Message::Pressed(Effect::Recover(index)))),
            button_label("Bỏ", style::ghost, Some(Message::Pressed(Effect::DiscardUnsaved(index)))),
        ]
        .spacing(8)
        .align_y(Alignment::Center)
        .into()
    });
    let title = section_title("Chữ chưa lưu từ lần trước");
    let hint = caption("Khôi phục sẽ gộp với bản đang có, không ghi đè.");
    let words = column![title, hint, column(rows).spacing(8)].spacing(6);
    Some(container(words).padding([14, 16]).width(Length::Fill).style(style::notice(Mood::Accent)).into())
}

/// Pieces and records in which two people changed the same places.
fn undecided(desk: &Desk) -> Option<Element<'_, Message>> {
    if desk.undecided.is_empty() {
        return None;
    }
    let rows = desk.undecided.iter().map(|(key, count)| {
        let title = match key {
            workspace::Key::Piece(id) => {
                desk.newsroom.piece(id).map_or(id.as_str(), |piece| &piece.header.title)
            }
            workspace::Key::Record(path) => workspace::name_of(path),
        };
        let decide = Message::Pressed(Effect::Decide(key.clone()));
        row![
            text(format!("{title}: {count} chỗ")).size(size::DENSE).width(Length::Fill),
            button_label("Xem và chọn", style::secondary, Some(decide)),
        ]
        .spacing(8)
        .align_y(Alignment::Center)
        .into()
    });
    let title = section_title("Chỗ hai người cùng sửa");
    let hint = caption("Cả hai bản đều còn, cho đến khi bạn chọn.");
    let words = column![title, hint, column(rows).spacing(8)].spacing(6);
    Some(container(words).padding([14, 16]).width(Length::Fill).style(style::notice(Mood::Warn)).into())
}

/// Activities that are given to localities of which none is in force: what they owe cannot be counted.
fn invalid<'a>(desk: &Desk) -> Option<Element<'a, Message>> {
    let issues = desk.newsroom.plan().check().into_iter().filter(PlanIssue::is_gap);
    let rows: Vec<Element<'a, Message>> = issues
        .map(|issue| {
            let clause = issue.clause().map(str::to_owned);
            row![
                icon(Icon::Warning, 16.0).style(ink::warn),
                text(issue.to_string()).size(size::DENSE).width(Length::Fill),
                button_label(
                    "Xem trong kế hoạch",
                    style::secondary,
                    Some(Message::Pressed(Effect::Open(Place::Plan(clause))))
                ),
            ]
            .spacing(10)
            .align_y(Alignment::Center)
            .into()
        })
        .collect();
    if rows.is_empty() {
        return None;
    }
    let words = column![section_title("Kế hoạch thiếu địa bàn"), column(rows).spacing(8)].spacing(6);
    Some(container(words).padding([14, 16]).width(Length::Fill).style(style::notice(Mood::Warn)).into())
}

fn problems(desk: &Desk, is_listing_all: bool) -> Option<Element<'_, Message>> {
    let problems = || desk.problems.iter().chain(&desk.verified);
    let rest = problems().count().checked_sub(1)?.saturating_sub(PROBLEMS - 1);
    let rest = if is_listing_all { 0 } else { rest };
    let rows = problems().take(if is_listing_all { usize::MAX } else { PROBLEMS }).map(|problem| {
        let place = problem.line.map_or_else(String::new, |line| format!(", dòng {line}"));
        let words = column![
            clamp(format!("{}{place}", problem.path), 1).size(size::DENSE, 20.0).font(font::MEDIUM),
            clamp(problem.reason.as_str(), 2).size(size::DENSE, 20.0).style(ink::secondary),
        ];
        let inspect = Message::Pressed(Effect::Inspect(Box::new(problem.clone())));
        row![
            icon(Icon::Warning, 16.0).style(if problem.is_broken() { ink::danger } else { ink::warn }),
            container(tip(words, problem.to_string())).width(Length::Fill),
            button_label("Xem", style::secondary, Some(inspect)),
        ]
        .spacing(10)
        .align_y(Alignment::Center)
        .into()
    });
    let words = column![section_title("Tệp cần xem lại"), column(rows).spacing(8)]
        .push((rest > 0).then(|| {
            let words = text(format!("Xem {rest} tệp nữa")).size(size::DENSE);
            button(words).padding([6, 12]).style(style::ghost).on_press(Message::AllProblemsAsked)
        }))
        .spacing(6);
    Some(container(words).padding([14, 16]).width(Length::Fill).style(style::notice(Mood::Warn)).into())
}

fn figure(name: &str, count: usize, detail: String, is_bad: bool) -> Element<'_, Message> {
    let number =
        text(wording::grouped(count as u64)).size(size::FIGURE).line_height(1.5).font(font::SEMIBOLD);
    let number = if is_bad && count > 0 { number.style(ink::danger) } else { number };
    card(column![
        text(name).size(size::DENSE).style(ink::secondary),
        number,
        text(detail).size(size::DENSE).style(ink::secondary),
    ])
}

fn line(entry: &Entry) -> Element<'_, Message> {
    let act: Element<'_, Message> = match &entry.act {
        Some((word, effect)) => button_label(word, style::secondary, Some(Message::Pressed(effect.clone()))),
        None => tag(None, entry.tag.as_str(), entry.mood),
    };
    let title = tip(clamp(entry.title.as_str(), 2).size(size::DENSE, 18.0), entry.title.as_str());
    let words = row![
        dot(entry.hue),
        text(&entry.when).size(size::CAPTION).font(font::FIGURES).style(ink::secondary).width(104),
        container(title).width(Length::Fill),
        space().width(8),
        act,
    ]
    .spacing(10)
    .height(38)
    .align_y(Alignment::Center);
    row_button(words, false, Message::Pressed(entry.open.clone()))
}
