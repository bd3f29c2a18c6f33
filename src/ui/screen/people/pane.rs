//! Beside the table: what one person does in one week.

use chrono::Datelike;
use iced::widget::{container, text};
use iced::{Alignment, Length, Padding};

use super::board::Work;
use super::{Message, People};
use crate::calendar::{week, wording};
use crate::ledger::TaskState;
use crate::plan::Hue;
use crate::ui::icon::{Icon, icon};
use crate::ui::theme::size;
use crate::ui::theme::style::{self, Mood, ink};
use crate::ui::widget::{
    caption, check, clamp, column, divider, dot, icon_button, inspector, label, row, row_button, scroll,
    section_title, tag,
};
use crate::ui::{Context, Element};

impl People {
    pub(super) fn pane<'a>(&'a self, context: &'a Context) -> Option<Element<'a, Message>> {
        let (name, monday) = self.opened.as_ref()?;
        let line = self.board.line(name)?;
        let at = self.board.mondays.iter().position(|one| one == monday)?;
        let cell = line.weeks.get(at)?;
        let days = wording::range(*monday, week::add_days(*monday, 6));
        let head = row![
            container(section_title(line.title())).width(Length::Fill),
            icon_button(
                Icon::Print,
                "In việc tuần này của người này",
                style::ghost,
                Some(Message::WeekPrintAsked)
            ),
            icon_button(Icon::Close, "Đóng (Esc)", style::ghost, Some(Message::WeekClosed)),
        ]
        .align_y(Alignment::Center);
        let facts = [line.detail.as_str(), line.phone.as_str()];
        let facts: Vec<&str> = facts.into_iter().filter(|fact| !fact.is_empty()).collect();
        let done = cell.works.len() - cell.open;
        let late = if cell.late > 0 { format!(", trong đó {} trễ", cell.late) } else { String::new() };
        let open = (cell.open > 0).then(|| format!("{} phải làm{late}", wording::counted(cell.open, "việc")));
        let done = (done > 0).then(|| format!("{} đã xong", wording::counted(done, "việc")));
        let counts: Vec<String> = open.into_iter().chain(done).collect();
        let over = cell.is_overloaded.then(|| {
            let load = context.newsroom.settings().weekly_load;
            let said = format!(
                "Quá tải: mỗi tuần một người nhận không quá {}.",
                wording::counted(load as usize, "việc")
            );
            text(said).size(size::CAPTION).style(ink::warn)
        });
        let works = cell.works.iter().filter_map(|work| entry(work, context));
        let list = column(works).spacing(10);
        let list = scroll(container(list).padding(Padding::ZERO.right(10))).height(Length::Fill);
        let content = column![head]
            .push((!facts.is_empty()).then(|| caption(facts.join(", "))))
            .push(label(format!("Tuần {}, {days}", week::iso_week(*monday).1)))
            .push(
                text(if counts.is_empty() { "Không có việc".to_owned() } else { counts.join("; ") })
                    .size(size::DENSE),
            )
            .push(over)
            .push(divider())
            .push(list)
            .spacing(8);
        Some(inspector(container(content).padding([14, 16])))
    }
}

/// A step to tick, or a role; and the piece that it belongs to.
fn entry<'a>(work: &'a Work, context: &'a Context) -> Option<Element<'a, Message>> {
    let piece = context.newsroom.piece(&work.piece)?;
    let activity = context.newsroom.plan().activity(&piece.header.activity);
    let day = format!("{} {}", wording::weekday_short(work.day.weekday()), wording::day_month(work.day));
    let state = work.step.as_ref().map(|(_, state)| *state);
    let name: Element<'a, Message> = if let Some((step, state)) = &work.step {
        let ticked = Message::Ticked(work.piece.clone(), step.clone());
        let is_done = matches!(state, TaskState::Done(_));
        check(work.name.as_str(), is_done, move |_| ticked.clone())
    } else {
        let mark = icon(Icon::OnAir, 15.0).style(ink::tertiary);
        row![mark, text(&work.name).size(size::DENSE)].spacing(8).align_y(Alignment::Center).into()
    };
    let late = (state == Some(TaskState::Late)).then(|| tag(None, "Trễ", Mood::Danger));
    let day = text(day).size(size::CAPTION).style(if late.is_some() { ink::danger } else { ink::secondary });
    let head =
        row![container(name).width(Length::Fill)].push(late).push(day).spacing(8).align_y(Alignment::Center);
    let title = clamp(piece.header.title.as_str(), 2).size(size::CAPTION, 18.0).style(ink::secondary);
    let hue = activity.map_or(Hue::Board, |activity| activity.hue);
    let title = row![dot(hue), container(title).width(Length::Fill)].spacing(8).align_y(Alignment::Center);
    let open = row_button(title, false, Message::PieceOpened(work.piece.clone()));
    Some(column![head, open].spacing(2).into())
}
