//! Tổng quan: what is coming this week, what waits, what is missing; each row links to its place.

mod agenda;
mod review;
mod steps;

use std::collections::BTreeMap;

use iced::keyboard::{Key, Modifiers, key};
use iced::widget::{container, space, text};
use iced::{Alignment, Length, Task};

use super::Screen;
use super::listing::{self, Head, MORE, SHOWN};
use crate::calendar::{lunar, week, wording};
use crate::ledger::{Outlook, SlotView};
use crate::plan::PlanIssue;
use crate::store;
use crate::ui::icon::{Icon, icon};
use crate::ui::theme::size;
use crate::ui::theme::style::{self, Mood, ink};
use crate::ui::widget::{
    button, button_icon, button_label, caption, clamp, column, row, scroll, section_title, tip,
};
use crate::ui::{Action, Context, Effect, Element, Route, banner, font, mine};
use agenda::{AHEAD, Agenda};

/// Like [`SHOWN`], for files that need attention, which come before the week.
const PROBLEMS: usize = 4;
/// Like [`SHOWN`], for what approvals ask of the person here, which also comes before the week.
const REVIEW: usize = 4;

#[derive(Debug, Default)]
pub struct Home {
    agenda: Agenda,
    /// Whether all files that need attention are listed.
    is_listing_all: bool,
    /// The number of rows in the cards where more were requested.
    shown: BTreeMap<Card, usize>,
    /// The list that a tile opened; it stands alone.
    opened: Option<Card>,
}

/// The lists of the overview.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Card {
    Week,
    Todo,
    Empty,
    Clashes,
    Waiting,
    Review,
    /// What the person here does this week.
    Own,
    /// Steps of the work that are late.
    Late,
    /// What was raised and awaits an answer.
    Cases,
    Overdue,
}

#[derive(Debug, Clone)]
pub enum Message {
    Pressed(Effect),
    /// A tile opens its list, or closes it again.
    TilePressed(Card),
    /// Shows more rows of a list.
    RestAsked(Card),
    AllProblemsAsked,
    StepsDismissed,
}

impl Screen for Home {
    type Message = Message;

    fn new(_context: &Context) -> (Self, Task<Message>) {
        (Self::default(), Task::none())
    }

    fn prepare(&mut self, context: &Context) {
        let most = self.shown.values().copied().max().unwrap_or(MORE).max(MORE);
        let identity = &context.identity;
        let (me, is_mine_only) = (identity.name.as_str(), identity.is_mine_only);
        self.agenda = Agenda::new(&context.newsroom, most, &context.mine(), me, is_mine_only);
    }

    fn update(&mut self, message: Message, context: &Context) -> Action<Message> {
        match message {
            Message::Pressed(effect) => Action::effect(effect),
            Message::TilePressed(card) => {
                self.opened = if self.opened == Some(card) { None } else { Some(card) };
                Action::none()
            }
            Message::RestAsked(card) => {
                let _ = self.shown.insert(card, listing::widened(self.shown_of(card)));
                self.prepare(context);
                Action::none()
            }
            Message::StepsDismissed => Action::command(steps::dismissed(&context.newsroom)),
            Message::AllProblemsAsked => {
                self.is_listing_all = true;
                Action::none()
            }
        }
    }

    fn key(&mut self, key: &Key, _modifiers: Modifiers, _context: &Context) -> Action<Message> {
        if matches!(key, Key::Named(key::Named::Escape)) {
            self.opened = None;
        }
        Action::none()
    }

    fn view<'a>(&'a self, context: &'a Context) -> Element<'a, Message> {
        let today = context.newsroom.today();
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
            mine::toggle(context, Message::Pressed),
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
        let unconfirmed = match (agenda.unconfirmed_count, agenda.unconfirmed_again) {
            (0, 0) => "kỳ chưa phát, đăng".to_owned(),
            (count, 0) => format!("kỳ; {}", wording::counted(count, "kỳ chưa xác nhận")),
            (0, again) => format!("kỳ; {}", wording::counted(again, "kỳ chờ xác nhận lần phát lại")),
            (count, again) => {
                format!(
                    "kỳ; {}, {}",
                    wording::counted(count, "kỳ chưa xác nhận"),
                    wording::counted(again, "kỳ chờ lần phát lại")
                )
            }
        };
        let tile = |card, name, count, detail, is_bad| {
            tile(name, count, detail, is_bad, self.opened == Some(card), Message::TilePressed(card))
        };
        let late = match agenda.longest_late {
            Some(days) => format!("bước làm bài, lâu nhất {days} ngày"),
            None => "bước làm bài".to_owned(),
        };
        let has_steps = !context.newsroom.settings().tasks.is_empty();
        let late = has_steps.then(|| tile(Card::Late, "Việc trễ", agenda.late.count, late, true));
        let tiles = row![
            tile(Card::Week, "Tuần này", agenda.owed_this_week, "kỳ phải phát, đăng".to_owned(), false),
            tile(Card::Empty, "Còn trống", agenda.empty_count, "kỳ trong 30 ngày tới".to_owned(), false),
            tile(Card::Waiting, "Chờ duyệt", agenda.waiting.count, waiting, false),
            tile(Card::Overdue, "Quá hạn", agenda.overdue_count, unconfirmed, true),
        ]
        .push(late)
        .spacing(16);
        let list = |card| self.list(card, context);
        let lists: Element<'a, Message> = match self.opened {
            Some(card) => list(card),
            None => column![]
                .push((agenda.review.count > 0).then(|| list(Card::Review)))
                .push((agenda.own.count > 0).then(|| list(Card::Own)))
                .push((agenda.late.count > 0).then(|| list(Card::Late)))
                .push((agenda.cases.count > 0).then(|| list(Card::Cases)))
                .push((agenda.clashes.count > 0).then(|| list(Card::Clashes)))
                .push(row![list(Card::Week), list(Card::Todo)].spacing(16))
                .push(list(Card::Empty))
                .spacing(16)
                .into(),
        };
        let body = column![title]
            .push(banner::year(&context.newsroom))
            .push(unsaved(context))
            .push(undecided(context))
            .push(problems(context, self.is_listing_all))
            .push(steps::view(context))
            .push(invalid(context))
            .push(tiles)
            .push(lists)
            .spacing(16)
            .padding([20, 24]);
        scroll(body).height(Length::Fill).into()
    }
}

impl Home {
    /// The number of rows in a card. One shown alone starts with as many as a request for more would add.
    fn shown_of(&self, card: Card) -> usize {
        let least = match card {
            _ if self.opened == Some(card) => MORE,
            Card::Review | Card::Own | Card::Late | Card::Cases => REVIEW,
            _ => SHOWN,
        };
        self.shown.get(&card).copied().unwrap_or(least).max(least)
    }

    fn list(&self, name: Card, context: &Context) -> Element<'_, Message> {
        let agenda = &self.agenda;
        let (title, detail, nothing) = match name {
            Card::Week => {
                let monday = week::monday_of(context.newsroom.today());
                let days = wording::range(monday, monday + chrono::Days::new(6));
                ("Phát sóng và đăng tuần này", days, "Tuần này không có kỳ nào phải phát, đăng.".to_owned())
            }
            Card::Todo => ("Việc cần làm", String::new(), "Không còn việc gì phải nhắc.".to_owned()),
            Card::Empty => {
                let title = "Kỳ còn trống, đang mở hoặc mở trong 30 ngày tới";
                let nothing = if agenda.empty.count == 0 { no_empty(context) } else { String::new() };
                (title, wording::counted(agenda.empty_count, "kỳ"), nothing)
            }
            Card::Clashes => ("Trùng giờ phát", wording::counted(agenda.clashes.count, "chỗ"), String::new()),
            Card::Waiting => {
                let nothing = "Không có bài nào chờ duyệt.".to_owned();
                ("Bài chờ duyệt, chờ lâu đứng trước", wording::counted(agenda.waiting.count, "bài"), nothing)
            }
            Card::Review => {
                ("Duyệt, góp ý: cần bạn xem", wording::counted(agenda.review.count, "bài"), String::new())
            }
            Card::Own => ("Việc của bạn tuần này", wording::counted(agenda.own.count, "việc"), String::new()),
            Card::Late => {
                let nothing = "Không có bước nào trễ.".to_owned();
                let title = "Bước làm bài đã trễ hạn, trễ lâu đứng trước";
                (title, wording::counted(agenda.late.count, "bước"), nothing)
            }
            Card::Cases => {
                let (open, overdue) = agenda.open_cases;
                let mut detail = format!("{open} chờ trả lời, {overdue} quá hạn");
                if let Some((own, late)) = agenda.own_cases.filter(|(own, _)| *own > 0) {
                    detail = format!("{detail}; cơ quan bạn phải trả lời {own}, quá hạn {late}");
                }
                ("Ý kiến quá hạn hoặc sắp đến hạn", detail, "Không có ý kiến nào quá hạn.".to_owned())
            }
            Card::Overdue => {
                let title = "Kỳ quá hạn và chưa xác nhận, mới nhất đứng trước";
                (title, String::new(), "Không có kỳ nào quá hạn hoặc chưa xác nhận.".to_owned())
            }
        };
        let head = Head { title: title.to_owned(), detail, nothing };
        let (first, second) = match name {
            Card::Week => (&agenda.week, None),
            Card::Todo => (&agenda.waiting, Some(&agenda.missed)),
            Card::Empty => (&agenda.empty, None),
            Card::Clashes => (&agenda.clashes, None),
            Card::Waiting => (&agenda.waiting, None),
            Card::Review => (&agenda.review, None),
            Card::Own => (&agenda.own, None),
            Card::Late => (&agenda.late, None),
            Card::Cases => (&agenda.cases, None),
            Card::Overdue => (&agenda.missed, None),
        };
        let entries = first.entries.iter().chain(second.into_iter().flat_map(|list| &list.entries));
        let count = first.count + second.map_or(0, |list| list.count);
        let shown = self.shown_of(name);
        listing::card_of(head, entries, count, shown, Message::Pressed, Message::RestAsked(name))
    }
}

/// Why no slot is listed as empty; which one comes next.
fn no_empty(context: &Context) -> String {
    let newsroom = &context.newsroom;
    let obligations = newsroom.obligations();
    let mine = context.identity.is_mine_only.then(|| context.mine());
    let is_shown = |view: &SlotView| mine.as_ref().is_none_or(|mine| mine.has_slot(&view.slot.id));
    match obligations.outlook(AHEAD, is_shown) {
        _ if newsroom.is_year_over() => "Năm của kế hoạch đã hết, không còn kỳ nào mở.".to_owned(),
        Outlook::Idle => {
            let whose =
                if mine.is_some() { "bạn không có kỳ nào mở" } else { "không có kỳ nào mở" };
            let coming = |view: &&SlotView| view.slot.from > newsroom.today() && is_shown(view);
            let next = obligations.slots.iter().filter(coming).min_by_key(|view| view.slot.from);
            let next = next.and_then(|view| {
                let activity = newsroom.plan().activity(view.slot.id.activity())?;
                Some(format!(" Kỳ tới: {}, mở từ {}.", activity.short, wording::date(view.slot.from)))
            });
            format!("Trong 30 ngày tới {whose}.{}", next.unwrap_or_default())
        }
        Outlook::Covered => "Mọi kỳ đang mở hoặc mở trong 30 ngày tới đã có bài.".to_owned(),
        Outlook::Waiting => "Chỉ còn kỳ đến hạn hôm nay chưa có bài: xem ô Quá hạn.".to_owned(),
    }
}

/// Unsaved text of an earlier window.
fn unsaved(context: &Context) -> Option<Element<'_, Message>> {
    if context.unsaved.is_empty() {
        return None;
    }
    let rows = context.unsaved.iter().enumerate().map(|(index, unsaved)| {
        let when = unsaved.time.with_timezone(&chrono::Local);
        let said = format!(
            "{}, gõ lúc {} {}",
            unsaved.content.name(),
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
    let content = column![title, hint, column(rows).spacing(8)].spacing(6);
    Some(container(content).padding([14, 16]).width(Length::Fill).style(style::notice(Mood::Accent)).into())
}

/// Pieces and records with conflicts.
fn undecided(context: &Context) -> Option<Element<'_, Message>> {
    if context.undecided.is_empty() {
        return None;
    }
    let rows = context.undecided.iter().map(|(key, count)| {
        let title = match key {
            store::Key::Piece(id) => {
                context.newsroom.piece(id).map_or(id.as_str(), |piece| &piece.header.title)
            }
            store::Key::Record(path) => {
                context.newsroom.record(path).map_or(*path, |record| record.kind().name)
            }
            store::Key::Entry(id) => {
                context.newsroom.any_entry(id).map_or(id.id(), |record| record.kind().name)
            }
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
    let content = column![title, hint, column(rows).spacing(8)].spacing(6);
    Some(container(content).padding([14, 16]).width(Length::Fill).style(style::notice(Mood::Warn)).into())
}

/// Activities per locality in a period without any locality in force: what they owe cannot be counted. The
/// missing localities are added in the plan's table.
fn invalid<'a>(context: &Context) -> Option<Element<'a, Message>> {
    let issues = context.newsroom.plan().check().into_iter().filter(PlanIssue::is_gap);
    let rows: Vec<Element<'a, Message>> = issues
        .map(|issue| {
            let clause = issue.clause().map(str::to_owned);
            row![
                icon(Icon::Warning, 16.0).style(ink::warn),
                text(issue.to_string()).size(size::DENSE).width(Length::Fill),
                button_label(
                    "Xem trong kế hoạch",
                    style::secondary,
                    Some(Message::Pressed(Effect::Open(Route::Plan(clause))))
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
    let hint = caption(
        "Để bổ sung: chép danh sách đơn vị mới trong Excel hoặc Word, mở bảng địa bàn của kế hoạch rồi dán vào đó.",
    );
    let open = Message::Pressed(Effect::Open(Route::Units));
    let open = button_label("Mở bảng địa bàn", style::primary, Some(open));
    let mend = row![container(hint).width(Length::Fill), open].spacing(10).align_y(Alignment::Center);
    let title = section_title("Kế hoạch thiếu địa bàn");
    let content = column![title, column(rows).spacing(8), mend].spacing(6);
    Some(container(content).padding([14, 16]).width(Length::Fill).style(style::notice(Mood::Warn)).into())
}

/// Of a text without a piece's header.
const NOT_YET: &str = "Chưa phải là bài: tệp chỉ có chữ. Đưa vào để làm thành một bài mới.";

fn problems(context: &Context, is_listing_all: bool) -> Option<Element<'_, Message>> {
    let problems = || context.problems.iter().chain(&context.verified);
    let rest = problems().count().checked_sub(1)?.saturating_sub(PROBLEMS - 1);
    let rest = if is_listing_all { 0 } else { rest };
    let rows = problems().take(if is_listing_all { usize::MAX } else { PROBLEMS }).map(|problem| {
        let place = problem.line.map_or_else(String::new, |line| format!(", dòng {line}"));
        let reason = if problem.can_adopt() { NOT_YET } else { problem.reason.as_str() };
        let content = column![
            clamp(format!("{}{place}", problem.path), 1).size(size::DENSE, 20.0).font(font::MEDIUM),
            clamp(reason, 2).size(size::DENSE, 20.0).style(ink::secondary),
        ];
        let inspect = Message::Pressed(Effect::Inspect(Box::new(problem.clone())));
        row![
            icon(Icon::Warning, 16.0).style(if problem.is_broken() { ink::danger } else { ink::warn }),
            container(tip(content, problem.to_string())).width(Length::Fill),
            button_label(
                if problem.can_adopt() { "Đưa vào…" } else { "Xem" },
                style::secondary,
                Some(inspect)
            ),
        ]
        .spacing(10)
        .align_y(Alignment::Center)
        .into()
    });
    let content = column![section_title("Tệp cần xem lại"), column(rows).spacing(8)]
        .push((rest > 0).then(|| {
            let content = text(format!("Xem {} nữa", wording::counted(rest, "tệp"))).size(size::DENSE);
            button(content).padding([6, 12]).style(style::ghost).on_press(Message::AllProblemsAsked)
        }))
        .spacing(6);
    Some(container(content).padding([14, 16]).width(Length::Fill).style(style::notice(Mood::Warn)).into())
}

/// A figure that opens what it counts.
fn tile(
    name: &str,
    count: usize,
    detail: String,
    is_bad: bool,
    is_opened: bool,
    press: Message,
) -> Element<'_, Message> {
    let number =
        text(wording::grouped(count as u64)).size(size::FIGURE).line_height(1.5).font(font::SEMIBOLD);
    let number = if is_bad && count > 0 { number.style(ink::danger) } else { number };
    let face = column![
        text(name).size(size::DENSE).style(ink::secondary),
        number,
        text(detail).size(size::DENSE).style(ink::secondary),
    ];
    let hint = if is_opened { "Bấm để về tổng quan" } else { "Bấm để xem danh sách" };
    let face =
        button(face).padding([14, 16]).width(Length::Fill).style(style::tile(is_opened)).on_press(press);
    container(tip(face, hint)).width(Length::Fill).into()
}
